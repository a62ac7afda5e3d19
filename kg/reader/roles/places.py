"""Where places lie, as far as the shape of the noun phrase says so beyond doubt.

Takes place mentions; gives Statements of kind "relation": a capital of its state, a place in brackets behind a place,
a place with the adjective of its state or region. Leaves out: everything that verbs say about places.

Example: „im saarländischen Völklingen" gives (Völklingen, in, Saarland); „die libanesische Hauptstadt Beirut" gives
(Beirut, Hauptstadt, Libanon).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.model import Argument, Mention, Predicate, Statement
from kg.reader.roles.context import Context

if TYPE_CHECKING:
    from kg.schema import Schema

_CONFIDENCE = 0.9
_LARGE = frozenset({"kg:State", "kg:Region"})
_GENITIVE = frozenset({"des", "der", "von", "vom"})


def places(context: Context, schema: Schema) -> Iterable[Statement]:
    """The relations of all places named in the text."""
    mentions = [m for m in context.entities.mentions if m.type == "Place" and (m.named or _is_adjective(context, m))]
    for before, after in itertools.pairwise(mentions):
        if before.entity == after.entity:
            continue
        between = context.text[before.end : after.start]
        if after.named and not before.named:
            words = between.split()
            if not words and not _is_large(context, after, schema):
                yield _relation(context, after, before, "in", "kg:locatedIn")
            elif len(words) == 1 and words[0].lower().endswith("hauptstadt"):
                yield _relation(context, after, before, "Hauptstadt", "kg:capitalOf")
        elif before.named and after.named:
            closing = context.text[after.end : after.end + 1]
            if between.strip() == "(" and closing in (")", ",", "/") and _is_large(context, after, schema):
                yield _relation(context, before, after, "in", "kg:locatedIn")
            elif _is_apposition(between):
                yield _relation(context, before, after, "Hauptstadt", "kg:capitalOf")
            elif before.text.endswith("s") and between.strip() == "Hauptstadt":
                yield _relation(context, after, before, "Hauptstadt", "kg:capitalOf")


def _is_adjective(context: Context, mention: Mention) -> bool:
    return mention.text[:1].islower() and context.text[mention.end : mention.end + 1] == " "


def _is_large(context: Context, mention: Mention, schema: Schema) -> bool:
    """Whether the place is a state or region that the schema knows: such lie in nothing here, others in them."""
    label = context.labels[mention.entity]
    return any(name.kind in _LARGE for name in schema.name(label) if name.label == label)


def _is_apposition(between: str) -> bool:
    """„, der Hauptstadt des"."""
    words = between.replace(",", " , ").split()
    if not words or words[0] != "," or words[-1] not in _GENITIVE:
        return False
    inner = [w for w in words[1:-1] if w not in ("der", "die", "das")]
    return inner == ["Hauptstadt"]


def _relation(context: Context, place: Mention, whole: Mention, lemma: str, property: str) -> Statement:
    span = (whole.start, whole.end)
    return Statement(
        id="",
        sentence=context.sentence_at(place.start),
        kind="relation",
        subject=Argument(place.text, ((place.start, place.end),), place.entity),
        predicate=Predicate(whole.text, lemma, (span,), property),
        object=Argument(whole.text, ((whole.start, whole.end),), whole.entity),
        attribution=context.attribution(place.start, None, verbatim=True),
        confidence=_CONFIDENCE,
    )

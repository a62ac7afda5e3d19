"""Roles of titles and appositions: „die finnische Ministerpräsidentin Sanna Marin", „X, Chef der Y,".

Takes the offices that the entities stage found; gives a Statement for each that has a holder.
Leaves out: kinship („sein Bruder X") and offices whose holder the text does not name.

Example: „Pentagon-Chef Austin" gives (Austin, Chef, Pentagon).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.model import Argument, Predicate, Statement
from kg.reader.roles.context import PROPERTIES, Context, confidence, modality, status_arguments

if TYPE_CHECKING:
    from kg.reader.entities import Entities
    from kg.reader.entities.offices import Office
    from kg.schema import Schema

_SURE, _LESS_SURE = 0.95, 0.85
_OF_STATES = frozenset({"kg:State", "kg:Region", "kg:City", "kg:Parliament"})  # no party has their offices


def titles(context: Context, schema: Schema) -> Iterable[Statement]:
    """A role for every office with a holder."""
    doc, entities = context.doc, context.entities
    for holding in entities.holdings:
        office = holding.office
        if (
            holding.holder is None
            or office.holder is None
            or office.form.kind == "kin"
            or _is_imagined(office, context)
        ):
            continue
        noun = doc[office.noun]
        span = (noun.idx, noun.idx + len(noun))
        holder = entities.name_spans[office.holder]
        body = context.body(holding)
        kind = office.form.kind
        if kind != "holds" and body is not None and body.entity is not None and context.types[body.entity] == "Place":
            body = None  # „der deutsche Torwart": a nationality, not an employer
        if body is not None and _is_party(body, entities, schema):
            elsewhere = kind == "holds" and context.dominant.office_in(office.lemma) in _OF_STATES
            kind = "member" if kind == "profession" or elsewhere else kind  # „SPD-Minister"
        yield Statement(
            id="",
            sentence=context.sentence(office.noun),
            kind="role",
            subject=Argument(context.text[holder[0] : holder[1]], (holder,), holding.holder),
            predicate=Predicate(noun.text, office.lemma, (span,), PROPERTIES[kind]),
            object=body,
            arguments=status_arguments(office.status),
            modality=modality(office.status),
            attribution=context.attribution(noun.idx, holding.holder, verbatim=True),
            time=context.time(office.noun, office.last),
            confidence=confidence(_SURE if holder[0] > span[0] else _LESS_SURE, body),
        )


def _is_imagined(office: Office, context: Context) -> bool:
    """„unter einer Kanzlerin Moll": an article that makes a bare surname one of several says what might be."""
    name = context.entities.name_spans[office.holder] if office.holder is not None else (0, 0)
    words = context.text[name[0] : name[1]]
    article = context.doc[office.first].lower_
    between = context.text[context.doc[office.noun].idx + len(context.doc[office.noun]) : name[0]]
    return article.startswith("ein") and office.first + 1 == office.noun and " " not in words and between == " "


def _is_party(body: Argument, entities: Entities, schema: Schema) -> bool:
    if body.entity is None:
        return False
    label = entities.entity(body.entity).label
    return any(name.kind == "kg:Party" for name in schema.name(label))

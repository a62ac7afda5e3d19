"""Kinship beside a name: „Hubers Sohn Emil", „ihre Schwester Anna Moll".

Takes the offices of kind kin, which are none; gives Statements of kind "relation" from the one who is named to the
one whose kin it is. Leaves out: kin without a name, and what verbs say („heiratete", room statements).

Example: „Otto Huber kam mit seiner Ehefrau Eva." gives (Eva, Ehefrau, Otto Huber).
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Argument, Predicate, Statement
from kg.reader.roles.context import Context

_CONFIDENCE = 0.85


def kin(context: Context) -> Iterable[Statement]:
    """A relation for every word of kinship between a name and a person whose it is."""
    doc, entities = context.doc, context.entities
    ends = {entities.name_spans[n][1]: n for n in entities.name_spans}
    for holding in entities.holdings:
        office = holding.office
        if office.form.kind != "kin" or office.holder is None or holding.holder is None or office.plural:
            continue
        noun = doc[office.noun]
        span = entities.name_spans[office.holder]
        if context.text[noun.idx + len(noun) : span[0]].strip():
            continue  # „Sohn des Malers Otto Huber" is not his son's name
        first = office.first if doc[office.first].pos_ in ("DET", "PRON") else office.first - 1
        if first < 0:
            continue
        before = doc[first]
        owner = entities.heads.get(first)
        if owner is None or context.types[owner] != "Person" or owner == holding.holder:
            continue
        named = before.idx + len(before) in ends
        possessive = before.pos_ in ("DET", "PRON") and before.lower_.startswith(("sein", "ihr", "mein"))
        if not named and not possessive and before.lower_ not in ("dessen", "deren"):
            continue
        yield Statement(
            id="",
            sentence=context.sentence(office.noun),
            kind="relation",
            subject=Argument(context.text[span[0] : span[1]], (span,), holding.holder),
            predicate=Predicate(noun.text, office.lemma, ((noun.idx, noun.idx + len(noun)),)),
            object=Argument(before.text, ((before.idx, before.idx + len(before)),), owner),
            attribution=context.attribution(noun.idx, holding.holder, verbatim=True),
            confidence=_CONFIDENCE,
        )

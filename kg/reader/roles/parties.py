"""Membership in brackets after a name: „Angela Merkel (CDU)", „Anna Huber (Grüne/Wien)".

Takes named mentions; gives a Statement with the property org:memberOf for a party or other organization in brackets
right after a person. Leaves out: ages, places and lives in brackets.

Example: „Sanna Marin (SDP)" gives (Sanna Marin, Mitglied, SDP).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from kg.model import Argument, Predicate, Statement
from kg.reader.roles.context import Context

_CONFIDENCE = 0.92


def parties(context: Context) -> Iterable[Statement]:
    """A membership for every person with an organization in brackets."""
    doc, entities = context.doc, context.entities
    text = context.text
    named = [m for m in entities.mentions if m.named]
    for person, party in itertools.pairwise(named):
        if person.type != "Person" or party.type not in ("Organization", "Group"):
            continue
        between = text[person.end : party.start]
        if between.strip(' „"') != "(" or text[party.end : party.end + 1] not in (")", "/", ",", "-", ";"):
            continue
        span = doc.char_span(party.start, party.end, alignment_mode="expand")
        if span is None:
            continue
        yield Statement(
            id="",
            sentence=context.sentence(span.start),
            kind="role",
            subject=Argument(person.text, ((person.start, person.end),), person.entity),
            predicate=Predicate(party.text, "Mitglied", ((party.start, party.end),), "org:memberOf"),
            object=Argument(party.text, ((party.start, party.end),), party.entity),
            attribution=context.attribution(person.start, person.entity),
            confidence=_CONFIDENCE,
        )

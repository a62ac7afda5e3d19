"""Membership beside a name: „Angela Merkel (CDU)", „Anna Huber (Grüne/Wien)", „Otto Moll vom Robert-Koch-Institut".

Takes named mentions; gives a Statement with the property org:memberOf for a party or other organization in brackets,
or joined by `von`, right after a person. Leaves out: ages, places and lives in brackets, and offices (titles.py).

Example: „Sanna Marin (SDP)" gives (Sanna Marin, Mitglied, SDP).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from kg.model import Argument, Mention, Predicate, Statement
from kg.reader.roles.context import Context

_IN_BRACKETS, _JOINED = 0.92, 0.8
_VON = frozenset({"von", "vom", "von der", "von den"})


def parties(context: Context) -> Iterable[Statement]:
    """A membership for every person with an organization in brackets or behind `von`."""
    titled = {(h.holder, h.body) for h in context.entities.holdings if h.body is not None}
    named = [m for m in context.entities.mentions if m.named]
    for person, party in itertools.pairwise(named):
        if person.type != "Person" or party.type not in ("Organization", "Group"):
            continue
        if any(c.isdigit() for c in party.text):
            continue  # a table or a picture's size
        between = context.text[person.end : party.start]
        after = context.text[party.end : party.end + 1]
        if between.strip(' „"') == "(" and after in (")", "/", ",", "-", ";"):
            yield _membership(context, person, party, _IN_BRACKETS)
        elif (
            between.strip(' „"') in _VON
            and party.type == "Organization"
            and (person.entity, party.entity) not in titled
        ):
            yield _membership(context, person, party, _JOINED)


def _membership(context: Context, person: Mention, party: Mention, confidence: float) -> Statement:
    return Statement(
        id="",
        sentence=context.sentence_at(party.start),
        kind="role",
        subject=Argument(person.text, ((person.start, person.end),), person.entity),
        predicate=Predicate(party.text, "Mitglied", ((party.start, party.end),), "org:memberOf"),
        object=Argument(party.text, ((party.start, party.end),), party.entity),
        attribution=context.attribution(person.start, person.entity, verbatim=True),
        confidence=confidence,
    )

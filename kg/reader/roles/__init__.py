"""Roles: who holds which office of which body, who belongs to which party, read from nominal structure.

Takes a Doc with its quotations and entities; gives Statements of kind "role", and of kind "relation" for places and
kin. The subject is the holder, the predicate's lemma the office, the object the body; status (former, designated,
acting, outgoing, deputy) is an argument. Leaves out: leaving an office, which is an event (statements).

Example: „US-Präsident Joe Biden" gives (Joe Biden, Präsident, Vereinigte Staaten).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kg.model import Quote, Statement
from kg.reader.roles.context import Context
from kg.reader.roles.copulas import copulas, inverted
from kg.reader.roles.described import described
from kg.reader.roles.kin import kin
from kg.reader.roles.parties import parties
from kg.reader.roles.places import places
from kg.reader.roles.titles import titles

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.reader.entities import Entities
    from kg.schema import Schema

__all__ = ["find_roles"]


def find_roles(doc: Doc, quotes: Sequence[Quote], entities: Entities, schema: Schema) -> tuple[Statement, ...]:
    """The roles that the text states, in its order, each once for a sentence.

    Args:
        doc: one text.
        quotes: a role inside a quotation is its speaker's words.
        entities: mentions and offices of the same text.
        schema: for the properties of offices and parties.
    """
    context = Context(doc, quotes, entities, schema)
    found = [
        *titles(context, schema),
        *described(context),
        *copulas(context),
        *inverted(context),
        *kin(context),
        *parties(context),
        *places(context, schema),
    ]
    return tuple(_once(sorted(found, key=lambda s: (s.sentence, s.predicate.spans, s.id))))


def _once(statements: Iterable[Statement]) -> Iterable[Statement]:
    seen = set()
    for n, statement in enumerate(statements, 1):
        subject = statement.subject
        if subject is None:
            continue
        of = statement.object
        key = (
            subject.entity or subject.text,
            statement.predicate.lemma,
            (of.entity or of.text) if of is not None else None,
            statement.sentence,
        )
        if key in seen:
            continue
        seen.add(key)
        yield _numbered(statement, n)


def _numbered(statement: Statement, n: int) -> Statement:
    from dataclasses import replace

    return replace(statement, id=f"r{n}")

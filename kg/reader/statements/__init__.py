"""Statements: what a text says, clause by clause, with who says it, whether it is denied, wished, demanded or doubted.

Takes the parsed Doc with quotations, times and entities; gives Statements without final ids (kg.reader numbers
them). Leaves out: offices, membership and places from nominal structure (kg.reader.roles), what becomes a fact in
the graph (kg.graph.lift).

Example: „Den Vorschlag lehnten die Länder nach Angaben des Ministers ab." gives one statement: die Länder –
ablehnen – Den Vorschlag, attributed to the minister.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.model import Predicate, Quote, Statement, Time
from kg.reader.statements.attributes import read_attributes
from kg.reader.statements.circumstances import place_of, shared_time
from kg.reader.statements.clauses import read_clause
from kg.reader.statements.confidence import confidence, is_likely
from kg.reader.statements.draft import Draft, Reading
from kg.reader.statements.nominal import read_noun
from kg.reader.statements.quantities import quantities_of
from kg.reader.statements.sources import attribution
from kg.reader.statements.stance import polarity_of
from kg.reader.statements.words import load_words
from kg.reader.syntax import (
    clause_of,
    is_clause,
    sentence_of,
    spans_of,
    tokens_in,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.reader.entities import Entities
    from kg.schema import Schema

__all__ = ["find_statements"]


def find_statements(
    doc: Doc, quotes: tuple[Quote, ...], times: tuple[Time, ...], entities: Entities, schema: Schema
) -> tuple[Statement, ...]:
    """All statements of the text, in order; ids are `c0`, `c1`, … until kg.reader numbers them."""
    reading = _prepare(doc, quotes, times, entities, schema)
    numbers = {s.start: n for n, s in enumerate(x for x in doc.sents if x.text.strip())}
    found: dict[object, Statement] = {}
    for draft in _drafts(reading):
        statement = _finish(draft, reading, numbers)
        if not is_likely(statement.confidence):
            continue
        key = (
            statement.subject and (statement.subject.text, statement.subject.spans),
            statement.predicate.lemma,
            statement.predicate.spans,
            statement.object and (statement.object.text, statement.object.spans),
        )
        found.setdefault(key, statement)
    return tuple(found.values())


def _drafts(reading: Reading) -> Iterator[Draft]:
    for token in reading.doc:
        if token.is_space or token.is_punct:
            continue
        if is_clause(token):
            yield from read_clause(token, reading)
        yield from read_noun(token, reading)
        if token.pos_ in ("NOUN", "PROPN"):
            yield from read_attributes(token, reading)


def _prepare(
    doc: Doc, quotes: tuple[Quote, ...], times: tuple[Time, ...], entities: Entities, schema: Schema
) -> Reading:
    timed = {t.i: time for time in times for t in tokens_in(doc, ((time.start, time.end),))}
    quoted: dict[int, Quote] = {}
    # the longest first, so that the innermost quotation has the last word
    for quote in sorted(quotes, key=lambda q: (-sum(b - a for a, b in q.spans), q.id)):
        cue = {t.i for t in tokens_in(doc, quote.cue.spans)} if quote.cue is not None else set()
        for token in tokens_in(doc, quote.spans):
            if token.i not in cue:  # „kündigte eine Reform an": the announcing itself is the article's to say
                quoted[token.i] = quote
    cues = {
        t.i: quote
        for quote in quotes
        if quote.cue is not None
        for t in tokens_in(doc, quote.cue.spans)
        if t.i not in quoted
    }
    return Reading(doc, doc.text, quotes, times, entities, schema, load_words(doc.lang_ or "de"), quoted, timed, cues)


def _finish(draft: Draft, reading: Reading, numbers: dict[int, int]) -> Statement:
    subject, obj = reading.argument(draft.subject), reading.argument(draft.object)
    clause = draft.anchor if is_clause(draft.anchor) else clause_of(draft.anchor)
    nominal = not is_clause(draft.anchor)
    slots = [s for s in (draft.subject, draft.object, *(a for _, a in draft.arguments)) if s is not None]
    spans = spans_of(draft.predicate)
    where = place_of(draft.anchor if nominal else clause, reading, slots)
    when = shared_time(draft.anchor if nominal else clause, reading)
    source = attribution(draft, reading)
    return Statement(
        id=f"c{draft.anchor.i}",
        sentence=_sentence(draft.anchor, numbers),
        kind=draft.kind,
        subject=subject,
        predicate=Predicate(reading.text(spans), draft.lemma, spans, draft.property),
        object=obj,
        arguments=tuple(reading.role_argument(role, one) for role, one in draft.arguments if one.tokens),
        polarity=polarity_of(draft),
        modality=draft.modality,
        attribution=source,
        time=when,
        place=where,
        confidence=confidence(draft, source=source, timed=when is not None, placed=where is not None),
        quantities=quantities_of(slots, reading),
    )


def _sentence(token: Token, numbers: dict[int, int]) -> int:
    start = sentence_of(token).start
    while start not in numbers and start > 0:
        start -= 1
    return numbers.get(start, 0)

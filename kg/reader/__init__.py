"""Article → Record: the stages that read a text, in their order (docs/design.md, section 8).

Takes an Article, a spaCy pipeline and a Schema; gives a Record without IRIs (the link room adds them).
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import Argument, Article, Attribution, Quote, Record, Span, Statement, Time, TimeRef, passive

UNNAMED = "ungenannt"
"""What an attribution says where the text names no source."""

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.reader.entities import Entities
    from kg.schema import Schema


def read(article: Article, nlp: Language, schema: Schema) -> Record:
    """All that the article says, with the characters it was read from."""
    from kg.reader.entities import find_entities
    from kg.reader.quotes import find_quotes
    from kg.reader.roles import find_roles
    from kg.reader.statements import find_statements
    from kg.reader.syntax import repair
    from kg.reader.times import find_times

    doc = repair(nlp(article.text))
    times, warnings = find_times(doc, article.date)
    quotes = find_quotes(doc)
    entities = find_entities(doc, quotes, times, schema)
    quotes = tuple(_with_entities(quote, entities) for quote in quotes)
    found = (
        *find_roles(doc, quotes, entities, schema),
        *find_statements(doc, quotes, times, entities, schema),
    )
    found = tuple(
        replace(
            _voiced(statement),
            id=f"s{n}",
            time=_moment(statement.time, times, article),
            attribution=_named(statement),
        )
        for n, statement in enumerate(sorted(found, key=lambda s: (s.sentence, s.predicate.spans, s.id)), 1)
    )
    return Record(
        id=article.id,
        text=article.text,
        title=article.title,
        date=article.date,
        url=article.url,
        publisher=article.publisher,
        language=article.language,
        sentences=tuple(_trimmed(s.text, s.start_char) for s in doc.sents if s.text.strip()),
        mentions=entities.mentions,
        entities=entities.entities,
        times=times,
        quotes=quotes,
        statements=found,
        warnings=warnings,
    )


def _voiced(statement: Statement) -> Statement:
    """A statement whose subject only the grammar implies (no word of the text names it) is in the passive."""
    subject = statement.subject
    return passive(statement) if subject and not subject.spans and not subject.entity else statement


def _moment(told: TimeRef | None, times: tuple[Time, ...], article: Article) -> TimeRef | None:
    """When it was, of the expression that a statement has: „vor drei Jahren" is a year, „seit 2004" an interval that
    begins then; a mere duration is no time.
    """
    if told is None:
        return None
    from kg.reader.times import period

    start = told.spans[0][0] if told.spans else -1
    place = bisect_left(times, start, key=lambda t: t.start)
    if place == len(times) or times[place].start != start:
        return told
    return period(article.text, times[place], times, article.date)


def _named(statement: Statement) -> Attribution | None:
    """The source: of „nach eigenen Angaben" the subject; one that nobody names is `ungenannt`."""
    from kg.reader.syntax.grammar import load_grammar

    source, subject = statement.attribution, statement.subject
    if source is None:
        return None
    if subject and subject.spans and not load_grammar().own.isdisjoint(source.text.split()[:1]):
        return replace(source, text=subject.text, entity=subject.entity)
    return source if source.text else replace(source, text=UNNAMED)


def _trimmed(text: str, start: int) -> Span:
    """Bounds of a sentence without the white space around it."""
    return start + len(text) - len(text.lstrip()), start + len(text.rstrip())


def _with_entities(quote: Quote, entities: Entities) -> Quote:
    return replace(
        quote,
        speaker=_resolved(quote.speaker, entities),
        addressee=_resolved(quote.addressee, entities),
    )


def _resolved(argument: Argument | None, entities: Entities) -> Argument | None:
    """The argument with its entity; of „Angaben Stoltenbergs" it is not the words but he who is meant."""
    if argument is None:
        return None
    from kg.reader.syntax.grammar import load_grammar

    entity = entities.at(argument.spans)
    if entity is None and not load_grammar().viewpoints.isdisjoint(argument.text.split()):
        entity = entities.within(argument.spans)
    return replace(argument, entity=entity)

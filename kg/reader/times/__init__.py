"""Time expressions (TIMEX3): DATE, TIME, DURATION and SET with normalized values.

Takes a spaCy Doc (a blank one will do; a parsed one tells the tense better) and the article's date; gives Times
in order of the text, without overlap, and warnings. The span follows the habit of German TimeML corpora: the
preposition stays outside, a determiner of its own inside („in [den vergangenen Tagen]", „am [Mittwoch]"); what is
counted from now is a DURATION („vor [drei Jahren]" is P3Y). Leaves out: events, signals, links, ages of persons.

German example: „am Mittwoch" in an article of 18 March 2022 is a DATE, 2022-03-16.

Source of the scheme: ISO 24617-1 (ISO-TimeML); TimeML 1.2.1, TIMEX3.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date as Day  # noqa: N812
from typing import TYPE_CHECKING

from kg.model import Span, Time
from kg.reader.times.moment import moment
from kg.reader.times.period import period

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_times", "moment", "period", "times_in"]


def find_times(doc: Doc, date: str | None, *, language: str = "de") -> tuple[tuple[Time, ...], tuple[str, ...]]:
    """The time expressions of a text, and warnings a person can read.

    Args:
        doc: the text; offsets are those of `doc.text`.
        date: the article's date, ISO 8601 (a time of day after it is ignored), or None.
        language: the language pack whose rules are used.

    Without a date, the day of the dateline („Graz, 10. Mai 2023 – …") is taken for it; where there is none either,
    relative expressions keep an underspecified value (`XXXX-WXX-3`). A warning says so in both cases.
    """
    from kg.reader.times.dateline import dateline
    from kg.reader.times.lexicon import load
    from kg.reader.times.match import candidates
    from kg.reader.times.reading import Reading
    from kg.reader.times.resolve import resolve

    lexicon = load(language)
    day, warnings = _day(date)
    found = candidates(doc.text, lexicon)
    reading = Reading(doc, day, lexicon)
    times = resolve(found, reading)
    told = dateline(doc.text, times, lexicon.dateline) if day is None else None
    if told is not None:
        warnings = (*warnings, f"the article has no date of its own: {told} is taken from its dateline")
        return resolve(found, Reading(doc, told, lexicon)), warnings
    if reading.relative and day is None:
        warnings = (*warnings, "the article has no date: relative times keep an underspecified value")
    return times, warnings


def times_in(times: Iterable[Time], spans: Iterable[Span]) -> tuple[Time, ...]:
    """The times that stand inside a passage, those that date something first.

    Args:
        times: times of the text, in any order.
        spans: the passage (a clause) as half-open pairs of characters.

    Returns:
        DATE and TIME before DURATION and SET, a known value before a vague or underspecified one, then by place.
    """
    passage = tuple(spans)
    inside = [t for t in times if any(start <= t.start and t.end <= end for start, end in passage)]
    return tuple(sorted(inside, key=lambda t: (_rank(t), t.start)))


def _rank(time: Time) -> int:
    if time.type not in {"DATE", "TIME"}:
        return 2
    return 0 if time.value[:1].isdigit() else 1


def _day(date: str | None) -> tuple[Day | None, tuple[str, ...]]:
    if not date:
        return None, ()
    try:
        return Day.fromisoformat(date[:10]), ()
    except ValueError:
        return None, (f"the article's date {date!r} is no ISO 8601 date: relative times keep an underspecified value",)

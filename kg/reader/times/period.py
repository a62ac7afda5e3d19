"""The period in which something happens or holds, of a time with the words before it and the time beside it.

Takes a Time of the text, all its times and the article's date; gives a TimeRef: one date, with the mod of ISO-TimeML
where it is only the end or the beginning, or an interval with both ends (`2022-11-05/2022-11-09`). Leaves out: which
event it belongs to (statements); two dates that make no period („1999 und 2003").

German example: „bis Freitag" in an article of 16 March 2022 is 2022-03-18, ON_OR_BEFORE: it may happen before.

Source of the notation: ISO 24617-1 (mod); ISO 8601-2:2019, 4.3 and 4.4 (intervals).
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from datetime import date as Day  # noqa: N812
from typing import TYPE_CHECKING

from kg.model import TimeRef
from kg.reader.times.moment import moment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.model import Spans, Time

_WINDOW = 48
"""Characters before a time in which its preposition stands."""


def period(text: str, time: Time, times: tuple[Time, ...], date: str | None, *, language: str = "de") -> TimeRef | None:
    """When an event or state with this expression is, with the spans of the expressions that say so.

    Args:
        text: the article's text, in which the times have their offsets.
        time: a time expression of that text.
        times: all of its time expressions, in order.
        date: the article's date, ISO 8601, or None.
        language: the language pack whose words are used.

    Returns None where the expression says how long or how often and not when, and where the two ends do not fit.
    """
    from kg.reader.times.lexicon import load

    words = load(language).periods
    place = bisect_left(times, time.start, key=lambda t: t.start)
    if place < len(times) and times[place].start == time.start:
        for first, last in itertools.pairwise(times[max(0, place - 1) : place + 2]):
            if (found := _joined(text, first, last, words)) is not None:
                return _between(text, first, last, date, found)
    value = moment(text, time, date)
    if value is None:
        return None
    own: Spans = ((time.start, time.end),)
    kind = _before(text[max(0, time.start - _WINDOW) : time.start], words, time)
    if kind in ("until", "before"):
        return TimeRef(value, own, "ON_OR_BEFORE") if value[:1].isdigit() else None
    if kind in ("since", "after") and value[:1].isdigit():
        return TimeRef(value, own, "ON_OR_AFTER")
    return TimeRef(value, own)


def _before(text: str, words: Mapping[str, re.Pattern[str]], time: Time) -> str | None:
    """Which kind of preposition ends right before the time."""
    attribute = words["attribute"].pattern
    for kind in ("until", "since", "before", "after"):
        if kind in ("before", "after") and time.type not in ("DATE", "TIME"):
            continue
        if re.search(rf"(?:{words[kind].pattern})(?:\s{attribute})?\s+$", text, re.IGNORECASE):
            return kind
    return None


def _joined(text: str, first: Time, last: Time, words: Mapping[str, re.Pattern[str]]) -> str | None:
    """How two neighbours are joined: `range` („A bis B", „zwischen A und B"), `and`, or None."""
    gap = text[first.end : last.start]
    if words["join"].fullmatch(gap):
        return "range"
    if words["and"].fullmatch(gap):
        opened = re.search(rf"(?:{words['between'].pattern})\s+$", text[: first.start][-_WINDOW:], re.IGNORECASE)
        return "range" if opened else "and"
    return None


def _between(text: str, first: Time, last: Time, date: str | None, joined: str) -> TimeRef | None:
    begin, end = (moment(text, t, date) for t in (first, last))
    spans: Spans = ((first.start, first.end), (last.start, last.end))
    if begin is None or end is None or not (begin[:1].isdigit() and end[:1].isdigit() and begin < end):
        return None
    if joined == "and" and not _follow(begin, end):
        return None
    return TimeRef(f"{begin}/{end}", spans)


def _follow(first: str, second: str) -> bool:
    """Whether two days, or two years, are neighbours."""
    try:
        if len(first) == len(second) == len("2022"):
            return int(second) - int(first) == 1
        return Day.fromisoformat(second).toordinal() - Day.fromisoformat(first).toordinal() == 1
    except ValueError:
        return False

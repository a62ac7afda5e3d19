"""When something happened, for a time expression in its place in the text.

Takes a Time, its text and the article's date; gives the value that dates an event, or None where the expression
says how long or how often, and not when. Leaves out: which event it belongs to (statements).

German example: „vor [drei Jahren]" is the DURATION P3Y; with an article of 18 March 2022 its moment is 2019.
"""

from __future__ import annotations

import re
from datetime import date as Day  # noqa: N812

from kg.model import Time
from kg.reader.times import calendar

_PERIOD = re.compile(r"P(\d+)(D|WE|W|M|Q|Y|DE|CE)")
_CLOCK = re.compile(r"PT(\d+)[HMS]")
_BEFORE = re.compile(
    r"\b(vor|seit|in|binnen)(?: (?:rund|etwa|ca\.|circa|knapp|fast|gut|genau|mehr als|über|ungefähr))?\s+$",
    re.IGNORECASE,
)
_NOT_NOW = re.compile(r"\s+(?:vor|nach|lang|alt)\b")
_NOT_DAYS = frozenset({"Y", "M", "Q", "DE", "CE"})


def moment(text: str, time: Time, date: str | None) -> str | None:
    """The TIMEX3 value of the time that an event with this expression has.

    Args:
        text: the article's text, in which `time` has its offsets.
        time: a time expression of that text.
        date: the article's date, ISO 8601, or None.

    A DATE or TIME gives its own value. A DURATION that is counted from now (`vor drei Jahren`, `seit zwei Wochen`,
    `in einem Monat`) gives the day, month or year that it leads to, as finely as it is told.
    """
    if time.type in {"DATE", "TIME"}:
        return time.value
    before = _BEFORE.search(text[max(0, time.start - 24) : time.start])
    if time.type != "DURATION" or before is None or not date or _NOT_NOW.match(text[time.end : time.end + 8]):
        return None
    way = -1 if before[1].lower() in {"vor", "seit"} else 1
    if before[1].lower() == "binnen" or re.match(r"de[rnm]\b|die\b|das\b", time.text, re.IGNORECASE):
        return None  # within a period, which is no point in time
    try:
        now = Day.fromisoformat(date[:10])
        if _CLOCK.fullmatch(time.value):
            return now.isoformat()
        if found := _PERIOD.fullmatch(time.value):
            there = calendar.add(now, way * int(found[1]), found[2])
            return calendar.write(there, _fineness(found[2]))
    except (ValueError, OverflowError):
        return None
    return None


def _fineness(unit: str) -> str:
    """The unit in which a distance is told: months back name a month, decades back a year."""
    if unit in _NOT_DAYS:
        return "M" if unit in {"M", "Q"} else "Y"
    return unit

"""TIMEX3 value → RDF: a typed literal where XML Schema has one that fits, else the bounds of an interval.

Takes the `value` of a Time or the `interval` of a TimeRef (`am Mittwoch` read as 2022-03-16; `in dieser Woche` as
2022-W11; `seit 2004` as 2004/..).
Leaves out: reading the words (kg.reader.times). Seasons are meteorological and of the northern hemisphere.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from pyoxigraph import Literal

from kg.graph.vocabulary import typed

_DURATION = re.compile(r"P(?!$)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?")
_WEEKS = re.compile(r"P(\d+)W")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:\d\d)?(Z|[+-]\d\d:\d\d)?")
_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
_EMPTY_YEAR = 0


def literal(value: str) -> Literal | None:
    """The typed literal of a TIMEX3 value, or None where no datatype of XML Schema fits.

    >>> literal("2022-03").datatype.value.rpartition("#")[2]
    'gYearMonth'
    >>> literal("P2W").value
    'P14D'
    >>> literal("2022-W12") is None
    True
    """
    if re.fullmatch(r"\d{4}", value) and int(value) > _EMPTY_YEAR:
        return typed(value, "gYear")
    if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", value) and int(value[:4]) > _EMPTY_YEAR:
        return typed(value, "gYearMonth")
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return typed(value, "date") if _day(value) else None
    if (moment := _MOMENT.fullmatch(value)) and _day(moment[1]):
        hour, minute = int(moment[2][:2]), int(moment[2][3:])
        seconds = moment[3] or ":00"
        if hour < 24 and minute < 60 and int(seconds[1:]) < 60:
            return typed(f"{moment[1]}T{moment[2]}{seconds}{moment[4] or ''}", "dateTime")
    if weeks := _WEEKS.fullmatch(value):
        return typed(f"P{int(weeks[1]) * 7}D", "duration")
    if _DURATION.fullmatch(value):
        return typed(value, "duration")
    return None


def bounds(value: str) -> tuple[date | None, date | None] | None:
    """First and last day of what a value names, both included; None where the calendar gives none.

    An interval (`2022-11-05/2022-11-09`) has those of its ends, an open one (`2004/..`, `../2026`) None for the other.

    >>> bounds("2022-W12")
    (datetime.date(2022, 3, 21), datetime.date(2022, 3, 27))
    >>> bounds("2022-03/..")
    (datetime.date(2022, 3, 1), None)
    >>> bounds("PRESENT_REF") is None
    True
    """
    try:
        if "/" not in value:
            return _bounds(value)
        begin, end = (None if part == ".." else _bounds(part) for part in value.split("/", 1))
    except (ValueError, OverflowError):
        return None
    first, last = begin and begin[0], end and end[1]
    return (first, last) if first or last else None


def _bounds(value: str) -> tuple[date, date] | None:
    if found := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return monday + timedelta(days=5 if found[3] else 0), monday + timedelta(days=6)
    if found := re.fullmatch(r"(\d{4})-Q([1-4])", value):
        return _months(int(found[1]), 3 * int(found[2]) - 2, 3)
    if found := re.fullmatch(r"(\d{4})-H([12])", value):
        return _months(int(found[1]), 6 * int(found[2]) - 5, 6)
    if found := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        return _months(int(found[1]), _SEASONS[found[2]][0], 3)
    if found := re.fullmatch(r"(\d{4}-\d\d-\d\d)T\D.*|(\d{4}-\d\d-\d\d)(T.*)?", value):
        day = date.fromisoformat(found[1] or found[2])
        return day, day
    if re.fullmatch(r"\d{4}-\d\d", value):
        return _months(int(value[:4]), int(value[5:]), 1)
    if re.fullmatch(r"\d{4}", value):
        return _months(int(value), 1, 12)
    if re.fullmatch(r"\d{3}", value):
        return date(int(value) * 10, 1, 1), date(int(value) * 10 + 9, 12, 31)
    if re.fullmatch(r"\d{2}", value):
        return date(int(value) * 100, 1, 1), date(int(value) * 100 + 99, 12, 31)
    return None


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    last = year * 12 + month - 1 + count - 1
    end_year, end_month = divmod(last, 12)
    end = date(end_year, end_month + 1, calendar.monthrange(end_year, end_month + 1)[1])
    return date(year, month, 1), end


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

"""Arithmetic of the calendar with TIMEX3 values; knows no German and no text.

Takes dates and values such as 2022-W12, gives the same; example: the week after 2013-W52 is 2014-W01. Easter by
the Gregorian computus (Meeus, Astronomical Algorithms, chapter 8).
"""

from __future__ import annotations

import re
from datetime import date, timedelta

DAYS = {"D": 1, "W": 7, "WE": 7}
MONTHS = {"M": 1, "Q": 3, "H": 6, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def easter(year: int) -> date:
    """Easter Sunday of the Western churches.

    >>> easter(2022)
    datetime.date(2022, 4, 17)
    """
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def holiday(code: str, year: int) -> date:
    """The day of a holiday: `12-25`, `E+39` (days after Easter), `ADVENT+7` (after the first Advent), `BUSSTAG`."""
    if code.startswith("E"):
        return easter(year) + timedelta(days=int(code[1:]))
    if code.startswith("ADVENT") or code == "BUSSTAG":
        fourth = date(year, 12, 24)
        first = fourth - timedelta(days=fourth.isoweekday() % 7 + 21)
        return first + timedelta(days=-11 if code == "BUSSTAG" else int(code[6:]))
    return date(year, int(code[:2]), int(code[3:]))


def add(day: date, amount: int, unit: str) -> date:
    """The day that lies `amount` units further; the 31st becomes the last day of a shorter month.

    Raises:
        ValueError, OverflowError: outside of the years 1 to 9999.
    """
    if unit in DAYS:
        return day + timedelta(days=amount * DAYS[unit])
    months = day.year * 12 + day.month - 1 + amount * MONTHS[unit]
    year, month = divmod(months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            if last == 28:
                raise
    raise AssertionError


def write(day: date, unit: str) -> str:
    """The TIMEX3 value of the unit that holds a day.

    >>> [write(date(2013, 10, 5), unit) for unit in ("D", "W", "WE", "M", "Q", "H", "Y", "DE", "CE")]
    ['2013-10-05', '2013-W40', '2013-W40-WE', '2013-10', '2013-Q4', '2013-H2', '2013', '201', '20']
    """
    year, week, _ = day.isocalendar()
    return {
        "D": day.isoformat(),
        "W": f"{year:04}-W{week:02}",
        "WE": f"{year:04}-W{week:02}-WE",
        "M": f"{day.year:04}-{day.month:02}",
        "Q": f"{day.year:04}-Q{(day.month + 2) // 3}",
        "H": f"{day.year:04}-H{(day.month + 5) // 6}",
        "Y": f"{day.year:04}",
        "DE": f"{day.year:04}"[:3],
        "CE": f"{day.year:04}"[:2],
        "ML": f"{day.year:04}"[:1],
    }[unit]


EMPTY = {
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
    "H": "XXXX-HX",
    "Y": "XXXX",
    "DE": "XXX",
    "CE": "XX",
    "ML": "X",
}


def first_day(value: str) -> date | None:
    """The first day of what a DATE or TIME value names; None for vague and underspecified ones.

    >>> first_day("2022-W12"), first_day("2022"), first_day("XXXX-03")
    (datetime.date(2022, 3, 21), datetime.date(2022, 1, 1), None)
    """
    try:
        if found := re.match(r"(\d{4})-W(\d\d)", value):
            return date.fromisocalendar(int(found[1]), int(found[2]), 1)
        if found := re.match(r"(\d{4})-(SP|SU|FA|WI)", value):
            return date(int(found[1]), SEASONS[found[2]], 1)
        if found := re.match(r"(\d{4})-([QH])(\d)", value):
            return date(int(found[1]), (int(found[3]) - 1) * MONTHS[found[2]] + 1, 1)
        if found := re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", value):
            return date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return None
    return None


def unit_of(value: str) -> str | None:
    """How fine a DATE value is: D, W, WE, M, Q, H, Y or None."""
    forms = (
        (r"\d{4}-\d\d-\d\d.*", "D"),
        (r"\d{4}-W\d\d-WE", "WE"),
        (r"\d{4}-W\d\d", "W"),
        (r"\d{4}-\d\d|\d{4}-(SP|SU|FA|WI)", "M"),
        (r"\d{4}-Q\d", "Q"),
        (r"\d{4}-H\d", "H"),
        (r"\d{4}", "Y"),
    )
    return next((unit for form, unit in forms if re.fullmatch(form, value)), None)

"""Values of dates that the calendar names: days, months, years, decades, centuries, seasons, quarters, holidays.

Each function takes what a rule of dates.toml captured and the reading so far (article's date, tense, times
mentioned); it gives a TIMEX3 value, or None where the words make no time after all (the 35th of May). Without the
article's date a date without its year keeps an underspecified value, and the reading notes it.

German example: „am 28. Dezember brannte …" in an article of 10 January 2018 is 2017-12-28.
"""

from __future__ import annotations

import re
from datetime import date

from kg.reader.times import calendar
from kg.reader.times.reading import Found, Reading

_NO_DATE_YEAR = 2030  # two figures are read as a year up to ten years later where the article has no date
_STRONG_YEAR = re.compile(
    r"(?:[sS]eit|[bB]is|[aA]b|[vV]on|[vV]om|[nN]ach|[vV]or|[zZ]wischen|[uU]m|[mM]itte|[aA]nfang|[eE]nde|[sS]ommer|"
    r"[wW]inter|[hH]erbst|[fF]rühjahr|[fF]rühling|Jahre?[ns]?|\(|–|-)\s?$"
)

_STRONGER_YEAR = re.compile(
    r"(?:[sS]eit|[aA]b|(?<!\d )[bB]is|[sS]ommer|[wW]inter|[hH]erbst|[fF]rühjahr|[fF]rühling|Jahre?[ns]?)\s$"
)
_AFTER_YEAR = re.compile(r"\s(?:in|im|am|an|auf|von|bei|beim|durch|zum|zur|als|unter|nach|aus|bis)\b")
_OPENS = re.compile(r"[.!?:]\s+$|\n\s*$")
_LINKS = re.compile(
    r"(?:\b(?:[aA]ls|dass|[wW]ie|[nN]achdem|[bB]evor|[dD]a|gest\.|geb\.|gestorben|geboren)|[†*]|"
    r"[zZ]wischen \d{4} und)\s$"
)
_RANGE = re.compile(r"[-–—]1\d{3}\b|\)")
_IN_NUMBER = re.compile(r"\d[.,:/]?\s?$")
_AFTER_DATE = re.compile(r"\d{4}\s?$|\d\.\s$")


def day(found: Found, reading: Reading) -> str | None:
    """A day of a month, with its year or the nearest that the tense allows (a weekday decides first)."""
    month, number = found.get("month") or found.number("mon"), found.number("day")
    if not month or not number:
        return None
    year, known = told_year(found, reading)
    if year is not None:
        return _iso(year, month, number)
    reading.relative = reading.relative or not known
    if reading.date is None:
        return f"XXXX-{month:02}-{number:02}" if _iso(2000, month, number) else None
    told = reading.year_nearby(found.start)
    if told and _iso(told, month, number):
        return _iso(told, month, number)
    days = [d for y in (-1, 0, 1) if (d := _date(reading.date.year + y, month, number))]
    weekday = found.get("weekday") or found.get("abbreviated")
    fitting = [d for d in days if d.isoweekday() == weekday]
    best = nearest(fitting or days, reading.date, reading.direction(found), slack=(300, 45))
    return best.isoformat() if best else None


def part_of_date(found: Found, reading: Reading) -> str | None:
    """A part of a day that is named by its date."""
    told = day(found, reading)
    return told and f"{told}T{found.get('part')}"


def month(found: Found, reading: Reading) -> str | None:
    """A month, with its year or the nearest that the tense allows."""
    number = found.get("month")
    year, known = told_year(found, reading)
    if year is not None:
        return f"{year:04}-{number:02}"
    reading.relative = reading.relative or not known
    if reading.date is None:
        return f"XXXX-{number:02}"
    shift, follow = found.get("shift"), found.get("follow")
    if shift is not None and not found.text("of_year"):
        this = reading.date.replace(day=1)
        if shift < 0:
            year = this.year if number < this.month else this.year - 1
        elif shift > 0:
            year = this.year if number > this.month else this.year + 1
        else:
            year = this.year
        return f"{year:04}-{number:02}"
    told = reading.year_before(found.start) if follow is not None else reading.year_nearby(found.start)
    if told:
        return f"{told:04}-{number:02}"
    this = reading.date.replace(day=1)
    months = [date(this.year + y, number, 1) for y in (-1, 0, 1) if 1 <= this.year + y <= 9999]
    best = nearest(months, this, reading.direction(found), slack=(300, 35))
    return f"{best.year:04}-{best.month:02}" if best else None


def years(found: Found, _: Reading) -> str | None:
    """Two years with a slash: a season of sport, a school year (2004/2005); a winter is the year it begins in."""
    first = found.number("year")
    second = found.number("year2") or first // 100 * 100 + found.number("short")
    if second == first // 100 * 100 and first % 100 == 99:
        second += 100
    if second != first + 1:
        return f"{first:04}" if 0 < second - first < 20 else None
    season = found.get("season")
    return f"{first:04}-{season}" if season else f"{first:04}/{second:04}"


def year(found: Found, reading: Reading) -> str | None:
    """A year; a number that stands bare must look like one of our time or follow a word that dates."""
    if found.text("short"):
        century = found.number("year") // 100 if found.text("year") else 19
        full = re.search(r"(\d\d)\d\d[-–—]$", reading.text[max(0, found.start - 6) : found.start])
        return f"{int(full[1]) if full else century:02}{found.text('short')}"
    number = found.number("year") or found.number("before_era") or found.number("small_year")
    if found.text("era"):
        return f"BC{number:04}"
    named = found.text("told") or found.text("told2") or found.text("mod")
    return f"{number:04}" if named or _dates(number, found, reading) else None


def _dates(number: int, found: Found, reading: Reading) -> bool:
    """Whether a bare number of four figures is a year: one of our time, or by the words around it."""
    before = reading.text[max(0, found.start - 14) : found.start]
    after = reading.text[found.end : found.end + 28]
    if _IN_NUMBER.search(before) and not _AFTER_DATE.search(before):
        return False
    in_hundreds = number % 100 == 0 and number not in {1800, 1900, 2000}
    if (_STRONGER_YEAR if in_hundreds else _STRONG_YEAR).search(before):
        return True
    if 1900 < number <= 2060 and number != 2000:
        return not reading.counts(found)
    following = re.match(r"\s([a-zäöüß]+)\b", after)
    if _AFTER_YEAR.match(after) and (number % 50 or number == 2000):
        return True
    if following and reading.tenses.is_verbal(following[1]):
        return True
    opens = following is not None and (found.start == 0 or bool(_OPENS.search(before)))
    return number % 100 != 0 and (opens or bool(_LINKS.search(before)) or bool(_RANGE.match(after)))


def decade(found: Found, _: Reading) -> str | None:
    """Ten years, written by three figures: the 1990s are 199."""
    if found.text("zero"):
        return "200"
    if figures := found.text("figures"):
        if len(figures) == 4:
            return figures[:3]
        tens = int(figures[0])
    else:
        tens = found.get("decade")
    if nth := found.number("nth"):
        return f"{nth - 1:02}{tens}"
    if tens <= 1 and len(found.text("figures") or "") == 2:
        return f"20{tens}"
    return f"20{tens}" if tens == 1 else f"19{tens}"


def century(found: Found, _: Reading) -> str | None:
    """A hundred years, written by two figures: the 17th century is 16."""
    nth = found.number("nth") or found.get("ordinal")
    if not nth or nth > 30:
        return None
    return f"BC{nth - 1:02}" if found.text("era") else f"{nth - 1:02}"


def season(found: Found, reading: Reading) -> str | None:
    """A season, with its year or the nearest that the tense allows."""
    name = found.get("season")
    year_number, known = told_year(found, reading)
    if year_number is not None:
        return f"{year_number:04}-{name}"
    reading.relative = reading.relative or not known
    if reading.date is None:
        return f"XXXX-{name}"
    told = reading.year_nearby(found.start)
    if told and found.get("shift") is None:
        return f"{told:04}-{name}"
    begins = calendar.SEASONS[name]
    shift = found.get("shift")
    starts = [date(reading.date.year + y, begins, 1) for y in (-2, -1, 0, 1)]
    this = next((s for s in starts if s <= reading.date < calendar.add(s, 3, "M")), None)
    if shift == 0:
        return f"{(this or starts[2]).year:04}-{name}"
    way = {-2: "past", -1: "past", 1: "future", 2: "future", None: reading.direction(found)}[shift]
    if shift is None and this:
        return f"{this.year:04}-{name}"
    if shift is not None:
        starts = [s for s in starts if s != this]
    best = nearest(starts, reading.date, way, slack=(400, 100))
    return f"{best.year:04}-{name}" if best else None


def part_of_year(found: Found, reading: Reading) -> str | None:
    """A quarter (2010-Q2) or half (2010-H1) of a year."""
    nth = found.number("nth") or found.get("ordinal") or 0
    word = (found.text("half") or "").lower()
    letter, length = ("H", 2) if "halb" in word or "hälfte" in word else ("Q", 4)
    if not 1 <= nth <= length:
        return None
    year_number, known = told_year(found, reading)
    if year_number is None:
        reading.relative = reading.relative or not known
        if reading.date is None:
            return f"XXXX-{letter}{nth}"
        year_number = reading.year_nearby(found.start)
        if not year_number:
            step = 12 // length
            starts = [date(reading.date.year + y, (nth - 1) * step + 1, 1) for y in (-1, 0, 1)]
            best = nearest(starts, reading.date, reading.direction(found), slack=(400, 60))
            year_number = best.year if best else reading.date.year
    return f"{year_number:04}-{letter}{nth}"


def holiday(found: Found, reading: Reading) -> str | None:
    """A holiday of the German-speaking countries as a day."""
    code = found.get("holiday")
    year_number, known = told_year(found, reading)
    if year_number is not None:
        return calendar.holiday(code, year_number).isoformat()
    reading.relative = reading.relative or not known
    if reading.date is None:
        return f"XXXX-{code}" if code[0].isdigit() else "XXXX-XX-XX"
    shift = found.get("shift")
    days = [calendar.holiday(code, reading.date.year + y) for y in (-1, 0, 1)]
    if shift == 0:
        return days[1].isoformat()
    way = reading.direction(found) if shift is None else ("past" if shift < 0 else "future")
    best = nearest(days, reading.date, way, slack=(300, 80))
    return best.isoformat() if best else None


def told_year(found: Found, reading: Reading) -> tuple[int | None, bool]:
    """The year that the expression itself tells, and whether it tells one at all."""
    if told := found.number("year") or found.number("year2") or found.number("year3"):
        return told, True
    if short := found.text("short"):
        now = reading.date.year if reading.date else _NO_DATE_YEAR
        told = now // 100 * 100 + int(short)
        return told - 100 if told > now + 10 else told, True
    shift = -1 if found.text("last_year") else 0 if found.text("this_year") else found.get("shift7")
    if shift is not None and reading.date:
        return reading.date.year + shift, True
    if found.get("follow7") is not None and (mentioned := reading.year_before(found.start)):
        return mentioned, True
    return None, False


def nearest(days: list[date], now: date, way: str | None, slack: tuple[int, int]) -> date | None:
    """The nearest day on the side of the tense.

    A tense may be misjudged: where its side is more than `slack[0]` days away and the other at most `slack[1]`,
    the other is taken.
    """
    if not days:
        return None
    past = max((d for d in days if d <= now), default=None)
    future = min((d for d in days if d >= now), default=None)
    if past is None or future is None:
        return past or future
    back, forth = (now - past).days, (future - now).days
    if way == "past":
        return future if back > slack[0] and forth <= slack[1] else past
    if way == "future":
        return past if forth > slack[0] and back <= slack[1] else future
    return past if back <= forth else future


def _date(year_number: int, month_number: int, number: int) -> date | None:
    try:
        return date(year_number, month_number, number)
    except ValueError:
        return None


def _iso(year_number: int, month_number: int, number: int) -> str | None:
    found = _date(year_number, month_number, number)
    return found.isoformat() if found else None

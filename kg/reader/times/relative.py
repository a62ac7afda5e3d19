"""Values that are read against the article's date or the time last mentioned.

Each function takes what a rule of relative.toml captured and the reading so far; it gives a TIMEX3 value, or None
where the words make no time. Without the article's date the value is underspecified, and the reading notes it.

German example: „in der kommenden Woche" in an article of 5 October 2013 is 2013-W41.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from kg.reader.times import calendar
from kg.reader.times.dates import nearest, told_year
from kg.reader.times.reading import Found, Reading

_UNIT_NAMES = {
    "tag": "D",
    "woche": "W",
    "monat": "M",
    "jahr": "Y",
    "quartal": "Q",
    "halbjahr": "H",
    "wochenende": "WE",
    "jahrzehnt": "DE",
    "jahrhundert": "CE",
}


def weekday(found: Found, reading: Reading) -> str | None:
    """A weekday: the nearest on the side of the tense, the article's own day included; perhaps with its part."""
    number = found.get("weekday")
    part = found.get("small_part") or found.get("part")
    suffix = f"T{part}" if part else ""
    if reading.date is None:
        reading.relative = True
        return f"XXXX-WXX-{number}{suffix}"
    shift, same_week = found.get("shift"), found.get("shift5")
    follow = found.get("follow")
    monday = reading.date - timedelta(days=reading.date.isoweekday() - 1)
    if same_week is not None:
        return (monday + timedelta(days=7 * same_week + number - 1)).isoformat() + suffix
    if found.text("follow5") or follow is not None:
        anchor = reading.last_day(found.start) or reading.date
        step = (number - anchor.isoweekday()) % 7
        return (anchor + timedelta(days=step or (7 if follow == 1 else 0))).isoformat() + suffix
    ahead = (number - reading.date.isoweekday()) % 7
    if found.text("in_week"):
        weeks = {"einer": 1, "zwei": 2, "drei": 3}[found.text("in_week") or ""]
        return (reading.date + timedelta(days=ahead + 7 * weeks)).isoformat() + suffix
    if shift is not None:
        if shift == 0:
            way = reading.direction(found)
            days = ahead if way == "future" or ahead == 0 else ahead - 7
        else:
            days = (ahead or 7) + 7 * (shift - 1) if shift > 0 else ahead - 7 + 7 * (shift + 1)
        return (reading.date + timedelta(days=days)).isoformat() + suffix
    if reading.adjective_before(found) is not None:
        adjective = reading.adjective_before(found)
        return (reading.date + timedelta(days=adjective or 0)).isoformat() + suffix
    if ahead == 0:
        return reading.date.isoformat() + suffix
    way = reading.direction(found)
    return (reading.date + timedelta(days=ahead if way == "future" else ahead - 7)).isoformat() + suffix


def some_weekday(found: Found, _: Reading) -> str | None:
    """A weekday that is not told which („an einem Sonntag")."""
    return f"XXXX-WXX-{found.get('weekday')}"


def night(found: Found, reading: Reading) -> str | None:
    """„Nacht auf Sonntag": the night that ends on that day, written with that day."""
    value = deictic(found, reading) if found.text("deictic") else weekday(found, reading)
    return value and re.sub(r"T.*", "", value) + "TNI"


def deictic(found: Found, reading: Reading) -> str | None:
    """Yesterday, today, tomorrow, perhaps with a part of day."""
    part = found.get("small_part") or found.get("part")
    suffix = f"T{part}" if part else ""
    shift = found.get("deictic")
    if shift is None:
        shift = found.get("deictic_adjective")
    if reading.date is None:
        reading.relative = True
        return f"XXXX-XX-XX{suffix}"
    return (reading.date + timedelta(days=shift)).isoformat() + suffix


def shifted(found: Found, reading: Reading) -> str | None:
    """A unit of the calendar some steps from now, or from the time last mentioned („im selben Jahr")."""
    unit = found.get("unit")
    shift, follow = found.get("shift"), found.get("follow")
    if found.text("year_adjective"):
        shift = found.get("year_adjective")
    if unit.startswith("T"):
        return None
    if follow is not None or (unit == "D" and shift in (-1, 1)):
        anchor = reading.last(found.start, unit)
        if follow == 0 and anchor and reading.date and anchor > reading.date and reading.direction(found) == "past":
            anchor = None  # what has happened did not happen on the coming day that was mentioned last
        if anchor or reading.date:
            return calendar.write(calendar.add(anchor or reading.date or date.min, follow or shift or 0, unit), unit)
    if reading.date is None:
        reading.relative = True
        return calendar.EMPTY[unit]
    if unit == "D" and (shift or 0) == 0 and found.text("shift"):
        anchor = reading.last_day(found.start)
        return (anchor or reading.date).isoformat()
    if unit == "WE":
        return _weekend(reading.date, shift or 0, None if shift else reading.direction(found))
    return calendar.write(calendar.add(reading.date, shift or 0, unit), unit)


def compound(found: Found, reading: Reading) -> str | None:
    """Vorjahr, Vormonat, Vorwoche, Vortag; Folgejahr, Folgetag."""
    unit = unit_named(found.text("unit") or "")
    step = -1 if found.text("kind") == "Vor" else 1
    anchor = reading.last(found.start, unit) if unit == "D" or step == 1 else None
    anchor = anchor or reading.date
    if anchor is None:
        reading.relative = True
        return calendar.EMPTY[unit]
    return calendar.write(calendar.add(anchor, step, unit), unit)


def edge(found: Found, reading: Reading) -> str | None:
    """Jahresende, Monatsanfang, Wochenmitte as the period they belong to; Jahreswechsel as 31 December."""
    unit = {"Jahres": "Y", "Monats": "M", "Wochen": "W"}[found.text("period") or ""]
    if found.text("edge") == "ende" and unit == "W":
        return weekend(found, reading)
    year_number, _ = told_year(found, reading)
    if year_number is not None and unit == "Y":
        return f"{year_number:04}-12-31" if found.text("edge") == "wechsel" else f"{year_number:04}"
    if reading.date is None:
        reading.relative = True
        return calendar.EMPTY[unit]
    if found.text("edge") == "wechsel":
        days = [date(reading.date.year + y, 12, 31) for y in (-1, 0)]
        best = nearest(days, reading.date, reading.direction(found), slack=(250, 90))
        return best.isoformat() if best else None
    return calendar.write(reading.date, unit)


def weekend(found: Found, reading: Reading) -> str | None:
    """The weekend on the side of the tense."""
    if reading.date is None:
        reading.relative = True
        return calendar.EMPTY["WE"]
    return _weekend(reading.date, 0, reading.direction(found))


def neighbour(found: Found, reading: Reading) -> str | None:
    """The day, week, month or year before or after the one last mentioned."""
    unit = found.preset("unit") or unit_named(found.text("unit") or "")
    step = -1 if found.text("way") in {"zuvor", "davor", "vorher"} else 1
    anchor = reading.last(found.start, unit) or reading.date
    if anchor is None:
        reading.relative = True
        return calendar.EMPTY[unit]
    return calendar.write(calendar.add(anchor, step, unit), unit)


def nth(found: Found, reading: Reading) -> str | None:
    """The nth day, week or month since a beginning that the text has dated; None where it dates none."""
    count = found.number("nth") or found.get("ordinal")
    unit = unit_named(found.text("unit") or "")
    begin = reading.beginning(found.text("what"), found.start)
    if not count or begin is None:
        return None
    return calendar.write(calendar.add(begin, count - 1, unit), unit)


def _weekend(today: date, shift: int, way: str | None) -> str:
    day_of_week, week = today.isoweekday(), today
    if shift == 0 and way != "future" and day_of_week < 6:
        week -= timedelta(days=7)
    elif shift < 0:
        week -= timedelta(days=7 * (-shift - (1 if day_of_week > 7 else 0)))
    elif shift > 0 and day_of_week >= 6:
        week += timedelta(days=7 * shift)
    elif shift > 1:
        week += timedelta(days=7 * (shift - 1))
    return calendar.write(week, "WE")


def unit_named(word: str) -> str:
    """The unit of a noun in the singular or genitive: „Jahres" → Y."""
    stem = re.sub(r"(?:e?s|e)$", "", word.lower())
    return _UNIT_NAMES.get(stem) or _UNIT_NAMES.get(word.lower()) or _UNIT_NAMES[stem + "e"]

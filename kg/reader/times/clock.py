"""Values of the clock and of parts of day: a day that is told nearby, and the hour.

Takes what a rule of clock.toml captured and the reading so far; gives a TIMEX3 value, or None where the words make
no time (25 Uhr).

German example: „heute um halb acht abends" in an article of 20 February 2017 is 2017-02-20T19:30.
"""

from __future__ import annotations

import re
from datetime import timedelta

from kg.reader.times import calendar
from kg.reader.times.reading import Found, Reading


def clock(found: Found, reading: Reading) -> str | None:
    """A time of the clock on the day mentioned nearby, or on the article's day."""
    words = found.text("hour_word")
    hour = found.number("hour") if found.text("hour") else found.numeral("hour_word")
    if hour is None or hour != int(hour):
        return None
    hour = int(hour)
    minute = found.number("minute") or found.number("minute2") or 0
    share = (found.text("share") or "").lower()
    if share:
        hour, minute = _share(share, hour)
    elif words and not re.search(r"Uhr", found.match[0]):
        return None
    part = found.get("small_part") or found.get("part")
    if part in {"AF", "EV"} and hour < 12:
        hour += 12
    if part == "NI" and 6 < hour < 12:
        hour += 12
    if hour > 24 or (hour == 24 and minute):
        return None
    return f"{reading.day_near(found)}T{hour:02}:{minute:02}"


def part(found: Found, reading: Reading) -> str | None:
    """A part of day on the day mentioned nearby, or on the article's day; none where a genitive names it.

    „An jenem Abend" points away from the article's day: to the day just told, or to none that is known.
    """
    words = found.match[0]
    code = found.get("small_part") or found.get("part")
    if reading.names_after(found):
        return None
    if re.search(r"gestrigen", words) and reading.date:
        return f"{(reading.date - timedelta(days=1)).isoformat()}T{code}"
    if re.search(r"heutigen", words) and reading.date:
        return f"{reading.date.isoformat()}T{code}"
    if re.search(r"jenem|jener", words):
        return f"{reading.day_just_told(found) or 'XXXX-XX-XX'}T{code}"
    near = reading.day_near(found)
    if re.search(r"nächsten|folgenden|selben|gleichen|diesem", words) and (last := reading.last_day(found.start)):
        near = last.isoformat()
    if re.search(r"nächsten|folgenden", words) and (anchor := calendar.first_day(near)):
        near = (anchor + timedelta(days=1)).isoformat()
    return f"{near}T24:00" if words == "Mitternacht" else f"{near}T{code}"


def _share(share: str, hour: int) -> tuple[int, int]:
    """„halb acht" is 7:30; „viertel acht" is 7:15 and „dreiviertel acht" 7:45 (south and east)."""
    before = (hour - 1) % 24
    if share == "halb":
        return before, 30
    if share.endswith("nach"):
        return hour, 15
    if share.endswith("vor"):
        return before, 45
    return before, 45 if share.startswith("drei") else 15

"""Values of durations and of what comes again: P and T as ISO 8601 writes them.

Takes what a rule of durations.toml or sets.toml captured; gives a TIMEX3 value, or None where the words make no
time. DE, CE, WE and Q stand for decades, centuries, weekends and quarters, as in TIMEX3; X for an unknown number.

German example: „in den vergangenen zwei Jahrzehnten" is P2DE.
"""

from __future__ import annotations

import re
from typing import Any

from kg.reader.times.reading import Found, Reading


def duration(found: Found, _: Reading) -> str | None:
    """A number of units (P3Y, PT2H), X where the number is unknown (PXD)."""
    unit = found.get("unit")
    if found.preset("number") or found.text("number") or found.text("number2"):
        number = found.preset("number") or found.numeral("number") or found.numeral("number2")
    else:
        number = "X"
    if number is None:
        return None
    return _period(number, unit)


def sum_of_two(found: Found, _: Reading) -> str | None:
    """Two durations in one: two years and six months (P2Y6M)."""
    first, second = found.numeral("number"), found.numeral("number2")
    units = [found.lexicon.value("unit", found.text(group) or "") for group in ("unit", "unit2")]
    if first is None or second is None:
        return None
    one, two = _period(first, units[0]), _period(second, units[1])
    if one.startswith("PT") == two.startswith("PT"):
        return one + two.removeprefix("PT" if one.startswith("PT") else "P")
    return one + two.removeprefix("P") if two.startswith("PT") else None


def part_of_unit(found: Found, _: Reading) -> str | None:
    """Half an hour, a quarter of a year, in the next smaller unit."""
    if word := found.text("compound"):
        word = word.lower()
        if "jahrhundert" in word:
            return "P25Y"
        share = 3 if word.startswith("drei") else 1
        if "halb" in word:
            share = 2
        return f"PT{15 * share}M" if "stunde" in word else f"P{3 * share}M"
    unit = {
        "stunde": "PT30M",
        "minute": "PT30S",
        "tag": "PT12H",
        "jahr": "P6M",
        "jahrzehnt": "P5Y",
        "jahrhundert": "P50Y",
    }
    word = re.sub(r"e?s$", "", (found.text("unit") or "").lower())
    return unit.get(word) or unit.get(word + "e")


def joined(found: Found, _: Reading) -> str | None:
    """A number and a unit in one word: zweitägig, 50-jährig, jahrelang."""
    if long := found.text("long"):
        return _period("X", found.lexicon.value("unit", long.capitalize()) if long.lower() != "nächte" else "D")
    unit = found.get("unit_adjective")
    if found.text("number"):
        return _period(found.number("number"), unit)
    word = (found.text("word") or "").lower()
    if word in {"mehr", "viel", "ganz"}:
        return _period("X", unit) if word != "ganz" else _period(1, unit)
    if word == "halb":
        return {"D": "PT12H", "Y": "P6M", "TH": "PT30M"}.get(unit)
    number = found.lexicon_numeral(word)
    return None if number is None else _period(number, unit)


def every(found: Found, _: Reading) -> str | None:
    """What comes again: the period (P1D), or the underspecified day (XXXX-WXX-2)."""
    words = found.match[0].lower()
    if number := found.get("weekly"):
        return f"XXXX-WXX-{number}"
    if found.text("weekday"):
        return "P1M" if found.text("monthly") else f"XXXX-WXX-{found.get('weekday')}"
    if found.text("part"):
        return f"XXXX-XX-XXT{found.get('part')}"
    if adverb := (found.text("every") or "").lower():
        if adverb.startswith(("halbjähr", "vierteljähr")):
            return "P6M" if adverb.startswith("halb") else "P3M"
        stems = (("stünd", "PT1H"), ("täglich", "P1D"), ("wöchent", "P1W"), ("monat", "P1M"), ("jährlich", "P1Y"))
        return next((value for stem, value in stems if stem in adverb), None)
    number = found.numeral("number") if found.text("number") else 1
    if "paar" in words:
        return _period("X", found.get("unit"))
    if re.search(r"zweite|dritte", words):
        number = 2 if "zweite" in words else 3
    return None if number is None else _period(number, found.get("unit"))


def _period(number: Any, unit: str) -> str:
    if isinstance(number, float) and number == int(number):
        number = int(number)
    return f"PT{number}{unit[1]}" if unit.startswith("T") else f"P{number}{unit}"

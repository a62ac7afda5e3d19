"""From candidates to times: which of those that overlap stays, and what it means.

Takes Candidates in order and a Reading; gives Times without overlap. Dates are read first and times of the clock
afterwards, because „um 20 Uhr am Freitag" has its day behind it.
"""

from __future__ import annotations

from bisect import insort

from kg.model import Time
from kg.reader.times.match import Candidate
from kg.reader.times.normal import NORMALISERS
from kg.reader.times.reading import Found, Reading

_LATER = frozenset({"clock", "part"})  # kinds of value that lean on a day elsewhere in the sentence


def resolve(found: list[Candidate], reading: Reading) -> tuple[Time, ...]:
    """The times of a text in order. At one place the longest candidate that has a value stays."""
    times: list[Time] = []
    waiting: list[Candidate] = []
    end = 0
    for candidate in found:
        if candidate.start < end:
            continue
        if candidate.rule.value in _LATER:
            waiting.append(candidate)
            end = candidate.end
            continue
        value = _value(candidate, reading)
        if value is not None:
            end = candidate.end
            times.append(_time(candidate, reading, value))
            reading.mentions.append((candidate.start, candidate.end, value))
    for candidate in waiting:
        value = _value(candidate, reading)
        if value is not None:
            times.append(_time(candidate, reading, value))
            insort(reading.mentions, (candidate.start, candidate.end, value))
    return tuple(sorted(times, key=lambda t: t.start))


def _value(candidate: Candidate, reading: Reading) -> str | None:
    rule = candidate.rule
    if rule.value.startswith("="):
        return rule.value[1:]
    try:
        return NORMALISERS[rule.value](Found(candidate, reading.lexicon), reading)
    except (ValueError, OverflowError):  # outside of the calendar (a year 0, the week before year 1)
        return None


def _time(candidate: Candidate, reading: Reading, value: str) -> Time:
    start, end = candidate.start, candidate.end
    return Time(start, end, reading.text[start:end], candidate.rule.type, value)

"""Where expressions may stand: trigger words, windows around them, rules that match there.

Takes a text and a Lexicon; gives Candidates in the order in which they are to be tried. Every rule looks only at
a window of bounded length around a word that wakes it, so the cost grows with the length of the text and no
faster, even for one line of many megabytes. Leaves out: values (normal.py).

German example: „Mittwoch" wakes the rules on weekdays, „Uhr" those on the clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.reader.times.lexicon import Lexicon, Rule

BEFORE, AFTER = 64, 72  # characters of a window to either side of its trigger
_WORD = re.compile(r"[^\W\d_]{1,40}|\d{1,40}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of text that a rule matches: `match` holds what the pattern captured."""

    start: int
    end: int
    rule: Rule
    match: re.Match[str]


def candidates(text: str, lexicon: Lexicon) -> list[Candidate]:
    """Candidates by place; of those that begin together the longest first, then in the order of the rules.

    What a NONE rule covers is left out, whatever touches it.
    """
    seen: set[tuple[int, int, int]] = set()
    found: list[Candidate] = []
    blocked: list[tuple[int, int]] = []
    for trigger, windows in _windows(text, lexicon).items():
        for rule in lexicon.rules_on(trigger):
            for low, high in windows:
                for match in rule.pattern.finditer(text, low, high):
                    start, end = _span(match)
                    key = (start, end, rule.order)
                    if key in seen or start == end:
                        continue
                    seen.add(key)
                    if rule.type == "NONE":
                        blocked.append((start, end))
                    else:
                        found.append(Candidate(start, end, rule, match))
    found.sort(key=lambda c: (c.start, -c.end, c.rule.order))
    return list(_unblocked(found, sorted(blocked)))


def _windows(text: str, lexicon: Lexicon) -> dict[str, list[tuple[int, int]]]:
    """Windows a class of triggers, merged where they meet, in order."""
    classes: dict[str, tuple[str, ...]] = {}
    windows: dict[str, list[tuple[int, int]]] = {}
    for word in _WORD.finditer(text):
        names = classes.get(word[0])
        if names is None:
            names = tuple(n for n, pattern in lexicon.triggers.items() if pattern.fullmatch(word[0]))
            classes[word[0]] = names
        for name in names:
            low = _border(text, max(0, word.start() - BEFORE))
            high = _border(text, min(len(text), word.end() + AFTER))
            known = windows.setdefault(name, [])
            if known and known[-1][1] >= low:
                known[-1] = (known[-1][0], max(high, known[-1][1]))
            else:
                known.append((low, high))
    return windows


def _border(text: str, place: int) -> int:
    """The nearest place from here on that splits no word; after 40 characters, any."""
    if place == 0:
        return 0
    for step in range(place, min(place + 40, len(text))):
        if text[step].isspace():
            return step
    return min(place + 40, len(text))


def _span(match: re.Match[str]) -> tuple[int, int]:
    groups = match.re.groupindex
    for name in ("time", "time2"):
        if name in groups and match.start(name) >= 0:
            return match.span(name)
    return match.span()


def _unblocked(found: list[Candidate], blocked: list[tuple[int, int]]) -> Iterator[Candidate]:
    place, furthest = 0, 0
    for candidate in found:
        while place < len(blocked) and blocked[place][0] < candidate.end:
            furthest = max(furthest, blocked[place][1])
            place += 1
        if furthest <= candidate.start or not any(
            start < candidate.end and candidate.start < end for start, end in blocked[max(0, place - 8) : place]
        ):
            yield candidate

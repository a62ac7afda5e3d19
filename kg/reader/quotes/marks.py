"""Quotation marks: which opening mark goes with which closing mark.

Takes a text; gives `Quoted` passages (marks included) in order of the text, nested ones after the one around
them. Knows „…“ »…« «…» “…” "…" and the single ‚…‘ ›…‹ ‹…› '…'; a mark that is the same on both sides is read by
what stands beside it. Opening marks that are never closed are dropped, except that a quotation may go on over a
paragraph whose successor opens again, as newspapers set it. One pass over the marks, so the cost is linear in
the text, whatever it holds.

Leaves out: whether the words in the marks are speech, a title or a nickname (see `direct`).

„Wir kommen“, rief sie. → one passage, (0, 12).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARK = re.compile(r"[„“”\"»«‚‘’›‹']|(?<![\w'])''|``|\n\s*\n")
_DOUBLE = frozenset('„“”"»«')
_ALWAYS_OPEN = frozenset("„‚")
_CLOSERS = {
    "„": '“”"',
    "“": "”",
    "”": "”",
    '"': '"“”',
    "»": "«",
    "«": "»",
    "‚": "‘’'",
    "‘": "’",
    "›": "‹",
    "‹": "›",
    "'": "'",
}
# Longer than any quotation in a newspaper; what is open for longer was a slip of the pen.
_LONGEST = 6000
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage in quotation marks: `start` is the opening mark's offset, `end` the closing mark's end."""

    start: int
    end: int
    mark: str
    depth: int

    @property
    def inner(self) -> tuple[int, int]:
        """The passage without its marks."""
        return self.start + 1, self.end - 1


def find_quoted(text: str) -> tuple[Quoted, ...]:
    """All passages of `text` in quotation marks, by start."""
    marks = [(match.start(), match.group()) for match in _MARK.finditer(text)]
    found: list[Quoted] = []
    opened: list[tuple[int, str]] = []
    for number, (offset, mark) in enumerate(marks):
        if mark[0] == "\n":
            opened = _at_paragraph(text, marks, number, opened, found)
            continue
        while opened and offset - opened[0][0] > _LONGEST:
            opened.pop(0)
        closes = next((n for n in range(len(opened) - 1, -1, -1) if mark in _CLOSERS[opened[n][1]]), None)
        if closes is not None and _may_close(text, offset, mark):
            start, opener = opened[closes]
            if offset > start + 1:
                found.append(Quoted(start, offset + 1, opener, closes))
            del opened[closes:]
        elif _may_open(text, offset, mark):
            if mark in _DOUBLE and opened and opened[-1][1] == mark:
                opened.pop()  # „…„…“: the first one was never closed
            if len(opened) < _DEEPEST:
                opened.append((offset, mark))
    return tuple(sorted(found, key=lambda q: (q.start, -q.end)))


def _may_close(text: str, offset: int, mark: str) -> bool:
    after = text[offset + 1 : offset + 2]
    if mark in "'’":
        return not after.isalnum() and not text[offset - 1].isspace()
    if mark in _DOUBLE and mark not in '"«»':
        return True
    return not (after.isalnum() and text[offset - 1].isspace())


def _may_open(text: str, offset: int, mark: str) -> bool:
    before, after = text[offset - 1] if offset else " ", text[offset + 1 : offset + 2]
    if mark not in _CLOSERS or not after or after.isspace():
        return False
    if mark in _ALWAYS_OPEN:
        return mark == "„" or not before.isalnum()
    return not before.isalnum() and before not in ".,;!?%"


def _at_paragraph(
    text: str, marks: list[tuple[int, str]], number: int, opened: list[tuple[int, str]], found: list[Quoted]
) -> list[tuple[int, str]]:
    """What stays open over a paragraph's end: a quotation that is closed later with no new opening between."""
    doubles = [(start, mark) for start, mark in opened if mark in _DOUBLE]
    if not doubles or number + 1 >= len(marks):
        return []
    start, mark = doubles[-1]
    offset, following = marks[number + 1]
    if following in _CLOSERS[mark] and following != mark and offset - start < _LONGEST:
        return doubles
    opens_again = following == mark and not text[marks[number][0] : offset].strip()
    if opens_again and _may_open(text, offset, mark):
        end = marks[number][0]
        while text[end - 1].isspace():
            end -= 1
        found.append(Quoted(start, end, mark, 0))
    return []

"""Drafts: quotations as token ranges while the stages still work on them.

Takes token indices; gives `Draft`s, ranges without overlap, and at the end `Quote`s with character spans.
Leaves out: finding anything.

„Das Tor war offen“, sagte er. → quotation (0, 6), frame (6, 9) without the full stop.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Argument, Passage, Quote, Spans, passage_text

if TYPE_CHECKING:
    from spacy.tokens import Doc

Range = tuple[int, int]
Ranges = tuple[Range, ...]


@dataclass(slots=True)
class Draft:
    """A quotation in the making; ranges are token indices, half open. `anchor` is the token that cued it.

    `unit` is the number of the (last) sentence it stands in, `unit_first` of the first where it has several.
    """

    type: str
    medium: str
    ranges: Ranges
    unit: int
    anchor: int
    speaker: Ranges = ()
    cue: Ranges = ()
    addressee: Ranges = ()
    frame: Ranges = ()
    nested: bool = False
    unit_first: int = -1

    @property
    def start(self) -> int:
        """The first token of the quotation."""
        return self.ranges[0][0]

    @property
    def end(self) -> int:
        """The token after the last one of the quotation."""
        return self.ranges[-1][1]

    def covers(self, i: int) -> bool:
        """Whether the token is part of the quotation."""
        return any(a <= i < b for a, b in self.ranges)


def ranges_of(indices: Iterable[int]) -> Ranges:
    """Token indices as ranges, neighbours joined."""
    found: list[Range] = []
    for i in sorted(set(indices)):
        if found and found[-1][1] == i:
            found[-1] = (found[-1][0], i + 1)
        else:
            found.append((i, i + 1))
    return tuple(found)


def without(whole: Range, parts: Ranges) -> Ranges:
    """The range `whole` less the ranges `parts` (sorted, disjoint)."""
    left: list[Range] = []
    start = whole[0]
    for a, b in parts:
        if a > start:
            left.append((start, min(a, whole[1])))
        start = max(start, b)
    if start < whole[1]:
        left.append((start, whole[1]))
    return tuple((a, b) for a, b in left if a < b)


def trimmed(doc: Doc, ranges: Ranges, *, marks: str = "") -> Ranges:
    """The ranges without spaces, and without the punctuation `marks`, at their ends; empty ones go."""
    kept = []
    for a, b in ranges:
        while a < b and (doc[a].is_space or doc[a].text in marks):
            a += 1
        while a < b and (doc[b - 1].is_space or doc[b - 1].text in marks):
            b -= 1
        if a < b:
            kept.append((a, b))
    return tuple(kept)


def spans(doc: Doc, ranges: Ranges) -> Spans:
    """Token ranges as character spans."""
    return tuple((doc[a].idx, doc[b - 1].idx + len(doc[b - 1])) for a, b in ranges if a < b)


def quote(doc: Doc, text: str, draft: Draft, id: str) -> Quote:
    """The draft as the record holds it; `text` is that of the Doc, which spaCy would put together anew each time."""

    def argument(ranges: Ranges) -> Argument | None:
        found = spans(doc, ranges)
        return Argument(passage_text(text, found), found) if found else None

    def passage(ranges: Ranges) -> Passage | None:
        found = spans(doc, ranges)
        return Passage(passage_text(text, found), found) if found else None

    return Quote(
        id,
        draft.type,
        draft.medium,
        spans(doc, draft.ranges),
        speaker=argument(draft.speaker),
        cue=passage(draft.cue),
        addressee=argument(draft.addressee),
        frame=passage(draft.frame),
    )

"""A text cut at the edges of its marks, so that overlapping mentions and quotations can both be shown.

Takes a text and marks with offsets; gives paragraphs of pieces. For "Der Seerat tagt." with the mark (4, 10):
"Der ", "Seerat" (marked), " tagt.". The text itself is never changed, and escaping is the template's.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters `begin` to `end` (half open) with style names, and for a mention its page and its label."""

    begin: int
    end: int
    style: str
    href: str | None
    title: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters under the same marks; link and title are those of the shortest mark."""

    text: str
    begin: int
    style: str
    href: str | None
    title: str


def marked(text: str, marks: Sequence[Mark]) -> list[list[Piece]]:
    """Paragraphs of pieces; the pieces' texts joined by line breaks give `text` again."""
    wanted = sorted({m for m in marks if 0 <= m.begin < m.end <= len(text)}, key=lambda m: (m.begin, -m.end, m.style))
    edges = sorted({0, len(text), *(m.begin for m in wanted), *(m.end for m in wanted)})
    paragraphs: list[list[Piece]] = [[]]
    open_marks: list[Mark] = []
    following = 0
    for begin, end in itertools.pairwise(edges):
        open_marks = [m for m in open_marks if m.end > begin]
        while following < len(wanted) and wanted[following].begin == begin:
            open_marks.append(wanted[following])
            following += 1
        style = " ".join(dict.fromkeys(name for m in open_marks for name in m.style.split()))
        links = [m for m in open_marks if m.href]
        inner = min(links or open_marks, key=lambda m: m.end - m.begin, default=None)
        offset = begin
        for number, line in enumerate(text[begin:end].split("\n")):
            if number:
                paragraphs.append([])
            if line:
                paragraphs[-1].append(
                    Piece(line, offset, style, inner.href if inner else None, inner.title if inner else "")
                )
            offset += len(line) + 1
    return paragraphs

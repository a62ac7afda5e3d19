"""Name tags in, the Doc's names out: outer names in `doc.ents`, names inside words and names in `doc.spans["nested"]`.

A hyphen word whose part is a name (`NATO-Generalsekretär`) gives that part's type over the word's token; a word
derived from a
name (`russisch`, `Wiener`) likewise. One name has one type in a text: the type that most of its mentions were given.
Leaves out: who or what a name stands for.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens [start, end) of the Doc; `nested` says that it is part of a word or of another name."""

    start: int
    end: int
    label: str
    nested: bool = False


@dataclass(frozen=True, slots=True)
class NameFinder:
    """Turns tags into names."""

    def find(
        self,
        words: list[str],
        where: list[int],
        outer: list[str],
        parts: list[str],
    ) -> list[Name]:
        """The names of one sentence.

        Args:
            words: without white space.
            where: their indices in the Doc.
            outer: a BIO tag a word.
            parts: a part tag (`ORGpart`, `LOCderiv`, `O`) a word.
        """
        names: list[Name] = []
        start, label = -1, ""
        for i, tag in enumerate([*outer, "O"]):
            if start >= 0 and not (tag[0] == "I" and tag[2:] == label):
                if any(c.isalnum() for w in words[start:i] for c in w):
                    names.append(Name(where[start], where[i - 1] + 1, label))
                start = -1
            if tag[0] == "B":
                start, label = i, tag[2:]
        for i, part in enumerate(parts):
            if part != "O" and outer[i] == "O":
                names.append(Name(where[i], where[i] + 1, part.removesuffix("part").removesuffix("deriv"), True))
        return names

    def set_names(self, doc: Doc, names: list[Name]) -> None:
        """Writes names to the Doc, each type made the same through the text."""
        from spacy.tokens import Span

        votes: dict[str, Counter[str]] = defaultdict(Counter)
        for name in names:
            if not name.nested:
                votes[doc[name.start : name.end].text][name.label] += 1
        best = {t: max(sorted(c), key=lambda k: c[k]) for t, c in votes.items()}
        outer = []
        nested = []
        for name in names:
            text = doc[name.start : name.end].text
            if name.nested:
                nested.append(Span(doc, name.start, name.end, label=name.label))
            else:
                outer.append(Span(doc, name.start, name.end, label=best[text]))
        doc.ents = tuple(outer)
        doc.spans["nested"] = nested

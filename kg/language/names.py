"""Name tags in, the Doc's names out: outer names in `doc.ents`, names inside words and names in `doc.spans["nested"]`.

A hyphen word whose part is a name (`NATO-Generalsekretär`) gives that part's type over the word's token; a word
derived from a
name (`russisch`, `Wiener`) likewise. One name has one type in a text, the one that most of its mentions were given,
and a family name is as much of a person as the full name; a name found elsewhere in the text is a name where it was
overlooked.
Leaves out: who or what a name stands for.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc


#: what can stand before a hyphen; `O` is no name
KINDS = ("O", "PER", "LOC", "ORG", "MISC")


def first_part(word: str) -> str:
    """What stands before the last hyphen of a compound, empty where that is no compound (`Ein-`, `3-mal`).

    >>> first_part("EU-Ukraine-Gipfel")
    'EU-Ukraine'
    """
    front, hyphen, end = word.rpartition("-")
    return front if hyphen and len(end) > 1 and len(front) > 1 and front[0].isalpha() and end[0].isalpha() else ""


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
            if part != "O" and outer[i] == "O" and not (part.endswith("part") and first_part(words[i])):
                names.append(Name(where[i], where[i] + 1, part.removesuffix("part").removesuffix("deriv"), True))
        return names

    def set_names(self, doc: Doc, names: list[Name]) -> None:
        """Writes names to the Doc: one type a name, and names that were seen elsewhere in the text found again."""
        from spacy.tokens import Span

        outer = [n for n in names if not n.nested]
        words = {n: tuple(_base(t.text) for t in doc[n.start : n.end] if not t.is_space) for n in outer}
        votes: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        for name in outer:
            votes[words[name]][name.label] += 1
            if name.label == "PER" and len(words[name]) > 1:  # the family name alone is the same person
                votes[words[name][-1:]]["PER"] += 2
        best = {key: max(sorted(c), key=lambda k: c[k]) for key, c in votes.items()}
        spans = [Span(doc, n.start, n.end, label=best[words[n]]) for n in outer]
        taken = {i for n in outer for i in range(n.start, n.end)}
        known = {key[0]: best[key] for key, c in votes.items() if len(key) == 1 and len(key[0]) > 2 and c.total() > 1}
        for token in doc if known else ():
            label = known.get(_base(token.text))
            if label and token.i not in taken and token.pos_ == "PROPN":
                spans.append(Span(doc, token.i, token.i + 1, label=label))
        doc.ents = tuple(sorted(spans, key=lambda s: s.start))
        doc.spans["nested"] = [
            Span(doc, n.start, n.end, label=n.label) for n in names if n.nested and n.start not in taken
        ]


def _base(word: str) -> str:
    """A name without the -s of its genitive, so that `Webers` counts with `Weber`."""
    return word[:-1] if len(word) > 4 and word[-1] == "s" and word[-2] not in "sui" else word

"""Labelled sentences in, the same sentences with other names out: more kinds of names from few sentences.

Mention replacement (Dai and Adel 2020, "An Analysis of Simple Data Augmentation for Named Entity Recognition"): each
name gives way, half of the time, to another of its type. The copies keep name tags alone, since trees no longer fit.
Example: „Anna Weber kam nach Riga“ → „Anna Weber kam nach Porto Alegre“.
"""

from __future__ import annotations

from random import Random

from kg.language.decode import spans_of
from kg.language.train.data import Example

Stock = dict[str, list[list[str]]]


def name_stock(examples: list[Example]) -> Stock:
    """The different names of each type, sorted."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for e in examples:
        for start, end, label in spans_of([t or "O" for t in e.tags["NAME"]]):
            found.setdefault(label, set()).add(tuple(e.words[start:end]))
    return {label: [list(n) for n in sorted(names)] for label, names in sorted(found.items())}


def swap_names(e: Example, stock: Stock, chance: Random) -> Example | None:
    """A copy with other names, None if it has no name to swap."""
    tags = [t or "O" for t in e.tags["NAME"]]
    parts = e.tags.get("PART", ["O"] * len(tags))
    words: list[str] = []
    names: list[str | None] = []
    inner: list[str | None] = []
    position = 0
    swapped = False
    for start, end, label in sorted(spans_of(tags)):
        words += e.words[position:start]
        names += e.tags["NAME"][position:start]
        inner += parts[position:start]
        position = end
        if chance.random() < 0.5 and label in stock:
            other = stock[label][chance.randrange(len(stock[label]))]
            swapped = True
            words += other
            names += [("I-" if k else "B-") + label for k in range(len(other))]
            inner += [None] * len(other)
        else:
            words += e.words[start:end]
            names += e.tags["NAME"][start:end]
            inner += parts[start:end]
    if not swapped:
        return None
    words += e.words[position:]
    names += e.tags["NAME"][position:]
    inner += parts[position:]
    return Example(words, e.source, {"NAME": names, "PART": inner})

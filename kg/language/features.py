"""A word in, numbers out: the features that the network embeds, each a function of the written word alone.

`Lexicon` is the table that ships with the model: for the most frequent words of German their Brown cluster and their
ambiguity class (the parts of speech a word can have). A word that is not in it borrows from its longest known end, as
compounds do: `Sonderverteidigungsetat` from `etat`.

Leaves out: context; that is the network's work.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import numpy as np

Array = np.ndarray[Any, Any]

BITS = (4, 6, 8, 11)  # prefixes of the cluster's path
NGRAM_BUCKETS = 8192
SUFFIX_BUCKETS = 4096
PREFIX_BUCKETS = 2048
#: kinds of names that a word can be part of, by open lists (train/gazetteer.py); a word's kinds are summed
FIRST_NAME, FAMILY_NAME, PLACE, TOWN, ORGANIZATION = 1, 2, 4, 8, 16
#: columns of a word's feature row: vocabulary, cluster, its four prefixes, ambiguity, how known, four suffixes, two
#: prefixes, shape, declension, kinds of names
COLUMNS = 17
MAX_GRAMS = 24
#: what lexicon.npz holds
TABLES = ("keys", "clusters", "ambiguities", "paths", "declensions", "name_keys", "name_kinds")
_PIECE = re.compile(r"[-/]")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The shipped table.

    `keys` are sorted crc32 values (uint32) of words, `clusters` (uint16, 0 is unknown) and `ambiguities` (uint8, 0
    is unknown)
    stand beside them; `paths` gives of each cluster its bits (uint32); `vocabulary` maps words of the training text
    to rows.
    """

    keys: Array
    clusters: Array
    ambiguities: Array
    paths: Array
    declensions: Array
    name_keys: Array
    name_kinds: Array
    vocabulary: dict[str, int]

    def find(self, word: str) -> int:
        """The row of a word, -1 if the table has none."""
        key = crc32(word.encode("utf-8", "surrogatepass"))
        row = int(np.searchsorted(self.keys, np.uint32(key)))
        return row if row < len(self.keys) and int(self.keys[row]) == key else -1

    def kinds(self, word: str) -> int:
        """The kinds of names that a word is part of, 0 for none; `MERKEL` and `Merkels` count as `Merkel`."""
        if not word[:1].isupper():
            return 0
        for form in (word, word.capitalize() if word.isupper() else "", word[:-1] if word[-1:] in "s’'" else ""):
            if len(form) > 1:
                key = crc32(form.encode("utf-8", "surrogatepass"))
                row = int(np.searchsorted(self.name_keys, np.uint32(key)))
                if row < len(self.name_keys) and int(self.name_keys[row]) == key:
                    return int(self.name_kinds[row])
        return 0


def shape(word: str) -> str:
    """`Xxxx`-like shape with runs cut to two: „NATO-Gipfel“ is `XX-Xxx`, „24.“ is `dd.`"""
    out = []
    last, run = "", 0
    for char in word[:24]:
        if char.isdigit():
            kind = "d"
        elif char.isalpha():
            kind = "X" if char.isupper() else "x"
        else:
            kind = char
        run = run + 1 if kind == last else 1
        last = kind
        if run <= 2:
            out.append(kind)
    return "".join(out)


def _bucket(text: str, size: int) -> int:
    return crc32(text.encode("utf-8", "surrogatepass")) % (size - 1) + 1


def normal(word: str) -> str:
    """How a word is looked up in the vocabulary: lower case, digits as 0, one kind of quotation mark."""
    if word in ("``", "''", "“", "”", "„", "«", "»", '"', "‟"):
        return '"'
    if word in ("–", "—", "--", "−"):
        return "–"
    return "".join("0" if c.isdigit() else c for c in word.lower())


def _known_end(word: str, lexicon: Lexicon) -> tuple[int, int]:
    """The lexicon row to borrow from, and how it was found.

    1 is as written, 2 in another case, 3 after a hyphen, 4 a compound's end, 0 not at all.
    """
    row = lexicon.find(word)
    if row >= 0:
        return row, 1
    for other in (word.lower(), word.capitalize(), word.upper() if len(word) < 6 else word):
        if other != word and (row := lexicon.find(other)) >= 0:
            return row, 2
    pieces = _PIECE.split(word)
    if len(pieces) > 1 and pieces[-1]:
        row, _ = _known_end(pieces[-1][:60], lexicon)
        if row >= 0:
            return row, 3
    if word.isalpha():
        upper = word[0].isupper()
        lower = word.lower()
        for cut in range(2, min(len(word), 40) - 3):
            end = lower[cut:]
            row = lexicon.find(end.capitalize() if upper else end)
            if row >= 0:
                return row, 4
    return -1, 0


def word_row(word: str, lexicon: Lexicon) -> tuple[list[int], list[int]]:
    """The feature row of a word (COLUMNS numbers) and its character n-grams as bucket numbers."""
    word = word[:80]
    low = normal(word)
    if low in ('"', "–"):
        word = low
    row, how = _known_end(word, lexicon) if word.strip() else (-1, 0)
    cluster = int(lexicon.clusters[row]) if row >= 0 else 0
    path = int(lexicon.paths[cluster]) if cluster else -1
    bits = [(path & ((1 << b) - 1)) + 1 if path >= 0 else 0 for b in BITS]
    ambiguity = int(lexicon.ambiguities[row]) if row >= 0 else 0
    suffixes = [_bucket(f"s{n}{low[-n:]}", SUFFIX_BUCKETS) if len(low) >= n else 0 for n in (1, 2, 3, 4)]
    prefixes = [_bucket(f"p{n}{low[:n]}", PREFIX_BUCKETS) if len(low) >= n else 0 for n in (2, 4)]
    form = _bucket(shape(word), 512)
    declension = int(lexicon.declensions[row]) if row >= 0 else 0
    kinds = lexicon.kinds(word)
    if not kinds and "-" in word:
        kinds = lexicon.kinds(word.rpartition("-")[2])
    padded = f"<{low}>"
    grams = [_bucket(padded[i : i + n], NGRAM_BUCKETS) for n in (3, 4, 5) for i in range(max(0, len(padded) - n + 1))]
    if len(grams) > MAX_GRAMS:  # the ends of a long word say most
        grams = grams[: MAX_GRAMS // 3] + grams[-(2 * MAX_GRAMS // 3) :]
    looked_up = [lexicon.vocabulary.get(low, 0), cluster, *bits, ambiguity, how]
    return [*looked_up, *suffixes, *prefixes, form, declension, kinds], grams

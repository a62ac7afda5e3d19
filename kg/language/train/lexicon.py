"""Frequent words of German in, the shipped lexicon out: each word's Brown cluster and ambiguity class.

Clusters and frequencies are those of spacy-lookups-data (MIT), the ambiguity class is the set of STTS tags that
HanTa thinks
possible for a word alone. Words are kept as crc32 values; of two words with one value the more frequent stays.
Example: `Wahlen` → cluster 415, class `NN`.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from kg.language.features import TABLES, Lexicon
from kg.language.train.gazetteer import name_table, noun_table

Array = np.ndarray[Any, Any]

SIZE = 200_000
CLASSES = 254


def lookup_tables() -> tuple[dict[str, int], list[str]]:
    """Clusters of words and the words themselves, the most frequent first, from spacy-lookups-data."""
    from importlib.resources import files

    data = files("spacy_lookups_data").joinpath("data")
    clusters = json.loads(gzip.decompress(data.joinpath("de_lexeme_cluster.json.gz").read_bytes()))
    frequency = json.loads(gzip.decompress(data.joinpath("de_lexeme_prob.json.gz").read_bytes()))
    return clusters, sorted(frequency, key=lambda w: (-frequency[w], w))


def make_lexicon(path: Path, size: int = SIZE) -> None:
    """Writes the table as .npz."""
    from HanTa import HanoverTagger

    tagger = HanoverTagger.HanoverTagger("morphmodel_ger.pgz")
    clusters, frequent = lookup_tables()
    words = [w for w in frequent if not any(c.isspace() for c in w)][:size]
    ids = {c: i + 1 for i, c in enumerate(sorted({clusters[w] for w in words if clusters.get(w)}))}
    tags = {w: _tags(tagger, w) for w in words}
    counts = Counter(t for t in tags.values() if t)
    classes = {t: i + 1 for i, (t, _) in enumerate(counts.most_common(CLASSES))}
    row_of: dict[int, str] = {}
    for word in words:
        row_of.setdefault(crc32(word.encode("utf-8")), word)
    keys = sorted(row_of)
    kept = [row_of[k] for k in keys]
    nouns = noun_table()
    common = Counter(nouns[w] for w in kept if w in nouns)
    declensions = {d: i + 1 for i, (d, _) in enumerate(common.most_common(CLASSES))}
    names = {crc32(w.encode("utf-8")): kinds for w, kinds in sorted(name_table().items())}
    np.savez(
        path,
        keys=np.array(keys, np.uint32),
        clusters=np.array([ids.get(clusters.get(w, 0), 0) for w in kept], np.uint16),
        ambiguities=np.array([_nearest(tags[w], classes) for w in kept], np.uint8),
        paths=np.array([0, *ids], np.uint32),
        declensions=np.array([declensions.get(nouns.get(w, ""), 0) for w in kept], np.uint8),
        name_keys=np.array(sorted(names), np.uint32),
        name_kinds=np.array([names[k] for k in sorted(names)], np.uint8),
    )


def load_lexicon(path: Path, vocabulary: dict[str, int]) -> Lexicon:
    """The table that `make_lexicon` wrote, with a vocabulary."""
    with np.load(path) as z:
        return Lexicon(**{n: z[n] for n in TABLES}, vocabulary=vocabulary)


def _tags(tagger: Any, word: str) -> str:
    if not any(c.isalpha() for c in word):
        return ""
    return "|".join(sorted({t.replace("(", "").replace(")", "") for t, _ in tagger.tag_word(word, cutoff=7)}))


def _nearest(tags: str, classes: dict[str, int]) -> int:
    """The class of a set of tags; a rare set takes the kept class that shares most with it, or else the first."""
    if tags in classes or not tags:
        return classes.get(tags, 0)
    mine = set(tags.split("|"))
    best = (-100.0, 0, 0)
    for other, number in classes.items():
        theirs = set(other.split("|"))
        best = max(best, (len(theirs & mine) - 0.1 * len(theirs - mine), -number, number))
    return best[2]

"""GermEval TSV, Universal NER IOB2 and MobIE in, sentences of (word, outer tag, part tag) out.

Outer tags are BIO over PER, LOC, ORG, MISC (GermEval's OTH). The part tag says of a single word that it is derived
from a name (`russisch`: LOCderiv) or has one as its part (`NATO-Gipfel`: ORGpart).
"""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

Word = tuple[str, str, str]
_TYPES = {"PER": "PER", "LOC": "LOC", "ORG": "ORG", "OTH": "MISC"}
_MOBIE = {
    "person": "PER",
    "organization": "ORG",
    "organization-company": "ORG",
    "location": "LOC",
    "location-city": "LOC",
    "location-street": "LOC",
    "location-stop": "LOC",
}


def _lines(path: Path) -> Iterator[str]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from (line.rstrip("\n") for line in lines)


def _blocks(lines: Iterable[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for line in lines:
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _outer(tag: str) -> str:
    if tag == "O" or tag.endswith(("deriv", "part")):
        return "O"
    return tag[:2] + _TYPES[tag[2:]]


def _part(outer: str, nested: str) -> str:
    for tag in (outer, nested):
        if tag.startswith("B-") and tag.endswith(("deriv", "part")):
            kind = tag[2:]
            return kind.replace("OTH", "MISC")
    return "O"


def read_germeval(path: Path) -> Iterator[list[Word]]:
    """The sentences of a GermEval 2014 file; column 2 is the word, 3 and 4 its outer and nested tag."""
    for block in _blocks(_lines(path)):
        rows = [line.split("\t") for line in block if not line.startswith("#\t")]
        if rows:
            yield [(r[1], _outer(r[2]), _part(r[2], r[3])) for r in rows]


def read_iob2(path: Path) -> Iterator[list[Word]]:
    """The sentences of an IOB2 file (word in the second column, tag in the third, `#` before comments)."""
    for block in _blocks(_lines(path)):
        rows = [line.split("\t") for line in block if not line.startswith("#")]
        if rows:
            yield [(r[1], r[2] if r[2] == "O" or r[2][2:] in _TYPES.values() else "O", "O") for r in rows]


def read_mobie(path: Path) -> Iterator[list[Word]]:
    """The sentences of the MobIE archive's training part; types without a counterpart become O."""
    with zipfile.ZipFile(path) as archive:
        text = archive.read("train.conll2003").decode("utf-8")
    for block in _blocks(text.splitlines()):
        rows = [line.split("\t") for line in block if not line.startswith("-DOCSTART-")]
        words = []
        for r in rows:
            kind = _MOBIE.get(r[3][2:])
            words.append((r[0].lstrip("#@") or r[0], r[3][:2] + kind if kind else "O", "O"))
        if words:
            yield words

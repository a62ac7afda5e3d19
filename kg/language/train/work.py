"""What the stages of the recipe share: their options, their files and the kinds of examples they are made of.

Takes examples as data.py reads them; leaves out what is trained on them (teachers.py, student.py).
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from kg.language.train.augment import name_stock, swap_names
from kg.language.train.data import Example, load_mobie

NAME_TASKS = ("NAME", "PART")
#: MobIE calls other things names than GermEval does: a task of its own, which only helps the vectors
AUXILIARY = "MOBIE"
#: features that HDT lacks or has otherwise: learnt from the other treebanks, never taken from a teacher
UNTAUGHT = frozenset({"Mood", "Tense", "PronType", "Degree", "VerbForm"})
SURE_NAME = 0.85
PARSERS = ("parser", "parser-b")
NAMERS = ("names", "names-b")
EPOCHS = {"parser": 16, "names": 4, "student": 5, "polish": 6, "final": 4}
RATES = {"student": 1.2e-3, "polish": 7e-4, "final": 7e-4}
WEIGHTS = {"UPOS": 1.0, "Case": 0.5, "NAME": 1.5, "PART": 1.0}


Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Recipe:
    """Where things are and how long to train; the defaults are those of the shipped model."""

    data: Path
    work: Path
    seed: int = 1
    epochs: Mapping[str, int] = field(default_factory=lambda: EPOCHS)
    raw_longest: int = 80
    lexicon_words: int = 200_000
    lemma_words: int = 250_000


def dump(path: Path, value: Any) -> None:
    """Writes a stage's result, whole or not at all."""
    part = path.with_suffix(path.suffix + ".part")
    part.write_bytes(pickle.dumps(value))
    part.replace(path)


def load(path: Path) -> Any:
    """What an earlier stage wrote."""
    return pickle.loads(path.read_bytes())  # noqa: S301 - our own file, written by an earlier stage


def tag_words(examples: list[Example]) -> None:
    """Gives each word HanTa's tag, which only teachers see."""
    from HanTa import HanoverTagger

    tagger = HanoverTagger.HanoverTagger("morphmodel_ger.pgz")
    quotes, dashes = frozenset(["„", "“", "”", "«", "»", '"', "``", "''", "‚", "‘"]), frozenset(["–", "—", "--"])
    for e in examples:
        words = ['"' if w in quotes else "-" if w in dashes else w for w in e.words]
        e.extra = [tag.replace("(", "").replace(")", "") for _, _, tag in tagger.tag_sent(words)]


def open_pud(train: list[Example]) -> None:
    """Universal NER has no MISC: what looks like a name and is none may be one."""
    for e in train:
        if e.source == "pud" and "NAME" in e.tags:
            pairs = zip(e.tags["NAME"], e.tags["UPOS"], strict=True)
            e.tags["NAME"] = [None if t == "O" and u in ("PROPN", "X") else t for t, u in pairs]


def swapped(recipe: Recipe, named: list[Example], name: str, *, times: int) -> list[Example]:
    """Copies of sentences with other names of the same types, chosen by chance that `name` and the seed fix."""
    chance = Random(f"{name} {recipe.seed}")  # noqa: S311
    stock = name_stock(named + load_mobie(recipe.data))
    return [new for _ in range(times) for e in named if (new := swap_names(e, stock, chance)) is not None]


def mobie(recipe: Recipe) -> list[Example]:
    """MobIE's sentences that have a name, as the auxiliary task."""
    found = [e for e in load_mobie(recipe.data) if any(t != "O" for t in e.tags["NAME"])]
    return [Example(e.words, e.source, {AUXILIARY: e.tags["NAME"]}) for e in found]


def merit(scores: dict[str, float]) -> float:
    """What a run is judged by: attachment, names, parts of speech and case, as far as the held-out parts have them."""

    def mean(*names: str) -> float:
        known = [scores[n] for n in names if n in scores]
        return sum(known) / len(known) if known else 0.0

    return (
        mean("LAS/pud", "LAS/gsd") + 0.2 * mean("UPOS") + 0.2 * mean("Case") + 0.3 * mean("NAME/germeval", "NAME/pud")
    )

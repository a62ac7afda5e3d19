"""The student: the network that is shipped, taught by gold and by what the teachers read.

Takes the gathered examples and the teachers, writes silver.pkl and third.pkl and fourth.pkl (soft labels)
and the networks student, polish and final. Leaves out: putting the network into files (export.py).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import torch

from kg.language.decode import best_names
from kg.language.train.data import Example, agree_hdt
from kg.language.train.fit import Classes, WordTable, encode, fit, vocabulary_of
from kg.language.train.lexicon import load_lexicon
from kg.language.train.network import Network, Options
from kg.language.train.silver import load_teacher, teach
from kg.language.train.work import (
    AUXILIARY,
    NAME_TASKS,
    NAMERS,
    PARSERS,
    RATES,
    SURE_NAME,
    UNTAUGHT,
    WEIGHTS,
    Recipe,
    Say,
    dump,
    load,
    merit,
    mobie,
    open_pud,
    swapped,
)


def make_silver(recipe: Recipe, _model: Path, say: Say) -> None:
    """What the teachers think of sentences without gold."""
    parser = load_teacher(recipe.work / "parser")[1]
    taught = Classes({n: c for n, c in parser.tags.items() if n not in UNTAUGHT}, parser.deps, [])
    _read(recipe, taught, "silver.pkl", say, parsers=PARSERS, namers=NAMERS)


def make_reading(recipe: Recipe, _model: Path, say: Say, *, name: str, students: tuple[str, ...]) -> None:
    """The same with students among them."""
    taught = load_teacher(recipe.work / students[0])[1]
    _read(recipe, taught, name, say, parsers=(*students, *PARSERS), namers=(*students, *NAMERS))


def _read(
    recipe: Recipe, taught: Classes, name: str, say: Say, *, parsers: tuple[str, ...], namers: tuple[str, ...]
) -> None:
    """What several networks together think of every sentence that has no tree, or no names."""
    train, _, raw = load(recipe.work / "data.pkl")
    lexicon = load_lexicon(recipe.work / "lexicon.npz", {})
    tags = {n: c for n, c in taught.tags.items() if n not in NAME_TASKS}
    trees = [e for e in train if e.heads is None] + raw
    teach(trees, [recipe.work / t for t in parsers], lexicon, Classes(tags, taught.deps, []))
    soft: dict[int, dict[str, Any]] = {id(e): e.soft for e in trees}
    named = [e for e in train if "NAME" not in e.tags] + raw
    kinds = load_teacher(recipe.work / NAMERS[0])[1].tags
    teach(named, [recipe.work / t for t in namers], lexicon, Classes({n: kinds[n] for n in NAME_TASKS}, [], []))
    for e in named:
        soft[id(e)] = {**soft.get(id(e), {}), **e.soft}
    say(f"{len(trees)} sentences given trees, {len(named)} given names")
    dump(recipe.work / name, [[soft.get(id(e), {}) for e in part] for part in (train, raw)])


def make_student(recipe: Recipe, _model: Path, say: Say) -> None:
    """The first student."""
    train, _, raw = load(recipe.work / "data.pkl")
    teacher, own, vocabulary = load_teacher(recipe.work / "parser")
    names = load_teacher(recipe.work / NAMERS[0])[1]
    classes = Classes({**own.tags, **{n: names.tags[n] for n in (*NAME_TASKS, AUXILIARY)}}, own.deps, [])
    vocabulary = dict(vocabulary)
    for word in vocabulary_of(train + raw, 3, 14000):
        if word not in vocabulary and len(vocabulary) < 13000:
            vocabulary[word] = len(vocabulary) + 1
    options = replace(
        teacher.options,
        vocabulary=len(vocabulary) + 1,
        tags={n: len(c) for n, c in classes.tags.items()},
        top_tags=(*NAME_TASKS, AUXILIARY),
        extra=0,
        dropout=0.3,
    )

    def start(network: Network) -> None:
        warm_start(network, teacher, own, classes, train)

    _learn(recipe, (classes, vocabulary, options), "student", silver="silver.pkl", start=start, say=say)


def make_further(recipe: Recipe, _model: Path, say: Say, *, before: str, name: str, silver: str) -> None:
    """A student that goes on with what was read better."""
    network, classes, vocabulary = load_teacher(recipe.work / before)

    def start(new: Network) -> None:
        new.load_state_dict(network.state_dict())

    _learn(recipe, (classes, vocabulary, network.options), name, silver=silver, start=start, say=say)


def _learn(
    recipe: Recipe,
    meta: tuple[Classes, dict[str, int], Options],
    name: str,
    *,
    silver: str,
    start: Callable[[Network], None],
    say: Say,
) -> None:
    """Trains the network `name` on gold trees (twice), names, swapped names and part of what `silver` has read."""
    train, held, raw = load(recipe.work / "data.pkl")
    classes, vocabulary, options = meta
    open_pud(train)
    for part, softs in zip((train, raw), load(recipe.work / silver), strict=True):
        for e, soft in zip(part, softs, strict=True):
            e.soft = {n: v for n, v in soft.items() if n not in ("heads", *NAME_TASKS)}
            if "heads" in soft:
                e.heads, e.deps = [int(h) for h in soft["heads"]], ["punct"] * len(e.words)
            if "NAME" in soft:
                _take_sure_names(e, soft, classes)
            if e.source == "hdt":
                agree_hdt(e)
    gold = [e for e in train if "arcs" not in e.soft]
    named = [e for e in train if "arcs" in e.soft]
    chance = Random(f"raw {name} {recipe.seed}")  # noqa: S311
    learn = gold * 2 + named + swapped(recipe, named, name, times=2) + mobie(recipe)
    learn += chance.sample(raw, len(raw) * 2 // 3)
    table = WordTable(load_lexicon(recipe.work / "lexicon.npz", vocabulary))
    for e in held:
        e.soft = {}
    folder = recipe.work / name
    folder.mkdir(exist_ok=True)
    dump(folder / "meta.pkl", meta)
    fit(
        [encode(e, classes, table, False) for e in learn],
        [encode(e, classes, table, False) for e in held],
        classes,
        table,
        options=options,
        folder=folder,
        epochs=recipe.epochs[name],
        seed=recipe.seed,
        rate=RATES[name],
        weights={**WEIGHTS, "NAME": 2.0, "PART": 1.5, AUXILIARY: 0.5},
        merit=merit,
        log=say,
        start=start,
    )


def _take_sure_names(e: Example, soft: dict[str, Any], classes: Classes) -> None:
    """Gives a sentence the name tags that the teachers are sure of; the others stay unknown."""
    names, parts = soft["NAME"].astype(np.float32), soft["PART"].astype(np.float32)
    best = best_names(np.log(names + 1e-7), classes.tags["NAME"])
    e.tags["NAME"] = [t if p > SURE_NAME else None for t, p in zip(best, names.max(1), strict=True)]
    kinds = [classes.tags["PART"][k] for k in parts.argmax(1).tolist()]
    e.tags["PART"] = [t if p > SURE_NAME else None for t, p in zip(kinds, parts.max(1), strict=True)]


def warm_start(network: Network, teacher: Network, own: Classes, classes: Classes, train: list[Example]) -> None:
    """Copies a teacher into a network without its extra input: that is replaced by its mean over the training words."""
    old, new = teacher.state_dict(), network.state_dict()
    for name in new:
        if name in old and old[name].shape == new[name].shape:
            new[name] = old[name].clone()
    known = len(old["embeddings.0.weight"])
    new["embeddings.0.weight"][:known] = old["embeddings.0.weight"]
    new["embeddings.0.weight"][known:] = old["embeddings.0.weight"][1:].mean(0)
    if teacher.extra is not None:
        index = {x: i for i, x in enumerate(own.extra)}
        counts = np.zeros(len(own.extra))
        for e in train:
            for x in e.extra if e.heads is not None and "arcs" not in e.soft else ():
                counts[index.get(x, 0)] += 1
        mean = torch.from_numpy(counts / counts.sum()).float() @ old["extra.weight"]
        width = network.project.out_features
        for side in ("", "_reverse"):
            weight = old[f"first.weight_ih_l0{side}"]
            new[f"first.weight_ih_l0{side}"] = weight[:, :width].clone()
            new[f"first.bias_ih_l0{side}"] = old[f"first.bias_ih_l0{side}"] + weight[:, width:] @ mean
    columns: dict[tuple[str, str], int] = {}
    for name, values in own.tags.items():
        for value in values:
            columns[name, value] = len(columns)
    at = 0
    for name, values in classes.tags.items():
        if name in (*NAME_TASKS, AUXILIARY):
            continue
        for i, value in enumerate(values):
            if (name, value) in columns:
                j = own.tags[name].index(value)
                for part in ("weight", "bias"):
                    new[f"low_tags.{name}.{part}"][i] = old[f"low_tags.{name}.{part}"][j]
                new["told.weight"][:, at + i] = old["told.weight"][:, columns[name, value]]
        at += len(values)
    network.load_state_dict(new)

"""The teachers: large networks that also see HanTa's tags, of trees and tags, and of names.

Takes the gathered examples, writes NAME/best.pt and NAME/meta.pkl below the work folder. A teacher of names starts as
a teacher of trees, whose vectors know the grammar: one epoch then is worth five from nothing.
Leaves out: what they are for (student.py).
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kg.language.train.data import Example, agree_hdt
from kg.language.train.fit import Classes, WordTable, encode, fit, vocabulary_of
from kg.language.train.lexicon import load_lexicon
from kg.language.train.network import Options
from kg.language.train.silver import load_teacher
from kg.language.train.work import (
    AUXILIARY,
    NAME_TASKS,
    WEIGHTS,
    Recipe,
    Say,
    dump,
    load,
    merit,
    mobie,
    open_pud,
    swapped,
    tag_words,
)


def make_parser(recipe: Recipe, _model: Path, say: Say, *, name: str = "parser", seed: int = 0) -> None:
    """A teacher of trees and tags."""
    train, held, _ = load(recipe.work / "data.pkl")
    for e in train:
        if e.source == "hdt":
            agree_hdt(e)
    keep = [[_only(e, parse=True) for e in part if e.heads is not None] for part in (train, held)]
    again = replace(recipe, seed=recipe.seed + seed)
    _teacher(again, keep[0], keep[1], name=name, epochs=recipe.epochs["parser"], say=say)


def make_names(recipe: Recipe, _model: Path, say: Say, *, start: str, name: str, seed: int = 0) -> None:
    """A teacher of trees goes on as a teacher of names."""
    train, held, _ = load(recipe.work / "data.pkl")
    network, own, vocabulary = load_teacher(recipe.work / start)
    open_pud(train)
    keep = [[_only(e, parse=False) for e in part if "NAME" in e.tags] for part in (train, held)]
    more = swapped(recipe, keep[0], name, times=1) + mobie(recipe)
    tag_words(more)
    learnt = Classes.collect(keep[0] + more)
    classes = Classes({**own.tags, **learnt.tags}, own.deps, own.extra)
    top = (*NAME_TASKS, AUXILIARY)
    options = replace(network.options, tags={n: len(c) for n, c in classes.tags.items()}, top_tags=top)
    table = WordTable(load_lexicon(recipe.work / "lexicon.npz", vocabulary))
    folder = recipe.work / name
    folder.mkdir(exist_ok=True)
    dump(folder / "meta.pkl", (classes, vocabulary, options))
    fit(
        [encode(e, classes, table, True) for e in keep[0] + more],
        [encode(e, classes, table, True) for e in keep[1]],
        classes,
        table,
        options=options,
        folder=folder,
        epochs=recipe.epochs["names"],
        seed=recipe.seed + seed,
        words=900,
        rate=1.5e-3,
        weights={"NAME": 1.0, "PART": 0.75, AUXILIARY: 0.3},
        merit=merit,
        log=say,
        start=lambda new: new.load_state_dict(
            {n: w for n, w in network.state_dict().items() if not n.startswith("name_")}, strict=False
        ),
    )


def _only(e: Example, *, parse: bool) -> Example:
    tags = {n: v for n, v in e.tags.items() if (n not in NAME_TASKS) == parse}
    return Example(e.words, e.source, tags, e.heads if parse else None, e.deps if parse else None, extra=e.extra)


def _teacher(recipe: Recipe, train: list[Example], held: list[Example], *, name: str, epochs: int, say: Say) -> None:
    vocabulary = vocabulary_of(train, 2, 9000)
    lexicon = load_lexicon(recipe.work / "lexicon.npz", vocabulary)
    classes = Classes.collect(train)
    table = WordTable(lexicon)
    options = Options(
        vocabulary=len(vocabulary) + 1,
        clusters=len(lexicon.paths),
        ambiguities=256,
        tags={n: len(c) for n, c in classes.tags.items()},
        top_tags=("NAME",) if "NAME" in classes.tags else (),
        labels=max(1, len(classes.deps)),
        extra=len(classes.extra),
    )
    folder = recipe.work / name
    folder.mkdir(exist_ok=True)
    dump(folder / "meta.pkl", (classes, vocabulary, options))
    encoded = [[encode(e, classes, table, True) for e in part] for part in (train, held)]
    fit(
        encoded[0],
        encoded[1],
        classes,
        table,
        options=options,
        folder=folder,
        epochs=epochs,
        seed=recipe.seed,
        words=900,
        weights=WEIGHTS,
        merit=merit,
        log=say,
    )

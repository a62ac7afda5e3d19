"""The recipe of the shipped German model: stages that each write their result and are skipped when it is there.

    lexicon    frequent words → lexicon.npz
    gather     treebanks, names, raw Wikinews texts → data.pkl, each word with HanTa's tag, which teachers see
    parser     teacher of trees and tags (HanTa's tags as input) → parser/best.pt
    names      teacher of names → names/best.pt
    silver     both teachers read what has no gold → silver.pkl (soft labels)
    student    starts from the parser teacher without its HanTa input; gold (treebanks twice) and silver →
    student/best.pt again      parser teacher and student together read what has no tree → again.pkl
    final      the student goes on: gold (treebanks twice), names swapped for others, those trees → final/best.pt
    third      the final network reads the same → third.pkl
    polish     it goes on with those trees and with the names in raw text that it is sure of → polish/best.pt
    lemmas     treebanks, HanTa, simplemma → lemmas.json.gz
    export     network and tables → the model's folder

Takes the folder of data sets (ud, ner, quotes). Leaves out: fetching data. Everything is seeded; on
another machine the figures vary in the third digit, since sums of floats depend on their order.
"""

from __future__ import annotations

import json
import pickle
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import torch

from kg.errors import InputError
from kg.language.decode import best_names
from kg.language.network import load_model
from kg.language.train import check_data
from kg.language.train.augment import name_stock, swap_names
from kg.language.train.data import Example, agree_hdt, load_gold, load_mobie, load_raw
from kg.language.train.export import export
from kg.language.train.fit import Classes, Encoded, WordTable, encode, fit, vocabulary_of
from kg.language.train.lemmas import build, gold_pairs, save, silver_pairs
from kg.language.train.lexicon import load_lexicon, lookup_tables, make_lexicon
from kg.language.train.network import Network, Options
from kg.language.train.probe import fit_probe
from kg.language.train.silver import load_teacher, teach

NAME_TASKS = ("NAME", "PART")
#: features that HDT lacks or has otherwise: learnt from the other treebanks, never taken from a teacher
UNTAUGHT = frozenset({"Mood", "Tense", "PronType", "Degree", "VerbForm"})
SURE_NAME = 0.85
WEIGHTS = {"UPOS": 1.0, "Case": 0.5, "NAME": 1.5, "PART": 1.0}


@dataclass(frozen=True, slots=True)
class Recipe:
    """Where things are and how long to train; the defaults are those of the shipped model."""

    data: Path
    work: Path
    seed: int = 1
    parser_epochs: int = 16
    names_epochs: int = 10
    student_epochs: int = 4
    final_epochs: int = 5
    polish_epochs: int = 4
    raw_longest: int = 80
    lexicon_words: int = 200_000
    lemma_words: int = 250_000


def run_recipe(recipe: Recipe, model: Path, stages: Sequence[str], say: Callable[[str], None]) -> None:
    """Runs the stages whose results are missing, or those named.

    Args:
        recipe: the options.
        model: the folder that `export` writes.
        stages: names of stages to run again; none runs what is missing.
        say: told what happens.

    Raises:
        InputError: a data set is missing, or a stage has no such name.
    """
    unknown = sorted(set(stages) - set(STAGES))
    if unknown:
        raise InputError(f"no stage {', '.join(unknown)}; there are {', '.join(STAGES)}")
    check_data(recipe.data)
    recipe.work.mkdir(parents=True, exist_ok=True)
    for name, (result, function) in STAGES.items():
        target = model / "weights.npz" if name == "export" else recipe.work / result
        if name in stages or (not stages and not target.exists()):
            say(f"{name} …")
            function(recipe, model, say)
        else:
            say(f"{name}: kept")


def _lexicon(recipe: Recipe, _model: Path, _say: Callable[[str], None]) -> None:
    make_lexicon(recipe.work / "lexicon.npz", recipe.lexicon_words)


def _gather(recipe: Recipe, _model: Path, say: Callable[[str], None]) -> None:
    train, held = load_gold(recipe.data)
    raw = [e for e in load_raw(recipe.data) if 3 <= len(e.words) <= recipe.raw_longest]
    say(f"{len(train)} labelled sentences, {len(held)} held out, {len(raw)} raw")
    _tag(train + held + raw)
    _dump(recipe.work / "data.pkl", (train, held, raw))


def _tag(examples: list[Example]) -> None:
    from HanTa import HanoverTagger

    tagger = HanoverTagger.HanoverTagger("morphmodel_ger.pgz")
    quotes, dashes = frozenset(["„", "“", "”", "«", "»", '"', "``", "''", "‚", "‘"]), frozenset(["–", "—", "--"])
    for e in examples:
        words = ['"' if w in quotes else "-" if w in dashes else w for w in e.words]
        e.extra = [tag.replace("(", "").replace(")", "") for _, _, tag in tagger.tag_sent(words)]


def _parser(recipe: Recipe, _model: Path, say: Callable[[str], None]) -> None:
    train, held, _ = _load(recipe.work / "data.pkl")
    keep = [[_only(e, parse=True) for e in part if e.heads is not None] for part in (train, held)]
    _teacher(recipe, keep[0], keep[1], name="parser", epochs=recipe.parser_epochs, say=say)


def _names(recipe: Recipe, _model: Path, say: Callable[[str], None]) -> None:
    train, held, _ = _load(recipe.work / "data.pkl")
    keep = [[_only(e, parse=False) for e in part if "NAME" in e.tags] for part in (train, held)]
    _teacher(recipe, keep[0], keep[1], name="names", epochs=recipe.names_epochs, say=say)


def _only(e: Example, *, parse: bool) -> Example:
    tags = {n: v for n, v in e.tags.items() if (n not in NAME_TASKS) == parse}
    return Example(e.words, e.source, tags, e.heads if parse else None, e.deps if parse else None, extra=e.extra)


def _teacher(
    recipe: Recipe, train: list[Example], held: list[Example], *, name: str, epochs: int, say: Callable[[str], None]
) -> None:
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
    _dump(folder / "meta.pkl", (classes, vocabulary, options))
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


def merit(scores: dict[str, float]) -> float:
    """What a run is judged by: attachment, names, parts of speech and case, as far as the held-out parts have them."""

    def mean(*names: str) -> float:
        known = [scores[n] for n in names if n in scores]
        return sum(known) / len(known) if known else 0.0

    return (
        mean("LAS/pud", "LAS/gsd") + 0.2 * mean("UPOS") + 0.2 * mean("Case") + 0.3 * mean("NAME/germeval", "NAME/pud")
    )


def _silver(recipe: Recipe, _model: Path, say: Callable[[str], None]) -> None:
    train, _, raw = _load(recipe.work / "data.pkl")
    lexicon = load_lexicon(recipe.work / "lexicon.npz", {})
    parser, names = load_teacher(recipe.work / "parser")[1], load_teacher(recipe.work / "names")[1]
    taught = Classes({n: c for n, c in parser.tags.items() if n not in UNTAUGHT}, parser.deps, [])
    trees = [e for e in train if e.heads is None] + raw
    teach(trees, [recipe.work / "parser"], lexicon, taught)
    soft: dict[int, dict[str, Any]] = {id(e): e.soft for e in trees}
    named = [e for e in train if "NAME" not in e.tags] + raw
    teach(named, [recipe.work / "names"], lexicon, Classes(names.tags, [], []))
    say(f"{len(trees)} sentences given trees, {len(named)} given names")
    result = [[{**soft.get(id(e), {}), **(e.soft if "NAME" in e.soft else {})} for e in part] for part in (train, raw)]
    _dump(recipe.work / "silver.pkl", (result, Classes({**parser.tags, **names.tags}, parser.deps, [])))


def _student(recipe: Recipe, _model: Path, say: Callable[[str], None]) -> None:
    train, held, raw = _load(recipe.work / "data.pkl")
    (soft_train, soft_raw), classes = _load(recipe.work / "silver.pkl")
    classes = Classes({n: classes.tags[n] for n in sorted(classes.tags)}, classes.deps, [])
    for e, soft in zip(train + raw, soft_train + soft_raw, strict=True):
        e.soft = {n: v for n, v in soft.items() if n != "heads"}
        if e.heads is None and "heads" in soft:
            e.heads, e.deps = [int(h) for h in soft["heads"]], ["punct"] * len(e.words)
    teacher, own, vocabulary = load_teacher(recipe.work / "parser")
    for word in vocabulary_of(train + raw, 3, 14000):
        if word not in vocabulary and len(vocabulary) < 13000:
            vocabulary[word] = len(vocabulary) + 1
    lexicon = load_lexicon(recipe.work / "lexicon.npz", vocabulary)
    table = WordTable(lexicon)
    options = Options(
        vocabulary=len(vocabulary) + 1,
        clusters=len(lexicon.paths),
        ambiguities=256,
        tags={n: len(c) for n, c in classes.tags.items()},
        top_tags=NAME_TASKS,
        labels=len(classes.deps),
        dropout=0.3,
    )
    folder = recipe.work / "student"
    folder.mkdir(exist_ok=True)
    _dump(folder / "meta.pkl", (classes, vocabulary, options))
    encoded: list[Encoded] = [encode(e, classes, table, False) for e in train + raw]
    twice = [e for e in encoded[: len(train)] if e.heads is not None and "arcs" not in e.soft]
    for e in held:
        e.soft = {}
    fit(
        twice + encoded,
        [encode(e, classes, table, False) for e in held],
        classes,
        table,
        options=options,
        folder=folder,
        epochs=recipe.student_epochs,
        seed=recipe.seed,
        rate=1.2e-3,
        weights=WEIGHTS,
        merit=merit,
        log=say,
        start=lambda network: warm_start(network, teacher, own, classes, train),
    )


def _again(recipe: Recipe, _model: Path, say: Callable[[str], None]) -> None:
    parser = load_teacher(recipe.work / "parser")[1]
    taught = Classes({n: c for n, c in parser.tags.items() if n not in UNTAUGHT}, parser.deps, [])
    _read_trees(recipe, ["parser", "student"], taught, "again.pkl", say)


def _third(recipe: Recipe, _model: Path, say: Callable[[str], None]) -> None:
    _read_trees(recipe, ["final"], load_teacher(recipe.work / "final")[1], "third.pkl", say)


def _read_trees(recipe: Recipe, teachers: list[str], taught: Classes, name: str, say: Callable[[str], None]) -> None:
    train, _, raw = _load(recipe.work / "data.pkl")
    trees = [e for e in train if e.heads is None] + raw
    teach(trees, [recipe.work / t for t in teachers], load_lexicon(recipe.work / "lexicon.npz", {}), taught)
    say(f"{len(trees)} sentences given trees")
    _dump(recipe.work / name, [[e.soft if e.heads is None else {} for e in part] for part in (train, raw)])


def _final(recipe: Recipe, _model: Path, say: Callable[[str], None]) -> None:
    _go_on(recipe, "student", "final", "again.pkl", epochs=recipe.final_epochs, rate=1e-3, share=3, say=say)


def _polish(recipe: Recipe, _model: Path, say: Callable[[str], None]) -> None:
    _go_on(recipe, "final", "polish", "third.pkl", epochs=recipe.polish_epochs, rate=7e-4, share=2, say=say)


def _go_on(
    recipe: Recipe,
    before: str,
    after: str,
    trees: str,
    *,
    epochs: int,
    rate: float,
    share: int,
    say: Callable[[str], None],
) -> None:
    """Trains the network `before` further, as `after`, with one part in `share` of the raw text."""
    train, held, raw = _load(recipe.work / "data.pkl")
    network, classes, vocabulary = load_teacher(recipe.work / before)
    soft_train, soft_raw = _load(recipe.work / trees)
    for e, soft in zip(train + raw, soft_train + soft_raw, strict=True):
        e.soft = {n: v for n, v in soft.items() if n not in ("heads", *NAME_TASKS)}
        if "heads" in soft:
            e.heads, e.deps = [int(h) for h in soft["heads"]], ["punct"] * len(e.words)
        if "NAME" in soft and "NAME" not in e.tags:
            _take_sure_names(e, soft, network, classes)
    for e in train:
        if e.source == "hdt":
            agree_hdt(e)
        elif e.source == "pud" and "NAME" in e.tags:  # it has no MISC: what looks like a name and is none may be one
            pairs = zip(e.tags["NAME"], e.tags["UPOS"], strict=True)
            e.tags["NAME"] = [None if t == "O" and u in ("PROPN", "X") else t for t, u in pairs]
    chance = Random(f"{after} {recipe.seed}")  # noqa: S311
    gold = [e for e in train if "arcs" not in e.soft]
    named = [e for e in train if "arcs" in e.soft]
    stock = name_stock([e for e in train if "NAME" in e.tags] + load_mobie(recipe.data))
    swapped = [new for _ in range(2) for e in named if (new := swap_names(e, stock, chance)) is not None]
    table = WordTable(load_lexicon(recipe.work / "lexicon.npz", vocabulary))
    learn = gold * 2 + named + swapped + chance.sample(raw, len(raw) // share)
    for e in held:
        e.soft = {}
    folder = recipe.work / after
    folder.mkdir(exist_ok=True)
    _dump(folder / "meta.pkl", (classes, vocabulary, network.options))
    fit(
        [encode(e, classes, table, False) for e in learn],
        [encode(e, classes, table, False) for e in held],
        classes,
        table,
        options=network.options,
        folder=folder,
        epochs=epochs,
        seed=recipe.seed,
        rate=rate,
        weights={**WEIGHTS, "NAME": 2.0, "PART": 1.5},
        merit=merit,
        log=say,
        start=lambda new: new.load_state_dict(network.state_dict()),
    )


def _take_sure_names(e: Example, soft: dict[str, Any], network: Network, classes: Classes) -> None:
    """Gives raw text the name tags that a network is sure of; the others stay unknown."""
    chain = (network.name_start.detach().numpy(), network.name_step.detach().numpy())
    names, parts = soft["NAME"].astype(np.float32), soft["PART"].astype(np.float32)
    best = best_names(np.log(names + 1e-7), classes.tags["NAME"], *chain)
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
        if name in NAME_TASKS:
            continue
        for i, value in enumerate(values):
            if (name, value) in columns:
                j = own.tags[name].index(value)
                for part in ("weight", "bias"):
                    new[f"low_tags.{name}.{part}"][i] = old[f"low_tags.{name}.{part}"][j]
                new["told.weight"][:, at + i] = old["told.weight"][:, columns[name, value]]
        at += len(values)
    network.load_state_dict(new)


def _lemmas(recipe: Recipe, _model: Path, _say: Callable[[str], None]) -> None:
    train, _, raw = _load(recipe.work / "data.pkl")
    gold = gold_pairs(e for e in train if e.heads is not None)
    _, frequent = lookup_tables()
    seen = dict.fromkeys([w for e in train + raw for w in e.words] + frequent[: recipe.lemma_words])
    words, rules = build(gold, silver_pairs(list(seen), gold), 20_000)
    save(recipe.work / "lemmas.json.gz", words, rules)


def _export(recipe: Recipe, model: Path, say: Callable[[str], None]) -> None:
    network, classes, vocabulary = load_teacher(recipe.work / "polish")
    lexicon = load_lexicon(recipe.work / "lexicon.npz", vocabulary)
    note = {"seed": recipe.seed}
    export(network, classes, lexicon, model, note)
    train, _, _ = _load(recipe.work / "data.pkl")
    size = export(network, classes, lexicon, model, note, probe=fit_probe(load_model(model), train, seed=recipe.seed))
    shutil.copy(recipe.work / "lemmas.json.gz", model / "lemmas.json.gz")
    say(json.dumps({"bytes": size}))


def _dump(path: Path, value: Any) -> None:
    part = path.with_suffix(path.suffix + ".part")
    part.write_bytes(pickle.dumps(value))
    part.replace(path)


def _load(path: Path) -> Any:
    return pickle.loads(path.read_bytes())  # noqa: S301 - our own file, written by an earlier stage


Stage = Callable[[Recipe, Path, Callable[[str], None]], None]
#: name → (what it writes below the work folder, its function), in order
STAGES: dict[str, tuple[str, Stage]] = {
    "lexicon": ("lexicon.npz", _lexicon),
    "gather": ("data.pkl", _gather),
    "parser": ("parser/best.pt", _parser),
    "names": ("names/best.pt", _names),
    "silver": ("silver.pkl", _silver),
    "student": ("student/best.pt", _student),
    "again": ("again.pkl", _again),
    "final": ("final/best.pt", _final),
    "third": ("third.pkl", _third),
    "polish": ("polish/best.pt", _polish),
    "lemmas": ("lemmas.json.gz", _lemmas),
    "export": ("", _export),
}

"""The recipe of the shipped German model: stages that each write their result and are skipped when it is there.

    lexicon            frequent words, nouns and names of open lists → lexicon.npz
    gather             treebanks, names, raw Wikinews texts → data.pkl, each word with HanTa's tag, which teachers see
    parser, parser-b   two teachers of trees and tags → parser/best.pt, parser-b/best.pt
    names, names-b     they go on as teachers of names → names/best.pt, names-b/best.pt
    silver             the teachers read what has no gold → silver.pkl (soft labels)
    student            starts as parser without its HanTa input; gold trees twice, names, swapped names, silver
                       → student/best.pt
    third              teachers and student together read the same → third.pkl
    polish             the student goes on with that → polish/best.pt
    fourth, final      once more, with both students among the readers → fourth.pkl, final/best.pt
    lemmas             treebanks, HanTa, simplemma → lemmas.json.gz
    export             network and tables → the model's folder

Takes the folder of data sets (ud, ner, quotes). Leaves out: fetching data. Everything is seeded; on
another machine the figures vary in the third digit, since sums of floats depend on their order.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from kg.errors import InputError
from kg.language.network import load_model
from kg.language.train import check_data
from kg.language.train.data import load_gold, load_raw
from kg.language.train.export import export
from kg.language.train.lemmas import build, gold_pairs, save, silver_pairs
from kg.language.train.lexicon import load_lexicon, lookup_tables, make_lexicon
from kg.language.train.probe import fit_probe
from kg.language.train.silver import load_teacher
from kg.language.train.student import make_further, make_reading, make_silver, make_student
from kg.language.train.teachers import make_names, make_parser
from kg.language.train.work import Recipe, Say, dump, load, tag_words


def run_recipe(recipe: Recipe, model: Path, stages: Sequence[str], say: Say) -> None:
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


def _lexicon(recipe: Recipe, _model: Path, _say: Say) -> None:
    make_lexicon(recipe.work / "lexicon.npz", recipe.lexicon_words)


def _gather(recipe: Recipe, _model: Path, say: Say) -> None:
    train, held = load_gold(recipe.data)
    raw = [e for e in load_raw(recipe.data) if 3 <= len(e.words) <= recipe.raw_longest]
    say(f"{len(train)} labelled sentences, {len(held)} held out, {len(raw)} raw")
    tag_words(train + held + raw)
    dump(recipe.work / "data.pkl", (train, held, raw))


def _lemmas(recipe: Recipe, _model: Path, _say: Say) -> None:
    train, _, raw = load(recipe.work / "data.pkl")
    gold = gold_pairs(e for e in train if e.heads is not None)
    _, frequent = lookup_tables()
    seen = dict.fromkeys([w for e in train + raw for w in e.words] + frequent[: recipe.lemma_words])
    words, rules = build(gold, silver_pairs(list(seen), gold), 20_000)
    save(recipe.work / "lemmas.json.gz", words, rules)


def _export(recipe: Recipe, model: Path, say: Say) -> None:
    network, classes, vocabulary = load_teacher(recipe.work / "final")
    lexicon = load_lexicon(recipe.work / "lexicon.npz", vocabulary)
    note = {"seed": recipe.seed}
    export(network, classes, lexicon, model, note)
    train, _, _ = load(recipe.work / "data.pkl")
    size = export(network, classes, lexicon, model, note, probe=fit_probe(load_model(model), train, seed=recipe.seed))
    shutil.copy(recipe.work / "lemmas.json.gz", model / "lemmas.json.gz")
    say(json.dumps({"bytes": size}))


Stage = Callable[[Recipe, Path, Say], None]
#: name → (what it writes below the work folder, its function), in order
STAGES: dict[str, tuple[str, Stage]] = {
    "lexicon": ("lexicon.npz", _lexicon),
    "gather": ("data.pkl", _gather),
    "parser": ("parser/best.pt", make_parser),
    "parser-b": ("parser-b/best.pt", partial(make_parser, name="parser-b", seed=1)),
    "names": ("names/best.pt", partial(make_names, start="parser", name="names")),
    "names-b": ("names-b/best.pt", partial(make_names, start="parser-b", name="names-b", seed=1)),
    "silver": ("silver.pkl", make_silver),
    "student": ("student/best.pt", make_student),
    "third": ("third.pkl", partial(make_reading, name="third.pkl", students=("student",))),
    "polish": ("polish/best.pt", partial(make_further, before="student", name="polish", silver="third.pkl")),
    "fourth": ("fourth.pkl", partial(make_reading, name="fourth.pkl", students=("polish", "student"))),
    "final": ("final/best.pt", partial(make_further, before="polish", name="final", silver="fourth.pkl")),
    "lemmas": ("lemmas.json.gz", _lemmas),
    "export": ("", _export),
}

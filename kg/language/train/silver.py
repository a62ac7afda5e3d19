"""Teachers in, soft labels out: what several networks together think of every sentence.

A parsing teacher gives parts of speech, morphology, arcs and relations; a names teacher gives names. Their
probabilities are
averaged and kept as float16 in `Example.soft`, beside whatever gold labels a sentence has. Leaves out: training.
"""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from kg.language.decode import best_tree, name_probabilities
from kg.language.features import Lexicon
from kg.language.train.data import Example
from kg.language.train.fit import Classes, WordTable, encode, run
from kg.language.train.network import Network

Array = np.ndarray[Any, Any]


def load_teacher(folder: Path) -> tuple[Network, Classes, dict[str, int]]:
    """A network that `fit` saved, with its classes and vocabulary."""
    classes, vocabulary, options = pickle.loads((folder / "meta.pkl").read_bytes())  # noqa: S301
    network = Network(options)
    network.load_state_dict(torch.load(folder / "best.pt", weights_only=True), strict=False)
    network.eval()
    return network, classes, vocabulary


@torch.no_grad()
def teach(examples: list[Example], teachers: list[Path], lexicon: Lexicon, classes: Classes) -> None:
    """Fills `soft`: a task's name → (n, classes), `arcs` → (n, n + 1), `labels` → (n, labels), `heads` → (n,).

    Probabilities are those of `classes` (a teacher's other classes are dropped), the mean over the teachers that
    know all classes of a task.
    """
    for e in examples:
        e.soft = {}
    order = sorted(range(len(examples)), key=lambda i: len(examples[i].words))
    groups = [order[i : i + 32] for i in range(0, len(order), 32)]
    for folder in teachers:
        network, own, vocabulary = load_teacher(folder)
        table = WordTable(replace(lexicon, vocabulary=vocabulary))
        columns = {
            n: _columns(classes.tags[n], own.tags[n])
            for n in own.tags
            if set(classes.tags.get(n, "?")) <= set(own.tags[n])
        }
        chain = (network.name_start.numpy(), network.name_step.numpy())
        for group in groups:
            batch = [encode(_bare(examples[i]), own, table, network.extra is not None) for i in group]
            out, _ = run(network, batch, table)
            for k, i in enumerate(group):
                n = len(examples[i].words)
                soft = examples[i].soft
                for name, places in columns.items():
                    if name == "NAME":
                        p = name_probabilities(out[name][k, :n].numpy(), *chain)[:, places]
                    else:
                        p = torch.softmax(out[name][k, :n], -1).numpy()[:, places]
                    _add(soft, name, p)
                if own.deps and classes.deps:
                    _add(soft, "arcs", torch.softmax(out["arcs"][k, :n, : n + 1], -1).numpy())
    for group in groups:
        for i in group:
            if "arcs" in examples[i].soft:
                examples[i].soft["heads"] = np.array(best_tree(np.log(examples[i].soft["arcs"] + 1e-9)))
    for folder in teachers:
        network, own, vocabulary = load_teacher(folder)
        if not own.deps or not classes.deps:
            continue
        table = WordTable(replace(lexicon, vocabulary=vocabulary))
        places = _columns(classes.deps, own.deps)
        for group in groups:
            batch = [encode(_bare(examples[i]), own, table, network.extra is not None) for i in group]
            out, lengths = run(network, batch, table)
            heads = torch.zeros(len(group), int(lengths.max()), dtype=torch.long)
            for k, i in enumerate(group):
                heads[k, : len(examples[i].words)] = torch.from_numpy(examples[i].soft["heads"])
            p = torch.softmax(network.labels(out, heads), -1).numpy()[..., places]
            for k, i in enumerate(group):
                _add(examples[i].soft, "labels", p[k, : len(examples[i].words)])
    for e in examples:
        for name, value in e.soft.items():
            if name != "heads":
                e.soft[name] = (value / np.maximum(value.sum(-1, keepdims=True), 1e-9)).astype(np.float16)


def _bare(e: Example) -> Example:
    return Example(e.words, e.source, extra=e.extra)


def _columns(wanted: list[str], own: list[str]) -> list[int]:
    """Where each wanted class stands among a teacher's own."""
    return [own.index(c) for c in wanted]


def _add(soft: dict[str, Array], name: str, value: Array) -> None:
    soft[name] = soft[name] + value if name in soft else value.astype(np.float32)

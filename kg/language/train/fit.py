"""Examples in, a trained network out: one loop for teachers (hard labels) and for the student (soft labels as well).

Every run is seeded, saves its best averaged weights, and writes one line an epoch to a log. Leaves out: what the
data are.
"""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from kg.language.decode import best_names, spans_of
from kg.language.features import COLUMNS, MAX_GRAMS, Lexicon, normal, word_row
from kg.language.train.data import Example
from kg.language.train.network import Network, Options

NO_LABEL = -100


@dataclass(frozen=True, slots=True)
class Classes:
    """The classes of every task, in order: `tags["UPOS"][3]` is the name of class 3."""

    tags: dict[str, list[str]]
    deps: list[str]
    extra: list[str]

    @classmethod
    def collect(cls, examples: list[Example]) -> Classes:
        """All classes that occur at least twice, sorted."""
        tags: dict[str, Counter[str]] = {}
        deps: Counter[str] = Counter()
        extra: Counter[str] = Counter()
        for e in examples:
            for name, values in e.tags.items():
                tags.setdefault(name, Counter()).update(v for v in values if v is not None)
            deps.update(e.deps or ())
            extra.update(e.extra)
        return cls(
            {n: sorted(v for v, k in c.items() if k > 1) for n, c in sorted(tags.items())},
            sorted(d for d, k in deps.items() if k > 4),
            ["", *sorted(extra)],
        )


class WordTable:
    """Feature rows of words, computed once a word."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.index: dict[str, int] = {}
        self.rows: list[list[int]] = [[0] * COLUMNS]
        self.grams: list[list[int]] = [[0] * MAX_GRAMS]

    def ids(self, words: list[str]) -> list[int]:
        """Row numbers of words; row 0 is padding."""
        out = []
        for word in words:
            i = self.index.get(word)
            if i is None:
                row, grams = word_row(word, self.lexicon)
                i = self.index[word] = len(self.rows)
                self.rows.append(row)
                self.grams.append((grams + [0] * MAX_GRAMS)[:MAX_GRAMS])
            out.append(i)
        return out


@dataclass(slots=True)
class Encoded:
    """An example as numbers."""

    ids: np.ndarray[Any, Any]
    extra: np.ndarray[Any, Any] | None
    tags: dict[str, np.ndarray[Any, Any]]
    heads: np.ndarray[Any, Any] | None
    deps: np.ndarray[Any, Any] | None
    soft: dict[str, Any]
    source: str


def encode(e: Example, classes: Classes, table: WordTable, with_extra: bool) -> Encoded:
    """An example as numbers; classes that are not known become NO_LABEL."""
    maps = {n: {v: i for i, v in enumerate(c)} for n, c in classes.tags.items()}
    tags = {
        n: np.array([maps[n].get(v, NO_LABEL) if v is not None else NO_LABEL for v in values])
        for n, values in e.tags.items()
    }
    deps = {d: i for i, d in enumerate(classes.deps)}
    extra = {x: i for i, x in enumerate(classes.extra)}
    return Encoded(
        np.array(table.ids(e.words)),
        np.array([extra.get(x, 0) for x in e.extra]) if with_extra else None,
        tags,
        np.array(e.heads) if e.heads is not None else None,
        np.array([deps.get(d, NO_LABEL) for d in e.deps]) if e.deps is not None else None,
        {k: v for k, v in e.soft.items() if isinstance(v, np.ndarray)},
        e.source,
    )


def batches(examples: list[Encoded], words: int, chance: random.Random) -> Iterator[list[Encoded]]:
    """Batches of about `words` words, of sentences alike in length, in random order."""
    order = sorted(examples, key=lambda e: len(e.ids) + 3 * chance.random())
    groups: list[list[Encoded]] = [[]]
    for e in order:
        if groups[-1] and (len(groups[-1]) + 1) * len(e.ids) > words:
            groups.append([])
        groups[-1].append(e)
    chance.shuffle(groups)
    yield from groups


def _pad(arrays: list[np.ndarray[Any, Any] | None], shape: tuple[int, ...], fill: float) -> Tensor:
    out = np.full((len(arrays), *shape), fill, dtype=np.int64 if isinstance(fill, int) else np.float32)
    for i, a in enumerate(arrays):
        if a is not None:
            place: Any = (i, *(slice(n) for n in a.shape))
            out[place] = a
    return torch.from_numpy(out)


def run(network: Network, batch: list[Encoded], table: WordTable) -> tuple[dict[str, Tensor], Tensor]:
    """Logits of a batch and the lengths of its sentences."""
    lengths = torch.tensor([len(e.ids) for e in batch])
    longest = int(lengths.max())
    flat = np.concatenate([e.ids for e in batch])
    unique, inverse = np.unique(np.concatenate([[0], flat]), return_inverse=True)
    index = torch.zeros(len(batch), longest, dtype=torch.long)
    position = 1
    for i, e in enumerate(batch):
        index[i, : len(e.ids)] = torch.from_numpy(inverse[position : position + len(e.ids)])
        position += len(e.ids)
    rows = torch.tensor([table.rows[int(u)] for u in unique])
    grams = torch.tensor([table.grams[int(u)] for u in unique])
    extra = _pad([e.extra for e in batch], (longest,), 0) if network.extra is not None else None
    return network(rows, grams, index, lengths, extra), lengths


def loss_of(network: Network, batch: list[Encoded], table: WordTable, weights: dict[str, float]) -> Tensor:
    """The sum of the losses of all tasks that the batch has labels for."""
    out, lengths = run(network, batch, table)
    longest = int(lengths.max())
    total = torch.zeros(())
    for name in network.options.tags:
        w = weights.get(name, 0.25)
        hard = _pad([e.tags.get(name) if name not in e.soft else None for e in batch], (longest,), NO_LABEL)
        if name == "NAME" and bool((hard >= 0).any()):
            total = total + w * network.name_loss(out[name], hard, lengths)
        elif bool((hard >= 0).any()):
            total = total + w * functional.cross_entropy(
                out[name].flatten(0, 1), hard.flatten(), ignore_index=NO_LABEL, reduction="sum"
            )
        if any(name in e.soft for e in batch):
            soft = _pad([e.soft.get(name) for e in batch], (longest, network.options.tags[name]), 0.0)
            total = total - w * (soft * functional.log_softmax(out[name], -1)).sum()
    if any(e.heads is not None or "arcs" in e.soft for e in batch):
        heads = _pad([e.heads for e in batch], (longest,), NO_LABEL)
        deps = _pad([e.deps for e in batch], (longest,), NO_LABEL)
        hard_heads = _pad([e.heads if "arcs" not in e.soft else None for e in batch], (longest,), NO_LABEL)
        total = total + functional.cross_entropy(
            out["arcs"].flatten(0, 1), hard_heads.flatten(), ignore_index=NO_LABEL, reduction="sum"
        )
        labels = network.labels(out, heads.clamp(min=0))
        hard_deps = torch.where(hard_heads >= 0, deps, NO_LABEL)
        total = total + functional.cross_entropy(
            labels.flatten(0, 1), hard_deps.flatten(), ignore_index=NO_LABEL, reduction="sum"
        )
        if any("arcs" in e.soft for e in batch):
            arcs = _pad([e.soft.get("arcs") for e in batch], (longest, longest + 1), 0.0)
            total = total - (arcs * functional.log_softmax(out["arcs"], -1)).sum()
            soft = _pad([e.soft.get("labels") for e in batch], (longest, network.options.labels), 0.0)
            total = total - (soft * functional.log_softmax(labels, -1)).sum()
    return total / float(lengths.sum())


@torch.no_grad()
def score(network: Network, held: list[Encoded], classes: Classes, table: WordTable) -> dict[str, float]:
    """Accuracies on held-out examples with gold tokens, greedy heads, punctuation left out of UAS and LAS."""
    network.eval()
    hit: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for start in range(0, len(held), 24):
        batch = held[start : start + 24]
        out, _ = run(network, batch, table)
        heads = out["arcs"].argmax(-1)
        labels = network.labels(out, heads).argmax(-1)
        for i, e in enumerate(batch):
            n = len(e.ids)
            for name, gold in e.tags.items():
                if name in ("NAME", "PART"):
                    if name == "NAME":
                        chain = (network.name_start.numpy(), network.name_step.numpy())
                        decoded = best_names(out[name][i, :n].numpy(), classes.tags[name], *chain)
                    else:
                        decoded = [classes.tags[name][k] for k in out[name][i, :n].argmax(-1).tolist()]
                    a = spans_of(decoded) if name == "NAME" else {(k, k, t) for k, t in enumerate(decoded) if t != "O"}
                    raw = [classes.tags[name][k] if k >= 0 else "O" for k in gold]
                    b = spans_of(raw) if name == "NAME" else {(k, k, t) for k, t in enumerate(raw) if t != "O"}
                    if name == "NAME":
                        a = {x for x in a if x[2] != "MISC"}
                        b = {x for x in b if x[2] != "MISC"}
                    key = f"{name}/{e.source}"
                    hit[key] += 2 * len(a & b)
                    of[key] += len(a) + len(b)
                    continue
                known = gold >= 0
                hit[name] += int((out[name][i, :n].argmax(-1).numpy()[known] == gold[known]).sum())
                of[name] += int(known.sum())
                if name == "UPOS":
                    hit[f"UPOS/{e.source}"] += int((out[name][i, :n].argmax(-1).numpy()[known] == gold[known]).sum())
                    of[f"UPOS/{e.source}"] += int(known.sum())
            if e.heads is not None:
                word = e.tags["UPOS"] != classes.tags["UPOS"].index("PUNCT")
                right = heads[i, :n].numpy() == e.heads
                both = right & (labels[i, :n].numpy() == e.deps)
                hit[f"UAS/{e.source}"] += int((right & word).sum())
                hit[f"LAS/{e.source}"] += int((both & word).sum())
                of[f"UAS/{e.source}"] += int(word.sum())
                of[f"LAS/{e.source}"] += int(word.sum())
    network.train()
    return {k: round(hit[k] / of[k], 4) for k in sorted(of) if of[k]}


def fit(
    train: list[Encoded],
    held: list[Encoded],
    classes: Classes,
    table: WordTable,
    *,
    options: Options,
    folder: Path,
    epochs: int,
    seed: int,
    words: int = 1000,
    rate: float = 2e-3,
    weights: dict[str, float] | None = None,
    merit: Callable[[dict[str, float]], float],
    log: Callable[[str], None],
    start: Callable[[Network], None] | None = None,
) -> dict[str, float]:
    """Trains a network and saves the averaged weights of its best epoch as `folder/best.pt`.

    `start` may set the first weights. Returns the scores of that epoch. A run that was interrupted starts again from
    nothing; its best weights stay.
    """
    torch.manual_seed(seed)
    chance = random.Random(seed)  # noqa: S311
    network = Network(options)
    if start:
        start(network)
    average = Network(replace(options))
    average.load_state_dict(network.state_dict())
    optimizer = torch.optim.Adam(network.parameters(), lr=rate, betas=(0.9, 0.95))
    total = epochs * sum(1 for _ in batches(train, words, random.Random(seed)))  # noqa: S311
    step, best, best_scores = 0, -1.0, {}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "options.json").write_text(json.dumps(options.to_dict()))
    begun = time.monotonic()
    for epoch in range(epochs):
        network.train()
        summed = 0.0
        count = 0
        for batch in batches(train, words, chance):
            done = step / total
            for group in optimizer.param_groups:
                group["lr"] = rate * min(1.0, (step + 1) / 150) * (1.0 if done < 0.4 else max(0.02, (1 - done) / 0.6))
            loss = loss_of(network, batch, table, weights or {})
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimizer.step()
            step += 1
            decay = min(0.998, step / (step + 10))
            with torch.no_grad():
                for a, p in zip(average.parameters(), network.parameters(), strict=True):
                    a.lerp_(p, 1 - decay)
            summed += float(loss.detach())
            count += 1
        scores = score(average, held, classes, table)
        value = merit(scores)
        took = time.monotonic() - begun
        log(f"epoch {epoch} {took:.0f}s loss {summed / count:.3f} merit {value:.4f} {json.dumps(scores)}")
        if value > best:
            best, best_scores = value, scores
            torch.save(average.state_dict(), folder / "best.pt")
    return best_scores


def vocabulary_of(examples: list[Example], least: int, most: int) -> dict[str, int]:
    """Rows of words that occur at least `least` times, the most frequent first; 0 is every other word."""
    counts = Counter(normal(w) for e in examples for w in e.words)
    kept = sorted((w for w, n in counts.items() if n >= least), key=lambda w: (-counts[w], w))[:most]
    return {w: i + 1 for i, w in enumerate(kept)}

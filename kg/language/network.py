"""The network at run time, in numpy: words in, logits out. The training twin is kg/language/train/network.py.

Takes the sentences of a text as lists of words, gives of each sentence the logits of every task. Word vectors are
cached by written form, sentences of like length run together, all weights are float32.
Leaves out: turning logits into labels and trees (decode.py).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from io import BytesIO
from typing import Any

import numpy as np

from kg.errors import ModelError
from kg.language.features import COLUMNS, MAX_GRAMS, TABLES, Array, Lexicon, word_row

CACHED_WORDS = 60_000
BATCH_WORDS = 4_000
BATCH_SENTENCES = 96
LABEL_WORDS = 256  # words whose relations are scored together; more would leave the processor's cache


@dataclass(frozen=True, slots=True)
class Prediction:
    """Logits of one sentence of n words.

    `tags[name]` is (n, classes); `arcs` is (n, n + 1), column 0 the root; `label_dependent` (n, d) and `label_head`
    (n + 1, d) are what `Model.labels` scores relations from.
    """

    tags: dict[str, Array]
    arcs: Array
    label_dependent: Array
    label_head: Array


class Model:
    """The shipped weights with the classes of each task; made by `load_model`."""

    def __init__(self, weights: dict[str, Array], meta: dict[str, Any], lexicon: Lexicon) -> None:
        self.w = weights
        self.tags: dict[str, list[str]] = meta["tags"]
        self.deps: list[str] = meta["deps"]
        self.low: list[str] = meta["low"]
        self.top: list[str] = meta["top"]
        self.layers: int = meta["layers"]
        self.lexicon = lexicon
        self._rows: dict[str, int] = {}
        self._vectors = np.zeros((0, weights["project.bias"].shape[0]), np.float32)
        self._prepare()

    def _prepare(self) -> None:
        """Lays weights out for row vectors and joins what is multiplied with the same input."""
        w = self.w
        self.tables = [w[f"embeddings.{i}.weight"] for i in range(COLUMNS)]
        self.lstms = []
        for name in ["first", *[f"rest.{i}" for i in range(self.layers)]]:
            inputs, recurrent, biases = [], [], []
            for side in ("", "_reverse"):
                inputs.append(_gates(w[f"{name}.weight_ih_l0{side}"]))
                recurrent.append(_gates(w[f"{name}.weight_hh_l0{side}"]).T)
                biases.append(_gates(w[f"{name}.bias_ih_l0{side}"] + w[f"{name}.bias_hh_l0{side}"]))
            self.lstms.append(
                (
                    np.ascontiguousarray(np.concatenate(inputs).T),
                    np.ascontiguousarray(np.stack(recurrent)),
                    np.concatenate(biases),
                )
            )
        self.low_out = np.concatenate([w[f"low_tags.{n}.weight"] for n in self.low]).T.copy()
        self.low_bias = np.concatenate([w[f"low_tags.{n}.bias"] for n in self.low])
        self.top_out = np.concatenate([w[f"top_tags.{n}.weight"] for n in self.top]).T.copy()
        self.top_bias = np.concatenate([w[f"top_tags.{n}.bias"] for n in self.top])
        heads = ("top_hidden", "arc_dependent", "arc_head", "label_dependent", "label_head")
        names = len(self.tags["NAME"])
        self.name_start: Array = w.get("name_start", np.zeros(names, np.float32))
        self.name_step: Array = w.get("name_step", np.zeros((names, names), np.float32))
        self.head_weight = np.concatenate([w[f"{h}.weight"] for h in heads]).T.copy()
        self.head_bias = np.concatenate([w[f"{h}.bias"] for h in heads])
        ends = np.cumsum([len(w[f"{h}.bias"]) for h in heads])
        self.head_parts = dict(zip(heads, zip([0, *ends[:-1]], ends, strict=True), strict=True))
        n = w["label_tensor"].shape[1]
        self.label_left = np.ascontiguousarray(w["label_tensor"].transpose(1, 0, 2).reshape(n, -1))
        self.transposed = {k: w[k].T.copy() for k in ("project.weight", "low_hidden.weight", "told.weight")}
        laid_out = (
            "first.",
            "rest.",
            "low_tags.",
            "top_tags.",
            "embeddings.",
            "label_tensor",
            *self.transposed,
            *heads,
        )
        self.w = {k: v for k, v in w.items() if not k.startswith(laid_out) or k.endswith("hidden.bias")}

    def word_vectors(self, words: list[str]) -> Array:
        """Vectors (n, 256) of written forms, from the cache where they are in it."""
        rows = self._rows
        new = [w for w in dict.fromkeys(words) if w not in rows]
        if new:
            if len(rows) + len(new) > CACHED_WORDS:  # forget all rather than keep an order of use
                rows.clear()
                self._vectors = self._vectors[:0]
                new = list(dict.fromkeys(words))
            made = np.concatenate([self._vectors_of(new[i : i + 4096]) for i in range(0, len(new), 4096)])
            start = len(rows)
            rows.update((w, start + i) for i, w in enumerate(new))
            if start + len(new) > len(self._vectors):
                grown = np.zeros((max(2048, 2 * (start + len(new))), made.shape[1]), np.float32)
                grown[:start] = self._vectors[:start]
                self._vectors = grown
            self._vectors[start : start + len(new)] = made
        found: Array = self._vectors[[rows[w] for w in words]]
        return found

    def _vectors_of(self, words: list[str]) -> Array:
        rows = np.zeros((len(words), len(self.tables)), np.int64)
        grams = np.zeros((len(words), MAX_GRAMS), np.int64)
        for i, word in enumerate(words):
            row, gram = word_row(word, self.lexicon)
            rows[i] = row
            grams[i, : len(gram)] = gram
        parts = [table[rows[:, i]] for i, table in enumerate(self.tables)]
        summed = self.w["grams.weight"][grams].sum(1)
        parts.append(summed / np.maximum(1, (grams > 0).sum(1))[:, None])
        x: Array = np.concatenate(parts, 1) @ self.transposed["project.weight"] + self.w["project.bias"]
        return _relu(x)

    def kinds(self, fronts: list[str]) -> list[int]:
        """What kind of name (names.KINDS) each part before a hyphen is."""
        if "probe.weight" not in self.w:
            return [0] * len(fronts)
        scores = self.word_vectors(fronts) @ self.w["probe.weight"] + self.w["probe.bias"]
        best: list[int] = scores.argmax(1).tolist()
        return best

    def predict(self, sentences: list[list[str]]) -> list[Prediction]:
        """Logits of sentences (each of at least one word), in their order."""
        out: list[Prediction | None] = [None] * len(sentences)
        for group in _groups([len(s) for s in sentences]):
            for i, prediction in zip(group, self._batch([sentences[i] for i in group]), strict=True):
                out[i] = prediction
        return [p for p in out if p is not None]

    def _batch(self, sentences: list[list[str]]) -> Iterator[Prediction]:
        lengths = np.array([len(s) for s in sentences])  # falling
        longest, count = int(lengths[0]), len(sentences)
        flat = self.word_vectors([w for s in sentences for w in s])
        mask = np.arange(longest)[:, None] < lengths[None]  # (words, sentences)
        index = np.full((longest, count), -1)
        index.T[mask.T] = np.arange(len(flat))
        valid = index[mask]  # order of the packed rows: by position, then sentence
        x = self._lstm(0, flat[valid], lengths)
        hidden = _relu(x @ self.transposed["low_hidden.weight"] + self.w["low_hidden.bias"])
        low = hidden @ self.low_out + self.low_bias
        told = []
        tags: dict[str, Array] = {}
        at = 0
        for name in self.low:
            part = low[:, at : at + len(self.tags[name])]
            at += len(self.tags[name])
            tags[name] = part
            e = np.exp(part - part.max(1, keepdims=True))
            told.append(e / e.sum(1, keepdims=True))
        x = np.concatenate([x, np.concatenate(told, 1) @ self.transposed["told.weight"]], 1)
        for layer in range(self.layers):
            x = self._lstm(layer + 1, x, lengths)
        heads = _relu(x @ self.head_weight + self.head_bias)
        root = _relu(self.w["root"] @ self.head_weight + self.head_bias)
        parts = {n: heads[:, a:b] for n, (a, b) in self.head_parts.items()}
        top = parts["top_hidden"] @ self.top_out + self.top_bias
        at = 0
        for name in self.top:
            tags[name] = top[:, at : at + len(self.tags[name])]
            at += len(self.tags[name])
        matrix = self.w["arc_matrix"]
        left = parts["arc_dependent"] @ matrix[:-1] + matrix[-1]
        (a, b), (c, d) = self.head_parts["arc_head"], self.head_parts["label_head"]
        packed = np.full((longest, count), -1)
        packed[mask] = np.arange(len(valid))
        for i, n in enumerate(lengths):
            rows = packed[:n, i]
            head = np.concatenate([root[None, a:b], parts["arc_head"][rows]])
            yield Prediction(
                {name: t[rows] for name, t in tags.items()},
                left[rows] @ head.T,
                parts["label_dependent"][rows],
                np.concatenate([root[None, c:d], parts["label_head"][rows]]),
            )

    def _lstm(self, layer: int, x: Array, lengths: Array) -> Array:
        """A bidirectional LSTM over packed rows: row order is position, then sentence; lengths fall.

        The backward side reads every sentence from its own end, so that both sides have the same rows at each step.
        """
        weight, recurrent, bias = self.lstms[layer]
        gates = x @ weight
        gates += bias
        units = recurrent.shape[1]
        longest = int(lengths[0])
        alive = [int(n) for n in (lengths[None] > np.arange(longest)[:, None]).sum(1)]
        begin = np.concatenate([[0], np.cumsum(alive)])
        order = np.concatenate([begin[lengths[:n] - 1 - t] + np.arange(n) for t, n in enumerate(alive)])
        both = np.stack([gates[:, : 4 * units], gates[order, 4 * units :]])
        out = np.empty((2, len(x), units), np.float32)
        h = np.zeros((2, len(lengths), units), np.float32)
        c = np.zeros((2, len(lengths), units), np.float32)
        for t, n in enumerate(alive):
            step = slice(int(begin[t]), int(begin[t + 1]))
            g = both[:, step]
            if t:
                g = g + np.matmul(h[:, :n], recurrent)
            h, c = _cell(g, c[:, :n], units)
            out[:, step] = h
        result = np.empty((len(x), 2 * units), np.float32)
        result[:, :units] = out[0]
        result[order, units:] = out[1]
        return result

    def labels(self, predictions: list[Prediction], heads: list[list[int]]) -> list[Array]:
        """Label logits (n, labels) of each sentence's words under the heads given (0 is the root)."""
        if not predictions:
            return []
        d = np.concatenate([p.label_dependent for p in predictions])
        h = np.concatenate([p.label_head[np.array(heads[i])] for i, p in enumerate(predictions)])
        scores = np.empty((len(d), len(self.deps)), np.float32)
        for start in range(0, len(d), LABEL_WORDS):
            part = slice(start, start + LABEL_WORDS)
            left = d[part] @ self.label_left[:-1] + self.label_left[-1]
            left = left.reshape(len(left), len(self.deps), -1)
            scores[part] = np.matmul(left[:, :, :-1], h[part, :, None])[:, :, 0] + left[:, :, -1]
        return np.split(scores, np.cumsum([len(p.label_dependent) for p in predictions])[:-1])


def _gates(weight: Array) -> Array:
    """PyTorch's order of gates (in, forget, cell, out) as (in, forget, out, cell): the three sigmoids together."""
    i, f, g, o = np.split(weight, 4)
    return np.concatenate([i, f, o, g])


def _cell(g: Array, c: Array, units: int) -> tuple[Array, Array]:
    """The new state and cell from gates (2, n, 4 * units), which are overwritten."""
    three = g[..., : 3 * units]
    np.multiply(three, 0.5, out=three)  # a sigmoid is a tanh of half the argument
    np.tanh(g, out=g)
    three += 1
    three *= 0.5
    c = g[..., units : 2 * units] * c + g[..., :units] * g[..., 3 * units :]
    return g[..., 2 * units : 3 * units] * np.tanh(c), c


def _relu(x: Array) -> Array:
    out: Array = np.maximum(x, 0, out=x)
    return out


def _groups(lengths: list[int]) -> Iterator[list[int]]:
    """Indices in batches, the longest first, none with much padding or more than BATCH_WORDS words."""
    order = sorted(range(len(lengths)), key=lambda i: (-lengths[i], i))
    group: list[int] = []
    words = 0
    for i in order:
        if group and (words + lengths[i] > BATCH_WORDS or len(group) >= BATCH_SENTENCES):
            yield group
            group, words = [], 0
        group.append(i)
        words += lengths[i]
    if group:
        yield group


def load_model(folder: Traversable) -> Model:
    """The model in a folder (weights.npz, lexicon.npz, meta.json).

    Raises:
        ModelError: a file is missing or damaged.
    """
    try:
        meta = json.loads(folder.joinpath("meta.json").read_text(encoding="utf-8"))
        weights = _arrays(folder.joinpath("weights.npz"))
        table = _arrays(folder.joinpath("lexicon.npz"))
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"{folder}: the language model is missing or damaged; install kg again ({error})") from error
    scales = {k.removesuffix("@scale"): v for k, v in weights.items() if k.endswith("@scale")}
    full = {
        k: v.astype(np.float32) * scales[k] if k in scales else v.astype(np.float32)
        for k, v in weights.items()
        if not k.endswith("@scale")
    }
    vocabulary = {w: i + 1 for i, w in enumerate(meta["vocabulary"])}
    lexicon = Lexicon(**{n: table[n] for n in TABLES}, vocabulary=vocabulary)
    return Model(full, meta, lexicon)


def _arrays(path: Traversable) -> dict[str, Array]:
    with np.load(BytesIO(path.read_bytes()), allow_pickle=False) as archive:
        return dict(archive)

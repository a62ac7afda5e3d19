"""The numpy network against plain loops, and that batching changes nothing."""

import json
from pathlib import Path

import numpy as np
import pytest

from kg.errors import ModelError
from kg.language.features import BITS, NGRAM_BUCKETS, PREFIX_BUCKETS, SUFFIX_BUCKETS
from kg.language.network import Model, load_model

UNITS, HIDDEN = 3, 4
TAGS = {"UPOS": ["NOUN", "VERB"], "Case": ["Nom", "_"], "NAME": ["B-PER", "O"], "PART": ["O"]}
DEPS = ["nsubj", "root"]


def weights() -> dict[str, np.ndarray]:
    chance = np.random.default_rng(7)

    def some(*shape: int) -> np.ndarray:
        return chance.normal(0, 0.5, shape).astype(np.float32)

    rows = [5, 5, *[(1 << b) + 1 for b in BITS], 9, 8, *[SUFFIX_BUCKETS] * 4, *[PREFIX_BUCKETS] * 2, 512, 2, 2]
    w = {f"embeddings.{i}.weight": some(n, 2) for i, n in enumerate(rows)}
    w["grams.weight"] = some(NGRAM_BUCKETS, 2)
    w |= {"project.weight": some(HIDDEN, 36), "project.bias": some(HIDDEN)}
    w |= {"low_hidden.weight": some(5, 2 * UNITS), "low_hidden.bias": some(5), "told.weight": some(2, 4)}
    for name, size in (("first", HIDDEN), ("rest.0", 2 * UNITS + 2), ("rest.1", 2 * UNITS)):
        for side in ("", "_reverse"):
            w[f"{name}.weight_ih_l0{side}"] = some(4 * UNITS, size)
            w[f"{name}.weight_hh_l0{side}"] = some(4 * UNITS, UNITS)
            w[f"{name}.bias_ih_l0{side}"] = some(4 * UNITS)
            w[f"{name}.bias_hh_l0{side}"] = some(4 * UNITS)
    for name, values in TAGS.items():
        place, size = ("top_tags", 6) if name in ("NAME", "PART") else ("low_tags", 5)
        w |= {f"{place}.{name}.weight": some(len(values), size), f"{place}.{name}.bias": some(len(values))}
    for name, size in (
        ("top_hidden", 6),
        ("arc_dependent", 4),
        ("arc_head", 4),
        ("label_dependent", 3),
        ("label_head", 3),
    ):
        w |= {f"{name}.weight": some(size, 2 * UNITS), f"{name}.bias": some(size)}
    return w | {"arc_matrix": some(5, 4), "label_tensor": some(2, 4, 4), "root": some(2 * UNITS)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    np.savez(tmp_path / "weights.npz", **weights())
    np.savez(
        tmp_path / "lexicon.npz",
        keys=np.array([1], np.uint32),
        clusters=np.array([1], np.uint16),
        ambiguities=np.array([1], np.uint8),
        paths=np.array([0, 3], np.uint32),
        declensions=np.array([1], np.uint8),
        name_keys=np.array([1], np.uint32),
        name_kinds=np.array([1], np.uint8),
    )
    meta = {
        "tags": TAGS,
        "deps": DEPS,
        "low": ["UPOS", "Case"],
        "top": ["NAME", "PART"],
        "layers": 2,
        "vocabulary": ["ja"],
    }
    (tmp_path / "meta.json").write_text(json.dumps(meta))
    return tmp_path


def sigmoid(x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-x))


def plain_lstm(w: dict[str, np.ndarray], name: str, x: np.ndarray) -> np.ndarray:
    sides = []
    for side, order in (("", range(len(x))), ("_reverse", range(len(x) - 1, -1, -1))):
        h, c = np.zeros(UNITS), np.zeros(UNITS)
        out = np.zeros((len(x), UNITS))
        for t in order:
            gates = w[f"{name}.weight_ih_l0{side}"] @ x[t] + w[f"{name}.bias_ih_l0{side}"]
            gates = gates + w[f"{name}.weight_hh_l0{side}"] @ h + w[f"{name}.bias_hh_l0{side}"]
            i, f, g, o = np.split(gates, 4)
            c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
            h = sigmoid(o) * np.tanh(c)
            out[t] = h
        sides.append(out)
    return np.concatenate(sides, 1)


def test_against_plain_loops(folder: Path) -> None:
    w, model = weights(), load_model(folder)
    words = ["Ja", "sie", "lesen", "Zeitungen"]
    x = plain_lstm(w, "first", model.word_vectors(words))
    hidden = np.maximum(0, x @ w["low_hidden.weight"].T + w["low_hidden.bias"])
    upos, case = (hidden @ w[f"low_tags.{n}.weight"].T + w[f"low_tags.{n}.bias"] for n in ("UPOS", "Case"))
    told = np.concatenate([np.exp(t) / np.exp(t).sum(1, keepdims=True) for t in (upos, case)], 1)
    x = plain_lstm(w, "rest.0", np.concatenate([x, told @ w["told.weight"].T], 1))
    x = plain_lstm(w, "rest.1", x)

    def head(name: str, of: np.ndarray) -> np.ndarray:
        return np.maximum(0, of @ w[f"{name}.weight"].T + w[f"{name}.bias"])

    with_root = np.concatenate([w["root"][None], x])
    dependent = np.concatenate([head("arc_dependent", x), np.ones((4, 1))], 1)
    arcs = dependent @ w["arc_matrix"] @ head("arc_head", with_root).T
    found = model.predict([words])[0]
    assert np.allclose(found.tags["UPOS"], upos, atol=1e-4)
    assert np.allclose(found.arcs, arcs, atol=1e-4)
    heads = [3, 3, 0, 3]
    d = np.concatenate([head("label_dependent", x), np.ones((4, 1))], 1)
    h = np.concatenate([head("label_head", with_root)[heads], np.ones((4, 1))], 1)
    labels = np.einsum("ti,lij,tj->tl", d, w["label_tensor"], h)
    assert np.allclose(model.labels([found], [heads])[0], labels, atol=1e-4)


def test_batches_change_nothing(folder: Path) -> None:
    model = load_model(folder)
    sentences = [["a"], ["b", "c", "d"], ["e", "f"], ["g"] * 9]
    together = model.predict(sentences)
    for sentence, one in zip(sentences, together, strict=True):
        alone = model.predict([sentence])[0]
        assert np.allclose(alone.arcs, one.arcs, atol=1e-5)
        assert np.allclose(alone.tags["NAME"], one.tags["NAME"], atol=1e-5)


def test_a_damaged_model_is_a_model_error(folder: Path) -> None:
    (folder / "weights.npz").write_bytes(b"no archive")
    with pytest.raises(ModelError, match="install kg again"):
        load_model(folder)


def test_the_model_knows_its_classes(folder: Path) -> None:
    model = load_model(folder)
    assert isinstance(model, Model)
    assert model.predict([["ja"]])[0].tags["NAME"].shape == (1, 2)

"""Hyphen words in, a small classifier out that says what kind of name stands before the hyphen (`NATO-Gipfel`: ORG).

A logistic regression over the network's own vector of the part before the hyphen, which knows its cluster and ambiguity
class, fitted on GermEval's parts and, as names by themselves, on its one-word names. Leaves out: context.
"""

from __future__ import annotations

import numpy as np
import torch
from torch.nn import functional

from kg.language.features import Array
from kg.language.names import KINDS, first_part
from kg.language.network import Model
from kg.language.train.data import Example


def fit_probe(model: Model, examples: list[Example], *, seed: int = 1, steps: int = 400) -> tuple[Array, Array]:
    """Weights (units, kinds) and bias (kinds,) of the classifier; kinds are those of names.KINDS."""
    words, kinds, weights = _pairs(examples)
    x = torch.from_numpy(model.word_vectors(words))
    y = torch.tensor([KINDS.index(k) for k in kinds])
    w = torch.tensor(weights)
    torch.manual_seed(seed)
    layer = torch.nn.Linear(x.shape[1], len(KINDS))
    optimizer = torch.optim.Adam(layer.parameters(), lr=0.02, weight_decay=1e-3)
    for _ in range(steps):
        optimizer.zero_grad()
        loss = (functional.cross_entropy(layer(x), y, reduction="none") * w).sum() / w.sum()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    return layer.weight.detach().numpy().T.copy(), layer.bias.detach().numpy()


def _pairs(examples: list[Example]) -> tuple[list[str], list[str], list[float]]:
    words: list[str] = []
    kinds: list[str] = []
    weights: list[float] = []
    for e in examples:
        names, parts = e.tags.get("NAME"), e.tags.get("PART")
        if names is None or parts is None:
            continue
        for i, word in enumerate(e.words):
            tag, part = names[i] or "O", parts[i] or "O"
            front = first_part(word)
            if front and tag == "O":
                words.append(front)
                kinds.append(part.removesuffix("part") if part.endswith("part") else "O")
                weights.append(1.0)
            elif tag[0] == "B" and "-" not in word and not (i + 1 < len(names) and (names[i + 1] or "O")[0] == "I"):
                words.append(word)
                kinds.append(tag[2:])
                weights.append(0.1)
    return words, kinds, np.array(weights, np.float32).tolist()

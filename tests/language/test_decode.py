"""Trees and name tags from scores, against trying everything."""

import itertools

import numpy as np
import pytest

from kg.language.decode import best_names, best_tree, name_probabilities, spans_of


def is_tree(heads: tuple[int, ...]) -> bool:
    for i in range(1, len(heads) + 1):
        seen = set()
        while i:
            if i in seen:
                return False
            seen.add(i)
            i = heads[i - 1]
    return heads.count(0) == 1


@pytest.mark.parametrize("n", [1, 2, 3, 4, 5])
def test_best_tree_is_the_best_of_all_trees(n: int) -> None:
    chance = np.random.default_rng(n)
    for _ in range(25):
        scores = chance.normal(size=(n, n + 1))
        scores[np.arange(n), np.arange(1, n + 1)] = -50
        logs = scores - np.log(np.exp(scores).sum(1, keepdims=True))
        trees = [t for t in itertools.product(range(n + 1), repeat=n) if is_tree(t)]
        worth = {t: float(sum(logs[i, h] for i, h in enumerate(t))) for t in trees}
        found = tuple(best_tree(scores))
        assert worth[found] == pytest.approx(max(worth.values()), abs=1e-6)


def test_a_long_chain_of_cycles_still_gives_a_tree() -> None:
    n = 120
    scores = np.zeros((n, n + 1))
    for i in range(0, n, 2):  # every pair of neighbours points at each other
        scores[i, i + 2] = scores[i + 1, i + 1] = 9
    assert is_tree(tuple(best_tree(scores)))


def test_names_never_begin_inside() -> None:
    tags = ["B-LOC", "B-PER", "I-LOC", "I-PER", "O"]
    logits = np.array([[0, 0.9, 0, 1.0, 0], [0, 0, 0.6, 0.5, 0], [0, 0, 0, 0, 1.0]])
    assert best_names(logits, tags) == ["B-PER", "I-PER", "O"]


def test_spans_of_tags() -> None:
    assert spans_of(["B-PER", "I-PER", "O", "B-LOC", "B-LOC"]) == {(0, 2, "PER"), (3, 4, "LOC"), (4, 5, "LOC")}


def test_probabilities_of_names_sum_over_all_sequences() -> None:
    random = np.random.default_rng(5)
    logits, start, step = random.normal(size=(4, 3)), random.normal(size=3), random.normal(size=(3, 3))
    wanted = np.zeros((4, 3))
    for path in itertools.product(range(3), repeat=4):
        score = start[path[0]] + sum(logits[i, k] for i, k in enumerate(path))
        score += sum(step[a, b] for a, b in itertools.pairwise(path))
        for i, k in enumerate(path):
            wanted[i, k] += np.exp(score)
    assert np.allclose(name_probabilities(logits, start, step), wanted / wanted.sum(1, keepdims=True))

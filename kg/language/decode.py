"""Scores in, structures out: the best tree of a sentence and the best sequence of name tags.

`best_tree` takes the highest arc of every word and, only where those are no tree with one root, the maximum spanning
arborescence (Chu and Liu 1965, Edmonds 1967). `best_names` does the same for BIO tags with Viterbi.
"""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
SURE = 6.0  # a sentence in which no tag comes so close to O has no name, and needs no search


def best_tree(scores: Array) -> list[int]:
    """The heads of the best tree with exactly one root.

    Args:
        scores: (n, n + 1); row i says how well word i hangs on the root (column 0) or on word j (column j + 1).

    Returns:
        n heads, 0 for the root, j + 1 for word j.
    """
    n = len(scores)
    scores = scores.copy()
    scores[np.arange(n), np.arange(1, n + 1)] = -np.inf
    heads: list[int] = scores.argmax(1).tolist()
    if heads.count(0) == 1 and _is_tree(heads):
        return heads
    top = scores.max(1, keepdims=True)
    scores = scores - top - np.log(np.exp(scores - top).sum(1, keepdims=True))
    scores = np.where(np.isfinite(scores), scores, -1e6)
    scores[:, 0] -= 1e4  # so high a price for the root is paid once only
    square = np.full((n + 1, n + 1), -1e9)
    square[1:] = scores
    np.fill_diagonal(square, -1e9)
    return _edmonds(square)[1:]


def _is_tree(heads: list[int]) -> bool:
    state = [0] * (len(heads) + 1)
    state[0] = 2
    for i in range(1, len(heads) + 1):
        path = []
        while state[i] == 0:
            state[i] = 1
            path.append(i)
            i = heads[i - 1]
        if state[i] == 1:
            return False
        for k in path:
            state[k] = 2
    return True


def _cycle(heads: list[int]) -> list[int]:
    """The nodes of one cycle, empty if there is none; node 0 is the root."""
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        i, path = start, []
        while state[i] == 0:
            state[i] = 1
            path.append(i)
            i = heads[i]
        if state[i] == 1:
            return path[path.index(i) :]
        for k in path:
            state[k] = 2
    return []


def _edmonds(scores: Array) -> list[int]:
    """Heads (node 0's is 0) of the maximum spanning arborescence of a square matrix, scores[dependent, head]."""
    heads: list[int] = scores.argmax(1).tolist()
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = np.zeros(len(scores), bool)
    inside[cycle] = True
    rest = np.flatnonzero(~inside)
    ring = np.array(cycle)
    kept = scores[ring, [heads[i] for i in cycle]]
    m = len(rest)
    smaller = np.full((m + 1, m + 1), -1e9)
    smaller[:m, :m] = scores[np.ix_(rest, rest)]
    into = scores[np.ix_(ring, rest)] - kept[:, None]  # breaking the cycle at each of its nodes
    enter = into.argmax(0)
    smaller[m, :m] = into.max(0)
    out = scores[np.ix_(rest, ring)]
    leave = out.argmax(1)
    smaller[:m, m] = out.max(1)
    solved = _edmonds(smaller)
    for i in range(1, m):
        heads[int(rest[i])] = int(ring[leave[i]]) if solved[i] == m else int(rest[solved[i]])
    broken = int(ring[enter[solved[m]]])
    heads[broken] = int(rest[solved[m]])
    return heads


def best_names(logits: Array, tags: list[str], start: Array | None = None, step: Array | None = None) -> list[str]:
    """The best sequence of BIO tags in which every I- follows a B- or I- of its type (Viterbi 1967).

    Args:
        logits: (n, tags).
        tags: names of the columns.
        start: (tags,) how well a sentence begins with a tag; 0 if not given.
        step: (tags, tags) how well a tag (column) follows a tag (row); 0 if not given.
    """
    outside = tags.index("O")
    others = np.delete(logits, outside, 1)
    if others.size == 0 or float((others.max(1) - logits[:, outside]).max()) < -SURE:
        return ["O"] * len(logits)
    allowed = np.array([[0.0 if t[0] != "I" or s[2:] == t[2:] else -1e6 for t in tags] for s in tags])
    if step is not None:
        allowed = allowed + step
    total = logits[0] + np.array([-1e6 if t[0] == "I" else 0.0 for t in tags])
    if start is not None:
        total = total + start
    back = []
    for row in logits[1:]:
        paths = total[:, None] + allowed
        back.append(paths.argmax(0))
        total = paths.max(0) + row
    k = int(total.argmax())
    path = [k]
    for pointers in reversed(back):
        k = int(pointers[k])
        path.append(k)
    return [tags[k] for k in reversed(path)]


def name_probabilities(logits: Array, start: Array, step: Array) -> Array:
    """How probable each tag is at each word under a linear chain (sums forward and backward, Rabiner 1989).

    Args:
        logits: (n, tags).
        start: (tags,) how well a sentence begins with a tag.
        step: (tags, tags) how well a tag (column) follows a tag (row).

    Returns:
        (n, tags), each row sums to 1.
    """
    forward = [logits[0] + start]
    for row in logits[1:]:
        forward.append(_sum(forward[-1][:, None] + step, 0) + row)
    backward = [np.zeros_like(forward[0])]
    for row in logits[:0:-1]:
        backward.append(_sum(step + (backward[-1] + row), 1))
    both = np.stack(forward) + np.stack(backward[::-1])
    both = np.exp(both - both.max(1, keepdims=True))
    total: Array = both / both.sum(1, keepdims=True)
    return total


def _sum(logs: Array, axis: int) -> Array:
    top = logs.max(axis, keepdims=True)
    out: Array = np.log(np.exp(logs - top).sum(axis)) + top.squeeze(axis)
    return out


def spans_of(tags: list[str]) -> set[tuple[int, int, str]]:
    """BIO tags as (start, end, type)."""
    spans = set()
    start, kind = -1, ""
    for i, tag in enumerate([*tags, "O"]):
        if start >= 0 and (tag[0] != "I" or tag[2:] != kind):
            spans.add((start, i, kind))
            start = -1
        if tag[0] == "B" or (tag[0] == "I" and start < 0):
            start, kind = i, tag[2:]
    return spans


_SUBJECTS = ("nsubj", "nsubj:pass")
_EXPECTED = {"nsubj": "Nom", "nsubj:pass": "Nom", "obj": "Acc", "obl:arg": "Dat"}
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "DET"})


def best_labels(
    scores: Array, heads: list[int], labels: list[str], *, upos: list[str], case: Array, cases: list[str], weight: float
) -> list[str]:
    """The best relations of a tree: one subject a clause, and case has a say where it tells subject from object.

    Args:
        scores: (n, labels) logits.
        heads: 0 for the root, j + 1 for word j.
        labels: names of the columns.
        upos: part of speech of each word.
        case: (n, cases) logits.
        cases: names of its columns.
        weight: how much the logarithm of a case's probability counts beside a label's.
    """
    n = len(heads)
    root = labels.index("root")
    logs = scores - scores.max(1, keepdims=True)
    logs = logs - np.log(np.exp(logs).sum(1, keepdims=True))
    top = np.array(heads) == 0
    logs[~top, root] = -1e9
    best = logs.argmax(1)
    with_preposition = {heads[i] - 1 for i in range(n) if labels[best[i]] == "case"}
    logits = case - case.max(1, keepdims=True)
    certain = logits - np.log(np.exp(logits).sum(1, keepdims=True))
    bare = np.array([u in _NOMINAL and i not in with_preposition for i, u in enumerate(upos)])
    for label, expected in _EXPECTED.items():
        if label in labels and expected in cases:
            logs[:, labels.index(label)] += weight * np.where(
                bare, np.maximum(certain[:, cases.index(expected)], -8), 0
            )
    best = logs.argmax(1)
    subjects = [labels.index(s) for s in _SUBJECTS if s in labels]
    rivals: dict[int, list[int]] = {}
    for i in range(n):
        if int(best[i]) in subjects:
            rivals.setdefault(heads[i], []).append(i)
    without = logs.copy()
    without[:, subjects] = -1e9
    for group in rivals.values():
        if len(group) > 1:
            margin = {i: float(logs[i, best[i]] - without[i].max()) for i in group}
            for i in sorted(group, key=lambda k: (-margin[k], k))[1:]:
                best[i] = without[i].argmax()
    return [labels[root] if h == 0 else labels[k] for h, k in zip(heads, best.tolist(), strict=True)]

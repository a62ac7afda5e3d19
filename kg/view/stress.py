"""Positions for one connected graph of a few hundred nodes, and boxes pushed off one another.

Takes distances and box sizes as numpy arrays; gives coordinates of shape (n, 2) in pixels. Starts from
classical scaling, so that no chance is needed: the same graph gives the same picture.
A graph of "Kern traf Adler" has two nodes one ideal length apart.

Sources: stress majorization (Gansner, Koren and North 2004); classical scaling (Torgerson 1952).
Leaves out: large graphs (kg.view.layout splits them).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def hops(neighbours: list[list[int]]) -> Floats:
    """All shortest path lengths, shape (n, n); pairs that nothing connects get the longest length plus two."""
    size = len(neighbours)
    result = np.full((size, size), -1.0)
    for start in range(size):
        row = result[start]
        row[start] = 0
        rim = [start]
        distance = 0
        while rim:
            distance += 1
            following = []
            for node in rim:
                for other in neighbours[node]:
                    if row[other] < 0:
                        row[other] = distance
                        following.append(other)
            rim = following
    result[result < 0] = result.max(initial=0) + 2
    return result


def majorize(ideal: Floats, rounds: int = 120) -> Floats:
    """Coordinates whose distances come as near to `ideal` (n, n) as two dimensions allow; near pairs weigh more.

    The result is turned so that its longest side lies flat and centred at the origin.
    """
    size = len(ideal)
    if size == 1:
        return np.zeros((1, 2))
    if size == 2:
        return np.array([[-ideal[0, 1] / 2, 0.0], [ideal[0, 1] / 2, 0.0]])
    place = _classical(ideal)
    weight = 1.0 / np.maximum(ideal, 1e-9) ** 2
    np.fill_diagonal(weight, 0)
    laplacian = -weight
    np.fill_diagonal(laplacian, weight.sum(axis=1))
    inverse = np.linalg.pinv(laplacian, hermitian=True)
    last = np.inf
    for _ in range(rounds):
        apart = distances(place)
        np.fill_diagonal(apart, 1)
        ratio = weight * ideal / np.maximum(apart, 1e-6)
        np.fill_diagonal(ratio, 0)
        step = -ratio
        np.fill_diagonal(step, ratio.sum(axis=1))
        place = inverse @ (step @ place)
        np.fill_diagonal(apart, 0)
        stress = float((weight * (apart - ideal) ** 2).sum())
        if last - stress < 1e-5 * stress:
            break
        last = stress
    return _flat(place)


def distances(place: Floats) -> Floats:
    """Distances between all points, shape (n, n)."""
    across = place[:, None, 0] - place[None, :, 0]
    down = place[:, None, 1] - place[None, :, 1]
    return np.asarray(np.hypot(across, down))


def _classical(ideal: Floats) -> Floats:
    size = len(ideal)
    centre = np.eye(size) - 1.0 / size
    gram = -0.5 * centre @ (ideal**2) @ centre
    values, vectors = np.linalg.eigh(gram)
    best = np.argsort(values)[::-1][:2]
    place = vectors[:, best] * np.sqrt(np.maximum(values[best], 1e-9))
    # Leaves of one hub fall on one point; a small turn by number parts them the same way every time.
    angle = np.arange(size) * 2.399963229728653
    spread = 0.12 * float(ideal.max())
    return np.asarray(place * _signs(place) + spread * np.stack([np.cos(angle), np.sin(angle)], axis=1))


def _signs(place: Floats) -> Floats:
    """Eigenvectors come with either sign; the larger end points right and down."""
    largest = place[np.argmax(np.abs(place), axis=0), np.arange(place.shape[1])]
    return np.where(largest < 0, -1.0, 1.0)


def _flat(place: Floats) -> Floats:
    place = place - place.mean(axis=0)
    _, vectors = np.linalg.eigh(place.T @ place)
    turned = place @ vectors[:, ::-1]
    return np.asarray(turned * _signs(turned))


def part(place: Floats, boxes: Floats, rounds: int = 300) -> Floats:
    """Moves boxes of `boxes` (n, 2: full width and height, centred on the points) until none overlap.

    Each overlapping pair moves along the axis that needs less; what is left after `rounds` is spread evenly.
    """
    size = len(place)
    if size < 2:
        return place
    place = place.copy()
    room_x = (boxes[:, None, 0] + boxes[None, :, 0]) / 2
    room_y = (boxes[:, None, 1] + boxes[None, :, 1]) / 2
    upper = np.triu(np.ones((size, size), dtype=bool), 1)
    for turn in range(rounds):
        gap_x = place[:, None, 0] - place[None, :, 0]
        gap_y = place[:, None, 1] - place[None, :, 1]
        over_x = room_x - np.abs(gap_x)
        over_y = room_y - np.abs(gap_y)
        hit = (over_x > 0.5) & (over_y > 0.5) & upper
        if not hit.any():
            break
        first, second = np.nonzero(hit)
        _push(place, first, second, (over_x[hit], over_y[hit]), (gap_x[hit], gap_y[hit]))
        if turn % 60 == 59:
            place *= 1.08
    return place


def _push(place: Floats, first: Any, second: Any, over: tuple[Floats, Floats], gap: tuple[Floats, Floats]) -> None:
    along_y = over[1] <= over[0]
    for axis, chosen in ((0, ~along_y), (1, along_y)):
        side = np.where(gap[axis][chosen] >= 0, 1.0, -1.0)
        move = side * (over[axis][chosen] / 2 + 0.5) * 0.7
        np.add.at(place[:, axis], first[chosen], move)
        np.add.at(place[:, axis], second[chosen], -move)

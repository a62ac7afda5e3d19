"""Where every entity stands on the page: computed once, when the page is written, so that it opens settled.

Takes the undirected ties between entities, their communities and the boxes of points with labels; gives
coordinates in pixels at scale 1. A connected part of up to `WHOLE` entities is laid out as one (stress);
a larger one community by community, so that each community is a disc that the overview can stand for.
Entities without a tie, such as a place that is only named in passing, stand in rows below the rest.

Leaves out: drawing; chance (there is none, so the same graph always gives the same page).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from kg.view.stress import Floats, hops, majorize, part

WHOLE = 600
"""Entities of one connected part that are laid out as one."""

LENGTH = 104.0
"""Pixels between two entities that one statement ties."""

APART = 1.22
"""How much farther apart two entities of different communities are meant to stand; more in a crowd."""

GAP = 44.0
"""Pixels between parts that nothing connects."""

ASPECT = 1.45
"""Width to height of the place on the screen that the picture is for."""

GOLDEN = math.pi * (3 - math.sqrt(5))


@dataclass(frozen=True, slots=True)
class Disc:
    """The circle that holds a community: its middle and radius in pixels."""

    x: float
    y: float
    r: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Coordinates of shape (n, 2) in the order of the nodes given, and a disc for each community."""

    place: Floats
    discs: tuple[Disc, ...]


def arrange(
    size: int, ties: list[tuple[int, int]], group: list[int], boxes: Floats, *, rest: int | None = None
) -> Layout:
    """Lays out `size` nodes.

    Args:
        size: number of nodes; nodes are 0 … size - 1, the most important first within a community.
        ties: pairs of tied nodes, each pair once, no loops.
        group: community of each node, 0 … k - 1, or -1.
        boxes: shape (size, 2), width and height that a node takes with its label, in pixels.
        rest: a community of leftovers that is one disc, whatever ties its members have.
    """
    neighbours: list[list[int]] = [[] for _ in range(size)]
    for a, b in ties:
        neighbours[a].append(b)
        neighbours[b].append(a)
    pieces: list[tuple[list[int], Floats]] = []
    single: list[int] = []
    left = [node for node in range(size) if rest is not None and group[node] == rest]
    for members in _parts(neighbours):
        if rest is not None and group[members[0]] == rest:
            continue
        if len(members) == 1:
            single.append(members[0])
        elif len(members) <= WHOLE:
            pieces.append((members, _whole(members, neighbours, group, boxes)))
        else:
            pieces.append((members, _by_group(members, neighbours, group, boxes)))
    place = np.zeros((size, 2))
    if left:
        pieces.append((left, _sunflower(len(left))))
    bottom = _pack(place, pieces, boxes)
    if single:
        place[single] = _rows(boxes[single], _width(pieces, place, boxes), bottom)
    count = max(group, default=-1) + 1
    return Layout(place, _discs(place, group, count))


def _parts(neighbours: list[list[int]]) -> list[list[int]]:
    """Connected parts, largest first, then by their first node."""
    seen = [False] * len(neighbours)
    parts = []
    for start in range(len(neighbours)):
        if seen[start]:
            continue
        seen[start] = True
        members = [start]
        for node in members:
            for other in neighbours[node]:
                if not seen[other]:
                    seen[other] = True
                    members.append(other)
        parts.append(sorted(members))
    return sorted(parts, key=lambda members: (-len(members), members[0]))


def _whole(
    members: list[int], neighbours: list[list[int]], group: list[int], boxes: Floats, rounds: int = 120
) -> Floats:
    index = {node: i for i, node in enumerate(members)}
    inner = [[index[other] for other in neighbours[node] if other in index] for node in members]
    ideal = hops(inner) * LENGTH
    # A hub needs air for its many leaves.
    crowd = np.sqrt(np.array([max(len(row) - 4, 0) for row in inner], dtype=float)) * 9
    ideal += crowd[:, None] + crowd[None, :]
    groups = np.array([group[node] for node in members])
    apart = APART + min(len(members), 200) / 400
    ideal = np.where(groups[:, None] == groups[None, :], ideal, ideal * apart)
    np.fill_diagonal(ideal, 0)
    return part(majorize(np.asarray(ideal), rounds), boxes[members], rounds * 2)


def _by_group(members: list[int], neighbours: list[list[int]], group: list[int], boxes: Floats) -> Floats:
    """Communities as discs, tied discs near each other, and every community laid out inside its disc."""
    by_group: dict[int, list[int]] = {}
    for node in members:
        by_group.setdefault(group[node], []).append(node)
    names = sorted(by_group, key=lambda g: (-len(by_group[g]), g))
    # In a large graph a community is seen from afar: a rougher place does, and the page is written sooner.
    rounds = 120 if len(members) < 3000 else 40
    inner, radius = [], []
    for name in names:
        nodes = by_group[name]
        place = _whole(nodes, neighbours, group, boxes, rounds) if len(nodes) <= WHOLE else _sunflower(len(nodes))
        place = place - (place.max(axis=0) + place.min(axis=0)) / 2
        inner.append(place)
        radius.append(float(np.hypot(place[:, 0], place[:, 1]).max()) + 50)
    centres = _centres(names, by_group, neighbours, group, np.array(radius))
    index = {node: i for i, node in enumerate(members)}
    result = np.zeros((len(members), 2))
    for name, place, centre in zip(names, inner, centres, strict=True):
        result[[index[node] for node in by_group[name]]] = place + centre
    return result


def _sunflower(size: int, gap: float = 17.0) -> Floats:
    """Evenly filled disc; the first stand in the middle (Vogel 1979)."""
    turn = np.arange(size)
    away = gap * np.sqrt(turn + 0.5)
    return np.asarray(np.stack([np.cos(turn * GOLDEN), np.sin(turn * GOLDEN)], axis=1) * away[:, None])


def _centres(
    names: list[int], by_group: dict[int, list[int]], neighbours: list[list[int]], group: list[int], radius: Floats
) -> Floats:
    number = {name: i for i, name in enumerate(names)}
    if len(names) > WHOLE:
        order = np.arange(len(names))
        grown = np.sqrt(np.cumsum((radius * 1.25) ** 2))
        return np.asarray(np.stack([np.cos(order * GOLDEN), np.sin(order * GOLDEN)], axis=1) * grown[:, None])
    tied: list[set[int]] = [set() for _ in names]
    for name in names:
        for node in by_group[name]:
            tied[number[name]].update(number[group[other]] for other in neighbours[node])
    near = [sorted(others - {i}) for i, others in enumerate(tied)]
    ideal = hops(near) * float(np.median(radius)) * 1.2 + radius[:, None] + radius[None, :]
    np.fill_diagonal(ideal, 0)
    side = np.stack([radius, radius], axis=1) * 2 + 40
    return part(majorize(ideal), side)


def _pack(place: Floats, pieces: list[tuple[list[int], Floats]], boxes: Floats) -> float:
    """Puts the parts beside and below one another, the largest first; gives the lowest edge."""
    if not pieces:
        return 0.0
    sizes, lows = [], []
    for members, inner in pieces:
        half = boxes[members] / 2
        low, high = (inner - half).min(axis=0), (inner + half).max(axis=0)
        lows.append(low)
        sizes.append((float(high[0] - low[0]) + GAP, float(high[1] - low[1]) + GAP))
    corners = _corners(sizes)
    wide = max(x + w for (x, _), (w, _) in zip(corners, sizes, strict=True))
    for (members, inner), low, (x, y) in zip(pieces, lows, corners, strict=True):
        place[members] = inner - low + np.array([x - wide / 2, y])
    return max(y + h for (_, y), (_, h) in zip(corners, sizes, strict=True)) - GAP


def _corners(sizes: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Top left corners of rectangles that do not overlap, each where the whole stays most like a screen.

    Of the places right of and below what stands already, the one is taken that lets the bounding box grow
    least, measured by the side that a screen of `ASPECT` would have to have. After 150 rectangles, in rows.
    """
    corners: list[tuple[float, float]] = []
    right = bottom = 0.0
    for w, h in sizes[:150]:
        tries = [(0.0, 0.0)]
        for (x, y), (ow, oh) in zip(corners, sizes, strict=False):
            tries += [(x + ow, y), (x, y + oh), (x + ow, 0.0), (0.0, y + oh)]
        best = min(
            (max(right / ASPECT, (x + w) / ASPECT, bottom, y + h), y, x)
            for x, y in tries
            if all(
                x >= ox + ow - 1e-6 or x + w <= ox + 1e-6 or y >= oy + oh - 1e-6 or y + h <= oy + 1e-6
                for (ox, oy), (ow, oh) in zip(corners, sizes, strict=False)
            )
        )
        corners.append((best[2], best[1]))
        right, bottom = max(right, best[2] + w), max(bottom, best[1] + h)
    x, y, deep = 0.0, bottom, 0.0
    for w, h in sizes[150:]:
        if x > 0 and x + w > right:
            x, y, deep = 0.0, y + deep, 0.0
        corners.append((x, y))
        x, deep = x + w, max(deep, h)
    return corners


def _width(pieces: list[tuple[list[int], Floats]], place: Floats, boxes: Floats) -> float:
    if not pieces:
        return 900.0
    members = [node for part_members, _ in pieces for node in part_members]
    return max(600.0, float(np.ptp(place[members, 0])) + float(boxes[members, 0].max()))


def _rows(boxes: Floats, width: float, top: float) -> Floats:
    """Boxes in rows of `width`, from `top` on, centred about x = 0."""
    total = float(boxes[:, 0].sum()) + 14 * len(boxes)
    rows = max(1.0, total / width)
    width = max(width, math.sqrt(total * float(boxes[:, 1].mean()) * 1.2)) if rows > 40 else width
    result = np.zeros_like(boxes)
    x, y = 0.0, top + 70
    for i, (wide, tall) in enumerate(boxes):
        if x > 0 and x + wide > width:
            x, y = 0.0, y + float(tall) + 22
        result[i] = (x + wide / 2 - width / 2, y)
        x += float(wide) + 14
    return result


def _discs(place: Floats, group: list[int], count: int) -> tuple[Disc, ...]:
    members: list[list[int]] = [[] for _ in range(count)]
    for node, name in enumerate(group):
        if name >= 0:
            members[name].append(node)
    discs = []
    for nodes in members:
        points = place[nodes]
        middle = (points.max(axis=0) + points.min(axis=0)) / 2
        reach: Any = np.hypot(*(points - middle).T).max() if len(nodes) else 0.0
        discs.append(Disc(float(middle[0]), float(middle[1]), float(reach) + 24.0))
    return tuple(discs)

"""Positions: no label lies on another at rest, nothing is left to chance."""

from __future__ import annotations

import numpy as np

from kg.view.layout import WHOLE, arrange
from kg.view.stress import hops, majorize, part


def overlaps(place: np.ndarray, boxes: np.ndarray) -> int:
    x = np.abs(place[:, None, 0] - place[None, :, 0]) < (boxes[:, None, 0] + boxes[None, :, 0]) / 2 - 1
    y = np.abs(place[:, None, 1] - place[None, :, 1]) < (boxes[:, None, 1] + boxes[None, :, 1]) / 2 - 1
    return int(np.triu(x & y, 1).sum())


def wheel(spokes: int) -> list[tuple[int, int]]:
    return [(0, i) for i in range(1, spokes + 1)]


def test_boxes_of_a_hub_with_forty_leaves_do_not_overlap() -> None:
    boxes = np.tile([110.0, 44.0], (41, 1))
    layout = arrange(41, wheel(40), [0] * 41, boxes)
    assert overlaps(layout.place, boxes) == 0


def test_parts_and_loose_entities_stand_apart() -> None:
    boxes = np.tile([100.0, 40.0], (30, 1))
    ties = [(0, 1), (1, 2), (2, 0), (3, 4), (5, 6), (6, 7)]
    assert overlaps(arrange(30, ties, [0] * 30, boxes).place, boxes) == 0


def test_the_same_graph_stands_the_same() -> None:
    boxes = np.tile([80.0, 40.0], (20, 1))
    one, two = (arrange(20, wheel(19), [-1] * 20, boxes).place for _ in range(2))
    assert (one == two).all()


def test_neighbours_stand_nearer_than_strangers() -> None:
    chain = [(i, i + 1) for i in range(9)]
    place = arrange(10, chain, [0] * 10, np.tile([10.0, 10.0], (10, 1))).place
    assert np.hypot(*(place[0] - place[1])) < np.hypot(*(place[0] - place[9])) / 3


def test_a_large_part_is_laid_out_by_community_in_discs_that_hold_it() -> None:
    size = WHOLE + 200
    group = [i % 8 for i in range(size)]
    ties = [(i, i + 8) for i in range(size - 8)] + [(i, i + 1) for i in range(7)]
    layout = arrange(size, ties, group, np.tile([40.0, 30.0], (size, 1)))
    for name, disc in enumerate(layout.discs):
        members = layout.place[[i for i in range(size) if group[i] == name]]
        assert np.hypot(members[:, 0] - disc.x, members[:, 1] - disc.y).max() <= disc.r
    middles = [(disc.x, disc.y, disc.r) for disc in layout.discs]
    for i, (x, y, r) in enumerate(middles):
        for ox, oy, other in middles[:i]:
            assert np.hypot(x - ox, y - oy) > (r + other) * 0.8


def test_hops_and_stress_keep_distances() -> None:
    ring = [[1, 3], [0, 2], [1, 3], [2, 0]]
    assert hops(ring)[0].tolist() == [0, 1, 2, 1]
    place = majorize(hops(ring) * 100)
    sides = [np.hypot(*(place[i] - place[(i + 1) % 4])) for i in range(4)]
    assert max(sides) / min(sides) < 1.05


def test_part_moves_nothing_that_does_not_overlap() -> None:
    place = np.array([[0.0, 0.0], [200.0, 0.0]])
    assert (part(place, np.array([[50.0, 20.0], [50.0, 20.0]])) == place).all()


def test_nothing_to_lay_out() -> None:
    assert arrange(0, [], [], np.zeros((0, 2))).place.shape == (0, 2)

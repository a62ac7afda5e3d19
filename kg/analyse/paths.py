"""Paths between two named entities, with the statements along them.

Takes the projected `networkx.MultiDiGraph`; gives `Step` tuples. "Kern traf Adler" and "Adler leitet die Bank"
give Kern → Adler → Bank. The direction of a statement does not matter for a path: news connect both ways.

Leaves out: paths longer than the shortest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kg.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class Step:
    """One tie of a path: from, to (IRIs) and the edges between them, in either direction, facts first."""

    source: str
    target: str
    edges: tuple[dict[str, Any], ...]


def find_entity(graph: Any, name: str) -> str:
    """The IRI of the entity that `name` (a label, another name, or an IRI) means; the best tied of several.

    Case does not matter. Where nothing is called so, one whose label contains the name is taken.

    Raises:
        NotFoundError: none fits.
    """
    if name in graph:
        return name
    wanted = name.casefold().strip()

    def rank(iri: str) -> tuple[int, str]:
        return (-graph.degree(iri), iri)

    exact, partly = [], []
    for iri, data in graph.nodes(data=True):
        names = [data.get("label", ""), *data.get("aliases", ())]
        if any(wanted == text.casefold() for text in names):
            exact.append(iri)
        elif wanted and any(wanted in text.casefold() for text in names):
            partly.append(iri)
    for found in (exact, partly):
        if found:
            return str(min(found, key=rank))
    raise NotFoundError(f"no entity is called {name!r}; try `kg query GRAPH @entities` or a part of the name")


def shortest_path(graph: Any, source: str, target: str, *, facts_only: bool = False) -> tuple[Step, ...]:
    """The shortest path between two entities, given by name or IRI; empty where nothing connects them.

    Of equally short paths the one with the heaviest ties is taken (facts before claims), then by name.

    Raises:
        NotFoundError: one of the names fits no entity.
    """
    start, goal = find_entity(graph, source), find_entity(graph, target)
    if start == goal:
        return ()
    edges: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for a, b, data in graph.edges(data=True):
        if a != b and not (facts_only and data["status"] != "fact"):
            edges.setdefault((a, b) if a < b else (b, a), []).append(data)
    neighbours: dict[str, list[str]] = {}
    for a, b in edges:
        neighbours.setdefault(a, []).append(b)
        neighbours.setdefault(b, []).append(a)

    def between(a: str, b: str) -> list[dict[str, Any]]:
        return edges[(a, b) if a < b else (b, a)]

    def weight(a: str, b: str) -> float:
        return float(sum(data["weight"] for data in between(a, b)))

    distance = {goal: 0}
    rim = [goal]
    while rim and start not in distance:
        nearer = rim
        rim = []
        for node in nearer:
            for other in neighbours.get(node, ()):
                if other not in distance:
                    distance[other] = distance[node] + 1
                    rim.append(other)
    if start not in distance:
        return ()
    steps = []
    here = start
    while here != goal:
        closer = [n for n in neighbours[here] if distance.get(n, -1) == distance[here] - 1]
        step = min(closer, key=lambda n: (-weight(here, n), n))
        found = sorted(
            between(here, step), key=lambda d: (d["status"] != "fact", -d["confidence"], str(d["statement"]))
        )
        steps.append(Step(here, step, tuple(found)))
        here = step
    return tuple(steps)

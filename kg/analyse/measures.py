"""Measures over the projected graph: who is in the middle, who connects, which groups there are.

Takes the `networkx.MultiDiGraph` of `kg.analyse.project`; gives plain dicts and tuples keyed by entity IRI.
For "Die Ministerin traf den Botschafter" there is one edge, and both ends have degree 1. Parallel edges
count: ten statements about two people tie them ten times as strongly as one. Claims count less than facts
(their `weight` is smaller), so that loud talk alone does not make somebody central.

Leaves out: layout (kg.view.layout) and words for a reader (kg.analyse.report).
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import Any

BETWEENNESS_EXACT = 1_000
"""Up to this many nodes betweenness is exact; above, it is estimated from that many sampled sources."""

BETWEENNESS_SAMPLES = 200
"""Sources where it is estimated; fewer in graphs of more than 3,000 nodes, so that it stays a matter of seconds."""


def simple(graph: Any) -> Any:
    """The undirected `networkx.Graph` with one edge a pair; `weight` is the sum over the parallel edges.

    Loops are left out: an entity that acts on itself is no tie between two.
    """
    import networkx as nx

    weights: dict[tuple[str, str], float] = defaultdict(float)
    for source, target, data in graph.edges(data=True):
        if source != target:
            weights[(source, target) if source < target else (target, source)] += data.get("weight", 1.0)
    result = nx.Graph()
    result.add_nodes_from(sorted(graph))
    result.add_weighted_edges_from((a, b, weights[a, b]) for a, b in sorted(weights))
    return result


def degree(graph: Any) -> dict[str, int]:
    """Number of statements that tie an entity to another (parallel edges counted, loops left out)."""
    counts = dict.fromkeys(sorted(graph), 0)
    for source, target in graph.edges():
        if source != target:
            counts[source] += 1
            counts[target] += 1
    return counts


def pagerank(ties: Any) -> dict[str, float]:
    """PageRank (Brin and Page 1998), damping .85, weighted, over the undirected graph of `simple`.

    Undirected because "A traf B" and "B traf A" are the same news; sums to 1. Power iteration in numpy, since
    networkx's needs scipy for the same thing.
    """
    import numpy as np

    nodes = list(ties)
    size = len(nodes)
    if size == 0:
        return {}
    index = {node: i for i, node in enumerate(nodes)}
    edges = [(index[a], index[b], data["weight"]) for a, b, data in ties.edges(data=True)]
    source = np.array([e[0] for e in edges] + [e[1] for e in edges], dtype=np.int64)
    target = np.array([e[1] for e in edges] + [e[0] for e in edges], dtype=np.int64)
    weight = np.array([e[2] for e in edges] * 2, dtype=np.float64)
    total = np.bincount(source, weights=weight, minlength=size)
    share = weight / total[source] if edges else weight
    lonely = total == 0
    value = np.full(size, 1.0 / size)
    for _ in range(200):
        spread = np.bincount(target, weights=value[source] * share, minlength=size)
        following = 0.85 * (spread + value[lonely].sum() / size) + 0.15 / size
        done = np.abs(following - value).sum() < 1e-10
        value = following
        if done:
            break
    return {node: float(value[i]) for i, node in enumerate(nodes)}


def betweenness(ties: Any, *, seed: int = 0) -> tuple[dict[str, float], bool]:
    """Betweenness (Brandes 2001), normalised to 0…1, unweighted; and whether it was estimated.

    Above `BETWEENNESS_EXACT` nodes it is estimated from up to `BETWEENNESS_SAMPLES` sources (Brandes and
    Pich 2007) that `seed` chooses.
    """
    import networkx as nx

    size = len(ties)
    if size <= BETWEENNESS_EXACT:
        return dict(nx.betweenness_centrality(ties)), False
    return dict(nx.betweenness_centrality(ties, k=max(20, min(BETWEENNESS_SAMPLES, 600_000 // size)), seed=seed)), True


def communities(ties: Any, *, seed: int = 0) -> tuple[tuple[str, ...], ...]:
    """Groups of entities that are tied more closely to one another than to the rest, largest first.

    Louvain (Blondel and others 2008) with `seed`. Above 20,000 nodes igraph's Leiden (Traag, Waltman and
    van Eck 2019) takes over where igraph is installed. Entities without any tie are in no community.
    """
    import networkx as nx

    tied = ties.subgraph([node for node in ties if ties.degree(node)])
    if not tied:
        return ()
    groups = _leiden(tied, seed) if len(tied) > 20_000 else None
    if groups is None:
        groups = nx.community.louvain_communities(tied, weight="weight", seed=seed)
    return tuple(sorted((tuple(sorted(group)) for group in groups), key=lambda group: (-len(group), group)))


def _leiden(ties: Any, seed: int) -> list[list[str]] | None:
    try:
        import igraph
    except ImportError:
        return None
    import random

    nodes = sorted(ties)
    index = {node: i for i, node in enumerate(nodes)}
    edges = sorted((index[a], index[b], data["weight"]) for a, b, data in ties.edges(data=True))
    graph = igraph.Graph(n=len(nodes), edges=[(a, b) for a, b, _ in edges])
    igraph.set_random_number_generator(random.Random(seed))  # noqa: S311 - reproducible, not secret
    try:
        found = graph.community_leiden(
            objective_function="modularity", weights=[weight for _, _, weight in edges], n_iterations=4
        )
    finally:
        igraph.set_random_number_generator(random)
    return [[nodes[i] for i in group] for group in found]


def bridges(ties: Any) -> tuple[tuple[str, str], ...]:
    """Pairs of entities whose tie alone holds two parts of the graph together, weightiest parts first.

    The order is by the size of the smaller part that would come off, then by name.
    """
    import networkx as nx

    found = []
    for part in nx.connected_components(ties):
        if len(part) > 2:
            found.extend(_bridges_of(ties.subgraph(sorted(part))))
    return tuple(pair for _, pair in sorted(found, key=lambda item: (-item[0], item[1])))


def _bridges_of(part: Any) -> list[tuple[int, tuple[str, str]]]:
    """Bridges of one connected part with the size of the smaller side, by sizes of the bridge tree."""
    import networkx as nx

    cut = sorted((a, b) if a < b else (b, a) for a, b in nx.bridges(part))
    if not cut:
        return []
    rest = nx.Graph()
    rest.add_nodes_from(part)
    rest.add_edges_from(part.edges())
    rest.remove_edges_from(cut)
    block: dict[str, int] = {}
    sizes: list[int] = []
    for number, nodes in enumerate(nx.connected_components(rest)):
        sizes.append(len(nodes))
        block.update(dict.fromkeys(nodes, number))
    tree = nx.Graph()
    tree.add_nodes_from(range(len(sizes)))
    for a, b in cut:
        tree.add_edge(block[a], block[b], pair=(a, b))
    root = 0
    below = list(sizes)
    result = []
    for parent, child in reversed(list(nx.bfs_edges(tree, root))):
        below[parent] += below[child]
        result.append((min(below[child], len(part) - below[child]), tree.edges[parent, child]["pair"]))
    return result


def components(ties: Any) -> tuple[tuple[str, ...], ...]:
    """Parts of the graph that no statement connects, largest first."""
    import networkx as nx

    parts = (tuple(sorted(part)) for part in nx.connected_components(ties))
    return tuple(sorted(parts, key=lambda part: (-len(part), part)))


def central(members: tuple[str, ...], rank: dict[str, float], count: int = 3) -> tuple[str, ...]:
    """The `count` members with the highest `rank`; ties go by name, so that the choice is stable."""
    return tuple(sorted(members, key=lambda node: (-rank.get(node, 0.0), node))[:count])


def rounded(value: float) -> float:
    """Six significant digits: what differs beyond is the machine's arithmetic, not the news."""
    return 0.0 if value == 0 else round(value, 5 - math.floor(math.log10(abs(value))))

"""The graph as a `pyvis.network.Network`: nodes, edges and options, before any page is written.

Takes the projected `networkx.MultiDiGraph`, ranks and places; gives a Network that keeps parallel edges.
"Kern traf Adler" is the edge Kern → Adler with the label "traf"; a claim is dashed. pyvis's own template is not
used: it loads style sheets from the network and does not escape what it is given (kg.view.page renders).

Leaves out: passages and articles (kg.view.encode).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kg.analyse.statements import Node

COLOURS = {
    "Person": "#2f6fb7",
    "Organization": "#b4542a",
    "Place": "#3d8a4f",
    "Event": "#8a4fa3",
    "Work": "#8a6d1d",
    "Product": "#b23a6f",
    "Group": "#2a8593",
    "Thing": "#76808a",
}
SHAPES = {
    "Person": "dot",
    "Organization": "square",
    "Place": "diamond",
    "Event": "hexagon",
    "Work": "box",
    "Product": "triangle",
    "Group": "dot",
    "Thing": "dot",
}
OPTIONS: dict[str, Any] = {
    "physics": {
        "enabled": False,
        "solver": "forceAtlas2Based",
        "forceAtlas2Based": {"springLength": 100, "springConstant": 0.08, "centralGravity": 0.03},
    },
    "edges": {"smooth": {"type": "continuous"}, "arrows": {"to": {"enabled": True, "scaleFactor": 0.6}}},
    "interaction": {"hover": True, "multiselect": True},
}


def network(
    nodes: Sequence[Node], places: Sequence[tuple[int, int]], sizes: Sequence[float], edges: Sequence[dict[str, Any]]
) -> Any:
    """A directed `pyvis.network.Network`; nodes are numbered in the order given, edges say from and to.

    Args:
        nodes: the entities.
        places: x and y of each, in pixels.
        sizes: 0…1 of each, by a measure.
        edges: of each edge `from`, `to` (numbers), `label`, `claim`, and further keys that are kept.

    Nodes and edges are appended as pyvis objects rather than through `add_node` and `add_edge`, which look
    through all earlier ones every time: 20,000 nodes would take minutes.
    """
    from pyvis.edge import Edge
    from pyvis.network import Network
    from pyvis.node import Node as PyvisNode

    result = Network(directed=True, notebook=False, cdn_resources="in_line")
    for number, (node, (x, y), size) in enumerate(zip(nodes, places, sizes, strict=True)):
        shown = PyvisNode(
            number,
            SHAPES[node.type],
            node.label,
            group=node.type,
            color=COLOURS[node.type],
            x=x,
            y=y,
            size=round(5 + 15 * size**0.5, 1),
        )
        result.nodes.append(shown.options)
        result.node_ids.append(number)
        result.node_map[number] = shown.options
    for edge in edges:
        rest = {key: value for key, value in edge.items() if key not in {"from", "to", "claim"}}
        result.edges.append(Edge(edge["from"], edge["to"], directed=True, dashes=edge["claim"], **rest).options)
    result.options = OPTIONS
    return result

"""The network of a graph as GraphML or GEXF, for Gephi, yEd, Cytoscape and networkx.

Takes kg's graph; gives bytes. Nodes are entities, each edge is one statement with what `project` says of it; values
that these formats cannot hold (tuples) are joined by " | ". The same graph gives the same bytes.
Leaves out: positions and colours (kg.view).
"""

from __future__ import annotations

import io
import re
from typing import IO, Any, Final

FORMATS: Final = ("graphml", "gexf")
_DATE: Final = re.compile(rb' lastmodifieddate="[^"]*"')


def write_network(graph: Any, out: IO[bytes], format: str) -> None:
    """Write the network of a graph to a binary file.

    Args:
        graph: kg's graph, a `pyoxigraph.Store` or an rdflib graph.
        out: a file open for writing bytes.
        format: `graphml` or `gexf`.

    Raises:
        ValueError: another format.
    """
    if format not in FORMATS:
        raise ValueError(f"{format} is no network format; say {' or '.join(FORMATS)}")
    import networkx as nx

    from kg.analyse.project import project

    network = project(graph)
    flat = nx.MultiDiGraph()
    for node, values in sorted(network.nodes(data=True)):
        flat.add_node(node, **_flat(values))
    for source, goal, key, values in sorted(network.edges(keys=True, data=True), key=lambda edge: edge[:3]):
        flat.add_edge(source, goal, key=key, **_flat(values))
    buffer = io.BytesIO()
    if format == "graphml":
        nx.write_graphml_xml(flat, buffer, named_key_ids=True)
        out.write(buffer.getvalue())
        return
    nx.write_gexf(flat, buffer)
    out.write(_DATE.sub(b"", buffer.getvalue()))  # networkx writes today's date


def _flat(values: dict[str, Any]) -> dict[str, str | int | float | bool]:
    return {
        name: value if isinstance(value, str | int | float | bool) else _joined(value)
        for name, value in sorted(values.items())
        if value is not None and name not in {"id", "key"}
    }


def _joined(value: Any) -> str:
    if isinstance(value, tuple | list | set | frozenset):
        return " | ".join(str(part) for part in value)
    return str(value)

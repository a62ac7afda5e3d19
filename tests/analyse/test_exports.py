"""GraphML and GEXF that networkx and Gephi read, the same bytes each time."""

from __future__ import annotations

import io

import networkx as nx
import pytest
from graph.records import record

from kg.analyse.exports import write_network
from kg.graph import Graph, open_graph


@pytest.fixture
def graph() -> Graph:
    opened = open_graph("memory:")
    opened.add(record("lindau"))
    return opened


def written(graph: Graph, format: str) -> bytes:
    out = io.BytesIO()
    write_network(graph, out, format)
    return out.getvalue()


@pytest.mark.parametrize("format", ["graphml", "gexf"])
def test_it_comes_back_as_it_went(graph: Graph, format: str) -> None:
    data = written(graph, format)
    read = nx.read_graphml if format == "graphml" else nx.read_gexf
    back = read(io.BytesIO(data))
    seerat, antrag = (graph.schema.iri_entity(t, n) for t, n in (("Organization", "Seerat"), ("Thing", "Antrag")))
    assert back.nodes[seerat]["label"] == "Seerat"
    assert back.has_edge(seerat, antrag)
    assert data == written(graph, format)
    assert b"lastmodifieddate" not in data


def test_another_format_is_refused(graph: Graph) -> None:
    with pytest.raises(ValueError, match="graphml"):
        written(graph, "dot")

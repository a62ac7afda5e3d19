"""FROM clauses are read as the grammar has them, and several default graphs are one set of triples."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.graph import Graph, open_graph
from kg.graph.datasets import dataset_of


@pytest.mark.parametrize(
    ("query", "default", "named"),
    [
        ("SELECT * { ?from ?p ' FROM <urn:x> ' }", [], []),
        ("SELECT * FROM <urn:a> FROM <urn:b> FROM <urn:a> { ?s ?p ?o }", ["urn:a", "urn:b"], []),
        ("PREFIX x: <urn:> ASK from x:a FROM NAMED x:b # FROM <urn:c>\n{ }", ["urn:a"], ["urn:b"]),
        ("SELECT * FROM kg:x\\.y WHERE { GRAPH <urn:g> { ?s ?p ?o } }", ["https://kg.example/ontology#x.y"], []),
        ("PREFIX from: <urn:from:> SELECT * FROM <urn:a> { ?s from:x <urn:b> }", ["urn:a"], []),
        ("SELECT * FROM <not absolute> FROM nix:x { }", [], []),
    ],
)
def test_what_a_query_names(query: str, default: list[str], named: list[str]) -> None:
    found = dataset_of(query)
    assert [[node.value for node in part] for part in found] == [default, named]


@pytest.fixture
def graph() -> Graph:
    opened = open_graph("memory:")
    for name in ("urn:a", "urn:b"):
        node = NamedNode(name)
        own = Quad(NamedNode("urn:s"), NamedNode("urn:p"), Literal(name), node)
        opened.replace(name, [own, Quad(NamedNode("urn:s"), NamedNode("urn:p"), Literal("both"), node)])
    return opened


@pytest.mark.parametrize(
    ("dataset", "count"),
    [("", "3"), ("FROM <urn:a>", "2"), ("FROM <urn:a> FROM <urn:b>", "3"), ("FROM NAMED <urn:a>", "0")],
)
def test_triples_count_once(graph: Graph, dataset: str, count: str) -> None:
    assert list(graph.query(f"SELECT (COUNT(*) AS ?n) {dataset} {{ ?s ?p ?o }}").values()) == [(count,)]


def test_graphs_beside_a_merge_keep_their_names(graph: Graph) -> None:
    query = "SELECT (COUNT(*) AS ?n) FROM <urn:a> FROM <urn:b> FROM NAMED <urn:b> { ?s ?p ?o GRAPH ?g { ?s ?p ?o } }"
    assert list(graph.query(query).values()) == [("2",)]

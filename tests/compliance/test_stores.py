"""One suite for every store: what a Store promises, tested alike in memory, on disk and behind a real server."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from compliance.servers import oxigraph_server
from graph.records import OFFICE, RECORD, REJECTION, record
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import GraphError, NotFoundError, QueryError
from kg.graph import Graph, lift, open_graph
from kg.graph.stores import Store, open_store
from kg.schema import Schema, load

A, B = NamedNode("urn:test:a"), NamedNode("urn:test:b")
S, P = NamedNode("urn:test:s"), NamedNode("urn:test:p")


@pytest.fixture(scope="module")
def schema() -> Schema:
    return load()


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with oxigraph_server() as address:
        yield address


@pytest.fixture(params=["memory", "oxigraph", "sparql", "sparql without graph store"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param.startswith("sparql"):
        address = request.getfixturevalue("server")
        without = f"#store={address}/nowhere" if "without" in request.param else ""
        opened = open_store(f"sparql:{address}/query{without}")
        opened.update("DROP ALL")
    else:
        opened = open_store("memory:" if request.param == "memory" else f"oxigraph:{tmp_path / 'store'}")
    yield opened
    opened.close()


@pytest.fixture
def graph(store: Store, schema: Schema) -> Graph:
    return Graph(store, schema)


def say(graph: NamedNode, *words: str) -> list[Quad]:
    return [Quad(S, P, Literal(word), graph) for word in words]


def union(store: Store) -> list[str]:
    """The objects that a plain pattern finds, with repetitions."""
    found = store.query("SELECT ?o { ?s ?p ?o }")
    return sorted(row["o"].value for row in found)  # type: ignore[union-attr]


def test_adding_twice_changes_nothing(graph: Graph) -> None:
    assert graph.add(RECORD)
    before = graph.serialize("nquads")
    assert not graph.add(RECORD)
    assert graph.serialize("nquads") == before


def test_a_pattern_finds_each_triple_once(graph: Graph) -> None:
    graph.add(record("one"))
    graph.add(record("two"))
    counted = 'SELECT (COUNT(*) AS ?n) { ?x rdfs:label "Rita Moosbrugger"@de }'
    assert list(graph.query(counted).values()) == [("1",)]
    by_article = 'SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?x rdfs:label "Rita Moosbrugger"@de } }'
    assert list(graph.query(by_article).values()) == [("2",)]


def test_removing_removes_what_only_it_said(graph: Graph) -> None:
    graph.add(record("one", REJECTION))
    alone = graph.serialize("nquads")
    graph.add(record("two", REJECTION, OFFICE))
    assert graph.query("ASK { person:Rita_Moosbrugger org:holds ?post }")
    graph.remove("two")
    assert graph.serialize("nquads") == alone
    assert not graph.query("ASK { person:Rita_Moosbrugger org:holds ?post }")
    assert graph.query("ASK { organization:Seerat kg:rejects thing:Antrag }")
    graph.remove("one")
    assert len(graph) == 0
    assert graph.articles() == ()


def test_replacing_is_removing_and_adding(graph: Graph, schema: Schema) -> None:
    graph.add(record("one", REJECTION, OFFICE))
    graph.add(record("two", REJECTION))
    assert graph.add(record("one", REJECTION))
    fresh = open_graph("memory:", schema=schema)
    fresh.add(record("one", REJECTION))
    fresh.add(record("two", REJECTION))
    assert graph.serialize("nquads") == fresh.serialize("nquads")
    assert len(graph) == len(fresh)


def test_articles_are_listed_by_date(graph: Graph) -> None:
    graph.add(replace(record("late"), date="2024-01-02", title='"Zitat" & mehr'))
    graph.add(replace(record("early"), date="2023-01-02"))
    assert [(a.id, a.date, a.headline) for a in graph.articles()] == [
        ("early", "2023-01-02", "Seerat gegen Antrag"),
        ("late", "2024-01-02", '"Zitat" & mehr'),
    ]


@pytest.mark.parametrize("missing", ["nobody", 'x" } #', "urn:test:nobody", "a b"])
def test_what_is_not_there_is_not_found(graph: Graph, missing: str) -> None:
    with pytest.raises(NotFoundError):
        graph.remove(missing)


def test_an_article_may_be_named_by_its_iri(graph: Graph, schema: Schema) -> None:
    graph.add(record("mit/Schrägstrich"))
    graph.remove(schema.iri_article("mit/Schrägstrich"))
    assert graph.articles() == ()


def test_formats_give_the_same_bytes_as_the_store_in_memory(graph: Graph, schema: Schema) -> None:
    other = open_graph("memory:", schema=schema)
    for one in (graph, other):
        one.add(record("two"))
        one.add(record("one", OFFICE))
    for format in ("turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml"):
        assert graph.serialize(format) == other.serialize(format), format
        assert graph.serialize(format, "one") == other.serialize(format, "one"), format


def test_import_of_an_export_gives_the_same_graph(graph: Graph, tmp_path: Path) -> None:
    graph.add(record("one"))
    graph.add(record("two", OFFICE))
    for name, format in (("x.trig", "trig"), ("x.nq", "nquads"), ("x.jsonld", "jsonld")):
        (tmp_path / name).write_bytes(graph.serialize(format))
    expected, turtle = graph.serialize("nquads"), graph.serialize("turtle")
    for name in ("x.trig", "x.nq", "x.jsonld"):
        graph.update("DROP ALL")
        graph.load(tmp_path / name)
        assert graph.serialize("nquads") == expected, name
        assert graph.serialize("turtle") == turtle, name


def test_a_bad_file_is_loaded_not_at_all(graph: Graph, tmp_path: Path) -> None:
    bad = tmp_path / "bad.nt"
    bad.write_text("<urn:x> <urn:y> <urn:z> .\n<urn:x> <urn:y> oops .\n")
    with pytest.raises(GraphError, match=r"bad\.nt"):
        graph.load(bad)
    assert len(graph) == 0


def test_values_that_engines_spell_differently_are_no_change(store: Store) -> None:
    spelt = [
        Quad(S, P, Literal("1.50", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal")), A),
        Quad(S, P, Literal("007", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer")), A),
    ]
    assert store.replace(A, spelt)
    assert not store.replace(A, spelt)


def test_errors_are_of_our_kind(graph: Graph) -> None:
    with pytest.raises(QueryError):
        graph.query("SELECT ?s { ?s ?p")
    with pytest.raises(QueryError):
        graph.update("INSERT DATA { nonsense }")
    with pytest.raises(GraphError, match="another"):
        graph.store.replace(A, say(B, "x"))


def test_a_prefix_that_is_not_declared_is_named(graph: Graph) -> None:
    for ask in (
        lambda: graph.query("SELECT * { ?s ex:knows 'foaf:a' }  # dc:x"),
        lambda: graph.update("INSERT DATA { GRAPH <urn:x> { <urn:a> ex:knows 1 } }"),
    ):
        with pytest.raises(QueryError, match=r"the prefix ex: is not declared; begin with PREFIX ex: <"):
            ask()
    assert not graph.query("PREFIX ex: <urn:> ASK { ?s ex:knows 1 }")


def test_articles_and_entities_have_prefixes_that_are_known(graph: Graph) -> None:
    graph.add(record("lindau"))
    assert graph.query("ASK { GRAPH article:lindau { person:Rita_Moosbrugger a schema:Person } }")


def test_the_union_follows_an_update_of_a_named_graph(store: Store) -> None:
    store.replace(A, say(A, "x", "y"))
    store.replace(B, say(B, "y", "z"))
    store.update(
        f"DELETE {{ GRAPH ?g {{ {S} {P} ?o }} }} WHERE {{ GRAPH ?g {{ {S} {P} ?o }} FILTER(?o != 'z' && ?g = {A}) }}"
    )
    assert union(store) == ["y", "z"]
    store.update(f"COPY {B} TO {A} ; INSERT DATA {{ GRAPH {A} {{ {S} {P} 'w' }} }} ; DROP GRAPH {B}")
    assert union(store) == ["w", "y", "z"]
    store.update(f"WITH {A} DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}")
    assert union(store) == []


def test_an_update_is_whole_or_not_at_all(graph: Graph, schema: Schema) -> None:
    graph.add(RECORD)
    before = graph.serialize("nquads")
    with pytest.raises(QueryError):
        graph.update("DROP ALL ; CREATE GRAPH <urn:x> ; CREATE GRAPH <urn:x>")
    assert graph.serialize("nquads") == before


def test_rdflib_programs_see_the_union(graph: Graph) -> None:
    graph.add(record("one"))
    graph.add(record("two"))
    from rdflib import RDFS
    from rdflib import Literal as RdfLiteral

    seen = graph.rdflib()
    assert len(list(seen.subjects(RDFS.label, RdfLiteral("Rita Moosbrugger", lang="de")))) == 1
    rows = seen.query("SELECT ?o { ?s <http://www.w3.org/ns/org#postIn> ?o }")
    assert len(list(rows)) == 1


_STEPS = st.lists(
    st.tuples(st.sampled_from([A, B]), st.frozensets(st.sampled_from(["w", "x", "y"]), max_size=3)), max_size=6
)


@given(_STEPS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_default_graph_is_always_the_union(store: Store, steps: list[tuple[NamedNode, frozenset[str]]]) -> None:
    store.update("DROP ALL")
    said: dict[NamedNode, frozenset[str]] = {}
    for graph, words in steps:
        changed = store.replace(graph, say(graph, *sorted(words)))
        assert changed == (words != said.get(graph, frozenset()))
        said[graph] = words
    assert union(store) == sorted(frozenset().union(*said.values()))
    assert {g for g, words in said.items() if words} == set(store.graphs())


def test_lift_and_store_agree(graph: Graph, schema: Schema) -> None:
    quads = set(lift(RECORD, schema))
    graph.add(RECORD)
    assert set(graph.quads("lindau")) == quads

"""What is written comes back, sorted and grouped, whatever stands in it; and memory need not hold it all."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from graph.records import record
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Triple, parse

from kg.errors import GraphError, QueryError
from kg.graph import FORMATS, open_graph
from kg.graph.formats import by_media_type, by_name, by_path
from kg.graph.sorting import sort_blocks
from kg.graph.vocabulary import decimal, in_graph, shorten, used_prefixes
from kg.graph.writing import write_triples

TRAPS = [
    "> <", '" .\n', " .\n\n", "\x01<", "\x02<", "> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <", "@prefix x",
    "}\n",
]  # fmt: skip
WORDS = st.text(max_size=12) | st.sampled_from(TRAPS)
NODES = st.sampled_from([NamedNode(f"urn:n:{c}") for c in ("a", "a#x", "a#y", "a/b", "b", "ü")])
PREDICATES = st.sampled_from(
    [NamedNode("urn:p:1"), NamedNode("urn:p:2"), NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")]
)
OBJECTS = NODES | WORDS.map(Literal) | WORDS.map(lambda w: Literal(w, language="de")) | st.integers().map(Literal)
TRIPLES = st.builds(Triple, NODES, PREDICATES, OBJECTS)


@given(st.lists(st.tuples(TRIPLES, st.sampled_from([None, "urn:g:1", "urn:g:2"])), max_size=25))
@settings(deadline=None)
def test_every_format_gives_back_what_went_in(said: list[tuple[Triple, str | None]]) -> None:
    graph = open_graph("memory:")
    engine = graph.store.engine  # type: ignore[attr-defined]
    for triple, name in said:
        engine.add(in_graph(triple))
        if name:
            engine.add(in_graph(triple, NamedNode(name)))
    union = {triple for triple, _ in said}
    named = {(triple, name) for triple, name in said if name}
    alone = {(triple, None) for triple in union if not any(triple == t for t, _ in named)}
    for format in FORMATS:
        if format.rdf is None:
            continue
        back = list(parse(graph.serialize(format.name), format=format.rdf))
        if format.graphs:
            found = [(q.triple, q.graph_name.value if isinstance(q.graph_name, NamedNode) else None) for q in back]
            assert set(found) == named | alone
        elif format.name != "rdfxml":  # XML cannot hold every character; lift replaces those
            found_triples = [q.triple for q in back]
            assert set(found_triples) == union
            assert len(found_triples) == len(union)


def test_turtle_is_grouped_and_in_order() -> None:
    graph = open_graph("memory:")
    graph.add(record("lindau"))
    text = graph.to_turtle()
    blocks = text.split("\n\n")[1:-1]
    subjects = [block.split(" ", 1)[0] for block in blocks]
    assert len(subjects) == len(set(subjects)), "each subject has one block"
    assert subjects[0] == "<https://kg.example/id/article/lindau>", "an article comes before its parts"
    assert all(block.split(" ", 2)[1] == "a" for block in blocks), "types come first"
    assert 'organization:Seerat a schema:Organization ;\n\trdfs:label "Seerat"@de ;' in text
    prefixes = [line for line in text.splitlines() if line.startswith("@prefix")]
    assert prefixes == sorted(prefixes)


def test_an_empty_graph_is_still_turtle() -> None:
    assert list(parse(open_graph("memory:").to_turtle(), format=by_name("turtle").rdf)) == []


@given(st.lists(st.binary(max_size=8).map(lambda b: b.replace(b"\n", b"")), max_size=60), st.integers(1, 40))
def test_sorting_is_the_same_in_and_out_of_memory(lines: list[bytes], run_bytes: int) -> None:
    blocks = [line + b"\n" for line in lines]
    expected = b"".join(sorted(set(blocks)))
    assert b"".join(sort_blocks(blocks, run_bytes)) == expected
    assert b"".join(sort_blocks([b"".join(blocks)])) == expected


def test_answers_are_sorted_and_each_triple_once() -> None:
    triples = [Triple(NamedNode("urn:b"), NamedNode("urn:p"), Literal(n)) for n in (2, 1, 2)]
    out = io.BytesIO()
    write_triples(triples, out, by_name("ntriples"))
    assert out.getvalue().count(b"\n") == 2


def test_formats_know_their_names(tmp_path: Path) -> None:
    assert by_path(Path("x.TTL")).name == "turtle"
    assert by_media_type("text/turtle; charset=utf-8") is by_name("turtle")
    assert by_media_type("image/png") is None
    with pytest.raises(GraphError, match=r"\.ttl"):
        by_path(Path("x.doc"))
    with pytest.raises(GraphError, match="turtle"):
        by_name("docx")
    with pytest.raises(GraphError, match="no RDF"):
        open_graph("memory:").write(io.BytesIO(), "gexf")
    assert len({format.name for format in FORMATS}) == len({format.iri for format in FORMATS}) == len(FORMATS)


def test_results_in_every_format() -> None:
    graph = open_graph("memory:")
    graph.store.replace(
        NamedNode("urn:g"), [Quad(NamedNode("urn:a"), NamedNode("urn:p"), Literal("zwei\nZeilen"), NamedNode("urn:g"))]
    )
    select = "SELECT ?s ?o ?none { ?s ?p ?o }"
    assert graph.query(select).serialize("csv") == b's,o,none\r\nurn:a,"zwei\nZeilen",\r\n'
    assert b'"zwei\\nZeilen"' in graph.query(select).serialize("json")
    assert graph.query(select).to_table().splitlines()[-1].split() == ["urn:a", "zwei", "Zeilen"]
    assert list(graph.query(select).values()) == [("urn:a", "zwei\nZeilen", None)]
    assert graph.query("ASK {}").serialize("table") == b"yes\n"
    construct = "CONSTRUCT WHERE { ?s ?p ?o }"
    assert graph.query(construct).serialize("ntriples") == b'<urn:a> <urn:p> "zwei\\nZeilen" .\n'
    for query, format in ((construct, "csv"), (select, "turtle"), ("ASK {}", "csv"), (construct, "gexf")):
        with pytest.raises(QueryError):
            graph.query(query).serialize(format)
    with pytest.raises(QueryError, match="SELECT"):
        iter(graph.query(construct))


def test_small_helpers() -> None:
    assert shorten("https://kg.example/ontology#Claim") == "kg:Claim"
    assert shorten("https://kg.example/ontology#a b") == "https://kg.example/ontology#a b"
    assert [decimal(value).value for value in (1.0, 0.83, -0.0, 1e-9, 100000.0)] == ["1", "0.83", "0", "0", "100000"]
    assert set(used_prefixes("SELECT * { ?s kg:x schema:y ; nix:z 'org:a' }")) == {"kg", "schema", "org"}

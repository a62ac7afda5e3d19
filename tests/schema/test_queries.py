from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import NotFoundError, QueryError
from kg.schema import bind, load, queries, query
from kg.schema.queries import literal

PROLOGUE = "".join(f"PREFIX {p}: <{iri}>\n" for p, iri in load().prefixes.items())
ASKED_FOR = {"who-said-what", "offices", "claims-and-facts", "events-by-date", "entity", "sources", "timeline"}


def run(text, store):
    return store.query(PROLOGUE + text)


@pytest.fixture(scope="module")
def store():
    store = ox.Store()
    store.load(path=str(Path(__file__).with_name("graph.ttl")), format=ox.RdfFormat.TURTLE)
    return store


def test_what_is_listed():
    assert {q.name for q in queries()} >= ASKED_FOR
    for named in queries():
        assert named.description
        assert len(named.description) < 100
        assert "ORDER BY" in named.text, f"{named.name}: its rows come in no order"
        assert all(p.description for p in named.parameters)


@pytest.mark.parametrize("named", queries(), ids=lambda q: q.name)
def test_every_query_runs_with_and_without_its_parameters(named, store):
    needed = {p.name: "Eva" for p in named.parameters if not p.optional}
    run(bind(named, needed), store)
    for parameter in named.parameters:
        assert f"#VALUES {parameter.name}" in named.text
        run(bind(named, needed | {parameter.name: "Eva"}), store)


@pytest.mark.parametrize(
    ("name", "values", "found"),
    [
        ("who-said-what", {}, 1),
        ("who-said-what", {"speaker": "SPRECHER"}, 1),
        ("who-said-what", {"speaker": "Bürgermeister"}, 0),
        ("who-said-what", {"about": "feuerwehr"}, 1),
        ("offices", {}, 1),
        ("offices", {"organization": "lienz"}, 1),
        ("offices", {"organization": "Wien"}, 0),
        ("claims-and-facts", {}, 3),
        ("events-by-date", {}, 1),
        ("events-by-date", {"from": "2024-05-02"}, 0),
        ("events-by-date", {"to": "2024-04"}, 0),
        ("events-by-date", {"to": "2024-05"}, 1),
        ("entity", {"name": "eva"}, 3),
        ("entity", {"name": "Florianis"}, 3),
        ("entity", {"name": "Nobody"}, 0),
        ("entities", {"type": "Person"}, 1),
        ("sources", {"source": "sprecher"}, 1),
        ("timeline", {"name": "Moser"}, 1),
        ("contradictions", {}, 2),
        ("quotations", {"speaker": "eva"}, 1),
        ("quotations", {"type": "indirect"}, 0),
        ("co-occurrence", {}, 1),
        ("relations", {}, 1),
        ("demands", {}, 1),
        ("denials", {}, 1),
        ("corroboration", {}, 1),
        ("numbers", {}, 1),
        ("articles", {}, 2),
        ("speakers", {}, 1),
    ],
)
def test_answers(name, values, found, store):
    assert len(list(run(bind(query(name), values), store))) == found


@pytest.mark.parametrize("value", ['" } DROP ALL #', "a\\", "\n", "'", "\ud800", "\0", "} UNION { ?s ?p ?o }", "😀"])
def test_no_value_changes_the_query(value, store):
    assert list(run(bind(query("entity"), {"name": value}), store)) == []
    assert literal(value).count("\n") == 0


def test_mistakes():
    with pytest.raises(NotFoundError, match="@offices"):
        query("@nothing")
    with pytest.raises(QueryError, match="needs --param name"):
        bind(query("entity"))
    with pytest.raises(QueryError, match="no parameter nam; it takes: name"):
        bind(query("@entity"), {"nam": "x"})

"""Whatever an update does to named graphs, the default graph stays their union, and the named graphs are as asked.

The oracle runs each operation on a plain store that holds the same quads.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Quad, Store, Triple

from kg.errors import QueryError
from kg.graph.stores.following import following
from kg.graph.stores.local import MemoryStore
from kg.graph.vocabulary import in_graph

GRAPHS = st.sampled_from(["<urn:a>", "<urn:b>", "<urn:c>"])
NODES = st.sampled_from(["<urn:1>", "<urn:2>", "t:3"])
VALUES = st.sampled_from(["<urn:1>", "t:3", "'x. }'@de", "1.5", '"""a\n{"""', "'GRAPH'", "true"])


def triples(nodes: st.SearchStrategy[str], values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    one = st.builds("{} <urn:p> {}".format, nodes, values)
    more = st.builds("{} <urn:p> {} , {}".format, nodes, values, values)
    some = st.lists(one | more, min_size=1, max_size=3).map(" . ".join)
    return some.flatmap(lambda text: st.sampled_from([text, text + " ."]))


def quads(
    part: st.SearchStrategy[str], graphs: st.SearchStrategy[str], *, plain: bool = True
) -> st.SearchStrategy[str]:
    named = st.lists(st.builds("GRAPH {} {{ {} }}".format, graphs, part | st.just("")), min_size=1, max_size=2)
    both = st.builds("{}{} {}".format, part, st.sampled_from(["", " # GRAPH {\n"]), named.map(" ".join))
    return st.one_of(named.map(" . ".join), both, part) if plain else named.map(" ".join)


DATA = triples(NODES, VALUES)
LABELLED = triples(NODES | st.just("_:b"), VALUES | st.just("_:c"))
SOME_VARIABLES = triples(NODES | st.just("?s"), VALUES | st.just("?o"))
PATTERNS = st.sampled_from([
    "?s <urn:p> ?o", "GRAPH ?g { ?s <urn:p> ?o }", "GRAPH <urn:a> { ?s <urn:p> ?o } FILTER NOT EXISTS { ?o ?q ?r }",
    "?s ?p ?o OPTIONAL { GRAPH ?g { ?o <urn:p> ?x } }", "VALUES (?g ?s ?o) { (<urn:b> t:3 1.5) ('x' <urn:1> 2) }",
    "{ SELECT ?g ?s ?o WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?s ?p ?o LIMIT 2 }",
])  # fmt: skip
IN_ANY = GRAPHS | st.just("?g")
BLANKS = triples(NODES | st.just("?s"), st.just("[ <urn:p> ?o ]"))


def operations(*, plain: bool) -> st.SearchStrategy[str]:
    """Updates of named graphs, and with `plain` of the default graph too."""
    data, labelled = (quads(part, GRAPHS, plain=plain) for part in (DATA, LABELLED))
    template = quads(SOME_VARIABLES, IN_ANY, plain=plain)
    inserted = template | quads(BLANKS, IN_ANY, plain=plain)
    ends = st.sampled_from(["<urn:a>", "GRAPH <urn:b>", *(["DEFAULT"] if plain else [])])
    whole = st.sampled_from(["GRAPH <urn:a>", "GRAPH t:g", "NAMED", "ALL", *(["DEFAULT"] if plain else [])])
    return st.one_of(
        st.builds("INSERT DATA {{ {} }}".format, data | labelled),
        st.builds("INSERT DATA {{ GRAPH {} {{ {} <urn:p> [ <urn:p> (1 2) ] }} }}".format, GRAPHS, NODES),
        st.builds("DELETE DATA {{ {} }}".format, data),
        st.builds("delete where {{ {} }}".format, template),
        st.builds("INSERT {{ {} }} WHERE {{ {} }}".format, inserted, PATTERNS),
        st.builds("DELETE {{ {} }} WHERE {{ {} }}".format, template, PATTERNS),
        st.builds("DELETE {{ {} }} INSERT {{ {} }} WHERE {{ {} }}".format, template, template, PATTERNS),
        # in the graph that WITH names, triples outside of GRAPH are its own
        st.builds("WITH {} DELETE {{ {} }} Insert {{ {} }} WHERE {{ {} }}".format, GRAPHS,
                  quads(SOME_VARIABLES, IN_ANY), quads(SOME_VARIABLES | BLANKS, IN_ANY), PATTERNS),
        st.builds("DELETE {{ {} }} USING {} USING NAMED <urn:b> WHERE {{ {} }}".format, template, GRAPHS, PATTERNS),
        st.builds("{} SILENT {}".format, st.sampled_from(["CLEAR", "DROP"]), whole),
        st.builds("{} SILENT {} TO {}".format, st.sampled_from(["ADD", "COPY", "MOVE"]), ends, ends),
    )  # fmt: skip


ON_NAMED, ON_ANY = operations(plain=False), operations(plain=True)
PROLOGUE = "PREFIX t: <urn:>\nBASE <urn:base:>\n"


def named(engine: Store) -> set[Quad]:
    return {quad for quad in engine if not isinstance(quad.graph_name, DefaultGraph)}


def default(engine: Store) -> set[Triple]:
    return {quad.triple for quad in engine.quads_for_pattern(None, None, None, DefaultGraph())}


def without_blanks(found: set[Quad]) -> set[str]:
    """The quads as text, every blank node alike: two runs never give them the same name."""
    return {" ".join("_" if str(term).startswith("_:") else str(term) for term in quad) for quad in found}


def asked(before: set[Quad], operation: str) -> Store:
    """What the operation makes of these quads where nothing follows it."""
    plain = Store()
    plain.extend(before)
    plain.update(PROLOGUE + operation)
    return plain


@given(st.lists(ON_NAMED, min_size=1, max_size=4))
@settings(max_examples=150, deadline=None)
def test_who_writes_to_named_graphs_writes_to_their_union(operations: list[str]) -> None:
    store = MemoryStore()
    for operation in operations:
        before = set(store.engine)
        store.update(PROLOGUE + operation)
        assert without_blanks(named(store.engine)) == without_blanks(named(asked(before, operation))), operation
        assert default(store.engine) == {quad.triple for quad in named(store.engine)}, operation


@given(st.lists(ON_NAMED | ON_ANY, min_size=1, max_size=4))
@settings(max_examples=150, deadline=None)
def test_who_writes_to_the_default_graph_takes_nothing_from_an_article(operations: list[str]) -> None:
    store = MemoryStore()
    for operation in operations:
        before = set(store.engine)
        store.update(PROLOGUE + operation)
        plain = asked(before, operation)
        assert without_blanks(named(store.engine)) == without_blanks(named(plain)), operation
        held = {quad.triple for quad in named(store.engine)}
        assert held <= default(store.engine), operation
        invented = {in_graph(t) for t in default(store.engine) - held} - {in_graph(t) for t in default(plain)}
        assert not without_blanks(invented) - without_blanks(before | {in_graph(t) for t in default(plain)}), operation


@pytest.mark.parametrize(
    ("update", "left"),
    [
        ("DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", {"1", "2", "3"}),  # articles hold them; nobody's 4 goes
        ("DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }", {"4"}),
        ("WITH <urn:a> DELETE { ?s ?p ?o } INSERT { ?s ?p 9 } WHERE { ?s ?p ?o }", {"2", "3", "4", "9"}),
        ("DELETE { GRAPH <urn:a> { ?s ?p ?o } } INSERT { ?s ?p ?o } WHERE { ?s ?p ?o }", {"1", "2", "3", "4"}),
        ("CLEAR DEFAULT", {"1", "2", "3"}),
        ("CLEAR GRAPH <urn:a>", {"2", "3", "4"}),
        ("DROP NAMED", {"4"}),
        ("DROP ALL", set()),
        ("MOVE <urn:a> TO <urn:b>", {"1", "2", "4"}),
        ("COPY <urn:a> TO DEFAULT", {"1", "2", "3"}),
        ("ADD DEFAULT TO <urn:c>", {"1", "2", "3", "4"}),
        ("# comment\nDELETE DATA { GRAPH <urn:a> { <urn:s> <urn:p> 1 , 2 } } ; INSERT DATA { <urn:s> <urn:p> 5 }",
         {"2", "3", "4", "5"}),
    ],
)  # fmt: skip
def test_what_is_left_in_the_default_graph(update: str, left: set[str]) -> None:
    store = MemoryStore()
    store.update(
        "INSERT DATA { GRAPH <urn:a> { <urn:s> <urn:p> 1 , 2 } GRAPH <urn:b> { <urn:s> <urn:p> 2 , 3 }"
        "<urn:s> <urn:p> 4 }"
    )
    store.update(update)
    assert {triple.object.value for triple in default(store.engine)} == left


@pytest.mark.parametrize(
    ("update", "said"),
    [
        ("INSERT DATA {\n GRAPH <urn:a> { <urn:s> } }", "2:"),
        ("INSERT { GRAPH } WHERE {}", "1:"),
        ("DELETE DATA { GRAPH <urn:a> { <urn:s> <urn:p> ", "1:"),
        ("INSERT DATA { GRAPH <urn:a> { x:s <urn:p> 1 } }", "the prefix x: is not declared; begin with PREFIX x:"),
        ("INSERT DATA { GRAPH <urn:x-kg:following:gone> { <urn:s> <urn:p> 1 } }", "used by the store"),
        ("WITH <urn:a> INSERT { <urn:s> <urn:p> 1 }", "1:"),
        ("}} ; DROP ALL", "1:"),
    ],
)
def test_what_is_wrong_is_said_of_the_text_as_it_was_given(update: str, said: str) -> None:
    store = MemoryStore()
    store.update("INSERT DATA { GRAPH <urn:a> { <urn:s> <urn:p> 1 } }")
    with pytest.raises(QueryError) as told:
        store.update(update)
    assert said in str(told.value)
    assert len(set(store.engine)) == 2


@given(st.text(alphabet="{}<>?.;'\"\\#()[]: abINSERTDLGPHWUOVC", max_size=60))
def test_any_text_is_survived(text: str) -> None:
    following(text)

"""The graph as a network: parallel edges, claims apart, offices folded, foreign triples kept."""

from __future__ import annotations

import json
from typing import Any

import networkx as nx
import pyoxigraph
import pytest

from kg.analyse import analyse, find_entity, measures, project, shortest_path
from kg.analyse.read import statements
from kg.errors import NotFoundError

PREFIXES = b"""
@prefix kg: <https://kg.example/ontology#> . @prefix id: <https://kg.example/id/person/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix prov: <http://www.w3.org/ns/prov#> . @prefix schema: <https://schema.org/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix a: <https://kg.example/id/article/a#> . @prefix time: <http://www.w3.org/2006/time#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix itsrdf: <http://www.w3.org/2005/11/its/rdf#> .
"""
PEOPLE = b"""
id:kern a schema:Person ; rdfs:label "Kern"@de . id:adler a schema:Person ; rdfs:label "Adler"@de .
id:rat a schema:Organization ; rdfs:label "Rat"@de . id:falk a schema:Person ; rdfs:label "Falk"@de .
"""
STATEMENTS = b"""
a:s1 a rdf:Statement, kg:Assertion ; rdf:subject id:kern ; rdf:predicate kg:meets ; rdf:object id:adler ;
  kg:lemma "treffen" ;
  kg:polarity "positive" ; kg:confidence 0.9 ; kg:sentence <https://kg.example/id/article/a#char=0,18> ;
  kg:evidence <https://kg.example/id/article/a#char=5,9> .
a:s2 a rdf:Statement, kg:Claim ; rdf:subject id:kern ; rdf:predicate kg:meets ; rdf:object id:adler ;
  kg:lemma "treffen" ;
  kg:polarity "negative" ; kg:modality "possibility" ; kg:confidence 0.6 ; prov:wasAttributedTo id:falk .
a:s3 a rdf:Statement, kg:Assertion ; rdf:subject id:adler ; rdf:predicate org:holds ;
  rdf:object <https://kg.example/id/post/chef> ;
  kg:kind "role" ; kg:confidence 1.0 .
<https://kg.example/id/post/chef> a org:Post ; rdfs:label "Vorsitz"@de ; org:postIn id:rat .
id:adler org:holds <https://kg.example/id/post/chef> .
a:s4 a rdf:Statement, kg:Claim ; rdf:predicate kg:fails ; rdf:subject id:rat ;
  prov:wasAttributedTo id:falk ; kg:confidence 0.5 .
"""


def store(turtle: bytes = PREFIXES + PEOPLE + STATEMENTS) -> Any:
    result = pyoxigraph.Store()
    result.load(turtle, format=pyoxigraph.RdfFormat.TURTLE)
    return result


def person(name: str) -> str:
    return f"https://kg.example/id/person/{name}"


def test_parallel_edges_are_kept_and_claims_weigh_half() -> None:
    graph = project(store())
    assert isinstance(graph, nx.MultiDiGraph)
    edges = sorted(graph.get_edge_data(person("kern"), person("adler")).values(), key=lambda edge: edge["status"])
    assert [(e["status"], e["polarity"], e["modality"], e["weight"]) for e in edges] == [
        ("claim", "negative", "possibility", 0.3),
        ("fact", "positive", None, 0.9),
    ]
    assert edges[0]["speaker"] == person("falk")
    assert edges[1]["evidence"] == (("https://kg.example/id/article/a", 5, 9),)


def test_an_office_ties_its_holder_to_the_organization() -> None:
    graph = project(store())
    (edge,) = graph.get_edge_data(person("adler"), person("rat")).values()
    assert edge["label"] == "Vorsitz"
    assert "https://kg.example/id/post/chef" not in graph
    assert graph.nodes[person("adler")]["offices"] == ("Vorsitz (Rat)",)


def test_an_office_without_an_organization_keeps_its_title() -> None:
    from kg.analyse.read import statements

    turtle = """a:s7 a rdf:Statement, kg:Assertion ; rdf:subject id:kern ; rdf:predicate org:holds ; rdf:object id:amt .
    id:amt a org:Post ; rdfs:label "Sprecherin"@de ."""
    (found,) = statements(store(PREFIXES + PEOPLE + turtle.encode()))
    assert (found.label, found.object, found.object_text) == ("Sprecherin", None, "")


def test_who_speaks_about_somebody_is_a_tie_where_nothing_else_is() -> None:
    graph = project(store())
    (edge,) = graph.get_edge_data(person("falk"), person("rat")).values()
    assert (edge["role"], edge["status"]) == ("speaker", "claim")


def test_a_name_in_the_words_ties_less_than_one_that_takes_part() -> None:
    words = """
    a:s9 a rdf:Statement, kg:Assertion ; rdf:subject id:kern ; rdf:predicate kg:praises ;
      kg:objectText "die Pläne Falks" ;
      kg:confidence 1.0 ; kg:evidence <https://kg.example/id/article/a#char=30,45> .
    <https://kg.example/id/article/a#char=40,45> itsrdf:taIdentRef id:falk .
    <https://kg.example/id/article/a#char=46,49> itsrdf:taIdentRef id:rat .
    """
    graph = project(store(PREFIXES + PEOPLE + words.encode()))
    (edge,) = graph.get_edge_data(person("kern"), person("falk")).values()
    assert (edge["role"], edge["weight"]) == ("mention", 0.3)
    assert not graph.has_edge(person("kern"), person("rat"))


def test_bare_triples_of_others_are_facts() -> None:
    graph = project(store(PREFIXES + PEOPLE + STATEMENTS + b"id:kern schema:knows id:falk ."))
    (edge,) = graph.get_edge_data(person("kern"), person("falk")).values()
    assert (edge["label"], edge["status"], edge["statement"]) == ("knows", "fact", None)


def test_type_of_a_class_of_the_ontology() -> None:
    turtle = PREFIXES + b'id:land a kg:State ; rdfs:label "Nordland" . <urn:m> itsrdf:taIdentRef id:land .'
    assert project(store(turtle)).nodes[person("land")]["type"] == "Place"


def test_an_rdflib_graph_will_do() -> None:
    import rdflib

    graph = rdflib.Graph()
    graph.parse(data=PREFIXES + PEOPLE + STATEMENTS, format="turtle")
    assert nx.utils.graphs_equal(project(graph), project(store()))


def test_something_else_is_refused() -> None:
    with pytest.raises(TypeError, match="no RDF store"):
        project([1, 2])


def test_pagerank_agrees_with_networkx_on_a_graph_with_loose_ends() -> None:
    ties = nx.Graph()
    ties.add_weighted_edges_from([("a", "b", 2.0), ("b", "c", 1.0), ("c", "d", 0.5)])
    ties.add_node("e")
    found = measures.pagerank(ties)
    assert sum(found.values()) == pytest.approx(1)
    assert sorted(found, key=lambda n: -found[n])[:2] == ["b", "a"]
    # By hand for two nodes and a loose one: the loose one gets .15/3 and its share of what the loose give.
    two = nx.Graph([("a", "b")])
    two.add_node("c")
    for _, _, data in two.edges(data=True):
        data["weight"] = 1.0
    loose = 0.05 / (1 - 0.85 / 3)
    assert measures.pagerank(two)["c"] == pytest.approx(loose)


def test_bridges_come_by_the_size_of_what_would_be_lost() -> None:
    ties = nx.Graph([("a", "b"), ("b", "c"), ("a", "c"), ("c", "d"), ("d", "e"), ("e", "f"), ("d", "f"), ("f", "g")])
    assert measures.bridges(ties) == (("c", "d"), ("f", "g"))


def test_communities_part_two_cliques() -> None:
    ties = nx.Graph()
    for names in ("abcd", "wxyz"):
        ties.add_weighted_edges_from((p, q, 1.0) for p in names for q in names if p < q)
    ties.add_edge("d", "w", weight=0.1)
    assert measures.communities(ties) == (("a", "b", "c", "d"), ("w", "x", "y", "z"))


def test_leiden_parts_the_same_two_cliques_and_is_seeded() -> None:
    ties = nx.Graph()
    for names in ("abcd", "wxyz"):
        ties.add_weighted_edges_from((p, q, 1.0) for p in names for q in names if p < q)
    ties.add_edge("d", "w", weight=0.1)
    found = measures._leiden(ties, 1)
    assert sorted(map(sorted, found)) == [list("abcd"), list("wxyz")]
    assert found == measures._leiden(ties, 1)


def test_sampled_betweenness_says_so_and_is_seeded() -> None:
    ties = nx.star_graph(1200)
    one, estimated = measures.betweenness(ties, seed=3)
    assert estimated
    assert one == measures.betweenness(ties, seed=3)[0]
    assert max(one, key=one.get) == 0


def test_shortest_path_prefers_facts_and_carries_statements() -> None:
    graph = project(store())
    steps = shortest_path(graph, "kern", "Rat")
    assert [(s.source, s.target) for s in steps] == [
        (person("kern"), person("adler")),
        (person("adler"), person("rat")),
    ]
    assert [edge["status"] for edge in steps[0].edges] == ["fact", "claim"]
    assert shortest_path(graph, "Falk", "Kern", facts_only=True) == ()


def test_entity_by_part_of_its_name_or_an_error() -> None:
    graph = project(store())
    assert find_entity(graph, "ADLE") == person("adler")
    with pytest.raises(NotFoundError, match="Niemand"):
        find_entity(graph, "Niemand")


def test_report_is_complete_and_the_same_twice() -> None:
    report = analyse(store(), path=("Kern", "Rat"))
    again = analyse(store(), path=("Kern", "Rat"))
    assert report.to_json() == again.to_json()
    data = json.loads(report.to_json())
    assert (data["entities"], data["facts"], data["claims"]) == (4, 2, 2)
    assert data["degree"][0]["label"] == "Adler"
    assert data["speakers"] == [["Falk", 2]]
    assert set(data["meanings"]) == {
        "degree",
        "pagerank",
        "betweenness",
        "communities",
        "bridges",
        "components",
        "claims",
        "path",
    }
    text = report.to_text()
    assert all(line in text for line in data["meanings"].values() if "separate stories" not in line)


def test_facts_only_leaves_claims_out() -> None:
    assert analyse(store(), facts_only=True).claims == 0


def test_empty_graph_gives_an_empty_report() -> None:
    report = analyse(pyoxigraph.Store())
    assert (report.entities, report.ties, report.communities) == (0, 0, ())
    assert "nobody is quoted" in report.to_text()


@pytest.mark.parametrize(
    ("ends", "days"),
    [
        ("time:hasBeginning id:d1", ("2004-01-01", None)),
        ("time:hasBeginning id:d1 ; time:hasEnd id:d2", ("2004-01-01", "2006-12-31")),
    ],
    ids=["open", "closed"],
)
def test_an_open_interval_has_one_end(ends: str, days: tuple[str, str | None]) -> None:
    value = "2004/2006" if days[1] else "2004/.."
    time = f"""
a:s1 kg:time id:t1 . id:t1 kg:timex "{value}" ; {ends} .
id:d1 time:inXSDDate "2004-01-01"^^xsd:date . id:d2 time:inXSDDate "2006-12-31"^^xsd:date .
"""
    found = next(s for s in statements(store(PREFIXES + PEOPLE + STATEMENTS + time.encode())) if s.time)
    assert (found.first, found.last) == days

"""A claim is not a fact: what lift lets through as a bare triple, and what it keeps as a statement."""

from __future__ import annotations

from dataclasses import replace

import pytest
from graph.records import OFFICE, PURCHASE, RECORD, REJECTION, TEXT, record
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg.graph import Graph, is_assertion, lift, open_graph
from kg.graph.vocabulary import PREFIXES, term
from kg.model import Attribution, Entity, RoleArgument, Statement, TimeRef
from kg.schema import Schema, load

SEERAT = "organization:Seerat"


@pytest.fixture(scope="module")
def schema() -> Schema:
    return load()


def graph_of(schema: Schema, *statements: Statement) -> Graph:
    graph = open_graph("memory:", schema=schema)
    graph.add(record("lindau", *statements))
    return graph


def test_an_assertion_between_entities_is_a_bare_triple(schema: Schema) -> None:
    graph = graph_of(schema, REJECTION)
    assert graph.query(f"ASK {{ {SEERAT} kg:rejects thing:Antrag }}")
    assert graph.query("ASK { ?s a kg:Assertion ; kg:describes ?e . ?e a sem:Event, kg:Rejection }")


@pytest.mark.parametrize(
    "change",
    [
        {"polarity": "negative"},
        {"modality": "demand"},
        {"modality": "possibility"},
        {"attribution": Attribution("Moosbrugger", "e2")},
        {"attribution": Attribution("Kreise")},
    ],
)
def test_a_claim_is_never_a_bare_triple(schema: Schema, change: dict[str, object]) -> None:
    claim = replace(REJECTION, **change)  # type: ignore[arg-type]
    assert not is_assertion(claim)
    graph = graph_of(schema, claim)
    assert not graph.query("ASK { ?a kg:rejects ?b }")
    assert not graph.query("ASK { ?e a kg:Rejection }")
    assert not graph.query("ASK { ?e a sem:Event }")
    assert not graph.query("ASK { ?e kg:agent|kg:theme|kg:recipient|sem:hasActor ?x }")
    assert graph.query(f"ASK {{ ?s a kg:Claim ; rdf:subject {SEERAT} ; rdf:predicate kg:rejects }}")
    assert graph.query("ASK { ?s kg:describes ?e . ?e a kg:ReportedEvent ; kg:reportedAs kg:Rejection }")


def test_every_statement_is_either_assertion_or_claim(schema: Schema) -> None:
    graph = graph_of(schema, REJECTION, PURCHASE, OFFICE)
    rows = list(graph.query("SELECT ?s ?k { ?s a rdf:Statement, ?k FILTER(?k IN (kg:Assertion, kg:Claim)) }").values())
    assert len(rows) == len({row[0] for row in rows}) == 3


def test_one_end_without_entity_gives_no_bare_triple(schema: Schema) -> None:
    open_end = replace(REJECTION, object=replace(REJECTION.object, entity=None))  # type: ignore[type-var]
    graph = graph_of(schema, open_end)
    assert not graph.query("ASK { ?a kg:rejects ?b }")
    assert graph.query('ASK { ?s a kg:Assertion ; rdf:object "den Antrag von Rita Moosbrugger"@de }')


def test_an_unknown_verb_still_gives_a_property(schema: Schema) -> None:
    unknown = replace(REJECTION, predicate=replace(REJECTION.predicate, lemma="verstolpern", property=None))
    graph = graph_of(schema, unknown)
    assert graph.query(f"ASK {{ {SEERAT} verb:verstolpern thing:Antrag }}")
    assert graph.query('ASK { verb:verstolpern rdfs:label "verstolpern"@de ; rdfs:subPropertyOf kg:relatedTo }')
    assert graph.query("ASK { ?e a sem:Event ; kg:agent organization:Seerat }")


@pytest.mark.parametrize("lemma", ["218", "§ 5", "a)", "(", "größer-sein", "G7"])
def test_an_unknown_word_can_be_written_as_xml(schema: Schema, lemma: str) -> None:
    import rdflib

    predicate = replace(REJECTION.predicate, lemma=lemma, property=None)
    graph = graph_of(schema, replace(REJECTION, predicate=predicate))
    back = rdflib.Graph().parse(data=graph.serialize("rdfxml"), format="xml")
    assert len(back) == len(graph)


def test_a_claim_says_who_when_and_where_it_was_read(schema: Schema) -> None:
    graph = graph_of(schema, PURCHASE)
    said = """SELECT ?who ?words ?type ?passage ?amount {
        ?s a kg:Claim ; prov:wasAttributedTo ?who ; kg:attributedTo ?words ; kg:inQuotation ?q ;
           kg:polarity "negative" ; kg:sentence/nif:anchorOf ?passage ; kg:quantity/schema:value ?amount .
        ?q kg:quotationType ?type ; kg:speaker ?who ; kg:cue "sagte"@de ; kg:addresseeText "die Runde"@de }"""
    assert list(graph.query(said).values()) == [
        (
            "https://kg.example/id/person/Rita_Moosbrugger",
            "Moosbrugger",
            "direct",
            "Moosbrugger sagte: „Die Hafenaufsicht kauft nicht drei Fähren.“",
            "3",
        )
    ]
    media = graph.query("SELECT ?m { ?q a kg:Quotation ; kg:medium ?m } ORDER BY ?m").values()
    assert list(media) == [("speech",), ("writing",)]


def test_an_office_is_a_post_in_an_organization(schema: Schema) -> None:
    graph = graph_of(schema, OFFICE)
    holds = 'ASK { person:Rita_Moosbrugger org:holds ?p . ?p a org:Post ; rdfs:label "Obfrau"@de ; org:postIn ?o }'
    assert graph.query(holds)
    claimed = graph_of(schema, replace(OFFICE, attribution=Attribution("Nachbarn")))
    assert not claimed.query("ASK { ?a org:holds ?p }")
    assert not claimed.query("ASK { ?p org:postIn ?o }")
    assert claimed.query("ASK { ?s a kg:Claim ; rdf:predicate org:holds ; rdf:object ?p . ?p a org:Post }")


def test_an_office_that_is_over_is_not_held(schema: Schema) -> None:
    graph = graph_of(schema, replace(OFFICE, arguments=(RoleArgument("status", "former"),)))
    assert not graph.query("ASK { ?a org:holds ?p }")
    assert graph.query("ASK { ?s a kg:Assertion ; rdf:predicate org:holds ; kg:argument ?a }")


def test_nothing_is_related_to_itself_alone(schema: Schema) -> None:
    graph = graph_of(schema, replace(REJECTION, object=REJECTION.subject))
    assert not graph.query("ASK { ?a kg:rejects ?a }")


def test_an_event_has_its_roles_time_and_place(schema: Schema) -> None:
    graph = graph_of(schema, REJECTION)
    event = """ASK { ?e a kg:Rejection ; kg:agent organization:Seerat ; kg:theme thing:Antrag ;
        kg:recipient organization:Hafenaufsicht ; sem:hasPlace place:Lindau ;
        sem:hasTimeStamp "2023-05-08"^^xsd:date ; sem:hasTime/time:hasEnd/time:inXSDDate "2023-05-08"^^xsd:date }"""
    assert graph.query(event)


@pytest.mark.parametrize(
    ("mod", "value", "end"),
    [("ON_OR_BEFORE", "../2026", "time:hasEnd"), ("ON_OR_AFTER", "2026/..", "time:hasBeginning")],
)
def test_a_time_that_is_a_beginning_or_an_end_is_an_open_interval(
    schema: Schema, mod: str, value: str, end: str
) -> None:
    graph = graph_of(schema, replace(REJECTION, time=TimeRef("2026", (), mod)))
    assert graph.query(f'ASK {{ ?s kg:time ?t . ?t kg:timex "{value}" ; {end} ?day }}')
    other = "time:hasBeginning" if end == "time:hasEnd" else "time:hasEnd"
    assert not graph.query(f'ASK {{ ?t kg:timex "{value}" ; {other} ?day }}')


def test_an_event_named_by_its_class_keeps_the_roles_of_the_class(schema: Schema) -> None:
    """„verbüßt eine Strafe", „ruft die Hafenaufsicht auf": the property's own object is missing, the roles are not."""
    predicate = replace(REJECTION.predicate, lemma="verbüßen", property="kg:Detention")
    graph = graph_of(schema, replace(REJECTION, predicate=predicate))
    assert graph.query("ASK { ?e a kg:Detention ; kg:theme organization:Seerat FILTER NOT EXISTS { ?e kg:agent ?x } }")
    predicate = replace(REJECTION.predicate, lemma="aufrufen", property="kg:Appeal")
    graph = graph_of(schema, replace(REJECTION, predicate=predicate, arguments=()))
    assert graph.query("ASK { ?e a kg:Appeal ; kg:agent organization:Seerat ; kg:recipient thing:Antrag }")


def test_evidence_slices_to_its_words(schema: Schema) -> None:
    graph = graph_of(schema, REJECTION, PURCHASE, OFFICE)
    rows = list(
        graph.query(
            "SELECT ?p ?b ?e ?w { ?p a nif:String ; nif:beginIndex ?b ; nif:endIndex ?e ; nif:anchorOf ?w }"
        ).values()
    )
    assert len(rows) > 15
    for iri, begin, end, words in rows:
        assert TEXT[int(begin or 0) : int(end or 0)] == words
        assert iri == f"https://kg.example/id/article/lindau#char={begin},{end}"
    for node in ("rdf:Statement", "kg:Quotation", "sem:Event", "kg:Time"):
        assert not graph.query(f"ASK {{ ?n a {node} FILTER NOT EXISTS {{ ?n kg:evidence/nif:anchorOf ?w }} }}"), node


def test_all_in_one_named_graph_without_blank_nodes(schema: Schema) -> None:
    quads = lift(RECORD, schema)
    assert {quad.graph_name for quad in quads} == {NamedNode(schema.iri_article("lindau"))}
    assert not any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object))
    assert len(quads) == len(set(quads))


def test_same_record_same_quads_whatever_its_ids(schema: Schema) -> None:
    renumbered = replace(
        RECORD,
        quotes=tuple(replace(q, id="q77") for q in RECORD.quotes),
        statements=tuple(
            replace(s, id=f"x{n}", attribution=s.attribution and replace(s.attribution, quote="q77"))
            for n, s in enumerate(reversed(RECORD.statements))
        ),
    )
    assert set(lift(renumbered, schema)) == set(lift(RECORD, schema))


def test_statements_that_differ_have_different_nodes(schema: Schema) -> None:
    other = replace(REJECTION, polarity="negative")
    later = replace(REJECTION, object=PURCHASE.object)
    graph = graph_of(schema, REJECTION, other, later)
    assert len(list(graph.query("SELECT ?s { ?s a rdf:Statement }").values())) == 3


def test_only_terms_that_the_ontology_has(schema: Schema) -> None:
    used = {
        term.value
        for quad in lift(RECORD, schema)
        for term in (quad.predicate, quad.object)
        if isinstance(term, NamedNode) and term.value.startswith(PREFIXES["kg"])
    }
    unknown = [iri for iri in used if schema.shorten(iri) not in schema.labels]
    assert len(used) > 30
    assert not unknown


def test_known_names_get_their_class(schema: Schema) -> None:
    name = next(n for n in schema.names if n.kind == "kg:State")
    entity = Entity("e9", name.label, "Place", name.iri, (), name.same_as)
    graph = open_graph("memory:", schema=schema)
    graph.add(replace(RECORD, entities=(*RECORD.entities, entity)))
    assert graph.query(f"ASK {{ <{name.iri}> a schema:Place, kg:State }}")


def test_hostile_text_keeps_its_offsets_and_can_be_written(schema: Schema) -> None:
    text = "Ein \x00 \ud800 </script><b>\u202e Rat\uffff"
    graph = open_graph("memory:", schema=schema)
    graph.add(replace(record("böse/\x01 id"), text=text, title="\x07", publisher="\ud83d", statements=(), quotes=()))
    (kept,) = (row[0] for row in graph.query("SELECT ?t { ?a nif:isString ?t }").values())
    assert kept == "Ein \ufffd \ufffd </script><b>\u202e Rat\ufffd"
    assert kept is not None
    assert len(kept) == len(text)
    for format in ("turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml"):
        assert graph.serialize(format)


def test_odd_language_and_roles_do_no_harm(schema: Schema) -> None:
    odd = replace(REJECTION, arguments=(replace(REJECTION.arguments[0], role="über > x"),))
    quads: tuple[Quad, ...] = lift(replace(record("a", odd), language="kein tag!"), schema)
    assert Literal("Seerat") in {q.object for q in quads if q.predicate == term("rdfs:label")}


def test_the_version_is_the_packages() -> None:
    import tomllib
    from pathlib import Path

    from kg.graph.lift import VERSION

    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())
    assert project["project"]["version"] == VERSION

"""RDF graph → `networkx.MultiDiGraph` over entities; every edge is a statement.

Takes the graph (docs/graph.md); gives a graph whose nodes are entity IRIs with `label`, `type`, `classes`,
`aliases`, `same_as`, `offices`, and whose edges, keyed by statement IRI and role, carry `property`, `lemma`,
`label`, `role`, `polarity`, `modality`, `status` ("fact" or "claim"), `speaker`, `speaker_text`, `evidence`
(tuples of article IRI, start, end), `time`, `confidence`, `weight` and `statement`. The graph's own attributes
`status` and `speakers` count all statements, also those without an edge.

"Kern traf Adler in Bern." gives Kern → Adler (role "object") and Kern → Bern (role "place"), both of one
statement. Parallel edges are kept: two reports of the meeting are two edges.

Leaves out: statements that name one entity only (they are in `statements`), literals, posts (folded).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from typing import Any

from kg.analyse.read import nodes, statements
from kg.analyse.statements import KG, OWL, RDF, RDFS, SKOS, Node, Statement, is_iri, local, store_of

CLAIM_WEIGHT = 0.5
"""A claim ties two entities half as strongly as a fact does."""

MENTION_WEIGHT = 0.3
"""A name that stands only in the words of a subject or object ties less than one that takes part."""

_NO_TIES = (RDF, RDFS, OWL, SKOS, "http://www.w3.org/ns/prov#", KG + "describes")


def project(graph: Any, *, language: str = "de") -> Any:
    """The entities and their relations as a `networkx.MultiDiGraph`.

    Args:
        graph: kg's graph, a `pyoxigraph.Store` or an rdflib graph.
        language: of the labels where the graph has several.

    Raises:
        TypeError: `graph` holds no RDF store.
    """
    from kg.analyse.words import property_words

    store = store_of(graph)
    found = statements(store, language=language, words=property_words(language))
    entities = nodes(store, found, language=language)
    result = build(entities, found)
    _add_bare(store, result, entities, found)
    return result


def build(entities: tuple[Node, ...], found: tuple[Statement, ...]) -> Any:
    """The `networkx.MultiDiGraph` of entities and statements that are already read."""
    import networkx as nx

    result = nx.MultiDiGraph()
    for node in entities:
        result.add_node(
            node.iri,
            label=node.label,
            type=node.type,
            classes=node.classes,
            aliases=node.aliases,
            same_as=node.same_as,
            offices=node.offices,
        )
    # Statements that name one entity only give no edge, but a report counts them.
    result.graph["status"] = dict(sorted(Counter(s.status for s in found).items()))
    result.graph["speakers"] = dict(
        sorted(Counter(_speaker(s, result) for s in found if s.speaker or s.speaker_text).items())
    )
    for source, goal, role, number in links(found, frozenset(result)):
        statement = found[number]
        result.add_edge(source, goal, key=f"{statement.iri}|{role}", **_edge(statement, role))
    return result


def _speaker(statement: Statement, graph: Any) -> str:
    known = statement.speaker in graph
    return str(graph.nodes[statement.speaker]["label"]) if known else statement.speaker_text


def links(found: Sequence[Statement], known: Container[str]) -> list[tuple[str, str, str, int]]:
    """(source, target, role, number of the statement) of every edge between `known` entities, in order.

    A mere mention is left out where the two are tied by more than that.
    """
    every = [
        (source, goal, role, number)
        for number, statement in enumerate(found)
        for source, goal, role in ties(statement)
        if source in known and goal in known
    ]
    tied = {frozenset((source, goal)) for source, goal, role, _ in every if role != "mention"}
    return [edge for edge in every if edge[2] != "mention" or frozenset(edge[:2]) not in tied]


def ties(statement: Statement) -> list[tuple[str, str, str]]:
    """(source, target, role) of every edge that a statement gives.

    Subject to object and to each further participant, and to whom their words mention; without an entity as
    subject, from the object on, and where only one entity takes part, from the speaker to it: who speaks about
    whom is news as well.
    """
    others: list[tuple[str | None, str]] = [(statement.object, "object")]
    others += [(a.iri, a.role) for a in statement.arguments]
    others += [(iri, "mention") for iri in statement.mentioned]
    known: list[tuple[str, str]] = []
    for iri, role in others:
        if iri and iri not in (statement.subject, *(seen for seen, _ in known)):
            known.append((iri, role))
    if statement.subject and statement.object == statement.subject:
        known.insert(0, (statement.subject, "object"))
    alone = statement.subject
    if alone is None and known:
        alone = known.pop(0)[0]
    if alone is None:
        return []
    found = [(alone, iri, role) for iri, role in known]
    takes_part = any(role != "mention" for _, _, role in found)
    if not takes_part and statement.speaker and statement.speaker not in (alone, *(iri for _, iri, _ in found)):
        found.insert(0, (statement.speaker, alone, "speaker"))
    return found


def weight(statement: Statement, role: str) -> float:
    """How strongly an edge ties: the confidence, less for a claim and for a mere mention."""
    factor = (1.0 if statement.status == "fact" else CLAIM_WEIGHT) * (MENTION_WEIGHT if role == "mention" else 1.0)
    return round(statement.confidence * factor, 6)


def _edge(statement: Statement, role: str) -> dict[str, Any]:
    return {
        "statement": statement.iri,
        "property": statement.property,
        "lemma": statement.lemma,
        "label": statement.label,
        "role": role,
        "polarity": statement.polarity,
        "modality": statement.modality,
        "status": statement.status,
        "speaker": statement.speaker,
        "speaker_text": statement.speaker_text,
        "evidence": tuple((e.article, e.start, e.end) for e in statement.evidence),
        "time": statement.time,
        "confidence": statement.confidence,
        "weight": weight(statement, role),
    }


def bare_triples(
    store: Any, entities: tuple[Node, ...], found: tuple[Statement, ...]
) -> tuple[tuple[str, str, str], ...]:
    """(subject, predicate, object) between two entities that no statement carries, as in another's data set."""
    import pyoxigraph

    known = {node.iri for node in entities}
    carried = {(s.subject, s.property, s.object) for s in found}
    added = set()
    for iri in known:
        for quad in store.quads_for_pattern(pyoxigraph.NamedNode(iri), None, None, None):
            predicate, target = quad.predicate.value, quad.object
            if not is_iri(target) or target.value not in known or predicate.startswith(_NO_TIES):
                continue
            if "/relation/" not in predicate and (iri, predicate, target.value) not in carried:
                added.add((iri, predicate, target.value))
    return tuple(sorted(added))


def _add_bare(store: Any, graph: Any, entities: tuple[Node, ...], found: tuple[Statement, ...]) -> None:
    for subject, predicate, value in bare_triples(store, entities, found):
        data: dict[str, Any] = {
            "statement": None,
            "property": predicate,
            "lemma": "",
            "label": local(predicate),
            "role": "object",
            "polarity": "positive",
            "modality": None,
            "status": "fact",
            "speaker": None,
            "speaker_text": "",
            "evidence": (),
            "time": None,
            "confidence": 1.0,
            "weight": 1.0,
        }
        graph.add_edge(subject, value, key=f"{subject} {predicate} {value}", **data)

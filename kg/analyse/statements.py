"""Statements, entities and offices read back from the graph, as plain dataclasses.

Takes a pyoxigraph store (or something that holds one) in the shape that docs/graph.md describes; gives
`Statement`, `Node` and `Article` tuples that name everything by IRI. Of "Die Ministerin fordere ein Verbot,
sagte Kern." comes one `Statement` whose `status` is "claim" and whose `speaker` is Kern's IRI.

Leaves out: the text, mentions and quotations (kg.view.collect) and what follows from a statement (measures).
An office is folded: "Kern holds the post Sprecherin of the party" becomes an edge from Kern to the party.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

KG = "https://kg.example/ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
PROV = "http://www.w3.org/ns/prov#"
SCHEMA = "https://schema.org/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
OWL = "http://www.w3.org/2002/07/owl#"
ORG = "http://www.w3.org/ns/org#"
NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
ITSRDF = "http://www.w3.org/2005/11/its/rdf#"
TIME = "http://www.w3.org/2006/time#"
DCTERMS = "http://purl.org/dc/terms/"

TYPES = ("Person", "Organization", "Place", "Event", "Work", "Product", "Group", "Thing")
_TYPE_OF_CLASS = {
    **{SCHEMA + name: name for name in ("Person", "Organization", "Place", "Event", "Product", "Thing")},
    SCHEMA + "CreativeWork": "Work",
    SCHEMA + "Country": "Place",
    "http://semanticweb.cs.vu.nl/2009/11/sem/Event": "Event",
    **{KG + name: name for name in TYPES},
}
_PASSAGE = re.compile(r"(.*)#char=(\d+),(\d+)", re.DOTALL)


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """Characters of an article: half open Python string offsets."""

    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Node:
    """An entity: IRI, label, one of `TYPES`, its classes, other names, equal IRIs and offices as words."""

    iri: str
    label: str
    type: str
    classes: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Argument:
    """A further participant: `role` is a local name (recipient), `iri` None where only words are known."""

    role: str
    iri: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement. `status` is "fact" (the article asserts it) or "claim" (everything else).

    `label` is what a person reads for the predicate; `time` is as the text gives it, `first` and `last` the
    ISO dates that bound it, where the calendar gives any. `confidence` is 0…1. `mentioned` are entities that
    only the words of the statement name: of "Kern lobt die Pläne der Stadt Hamm" the city.
    """

    iri: str
    kind: str
    subject: str | None
    subject_text: str
    property: str | None
    lemma: str
    label: str
    object: str | None
    object_text: str
    arguments: tuple[Argument, ...]
    polarity: str
    modality: str | None
    status: str
    speaker: str | None
    speaker_text: str
    quotation: str | None
    article: str | None
    sentence: Evidence | None
    evidence: tuple[Evidence, ...]
    time: str | None
    first: str | None
    last: str | None
    place: str | None
    confidence: float
    mentioned: tuple[str, ...] = ()


def store_of(graph: Any) -> Any:
    """The `pyoxigraph.Store` behind a graph: itself, its store's engine, or a copy where that is elsewhere.

    Raises:
        TypeError: there is none.
    """
    import pyoxigraph

    if isinstance(graph, pyoxigraph.Store):
        return graph
    inner = getattr(graph, "store", None)
    for holder, name in ((graph, "store"), (inner, "engine"), (inner, "_engine")):
        engine = getattr(holder, name, None)
        if isinstance(engine, pyoxigraph.Store):
            return engine
    if inner is not None and hasattr(inner, "quads") and hasattr(inner, "replace"):
        copy = pyoxigraph.Store()
        copy.bulk_extend(inner.quads())
        return copy
    if hasattr(graph, "serialize"):
        store = pyoxigraph.Store()
        written = graph.serialize(format="nt")
        store.load(written.encode() if isinstance(written, str) else written, format=pyoxigraph.RdfFormat.N_TRIPLES)
        return store
    raise TypeError(f"no RDF store in {type(graph).__name__}")


def pairs(store: Any, predicate: str) -> Iterator[tuple[str, Any]]:
    """Subject IRI and object term of every quad with `predicate`, in any graph."""
    import pyoxigraph

    for quad in store.quads_for_pattern(None, pyoxigraph.NamedNode(predicate), None, None):
        yield quad.subject.value, quad.object


def column(store: Any, *predicates: str) -> dict[str, list[Any]]:
    """Subject IRI → sorted distinct object terms of `predicates`."""
    found: dict[str, set[Any]] = defaultdict(set)
    for predicate in predicates:
        for subject, term in pairs(store, predicate):
            found[subject].add(term)
    return {key: sorted(terms, key=lambda term: (term.value, str(term))) for key, terms in found.items()}


def values(store: Any, *predicates: str) -> dict[str, str]:
    """Subject IRI → the first value of `predicates` as a string."""
    return {subject: terms[0].value for subject, terms in column(store, *predicates).items()}


def is_iri(term: Any) -> bool:
    """Whether a term names something, rather than being words."""
    import pyoxigraph

    return isinstance(term, pyoxigraph.NamedNode)


def local(iri: str) -> str:
    """The last part of an IRI, readable: `…/relation/ab%20lehnen` → `ab lehnen`."""
    return unquote(re.split(r"[#/]", iri.rstrip("#/"))[-1])


def passage(iri: str) -> Evidence | None:
    """`A#char=12,20` (RFC 5147) as Evidence."""
    found = _PASSAGE.fullmatch(iri)
    return Evidence(found[1], int(found[2]), int(found[3])) if found else None


def _passages(terms: list[Any]) -> tuple[Evidence, ...]:
    return tuple(sorted(found for term in terms if (found := passage(term.value))))


@dataclass(frozen=True, slots=True)
class Labels:
    """Names of things: entity labels, and words for properties and classes in `language`."""

    of: dict[str, str]

    def __call__(self, iri: str) -> str:
        """The label, or the readable end of the IRI."""
        return self.of.get(iri) or local(iri)


def labels(store: Any, language: str = "de") -> Labels:
    """rdfs:label of everything in the store, preferring `language`, then none, then any."""
    ranked: dict[str, tuple[int, str]] = {}
    for subject, term in pairs(store, RDFS + "label"):
        tag = getattr(term, "language", None)
        rank = 0 if tag == language else 1 if tag is None else 2
        if subject not in ranked or (rank, term.value) < ranked[subject]:
            ranked[subject] = (rank, term.value)
    return Labels({iri: text for iri, (_, text) in ranked.items()})

"""The names the graph is written with: namespaces, prefixes and the terms that lift.py uses.

Takes nothing; gives pyoxigraph NamedNodes and helpers that make clean literals.
Leaves out: what a term means (ontology/kg.ttl) and where it stands (docs/graph.md).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

# What a query may use without declaring it, and what Turtle is written with.
PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "kg": "https://kg.example/ontology#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "schema": "https://schema.org/",
        "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
        "prov": "http://www.w3.org/ns/prov#",
        "org": "http://www.w3.org/ns/org#",
        "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
        "itsrdf": "http://www.w3.org/2005/11/its/rdf#",
        "time": "http://www.w3.org/2006/time#",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "dcterms": "http://purl.org/dc/terms/",
        "void": "http://rdfs.org/ns/void#",
        "sd": "http://www.w3.org/ns/sparql-service-description#",
        "wd": "http://www.wikidata.org/entity/",
    }
)

# Entities read as `person:Angela_Merkel` in Turtle and may be asked for so; only under the base of docs/design.md.
_BASE: Final = "https://kg.example/id/"
ENTITY_PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        name: f"{_BASE}{name}/"
        for name in ("person", "organization", "place", "group", "event", "work", "product", "thing", "verb", "post")
    }
)

_DEFAULT: Final = DefaultGraph()
KNOWN_PREFIXES: Final = {**PREFIXES, **ENTITY_PREFIXES}
# What a query may use undeclared: `article:lindau` too, which Turtle could not write for the article's parts.
QUERY_PREFIXES: Final = {**KNOWN_PREFIXES, "article": f"{_BASE}article/"}

# XML 1.0 cannot carry these and some readers stop at them; one U+FFFD each keeps every offset where it was.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


_PREFIX: Final = re.compile(r"([A-Za-z]\w*):")


def used_prefixes(sparql: str) -> dict[str, str]:
    """Those of our prefixes whose names stand in a query, in text or not; declaring one too many does no harm."""
    return {name: QUERY_PREFIXES[name] for name in set(_PREFIX.findall(sparql)) & QUERY_PREFIXES.keys()}


def term(name: str) -> NamedNode:
    """The IRI of a prefixed name.

    >>> term("kg:Claim").value
    'https://kg.example/ontology#Claim'
    """
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def clean(text: str) -> str:
    """`text` with every character that RDF formats cannot carry replaced by U+FFFD; its length is kept."""
    return _UNWRITABLE.sub("\ufffd", text)


def typed(value: str | int | float, datatype: str) -> Literal:
    """A literal with a datatype of XML Schema: `typed(12, "integer")`.

    Oxigraph keeps all whole numbers as xsd:integer, so NIF's xsd:nonNegativeInteger would not come back out.
    """
    return Literal(str(value), datatype=NamedNode(PREFIXES["xsd"] + datatype))


def decimal(value: float) -> Literal:
    """A number as canonical xsd:decimal (XSD 1.1): no exponent, at most six digits after the point."""
    written = f"{value:.6f}".rstrip("0").rstrip(".")
    return typed("0" if written == "-0" else written, "decimal")


def in_graph(triple: Triple, graph: NamedNode | DefaultGraph = _DEFAULT) -> Quad:
    """The triple as a quad of a graph."""
    return Quad(triple.subject, triple.predicate, triple.object, graph)


def shorten(iri: str) -> str:
    """`kg:Claim` for its IRI where a prefix of ours fits, else the IRI itself."""
    for prefix, namespace in KNOWN_PREFIXES.items():
        if iri.startswith(namespace) and re.fullmatch(r"[\w-]+", iri[len(namespace) :]):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri

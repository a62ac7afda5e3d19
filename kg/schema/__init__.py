"""Room 2: the ontology as plain data. `load()` gives a Schema: concepts by words, names by forms, IRIs.

Reads ontology/ (Turtle) with pyoxigraph; no RDF object leaves this room.
"""

from __future__ import annotations

from kg.schema.entries import Concept, Name, Word
from kg.schema.iris import BASE, iri_article, iri_entity
from kg.schema.loading import Schema, load
from kg.schema.location import directory, shapes
from kg.schema.queries import NamedQuery, Parameter, bind, queries, query
from kg.schema.verbforms import third_person

__all__ = [
    "BASE",
    "Concept",
    "Name",
    "NamedQuery",
    "Parameter",
    "Schema",
    "Word",
    "bind",
    "directory",
    "iri_article",
    "iri_entity",
    "load",
    "queries",
    "query",
    "shapes",
    "third_person",
]

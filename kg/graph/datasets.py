"""Reads the FROM clauses of a query, so that several default graphs can be merged as sets.

SPARQL 1.1 (section 13.2) makes the default graph the RDF merge of all FROM graphs, in which a triple stands once;
Oxigraph gives it once for each graph. Takes the query's text; gives the graphs that FROM and FROM NAMED name.
Leaves out: relative IRIs, which the stores have no base for.
"""

from __future__ import annotations

import re
from typing import Final

from pyoxigraph import NamedNode

from kg.graph.guard import tokens
from kg.graph.vocabulary import QUERY_PREFIXES

_FROM: Final = re.compile(r"\bfrom\b", re.IGNORECASE)


def dataset_of(sparql: str) -> tuple[list[NamedNode], list[NamedNode]]:
    """The graphs of FROM and of FROM NAMED, each once; both empty where the query names none.

    >>> dataset_of("SELECT * FROM <urn:a> FROM NAMED <urn:b> { ?s ?p ?o }")
    ([<NamedNode value=urn:a>], [<NamedNode value=urn:b>])
    """
    if not _FROM.search(sparql):
        return [], []
    prefixes = dict(QUERY_PREFIXES)
    default: dict[NamedNode, None] = {}
    named: dict[NamedNode, None] = {}
    words: list[str] = []
    name = ""
    for kind, text in tokens(sparql):
        if kind == "comment" or text.isspace():
            continue
        if text == "{":
            break
        if kind == "word":
            words = [*words[-1:], text.upper()]
        elif kind == "name" and words[-1:] == ["PREFIX"]:
            name = text.removesuffix(":")
        elif kind == "iri" and words[-1:] == ["PREFIX"]:
            prefixes[name] = text[1:-1]
        elif kind in {"iri", "name"} and words:
            target = named if words == ["FROM", "NAMED"] else default if words[-1] == "FROM" else None
            node = _node(text[1:-1]) if kind == "iri" else _expand(text, prefixes)
            if target is not None and node is not None:
                target[node] = None
    return list(default), list(named)


def _expand(text: str, prefixes: dict[str, str]) -> NamedNode | None:
    prefix, _, local = text.partition(":")
    if prefix not in prefixes:
        return None  # the engine says so
    return _node(prefixes[prefix] + re.sub(r"\\(.)", r"\1", local))


def _node(iri: str) -> NamedNode | None:
    try:
        return NamedNode(iri)
    except ValueError:
        return None

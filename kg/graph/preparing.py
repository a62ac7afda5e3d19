"""What is looked at in the text of a query before the engine gets it, remembered for texts that are asked again.

Takes SPARQL; gives the prefixes of ours that it uses and the graphs of its FROM clauses, or refuses it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pyoxigraph import NamedNode

from kg.graph.datasets import dataset_of
from kg.graph.guard import refuse_remote, tokens
from kg.graph.vocabulary import QUERY_PREFIXES, used_prefixes

_LONG: Final = 10_000


@dataclass(frozen=True, slots=True)
class Prepared:
    """Prefix → namespace for the parser, and the graphs that FROM and FROM NAMED name."""

    prefixes: dict[str, str]
    default_graphs: tuple[NamedNode, ...]
    named_graphs: tuple[NamedNode, ...]


def prepare(sparql: str) -> Prepared:
    """Look at a query or update.

    Raises:
        QueryError: it would reach the network or a file.
    """
    return _remembered(sparql) if len(sparql) < _LONG else _prepare(sparql)


def _prepare(sparql: str) -> Prepared:
    refuse_remote(sparql)
    default, named = dataset_of(sparql)
    return Prepared(used_prefixes(sparql), tuple(default), tuple(named))


def undeclared(sparql: str) -> str | None:
    """Which prefix a query uses without declaring it, and how to declare it; None where each is known.

    >>> undeclared("SELECT * { ex:a ?p ?o }")
    'the prefix ex: is not declared; begin with PREFIX ex: <…> (its namespace in full)'
    """
    declared = set(QUERY_PREFIXES)
    before = ""
    for kind, text in tokens(sparql):
        if kind == "comment" or text.isspace():
            continue
        prefix = text.partition(":")[0]
        if kind == "name" and before == "PREFIX":
            declared.add(prefix)
        elif kind == "name" and prefix not in declared and prefix != "_":
            return f"the prefix {prefix}: is not declared; begin with PREFIX {prefix}: <…> (its namespace in full)"
        before = text.upper() if kind == "word" else ""
    return None


_remembered = lru_cache(maxsize=512)(_prepare)

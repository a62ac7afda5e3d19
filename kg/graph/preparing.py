"""What is looked at in the text of a query before the engine gets it, remembered for texts that are asked again.

Takes SPARQL; gives the prefixes of ours that it uses and the graphs of its FROM clauses, or refuses it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pyoxigraph import NamedNode

from kg.graph.datasets import dataset_of
from kg.graph.guard import refuse_remote
from kg.graph.vocabulary import used_prefixes

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


_remembered = lru_cache(maxsize=512)(_prepare)

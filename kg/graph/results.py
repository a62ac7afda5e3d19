"""What a query gave: rows, yes or no, or triples; and how it is written down.

Takes what a Store's `query` returns; gives a Results that is iterated once and serialized as table (for people),
csv, tsv, json, xml (SPARQL 1.1 results), or, for triples, turtle and the other RDF formats.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import IO, Final, TypeVar

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolution,
    QuerySolutions,
    QueryTriples,
    Triple,
)

from kg.errors import QueryError
from kg.graph import formats
from kg.graph.stores import QueryResult
from kg.graph.vocabulary import shorten
from kg.graph.writing import write_triples

TABULAR: Final = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
_T = TypeVar("_T")
_YES_NO: Final = frozenset({"json", "xml"})


class Results:
    """The answer to one query; rows are read as they are asked for, once.

    Attributes:
        found: what the store gave.
        kind: `select`, `ask` or `graph`.
        variables: names of the columns, without `?`; empty unless `select`.
    """

    def __init__(self, found: QueryResult) -> None:
        self.found = found
        self.kind = (
            "select" if isinstance(found, QuerySolutions) else "ask" if isinstance(found, QueryBoolean) else "graph"
        )
        self.variables = (
            tuple(variable.value for variable in found.variables) if isinstance(found, QuerySolutions) else ()
        )

    def __iter__(self) -> Iterator[QuerySolution]:
        """Rows as the engine gives them; `row["name"]` is a pyoxigraph term, None where the variable is unbound.

        Raises:
            QueryError: the query is no SELECT.
            RuntimeError: the store failed while rows were read; `values` and `write` say it as QueryError.
        """
        if not isinstance(self.found, QuerySolutions):
            raise QueryError("the query gives no rows; ask with SELECT")
        return iter(self.found)

    def __bool__(self) -> bool:
        """The answer of an ASK; of the others, that there is an answer."""
        return bool(self.found) if isinstance(self.found, QueryBoolean) else True

    def values(self) -> Iterator[tuple[str | None, ...]]:
        """Rows as tuples of plain strings (IRIs in full, literals without type), None where unbound."""
        for row in self._rows():
            yield tuple(None if row[name] is None else _plain(row[name]) for name in self.variables)

    def triples(self) -> Iterator[Triple]:
        """The triples of a CONSTRUCT or DESCRIBE."""
        if self.kind != "graph":
            raise QueryError("the query gives no triples; ask with CONSTRUCT or DESCRIBE")
        if isinstance(self.found, QueryTriples):
            yield from _guarded(iter(self.found))

    def serialize(self, format: str = "table") -> bytes:
        """The answer as bytes (UTF-8) in `table`, `csv`, `tsv`, `json`, `xml`, or an RDF format's name.

        Raises:
            QueryError: the format does not fit the kind of query.
        """
        out = io.BytesIO()
        self.write(out, format)
        return out.getvalue()

    def write(self, out: IO[bytes], format: str = "table") -> None:
        """As `serialize`, to a binary file."""
        if self.kind == "graph":
            self.write_some(out, "turtle" if format == "table" else format, self.triples())
        elif format == "table":
            out.write(self._table().encode())
        elif format in TABULAR and (self.kind == "select" or format in _YES_NO):
            try:
                if not isinstance(self.found, QueryTriples):
                    self.found.serialize(out, format=TABULAR[format])
            except (RuntimeError, ValueError) as error:
                raise QueryError(f"SPARQL: {error}") from error
        else:
            wanted = "SELECT" if format in TABULAR else "CONSTRUCT or DESCRIBE"
            raise QueryError(f"{format} does not fit this query; it wants {wanted}")

    def to_table(self) -> str:
        """A table for people: IRIs shortened, literals without their types."""
        return self._table()

    def _rows(self) -> Iterator[QuerySolution]:
        return _guarded(iter(self))

    def _table(self) -> str:
        from tabulate import tabulate

        if isinstance(self.found, QueryBoolean):
            return f"{'yes' if self.found else 'no'}\n"
        rows = [["" if row[name] is None else _short(row[name]) for name in self.variables] for row in self._rows()]
        return tabulate(rows, headers=list(self.variables), disable_numparse=True) + "\n"

    @staticmethod
    def write_some(out: IO[bytes], name: str, triples: Iterable[Triple]) -> None:
        """Write triples in an RDF format.

        Raises:
            QueryError: it is no RDF format, or cannot hold a term.
        """
        if name in TABULAR:
            raise QueryError(
                f"{name} does not fit this query; it gives triples: say turtle, ntriples, jsonld or rdfxml"
            )
        format = formats.by_name(name)
        if format.rdf is None:
            raise QueryError(f"{name} does not fit the answer to a query; say turtle, ntriples, jsonld or rdfxml")
        try:
            write_triples(triples, out, format)
        except ValueError as error:
            raise QueryError(f"{name} cannot be written: {error}") from error


def _guarded(rows: Iterator[_T]) -> Iterator[_T]:
    try:
        yield from rows
    except (RuntimeError, ValueError) as error:
        raise QueryError(f"SPARQL: {error}") from error


def _plain(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def _short(term: object) -> str:
    text = shorten(term.value) if isinstance(term, NamedNode) else _plain(term)
    return " ".join(text.split())

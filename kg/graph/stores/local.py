"""A store in memory, and what the stores on disk share with it.

Takes nothing, or a pyoxigraph store; gives a Store over it (the engine is Oxigraph).
Leaves out: files and locks (kg.graph.stores.disk); cancelling a query, which the engine cannot (kg.serve runs
queries in processes that can be ended).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Triple

from kg.errors import GraphError, NotFoundError, QueryError
from kg.graph.preparing import prepare, undeclared
from kg.graph.stores import QueryResult
from kg.graph.stores.following import following
from kg.graph.stores.union import change
from kg.graph.vocabulary import in_graph

if TYPE_CHECKING:
    import rdflib


class MemoryStore:
    """A store in memory; also what the stores on disk are made of."""

    def __init__(self, engine: pyoxigraph.Store | None = None, name: str = "memory:") -> None:
        self.name = name
        self._engine: pyoxigraph.Store | None = pyoxigraph.Store() if engine is None else engine

    @property
    def engine(self) -> pyoxigraph.Store:
        """The pyoxigraph store. What is written to it directly, its owner must keep in step with the union."""
        if self._engine is None:
            raise GraphError(f"{self.name}: the store is closed")
        return self._engine

    def query(
        self, sparql: str, default_graphs: Sequence[NamedNode] = (), named_graphs: Sequence[NamedNode] = ()
    ) -> QueryResult:
        """See Store."""
        prepared = prepare(sparql)
        engine = self.engine
        if not default_graphs and not named_graphs and len(prepared.default_graphs) > 1:
            default_graphs, named_graphs = prepared.default_graphs, prepared.named_graphs
        if len(default_graphs) > 1:
            # the engine would give a triple once for each graph; RDF merges graphs as sets
            engine = _merged(engine, default_graphs, named_graphs)
            default_graphs = [_MERGED]
        with _query_errors(sparql):
            if not default_graphs and not named_graphs:
                return engine.query(sparql, prefixes=prepared.prefixes)
            return engine.query(
                sparql,
                prefixes=prepared.prefixes,
                default_graph=list(default_graphs),
                named_graphs=list(named_graphs),
            )

    def update(self, sparql: str) -> None:
        """See Store."""
        prefixes = prepare(sparql).prefixes
        with _query_errors(sparql):
            rewritten = following(sparql)
            with self._writing():
                try:
                    self.engine.update(rewritten, prefixes=prefixes)
                except SyntaxError:
                    pyoxigraph.Store().update(sparql, prefixes=prefixes)  # names the place in the text as it was given
                    raise

    def graphs(self) -> Iterator[NamedNode]:
        """See Store."""
        return (name for name in self.engine.named_graphs() if isinstance(name, NamedNode))

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """See Store."""
        return self.engine.quads_for_pattern(None, None, None, graph)

    def replace(self, graph: NamedNode, quads: Iterable[Quad]) -> bool:
        """See Store."""
        update = change(graph, list(self.quads(graph)), quads, self._held_elsewhere)
        if update is None:
            return False
        with self._writing():
            self.engine.update(update)
        return True

    def remove(self, graph: NamedNode) -> bool:
        """See Store."""
        quads = list(self.quads(graph))
        if not quads and graph not in set(self.graphs()):
            return False
        update = change(graph, quads, (), self._held_elsewhere) or f"DROP SILENT GRAPH {graph}"
        with self._writing():
            self.engine.update(update)
        return True

    def load(self, path: Path, format: RdfFormat, graph: NamedNode | None = None) -> None:
        """See Store. Memory does not grow with the file where it holds triples for the default graph."""
        with self._writing(), _load_errors(path):
            if format.supports_datasets or graph:
                self.engine.bulk_extend(_with_union(path, format, graph))
            else:
                self.engine.bulk_load(path=str(path), format=format)

    def backup(self, target: Path) -> None:  # noqa: ARG002 - the protocol's signature
        """See Store."""
        raise GraphError(f"{self.name}: a store in memory has no backup; export it")

    def rdflib(self) -> rdflib.Graph:
        """See Store."""
        import rdflib
        from oxrdflib import OxigraphStore
        from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

        return rdflib.Graph(store=OxigraphStore(store=self.engine), identifier=DATASET_DEFAULT_GRAPH_ID)

    def __len__(self) -> int:
        """See Store."""
        (row,) = self.engine.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")  # type: ignore[misc]  # a SELECT
        return int(row["n"].value)

    def close(self) -> None:
        """See Store."""
        self._engine = None

    def _held_elsewhere(self, triples: Sequence[Triple], graph: NamedNode) -> set[Triple]:
        own = {graph, DefaultGraph()}
        find = self.engine.quads_for_pattern
        return {t for t in triples if any(q.graph_name not in own for q in find(t.subject, t.predicate, t.object))}

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Around every change."""
        with disk_errors(self.name):
            yield


def _with_union(path: Path, format: RdfFormat, graph: NamedNode | None) -> Iterator[Quad]:
    """The quads of a file, and of each that has a graph the triple for the default graph."""
    for quad in pyoxigraph.parse(path=str(path), format=format):
        named = in_graph(quad.triple, graph) if graph else quad
        yield named
        if not isinstance(named.graph_name, DefaultGraph):
            yield in_graph(named.triple)


_MERGED: Final = NamedNode("urn:kg:merged")


def _merged(
    engine: pyoxigraph.Store, default_graphs: Iterable[NamedNode], named_graphs: Iterable[NamedNode]
) -> pyoxigraph.Store:
    """The chosen graphs in memory: the default ones merged into one, the named ones as they are."""
    chosen = pyoxigraph.Store()
    for graph in default_graphs:
        chosen.extend([in_graph(q.triple, _MERGED) for q in engine.quads_for_pattern(None, None, None, graph)])
    for graph in named_graphs:
        chosen.extend(engine.quads_for_pattern(None, None, None, graph))
    return chosen


@contextmanager
def _query_errors(sparql: str) -> Iterator[None]:
    try:
        yield
    except SyntaxError as error:
        text = str(error)
        said = undeclared(sparql) if "Prefix not found" in text else None
        raise QueryError(f"SPARQL: {said or short_syntax_error(text)}") from error
    except (RuntimeError, ValueError) as error:
        raise QueryError(f"SPARQL: {one_line(str(error))}") from error


@contextmanager
def _load_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except SyntaxError as error:
        raise GraphError(f"{path}: {short_syntax_error(str(error))}") from error
    except FileNotFoundError as error:
        raise NotFoundError(f"{path}: there is no such file") from error
    except (ValueError, UnicodeDecodeError) as error:
        raise GraphError(f"{path}: {one_line(str(error))}") from error


@contextmanager
def disk_errors(name: str) -> Iterator[None]:
    """Say an OSError of the engine as a GraphError that names the store."""
    try:
        yield
    except OSError as error:
        raise disk_error(name, error) from error


def disk_error(name: str, error: OSError) -> GraphError:
    """The GraphError for what the engine or the disk refused."""
    text = one_line(str(error))
    if "No space left" in text:
        return GraphError(f"{name}: the disk is full; nothing of this change was kept")
    return GraphError(f"{name}: {text}")


def short_syntax_error(text: str) -> str:
    """Oxigraph's message without the long list of what it would have taken.

    >>> short_syntax_error('error at 1:16: expected one of "$", ' + "'x', [_]")
    'error at 1:16: not expected here'
    """
    head, found, tail = one_line(text).partition("expected one of")
    return f"{head}not expected here" if found and tail.count(",") > 1 else one_line(text)


def one_line(text: str) -> str:
    """`text` with its line breaks as spaces."""
    return " ".join(text.split())

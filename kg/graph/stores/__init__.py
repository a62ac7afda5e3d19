"""Where a graph is kept. A store is named by one string and passes one suite of tests (tests/compliance).

    oxigraph:DIR    on disk (RocksDB, through pyoxigraph); one process writes, many read
    memory:         in this process, gone at its end
    sparql:URL      any endpoint that speaks SPARQL 1.1 query and update

Every store keeps one named graph an article and, in its default graph, their union with each triple once:
a plain pattern neither misses an article nor counts a triple twice. (The engine's own "default graph as union"
returns a triple once for every graph that holds it, so that every count and every join would multiply.)
A triple leaves the default graph when the last named graph that holds it lets it go.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pyoxigraph import NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples, RdfFormat

if TYPE_CHECKING:
    import rdflib

QueryResult = QuerySolutions | QueryBoolean | QueryTriples


class Store(Protocol):
    """What every store can do. Writing raises GraphError where the store was opened for reading."""

    name: str

    def query(
        self, sparql: str, default_graphs: Sequence[NamedNode] = (), named_graphs: Sequence[NamedNode] = ()
    ) -> QueryResult:
        """Run a query whose prefixes are declared; over the whole store where no graphs are named.

        Raises:
            QueryError: it does not parse, is refused, or failed.
        """

    def update(self, sparql: str) -> None:
        """Run an update in one transaction.

        Raises:
            QueryError: it does not parse or failed; nothing was changed.
        """

    def graphs(self) -> Iterator[NamedNode]:
        """The names of the named graphs, in no order."""

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """The quads of a named graph; or of all graphs, the default graph included."""

    def replace(self, graph: NamedNode, quads: Iterable[Quad]) -> bool:
        """Make `quads` all that `graph` says, in one transaction; False if it said just that already."""

    def remove(self, graph: NamedNode) -> bool:
        """Remove a graph and what only it said, in one transaction; False if there was none."""

    def load(self, path: Path, format: RdfFormat, graph: NamedNode | None = None) -> None:
        """Add an RDF file, whole or not at all. Triples go to `graph`, or belong to nobody in the default graph."""

    def backup(self, target: Path) -> None:
        """Write a copy that opens as a store of its own.

        Raises:
            GraphError: the store has no such copy, or `target` is there already.
        """

    def rdflib(self) -> rdflib.Graph:
        """The default graph, the union of all articles, as an rdflib graph over this store."""

    def __len__(self) -> int:
        """How many triples the default graph holds."""

    def close(self) -> None:
        """Let go of files, locks and connections; closing twice is harmless."""


def open_store(resource: str, *, read_only: bool = False, create: bool = True) -> Store:
    """The store that `resource` names.

    Args:
        resource: `oxigraph:DIR`, `memory:` or `sparql:URL`.
        read_only: read the last committed state, beside a writer if there is one.
        create: whether a directory that is not there becomes an empty store.

    Raises:
        GraphError: no such kind of store, or it cannot be opened.
        LockedError: another process has it open for writing.
        NotFoundError: there is no store, and none is to be made.
    """
    from kg.errors import GraphError

    kind, _, rest = resource.partition(":")
    if kind == "memory" and not rest:
        from kg.graph.stores.local import MemoryStore

        return MemoryStore()
    if kind == "oxigraph" and rest:
        from kg.graph.stores.disk import DiskStore, SnapshotStore

        return SnapshotStore(Path(rest)) if read_only else DiskStore(Path(rest), create=create)
    if kind == "sparql" and rest:
        from kg.graph.stores.remote import RemoteStore

        return RemoteStore(rest, read_only=read_only)
    raise GraphError(f"{resource}: no such store; say oxigraph:DIR, memory: or sparql:URL")


def is_store(resource: str) -> bool:
    """Whether `resource` names a store rather than a file."""
    return resource.partition(":")[0] in {"oxigraph", "memory", "sparql"} and ":" in resource

"""Stores inside this process: in memory, on disk, and the last committed state of one on disk for reading.

Takes a directory; gives a Store over pyoxigraph (its engine is Oxigraph, on disk RocksDB).
Leaves out: cancelling a query, which the engine cannot; kg.serve runs queries in processes that can be ended.
"""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, Triple

from kg.errors import GraphError, LockedError, NotFoundError, QueryError
from kg.graph.preparing import prepare
from kg.graph.stores import QueryResult, snapshots
from kg.graph.stores.union import change
from kg.graph.vocabulary import in_graph

if TYPE_CHECKING:
    import rdflib

# A reader may hold the lock for the moment that a snapshot takes; a writer waits that long and no longer.
_PATIENCE: Final = 2.0
_READ_ONLY: Final = "opened for reading; open it without read_only to change it"


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
        with _query_errors():
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
        with self._writing(), _query_errors():
            self.engine.update(sparql, prefixes=prefixes)

    def graphs(self) -> Iterator[NamedNode]:
        """See Store."""
        return (name for name in self.engine.named_graphs() if isinstance(name, NamedNode))

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """See Store."""
        return self.engine.quads_for_pattern(None, None, None, graph)

    def replace(self, graph: NamedNode, quads: Iterable[Quad]) -> bool:
        """See Store. What was imported with blank nodes is removed first, in a transaction of its own."""
        old = list(self.quads(graph))
        if any(_is_blank(quad) for quad in old):
            self.remove(graph)
            old = []
        update = change(graph, old, quads, self._held_elsewhere)
        if update is None:
            return False
        with self._writing():
            self.engine.update(update)
        return True

    def remove(self, graph: NamedNode) -> bool:
        """See Store. Blank nodes, which only an import brings, leave the default graph before the rest."""
        quads = list(self.quads(graph))
        if not quads and graph not in set(self.graphs()):
            return False
        blank = [quad for quad in quads if _is_blank(quad)]
        update = change(graph, (quad for quad in quads if not _is_blank(quad)), (), self._held_elsewhere)
        with self._writing():
            for quad in blank:
                self.engine.remove(in_graph(quad.triple))
            self.engine.update(update or f"DROP SILENT GRAPH {graph}")
            self.engine.update(f"DROP SILENT GRAPH {graph}")
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
        with _disk_errors(self.name):
            yield


class DiskStore(MemoryStore):
    """The one writer of a store on disk; leaves a snapshot for readers after commits and when it closes.

    Args:
        directory: where the store is, or shall be.
        create: whether to make it.
        publish_every: seconds between snapshots while writing, or more where they are slow; 0 makes one for
            every commit.

    Raises:
        LockedError: another process has it open for writing.
        NotFoundError: it is not there and `create` is false.
    """

    def __init__(self, directory: Path, *, create: bool = True, publish_every: float = 1.0) -> None:
        self.directory = directory
        self._publish_every = publish_every
        self._published = 0.0
        self._pause = publish_every
        if not create and not is_directory_store(directory):
            raise NotFoundError(f"oxigraph:{directory}: there is no store; make one with `kg build --store`")
        if not is_directory_store(directory) and directory.is_dir() and _strangers(directory):
            raise GraphError(f"{directory}: holds other files and is no store; name a directory of its own")
        super().__init__(_open_engine(directory), f"oxigraph:{directory}")

    def backup(self, target: Path) -> None:
        """See Store; hard links where `target` is on the same file system."""
        copy_store(self.engine, target)

    def publish(self) -> None:
        """Let readers see what has been committed so far; takes a tenth of a busy writer's time at most."""
        began = time.monotonic()
        try:
            snapshots.publish(self.directory, self.engine)
        except OSError as error:
            reason = "the disk is full" if "No space left" in str(error) else _one_line(str(error))
            message = f"{self.name}: {reason}; what was committed is kept, but readers see an older state"
            raise GraphError(message) from error
        finally:
            self._published = time.monotonic()
        self._pause = max(self._publish_every, 10 * (self._published - began) if self._publish_every else 0)

    def close(self) -> None:
        """Leave a snapshot if the newest is older than the store, and give the lock back."""
        if self._engine is not None:
            try:
                if snapshots.is_dirty(self.directory):
                    self.publish()
            finally:
                self._engine = None

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with _disk_errors(self.name):
            snapshots.mark_dirty(self.directory)
            yield
        if not self._publish_every:
            self.publish()
        elif time.monotonic() - self._published >= self._pause:
            with suppress(GraphError):  # the change is committed; closing tries again and says what is wrong
                self.publish()


class SnapshotStore(MemoryStore):
    """The last committed state of a store on disk, whoever writes to it meanwhile; never changes.

    Raises:
        LockedError: the writer at work has not made a first snapshot yet.
        NotFoundError: there is no store.
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        if not is_directory_store(directory):
            raise NotFoundError(f"oxigraph:{directory}: there is no store; make one with `kg build --store`")
        self.snapshot, self._hold, engine = _open_snapshot(directory)
        self.remembered: dict[str, Any] = {}  # whoever computes something from what never changes may keep it here
        super().__init__(engine, f"oxigraph:{directory}")

    def is_current(self) -> bool:
        """Whether no newer snapshot has been left since this one was opened."""
        return snapshots.newest(self.directory) == self.snapshot

    def backup(self, target: Path) -> None:
        """See Store."""
        copy_directory(self.snapshot, target)

    def close(self) -> None:
        """See Store."""
        super().close()
        self._hold.close()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        raise GraphError(f"{self.name}: {_READ_ONLY}")
        yield


def _is_blank(quad: Quad) -> bool:
    return isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)


def is_directory_store(directory: Path) -> bool:
    """Whether a RocksDB store stands in `directory`."""
    return (directory / "CURRENT").is_file()


def _strangers(directory: Path) -> bool:
    """Whether a directory holds what a store killed while it was made does not leave behind."""
    ours = re.compile(r"LOCK|LOG.*|IDENTITY|snapshots|MANIFEST-.*|OPTIONS-.*|.*\.(dbtmp|log|sst)")
    return any(not ours.fullmatch(entry.name) for entry in directory.iterdir())


def copy_directory(source: Path, target: Path) -> None:
    """A copy of a store that nobody writes to; `target` is there whole or not at all."""
    if target.exists():
        raise GraphError(f"{target}: is there already; name a directory that is not")
    making = target.with_name(target.name + ".making")
    with _disk_errors(str(target)):
        shutil.rmtree(making, ignore_errors=True)
        try:
            shutil.copytree(source, making, ignore=shutil.ignore_patterns("reader.lock", "snapshots", "LOCK"))
            making.rename(target)
        except BaseException:
            shutil.rmtree(making, ignore_errors=True)
            raise


def copy_store(engine: pyoxigraph.Store, target: Path) -> None:
    """A backup of `engine` in the directory `target`, which must not be there yet."""
    if target.exists():
        raise GraphError(f"{target}: is there already; name a directory that is not")
    target.parent.mkdir(parents=True, exist_ok=True)
    with _disk_errors(str(target)):
        engine.flush()
        engine.backup(str(target))


def _open_engine(directory: Path) -> pyoxigraph.Store:
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            directory.mkdir(parents=True, exist_ok=True)
            return pyoxigraph.Store(str(directory))
        except OSError as error:
            if "lock" not in str(error).lower():
                raise _disk_error(str(directory), error) from error
            if time.monotonic() > until:
                raise LockedError(
                    f"oxigraph:{directory}: another process is writing to this store; wait until it is done, "
                    "or write through its server (sparql:URL)"
                ) from error
        time.sleep(0.05)


def _open_snapshot(directory: Path) -> tuple[Path, IO[bytes], pyoxigraph.Store]:
    failure: OSError | None = None
    for _ in range(50):
        if snapshots.is_dirty(directory):
            _refresh(directory)
        found = snapshots.newest(directory)
        if found is None:
            raise LockedError(f"oxigraph:{directory}: its first writer has committed nothing yet; try again")
        try:
            handle = snapshots.hold(found)
        except OSError as error:
            failure = error
            time.sleep(0.01)
            continue
        try:
            return found, handle, pyoxigraph.Store.read_only(str(found))
        except OSError as error:
            handle.close()
            failure = error
    raise GraphError(f"oxigraph:{directory}: no snapshot can be opened ({failure})") from failure


def _refresh(directory: Path) -> None:
    """Make the snapshot that a killed writer left out; a writer at work will make its own."""
    try:
        engine = pyoxigraph.Store(str(directory))
    except OSError:
        return
    try:
        snapshots.publish(directory, engine)
    except OSError as error:
        raise _disk_error(str(directory), error) from error


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
def _query_errors() -> Iterator[None]:
    try:
        yield
    except SyntaxError as error:
        raise QueryError(f"SPARQL: {short_syntax_error(str(error))}") from error
    except (RuntimeError, ValueError) as error:
        raise QueryError(f"SPARQL: {_one_line(str(error))}") from error


@contextmanager
def _load_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except SyntaxError as error:
        raise GraphError(f"{path}: {short_syntax_error(str(error))}") from error
    except FileNotFoundError as error:
        raise NotFoundError(f"{path}: there is no such file") from error
    except (ValueError, UnicodeDecodeError) as error:
        raise GraphError(f"{path}: {_one_line(str(error))}") from error


@contextmanager
def _disk_errors(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _disk_error(name, error) from error


def _disk_error(name: str, error: OSError) -> GraphError:
    text = _one_line(str(error))
    if "No space left" in text:
        return GraphError(f"{name}: the disk is full; nothing of this change was kept")
    return GraphError(f"{name}: {text}")


def short_syntax_error(text: str) -> str:
    """Oxigraph's message without the long list of what it would have taken.

    >>> short_syntax_error('error at 1:16: expected one of "$", ' + "'x', [_]")
    'error at 1:16: not expected here'
    """
    if "Prefix not found" in text:
        return _one_line(text).partition("expected")[0] + "a prefix is not declared"
    head, found, tail = _one_line(text).partition("expected one of")
    return f"{head}not expected here" if found and tail.count(",") > 1 else _one_line(text)


def _one_line(text: str) -> str:
    return " ".join(text.split())

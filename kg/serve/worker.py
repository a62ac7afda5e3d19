"""The process that does the work of one request at a time: `python -m kg.serve.worker`, talked to in frames.

In mode `read` it reads the newest snapshot of the store and takes a newer one as soon as there is one; in mode
`write` it is the store's one writer. It has no network, answers on its standard output, and ends with its input.
Memory is limited, so that a query that piles up rows ends this process and not the machine.
"""

from __future__ import annotations

import contextlib
import math
import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, Quad, QueryBoolean, QuerySolutions

from kg.errors import GraphError, KgError, LockedError, NotFoundError, QueryError
from kg.graph import Graph
from kg.graph.formats import FORMATS, Format
from kg.graph.results import TABULAR, Results
from kg.graph.stores.disk import DiskStore
from kg.graph.vocabulary import in_graph
from kg.serve import frames
from kg.serve.limits import Bounded, TooLarge
from kg.serve.negotiation import RESULT_TYPES, choose
from kg.serve.reading import Reading
from kg.serve.updates import with_dataset

Answer = tuple[dict[str, Any], bytes]
RDF_FORMATS = tuple(format for format in FORMATS if format.rdf)
_GRACE = 3


class RefusedError(KgError):
    """A request that cannot be served as it stands, with its HTTP status."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class Session:
    """The store that this process works on, and the jobs it can do."""

    def __init__(self, header: dict[str, Any]) -> None:
        self.directory = Path(header["store"])
        self.base = str(header["base"])
        self.writing = header["mode"] == "write"
        self._reading = None if self.writing else Reading(self.directory)
        self._writer = DiskStore(self.directory, publish_every=0) if self.writing else None
        _limit_memory(int(header["memory"]))
        self.jobs: dict[str, Callable[[dict[str, Any], bytes], Answer]] = {
            "query": self.query,
            "update": self.update,
            "get": self.get,
            "put": self.put,
            "post": self.post,
            "delete": self.delete,
        }

    @property
    def graph(self) -> Graph:
        """The newest state that can be read."""
        return self._reading.graph if self._reading else Graph(self.store)

    @property
    def store(self) -> DiskStore:
        """The store that is written to.

        Raises:
            RefusedError: this process only reads.
        """
        if self._writer is None:
            raise RefusedError(403, "this server is read-only; start it with --writable")
        return self._writer

    def close(self) -> None:
        """Let go of the store."""
        for one in (self._reading, self._writer):
            if one is not None:
                one.close()

    def run(self, header: dict[str, Any], body: bytes) -> Answer:
        """Do one job; what goes wrong becomes a status and a message."""
        from kg.serve import pages

        name = str(header["job"])
        try:
            if name in pages.JOBS:
                return pages.JOBS[name](self.graph, header)
            return self.jobs[name](header, body)
        except RefusedError as error:
            return {"status": error.status, "message": str(error)}, b""
        except TooLarge as error:
            return {"status": 413, "message": str(error)}, b""
        except NotFoundError as error:
            return {"status": 404, "message": str(error)}, b""
        except QueryError as error:
            return {"status": 403 if "is refused" in str(error) else 400, "message": str(error)}, b""
        except LockedError as error:
            return {"status": 503, "message": str(error)}, b""
        except GraphError as error:
            full = "disk is full" in str(error)
            return {"status": 507 if full else 400, "message": self._private(str(error))}, b""
        except MemoryError:
            return {"status": 503, "message": "the request took more memory than a request may take"}, b""
        except Exception:
            traceback.print_exc()  # to the server's log; the client learns that it failed and no more
            return {"status": 500, "message": "the server could not do this"}, b""

    def _private(self, message: str) -> str:
        """A message without the place of the store on this machine."""
        return message.replace(f"oxigraph:{self.directory}", "the store").replace(str(self.directory), "the store")

    def query(self, header: dict[str, Any], _: bytes) -> Answer:
        """A SPARQL query; the answer in the format that its Accept header likes best."""
        default, named = _nodes(header["default"]), _nodes(header["named"])
        results = Results(self.graph.store.query(header["query"], default, named))
        limits = (int(header["max_bytes"]), int(header["max_rows"]))
        if results.kind == "graph":
            format = _rdf_format(header["accept"])
            out = Bounded(*limits)
            out_of = results.triples()
            results.write_some(out, format.name, _counted(out_of, limits[1]))
            return {"type": format.media_types[0]}, out.getvalue()
        media = choose(header["accept"], [*RESULT_TYPES])
        if media is None:
            raise RefusedError(406, f"the answer comes as {', '.join(RESULT_TYPES)}")
        name = RESULT_TYPES[media]
        out = Bounded(*limits, name)
        found = results.found
        if isinstance(found, QuerySolutions | QueryBoolean):
            with _query_failures():
                found.serialize(out, format=TABULAR[name])
        return {"type": media}, out.getvalue()

    def update(self, header: dict[str, Any], _: bytes) -> Answer:
        """A SPARQL update, in one transaction."""
        text = with_dataset(header["update"], _nodes(header["using"]), _nodes(header["using_named"]))
        self.store.update(text)
        return {}, b""

    def get(self, header: dict[str, Any], _: bytes) -> Answer:
        """A graph, or all of them, as RDF (Graph Store Protocol, GET)."""
        graph = self.graph
        name = _node(header["graph"]) if header["graph"] else None
        if name is not None and next(iter(graph.store.quads(name)), None) is None:
            raise NotFoundError(f"there is no graph {name.value}")
        format = _rdf_format(header["accept"], graphs=bool(header.get("all")))
        out = Bounded(int(header["max_bytes"]), int(header["max_rows"]))
        from kg.graph import writing

        writing.write(graph.store, out, format, name)
        return {"type": format.media_types[0]}, out.getvalue()

    def put(self, header: dict[str, Any], body: bytes) -> Answer:
        """Make the body all that a graph says (Graph Store Protocol, PUT)."""
        name = _node(header["graph"])
        was_there = name in set(self.store.graphs())
        with _rdf_file(body, header["type"]) as (_, _, quads):
            self.store.replace(name, [in_graph(quad.triple, name) for quad in quads])
        return {"created": not was_there}, b""

    def post(self, header: dict[str, Any], body: bytes) -> Answer:
        """Add the body to a graph (Graph Store Protocol, POST)."""
        name = _node(header["graph"])
        was_there = name in set(self.store.graphs())
        with _rdf_file(body, header["type"]) as (path, format, _quads):
            self.store.load(path, format, name)
        return {"created": not was_there}, b""

    def delete(self, header: dict[str, Any], _: bytes) -> Answer:
        """Remove a graph (Graph Store Protocol, DELETE)."""
        if not self.store.remove(_node(header["graph"])):
            raise NotFoundError(f"there is no graph {header['graph']}")
        return {}, b""


def _node(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise RefusedError(400, f"{iri!r} is no IRI") from error


def _nodes(iris: list[str]) -> list[NamedNode]:
    return [_node(iri) for iri in iris]


def _rdf_format(accept: str | None, *, graphs: bool = False) -> Format:
    formats = [format for format in RDF_FORMATS if format.graphs or not graphs]
    if graphs:
        formats.sort(key=lambda known: known.name != "trig")
    media = choose(accept, [media for format in formats for media in format.media_types])
    for format in formats:
        if media in format.media_types:
            return format
    raise RefusedError(406, f"the answer comes as {', '.join(format.media_types[0] for format in formats)}")


def _counted(triples: Any, most: int) -> Any:
    for number, triple in enumerate(triples, 1):
        if number > most:
            raise TooLarge(f"the answer has more than {most:,} triples; narrow the query or add a LIMIT")
        yield triple


@contextlib.contextmanager
def _query_failures() -> Any:
    try:
        yield
    except (RuntimeError, ValueError, OSError) as error:
        cause = error.__cause__ or error.__context__
        if isinstance(cause, TooLarge):
            raise cause from None
        raise QueryError(f"SPARQL: {error}") from error


@contextlib.contextmanager
def _rdf_file(body: bytes, media_type: str) -> Any:
    """The body of a request as a file, its format, and its quads."""
    import pyoxigraph

    media = media_type.partition(";")[0].strip().lower() or "text/turtle"
    format = next((f.rdf for f in RDF_FORMATS if media in f.media_types), None)
    if format is None:
        known = ", ".join(f.media_types[0] for f in RDF_FORMATS)
        raise RefusedError(415, f"the body is {media}; send one of {known}")
    try:
        quads: list[Quad] = list(pyoxigraph.parse(body, format=format))
    except (SyntaxError, ValueError) as error:
        raise RefusedError(400, f"the body is not {media}: {' '.join(str(error).split())}") from error
    with tempfile.NamedTemporaryFile(suffix=f".{format.file_extension}") as file:
        file.write(body)
        file.flush()
        yield Path(file.name), format, quads


def _limit_memory(extra: int) -> None:
    """Let this process grow by `extra` bytes and no more."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    with contextlib.suppress(OSError, ValueError, IndexError):
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        limit = pages * resource.getpagesize() + extra
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _wake_to_death(seconds: float | None) -> None:
    """End this process some seconds after its time limit, should the server that would do it have been killed.

    The alarm's default action is the kernel's, so it ends the process whatever the engine computes.
    """
    if hasattr(signal, "alarm"):
        signal.alarm(math.ceil(seconds) + _GRACE if seconds else 0)


def main() -> None:
    """Answer frames until the input ends."""
    # what the engine or a library prints must not come between the frames
    pipe = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    session: Session | None = None
    try:
        while (frame := frames.read(sys.stdin.buffer)) is not None:
            header, body = frame
            if session is None:
                try:
                    session = Session(header)
                    answer: Answer = ({}, b"")
                except KgError as error:
                    answer = ({"status": 503, "message": str(error)}, b"")
            else:
                _wake_to_death(header.get("timeout"))
                answer = session.run(header, body)
                _wake_to_death(None)
            pipe.write(frames.pack(*answer))
            pipe.flush()
    except KeyboardInterrupt:  # the terminal tells the whole group; the server decides when we end
        pass
    finally:
        if session is not None:
            session.close()


if __name__ == "__main__":
    main()

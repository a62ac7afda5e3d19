"""Store → RDF that a person can read: our prefixes, grouped by subject, types first, the same bytes each time.

Takes a Store; gives bytes, or writes to a binary file. Lines are sorted by subject (an article comes before its
passages, quotations and statements, then the entities), so memory does not grow with the graph.
Turtle and the other triple formats hold the union; TriG, N-Quads and JSON-LD keep the graphs.
"""

from __future__ import annotations

import io
import itertools
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Final, cast

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Triple

from kg.graph.formats import Format
from kg.graph.sorting import sort_lines
from kg.graph.stores import Store
from kg.graph.stores.local import MemoryStore
from kg.graph.vocabulary import KNOWN_PREFIXES

_TYPE: Final = b"<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_FIRST: Final = b"<!>"  # sorts before every IRI, so that `a` opens a subject's block


def write(
    store: Store,
    out: IO[bytes],
    format: Format,
    graph: NamedNode | None = None,
    prefixes: Mapping[str, str] | None = None,
) -> None:
    """Write a store, or one named graph of it, to a binary file.

    Args:
        store: what to write.
        out: a file open for writing bytes.
        format: an RDF format of kg.graph.formats.
        graph: only this named graph; in a format with graphs it keeps its name.
        prefixes: prefix → namespace, beside those of the project.

    Raises:
        ValueError: the format is no RDF, or cannot write a term (RDF/XML and odd property names).
    """
    if format.rdf is None:
        raise ValueError(f"{format.name} is no RDF")
    lines = _named_lines(store, graph) if format.graphs else _triple_lines(store, graph)
    source = RdfFormat.N_QUADS if format.graphs else RdfFormat.N_TRIPLES
    _serialize(lines, source, out, format, prefixes or {})


def to_bytes(
    store: Store, format: Format, graph: NamedNode | None = None, prefixes: Mapping[str, str] | None = None
) -> bytes:
    """As `write`, in memory."""
    out = io.BytesIO()
    write(store, out, format, graph, prefixes)
    return out.getvalue()


def write_triples(triples: Iterable[Triple], out: IO[bytes], format: Format) -> None:
    """Write triples, the answer to a query, say: sorted, each once, in memory.

    Raises:
        ValueError: the format is no RDF, or cannot write a term.
    """
    if format.rdf is None:
        raise ValueError(f"{format.name} is no RDF")
    lines = sorted({_keyed(f"{triple} .".encode()) for triple in triples})
    _serialize(iter(map(_plain, lines)), RdfFormat.N_TRIPLES, out, format, {})


def _serialize(
    lines: Iterator[bytes], source: RdfFormat, out: IO[bytes], format: Format, prefixes: Mapping[str, str]
) -> None:
    if format.rdf in (RdfFormat.N_TRIPLES, RdfFormat.N_QUADS):
        out.writelines(line + b"\n" for line in lines)
        return
    parsed = pyoxigraph.parse(cast("IO[bytes]", _Lines(lines)), format=source, lenient=True)
    spaced = cast("IO[bytes]", _Spaced(out)) if format.rdf in (RdfFormat.TURTLE, RdfFormat.TRIG) else out
    pyoxigraph.serialize(
        parsed if format.graphs else (quad.triple for quad in parsed),
        spaced,
        format=format.rdf,
        prefixes={**KNOWN_PREFIXES, **prefixes},
    )
    spaced.flush()


def _triple_lines(store: Store, graph: NamedNode | None) -> Iterator[bytes]:
    """The lines of N-Triples: one graph, or the union."""
    return map(_plain, sort_lines(map(_keyed, _dump(store, graph or DefaultGraph(), RdfFormat.N_TRIPLES))))


def _named_lines(store: Store, graph: NamedNode | None) -> Iterator[bytes]:
    """The lines of N-Quads, by graph; a triple of the default graph only where no named graph holds it."""
    quads = sort_lines(map(_keyed, _dump(store, graph, RdfFormat.N_QUADS)))
    moved = sort_lines(b"%s\x00%s" % (name, line) for line, name in _owned(quads))
    return (_plain(line.partition(b"\x00")[2]) for line in moved)


def _owned(lines: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """(line, graph name) of sorted N-Quads. ` .` sorts before ` <graph> .`, so the bare triple comes first."""
    waiting: bytes | None = None
    for line in lines:
        triple, name = _split(line)
        if waiting is not None and (not name or triple != waiting[:-2]):
            yield waiting, b""
        waiting = None
        if name:
            yield line, name
        else:
            waiting = line
    if waiting is not None:
        yield waiting, b""


def _split(line: bytes) -> tuple[bytes, bytes]:
    """(triple, graph name) of a line of canonical N-Quads; the name is empty for the default graph."""
    body = line[:-2]
    parts = body.split(b" ", 2)
    rest = parts[2]
    if rest.startswith(b'"'):
        close = rest.rfind(b'"')
        after = rest[close:].partition(b" ")
        name = after[2]
    else:
        name = rest.partition(b" ")[2]
    return (body[: len(body) - len(name) - 1], name) if name else (body, b"")


def _keyed(line: bytes) -> bytes:
    """A line that sorts as we want it: an article (`<a>`) before its parts (`<a#b>`), types first."""
    subject, predicate, rest = line.split(b" ", 2)
    return b"%s %s %s" % (subject.rstrip(b">"), _FIRST if predicate == _TYPE else predicate, rest)


def _plain(line: bytes) -> bytes:
    """The inverse of `_keyed`."""
    subject, predicate, rest = line.split(b" ", 2)
    closed = subject + b">" if subject.startswith(b"<") else subject
    return b"%s %s %s" % (closed, _TYPE if predicate == _FIRST else predicate, rest)


def _dump(store: Store, graph: NamedNode | DefaultGraph | None, format: RdfFormat) -> Iterator[bytes]:
    """The lines of one graph, or of all, unsorted."""
    if isinstance(store, MemoryStore) and not (format == RdfFormat.N_QUADS and graph):
        with tempfile.TemporaryFile() as file:
            store.engine.dump(file, format, from_graph=graph)
            file.seek(0)
            for line in file:
                yield line[:-1]
        return
    name = graph if isinstance(graph, NamedNode) else None
    for quad in store.quads(name):
        if format == RdfFormat.N_QUADS:
            yield f"{quad} .".encode()
        elif graph is None or quad.graph_name == graph:
            yield f"{quad.triple} .".encode()


class _Lines(io.BufferedIOBase):
    """Lines as a file that a parser reads."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        self._lines = lines
        self._block = b""
        self._at = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        if self._at >= len(self._block):
            batch = list(itertools.islice(self._lines, 4096))
            self._block = b"\n".join(batch) + b"\n" if batch else b""
            self._at = 0
        end = len(self._block) if size is None or size < 0 else self._at + size
        part = self._block[self._at : end]
        self._at = end
        return part


class _Spaced(io.BufferedIOBase):
    """A file with its prefixes sorted and an empty line after each block.

    Literals are written with their line breaks escaped, so ` .` at a line's end always ends a block.
    """

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._left = b""
        self._prefixes: list[bytes] | None = []

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        lines = (self._left + bytes(data)).split(b"\n")
        self._left = lines.pop()
        spaced = []
        for line in lines:
            if self._prefixes is not None:
                if line.startswith(b"@prefix"):
                    self._prefixes.append(line)  # the engine writes them in no order
                    continue
                spaced += [prefix + b"\n" for prefix in sorted(self._prefixes)] + [b"\n"]
                self._prefixes = None
            spaced.append(line + b"\n")
            if line == b"}" or line.endswith(b" ."):
                spaced.append(b"\n")
        self._out.writelines(spaced)
        return len(data)

    def flush(self) -> None:
        if self._prefixes:  # a graph with nothing in it
            self._out.writelines(prefix + b"\n" for prefix in sorted(self._prefixes))
            self._prefixes = None
        if self._left:
            self._out.write(self._left)
            self._left = b""

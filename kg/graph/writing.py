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
from operator import attrgetter
from typing import IO, Final, cast

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Triple

from kg.graph.formats import Format
from kg.graph.sorting import sort_blocks
from kg.graph.stores import Store
from kg.graph.stores.local import MemoryStore
from kg.graph.vocabulary import KNOWN_PREFIXES

# Canonical N-Triples escape control characters, so these stand nowhere else; they sort before all that an IRI holds.
# One byte for another is a table look-up, several times quicker than replacing longer strings.
_CLOSE_KEY: Final = bytes.maketrans(b">", b"\x02")
_CLOSE: Final = bytes.maketrans(b"\x02", b">")
_TYPE: Final = b"\x02 <http://www.w3.org/1999/02/22-rdf-syntax-ns#type\x02 <"
_TYPE_KEY: Final = b"\x01<"
_BLOCK: Final = 1 << 20


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
    blocks = _named_blocks(store, graph) if format.graphs else _triple_blocks(store, graph)
    source = RdfFormat.N_QUADS if format.graphs else RdfFormat.N_TRIPLES
    _serialize(blocks, source, out, format, prefixes or {})


def write_triples(triples: Iterable[Triple], out: IO[bytes], format: Format) -> None:
    """Write triples, the answer to a query, say: sorted, each once, in memory.

    Raises:
        ValueError: the format is no RDF, or cannot write a term.
    """
    if format.rdf is None:
        raise ValueError(f"{format.name} is no RDF")
    blocks = sort_blocks(map(_keyed, _batches(f"{triple} .\n".encode() for triple in triples)))
    _serialize(map(_plain, blocks), RdfFormat.N_TRIPLES, out, format, {})


def _serialize(
    blocks: Iterator[bytes], source: RdfFormat, out: IO[bytes], format: Format, prefixes: Mapping[str, str]
) -> None:
    if format.rdf in (RdfFormat.N_TRIPLES, RdfFormat.N_QUADS):
        out.writelines(blocks)
        return
    parsed = pyoxigraph.parse(cast("IO[bytes]", _Blocks(blocks)), format=source, lenient=True)
    spaced = cast("IO[bytes]", _Spaced(out)) if format.rdf in (RdfFormat.TURTLE, RdfFormat.TRIG) else out
    # TriG without graphs is Turtle, and takes the parser's quads as they are; the other triple formats want triples
    plain = format.graphs or format.rdf == RdfFormat.TURTLE
    pyoxigraph.serialize(
        parsed if plain else map(attrgetter("triple"), parsed),
        spaced,
        format=RdfFormat.TRIG if format.rdf == RdfFormat.TURTLE else format.rdf,
        prefixes={**KNOWN_PREFIXES, **prefixes},
    )
    spaced.flush()


def _triple_blocks(store: Store, graph: NamedNode | None) -> Iterator[bytes]:
    """The lines of N-Triples: one graph, or the union."""
    return map(_plain, sort_blocks(map(_keyed, _dump(store, graph))))


def _named_blocks(store: Store, graph: NamedNode | None) -> Iterator[bytes]:
    """The lines of N-Quads, graph by graph; first those triples of the default graph that no named graph holds."""
    names = [graph] if graph else sorted(store.graphs(), key=lambda name: name.value)
    if graph is None and names:
        alone = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o FILTER NOT EXISTS { GRAPH ?g { ?s ?p ?o } } }")
        lines = _batches(f"{triple} .\n".encode() for triple in cast("Iterable[Triple]", alone))
        yield from map(_plain, sort_blocks(map(_keyed, lines)))
    elif graph is None:
        yield from _triple_blocks(store, None)
    for name in names:
        ending = f" {name} .\n".encode()
        for block in _triple_blocks(store, name):
            yield block.replace(b" .\n", ending)


def _keyed(block: bytes) -> bytes:
    """Lines that sort as we want it: an article (`<a>`) before its parts (`<a#b>`), types first."""
    return block.translate(_CLOSE_KEY).replace(_TYPE, _TYPE_KEY)


def _plain(block: bytes) -> bytes:
    """The inverse of `_keyed`."""
    return block.replace(_TYPE_KEY, _TYPE).translate(_CLOSE)


def _dump(store: Store, graph: NamedNode | None) -> Iterator[bytes]:
    """The lines of one graph, or of the union, unsorted, in blocks."""
    if isinstance(store, MemoryStore):
        with tempfile.SpooledTemporaryFile(max_size=_BLOCK) as file:
            store.engine.dump(file, RdfFormat.N_TRIPLES, from_graph=graph or DefaultGraph())
            file.seek(0)
            while block := file.read(_BLOCK):
                yield block + file.readline()
        return
    wanted = graph or DefaultGraph()
    yield from _batches(f"{q.triple} .\n".encode() for q in store.quads(graph) if q.graph_name == wanted)


def _batches(lines: Iterable[bytes]) -> Iterator[bytes]:
    rest = iter(lines)
    while batch := list(itertools.islice(rest, 4096)):
        yield b"".join(batch)


class _Blocks(io.BufferedIOBase):
    """Blocks as a file that a parser reads."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks
        self._block = b""
        self._at = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        if self._at >= len(self._block):
            self._block = next(self._blocks, b"")
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
        whole, newline, self._left = (self._left + bytes(data)).rpartition(b"\n")
        block = whole + newline
        while self._prefixes is not None and block:
            line, newline, rest = block.partition(b"\n")
            if not line.startswith(b"@prefix"):
                self._write_prefixes()
                break
            self._prefixes.append(line + newline)  # the engine writes them in no order
            block = rest
        self._out.write(block.replace(b" .\n", b" .\n\n").replace(b"\n}\n", b"\n}\n\n"))
        return len(data)

    def flush(self) -> None:
        self._write_prefixes()  # of a graph with nothing in it
        self._out.write(self._left)
        self._left = b""

    def _write_prefixes(self) -> None:
        if self._prefixes is not None:
            self._out.writelines([*sorted(self._prefixes), b"\n"])
            self._prefixes = None

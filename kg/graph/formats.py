"""The formats a graph is read from and written to: one record each, which negotiation and command line both ask.

`turtle` and friends are RDF; `graphml` and `gexf` are networks that the rooms above project; `csv` is four tables.
Leaves out: writing (kg.graph.writing, kg.graph.tables).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import RdfFormat

from kg.errors import GraphError


@dataclass(frozen=True, slots=True)
class Format:
    """A file format.

    Attributes:
        name: what the command line calls it.
        iri: how the W3C names it (https://www.w3.org/ns/formats/), for service descriptions.
        media_types: the first is sent, all are understood.
        extensions: the first is given to a new file.
        graphs: whether it can hold named graphs.
        rdf: the engine's name for it; None where it is no RDF.
    """

    name: str
    iri: str
    media_types: tuple[str, ...]
    extensions: tuple[str, ...]
    graphs: bool
    rdf: RdfFormat | None


_W3C: Final = "http://www.w3.org/ns/formats/"
FORMATS: Final = (
    Format("turtle", _W3C + "Turtle", ("text/turtle", "application/x-turtle"), ("ttl",), False, RdfFormat.TURTLE),
    Format("trig", _W3C + "TriG", ("application/trig", "application/x-trig"), ("trig",), True, RdfFormat.TRIG),
    Format(
        "nquads", _W3C + "N-Quads", ("application/n-quads", "text/x-nquads", "text/nquads"), ("nq",), True,
        RdfFormat.N_QUADS,
    ),
    Format("ntriples", _W3C + "N-Triples", ("application/n-triples", "text/plain"), ("nt",), False,
           RdfFormat.N_TRIPLES),
    Format("jsonld", _W3C + "JSON-LD", ("application/ld+json", "application/json"), ("jsonld", "json"), True,
           RdfFormat.JSON_LD),
    Format("rdfxml", _W3C + "RDF_XML", ("application/rdf+xml", "application/xml", "text/xml"), ("rdf", "xml", "owl"),
           False, RdfFormat.RDF_XML),
    Format("graphml", "http://graphml.graphdrawing.org/xmlns", ("application/graphml+xml",), ("graphml",), False, None),
    Format("gexf", "http://gexf.net/1.3", ("application/gexf+xml",), ("gexf",), False, None),
    Format("csv", "http://www.w3.org/ns/csvw", ("text/csv",), ("csv",), False, None),
)  # fmt: skip


def by_name(name: str) -> Format:
    """The format that the command line calls `name`.

    Raises:
        GraphError: there is none; the message lists those there are.
    """
    for format in FORMATS:
        if name == format.name:
            return format
    raise GraphError(f"{name}: no such format; there are {', '.join(f.name for f in FORMATS)}")


def by_path(path: Path) -> Format:
    """The RDF format of a file by its extension (`.ttl`, `.trig`, `.nq`, `.nt`, `.jsonld`, `.rdf`, …).

    Raises:
        GraphError: the extension says nothing.
    """
    suffix = path.suffix.lower().removeprefix(".")
    for format in FORMATS:
        if suffix in format.extensions:
            return format
    known = ", ".join(f".{f.extensions[0]}" for f in FORMATS if f.rdf)
    raise GraphError(f"{path}: its extension names no RDF format; rename it to one of {known}")


def by_media_type(media_type: str, among: Iterable[Format] = FORMATS) -> Format | None:
    """The format of a media type without parameters, or None."""
    wanted = media_type.partition(";")[0].strip().lower()
    return next((f for f in among if wanted in f.media_types), None)

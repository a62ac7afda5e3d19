"""Which format a client gets: the Accept header of HTTP (RFC 9110, section 12.5.1) against what there is.

Takes the header and media types in our order of preference; gives one of them or None.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

RESULT_TYPES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "application/sparql-results+json": "json",
        "application/json": "json",
        "application/sparql-results+xml": "xml",
        "application/xml": "xml",
        "text/xml": "xml",
        "text/csv": "csv",
        "text/tab-separated-values": "tsv",
    }
)
"""Media types of a query's rows, best first, and the format that each means."""


def parse_accept(header: str) -> list[tuple[str, str, float]]:
    """(type, subtype, quality) of each range of an Accept header; what cannot be read is left out.

    >>> parse_accept("text/turtle, */*;q=0.1")
    [('text', 'turtle', 1.0), ('*', '*', 0.1)]
    """
    ranges = []
    for part in header.split(",")[:64]:
        media, *parameters = (piece.strip() for piece in part.split(";"))
        kind, slash, subtype = media.lower().partition("/")
        if not slash or not kind or not subtype:
            continue
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip().lower() == "q":
                try:
                    quality = min(1.0, max(0.0, float(value)))
                except ValueError:
                    quality = 0.0
        ranges.append((kind, subtype, quality if quality == quality else 0.0))  # noqa: PLR0124 - q=nan
    return ranges


def choose(header: str | None, offered: Sequence[str]) -> str | None:
    """The offered media type that the client likes best; our order decides between equals.

    Args:
        header: the Accept header; None or empty accepts everything.
        offered: media types without parameters, best first.
    """
    if not header or not header.strip():
        return offered[0] if offered else None
    ranges = parse_accept(header)
    best, best_quality = None, 0.0
    for media in offered:
        kind, _, subtype = media.partition("/")
        # the most specific range that fits is the one that counts
        fitting = [((k != "*") + (s != "*"), q) for k, s, q in ranges if k in ("*", kind) and s in ("*", subtype)]
        quality = max(fitting)[1] if fitting else 0.0
        if quality > best_quality:
            best, best_quality = media, quality
    return best


def prefers_html(header: str | None) -> bool:
    """Whether a browser asks: it names text/html itself and likes nothing of ours better."""
    if not header or "text/html" not in header.lower():
        return False
    ours = ("text/html", "text/turtle", "application/sparql-results+json", "application/ld+json")
    return choose(header, ours) == "text/html"

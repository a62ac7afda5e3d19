"""Finds in SPARQL what would reach out of the store: SERVICE in a query, LOAD in an update.

Takes the text; gives the offending keyword. It reads tokens as the grammar does (SPARQL 1.1, section 19.8), so
that neither a string, a comment, an IRI nor a name such as `ex:service` is taken for a keyword, and no spelling of
the keyword slips through.
Leaves out: parsing; whatever it lets through, the engine parses for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.errors import QueryError

# Each alternative is linear: no nested repetition over the same characters.
_TOKEN: Final = re.compile(
    r"""
      (?P<string> \"\"\"(?:[^"\\]|\\.|"(?!""))*+\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*+'''
                | "(?:[^"\\\n\r]|\\.)*+" | '(?:[^'\\\n\r]|\\.)*+' )
    | (?P<iri> <[^<>"{}|^`\\\x00-\x20]*+> )
    | (?P<comment> \#[^\n\r]*+ )
    | (?P<variable> [?$]\w++ | @[A-Za-z-]++ )
    | (?P<name> [\w.\-·%\\]*+:(?:[\w.\-:·%]|\\.)*+ )
    | (?P<word> [A-Za-z_]\w*+ )
    | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL,
)
# An escape \uXXXX may stand anywhere in SPARQL and is resolved before the grammar is applied (section 19.2).
_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


_SUSPECT: Final = re.compile(r"service|load|\\[uU]", re.IGNORECASE)


def tokens(sparql: str) -> Iterator[tuple[str, str]]:
    """(kind, text) of each token; the texts joined give `sparql` again, white space included."""
    for match in _TOKEN.finditer(sparql):
        yield match.lastgroup or "other", match.group()


def keywords(sparql: str) -> Iterator[str]:
    """The bare words of a query or update, upper case, in order.

    >>> list(keywords("SELECT ?service { ?x ex:load 'LOAD' } # SERVICE"))
    ['SELECT']
    """
    return (text.upper() for kind, text in tokens(sparql) if kind == "word")


def refuse_remote(sparql: str) -> None:
    """Raise QueryError if the query or update would reach the network or a file.

    Both readings are looked at: the text as it is, and with its code point escapes resolved.
    """
    if not _SUSPECT.search(sparql):  # spares nearly every query the reading of its tokens
        return
    for text in {sparql, _ESCAPE.sub(_character, sparql)}:
        for word in keywords(text):
            if word in {"SERVICE", "LOAD"}:
                raise QueryError(f"SPARQL: {word} is refused, since a query reads this graph and nothing else")


def _character(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= 0x10FFFF else ""

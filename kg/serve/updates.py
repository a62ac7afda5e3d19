"""`using-graph-uri` of the SPARQL 1.1 protocol: the dataset of an update, said outside of its text.

The standard (SPARQL 1.1 Protocol, section 2.2.3) gives the parameters the meaning of USING clauses in every
operation that has a WHERE, and forbids them beside USING, USING NAMED or WITH. So they are written into the text.
"""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import NamedNode

from kg.errors import QueryError
from kg.graph.guard import tokens


def with_dataset(update: str, using: Sequence[NamedNode], named: Sequence[NamedNode]) -> str:
    """The update with USING clauses before each WHERE of an INSERT or DELETE.

    Raises:
        QueryError: the update names its dataset itself.
    """
    if not using and not named:
        return update
    clauses = " ".join([*(f"USING {g}" for g in using), *(f"USING NAMED {g}" for g in named)])
    out: list[str] = []
    depth = 0
    last_word = ""
    found = list(tokens(update))
    index = 0
    while index < len(found):
        kind, text = found[index]
        word = text.upper() if kind == "word" else ""
        if depth == 0 and word in {"USING", "WITH"}:
            raise QueryError(f"SPARQL: using-graph-uri cannot stand beside {word} in the update")
        if depth == 0 and word == "WHERE":
            if last_word == "DELETE":
                out.append(f" {_block(found, index + 1)} ")  # it is both template and pattern
            out.append(f"{clauses} ")
        if kind == "other":
            depth += {"{": 1, "}": -1}.get(text, 0)
        if word:
            last_word = word
        elif kind == "other" and not text.isspace():
            last_word = text
        out.append(text)
        index += 1
    return "".join(out)


def _block(found: Sequence[tuple[str, str]], start: int) -> str:
    """The `{ … }` that begins at or after `start`."""
    depth = 0
    out = []
    for kind, text in found[start:]:
        if kind == "other":
            depth += {"{": 1, "}": -1}.get(text, 0)
        if depth or text == "}":
            out.append(text)
        if text == "}" and depth == 0 and kind == "other":
            break
    return "".join(out)

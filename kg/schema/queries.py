"""The named queries of ontology/queries/: `kg query GRAPH @offices`.

A query file begins with `# ` and one line that says what it gives. Each further comment line
`# param name: what it is` declares a parameter; in the query it is the variable `?name`.
`bind` turns values into a VALUES clause of escaped literals, so that no value can change the query.

Leaves out: running them (rooms graph and cli).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import NotFoundError, QueryError
from kg.schema.location import directory

_PARAM = re.compile(r"#\s*param\s+(\w+)(\s+optional)?\s*:\s*(.*)$")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a named query takes; one that is optional may be left out."""

    name: str
    description: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query with its one-line description; `text` is SPARQL without PREFIX lines."""

    name: str
    description: str
    text: str
    parameters: tuple[Parameter, ...] = ()


def queries(root: Path | None = None) -> tuple[NamedQuery, ...]:
    """All named queries, sorted by name."""
    folder = root or directory() / "queries"
    return tuple(_read(path) for path in sorted(folder.glob("*.rq")))


def query(name: str, root: Path | None = None) -> NamedQuery:
    """The query of that name, with or without its `@`.

    Raises:
        NotFoundError: there is none; the message lists those there are.
    """
    known = {q.name: q for q in queries(root)}
    found = known.get(name.removeprefix("@"))
    if found is None:
        raise NotFoundError(f"no query named {name}; there are: {', '.join('@' + n for n in known)}")
    return found


def bind(named: NamedQuery, values: Mapping[str, str] | None = None) -> str:
    """The query's text with the values bound, ready to run.

    Raises:
        QueryError: a value is missing, or the query has no such parameter.
    """
    values = values or {}
    known = {p.name: p for p in named.parameters}
    for name in values:
        if name not in known:
            takes = ", ".join(known) or "none"
            raise QueryError(f"@{named.name} has no parameter {name}; it takes: {takes}")
    text = named.text
    for parameter in named.parameters:
        if parameter.name in values:
            clause = f"VALUES ?{parameter.name} {{ {literal(values[parameter.name])} }}"
        elif parameter.optional:
            clause = ""
        else:
            raise QueryError(f"@{named.name} needs --param {parameter.name}=… ({parameter.description})")
        text = text.replace(f"#VALUES {parameter.name}", clause)
    return text


def literal(value: str) -> str:
    """A SPARQL string literal: quotes, backslashes and control characters escaped."""
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
    escaped = "".join(escapes.get(c, c) for c in value.encode("utf-8", "replace").decode("utf-8"))
    return '"' + escaped.replace("\0", "\ufffd") + '"'


def _read(path: Path) -> NamedQuery:
    lines = path.read_text("utf-8").splitlines()
    description = lines[0].lstrip("# ").strip() if lines and lines[0].startswith("#") else ""
    parameters = tuple(
        Parameter(m.group(1), m.group(3).strip(), bool(m.group(2))) for m in map(_PARAM.match, lines) if m
    )
    body = [line for line in lines if not line.startswith("# ")]
    return NamedQuery(path.stem, description, "\n".join(body).strip() + "\n", parameters)

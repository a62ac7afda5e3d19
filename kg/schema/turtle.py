"""Reads Turtle files into plain dicts, and says in which file and line a thing stands.

Takes paths; gives `Facts`: subject → predicate → values in the order of the files, all as strings.
Leaves out: what the predicates mean (loading.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import SchemaError


@dataclass(frozen=True, slots=True)
class Value:
    """An IRI or blank node (`language` is None), a plain literal ("") or a tagged one ("de")."""

    text: str
    language: str | None = None


Facts = dict[str, dict[str, list[Value]]]


@dataclass(slots=True)
class Source:
    """What was read, with where it stands."""

    facts: Facts = field(default_factory=dict)
    prefixes: dict[str, str] = field(default_factory=dict)
    paths: dict[str, list[Path]] = field(default_factory=dict)

    def where(self, subject: str, text: str | None = None) -> str:
        """`file:line` of a subject (and of a word in its block), for messages."""
        local = re.split(r"[#/]", subject)[-1]
        for path in self.paths.get(subject, []):
            lines = path.read_text("utf-8").splitlines()
            starts = [n for n, line in enumerate(lines, 1) if re.match(rf"<?(?:\S*[:/#])?{re.escape(local)}>?\s", line)]
            if text is not None:
                quoted = [n for n, line in enumerate(lines, 1) if f'"{text}"' in line or text in line.split()]
                after = [n for n in quoted if starts and n >= starts[0]]
                if after:
                    return f"{path}:{after[0]}"
            elif starts:
                return f"{path}:{starts[0]}"
        return str(self.paths[subject][0]) if self.paths.get(subject) else "ontology"


def read(paths: Iterable[Path]) -> Source:
    """All triples of these files.

    Raises:
        SchemaError: a file is missing or is no Turtle; names file and line.
    """
    import pyoxigraph as ox

    source = Source()
    for path in paths:
        try:
            parser = ox.parse(path=str(path), format=ox.RdfFormat.TURTLE, base_iri=path.resolve().as_uri())
            for quad in parser:
                _add(source, path, quad)
            for prefix, iri in parser.prefixes.items():
                if source.prefixes.setdefault(prefix, iri) != iri:
                    raise SchemaError(f"{path}: prefix {prefix}: stands for {source.prefixes[prefix]} elsewhere")
        except SyntaxError as error:
            reason = str(error.msg).replace("\n", " ")
            raise SchemaError(f"{path}:{error.lineno or 1}: not Turtle: {reason}") from error
        except OSError as error:
            raise SchemaError(f"{path}: cannot be read: {error.strerror or error}") from error
        except (UnicodeDecodeError, ValueError) as error:
            raise SchemaError(f"{path}: cannot be read: {error}") from error
    return source


def _add(source: Source, path: Path, quad: object) -> None:
    subject, predicate, value = quad.subject.value, quad.predicate.value, quad.object  # type: ignore[attr-defined]
    language: str | None = None
    if type(value).__name__ == "Literal":
        language = value.language or ""
    block = source.facts.get(subject)
    if block is None:
        block = source.facts[subject] = {}
    block.setdefault(predicate, []).append(Value(value.value, language))
    known = source.paths.setdefault(subject, [])
    if not known or known[-1] is not path:
        known.append(path)

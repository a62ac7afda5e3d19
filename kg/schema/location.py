"""Finds the ontology: inside the installed package, or at the top of the checkout.

The wheel carries ontology/ as kg/ontology (pyproject.toml, force-include).
"""

from __future__ import annotations

from pathlib import Path

from kg.errors import SchemaError


def directory() -> Path:
    """The folder with kg.ttl, events/, names/, queries/ and shapes.ttl.

    Raises:
        SchemaError: the installation is incomplete.
    """
    package = Path(__file__).resolve().parent.parent
    for candidate in (package / "ontology", package.parent / "ontology"):
        if (candidate / "kg.ttl").is_file():
            return candidate
    raise SchemaError(f"no ontology beside {package}: the installation is incomplete, install kg-news again")


def shapes() -> Path:
    """The SHACL shapes that a graph must fit."""
    return directory() / "shapes.ttl"


def files() -> tuple[Path, ...]:
    """Every Turtle file of the ontology but the shapes, the core first, in a stable order."""
    root = directory()
    found = [p for p in root.rglob("*.ttl") if p.name != "shapes.ttl"]
    return tuple(sorted(found, key=lambda p: (p.name != "kg.ttl", p.relative_to(root).as_posix())))

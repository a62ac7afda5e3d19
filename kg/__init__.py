"""kg reads news into an RDF knowledge graph in which a claim is not a fact.

What `import kg` offers (`read`, `build`, `open`, …) is in kg/api.py and loaded when it is first asked for, so that
`kg --help` and `import kg.model` stay light.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.api import KnowledgeGraph, build, open, read, read_all, read_article

__all__ = ["KnowledgeGraph", "build", "open", "read", "read_all", "read_article"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(import_module("kg.api"), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")

"""The page that people open: a graph → one HTML file that works without a network.

Takes kg's graph; gives `render(graph) -> str`. „Kern traf Adler“ shows as a line between two points, and a
click on it shows the sentence. Leaves out: analysis (kg.analyse). pyvis and numpy are imported on the first call.
"""

from __future__ import annotations

from typing import Any

__all__ = ["render"]


def render(graph: Any, *, title: str | None = None, language: str = "de", seed: int = 0) -> str:
    """The interactive page of a graph; see `kg.view.page.render`."""
    from kg.view import page

    return page.render(graph, title=title, language=language, seed=seed)

"""Analysis: RDF graph → `networkx.MultiDiGraph` of entities and statements → measures → `Report`.

Takes kg's graph in the shape of docs/graph.md; gives `project(graph)`, `analyse(graph) -> Report` and
`shortest_path`. "Kern traf Adler" makes one edge; "Kern soll Adler getroffen haben" one that counts half.
Leaves out: pictures (kg.view). networkx is imported when a function is called, not with this module.
"""

from __future__ import annotations

from kg.analyse.paths import Step, find_entity, shortest_path
from kg.analyse.project import project
from kg.analyse.report import MEANINGS, Community, Ranked, Report, analyse

__all__ = [
    "MEANINGS",
    "Community",
    "Ranked",
    "Report",
    "Step",
    "analyse",
    "find_entity",
    "project",
    "shortest_path",
]

"""SHACL: does a graph look as ontology/shapes.ttl says it must? Done by pySHACL.

Takes a Graph, or one article of it; gives a Report of findings in a stable order.
Costs about ten times the CPU of loading, so an article is checked when it is added, not the whole store each time.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import GraphError
from kg.graph import formats
from kg.graph.vocabulary import shorten

if TYPE_CHECKING:
    import rdflib

    from kg.graph.facade import Graph


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not fit: at which node, at which property, what is wrong, and how bad it is."""

    node: str
    path: str | None
    message: str
    severity: str
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found. `conforms` is true when nothing worse than a warning was found."""

    findings: tuple[Finding, ...]

    @property
    def conforms(self) -> bool:
        """Whether there is no violation."""
        return not any(finding.severity == "Violation" for finding in self.findings)


def validate(graph: Graph, article: str | None = None, *, shapes: Path | None = None) -> Report:
    """Check a graph, or one article of it, against the shapes.

    Raises:
        NotFoundError: there is no such article.
        GraphError: the shapes cannot be used.
    """
    import rdflib

    data = rdflib.Graph()
    data.parse(data=graph.serialize("ntriples", article), format="nt")
    return validate_data(data, shapes)


def validate_data(data: rdflib.Graph, shapes: Path | None = None) -> Report:
    """As `validate`, for an rdflib graph; classes count with the subclasses that the ontology names."""
    import pyshacl
    import rdflib
    from rdflib.namespace import RDF, SH

    from kg.schema.location import files
    from kg.schema.location import shapes as shapes_path

    where = shapes or shapes_path()
    if not where.is_file():
        raise GraphError(f"{where}: there are no shapes")
    constraints = rdflib.Graph().parse(where, format=_rdflib_name(where))
    ontology = rdflib.Graph()
    for file in files():
        if file.parent.name != "names":
            ontology.parse(file, format="turtle")
    try:
        _, found, _ = pyshacl.validate(data, shacl_graph=constraints, ont_graph=ontology, inference="none")
    except pyshacl.errors.ReportableRuntimeError as error:
        raise GraphError(f"{where}: {error}") from error
    if not isinstance(found, rdflib.Graph):
        raise GraphError(f"{where}: {found}")
    findings = set()
    for result in found.subjects(RDF.type, SH.ValidationResult):
        node, path, value = (found.value(result, p) for p in (SH.focusNode, SH.resultPath, SH.value))
        findings.add(
            Finding(
                node=str(node),
                path=shorten(str(path)) if path is not None else None,
                message=str(found.value(result, SH.resultMessage) or "does not fit its shape"),
                severity=str(found.value(result, SH.resultSeverity)).rpartition("#")[2],
                value=str(value) if value is not None else None,
            )
        )
    return Report(tuple(sorted(findings, key=lambda f: (f.node, f.path or "", f.message, f.value or ""))))


def _rdflib_name(path: Path) -> str:
    return {"turtle": "turtle", "ntriples": "nt", "rdfxml": "xml"}.get(formats.by_path(path).name, "turtle")

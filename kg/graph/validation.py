"""SHACL: does a graph look as ontology/shapes.ttl says it must? Done by pySHACL.

Takes a Graph, or one article of it; gives a Report of findings in a stable order.
Costs about ten times the CPU of loading, so an article is checked when it is added, not the whole store each time.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import GraphError
from kg.graph import formats
from kg.graph.vocabulary import shorten

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node

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

    def to_text(self) -> str:
        """One line a finding, for people; one line that says so where there is none."""
        lines = [
            f"{f.severity}: {f.node}{f' {f.path}' if f.path else ''}: {' '.join(f.message.split())}"
            + (f" (is {' '.join(f.value.split())[:80]!r})" if f.value else "")
            for f in self.findings
        ]
        return "\n".join(lines) or "the graph fits its shapes"


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
    """As `validate`, for an rdflib graph, to which the ontology's subclass axioms are added."""
    import pyshacl
    import rdflib
    from rdflib.namespace import RDF, SH

    from kg.schema.location import files
    from kg.schema.location import shapes as shapes_path

    where = shapes or shapes_path()
    if not where.is_file():
        raise GraphError(f"{where}: there are no shapes")
    constraints, classes = _shapes(where), _classes(files())
    for triple in classes:
        data.add(triple)
    try:
        _, found, _ = pyshacl.validate(data, shacl_graph=constraints, inplace=True)
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


@lru_cache(maxsize=4)
def _shapes(path: Path) -> rdflib.Graph:
    import rdflib

    return rdflib.Graph().parse(path, format=_rdflib_name(path))


@lru_cache(maxsize=1)
def _classes(paths: tuple[Path, ...]) -> tuple[tuple[Node, Node, Node], ...]:
    """The subclass axioms of the ontology, which `sh:class` follows; the rest of it only costs time."""
    import pyoxigraph
    import rdflib

    return tuple(
        (rdflib.URIRef(quad.subject.value), rdflib.RDFS.subClassOf, rdflib.URIRef(quad.object.value))
        for path in paths
        for quad in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
        if quad.predicate.value == str(rdflib.RDFS.subClassOf)
        if isinstance(quad.subject, pyoxigraph.NamedNode) and isinstance(quad.object, pyoxigraph.NamedNode)
    )


def _rdflib_name(path: Path) -> str:
    return {"turtle": "turtle", "ntriples": "nt", "rdfxml": "xml"}.get(formats.by_path(path).name, "turtle")

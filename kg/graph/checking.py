"""Is a store in order? What SHACL cannot see: the union, offsets against texts, statements against triples.

Takes a Graph; gives a Report like kg.graph.validation's, with these findings beside those of the shapes:

* a triple of an article that the union lacks (something wrote past kg; `repair` puts it back);
* a graph that does not hold the article it is named after;
* a passage whose words are not what its article's text has at its offsets (`#char=4,10` must be "Seerat");
* a statement that is neither assertion nor claim, or both;
* an assertion between entities whose bare triple is missing.

Leaves out: triples in the default graph that no article holds; they are imports and allowed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from kg.graph.validation import Finding, Report, validate
from kg.graph.vocabulary import term

if TYPE_CHECKING:
    from kg.graph.facade import Graph

_BATCH = 1000


def check(graph: Graph, *, shapes: bool = True) -> Report:
    """Everything that is wrong with a store.

    Args:
        graph: the store.
        shapes: whether to run SHACL too, which takes most of the time.
    """
    findings = list(_missing_findings(graph))
    for name in sorted(graph.store.graphs(), key=lambda g: g.value):
        triples = {quad.triple for quad in graph.store.quads(name)}
        if Triple(name, term("rdf:type"), term("schema:NewsArticle")) not in triples:
            message = "the graph does not hold the article it is named after; it was not written by kg"
            findings.append(Finding(name.value, None, message, "Warning"))
            continue
        findings += _passages(name, triples)
        findings += _statements(triples)
        if shapes:
            findings += validate(graph, name.value).findings
    return Report(tuple(sorted(findings, key=lambda f: (f.node, f.path or "", f.message, f.value or ""))))


def repair(graph: Graph) -> int:
    """Insert into the default graph what articles say and it lacks; gives the number of triples."""
    count = 0
    batch: list[Triple] = []
    for triple in sorted({triple for _, triple in _missing(graph)}, key=str):
        batch.append(triple)
        if len(batch) == _BATCH:
            count += _insert(graph, batch)
            batch = []
    return count + _insert(graph, batch)


def _insert(graph: Graph, triples: list[Triple]) -> int:
    if triples:
        text = (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode()
        graph.update(f"INSERT DATA {{ {text} }}")
    return len(triples)


def _missing(graph: Graph) -> Iterator[tuple[NamedNode, Triple]]:
    query = "SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } FILTER NOT EXISTS { ?s ?p ?o } }"
    for row in graph.query(query):
        parts: Any = [row[name] for name in ("g", "s", "p", "o")]
        yield parts[0], Triple(*parts[1:])


def _missing_findings(graph: Graph) -> Iterator[Finding]:
    for name, triple in _missing(graph):
        message = "a triple of this graph is not in the union; `kg check --repair` puts it there"
        yield Finding(name.value, None, message, "Violation", str(triple))


def _passages(article: NamedNode, triples: set[Triple]) -> Iterator[Finding]:
    values: dict[object, dict[str, str]] = {}
    names = {term(f"nif:{name}"): name for name in ("beginIndex", "endIndex", "anchorOf", "isString")}
    for triple in triples:
        if (name := names.get(triple.predicate)) and hasattr(triple.object, "value"):
            values.setdefault(triple.subject, {})[name] = triple.object.value
    text = values.get(article, {}).get("isString", "")
    for node, found in values.items():
        if node == article or "anchorOf" not in found:
            continue
        try:
            begin, end = int(found["beginIndex"]), int(found["endIndex"])
        except (KeyError, ValueError):
            yield Finding(_iri(node), "nif:beginIndex", "the passage has no offsets", "Violation")
            continue
        if text[begin:end] != found["anchorOf"] or not _iri(node).endswith(f"#char={begin},{end}"):
            message = f"the article's text has {text[begin:end]!r} there"
            yield Finding(_iri(node), "nif:anchorOf", message, "Violation", found["anchorOf"])


def _statements(triples: set[Triple]) -> Iterator[Finding]:
    kind, assertion, claim = term("rdf:type"), term("kg:Assertion"), term("kg:Claim")
    parts: dict[object, dict[NamedNode, object]] = {}
    ends = {term("rdf:subject"), term("rdf:predicate"), term("rdf:object")}
    for triple in triples:
        if triple.predicate in ends:
            parts.setdefault(triple.subject, {})[triple.predicate] = triple.object
    known = {(triple.subject, triple.object) for triple in triples if triple.predicate == kind}
    bare = {(triple.subject, triple.predicate, triple.object) for triple in triples}
    status = {t.subject for t in triples if t.predicate == term("kg:role") and t.object == Literal("status")}
    # an office that is over or not yet taken up, and what is said of a thing and itself, are no bare triples
    kept = {t.subject for t in triples if t.predicate == term("kg:argument") and t.object in status}
    for node, found in parts.items():
        asserted, claimed = (node, assertion) in known, (node, claim) in known
        if asserted == claimed:
            yield Finding(_iri(node), "rdf:type", "a statement is either assertion or claim", "Violation")
        spo = tuple(found.get(term(name)) for name in ("rdf:subject", "rdf:predicate", "rdf:object"))
        complete = all(isinstance(end, NamedNode) for end in spo) and spo[0] != spo[2] and node not in kept
        if asserted and complete and spo not in bare:
            yield Finding(_iri(node), "rdf:predicate", "the triple that it asserts is not in the graph", "Violation")


def _iri(node: object) -> str:
    return node.value if isinstance(node, NamedNode) else str(node)

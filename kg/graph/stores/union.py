"""The update that changes one named graph and keeps the default graph the union of all of them.

Takes what a graph said, what it shall say, and which triples others hold; gives one SPARQL update, which every
engine we know runs as one transaction. The local and the remote store share it, so both mean the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Store, Triple, serialize

from kg.errors import GraphError
from kg.graph.vocabulary import in_graph

HeldElsewhere = Callable[[Sequence[Triple], NamedNode], set[Triple]]


def change(graph: NamedNode, old: Iterable[Quad], new: Iterable[Quad], held_elsewhere: HeldElsewhere) -> str | None:
    """One update that turns `old` into `new`, or None where nothing differs.

    Args:
        graph: the named graph; quads of `new` that name another are refused.
        old: what the graph says now.
        new: all that it shall say; may be empty.
        held_elsewhere: given triples and `graph`, those that another named graph holds too.

    Raises:
        GraphError: a quad of another graph.
    """
    before = {quad.triple for quad in old}
    after: dict[Triple, None] = {}
    for quad in new:
        if quad.graph_name != graph:
            raise GraphError(f"{graph.value}: got a quad of another graph, {quad.graph_name}")
        after[quad.triple] = None
    if any(_has_blank(triple) for triple in (*before, *after)):
        return _anew(graph, list(after)) if before or after else None
    gone = [triple for triple in before if triple not in after]
    come = [triple for triple in after if triple not in before]
    if gone and come:
        gone, come = _really_different(gone, come)
    parts = []
    if gone:
        kept = held_elsewhere(gone, graph)
        alone = [triple for triple in gone if triple not in kept]
        parts.append(f"DELETE DATA {{ {_text(alone)} GRAPH {graph} {{ {_text(gone)} }} }}")
    if before and not after:
        parts.append(f"DROP SILENT GRAPH {graph}")
    if come:
        text = _text(come)
        parts.append(f"INSERT DATA {{ {text} GRAPH {graph} {{ {text} }} }}")
    return " ;\n".join(parts) or None


def _has_blank(triple: Triple) -> bool:
    return isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode)


def _anew(graph: NamedNode, triples: Sequence[Triple]) -> str:
    """Take the graph out and put it in again: blank nodes have no names by which they could be compared or deleted."""
    text = _text(triples)
    elsewhere = f"GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != {graph})"
    return (
        f"DELETE {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} FILTER NOT EXISTS {{ {elsewhere} }} }} ;\n"
        f"DROP SILENT GRAPH {graph} ;\nINSERT DATA {{ {text} GRAPH {graph} {{ {text} }} }}"
    )


def _really_different(gone: list[Triple], come: list[Triple]) -> tuple[list[Triple], list[Triple]]:
    """Both without what differs in spelling only: engines keep `"1.0"^^xsd:decimal` as the number, which is "1"."""
    engine = Store()
    engine.extend([in_graph(t, _GONE) for t in gone] + [in_graph(t, _COME) for t in come])
    same = {q.triple for q in engine.quads_for_pattern(None, None, None, _GONE)}
    same &= {q.triple for q in engine.quads_for_pattern(None, None, None, _COME)}
    if not same:
        return gone, come

    def differs(triple: Triple) -> bool:
        one = Store()
        one.add(in_graph(triple))
        return next(iter(one)).triple not in same

    return [t for t in gone if differs(t)], [t for t in come if differs(t)]


_GONE, _COME = NamedNode("urn:kg:gone"), NamedNode("urn:kg:come")


def _text(triples: Sequence[Triple]) -> str:
    written = serialize(triples, format=RdfFormat.N_TRIPLES)
    return written.decode() if written else ""

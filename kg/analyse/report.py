"""The analysis of a graph as a `Report`: figures, each with a line that says what it means for news.

Takes kg's graph (or a projected MultiDiGraph); gives a Report with `to_dict`, `to_json` and `to_text`. In a
graph of two articles about a strike, the union that both name comes first by PageRank, and the minister whom
only one of them ties to the bank is a bridge.

Leaves out: the picture (kg.view).
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

from kg.analyse import measures
from kg.analyse.paths import shortest_path

MEANINGS = {
    "degree": "In how many statements an entity takes part with another: who is talked about most.",
    "pagerank": "Who is tied to those who matter themselves; less easily inflated than the mere count.",
    "betweenness": "Through whom the shortest paths run: who connects topics that otherwise have little to do "
    "with one another.",
    "communities": "Entities tied more closely to one another than to the rest: usually one topic or one story.",
    "bridges": "Ties that alone hold two parts together: if the passage behind one is wrong, the link is gone. "
    "Check these first.",
    "components": "Parts that nothing connects: separate stories, or names that are one entity and were not merged.",
    "claims": "How much of the graph is somebody's word and not the article's own assertion, and whose.",
    "path": "The shortest chain of statements between two entities. It shows a connection in the news, not a cause.",
}


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entity with its value in one measure."""

    iri: str
    label: str
    type: str
    value: float


@dataclass(frozen=True, slots=True)
class Community:
    """A community: its most central members as name, its size and all members' IRIs."""

    name: str
    size: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What `analyse` found. `meanings` says of each part what it means for news."""

    entities: int
    ties: int
    facts: int
    claims: int
    components: int
    largest_component: int
    degree: tuple[Ranked, ...]
    pagerank: tuple[Ranked, ...]
    betweenness: tuple[Ranked, ...]
    betweenness_estimated: bool
    communities: tuple[Community, ...]
    bridges: tuple[tuple[str, str], ...]
    speakers: tuple[tuple[str, int], ...]
    path: tuple[dict[str, Any], ...] | None
    types: dict[str, int] = field(default_factory=dict)
    meanings: dict[str, str] = field(default_factory=lambda: dict(MEANINGS))

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return asdict(self)

    def to_json(self) -> str:
        """Indented JSON, UTF-8 text, ending with a line break."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=1) + "\n"

    def to_text(self) -> str:
        """Something to print: one table a measure, with its line."""
        from kg.analyse.text import to_text

        return to_text(self)


def analyse(
    graph: Any,
    *,
    top: int = 10,
    seed: int = 0,
    path: tuple[str, str] | None = None,
    facts_only: bool = False,
    language: str = "de",
) -> Report:
    """Measures, communities, bridges and, where `path` names two entities, the path between them.

    Args:
        graph: kg's graph, a pyoxigraph store, or the MultiDiGraph of `project`.
        top: how many entities a ranking holds.
        seed: for communities and sampled betweenness; the same seed gives the same report.
        path: two labels or IRIs.
        facts_only: leave claims out altogether.
        language: of labels.

    Raises:
        NotFoundError: an end of `path` fits no entity.
        TypeError: `graph` holds no RDF store.
    """
    import networkx as nx

    from kg.analyse.project import project

    full = graph if isinstance(graph, nx.MultiDiGraph) else project(graph, language=language)
    if facts_only:
        full = nx.MultiDiGraph(full)
        full.remove_edges_from([(a, b, k) for a, b, k, d in full.edges(keys=True, data=True) if d["status"] != "fact"])
    ties = measures.simple(full)
    rank = measures.pagerank(ties)
    between, estimated = measures.betweenness(ties, seed=seed)
    groups = measures.communities(ties, seed=seed)
    parts = measures.components(ties)

    def label(iri: str) -> str:
        return str(full.nodes[iri]["label"])

    def best(values: dict[str, float]) -> tuple[Ranked, ...]:
        order = sorted(values, key=lambda iri: (-values[iri], label(iri), iri))[:top]
        return tuple(Ranked(i, label(i), full.nodes[i]["type"], measures.rounded(values[i])) for i in order)

    status, speakers = full.graph.get("status", {}), full.graph.get("speakers", {})
    return Report(
        entities=len(full),
        ties=full.number_of_edges(),
        facts=status.get("fact", 0),
        claims=0 if facts_only else status.get("claim", 0),
        components=len(parts),
        largest_component=len(parts[0]) if parts else 0,
        degree=best({iri: float(value) for iri, value in measures.degree(full).items()}),
        pagerank=best(rank),
        betweenness=best(between),
        betweenness_estimated=estimated,
        communities=tuple(
            Community(", ".join(label(i) for i in measures.central(group, rank)), len(group), group) for group in groups
        ),
        bridges=tuple((label(a), label(b)) for a, b in measures.bridges(ties)[:top]),
        speakers=() if facts_only else tuple(sorted(speakers.items(), key=lambda item: (-item[1], item[0]))[:top]),
        path=None if path is None else _path(full, path, label, facts_only=facts_only),
        types=dict(sorted(Counter(str(data["type"]) for _, data in full.nodes(data=True)).items())),
    )


def _path(graph: Any, ends: tuple[str, str], label: Any, *, facts_only: bool) -> tuple[dict[str, Any], ...]:
    return tuple(
        {
            "from": label(step.source),
            "to": label(step.target),
            "statements": [
                {key: edge[key] for key in ("label", "role", "status", "polarity", "modality", "speaker_text", "time")}
                | {"evidence": [list(e) for e in edge["evidence"]], "statement": edge["statement"]}
                for edge in step.edges
            ],
        }
        for step in shortest_path(graph, *ends, facts_only=facts_only)
    )

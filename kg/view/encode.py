"""Entities, statements and articles → the JSON blocks of the page, as columns of numbers.

Takes what kg.analyse.read and kg.view.collect give; gives four strings: the graph (parsed when the page opens),
statements, entities and articles (parsed when somebody first asks). „Kern fordere ein Verbot“ becomes one row:
predicate, flags (claim 1, negative 2, modality × 4), speaker, article, confidence, days.

Leaves out: the template (kg.view.page). Offsets stay Python's; the page turns them into JavaScript's.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from kg.analyse import measures
from kg.analyse.project import links, weight
from kg.analyse.statements import TYPES, Node, Statement, local
from kg.schema import third_person
from kg.view.collect import Article, Quotation
from kg.view.layout import arrange
from kg.view.network import network

MODALITIES = (None, "wish", "demand", "plan", "obligation", "possibility", "condition")
OVERVIEW_FROM = 3000
"""Above so many entities the page opens on its communities (scene.ts has the same number)."""

_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Blocks:
    """The page's data as JSON text, safe inside a script element."""

    graph: str
    statements: str
    entities: str
    articles: str


@dataclass(frozen=True, slots=True)
class Words:
    """Labels of properties and classes by IRI, in German and English."""

    de: dict[str, str]
    en: dict[str, str]


def dump(value: Any) -> str:
    """JSON that cannot end the script element it stands in: `<` is escaped, so `</script>` and `<!--` are not."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def encode(
    nodes: Sequence[Node],
    statements: Sequence[Statement],
    articles: Sequence[Article],
    *,
    bare: Iterable[tuple[str, str, str]] = (),
    title: str,
    language: str,
    version: str,
    words: Words,
    seed: int = 0,
) -> Blocks:
    """The four blocks.

    Args:
        nodes: entities; those with the highest PageRank come first on the page.
        statements: all statements, also those without an edge.
        articles: for passages and the article view.
        bare: triples that no statement carries: subject, predicate, object.
        title: heading of the page.
        language: "de" or "en", of the interface when it opens.
        version: of kg.
        words: labels of properties and classes.
        seed: for communities and sampled betweenness.
    """
    import networkx as nx

    rows = [*statements, *(_bare(*triple) for triple in bare)]
    multi = nx.MultiDiGraph()
    multi.add_nodes_from(node.iri for node in nodes)
    edges_of = links(rows, frozenset(multi))
    multi.add_edges_from(
        (source, target, {"weight": weight(rows[row], role)}) for source, target, role, row in edges_of
    )
    simple = measures.simple(multi)
    rank = measures.pagerank(simple)
    between, _ = measures.betweenness(simple, seed=seed)
    ordered = sorted(nodes, key=lambda node: (-measures.rounded(rank.get(node.iri, 0.0)), node.iri))
    number_of = {node.iri: i for i, node in enumerate(ordered)}
    groups, group_of, rest = _groups(measures.communities(simple, seed=seed), ordered, number_of)
    best = max(rank.values(), default=1.0) or 1.0
    sizes = [rank.get(node.iri, 0.0) / best for node in ordered]
    pairs = sorted({tuple(sorted((number_of[a], number_of[b]))) for a, b in simple.edges()})
    layout = arrange(len(ordered), [(a, b) for a, b in pairs], group_of, _boxes(ordered, sizes), rest=rest)
    places = [(round(float(x)), round(float(y))) for x, y in layout.place]
    predicates, predicate_of = _predicates(rows, words)
    edges = [
        {
            "from": number_of[source],
            "to": number_of[target],
            "label": rows[row].label,
            "claim": rows[row].status == "claim",
            "statement": row,
            "role": role,
        }
        for source, target, role, row in edges_of
    ]
    net = network(ordered, places, sizes, edges)
    article_of = {article.iri: i for i, article in enumerate(articles)}
    roles = sorted({edge["role"] for edge in net.edges})
    base = _base(articles)

    def short(iri: str) -> str:
        return ":" + iri[len(base) :] if base and iri.startswith(base) else iri

    mentions = [0] * len(ordered)
    for article in articles:
        for _, _, entity, _ in article.mentions:
            if entity in number_of:
                mentions[number_of[entity]] += 1
    physics = net.options["physics"]["forceAtlas2Based"]
    graph = {
        "version": version,
        "title": title,
        "language": language,
        "base": base,
        "total": len(ordered),
        "types": list(TYPES),
        "roles": roles,
        "predicates": [[de, en, prop and short(prop)] for de, en, prop in predicates],
        "nodes": {
            "iri": [short(node.iri) for node in ordered],
            "label": [node["label"] for node in net.nodes],
            "type": [TYPES.index(node["group"]) for node in net.nodes],
            "x": [node["x"] for node in net.nodes],
            "y": [node["y"] for node in net.nodes],
            "community": group_of,
            "pagerank": [round(rank.get(node.iri, 0.0) * 1e6) for node in ordered],
            "betweenness": [round(between.get(node.iri, 0.0) * 1e6) for node in ordered],
            "mentions": mentions,
        },
        "edges": {
            "from": [edge["from"] for edge in net.edges],
            "to": [edge["to"] for edge in net.edges],
            "statement": [edge["statement"] for edge in net.edges],
            "role": [roles.index(edge["role"]) for edge in net.edges],
        },
        "statements": {
            "predicate": predicate_of,
            "flags": [_flags(row) for row in rows],
            "speaker": [number_of.get(row.speaker or "", -1) for row in rows],
            "article": [article_of.get(row.article or "", -1) for row in rows],
            "confidence": [round(row.confidence * 100) for row in rows],
            "first": [_day(row.first or row.last) for row in rows],  # the timeline has an open interval at its end
            "last": [_day(row.last or row.first) for row in rows],
        },
        "communities": {
            "name": [
                "" if name == rest else ", ".join(ordered[i].label[:40] for i in members[:3])
                for name, members in enumerate(groups)
            ],
            "rest": -1 if rest is None else rest,
            "x": [round(disc.x) for disc in layout.discs],
            "y": [round(disc.y) for disc in layout.discs],
            "r": [round(disc.r) for disc in layout.discs],
            "size": [len(members) for members in groups],
        },
        "articles": {
            "iri": [short(article.iri) for article in articles],
            "title": [article.title for article in articles],
            "date": [article.date for article in articles],
        },
        "physics": {
            "springLength": physics["springLength"],
            "springConstant": physics["springConstant"],
            "gravity": physics["centralGravity"],
        },
    }
    return Blocks(
        graph=dump(graph),
        statements=dump(_details(rows, number_of, articles, short)),
        entities=dump(_entities(ordered, words.de if language == "de" else words.en)),
        articles=dump([_article(article, number_of, short) for article in articles]),
    )


def _bare(subject: str, predicate: str, target: str) -> Statement:
    label = local(predicate)
    return Statement(
        iri="",
        kind="",
        subject=subject,
        subject_text="",
        property=predicate,
        lemma=label,
        label=label,
        object=target,
        object_text="",
        arguments=(),
        polarity="positive",
        modality=None,
        status="fact",
        speaker=None,
        speaker_text="",
        quotation=None,
        article=None,
        sentence=None,
        evidence=(),
        time=None,
        first=None,
        last=None,
        place=None,
        confidence=1.0,
    )


def _groups(
    found: tuple[tuple[str, ...], ...], ordered: Sequence[Node], number_of: dict[str, int]
) -> tuple[list[list[int]], list[int], int | None]:
    """Communities as node numbers, the most central member first; the community of each node; which is the rest.

    In a large graph what is tied to nobody, or to two or three, is one community of others, so that the
    overview is not a field of single points.
    """
    large = len(ordered) > OVERVIEW_FROM
    groups = [sorted(number_of[iri] for iri in group) for group in found if not large or len(group) > 3]
    group_of = [-1] * len(ordered)
    for name, members in enumerate(groups):
        for member in members:
            group_of[member] = name
    left = [i for i, name in enumerate(group_of) if name < 0]
    if not large or not left:
        return groups, group_of, None
    for member in left:
        group_of[member] = len(groups)
    return [*groups, left], group_of, len(groups)


def _boxes(nodes: Sequence[Node], sizes: Sequence[float]) -> Any:
    """Width and height of a point with its label under it, in pixels at scale 1."""
    boxes = np.zeros((len(nodes), 2))
    for i, (node, size) in enumerate(zip(nodes, sizes, strict=True)):
        radius = 5 + 15 * size**0.5
        font = max(11.0, min(16.0, 8.5 + radius * 0.35))
        boxes[i] = (max(2 * radius, 0.6 * font * min(len(node.label), 30)) + 10, 2 * radius + 2.7 * font + 6)
    return boxes


def _predicates(rows: Sequence[Statement], words: Words) -> tuple[list[tuple[str, str, str | None]], list[int]]:
    table: dict[tuple[str, str, str | None], int] = {}
    column = []
    for row in rows:
        prop = row.property
        known = prop is not None and prop in words.de and row.label in (words.de[prop], words.en.get(prop))
        # of a verb that the ontology does not know the graph has the infinitive: „untersuchen"
        de = words.de[prop] if known and prop else third_person(row.label) if row.kind == "event" else row.label
        en = words.en.get(prop, row.label) if known and prop else row.label
        column.append(table.setdefault((de, en, prop), len(table)))
    return list(table), column


def _flags(row: Statement) -> int:
    modality = MODALITIES.index(row.modality) if row.modality in MODALITIES else 0
    return (row.status == "claim") + 2 * (row.polarity == "negative") + 4 * modality


def _day(value: str | None) -> int | None:
    if not value:
        return None
    try:
        return (date.fromisoformat(value[:10]) - _EPOCH).days
    except ValueError:
        return None


def _base(articles: Sequence[Article]) -> str:
    """What the IRIs begin with, for the page to leave out: all before `article/` where all articles agree."""
    bases = {article.iri.rpartition("article/")[0] for article in articles}
    return bases.pop() if len(bases) == 1 else ""


def _column(values: list[Any], empty: Any = None) -> Any:
    """A list, or where most are empty an object by number: a page of 300,000 rows is not mostly `null`."""
    filled = {i: value for i, value in enumerate(values) if value not in (None, "", [], (), empty)}
    return filled if len(filled) * 2 < len(values) else values


def _details(
    rows: Sequence[Statement], number_of: dict[str, int], articles: Sequence[Article], short: Any
) -> dict[str, Any]:
    quotations = {q.iri: q for article in articles for q in article.quotations}
    times = {article.iri: article.times for article in articles}

    def quotation(row: Statement) -> Quotation | None:
        return quotations.get(row.quotation or "")

    def when(row: Statement) -> list[list[int]]:
        where = row.sentence
        if row.time is None or where is None:
            return []
        return [[s, e] for s, e, v in times.get(where.article, ()) if v == row.time and where.start <= s < where.end]

    return {
        "iri": [short(row.iri) for row in rows],
        "kind": _column([row.kind for row in rows]),
        "subject": _column([number_of.get(row.subject or "", -1) for row in rows], -1),
        "subjectText": _column([row.subject_text for row in rows]),
        "object": _column([number_of.get(row.object or "", -1) for row in rows], -1),
        "objectText": _column([row.object_text for row in rows]),
        # of what nobody is named to have done, the infinitive: „die Straße bauen", not "builds"
        "infinitive": _column([row.lemma if row.kind == "event" and not row.subject_text else None for row in rows]),
        "args": _column([[[a.role, number_of.get(a.iri or "", -1), a.text] for a in row.arguments] for row in rows]),
        "sentence": _column([row.sentence and [row.sentence.start, row.sentence.end] for row in rows]),
        "spans": _column([[[e.start, e.end] for e in row.evidence if e != row.sentence] for row in rows]),
        "speakerText": _column([row.speaker_text for row in rows]),
        "speakerSpans": _column([(q := quotation(row)) and q.speaker_spans for row in rows]),
        "cueSpans": _column([(q := quotation(row)) and q.cue_spans for row in rows]),
        "time": _column([row.time for row in rows]),
        "timeSpans": _column([when(row) for row in rows]),
        "place": _column([row.place for row in rows]),
    }


def _entities(nodes: Sequence[Node], words: dict[str, str]) -> dict[str, Any]:
    return {
        "classes": _column([[words[c] for c in node.classes if c in words and node.type not in c] for node in nodes]),
        "aliases": _column([list(node.aliases) for node in nodes]),
        "links": _column([list(node.same_as) for node in nodes]),
        "offices": _column([list(node.offices) for node in nodes]),
    }


def _article(article: Article, number_of: dict[str, int], short: Any) -> dict[str, Any]:
    return {
        "iri": short(article.iri),
        "title": article.title,
        "date": article.date,
        "publisher": article.publisher,
        "url": article.url,
        "text": article.text,
        "mentions": [[s, e, number_of[i], int(named)] for s, e, i, named in article.mentions if i in number_of],
        "quotes": [
            {
                "type": q.type,
                "speaker": number_of.get(q.speaker or "", -1),
                "speakerText": q.speaker_text,
                "spans": q.spans,
                "speakerSpans": q.speaker_spans,
                "cueSpans": q.cue_spans,
            }
            for q in article.quotations
        ],
        "times": article.times,
    }

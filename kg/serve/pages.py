"""The pages that people read, made in a worker process: home, an article, an entity, the explorer, the query page.

Takes the graph and what was asked for; gives HTML, or RDF for programs. Every value goes through Jinja's escaping:
news text is anybody's, and so are names, headlines and addresses in it.
Leaves out: routes and headers (kg.serve.app).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, unquote_to_bytes, urlsplit

from pyoxigraph import Literal, NamedNode

from kg.errors import NotFoundError
from kg.graph import Graph
from kg.graph.stores.disk import SnapshotStore
from kg.graph.vocabulary import shorten
from kg.serve.marking import Mark, marked
from kg.serve.texts import TEXTS, language_of

if TYPE_CHECKING:
    import jinja2

Answer = tuple[dict[str, Any], bytes]
_PER_PAGE: Final = 50
_MOST: Final = 200
_DRAWN_NAMES: Final = 1000
_DRAWN_ARTICLES: Final = 500
_ESCAPED: Final = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")


def home(graph: Graph, header: dict[str, Any]) -> Answer:
    """What the store holds: counts, a search for entities, the newest articles, the named queries."""
    from kg.schema import queries

    words = str(header["params"].get("q", ""))[:200]
    page = max(0, _number(header["params"].get("page")))
    articles = _articles(graph, words, page)
    return _html(
        "home.html",
        header,
        stats=_remembered(graph, "stats", graph.stats),
        articles=articles[:_PER_PAGE],
        entities=_search(graph, words) if words else _remembered(graph, "most", lambda: _most_mentioned(graph)),
        queries=queries(),
        words=words,
        page=page,
        more=len(articles) > _PER_PAGE,
    )


def _remembered(graph: Graph, name: str, compute: Callable[[], Any]) -> Any:
    """What was computed from this snapshot before, or is now; a snapshot never changes."""
    if not isinstance(graph.store, SnapshotStore):
        return compute()
    if name not in graph.store.remembered:
        graph.store.remembered[name] = compute()
    return graph.store.remembered[name]


def _articles(graph: Graph, words: str, page: int) -> list[dict[str, str | None]]:
    """A page of articles, newest first, and one more if there is another page."""
    wanted = f"FILTER(CONTAINS(LCASE(STR(?headline)), LCASE({Literal(words)})))" if words else ""
    rows = graph.query(
        "SELECT ?a ?id ?headline ?date ?publisher { ?a a schema:NewsArticle . OPTIONAL { ?a dcterms:identifier ?id } "
        "OPTIONAL { ?a schema:headline ?headline } OPTIONAL { ?a schema:datePublished ?date } "
        f"OPTIONAL {{ ?a schema:publisher ?publisher }} {wanted} }} "
        f"ORDER BY DESC(?date) ?a LIMIT {_PER_PAGE + 1} OFFSET {min(page, 10**6) * _PER_PAGE}"
    ).values()
    return [dict(zip(("iri", "id", "headline", "date", "publisher"), row, strict=True)) for row in rows]


def query_page(_: Graph, header: dict[str, Any]) -> Answer:
    """The editor with the named queries to pick from."""
    from kg.graph.vocabulary import PREFIXES
    from kg.schema import queries

    return _html("query.html", header, queries=queries(), prefixes=dict(PREFIXES), base=header["base"])


def resource(graph: Graph, header: dict[str, Any]) -> Answer:
    """An article's or an entity's page.

    Raises:
        NotFoundError: nothing in the graph has that IRI.
    """
    iri = _find(graph, header)
    node = NamedNode(iri)
    if next(iter(graph.store.quads(node)), None) is not None:
        return _article(graph, iri, header)
    return _entity(graph, iri, header)


def describe(graph: Graph, header: dict[str, Any]) -> Answer:
    """The same as RDF: of an article its named graph, of anything else what is said of it."""
    from kg.graph import writing
    from kg.graph.formats import by_name
    from kg.serve.limits import Bounded

    node = NamedNode(_find(graph, header))
    format = by_name(header["format"])
    out = Bounded(int(header["max_bytes"]), int(header["max_rows"]))
    if next(iter(graph.store.quads(node)), None) is not None:
        writing.write(graph.store, out, format, node)
    else:
        found = graph.query(
            f"CONSTRUCT {{ {node} ?p ?o . ?s ?q ?v }} WHERE {{ {{ {node} ?p ?o }} UNION "
            f"{{ ?s rdf:subject|rdf:object|prov:wasAttributedTo|kg:speaker {node} ; ?q ?v }} }}"
        )
        found.write(out, format.name)
    return {"type": format.media_types[0]}, out.getvalue()


def explore(graph: Graph, header: dict[str, Any]) -> Answer:
    """The explorer over the store, or over the articles that `article=` names; over the newest where it is too large.

    Raises:
        NotFoundError: there is no such article.
    """
    language = language_of(header)
    chosen = [graph.find(name) for name in str(header["params"].get("article") or "").split("\n") if name]
    if chosen:
        page = _explorer(graph, language, chosen)
    else:
        page = _remembered(graph, f"explorer {language}", lambda: _explorer(graph, language, []))
    return {"type": "text/html; charset=utf-8"}, page


def _explorer(graph: Graph, language: str, chosen: list[str]) -> bytes:
    from kg.graph import open_graph
    from kg.view import render

    wanted = dict.fromkeys(chosen or _newest(graph))
    taken = _drawn(graph, wanted)
    title = None
    if chosen or len(taken) < len(wanted):
        if len(taken) < len(wanted):
            count = len(wanted) if chosen else _count(graph)
            title = TEXTS[language]["too_many"].format(taken=len(taken), all=_grouped(count, language))
        part = open_graph("memory:")
        for iri in taken:
            part.replace(iri, graph.store.quads(NamedNode(iri)))
        graph = part
    return render(graph, title=title, language=language).encode("utf-8", "replace")


def _newest(graph: Graph) -> list[str]:
    """The articles, newest first, as far as an explorer could show them."""
    rows = graph.query(
        "SELECT ?a { ?a a schema:NewsArticle OPTIONAL { ?a schema:datePublished ?date } } "
        f"ORDER BY DESC(?date) ?a LIMIT {_DRAWN_ARTICLES + 1}"
    ).values()
    return list(dict.fromkeys(str(row[0]) for row in rows))


def _drawn(graph: Graph, articles: Iterable[str]) -> list[str]:
    """So many of the articles that a page of them is written in seconds and can be read; one at least."""
    taken: list[str] = []
    names: set[str | None] = set()
    for iri in itertools.islice(articles, _DRAWN_ARTICLES):
        mentioned = graph.query(f"SELECT DISTINCT ?e {{ GRAPH {NamedNode(iri)} {{ ?m itsrdf:taIdentRef ?e }} }}")
        names.update(row[0] for row in mentioned.values())
        if taken and len(names) > _DRAWN_NAMES:
            break
        taken.append(iri)
    return taken


def _count(graph: Graph) -> int:
    (row,) = graph.query("SELECT (COUNT(*) AS ?n) { ?a a schema:NewsArticle }").values()
    return int(row[0] or 0)


JOBS: Final[dict[str, Callable[[Graph, dict[str, Any]], Answer]]] = {
    "home": home,
    "query_page": query_page,
    "resource": resource,
    "describe": describe,
    "explore": explore,
}


def _find(graph: Graph, header: dict[str, Any]) -> str:
    """The IRI that a path below `/id/` means. Minted IRIs keep Latin letters as they are and escape all others."""
    path = str(header["path"])
    loose = _ESCAPED.sub(lambda m: unquote_to_bytes(m.group()).decode("utf-8", "replace"), path)
    for candidate in dict.fromkeys((loose, path, _reescaped(loose))):
        iri = str(header["base"]) + candidate
        try:
            node = NamedNode(iri)
        except ValueError:
            continue
        if graph.query(f"ASK {{ {{ {node} ?p ?o }} UNION {{ ?s ?p {node} }} }}"):
            return iri
    raise NotFoundError("there is nothing of that name here")


def _reescaped(path: str) -> str:
    return re.sub(r"[^\x00-\x7fÀ-ÖØ-öø-ɏḀ-ỿ]", lambda m: quote(m.group(), safe=""), path)


def _article(graph: Graph, iri: str, header: dict[str, Any]) -> Answer:
    """The text with its mentions and quotations marked, and beside it what it says."""
    node = NamedNode(iri)
    rows = graph.query(
        f"SELECT ?text ?headline ?date ?publisher ?url {{ {node} nif:isString ?text . "
        f"OPTIONAL {{ {node} schema:headline ?headline }} OPTIONAL {{ {node} schema:datePublished ?date }} "
        f"OPTIONAL {{ {node} schema:publisher ?publisher }} OPTIONAL {{ {node} schema:url ?url }} }}"
    )
    info = next(rows.values(), None)
    if info is None:
        return _entity(graph, iri, header)
    text, headline, date, publisher, url = info
    marks = [
        Mark(_number(begin), _number(end), f"mention {_kind(kind)}", _href(entity or "", header), label or "")
        for begin, end, entity, label, kind in graph.query(
            f"SELECT ?b ?e ?entity ?label ?kind {{ ?m nif:referenceContext {node} ; itsrdf:taIdentRef ?entity ; "
            "nif:beginIndex ?b ; nif:endIndex ?e . ?entity rdfs:label ?label ; a ?kind }"
        ).values()
        if _kind(kind)
    ]
    marks += [
        Mark(_number(begin), _number(end), "quotation", None, speaker or "")
        for begin, end, speaker in graph.query(
            f"SELECT ?b ?e ?who {{ ?q a kg:Quotation ; prov:hadPrimarySource {node} ; kg:evidence ?x . "
            "?x nif:beginIndex ?b ; nif:endIndex ?e OPTIONAL { ?q kg:speakerText ?who } }"
        ).values()
    ]
    return _html(
        "article.html",
        header,
        iri=iri,
        headline=headline,
        date=date,
        publisher=publisher,
        url=_safe_url(url),
        paragraphs=marked(text or "", marks),
        statements=_statements(graph, f"?s prov:hadPrimarySource {node} .", header, most=2000),
    )


def _entity(graph: Graph, iri: str, header: dict[str, Any]) -> Answer:
    """What is said of an entity and by it, with the passages."""
    node = NamedNode(iri)
    labels = [str(row[0]) for row in graph.query(f"SELECT ?l {{ {node} rdfs:label ?l }} ORDER BY ?l").values()]
    known = {
        name: [str(row[0]) for row in graph.query(f"SELECT DISTINCT ?v {{ {node} {path} ?v }} ORDER BY ?v").values()]
        for name, path in (
            ("types", "a"),
            ("aliases", "skos:altLabel"),
            ("same_as", "owl:sameAs|skos:closeMatch"),
        )
    }
    offices = graph.query(
        f"SELECT DISTINCT ?post ?label ?org ?in {{ {node} org:holds ?post . ?post rdfs:label ?label "
        "OPTIONAL { ?post org:postIn ?org . ?org rdfs:label ?in } } ORDER BY ?label"
    ).values()
    articles = graph.query(
        f"SELECT ?a ?headline (COUNT(?m) AS ?n) {{ ?m itsrdf:taIdentRef {node} ; nif:referenceContext ?a . "
        "OPTIONAL { ?a schema:headline ?headline } } GROUP BY ?a ?headline ORDER BY DESC(?n) ?a LIMIT 50"
    ).values()
    said = f"?s prov:wasAttributedTo {node} ."
    about = f"{{ ?s rdf:subject {node} }} UNION {{ ?s rdf:object {node} }}"
    return _html(
        "entity.html",
        header,
        iri=iri,
        label=labels[0] if labels else shorten(iri),
        types=[TEXTS[language_of(header)].get(_kind(kind)) or shorten(kind) for kind in known["types"]],
        aliases=[alias for alias in known["aliases"] if alias not in labels],
        same_as=[_safe_url(other) for other in known["same_as"] if _safe_url(other)],
        offices=[(label, organization, _href(org or "", header)) for _, label, org, organization in offices],
        articles=[(_href(a or "", header), headline or a, n) for a, headline, n in articles],
        statements=_statements(graph, about, header),
        said=_statements(graph, said, header),
    )


def _statements(graph: Graph, which: str, header: dict[str, Any], most: int = _MOST) -> list[dict[str, Any]]:
    rows = graph.query(
        "SELECT DISTINCT ?s ?label ?class ?who ?whoLabel ?words ?modality ?polarity ?passage ?headline ?date ?a ?b { "
        f"{which} ?s a ?class ; rdfs:label ?label ; prov:hadPrimarySource ?a ; kg:polarity ?polarity . "
        "FILTER(?class IN (kg:Assertion, kg:Claim)) "
        "OPTIONAL { ?s prov:wasAttributedTo ?who . OPTIONAL { ?who rdfs:label ?whoLabel } } "
        "OPTIONAL { ?a schema:headline ?headline } OPTIONAL { ?a schema:datePublished ?date } "
        "OPTIONAL { ?s kg:attributedTo ?words } OPTIONAL { ?s kg:modality ?modality } "
        "OPTIONAL { ?s kg:sentence ?x . ?x nif:anchorOf ?passage ; nif:beginIndex ?b } "
        f"}} ORDER BY ?a ?b ?s LIMIT {most}"
    ).values()
    found: dict[str, dict[str, Any]] = {}
    for s, label, kind, who, who_label, words, modality, polarity, passage, headline, date, *_ in rows:
        found.setdefault(
            str(s),
            {
                "id": str(s).rpartition("#")[2],
                "label": label,
                "claim": str(kind).endswith("Claim"),
                "who": who_label or words,
                "who_href": _href(who or "", header),
                "modality": modality,
                "negative": polarity == "negative",
                "passage": passage,
                "href": _href(str(s), header),
                "headline": headline,
                "date": date,
            },
        )
    return list(found.values())


def _search(graph: Graph, words: str) -> list[tuple[str, str, str]]:
    found = graph.query(
        "SELECT DISTINCT ?e ?label (COUNT(DISTINCT ?m) AS ?n) { "
        "?e rdfs:label|skos:altLabel ?name ; rdfs:label ?label . "
        f"FILTER(CONTAINS(LCASE(STR(?name)), LCASE({Literal(words)}))) ?m itsrdf:taIdentRef ?e }} "
        "GROUP BY ?e ?label ORDER BY DESC(?n) ?label LIMIT 30"
    ).values()
    return [(str(e), str(label), str(n)) for e, label, n in found]


def _most_mentioned(graph: Graph) -> list[tuple[str, str, str]]:
    found = graph.query(
        "SELECT ?e (SAMPLE(?l) AS ?label) (MAX(?c) AS ?n) { { SELECT ?e (COUNT(?m) AS ?c) { ?m itsrdf:taIdentRef ?e } "
        "GROUP BY ?e ORDER BY DESC(?c) ?e LIMIT 30 } ?e rdfs:label ?l } GROUP BY ?e ORDER BY DESC(?n) ?label"
    ).values()
    return [(str(e), str(label), str(n)) for e, label, n in found]


def _kind(iri: str | None) -> str:
    """A style's name for a class of entities; empty for what has none."""
    names = {"Person", "Organization", "Place", "Event", "CreativeWork", "Product", "Group", "Thing"}
    local = re.split(r"[/#]", iri or "")[-1]
    return local.lower() if local in names else ""


def _href(iri: str, header: dict[str, Any]) -> str | None:
    """Where this server shows an IRI of its own; None for another's."""
    base = str(header["base"])
    if not iri.startswith(base):
        return None
    path, hash_, fragment = iri[len(base) :].partition("#")
    return "/id/" + quote(path, safe="/%-_.~!$&'()*+,;=:@") + hash_ + quote(fragment, safe="=,-%")


def _safe_url(url: str | None) -> str | None:
    """An address that may be a link: of the web, never a script."""
    try:
        return url if url and urlsplit(url).scheme in {"http", "https"} else None
    except ValueError:
        return None


def _number(value: object) -> int:
    try:
        return int(str(value))
    except ValueError:
        return 0


def _grouped(count: int, language: str) -> str:
    """`12.345` in German, `12,345` in English."""
    return f"{count:,}".replace(",", "." if language == "de" else ",")


@lru_cache(maxsize=1)
def _environment() -> jinja2.Environment:
    import jinja2

    return jinja2.Environment(
        loader=jinja2.PackageLoader("kg.serve", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _html(template: str, header: dict[str, Any], **values: Any) -> Answer:
    language = language_of(header)
    page = _environment().get_template(template)
    text = page.render(
        t=TEXTS[language],
        language=language,
        href=lambda iri: _href(iri, header) or _safe_url(iri) or "#",
        number=lambda count: _grouped(count, language),
        **values,
    )
    return {"type": "text/html; charset=utf-8"}, text.encode("utf-8", "replace")

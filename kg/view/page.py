"""The page: one HTML file that needs no network, from a graph.

Takes kg's graph; gives a string to be written as UTF-8. A name such as `</script>` or „<b>Rat</b>“ shows as it is
written: the page makes its elements from text nodes, data stand in JSON blocks where `<` is escaped, and a content
security policy allows no script but the page's own, by its hash.

Leaves out: the front end's sources (kg/view/frontend, TypeScript; `npm ci && npm run build` there makes assets/).
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from functools import cache
from importlib import resources
from typing import Any

from kg.view.encode import Blocks, Words, encode

NO_SCRIPT = {
    "de": "Diese Seite braucht JavaScript. Sie lädt nichts aus dem Netz.",
    "en": "This page needs JavaScript. It loads nothing from the network.",
}


@cache
def _asset(name: str) -> str:
    return resources.files("kg.view").joinpath("assets", name).read_text(encoding="utf-8")


def render(graph: Any, *, title: str | None = None, language: str = "de", seed: int = 0) -> str:
    """The interactive page of a graph.

    Args:
        graph: kg's graph, a `pyoxigraph.Store`, or an rdflib graph, in the shape of docs/graph.md.
        title: heading; the only article's headline, or "Wissensgraph", if not given.
        language: "de" or "en": the interface when it opens (the reader can switch).
        seed: for communities; the same graph and seed give the same page, byte for byte.

    Raises:
        ValueError: `language` is neither.
        TypeError: `graph` holds no RDF store.
    """
    from kg.analyse.project import bare_triples
    from kg.analyse.read import nodes, statements
    from kg.analyse.statements import store_of
    from kg.analyse.words import property_words
    from kg.view.collect import articles

    if language not in NO_SCRIPT:
        raise ValueError(f'language must be "de" or "en", not {language!r}')
    store = store_of(graph)
    words = Words(property_words("de"), property_words("en"))
    found = statements(store, language="de", words=words.de)
    entities = nodes(store, found, language=language)
    texts = articles(store)
    if title is None:
        title = texts[0].title if len(texts) == 1 else {"de": "Wissensgraph", "en": "Knowledge graph"}[language]
    blocks = encode(
        entities,
        found,
        texts,
        bare=bare_triples(store, entities, found),
        title=title,
        language=language,
        version=_version(),
        words=words,
        seed=seed,
    )
    return fill(blocks, title=title, language=language)


def _version() -> str:
    from kg.graph.lift import VERSION

    return VERSION


def fill(blocks: Blocks, *, title: str, language: str = "de") -> str:
    """The page of blocks that are encoded already."""
    script, style = _asset("page.js").strip(), _asset("page.css").strip()
    policy = (
        "default-src 'none'; "
        f"script-src '{_digest(script)}'; style-src '{_digest(style)}'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )
    parts = {
        "LANGUAGE": language,
        "POLICY": policy,
        "VERSION": html.escape(_version()),
        "TITLE": html.escape(" ".join(title.split())),
        "STYLE": style,
        "SCRIPT": script,
        "NOSCRIPT": html.escape(NO_SCRIPT[language]),
        "DATA": "\n".join(
            f'<script type="application/json" id="kg-{name}">{getattr(blocks, name)}</script>'
            for name in ("graph", "statements", "entities", "articles")
        ),
    }
    # One pass over the template alone: a title or text that holds a placeholder's name is not filled again.
    return re.sub(r"@@([A-Z]+)@@", lambda found: parts[found[1]], _asset("template.html"))


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")

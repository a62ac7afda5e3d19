"""The words of the server's pages, in German and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

TEXTS: Final[Mapping[str, Mapping[str, str]]] = {
    "de": {
        "title": "kg: Wissensgraph aus Nachrichten",
        "home": "Überblick",
        "query": "Abfrage (SPARQL)",
        "explore": "Graph ansehen",
        "search": "Artikel und Namen suchen",
        "articles": "Artikel",
        "entities": "Oft genannt",
        "found": "Gefunden",
        "queries": "Fertige Abfragen",
        "triples": "Tripel",
        "events": "Ereignisse",
        "assertions": "Tatsachenaussagen",
        "claims": "Behauptungen",
        "quotations": "Zitate",
        "mentions": "Nennungen",
        "entities_count": "Namen und Sachen",
        "earlier": "ältere",
        "statements": "Was darüber gesagt wird",
        "statements_article": "Was der Artikel sagt",
        "said": "Was gesagt wurde von",
        "aliases": "Auch genannt",
        "same_as": "Andernorts",
        "offices": "Ämter",
        "appears": "Kommt vor in",
        "claim": "Behauptung",
        "assertion": "Aussage des Artikels",
        "by": "laut",
        "not": "verneint",
        "data": "Daten",
        "original": "Original",
        "nothing": "Nichts gefunden.",
        "pick": "Abfrage wählen …",
        "legend": "Person, Organisation, Ort und anderes sind Verweise; Zitate sind hinterlegt.",
        "explore_article": "Als Graph",
        "untitled": "Ohne Titel",
        "too_many": "Die neuesten {taken} von {all} Artikeln (für mehr ist ein Bild zu klein)",
        "wish": "Wunsch",
        "demand": "Forderung",
        "plan": "Plan",
        "obligation": "Pflicht",
        "possibility": "Möglichkeit",
        "condition": "Bedingung",
    },
    "en": {
        "title": "kg: a knowledge graph of the news",
        "home": "Overview",
        "query": "Query (SPARQL)",
        "explore": "Explore the graph",
        "search": "Search articles and names",
        "articles": "Articles",
        "entities": "Often mentioned",
        "found": "Found",
        "queries": "Ready-made queries",
        "triples": "triples",
        "events": "events",
        "assertions": "assertions",
        "claims": "claims",
        "quotations": "quotations",
        "mentions": "mentions",
        "entities_count": "entities",
        "earlier": "earlier",
        "statements": "What is said about it",
        "statements_article": "What the article says",
        "said": "What was said by",
        "aliases": "Also called",
        "same_as": "Elsewhere",
        "offices": "Offices",
        "appears": "Appears in",
        "claim": "claim",
        "assertion": "asserted by the article",
        "by": "according to",
        "not": "negated",
        "data": "Data",
        "original": "Original",
        "nothing": "Nothing found.",
        "pick": "Pick a query …",
        "legend": "Persons, organizations, places and others are links; quotations have a background.",
        "explore_article": "As a graph",
        "untitled": "Untitled",
        "too_many": "The newest {taken} of {all} articles (no picture is large enough for more)",
        "wish": "wish",
        "demand": "demand",
        "plan": "plan",
        "obligation": "obligation",
        "possibility": "possibility",
        "condition": "condition",
    },
}


def language_of(header: Mapping[str, Any]) -> str:
    """`de` or `en`: what the address says (`lang=en`), else what the browser likes first, else German."""
    said = str(header.get("params", {}).get("lang", ""))
    if said in TEXTS:
        return said
    for part in str(header.get("language") or "").split(","):
        tag = part.partition(";")[0].strip().lower().partition("-")[0]
        if tag in TEXTS:
            return tag
    return "de"

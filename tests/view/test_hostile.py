"""Names and passages that would like to be more than text, and graphs that are hardly any."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pyoxigraph
import pytest
from view_sample import records

from kg.graph.lift import lift
from kg.model import Article, Entity, Mention, Record, Statement
from kg.schema import load
from kg.view import render

EVIL = [
    "</script><script>window.hacked = 1</script>",
    "<img src=x onerror=window.hacked=1>",
    "\"'><svg onload=window.hacked=1>",
    "<!-- <script>",
    "\u202eRTL\u202c und עברית",
    "Emoji 👩‍🚀🇩🇪 Ende",
    "@@SCRIPT@@ {{x}} ${window.hacked=1}",
    "L" * 10_000,
    "Zeile\u2028zwei\tund\u0000null",
]


def page_of(label: str) -> str:
    """The sample article with `label` as a person's name, in the text, the title and the publisher."""
    first = records()[0]
    shift = len(label) + 1
    text = f"{label}\n" + first.text
    moved = [replace(m, start=m.start + shift, end=m.end + shift) for m in first.mentions]
    mention = Mention(0, len(label), label, "Person", True, "x")
    record = Record(
        id="evil",
        text=text,
        title=label,
        publisher=label,
        date="2023-01-01",
        url="javascript:window.hacked=1",
        sentences=((0, len(label)), *((s + shift, e + shift) for s, e in first.sentences)),
        mentions=(mention, *moved),
        entities=(Entity("x", label, "Person", aliases=(label + "2",)), *first.entities),
        statements=tuple(_moved(s, shift, label) for s in first.statements),
    )
    store = pyoxigraph.Store()
    store.extend(lift(record, load()))
    return render(store, title=label)


def _moved(statement: Statement, shift: int, label: str) -> Statement:
    predicate = statement.predicate
    spans = tuple((s + shift, e + shift) for s, e in predicate.spans)
    subject = statement.subject and replace(statement.subject, text=label, spans=((0, len(label)),), entity="x")
    return replace(statement, subject=subject, predicate=replace(predicate, spans=spans), attribution=None)


@pytest.mark.parametrize("label", EVIL, ids=range(len(EVIL)))
def test_text_stays_text(open_page: Any, label: str) -> None:
    page = open_page(page_of(label))
    found = page.evaluate("() => window.kg.data.label")
    assert label.replace("\0", "\ufffd") in found
    v = found.index(label.replace("\0", "\ufffd"))
    page.evaluate("v => window.kg.reveal({ kind: 'node', id: v }, { move: true })", v)
    page.locator("#mode-article").click()
    assert page.locator("#article-view h2").inner_text().startswith(label.split("\t")[0].split("\u2028")[0][:3])
    page.locator("#mode-table").click()
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("() => window.hacked") is None
    assert page.locator("img, iframe, object, embed, a[href^='javascript']").count() == 0
    assert page.evaluate("() => document.querySelectorAll('script:not([type])').length") == 1


def test_nothing_remote_and_only_hashed_scripts(sample_html: str) -> None:
    head = sample_html[: sample_html.index("<style>")]
    assert "default-src 'none'" in head
    assert "script-src 'sha256-" in head
    assert "unsafe" not in head
    outside = sample_html[: sample_html.index('<script type="application/json"')]
    assert "src=" not in outside
    assert "@import" not in outside
    assert "url(" not in outside


def test_injected_script_is_refused_by_the_policy(open_page: Any, sample_html: str) -> None:
    page = open_page(sample_html.replace("<header>", "<script>window.hacked = 1</script><header>"))
    assert page.evaluate("() => window.hacked") is None
    assert [c for c in page.complaints if "Content Security Policy" in c]
    page.complaints.clear()


def test_emoji_before_a_passage_does_not_shift_its_marks(open_page: Any) -> None:
    page = open_page(page_of("Emoji 👩‍🚀🇩🇪 Ende"))
    page.locator("#mode-article").click()
    assert "Süderhamm" in page.locator(".m.mention").all_inner_texts()


def test_empty_graph_says_so(open_page: Any) -> None:
    page = open_page(render(pyoxigraph.Store()))
    assert page.locator("#empty").inner_text() == "In diesem Graphen ist noch nichts."


def test_article_without_statements(open_page: Any) -> None:
    article = Article("leer", "…")
    store = pyoxigraph.Store()
    store.extend(lift(Record(id=article.id, text=article.text), load()))
    page = open_page(render(store))
    page.locator("#mode-article").click()
    assert page.locator(".article-text").inner_text().strip() == "…"


def test_foreign_triples_are_drawn_too(open_page: Any) -> None:
    store = pyoxigraph.Store()
    store.load(
        b"""@prefix s: <https://schema.org/> . @prefix i: <http://www.w3.org/2005/11/its/rdf#> .
        <urn:a> a s:Person ; <urn:knows> <urn:b> . <urn:b> a s:Person . <urn:m> i:taIdentRef <urn:a>, <urn:b> .""",
        format=pyoxigraph.RdfFormat.TURTLE,
    )
    page = open_page(render(store))
    assert page.evaluate("() => window.kg.scene.edges") == 1


def test_same_graph_same_bytes() -> None:
    assert page_of("Anna") == page_of("Anna")


def test_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="language"):
        render(pyoxigraph.Store(), language="fr")

"""A graph of 3,300 entities opens on its communities, says what it folds away, and unfolds on demand."""

from __future__ import annotations

from typing import Any

import pytest

from kg.analyse.statements import Evidence, Node, Statement
from kg.view.collect import Article
from kg.view.encode import Words, encode
from kg.view.page import fill

SIZE, GROUP = 3300, 30
ARTICLE = "https://kg.example/id/article/a"


def statement(number: int, a: int, b: int) -> Statement:
    return Statement(
        iri=f"{ARTICLE}#statement-{number}",
        kind="event",
        subject=f"urn:n{a}",
        subject_text="",
        property=None,
        lemma="kennen",
        label="kennen",
        object=f"urn:n{b}",
        object_text="",
        arguments=(),
        polarity="positive",
        modality=None,
        status="fact",
        speaker=None,
        speaker_text="",
        quotation=None,
        article=ARTICLE,
        sentence=Evidence(ARTICLE, 0, 5),
        evidence=(Evidence(ARTICLE, 0, 5),),
        time=None,
        first=None,
        last=None,
        place=None,
        confidence=1.0,
    )


@pytest.fixture(scope="module")
def large_html() -> str:
    """110 rings of 30 with spokes to their first member, neighbouring rings tied once; ten entities by themselves."""
    nodes = [Node(f"urn:n{i}", f"Name {i}", "Person") for i in range(SIZE)]
    ties = []
    for first in range(0, SIZE - GROUP, GROUP):
        ties += [(first, first + i) for i in range(1, GROUP)]
        ties += [(first + i, first + i + 1) for i in range(1, GROUP - 1)]
        ties.append((first, (first + GROUP) % (SIZE - GROUP)))
    statements = [statement(i, a, b) for i, (a, b) in enumerate(ties)]
    article = Article(ARTICLE, "Namen", "2020-01-01", None, None, "Namen.", (), (), ())
    blocks = encode(nodes, statements, [article], title="groß", language="de", version="0", words=Words({}, {}))
    return fill(blocks, title="groß")


def test_opens_on_communities_and_says_so(open_page: Any, large_html: str) -> None:
    page = open_page(large_html)
    n, items = page.evaluate("() => [window.kg.data.n, window.kg.scene.items]")
    assert min(items) >= n
    assert 50 < len(items) < 200
    assert "davon 3.300 in Gruppen zusammengefasst" in page.locator("#note").inner_text()
    assert "Übersicht" in page.locator("#status").inner_text()


def test_double_click_unfolds_one_in_its_place(open_page: Any, large_html: str) -> None:
    page = open_page(large_html)
    page.wait_for_timeout(300)
    x, y, size, disc = page.evaluate(
        """() => { const { view, data, scene } = window.kg; const c = view.camera; const item = scene.items[0] - data.n;
        const box = view.host.getBoundingClientRect(); const g = data.raw.communities;
        return [box.left + (g.x[item] - c.x) * c.k + c.width / 2, box.top + (g.y[item] - c.y) * c.k + c.height / 2,
          g.size[item], [g.x[item], g.y[item], g.r[item]]]; }"""
    )
    page.mouse.dblclick(x, y)
    inside = page.evaluate(
        """([x, y, r]) => { const { data, scene } = window.kg; const shown = scene.items.filter(i => i < data.n);
        return [shown.length, shown.every(i => Math.hypot(data.x[i] - x, data.y[i] - y) <= r)]; }""",
        disc,
    )
    assert inside == [size, True]


def test_search_unfolds_what_it_finds(open_page: Any, large_html: str) -> None:
    page = open_page(large_html)
    page.keyboard.press("/")
    page.keyboard.type("Name 1234")
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text().strip() == "Name 1234"
    assert page.evaluate("() => window.kg.scene.items.includes(window.kg.data.label.indexOf('Name 1234'))")


def test_all_unfold_and_fold_again(open_page: Any, large_html: str) -> None:
    page = open_page(large_html)
    page.get_by_text("Gruppen", exact=True).click()
    page.get_by_role("button", name="Alle aufklappen").click()
    assert page.evaluate("() => window.kg.scene.entities") == SIZE
    page.get_by_role("button", name="Alle zuklappen").click()
    assert page.evaluate("() => window.kg.scene.entities") == 0


def test_a_small_focus_is_shown_without_folding(open_page: Any, large_html: str) -> None:
    page = open_page(large_html)
    page.evaluate("() => window.kg.store.update({ focus: [window.kg.data.label.indexOf('Name 60')], hops: 1 })")
    labels = page.evaluate("() => window.kg.scene.items.map(i => window.kg.data.label[i])")
    assert {"Name 60", "Name 61", "Name 30", "Name 90"} <= set(labels)

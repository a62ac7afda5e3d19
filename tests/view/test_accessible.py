"""axe-core finds nothing serious, in light and dark, wide and narrow; everything works by keyboard."""

from __future__ import annotations

from importlib import resources
from itertools import product
from typing import Any

import pytest

SCREENS = {"desktop": (1440, 900), "laptop": (1280, 720), "phone": (390, 844)}
VIEWS = {
    "start": "",
    "node": "#node=%3Aperson%2FJan_Petersen",
    "table": "#mode=table",
    "article": "#mode=article&node=%3Aperson%2FJan_Petersen",
    "path": "#path=%3Aperson%2FJan_Petersen+%3Aperson%2FKatrin_Osterloh",
}


@pytest.fixture(scope="session")
def axe() -> str:
    """The checker's source."""
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", list(product(VIEWS, ("light", "dark"), SCREENS)), ids="-".join)
def test_axe_finds_nothing_serious(open_page: Any, sample_html: str, axe: str, case: tuple[str, ...]) -> None:
    view, scheme, screen = case
    width, height = SCREENS[screen]
    options = {"color_scheme": scheme, "reduced_motion": "reduce"}
    page = open_page(sample_html, VIEWS[view], width, height, **options)
    page.evaluate(axe)
    found = page.evaluate("async () => (await axe.run()).violations")
    serious = [
        (v["id"], v["impact"], [node["html"][:160] for node in v["nodes"]][:3])
        for v in found
        if v["impact"] in {"serious", "critical"}
    ]
    assert serious == []


def test_keyboard_walks_from_neighbour_to_neighbour(open_page: Any, sample_html: str) -> None:
    page = open_page(sample_html)
    page.locator("#graph").focus()
    page.keyboard.press("ArrowRight")
    first = page.locator("#panel h2").inner_text().strip()
    for key in ("ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
        if page.locator("#panel h2").inner_text().strip() != first:
            break
    second = page.locator("#panel h2").inner_text().strip()
    assert second != first
    assert page.evaluate(
        """([a, b]) => { const d = window.kg.data; const v = d.label.indexOf(a); const w = d.label.indexOf(b);
        return [...d.edgesOf(v)].some(e => d.other(e, v) === w); }""",
        [first, second],
    )
    page.keyboard.press("Escape")
    assert page.evaluate("() => window.kg.store.state.selection") is None


def test_reduced_motion_moves_at_once(open_page: Any, sample_html: str) -> None:
    page = open_page(sample_html, reduced_motion="reduce")
    page.keyboard.press("/")
    page.keyboard.type("Sturmflut")
    page.keyboard.press("Enter")
    k = page.evaluate("() => window.kg.view.camera.k")
    page.wait_for_timeout(300)
    assert page.evaluate("() => window.kg.view.camera.k") == k


def test_phone_has_legend_in_a_drawer_and_panel_as_a_sheet(open_page: Any, sample_html: str) -> None:
    page = open_page(sample_html, width=390, height=844)
    assert not page.locator("#legend").is_visible()
    page.locator("#menu").click()
    assert page.locator("#legend").is_visible()
    page.keyboard.press("Escape")
    page.evaluate("() => window.kg.store.update({ selection: { kind: 'node', id: 0 } })")
    box = page.locator("#panel").bounding_box()
    assert box["width"] == 390
    assert box["y"] > 300

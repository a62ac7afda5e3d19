"""The pages in a real browser with no network but this server: the query page runs a query, nothing complains."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, sync_playwright
from serve.servers import Server, kg_server


def chromium() -> str:
    """Debian's browser, or the one that KG_CHROMIUM names."""
    found = os.environ.get("KG_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    assert found, "the tests need chromium (apt-get install chromium)"
    return found


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with kg_server(tmp_path_factory.mktemp("browser")) as running:
        yield running


@pytest.fixture(scope="module")
def page(server: Server) -> Iterator[Page]:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_context(locale="de-AT", viewport={"width": 1100, "height": 760}).new_page()
        page.complaints = []  # type: ignore[attr-defined]
        page.on("console", lambda m: page.complaints.append(m.text) if m.type in ("error", "warning") else None)  # type: ignore[attr-defined]
        page.on("pageerror", lambda error: page.complaints.append(str(error)))  # type: ignore[attr-defined]
        page.on(
            "request",
            lambda r: page.complaints.append(r.url) if not r.url.startswith((server.url, "data:", "blob:")) else None,  # type: ignore[attr-defined]
        )
        yield page
        browser.close()


def complaints(page: Page) -> list[str]:
    """What the browser complained of since it was asked last."""
    found = list(page.complaints)  # type: ignore[attr-defined]
    page.complaints.clear()  # type: ignore[attr-defined]
    return found


def test_the_query_page_runs_a_query(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/query?query=SELECT%20%3Fp%20%7B%20%3Fp%20a%20schema%3APerson%20%7D")
    page.wait_for_selector(".yasqe .CodeMirror")
    assert "PREFIX schema:" in page.inner_text(".yasqe")
    page.click(".yasqe_queryButton")
    page.wait_for_selector(".yasr table td", timeout=15_000)
    assert "Rita_Moosbrugger" in page.inner_text(".yasr")
    with page.context.expect_page() as opened:
        page.click(".yasr table td a")
    assert opened.value.url == f"{server.url}/id/person/Rita_Moosbrugger"
    opened.value.close()
    assert complaints(page) == []


def test_a_named_query_runs_when_it_is_picked(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/query?name=offices")
    page.wait_for_selector(".yasr table td", timeout=15_000)
    assert "Obfrau" in page.inner_text(".yasr")
    assert complaints(page) == []


def test_the_explorer_opens_over_one_article(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/id/article/lindau")
    page.click("text=Als Graph")
    page.wait_for_selector("canvas", timeout=15_000)
    assert "Moosbrugger" in page.content()
    assert complaints(page) == []


def test_an_error_is_shown_as_the_server_says_it(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/query?query=SELECT%20%2A%20%7B%20SERVICE%20%3Curn%3Ax%3E%20%7B%7D%20%7D")
    page.wait_for_selector(".yasqe .CodeMirror")
    page.click(".yasqe_queryButton")
    page.wait_for_selector(".yasr .errorResult, .yasr .redOutline", timeout=15_000)
    assert "refused" in page.inner_text(".yasr")
    complaints(page)  # the browser reports the 403 itself


@pytest.mark.parametrize("path", ["/", "/?q=Moos", "/id/article/lindau", "/id/person/Rita_Moosbrugger"])
def test_pages_load_without_a_complaint(server: Server, page: Page, path: str) -> None:
    page.goto(server.url + path)
    assert page.inner_text("h1")
    assert complaints(page) == []


def test_the_way_from_article_to_entity_to_passage(server: Server, page: Page) -> None:
    page.goto(server.url)
    page.click("text=Seerat gegen Antrag")
    page.click("article a.mention.person")
    assert page.inner_text("h1") == "Rita Moosbrugger"
    assert "Moosbrugger sagte" in page.inner_text("main")
    page.click(".statements li.claim a.what")
    assert page.locator("li:target").count() == 1
    assert complaints(page) == []


PAGES = ("/", "/?q=Moos", "/query?name=offices", "/id/article/lindau", "/id/person/Rita_Moosbrugger")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_have_no_barrier_that_axe_core_finds(
    server: Server, page: Page, path: str, scheme: Literal["light", "dark"]
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(server.url + path)
    if path.startswith("/query"):
        page.wait_for_selector(".yasr table td", timeout=15_000)
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    page.emulate_media(color_scheme="light")


def test_a_query_is_run_from_the_keyboard(server: Server, page: Page) -> None:
    page.goto(server.url)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.goto(f"{server.url}/query?query=SELECT%20%3Fs%20%7B%20%3Fs%20a%20schema%3APerson%20%7D")
    page.wait_for_selector(".yasqe .CodeMirror")
    page.focus(".CodeMirror textarea")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".yasr table td", timeout=15_000)
    assert complaints(page) == []


def test_pages_fit_a_phone(server: Server, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 700})
    for path in PAGES:
        page.goto(server.url + path)
        if path.startswith("/query"):
            page.wait_for_selector(".yasr table td", timeout=15_000)
        assert page.evaluate("document.documentElement.scrollWidth") <= 361, path
    page.set_viewport_size({"width": 1100, "height": 760})

"""What one takes away from the page: files that other tools read, and a sheet for paper."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pyoxigraph
from view_sample import store


def download(page: Any, button: str) -> bytes:
    page.locator("#export-menu summary").click()
    with page.expect_download() as waiting:
        page.locator(button).click()
    return Path(waiting.value.path()).read_bytes()


def test_png_is_a_picture_of_twice_the_size(open_page: Any, sample_html: str) -> None:
    picture = download(open_page(sample_html), "#export-png")
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    width = int.from_bytes(picture[16:20], "big")
    assert width == 2 * open_page(sample_html).evaluate("() => window.kg.view.camera.width")


def test_svg_parses_and_names_every_entity(open_page: Any, sample_html: str) -> None:
    root = ET.fromstring(download(open_page(sample_html), "#export-svg"))
    texts = {element.text for element in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {"Jan Petersen", "Süderhamm", "Mira Feld"} <= texts


def test_csv_has_a_row_a_statement(open_page: Any, sample_html: str) -> None:
    rows = list(csv.reader(io.StringIO(download(open_page(sample_html), "#export-csv").decode("utf-8-sig"))))
    assert len(rows) == 13
    assert "Tatsache" in rows[1] or "Behauptung" in rows[1]
    assert {len(row) for row in rows} == {len(rows[0])}


def test_turtle_says_what_the_graph_says(open_page: Any, sample_html: str) -> None:
    turtle = download(open_page(sample_html), "#export-turtle")
    mine = set(pyoxigraph.parse(turtle, format=pyoxigraph.RdfFormat.TURTLE))
    graph = {quad.triple for quad in store()}
    checked = {
        "subject",
        "predicate",
        "object",
        "polarity",
        "modality",
        "subjectText",
        "objectText",
        "wasAttributedTo",
        "hadPrimarySource",
    }
    statements = {t for t in (q.triple for q in mine) if t.predicate.value.rpartition("#")[2] in checked}
    assert len(statements) > 60
    plain = {(t.subject.value, t.predicate.value, t.object.value) for t in graph}
    assert {(t.subject.value, t.predicate.value, t.object.value) for t in statements} <= plain


def test_sparql_gives_the_selection(open_page: Any, sample_html: str) -> None:
    page = open_page(sample_html)
    page.locator("#legend label", has_text="Behauptungen").click()
    query = download(page, "#export-sparql").decode()
    found = {row["statement"].value for row in store().query(query, use_default_graph_as_union=True)}
    shown = page.evaluate(
        """() => { const { data, scene } = window.kg; return [...scene.statementOn].map((on, s) => on ?
        data.fullIri(data.detail(s).iri) : null).filter(Boolean); }"""
    )
    assert found == set(shown)
    assert len(found) == 8


def test_fact_sheet_prints_with_footnotes(open_page: Any, sample_html: str) -> None:
    page = open_page(sample_html, "#node=%3Aorganization%2FDeichverband_Nord")
    page.evaluate("() => { window.print = () => window.dispatchEvent(new Event('beforeprint')); }")
    page.locator("#print").click()
    page.emulate_media(media="print")
    sheet = page.locator("#sheet").inner_text()
    assert "Deichverband Nord" in sheet
    assert "Der Deichverband Nord warf dem Land Versäumnisse vor." in sheet
    assert "Küstenbote" in sheet
    assert not page.locator("#legend").is_visible()

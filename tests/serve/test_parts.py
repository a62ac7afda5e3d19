"""The server's parts by themselves: negotiation, marks in a text, limits, datasets of updates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Store

from kg.errors import KgError, QueryError
from kg.graph import open_graph
from kg.model import Entity, Mention, Record
from kg.serve import Settings, pages
from kg.serve.limits import Bounded, TooLarge
from kg.serve.marking import Mark, marked
from kg.serve.negotiation import choose, prefers_html
from kg.serve.texts import TEXTS, language_of
from kg.serve.updates import with_dataset

OFFERED = ("text/turtle", "application/ld+json", "text/html")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, "text/turtle"),
        ("", "text/turtle"),
        ("*/*", "text/turtle"),
        ("text/*", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("text/turtle;q=0.5, text/html", "text/html"),
        ("text/turtle;q=0, */*", "application/ld+json"),
        ("text/*;q=0.3, text/html;q=0.2, application/*;q=0.1", "text/turtle"),
        ("image/png", None),
        ("text/turtle;q=0", None),
        ("TEXT/HTML; charset=x", "text/html"),
        (";;,/,a/b;q=x", None),
    ],
)
def test_negotiation(header: str | None, expected: str | None) -> None:
    assert choose(header, OFFERED) == expected


def test_browsers_are_known_by_what_they_ask_for() -> None:
    assert prefers_html("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
    assert not prefers_html("*/*")
    assert not prefers_html("text/turtle, text/html;q=0.5")


@given(st.text(max_size=300))
def test_any_header_is_survived(header: str) -> None:
    assert choose(header, OFFERED) in (None, *OFFERED)


MARKS = st.builds(
    Mark, st.integers(-3, 30), st.integers(-3, 30), st.sampled_from(["mention person", "quotation"]),
    st.none() | st.just("/id/x"), st.just("t"),
)  # fmt: skip


@given(st.text(alphabet="ab \n<", max_size=25), st.lists(MARKS, max_size=8))
def test_marks_never_change_the_text(text: str, marks: list[Mark]) -> None:
    paragraphs = marked(text, marks)
    assert "\n".join("".join(piece.text for piece in paragraph) for paragraph in paragraphs) == text
    for piece in (piece for paragraph in paragraphs for piece in paragraph):
        assert text[piece.begin : piece.begin + len(piece.text)] == piece.text
        over = [
            m
            for m in marks
            if m.begin <= piece.begin and piece.begin + len(piece.text) <= m.end <= len(text) and m.begin >= 0
        ]
        assert set(piece.style.split()) == {name for m in over for name in m.style.split()}


@pytest.mark.parametrize(
    ("format", "rows"),
    [("json", b'{"bindings":[{"a":{}},{"a":{}},{"a":{}}]}'), ("xml", b"<result></result><result></result>"),
     ("csv", b"a\r\n1\r\n2\r\n"), ("tsv", b"?a\n1\n2\n")],
)  # fmt: skip
def test_rows_are_counted_however_they_come(format: str, rows: bytes) -> None:
    for size in (1, 2, 3, 100):
        parts = [rows[start : start + size] for start in range(0, len(rows), size)]
        with pytest.raises(TooLarge, match="rows"):
            Bounded(10_000, 1, format).writelines(parts)
        Bounded(10_000, 3, format).write(rows)


def test_bytes_are_counted() -> None:
    out = Bounded(10, 100)
    out.write(b"12345")
    with pytest.raises(TooLarge, match="10 bytes"):
        out.write(b"678901")
    assert out.getvalue() == b"12345"


def test_a_dataset_reaches_every_operation() -> None:
    a, b = NamedNode("urn:a"), NamedNode("urn:b")
    update = (
        "INSERT { ?s ?p 'WHERE {' } WHERE { { SELECT * WHERE { ?s ?p ?o } } } ; "
        "DELETE WHERE { GRAPH <urn:b> { ?s ?p 1 } }"
    )
    written = with_dataset(update, [a], [b])
    assert written.count("USING <urn:a> USING NAMED <urn:b>") == 2
    assert "SELECT * WHERE" in written, "the inner WHERE is left alone"
    Store().update(written)  # it parses
    assert with_dataset(update, [], []) == update
    with pytest.raises(QueryError):
        with_dataset("WITH <urn:a> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", [a], [])


def test_unsafe_settings_are_refused() -> None:
    for token in (None, "", "short"):
        with pytest.raises(KgError, match="16 characters"):
            Settings(store="x", writable=True, token=token)
    assert "0123456789abcdef" not in repr(Settings(store="x", writable=True, token="0123456789abcdef"))


def test_the_explorer_of_a_large_store_shows_its_newest_articles(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = open_graph("memory:")
    for number in range(1, 8):
        someone = Entity("e1", f"Person {number}", "Person")
        text = f"Person {number} kommt."
        mention = Mention(0, 8, f"Person {number}", "Person", True, "e1")
        graph.add(Record(f"a{number}", text, date=f"2024-01-0{number}", entities=(someone,), mentions=(mention,)))
    header = {"params": {}, "language": "de", "base": "https://kg.example/id/"}
    whole = pages.explore(graph, header)[1].decode()
    assert "Die neuesten" not in whole
    assert "Person 1 kommt" in whole
    monkeypatch.setattr(pages, "_DRAWN_NAMES", 3)
    part = pages.explore(graph, header)[1].decode()
    assert "Die neuesten 3 von 7 Artikeln" in part
    assert "Person 7 kommt" in part
    assert "Person 4 kommt" not in part
    chosen = pages.explore(graph, {**header, "params": {"article": "a1\na2"}})[1].decode()
    assert "Person 2 kommt" in chosen
    assert "Person 7 kommt" not in chosen


def test_both_languages_say_the_same_things() -> None:
    assert set(TEXTS["de"]) == set(TEXTS["en"])
    assert language_of({"language": "en-GB,de;q=0.5"}) == "en"
    assert language_of({"language": "fr", "params": {}}) == "de"
    assert language_of({"language": "en", "params": {"lang": "de"}}) == "de"

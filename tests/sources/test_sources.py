"""Every format a reader brings, and everything that is no article, gives an Article or a reason."""

import json
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Article, Rejected
from kg.sources import read_articles

TEXT = "Grüne stellen Plan vor\n\nWien – Die Grünen haben am Montag einen Plan vorgestellt."


def one(path: Path, **options: str) -> Article | Rejected:
    (found,) = read_articles([path], **options)
    return found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(TEXT.replace("–", "-").encode(encoding))
    article = one(path)
    assert isinstance(article, Article)
    assert article.text == TEXT.replace("–", "-")
    assert (article.id, article.title) == ("plan", "Grüne stellen Plan vor")


def test_windows_line_ends_and_date(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(TEXT.replace("\n", "\r\n").encode())
    article = one(path, date="2024-05-06T10:00:00+02:00")
    assert isinstance(article, Article)
    assert (article.text, article.date) == (TEXT, "2024-05-06")


def test_a_sentence_is_no_title(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Es regnet seit Tagen.\n\nDie Feuerwehr hilft.", encoding="utf8")
    article = one(path)
    assert isinstance(article, Article)
    assert article.title is None


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no text"),
        (b" \n\t ", "no text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "binary"),
        (b"PK\x03\x04\x14\x00", "binary"),
        (b"\xff\xfe\x00", "byte order mark"),
    ],
)
def test_what_is_no_text_is_rejected_with_its_reason(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(data)
    found = one(path)
    assert isinstance(found, Rejected)
    assert reason in found.reason
    assert str(path) in found.name


def test_a_bad_line_does_not_stop_the_others(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    rows = [
        json.dumps({"id": "a", "text": "Text A.", "date": "2024-05-06", "publisher": "Blatt"}),
        "{oops",
        json.dumps(["a"]),
        json.dumps({"id": "b"}),
        json.dumps({"id": "c", "text": "Text C.", "date": "gestern"}),
        "",
        json.dumps({"id": "d", "text": "Text D.", "title": None}),
        json.dumps({"id": "d", "text": "Text D."}),
    ]
    path.write_text("\n".join(rows), encoding="utf8")
    found = list(read_articles([path], date="2020-01-01"))
    assert [f.id for f in found if isinstance(f, Article)] == ["a", "d"]
    assert [f.date for f in found if isinstance(f, Article)] == ["2024-05-06", "2020-01-01"]
    bad = [f"{f.name}: {f.reason}" for f in found if isinstance(f, Rejected)]
    assert [b.split("line ")[1].split(":")[0] for b in bad[:4]] == ["2", "3", "4", "5"]
    assert "the same article as d" in bad[4]


def test_folder_is_sorted_and_missing_files_are_named(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.csv"):
        (tmp_path / name).write_text("Ein Satz.", encoding="utf8")
    found = list(read_articles([tmp_path, tmp_path / "nope.txt"]))
    assert [f.id for f in found if isinstance(f, Article)] == ["a", "b"]
    assert isinstance(found[-1], Rejected)
    assert "no such file" in found[-1].reason


def test_html_keeps_the_article_and_drops_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        "<html><head><title>Plan für die Bahn</title></head><body><nav>Startseite Politik Sport</nav><article>"
        "<h1>Plan für die Bahn</h1><p>Die Regierung hat am Montag einen Plan für die Bahn beschlossen.</p>"
        "<script>alert('x')</script><p>Das Parlament stimmt am Dienstag darüber ab, sagte ein Sprecher.</p>"
        "</article></body></html>",
        encoding="utf8",
    )
    article = one(path)
    assert isinstance(article, Article)
    assert "beschlossen.\n\nDas Parlament" in article.text
    assert "alert" not in article.text
    assert "Startseite" not in article.text


def test_bad_date_is_an_error_of_the_caller() -> None:
    with pytest.raises(InputError, match="2022-03-16"):
        list(read_articles(["-"], date="16.3.2022"))

"""An edited article replaces itself; another one of the same name never does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.model import Article, Rejected
from kg.sources import Register, read_articles
from kg.sources.identity import is_same, shared

LAKE = Article("lindau", "Der Seerat lehnte am Montag den Antrag der Werft ab. Der Hafen bleibt im Winter offen.")
EDITED = replace(LAKE, text=LAKE.text.replace("am Montag ", "") + " Das teilte die Stadt mit.")
OTHER = Article("lindau", "Die Feuerwehr hat in der Nacht zwei Kinder aus einem brennenden Haus am Markt gerettet.")


class Shelf:
    """What a graph holds, as far as a register asks."""

    def __init__(self) -> None:
        self.articles: dict[str, Article] = {}

    def url(self, url: str) -> str | None:
        return next((id for id, article in self.articles.items() if article.url == url), None)

    def read(self, *articles: Article) -> list[str]:
        """The ids under which one run keeps articles, and its notes."""
        register = Register(self.articles.get, self.url)
        said = []
        for article in articles:
            placed = register.place(article, "x.txt")
            if isinstance(placed, Article):
                self.articles[placed.id] = placed
                said.append(placed.id)
            else:
                said.append("rejected")
        return [*said, *register.take_notes()]


def test_an_edited_article_replaces_itself_and_it_is_said() -> None:
    shelf = Shelf()
    assert shelf.read(LAKE) == ["lindau"]
    assert shelf.read(LAKE) == ["lindau"], "nothing to say of what has not changed"
    (id, note) = shelf.read(EDITED)
    assert id == "lindau"
    assert "edited" in note
    assert list(shelf.articles.values()) == [EDITED]


def test_another_article_of_the_name_is_kept_beside_it_and_found_again() -> None:
    shelf = Shelf()
    shelf.read(LAKE)
    (other, note) = shelf.read(OTHER)
    assert other.startswith("lindau-")
    assert f"kept as {other}" in note
    assert shelf.read(OTHER)[0] == other
    assert shelf.read(OTHER, EDITED)[:2] == [other, "lindau"], "in any order"
    assert {article.text for article in shelf.articles.values()} == {EDITED.text, OTHER.text}


def test_the_headline_finds_an_edited_namesake_again() -> None:
    shelf = Shelf()
    shelf.read(LAKE)
    (first, _) = shelf.read(replace(OTHER, title="Zwei Kinder gerettet"))
    assert (
        shelf.read(replace(OTHER, title="Zwei Kinder gerettet", text=OTHER.text + " Verletzt wurde niemand."))[0]
        == first
    )


def test_two_of_one_name_in_one_run_are_two() -> None:
    shelf = Shelf()
    first, second, third, *_ = shelf.read(LAKE, OTHER, LAKE)
    assert first == "lindau"
    assert second.startswith("lindau-")
    assert third == "rejected"


@pytest.mark.parametrize(
    ("held", "new", "same"),
    [
        (LAKE, EDITED, True),
        (LAKE, OTHER, False),
        (replace(LAKE, url="https://blatt.example/1"), replace(OTHER, url="https://blatt.example/1"), True),
        (replace(LAKE, url="https://blatt.example/1"), replace(LAKE, url="https://blatt.example/2"), False),
        (replace(LAKE, url="https://blatt.example/"), replace(OTHER, url="https://blatt.example/"), False),
        (replace(LAKE, url="https://[blatt"), replace(EDITED, url="https://[blatt"), True),
        (LAKE, replace(LAKE, text=LAKE.text[:60]), True),
    ],
)
def test_what_makes_two_articles_one(held: Article, new: Article, same: bool) -> None:
    assert is_same(held, new) is same


def test_an_address_finds_an_article_under_another_name() -> None:
    shelf = Shelf()
    shelf.read(replace(LAKE, url="https://blatt.example/see"))
    (id, note) = shelf.read(replace(EDITED, id="gespeichert", url="https://blatt.example/see"))
    assert id == "lindau"
    assert "read again" in note
    assert shelf.read(replace(OTHER, id="feuer", url="https://blatt.example/see"))[0] == "feuer", (
        "same address, other text"
    )


def test_identical_agency_copy_of_two_papers_is_two_articles() -> None:
    shelf = Shelf()
    ids = shelf.read(replace(LAKE, url="https://a.example/1"), replace(LAKE, url="https://b.example/1"))
    assert len(set(ids[:2])) == 2
    assert shelf.read(replace(LAKE, url="https://b.example/1"))[0] == ids[1]


def test_texts_without_words_are_compared_whole() -> None:
    assert shared("…", "…") == 1.0
    assert shared("…", "Ein Satz.") == 0.0


def test_files_of_one_stem_in_two_folders(tmp_path: Path) -> None:
    for folder, article in (("a", LAKE), ("b", OTHER), ("c", LAKE)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "lindau.txt").write_text(article.text, encoding="utf8")
    first, second, third = read_articles([tmp_path])
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.id, first.text) == ("lindau", LAKE.text)
    assert second.id != "lindau"
    assert second.text == OTHER.text
    assert isinstance(third, Rejected)

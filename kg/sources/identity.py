"""Which article is which: so that another article never takes the place of one of the same name.

Takes an Article as an input gave it and what the graph holds; gives it the id under which it is kept.

* The article that the graph holds under that id is the same if both declare the same address, or share most of their
  words: it has been edited, and is replaced.
* Another one of that name (`2023/lindau.txt`, `2024/lindau.txt`) is kept beside it, as `lindau-3f2a1c`: six digits of
  its address, its headline, or its text, whichever it has first. Read again, it is found there.
* One that another input of the same address gave before, with mostly the same words, is the same whatever its name.

Every other decision than "as it was named and new" is noted, in a line that the caller can show.
Leaves out: who is who in the texts (kg.link).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

from kg.model import Article, Rejected

_WORD: Final = re.compile(r"\w+")
_RUN: Final = 4
_MOST: Final = 0.5


def _nothing(_: str) -> None:
    return None


class Register:
    """The ids given so far; one register serves one run.

    Args:
        held: the article that the graph holds under an id, or None.
        held_url: the id of the article that the graph holds with an address, or None.

    Attributes:
        notes: what was decided, a line each, since `take_notes` was called last.
    """

    def __init__(
        self, held: Callable[[str], Article | None] = _nothing, held_url: Callable[[str], str | None] = _nothing
    ) -> None:
        self._held = held
        self._held_url = held_url
        self._given: dict[str, str] = {}
        self.notes: list[str] = []

    def place(self, article: Article, name: str) -> Article | Rejected:
        """The article with the id that it is kept under; a Rejected where this run has read it before.

        Args:
            article: with the id that its input gave it.
            name: of the input, for notes.
        """
        content = _digest(f"{article.url}\n{article.text}")
        for id in self._candidates(article):
            if id in self._given:
                if self._given[id] == content:
                    return Rejected(name, f"the same article as {id}, which was read before; give each file its own")
                continue
            held = self._held(id)
            if held is None or is_same(held, article):
                self._given[id] = content
                self._note(article, id, held, name)
                return replace(article, id=id)
        raise AssertionError("an article is the same as the one with its address and text")

    def take_notes(self) -> tuple[str, ...]:
        """The notes, which are forgotten."""
        notes, self.notes = tuple(self.notes), []
        return notes

    def _candidates(self, article: Article) -> Iterator[str]:
        if _is_address(article.url):
            known = self._held_url(article.url or "")
            held = self._held(known) if known and known != article.id else None
            if known and held is not None and shared(held.text, article.text) >= _MOST:
                yield known
        yield article.id
        yield f"{article.id}-{_digest(article.url or article.title or article.text)[:6]}"
        content = _digest(f"{article.url}\n{article.text}")
        yield f"{article.id}-{content[:6]}"
        yield f"{article.id}-{content}"

    def _note(self, article: Article, id: str, held: Article | None, name: str) -> None:
        if id != article.id and held is None:
            self.notes.append(f"{name}: another article is called {article.id}; this one is kept as {id}")
        elif id != article.id:
            self.notes.append(f"{name}: is the article {id}, read again")
        elif held is not None and held.text != article.text:
            self.notes.append(f"{name}: {id} has been edited; it replaces what was read before")


def is_same(held: Article, article: Article) -> bool:
    """Whether two articles of one name are one, perhaps edited: by their addresses if both have one, else by words."""
    if _is_address(held.url) and _is_address(article.url):
        return held.url == article.url
    return shared(held.text, article.text) >= _MOST


def shared(one: str, other: str) -> float:
    """The share of the shorter text's runs of four words that the other has too; 1 where a text is part of the other.

    >>> shared("Der Rat lehnt den Antrag ab.", "Heute: Der Rat lehnt den Antrag ab.")
    1.0
    """
    if one == other:
        return 1.0
    few, many = sorted((_runs(one), _runs(other)), key=len)
    return len(few & many) / len(few) if few else 0.0


def _runs(text: str) -> set[int]:
    words = _WORD.findall(text.casefold())
    return {hash(tuple(words[at : at + _RUN])) for at in range(max(1, len(words) - _RUN + 1))} if words else set()


def _is_address(url: str | None) -> bool:
    """Whether an address is of one page: that of a whole site is declared by all its pages."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return False
    return bool(parts.netloc and (parts.path.strip("/") or parts.query))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

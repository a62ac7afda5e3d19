"""The sample article: written by the team about the NATO defence ministers' meeting of 16 March 2022."""

from __future__ import annotations

from importlib.resources import files

from kg.model import Article
from kg.sources.text import find_title

ID = "bruessel"
DATE = "2022-03-16"


def sample() -> Article:
    """The shipped article, as `kg build --sample` reads it."""
    text = (files(__package__) / f"{ID}.txt").read_text(encoding="utf8")
    return Article(id=ID, text=text, title=find_title(text), date=DATE, publisher="kg")

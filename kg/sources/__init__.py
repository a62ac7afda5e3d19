"""Files, folders, standard input and JSON Lines → Articles, or a Rejected with its reason.

Takes names as a user types them (`report.txt`, `articles/`, `news.jsonl`, `page.html`, `-`); gives, in the
order asked for and sorted within a folder, an Article for every text and a Rejected for everything that is
none. A bad input never stops the ones after it. Leaves out: fetching from the network.

One file of this room an input format: text.py, jsonl.py, html.py.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from kg.errors import InputError
from kg.model import Article, Rejected
from kg.sources import html, jsonl, text
from kg.sources.dates import check_date
from kg.sources.identity import Register

__all__ = ["FORMATS", "Register", "read_articles"]

Reader = Callable[[str, bytes], Iterator[Article | Rejected]]

FORMATS: dict[str, Reader] = {
    ".txt": text.read,
    ".md": text.read,
    ".jsonl": jsonl.read,
    ".ndjson": jsonl.read,
    ".html": html.read,
    ".htm": html.read,
}


def read_articles(
    inputs: Iterable[str | Path | Article],
    *,
    date: str | None = None,
    language: str | None = None,
    register: Register | None = None,
) -> Iterator[Article | Rejected]:
    """Articles of all inputs, one at a time.

    Args:
        inputs: Articles, which pass through; paths; folders (searched for known suffixes, sorted); or `-` for
            standard input, which is JSON Lines if its first character is `{`, and plain text otherwise.
        date: publication date (ISO 8601) of every article that brings none of its own.
        language: language code of every article that brings none (default `de`).
        register: what is known of articles read before; else only those of this run are told apart.

    Raises:
        InputError: `date` is no ISO 8601 date. What is wrong with one input is a Rejected instead.
    """
    if date is not None:
        date = check_date(date, "--date")
    register = register or Register()
    for name in inputs:
        for found in [name] if isinstance(name, Article) else _open(str(name)):
            if isinstance(found, Rejected):
                yield found
                continue
            placed = register.place(found, found.id if isinstance(name, Article) else str(name))
            if isinstance(placed, Article):
                placed = replace(placed, date=found.date or date, language=language or found.language)
            yield placed


def _open(name: str) -> Iterator[Article | Rejected]:
    if name == "-":
        data = sys.stdin.buffer.read()
        reader = jsonl.read if data.lstrip()[:1] == b"{" else text.read
        yield from reader("-", data)
        return
    path = Path(name)
    if path.is_dir():
        files = sorted(p for p in path.rglob("*") if p.suffix.lower() in FORMATS and p.is_file())
        if not files:
            yield Rejected(name, f"no file in this folder ends in {', '.join(sorted(FORMATS))}")
        for file in files:
            yield from _file(file)
        return
    yield from _file(path)


def _file(path: Path) -> Iterator[Article | Rejected]:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        yield Rejected(str(path), "no such file or folder")
        return
    except OSError as error:
        yield Rejected(str(path), f"cannot be read: {error.strerror or error}")
        return
    reader = FORMATS.get(path.suffix.lower(), text.read)
    try:
        yield from reader(str(path), data)
    except InputError as error:
        yield Rejected(str(path), str(error))

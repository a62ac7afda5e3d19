"""JSON Lines → Articles: `id`, `text` and, where known, `title`, `date`, `url`, `publisher`, `language` a line."""

from __future__ import annotations

import json
from collections.abc import Iterator

from kg.errors import InputError
from kg.model import Article, Rejected
from kg.sources.dates import check_date
from kg.sources.text import decode

_OPTIONAL = ("title", "url", "publisher", "language")


def read(name: str, data: bytes) -> Iterator[Article | Rejected]:
    """One article a line; a bad line is a Rejected that names its number, and the next ones go on."""
    try:
        text = decode(data)
    except InputError as error:
        yield Rejected(name, str(error))
        return
    empty = True
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        empty = False
        where = f"{name}, line {number}"
        try:
            yield _article(line)
        except InputError as error:
            yield Rejected(where, str(error))
    if empty:
        yield Rejected(name, "no text in it")


def _article(line: str) -> Article:
    try:
        row = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        reason = (
            f"{error.msg}, column {error.colno}" if isinstance(error, json.JSONDecodeError) else "nested too deeply"
        )
        raise InputError(f"is no JSON ({reason})") from None
    if not isinstance(row, dict):
        raise InputError('is no JSON object; each line holds one article as {"id": …, "text": …}')
    for key in ("id", "text"):
        if not isinstance(row.get(key), str) or not row[key].strip():
            raise InputError(f"has no {key!r}; each line needs the strings 'id' and 'text'")
    for key in (*_OPTIONAL, "date"):
        if row.get(key) is not None and not isinstance(row[key], str):
            raise InputError(f"{key!r} is no string")
    more = {key: row[key] for key in _OPTIONAL if row.get(key)}
    text = row["text"].encode("utf-8", "replace").decode("utf-8")  # a lone surrogate is no character
    date = check_date(row["date"], "'date'") if row.get("date") else None
    return Article(id=row["id"], text=text, date=date, **more)

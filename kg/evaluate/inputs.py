"""What the measures of statements read: extraction records, or articles that they read themselves.

Takes a JSON Lines file (plain or gzip) of records (`kg extract`) or of articles, or a folder or file of texts; gives
Records by id. Leaves out: gold data, which each measure reads in its own format.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.model import Article, Record


def read_records(
    path: Path,
    model: str = "builtin:de",
    *,
    wanted: Collection[str] | None = None,
    dates: Mapping[str, str] | None = None,
) -> dict[str, Record]:
    """The records of a file by id; texts among them are read with the pipeline `model`.

    Args:
        path: JSON Lines (`.jsonl`, `.jsonl.gz`) of records or articles, or a text file or folder of texts.
        model: the pipeline for texts.
        wanted: ids to keep; None keeps all. Articles that are not wanted are not read.
        dates: dates of publication (ISO 8601) of articles that have none of their own.

    Raises:
        InputError: the file cannot be read or a line is neither record nor article.
    """
    found: dict[str, Record] = {}
    articles: list[Article] = []
    for item in _items(path):
        if wanted is not None and item.id not in wanted:
            continue
        if isinstance(item, Record):
            found[item.id] = item
        else:
            articles.append(item if item.date else replace(item, date=(dates or {}).get(item.id)))
    if articles:
        from kg.language import load
        from kg.reader import read
        from kg.schema import load as load_schema

        nlp, schema = load(model), load_schema()
        for article in articles:
            found[article.id] = read(article, nlp, schema)
    return found


def _items(path: Path) -> Iterator[Record | Article]:
    if path.suffix not in (".jsonl", ".gz"):
        from kg.sources import read_articles

        for article in read_articles([path]):
            if not isinstance(article, Article):
                raise InputError(f"{article.name}: {article.reason}")
            yield article
        return
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _item(line, f"{path}, line {number}")
    except (OSError, UnicodeDecodeError, EOFError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(f"{path} cannot be read: {reason}") from error


def _item(line: str, where: str) -> Record | Article:
    try:
        data: dict[str, Any] = json.loads(line)
        if "statements" in data:
            return Record.from_dict(data)
        return Article(
            str(data["id"]), data["text"], data.get("title"), data.get("date"), data.get("url"), data.get("publisher")
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"{where}: neither a record nor an article ({error!r})") from error

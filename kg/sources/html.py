"""An HTML page → one Article, through trafilatura (extra `html`): main text, title, date, publisher, URL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.errors import InputError
from kg.model import Article, Rejected
from kg.sources.dates import check_date


def read(name: str, data: bytes) -> Iterator[Article | Rejected]:
    """The article of a saved page, without its navigation, comments and scripts."""
    try:
        from trafilatura import bare_extraction
        from trafilatura.settings import Document
    except ModuleNotFoundError:
        yield Rejected(name, "HTML needs an extra: pip install 'kg-news[html]'; or save the page as plain text")
        return
    page = bare_extraction(data, with_metadata=True, include_comments=False, include_tables=False)
    if not isinstance(page, Document) or not (page.text or "").strip():
        yield Rejected(name, "no article text found in this page")
        return
    try:
        date = check_date(page.date, "date") if page.date else None
    except InputError:
        date = None
    # trafilatura puts one line break between paragraphs; a paragraph ends at a blank line here
    text = str(page.text).replace("\n", "\n\n")
    yield Article(
        id=Path(name).stem,
        text=text,
        title=page.title or None,
        date=date,
        url=page.url or None,
        publisher=page.sitename or None,
        language=page.language or "de",
    )

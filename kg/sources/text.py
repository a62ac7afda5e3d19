"""Plain text → one Article.

The title is the first paragraph of the beginning that is one short line without a full stop, as in
"Regierung tritt zurück", a blank line, "Wien – Die Regierung …". Leaves out: guessing dates from the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from kg.errors import InputError
from kg.model import Article, Rejected

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*")
_TITLE_LENGTH = 140
_TITLE_PARAGRAPHS = 4


def read(name: str, data: bytes) -> Iterator[Article | Rejected]:
    """The one article of a text file; its id is the file's stem."""
    try:
        text = decode(data)
    except InputError as error:
        yield Rejected(name, str(error))
        return
    if not text.strip():
        yield Rejected(name, "no text in it")
        return
    yield Article(id="stdin" if name == "-" else Path(name).stem, text=text, title=find_title(text))


def decode(data: bytes) -> str:
    r"""Text of bytes: a byte order mark decides, else UTF-8, else Windows-1252, as German files come.

    Line ends become `\\n`. Raises InputError for what is no text (an image, an archive, a word processor's file).
    """
    encoding = next((name for mark, name in _BOMS if data.startswith(mark)), None)
    try:
        text = data.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        if encoding:
            raise InputError(
                f"starts with a {encoding} byte order mark but is not {encoding}; save it as UTF-8"
            ) from None
        text = data.decode("cp1252", errors="replace")
    controls = len(_CONTROL.findall(text[:100_000]))
    if "\x00" in text or controls > 0.01 * len(text[:100_000]):
        raise InputError("is no text (binary data); give plain text, HTML or JSON Lines")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def find_title(text: str) -> str | None:
    """The headline of a plain text, or None."""
    for paragraph in islice(_PARAGRAPH.finditer(text[:2_000]), _TITLE_PARAGRAPHS):
        line = paragraph.group().strip()
        if "\n" not in line and len(line) <= _TITLE_LENGTH and line[-1] not in ".,;:" and paragraph.end() < len(text):
            return line
    return None

"""A file that refuses to grow: how an answer is kept below its limits while it is written.

Rows are counted by what only the end of a row can look like in each results format, so that nothing is parsed.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Final

_ROW: Final = {"json": b'},{"', "xml": b"<result>", "csv": b"\r\n", "tsv": b"\n"}


class TooLarge(Exception):  # noqa: N818 - it is no error of the program's
    """The answer would pass a limit; the message says which and what to do."""


class Bounded(io.BytesIO):
    """Bytes in memory, at most `max_bytes`, holding at most `max_rows` rows of a results format."""

    def __init__(self, max_bytes: int, max_rows: int, format: str | None = None) -> None:
        super().__init__()
        self._max_bytes = max_bytes
        self._max_rows = max_rows
        self._marker = _ROW.get(format or "")
        self._rows = 0
        self._tail = b""

    def write(self, data: bytes) -> int:  # type: ignore[override]
        """As BytesIO's.

        Raises:
            TooLarge: a limit would be passed.
        """
        if self.tell() + len(data) > self._max_bytes:
            raise TooLarge(f"the answer is larger than {self._max_bytes:,} bytes; narrow the query or add a LIMIT")
        if self._marker:
            joined = self._tail + bytes(data)
            self._rows += joined.count(self._marker)
            keep = len(self._marker) - 1
            self._tail = joined[-keep:] if keep else b""
            if self._rows > self._max_rows:
                raise TooLarge(f"the answer has more than {self._max_rows:,} rows; narrow the query or add a LIMIT")
        return super().write(data)

    def writelines(self, lines: Iterable[bytes]) -> None:  # type: ignore[override]
        """As BytesIO's, whose own would not ask `write`.

        Raises:
            TooLarge: a limit would be passed.
        """
        for line in lines:
            self.write(line)

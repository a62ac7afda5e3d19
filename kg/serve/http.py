"""HTTP as uvicorn speaks it with httptools, and a limit on the size of a request's head, which httptools lacks."""

from __future__ import annotations

from typing import Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_HEAD_BYTES: Final = 64 * 1024


class LimitedProtocol(HttpToolsProtocol):
    """A connection that is closed when the head of a request grows past 64 kB."""

    _head = 0
    _in_head = False

    def data_received(self, data: bytes) -> None:
        """As asyncio.Protocol's."""
        super().data_received(data)
        if self._in_head and not self.transport.is_closing():
            self._head += len(data)
            if self._head > _HEAD_BYTES:
                self.send_400_response("The head of the request is too large.")

    def on_message_begin(self) -> None:
        """As httptools'."""
        self._in_head, self._head = True, 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """As httptools'."""
        self._in_head = False
        super().on_headers_complete()

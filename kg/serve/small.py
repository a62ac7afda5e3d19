"""Queries that are certainly small are answered in the server itself, without the way to a worker process and back.

Takes the application around which it stands; answers `GET /sparql?query=…` where the query is one triple pattern
(`SELECT ?p ?o { <e> ?p ?o }`, with or without LIMIT, or ASK) whose variables all differ. The engine answers such a
pattern from one index, row by row, so the work is that of the rows that are written, and after a thousand rows it is
broken off. Whatever else is asked, is larger, is wrong, or comes while a newer snapshot must be opened goes to a
worker, which can be ended.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
from functools import lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import unquote_to_bytes

from pyoxigraph import QueryBoolean, QuerySolutions
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.errors import KgError
from kg.graph.results import TABULAR
from kg.graph.stores.disk import SnapshotStore
from kg.serve.limits import Bounded, TooLarge
from kg.serve.negotiation import RESULT_TYPES, choose, prefers_html
from kg.serve.reading import Reading

_ROWS: Final = 1000
_BYTES: Final = 256 * 1024
_LENGTH: Final = 1000
_NODE: Final = r"""<[^<>"{}|^`\\\x00-\x20]*>|[A-Za-z][\w-]*:[\w-]+|\?\w+"""
_LITERAL: Final = r"""["][^"\\\n\r]*["](?:@[A-Za-z-]+|\^\^<[^<>"{}|^`\\\x00-\x20]*>)?|-?\d+|true|false"""
_SMALL: Final = re.compile(
    rf"""\s*(?:PREFIX\s+[A-Za-z][\w-]*:\s*<[^<>"{{}}|^`\\\x00-\x20]*>\s*)*
    (?:SELECT\s+(?:\*|\?\w+(?:\s+\?\w+)*)|ASK)\s*(?:WHERE\s*)?
    \{{\s*({_NODE})\s+({_NODE}|a)\s+({_NODE}|{_LITERAL})\s*(?:\.\s*)?\}}\s*(?:LIMIT\s+\d+\s*)?""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)


def is_small(query: str) -> bool:
    """Whether a query is one triple pattern and nothing that makes the engine look at more than it gives.

    >>> is_small("SELECT ?p ?o { <urn:x> ?p ?o }"), is_small("ASK { ?x ?p ?x }"), is_small("ASK { ?s ?p+ ?o }")
    (True, False, False)
    """
    found = _SMALL.fullmatch(query) if len(query) <= _LENGTH else None
    if found is None:
        return False
    variables = [term for term in found.groups() if term.startswith("?")]
    return len(variables) == len(set(variables))


class SmallAnswers:
    """ASGI middleware.

    Args:
        app: what answers everything else.
        directory: of the store.
    """

    def __init__(self, app: ASGIApp, directory: Path) -> None:
        self.app = app
        self._directory = directory
        self._reading: Reading | None = None
        self._renewing: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        found = None
        if scope["type"] == "http" and scope["method"] == "GET" and scope["path"] in {"/sparql", "/query"}:
            found = self._answer(scope)
        elif scope["type"] == "lifespan":
            await self._live(scope, receive, send)
            return
        if found is None:
            await self.app(scope, receive, send)
            return
        media, body = found
        kind = media if "json" in media or "xml" in media else f"{media}; charset=utf-8"
        headers = [
            (b"content-type", kind.encode()),
            (b"content-length", str(len(body)).encode()),
            (b"vary", b"accept"),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def _live(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self.app(scope, receive, send)
        finally:
            if self._renewing is not None:
                await self._renewing
            if self._reading is not None:
                self._reading.close()

    def _answer(self, scope: Scope) -> tuple[str, bytes] | None:
        asked = scope["query_string"]
        if not asked.startswith(b"query=") or b"&" in asked or len(asked) > 4 * _LENGTH:
            return None
        try:
            query = unquote_to_bytes(asked[6:].replace(b"+", b" ")).decode()
        except UnicodeDecodeError:
            return None
        accept = next((value for name, value in scope["headers"] if name == b"accept"), b"")
        media = _media_type(accept)
        if media is None or not is_small(query):
            return None
        store = self._store()
        return _run(store, query, media) if store is not None else None

    def _store(self) -> SnapshotStore | None:
        """The newest snapshot if it is open; opening one is done beside the requests."""
        if self._renewing is not None and not self._renewing.done():
            return None
        if self._reading is None or self._reading.is_due():
            self._renewing = asyncio.get_running_loop().create_task(asyncio.to_thread(self._renew))
            return None
        return self._reading.store

    def _renew(self) -> None:
        with contextlib.suppress(KgError):  # a worker says what is wrong
            if self._reading is None:
                self._reading = Reading(self._directory)
            self._reading.renew()


def _run(store: SnapshotStore, query: str, media: str) -> tuple[str, bytes] | None:
    name = RESULT_TYPES[media]
    out = Bounded(_BYTES, _ROWS, name)
    try:
        found = store.query(query)
        if isinstance(found, QueryBoolean) and name not in {"json", "xml"}:
            return None
        if isinstance(found, QuerySolutions | QueryBoolean):
            found.serialize(out, format=TABULAR[name])
    except (KgError, TooLarge, RuntimeError, ValueError, OSError):
        return None  # a worker gives all of it, or says what is wrong
    return media, out.getvalue()


@lru_cache(maxsize=256)
def _media_type(accept: bytes) -> str | None:
    """What a client gets by its Accept header; None where it is none of ours, or a browser that gets a page."""
    header = accept.decode("latin-1")
    return None if prefers_html(header) else choose(header, tuple(RESULT_TYPES))

"""What a server is told when it starts: where it listens, what it allows, how much a request may cost."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from kg.errors import KgError

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of one server.

    Attributes:
        store: directory of the store on disk.
        host: address to listen on; loopback unless it is said otherwise.
        port: port to listen on; 0 takes a free one.
        allowed_hosts: names beside loopback's that a request may give as its Host, against DNS rebinding.
        writable: whether update and Graph Store writing are there.
        token: what a writer must send as `Authorization: Bearer …`; required when writable.
        workers: processes that run queries.
        timeout: seconds that a query, update or page may take before its process is ended.
        queue_timeout: seconds that a request waits for a free process before it is told to come back.
        max_rows: rows or triples of an answer.
        max_bytes: bytes of an answer.
        max_query: bytes of a query or update.
        max_body: bytes of a graph that is written.
        memory: bytes of memory a query's process may take beside what it has when it starts.
        base: minted IRIs begin with it; `/id/…` answers for them.
    """

    store: str
    host: str = "127.0.0.1"
    port: int = 8047
    allowed_hosts: frozenset[str] = frozenset()
    writable: bool = False
    token: str | None = field(default=None, repr=False)
    workers: int = max(2, os.cpu_count() or 2)
    timeout: float = 30.0
    queue_timeout: float = 30.0
    max_rows: int = 100_000
    max_bytes: int = 64 * 1024 * 1024
    max_query: int = 1024 * 1024
    max_body: int = 256 * 1024 * 1024
    memory: int = 2 * 1024 * 1024 * 1024
    base: str = "https://kg.example/id/"

    def __post_init__(self) -> None:
        """Refuse settings that would be unsafe.

        Raises:
            KgError: it is writable without a token of at least 16 characters.
        """
        if self.writable and len(self.token or "") < 16:
            raise KgError("a writable server needs a token of at least 16 characters: set KG_TOKEN")

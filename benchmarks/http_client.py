"""Clients that ask over HTTP/1.1 with keep-alive, each its next query when it has read the answer to the last.

Takes queries, gives answers a second and how long they took. A client of plain sockets, so that it is not what is
measured; each client goes through the queries in turn, so that no answer comes from a memory of the last one.
"""

from __future__ import annotations

import asyncio
import itertools
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit


@dataclass(frozen=True)
class Rate:
    """Answers a second, and their median and 99th percentile in milliseconds."""

    per_second: float
    p50: float
    p99: float


async def _read(reader: asyncio.StreamReader) -> None:
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    assert b" 200 " in head.split(b"\r\n")[0], head
    if b"transfer-encoding: chunked" in head:
        while size := int((await reader.readline()).strip(), 16):
            await reader.readexactly(size + 2)
        await reader.readline()
    else:
        await reader.readexactly(int(head.partition(b"content-length: ")[2].split(b"\r\n")[0]))


async def _ask(url: str, queries: Sequence[str], seconds: float, connections: int) -> Rate:
    address = urlsplit(url)
    requests = [
        f"GET {address.path}?query={quote(query)} HTTP/1.1\r\nHost: {address.netloc}\r\n"
        "Accept: application/sparql-results+json\r\n\r\n".encode()
        for query in queries
    ]
    began = time.perf_counter()
    took: list[float] = []

    async def client(number: int) -> None:
        reader, writer = await asyncio.open_connection(address.hostname, address.port)
        for request in itertools.cycle(requests[number % len(requests) :] + requests[: number % len(requests)]):
            sent = time.perf_counter()
            if sent - began > seconds:
                break
            writer.write(request)
            await _read(reader)
            took.append(time.perf_counter() - sent)
        writer.close()

    await asyncio.gather(*(client(7 * number) for number in range(connections)))
    percentiles = statistics.quantiles(took, n=100)
    return Rate(len(took) / seconds, percentiles[49] * 1000, percentiles[98] * 1000)


def ask(url: str, queries: Sequence[str], seconds: float, connections: int) -> Rate:
    """Have so many clients at once ask a SPARQL endpoint for some seconds."""
    try:
        from uvloop import run
    except ModuleNotFoundError:
        run = asyncio.run
    return run(_ask(url, queries, seconds, connections))

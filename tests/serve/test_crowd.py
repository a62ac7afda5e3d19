"""Two hundred clients at once while another process writes: every answer is right, and nobody is left waiting."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote, urlsplit

from serve.servers import ROOT, Server, kg_server

CLIENTS = int(os.environ.get("KG_CLIENTS", "200"))
SECONDS = float(os.environ.get("KG_CROWD_SECONDS", "6"))
SIZE = 40
# articles and their triples as one snapshot: whole articles only, and the union holds each
QUERY = (
    "SELECT (COUNT(DISTINCT ?g) AS ?articles) (COUNT(*) AS ?quads) (SUM(?u) AS ?union) "
    "{ GRAPH ?g { ?s <urn:crowd:p> ?o } BIND(IF(EXISTS { ?s <urn:crowd:p> ?o }, 1, 0) AS ?u) }"
)
WRITER = """
import sys, time
from pathlib import Path
from pyoxigraph import Literal, NamedNode, Quad
from kg.graph.stores.disk import DiskStore
store = DiskStore(Path(sys.argv[1]), publish_every=0.2)
until, number, size = time.monotonic() + float(sys.argv[2]), 0, int(sys.argv[3])
while time.monotonic() < until:
    name = NamedNode(f"urn:crowd:{number}")
    store.replace(name, [Quad(NamedNode(f"urn:crowd:{number}:{n}"), NamedNode("urn:crowd:p"), Literal(n), name)
                         for n in range(size)])
    number += 1
    time.sleep(0.02)
store.close()
print(number)
"""


async def client(server: Server, until: float) -> list[tuple[int, int, int, float]]:
    """Ask on one connection until time is up; (articles, quads, union, seconds) of each answer."""
    address = urlsplit(server.url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    request = f"GET /sparql?query={quote(QUERY)} HTTP/1.1\r\nHost: {address.netloc}\r\nAccept: application/json\r\n\r\n"
    seen = []
    while time.monotonic() < until:
        began = time.monotonic()
        writer.write(request.encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        length = int(head.partition("content-length: ")[2].split("\r\n")[0])
        body = await reader.readexactly(length)
        assert " 200 " in head.split("\r\n")[0], (head, body)
        (row,) = json.loads(body)["results"]["bindings"]
        values = [int(row[name]["value"]) for name in ("articles", "quads", "union")]
        seen.append((values[0], values[1], values[2], time.monotonic() - began))
    writer.close()
    return seen


def test_two_hundred_clients_and_a_writer(tmp_path: Path) -> None:
    with kg_server(tmp_path, "--timeout", "20") as server:
        command = [sys.executable, "-c", WRITER, str(server.store), str(SECONDS), str(SIZE)]
        writing = subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
        )

        async def crowd() -> list[list[tuple[int, int, int, float]]]:
            until = time.monotonic() + SECONDS
            return await asyncio.gather(*(client(server, until) for _ in range(CLIENTS)))

        answers = asyncio.run(crowd())
        written = int(writing.communicate(timeout=30)[0])
    flat = [answer for mine in answers for answer in mine]
    for articles, quads, union, _ in flat:
        assert quads == articles * SIZE, "half an article"
        assert union == quads, "the union lacks a triple"
    for mine in answers:
        counts = [answer[0] for answer in mine]
        assert counts == sorted(counts), "back in time"
        assert mine, "a client got no answer"
    times = sorted(answer[3] for answer in flat)
    print(f"{len(flat)} answers to {CLIENTS} clients in {SECONDS:g} s, median {times[len(times) // 2]:.2f} s, "
          f"slowest {times[-1]:.2f} s; {written} articles written, {max(a[0] for a in flat)} seen")  # fmt: skip
    assert len({answer[0] for answer in flat}) > 2, "the readers never saw a new article"

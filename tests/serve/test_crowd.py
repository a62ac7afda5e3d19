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
# of one article, what its graph holds and what the union holds of that: all of it or nothing, in both alike
QUERY = (
    "SELECT (COUNT(?o) AS ?quads) (SUM(?u) AS ?union) {{ GRAPH <urn:crowd:{0}> {{ ?s <urn:crowd:p> ?o }} "
    "BIND(IF(EXISTS {{ ?s <urn:crowd:p> ?o }}, 1, 0) AS ?u) }}"
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


async def client(server: Server, number: int, until: float) -> tuple[list[tuple[int, int, float]], int]:
    """Ask for one article on one connection until time is up.

    Returns: (quads, union, seconds) of each answer, and how often the server said that it was busy (503).
    """
    address = urlsplit(server.url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    query = quote(QUERY.format(number))
    request = f"GET /sparql?query={query} HTTP/1.1\r\nHost: {address.netloc}\r\nAccept: application/json\r\n\r\n"
    seen, busy = [], 0
    while time.monotonic() < until:
        began = time.monotonic()
        writer.write(request.encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        body = await reader.readexactly(int(head.partition("content-length: ")[2].split("\r\n")[0]))
        status = head.split(" ")[1]
        assert status in {"200", "503"}, (head, body)
        if status == "503":
            busy += 1
            continue
        (row,) = json.loads(body)["results"]["bindings"]
        seen.append((int(row["quads"]["value"]), int(row["union"]["value"]), time.monotonic() - began))
    writer.close()
    return seen, busy


def test_two_hundred_clients_and_a_writer(tmp_path: Path) -> None:
    with kg_server(tmp_path, "--timeout", "20") as server:
        command = [sys.executable, "-c", WRITER, str(server.store), str(SECONDS), str(SIZE)]
        writing = subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
        )

        async def crowd() -> list[tuple[list[tuple[int, int, float]], int]]:
            until = time.monotonic() + SECONDS
            return await asyncio.gather(*(client(server, number, until) for number in range(CLIENTS)))

        answers = asyncio.run(crowd())
        written = int(writing.communicate(timeout=60)[0])
    for seen, _ in answers:
        assert seen, "a client got no answer"
        quads = [answer[0] for answer in seen]
        assert set(quads) <= {0, SIZE}, "half an article"
        assert quads == sorted(quads), "an article was there and went"
        assert quads == [answer[1] for answer in seen], "the union and the article differ"
    flat = sorted(answer[2] for seen, _ in answers for answer in seen)
    arrived = sum(seen[0][0] == 0 and seen[-1][0] == SIZE for seen, _ in answers)
    print(f"{len(flat)} answers to {CLIENTS} clients in {SECONDS:g} s, median {flat[len(flat) // 2] * 1000:.0f} ms, "
          f"slowest {flat[-1] * 1000:.0f} ms, {sum(busy for _, busy in answers)} times busy; {written} articles "
          f"written, {arrived} clients saw theirs arrive")  # fmt: skip
    assert arrived > 2, "the readers never saw a new article"

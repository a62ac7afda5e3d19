"""Requests a second for a simple query over HTTP: kg serve, the `oxigraph` server, rdflib-endpoint.

    python benchmarks/store_http.py [--triples 100000] [--seconds 5] [--connections 16]

All serve the same triples on this machine; one process of clients with keep-alive asks each in turn, twice, and the
better run counts. rdflib-endpoint (in memory) is left out where it is not installed.
"""

from __future__ import annotations

import argparse
import asyncio
import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import psutil  # noqa: E402
import store_data  # noqa: E402

QUERIES = {
    "one entity": "SELECT ?p ?o { <https://kg.example/id/organization/E7> ?p ?o }",
    "100 labels": "SELECT ?s ?l { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?l } LIMIT 100",
}
ENDPOINT = """
import sys, rdflib, uvicorn
from rdflib_endpoint import SparqlEndpoint
graph = rdflib.Dataset(default_union=True)
graph.parse(sys.argv[1], format="nt")
uvicorn.run(SparqlEndpoint(graph=graph), port=int(sys.argv[2]), log_level="error")
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(command: list[str], url: str) -> Iterator[psutil.Process]:
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    try:
        until = time.monotonic() + 180
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(f"{url}?query=ASK%7B%7D", timeout=5).close()
                break
            except (OSError, urllib.error.URLError):
                time.sleep(0.2)
        yield psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(30)


async def ask(url: str, query: str, seconds: float, connections: int) -> float:
    """Answers a second."""
    address = urlsplit(url)
    request = (
        f"GET {address.path}?query={quote(query)} HTTP/1.1\r\nHost: {address.netloc}\r\n"
        "Accept: application/sparql-results+json\r\n\r\n"
    ).encode()
    until = time.monotonic() + seconds

    async def client() -> int:
        reader, writer = await asyncio.open_connection(address.hostname, address.port)
        count = 0
        while time.monotonic() < until:
            writer.write(request)
            head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
            assert " 200 " in head.split("\r\n")[0], head
            if "transfer-encoding: chunked" in head:
                while size := int((await reader.readline()).strip(), 16):
                    await reader.readexactly(size + 2)
                await reader.readline()
            else:
                await reader.readexactly(int(head.partition("content-length: ")[2].split("\r\n")[0]))
            count += 1
        writer.close()
        return count

    return sum(await asyncio.gather(*(client() for _ in range(connections)))) / seconds


def megabytes(process: psutil.Process) -> int:
    """Memory of a server and its processes, what they share counted once."""
    return round(sum(p.memory_full_info().pss for p in (process, *process.children(recursive=True))) / 2**20)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--triples", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--connections", type=int, default=16)
    options = parser.parse_args()
    from kg.graph import open_graph

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "data.nt"
        store_data.write_triples(file, options.triples)
        with open_graph(f"oxigraph:{folder}/store", create=True) as graph:
            graph.load(file)
        ports = [free_port() for _ in range(3)]
        oxigraph = shutil.which("oxigraph") or str(Path(sys.executable).parent / "oxigraph")
        with open_graph(f"oxigraph:{folder}/store", read_only=True) as graph:
            graph.backup(f"{folder}/copy")
        servers = {
            "kg serve": (
                [sys.executable, "-m", "kg", "serve", f"{folder}/store", "--port", str(ports[0])],
                f"http://127.0.0.1:{ports[0]}/sparql",
            ),
            "oxigraph serve-read-only": (
                [oxigraph, "serve-read-only", "--location", f"{folder}/copy", "--bind", f"127.0.0.1:{ports[1]}"],
                f"http://127.0.0.1:{ports[1]}/query",
            ),
        }
        if importlib.util.find_spec("rdflib_endpoint"):
            servers["rdflib-endpoint"] = (
                [sys.executable, "-c", ENDPOINT, str(file), str(ports[2])],
                f"http://127.0.0.1:{ports[2]}/",
            )
        found: dict[str, tuple[list[float], int]] = {}
        for name, (command, url) in servers.items():
            with server(command, url) as process:
                rates = [
                    max(asyncio.run(ask(url, query, options.seconds, options.connections)) for _ in range(2))
                    for query in QUERIES.values()
                ]
                found[name] = (rates, megabytes(process))
        print(f"## Requests a second, {options.triples:,} triples, {options.connections} connections\n")
        print(f"| server | {' | '.join(QUERIES)} | kg against it | MB |\n| --- | --- | --- | --- | --- |")
        ours = found["kg serve"][0]
        for name, (rates, memory) in found.items():
            ratios = " / ".join(f"{mine / theirs:.2f}" for mine, theirs in zip(ours, rates, strict=True))
            print(f"| {name} | {' | '.join(f'{rate:.0f}' for rate in rates)} | {ratios} | {memory} |")


if __name__ == "__main__":
    main()

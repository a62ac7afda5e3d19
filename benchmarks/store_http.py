"""Requests a second for simple queries over HTTP: kg serve, the `oxigraph` server, rdflib-endpoint.

    python benchmarks/store_http.py [--triples 100000] [--seconds 2] [--connections 1 16] [--rounds 5]

All serve the same triples on this machine and run at once; one process of clients asks them in turn, some seconds
each, so that other load hurts all alike. The median of the rounds counts. rdflib-endpoint (in memory) is left out
where it is not installed.
"""

from __future__ import annotations

import argparse
import importlib.util
import itertools
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import psutil  # noqa: E402
import store_data  # noqa: E402
from http_client import Rate, ask  # noqa: E402

ENTITY = "<https://kg.example/id/organization/E{}>"
LABEL, ABOUT = "<http://www.w3.org/2000/01/rdf-schema#label>", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#object>"
QUERIES = {
    "one entity": [f"SELECT ?p ?o {{ {ENTITY.format(n)} ?p ?o }}" for n in range(500)],
    "100 labels": [f"SELECT ?s{n} ?l {{ ?s{n} {LABEL} ?l }} LIMIT 100" for n in range(50)],
    "a join of two": [
        f"SELECT ?s ?l {{ ?s {ABOUT} {ENTITY.format(n)} ; {LABEL} ?l }} ORDER BY ?l LIMIT 10" for n in range(500)
    ],
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


def megabytes(process: psutil.Process) -> int:
    """Memory of a server and its processes, what they share counted once."""
    return round(sum(p.memory_full_info().pss for p in (process, *process.children(recursive=True))) / 2**20)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--triples", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=2)
    parser.add_argument("--connections", type=int, nargs="+", default=[1, 16])
    parser.add_argument("--rounds", type=int, default=5)
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
        found: dict[tuple[str, str, int], list[Rate]] = {}
        with ExitStack() as stack:
            running = {name: stack.enter_context(server(command, url)) for name, (command, url) in servers.items()}
            for _ in range(options.rounds):
                for query, connections, name in itertools.product(QUERIES, options.connections, servers):
                    rate = ask(servers[name][1], QUERIES[query], options.seconds, connections)
                    found.setdefault((query, name, connections), []).append(rate)
            memory = {name: megabytes(process) for name, process in running.items()}
        load = os.getloadavg()[0]
        print(f"## Requests a second, {options.triples:,} triples, load of the machine {load:.1f}\n")
        print("| query | clients | server | a second | kg against it | p50 ms | kg against it | p99 ms | MB |")
        print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
        for query, connections, name in itertools.product(QUERIES, options.connections, servers):
            ours, theirs = (found[query, which, connections] for which in ("kg serve", name))
            rate, p50, p99 = (
                statistics.median(getattr(r, part) for r in theirs) for part in ("per_second", "p50", "p99")
            )
            # of each round, in which both met the same load
            ratios = [
                statistics.median(getattr(a, part) / getattr(b, part) for a, b in zip(ours, theirs, strict=True))
                for part in ("per_second", "p50")
            ]
            print(
                f"| {query} | {connections} | {name} | {rate:.0f} | {ratios[0]:.2f} | {p50:.2f} | {ratios[1]:.2f} "
                f"| {p99:.1f} | {memory[name]} |"
            )


if __name__ == "__main__":
    main()

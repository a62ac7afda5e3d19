"""A server of ours as it runs for users: its own process, a store in a temporary folder, loopback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from graph.records import record

from kg.graph import open_graph

ROOT = Path(__file__).parents[2]
TOKEN = "only-for-tests-0123456789"


@dataclass(frozen=True)
class Server:
    url: str
    store: Path
    process: subprocess.Popen[str]
    log: Path

    def lines(self) -> list[dict[str, object]]:
        """What the server has logged so far."""
        return [json.loads(line) for line in self.log.read_text().splitlines() if line.startswith("{")]


@contextmanager
def kg_server(folder: Path, *options: str) -> Iterator[Server]:
    """A server over a store with one article, `lindau`, if the folder holds no store yet."""
    store = folder / "store"
    if not store.exists():
        with open_graph(f"oxigraph:{store}", create=True) as graph:
            graph.add(record("lindau"))
    log = folder / "log"
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "kg", "serve", f"oxigraph:{store}", "--port", "0", *options],
            stderr=out,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "KG_TOKEN": TOKEN, "PYTHONPATH": str(ROOT)},
        )
    try:
        url = _address(process, log)
        yield Server(url, store, process, log)
    finally:
        process.terminate()
        process.wait(20)
        if process.stdout:
            process.stdout.close()


def _address(process: subprocess.Popen[str], log: Path) -> str:
    import time

    until = time.monotonic() + 30
    while time.monotonic() < until and process.poll() is None:
        for line in log.read_text().splitlines():
            if '"listening"' in line:
                url = str(json.loads(line)["address"]).rstrip("/")
                with urllib.request.urlopen(url + "/health", timeout=20):
                    return url
        time.sleep(0.05)
    raise AssertionError(f"the server did not start: {log.read_text()}")

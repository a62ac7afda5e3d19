"""A real SPARQL server for tests: the `oxigraph` command of the PyPI package, in memory, on loopback."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def oxigraph_command() -> str:
    """Where the `oxigraph` command stands, beside this Python or on the path."""
    beside = Path(sys.executable).parent / "oxigraph"
    found = str(beside) if beside.exists() else shutil.which("oxigraph")
    assert found, "the tests need the oxigraph package (pip install kg-news[dev])"
    return found


@contextmanager
def oxigraph_server(*arguments: str) -> Iterator[str]:
    """The address of a fresh server, which ends with the block."""
    address = f"127.0.0.1:{free_port()}"
    process = subprocess.Popen(
        [oxigraph_command(), *(arguments or ("serve",)), "--bind", address],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(f"http://{address}/query?query=ASK%7B%7D")
        yield f"http://{address}"
    finally:
        process.terminate()
        process.wait(10)


def wait_for(url: str, seconds: float = 20.0) -> None:
    """Until `url` answers."""
    until = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)

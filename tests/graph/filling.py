"""A writer on a disk that gets full, and what others see of its store meanwhile and afterwards.

    python filling.py DIRECTORY BALLAST    a file system of some megabytes; BALLAST bytes are set free at the end
    python filling.py DIRECTORY limit      any file system, but no file may grow past 200 kB until the end

Prints one JSON object: how many articles were reported as added, what was said when the disk was full, and what was
found in the store then, and after there was room again.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from graph import killing
from pyoxigraph import DefaultGraph

from kg.errors import GraphError, LockedError
from kg.graph.stores import open_store
from kg.graph.stores.disk import DiskStore


def article(number: int) -> set[Any]:
    return {quad.triple for quad in killing.quads(number, 7 * number)}


def held(resource: str) -> tuple[list[int], bool]:
    """The articles that are there whole, and whether there is nothing else: no half article, no triple of none."""
    store = open_store(resource, read_only=True)
    graphs: dict[int, set[Any]] = {}
    union: set[Any] = set()
    for quad in store.quads():
        if isinstance(quad.graph_name, DefaultGraph):
            union.add(quad.triple)
        else:
            graphs.setdefault(int(str(quad.graph_name.value).rpartition(":")[2]), set()).add(quad.triple)
    store.close()
    whole = all(triples == article(number) for number, triples in graphs.items())
    return sorted(graphs), whole and union == set().union(*graphs.values())


def fill(store: DiskStore, first: int) -> tuple[int, str]:
    """Add articles until one is refused: the number of the last that was not, and what was said."""
    number = first
    while number < first + 4000:
        try:
            store.replace(killing.graph_name(number), killing.quads(number, 7 * number))
        except GraphError as error:
            return number - 1, str(error)
        number += 1
    return number, "never full"


def press(directory: Path, ballast: str) -> Callable[[], None]:
    """Make room scarce; gives what makes it plenty again."""
    if ballast == "limit":
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, before[1]))
        return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, before)
    weight = directory / "ballast"
    weight.write_bytes(bytes(int(ballast)))
    return weight.unlink


def main(directory: Path, ballast: str) -> dict[str, Any]:
    name = f"oxigraph:{directory / 'store'}"
    first = DiskStore(directory / "store")
    first.replace(killing.graph_name(1), killing.quads(1, 7))
    first.close()
    release = press(directory, ballast)
    store = DiskStore(directory / "store", publish_every=0.05)
    done, said = fill(store, 2)
    found: dict[str, Any] = {"done": done, "said": said, "reader": held(name)}
    try:
        DiskStore(directory / "store")
    except LockedError as error:
        found["second"] = str(error)
    _, found["again"] = fill(store, done + 1)
    try:
        store.close()
        found["close"] = ""
    except GraphError as error:
        found["close"] = str(error)
    found["full"] = held(name)
    release()
    DiskStore(directory / "store").close()
    found["free"] = held(name)
    reopened = DiskStore(directory / "store")
    reopened.replace(killing.graph_name(done + 1), killing.quads(done + 1, 7 * (done + 1)))
    reopened.close()
    found["more"] = held(name)
    return found


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), sys.argv[2])))

"""A writer that may be killed at any moment, and what its store must hold afterwards.

    python killing.py STORE SEED FIRST     runs steps of the seed from the number FIRST on; each that the store has
                                           reported as done is acknowledged with its number on standard output

Each step depends on nothing but the seed and its number, so whoever reads the acknowledgements knows the state.
"""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

STEPS = 4000
ARTICLES = 12


def graph_name(article: int) -> NamedNode:
    return NamedNode(f"urn:test:article:{article}")


def quads(article: int, version: int) -> list[Quad]:
    """What a version of an article says: some of its own, some that all articles say."""
    name = graph_name(article)
    size = 3000 if version % 7 == 0 else 60
    own = [
        Quad(NamedNode(f"urn:test:node:{article}:{n}"), NamedNode("urn:test:says"), Literal(f"{version} {n}"), name)
        for n in range(size)
    ]
    shared = [
        Quad(NamedNode(f"urn:test:shared:{n}"), NamedNode("urn:test:label"), Literal(str(n)), name)
        for n in range(version % 20)
    ]
    return own + shared


def step(seed: int, number: int) -> tuple[str, int]:
    """What is done in a step: `add`, `remove` or `load`, and to which article."""
    chance = random.Random(seed * 100_003 + number)
    return chance.choice(["add", "add", "add", "remove", "load"]), chance.randrange(ARTICLES)


def versions_after(seed: int, count: int) -> dict[int, int]:
    """Which version of each article is there after the steps before `count`."""
    state: dict[int, int] = {}
    for number in range(count):
        action, article = step(seed, number)
        if action == "add":
            state[article] = number
        elif action == "remove":
            state.pop(article, None)
        else:
            state[ARTICLES + number] = number
    return state


def main(directory: str, seed: int, first: int) -> None:
    from kg.graph.stores.disk import DiskStore

    store = DiskStore(Path(directory), publish_every=0.05)
    print("open", flush=True)
    for number in range(first, STEPS):
        action, article = step(seed, number)
        if action == "add":
            store.replace(graph_name(article), quads(article, number))
        elif action == "remove":
            store.remove(graph_name(article))
        else:
            with tempfile.NamedTemporaryFile(suffix=".nq") as file:
                file.write(serialize(quads(ARTICLES + number, number), format=RdfFormat.N_QUADS) or b"")
                file.flush()
                store.load(Path(file.name), RdfFormat.N_QUADS)
        print(number, flush=True)
    store.close()
    print("end", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))

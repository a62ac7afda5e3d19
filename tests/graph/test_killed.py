"""kill -9 at seeded moments: the store opens again, what was reported is there whole, nothing is there in half."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from graph import killing
from pyoxigraph import DefaultGraph, Triple

from kg.errors import GraphError, LockedError
from kg.graph import open_graph
from kg.graph.stores import open_store

ROOT = Path(__file__).parents[2]
SEED = 20230508
KILLS = int(os.environ.get("KG_KILLS", "25"))


def start(directory: Path, first: int) -> subprocess.Popen[str]:
    path = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    return subprocess.Popen(
        [sys.executable, killing.__file__, str(directory), str(SEED), str(first)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    )


def held(directory: Path) -> tuple[dict[str, set[Triple]], set[Triple]]:
    """What a reader finds: triples by named graph, and the default graph."""
    store = open_store(f"oxigraph:{directory}", read_only=True)
    graphs: dict[str, set[Triple]] = {}
    union: set[Triple] = set()
    for quad in store.quads():
        if isinstance(quad.graph_name, DefaultGraph):
            union.add(quad.triple)
        else:
            graphs.setdefault(str(quad.graph_name.value), set()).add(quad.triple)
    store.close()
    return graphs, union


def versions(graphs: dict[str, set[Triple]]) -> dict[int, int]:
    """Which version each article is; each must be whole."""
    found: dict[int, int] = {}
    for name, triples in graphs.items():
        article = int(name.rpartition(":")[2])
        numbers = {int(t.object.value.split()[0]) for t in triples if t.predicate.value == "urn:test:says"}
        assert len(numbers) == 1, f"{name} mixes versions {numbers}"
        found[article] = numbers.pop()
        assert triples == {q.triple for q in killing.quads(article, found[article])}, f"{name} is not whole"
    return found


def test_killed_at_seeded_moments(tmp_path: Path) -> None:
    directory = tmp_path / "store"
    chance = random.Random(SEED)
    done = 0
    for kill in range(KILLS):
        process = start(directory, done)
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        # so many reports, then a moment: progress does not depend on how busy the machine is
        reported = [int(process.stdout.readline()) for _ in range(chance.randrange(4))]
        time.sleep(chance.uniform(0, 0.08))
        process.send_signal(signal.SIGKILL)
        reported += [int(line) for line in process.stdout.read().split() if line.isdigit()]
        process.wait()
        process.stdout.close()
        done = max([done, *(number + 1 for number in reported)])
        graphs, union = held(directory)
        if versions(graphs) != killing.versions_after(SEED, done):  # the last commit was killed before its report
            done += 1
        assert versions(graphs) == killing.versions_after(SEED, done), f"kill {kill} after step {done}"
        assert union == set().union(*graphs.values())
    assert done > KILLS / 2, "the writer was killed before it could do anything"


def test_a_second_writer_is_told_in_one_line(tmp_path: Path) -> None:
    directory = tmp_path / "store"
    process = start(directory, killing.STEPS - 1)
    assert process.stdout is not None
    assert process.stdout.read().endswith("end\n")
    process.wait()
    process.stdout.close()
    first = open_graph(f"oxigraph:{directory}")
    with pytest.raises(LockedError) as told:
        open_graph(f"oxigraph:{directory}")
    assert "\n" not in str(told.value)
    assert "another process is writing" in str(told.value)
    first.close()
    open_graph(f"oxigraph:{directory}").close()


def test_a_reader_beside_a_writer_sees_whole_commits(tmp_path: Path) -> None:
    directory = tmp_path / "store"
    process = start(directory, 0)
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    seen = []
    until = time.monotonic() + 60
    while time.monotonic() < until and len({len(state) for state in seen}) < 4:  # imports make them ever more
        try:
            graphs, union = held(directory)
        except LockedError:  # nothing committed yet
            continue
        assert union == set().union(*graphs.values())
        seen.append(versions(graphs))
    process.kill()
    process.wait()
    process.stdout.close()
    history = [killing.versions_after(SEED, count) for count in range(killing.STEPS + 1)]
    moment, moments = 0, set()
    for state in seen:  # never back in time
        moment = history.index(state, moment)
        moments.add(moment)
    assert len(moments) > 2


def test_a_strange_directory_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("keep me")
    with pytest.raises(GraphError, match="no store"):
        open_graph(f"oxigraph:{tmp_path}", create=True)
    assert [entry.name for entry in tmp_path.iterdir()] == ["letter.txt"]

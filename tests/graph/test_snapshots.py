"""What readers see of a store that somebody else changes: a writer of ours, another program, a backup in its place."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.stores import snapshots
from kg.graph.stores.disk import DiskStore, SnapshotStore
from kg.serve import reading
from kg.serve.reading import Reading

A = NamedNode("urn:a")


def say(word: str) -> Quad:
    return Quad(NamedNode("urn:s"), NamedNode("urn:p"), Literal(word), A)


def words(store: SnapshotStore) -> set[str]:
    return {quad.object.value for quad in store.quads(A)}  # type: ignore[union-attr]


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    store = DiskStore(tmp_path / "store")
    store.replace(A, [say("ours")])
    store.close()
    return tmp_path / "store"


def read(directory: Path) -> set[str]:
    store = SnapshotStore(directory)
    found = words(store)
    store.close()
    return found


def write_past_us(directory: Path, word: str) -> None:
    engine = pyoxigraph.Store(str(directory))
    engine.add(say(word))
    engine.flush()
    del engine


def test_what_another_program_wrote_is_read(directory: Path) -> None:
    assert read(directory) == {"ours"}
    write_past_us(directory, "theirs")
    assert read(directory) == {"ours", "theirs"}


def test_a_writer_that_changes_nothing_does_not_hide_what_another_program_wrote(directory: Path) -> None:
    write_past_us(directory, "theirs")
    DiskStore(directory).close()
    assert read(directory) == {"ours", "theirs"}


def test_an_unchanged_store_costs_no_new_snapshot(directory: Path) -> None:
    assert read(directory) == {"ours"}
    before = snapshots.newest(directory)
    for _ in range(3):
        assert read(directory) == {"ours"}
        DiskStore(directory).close()
    assert snapshots.newest(directory) == before


def test_a_reader_takes_the_newest_soon(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_LOOK_EVERY", 0.0)
    seen = Reading(directory)
    assert words(seen.graph.store) == {"ours"}  # type: ignore[arg-type]
    write_past_us(directory, "theirs")
    assert words(seen.graph.store) == {"ours", "theirs"}  # type: ignore[arg-type]
    seen.close()


def test_a_backup_in_the_place_of_the_store_is_read(
    directory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where both have had as many snapshots, and while there is no store for a moment."""
    monkeypatch.setattr(reading, "_LOOK_EVERY", 0.0)
    seen = Reading(directory)
    other = DiskStore(tmp_path / "other")
    other.replace(A, [say("restored")])
    other.close()
    assert snapshots.newest(tmp_path / "other").name == snapshots.newest(directory).name  # type: ignore[union-attr]
    directory.rename(tmp_path / "old")
    assert words(seen.graph.store) == {"ours"}, "the last state is served on"  # type: ignore[arg-type]
    (tmp_path / "other").rename(directory)
    assert words(seen.graph.store) == {"restored"}  # type: ignore[arg-type]
    seen.close()


def test_graphs_with_blank_nodes_are_replaced_in_one_transaction(directory: Path, tmp_path: Path) -> None:
    turtle = tmp_path / "blank.ttl"
    turtle.write_text("<urn:s> <urn:p> [ <urn:p> 'blank' ] , 'shared' .")
    store = DiskStore(directory, publish_every=0)
    store.replace(
        NamedNode("urn:b"), [Quad(NamedNode("urn:s"), NamedNode("urn:p"), Literal("shared"), NamedNode("urn:b"))]
    )
    store.load(turtle, pyoxigraph.RdfFormat.TURTLE, A)
    commits: list[int] = []
    store.publish = lambda: commits.append(1)  # type: ignore[method-assign]  # it is called after every commit
    assert store.replace(A, [say("new")])
    assert len(commits) == 1
    assert sorted(q.object.value for q in store.quads(pyoxigraph.DefaultGraph())) == ["new", "shared"]  # type: ignore[arg-type,union-attr]
    assert store.replace(A, pyoxigraph_quads(turtle))
    assert {q.triple for q in store.quads(A)} <= {q.triple for q in store.quads(pyoxigraph.DefaultGraph())}  # type: ignore[arg-type]
    assert store.remove(A)
    assert len(commits) == 3
    assert len(store) == 1
    del store.publish  # type: ignore[method-assign]
    store.close()


def pyoxigraph_quads(turtle: Path) -> list[Quad]:
    return [Quad(q.subject, q.predicate, q.object, A) for q in pyoxigraph.parse(path=str(turtle))]


def test_readers_beside_a_writer_leave_nothing_in_its_store(directory: Path) -> None:
    writer = DiskStore(directory)
    before = sorted(entry.name for entry in directory.iterdir())
    snapshots.mark_dirty(directory)
    for _ in range(3):
        assert read(directory) == {"ours"}
    assert sorted(entry.name for entry in directory.iterdir()) == before
    writer.close()

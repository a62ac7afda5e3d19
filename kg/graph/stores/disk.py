"""Stores on disk (RocksDB): the one writer, and the last committed state for any number of readers.

Takes a directory; gives a Store. What others see of a writer's work are the snapshots it leaves
(kg.graph.stores.snapshots).
Leaves out: several writers, which RocksDB does not allow; kg.serve lets many write through one.
"""

from __future__ import annotations

import os
import re
import shutil
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Final

import pyoxigraph

from kg.errors import GraphError, LockedError, NotFoundError
from kg.graph.stores import snapshots
from kg.graph.stores.local import MemoryStore, disk_error, disk_errors, one_line

# A reader may hold the lock for the moment that a snapshot takes; a writer waits that long and no longer.
_PATIENCE: Final = 2.0
_READ_ONLY: Final = "opened for reading; open it without read_only to change it"


class DiskStore(MemoryStore):
    """The one writer of a store on disk; leaves a snapshot for readers after commits and when it closes.

    Args:
        directory: where the store is, or shall be.
        create: whether to make it.
        publish_every: seconds between snapshots while writing, or more where they are slow; 0 makes one for
            every commit.

    Raises:
        LockedError: another process has it open for writing.
        NotFoundError: it is not there and `create` is false.
    """

    def __init__(self, directory: Path, *, create: bool = True, publish_every: float = 1.0) -> None:
        self.directory = directory
        self._publish_every = publish_every
        self._published = 0.0
        self._pause = publish_every
        if not create and not is_directory_store(directory):
            raise NotFoundError(f"oxigraph:{directory}: there is no store; make one with `kg build --store`")
        if not is_directory_store(directory) and directory.is_dir() and _strangers(directory):
            raise GraphError(f"{directory}: holds other files and is no store; name a directory of its own")
        changed_by_others = is_directory_store(directory) and snapshots.is_dirty(directory)
        super().__init__(_open_engine(directory), f"oxigraph:{directory}")
        claimed = snapshots.claim(directory)
        self._give_back = weakref.finalize(self, os.close, claimed) if claimed is not None else None
        if changed_by_others:
            snapshots.mark_dirty(directory)

    def backup(self, target: Path) -> None:
        """See Store; hard links where `target` is on the same file system."""
        copy_store(self.engine, target)

    def publish(self) -> None:
        """Let readers see what has been committed so far; takes a tenth of a busy writer's time at most."""
        began = time.monotonic()
        try:
            snapshots.publish(self.directory, self.engine)
        except OSError as error:
            reason = "the disk is full" if "No space left" in str(error) else one_line(str(error))
            message = f"{self.name}: {reason}; what was committed is kept, but readers see an older state"
            raise GraphError(message) from error
        finally:
            self._published = time.monotonic()
        self._pause = max(self._publish_every, 10 * (self._published - began) if self._publish_every else 0)

    def close(self) -> None:
        """Leave a snapshot if the newest is older than the store, and give the lock back."""
        if self._engine is not None:
            try:
                if snapshots.is_marked(self.directory):
                    self.publish()
            finally:
                self._engine = None
            with suppress(OSError):  # then the next reader makes a snapshot that is not needed
                snapshots.remember_state(self.directory)
            if self._give_back is not None:
                self._give_back()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with disk_errors(self.name):
            snapshots.mark_dirty(self.directory)
            yield
        if not self._publish_every:
            self.publish()
        elif time.monotonic() - self._published >= self._pause:
            with suppress(GraphError):  # the change is committed; closing tries again and says what is wrong
                self.publish()


class SnapshotStore(MemoryStore):
    """The last committed state of a store on disk, whoever writes to it meanwhile; never changes.

    Raises:
        LockedError: the writer at work has not made a first snapshot yet.
        NotFoundError: there is no store.
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        if not is_directory_store(directory):
            raise NotFoundError(f"oxigraph:{directory}: there is no store; make one with `kg build --store`")
        self.snapshot, self._hold, engine = _open_snapshot(directory)
        self._number = int(self.snapshot.name)
        self.remembered: dict[str, Any] = {}  # whoever computes something from what never changes may keep it here
        super().__init__(engine, f"oxigraph:{directory}")

    def is_current(self) -> bool:
        """Whether no newer snapshot has been left since this one was opened, and the store is still the same."""
        return snapshots.newest_number(self.directory) == self._number and snapshots.is_same(self._hold)

    def backup(self, target: Path) -> None:
        """See Store."""
        copy_directory(self.snapshot, target)

    def close(self) -> None:
        """See Store."""
        super().close()
        self._hold.close()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        raise GraphError(f"{self.name}: {_READ_ONLY}")
        yield


def is_directory_store(directory: Path) -> bool:
    """Whether a RocksDB store stands in `directory`."""
    return (directory / "CURRENT").is_file()


def _strangers(directory: Path) -> bool:
    """Whether a directory holds what a store killed while it was made does not leave behind."""
    ours = re.compile(r"LOCK|LOG.*|IDENTITY|snapshots|MANIFEST-.*|OPTIONS-.*|.*\.(dbtmp|log|sst)")
    return any(not ours.fullmatch(entry.name) for entry in directory.iterdir())


def copy_directory(source: Path, target: Path) -> None:
    """A copy of a store that nobody writes to; `target` is there whole or not at all."""
    if target.exists():
        raise GraphError(f"{target}: is there already; name a directory that is not")
    making = target.with_name(target.name + ".making")
    with disk_errors(str(target)):
        shutil.rmtree(making, ignore_errors=True)
        try:
            shutil.copytree(source, making, ignore=shutil.ignore_patterns("reader.lock", "snapshots", "LOCK"))
            making.rename(target)
        except BaseException:
            shutil.rmtree(making, ignore_errors=True)
            raise


def copy_store(engine: pyoxigraph.Store, target: Path) -> None:
    """A backup of `engine` in the directory `target`, which must not be there yet."""
    if target.exists():
        raise GraphError(f"{target}: is there already; name a directory that is not")
    target.parent.mkdir(parents=True, exist_ok=True)
    with disk_errors(str(target)):
        engine.flush()
        engine.backup(str(target))


def _open_engine(directory: Path) -> pyoxigraph.Store:
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            directory.mkdir(parents=True, exist_ok=True)
            return pyoxigraph.Store(str(directory))
        except OSError as error:
            if "lock" not in str(error).lower():
                raise disk_error(str(directory), error) from error
            if time.monotonic() > until:
                raise LockedError(
                    f"oxigraph:{directory}: another process is writing to this store; wait until it is done, "
                    "or write through its server (sparql:URL)"
                ) from error
        time.sleep(0.05)


def _open_snapshot(directory: Path) -> tuple[Path, IO[bytes], pyoxigraph.Store]:
    failure: OSError | None = None
    for _ in range(50):
        try:
            refresh(directory)
        except GraphError:  # the disk is full, say; an older state is better than none
            if snapshots.newest(directory) is None:
                raise
        found = snapshots.newest(directory)
        if found is None:
            raise LockedError(f"oxigraph:{directory}: its first writer has committed nothing yet; try again")
        try:
            handle = snapshots.hold(found)
        except OSError as error:
            failure = error
            time.sleep(0.01)
            continue
        try:
            return found, handle, pyoxigraph.Store.read_only(str(found))
        except OSError as error:
            handle.close()
            failure = error
    raise GraphError(f"oxigraph:{directory}: no snapshot can be opened ({failure})") from failure


def refresh(directory: Path) -> None:
    """Make the snapshot that a killed writer or another program left out; a writer at work will make its own."""
    if not is_directory_store(directory) or not snapshots.is_dirty(directory):
        return
    with disk_errors(str(directory)):
        claimed = snapshots.claim(directory)
    if claimed is None:
        return
    try:
        engine = pyoxigraph.Store(str(directory))
    except OSError:  # another program is at work
        os.close(claimed)
        return
    try:
        snapshots.publish(directory, engine)
        del engine
        snapshots.remember_state(directory)
    except OSError as error:
        raise disk_error(str(directory), error) from error
    finally:
        os.close(claimed)

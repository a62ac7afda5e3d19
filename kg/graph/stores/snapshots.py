"""Reading a store on disk beside the process that writes it.

RocksDB lets one process write; reading the same files meanwhile is undefined and was seen to end in "Corruption"
after the writer's next compaction. A backup into the same file system costs some hard links and is a store of its
own, so the writer leaves one in `DIR/snapshots/N` after a commit, and readers open the newest.

A reader holds a shared lock on the snapshot it reads, so that the writer throws away only what nobody reads.
`DIR/snapshots/dirty` stands while the newest snapshot is older than the store: a writer that was killed leaves it,
and the next reader takes the store for a moment and makes the snapshot itself. Other programs that write to the store
leave no such mark; `DIR/snapshots/state` says how the store's files stood when they were last known to be the
snapshot's, so that readers notice.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import IO, TYPE_CHECKING

from kg.errors import GraphError

if TYPE_CHECKING:
    import pyoxigraph

_LOCK = "reader.lock"


def mark_dirty(directory: Path) -> None:
    """Say that the store is about to be newer than its newest snapshot; must be on disk before the commit."""
    folder = directory / "snapshots"
    folder.mkdir(exist_ok=True)
    (folder / "dirty").touch()


def is_dirty(directory: Path) -> bool:
    """Whether the newest snapshot does not show, or may not show, the store as it is."""
    if is_marked(directory):
        return True
    try:
        return (directory / "snapshots" / "state").read_text() != _state(directory)
    except OSError:
        return True


def is_marked(directory: Path) -> bool:
    """Whether a writer of ours has committed what the newest snapshot does not show."""
    return (directory / "snapshots" / "dirty").exists() or newest(directory) is None


def remember_state(directory: Path) -> None:
    """Note that the newest snapshot shows the store; to be said after its files were opened or closed."""
    (directory / "snapshots" / "state").write_text(_state(directory))


def _state(directory: Path) -> str:
    """The files that hold a RocksDB store's data: tables never change, log and manifest grow."""
    lines = []
    with os.scandir(directory) as entries:
        for entry in entries:
            if entry.name.endswith(".sst") or entry.name == "CURRENT":
                lines.append(entry.name)
            elif entry.name.startswith("MANIFEST-") or entry.name.endswith(".log"):
                lines.append(f"{entry.name} {entry.stat().st_size}")
    return "\n".join(sorted(lines))


def newest(directory: Path) -> Path | None:
    """The newest whole snapshot, or None."""
    number = newest_number(directory)
    return directory / "snapshots" / str(number) if number is not None else None


def newest_number(directory: Path) -> int | None:
    """The number of the newest whole snapshot, or None."""
    found = _numbers(directory)
    return found[-1] if found else None


def publish(directory: Path, store: pyoxigraph.Store) -> Path:
    """Leave a snapshot of `store` and throw away older ones that nobody reads.

    Raises:
        OSError: the disk is full, or the directory cannot be written.
    """
    folder = directory / "snapshots"
    folder.mkdir(exist_ok=True)
    number = (_numbers(directory) or [0])[-1] + 1
    making = folder / f"{number}.making"
    shutil.rmtree(making, ignore_errors=True)
    target = folder / str(number)
    try:
        store.flush()
        store.backup(str(making))
        (making / _LOCK).touch()
        making.rename(target)  # readers see a snapshot whole or not at all
    except OSError:
        shutil.rmtree(making, ignore_errors=True)
        raise
    remember_state(directory)
    (folder / "dirty").unlink(missing_ok=True)
    for old in _numbers(directory)[:-1]:
        _discard(folder / str(old))
    return target


def hold(snapshot: Path) -> IO[bytes]:
    """A shared lock on a snapshot until the file is closed.

    Raises:
        OSError: the snapshot has just been thrown away.
    """
    handle = (snapshot / _LOCK).open("rb")
    try:
        _flock(handle, exclusive=False)
        if not (snapshot / _LOCK).exists():
            raise FileNotFoundError(snapshot)
    except OSError:
        handle.close()
        raise
    return handle


def claim(directory: Path) -> int | None:
    """A descriptor that says, until it is closed, that a writer of ours is at work; None where another says so.

    RocksDB's own lock cannot be asked for without leaving a log file behind at each try.
    """
    folder = directory / "snapshots"
    folder.mkdir(exist_ok=True)
    descriptor = os.open(folder / "writer.lock", os.O_RDWR | os.O_CREAT, 0o666)
    try:
        _flock(descriptor, exclusive=True)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor


def is_same(handle: IO[bytes]) -> bool:
    """Whether `handle`, which `hold` gave, is of the snapshot that stands there now; a store may have been replaced."""
    try:
        return os.path.samestat(os.fstat(handle.fileno()), os.stat(handle.name))  # noqa: PTH116
    except OSError:
        return False


def _numbers(directory: Path) -> list[int]:
    try:
        names = os.listdir(os.fspath(directory) + "/snapshots")  # noqa: PTH208 - a server asks for every small query
    except FileNotFoundError:
        return []
    except OSError as error:
        raise GraphError(f"{directory}: {error.strerror}") from error
    return sorted(int(name) for name in names if name.isdigit())


def _discard(snapshot: Path) -> None:
    """Remove a snapshot unless somebody reads it; it is tried again at the next commit."""
    try:
        with (snapshot / _LOCK).open("rb") as handle:
            _flock(handle, exclusive=True)
            (snapshot / _LOCK).unlink()
    except FileNotFoundError:
        pass
    except OSError:
        return
    shutil.rmtree(snapshot, ignore_errors=True)


def _flock(handle: IO[bytes] | int, *, exclusive: bool) -> None:
    try:
        import fcntl
    except ImportError:  # Windows refuses to delete what is open, which serves the same end
        return
    fcntl.flock(handle, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)

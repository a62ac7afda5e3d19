"""The newest state of a store that can be read, for a process that answers one request after the other.

Takes the store's directory; gives a Graph over its newest snapshot, whoever wrote it: a `kg build --store` at work,
one that was killed, another program, or a backup that was put in the store's place.
"""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

from kg.errors import KgError
from kg.graph import Graph
from kg.graph.stores.disk import SnapshotStore, refresh

_LOOK_EVERY = 1.0


class Reading:
    """A snapshot, and its successor as soon as there is one.

    Raises:
        KgError: the store cannot be opened.
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.store = SnapshotStore(directory)
        self._looked = time.monotonic()

    @property
    def graph(self) -> Graph:
        """The newest state; the one before where the newest cannot be opened, which is tried again a second later."""
        if self.is_due():
            self.renew()
        return Graph(self.store)

    def is_due(self) -> bool:
        """Whether there is a newer snapshot, or it is time to look for what nobody made a snapshot of."""
        return time.monotonic() - self._looked > _LOOK_EVERY or not self.store.is_current()

    def renew(self) -> None:
        """Open the newest state."""
        with contextlib.suppress(KgError):
            if time.monotonic() - self._looked > _LOOK_EVERY:
                # writers at work leave snapshots themselves; those that were killed and other programs do not
                self._looked = time.monotonic()
                refresh(self.directory)
            if not self.store.is_current():
                newer = SnapshotStore(self.directory)
                self.store.close()
                self.store = newer

    def close(self) -> None:
        """Let go of the snapshot."""
        self.store.close()

"""Copies of a store: as a directory that opens as a store of its own, or as one RDF file that keeps the graphs.

Takes resources and paths; gives nothing but the copy. A copy is there whole or not at all.
"""

from __future__ import annotations

from pathlib import Path

import pyoxigraph

from kg.errors import GraphError, NotFoundError
from kg.graph import formats
from kg.graph.facade import open_graph
from kg.graph.stores.disk import copy_directory, is_directory_store


def backup(store: str, target: Path) -> None:
    """Copy a store to `target`: a directory, or a file .nq or .trig (also of a store behind HTTP).

    What was last committed is copied, also while another process writes.

    Raises:
        GraphError: `target` is there already, or its format would lose the graphs.
    """
    with open_graph(store, read_only=True) as graph:
        if not target.suffix:
            graph.backup(target)
            return
        format = formats.by_path(target)
        if not format.graphs:
            raise GraphError(f"{target}: {format.name} does not keep the articles apart; say .nq or .trig")
        if target.exists():
            raise GraphError(f"{target}: is there already; name a file that is not")
        making = target.with_name(target.name + ".making")
        try:
            with making.open("wb") as out:
                graph.write(out, format.name)
            making.rename(target)
        finally:
            making.unlink(missing_ok=True)


def restore(source: Path, store: str) -> None:
    """Make a new store from a backup.

    Args:
        source: a directory or file that `backup` made, or any RDF file.
        store: `oxigraph:DIR` that is not there yet; from a file also `sparql:URL`, which is added to.

    Raises:
        NotFoundError: there is no such backup.
        GraphError: the store is there already, or the backup cannot be read.
    """
    directory = Path(store.removeprefix("oxigraph:"))
    local = not store.startswith("sparql:")
    if not source.exists():
        raise NotFoundError(f"{source}: there is no such backup")
    if local and directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise GraphError(f"{store}: is there already; restore to a new directory and move it where you want it")
    if source.is_dir():
        if not local:
            raise GraphError(f"{store}: a directory is restored to oxigraph:DIR; restore a .nq file there")
        if not is_directory_store(source):
            raise GraphError(f"{source}: is no backup of a store")
        try:
            pyoxigraph.Store.read_only(str(source))
        except OSError as error:
            raise GraphError(f"{source}: is damaged ({error})") from error
        if directory.is_dir():
            directory.rmdir()
        copy_directory(source, directory)
        return
    with open_graph(store if not local else f"oxigraph:{directory}", create=True) as graph:
        graph.load(source)

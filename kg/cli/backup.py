"""`kg backup`: a copy of a store."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("store")
@click.argument("target", type=click.Path(path_type=Path))
def command(store: str, target: Path) -> None:
    """Copy STORE to TARGET, also while another process writes to it.

    TARGET is a directory, which opens as a store of its own, or a file ending in .nq or .trig.
    """
    from kg.graph.backups import backup

    backup(store, target)
    click.echo(f"wrote {target}", err=True)

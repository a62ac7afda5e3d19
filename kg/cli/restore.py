"""`kg restore`: a store from a backup."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("source", metavar="BACKUP", type=click.Path(path_type=Path))
@click.argument("store")
def command(source: Path, store: str) -> None:
    """Make STORE (oxigraph:DIR, not there yet) from BACKUP, a directory of `kg backup` or any RDF file."""
    from kg.graph.backups import restore

    restore(source, store)
    click.echo(f"restored {store}", err=True)

"""`kg evaluate …`: one file a measure, found by its name."""

from __future__ import annotations

import click

from kg.cli import LazyGroup


@click.group(cls=LazyGroup, package="kg.cli.evaluate")
def command() -> None:
    """Score what the reader finds against gold data."""

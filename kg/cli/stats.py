"""`kg stats`: how much a graph holds."""

from __future__ import annotations

import json

import click

from kg.cli._options import graph_argument


@click.command()
@graph_argument
@click.option("--format", "format", type=click.Choice(["table", "json"]), default="table", show_default=True)
def command(graph: str, format: str) -> None:
    """Count what GRAPH holds: articles, triples, entities, events, assertions, claims, quotations, mentions."""
    from kg.graph import open_graph

    with open_graph(graph, read_only=True) as opened:
        counts = opened.stats()
    if format == "json":
        click.echo(json.dumps(counts, indent=2))
        return
    for name, count in counts.items():
        click.echo(f"{name:<12}{count:>14,}")

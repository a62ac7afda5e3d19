"""`kg articles`: which articles a graph holds."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from kg.cli._options import graph_argument


@click.command()
@graph_argument
@click.option("--format", "format", type=click.Choice(["table", "json"]), default="table", show_default=True)
def command(graph: str, format: str) -> None:
    """List the articles of GRAPH by date: id, date, publisher, headline."""
    from kg.graph import open_graph

    with open_graph(graph, read_only=True) as opened:
        articles = opened.articles()
    if format == "json":
        click.echo(json.dumps([asdict(article) for article in articles], ensure_ascii=False, indent=2))
        return
    from tabulate import tabulate

    rows = [[a.id, a.date, a.publisher, " ".join((a.headline or "").split())[:80]] for a in articles]
    click.echo(tabulate(rows, headers=["id", "date", "publisher", "headline"], disable_numparse=True))

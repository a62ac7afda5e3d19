"""`kg view`: the graph as one interactive page."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli._options import graph_argument


@click.command()
@graph_argument
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), default="graph.html", show_default=True
)
@click.option("--title", help="Heading of the page.")
@click.option("--language", type=click.Choice(["de", "en"]), default="de", show_default=True, help="Of the interface.")
def command(graph: str, output: Path, title: str | None, language: str) -> None:
    """Write one HTML file that opens in any browser, without a network."""
    import kg

    with kg.open(graph, read_only=True) as opened:
        opened.view(output, title=title, language=language)
    click.echo(output)

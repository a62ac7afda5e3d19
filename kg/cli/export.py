"""`kg export`: a graph in another format."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli._options import graph_argument

FORMATS = ("turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml", "graphml", "gexf", "csv")


@click.command()
@graph_argument
@click.option("--format", "format", type=click.Choice(FORMATS), required=True)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path),
    help="File to write, for csv a folder of four tables; else standard output.",
)  # fmt: skip
@click.option("--article", help="Only what this article says (its id or IRI).")
def command(graph: str, format: str, output: Path | None, article: str | None) -> None:
    """Write GRAPH as RDF, as a network (graphml, gexf), or as tables (csv)."""
    import kg

    with kg.open(graph, read_only=True) as opened:
        if output is None:
            opened.export(sys.stdout.buffer, format, article=article)
        elif format == "csv":
            opened.export_tables(output, article=article)
        else:
            with output.open("wb") as out:
                opened.export(out, format, article=article)

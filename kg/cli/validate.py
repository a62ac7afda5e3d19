"""`kg validate`: does the graph keep to the shapes?"""

from __future__ import annotations

import click

from kg.cli._options import graph_argument


@click.command()
@graph_argument
@click.pass_context
def command(ctx: click.Context, graph: str) -> None:
    """Check a graph against the project's SHACL shapes (ontology/shapes.ttl) with pySHACL.

    Exit status 1 if something does not conform.
    """
    from kg.graph import open_graph

    with open_graph(graph, read_only=True) as opened:
        report = opened.validate()
    click.echo(report.to_text())
    ctx.exit(0 if report.conforms else 1)

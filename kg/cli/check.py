"""`kg check`: is a store in order?"""

from __future__ import annotations

import click

from kg.cli._options import graph_argument


@click.command()
@graph_argument
@click.option("--no-shapes", is_flag=True, help="Skip SHACL, which takes most of the time.")
@click.option("--repair", is_flag=True, help="Put back what the union of the articles lacks.")
@click.pass_context
def command(ctx: click.Context, graph: str, no_shapes: bool, repair: bool) -> None:
    """Check that GRAPH is consistent (union, offsets, statements) and fits the shapes (SHACL).

    Exit status 1 if something is wrong.
    """
    from kg.graph import open_graph

    with open_graph(graph, read_only=not repair) as opened:
        if repair:
            click.echo(f"put back {opened.repair()} triples", err=True)
        report = opened.check(shapes=not no_shapes)
    click.echo(report.to_text() if report.findings else "the store is in order")
    ctx.exit(0 if report.conforms else 1)

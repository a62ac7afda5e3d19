"""`kg analyze`: what the network of entities and relations tells."""

from __future__ import annotations

import click

from kg.cli._options import graph_argument


@click.command()
@graph_argument
@click.option("--path", "path", nargs=2, metavar="A B", help="The shortest path between two entities, by name.")
@click.option("--top", default=10, show_default=True, help="Entities a ranking shows.")
@click.option("--facts-only", is_flag=True, help="Leave claims out.")
@click.option("--seed", default=0, show_default=True, help="For communities and sampled measures.")
@click.option("--format", "format", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(graph: str, path: tuple[str, str] | None, top: int, facts_only: bool, seed: int, format: str) -> None:
    """Measure the network: degree, PageRank, betweenness, communities, bridges, shortest paths.

    Each measure comes with a line that says what it means for news.
    """
    import kg
    from kg.analyse import analyse

    with kg.open(graph, read_only=True) as opened:
        report = analyse(opened, top=top, seed=seed, path=path, facts_only=facts_only)
    click.echo(report.to_json() if format == "json" else report.to_text(), nl=format == "text")

"""`kg remove`: take an article out of a store."""

from __future__ import annotations

import click


@click.command()
@click.argument("store")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
def command(store: str, articles: tuple[str, ...]) -> None:
    """Remove each ARTICLE (its id or IRI) and what only it said from STORE; what others say too is kept."""
    from kg.graph import open_graph

    with open_graph(store) as graph:
        for article in articles:
            graph.remove(article)
            click.echo(f"removed {article}", err=True)

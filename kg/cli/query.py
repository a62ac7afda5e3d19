"""`kg query`: SPARQL over a file or a store, written by hand or picked by name."""

from __future__ import annotations

import sys
from pathlib import Path

import click

FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle", "ntriples", "jsonld", "rdfxml")


@click.command()
@click.argument("graph", required=False)
@click.argument("sparql", required=False)
@click.option("--list", "show", is_flag=True, help="List the named queries, one line each.")
@click.option("--show", "text", is_flag=True, help="Print the query instead of running it.")
@click.option("--param", "params", multiple=True, metavar="NAME=VALUE", help="A value for a named query's parameter.")
@click.option("--format", "format", type=click.Choice(FORMATS), default="table", show_default=True)
def command(
    graph: str | None, sparql: str | None, show: bool, text: bool, params: tuple[str, ...], format: str
) -> None:
    """Ask a graph: a Turtle or TriG file, or a store (oxigraph:DIR, sparql:URL).

    SPARQL is a query, @NAME for a named one, or - to read it from standard input; a path ending in .rq is read
    from that file. The prefixes of the project (kg:, schema:, prov:, org:, sem:, nif:, …) need no declaration.
    """
    from kg.schema import bind, queries, query

    if show:
        for named in queries():
            takes = " ".join(f"[{p.name}=…]" if p.optional else f"{p.name}=…" for p in named.parameters)
            click.echo(f"@{named.name:<24}{named.description}" + (f" ({takes})" if takes else ""))
        return
    if graph is None or sparql is None:
        raise click.UsageError("give a GRAPH and a query, or --list")
    values = dict(_pair(p) for p in params)
    if sparql.startswith("@"):
        sparql = bind(query(sparql), values)
    elif values:
        raise click.UsageError("--param is for named queries; write the value into the query")
    elif sparql == "-":
        sparql = sys.stdin.read()
    elif sparql.endswith(".rq"):
        sparql = Path(sparql).read_text(encoding="utf-8")
    if text:
        click.echo(sparql)
        return
    from kg.graph import open_graph

    with open_graph(graph, read_only=True) as opened:
        opened.query(sparql).write(sys.stdout.buffer, format)


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise click.BadParameter(f"{text!r}: write it as NAME=VALUE", param_hint="--param")
    return name, value

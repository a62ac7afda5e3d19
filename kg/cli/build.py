"""`kg build`: articles in; graph, page and analysis out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli._batch import Batch
from kg.cli._options import confidence_option, date_option, identities_option, model_option, ontology_option

if TYPE_CHECKING:
    from kg.api import KnowledgeGraph


@click.command()
@click.argument("inputs", nargs=-1, metavar="[INPUT]...")
@click.option("--sample", is_flag=True, help="Read the article that comes with the package.")
@date_option
@click.option(
    "-o", "--out", type=click.Path(file_okay=False, path_type=Path), default="output", show_default=True,
    help="Folder for the files.",
)  # fmt: skip
@click.option("--store", default="memory:", metavar="STORE", help="Keep the graph in oxigraph:DIR or sparql:URL too.")
@click.option("--language", type=click.Choice(["de", "en"]), default="de", help="Language of the page's interface.")
@click.option("--no-validate", is_flag=True, help="Do not check the graph against its SHACL shapes: twice as fast.")
@click.option("--name", help="Stem of the files' names; else the only article's id, or `graph`.")
@model_option
@ontology_option
@identities_option
@confidence_option
@click.pass_context
def command(
    ctx: click.Context,
    inputs: tuple[str, ...],
    sample: bool,
    date: str | None,
    out: Path,
    store: str,
    language: str,
    no_validate: bool,
    name: str | None,
    model: str,
    ontology: tuple[str, ...],
    identities: str | None,
    min_confidence: float,
) -> None:
    """Read articles into a graph and write it as Turtle and TriG, as a page, and analysed.

    INPUT is a file (text, HTML, JSON Lines), a folder, or - for standard input. The summary goes to standard
    output, progress to standard error.
    """
    from kg.api import KnowledgeGraph, schema_of
    from kg.cli._summary import Summary
    from kg.graph import open_graph
    from kg.sources import Register
    from kg.sources.sample import sample as sample_article

    if not inputs and not sample:
        raise click.UsageError("give an INPUT, or --sample for the article that comes with the package")
    batch = Batch(
        (*inputs, *([sample_article()] if sample else [])),
        date=date,
        model=model,
        ontology=ontology,
        identities=identities,
        min_confidence=min_confidence,
    )
    summary = Summary()
    out.mkdir(parents=True, exist_ok=True)
    with KnowledgeGraph(open_graph(store, create=True).store, schema_of(ontology)) as graph:
        batch.register = Register(graph.held, graph.held_url)
        for record in batch.records():
            changed = graph.add(record)
            summary.add(record, changed)
            if not no_validate and not (report := graph.validate(record.id)).conforms:
                summary.warn(record, report.to_text())
        if not batch.read:
            ctx.exit(batch.exit_status)
        stem = name or (summary.ids[0] if len(summary.ids) == 1 and store == "memory:" else "graph")
        _write(graph, out / _safe(stem), language)
    click.echo(summary.to_text())
    for suffix in (".ttl", ".trig", ".html", ".json"):
        click.echo(out / (_safe(stem) + suffix))
    ctx.exit(batch.exit_status)


def _write(graph: KnowledgeGraph, stem: Path, language: str) -> None:
    for suffix, format in ((".ttl", "turtle"), (".trig", "trig")):
        with Path(f"{stem}{suffix}").open("wb") as out:
            graph.write(out, format)
    graph.view(f"{stem}.html", language=language)
    Path(f"{stem}.json").write_text(graph.analyze().to_json(), encoding="utf-8", newline="\n")


def _safe(stem: str) -> str:
    """A file name of an article's id, which anybody may have written."""
    kept = "".join(c if c.isalnum() or c in "-_. ()" else "_" for c in stem).strip(" .")
    return kept[:100] or "graph"

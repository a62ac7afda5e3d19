"""`kg extract`: texts in, extraction records out."""

from __future__ import annotations

import json
import sys

import click

from kg.cli._batch import Batch
from kg.cli._options import (
    confidence_option,
    date_option,
    identities_option,
    inputs_argument,
    model_option,
    ontology_option,
)


@click.command()
@inputs_argument
@date_option
@click.option(
    "--format", "format", type=click.Choice(["jsonl", "json"]), default="jsonl", show_default=True,
    help="One record a line, or one indented JSON list.",
)  # fmt: skip
@model_option
@ontology_option
@identities_option
@confidence_option
@click.pass_context
def command(
    ctx: click.Context,
    inputs: tuple[str, ...],
    date: str | None,
    format: str,
    model: str,
    ontology: tuple[str, ...],
    identities: str | None,
    min_confidence: float,
) -> None:
    """Print what the reader finds in texts, as the records of docs/record.md.

    INPUT is a file (text, HTML, JSON Lines), a folder, or - for standard input.
    """
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    batch = Batch(
        inputs,
        date=date,
        model=model,
        ontology=ontology,
        identities=identities,
        min_confidence=min_confidence,
    )
    if format == "jsonl":
        for record in batch.records():
            click.echo(json.dumps(record.to_dict(), ensure_ascii=False))
    else:
        click.echo(json.dumps([r.to_dict() for r in batch.records()], ensure_ascii=False, indent=2))
    ctx.exit(batch.exit_status)

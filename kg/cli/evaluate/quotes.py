"""`kg evaluate quotes`: quotations and their roles against a gold set."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("quotes")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--records",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Score these records (JSON Lines of `kg extract`) instead of reading the texts of PATH.",
)
@click.option("--model", default="builtin:de", show_default=True, help="Pipeline that reads the texts.")
@click.option(
    "--errors",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write the error lists (missed, invented, speaker, type, span) into this folder.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(path: Path, records: Path | None, model: str, errors: Path | None, form: str) -> None:
    """Score quotations against PATH, a JSON Lines file (also .gz) of articles with annotated quotations."""
    import json

    from kg.evaluate import quotes

    gold = quotes.read_gold(path)
    system = quotes.read_records(records) if records else quotes.read_texts(gold, model)
    scores = quotes.score(gold, system)
    if errors:
        quotes.write_errors(scores.differences, errors)
    click.echo(json.dumps(quotes.as_dict(scores), indent=1) if form == "json" else quotes.table(scores))

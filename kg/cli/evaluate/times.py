"""`kg evaluate times`: time expressions and their values against a folder of TimeML files."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("times")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--system",
    type=click.Path(exists=True, path_type=Path),
    help="Score this instead of reading the texts: records (JSON Lines of `kg extract`) or a folder of TimeML files.",
)
@click.option(
    "--model", default="builtin:de", show_default=True, help="Pipeline that reads the texts; `blank` for none."
)
@click.option(
    "--errors",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write the error lists (missed, invented, span, type, value) into this folder.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(folder: Path, system: Path | None, model: str, errors: Path | None, form: str) -> None:
    """Score time expressions against the TimeML files (*.tml) of FOLDER."""
    import json

    from kg.evaluate import times

    gold = times.read_gold(folder)
    found = times.read_system(system, gold) if system else times.read_texts(gold, model)
    scores = times.score(gold, found)
    if errors:
        times.write_errors(scores.differences, errors)
    click.echo(json.dumps(times.as_dict(scores), indent=1) if form == "json" else times.table(scores))

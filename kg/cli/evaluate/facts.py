"""`kg evaluate facts`: how many gold facts the statements of records hold."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("facts")
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@click.argument("gold", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--misses", is_flag=True, help="Name the facts that were not found.")
@click.option(
    "--floors",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Exit with 1 if a figure is below this file's floor.",
)
@click.option(
    "--set-floors",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write floors just below these figures, with hashes of the gold.",
)
@click.option("--model", default="builtin:de", show_default=True, help="Pipeline that reads texts.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(
    *,
    source: Path,
    gold: tuple[Path, ...],
    misses: bool,
    floors: Path | None,
    set_floors: Path | None,
    model: str,
    form: str,
) -> None:
    """Score SOURCE (JSON Lines of records or articles, also .gz, or texts) against GOLD (YAML files, folders)."""
    import json

    from kg.evaluate import facts, inputs

    files = tuple(facts.read_gold(path) for path in facts.gold_files(gold))
    dates = {name: one.date for one in files if one.date for name in (one.article, one.name)}
    wanted = {name for one in files for name in (one.article, one.name)}
    scores = facts.score(files, inputs.read_records(source, model, wanted=wanted, dates=dates))
    click.echo(json.dumps(facts.as_dict(scores), indent=1) if form == "json" else facts.table(scores, misses=misses))
    if set_floors:
        set_floors.write_text(json.dumps(facts.floors_of(scores, files), indent=1) + "\n", encoding="utf-8")
    sunk = facts.below(scores, files, floors) if floors else ()
    for line in sunk:
        click.echo(f"kg: {line}", err=True)
    if sunk:
        raise SystemExit(1)

"""`kg evaluate names`: names against a gold file."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("names")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--model", default="builtin:de", show_default=True, help="Pipeline to score.")
@click.option("--gold-tokens", is_flag=True, help="Give the pipeline the gold's words instead of raw text.")
@click.option("--last", default=0, metavar="N", help="Only the last N sentences of the file (held-out parts).")
@click.option(
    "--errors",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write what was wrong to this file, tab-separated.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(*, path: Path, model: str, gold_tokens: bool, last: int, errors: Path | None, form: str) -> None:
    """Score a pipeline on PATH, a GermEval TSV or IOB2 file (also .gz)."""
    import json

    from kg.evaluate.names import score_names
    from kg.language import load

    scores = score_names(load(model), path, gold_tokens=gold_tokens, last=last)
    if errors:
        errors.write_text("".join(f"{e}\n" for e in scores.errors), encoding="utf-8")
    click.echo(json.dumps(scores.to_dict(), indent=1) if form == "json" else scores.table())

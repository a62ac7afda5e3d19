"""`kg evaluate chains`: draw coreference links and offices for judging, and score records by what was judged."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("chains")
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@click.option("--draw", type=click.IntRange(min=1), help="Draw this many articles at random and print their items.")
@click.option("--seed", type=int, default=1, show_default=True, help="Of the drawing.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the items as judgements to fill in."
)
@click.option(
    "--judged",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="Judgements (JSON Lines, or a folder of them) to score by; may be given more than once.",
)
@click.option("--model", default="builtin:de", show_default=True, help="Pipeline that reads texts.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(
    *, source: Path, draw: int | None, seed: int, out: Path | None, judged: tuple[Path, ...], model: str, form: str
) -> None:
    """Links and offices in SOURCE (records or articles as JSON Lines, also .gz, or texts), drawn or scored."""
    import json

    from kg.evaluate import chains, inputs

    if (draw is None) == (not judged):
        raise click.UsageError("give either --draw or --judged")
    if draw is None:
        judgements = chains.read_judgements(judged)
        judged_articles = {key[0] for key in judgements}
        wanted = [id for id in chains.article_ids(source) if chains.short(id) in judged_articles]
        scores = chains.score(inputs.read_records(source, model, wanted=wanted).values(), judgements)
        click.echo(json.dumps(chains.as_dict(scores), indent=1) if form == "json" else chains.table(scores))
        return
    drawn = chains.draw(chains.article_ids(source), draw, seed)
    records = inputs.read_records(source, model, wanted=drawn)
    lines = []
    for record in (records[id] for id in drawn):
        for item in chains.items(record):
            click.echo(chains.in_context(item, record.text))
            lines.append(chains.blank(item))
    if out:
        out.write_text("".join(line + "\n" for line in lines), encoding="utf-8")

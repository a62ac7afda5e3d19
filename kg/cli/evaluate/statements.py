"""`kg evaluate statements`: draw statements for judging, and score records by what was judged."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("statements")
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@click.option("--draw", type=click.IntRange(min=1), help="Draw this many statements at random and print them.")
@click.option("--seed", type=int, default=1, show_default=True, help="Of the drawing.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the drawn statements as blank judgements."
)
@click.option(
    "--judged",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="Judgements (JSON Lines, or a folder of them) to score by; may be given more than once.",
)
@click.option("--floor", type=float, help="Exit with 1 if the precision is below this.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--model", default="builtin:de", show_default=True, help="Pipeline that reads texts.")
def command(
    *,
    source: Path,
    draw: int | None,
    seed: int,
    out: Path | None,
    judged: tuple[Path, ...],
    floor: float | None,
    form: str,
    model: str,
) -> None:
    """Draw statements of SOURCE (records or articles as JSON Lines, also .gz), or score it by judgements."""
    import json

    from kg.evaluate import inputs, statements

    if not draw and not judged:
        raise click.UsageError("give --draw N to draw statements, or --judged FILE to score by judgements")
    judgements = statements.read_judgements(judged)
    wanted = {j.key[0] for j in judgements} if judged and not draw else None
    records = inputs.read_records(source, model, wanted=wanted)
    if draw:
        drawn = statements.draw(records, draw, seed)
        for record, statement in drawn:
            click.echo(statements.show(record, statement))
        if out:
            lines = [json.dumps(statements.blank(r, s), ensure_ascii=False) for r, s in drawn]
            out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if judged:
        found = statements.score(records, judgements)
        click.echo(json.dumps(statements.as_dict(found), indent=1) if form == "json" else statements.table(found))
        if floor is not None and found.value < floor:
            click.echo(f"kg: precision {found.value:.3f} is below {floor:.3f}", err=True)
            raise SystemExit(1)

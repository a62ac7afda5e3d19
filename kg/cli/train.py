"""`kg train`: the recipe of the shipped language model, stage by stage."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("train")
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--work",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("output/train"),
    show_default=True,
    help="Folder for what the stages write; a stage whose result is there is skipped.",
)
@click.option(
    "--model",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="Folder of the finished model; by default `model` in the work folder.",
)
@click.option("--stage", "stages", multiple=True, help="Run only this stage, again; may be given several times.")
@click.option("--seed", default=1, show_default=True, help="Seed of all chance.")
@click.option("--threads", default=2, show_default=True, help="Processor threads to use.")
def command(*, data: Path, work: Path, model: Path | None, stages: tuple[str, ...], seed: int, threads: int) -> None:
    """Train the German model on the data sets below DATA (its folders are ud, ner and quotes).

    Takes about an hour and a half on one processor core. Needs the packages of the extra `train`.
    """
    from kg.errors import ModelError
    from kg.language.train import check_data

    check_data(data)
    try:
        import torch

        from kg.language.train.recipe import run_recipe
        from kg.language.train.work import Recipe
    except ImportError as error:
        raise ModelError(f"training needs {error.name}; install it with `pip install 'kg-news[train]'`") from error

    torch.set_num_threads(threads)
    recipe = Recipe(data=data, work=work, seed=seed)
    run_recipe(recipe, model or work / "model", stages, lambda line: click.echo(line, err=True))

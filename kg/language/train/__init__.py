"""`kg train`: the recipe of the German model (docs/model-card.md). Needs the packages of the extra `train`."""

from __future__ import annotations

from pathlib import Path

from kg.errors import InputError


def check_data(data: Path) -> None:
    """See that the data sets are there, before anything heavy is imported.

    Raises:
        InputError: they are not.
    """
    if not (data / "ud").is_dir():
        raise InputError(f"{data}: no folder `ud` in it; give the folder that holds ud, ner and quotes")

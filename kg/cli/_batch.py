"""A batch of inputs on the command line: a bad one is reported and counted, the rest go on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from kg.model import Article, Record, Rejected
from kg.sources.identity import Register


class Batch:
    """Reads inputs one at a time, with progress on standard error; `exit_status` is right once it is used up."""

    def __init__(
        self,
        inputs: tuple[str | Path | Article, ...],
        *,
        date: str | None,
        model: str,
        ontology: tuple[str, ...],
        identities: str | None = None,
        min_confidence: float = 0.0,
    ) -> None:
        self.inputs = inputs
        self.date = date
        self.model = model
        self.ontology = ontology
        self.identities = identities
        self.min_confidence = min_confidence
        self.register = Register()
        self.read = 0
        self.failed = 0

    @property
    def exit_status(self) -> int:
        """0 all read, 1 some failed, 2 none could be read."""
        if not self.failed:
            return 0
        return 1 if self.read else 2

    def records(self) -> Iterator[Record]:
        """Records of the inputs that could be read."""
        from tqdm import tqdm

        from kg.api import read_all

        results = read_all(
            self.inputs,
            date=self.date,
            model=self.model,
            ontology=self.ontology,
            identities=self.identities,
            min_confidence=self.min_confidence,
            register=self.register,
        )
        for found in tqdm(results, unit=" articles", leave=False, disable=None, delay=1):
            for note in self.register.take_notes():
                click.echo(f"kg: {note}", err=True)
            if isinstance(found, Rejected):
                self.failed += 1
                click.echo(f"kg: {found.name}: {found.reason}", err=True)
            else:
                self.read += 1
                yield found

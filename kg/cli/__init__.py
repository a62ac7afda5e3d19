"""The command line: one file a command, found by its name and imported when it is called.

Data goes to standard output, progress and errors to standard error. Exit status: 0 all well, 1 a part of a
batch failed or a check found something, 2 nothing could be done.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
from typing import Any

import click

from kg.errors import KgError


class LazyGroup(click.Group):
    """A group whose commands are the modules of a package; each module holds a click command named `command`."""

    def __init__(self, *args: Any, package: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.package = package

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of the commands, sorted; no command is imported."""
        path = importlib.import_module(self.package).__path__
        return sorted(m.name for m in pkgutil.iter_modules(path) if not m.name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now, or None."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = importlib.import_module(f"{self.package}.{cmd_name}").command
        return command


class Main(LazyGroup):
    """The top group: turns an error that a user can put right into one line and exit status 2."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """As click's, with the project's errors said in one line unless `--debug` is given."""
        # One thread a matrix product: sums come out the same on any number of cores, and small products gain nothing.
        os.environ.setdefault("OMP_NUM_THREADS", "1")
        arguments = list(args[0]) if args and args[0] is not None else sys.argv[1:]
        try:
            return super().main(*args, **kwargs)
        except KgError as error:
            if "--debug" in arguments:
                raise
            click.echo(f"kg: {error}", err=True)
        except RecursionError:
            if "--debug" in arguments:
                raise
            click.echo("kg: the input is nested too deeply; simplify it, or use --debug for the place", err=True)
        except OSError as error:
            if "--debug" in arguments:
                raise
            where = f"{error.filename}: " if error.filename else ""
            click.echo(f"kg: {where}{error.strerror or error}", err=True)
        sys.exit(2)


@click.group(cls=Main, package="kg.cli", context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="kg-news")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def main(debug: bool) -> None:
    """Read news into a knowledge graph: who said what, when, and where in the text it stands."""

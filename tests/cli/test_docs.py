"""docs/commands.md is what `--help` says, of every command: `python tests/cli/test_docs.py` writes it anew."""

from collections.abc import Iterator
from pathlib import Path

import click

from kg.cli import main

DOCS = Path(__file__).parents[2] / "docs" / "commands.md"
HEAD = "# Commands\n\nWritten by `python tests/cli/test_docs.py` from what `--help` says; a test keeps the two alike.\n"


def pages(command: click.Command, name: str, parent: click.Context | None = None) -> Iterator[str]:
    settings = command.context_settings if parent is None else {}  # a child inherits how help is asked for
    context = click.Context(
        command, info_name=name, parent=parent, terminal_width=100, max_content_width=100, **settings
    )
    yield f"\n## {context.command_path}\n\n```text\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for child in command.list_commands(context):
            found = command.get_command(context, child)
            assert found is not None
            yield from pages(found, child, context)


def test_every_command_is_documented() -> None:
    assert DOCS.read_text(encoding="utf8") == HEAD + "".join(pages(main, "kg"))


if __name__ == "__main__":
    DOCS.write_text(HEAD + "".join(pages(main, "kg")), encoding="utf8")

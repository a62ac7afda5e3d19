"""`kg serve`: a store over HTTP."""

from __future__ import annotations

import os
from typing import Any

import click


@click.command()
@click.argument("store")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8047, show_default=True, help="Port to listen on; 0 takes a free one.")
@click.option("--allow-host", "allow_host", multiple=True, metavar="NAME", help="A Host that requests may name.")
@click.option("--writable", is_flag=True, help="Take updates with the token in KG_TOKEN.")
@click.option("--workers", type=click.IntRange(1, 64), help="Processes that run queries; else one a core.")
@click.option("--timeout", type=click.FloatRange(0.1), default=30.0, show_default=True, help="Seconds for a query.")
@click.option("--max-rows", type=click.IntRange(1), default=100_000, show_default=True, help="Rows of an answer.")
@click.option("--max-bytes", type=click.IntRange(1), default=67_108_864, show_default=True, help="Bytes of an answer.")
def command(store: str, allow_host: tuple[str, ...], workers: int | None, **options: Any) -> None:
    """Serve STORE (oxigraph:DIR): SPARQL endpoint, query page, explorer, pages of articles and entities.

    Read-only and on this machine only, unless it is told otherwise. `kg build --store` may write to the same store
    meanwhile; a --writable server owns it, and others write through it (sparql:http://HOST:PORT/query).
    """
    from kg.errors import GraphError
    from kg.serve import Settings, run

    kind, colon, rest = store.partition(":")
    if colon and kind in {"memory", "sparql"}:
        raise GraphError(f"{store}: a server needs a store on disk; say oxigraph:DIR")
    directory = rest if kind == "oxigraph" and colon else store
    if workers:
        options["workers"] = workers
    settings = Settings(
        store=directory,
        token=os.environ.get("KG_TOKEN"),
        allowed_hosts=frozenset(name.lower() for name in (*allow_host, options["host"])) - {"0.0.0.0", "::"},  # noqa: S104
        **options,
    )
    run(settings)

"""A store over HTTP: SPARQL 1.1 Protocol, pages for people, linked data for programs.

    from kg.serve import Settings, run
    run(Settings(store="output/store"))          # http://127.0.0.1:8047/

It listens on loopback and is read-only unless it is told otherwise. Queries run in processes that are ended when
their time, rows, bytes or memory are over. It reads snapshots, so `kg build --store` may write to the same store
meanwhile; a server started with `writable` owns the store, and others write through it.
Needs the extra `serve` (starlette, uvicorn with httptools and uvloop, jinja2).
"""

from __future__ import annotations

from kg.serve.settings import Settings

__all__ = ["Settings", "run"]


def run(settings: Settings) -> None:
    """Serve until the process is told to end; open requests are answered first.

    Raises:
        KgError: the store cannot be opened, or the address is taken.
    """
    from kg.serve.running import run as run_server

    run_server(settings)

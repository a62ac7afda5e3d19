"""Starting and ending the server: uvicorn with our application, our log and a graceful end."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import Callable

from kg.errors import KgError
from kg.serve.settings import Settings

_PATIENCE = 10


def run(settings: Settings) -> None:
    """See kg.serve.run."""
    try:
        import uvicorn

        from kg.serve.app import create_app
        from kg.serve.http import LimitedProtocol
    except ModuleNotFoundError as error:
        raise KgError(f"kg serve needs {error.name}: pip install 'kg-news[serve]'") from error
    from kg.serve.security import LOGGER, configure_logging

    _check_store(settings)
    listening = _listen(settings)
    host, port = listening.getsockname()[:2]
    configure_logging()
    config = uvicorn.Config(
        create_app(settings),
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_PATIENCE,
        timeout_keep_alive=15,
        http=LimitedProtocol,
        ws="none",
        lifespan="on",
    )
    shown = f"[{host}]" if ":" in host else host
    LOGGER.info("listening", extra={"fields": {"address": f"http://{shown}:{port}/", "writable": settings.writable}})
    # uvicorn raises the signal that ended it once more when it is done; being told to end is no failure
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)
    with listening, asyncio.Runner(loop_factory=_loop_factory()) as runner:
        runner.run(uvicorn.Server(config).serve(sockets=[listening]))


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """That of uvloop, several times quicker than Python's own; Windows has none."""
    try:
        import uvloop
    except ModuleNotFoundError:
        return None
    return uvloop.new_event_loop


def _check_store(settings: Settings) -> None:
    """Say in one line what is wrong with the store before anything listens."""
    from kg.graph import open_graph

    open_graph(f"oxigraph:{settings.store}", read_only=True).close()


def _listen(settings: Settings) -> socket.socket:
    try:
        family = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0][0]
        # asyncio switches Nagle's delay off only where the protocol is named; with it an answer takes 40 ms more
        listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((settings.host, settings.port))
        listening.listen(1024)
    except OSError as error:
        raise KgError(f"{settings.host}:{settings.port}: {error.strerror or error}; choose another --port") from error
    return listening

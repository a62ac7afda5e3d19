"""What every request passes before it reaches a route: who it says it is for, how large it is; and what every
answer carries.

* The Host must be loopback or one that was allowed: a page of the web that has its own name resolve to 127.0.0.1
  (DNS rebinding) is refused.
* A request from another site's page is refused where it would change something (Origin).
* Headers: no framing, no sniffing, no referrer, and a Content-Security-Policy that lets a page load nothing from
  elsewhere. An error is one line, never a traceback.
"""

from __future__ import annotations

import hmac
import json
import logging
import sys
import time
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serve.settings import LOOPBACK, Settings

LOGGER: Final = logging.getLogger("kg.serve")
_STRICT: Final = (
    "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "font-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# YASGUI and the explorer set styles as they run; the explorer's page is one document with its script in it
QUERY_POLICY: Final = _STRICT.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
EXPLORER_POLICY: Final = (
    "default-src 'none'; img-src data: blob:; style-src 'unsafe-inline'; script-src 'unsafe-inline' blob:; "
    "worker-src blob:; font-src data:; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS: Final = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
_GUARDS: Final = tuple(
    (name.encode(), value.encode()) for name, value in {"content-security-policy": _STRICT, **_HEADERS}.items()
)


class Gate:
    """The middleware around the whole application; also writes one line of JSON a request to the log."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.hosts = LOOPBACK | settings.allowed_hosts
        self._known = lru_cache(maxsize=256)(lambda host: _hostname(host) in self.hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = time.perf_counter()
        status, size = 0, 0

        async def send_guarded(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                present = {name for name, _ in message["headers"]}
                guards = [header for header in _GUARDS if header[0] not in present]
                message = {**message, "headers": [*message["headers"], *guards]}
            elif message["type"] == "http.response.body":
                size += len(message.get("body", b""))
            await send(message)

        try:
            refused = self._refuse(scope)
            await (refused or self.app)(scope, receive, send_guarded)
        except Exception:
            LOGGER.exception("failed", extra={"fields": {"path": scope["path"][:200]}})
            if status:
                raise
            await PlainTextResponse("the server could not do this\n", 500)(scope, receive, send_guarded)
        finally:
            _log_request(
                method=scope["method"],
                path=scope["path"][:200],
                status=status,
                bytes=size,
                ms=round((time.perf_counter() - began) * 1000, 1),
                client=(scope.get("client") or ("",))[0],
            )

    def _refuse(self, scope: Scope) -> Response | None:
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        if len(hosts) > 1:
            return PlainTextResponse("the request names more than one Host\n", 400)
        host = hosts[0].decode("latin-1") if hosts else ""
        if not self._known(host):
            return PlainTextResponse("this server does not answer to that name; see kg serve --allow-host\n", 421)
        origin = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"origin"), None)
        if scope["method"] not in {"GET", "HEAD", "OPTIONS"} and origin and urlsplit_host(origin) != host.lower():
            return PlainTextResponse("another site's page may not do this\n", 403)
        return None


def _hostname(host: str) -> str:
    """`localhost` of `localhost:8047`, `::1` of `[::1]:8047`; lower case."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def urlsplit_host(origin: str) -> str:
    """Host and port of an Origin; empty if it is none."""
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""


def may_write(request: Request, settings: Settings) -> Response | None:
    """None if the request may change the store, else the refusal."""
    if not settings.writable:
        return PlainTextResponse("this server is read-only; start it with --writable\n", 403)
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not hmac.compare_digest(
        given.strip().encode("utf-8", "replace"), str(settings.token).encode("utf-8", "replace")
    ):
        return PlainTextResponse("writing needs the token\n", 401, {"www-authenticate": 'Bearer realm="kg"'})
    return None


class JsonLines(logging.Formatter):
    """One JSON object a line: when, how bad, what, and the fields of the event."""

    def format(self, record: logging.LogRecord) -> str:
        """As logging.Formatter's; line breaks in values are escaped, so no value can forge a line."""
        line: dict[str, Any] = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=True)


def _log_request(**fields: Any) -> None:
    """A line as JsonLines writes it, without the record of the logging module, which costs more than a small query."""
    for handler in LOGGER.handlers:
        if isinstance(handler, logging.StreamHandler):
            line = {"time": _second(int(time.time())), "level": "info", "event": "request", **fields}
            handler.stream.write(json.dumps(line, ensure_ascii=True) + "\n")
            handler.flush()


@lru_cache(maxsize=1)
def _second(now: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S%z", time.localtime(now))


def configure_logging() -> None:
    """Log to standard error as JSON lines."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    for name in ("kg.serve", "uvicorn", "uvicorn.error"):
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.propagate = False
        logger.setLevel(logging.INFO)

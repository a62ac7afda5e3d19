"""The server's routes. Each reads a request, has a worker process do the work, and writes the answer.

    /                       home: what there is, search, named queries        /health     for monitors
    /sparql, /query         SPARQL 1.1 Protocol, query; without a query: the query page, or the service description
    /update                 SPARQL 1.1 Protocol, update (--writable, token)
    /store                  SPARQL 1.1 Graph Store Protocol (writing: --writable, token)
    /id/…                   pages of articles and entities; Turtle or JSON-LD for programs
    /explore                the explorer over all or, with ?article=, a part
    /.well-known/void       VoID                     /openapi.json   these routes, for programs

Why starlette and uvicorn: small, maintained, typed, and they hand us the connection, so that a client that goes
away ends its query. rdflib-endpoint computes on after the client is gone and cannot end a query; the `oxigraph`
command cancels, but its SERVICE reaches the network, it knows no rows or bytes limit, and owns the store.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kg.graph.guard import refuse_remote
from kg.serve import descriptions
from kg.serve.negotiation import choose, prefers_html
from kg.serve.pool import Pool, WorkError
from kg.serve.security import EXPLORER_POLICY, QUERY_POLICY, Gate, may_write
from kg.serve.settings import Settings
from kg.serve.small import SmallAnswers

_SOON = 0.05  # seconds in which nobody is looked after who might go away
_FORM = "application/x-www-form-urlencoded"
_DOCUMENTS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/turtle": "turtle",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdfxml",
    "application/n-triples": "ntriples",
}


def create_app(settings: Settings) -> Starlette:
    """The ASGI application; its worker processes start and end with it."""

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.settings = settings
        app.state.writer = None
        if settings.writable:
            app.state.writer = Pool(settings, "write", 1)
            await app.state.writer.start()
        app.state.readers = Pool(settings, "read", settings.workers)
        await app.state.readers.start()
        yield
        await app.state.readers.stop()
        if app.state.writer:
            await app.state.writer.stop()

    return Starlette(
        routes=[
            Route("/", home),
            Route("/health", health),
            Route("/sparql", sparql, methods=["GET", "POST"]),
            Route("/query", sparql, methods=["GET", "POST"]),
            Route("/update", update, methods=["POST"]),
            Route("/store", store, methods=["GET", "PUT", "POST", "DELETE"]),
            Route("/explore", explore),
            Route("/.well-known/void", void),
            Route("/openapi.json", openapi),
            Route("/id/{path:path}", document),
            Mount("/static", StaticFiles(directory=Path(__file__).parent / "static")),
        ],
        middleware=[
            Middleware(Gate, settings=settings),
            Middleware(SmallAnswers, directory=Path(settings.store)),
        ],
        exception_handlers={
            WorkError: _work_error,
            HTTPException: _http_error,
            ClientDisconnect: _client_gone,
        },
        lifespan=lifespan,
    )


async def sparql(request: Request) -> Response:
    """A query in all three ways of the protocol (section 2.1)."""
    settings: Settings = request.app.state.settings
    pairs = _pairs(request.url.query)
    if request.method == "POST":
        kind = _content_type(request)
        body = await _text(request, settings.max_query)
        if kind == _FORM:
            if any(name == "query" for name, _ in pairs):
                raise HTTPException(400, "send the query in the form or in the address, not in both")
            pairs += _pairs(body)
        elif kind == "application/sparql-query":
            if any(name == "query" for name, _ in pairs):
                raise HTTPException(400, "send the query in the body or in the address, not in both")
            pairs.append(("query", body))
        else:
            raise HTTPException(415, f"send {_FORM} or application/sparql-query")
    queries = [value for name, value in pairs if name == "query"]
    accept = request.headers.get("accept")
    reading = request.method in {"GET", "HEAD"}
    if not queries and reading:
        if prefers_html(accept):
            return await _query_page(request)
        if not pairs:
            return await descriptions.service(request)
    if reading and prefers_html(accept):
        return await _query_page(request)
    text = _one(queries, "query")
    if len(text.encode("utf-8", "replace")) > settings.max_query:
        raise HTTPException(413, f"the query is larger than {settings.max_query:,} bytes")
    job = {
        "job": "query",
        "query": text,
        "default": [value for name, value in pairs if name == "default-graph-uri"],
        "named": [value for name, value in pairs if name == "named-graph-uri"],
        "accept": accept,
    }
    return await _answer(request, job)


async def update(request: Request) -> Response:
    """An update in both ways of the protocol (section 2.2)."""
    settings: Settings = request.app.state.settings
    if refused := may_write(request, settings):
        return refused
    pairs = _pairs(request.url.query)
    kind = _content_type(request)
    body = await _text(request, settings.max_body)
    if kind == _FORM:
        pairs += _pairs(body)
    elif kind == "application/sparql-update":
        if any(name == "update" for name, _ in pairs):
            raise HTTPException(400, "send the update in the body or in the address, not in both")
        pairs.append(("update", body))
    else:
        raise HTTPException(415, f"send {_FORM} or application/sparql-update")
    job = {
        "job": "update",
        "update": _one([value for name, value in pairs if name == "update"], "update"),
        "using": [value for name, value in pairs if name == "using-graph-uri"],
        "using_named": [value for name, value in pairs if name == "using-named-graph-uri"],
    }
    await work(request, job, pool=request.app.state.writer)
    return Response(status_code=204)


async def store(request: Request) -> Response:
    """The Graph Store Protocol with indirect names: `?graph=IRI`, `?default`, and without either all of it (GET)."""
    settings: Settings = request.app.state.settings
    pairs = _pairs(request.url.query, keep_blank=True)
    names = [value for name, value in pairs if name == "graph"]
    default = any(name == "default" for name, _ in pairs)
    if len(names) > 1 or (names and default):
        raise HTTPException(400, "name one graph: ?graph=IRI or ?default")
    name = names[0] if names else None
    if request.method in {"GET", "HEAD"}:
        job = {"job": "get", "graph": name, "all": not names and not default, "accept": request.headers.get("accept")}
        return await _answer(request, job)
    if refused := may_write(request, settings):
        return refused
    if default or name is None:
        message = "write to a named graph (?graph=IRI): the default graph is the union of all of them"
        raise HTTPException(403 if default else 400, message)
    body = await _body(request, settings.max_body)
    job = {"job": request.method.lower(), "graph": name, "type": request.headers.get("content-type", "")}
    answer, _ = await work(request, job, body, pool=request.app.state.writer)
    return Response(status_code=201 if answer.get("created") else 204)


async def home(request: Request) -> Response:
    """What the store holds."""
    return await _page(request, "home")


async def _query_page(request: Request) -> Response:
    response = await _page(request, "query_page")
    response.headers["content-security-policy"] = QUERY_POLICY
    return response


async def explore(request: Request) -> Response:
    """The explorer's page."""
    response = await _page(request, "explore", articles="\n".join(request.query_params.getlist("article")))
    response.headers["content-security-policy"] = EXPLORER_POLICY
    return response


async def document(request: Request) -> Response:
    """A page for browsers, RDF for programs, by `?format=` or the Accept header."""
    said = request.query_params.get("format")
    media = next((m for m, name in _DOCUMENTS.items() if name == said), None) if said else None
    if said and media is None:
        raise HTTPException(400, f"format is one of {', '.join(sorted(set(_DOCUMENTS.values())))}")
    media = media or choose(request.headers.get("accept"), list(_DOCUMENTS))
    if media is None:
        raise HTTPException(406, f"this comes as {', '.join(_DOCUMENTS)}")
    raw = request.scope.get("raw_path", b"").decode("ascii", "replace").partition("?")[0].removeprefix("/id/")
    if _DOCUMENTS[media] == "html":
        return await _page(request, "resource", path=raw)
    response = await _answer(request, {"job": "describe", "path": raw, "format": _DOCUMENTS[media], "params": {}})
    response.headers["vary"] = "accept"
    return response


async def void(request: Request) -> Response:
    """What the dataset holds, as VoID."""
    return await descriptions.void(request)


async def openapi(request: Request) -> Response:
    """The routes, as OpenAPI."""
    from kg.serve.openapi import describe

    writable = request.app.state.settings.writable
    return JSONResponse(describe(str(request.base_url).rstrip("/"), writable=writable))


async def health(request: Request) -> Response:
    """200 and a line of JSON if a worker answers a query, else 503."""
    job = {"job": "query", "query": "ASK {}", "default": [], "named": [], "accept": "application/json"}
    try:
        await work(request, job, timeout=5.0)
    except WorkError as error:
        return JSONResponse({"status": "failing", "reason": str(error)}, 503)
    readers: Pool = request.app.state.readers
    return JSONResponse({"status": "ok", "workers": readers.size, "stopped": readers.killed})


async def _page(request: Request, job: str, **more: Any) -> Response:
    params = dict(request.query_params)
    if "articles" in more:
        params["article"] = more.pop("articles")
    header = {"job": job, "params": params, "language": request.headers.get("accept-language"), **more}
    response = await _answer(request, header)
    response.headers["vary"] = "accept, accept-language"
    return response


async def _answer(request: Request, job: dict[str, Any]) -> Response:
    answer, body = await work(request, job)
    return Response(body, media_type=answer["type"], headers={"vary": "accept"})


async def work(
    request: Request, job: dict[str, Any], body: bytes = b"", *, pool: Pool | None = None, timeout: float | None = None
) -> tuple[dict[str, Any], bytes]:
    """Have a worker do a job; when the client goes away meanwhile, the worker is stopped."""
    for name in ("query", "update"):
        if isinstance(job.get(name), str):
            _refuse(job[name])
    settings: Settings = request.app.state.settings
    job = {**job, "max_rows": settings.max_rows, "max_bytes": settings.max_bytes, "base": settings.base}
    workers: Pool = pool or request.app.state.readers
    if pool is not None:  # a change is carried through, whoever waits for it
        return await workers.run(job, body, timeout=timeout)
    run = asyncio.ensure_future(workers.run(job, body, timeout=timeout))
    gone: asyncio.Future[None] | None = None
    try:
        await asyncio.wait({run}, timeout=_SOON)
        if not run.done():
            gone = asyncio.ensure_future(_disconnected(request))
            await asyncio.wait({run, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not run.done():
            run.cancel()
            with contextlib.suppress(asyncio.CancelledError, WorkError):
                await run
            raise ClientDisconnect
        return run.result()
    finally:
        run.cancel()
        if gone is not None:
            gone.cancel()


def _refuse(text: str) -> None:
    from kg.errors import QueryError

    try:
        refuse_remote(text)
    except QueryError as error:
        raise HTTPException(403, str(error)) from error


async def _disconnected(request: Request) -> None:
    while True:
        message = await request.receive()
        if message["type"] == "http.disconnect":
            return
        if not message.get("more_body"):
            continue


def _pairs(text: str, *, keep_blank: bool = True) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=keep_blank, errors="strict", max_num_fields=10_000)
    except ValueError as error:
        raise HTTPException(400, "the parameters are not UTF-8, or too many") from error


def _one(values: list[str], name: str) -> str:
    if len(values) != 1:
        raise HTTPException(400, f"send {name} once, got it {len(values)} times")
    return values[0]


def _content_type(request: Request) -> str:
    kind, _, parameters = request.headers.get("content-type", "").partition(";")
    charset = parameters.partition("charset=")[2].partition(";")[0].strip().strip('"').lower()
    if charset not in {"", "utf-8", "utf8"}:
        raise HTTPException(415, f"send UTF-8, not {charset[:40]}")
    return kind.strip().lower()


async def _text(request: Request, limit: int) -> str:
    try:
        return (await _body(request, limit)).decode()
    except UnicodeDecodeError as error:
        raise HTTPException(400, "the body is not UTF-8") from error


async def _body(request: Request, limit: int) -> bytes:
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > limit:
            raise HTTPException(413, f"the body is larger than {limit:,} bytes")
        parts.append(part)
    return b"".join(parts)


async def _work_error(_: Request, error: Exception) -> Response:
    status = error.status if isinstance(error, WorkError) else 500
    headers = {"retry-after": "5"} if status == 503 else None
    return PlainTextResponse(f"{error}\n", status, headers)


async def _http_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    if error.status_code == 404 and request.url.path.endswith("/") and request.url.path != "/":
        return RedirectResponse(request.url.path.rstrip("/") or "/", 308)
    return PlainTextResponse(f"{error.detail}\n", error.status_code, error.headers)


async def _client_gone(_: Request, __: Exception) -> Response:
    return PlainTextResponse("", 499)

"""Anything at all sent to every route: no 500, no traceback, nothing of the machine leaked, still alive after.

Hypothesis makes the requests: methods, paths, parameters, headers and bodies that are odd in ways that clients and
attackers are. Raw bytes go over a socket, since an HTTP client would refuse to send them.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from serve.servers import ROOT, TOKEN, Server, kg_server

EXAMPLES = int(os.environ.get("KG_FUZZ", "150"))
LIMITS = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
ROUTES = [
    "/", "/health", "/sparql", "/query", "/update", "/store", "/id/", "/id/person/Rita_Moosbrugger", "/static/",
    "/static/kg.css", "/.well-known/void", "/id/article/lindau", "/explore",
]  # fmt: skip
METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"]
TEXTS = [
    "SELECT * { ?s ?p ?o } LIMIT 3", "ASK {}", "DROP ALL", "CONSTRUCT WHERE { ?s ?p ?o } LIMIT 3", "DESCRIBE <urn:x>",
    "SELECT * { ?s ?p ?o FILTER(REGEX(STR(?o), '(a+)+$')) } LIMIT 1", "SELECT (1/0 AS ?x) {}", "{" * 3000,
    "(" * 3000, "SELECT * { " + "{ " * 500 + "}" * 501, "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "../../etc/passwd", "..%2f..%2fetc/passwd", "%00", "%ff%fe", "\x00", "https://kg.example/id/article/lindau",
    "urn:x", "1e999", "-1", "<script>alert(1)</script>", "\ud7ff", "SELECT ?x { BIND(IRI('http://[') AS ?x) }",
    "a" * 5000,
]  # fmt: skip
NASTY = st.text(max_size=40) | st.sampled_from(TEXTS)
KNOWN = [
    "query", "update", "default-graph-uri", "named-graph-uri", "using-graph-uri", "graph", "default", "q", "page",
    "lang", "format", "article", "name",
]  # fmt: skip
NAMES = st.sampled_from(KNOWN) | st.text(max_size=8)
TYPES = st.sampled_from([
    "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update", "text/turtle",
    "application/ld+json", "application/rdf+xml", "multipart/form-data", "x", "",
    "application/sparql-query; charset=latin-1", "text/turtle; charset=utf-8",
])  # fmt: skip
ACCEPTS = st.sampled_from([
    "*/*", "text/html", "text/turtle", "image/png", "q=1", "a/b;q=nan", "text/*;q=", ",,,", "", "application/json",
    "text/csv;q=1e400", "*/turtle",
])  # fmt: skip
RAW = [
    b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    b"GET /\r\n\r\n",
    b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"GET " + b"/a" * 40_000 + b" HTTP/1.1\r\n\r\n",
    b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01",
    b"GET /\xff\xfe HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /id/%zz%\x00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"POST /update HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n",
]
LEAKS = ("Traceback", 'File "', str(ROOT), ".py", "pyoxigraph", "/tmp/", "store/0", "panicked")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with kg_server(tmp_path_factory.mktemp("fuzz"), "--writable", "--timeout", "5") as running:
        yield running


def judge(status: int, text: str) -> None:
    assert status < 500 or status in (501, 503), text
    assert not [leak for leak in LEAKS if leak in text], text


@given(
    method=st.sampled_from(METHODS),
    route=st.sampled_from(ROUTES),
    tail=st.just("") | st.text(max_size=12),
    params=st.lists(st.tuples(NAMES, NASTY), max_size=3),
    kind=TYPES,
    accept=ACCEPTS,
    body=st.binary(max_size=60) | NASTY.map(lambda t: t.encode("utf-8", "surrogatepass")),
    token=st.booleans(),
)
@LIMITS
def test_requests(
    server: Server, *, method: str, route: str, tail: str, params: list[tuple[str, str]], kind: str, accept: str,
    body: bytes, token: bool,
) -> None:  # fmt: skip
    query = "&".join(f"{quote(k, errors='replace')}={quote(v, errors='replace')}" for k, v in params)
    headers = {"Accept": accept, "Content-Type": kind}
    if token and not any(name in ("update", "graph") for name, _ in params):
        headers["Authorization"] = f"Bearer {TOKEN}"
    path = route + quote(tail, safe="%", errors="replace") + (f"?{query}" if query else "")
    answer = httpx.request(method, server.url + path, headers=headers, content=body, timeout=60)
    if route.startswith("/static") and answer.status_code == 200:
        return
    judge(answer.status_code, answer.text)


@given(st.binary(max_size=300) | st.sampled_from(RAW))
@LIMITS
def test_raw_bytes(server: Server, data: bytes) -> None:
    address = urlsplit(server.url)
    with socket.create_connection((address.hostname, address.port), timeout=5) as connection:
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        while part := connection.recv(65536):
            answer += part
    if answer.startswith(b"HTTP/1.1 "):
        judge(int(answer.split(b" ", 2)[1]), answer.decode("utf-8", "replace"))


def test_it_is_still_alive_and_holds_its_article(server: Server) -> None:
    health = httpx.get(f"{server.url}/health")
    assert health.json()["status"] == "ok"
    found = httpx.get(f"{server.url}/id/article/lindau", headers={"Accept": "text/turtle"})
    assert found.status_code in (200, 404)  # a fuzzed DROP ALL with the token may have been carried out
    assert not [line for line in server.lines() if "traceback" in line]

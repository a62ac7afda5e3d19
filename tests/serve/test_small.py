"""Small queries are answered in the server itself, and nobody can tell but by the clock."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, Quad
from serve.servers import Server, kg_server

from kg.graph import open_graph
from kg.serve.small import SmallAnswers, is_small

SMALL = [
    "SELECT ?p ?o { person:Rita_Moosbrugger ?p ?o }",
    "SELECT * WHERE { ?s a schema:Person . } LIMIT 2",
    "select ?s { ?s rdfs:label \"Seerat\"@de }",
    "ASK { ?s ?p ?o }",
    "ASK WHERE { <urn:nobody> ?p 1 }",
    "PREFIX x: <https://schema.org/> SELECT ?s ?nothing { ?s a x:Person }",
    "SELECT ?s ?o { ?s <urn:many> ?o }",
    "SELECT ?s { ?s unknown:prefix ?o }",
]  # fmt: skip
OTHER = [
    "SELECT * { ?x ?p ?x }",
    "SELECT * { ?s rdfs:label+ ?o }",
    "SELECT * { ?s ^rdfs:label ?o }",
    "SELECT * { ?s ?p ?o . ?o ?q ?r }",
    "SELECT * { ?s ?p ?o FILTER(?o > 1) }",
    "SELECT * { ?s ?p ?o } LIMIT 1 OFFSET 100000",
    "SELECT * { ?s ?p ?o } ORDER BY ?s",
    "SELECT DISTINCT ?p { ?s ?p ?o }",
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "SELECT * FROM <urn:a> { ?s ?p ?o }",
    "SELECT * { GRAPH ?g { ?s ?p ?o } }",
    "SELECT * { SERVICE <urn:a> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o } # LIMIT 1\nORDER BY ?o",
    "SELECT * { ?s ?p ?o } VALUES ?s { <urn:a> }",
    "CONSTRUCT WHERE { ?s ?p ?o }",
    "DESCRIBE <urn:a>",
    "SELECT ?s { ?s ?p ?o " + " " * 2000 + "}",
]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("small")
    with kg_server(folder) as running:
        with open_graph(f"oxigraph:{running.store}") as graph:
            name, many = NamedNode("urn:g"), NamedNode("urn:many")
            graph.replace(name.value, [Quad(many, many, Literal(number), name) for number in range(3000)])
        yield running


@pytest.mark.parametrize("query", SMALL)
def test_it_is_small(query: str) -> None:
    assert is_small(query)


@pytest.mark.parametrize("query", OTHER)
def test_it_is_not(query: str) -> None:
    assert not is_small(query)


@pytest.mark.parametrize("query", SMALL)
@pytest.mark.parametrize("accept", ["*/*", "application/sparql-results+xml", "text/csv", "text/tab-separated-values",
                                    "image/png"])  # fmt: skip
def test_the_answer_is_that_of_a_worker(server: Server, query: str, accept: str) -> None:
    headers = {"Accept": accept}
    slow = httpx.post(f"{server.url}/sparql", data={"query": query}, headers=headers, timeout=30)
    for _ in range(3):  # the first may come while the server opens the snapshot
        quick = httpx.get(f"{server.url}/sparql", params={"query": query}, headers=headers, timeout=30)
        assert (quick.status_code, quick.content) == (slow.status_code, slow.content)
        assert quick.headers["content-type"] == slow.headers["content-type"]
        assert quick.headers.get("vary") == slow.headers.get("vary")
        assert "content-security-policy" in quick.headers


def test_no_worker_is_asked(tmp_path: Path) -> None:
    """The application behind is one that fails; the door answers by itself once it has the snapshot open."""
    import asyncio

    with open_graph(f"oxigraph:{tmp_path / 'store'}", create=True) as graph:
        graph.replace("urn:g", [Quad(NamedNode("urn:s"), NamedNode("urn:p"), Literal("x"), NamedNode("urn:g"))])
    passed_on: list[str] = []
    sent: list[dict[str, object]] = []

    async def behind(scope: object, receive: object, send: object) -> None:
        passed_on.append("asked")

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    async def main() -> None:
        door = SmallAnswers(behind, tmp_path / "store")  # type: ignore[arg-type]
        query = b"query=SELECT+*+%7B+%3Curn:s%3E+?p+?o+%7D"
        scope = {"type": "http", "method": "GET", "path": "/sparql", "query_string": query, "headers": []}
        await door(scope, None, send)  # type: ignore[arg-type]
        await asyncio.sleep(0.5)
        await door(scope, None, send)  # type: ignore[arg-type]
        await door({"type": "lifespan"}, None, send)  # type: ignore[arg-type]

    asyncio.run(main())
    assert passed_on == ["asked", "asked"], "the first question, and the lifespan"
    assert b'"x"' in sent[1]["body"]  # type: ignore[operator]


@pytest.mark.parametrize("head", [b"X: " + b"a" * 100_000, b"\r\n".join(b"X-%d: a" % n for n in range(20_000))])
def test_a_head_that_never_ends_is_refused(server: Server, head: bytes) -> None:
    address = urlsplit(server.url)
    with socket.create_connection((address.hostname or "", address.port or 0), timeout=10) as connection:
        try:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n" + head)
            answer = connection.recv(1000)
        except ConnectionError:  # it was closed while we were still sending
            answer = b"HTTP/1.1 400 "
    assert answer.startswith(b"HTTP/1.1 400 ")


def test_two_hosts_are_refused(server: Server) -> None:
    address = urlsplit(server.url)
    with socket.create_connection((address.hostname or "", address.port or 0), timeout=10) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
        assert connection.recv(1000).startswith(b"HTTP/1.1 400 ")

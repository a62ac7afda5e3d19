"""The server's doors: what they answer, what they refuse, and that a query cannot hurt."""

from __future__ import annotations

import concurrent.futures
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import psutil
import pytest
import rdflib
from graph.records import record
from pyoxigraph import NamedNode, RdfFormat, Triple, parse
from serve.servers import ROOT, TOKEN, Server, kg_server

from kg.graph import open_graph
from kg.graph.vocabulary import term

CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
AUTH = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    options = ("--timeout", "2", "--max-rows", "500", "--max-bytes", "200000", "--workers", "2")
    with kg_server(tmp_path_factory.mktemp("serve"), *options) as running:
        yield running


@pytest.fixture(scope="module")
def writable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with kg_server(tmp_path_factory.mktemp("writable"), "--writable", "--timeout", "3") as running:
        yield running


def ask(server: Server, query: str, accept: str = "application/sparql-results+json") -> httpx.Response:
    return httpx.get(f"{server.url}/sparql", params={"query": query}, headers={"Accept": accept}, timeout=30)


def test_a_cross_product_is_stopped_and_slows_nobody(server: Server) -> None:
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        began = time.monotonic()
        hurting = pool.submit(ask, server, CROSS)
        time.sleep(0.3)
        asked = time.monotonic()
        assert ask(server, "ASK { ?s ?p ?o }").json()["boolean"] is True
        assert time.monotonic() - asked < 1
        answer = hurting.result()
    assert answer.status_code == 503
    assert "time limit of 2 s" in answer.text
    assert time.monotonic() - began < 5
    time.sleep(0.5)
    assert not busy_workers(server)


def test_who_goes_away_takes_the_query_along(server: Server) -> None:
    with pytest.raises(httpx.ReadTimeout):
        httpx.get(f"{server.url}/sparql", params={"query": CROSS}, timeout=0.4)
    time.sleep(0.7)
    assert not busy_workers(server)


def busy_workers(server: Server) -> list[psutil.Process]:
    """Worker processes that compute, by the processor time they use in a while."""
    workers = psutil.Process(server.process.pid).children(recursive=True)
    before = {worker.pid: sum(worker.cpu_times()[:2]) for worker in workers}
    time.sleep(0.5)
    return [
        worker for worker in workers if worker.is_running() and sum(worker.cpu_times()[:2]) - before[worker.pid] > 0.3
    ]


@pytest.mark.parametrize("format", ["application/sparql-results+json", "application/sparql-results+xml", "text/csv",
                                    "text/tab-separated-values"])  # fmt: skip
def test_too_many_rows_are_refused_with_advice(server: Server, format: str) -> None:
    answer = ask(server, "SELECT * { ?a ?b ?c . ?d ?e ?f }", format)
    assert answer.status_code == 413
    assert "LIMIT" in answer.text
    assert len(ask(server, "SELECT ?a { ?a ?b ?c } LIMIT 90", "text/csv").text.splitlines()) == 91


def test_too_many_bytes_are_refused_with_advice(server: Server) -> None:
    answer = ask(server, "SELECT ?t ?u { ?x nif:isString ?t . ?y ?p ?u } LIMIT 400")
    assert answer.status_code in (200, 413)
    wide = "SELECT " + " ".join(f"(?t AS ?t{n})" for n in range(40)) + " { ?x nif:isString ?t . ?y ?p ?z } LIMIT 400"
    answer = ask(server, wide)
    assert answer.status_code == 413
    assert "200,000 bytes" in answer.text


@pytest.mark.parametrize("accept", ["application/n-quads", "application/trig", "application/ld+json"])
def test_too_many_bytes_of_a_whole_store_are_refused(tmp_path: Path, accept: str) -> None:
    with kg_server(tmp_path, "--max-bytes", "5000") as running:
        answer = httpx.get(f"{running.url}/store", headers={"Accept": accept})
        assert answer.status_code == 413
        assert "5,000 bytes" in answer.text


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { #x\nSERVICE ?where { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "ASK { { SELECT * { ?s ?p 'a\\'' SERVICE <urn:x> {} } } }",
    ],
)
def test_no_query_reaches_the_network(server: Server, query: str) -> None:
    answer = ask(server, query)
    assert answer.status_code == 403
    assert "refused" in answer.text


def test_words_that_only_look_like_it_are_let_through(server: Server) -> None:
    assert ask(server, "SELECT ?service { ?service kg:load 'SERVICE' } # LOAD").status_code == 200


def test_read_only_has_no_door_for_writing(server: Server) -> None:
    update = httpx.post(f"{server.url}/update", data={"update": "DROP ALL"}, headers=AUTH)
    put = httpx.put(f"{server.url}/store?graph=urn:x", content="<urn:a> <urn:b> <urn:c> .", headers=AUTH)
    delete = httpx.delete(f"{server.url}/store?graph=https://kg.example/id/article/lindau", headers=AUTH)
    assert [a.status_code for a in (update, put, delete)] == [403, 403, 403]
    as_query = ask(server, "DROP ALL")
    assert as_query.status_code == 400
    assert ask(server, "ASK { ?s ?p ?o }").json()["boolean"] is True


@pytest.mark.parametrize(
    "headers", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {TOKEN}"}, {"Authorization": TOKEN}]
)
def test_writing_needs_the_token(writable: Server, headers: dict[str, str]) -> None:
    for send in (
        lambda: httpx.post(f"{writable.url}/update", data={"update": "DROP ALL"}, headers=headers),
        lambda: httpx.delete(f"{writable.url}/store?graph=https://kg.example/id/article/lindau", headers=headers),
    ):
        answer = send()
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")


def test_another_sites_page_may_not_write(writable: Server) -> None:
    headers = {**AUTH, "Origin": "https://evil.example"}
    assert httpx.post(f"{writable.url}/update", data={"update": "DROP ALL"}, headers=headers).status_code == 403


def test_what_was_written_is_read_at_once(writable: Server) -> None:
    for number in range(5):
        update = f"INSERT DATA {{ GRAPH <urn:t:g> {{ <urn:t:s> <urn:t:p> {number} }} }}"
        answer = httpx.post(f"{writable.url}/update", data={"update": update}, headers=AUTH)
        assert answer.status_code == 204
        assert ask(writable, f"ASK {{ GRAPH ?g {{ <urn:t:s> <urn:t:p> {number} }} }}").json()["boolean"]


def test_the_union_follows_an_update_of_a_named_graph(writable: Server) -> None:
    for update, there in (
        ("INSERT DATA { GRAPH <urn:t:u1> { <urn:t:x> <urn:t:p> 1 } GRAPH <urn:t:u2> { <urn:t:x> <urn:t:p> 1 } }", True),
        ("DELETE WHERE { GRAPH <urn:t:u1> { ?s ?p ?o } }", True),
        ("DROP GRAPH <urn:t:u2>", False),
    ):
        answer = httpx.post(f"{writable.url}/update", data={"update": update}, headers=AUTH)
        assert answer.status_code == 204
        assert ask(writable, "ASK { <urn:t:x> <urn:t:p> 1 }").json()["boolean"] is there, update


def test_a_backup_put_in_the_place_of_the_store_is_served(tmp_path: Path) -> None:
    with open_graph(f"oxigraph:{tmp_path / 'other'}", create=True) as graph:
        graph.add(replace(record("zurück"), title="Aus der Sicherung"))
    with kg_server(tmp_path, "--workers", "2") as running:
        running.store.rename(tmp_path / "old")
        (tmp_path / "other").rename(running.store)
        for _ in range(4):  # both workers
            assert ask(running, "ASK { ?a schema:headline 'Aus der Sicherung'@de }").json()["boolean"]


def test_an_update_that_runs_too_long_leaves_nothing(writable: Server) -> None:
    grow = "INSERT { GRAPH <urn:t:big> { ?a <urn:t:p> ?f } } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    answer = httpx.post(f"{writable.url}/update", data={"update": grow}, headers=AUTH, timeout=30)
    assert answer.status_code == 503
    assert not ask(writable, "ASK { GRAPH <urn:t:big> { ?s ?p ?o } }").json()["boolean"]
    small = httpx.post(f"{writable.url}/update", data={"update": "INSERT DATA { <urn:t:a> <urn:t:b> 1 }"}, headers=AUTH)
    assert small.status_code == 204


def test_load_is_refused(writable: Server) -> None:
    for update in ("LOAD <file:///etc/passwd>", "LOAD SILENT <http://127.0.0.1:9/> INTO GRAPH <urn:x>"):
        assert httpx.post(f"{writable.url}/update", data={"update": update}, headers=AUTH).status_code == 403


def test_the_graph_store_protocol(writable: Server) -> None:
    url, turtle = f"{writable.url}/store?graph=urn:t:gsp", {"Content-Type": "text/turtle", **AUTH}
    assert httpx.get(url).status_code == 404
    assert httpx.put(url, content="<urn:a> <urn:b> 1 .", headers=turtle).status_code == 201
    assert httpx.put(url, content="<urn:a> <urn:b> 2 .", headers=turtle).status_code == 204
    assert httpx.post(url, content="<urn:a> <urn:b> 3 .", headers=turtle).status_code == 204
    got = httpx.get(url, headers={"Accept": "application/n-triples"})
    assert got.headers["content-type"].startswith("application/n-triples")
    assert {line.split()[2] for line in got.text.splitlines()} == {
        '"2"^^<http://www.w3.org/2001/XMLSchema#integer>',
        '"3"^^<http://www.w3.org/2001/XMLSchema#integer>',
    }
    assert ask(writable, "ASK { <urn:a> <urn:b> 3 }").json()["boolean"], "the union follows"
    assert httpx.head(url).status_code == 200
    assert httpx.delete(url, headers=AUTH).status_code == 204
    assert httpx.delete(url, headers=AUTH).status_code == 404
    assert not ask(writable, "ASK { <urn:a> <urn:b> ?o }").json()["boolean"]
    blank = httpx.put(url, content="[] <urn:b> [ <urn:c> 1 ] .", headers=turtle)
    assert blank.status_code == 201
    assert httpx.put(url, content="<urn:a> <urn:b> 2 .", headers=turtle).status_code == 204
    assert not ask(writable, "ASK { ?x <urn:c> 1 }").json()["boolean"]
    assert httpx.put(url, content="nonsense", headers=turtle).status_code == 400
    assert httpx.put(url, content="x", headers={**AUTH, "Content-Type": "image/png"}).status_code == 415
    assert httpx.put(f"{writable.url}/store?default", content="", headers=turtle).status_code == 403
    assert httpx.put(f"{writable.url}/store?graph=a b", content="", headers=turtle).status_code == 400
    assert httpx.get(f"{writable.url}/store?graph=urn:x&default").status_code == 400
    whole = httpx.get(f"{writable.url}/store", headers={"Accept": "application/trig"})
    graphs = {quad.graph_name for quad in parse(whole.text, format=RdfFormat.TRIG)}
    assert {NamedNode("urn:t:gsp"), NamedNode("https://kg.example/id/article/lindau")} <= graphs


def test_sparql_stores_work_against_our_own_server(writable: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_TOKEN", TOKEN)
    with open_graph(f"sparql:{writable.url}/query") as graph:
        assert graph.add(record("fern"))
        assert not graph.add(record("fern"))
        assert "fern" in {article.id for article in graph.articles()}
        graph.remove("fern")
        assert "fern" not in {article.id for article in graph.articles()}


def test_a_build_writes_while_the_server_reads(server: Server) -> None:
    with open_graph(f"oxigraph:{server.store}") as graph:
        graph.store._publish_every = 0  # type: ignore[attr-defined]
        for number in range(5):
            graph.add(replace(record(f"neu{number}"), title=f"Nummer {number}"))
            found = ask(server, f"ASK {{ ?a schema:headline 'Nummer {number}'@de }}")
            assert found.json()["boolean"]


def test_entity_pages_for_browsers_and_programs(server: Server) -> None:
    url = f"{server.url}/id/person/Rita_Moosbrugger"
    page = httpx.get(url, headers={"Accept": "text/html,application/xml;q=0.9,*/*;q=0.8", "Accept-Language": "de"})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "Behauptung" in page.text
    assert "Obfrau" in page.text
    assert "accept" in page.headers["vary"]
    person = Triple(NamedNode("https://kg.example/id/person/Rita_Moosbrugger"), term("rdf:type"), term("schema:Person"))
    for accept, format in (("text/turtle", RdfFormat.TURTLE), ("application/ld+json", RdfFormat.JSON_LD)):
        data = httpx.get(url, headers={"Accept": accept})
        assert data.headers["content-type"].startswith(accept)
        assert person in {quad.triple for quad in parse(data.text, format=format)}
    assert httpx.get(f"{server.url}/id/person/Niemand").status_code == 404
    assert httpx.get(url, headers={"Accept": "image/png"}).status_code == 406


def test_names_with_umlauts_and_escapes_are_found(server: Server, tmp_path: Path) -> None:
    with kg_server(tmp_path) as running:
        from kg.model import Entity

        with open_graph(f"oxigraph:{running.store}") as graph:
            names = ("Jörg Über (Wien)", "Дмитрий", "A/B & C")
            entities = tuple(Entity(f"e{n}", name, "Person") for n, name in enumerate(names))
            graph.add(replace(record("namen"), entities=entities, mentions=(), quotes=(), statements=()))
            iris = [graph.schema.iri_entity("Person", name) for name in names]
        for iri in iris:
            path = iri.removeprefix("https://kg.example")
            assert httpx.get(f"{running.url}{path}", headers={"Accept": "text/html"}).status_code == 200, iri


def test_the_article_page_marks_and_escapes(server: Server) -> None:
    hostile = "<script>alert(1)</script> & \"x\" 'y' \u202e"
    with open_graph(f"oxigraph:{server.store}") as graph:
        graph.add(
            replace(record("böse"), text=hostile, title=hostile, url="javascript:alert(1)", publisher=hostile,
                    sentences=(), mentions=(), quotes=(), statements=(), times=())
        )  # fmt: skip
    page = httpx.get(f"{server.url}/id/article/b%C3%B6se", headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.text
    assert "javascript:" not in page.text
    lindau = httpx.get(f"{server.url}/id/article/lindau", headers={"Accept": "text/html"}).text
    assert '<a class="mention organization" href="/id/organization/Seerat" title="Seerat">Seerat</a>' in lindau
    assert '<span class="quotation" title="Moosbrugger">Die Hafenaufsicht kauft nicht drei Fähren.</span>' in lindau


def test_every_answer_carries_its_guards(server: Server) -> None:
    for path in ("/", "/health", "/id/person/Rita_Moosbrugger", "/nowhere", "/static/kg.css", "/sparql", "/query"):
        headers = httpx.get(server.url + path, headers={"Accept": "*/*"}).headers
        assert headers["x-content-type-options"] == "nosniff", path
        assert "frame-ancestors 'none'" in headers["content-security-policy"], path
        assert "http" not in headers["content-security-policy"], path
        assert "server" not in headers, path


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "", "[::1", "localhost@x"]
)
def test_other_names_are_refused(server: Server, host: str) -> None:
    assert httpx.get(server.url + "/", headers={"Host": host}).status_code in (400, 421)


def test_it_listens_on_loopback_only(server: Server) -> None:
    connections = psutil.Process(server.process.pid).net_connections("inet")
    assert {c.laddr.ip for c in connections if c.status == psutil.CONN_LISTEN} == {"127.0.0.1"}


def test_descriptions_are_rdf(server: Server) -> None:
    service = httpx.get(f"{server.url}/sparql", headers={"Accept": "text/turtle"})
    described = rdflib.Graph().parse(data=service.text, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    endpoint = rdflib.URIRef(f"{server.url}/sparql")
    assert (endpoint, sd.endpoint, endpoint) in described
    assert (endpoint, sd.supportedLanguage, sd.SPARQL11Query) in described
    assert (endpoint, sd.supportedLanguage, sd.SPARQL11Update) not in described
    void = rdflib.Graph().parse(data=httpx.get(f"{server.url}/.well-known/void").text, format="turtle")
    triples = next(void.objects(None, rdflib.URIRef("http://rdfs.org/ns/void#triples")))
    counted = ask(server, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").json()["results"]["bindings"][0]["n"]["value"]
    assert str(triples) == counted


def test_the_log_is_json_and_cannot_be_forged(server: Server) -> None:
    httpx.get(f'{server.url}/no%0A{{"event":"forged"}}')
    time.sleep(0.2)
    lines = server.lines()
    assert not any(line["event"] == "forged" for line in lines)
    last = lines[-1]
    assert last["event"] == "request"
    assert {"method", "path", "status", "bytes", "ms", "time"} <= set(last)
    assert TOKEN not in server.log.read_text()


def test_a_large_query_is_refused(server: Server) -> None:
    text = "SELECT * { ?s ?p '" + "x" * 1_100_000 + "' }"
    answer = httpx.post(f"{server.url}/sparql", content=text, headers={"Content-Type": "application/sparql-query"})
    assert answer.status_code == 413


def test_it_ends_when_told_and_answers_first(tmp_path: Path) -> None:
    with kg_server(tmp_path, "--timeout", "3") as running:
        workers = psutil.Process(running.process.pid).children(recursive=True)
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            slow = pool.submit(ask, running, CROSS)
            time.sleep(0.5)
            running.process.send_signal(signal.SIGTERM)
            assert slow.result().status_code == 503
        assert running.process.wait(15) == 0
        assert not [worker for worker in workers if worker.is_running() and worker.status() != psutil.STATUS_ZOMBIE]


def test_a_killed_server_leaves_no_query_behind(tmp_path: Path) -> None:
    with kg_server(tmp_path, "--timeout", "1") as running:
        workers = psutil.Process(running.process.pid).children(recursive=True)
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            lost = pool.submit(ask, running, CROSS)
            time.sleep(0.5)
            running.process.kill()
            with pytest.raises(httpx.TransportError):
                lost.result()
        _, alive = psutil.wait_procs(workers, timeout=15)
        assert not alive


def test_errors_before_it_listens_are_one_line(tmp_path: Path) -> None:
    def run(*arguments: str, **environment: str) -> str:
        ran = subprocess.run(
            [sys.executable, "-m", "kg", "serve", *arguments],
            capture_output=True, text=True, timeout=60, check=False,
            env={"PATH": "/usr/bin", "PYTHONPATH": str(ROOT), **environment},
        )  # fmt: skip
        assert ran.returncode == 2
        assert ran.stdout == ""
        return ran.stderr.strip()

    assert run(f"oxigraph:{tmp_path / 'none'}").count("\n") == 0
    assert "needs a store on disk" in run("memory:")
    with kg_server(tmp_path) as running, socket.socket() as taken:
        assert "token" in run(str(running.store), "--writable")
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert "--port" in run(str(running.store), "--port", str(taken.getsockname()[1]))

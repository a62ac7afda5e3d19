"""schemathesis reads the description of the routes and tries them: what it says is what the server does."""

from __future__ import annotations

import os
from collections.abc import Iterator

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from serve.servers import TOKEN, Server, kg_server

from kg.graph.formats import FORMATS
from kg.serve import Settings
from kg.serve.app import create_app
from kg.serve.openapi import describe

EXAMPLES = int(os.environ.get("KG_SCHEMATHESIS", "15"))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with kg_server(tmp_path_factory.mktemp("openapi"), "--writable", "--timeout", "5") as running:
        yield running


BODIES = ["application/sparql-query", "application/sparql-update"]
BODIES += [media for format in FORMATS if format.rdf for media in format.media_types if "json" not in media]


@schemathesis.serializer(*BODIES)
def as_it_is(_: schemathesis.SerializationContext, value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


schema = schemathesis.openapi.from_dict(describe("http://localhost", writable=True))


@schema.parametrize()
@settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
def test_the_routes_do_what_they_say(server: Server, case: schemathesis.Case) -> None:
    """No 500, no status, type or header that the description does not name, and no method beside those it names."""
    checks = schemathesis.checks
    case.call_and_validate(
        base_url=server.url,
        headers={"Authorization": f"Bearer {TOKEN}"},
        checks=(
            checks.not_a_server_error,
            checks.status_code_conformance,
            checks.content_type_conformance,
            checks.response_schema_conformance,
        ),
    )


def test_what_may_not_be_written_to_describes_no_writing() -> None:
    open_, closed = (describe("http://localhost", writable=writable)["paths"] for writable in (True, False))
    assert set(open_) - set(closed) == {"/update"}
    assert set(open_["/store"]) - set(closed["/store"]) == {"put", "post", "delete"}


def test_every_route_is_described(server: Server) -> None:
    described = set(httpx.get(f"{server.url}/openapi.json").json()["paths"])
    routes = {route.path for route in create_app(Settings(store=str(server.store))).routes}  # type: ignore[attr-defined]
    routes = {path.replace("{path:path}", "{path}") for path in routes} - {"/static", "/query"}  # /query is /sparql
    assert routes == described

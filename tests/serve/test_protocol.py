"""The SPARQL 1.1 Protocol, case by case, from protocol.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, Quad
from serve.servers import TOKEN, Server, kg_server

from kg.graph import open_graph

CASES = tomllib.loads((Path(__file__).parent / "protocol.toml").read_text())["case"]
AUTH = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("protocol")
    with open_graph(f"oxigraph:{folder / 'store'}", create=True) as graph:
        for number in (1, 2, 3):
            name, says = NamedNode(f"urn:p:data{number}"), NamedNode("urn:p:p")
            own = Quad(NamedNode(f"urn:p:s{number}"), says, Literal(number), name)
            graph.replace(name.value, [own, Quad(NamedNode("urn:p:shared"), says, Literal("x"), name)])
    with kg_server(folder, "--writable") as running:
        yield running


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_protocol(server: Server, case: dict[str, Any]) -> None:
    headers = dict(AUTH)
    if "accept" in case:
        headers["Accept"] = case["accept"]
    if "type" in case:
        headers["Content-Type"] = case["type"]
    content: bytes | None = None
    if "form" in case:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        content = str(httpx.QueryParams(case["form"])).encode()
    elif "bytes" in case:
        content = bytes.fromhex(case["bytes"])
    elif "body" in case:
        content = case["body"].encode()
    url = f"{server.url}/{case.get('door', 'sparql')}"
    params = case.get("params")
    answer = httpx.request(case["method"], url, params=params, headers=headers, content=content, timeout=30)
    assert answer.status_code == case["status"], answer.text
    if "boolean" in case:
        assert answer.json()["boolean"] is case["boolean"]
    if "value" in case:
        (row,) = answer.json()["results"]["bindings"]
        assert [cell["value"] for cell in row.values()] == [case["value"]]
    if "answer" in case:
        assert answer.headers["content-type"].partition(";")[0] == case["answer"]
        assert answer.content
    if "then" in case:
        assert httpx.get(f"{server.url}/sparql", params={"query": case["then"]}).json()["boolean"] is True


def test_cases_have_names_of_their_own() -> None:
    assert len({case["name"] for case in CASES}) == len(CASES) >= 50

"""The page's data: pyvis holds nodes and edges, JSON cannot leave its script, the page itself stays small."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

from view_sample import store

import kg
from kg.analyse.statements import Node
from kg.view import page as page_module
from kg.view.encode import Blocks, dump
from kg.view.network import network
from kg.view.page import fill, render


def test_pyvis_keeps_parallel_edges_and_stands_still() -> None:
    nodes = [Node("urn:a", "Kern", "Person"), Node("urn:b", "Rat", "Organization")]
    edges = [
        {"from": 0, "to": 1, "label": "lobt", "claim": False, "statement": 0},
        {"from": 0, "to": 1, "label": "lobt", "claim": True, "statement": 1},
    ]
    net = network(nodes, [(0, 0), (10, 5)], [1.0, 0.25], edges)
    assert [(e["from"], e["to"], e["dashes"], e["arrows"]) for e in net.edges] == [
        (0, 1, False, "to"),
        (0, 1, True, "to"),
    ]
    assert [(n["label"], n["shape"], n["size"]) for n in net.nodes] == [("Kern", "dot", 20.0), ("Rat", "square", 12.5)]
    assert net.options["physics"]["enabled"] is False
    assert net.get_node(1)["group"] == "Organization"


def test_json_cannot_end_its_script() -> None:
    text = dump(["</script><!--", "\u2028"])
    assert "<" not in text
    assert json.loads(text) == ["</script><!--", "\u2028"]


def test_blocks_parse_and_columns_are_as_long_as_one_another(sample_html: str) -> None:
    found = dict(re.findall(r'<script type="application/json" id="kg-(\w+)">(.*?)</script>', sample_html, re.DOTALL))
    graph = json.loads(found["graph"])
    assert {len(column) for column in graph["nodes"].values()} == {11}
    assert {len(column) for column in graph["statements"].values()} == {12}
    assert len(set(map(len, graph["edges"].values()))) == 1
    assert [a["title"] for a in json.loads(found["articles"])] == graph["articles"]["title"]


def test_a_verb_that_the_ontology_does_not_know_is_finite() -> None:
    text = "Anna Huber katalogisiert die Pfähle."
    graph = kg.build([kg.model.Article("a", text)])
    found = re.search(r'id="kg-graph">(.*?)</script>', graph.view(), re.DOTALL)
    assert found
    assert ["katalogisiert", "katalogisieren"] in [row[:2] for row in json.loads(found[1])["predicates"]]


def test_the_page_without_data_is_under_a_megabyte() -> None:
    page = fill(Blocks("{}", "{}", "{}", "[]"), title="leer")
    assert len(page.encode()) < 400_000


def test_the_bundle_was_built_from_the_sources_beside_it() -> None:
    view = Path(page_module.__file__).parent
    found = hashlib.sha256()
    for path in sorted((view / "frontend" / "src").iterdir(), key=lambda path: path.name.encode()):
        found.update(path.name.encode())
        found.update(path.read_bytes())
    found.update((view / "frontend" / "package-lock.json").read_bytes())
    script = (view / "assets" / "page.js").read_text(encoding="utf-8")
    assert f"Sources {found.hexdigest()} " in script, "run `npm ci && npm run build` in kg/view/frontend"


def test_title_of_the_only_article_or_of_many() -> None:
    assert "<title>Wissensgraph</title>" in render(store())
    assert "<title>&lt;b&gt; &amp;</title>" in render(store(), title="<b>\n&")

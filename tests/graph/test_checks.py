"""What `check` finds, what `repair` mends, and that copies are the store."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from graph.records import OFFICE, REJECTION, record
from pyoxigraph import NamedNode, Triple

from kg.errors import GraphError, NotFoundError
from kg.graph import Graph, open_graph
from kg.graph.backups import backup, restore
from kg.graph.tables import TABLES
from kg.graph.vocabulary import in_graph, term
from kg.model import RoleArgument

RENAME = """
DELETE { GRAPH ?g { ?p nif:anchorOf ?w } } INSERT { GRAPH ?g { ?p nif:anchorOf 'Stadtrat' } }
WHERE { GRAPH ?g { ?p nif:anchorOf ?w FILTER(?w = 'Seerat') } }"""
ARTICLE = "https://kg.example/id/article/lindau"


@pytest.fixture
def graph(tmp_path: Path) -> Graph:
    opened = open_graph(f"oxigraph:{tmp_path / 'store'}", create=True)
    opened.add(record("lindau"))
    opened.add(record("zweiter"))
    return opened


def findings(graph: Graph) -> set[str]:
    return {finding.message for finding in graph.check(shapes=False).findings}


def test_a_store_of_ours_is_in_order(graph: Graph) -> None:
    former = replace(OFFICE, arguments=(RoleArgument("status", "former"),))
    graph.add(record("dritter", former, replace(REJECTION, object=REJECTION.subject)))
    assert findings(graph) == set()


def test_a_triple_that_the_union_lacks_is_found_and_put_back(graph: Graph) -> None:
    before = graph.serialize("nquads")
    base = "https://kg.example/id/"
    lost = Triple(NamedNode(base + "organization/Seerat"), term("kg:rejects"), NamedNode(base + "thing/Antrag"))
    graph.store.engine.remove(in_graph(lost))  # type: ignore[attr-defined]  # past us: an update would put it back
    report = graph.check(shapes=False)
    assert not report.conforms
    assert len(report.findings) == 2, "both articles say it"
    assert graph.repair() == 1
    assert graph.serialize("nquads") == before
    assert graph.repair() == 0


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (RENAME, "the article's text has 'Seerat' there"),
        ("DELETE { GRAPH ?g { ?p nif:endIndex ?e } } WHERE { GRAPH ?g { ?p nif:anchorOf 'Seerat' ; nif:endIndex ?e } }",
         "the passage has no offsets"),
        ("INSERT { GRAPH ?g { ?s a kg:Claim } } WHERE { GRAPH ?g { ?s a kg:Assertion } }",
         "a statement is either assertion or claim"),
        ("DELETE { GRAPH ?g { ?a kg:rejects ?b } } WHERE { GRAPH ?g { ?a kg:rejects ?b } }",
         "the triple that it asserts is not in the graph"),
        ("INSERT DATA { GRAPH <urn:x> { <urn:a> <urn:b> 1 } <urn:a> <urn:b> 1 }",
         "the graph does not hold the article it is named after; it was not written by kg"),
    ],
)  # fmt: skip
def test_damage_is_named(graph: Graph, damage: str, message: str) -> None:
    graph.update(damage)
    assert message in findings(graph)


@pytest.mark.parametrize("name", ["copy", "copy.nq", "copy.trig"])
def test_a_backup_restores_to_the_same_store(graph: Graph, tmp_path: Path, name: str) -> None:
    expected = graph.serialize("nquads")
    graph.store.publish()  # type: ignore[attr-defined]
    backup(graph.name, tmp_path / name)  # while the writer has it open
    graph.close()
    restore(tmp_path / name, f"oxigraph:{tmp_path / 'again'}")
    with open_graph(f"oxigraph:{tmp_path / 'again'}", read_only=True) as again:
        assert again.serialize("nquads") == expected
    with pytest.raises(GraphError, match="already"):
        backup(f"oxigraph:{tmp_path / 'again'}", tmp_path / name)
    with pytest.raises(GraphError, match="already"):
        restore(tmp_path / name, f"oxigraph:{tmp_path / 'again'}")


def test_a_backup_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        restore(tmp_path / "nothing", f"oxigraph:{tmp_path / 'x'}")
    (tmp_path / "folder").mkdir()
    with pytest.raises(GraphError, match="no backup"):
        restore(tmp_path / "folder", f"oxigraph:{tmp_path / 'x'}")
    (tmp_path / "damaged").mkdir()
    (tmp_path / "damaged" / "CURRENT").write_text("MANIFEST-000001\n")
    with pytest.raises(GraphError, match="damaged"):
        restore(tmp_path / "damaged", f"oxigraph:{tmp_path / 'x'}")
    assert not (tmp_path / "x").exists()
    with pytest.raises(GraphError, match=r"\.nq"):
        backup(f"oxigraph:{tmp_path / 'x'}", tmp_path / "x.ttl") if (tmp_path / "x").exists() else _ttl(tmp_path)


def _ttl(tmp_path: Path) -> None:
    with open_graph(f"oxigraph:{tmp_path / 's'}", create=True) as graph:
        graph.add(record("lindau"))
    backup(f"oxigraph:{tmp_path / 's'}", tmp_path / "x.ttl")


def test_tables_have_a_row_for_each_thing(graph: Graph, tmp_path: Path) -> None:
    paths = graph.export_tables(tmp_path / "csv", article="lindau")
    assert [path.stem for path in paths] == list(TABLES)
    rows = {path.stem: path.read_text(encoding="utf-8").splitlines() for path in paths}
    assert {name: len(lines) - 1 for name, lines in rows.items()} == {
        "entities": 5, "statements": 3, "quotations": 1, "mentions": 2,
    }  # fmt: skip
    assert "Claim" in rows["statements"][1] + rows["statements"][2] + rows["statements"][3]
    assert rows["quotations"][1].startswith(f"{ARTICLE},")


def test_a_cell_cannot_be_a_formula(tmp_path: Path) -> None:
    from dataclasses import replace

    from kg.model import Entity

    graph = open_graph("memory:")
    entities = (Entity("e1", '=HYPERLINK("x")', "Person"),)
    graph.add(replace(record("lindau"), entities=entities, statements=(), quotes=(), mentions=()))
    (entities_csv, *_) = graph.export_tables(tmp_path)
    assert "'=HYPERLINK" in entities_csv.read_text()


def test_counts(graph: Graph) -> None:
    counts = graph.stats()
    assert counts["articles"] == 2
    assert counts["entities"] == 5
    assert (counts["assertions"], counts["claims"], counts["quotations"], counts["mentions"]) == (4, 2, 2, 4)
    assert counts["triples"] == len(graph)

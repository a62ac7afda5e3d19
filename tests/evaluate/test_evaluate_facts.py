"""Gold facts against records: what counts as found, which attributes are right, when a floor has sunk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.errors import InputError
from kg.evaluate import facts
from kg.model import Argument, Attribution, Entity, Predicate, Record, RoleArgument, Statement, TimeRef

GOLD = """
article: probe
date: 2024-05-15
facts:
- {id: buys, kind: event, s: [Reederei], p: [kaufen], o: [Werft], said_by: [Meier], time: 2024-05}
- {id: office, kind: role, s: [Meier], p: [Chefin], o: [Reederei]}
- {id: not-sold, kind: claim, s: [Werft], p: [verkaufen], o: [Hafen], negative: true}
"""


def record() -> Record:
    entities = (Entity("e1", "Nordreederei", "Organization"), Entity("e2", "Eva Meier", "Person"))
    statements = (
        Statement(
            "s1",
            0,
            "event",
            Argument("sie", (), "e1"),
            Predicate("kaufte", "kaufen"),
            Argument("die alte Werft"),
            attribution=Attribution("die Chefin", "e2"),
            time=TimeRef("2024-05-13"),
        ),
        Statement("s2", 0, "role", Argument("Eva Meier", (), "e2"), Predicate("Chefin", "Chefin"), None),
        Statement(
            "s3",
            1,
            "event",
            Argument("die Werft"),
            Predicate("verkaufte", "verkaufen"),
            None,
            (RoleArgument("goal", "den Hafen"),),
        ),
    )
    return Record("probe", "", entities=entities, statements=statements)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "probe.yaml"
    path.write_text(GOLD, encoding="utf8")
    return path


def test_facts_are_found_by_entity_argument_and_role(gold: Path) -> None:
    scores = facts.score([facts.read_gold(gold)], {"probe": record()})
    assert scores.articles[0].missed == ()
    assert scores.recall == 1


def test_attributes_are_counted_apart(gold: Path) -> None:
    scores = facts.score([facts.read_gold(gold)], {"probe": record()})
    assert scores.attribute("said_by") == (1, 1)
    assert scores.attribute("time") == (1, 1)
    assert scores.attribute("negative") == (2, 3)  # s3 is not negative


def test_another_article_finds_nothing(gold: Path) -> None:
    scores = facts.score([facts.read_gold(gold)], {"other": record()})
    assert scores.recall == 0
    assert scores.articles[0].missed == ("buys", "office", "not-sold")


@pytest.mark.parametrize(
    ("wanted", "text", "there"),
    [
        ("Gericht", "das Landgericht Kassel", True),
        ("Soldaten", "40 Soldat", True),
        ("zwei Prozent", "mindestens zwei Prozent des BIP", True),
        ("auf", "Angriff auf Kiel", True),
        ("auf", "Auftrag", False),
        ("Rat", "Rathaus", False),
        ("Bank", "", False),
    ],
)
def test_words_match(wanted: str, text: str, there: bool) -> None:
    assert facts.is_in(wanted, text) is there


def test_floors_hold_and_sink(gold: Path, tmp_path: Path) -> None:
    files = [facts.read_gold(gold)]
    scores = facts.score(files, {"probe": record()})
    floors = tmp_path / "floors.json"
    floors.write_text(json.dumps(facts.floors_of(scores, files)), encoding="utf8")
    assert facts.below(scores, files, floors) == ()
    sunk = facts.below(facts.score(files, {}), files, floors)
    assert any("recall" in line for line in sunk)


def test_floors_of_another_gold_are_refused(gold: Path, tmp_path: Path) -> None:
    files = [facts.read_gold(gold)]
    scores = facts.score(files, {"probe": record()})
    floors = tmp_path / "floors.json"
    floors.write_text(json.dumps(facts.floors_of(scores, files)), encoding="utf8")
    gold.write_text(GOLD.replace("kaufen", "erwerben"), encoding="utf8")
    with pytest.raises(InputError, match="not the gold"):
        facts.below(scores, [facts.read_gold(gold)], floors)


@pytest.mark.parametrize("text", ["facts: [{id: a}]", "facts: 3", "- just a list", "{", "\x00"])
def test_a_bad_gold_file_is_one_clear_error(text: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(text, encoding="utf8")
    with pytest.raises(InputError, match=r"bad\.yaml"):
        facts.read_gold(path)


def test_command_scores_records(gold: Path, tmp_path: Path) -> None:
    records = tmp_path / "records.jsonl"
    records.write_text(json.dumps(record().to_dict()) + "\n", encoding="utf8")
    done = CliRunner().invoke(main, ["evaluate", "facts", str(records), str(tmp_path), "--format", "json"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.output)["recall"] == 1


def test_command_exits_1_below_a_floor(gold: Path, tmp_path: Path) -> None:
    full, empty, floors = tmp_path / "full.jsonl", tmp_path / "empty.jsonl", tmp_path / "floors.json"
    full.write_text(json.dumps(record().to_dict()) + "\n", encoding="utf8")
    empty.write_text(json.dumps(Record("probe", "").to_dict()) + "\n", encoding="utf8")
    run = CliRunner().invoke
    assert run(main, ["evaluate", "facts", str(full), str(gold), "--set-floors", str(floors)]).exit_code == 0
    assert run(main, ["evaluate", "facts", str(full), str(gold), "--floors", str(floors)]).exit_code == 0
    assert run(main, ["evaluate", "facts", str(empty), str(gold), "--floors", str(floors)]).exit_code == 1


def test_our_gold_files_are_well_formed() -> None:
    folder = Path(__file__).parents[1] / "eval" / "gold"
    files = [facts.read_gold(path) for path in facts.gold_files([folder])]
    assert len(files) >= 10
    for gold in files:
        ids = [fact["id"] for fact in gold.facts]
        assert len(ids) == len(set(ids)) >= 10, gold.name
        assert all(fact["s"] and fact["p"] for fact in gold.facts), gold.name

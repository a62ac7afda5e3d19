"""Drawing statements, judging them, and what the judgements say of records."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.errors import InputError
from kg.evaluate import statements
from kg.model import Argument, Predicate, Record, Statement

TEXT = "Anna baut Boote. Ben kauft Segel."
MADE = (
    Statement(
        "s1",
        0,
        "event",
        Argument("Anna", ((0, 4),)),
        Predicate("baut", "bauen", ((5, 9),)),
        Argument("Boote", ((10, 15),)),
        confidence=0.9,
    ),
    Statement(
        "s2",
        1,
        "event",
        Argument("Ben", ((17, 20),)),
        Predicate("kauft", "kaufen", ((21, 26),)),
        Argument("Segel", ((27, 32),)),
        confidence=0.7,
    ),
)
RECORD = Record("r", TEXT, sentences=((0, 16), (17, 33)), statements=MADE)


def judged(path: Path, *verdicts: str) -> Path:
    lines = [
        {**statements.blank(RECORD, s), "verdict": v, "reason": "parser: subject" if v == "wrong" else ""}
        for s, v in zip(MADE, verdicts, strict=False)
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf8")
    return path


def test_the_same_seed_draws_the_same() -> None:
    records = {f"r{n}": replace(RECORD, id=f"r{n}") for n in range(20)}
    first, again = statements.draw(records, 5, 1), statements.draw(records, 5, 1)
    assert first == again
    assert first != statements.draw(records, 5, 2)
    assert len(statements.draw(records, 500, 1)) == 40


def test_judgements_hold_no_words_of_the_text() -> None:
    line = json.dumps(statements.blank(RECORD, MADE[0]))
    assert "Boote" not in line
    assert "Anna" not in line


def test_precision_and_calibration(tmp_path: Path) -> None:
    path = judged(tmp_path / "j.jsonl", "right", "wrong")
    found = statements.score({"r": RECORD}, statements.read_judgements([path]))
    assert (found.right, found.judged, found.value) == (1, 2, 0.5)
    assert found.reasons == {"parser": 1}
    assert [(b.judged, b.right) for b in found.bins] == [(1, 0), (1, 1)]


def test_a_statement_no_longer_made_counts_apart(tmp_path: Path) -> None:
    path = judged(tmp_path / "j.jsonl", "right", "wrong")
    found = statements.score({"r": replace(RECORD, statements=MADE[:1])}, statements.read_judgements([path]))
    assert (found.judged, found.gone_right, found.gone_wrong) == (1, 0, 1)


def test_a_judgement_of_another_file_is_left_out(tmp_path: Path) -> None:
    path = judged(tmp_path / "j.jsonl", "right", "wrong")
    found = statements.score({"other": replace(RECORD, id="other")}, statements.read_judgements([path]))
    assert (found.judged, found.gone_right, found.gone_wrong) == (0, 0, 0)


def test_a_blank_verdict_is_left_out(tmp_path: Path) -> None:
    assert len(statements.read_judgements([judged(tmp_path / "j.jsonl", "", "right")])) == 1


@pytest.mark.parametrize("line", ["{}", "no json", '{"article": "r", "verdict": "maybe"}'])
def test_a_bad_judgement_names_its_line(line: str, tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    path.write_text(line + "\n", encoding="utf8")
    with pytest.raises(InputError, match="line 1"):
        statements.read_judgements([path])


def test_command_draws_and_scores(tmp_path: Path) -> None:
    records, out = tmp_path / "records.jsonl", tmp_path / "drawn.jsonl"
    records.write_text(json.dumps(RECORD.to_dict()) + "\n", encoding="utf8")
    run = CliRunner().invoke
    done = run(main, ["evaluate", "statements", str(records), "--draw", "2", "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert "Anna | bauen (baut) | Boote" in done.output
    assert len(out.read_text(encoding="utf8").splitlines()) == 2
    folder = tmp_path / "judged"
    folder.mkdir()
    judged(folder / "j.jsonl", "right", "wrong")
    arguments = ["evaluate", "statements", str(records), "--judged", str(folder)]
    assert run(main, [*arguments, "--floor", "0.5"]).exit_code == 0
    assert run(main, [*arguments, "--floor", "0.6"]).exit_code == 1
    assert run(main, ["evaluate", "statements", str(records)]).exit_code == 2

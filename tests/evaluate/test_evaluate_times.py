"""The measure of time expressions, on TimeML files of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.errors import InputError
from kg.evaluate import times as evaluate
from kg.model import Record, Time

DCT = '<DCT><TIMEX3 tid="t0" type="DATE" value="2022-03-18">2022-03-18</TIMEX3></DCT>'
TEXT = (
    'Am <TIMEX3 tid="t1" type="DATE" value="2022-03-16">Mittwoch</TIMEX3> tagte der Rat, und\n'
    '<TIMEX3 tid="t2" type="SET" value="P1D">täglich</TIMEX3> kam Post.'
    '<TIMEX3 tid="t3" type="DATE" value="2022" />'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    gold = tmp_path / "gold"
    gold.mkdir()
    (gold / "a.tml").write_text(f"<TimeML>{DCT}<TEXT>{TEXT}</TEXT></TimeML>", encoding="utf-8")
    return gold


def test_timeml_gives_offsets_into_its_text(folder: Path) -> None:
    (text,) = evaluate.read_gold(folder)
    assert text.date == "2022-03-18"
    assert [(t.text, t.type, t.value) for t in text.times] == [
        ("Mittwoch", "DATE", "2022-03-16"),
        ("täglich", "SET", "P1D"),
    ]
    assert all(text.text[t.start : t.end] == t.text for t in text.times)


def test_measures_count_apart(folder: Path) -> None:
    texts = evaluate.read_gold(folder)
    system = {
        "a.tml": [
            Time(0, 11, "Am Mittwoch", "DATE", "2022-03-16"),
            Time(31, 38, "täglich", "DATE", "P1D"),
            Time(43, 47, "Post", "DATE", "2022"),
        ]
    }
    assert all(texts[0].text[t.start : t.end] == t.text for t in system["a.tml"])
    scores = evaluate.score(texts, system)
    assert (scores.gold, scores.system) == (2, 3)
    assert scores.hits == {"relaxed": 2, "strict": 1, "type": 1, "value": 2}
    assert scores.f1("relaxed") == pytest.approx(2 * (2 / 3) * 1 / (2 / 3 + 1))
    assert sorted(d.kind for d in scores.differences) == ["invented", "span", "type"]


def test_gold_against_itself_is_perfect_and_nothing_scores_nothing(folder: Path) -> None:
    texts = evaluate.read_gold(folder)
    itself = evaluate.score(texts, evaluate.read_system(folder, texts))
    assert [itself.f1(m) for m in evaluate.MEASURES] == [1.0] * 4
    assert itself.differences == ()
    nothing = evaluate.score(texts, {})
    assert [nothing.f1(m) for m in evaluate.MEASURES] == [0.0] * 4
    assert [d.kind for d in nothing.differences] == ["missed", "missed"]


def test_white_space_does_not_move_borders(folder: Path) -> None:
    texts = evaluate.read_gold(folder)
    start = texts[0].text.index("täglich")
    system = {"a.tml": [Time(start - 1, start + 7, "\ntäglich", "SET", "P1D")]}
    assert evaluate.score(texts, system).hits["strict"] == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<TimeML><TEXT>offen", "cannot be read as TimeML"),
        ("<TimeML></TimeML>", "no TEXT"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><TimeML><TEXT>&b;</TEXT></TimeML>', "entities"),
    ],
)
def test_bad_files_are_named(folder: Path, content: str, words: str) -> None:
    (folder / "b.tml").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=words) as error:
        evaluate.read_gold(folder)
    assert "b.tml" in str(error.value)


def test_other_text_is_refused(folder: Path, tmp_path: Path) -> None:
    texts = evaluate.read_gold(folder)
    records = tmp_path / "records.jsonl"
    records.write_text(json.dumps(Record(id="a.tml", text="kurz").to_dict()), encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.tml is not that of the gold"):
        evaluate.read_system(records, texts)


def test_offsets_beyond_the_text_are_refused(folder: Path, tmp_path: Path) -> None:
    texts = evaluate.read_gold(folder)
    beyond = (Time(0, len(texts[0].text) + 1, "?", "DATE", "2022"),)
    records = tmp_path / "records.jsonl"
    records.write_text(json.dumps(Record(id="a.tml", text=texts[0].text, times=beyond).to_dict()), encoding="utf-8")
    with pytest.raises(InputError, match="beyond"):
        evaluate.read_system(records, texts)


def test_command_prints_the_table_and_writes_the_lists(folder: Path, tmp_path: Path) -> None:
    errors = tmp_path / "errors"
    ran = CliRunner().invoke(main, ["evaluate", "times", str(folder), "--model", "blank", "--errors", str(errors)])
    assert ran.exit_code == 0, ran.output
    assert "strict" in ran.output
    assert sorted(p.stem for p in errors.iterdir()) == sorted(evaluate.KINDS)
    as_json = CliRunner().invoke(main, ["evaluate", "times", str(folder), "--model", "blank", "--format", "json"])
    assert json.loads(as_json.output)["value"]["f1"] == 1.0


def test_empty_folder_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no TimeML files"):
        evaluate.read_gold(tmp_path)

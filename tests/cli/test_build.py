"""The command line as a user types it: the main job, batches with bad members, hostile texts, one-line errors."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.graph.validation import Report
from kg.sources.sample import sample

HOSTILE = {
    "empty.txt": b"",
    "binary.txt": bytes(range(256)) * 40,
    "punctuation.txt": "… „“ – !!! ((( ))) ‚‘ «» …".encode(),
    "latin.txt": "Der Präsident von Österreich grüßte die Gäste aus Köln.".encode("latin-1"),
    "html.txt": (
        "Der Minister </script><script>alert(1)</script> sagte: „<img src=x onerror=alert(2)>“ "
        "Die <b>Partei</b> \u202elehnte\u202c den Plan ab."
    ).encode(),
    "emoji.txt": "Die Bürgermeisterin 👩‍💼 lobte die Stadt \U0001f389. ﷽ \u0000".replace("\u0000", "").encode(),
    "turtle.txt": b'Die Firma "A" <http://x> . \\ } { GRAPH kaufte ?x """ die Firma B\\u0022.',
}


def run(*arguments: str | Path, input: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], input=input)


def test_the_main_job(tmp_path: Path) -> None:
    result = run("build", "--sample", "--out", tmp_path)
    assert result.exit_code == 0, result.output
    assert {p.name for p in tmp_path.iterdir()} == {f"bruessel.{s}" for s in ("ttl", "trig", "html", "json")}
    for row in ("entities", "statements", "claims by", "quotations", "times"):
        assert re.search(rf"^{row}\s+[1-9]", result.stdout, re.MULTILINE), result.stdout
    assert "Jens Stoltenberg" in result.stdout


@pytest.mark.parametrize(("options", "checks"), [((), 1), (("--no-validate",), 0)])
def test_the_check_can_be_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], checks: int
) -> None:
    done: list[object] = []

    def check(*arguments: object) -> Report:
        done.append(arguments)
        return Report(())

    monkeypatch.setattr("kg.graph.validation.validate", check)
    assert run("build", "--sample", "--out", tmp_path, *options).exit_code == 0
    assert len(done) == checks


def test_unsure_statements_can_be_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(sample().text, "utf-8")
    every = json.loads(run("extract", path).stdout)["statements"]
    most = max(s["confidence"] for s in every)
    sure = json.loads(run("extract", path, "--min-confidence", str(most)).stdout)["statements"]
    assert 0 < len(sure) < len(every)
    assert [s for s in every if s["confidence"] == most] == sure
    assert run("extract", path, "--min-confidence", "2").exit_code == 2


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_gives_a_graph_or_a_reason(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(HOSTILE[name])
    result = run("build", path, "--out", tmp_path / "out")
    assert result.exit_code in (0, 2), result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    if result.exit_code == 2:
        assert str(path) in result.stderr
        assert len(result.stderr.splitlines()) == 1
    else:
        page = (tmp_path / "out" / f"{path.stem}.html").read_text(encoding="utf8")
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        graph = tmp_path / "out" / f"{path.stem}.ttl"
        asked = run("query", graph, "SELECT ?t { ?a nif:isString ?t }", "--format", "json")
        (row,) = json.loads(asked.stdout)["results"]["bindings"]
        assert row["t"]["value"] == path.read_bytes().decode("utf8" if name != "latin.txt" else "latin-1")


def test_a_bad_member_does_not_stop_the_batch(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text("Die Regierung lehnte den Plan am Montag ab.", encoding="utf8")
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\x00\x01")
    result = run("extract", bad, good, tmp_path / "none.txt")
    assert result.exit_code == 1
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["good"]
    assert [line.split(":")[1].strip() for line in result.stderr.splitlines()] == [str(bad), str(tmp_path / "none.txt")]


def test_five_megabytes_on_one_line(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    hostile = "„" * 4_000 + "1.1.2020 " * 2_000 + "a-b" * 20_000 + "Der Rat lehnte den Plan ab. " * 500
    path.write_text("x" * (5_000_000 - len(hostile)) + hostile, encoding="utf8")
    command = [sys.executable, "-m", "kg", "extract", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=500, check=False)
    assert "Traceback" not in done.stderr
    assert done.returncode == 0 or (done.returncode == 2 and len(done.stderr.splitlines()) == 1), done.stderr[-500:]


@pytest.mark.parametrize(
    "arguments",
    [
        ("query", "none.ttl", "SELECT * { ?s ?p ?o }"),
        ("query", "broken.ttl", "SELECT * { ?s ?p ?o }"),
        ("query", "good.ttl", "SELECT * { ?s ?p"),
        ("query", "good.ttl", "@nosuchquery"),
        ("view", "none.ttl"),
        ("validate", "broken.ttl"),
        ("export", "none.ttl", "--format", "csv"),
        ("analyze", "good.ttl", "--path", "Nobody", "Noone"),
        ("extract", "good.txt", "--date", "gestern"),
        ("extract", "good.txt", "--model", "builtin:xx"),
        ("extract", "good.txt", "--ontology", "broken.ttl"),
    ],
    ids=" ".join,
)
def test_errors_are_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]) -> None:
    monkeypatch.chdir(tmp_path)
    Path("good.ttl").write_text("<http://x.example/a> <http://x.example/b> <http://x.example/c> .", encoding="utf8")
    Path("broken.ttl").write_text("@prefix : <nothing", encoding="utf8")
    Path("good.txt").write_text("Ein Satz steht hier.", encoding="utf8")
    result = run(*arguments)
    assert result.exit_code == 2
    assert isinstance(result.exception, SystemExit)
    assert result.stderr.startswith("kg: ")
    assert len(result.stderr.splitlines()) == 1
    assert result.stdout == ""


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    for name, seed in (("a", "1"), ("b", "2")):
        command = [sys.executable, "-m", "kg", "build", "--sample", "--out", str(tmp_path / name)]
        subprocess.run(command, check=True, capture_output=True, env={"PYTHONHASHSEED": seed, "PATH": ""})
    files = sorted(p.name for p in (tmp_path / "a").iterdir())
    assert len(files) == 4
    for name in files:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes(), name


def test_a_user_has_the_last_word_on_who_is_who(tmp_path: Path) -> None:
    text = tmp_path / "wolke.txt"
    text.write_text("Anna Huber gründete die Firma Wolke. Bert Egger leitet sie.", encoding="utf8")
    same = tmp_path / "same.toml"
    same.write_text(
        '[[same]]\ntype = "Person"\nlabels = ["Bert Egger", "Anna Huber"]\nreason = "a pen name"\n', encoding="utf8"
    )
    people = [
        {e["iri"] for e in json.loads(run("extract", text, *more).stdout)["entities"] if e["type"] == "Person"}
        for more in ((), ("--identities", same))
    ]
    assert [len(found) for found in people] == [2, 1]

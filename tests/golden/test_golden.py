"""The sample article reads as it did: its record, and its Turtle in output/ compared as graphs.

`python tests/golden/test_golden.py` writes both anew; look at the difference before you commit it.
"""

import json
import sys
from pathlib import Path

import rdflib
from click.testing import CliRunner
from rdflib.compare import graph_diff, to_isomorphic

import kg
from kg.cli import main as command
from kg.model import MEDIA, MENTION_TYPES, MODALITIES, QUOTE_TYPES, STATEMENT_KINDS, TIME_TYPES, VOICES, Record
from kg.sources.sample import sample

RECORD = Path(__file__).parent / "bruessel.json"
OUTPUT = Path(__file__).parents[2] / "output"


def test_record_is_golden() -> None:
    golden = Record.from_dict(json.loads(RECORD.read_text(encoding="utf8")))
    record = kg.read_article(sample())
    for part in ("sentences", "mentions", "entities", "times", "quotes", "statements", "warnings"):
        assert getattr(record, part) == getattr(golden, part), part
    assert record == golden


def test_turtle_is_golden() -> None:
    golden = rdflib.Graph().parse(OUTPUT / "bruessel.ttl")
    built = rdflib.Graph().parse(data=kg.build([sample()]).to_turtle(), format="turtle")
    same, missing, added = graph_diff(to_isomorphic(golden), to_isomorphic(built))
    assert not len(missing), missing.serialize(format="nt")
    assert not len(added), added.serialize(format="nt")
    assert len(same) > 1000


def test_the_record_keeps_to_the_values_of_its_contract() -> None:
    record = kg.read_article(sample())
    assert {m.type for m in record.mentions} <= MENTION_TYPES
    assert {t.type for t in record.times} <= TIME_TYPES
    assert {q.type for q in record.quotes} <= QUOTE_TYPES
    assert {medium for q in record.quotes for medium in q.medium.split()} <= set(MEDIA)
    assert {s.kind for s in record.statements} <= STATEMENT_KINDS
    assert {s.modality for s in record.statements} <= MODALITIES | {None}
    assert {s.predicate.voice for s in record.statements} <= VOICES


def test_the_readme_shows_what_is_printed(tmp_path: Path) -> None:
    printed = CliRunner().invoke(command, ["build", "--sample", "--out", str(tmp_path)]).stdout
    summary = printed.partition(str(tmp_path))[0].strip()
    assert summary in (OUTPUT.parent / "README.md").read_text(encoding="utf8")


def test_every_offset_slices_to_its_text() -> None:
    record = kg.read_article(sample())
    text = record.text
    for mention in record.mentions:
        assert text[mention.start : mention.end] == mention.text
    for time in record.times:
        assert text[time.start : time.end] == time.text
    parts = [
        part
        for statement in record.statements
        for part in (statement.subject, statement.predicate, statement.object, *statement.arguments)
        if part and part.spans
    ]
    parts += [part for quote in record.quotes for part in (quote.speaker, quote.cue) if part and part.spans]
    assert len(parts) > 100
    for part in parts:
        for start, end in part.spans:
            assert 0 <= start < end <= len(text)
            assert text[start:end].strip()
    entities = {e.id for e in record.entities}
    assert {m.entity for m in record.mentions} == entities


def main() -> None:
    record = kg.read_article(sample()).to_dict()
    RECORD.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf8")
    command(["build", "--sample", "--out", str(OUTPUT)], standalone_mode=False)


if __name__ == "__main__":
    sys.exit(main())

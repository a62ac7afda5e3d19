"""Judgements of links and offices: what is drawn, and how it is scored."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.evaluate import chains
from kg.model import Argument, Entity, Mention, Predicate, Record, Statement

TEXT = "Direktorin Ada Quirin sprach. Sie warnte die Werft."


def record(pronoun_of: str = "e1") -> Record:
    mentions = (
        Mention(0, 10, "Direktorin", "Person", False, "e1"),
        Mention(11, 21, "Ada Quirin", "Person", True, "e1"),
        Mention(30, 33, "Sie", "Person", False, pronoun_of),
        Mention(41, 50, "die Werft", "Organization", False, "e2"),
    )
    entities = (Entity("e1", "Ada Quirin", "Person"), Entity("e2", "Werft", "Organization"))
    role = Statement(
        "s1",
        0,
        "role",
        Argument("Ada Quirin", ((11, 21),), "e1"),
        Predicate("Direktorin", "Direktorin", ((0, 10),), "org:holds"),
    )
    return Record("a1", TEXT, mentions=mentions, entities=entities, statements=(role,))


def judged(tmp_path: Path, *verdicts: tuple[chains.Item, str]) -> Path:
    path = tmp_path / "judged.jsonl"
    lines = [json.dumps({**json.loads(chains.blank(item)), "verdict": verdict}) for item, verdict in verdicts]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_items_are_links_after_the_first_mention_and_offices() -> None:
    link, office = sorted(chains.items(record()), key=lambda i: i.kind)
    assert (link.kind, link.start, link.answer) == ("link", 30, "Ada Quirin")
    assert (office.kind, office.start, office.answer) == ("office", 11, "Ada Quirin | Direktorin | ")


def test_the_score_knows_what_is_gone_new_and_found(tmp_path: Path) -> None:
    items = {i.kind: i for i in chains.items(record())}
    missed = chains.Item("a1", "office", 41, 50, "Moll | Chef | ")
    path = judged(tmp_path, (items["link"], "right"), (items["office"], "wrong"), (missed, "missed"))
    judgements = chains.read_judgements([path])
    link, office = chains.score([record()], judgements)
    assert (link.right, link.wrong, link.precision, link.recall) == (1, 0, 1.0, 1.0)
    assert (office.wrong, office.missed, office.found, office.precision, office.recall) == (1, 1, 0, 0.0, 0.0)
    link, _ = chains.score([record(pronoun_of="e2")], judgements)
    assert (link.right, link.gone_right, link.new) == (0, 1, 1)


def test_drawing_is_by_seed() -> None:
    ids = [f"a{n}" for n in range(50)]
    assert chains.draw(ids, 5, 1) == chains.draw(reversed(ids), 5, 1)
    assert chains.draw(ids, 5, 1) != chains.draw(ids, 5, 2)


@pytest.mark.parametrize(
    "line",
    [
        '{"article": "a"}',
        "[]",
        '{"article": "a", "kind": "link", "start": 0, "end": 1, "answer": "x", "verdict": "maybe"}',
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "judged.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(InputError, match=r"judged\.jsonl:1"):
        chains.read_judgements([path])


def test_context_shows_the_words_and_the_answer() -> None:
    (link,) = [i for i in chains.items(record()) if i.kind == "link"]
    assert chains.in_context(link, TEXT).endswith("sprach. [Sie] warnte die Werft. → Ada Quirin")

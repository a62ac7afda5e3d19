from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli.evaluate.quotes import command
from kg.errors import InputError
from kg.evaluate.quotes import GoldArticle, as_dict, error_list, pair, read_gold, score, table
from kg.model import Argument, Passage, Quote, Record

TEXT = "„Der Steg ist gesperrt“, sagte Ida Kern. Der Wirt meinte, es regne bald."
DIRECT = Quote(
    "q1",
    "direct",
    "speech",
    ((0, 23),),
    speaker=Argument("Ida Kern", ((31, 39),)),
    cue=Passage("sagte", ((25, 30),)),
    frame=Passage(", sagte Ida Kern", ((23, 39),)),
)
INDIRECT = Quote(
    "q2",
    "indirect",
    "speech",
    ((58, 71),),
    speaker=Argument("Der Wirt", ((41, 49),)),
    cue=Passage("meinte", ((50, 56),)),
    frame=Passage("Der Wirt meinte,", ((41, 57),)),
)
ARTICLE = GoldArticle("a", TEXT, "2020-01-02", (DIRECT, INDIRECT))


def line(quotes: tuple[Quote, ...]) -> str:
    media = {"speech": "Speech", "speech writing": "SW"}

    def part(role: Argument | Passage | None) -> dict[str, object]:
        return {"text": role.text, "spans": [list(s) for s in role.spans]} if role else {"text": "", "spans": []}

    entries = [
        {
            "quote": {"text": "", "spans": [list(s) for s in q.spans]},
            **{role: part(getattr(q, role)) for role in ("speaker", "cue", "addressee", "frame")},
            "type": q.type[0].upper() + q.type[1:],
            "medium": media[q.medium],
            "nested": False,
        }
        for q in quotes
    ]
    return json.dumps({"id": "a", "date": "2020-01-02", "text": TEXT, "quotes": entries})


def test_gold_against_itself_is_perfect() -> None:
    scores = score([ARTICLE], {"a": ARTICLE.quotes})
    assert all(mean.f1 == 1.0 for name, mean in scores.parts.items() if name != "addressee")
    assert (scores.type.f1, scores.medium.f1) == (1.0, 1.0)
    assert scores.parts["joint"].gold == 8
    assert scores.differences == ()


def test_nothing_found_has_no_recall() -> None:
    scores = score([ARTICLE], {})
    assert (scores.parts["quotation"].recall, scores.parts["quotation"].predicted) == (0.0, 0)
    assert [d.kind for d in scores.differences] == ["missed", "missed"]


def test_means_are_taken_over_quotations_not_tokens() -> None:
    # of the 4 tokens of „es regne bald" two are found, of the 6 of the other all, and one quotation is invented
    half = replace(INDIRECT, spans=((58, 66),))
    invented = Quote("q3", "reported", "speech", ((41, 49),))
    scores = score([ARTICLE], {"a": (DIRECT, half, invented)})
    quotation = scores.parts["quotation"]
    assert quotation.recall == pytest.approx((1 + 2 / 3) / 2)
    assert quotation.precision == pytest.approx((1 + 1 + 0) / 3)
    assert scores.type.precision == pytest.approx(2 / 3)
    assert scores.type.recall == 1.0


def test_a_wrong_speaker_is_told() -> None:
    wrong = replace(INDIRECT, speaker=Argument("Ida Kern", ((31, 39),)))
    scores = score([ARTICLE], {"a": (DIRECT, wrong)})
    assert scores.parts["speaker"].f1 == pytest.approx(0.5)
    (difference,) = scores.differences
    assert difference.kind == "speaker"
    assert "Der Wirt" in error_list(scores.differences, "speaker")
    assert error_list(scores.differences, "missed") == ""


def test_pairs_share_tokens_and_prefer_the_greater_overlap() -> None:
    tokens = [0, 5, 10, 15, 20]

    def quote(a: int, b: int, kind: str = "direct") -> Quote:
        return Quote("q", kind, "speech", ((a, b),))

    wide, narrow, apart = quote(0, 20), quote(0, 10), quote(20, 24)
    assert pair(tokens, [narrow], [wide, narrow, apart]) == [(narrow, narrow), (None, wide), (None, apart)]
    assert pair(tokens, [narrow], [apart]) == [(narrow, None), (None, apart)]
    other = quote(0, 10, "indirect")
    assert pair(tokens, [other], [narrow, other])[0] == (other, other)


def test_direct_speech_counts_only_beside_its_speaker() -> None:
    far = TEXT + " Es war kalt. Es war spät. Der Mond schien hell."
    away = replace(DIRECT, speaker=Argument("Mond", ((103, 107),)))
    near = score([replace(ARTICLE, text=far)], {"a": (DIRECT,)})
    apart = score([replace(ARTICLE, text=far, quotes=(away,))], {"a": (DIRECT,)})
    assert near.direct["quotation"].gold == 1
    assert apart.direct["quotation"].gold == 0


def test_the_table_has_a_row_a_role_and_a_type() -> None:
    scores = score([ARTICLE], {"a": ARTICLE.quotes})
    text = table(scores)
    for name in ("quotation", "speaker", "cue", "addressee", "frame", "joint", "type", "medium", "reported"):
        assert name in text
    assert as_dict(scores)["joint"]["f1"] == 1.0


@pytest.mark.parametrize("name", ["gold.jsonl", "gold.jsonl.gz"])
def test_gold_is_read_plain_or_packed(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    data = (line((DIRECT, INDIRECT)) + "\n").encode()
    path.write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    (article,) = read_gold(path)
    assert article.quotes == (DIRECT, INDIRECT)
    assert article.date == "2020-01-02"


@pytest.mark.parametrize(
    "content", ["", "no json\n", "[]\n", '{"id": "a"}\n', '{"id": "a", "text": "", "quotes": [{}]}\n']
)
def test_bad_gold_gives_one_line(tmp_path: Path, content: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"gold\.jsonl") as error:
        read_gold(path)
    assert "\n" not in str(error.value)


def test_the_command_scores_records_and_writes_error_lists(tmp_path: Path) -> None:
    gold, records, errors = tmp_path / "gold.jsonl", tmp_path / "records.jsonl", tmp_path / "errors"
    gold.write_text(line((DIRECT, INDIRECT)), encoding="utf-8")
    records.write_text(json.dumps(Record("a", TEXT, quotes=(DIRECT,)).to_dict()), encoding="utf-8")
    result = CliRunner().invoke(
        command, [str(gold), "--records", str(records), "--errors", str(errors), "--format", "json"]
    )
    assert result.exit_code == 0
    assert json.loads(result.output)["quotation"] == {
        "precision": 1.0,
        "recall": 0.5,
        "f1": 0.6667,
        "system": 1,
        "gold": 2,
    }
    assert "es regne bald" in (errors / "missed.txt").read_text(encoding="utf-8")
    assert (errors / "invented.txt").read_text(encoding="utf-8") == ""

"""The period that a time tells with its preposition and its neighbour: intervals, open ones, and what is none."""

from __future__ import annotations

import pytest
import spacy

from kg.reader.times import find_times, period

NLP = spacy.blank("de")
DATE = "2022-03-18"  # a Friday


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("Die Orgel bleibt bis Sonntag stumm.", "Sonntag", "../2022-03-20"),
        ("Bis zum Ende der Woche und bis spätestens Ende 2026 wird gebaut.", "Ende 2026", "../2026"),
        ("Seit 2004 leitet sie das Museum.", "2004", "2004/.."),
        ("Ab dem 1. April gilt der neue Fahrplan.", "1. April", "2022-04-01/.."),
        ("Seit drei Jahren steht die Mühle still.", "drei Jahren", "2019/.."),
        ("Wer nach dem 1. Mai 1973 geboren ist, zahlt weniger.", "1. Mai 1973", "1973-05-01/.."),
        ("Mit dem Bau wird nicht vor 2027 begonnen.", "2027", "../2027"),
        ("Vor drei Jahren schloss die Mühle.", "drei Jahren", "2019"),
        ("Am Sonntag öffnet die Mühle.", "Sonntag", "2022-03-20"),
        ("Die Messe dauert vom 5. bis 9. Mai.", "9. Mai", "2022-05-05/2022-05-09"),
        ("Die Messe dauert vom 5. bis 9. Mai.", "5.", "2022-05-05/2022-05-09"),
        ("Von 1990 bis 1995 war er Richter.", "1990", "1990/1995"),
        ("Zwischen 2008 und 2012 sank der Pegel.", "2012", "2008/2012"),
        ("Am 7. und 8. Mai tagt der Rat.", "8. Mai", "2022-05-07/2022-05-08"),
        ("Man wählte 1999 und 2003.", "2003", None),
        ("Er bleibt bis jetzt stumm.", "jetzt", None),
        ("Seit Jahren streitet man.", "Jahren", None),
    ],
)
def test_period(text: str, span: str, value: str | None) -> None:
    times, _ = find_times(NLP(text), DATE)
    found = [period(text, t, times, DATE) for t in times if t.text == span]
    assert [p and p.interval for p in found] == [value]


def test_an_interval_is_told_by_both_expressions() -> None:
    text = "Die Messe dauert vom 5. bis 9. Mai."
    times, _ = find_times(NLP(text), DATE)
    found = period(text, times[0], times, DATE)
    assert found is not None
    assert [text[a:b] for a, b in found.spans] == ["5.", "9. Mai"]


def test_an_end_before_the_beginning_is_no_period() -> None:
    text = "Von 1995 bis 1990 zählte man rückwärts."
    times, _ = find_times(NLP(text), DATE)
    assert {period(text, t, times, DATE) for t in times} == {None}

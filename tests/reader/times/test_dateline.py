"""An article without a date of its own is dated by its dateline, and by nothing else."""

from __future__ import annotations

import pytest
import spacy

from kg.reader.times import find_times

NLP = spacy.blank("de")


@pytest.mark.parametrize(
    "line",
    [
        "Graz, 10. Mai 2023 – ",
        "GRAZ, 10. Mai 2023. ",
        "Graz (apa), 10.05.2023 - ",
        "Neustadt an der Aisch, 10.5.2023: ",
        "Graz, Mittwoch, 10. Mai 2023\n\n",
        "10. Mai 2023, 14.30 Uhr\n\n",
        "Stand: 10. Mai 2023\n\n",
        "Zuschlag vertagt\n\nVeröffentlicht am 2023-05-10 | Lokales\n\n",
    ],
)
def test_a_dateline_dates_what_is_told_by_weekday(line: str) -> None:
    times, warnings = find_times(NLP(f"{line}Der Rat tagte am Montag."), None)
    assert times[-1].value == "2023-05-08"
    assert warnings == ("the article has no date of its own: 2023-05-10 is taken from its dateline",)


@pytest.mark.parametrize(
    "text",
    [
        "Am 10. Mai 2023 brannte die Halle. Der Rat tagte am Montag.",
        "Stichtag, 10. Mai 2023. Der Rat tagte am Montag.",
        "Die Frist endet am Mittwoch, 10. Mai 2023. Der Rat tagte am Montag.",
        "Graz, 10. Mai. Der Rat tagte am Montag.",
        "Graz, 10. Mai 2023, brennt. Der Rat tagte am Montag.",
        f"{'Der Rat berät lange. ' * 40}\nGraz, 10. Mai 2023. Der Rat tagte am Montag.",
    ],
    ids=["sentence", "deadline", "clause", "no year", "goes on", "far below"],
)
def test_another_day_is_not_the_articles(text: str) -> None:
    times, warnings = find_times(NLP(text), None)
    assert times[-1].value == "XXXX-WXX-1"
    assert warnings == ("the article has no date: relative times keep an underspecified value",)


def test_the_date_that_is_given_counts() -> None:
    times, warnings = find_times(NLP("Graz, 10. Mai 2023 – Der Rat tagte am Montag."), "2022-03-16")
    assert times[-1].value == "2022-03-14"
    assert warnings == ()

"""find_times on small texts of our own: offsets, neighbours, tense, hostile input."""

from __future__ import annotations

import itertools

import pytest
import spacy
from spacy.tokens import Doc

from kg.errors import KgError
from kg.model import Time
from kg.reader.times import find_times, moment, times_in

NLP = spacy.blank("de")


def read(text: str, date: str | None = "2022-03-18") -> list[tuple[str, str, str]]:
    times, _ = find_times(NLP(text), date)
    assert all(t.text == text[t.start : t.end] for t in times)
    assert all(a.end <= b.start for a, b in itertools.pairwise(times))
    return [(t.text, t.type, t.value) for t in times]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Am Montag eröffnete der Laden.", "2022-03-14"),
        ("Am Montag hat der Laden eröffnet.", "2022-03-14"),
        ("Am Montag wird der Laden eröffnet.", "2022-03-21"),
        ("Der Laden, der am Montag eröffnet wurde, ist klein.", "2022-03-14"),
        ("Ab Montag gelten neue Regeln.", "2022-03-21"),
        ("Seit Montag gelten neue Regeln.", "2022-03-14"),
        ("Der Wirt lädt am Montag zum Fest.", "2022-03-21"),
        ("Bis Montag will der Wirt entscheiden.", "2022-03-21"),
        ("Der Unfall soll sich am Montag ereignet haben.", "2022-03-14"),
        ("Der am Montag zurückgetretene Wirt schweigt.", "2022-03-14"),
        ("Der am Montag in Bern gestürzte Reiter will bald wieder starten.", "2022-03-14"),
        ("Die Sitzung wurde auf Montag vertagt.", "2022-03-21"),
        ("Weitere Treffen sind für Montag angesetzt.", "2022-03-21"),
        ("Die Wirtin versprach, am Montag ein Fest zu geben.", "2022-03-21"),
        ("Die Wirtin kündigte an, am Montag aufzusperren, wie sie sagte.", "2022-03-21"),
        ("Der Wirtin wird vorgeworfen, am Montag zu laut gesungen zu haben.", "2022-03-14"),
    ],
)
def test_tense_decides_the_side(text: str, value: str) -> None:
    assert ("Montag", "DATE", value) in read(text)


def test_parsed_tense_goes_before_the_words() -> None:
    words = ["Am", "Montag", "schwiegt", "sie", "."]
    morphs = ["", "", "Mood=Ind|Tense=Past|VerbForm=Fin", "", ""]
    doc = Doc(
        NLP.vocab,
        words=words,
        morphs=morphs,
        pos=["ADP", "NOUN", "VERB", "PRON", "PUNCT"],
        heads=[1, 2, 2, 2, 2],
        deps=["case", "obl", "ROOT", "nsubj", "punct"],
    )
    assert [t.value for t in find_times(doc, "2022-03-18")[0]] == ["2022-03-14"]


@pytest.mark.parametrize(("case", "values"), [("Nom", ["2022-03-18TAF"]), ("Gen", [])])
def test_parsed_case_tells_the_subject_from_the_genitive(case: str, values: list[str]) -> None:
    words = ["Am", "Nachmittag", "der", "Rede", "sang", "sie", "."]
    doc = Doc(NLP.vocab, words=words, morphs=["", "", f"Case={case}", "", "", "", ""])
    assert [t.value for t in find_times(doc, "2022-03-18")[0]] == values


def test_that_evening_is_not_the_articles() -> None:
    assert ("jenem Abend", "TIME", "2022-03-10TEV") in read("Am 10. März brannte es. An jenem Abend war er zu Hause.")
    told = read("Am Freitag fiel das Urteil. Die Tat geschah im Mai 2020. An jenem Abend war er zu Hause.")
    assert ("jenem Abend", "TIME", "XXXX-XX-XXTEV") in told


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Sie nannte den See gestern «eine Reserve für den Bedarf im Winter».", "2022-WI"),
        ("Sie sagte gestern: «Der Bedarf war im Winter gering.»", "2021-WI"),
    ],
)
def test_quoted_words_without_a_verb_have_no_tense(text: str, value: str) -> None:
    assert value in [v for _, _, v in read(text, "2022-11-18")]


def test_range_of_days_shares_its_month_and_year() -> None:
    assert read("Das Lager dauert vom 28. Juli bis 4. August 2023.") == [
        ("28. Juli", "DATE", "2023-07-28"),
        ("4. August 2023", "DATE", "2023-08-04"),
    ]


def test_the_same_day_is_no_coming_one_for_what_has_happened() -> None:
    told = read("Am 24. März wird gewählt. Der Wirt sprach am selben Tag in Bern.")
    assert told[-1][2] == "2022-03-18"
    assert read("Am 24. März wird gewählt. Der Wirt wird am selben Tag in Bern sprechen.")[-1][2] == "2022-03-24"


def test_clock_takes_the_day_behind_it() -> None:
    assert ("20 Uhr", "TIME", "2022-03-19T20:00") in read("Um 20 Uhr am 19. März spielt die Kapelle.")


def test_clock_without_a_day_is_on_the_day_of_the_article() -> None:
    assert read("Beginn um 9.15 Uhr") == [("9.15 Uhr", "TIME", "2022-03-18T09:15")]


def test_year_of_a_story_goes_on_to_the_next_sentence() -> None:
    found = read("1998 zog sie nach Wien. Im Mai eröffnete sie ein Lokal. Im Juni kam der Erfolg. Heute ist Mai.")
    assert [value for _, _, value in found] == ["1998", "1998-05", "1998-06", "2022-03-18", "2022-05"]


def test_year_in_the_background_does_not_go_on() -> None:
    found = read("Das Denkmal für den 1849 verstorbenen Dichter wurde im Jänner enthüllt. Am 3. März kam der Bischof.")
    assert [value for _, _, value in found] == ["1849", "2022-01", "2022-03-03"]


def test_impossible_dates_are_no_times() -> None:
    assert read("Am 31.2.2020 und um 27 Uhr.") == []


def test_broken_date_of_the_article_is_a_warning() -> None:
    times, warnings = find_times(NLP("Gestern regnete es."), "neulich")
    assert [t.value for t in times] == ["XXXX-XX-XX"]
    assert len(warnings) == 2
    assert "neulich" in warnings[0]


def test_absolute_dates_need_no_date_of_the_article() -> None:
    times, warnings = find_times(NLP("Am 3. Mai 1999 und im Jahr 2001."), None)
    assert [t.value for t in times] == ["1999-05-03", "2001"]
    assert warnings == ()


def test_unknown_language_is_one_clear_line() -> None:
    with pytest.raises(KgError, match="'xx'"):
        find_times(NLP("Gestern"), None, language="xx")


def test_edges_of_the_calendar_raise_nothing() -> None:
    assert find_times(NLP("Gestern, voriges Jahrhundert, übernächstes Jahrtausend, vor Jahren."), "0001-01-01")
    assert find_times(NLP("Morgen, kommendes Jahr, am 31. Dezember, kommende Woche."), "9999-12-31")


def test_times_in_a_passage_date_first() -> None:
    times = (
        Time(0, 5, "Jahre", "DURATION", "PXY"),
        Time(10, 15, "jetzt", "DATE", "PRESENT_REF"),
        Time(20, 25, "Montag", "DATE", "2022-03-14"),
        Time(40, 45, "Mai", "DATE", "2022-05"),
    )
    assert [t.text for t in times_in(times, [(0, 16), (18, 30)])] == ["Montag", "jetzt", "Jahre"]
    assert times_in(times, []) == ()


@pytest.mark.parametrize(
    ("unit", "times"),
    [
        ("Am Mittwoch um 14.30 Uhr, in der kommenden Woche, vor 3 Jahren; ", 4),
        ("1.2.3.4.", 0),
        ("der zwei ", 0),
        ("„", 0),
        ("heute ", 1),
        ("a", 0),
    ],
)
def test_one_long_line(unit: str, times: int) -> None:
    repeats = 200_000 // len(unit)
    doc = Doc(NLP.vocab, words=[unit * repeats], spaces=[False])
    assert len(find_times(doc, "2022-03-18")[0]) == times * repeats


def test_markup_and_controls_do_no_harm() -> None:
    text = "<b>Am\u202e Mittwoch</b>\x00 <script>alert('3. Mai')</script> um 14.30\u00a0Uhr\ufffd"
    assert [t for t, _, _ in read(text)] == ["Mittwoch", "3. Mai", "14.30\u00a0Uhr"]


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("Vor drei Jahren schloss die Post.", "drei Jahren", "2019"),
        ("Seit rund zwei Wochen wird gestreikt.", "zwei Wochen", "2022-W09"),
        ("In einem Monat öffnet das Bad.", "einem Monat", "2022-04"),
        ("Vor zwei Tagen kam der Brief.", "zwei Tagen", "2022-03-16"),
        ("Vor zwei Stunden kam der Brief.", "zwei Stunden", "2022-03-18"),
        ("Am Montag kam der Brief.", "Montag", "2022-03-14"),
        ("Die Fahrt dauerte zwei Tage.", "zwei Tage", None),
        ("In den vergangenen zwei Jahren regnete es kaum.", "den vergangenen zwei Jahren", None),
        ("Vor 9000 Jahren lebten hier Hirten.", "9000 Jahren", None),
        ("Seit Jahren streitet man.", "Jahren", None),
    ],
)
def test_moment(text: str, span: str, value: str | None) -> None:
    times = [t for t in find_times(NLP(text), "2022-03-18")[0] if t.text == span]
    assert [moment(text, t, "2022-03-18") for t in times] == [value]
    assert all(moment(text, t, None) is None for t in times if t.type == "DURATION")


def test_an_hour_belongs_to_the_evening_told_after_it() -> None:
    times, _ = find_times(NLP("Gegen 22.15 Uhr am Samstagabend brach das Feuer aus."), "2023-05-10")
    assert [(t.text, t.value) for t in times] == [
        ("22.15 Uhr", "2023-05-06T22:15"),
        ("Samstagabend", "2023-05-06TEV"),
    ]


def test_a_weekday_as_an_adverb_is_a_set() -> None:
    times, _ = find_times(NLP("Montags bleibt das Museum zu. Er starb am Abend des Montags."), "2023-05-10")
    assert [(t.text, t.type) for t in times if "Montags" in t.text] == [("Montags", "SET"), ("Montags", "DATE")]

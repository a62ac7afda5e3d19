"""Who speaks where several clauses compete: appositions, asides, clauses that go on from the one before."""

from __future__ import annotations

import pytest
from reader.quotes.quoted import Reader


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Der Etat ist solide, wie die Chefin der Werft, Lea Kern, mitteilte.", "die Chefin der Werft, Lea Kern"),
        ("Es handele sich ersten Angaben zufolge um einen Unfall.", "ersten Angaben"),
        ("Im Notfall führt laut Verfassung der Präsident das Heer.", "Verfassung"),
        ("Davon fordert Airbus 12 Milliarden Euro.", "Airbus"),
        ("Sowohl das Amt als auch die Werft kündigten Prüfungen an.", "das Amt"),
        ("Huber gab sich in einer Rede betont gelassen. Der Bau sei sicher.", "Huber"),
        (
            "Der Vorstand wackelt, auch wenn Max Ott Gerüchte zurückwies: „Wir bleiben ruhig.“",
            "Max Ott",
        ),
        ("„Der Pegel bleibt am Ende der Woche hoch“ laut Kern.", "Kern"),
    ],
)
def test_speaker(quotes: Reader, text: str, speaker: str) -> None:
    (quote,) = quotes(text)
    assert quote.speaker is not None
    assert quote.speaker.text == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Die Wirte hatten, nachdem sie den Brand bemerkt hatten, Alarm geschlagen, trotzdem verbrannte der Stall.",
        "Die Polizei prüft alle Hinweise, konnte solche bislang nicht bestätigen.",
        "Bürger, die gemäß der alten Regelung gezahlt haben, sollten schreiben.",
    ],
)
def test_what_nobody_says_is_no_quotation(quotes: Reader, text: str) -> None:
    assert not quotes(text)


def test_each_of_two_speakers_has_his_own_words(quotes: Reader) -> None:
    text = "Der Rat wies den Vorwurf zurück, die Sprecherin der Werft, Lea Kern, erklärte: „Alles bleibt ruhig.“"
    said = {q.type: q.speaker and q.speaker.text for q in quotes(text)}
    assert said == {"direct": "die Sprecherin der Werft, Lea Kern"}


def test_a_comparison_is_no_report(quotes: Reader) -> None:
    text = "Lea Kern meldete sich. Der Steg sei, anders als das Amt behauptet, sicher, das Holz halte."
    assert [(q.type, q.speaker and q.speaker.text) for q in quotes(text)] == [("indirectFreeIndirect", "Lea Kern")]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        # who spoke goes on, whoever the sentence between is about
        ("Lea Kern sagte, sie gehe. Zwei Helfer liefen zum Bach. Das Dach sei dicht.", ["Lea Kern", "Lea Kern"]),
        ("Lea Kern sagte, sie gehe. Zwei Gäste wurden verletzt, einer sei in Gefahr.", ["Lea Kern", "Lea Kern"]),
        # what somebody is said to have said is within what was said
        ("Lea Kern sagte, sie gehe. Der Wirt habe behauptet, das Bier sei frei.", ["Lea Kern", "Lea Kern", "der Wirt"]),
        ("Lea Kern sagte, sie gehe. Die Gäste könnten bleiben.", ["Lea Kern", "Lea Kern"]),
        # „könnte" after an indicative is the article's guess
        ("Laut Lea Kern bleibt der Hof offen. Der Wirt könnte bald verkaufen.", ["Lea Kern"]),
    ],
)
def test_who_goes_on(quotes: Reader, text: str, speakers: list[str]) -> None:
    assert sorted(q.speaker.text.lower() for q in quotes(text) if q.speaker) == sorted(s.lower() for s in speakers)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # the nearer cue, the body where they say so, the verb that was told
        (
            "Berlin äußerte sich knapp: Der Bund prüfe den Fall, teilte das Innenministerium mit.",
            "das Innenministerium",
        ),
        ("Im Ministerium verwies man auf Gespräche.", "Ministerium"),
        ("Lea Kern prangerte an, dass Akten fehlen.", "Lea Kern"),
        ("Die Händler erwarten, dass die Preise fallen.", "Die Händler"),
        ("Alle Gäste wurden in einem Schreiben der Werft aufgefordert, zu gehen.", "einem Schreiben der Werft"),
        ("Seine Meinung zu Kern: „Ich dachte lange, er sei ein guter Koch.“", "Seine"),
    ],
)
def test_speaker_of_a_cue(quotes: Reader, text: str, speaker: str) -> None:
    (quote,) = quotes(text)
    assert quote.speaker is not None
    assert quote.speaker.text == speaker


def test_what_is_done_after_the_words_is_not_said(quotes: Reader) -> None:
    text = "Lea Kern sagte, der Hof sei leer, und der Wirt schloss die Tür."
    assert [text[a:b] for q in quotes(text) for a, b in q.spans] == ["der Hof sei leer"]


def test_what_stands_before_a_colon_in_konjunktiv_is_said_too(quotes: Reader) -> None:
    text = "Wie Lea Kern erklärte, bleibe das Bad offen. Die Stadt sei dankbar: „Alle haben uns sehr geholfen.“"
    assert {q.speaker and q.speaker.text for q in quotes(text)} == {"Lea Kern"}


@pytest.mark.parametrize(
    "text",
    [
        "Im Haus gilt die höchste Stufe, weil der Wirt sich bedroht fühle.",
        "Dann kehrten sie zur alten Fassung zurück, wonach der Koch schuld sein soll.",
    ],
)
def test_a_thing_says_nothing(quotes: Reader, text: str) -> None:
    (quote,) = quotes(text)
    assert quote.speaker is None

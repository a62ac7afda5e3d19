"""The role of a phrase with a preposition is told only where something shows it; else the preposition tells it."""

from __future__ import annotations

import pytest

from tests.reader.statements.test_cases import record_of


def arguments(text: str, lemma: str) -> set[tuple[str, str]]:
    """Role and words of the further arguments of the statements with that predicate."""
    record = record_of(text)
    return {(a.role, a.text) for s in record.statements if s.predicate.lemma == lemma for a in s.arguments}


@pytest.mark.parametrize(
    ("text", "lemma", "wanted"),
    [
        (
            "Die Reederei tauscht die Motoren in zwei Schritten aus.",
            "austauschen",
            ("circumstance", "in zwei Schritten"),
        ),
        ("Die Scheibe dreht sich um ihre Mitte.", "drehen", ("circumstance", "um ihre Mitte")),
        ("Die Wirtin putzt mit einem alten Lappen die Fenster.", "putzen", ("circumstance", "mit einem alten Lappen")),
        ("Trotz des Regens spielten die Kinder Fangen.", "spielen", ("circumstance", "Trotz des Regens")),
        ("Die Wirtin putzt die Fenster bis zu ihrem Urlaub.", "putzen", ("circumstance", "bis zu ihrem Urlaub")),
        ("Der Maler strich die Wand in Kiel.", "streichen", ("place", "Kiel")),
        ("Der Maler strich die Wand im Bahnhof.", "streichen", ("place", "Bahnhof")),
        ("Die Gruppe radelte nach Rostock.", "radeln", ("goal", "Rostock")),
        ("Die Gruppe radelte in die Stadt.", "radeln", ("goal", "die Stadt")),
        ("Wegen des Regens putzte die Wirtin die Fenster.", "putzen", ("cause", "des Regens")),
        ("Die Wirtin putzt mit ihrer Schwester die Fenster.", "putzen", ("partner", "ihrer Schwester")),
        ("Die Wirtin putzt die Fenster für 40 Euro.", "putzen", ("amount", "für 40 Euro")),
        (
            "Das Haus sei alt, sagte Georg Moll zur Nachrichtenagentur dpa.",
            "sagen",
            ("recipient", "Nachrichtenagentur dpa"),
        ),
        ("Der Maler sagte zu Anna Huber, das Haus sei alt.", "sagen", ("recipient", "Anna Huber")),
        ("Der Maler sagte zum Brand, das Haus sei alt.", "sagen", ("topic", "Brand")),
        ("Die Wirtin äußerte sich zu Anna Huber.", "äußern", ("topic", "Anna Huber")),
        ("Das bestätigte die Wirtin gegenüber der Presse.", "bestätigen", ("recipient", "der Presse")),
    ],
)
def test_role(text: str, lemma: str, wanted: tuple[str, str]) -> None:
    assert wanted in arguments(text, lemma)


def test_a_relative_pronoun_is_told_with_its_noun() -> None:
    found = arguments("Das Fest, auf dem die Kapelle einen Walzer spielte, endete früh.", "spielen")
    assert ("circumstance", "auf dem Fest") in found


def test_a_circumstance_keeps_the_entity_of_its_noun() -> None:
    record = record_of("Die Wirtin putzt vor Anna Moser die Fenster.")
    found = [a for s in record.statements for a in s.arguments if a.text == "vor Anna Moser"]
    labels = {e.id: e.label for e in record.entities}
    assert [labels.get(a.entity or "") for a in found] == ["Anna Moser"]


def test_what_stands_before_a_postposition_is_no_dative_of_the_verb() -> None:
    found = arguments("Der Mitteilung zufolge kam das Gremium zu einem anderen Schluss.", "kommen")
    assert not any("Mitteilung" in text for _, text in found)


def test_a_time_in_the_dative_is_told_nothing() -> None:
    text = (
        "Weitere Läden werden Anfang 2008 folgen. Anna Huber sagte heute Abend gegenüber der Presse, das Haus sei alt."
    )
    assert arguments(text, "folgen") == set()
    assert arguments(text, "sagen") == {("recipient", "der Presse")}


def test_a_thing_in_the_dative_receives_nothing() -> None:
    found = arguments("Der Betrieb unterliegt der Meldepflicht.", "unterliegen")
    assert ("theme", "der Meldepflicht") in found

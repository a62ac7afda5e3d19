"""An event that a noun names is said to happen only where its place in the sentence says so."""

from __future__ import annotations

import pytest

from kg.model import Statement
from tests.reader.statements.test_cases import record_of


def named(text: str, lemma: str) -> list[Statement]:
    return [s for s in record_of(text).statements if s.predicate.lemma == lemma]


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("Der Rat berät ein Gesetz zur Abschaffung der Hundesteuer.", "Abschaffung"),
        ("Nach dem Start vom Flughafen verschwand das Flugzeug.", "Start"),
        ("Die Gegner einer Schließung der Schule sammelten Geld.", "Schließung"),
        ("Die Redakteurin lobte Oettingers Vorschlag.", "Vorschlag"),
        ("Der Maler sprach über seine Prognose.", "Prognose"),
        ("Die Schließung der Schule wäre ein Fehler.", "Schließung"),
        ("Nach dem Anstieg von drei Prozent fiel der Kurs.", "Anstieg"),
        ("Der Verkauf von Fahrrädern brachte Geld.", "Verkauf"),
        ("Eine Möglichkeit ist die Schließung der Schule.", "Schließung"),
        ("Der Dieb wurde nach kurzer Flucht von der Polizei gestellt.", "Flucht"),
        ("Der Präsident ist nach der Wahl von allen Ämtern zurückgetreten.", "Wahl"),
        ("Das Land begrüßte den Vertrag zwischen dem Verein.", "zwischen"),
        ("Die Sprecherin nannte weitere Punkte: Weitere Punkte sind die Senkung der Gebühr.", "Senkung"),
    ],
)
def test_what_is_not_said_to_happen(text: str, lemma: str) -> None:
    assert named(text, lemma) == []


@pytest.mark.parametrize(
    ("text", "lemma", "polarity", "modality"),
    [
        ("Nach der Festnahme des Händlers schloss das Lokal.", "Festnahme", "positive", None),
        ("Nach dem Einsturz von zwei Häusern kam die Feuerwehr.", "Einsturz", "positive", None),
        ("Nach dem Tod der Dichterin soll das Haus verkauft werden.", "Tod", "positive", None),
        ("Das Dorf feierte die mögliche Rettung der Mühle.", "Rettung", "positive", "possibility"),
        ("Die Zeitung lobte die geplante Sanierung der Brücke.", "Sanierung", "positive", "plan"),
        ("Die Zeitung lobte die geforderte Sanierung der Brücke.", "Sanierung", "positive", "demand"),
        ("Die Bürger fordern die Sanierung der Brücke.", "Sanierung", "positive", "demand"),
        ("Ohne die Zustimmung zum Vertrag reiste die Gruppe ab.", "zu", "negative", None),
        ("Die Gäste forderten den Beginn einer polnischen Untersuchung.", "polnisch", "positive", "demand"),
        ("Der Wirt will Gespräche mit der Brauerei führen.", "mit", "positive", "wish"),
        ("Der Wirt will seine Gespräche mit der Brauerei abbrechen.", "mit", "positive", None),
        ("Unterstützung für die Regierung könnte aus Bern kommen.", "für", "positive", "possibility"),
        ("Informationen über den Vertrag liegen nicht vor.", "über", "negative", None),
        ("Aus Mangel an Beweisen sprach das Gericht den Wirt frei.", "an", "positive", None),
        ("Nicht aus Mangel an Beweisen sprach das Gericht den Wirt frei.", "an", "negative", None),
        ("Die Zeitung rügte die mangelnde Aufklärung der Tat.", "Aufklärung", "negative", None),
        ("Eine Sanierung der Brücke ist nicht geplant.", "Sanierung", "negative", "plan"),
        ("Es gab keine Verletzten und geringen Schaden am Haus.", "an", "positive", None),
        ("Bei einem Sieg der Rostocker Mannschaft steigt der Verein auf.", "Sieg", "positive", "condition"),
    ],
)
def test_how_it_is_said(text: str, lemma: str, polarity: str, modality: str | None) -> None:
    found = named(text, lemma)
    assert found, f"not read: {lemma}"
    assert {(s.polarity, s.modality) for s in found} == {(polarity, modality)}


def test_the_case_of_a_participant_tells_it_from_another_phrase() -> None:
    found = named("Der Bericht nannte die Kritik an der Bank und die Belagerung der Stadt.", "an")
    assert [s.object.text for s in found if s.object] == ["der Bank"]


def test_weapons_attack_nobody() -> None:
    found = named("Die Zeitung verurteilte den Angriff von Raketen auf die Stadt.", "Angriff")
    assert not any(s.subject and "Raketen" in s.subject.text and s.object for s in found)
    found = named("Die Zeitung verurteilte den Angriff von Soldaten auf die Stadt.", "Angriff")
    assert any(s.subject and "Soldaten" in s.subject.text and s.object for s in found)


def test_a_protest_is_no_test() -> None:
    found = named("Die Tat löste Proteste der Bauern gegen die Regierung aus.", "Protest")
    assert [(s.subject.text, s.object.text) for s in found if s.subject and s.object] == [
        ("der Bauern", "die Regierung")
    ]


def test_what_is_taken_for_past_has_happened() -> None:
    assert {s.modality for s in named("Die Gruppe übernahm die Verantwortung für die Angriffe auf Wels.", "auf")} == {
        None
    }
    assert {s.modality for s in named("Der Verein musste eine Niederlage gegen Wels hinnehmen.", "gegen")} == {None}


def test_phrase_behind_the_genitive_is_the_nouns_own() -> None:
    found = named("Die Zeitung lobte die Kritik von Minister Jan Ott an den Banken.", "Kritik")
    assert [s.object.text for s in found if s.object] == ["den Banken"]

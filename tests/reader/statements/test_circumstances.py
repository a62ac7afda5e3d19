"""When and where a statement is: its own time and place, and not those of a noun, a comparison or another event."""

from __future__ import annotations

import pytest

from tests.reader.statements.test_cases import record_of


def found_for(text: str, lemma: str):
    found = [s for s in record_of(text).statements if s.predicate.lemma == lemma]
    assert found, f"not read: {lemma}"
    return found


@pytest.mark.parametrize(
    ("text", "lemma", "value"),
    [
        ("Der Umsatz sank gegenüber 2023 um ein Drittel.", "sinken", None),
        ("Der Ertrag war größer als 2023.", "sein", None),
        ("Im Vergleich zum Vorjahr fiel die Ernte kleiner aus.", "ausfallen", None),
        ("Die Flut war die schwerste seit 1998.", "sein", None),
        ("Sie ist seit 2004 die jüngste Richterin.", "sein", "2004/.."),
        ("Der Börsengang von 1998 brachte der Firma viel Geld.", "bringen", None),
        ("Der heute 53-jährige Fischer verkaufte das Boot.", "verkaufen", None),
        ("Die Gewerkschaft kündigte für Freitag einen Streik an.", "ankündigen", None),
        ("Der Verein kündigte eine Kundgebung am Freitag an.", "ankündigen", None),
        ("Ein Streik ist für Freitag angekündigt worden.", "ankündigen", None),
        ("Bald führte die Mannschaft mit zwei Toren.", "führen", None),
        ("2019 warnte ein Bericht vor der Flut, die Stadt baute jedoch keinen Damm.", "bauen", None),
        ("Die Kette sammelte bis am Montagabend drei Millionen Franken.", "sammeln", "../2024-05-13TEV"),
        ("Die Wahl ist für den 3. Juni geplant.", "planen", "2024-06-03"),
        ("Bei einem Konzert am Samstag verletzte sich ein Sänger.", "verletzen", "2024-05-11"),
        ("Bei der Wahl 2017 siegte die Bürgerliste.", "siegen", "2017"),
        ("Die Weltmeisterschaft 2022 endete mit einem Skandal.", "enden", None),
        ("Der Rat verschob die Wahl auf Sonntag.", "verschieben", None),
        ("Die Zeugin sprach über die Vorfälle am Freitag.", "sprechen", None),
        ("Das Museum blieb bis zum Beginn der Saison am Mittwoch geschlossen.", "schließen", None),
        ("Die Zahl der Hörer stieg auf zwölf Millionen (1939).", "steigen", None),
        ("Anhänger eines Kandidaten der Wahl im Juli besetzten das Rathaus.", "besetzen", None),
        ("Die Leiterin sprach bei einem Fest im Jahr 2007 und bei einer Feier im Jahr 2009.", "sprechen", None),
        ("Der Verein sprach in Vorträgen wie „Brücken in den Jahren 1946 bis 1958“ über das Tal.", "sprechen", None),
        ("Die Messe findet vom 5. bis zum 9. Juni statt.", "stattfinden", "2024-06-05/2024-06-09"),
        ("Von Januar bis Juni dieses Jahres starben im Land 2.489 Rinder.", "sterben", "2024-01/2024-06"),
    ],
)
def test_time_of_a_clause(text: str, lemma: str, value: str | None) -> None:
    assert {s.time.interval if s.time else None for s in found_for(text, lemma)} == {value}


@pytest.mark.parametrize(
    ("text", "lemma", "place"),
    [
        ("Die Reederei warnte vor Überfällen in Somalia.", "warnen", None),
        ("Das Konsulat in Basel wurde geschlossen.", "schließen", "Basel"),
        ("Wegen des Todes eines Agenten im Irak kommt ein Soldat vor Gericht.", "kommen", None),
        ("Die Partei verweist auf einen Anschlag in Bagdad.", "verweisen", None),
        ("Der Frachter sank 40 Seemeilen vor Gotland.", "sinken", None),
        ("Bei einem Brand in einem Wohnheim in Koblenz starb ein Mann.", "sterben", "Koblenz"),
        ("Am Rande einer Sitzung des Landtages in Hannover gab der Abgeordnete auf.", "aufgeben", "Hannover"),
        ("Menschenrechtler haben die Zustände im Gefängnis von Riga kritisiert.", "kritisieren", None),
        ("Auf Estland trifft Lettland am Sonntag in Riga.", "treffen", "Riga"),
        ("Zwei Schlepper begleiteten das Schiff in den Hamburger Hafen.", "begleiten", None),
        ("Das Team spielt in der Wiener Stadthalle.", "spielen", "der Wiener Stadthalle"),
    ],
)
def test_place_of_a_clause(text: str, lemma: str, place: str | None) -> None:
    assert {s.place.text if s.place else None for s in found_for(text, lemma)} == {place}


def test_of_two_places_each_statement_has_its_own() -> None:
    found = found_for("Der Dichter wohnte abwechselnd in Wien und in Graz.", "wohnen")
    assert {(s.object.text, s.place.text) for s in found if s.object and s.place} == {
        ("Wien", "Wien"),
        ("Graz", "Graz"),
    }

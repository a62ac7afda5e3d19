"""Whose words a statement is: the speaker, the owner of „Angaben", nobody who is named, or the article."""

from __future__ import annotations

import pytest

import kg

_CASES = [
    # whose saying it is, not the word for it
    ("Nach Angaben der Feuerwehr brannte der Stall ab.", "abbrennen", "der Feuerwehr"),
    ("Polizeiangaben zufolge brannte der Stall ab.", "abbrennen", "Polizeiangaben"),
    ("Ersten Angaben zufolge brannte der Stall ab.", "abbrennen", "ungenannt"),
    ("Dem Vernehmen nach verkauft die Firma den Hafen.", "verkaufen", "ungenannt"),
    ("Die Lage sei ernst, hieß es.", "sein", "ungenannt"),
    # „demnach" takes up who was named
    ("Die Stadt teilte mit, die Brücke sei morsch. Demnach brachen drei Balken.", "brechen", "Die Stadt"),
    ("Am Ufer lag Schnee. Demnach brachen drei Balken.", "brechen", "ungenannt"),
    ("Die Stadt legte einen Bericht vor. Demnach brachen drei Balken.", "brechen", "einen Bericht"),
    ("Die Stadt hat den Plan bekannt gegeben. Demnach brachen drei Balken.", "brechen", "Die Stadt"),
    ("Für den Trainer Max Ott ist die Lage „trostlos“.", "sein", "den Trainer Max Ott"),
    # the act of saying and what is told by the way are the article's
    ("Dem Gärtner wird ein Diebstahl vorgeworfen.", "vorwerfen", None),
    ("Während der Hafen leer blieb, forderte der Verein einen Umbau.", "bleiben", None),
    ("Das Blatt meldet, Anna Huber, die seit März die Bank leitet, habe den Tresor verkauft.", "leiten", None),
    (
        "Das Blatt meldet, Anna Huber, die seit März die Bank leitet, habe den Tresor verkauft.",
        "verkaufen",
        "Das Blatt",
    ),
    # a number says nothing
    ("Die neue Fähre soll nach bisherigen Angaben 2031 in Serie gehen und 300 Menschen fassen.", "fassen", "ungenannt"),
    # a clause with a voice of its own is not the source's
    ("Nach Angaben der Wirte kamen 7.000 Gäste, die Polizei spricht von 4.000.", "kommen", "der Wirte"),
    ("Nach Angaben der Wirte kamen 7.000 Gäste, die Polizei spricht von 4.000.", "sprechen", None),
    ("Laut der Werft fielen 30 Stellen weg, die Gewerkschaft zählt 50.", "zählen", None),
    ("Laut der Werft fielen 30 Stellen weg und der Hafen verlor 50.", "verlieren", "der Werft"),
    # an event that somebody demands or fears
    ("Die Chefin hat die Länder zur Abschaffung der Gebühren aufgefordert.", "Abschaffung", "Die Chefin"),
    ("Der Verein verlangt die Abschaffung der Gebühren.", "Abschaffung", "Der Verein"),
    ("Die Forderung des Vereins nach Abschaffung der Gebühren blieb ohne Echo.", "Abschaffung", "des Vereins"),
    ("Der Verein forderte den Verkauf des Hafens an die Werft.", "an", "Der Verein"),
    ("Der Verein bestritt den Verkauf des Hafens an die Werft.", "Verkauf", None),
    # others say so
    ("Nachdem der Koch den Wirt bedroht haben soll, verließ er das Dorf.", "bedrohen", "ungenannt"),
]


@pytest.mark.parametrize(("text", "lemma", "source"), _CASES)
def test_source(text: str, lemma: str, source: str | None) -> None:
    (said,) = {
        s.attribution and s.attribution.text
        for s in kg.read(text).statements
        if s.predicate.lemma == lemma and s.kind != "role"
    }
    assert said == source


def test_what_a_verb_of_saying_reports_is_the_speakers() -> None:
    record = kg.read("Nach dem Brand forderte der Verein die Schließung des Marktes.")
    said = {s.predicate.lemma: s.attribution and s.attribution.text for s in record.statements}
    assert (said["Schließung"], said["fordern"]) == ("der Verein", None)


def test_a_possessive_names_the_source() -> None:
    record = kg.read("Lea Kern sprach mit der Presse. Nach ihren Angaben brannte der Stall ab.")
    labels = {e.id: e.label for e in record.entities}
    (burnt,) = [s for s in record.statements if s.predicate.lemma == "abbrennen"]
    assert burnt.attribution
    assert labels[burnt.attribution.entity or ""] == "Lea Kern"


def test_a_pronoun_is_who_spoke_in_the_sentence_before() -> None:
    record = kg.read("Die Direktorin Lea Kern sagte, das Dach sei alt. „Wir bauen ein neues Haus“, sagte sie.")
    labels = {e.id: e.label for e in record.entities}
    (built,) = [s for s in record.statements if s.predicate.lemma == "bauen"]
    assert built.attribution
    assert labels[built.attribution.entity or ""] == "Lea Kern"


def test_what_a_name_did_is_not_by_its_own_account() -> None:
    text = "Huber hatte mit einem Angriff gedroht: „Wir schlagen zurück und bauen Dämme“, sagte Huber."
    assert not [s for s in kg.read(text).statements if s.predicate.lemma == "drohen" and s.attribution]

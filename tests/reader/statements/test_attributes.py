"""Participles before their noun: only with words of their own, and with none of the clause's."""

from __future__ import annotations

import pytest

from tests.reader.statements.test_cases import record_of


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("Die Ärzte stellten bei ihm erhöhte Werte fest.", "erhöhen"),
        ("Die Stadt erhebt eine auf sechs Jahre befristete Gebühr.", "befristen"),
        ("Die am häufigsten genannten Gründe waren Lärm und Staub.", "nennen"),
        ("Das ist der wohl bekannteste Maler der Stadt.", "bekanntesen"),
    ],
)
def test_what_says_nothing(text: str, lemma: str) -> None:
    assert [s for s in record_of(text).statements if s.predicate.lemma == lemma] == []


@pytest.mark.parametrize(
    ("text", "lemma", "subject", "voice", "modality"),
    [
        ("Das von Maria Huber geleitete Haus wächst.", "leiten", "Maria Huber", "active", None),
        ("Das in der Klinik angewandte Verfahren ist neu.", "anwenden", "Verfahren", "passive", None),
        ("Der in Not geratene Hof wurde verkauft.", "geraten", "Hof", "active", None),
        ("Der im März vorzulegende Bericht fehlt.", "vorlegen", "Bericht", "passive", "obligation"),
        ("Ein aus dem Fluss gezogenes Kind lebt.", "ziehen", "Kind", "passive", None),
        ("Eine im Jahr 1700 gebaute, mit Federn verzierte Krone liegt hier.", "verzieren", "Krone", "passive", None),
        ("Die sich nach Süden ausbreitende Herde zählt hundert Tiere.", "ausbreiten", "Herde", "active", None),
    ],
)
def test_participles(text: str, lemma: str, subject: str, voice: str, modality: str | None) -> None:
    found = [s for s in record_of(text).statements if s.predicate.lemma == lemma]
    assert found, f"not read: {lemma}"
    assert [(s.subject and s.subject.text, s.predicate.voice, s.modality) for s in found] == [
        (subject, voice, modality)
    ]
    assert all(s.object is None or "sich" not in s.object.text for s in found)


def test_a_name_with_an_ampersand_is_one_agent() -> None:
    found = record_of("Der von der Unternehmensberatung Kern & Blum gekaufte Laden schließt.").statements
    agents = [s.subject.text for s in found if s.predicate.lemma == "kaufen" and s.subject]
    assert agents == ["der Unternehmensberatung Kern & Blum"]


def test_words_of_one_participle_are_not_those_of_the_next() -> None:
    found = record_of("Die in Wels gebaute, mit Gold verzierte Brücke ist neu.").statements
    assert [[a.text for a in s.arguments[1:]] for s in found if s.predicate.lemma == "verzieren"] == [["mit Gold"]]

"""Statements say something by themselves, and what `es` stands for is told."""

from __future__ import annotations

import pytest

from tests.reader.statements.test_cases import record_of


def told(text: str) -> list[tuple[str, str, str]]:
    """Subject, lemma and object of all statements."""
    return [
        (s.subject.text if s.subject else "", s.predicate.lemma, s.object.text if s.object else "")
        for s in record_of(text).statements
    ]


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("Am Ende hieß es, dass der Hafen wächst.", "heißen"),
        ("Das Dorf feiert, was die Zeitung bestätigte.", "bestätigen"),
        ("Es sieht so aus, als ob niemand kommt.", "aussehen"),
    ],
)
def test_what_says_nothing_is_left_out(text: str, lemma: str) -> None:
    assert lemma not in {found for _, found, _ in told(text)}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("In Kiel kam es zu Festnahmen.", ("Festnahmen", "kommen", "")),
        ("Es gelang, das Boot zu bergen.", ("das Boot zu bergen", "gelingen", "")),
        (
            "Die Ministerin geht davon aus, dass der Hafen wächst.",
            ("Die Ministerin", "ausgehen", "dass der Hafen wächst"),
        ),
        ("Die Täter wollten sich melden.", ("Die Täter", "melden", "")),
        ("Das bestritt die Zeitung.", ("die Zeitung", "bestreiten", "Das")),
        ("Das Rad gehört zum Standard.", ("Das Rad", "gehören", "Standard")),
    ],
)
def test_what_stands_elsewhere_is_told(text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in told(text)


@pytest.mark.parametrize(
    ("text", "lemma", "wanted"),
    [
        ("Das Amt ließ den Brief unbeantwortet.", "lassen", ("manner", "unbeantwortet")),
        ("Die Wahl ist eindeutig ausgefallen.", "ausfallen", ("manner", "eindeutig")),
        ("Der Preis stieg auf mehr als das Doppelte.", "steigen", ("circumstance", "auf mehr als das Doppelte")),
        ("Der Saal ließ sich besser füllen als der Keller.", "füllen", ("circumstance", "als der Keller")),
    ],
)
def test_what_the_verb_needs_is_kept(text: str, lemma: str, wanted: tuple[str, str]) -> None:
    found = {(a.role, a.text) for s in record_of(text).statements if s.predicate.lemma == lemma for a in s.arguments}
    assert wanted in found


def test_a_phrase_that_belongs_to_the_verb_stands_among_its_words() -> None:
    statements = record_of("Die Stadt stellte dem Verein einen Raum zur Verfügung.").statements
    assert "stellte … zur Verfügung" in {s.predicate.text for s in statements}
    assert not any("Verfügung" in a.text for s in statements for a in s.arguments)


def test_a_range_of_large_numbers_is_one_phrase() -> None:
    assert ("Die Firma", "erwarten", "780 bis 820 Millionen Euro") in told(
        "Die Firma erwartet 780 bis 820 Millionen Euro."
    )


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Dies wollte die Ministerin nicht hören und gab vor, krank zu sein.",
            ("die Ministerin", "vorgeben", "krank zu sein"),
        ),
        ("Das ist die Freiheit, die mich reizt.", ("die Freiheit", "reizen", "mich")),
        ("Das Amt stand im Zusammenhang mit dem Streit.", ("Das Amt", "stehen", "dem Streit")),
        ("Grund für die Verspätung waren Fehler im Plan.", ("Grund für die Verspätung", "sein", "Fehler im Plan")),
        ("Die Firma muss sparen und Stellen streichen.", ("Die Firma", "streichen", "Stellen")),
    ],
)
def test_who_does_it_and_what_it_is_done_to(text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in told(text)


def test_what_is_compared_is_no_event() -> None:
    assert "annehmen" not in {lemma for _, lemma, _ in told("Der Koch nahm öfter als bisher angenommen Pilze.")}


def test_a_noun_in_brackets_is_not_what_a_clause_behind_them_is_about() -> None:
    found = told("Er lobte den Trainer (ein Freund von Evo Moser), der gewonnen hatte.")
    assert not any("Moser" in subject for subject, lemma, _ in found if lemma == "gewinnen")


def test_reflexive_pronouns_are_no_objects() -> None:
    assert ("Wir", "bewerben", "") in told("Wir bewerben uns um den Preis.")

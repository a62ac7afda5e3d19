"""Where something happens: a named place first, what `dort` and `wo` stand for, nouns of places."""

from __future__ import annotations

import pytest

from tests.reader.statements.test_cases import record_of


@pytest.mark.parametrize(
    ("text", "lemma", "place"),
    [
        ("Die Stürmerin wurde im Strafraum gefoult.", "foulen", "Strafraum"),
        ("Das Amt unterhält in der Pufferzone ein Büro.", "unterhalten", "der Pufferzone"),
        ("Der Chor probte in einem Saal in Graz.", "proben", "Graz"),
        ("Der Maler floh nach Wien, wo er 1940 starb.", "sterben", "Wien"),
        ("Die Zeugin wurde nach Riga gebracht und dort verhört.", "verhören", "Riga"),
        ("Der Rat stimmte in einer Sitzung ab.", "abstimmen", None),
    ],
)
def test_place_of_a_clause(text: str, lemma: str, place: str | None) -> None:
    found = [s for s in record_of(text).statements if s.predicate.lemma == lemma]
    assert found, f"not read: {lemma}"
    assert {s.place.text if s.place else None for s in found} == {place}

"""Appositions and adjectives of origin: two names in a list, or a word of a name, say nothing of each other."""

from __future__ import annotations

import pytest

from tests.reader.statements.test_cases import record_of


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("Minister Jan Ott, Kanzlerin Eva Rau und Präsident Uwe Berg kamen an.", "Jan Ott"),
        ("Der Wirt lud die Feuerwehr, die Nachbarn und die Presse ein.", "Nachbarn"),
        ("Die Firma steht in einem Vorort der Stadt, einem Gebiet mit vielen Brunnen.", "Gebiet"),
        ("Es ist keine Befreiung vom Verdacht, keine Entlastung.", "Entlastung"),
        ("Der Redner nahm im Bundestag, den Bericht in der Hand, Platz.", "Bericht"),
        ("Den Anstieg bezifferte das Amt auf 27 Prozent, den Rückgang auf 3 Prozent.", "Rückgang"),
    ],
)
def test_what_is_no_apposition(text: str, second: str) -> None:
    found = [s for s in record_of(text).statements if s.predicate.lemma == "sein" and s.object]
    assert not any(second in part.text for s in found for part in (s.subject, s.object) if part)


def test_an_apposition_is_read() -> None:
    found = record_of("Die Tatwaffe, ein Klappmesser, lag im Gras.").statements
    assert ("Die Tatwaffe", "sein", "ein Klappmesser") in {
        (s.subject.text, s.predicate.lemma, s.object.text) for s in found if s.subject and s.object
    }


def test_the_adjective_of_a_name_is_no_origin() -> None:
    lemmas = {s.predicate.lemma for s in record_of("Die Kritik der Deutschen Bischofskonferenz traf ihn.").statements}
    assert "deutsch" not in lemmas
    lemmas = {s.predicate.lemma for s in record_of("Die Zeitung lobte den deutschen Angriff.").statements}
    assert "deutsch" in lemmas

"""Every construction of cases.toml, read by the shipped pipeline: what must be read and what must not."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest

import kg.language
import kg.schema
from kg.model import Article, Record, Statement, active
from kg.reader import read

CASES = tomllib.loads(Path(__file__).with_name("cases.toml").read_text(encoding="utf8"))["case"]


@cache
def tools():  # the pipeline is loaded once for all cases
    return kg.language.load(), kg.schema.load()


def record_of(text: str) -> Record:
    return read(Article("case", text, date="2024-05-15"), *tools())


def fits(wanted: str, statement: Statement) -> bool:
    """Whether a line of cases.toml describes the statement."""
    statement = active(statement)
    fields = [field.strip() for field in wanted.split("|")]
    objects = [statement.object.text] if statement.object else []
    have = [
        statement.subject.text if statement.subject else "",
        statement.predicate.lemma,
        " | ".join([*objects, *(a.text for a in statement.arguments)]),
        statement.polarity,
        statement.modality or "",
        statement.attribution.text if statement.attribution else "",
    ]
    for place, (field, value) in enumerate(zip(fields, have, strict=True)):
        if field == "*":
            continue
        exact = not field or place in (1, 3, 4)
        if (field != value) if exact else (field.lower() not in value.lower()):
            return False
    return True


@pytest.mark.parametrize("case", CASES, ids=[c["construction"] for c in CASES])
def test_construction(case: dict[str, object]) -> None:
    statements = record_of(str(case["text"])).statements
    for wanted in case["must"]:
        assert any(fits(wanted, s) for s in statements), f"not read: {wanted}"
    for unwanted in case.get("mustnot", []):
        assert not any(fits(unwanted, s) for s in statements), f"read: {unwanted}"


def test_a_case_that_is_not_read_is_noticed() -> None:
    statements = record_of("Der Bürgermeister eröffnete den Bahnhof.").statements
    assert not any(fits("Der Bürgermeister | schließen | den Bahnhof | positive | | ", s) for s in statements)
    assert not any(fits("Der Bürgermeister | eröffnen | den Bahnhof | negative | | ", s) for s in statements)


def test_offsets_slice_to_their_text() -> None:
    text = "Den Antrag lehnten die Räte nach Angaben der Stadt ab.\n\nDie Firma, die „Nord“ heißt, baut zwei Häfen."
    record = record_of(text)
    assert len(record.statements) >= 2
    for s in record.statements:
        for part in (s.subject, s.predicate, s.object, *s.arguments):
            if part is not None and part.spans:
                assert part.text == " … ".join(text[a:b] for a, b in part.spans)


def test_same_text_same_statements() -> None:
    text = "Die Bürger fordern, dass der Rat den Park öffnet. Der Rat lehnt das ab."
    assert record_of(text) == record_of(text)


def test_nothing_in_an_empty_text() -> None:
    assert record_of("").statements == ()
    assert record_of("\n\n  \n").statements == ()


def test_time_place_and_quantity() -> None:
    record = record_of("Am 3. März 2021 verletzte ein Randalierer in Hamburg rund 40 Polizisten.")
    statement = next(s for s in record.statements if s.predicate.lemma == "verletzen")
    assert statement.time is not None
    assert statement.time.value == "2021-03-03"
    assert statement.place is not None
    assert statement.place.text == "Hamburg"
    assert [(q.value, q.unit, q.approximate) for q in statement.quantities] == [(40, "Polizist", "about")]


def test_money_is_typed() -> None:
    record = record_of("Der Konzern zahlte mehr als 2,5 Millionen Euro.")
    quantity = next(q for s in record.statements for q in s.quantities)
    assert (quantity.value, quantity.unit, quantity.approximate) == (2_500_000, "EUR", "over")


def test_confidence_is_a_probability() -> None:
    record = record_of("Der Rat beschloss den Bau, obwohl die Bürger, die das Tal lieben, gegen ihn klagen wollen.")
    assert record.statements
    assert all(0 < s.confidence <= 1 for s in record.statements)


def test_the_time_of_an_attribute_is_not_that_of_the_clause() -> None:
    record = record_of("Der 2019 gewählte Präsident trat am Montag zurück.")
    times = {s.predicate.lemma: s.time.value for s in record.statements if s.time}
    assert times["zurücktreten"] == "2024-05-13"
    assert times["wählen"] == "2019"


def test_a_pressroom_is_no_place() -> None:
    record = record_of("Auf einer Pressekonferenz in Bern kündigte der Botschafter seinen Rücktritt an.")
    statement = next(s for s in record.statements if s.predicate.lemma == "ankündigen")
    assert ("circumstance", "Auf einer Pressekonferenz in Bern") in {(a.role, a.text) for a in statement.arguments}
    assert statement.place is not None
    assert statement.place.text == "Bern"


def test_long_coordinations_take_time_in_proportion() -> None:
    from time import process_time

    def seconds(count: int) -> float:
        text = "Der Rat " + ", ".join(["lobte den Plan"] * count) + " und ging."
        start = process_time()
        record_of(text)
        return process_time() - start

    seconds(20)
    assert seconds(240) < 8 * max(seconds(60), 0.2)

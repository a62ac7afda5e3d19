"""Numbers of a statement: value, unit and how rough; ranges as their two bounds; what is no quantity."""

from __future__ import annotations

import pytest

from tests.reader.statements.test_cases import record_of


@pytest.mark.parametrize(
    ("text", "quantities"),
    [
        ("Rund 40.000 Soldaten stehen im Norden.", {(40000, "Soldat", "about")}),
        ("Der Umbau kostet 780 bis 820 Millionen Euro.", {(780e6, "EUR", "over"), (820e6, "EUR", "under")}),
        ("Der Verein plant sechs bis acht Stadien.", {(6, "Stadion", "over"), (8, "Stadion", "under")}),
        (
            "Es entstand ein Schaden zwischen 70.000 und 210.000 Euro.",
            {(70000, "EUR", "over"), (210000, "EUR", "under")},
        ),
        ("Der Zug fuhr 140 Kilometer pro Stunde.", {(140, "km/h", None)}),
        ("Die Firma verkauft eine der Mühlen.", set()),
        ("Das Team liegt auf Platz 68.", set()),
        ("Der Wirt verkaufte 12 Boote und 14 Netze.", {(12, "Boot", None), (14, "Netz", None)}),
    ],
)
def test_quantities(text: str, quantities: set[tuple[float, str, str | None]]) -> None:
    found = [q for s in record_of(text).statements for q in s.quantities]
    assert {(q.value, q.unit, q.approximate) for q in found} == quantities
    assert all(q.text == text[q.spans[0][0] : q.spans[0][1]] for q in found)

"""Inhabitants who are one person, on Docs built by hand."""

from __future__ import annotations

import pytest

import kg.schema
from kg.reader.entities import find_entities
from kg.schema import Schema
from tests.reader.entities.handmade import build

NAMES = """@prefix kg: <https://kg.example/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix t: <https://kg.example/id/test/> .
t:Eiland a kg:State ; skos:prefLabel "Eiland"@de ; kg:adjective "eiländisch"@de ; kg:inhabitant "Eiländer"@de .
"""
BESIDE = """
Der DET det 2
Eiländer NOUN nsubj 5 Gender=Masc|Number=Sing
Otto PROPN appos 2 _ PER
Quirin PROPN flat 3 _ +PER
gewann VERB root 0 Number=Sing|VerbForm=Fin
. PUNCT punct 5
"""
CALLED = """
Der DET det 3
eiländische ADJ amod 3
Läufer NOUN nsubj 6 Gender=Masc|Number=Sing
Otto PROPN appos 3 _ PER
Quirin PROPN flat 4 _ +PER
gewann VERB root 0 Number=Sing|VerbForm=Fin
. PUNCT punct 6
"""
AGAIN = """
---
Der DET det 2
Eiländer NOUN nsubj 3 Gender=Masc|Number=Sing
jubelte VERB root 0 Number=Sing|VerbForm=Fin
. PUNCT punct 3
"""
ANOTHER = """
---
Der DET det 2
Eiländer NOUN nsubj 5 Gender=Masc|Number=Sing
Emil PROPN appos 2 _ PER
Moll PROPN flat 3 _ +PER
gratulierte VERB root 0 Number=Sing|VerbForm=Fin
. PUNCT punct 5
"""
MANY = """
---
Die DET det 2
Eiländer NOUN nsubj 3 Gender=Masc|Number=Plur
jubelten VERB root 0 Number=Plur|VerbForm=Fin
. PUNCT punct 3
"""


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Schema:
    path = tmp_path_factory.mktemp("names") / "names.ttl"
    path.write_text(NAMES, encoding="utf-8")
    return kg.schema.load([path])


def of_quirin(schema: Schema, rows: str) -> list[str]:
    entities = find_entities(build(rows.replace("\n\n", "\n")), (), (), schema)
    (quirin,) = (e.id for e in entities.entities if e.label == "Otto Quirin")
    return [m.text for m in entities.mentions if m.entity == quirin]


@pytest.mark.parametrize("first", [BESIDE, CALLED])
def test_the_inhabitant_is_the_person_called_so(schema: Schema, first: str) -> None:
    assert of_quirin(schema, first + AGAIN)[-1] == "Der Eiländer"


def test_of_two_compatriots_neither_is_meant(schema: Schema) -> None:
    assert "Der Eiländer" not in of_quirin(schema, BESIDE + ANOTHER + AGAIN)


def test_the_people_are_nobody_of_them(schema: Schema) -> None:
    assert of_quirin(schema, BESIDE + MANY) == ["Eiländer", "Otto Quirin"]

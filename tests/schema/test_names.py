from __future__ import annotations

import pytest

from kg.schema import Schema


@pytest.mark.parametrize(
    ("text", "label", "form"),
    [
        ("NATO", "NATO", "label"),
        ("Nato", "NATO", "alternative"),
        ("Allianz", "NATO", "nominal"),
        ("USA", "Vereinigte Staaten", "alternative"),
        ("Vereinigten Staaten", "Vereinigte Staaten", "label"),
        ("Deutschlands", "Deutschland", "label"),
        ("russischen", "Russland", "adjective"),
        ("Russische", "Russland", "adjective"),
        ("US-amerikanischer", "Vereinigte Staaten", "adjective"),
        ("Österreicherinnen", "Österreich", "inhabitant"),
        ("Russen", "Russland", "inhabitant"),
        ("Israelis", "Israel", "inhabitant"),
        ("Wiener", "Wien", "inhabitant"),
        ("Weißen Hauses", "Weißes Haus (Regierung)", "label"),
        ("Vereinigten Arabischen Emiraten", "Vereinigte Arabische Emirate", "label"),
        ("Kreml", "Russische Regierung", "alternative"),
        ("Bundeskanzlerin", "Bundeskanzler", "feminine"),
        ("Sozialdemokratin", "SPD", "inhabitant"),
        ("Côte d'Ivoire", "Elfenbeinküste", "alternative"),
        ("Grossbritanniens", "Großbritannien", "label"),
        ("Weisse Haus", "Weißes Haus (Regierung)", "label"),
        ("  Costa   Rica ", "Costa Rica", "label"),
    ],
)
def test_forms_of_names(schema: Schema, text, label, form):
    found = {name.label: how for name, how in schema.forms(text)}
    assert found.get(label) == form


def test_a_capital_is_a_city_first_and_a_government_second(schema: Schema):
    assert [(name.kind, form) for name, form in schema.forms("Moskau")] == [
        ("kg:City", "label"),
        ("kg:State", "metonym"),
    ]
    assert schema.name("Bundesrat")[0].kind == "kg:Parliament"
    assert {name.label for name in schema.name("Luxemburg")} == {"Luxemburg", "Luxemburg (Stadt)"}


@pytest.mark.parametrize("text", ["", "s", "es", "Haus", "schnell", "'", "x" * 5000, "\u202eNATO", "NATO\x00"])
def test_what_is_no_name(schema: Schema, text):
    assert schema.name(text) == ()


def test_what_is_known_of_a_name(schema: Schema):
    austria = schema.name("Österreich")[0]
    assert (austria.type, austria.code, austria.same_as) == ("Place", "AT", ("http://www.wikidata.org/entity/Q40",))
    assert austria.capital == schema.iri_entity("Place", "Wien")
    assert dict(austria.labels)["en"] == "Austria"
    commission = schema.name("EU-Kommission")[0]
    assert commission.belongs_to == schema.name("EU")[0].iri
    secretary = schema.name("NATO-Generalsekretär")[0]
    assert secretary.office_in == "kg:InternationalOrganization"
    assert secretary.belongs_to == schema.name("NATO")[0].iri


def test_forms_that_are_words_as_well(schema: Schema):
    assert "Essen" in schema.name("Essen")[0].common
    assert schema.name("Berlin")[0].common == ()


def test_english_labels(schema: Schema):
    assert [name.label for name in schema.name("Austria", "en")] == ["Österreich"]
    assert schema.name("Österreich", "en") == ()
    assert schema.name("Autriche", "fr") == ()

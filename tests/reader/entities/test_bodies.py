"""Names that begin with a common noun, and names whose kind a class noun tells, on Docs built by hand."""

from __future__ import annotations

import pytest

import kg.schema
from kg.model import Argument, Quote
from kg.reader.entities import find_entities
from kg.schema import Schema
from tests.reader.entities.handmade import build


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Schema:
    path = tmp_path_factory.mktemp("names") / "names.ttl"
    path.write_text("@prefix kg: <https://kg.example/ontology#> .\n", encoding="utf-8")
    return kg.schema.load([path])


def named(schema: Schema, rows: str) -> list[tuple[str, str]]:
    """(label, type) of the entities that have a name."""
    entities = find_entities(build(rows), (), (), schema)
    with_name = {m.entity for m in entities.mentions if m.named}
    return [(e.label, e.type) for e in entities.entities if e.id in with_name]


def test_a_court_is_named_with_its_seat(schema: Schema) -> None:
    rows = """
Der DET det 2
Sprecher NOUN nsubj 6
des DET det 4
Landgerichts NOUN nmod 2 Case=Gen|Gender=Neut|Number=Sing
Quellstadt PROPN appos 4 _ LOC
sprach VERB root 0 Number=Sing
. PUNCT punct 6
"""
    assert named(schema, rows) == [("Landgericht Quellstadt", "Organization")]


def test_a_city_behind_another_noun_is_a_city(schema: Schema) -> None:
    rows = """
Die DET det 2
Anlage NOUN nsubj 4
Quellstadt PROPN appos 2 _ LOC
begann VERB root 0 Number=Sing
. PUNCT punct 4
"""
    assert named(schema, rows) == [("Quellstadt", "Place")]


FIRM = """
Otto PROPN nsubj 3 _ PER
Quirin PROPN flat 1 _ +PER
lobte VERB root 0 Number=Sing
die DET det 5
{noun} NOUN obj 3 Number=Sing
Quirin PROPN appos 5 _ PER
. PUNCT punct 3
"""


@pytest.mark.parametrize(("noun", "type"), [("Firma", "Organization"), ("Gemeinde", "Place")])
def test_the_class_noun_outvotes_the_tagger_and_a_person_of_the_name(schema: Schema, noun: str, type: str) -> None:
    assert named(schema, FIRM.format(noun=noun)) == [("Otto Quirin", "Person"), ("Quirin", type)]


def test_another_noun_before_a_surname_tells_nothing(schema: Schema) -> None:
    assert named(schema, FIRM.format(noun="Rede")) == [("Otto Quirin", "Person")]


def test_a_firm_keeps_what_stands_behind_the_ampersand(schema: Schema) -> None:
    rows = """
Quirin PROPN nsubj 4 _ LOC
& CCONJ cc 3
Söhne NOUN conj 1
tagte VERB root 0 Number=Sing
. PUNCT punct 4
"""
    assert named(schema, rows) == [("Quirin & Söhne", "Organization")]


GENITIVE = """
Die DET det 2
Rede NOUN nsubj 4
Quilius PROPN nmod 2 Case=Gen|Number=Sing PER
begann VERB root 0 Number=Sing
. PUNCT punct 4
"""
STEADY = """---
{form} PROPN nsubj 2 Case=Nom|Number=Sing PER
schwieg VERB root 0 Number=Sing
. PUNCT punct 2
"""


@pytest.mark.parametrize(
    ("name", "rows", "label"),
    [
        ("Quilius", "", "Quilius"),  # an end in -us is none of a genitive
        ("Morels", "", "Morel"),
        ("Morels", STEADY.format(form="Morels"), "Morels"),
        ("Morels", STEADY.format(form="Morel"), "Morel"),
    ],
)
def test_a_label_loses_its_ending_in_the_genitive_only(schema: Schema, name: str, rows: str, label: str) -> None:
    assert named(schema, GENITIVE.replace("Quilius", name) + rows) == [(label, "Person")]


@pytest.mark.parametrize(
    ("article", "gender", "label"), [("Die", "Fem", "Vorsitzende"), ("Der", "Masc", "Vorsitzender")]
)
def test_an_adjectival_noun_keeps_its_ending_as_a_label(schema: Schema, article: str, gender: str, label: str) -> None:
    rows = f"""
{article} DET det 2
Vorsitzende NOUN nsubj 3 Gender={gender}|Number=Sing
klagte VERB root 0 Number=Sing
. PUNCT punct 3
"""
    doc = build(rows)
    doc[1].lemma_ = "Vorsitzend"
    speaker = Argument(f"{article} Vorsitzende", ((0, 15),))
    quote = Quote("q1", "reported", "speech", ((0, len(doc.text)),), speaker=speaker)
    assert [e.label for e in find_entities(doc, (quote,), (), schema).entities] == [label]


@pytest.mark.parametrize("label", ["PER", "+PER"])
def test_a_second_given_name_begins_a_second_person(schema: Schema, label: str) -> None:
    rows = f"""
Eva PROPN nsubj 5 _ PER
Quirin PROPN flat 1 _ +PER
Karl PROPN flat 1 _ {label}
Morel PROPN flat 1 _ +PER
tagte VERB root 0 Number=Plur
. PUNCT punct 5
"""
    assert named(schema, rows) == [("Eva Quirin", "Person"), ("Karl Morel", "Person")]


def test_two_given_names_are_one_person(schema: Schema) -> None:
    rows = """
Eva PROPN nsubj 4 _ PER
Maria PROPN flat 1 _ +PER
Quirin PROPN flat 1 _ +PER
tagte VERB root 0 Number=Sing
. PUNCT punct 4
"""
    assert named(schema, rows) == [("Eva Maria Quirin", "Person")]


CLUBS = """
Der DET det 3
SV PROPN compound 3 _ ORG
Quellheim PROPN nsubj 4 _ +ORG
traf VERB root 0 Number=Sing
{other} PROPN flat 6 _ {first}
Morelstadt PROPN obj 4 _ {second}
. PUNCT punct 4
---
Der DET det 2 Definite=Def
Verein NOUN nsubj 3 Gender=Masc|Number=Sing
wuchs VERB root 0 Number=Sing
. PUNCT punct 3
"""


@pytest.mark.parametrize(
    ("other", "labels", "taken_up"),
    [
        ("FC", ("ORG", "+ORG"), []),
        ("Otto", ("PER", "+PER"), ["SV Quellheim"]),
    ],
)
def test_the_club_is_left_open_between_two(
    schema: Schema, other: str, labels: tuple[str, str], taken_up: list[str]
) -> None:
    doc = build(CLUBS.format(other=other, first=labels[0], second=labels[1]))
    entities = find_entities(doc, (), (), schema)
    assert [entities.entity(m.entity).label for m in entities.mentions if m.text.endswith("Verein")] == taken_up

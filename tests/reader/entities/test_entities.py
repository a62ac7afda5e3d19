"""Mentions, chains and what a phrase points to, on Docs built by hand."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

import kg.schema
from kg.model import Argument, Quote, Time
from kg.reader.entities import Entities, find_entities
from kg.schema import Schema
from tests.reader.entities.handmade import build

NAMES = """@prefix kg: <https://kg.example/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix t: <https://kg.example/id/test/> .
t:Nordbund a kg:InternationalOrganization ; skos:prefLabel "Nordbund"@de ; skos:altLabel "NBU"@de ;
  kg:nominal "Seebündnis"@de .
t:Eiland a kg:State ; skos:prefLabel "Eiland"@de ; kg:adjective "eiländisch"@de ; kg:inhabitant "Eiländer"@de .
t:Marken a kg:State ; skos:prefLabel "Marken"@de ; kg:adjective "märkisch"@de .
"""


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Schema:
    path = tmp_path_factory.mktemp("names") / "names.ttl"
    path.write_text(NAMES, encoding="utf-8")
    return kg.schema.load([path])


def read(
    schema: Schema, rows: str, quotes: tuple[Quote, ...] = (), times: tuple[Time, ...] = ()
) -> tuple[Doc, Entities]:
    doc = build(rows)
    return doc, find_entities(doc, quotes, times, schema)


def chains(entities: Entities) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {e.label: [] for e in entities.entities}
    labels = {e.id: e.label for e in entities.entities}
    for mention in entities.mentions:
        found[labels[mention.entity]].append(mention.text)
    return found


ADA = """
Die DET det 2
Direktorin NOUN nsubj 5 Gender=Fem|Number=Sing
Ada PROPN appos 2 _ PER
Quirin PROPN flat 3 _ +PER
sprach VERB root 0 Number=Sing
. PUNCT punct 5
---
Quirin PROPN nsubj 2 _ LOC
warnte VERB root 0 Number=Sing
. PUNCT punct 2
"""


def test_a_surname_joins_the_full_name_and_takes_its_type(schema: Schema) -> None:
    _, entities = read(schema, ADA)
    assert chains(entities) == {"Ada Quirin": ["Direktorin", "Ada Quirin", "Quirin"]}
    assert entities.entities[0].type == "Person"
    assert [m.named for m in entities.mentions] == [False, True, True]


def test_every_mention_slices_to_its_text(schema: Schema) -> None:
    doc, entities = read(schema, ADA)
    assert all(doc.text[m.start : m.end] == m.text for m in entities.mentions)


def test_the_title_and_the_name_point_to_the_person(schema: Schema) -> None:
    _, entities = read(schema, ADA)
    person = entities.entities[0].id
    assert entities.at(((0, len("Die Direktorin Ada Quirin")),)) == person
    assert entities.at(((4, 14),)) == person
    assert entities.at(((26, 32),)) is None  # the verb


SIE = """
Sie PRON nsubj 2 Number=Sing
schwieg VERB root 0 Number=Sing
. PUNCT punct 2
"""


def test_a_pronoun_takes_up_the_one_woman_spoken_of(schema: Schema) -> None:
    _, entities = read(schema, ADA + "---" + SIE)
    assert chains(entities)["Ada Quirin"][-1] == "Sie"


def test_er_does_not_take_up_a_woman(schema: Schema) -> None:
    _, entities = read(schema, ADA + "---" + SIE.replace("Sie", "Er"))
    assert chains(entities)["Ada Quirin"] == ["Direktorin", "Ada Quirin", "Quirin"]


TWO_WOMEN = """
Anna PROPN nsubj 3 _ PER
Quirin PROPN flat 1 _ +PER
traf VERB root 0 Number=Sing
Eva PROPN obj 3 _ PER
Moll PROPN flat 4 _ +PER
. PUNCT punct 3
---
Eva PROPN nsubj 3 _ PER
Moll PROPN flat 1 _ +PER
lobte VERB root 0 Number=Sing
Anna PROPN obj 3 _ PER
Quirin PROPN flat 4 _ +PER
. PUNCT punct 3
"""


def test_a_possessive_between_two_stays_open(schema: Schema) -> None:
    rows = (
        TWO_WOMEN
        + """---
Später ADV advmod 2
begann VERB root 0 Number=Sing
ihre DET det:poss 4
Rede NOUN nsubj 2 Gender=Fem|Number=Sing
. PUNCT punct 2
"""
    )
    _, entities = read(schema, rows)
    assert "ihre" not in [t for texts in chains(entities).values() for t in texts]


SIBLINGS = """
Ada PROPN nsubj 3 _ PER
Quirin PROPN flat 1 _ +PER
traf VERB root 0 Number=Sing
Otto PROPN obj 3 _ PER
Quirin PROPN flat 4 _ +PER
. PUNCT punct 3
---
{title} NOUN nsubj 3 Number=Sing
Quirin PROPN appos 1 _ PER
schwieg VERB root 0 Number=Sing
. PUNCT punct 3
"""


def test_two_persons_of_one_surname_are_told_apart_by_the_title(schema: Schema) -> None:
    _, entities = read(schema, SIBLINGS.format(title="Frau"))
    assert chains(entities) == {"Ada Quirin": ["Ada Quirin", "Quirin"], "Otto Quirin": ["Otto Quirin"]}


def test_a_bare_surname_of_two_persons_joins_neither(schema: Schema) -> None:
    rows = SIBLINGS.replace(
        "{title} NOUN nsubj 3 Number=Sing\nQuirin PROPN appos 1 _ PER\nschwieg VERB root 0",
        "Quirin PROPN nsubj 2 _ PER\nschwieg VERB root 0",
    ).replace(". PUNCT punct 3\n\n", ". PUNCT punct 2\n")
    _, entities = read(schema, rows.rstrip()[: -len("punct 3")] + "punct 2")
    assert chains(entities) == {
        "Ada Quirin": ["Ada Quirin"],
        "Otto Quirin": ["Otto Quirin"],
        "Quirin": ["Quirin"],
    }


def test_compound_parts_and_adjectives_are_mentions_without_a_name(schema: Schema) -> None:
    rows = """
Der DET det 3
eiländische ADJ amod 3
Minister NOUN nsubj 5 Gender=Masc|Number=Sing
Moll PROPN appos 3 _ PER
traf VERB root 0 Number=Sing
NBU-Soldaten NOUN obj 5 Gender=Masc|Number=Plur
. PUNCT punct 5
"""
    _, entities = read(schema, rows)
    assert chains(entities) == {"Eiland": ["eiländische"], "Moll": ["Minister", "Moll"], "Nordbund": ["NBU"]}
    assert [m.text for m in entities.mentions if m.named] == ["Moll"]


def test_an_adjective_alone_makes_no_entity(schema: Schema) -> None:
    rows = """
Eiländische ADJ amod 2
Weine NOUN nsubj 3 Number=Plur
kam VERB root 0
. PUNCT punct 3
"""
    _, entities = read(schema, rows)
    assert entities.entities == ()


def test_the_compound_itself_is_not_its_part(schema: Schema) -> None:
    rows = """
Die DET det 2
NBU-Fregatte NOUN nsubj 3 Gender=Fem|Number=Sing
kam VERB root 0 Number=Sing
. PUNCT punct 3
"""
    _, entities = read(schema, rows)
    assert chains(entities) == {"Nordbund": ["NBU"]}
    assert entities.at(((0, 16),)) is None


COUNTRY = """
{first} PROPN nsubj {verb} _ LOC
{more}tagte VERB root 0 Number=Sing
. PUNCT punct {verb}
---
Das DET det 2 Gender=Neut
Land NOUN nsubj 3 Gender=Neut|Number=Sing
wuchs VERB root 0 Number=Sing
. PUNCT punct 3
"""


def test_the_country_takes_up_the_only_one(schema: Schema) -> None:
    _, entities = read(schema, COUNTRY.format(first="Eiland", verb=2, more=""))
    assert chains(entities) == {"Eiland": ["Eiland", "Das Land"]}


def test_the_country_takes_up_neither_of_two(schema: Schema) -> None:
    more = "und CCONJ cc 3\nMarken PROPN conj 1 _ LOC\n"
    _, entities = read(schema, COUNTRY.format(first="Eiland", verb=4, more=more))
    assert chains(entities) == {"Eiland": ["Eiland"], "Marken": ["Marken"]}


def test_another_word_of_the_schema_takes_up_the_name(schema: Schema) -> None:
    rows = """
Der DET det 2
NBU PROPN nsubj 3 _ ORG
tagte VERB root 0 Number=Sing
. PUNCT punct 3
---
Das DET det 2 Gender=Neut
Seebündnis NOUN nsubj 3 Gender=Neut|Number=Sing
wuchs VERB root 0 Number=Sing
. PUNCT punct 3
"""
    _, entities = read(schema, rows)
    assert chains(entities) == {"Nordbund": ["NBU", "Das Seebündnis"]}


QUOTED = """
„ PUNCT punct 3
{pronoun} PRON nsubj 3 Number={number}
kam VERB root 0
. PUNCT punct 3
“ PUNCT punct 3
---
sagte VERB root 0 Number=Sing
NBU-Chefin NOUN nsubj 1 Gender=Fem|Number=Sing
Eva PROPN appos 2 _ PER
Moll PROPN flat 3 _ +PER
. PUNCT punct 1
"""


def quoted(schema: Schema, pronoun: str, number: str) -> dict[str, list[str]]:
    rows = QUOTED.format(pronoun=pronoun, number=number)
    text = build(rows).text
    end = text.index("“")
    start = text.index("NBU-Chefin")
    speaker = Argument("NBU-Chefin Eva Moll", ((start, start + 19),))
    quote = Quote("q1", "direct", "speech", ((0, end),), speaker=speaker)
    return chains(read(schema, rows, (quote,))[1])


def test_ich_is_the_speaker(schema: Schema) -> None:
    assert quoted(schema, "Ich", "Sing")["Eva Moll"] == ["Ich", "NBU-Chefin", "Eva Moll"]


def test_wir_is_the_body_whose_office_the_speaker_holds(schema: Schema) -> None:
    assert quoted(schema, "Wir", "Plur") == {"Nordbund": ["Wir", "NBU"], "Eva Moll": ["NBU-Chefin", "Eva Moll"]}


def test_a_speaker_without_a_name_becomes_an_entity(schema: Schema) -> None:
    rows = """
Mehrere DET det 2 Number=Plur
Fischer NOUN nsubj 3 Gender=Masc|Number=Plur
klagte VERB root 0 Number=Plur
. PUNCT punct 3
"""
    doc = build(rows)
    quote = Quote("q1", "reported", "speech", ((0, len(doc.text)),), speaker=Argument("Mehrere Zeugen", ((0, 14),)))
    speaking = find_entities(build(rows.replace("Fischer", "Zeugen")), (quote,), (), schema)
    assert [(e.label, e.type) for e in speaking.entities] == [("Zeugen", "Group")]
    assert find_entities(doc, (), (), schema).entities == ()


def test_a_time_is_no_entity(schema: Schema) -> None:
    rows = """
Ostern PROPN nsubj 2 _ MISC
begann VERB root 0 Number=Sing
. PUNCT punct 2
"""
    time = Time(0, 6, "Ostern", "DATE", "2022-04-17")
    assert read(schema, rows, (), (time,))[1].entities == ()


def test_an_abbreviation_in_brackets_is_the_long_form(schema: Schema) -> None:
    rows = """
Die DET det 2
Küstenfischer␣Genossenschaft PROPN nsubj 6 _ ORG
( PUNCT punct 4
KFG PROPN appos 2 _ ORG
) PUNCT punct 4
tagte VERB root 0 Number=Sing
. PUNCT punct 6
---
KFG PROPN nsubj 2 _ ORG
wuchs VERB root 0 Number=Sing
. PUNCT punct 2
"""
    _, entities = read(schema, rows)
    assert [e.label for e in entities.entities] == ["Küstenfischer Genossenschaft"]
    assert entities.entities[0].aliases == ("KFG",)


def test_nothing_in_gives_nothing(schema: Schema) -> None:
    assert find_entities(build("! PUNCT root 0"), (), (), schema).mentions == ()


def test_a_minister_is_not_his_wife(schema: Schema) -> None:
    rows = """
Minister NOUN nsubj 3 Gender=Masc|Number=Sing
Quirin PROPN appos 1 _ PER
traf VERB root 0 Number=Sing
Anna PROPN obj 3 _ PER
Quirin PROPN flat 4 _ +PER
. PUNCT punct 3
---
Quirin PROPN nsubj 2 _ PER
schwieg VERB root 0 Number=Sing
. PUNCT punct 2
"""
    _, entities = read(schema, rows)
    assert chains(entities) == {"Quirin": ["Minister", "Quirin", "Quirin"], "Anna Quirin": ["Anna Quirin"]}


@pytest.mark.parametrize(
    ("word", "label", "type"),
    [("NBU-Eiland-Grundakte", "NBU-Eiland-Grundakte", "Work"), ("Eiland-Krieges", "Eiland-Krieg", "Event")],
)
def test_a_compound_can_be_the_name_of_a_work_or_event(schema: Schema, word: str, label: str, type: str) -> None:
    rows = f"""
{word} NOUN nsubj 2 Number=Sing
begann VERB root 0 Number=Sing
. PUNCT punct 2
"""
    _, entities = read(schema, rows)
    found = {e.label: e.type for e in entities.entities}
    assert found[label] == type
    assert found["Eiland"] == "Place"


def test_two_surnames_side_by_side_are_two_persons(schema: Schema) -> None:
    rows = """
Ada PROPN nsubj 3 _ PER
Quirin PROPN flat 1 _ +PER
kam VERB root 0 Number=Sing|VerbForm=Fin
. PUNCT punct 3
---
So ADV advmod 2
lobte VERB root 0 Number=Sing|VerbForm=Fin
Quirin PROPN nsubj 2 _ PER
Moll PROPN flat 3 _ +PER
. PUNCT punct 2
---
Otto PROPN nsubj 3 _ PER
Moll PROPN flat 1 _ +PER
dankte VERB root 0 Number=Sing|VerbForm=Fin
. PUNCT punct 3
"""
    _, entities = read(schema, rows)
    found = chains(entities)
    assert found["Ada Quirin"] == ["Ada Quirin", "Quirin"]
    assert found["Otto Moll"] == ["Moll", "Otto Moll"]


def test_a_quotation_shows_where_a_name_ends(schema: Schema) -> None:
    rows = """
Die DET det 3
„ PUNCT punct 3
Umschau PROPN nsubj 7 _ ORG
am ADP case 5
Sonntag NOUN nmod 3
“ PUNCT punct 3
berichtete VERB root 0 Number=Sing|VerbForm=Fin
. PUNCT punct 7
"""
    _, entities = read(schema, rows)
    assert [e.label for e in entities.entities] == ["Umschau am Sonntag"]


def test_a_firm_of_two_names_is_no_person(schema: Schema) -> None:
    rows = """
Quirin PROPN nsubj 4 _ PER
& CCONJ cc 3 _ +PER
Moll PROPN conj 1 _ +PER
wächst VERB root 0 Number=Sing|VerbForm=Fin
. PUNCT punct 4
"""
    _, entities = read(schema, rows)
    assert [(e.label, e.type) for e in entities.entities] == [("Quirin & Moll", "Organization")]


def test_a_relative_pronoun_is_no_article(schema: Schema) -> None:
    rows = """
Leute NOUN nsubj 8 Number=Plur
, PUNCT punct 7
die PRON nsubj 7 PronType=Rel
Eiland PROPN obj 7 _ LOC
in ADP case 6
Wochen NOUN obl 7 Number=Plur
prüften VERB acl:relcl 1 Number=Plur|VerbForm=Fin
staunten VERB root 0 Number=Plur|VerbForm=Fin
. PUNCT punct 8
---
Eiland PROPN nsubj 2 _ LOC
dankte VERB root 0 Number=Sing|VerbForm=Fin
seinen DET det:poss 4
Gästen NOUN iobj 2 Number=Plur
. PUNCT punct 2
"""
    _, entities = read(schema, rows)
    assert chains(entities)["Eiland"] == ["Eiland", "Eiland", "seinen"]


def test_a_known_body_ends_where_a_person_begins(schema: Schema) -> None:
    rows = """
Der DET det 2
Abgeordnete NOUN nsubj 7 Gender=Masc|Number=Sing
des DET det 4
Nordbund PROPN nmod 2 _ ORG
Otto PROPN appos 2 _ +ORG
Quirin PROPN flat 5 _ +ORG
schwieg VERB root 0 Number=Sing|VerbForm=Fin
. PUNCT punct 7
"""
    _, entities = read(schema, rows)
    assert {e.label: e.type for e in entities.entities} == {"Nordbund": "Organization", "Otto Quirin": "Person"}


def test_a_new_title_is_that_of_the_one_named_before(schema: Schema) -> None:
    rows = """
Ada PROPN nsubj 3 _ PER
Quirin PROPN flat 1 _ +PER
kam VERB root 0 Number=Sing|VerbForm=Fin
. PUNCT punct 3
---
Direktorin NOUN nsubj 3 Gender=Fem|Number=Sing
Quirin PROPN appos 1 _ PER
sprach VERB root 0 Number=Sing|VerbForm=Fin
. PUNCT punct 3
---
Eva PROPN nsubj 3 _ PER
Quirin PROPN flat 1 _ +PER
schwieg VERB root 0 Number=Sing|VerbForm=Fin
. PUNCT punct 3
"""
    _, entities = read(schema, rows)
    assert chains(entities)["Ada Quirin"] == ["Ada Quirin", "Direktorin", "Quirin"]


def test_a_supplier_is_no_person(schema: Schema) -> None:
    rows = """
Der DET det 2
Zulieferer NOUN nsubj 4 Gender=Masc|Number=Sing
Quirin PROPN appos 2 _ PER
wächst VERB root 0 Number=Sing|VerbForm=Fin
. PUNCT punct 4
"""
    _, entities = read(schema, rows)
    assert [(e.label, e.type) for e in entities.entities] == [("Quirin", "Organization")]

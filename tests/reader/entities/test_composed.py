"""Names composed of common words, and institutions without a name, on Docs built by hand."""

from __future__ import annotations

import pytest

import kg.schema
from kg.model import Argument, Quote
from kg.reader.entities import find_entities
from kg.reader.entities.words import load_words
from kg.schema import Schema
from tests.reader.entities.handmade import build

NAMES = """
@prefix kg: <https://kg.example/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix place: <https://kg.example/id/place/> .
@prefix organization: <https://kg.example/id/organization/> .
place:Quellien a kg:State ; skos:prefLabel "Quellien"@de ; kg:adjective "quellisch"@de .
place:Morelien a kg:State ; skos:prefLabel "Morelien"@de ; kg:adjective "morelisch"@de .
organization:Volksbund a kg:Party ; skos:prefLabel "Volksbund"@de ; kg:belongsTo place:Quellien .
"""


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Schema:
    path = tmp_path_factory.mktemp("names") / "names.ttl"
    path.write_text(NAMES, encoding="utf-8")
    return kg.schema.load([path])


def labels(schema: Schema, rows: str) -> list[tuple[str, str]]:
    return [(e.label, e.type) for e in find_entities(build(rows), (), (), schema).entities]


def mentions(schema: Schema, rows: str) -> list[tuple[str, str]]:
    """(text, label of its entity) of every mention."""
    entities = find_entities(build(rows), (), (), schema)
    return [(m.text, entities.entity(m.entity).label) for m in entities.mentions]


def test_a_body_is_named_with_what_it_is_for(schema: Schema) -> None:
    rows = """
Das DET det 2
Gutachten NOUN nsubj 10
des DET det 4
Landesamts NOUN nmod 2 Case=Gen|Gender=Neut|Number=Sing
für ADP case 6
Geologie NOUN nmod 4 Number=Sing
und CCONJ cc 8
Bergbau NOUN conj 6 Number=Sing
nicht PART advmod 10
warnte VERB root 0 Number=Sing|VerbForm=Fin
. PUNCT punct 10
"""
    assert labels(schema, rows) == [("Landesamt für Geologie und Bergbau", "Organization")]


@pytest.mark.parametrize("article", ["ein", "kein"])
def test_one_of_many_is_no_name(schema: Schema, article: str) -> None:
    rows = f"""
Sie PRON nsubj 2
lobte VERB root 0 Number=Sing
{article} DET det 4
Institut NOUN obj 2 Number=Sing
für ADP case 6
Geologie NOUN nmod 4 Number=Sing
. PUNCT punct 2
"""
    assert labels(schema, rows) == []


def test_who_speaks_is_not_what_the_body_is_for(schema: Schema) -> None:
    rows = """
Das DET det 2
Amt NOUN nsubj 7 Gender=Neut|Number=Sing
für ADP case 4
Statistik NOUN nmod 2 Number=Sing
und CCONJ cc 6
Minister NOUN conj 2 Number=Plur
warnte VERB root 0 Number=Sing|VerbForm=Fin
. PUNCT punct 7
"""
    assert ("Amt für Statistik", "Organization") in labels(schema, rows)


QUOTED = """
Die DET det 2
{noun} NOUN nsubj 8 Gender=Fem|Number=Sing
„ PUNCT punct 4
{first} VERB acl 2
den DET det 6
Auwald NOUN obj 4 Number=Sing
“ PUNCT punct 4
klagte VERB root 0 Number=Sing|VerbForm=Fin
. PUNCT punct 8
"""


def test_what_stands_in_quotation_marks_behind_a_class_noun_is_its_name(schema: Schema) -> None:
    assert ("Rettet den Auwald", "Organization") in labels(
        schema, QUOTED.format(noun="Bürgerinitiative", first="Rettet")
    )


@pytest.mark.parametrize(("noun", "first"), [("Warnung", "Rettet"), ("Bürgerinitiative", "rettet")])
def test_other_quotations_are_no_names(schema: Schema, noun: str, first: str) -> None:
    assert "ettet den Auwald" not in " ".join(
        label for label, _ in labels(schema, QUOTED.format(noun=noun, first=first))
    )


def test_an_area_is_more_than_its_city(schema: Schema) -> None:
    rows = """
Der DET det 2
Landkreis NOUN nsubj 4 Gender=Masc|Number=Sing
Morelstadt PROPN appos 2 _ LOC
wuchs VERB root 0 Number=Sing
. PUNCT punct 4
---
Morelstadt PROPN nsubj 2 _ LOC
wuchs VERB root 0 Number=Sing
. PUNCT punct 2
"""
    assert labels(schema, rows) == [("Landkreis Morelstadt", "Place"), ("Morelstadt", "Place")]


PLACED = """
Der DET det 2
{} NOUN nsubj 5
von ADP case 4
Morelstadt PROPN nmod 2 _ LOC
begann VERB root 0 Number=Sing
"""
YEARLY = """
Die DET det 2
{} NOUN nsubj 4
2030 NUM nmod 2
begann VERB root 0 Number=Sing
"""


@pytest.mark.parametrize(
    ("rows", "noun", "label", "type"),
    [
        (PLACED, "Klimagipfel", "Klimagipfel von Morelstadt", "Event"),
        (PLACED, "Vertrag", "Vertrag von Morelstadt", "Work"),
        (YEARLY, "Ruder-Weltmeisterschaft", "Ruder-Weltmeisterschaft 2030", "Event"),
    ],
)
def test_an_occasion_is_named_by_place_or_year(schema: Schema, rows: str, noun: str, label: str, type: str) -> None:
    assert (label, type) in labels(schema, rows.format(noun))


def test_a_class_noun_introduces_a_name_that_the_tagger_missed(schema: Schema) -> None:
    rows = """
Die DET det 2
Betreiberin NOUN nsubj 4 Gender=Fem|Number=Sing
Glasnetz NOUN appos 2 Number=Sing
wuchs VERB root 0 Number=Sing
. PUNCT punct 4
"""
    assert ("Glasnetz", "Organization") in labels(schema, rows)
    assert labels(schema, rows.replace("appos 2", "obj 4")) != labels(schema, rows)


def test_a_legal_form_brings_the_name_before_it(schema: Schema) -> None:
    rows = """
Der DET det 2
Hersteller NOUN nsubj 5 Gender=Masc|Number=Sing
Bodanbau NOUN appos 2 Number=Sing
AG PROPN appos 3 _ ORG
wuchs VERB root 0 Number=Sing
. PUNCT punct 5
"""
    assert labels(schema, rows) == [("Bodanbau AG", "Organization")]


def test_an_adjective_of_a_name_stands_in_the_nominative(schema: Schema) -> None:
    rows = """
Die DET det 2
Chefin NOUN nsubj 6
des DET det 5
Morelischen ADJ amod 5 Case=Gen
Ruderverbands NOUN nmod 2 Case=Gen|Gender=Masc|Number=Sing
sprach VERB root 0 Number=Sing
. PUNCT punct 6
"""
    tagged = rows.replace("Morelischen ADJ amod 5 Case=Gen", "Nordischen ADJ amod 5 Case=Gen ORG")
    tagged = tagged.replace("Number=Sing\nsprach", "Number=Sing +ORG\nsprach")
    assert ("Nordischer Ruderverband", "Organization") in labels(schema, tagged)


FOREIGN = """
Der DET det 3
{adjective} ADJ amod 3
Volksbund NOUN nsubj 4 Gender=Masc|Number=Sing ORG
klagte VERB root 0 Number=Sing
. PUNCT punct 4
---
Der DET det 2
Volksbund NOUN nsubj 3 Gender=Masc|Number=Sing ORG
schwieg VERB root 0 Number=Sing
. PUNCT punct 3
"""


@pytest.mark.parametrize(("adjective", "label"), [("morelische", "morelischer Volksbund"), ("quellische", "Volksbund")])
def test_a_body_of_another_state_is_not_the_known_one(schema: Schema, adjective: str, label: str) -> None:
    found = mentions(schema, FOREIGN.format(adjective=adjective))
    assert [of for text, of in found if text == "Volksbund"] == [label, label]


GOVERNMENTS = """
Die DET det 3
quellische ADJ amod 3
Regierung NOUN nsubj 4 Gender=Fem|Number=Sing
klagte VERB root 0 Number=Sing
. PUNCT punct 4
---
{second}Sie PRON nsubj 2
lobte VERB root 0 Number=Sing
die DET det 4
Regierung NOUN obj 2 Gender=Fem|Number=Sing
. PUNCT punct 2
"""


def test_the_government_is_the_one_spoken_of(schema: Schema) -> None:
    found = mentions(schema, GOVERNMENTS.format(second=""))
    assert ("die Regierung", "quellische Regierung") in found


def test_the_government_between_two_stays_open(schema: Schema) -> None:
    second = GOVERNMENTS.partition("---")[0].strip().replace("quellische", "morelische") + "\n---\n"
    found = mentions(schema, GOVERNMENTS.format(second=second))
    assert "die Regierung" not in [text for text, _ in found]


def test_an_institution_is_an_entity_wherever_it_stands(schema: Schema) -> None:
    rows = """
Sie PRON nsubj 2
lobte VERB root 0 Number=Sing
die DET det 4
Feuerwehr NOUN obj 2 Gender=Fem|Number=Sing
am ADP case 6
Fenster NOUN obl 2 Number=Sing
. PUNCT punct 2
"""
    assert labels(schema, rows) == [("Feuerwehr", "Organization")]
    assert labels(schema, rows.replace("Feuerwehr", "Firma")) == []


@pytest.mark.parametrize(
    ("word", "lemma", "gender"),
    [("Bassistin", "bassistin", "Fem"), ("Netzaktivisten", "netzaktivist", "Masc"), ("Töpfers", "töpfer", "Masc")],
)
def test_what_somebody_does_is_told_by_the_end_of_the_word(word: str, lemma: str, gender: str) -> None:
    found = load_words("de").agent(word)
    assert found is not None
    assert (found.form.lemma, found.form.gender, found.form.kind) == (lemma, gender, "profession")


@pytest.mark.parametrize("word", ["Dampfer", "Verein", "Kläger", "Parlament", "Rede", "Hotel"])
def test_a_thing_or_a_part_somebody_plays_is_no_profession(word: str) -> None:
    assert load_words("de").agent(word) is None


def test_an_adjective_written_large_begins_the_name(schema: Schema) -> None:
    rows = """
Sie PRON nsubj 2
lobte VERB root 0 Number=Sing
die DET det 5
{} ADJ amod 5
Wasserhilfe PROPN obj 2 Gender=Fem|Number=Sing ORG
. PUNCT punct 2
"""
    assert labels(schema, rows.format("Nordische")) == [("Nordische Wasserhilfe", "Organization")]
    assert labels(schema, rows.format("nordische")) == [("Wasserhilfe", "Organization")]


def test_a_surname_that_is_a_profession_stays_a_name(schema: Schema) -> None:
    rows = """
Otto PROPN nsubj 4 _ PER
Sänger PROPN flat 1 _ +PER
Quirin PROPN flat 1 _ +PER
klagte VERB root 0 Number=Sing
. PUNCT punct 4
"""
    assert labels(schema, rows) == [("Otto Sänger Quirin", "Person")]


TRADES = """
Die DET det 2
Gewerkschaft NOUN nsubj 7 Gender=Fem|Number=Sing
Holz NOUN appos 2 Number=Sing
, PUNCT punct 5
Glas NOUN conj 3 Number=Sing
{joint}
Papier NOUN conj 3 Number=Sing
streikt VERB root 0 Number=Sing|VerbForm=Fin
. PUNCT punct 7
"""


@pytest.mark.parametrize(
    ("joint", "name"), [(", PUNCT punct 7", "Holz, Glas, Papier"), ("und CCONJ cc 7", "Holz, Glas und Papier")]
)
def test_a_union_is_named_with_its_trades(schema: Schema, joint: str, name: str) -> None:
    assert labels(schema, TRADES.format(joint=joint)) == [(f"Gewerkschaft {name}", "Organization")]


def test_two_words_with_a_comma_are_no_list_of_trades(schema: Schema) -> None:
    rows = """
Die DET det 2
Gewerkschaft NOUN nsubj 6 Gender=Fem|Number=Sing
Holz NOUN appos 2 Number=Sing
, PUNCT punct 5
Bezirk NOUN conj 3 Number=Sing
streikt VERB root 0 Number=Sing|VerbForm=Fin
. PUNCT punct 6
"""
    assert "Gewerkschaft Holz, Bezirk" not in dict(labels(schema, rows))


def test_two_ministries_of_two_seats_are_two(schema: Schema) -> None:
    row = """
Das DET det 2
Ministerium NOUN nsubj 5 Gender=Neut|Number=Sing
in ADP case 4
{city} PROPN obl 5 _ LOC
schwieg VERB root 0 Number=Sing|VerbForm=Fin
. PUNCT punct 5
"""
    found = labels(schema, row.format(city="Orlen") + "---" + row.format(city="Velden"))
    assert [label for label, type in found if type == "Organization"] == [
        "Ministerium in Orlen",
        "Ministerium in Velden",
    ]


SHORT = """
Bodan PROPN nsubj 3 _ ORG
Pharma PROPN flat 1 _ +ORG
wächst VERB root 0 Number=Sing|VerbForm=Fin
. PUNCT punct 3
---
{before}Bodan PROPN nsubj {verb} _ PER
schwieg VERB root 0 Number=Sing|VerbForm=Fin
. PUNCT punct {verb}
"""


def test_the_first_word_of_a_firm_is_the_firm(schema: Schema) -> None:
    found = mentions(schema, SHORT.format(before="", verb=2))
    assert found == [("Bodan Pharma", "Bodan Pharma"), ("Bodan", "Bodan Pharma")]


def test_a_title_makes_it_a_person(schema: Schema) -> None:
    found = mentions(schema, SHORT.format(before="Minister NOUN nmod 2 Gender=Masc|Number=Sing\n", verb=3))
    assert ("Bodan", "Bodan") in found


def test_the_ending_of_a_federation_goes_whole(schema: Schema) -> None:
    rows = """
Der DET det 2
Chef NOUN nsubj 6 Gender=Masc|Number=Sing
des DET det 5
Nordischen ADJ amod 5 _ ORG
Ruderbundes NOUN nmod 2 Case=Gen|Gender=Masc|Number=Sing +ORG
schwieg VERB root 0 Number=Sing|VerbForm=Fin
. PUNCT punct 6
"""
    assert ("Nordischer Ruderbund", "Organization") in labels(schema, rows)


def test_a_ministry_that_several_states_have_is_none_of_them() -> None:
    rows = """
In ADP case 2
Orlen PROPN obl 3 _ LOC
schwieg VERB root 0 Number=Sing|VerbForm=Fin
das DET det 5
Außenministerium NOUN nsubj 3 Gender=Neut|Number=Sing
. PUNCT punct 3
"""
    assert ("Außenministerium", "Organization") in labels(kg.schema.load(), rows)


def test_half_a_compound_belongs_to_the_label(schema: Schema) -> None:
    rows = """
Die DET det 4
Staats- X nsubj 5 Number=Plur
und CCONJ cc 4
Regierungschefs NOUN nsubj 5 Number=Plur
berieten VERB root 0 Number=Plur|VerbForm=Fin
. PUNCT punct 5
"""
    quote = Quote("q1", "indirect", "speech", ((0, 3),), speaker=Argument("Regierungschefs", ((16, 31),)))
    found = find_entities(build(rows), (quote,), (), schema).entities
    assert [e.label for e in found] == ["Staats- und Regierungschefs"]


def speaker_label(schema: Schema, rows: str, start: int, word: str) -> str:
    """The label of the entity that a quotation's speaker without a name becomes."""
    speaker = Argument(word, ((start, start + len(word)),))
    quote = Quote("q1", "indirect", "speech", ((0, 3),), speaker=speaker)
    entities = find_entities(build(rows), (quote,), (), schema)
    return next(e.label for e in entities.entities if e.id == entities.at(speaker.spans))


def test_the_label_of_a_group_is_in_the_nominative(schema: Schema) -> None:
    rows = """
Kritischen ADJ amod 2 Case=Dat|Number=Plur
Beobachtern NOUN obl 4 Case=Dat|Number=Plur
zufolge ADP case 2
bleibt VERB root 0 Number=Sing|VerbForm=Fin
alles PRON nsubj 4
. PUNCT punct 4
"""
    assert speaker_label(schema, rows, 11, "Beobachtern") == "kritische Beobachter"


def test_the_label_of_a_body_leaves_out_what_it_decides_on(schema: Schema) -> None:
    rows = """
Der DET det 2
Landtag NOUN nsubj 5 Case=Nom|Gender=Masc|Number=Sing
einer DET det 4
Vorlage NOUN nmod 2 Case=Gen|Gender=Fem|Number=Sing
zustimmte VERB root 0 Number=Sing|VerbForm=Fin
. PUNCT punct 5
"""
    assert labels(schema, rows) == [("Landtag", "Organization")]


def test_the_label_names_the_person_of_a_title(schema: Schema) -> None:
    rows = """
Die DET det 2
Regierung NOUN nsubj 7 Case=Nom|Gender=Fem|Number=Sing
von ADP case 4
Präsident NOUN nmod 2 Case=Dat|Gender=Masc|Number=Sing
Otto PROPN appos 4 _ PER
Quirin PROPN flat 5 _ +PER
schweigt VERB root 0 Number=Sing|VerbForm=Fin
. PUNCT punct 7
"""
    assert ("Regierung von Präsident Otto Quirin", "Organization") in labels(schema, rows)

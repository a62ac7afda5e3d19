"""Who holds what: the patterns of titles, appositions, brackets and copulas, read by the shipped pipeline."""

from __future__ import annotations

from functools import cache

import pytest

import kg.language
import kg.schema
from kg.model import Statement
from kg.reader.entities import Entities, find_entities
from kg.reader.quotes import find_quotes
from kg.reader.roles import find_roles


@cache
def tools():  # the pipeline is loaded once for all tests
    return kg.language.load(), kg.schema.load()


def read(text: str) -> tuple[Entities, tuple[Statement, ...]]:
    nlp, schema = tools()
    doc = nlp(text)
    quotes = find_quotes(doc)
    entities = find_entities(doc, quotes, (), schema)
    return entities, find_roles(doc, quotes, entities, schema)


def roles(text: str) -> list[tuple[str, str, str | None]]:
    """(holder's label, office, label or text of the body) of every role."""
    entities, statements = read(text)
    found = []
    for s in statements:
        if s.kind != "role":
            continue
        assert s.subject is not None
        assert s.subject.entity is not None
        body = None
        if s.object is not None:
            body = entities.entity(s.object.entity).label if s.object.entity else s.object.text
        found.append((entities.entity(s.subject.entity).label, s.predicate.lemma, body))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Der russische Präsident Wladimir Putin schwieg.", ("Wladimir Putin", "Präsident", "Russland")),
        ("US-Präsident Joe Biden reiste ab.", ("Joe Biden", "Präsident", "Vereinigte Staaten")),
        (
            "Am Abend sprach Deutschlands Außenministerin Annalena Baerbock.",
            ("Annalena Baerbock", "Außenministerin", "Deutschland"),
        ),
        (
            "Der Vorsitzende der Werftengruppe, Otto Hubermoser, trat zurück.",
            ("Otto Hubermoser", "Vorsitzender", "Werftengruppe"),
        ),
        (
            "Das sei zu wenig, so verdi-Verhandlungsführer Otto Hubermoser.",
            ("Otto Hubermoser", "Verdi-Verhandlungsführer", None),
        ),
        ("Geehrt wird der Ökonom Otto S. Hubermoser.", ("Otto S. Hubermoser", "Ökonom", None)),
        ("Es kam die Abgeordnete und Atomkraft-Gegnerin Anna Hubermoser.", ("Anna Hubermoser", "Abgeordnete", None)),
        ("Anna Moll geht, und Vizekanzler wird Otto Hubermoser.", ("Otto Hubermoser", "Vizekanzler", None)),
        ("Der Ankläger Hubermoser verlas die Schrift.", ("Hubermoser", "Ankläger", None)),
        ("Der Frauenarzt und Imker Otto Hubermoser gab auf.", ("Otto Hubermoser", "Frauenarzt", None)),
        ("Die berühmte Gelehrte Anna Hubermoser schwieg.", ("Anna Hubermoser", "Gelehrte", None)),
        (
            "Das sagte Oberst Otto Hubermoser vom steirischen Landeskriminalamt.",
            ("Otto Hubermoser", "Oberst", "steirischen Landeskriminalamt"),
        ),
        (
            "Der deutsche Vizekanzler und Arbeitsminister Otto Hubermoser kam.",
            ("Otto Hubermoser", "Arbeitsminister", "Deutschland"),
        ),
        (
            "Otto Hubermoser, das Oberhaupt der reformierten Kirche von Polen, starb.",
            ("Otto Hubermoser", "Oberhaupt", "reformierten Kirche von Polen"),
        ),
        (
            "Begleitet wurde sie von den Ministern Otto Hubermoser und Emil Rapold.",
            ("Emil Rapold", "Minister", None),
        ),
        ("Otto Hubermoser, Chef der Werftengruppe, trat zurück.", ("Otto Hubermoser", "Chef", "Werftengruppe")),
        ("Das sagte Otto Hubermoser, damals Sprecher der Feuerwehr.", ("Otto Hubermoser", "Sprecher", "Feuerwehr")),
        (
            "Die Leiterin der Studie, Virologin Anna Hubermoser, sprach von einem Durchbruch.",
            ("Anna Hubermoser", "Leiterin", "Studie"),
        ),
        (
            "Nach Angaben von Otto Hubermoser, dem Direktor der Werftengruppe hatten alle gewarnt.",
            ("Otto Hubermoser", "Direktor", "Werftengruppe"),
        ),
        (
            "Der Gouverneur Otto Hubermoser aus Texas trat zurück.",
            ("Otto Hubermoser", "Gouverneur", "Texas"),
        ),
        ("Der Netzaktivist Otto Hubermoser sprach.", ("Otto Hubermoser", "Netzaktivist", None)),
        (
            "Otto Hubermoser, der Milliardär hinter der Firma, sprach.",
            ("Otto Hubermoser", "Milliardär", None),
        ),
    ],
)
def test_office_holder_and_body(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in roles(text)


def test_two_offices_of_one_holder() -> None:
    found = roles("Vizekanzler und Finanzminister Otto Hubermoser legte den Haushalt vor.")
    assert [(holder, office) for holder, office, _ in found] == [
        ("Otto Hubermoser", "Vizekanzler"),
        ("Otto Hubermoser", "Finanzminister"),
    ]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Der ehemalige Bürgermeister Otto Hubermoser lachte.", "former"),
        ("Ex-Bürgermeister Otto Hubermoser lachte.", "former"),
        ("Der scheidende Bürgermeister Otto Hubermoser lachte.", "outgoing"),
        ("Der designierte Bürgermeister Otto Hubermoser lachte.", "designated"),
    ],
)
def test_status(text: str, status: str) -> None:
    (role,) = read(text)[1]
    assert [(a.role, a.text) for a in role.arguments] == [("status", status)]


def test_an_office_held_now_has_no_status() -> None:
    (role,) = read("Bürgermeister Otto Hubermoser lachte.")[1]
    assert role.arguments == ()
    assert role.predicate.property == "org:holds"
    assert role.attribution is None


def test_a_profession_is_no_office() -> None:
    (role,) = read("Die Sängerin Anna Hubermoser lachte.")[1]
    assert (role.predicate.lemma, role.predicate.property) == ("Sängerin", "schema:hasOccupation")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Hubermoser ist Sängerin.", [("Anna Hubermoser", "Sängerin", None)]),
        ("Anna Hubermoser ist eine gute Sängerin.", []),
    ],
)
def test_a_profession_is_predicated_without_an_article(text: str, expected: list[tuple[str, str, None]]) -> None:
    assert roles(text) == expected


def test_kinship_is_no_role() -> None:
    assert roles("Ihr Bruder Otto Hubermoser lachte.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Otto Hubermoser kam mit seiner Ehefrau Anna Feldkirch.", [("Anna Feldkirch", "Ehefrau", "Otto Hubermoser")]),
        ("Der Bruder Otto Hubermoser lachte.", []),
    ],
)
def test_kinship_is_a_relation(text: str, expected: list[tuple[str, str, str]]) -> None:
    entities, statements = read(text)
    found = [s for s in statements if s.kind == "relation"]
    assert [
        (entities.entity(s.subject.entity or "").label, s.predicate.lemma, entities.entity(s.object.entity or "").label)
        for s in found
        if s.subject is not None and s.object is not None
    ] == expected


def test_a_plural_title_is_of_each_that_it_stands_before() -> None:
    found = roles("Die Minister Otto Hubermoser (CDU) und Anna Feldkirch schwiegen.")
    assert [(holder, office) for holder, office, _ in found if office == "Minister"] == [
        ("Otto Hubermoser", "Minister"),
        ("Anna Feldkirch", "Minister"),
    ]


def test_two_professions_of_which_no_list_knows() -> None:
    found = roles("Der Trommler und Bandleader Otto Hubermoser sprach.")
    assert [office for _, office, _ in found] == ["Trommler", "Bandleader"]


def test_a_body_in_quotation_marks_is_all_that_stands_in_them() -> None:
    (role,) = roles("Otto Hubermoser ist Mitglied des „Königlichen Rats der Imker“.")
    assert role[:2] == ("Otto Hubermoser", "Mitglied")
    assert (role[2] or "").endswith("der Imker")


def test_an_office_with_a_date_before_it_is_an_apposition() -> None:
    found = roles("Otto Hubermoser, von 2001 bis 2004 Bürgermeister von Wels, schwieg.")
    assert [(office, body) for _, office, body in found] == [("Bürgermeister", "Wels")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Am Abend hatten sie Otto Hubermoser getötet, den Führer der Werftengruppe.",
            [("Führer", "Werftengruppe")],
        ),
        (
            "Otto Hubermoser, Präsident der Universität Göttingen und derzeitiger Vorsitzender des Rates, sprach.",
            [("Präsident", "Universität Göttingen"), ("Vorsitzender", "Rat")],
        ),
        (
            "Das Staatsoberhaupt Neuseelands, die britische Königin Anna Hubermoser, sprach.",
            [("Staatsoberhaupt", "Neuseeland"), ("Königin", "Großbritannien")],
        ),
        ("Danach hat der Präsident (Otto Hubermoser) drei Wochen Zeit.", [("Präsident", None)]),
        ("Der Sprecher des Ministers Otto Hubermoser schwieg.", [("Minister", None)]),
    ],
)
def test_appositions_of_several_parts(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(office, body) for _, office, body in roles(text)] == expected


def test_the_doctor_of_somebody_is_somebody_else() -> None:
    assert roles("Otto Hubermoser ist verletzt. Der behandelnde Arzt Hubermosers sprach.") == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Anna Hubermoser wurde Kanzlerin der Hochschule.", ("Anna Hubermoser", "Kanzlerin", "Hochschule")),
        ("Otto Hubermoser wurde zum Präsidenten gewählt.", ("Otto Hubermoser", "Präsident", None)),
        ("Der Senat ernannte Otto Hubermoser zum neuen Dekan.", ("Otto Hubermoser", "Dekan", None)),
    ],
)
def test_who_was_appointed_holds_the_office(text: str, role: tuple[str, str, str | None]) -> None:
    assert roles(text) == [role]
    assert read(text)[1][0].arguments == ()


@pytest.mark.parametrize(
    "text",
    [
        "Otto Hubermoser soll zum Präsidenten gewählt werden.",
        "Otto Hubermoser wurde nicht zum Präsidenten gewählt.",
        "Otto Hubermoser ging zum Präsidenten.",
    ],
)
def test_who_was_not_appointed_does_not(text: str) -> None:
    assert roles(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kommandant der Werftengruppe ist Otto Hubermoser.", [("Otto Hubermoser", "Kommandant")]),
        ("Kommandant der Werftengruppe ist der Vater von Otto Hubermoser.", []),
    ],
)
def test_an_office_that_opens_the_sentence(text: str, found: list[tuple[str, str]]) -> None:
    assert [(holder, office) for holder, office, _ in roles(text)] == found


def test_two_offices_are_predicated_of_one() -> None:
    found = roles("Otto Hubermoser ist Mitglied des Rates und Vorsitzender des Vereins.")
    assert [office for _, office, _ in found] == ["Mitglied", "Vorsitzender"]


def test_an_enumeration_is_no_apposition() -> None:
    found = roles("Es kamen Anna Hubermoser, Bürgermeister Otto Feldkirch und die Feuerwehr.")
    assert [(holder, office) for holder, office, _ in found] == [("Otto Feldkirch", "Bürgermeister")]


def test_the_body_is_taken_from_elsewhere_in_the_text() -> None:
    found = roles("NATO-Generalsekretär Jens Stoltenberg sprach. Später kam Generalsekretär Jens Stoltenberg zurück.")
    assert found == [("Jens Stoltenberg", "Generalsekretär", "NATO")] * 2


def test_the_body_is_what_the_text_is_about() -> None:
    text = "Die NATO tagt in Oslo. Das Treffen der NATO leitet Generalsekretärin Anna Hubermoser."
    assert ("Anna Hubermoser", "Generalsekretärin", "NATO") in roles(text)


@pytest.mark.parametrize(
    "text",
    [
        "Die NATO tagt mit der OECD in Oslo. Das Treffen der NATO leitet Generalsekretärin Anna Hubermoser.",
        "Die NATO tagt in Oslo. Gast der NATO ist dort Außenministerin Anna Hubermoser.",
        "Das Treffen leitet Generalsekretärin Anna Hubermoser. Die NATO tagt in Oslo. Die NATO schweigt.",
    ],
)
def test_the_body_is_left_open_where_it_is_not_sure(text: str) -> None:
    assert {body for holder, _, body in roles(text) if holder == "Anna Hubermoser"} == {None}


def test_words_of_a_speaker_are_his() -> None:
    text = "„Wir danken Bürgermeister Otto Hubermoser für alles“, sagte Anna Feldkirch."
    (role,) = [s for s in read(text)[1] if s.predicate.lemma == "Bürgermeister"]
    assert role.attribution is not None
    assert role.attribution.text == "Anna Feldkirch"


def test_a_title_in_indirect_speech_is_the_articles() -> None:
    text = "Anna Feldkirch sagte, Bürgermeister Otto Hubermoser habe gewarnt."
    (role,) = [s for s in read(text)[1] if s.predicate.lemma == "Bürgermeister"]
    assert role.attribution is None


def test_a_body_that_was_inferred_is_less_sure() -> None:
    text = "Die NATO tagt in Oslo. Das Treffen der NATO leitet Generalsekretärin Anna Hubermoser."
    (inferred,) = read(text)[1]
    (stated,) = read("NATO-Generalsekretärin Anna Hubermoser leitet das Treffen.")[1]
    assert inferred.confidence < stated.confidence


def test_spans_slice_to_their_text() -> None:
    text = "Die finnische Ministerpräsidentin Sanna Marin traf Otto Hubermoser, den Chef der Werftengruppe."
    for role in read(text)[1]:
        for part in (role.subject, role.predicate, role.object):
            assert part is None or not part.spans or " … ".join(text[a:b] for a, b in part.spans) == part.text


def test_a_copula_and_its_time() -> None:
    nlp, schema = tools()
    doc = nlp("Otto Hubermoser ist seit 2010 Bürgermeister von Wien.")
    from kg.reader.times import find_times

    times, _ = find_times(doc, "2022-03-16")
    entities = find_entities(doc, (), times, schema)
    (role,) = find_roles(doc, (), entities, schema)
    assert role.time is not None
    assert role.time.value == "2010"
    assert role.arguments == ()


def test_an_office_held_once_is_former() -> None:
    (role,) = read("Otto Hubermoser war Bürgermeister von Wien.")[1]
    assert [(a.role, a.text) for a in role.arguments] == [("status", "former")]


@pytest.mark.parametrize(
    ("text", "role", "status"),
    [
        (
            "Anna Hubermoser war von 2011 bis 2016 Ministerin.",
            ("Anna Hubermoser", "Ministerin", None),
            "former",
        ),
        (
            "Anna Hubermoser wird neue Chefin der Nationalbank.",
            ("Anna Hubermoser", "Chefin", "Nationalbank"),
            "designated",
        ),
        ("Otto Hubermoser bleibt Bürgermeister von Wels.", ("Otto Hubermoser", "Bürgermeister", "Wels"), None),
    ],
)
def test_an_office_predicated_with_other_copulas(text: str, role: tuple[str, str, str | None], status: str) -> None:
    assert roles(text) == [role]
    (statement,) = read(text)[1]
    assert [a.text for a in statement.arguments if a.role == "status"] == ([status] if status else [])


@pytest.mark.parametrize(
    "text",
    [
        "Anna Hubermoser wird nicht Bürgermeisterin von Wels.",
        "Anna Hubermoser will Bürgermeisterin von Wels werden.",
        "Otto Hubermoser war beim Minister.",
    ],
)
def test_no_office_is_predicated(text: str) -> None:
    assert roles(text) == []


def test_a_denied_office_is_no_role() -> None:
    assert roles("Otto Hubermoser ist nicht Bürgermeister von Wien.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Hubermoser (CDU) sprach.", ("Anna Hubermoser", "Mitglied", "CDU")),
        ("Das sagte Anna Hubermoser von der CDU.", ("Anna Hubermoser", "Mitglied", "CDU")),
    ],
)
def test_membership_beside_a_name(text: str, expected: tuple[str, str, str]) -> None:
    holder, office, body = expected
    assert any((h, o) == (holder, office) and body in (b or "") for h, o, b in roles(text))


def test_an_age_in_brackets_is_no_membership() -> None:
    assert roles("Anna Hubermoser (52) sprach.") == []


def test_where_a_place_lies() -> None:
    entities, statements = read("Sie reiste in die libanesische Hauptstadt Beirut.")
    (relation,) = [s for s in statements if s.kind == "relation"]
    assert relation.subject is not None
    assert relation.object is not None
    assert entities.entity(relation.subject.entity or "").label == "Beirut"
    assert entities.entity(relation.object.entity or "").label == "Libanon"
    assert relation.predicate.property == "kg:capitalOf"


def test_who_wrote_the_article_is_a_person() -> None:
    entities, statements = read("Von Seraina Hubermoser\n\nDer Stadtrat tagte am Montag in Chur.")
    assert [e.type for e in entities.entities if e.label == "Seraina Hubermoser"] == ["Person"]
    assert statements == ()


@pytest.mark.parametrize(
    "text",
    [
        "Mit sieben Toren führte Otto Hubermoser das Feld an.",
        "Der Mann aus dem Umfeld von „Zar Otto“ schwieg.",
        "Unter einer Kanzlerin Hubermoser würde vieles anders.",
        "Der Hubschrauber „Christoph 27“ landete im Hof.",
        "Der Sozialist Otto Hubermoser gewann die Wahl.",
        "Sein Wettbewerber Otto Hubermoser gab auf.",
        "Ein Kommissar nach der Festnahme: „Hubermoser ist dort, wo er hingehört.“",
    ],
)
def test_what_is_no_office(text: str) -> None:
    assert roles(text) == []


def test_a_council_is_no_member_of_it() -> None:
    found = roles("Der Sprecher im Aufsichtsrat der Werftengruppe, Otto Hubermoser, schwieg.")
    assert [office for _, office, _ in found] == ["Sprecher"]


def test_a_field_is_no_body() -> None:
    assert roles("Otto Hubermoser ist Minister der Justiz.") == [("Otto Hubermoser", "Minister", None)]


def test_a_superlative_compares_within_a_place() -> None:
    assert roles("Otto Hubermoser war der dienstälteste Bürgermeister Europas.") == [
        ("Otto Hubermoser", "Bürgermeister", None)
    ]


def test_an_alleged_title_is_open() -> None:
    _, statements = read("Der mutmaßliche Attentäter Otto Hubermoser wurde gefasst.")
    (role,) = (s for s in statements if s.kind == "role")
    assert (role.modality, role.arguments) == ("possibility", ())


def test_the_office_until_now() -> None:
    _, statements = read("Der bisherige Minister Otto Hubermoser kam.")
    (role,) = (s for s in statements if s.kind == "role")
    assert [(a.role, a.text) for a in role.arguments] == [("status", "outgoing")]


def test_an_office_of_the_state_makes_a_party_a_membership() -> None:
    _, statements = read("Die CDU-Bundeskanzlerin Anna Hubermoser und der SPD-Vorsitzende Emil Rapold kamen.")
    assert {s.predicate.lemma: s.predicate.property for s in statements if s.kind == "role"} == {
        "Bundeskanzlerin": "org:memberOf",
        "Vorsitzender": "org:holds",
    }


def test_the_year_of_a_participle_is_not_the_title_s() -> None:
    nlp, schema = tools()
    from kg.reader.times import find_times

    doc = nlp("Das Grab des 1849 verstorbenen Schriftstellers Otto Hubermoser liegt hier.")
    times, _ = find_times(doc, None)
    entities = find_entities(doc, (), times, schema)
    (role,) = (s for s in find_roles(doc, (), entities, schema) if s.kind == "role")
    assert role.time is None

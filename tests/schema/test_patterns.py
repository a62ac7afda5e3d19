from __future__ import annotations

import pytest

from kg.schema.patterns import ANY, PERSON, Pattern, parse, parse_noun


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("ablehnen", Pattern("ablehnen")),
        ("etwas ablehnen", Pattern("ablehnen", objects=ANY)),
        ("jemandem zustimmen", Pattern("zustimmen", dative=True)),
        ("sich einigen", Pattern("einigen", reflexive=True)),
        ("eine Anklage|Klage erheben", Pattern("erheben", objects=("Anklage", "Klage"))),
        ("von etwas zurücktreten", Pattern("zurücktreten", preposition="von")),
        ("ums Leben kommen", Pattern("kommen", preposition="um", nouns=("Leben",))),
        ("bekannt geben", Pattern("geben", objects=("bekannt",))),
        ("(Preis|Kurs) anziehen", Pattern("anziehen", subjects=("Preis", "Kurs"))),
        ("jemanden treffen", Pattern("treffen", objects=PERSON)),
        ("(jemand) auftreten", Pattern("auftreten", subjects=PERSON)),
        ("gegen jemanden gewinnen", Pattern("gewinnen", preposition="gegen", nouns=PERSON)),
        ("dass annehmen", Pattern("annehmen", objects=("dass",))),
        ("sich zu dem Anschlag bekennen", Pattern("bekennen", reflexive=True, preposition="zu", nouns=("Anschlag",))),
    ],
)
def test_german_patterns(text, pattern):
    assert parse(text) == (pattern,)


def test_alternative_verbs_give_a_pattern_each():
    assert [p.lemma for p in parse("in Kraft treten|setzen")] == ["treten", "setzen"]
    assert len({p.nouns for p in parse("in Kraft treten|setzen")}) == 1


def test_english_puts_the_verb_first():
    assert parse("withdraw from something", "en") == (Pattern("withdraw", preposition="from"),)
    assert parse("file lawsuit", "en") == (Pattern("file", objects=("lawsuit",)),)


@pytest.mark.parametrize("text", ["", "   ", "(Preis", "(Preis)", "erheben)"])
def test_what_is_no_pattern(text):
    with pytest.raises(ValueError, match="no verb"):
        parse(text)


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("Angriff", Pattern("Angriff")),
        ("rote Karte", Pattern("rote Karte")),
        ("Verfahren gegen", Pattern("Verfahren", preposition="gegen")),
        ("Berufung in den Vorstand", Pattern("Berufung", preposition="in", nouns=("Vorstand",))),
        ("Verletzung der Pflicht|Regel", Pattern("Verletzung", objects=("Pflicht", "Regel"))),
        ("Ablauf eines Verfahrens", Pattern("Ablauf", objects=("Verfahren",))),
    ],
)
def test_nouns(text, pattern):
    assert parse_noun(text) == pattern


def fits(text, **given):
    demands = {"subjects": (), "objects": (), "datives": (), "prepositions": ()} | given
    return parse(text)[0].fits(**demands)


def test_fitting():
    assert fits("Anklage erheben", objects=["Anklage"])
    assert fits("Anklage erheben", objects=["Mordanklage"])
    assert fits("Waffe liefern", objects=["Waffen"])
    assert not fits("Anklage erheben", objects=["Stimme"])
    assert not fits("Anklage erheben")
    assert fits("von etwas zurücktreten", prepositions=["von Vertrag"])
    assert fits("von etwas zurücktreten", prepositions=["von"])
    assert fits("in Kraft treten", prepositions=["in Kraft"])
    assert fits("zur Welt kommen", prepositions=["zur Welt"])
    assert not fits("in Kraft treten", prepositions=["in Raum"])
    assert fits("sich einigen", objects=["sich"])
    assert not fits("etwas vorstellen", objects=["sich"])
    assert fits("der Einladung folgen", datives=["Einladung"])
    assert not fits("etwas folgen", datives=["Einladung"])
    assert fits("jemanden treffen", objects=["Minister", "jemand"])
    assert not fits("jemanden treffen", objects=["Entscheidung"])
    assert not fits("jemanden treffen", datives=["jemand"])
    assert fits("gegen jemanden gewinnen", prepositions=["gegen Meister", "gegen jemand"])
    assert not fits("gegen jemanden gewinnen", prepositions=["gegen Wind"])
    assert not fits("Arbeit einstellen", objects=["Mitarbeiter"])
    assert fits("in Haft sitzen", prepositions=["in Einzelhaft"])
    assert not fits("in Haft sitzen", prepositions=["in Nachbarschaft"])


def test_a_named_noun_is_more_specific_than_a_preposition_than_an_object():
    order = [
        "vom Amt zurücktreten",
        "Amt niederlegen",
        "von jemandem zurücktreten",
        "von etwas zurücktreten",
        "jemanden niederlegen",
        "etwas niederlegen",
        "niederlegen",
    ]
    weights = [parse(text)[0].weight for text in order]
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) == len(weights)

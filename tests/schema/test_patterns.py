from __future__ import annotations

import pytest

from kg.schema.patterns import ANY, Pattern, parse


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


def test_a_named_noun_is_more_specific_than_a_preposition_than_an_object():
    order = ["vom Amt zurücktreten", "Amt niederlegen", "von etwas zurücktreten", "etwas niederlegen", "niederlegen"]
    weights = [parse(text)[0].weight for text in order]
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) == len(weights)

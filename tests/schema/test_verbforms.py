"""The finite verb of an infinitive, as a page writes it; infinitives of forms are tested with the lexicon."""

from __future__ import annotations

import pytest

from kg.schema import Schema, third_person

FORMS = {
    "strong verbs": {
        "geben": "gibt",
        "vergeben": "vergibt",
        "unterbrechen": "unterbricht",
        "überfahren": "überfährt",
        "gelten": "gilt",
        "laden": "lädt",
        "raten": "rät",
        "stoßen": "stößt",
        "wissen": "weiß",
        "beschließen": "beschließt",
        "sein": "ist",
        "haben": "hat",
        "werden": "wird",
    },
    "weak verbs": {
        "kritisieren": "kritisiert",
        "warten": "wartet",
        "öffnen": "öffnet",
        "rechnen": "rechnet",
        "wohnen": "wohnt",
        "lernen": "lernt",
        "sammeln": "sammelt",
        "ändern": "ändert",
        "reisen": "reist",
    },
    "separable prefixes": {
        "angreifen": "greift an",
        "festnehmen": "nimmt fest",
        "einladen": "lädt ein",
        "zurückerobern": "erobert zurück",
        "wiederaufnehmen": "nimmt wieder auf",
        "stattfinden": "findet statt",
        "durchführen": "führt durch",
        "umbringen": "bringt um",
        "ankündigen": "kündigt an",
        "antun": "tut an",
    },
    "prefixes that stay": {
        "übernehmen": "übernimmt",
        "unterstützen": "unterstützt",
        "umfassen": "umfasst",
        "durchsuchen": "durchsucht",
        "wiederholen": "wiederholt",
        "widersprechen": "widerspricht",
        "verhängen": "verhängt",
    },
    "no prefix, and no strong verb, though it looks so": {
        "antworten": "antwortet",
        "hindern": "hindert",
        "beantragen": "beantragt",
        "veranlassen": "veranlasst",
        "beherbergen": "beherbergt",
        "heiraten": "heiratet",
        "verwalten": "verwaltet",
        "einschalten": "schaltet ein",
        "abonnieren": "abonniert",
    },
    "several words": {"verantwortlich machen": "macht verantwortlich"},
    "no infinitives": {"Angriff": "Angriff", "auf": "auf", "": "", "US-Soldaten": "US-Soldaten", "x" * 100: "x" * 100},
}


@pytest.mark.parametrize(
    ("lemma", "form"), [(lemma, form) for group in FORMS.values() for lemma, form in group.items()]
)
def test_third_person(lemma, form):
    assert third_person(lemma) == form


def test_a_predicate_reads_as_a_verb(schema: Schema):
    assert schema.says("attackieren", "kg:attacks") == "greift an"
    assert schema.says("verüben", "kg:Attack") == "greift an"
    assert schema.says("verüben", "kg:Attack", "en") == "attacks"
    assert schema.says("zurückschneiden") == "schneidet zurück"


def test_every_property_reads_as_a_verb_in_a_page(schema: Schema):
    nominal = {c.property for c in schema.concepts if not schema.label(c.property, "de")[:1].islower()}
    assert nominal == set()

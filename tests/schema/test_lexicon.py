from __future__ import annotations

import pytest

from kg.schema import Schema
from kg.schema.verbforms import infinitives

VERBS = [
    ("ablehnen", {}, "kg:rejects"),
    ("erheben", {"objects": ["Anklage"]}, "kg:charges"),
    ("erheben", {"objects": ["Vorwurf"]}, "kg:accuses"),
    ("erheben", {"objects": ["Einspruch"]}, None),
    ("erheben", {"objects": ["sich"]}, "kg:protestsAgainst"),
    ("zurücktreten", {}, "kg:resignsFrom"),
    ("zurücktreten", {"prepositions": ["von Amt"]}, "kg:resignsFrom"),
    ("zurücktreten", {"prepositions": ["von Kaufvertrag"]}, "kg:terminatesTreaty"),
    ("treten", {"prepositions": ["in Kraft"]}, "kg:entersIntoForce"),
    ("treten", {"prepositions": ["in Haus"]}, None),
    ("anziehen", {"subjects": ["Preis"]}, "kg:raisesPrice"),
    ("anziehen", {"objects": ["Jacke"]}, None),
    ("ausfallen", {"subjects": ["Strom"]}, "kg:failsOf"),
    ("ausfallen", {"objects": ["knapp"]}, None),
    ("ausfallen", {"subjects": ["Unterricht"]}, "kg:cancels"),
    ("verurteilen", {"prepositions": ["zu Haft"]}, "kg:convicts"),
    ("verurteilen", {"objects": ["Terroranschlag"]}, "kg:condemns"),
    ("zurückweisen", {"objects": ["Vorwurf"]}, "kg:denies"),
    ("zurückweisen", {"objects": ["Vorschlag"]}, "kg:rejects"),
    ("fordern", {"objects": ["Menschenleben"]}, "kg:diesOf"),
    ("fordern", {"objects": ["Rücktritt"]}, "kg:demands"),
    ("stellen", {"objects": ["Antrag"]}, "kg:requests"),
    ("kommen", {"prepositions": ["um Leben"]}, "kg:diesOf"),
    ("folgen", {"datives": ["Einladung"]}, "kg:compliesWith"),
    ("folgen", {"datives": ["Minister", "jemand"]}, None),
    ("folgen", {"prepositions": ["auf Minister"]}, "kg:succeeds"),
    ("schließen", {"objects": ["Werk"]}, "kg:closesDown"),
    ("schließen", {"objects": ["Freundschaft"]}, None),
    ("verhängen", {"objects": ["Sanktion"], "prepositions": ["gegen Bank"]}, "kg:sanctions"),
    ("brechen", {"objects": ["Rekord"]}, "kg:setsRecordIn"),
    ("brechen", {"objects": ["Ast"]}, None),
    # the same verb with a person, a thing, a clause
    ("treffen", {"subjects": ["jemand"], "objects": ["Minister", "jemand"]}, "kg:meets"),
    ("treffen", {"subjects": ["Hagel"], "objects": ["Minister", "jemand"]}, None),
    ("auftreten", {"subjects": ["Band", "jemand"]}, "kg:performs"),
    ("auftreten", {"subjects": ["Riss"]}, "kg:happens"),
    ("annehmen", {"objects": ["kommen", "dass"]}, "kg:believes"),
    ("annehmen", {"objects": ["Antrag"]}, "kg:approves"),
    ("einsetzen", {"objects": ["Software"]}, "kg:uses"),
    ("einsetzen", {"objects": ["Drohne"]}, "kg:deploys"),
    ("einsetzen", {"objects": ["Untersuchungsausschuss"]}, "kg:appoints"),
    ("verlieren", {"objects": ["Hof"]}, "kg:loses"),
    ("verlieren", {"prepositions": ["gegen Verein", "gegen jemand"]}, "kg:losesTo"),
    ("klagen", {}, None),
    ("klagen", {"prepositions": ["über Lärm"]}, "kg:criticizes"),
    ("klagen", {"prepositions": ["gegen Konzern", "gegen jemand"]}, "kg:sues"),
    ("kommen", {"subjects": ["es"], "prepositions": ["zu Streit"]}, "kg:happens"),
    ("kommen", {"subjects": ["Gast", "jemand"], "prepositions": ["zu Fest"]}, None),
    ("verantwortlich machen", {"objects": ["Rat", "jemand"]}, "kg:accuses"),
    # idioms that are none of our events
    ("fehlen", {"datives": ["Rat"]}, None),
    ("dienen", {"prepositions": ["zu Zweck"]}, None),
    ("spielen", {"objects": ["Rolle"]}, None),
    ("bringen", {"objects": ["Plan"], "prepositions": ["auf Weg"]}, "kg:begins"),
    ("bringen", {"objects": ["Plan"], "prepositions": ["in Gefahr"]}, "kg:endangers"),
    ("geraten", {"prepositions": ["unter Druck"]}, None),
    ("versetzen", {"objects": ["Stadt"], "prepositions": ["in Angst"]}, None),
    ("geben", {"subjects": ["es"], "objects": ["Kritik"], "datives": ["Dorf"]}, None),
    ("zielen", {"prepositions": ["auf Markt"]}, None),
    ("verschwinden", {"subjects": ["Vorrat"]}, None),
    ("leben", {"prepositions": ["von Rente"]}, None),
]


@pytest.mark.parametrize(("lemma", "given", "property"), VERBS)
def test_readings_of_verbs(schema: Schema, lemma, given, property):
    found = schema.concept(lemma, "verb", **given)
    assert ((found and found.property) or None) == property  # a frame has none


@pytest.mark.parametrize("pos", ["verb", "VERB", "AUX"])
def test_parts_of_speech_have_two_spellings(schema: Schema, pos):
    found = schema.concept("ablehnen", pos)
    assert found is not None
    assert found.event == "kg:Rejection"
    assert found.label("de") == "Ablehnung"
    assert found.label("en") == "rejection"
    assert found.family == "kg:Communication"


def test_nouns_and_their_compounds(schema: Schema):
    assert schema.concept("Ablehnung", "noun").property == "kg:rejects"
    assert schema.concept("Drohnenangriff", "noun").property == "kg:attacks"
    assert schema.concept("Artillerieangriff", "noun").property == "kg:attacks"
    assert schema.concept("EU-Gipfel", "noun").property == "kg:holdsSummitWith"
    assert schema.concept("Präsidentenwahl", "noun").property == "kg:elects"  # "-wahl" is in the ontology
    assert schema.concept("Auswahl", "noun") is None
    assert schema.concept("Berggipfel", "noun") is None
    assert schema.concept("Botschaft", "noun") is None  # no kind of Haft
    assert schema.concept("Blumentopf", "noun") is None


@pytest.mark.parametrize(
    ("noun", "given", "property"),
    [
        ("Verfahren", {"prepositions": ["gegen", "gegen Firma"]}, "kg:investigates"),
        ("Verfahren", {}, None),
        ("Verletzung", {"objects": ["Kind"]}, "kg:injures"),
        ("Verletzung", {"objects": ["Vorschrift"]}, None),
        ("Ausbruch", {"objects": ["Krieg"]}, "kg:escalates"),
        ("Ausbruch", {"prepositions": ["von", "von Gewalt"]}, "kg:escalates"),
        ("Ausbruch", {"prepositions": ["aus", "aus Gewalt"]}, None),
        ("Einsatz", {"prepositions": ["für", "für Frieden"]}, "kg:campaignsFor"),
        ("Einsatz", {}, None),
        ("Wechsel", {"prepositions": ["zu", "zu Verein"]}, "kg:transfersTo"),
    ],
)
def test_readings_of_nouns(schema: Schema, noun, given, property):
    found = schema.concept(noun, "noun", **given)
    assert (found.property if found else None) == property


def test_the_noun_of_a_light_verb_is_no_participant(schema: Schema):
    assert schema.concept("üben", "verb", objects=["Kritik"]).light  # a noun of the class itself
    assert schema.concept("gewinnen", "verb", objects=["Finale"]).light  # kg:lightVerb
    assert not schema.concept("ablehnen", "verb", objects=["Plan"]).light


def test_a_phrase_of_an_idiom_is_no_participant(schema: Schema):
    death = schema.concept("kommen", "verb", prepositions=["um Leben"])
    assert death.is_fixed("um", "Leben")
    assert not death.is_fixed("in", "Leben")
    assert schema.concept("bringen", "verb", objects=["Unmut"], prepositions=["zu Ausdruck"]).is_fixed("zu", "Ausdruck")
    assert not schema.concept("berufen", "verb", prepositions=["in Vorstand"]).is_fixed("in", "Vorstand")
    resignation = schema.concept("zurücktreten", "verb", prepositions=["von Amt"])
    assert not resignation.is_fixed("von", "Amt")  # the preposition has a role


def test_the_object_of_an_entry_has_its_own_role(schema: Schema):
    assert schema.concept("vorwerfen", "verb", objects=["Betrug"]).role("object") == "theme"
    assert schema.concept("beschuldigen", "verb", objects=["Rat"]).role("object") == "recipient"


def test_nouns_say_whom_they_denote(schema: Schema):
    assert schema.concept("Gründung", "noun").denotes == "event"
    assert schema.concept("Gründer", "noun").denotes == "agent"
    assert schema.concept("Gründerin", "noun").denotes == "agent"
    assert schema.concept("Angeklagter", "noun").denotes == "theme"
    assert schema.concept("Gründer", "noun").property == schema.concept("Gründung", "noun").property == "kg:founds"


def test_adjectives_and_other_languages(schema: Schema):
    assert schema.concept("insolvent", "adjective").property == "kg:goesBankrupt"
    assert schema.concept("reject", "verb", "en").property == "kg:rejects"
    assert schema.concept("rejection", "noun", "en").property == "kg:rejects"
    assert schema.concept("ablehnen", "verb", "en") is None
    assert schema.concept("ablehnen", "verb", "fr") is None


def test_roles(schema: Schema):
    warning = schema.concept("warnen", "verb")
    assert warning.role("vor") == "theme"
    assert warning.role("object") == "recipient"
    assert warning.role("subject") == "agent"
    assert schema.concept("helfen", "verb").shortcut_object == "recipient"
    assert schema.concept("ablehnen", "verb").role("object") == "theme"
    assert schema.concept("ablehnen", "verb").role("auf") is None


def test_a_frame_says_roles_of_verbs_with_and_without_class(schema: Schema):
    suffering = schema.concept("leiden", "verb", prepositions=["unter Hitze"])
    assert (suffering.event, suffering.property) == (None, "")
    assert suffering.role("unter") == "cause"
    assert suffering.roles == ()
    deal = schema.concept("einigen", "verb", objects=["sich"], prepositions=["auf", "mit"])
    assert deal.property == "kg:agreesWith"
    assert (deal.role("auf", ["Acc"]), deal.role("mit")) == ("topic", "partner")
    assert (
        schema.concept("verzichten", "verb", prepositions=["auf Amt"]).role("auf") == "theme"
    )  # its property's object
    assert schema.concept("schnabulieren", "verb", prepositions=["unter Baum"]) is None


def test_a_frame_is_more_exact_than_the_class(schema: Schema):
    naming = schema.concept("erklären", "verb", subjects=["jemand"], objects=["Tag"], prepositions=["zu Feiertag"])
    assert naming.role("zu") == "result"


def test_the_noun_of_a_light_verb_is_its_theme(schema: Schema):
    appeal = schema.concept("einlegen", "verb", objects=["Berufung"], prepositions=["gegen Urteil"])
    assert (appeal.role("object"), appeal.role("gegen")) == ("theme", "opponent")


def test_the_frame_that_asks_for_most_comes_first(schema: Schema):
    assert schema.concept("gehen", "verb", subjects=["Preis"], prepositions=["an"]).role("an") == "recipient"
    assert schema.concept("gehen", "verb", subjects=["Kind", "jemand"], prepositions=["an"]).role("an") == "goal"
    taking = schema.concept("entziehen", "verb", objects=["Lizenz"], datives=["Firma"])
    assert taking.role("dative") == "source"


def test_a_preposition_of_two_cases_has_a_role_for_each(schema: Schema):
    crash = schema.concept("abstürzen", "verb", prepositions=["in Wald"])
    assert crash.role("in", ["Acc"]) == "goal"
    assert crash.role("in", ["Dat"]) is None
    assert crash.role("in") == "goal"


def test_an_adverb_is_no_object(schema: Schema):
    assert schema.concept("verlieren", "verb", objects=["Hof"]).property == "kg:loses"
    assert not schema.concept("verlieren", "verb", objects=["gestern"]).property
    assert schema.concept("verlieren", "verb", objects=["er"]).property == "kg:loses"


def test_a_reflexive_behind_a_preposition_belongs_to_the_phrase(schema: Schema):
    won = schema.concept("entscheiden", "verb", objects=["Duell", "sich"], prepositions=["für", "für sich"])
    assert won.property == "kg:defeats"
    assert won.is_fixed("für", "sich")


def test_swiss_and_old_spelling(schema: Schema):
    assert schema.concept("schliessen", "verb", objects=["Werk"]).property == "kg:closesDown"
    assert schema.concept("mißbrauchen", "verb", objects=["Kind"]).property == "kg:abuses"
    assert schema.concept("Kongreß", "noun").property == "kg:meets"
    assert schema.concept("verstiessen", "verb", prepositions=["gegen Gesetz"]).property == "kg:breaches"


def test_a_governed_preposition_has_the_object_and_others_do_not(schema: Schema):
    demand = schema.concept("bestehen", "verb", subjects=["Minister", "jemand"], prepositions=["auf Forderung"])
    assert demand.role("auf") == "theme"
    assert schema.concept("fordern", "verb", prepositions=["auf Platz"]).role("auf") is None
    assert schema.concept("protestieren", "verb", prepositions=["gegen Plan"]).role("gegen") == "opponent"


def test_a_verb_that_nobody_wrote_down(schema: Schema):
    assert schema.concept("schnabulieren", "verb") is None
    assert schema.concept("", "verb") is None
    assert schema.concept("x" * 100_000, "noun") is None


@pytest.mark.parametrize(
    ("form", "infinitive"),
    [
        ("beschlossen", "beschließen"),
        ("vertrieben", "vertreiben"),
        ("stahlen", "stehlen"),
        ("ernannen", "ernennen"),
        ("abgeschlossen", "abschließen"),
        ("vereinbarten", "vereinbaren"),
        ("befreiten", "befreien"),
        ("wussen", "wissen"),
        ("verlor", "verlieren"),
    ],
)
def test_infinitives_of_forms(form, infinitive):
    assert infinitives(form)[0] == infinitive


def test_made_up_infinitives_find_their_verb(schema: Schema):
    assert schema.concept("beschlossen", "verb").property == "kg:decidesOn"
    assert schema.concept("vereinbarten", "verb").property == "kg:agreesWith"
    assert infinitives("Haus") == ()
    assert infinitives("a" * 10_000) == ()


def test_events_and_their_shortcuts(schema: Schema):
    assert schema.event_of("kg:rejects") == "kg:Rejection"
    assert schema.event_of("kg:memberOf") is None
    assert schema.is_a("kg:Bombing", "kg:Conflict")
    assert not schema.is_a("kg:Bombing", "kg:Economy")
    assert schema.label("kg:rejects", "de") == "lehnt ab"
    assert schema.label(schema.expand("kg:rejects"), "en") == "rejects"
    assert schema.prepositions["de"]["für"] == "beneficiary"

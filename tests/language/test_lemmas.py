"""Dictionary forms: exceptions, endings, prefixes, capital letters."""

import pytest

from kg.language.lemmas import Lemmatizer
from kg.language.train.lemmas import apply, build

RULES = {
    "NOUN": {"": (0, ""), "ungen": (2, ""), "s": (1, "")},
    "VERB": {"": (0, ""), "ten": (3, "en")},
    "ADJ": {"en": (2, ""), "": (0, "")},
}
WORDS = {
    "NOUN": {"Häuser": "Haus"},
    "VERB": {"ging": "gehen"},
    "ADJ": {"besseren": "gut"},
    "AUX": {"bist": "sein"},
    "DET": {"der": "der", "die": "der"},
}


@pytest.mark.parametrize(
    ("word", "upos", "options", "wanted"),
    [
        ("Zahlungen", "NOUN", {}, "Zahlung"),
        ("Häuser", "NOUN", {}, "Haus"),
        ("EU-Häuser", "NOUN", {}, "EU-Haus"),
        ("lehnten", "VERB", {"prefix": "ab"}, "ablehnen"),
        ("Ging", "VERB", {"first": True}, "gehen"),
        ("bist", "VERB", {}, "sein"),
        ("neuen", "ADJ", {}, "neu"),
        ("Wiener", "ADJ", {}, "Wiener"),
        ("Die", "DET", {"first": True}, "der"),
        ("Obamas", "PROPN", {"inflection": ("Gen", "Sing", "_")}, "Obama"),
        ("Paris", "PROPN", {"inflection": ("Gen", "Sing", "_")}, "Paris"),
        ("BERLIN", "PROPN", {"first": True}, "Berlin"),
        ("NATO", "PROPN", {"first": True}, "NATO"),
        ("Zahlungen", "NOUN", {"inflection": ("Nom", "Plur", "Fem")}, "Zahlung"),
        ("Kreis", "NOUN", {"inflection": ("Nom", "Sing", "Masc")}, "Kreis"),
    ],
)
def test_lemma(word: str, upos: str, options: dict, wanted: str) -> None:
    assert Lemmatizer(WORDS, RULES).lemma(word, upos, **options) == wanted


def test_rules_are_learnt_and_exceptions_kept() -> None:
    pairs = {"Zahlungen": "Zahlung", "Meinungen": "Meinung", "Ladungen": "Ladung", "Jungen": "Junge"}
    words, rules = build({"NOUN": {}}, {"NOUN": pairs}, frequent=10)
    assert apply(rules["NOUN"], "Regelungen") == "Regelung"
    assert words["NOUN"] == {"Jungen": "Junge"}

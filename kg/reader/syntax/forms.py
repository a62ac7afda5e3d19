"""The forms of German words that tell grammar: case and number by article, Konjunktiv by ending.

Takes tokens; gives cases, numbers and moods by the shape of the word, features of the model where shape does not
tell. Leaves out: everything that needs more than the phrase or the verb itself.

Example: `den polnischen Vorstoß` can only be accusative, `habe` and `komme` can only be Konjunktiv I.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJUNCTIVE_1 = frozenset(
    ["sei", "seien", "seist", "habe", "werde", "könne", "müsse", "solle", "wolle", "dürfe", "möge", "wisse"]
)
_SUBJUNCTIVE_2 = frozenset(
    [
        "wäre",
        "wären",
        "hätte",
        "hätten",
        "würde",
        "würden",
        "könnte",
        "könnten",
        "müsste",
        "müssten",
        "dürfte",
        "dürften",
        "möchte",
        "möchten",
        "gäbe",
        "gäben",
        "käme",
        "kämen",
        "ginge",
        "gingen",
        "bräuchte",
        "bräuchten",
        "ließe",
        "ließen",
        "fände",
        "fänden",
        "bliebe",
        "blieben",
        "stünde",
        "stünden",
        "läge",
        "lägen",
        "wüsste",
        "wüssten",
        "nähme",
        "nähmen",
        "träte",
        "träten",
        "bekäme",
        "bekämen",
        "hielte",
        "hielten",
    ]
)
_INSEPARABLE = (
    "be",
    "ver",
    "er",
    "ent",
    "emp",
    "zer",
    "miss",
    "unter",
    "über",
    "wider",
    "voll",
    "hinter",
    "durch",
    "um",
)
PREFIXES = (
    "ab",
    "an",
    "auf",
    "aus",
    "bei",
    "da",
    "durch",
    "ein",
    "empor",
    "fehl",
    "fern",
    "fest",
    "fort",
    "frei",
    "gegenüber",
    "gleich",
    "heim",
    "her",
    "herab",
    "heran",
    "heraus",
    "herbei",
    "herein",
    "hervor",
    "hin",
    "hinaus",
    "hinein",
    "hinzu",
    "hoch",
    "klar",
    "kennen",
    "los",
    "mit",
    "nach",
    "nieder",
    "statt",
    "still",
    "teil",
    "um",
    "vor",
    "voran",
    "voraus",
    "vorbei",
    "weg",
    "weiter",
    "wieder",
    "zu",
    "zurück",
    "zusammen",
    "bevor",
    "bekannt",
    "sicher",
    "bereit",
    "frei",
)
MODALS = frozenset({"können", "müssen", "sollen", "wollen", "dürfen", "mögen", "möchten"})
_ARTICLE_CASES = {
    "der": {"Nom", "Gen", "Dat"},
    "die": {"Nom", "Acc"},
    "das": {"Nom", "Acc"},
    "den": {"Acc", "Dat"},
    "dem": {"Dat"},
    "des": {"Gen"},
    "ein": {"Nom", "Acc"},
    "eine": {"Nom", "Acc"},
    "einen": {"Acc"},
    "einem": {"Dat"},
    "einer": {"Gen", "Dat"},
    "eines": {"Gen"},
}
_PRONOUN_CASES = {
    "ich": {"Nom"},
    "du": {"Nom"},
    "er": {"Nom"},
    "wir": {"Nom"},
    "man": {"Nom"},
    "wer": {"Nom"},
    "mich": {"Acc"},
    "dich": {"Acc"},
    "ihn": {"Acc"},
    "wen": {"Acc"},
    "mir": {"Dat"},
    "dir": {"Dat"},
    "ihm": {"Dat"},
    "wem": {"Dat"},
    "ihnen": {"Dat"},
    "denen": {"Dat"},
    "uns": {"Acc", "Dat"},
    "euch": {"Acc", "Dat"},
    "sich": {"Acc", "Dat"},
    "sie": {"Nom", "Acc"},
    "es": {"Nom", "Acc"},
    "was": {"Nom", "Acc"},
}
_STEMS = ("kein", "mein", "dein", "sein", "unser", "ihr", "euer")
_DER_LIKE = ("dies", "jen", "jed", "welch", "all", "viel", "einig", "manch", "beid", "solch", "mehrer")
_ALL_CASES = frozenset({"Nom", "Acc", "Dat", "Gen"})


def feature(token: Token, name: str) -> str:
    """The value of a UD feature (`Plur` for `Number`), the first of several, or an empty string."""
    return next(iter(token.morph.get(name, [])), "")


def determiner(head: Token) -> Token | None:
    """The article or other determiner of a noun."""
    return next((c for c in head.children if c.dep_ in ("det", "det:poss") and c.i < head.i), None)


def cases(head: Token) -> frozenset[str]:
    """The cases that the form of article, pronoun and ending leave open; all four where nothing tells."""
    word = head.lower_
    if head.pos_ == "PRON" or word in _PRONOUN_CASES:
        known = _PRONOUN_CASES.get(word) or _ARTICLE_CASES.get(word)
        if known:
            return frozenset(known)
    article = determiner(head)
    if article is None:
        return _strong_adjective(head)
    form = article_form(article.lower_)
    known = _ARTICLE_CASES.get(form)
    if known is None:
        return _ALL_CASES
    if form == "der" and feature(head, "Gender") == "Masc" and feature(head, "Number") != "Plur":
        return frozenset({"Nom"})
    if form == "der" and feature(head, "Gender") == "Fem" and feature(head, "Number") != "Plur":
        return frozenset({"Gen", "Dat"})
    if form == "den":
        return frozenset({"Dat"} if feature(head, "Number") == "Plur" else {"Acc"})
    return frozenset(known)


def _strong_adjective(head: Token) -> frozenset[str]:
    """A bare adjective carries the ending of the article: „starken Regen", „junger Mann"."""
    for child in head.children:
        if child.dep_ == "amod" and child.i < head.i and child.pos_ == "ADJ" and feature(head, "Number") == "Sing":
            if child.lower_.endswith("em"):
                return frozenset({"Dat"})
            if child.lower_.endswith("en") and feature(head, "Gender") == "Masc":
                return frozenset({"Acc", "Gen"})
    return _ALL_CASES


def article_form(word: str) -> str:
    """The article that a determiner is inflected like: `keinen` → `einen`, `dieser` → `der`."""
    for stem in _STEMS:
        if word.startswith(stem) and len(word) - len(stem) <= 2:
            return "ein" + word[len(stem) :]
    for stem in _DER_LIKE:
        if word.startswith(stem) and len(word) - len(stem) <= 2:
            ending = word[len(stem) :]
            return {"er": "der", "e": "die", "es": "das", "en": "den", "em": "dem"}.get(ending, word)
    return word


def is_finite(token: Token) -> bool:
    """Whether the form is finite, by its features, else by its shape."""
    form = feature(token, "VerbForm")
    if form:
        return form == "Fin"
    if feature(token, "Mood") or feature(token, "Person"):
        return token.pos_ in ("VERB", "AUX")
    return False


@lru_cache(maxsize=4096)
def _stem(lemma: str) -> str:
    return lemma[:-2] if lemma.endswith("en") else lemma.removesuffix("n")


def subjunctive(token: Token) -> str | None:
    """The numeral I or II if the finite form is Konjunktiv by its shape (`habe`, `komme`, `wäre`), else None.

    With the subject `ich` the first is indicative. A form shared with the preterite (`sollte`) is none.
    """
    word = token.lower_
    if word in _SUBJUNCTIVE_2:
        return "II"
    if token.pos_ not in ("VERB", "AUX") or any(
        c.lower_ == "ich"
        for t in (token, token.head if token.dep_ in ("aux", "aux:pass", "cop") else token)
        for c in t.children
    ):
        return None
    if word in _SUBJUNCTIVE_1:
        return "I"
    stem = _stem(token.lemma_.lower())
    part = next((c.lower_ for c in token.children if c.dep_ == "compound:prt"), "")
    if part and stem.startswith(part):
        stem = stem[len(part) :]
    if len(stem) > 2 and word == stem + "e" and feature(token, "Mood") != "Imp":
        return "I"
    if len(stem) > 3 and stem.endswith(("el", "er")) and word == stem[:-2] + stem[-1] + "e":
        return "I"
    return None


def is_participle(token: Token) -> bool:
    """Whether the form is a past participle: by its shape, and where that is the infinitive's too by its auxiliary."""
    word = token.lower_
    if token.pos_ not in ("VERB", "ADJ", "AUX") or not word.endswith(("t", "en", "n")):
        return False
    if not participle_shaped(word) or _zu_inside(word, token.lemma_.lower()):
        return False
    helpers = [c for c in token.children if c.dep_ in ("aux", "aux:pass")]
    if not helpers and token.dep_ == "conj":
        helpers = [c for c in token.head.children if c.dep_ in ("aux", "aux:pass")]
    if word != token.lemma_.lower():
        return feature(token, "VerbForm") == "Part" or bool(helpers)
    if any(c.lower_ in ("worden", "wurde", "wurden") for c in helpers):
        return True
    if any(c.lemma_ in MODALS for c in helpers) and not any(c.lower_ in ("werden", "haben", "sein") for c in helpers):
        return False
    if any(c.lemma_ in ("haben", "sein") for c in helpers):
        return True
    return feature(token, "VerbForm") == "Part" and not helpers


def participle_shaped(word: str) -> bool:
    """Whether a past participle can look so: with `ge`, with an inseparable prefix, or on `-iert`."""
    if word.endswith("iert") or word.startswith(_INSEPARABLE) or word in ("getan", "worden", "gewesen"):
        return True
    return word.startswith("ge") or any(word.startswith((p + "ge", p + "be", p + "ver")) for p in PREFIXES)


def _zu_inside(word: str, lemma: str) -> bool:
    return word != lemma and "zu" in word and word.replace("zu", "", 1) == lemma


def number_of_verb(verb: Token) -> str | None:
    """The number (Sing, Plur) by the ending of a finite verb."""
    return feature(verb, "Number") or None

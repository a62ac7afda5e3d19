"""The forms of German words that tell grammar: case and number by article, Konjunktiv by ending.

Takes tokens; gives cases, numbers and moods by the shape of the word, features of the model where shape does not
tell. Leaves out: everything that needs more than the phrase or the verb itself.

Example: `den polnischen Vorstoß` can only be accusative, `habe` and `komme` can only be Konjunktiv I.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.reader.syntax.grammar import load_grammar

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

MODALS = frozenset({"können", "müssen", "sollen", "wollen", "dürfen", "mögen", "möchten"})
_STARTS = "kg.sentence starts"  # where sentences begin, kept with the Doc
_QUOTES = frozenset('"“”»«')
_ALL_CASES = frozenset({"Nom", "Acc", "Dat", "Gen"})


def feature(token: Token, name: str) -> str:
    """The value of a UD feature (`Plur` for `Number`), the first of several, or an empty string."""
    return next(iter(token.morph.get(name, [])), "")


def determiner(head: Token) -> Token | None:
    """The article or other determiner of a noun."""
    return next((c for c in head.children if c.dep_ in ("det", "det:poss") and c.i < head.i), None)


def cases(head: Token) -> frozenset[str]:
    """The cases that the forms of article, pronoun, adjective and noun leave open; all four where nothing tells."""
    grammar = load_grammar()
    word = head.lower_
    if head.pos_ == "PRON" or word in grammar.pronoun_cases:
        known = grammar.pronoun_cases.get(word) or grammar.article_cases.get(word)
        if known:
            return known
    article = determiner(head)
    if article is None:
        return _strong_adjective(head)
    form = article_form(article.lower_)
    known = grammar.article_cases.get(form)
    if known is None:
        return _ALL_CASES
    endings = (c for c in head.children if c.dep_ == "amod" and c.i > article.i and c.pos_ == "ADJ")
    # „der Grazer Messe": adjectives of towns have no ending
    weak = next((c.lower_[-2:] for c in endings if not (c.text.istitle() and c.text.endswith("er"))), "")
    if form == "ein" and weak == "er":  # „ein junger Mann"
        return frozenset({"Nom"})
    if form == "der":
        if weak and not weak.endswith("n"):  # „der neue Plan": the masculine nominative
            return frozenset({"Nom"})
        if weak == "en":
            return frozenset({"Gen", "Dat"})
        if feature(head, "Case") == "Nom" and feature(head, "Gender") == "Masc":
            return frozenset({"Nom"})
        if feature(head, "Gender") == "Fem" and feature(head, "Case") in ("Gen", "Dat"):
            return frozenset({"Gen", "Dat"})
    if form == "den" and not word.endswith(("n", "s")):  # the dative plural ends so
        return frozenset({"Acc"})
    if form == "den" and feature(head, "Number") == "Plur":
        return frozenset({"Dat"})
    return known


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
    for stem in load_grammar().like_ein:
        if word.startswith(stem) and len(word) - len(stem) <= 2:
            return "ein" + word[len(stem) :]
    for stem in load_grammar().like_der:
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
    if word in load_grammar().subjunctive_2:
        return "II"
    if token.pos_ not in ("VERB", "AUX") or any(
        c.lower_ == "ich"
        for t in (token, token.head if token.dep_ in ("aux", "aux:pass", "cop") else token)
        for c in t.children
    ):
        return None
    if word in load_grammar().subjunctive_1:
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
    if word.endswith("iert") or word.startswith(load_grammar().inseparable) or word in ("getan", "worden", "gewesen"):
        return True
    return word.startswith(("ge", *load_grammar().inside))


def _zu_inside(word: str, lemma: str) -> bool:
    return word != lemma and "zu" in word and word.replace("zu", "", 1) == lemma


def number_of_verb(verb: Token) -> str | None:
    """The number (Sing, Plur) of a finite verb: by its ending, which of the third person is `en` only in the plural."""
    if is_finite(verb) and verb.lower_.endswith(("en", "ern", "eln")):
        return "Plur"
    return feature(verb, "Number") or None


def sentence_of(token: Token) -> Span:
    """The sentence a token stands in.

    As spaCy's `token.sent`, whose cost grows with the whole text where this one's grows with the sentence.
    """
    doc = token.doc
    starts = doc.user_data.get(_STARTS)
    if starts is None or starts[-1] != len(doc):
        starts = [t.i for t in doc if t.is_sent_start or t.i == 0] + [len(doc)]
        doc.user_data[_STARTS] = starts
    place = bisect_right(starts, token.i)
    return doc[starts[place - 1] : starts[place]]


def is_asked(sentence: Span) -> bool:
    """Whether the sentence ends with a question mark, quotation marks aside."""
    last = next((t for t in reversed(sentence) if not t.is_space and t.text not in _QUOTES), None)
    return last is not None and last.text == "?"


def infinitive_of(participle: str) -> str | None:
    """The infinitive of a past participle without its ending, None if it has no participle's shape.

    >>> infinitive_of("geführt"), infinitive_of("verabschiedet"), infinitive_of("gefunden"), infinitive_of("alt")
    ('führen', 'verabschieden', 'finden', None)
    """
    strong = _strong_infinitive(participle) if participle_shaped(participle) else None
    if strong is not None:
        return strong
    weak = weak_infinitive(participle)
    if weak is not None:
        return weak
    return participle[:-1] + "en" if participle.endswith("iert") and len(participle) > 6 else None


def _strong_infinitive(participle: str) -> str | None:
    """The infinitive of a participle in the list, or of one with a prefix: `angewandt` → `anwenden`."""
    grammar = load_grammar()
    for prefix in ("", *grammar.prefixes, *grammar.inseparable):
        if not participle.startswith(prefix):
            continue
        rest = participle.removeprefix(prefix)
        base = grammar.participles.get(rest) or grammar.participles.get("ge" + rest)
        if base is not None and (rest.startswith("ge") or prefix in grammar.inseparable):
            return prefix + base
    return None


def weak_infinitive(word: str) -> str | None:
    """The infinitive of a weak participle by its shape, None if it has none: `unterstützt` → `unterstützen`."""
    if not word.endswith("t") or len(word) < 6:
        return None
    grammar = load_grammar()
    stem = word[:-2] if word.endswith("et") and word[-3] in "dtmn" else word[:-1]
    if stem.startswith(grammar.begin_with_ge):
        return _with_ending(stem)
    if stem.startswith("ge"):
        return _with_ending(stem[2:])
    for prefix in grammar.inseparable:
        if stem.startswith(prefix) and len(stem) > len(prefix) + 2 and prefix not in ("voll", "hinter", "durch", "um"):
            return _with_ending(stem)
    for prefix in grammar.prefixes:
        if stem.startswith(prefix + "ge") and len(stem) > len(prefix) + 4:
            return _with_ending(prefix + stem[len(prefix) + 2 :])
    return None


def _with_ending(stem: str) -> str:
    """`verdoppel` → `verdoppeln`, `führ` → `führen`."""
    return stem + ("n" if stem.endswith(("el", "er")) and len(stem) > 4 and stem[-3] not in "aeiouäöü" else "en")


def is_attribute(word: Token) -> bool:
    """Whether an adjective before its noun is a participle, which has participants of its own: „genehmigte"."""
    base = next((word.lower_.removesuffix(e) for e in ("e", "en", "em", "er", "es") if word.lower_.endswith(e)), "")
    return base.endswith("end") or infinitive_of(base) is not None

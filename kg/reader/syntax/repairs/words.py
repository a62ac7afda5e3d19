"""Repairs of single words: closed classes, finite forms, participles, lemmas that are none.

Example: `dürfe` is a finite auxiliary, whatever the tagger says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.reader.syntax.forms import (
    feature,
    is_finite,
    participle_shaped,
    sentence_of,
    weak_infinitive,
)
from kg.reader.syntax.grammar import load_grammar
from kg.reader.syntax.repairs.tree import set_features, take_over

if TYPE_CHECKING:
    from spacy.tokens import Token

_AMBIGUOUS = frozenset({"haben", "werden", "sein", "können", "müssen", "sollen", "wollen", "dürfen", "mögen", "war"})


def closed_class(token: Token) -> None:
    """`dürfe` and `sei` are auxiliaries whatever the tagger says: „dürfe man die Macht nicht unterschätzen"."""
    known = load_grammar().auxiliaries.get(token.lower_)
    if known is None or token.pos_ in ("VERB", "AUX", "NOUN", "DET", "PRON") or token.lower_ in _AMBIGUOUS:
        if known is not None and token.pos_ in ("VERB", "AUX") and token.lower_ not in _AMBIGUOUS:
            token.lemma_ = known[0] if not _has_particle(token) else token.lemma_
        return
    lemma, number = known
    token.pos_ = "AUX"
    token.lemma_ = lemma
    set_features(token, f"Mood=Ind|Number={number}|Person=3|VerbForm=Fin")
    if token.dep_ in ("mark", "advmod", "cc", "case"):
        token.dep_ = "aux"


def _has_particle(token: Token) -> bool:
    return any(c.dep_ == "compound:prt" for c in token.children)


def person(token: Token) -> None:
    """A word inside the name of a person is a name, whatever the tagger says."""
    if token.ent_type_ != "PER" or token.pos_ in ("NOUN", "PROPN", "ADP", "PUNCT", "DET", "X"):
        return
    if not token.text[:1].isupper() or token.lower_ in ("der", "die", "von", "van"):
        return
    token.pos_ = "PROPN"
    token.lemma_ = token.text
    if token.dep_ in ("advmod", "mark", "cc", "dep") and token.head.pos_ in ("VERB", "AUX"):
        token.dep_ = "nsubj"


def participle(token: Token) -> None:
    """„Unterstützt würden die Truppen": capitals make no noun of a participle; „wurde verletzt" is no copula."""
    becomes = [c for c in token.children if c.dep_ in ("aux", "cop", "aux:pass") and c.lemma_ in ("werden", "worden")]
    if token.pos_ == "ADJ" and any(c.dep_ == "aux" and c.lemma_ == "haben" for c in token.children):
        token.pos_ = "VERB"  # „habe ihn überrascht"
        return
    if not becomes or any(c.dep_ == "det" and c.i < token.i for c in token.children):
        return
    shaped = weak_infinitive(token.lower_)
    if token.pos_ in ("NOUN", "ADJ", "PROPN", "ADV", "X") and shaped is not None:
        token.pos_ = "VERB"
        token.lemma_ = shaped
        set_features(token, "VerbForm=Part")
        for child in becomes:
            child.dep_ = "aux:pass"
        for child in token.children:
            if child.dep_ == "nsubj":
                child.dep_ = "nsubj:pass"


def auxiliary_above(token: Token) -> None:
    """„wurde sowohl von A als auch von B gelobt": a finite `werden` stands beside its participle, not above it.

    So does `haben` without an object: „hat, auch vor Gericht, den Streit beigelegt".
    """
    if token.lemma_ not in ("werden", "haben") or token.pos_ not in ("VERB", "AUX") or not is_finite(token):
        return
    passive = token.lemma_ == "werden"
    if token.dep_ in ("aux", "aux:pass") or (not passive and any(c.dep_ == "obj" for c in token.children)):
        return
    for child in token.children:
        if child.i < token.i or child.pos_ != "VERB" or is_finite(child) or not participle_shaped(child.lower_):
            continue
        if child.dep_ not in ("conj", "xcomp", "ccomp", "dep", "parataxis", "obj", "advcl"):
            continue
        if any(
            c.dep_ in ("cc", "mark", "aux", "aux:pass", "cop") and c.i > token.i for c in child.children if _joins(c)
        ):
            continue
        if not passive and (child.dep_ not in ("ccomp", "xcomp") or any(c.dep_ == "nsubj" for c in child.children)):
            continue
        take_over(child, token)
        token.dep_, token.pos_ = "aux:pass" if passive else "aux", "AUX"
        for other in child.children:
            if passive and other.dep_ == "nsubj":
                other.dep_ = "nsubj:pass"
        return


def _joins(word: Token) -> bool:
    return word.dep_ != "cc" or word.nbor(1).i == word.head.i or word.lower_ in ("und", "oder")


def adjective_of_state(token: Token) -> None:
    """„ist insolvent": what ends in `-t` without a participle's shape and stands beside `sein` is an adjective."""
    if token.pos_ != "VERB" or is_finite(token) or not token.text[:1].islower():
        return
    word = token.lower_
    if not word.endswith(("ent", "ant", "akt", "ekt", "ert")) or participle_shaped(word):
        return
    helpers = [c for c in token.children if c.dep_ in ("aux", "aux:pass")]
    if not helpers or any(c.lemma_ not in ("sein", "werden", "bleiben") for c in helpers):
        return
    token.pos_, token.lemma_ = "ADJ", word
    for child in helpers:
        child.dep_ = "cop"
    for child in token.children:
        if child.dep_ == "nsubj:pass":
            child.dep_ = "nsubj"


def finite_form(token: Token) -> None:
    """„Er fürchtet", „verlangen die Mönche": no participle without its shape, no bare infinitive as a clause."""
    if token.pos_ != "VERB" or is_finite(token):
        return
    if any(c.dep_ in ("aux", "aux:pass", "cop") for c in token.children) or token.dep_ in ("aux", "amod", "compound"):
        return
    word = token.lower_
    form = feature(token, "VerbForm")
    with_zu = any(c.lower_ == "zu" for c in token.children)
    if token.dep_ == "acl:relcl" and form == "Inf" and not with_zu and word == token.lemma_.lower():
        set_features(token, "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin")  # „Läden, die Getränke verkaufen"
        return
    marked = any(c.dep_ == "mark" and c.lower_ not in ("zu", "um", "ohne", "als", "wie") for c in token.children)
    if (
        form != "Fin"
        and marked
        and word.endswith(("t", "te", "e"))
        and not any(c.lower_ == "zu" for c in token.children)
    ):
        # „dass sich die Regierung entschuldigt": a clause with its conjunction has a finite verb
        set_features(token, "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin")
    elif form == "Part" and word.endswith("t") and _second_place(token) and _subject_follows(token):
        set_features(token, "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin")  # „bezweifelt Meier, dass …"
        for child in token.children:
            if child.dep_ == "nsubj:pass":
                child.dep_ = "nsubj"
    elif form == "Part" and word.endswith("t") and not participle_shaped(word) and token.dep_ != "conj":
        set_features(token, "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin")
        for child in token.children:
            if child.dep_ == "nsubj:pass":
                child.dep_ = "nsubj"
    elif form == "Part" and _is_present(token):
        set_features(token, "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin")  # „Huber kritisiert, dass …"
        for child in token.children:
            if child.dep_ == "nsubj:pass":
                child.dep_ = "nsubj"
    elif word == token.lemma_.lower() and word.endswith("n") and _second_place(token):
        nominal = [c for c in token.children if c.dep_ in ("nsubj", "obj") and c.pos_ not in ("VERB", "AUX")]
        if nominal and not any(c.lower_ == "zu" for c in token.children):
            set_features(token, "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin")


def _is_present(token: Token) -> bool:
    """„Huber kritisiert, dass …": where participle and present look alike and a clause follows, it is the present."""
    stem = token.lemma_.lower().removesuffix("en")
    if token.lower_ not in (stem + "t", stem + "et") or token.dep_.lower() not in ("root", "ccomp", "parataxis"):
        return False
    if any(c.dep_ == "mark" for c in token.children):
        return False
    said = any(c.dep_ in ("ccomp", "xcomp", "obj", "advcl") and c.i > token.i for c in token.children)
    return said and any(c.dep_ in ("nsubj", "nsubj:pass") and c.i < token.i for c in token.children)


def _subject_follows(token: Token) -> bool:
    """Whether a subject stands after the verb and no participle of another verb may have taken its auxiliary."""
    after = any(c.dep_ in ("nsubj", "nsubj:pass") and c.i > token.i for c in token.children)
    return after and not any(t.pos_ == "AUX" and is_finite(t) and t.head == token for t in sentence_of(token))


def _second_place(token: Token) -> bool:
    """Whether one phrase at most stands before the verb in its clause, and something after it."""
    before = [c for c in token.children if c.i < token.i and not c.is_punct and c.dep_ not in ("cc", "advmod")]
    after = [c for c in token.children if c.i > token.i and not c.is_punct]
    marked = any(c.dep_ == "mark" for c in before)
    return (
        len(before) <= 1 and bool(after) and not marked and token.dep_ in ("root", "ROOT", "ccomp", "conj", "parataxis")
    )


def separated_prefix(token: Token) -> None:
    """„schlug die Armee den Aufstand nieder": a prefix that ends its clause belongs to the verb."""
    if token.pos_ not in ("ADV", "ADP", "ADJ") or token.dep_ not in ("advmod", "xcomp", "obl", "case", "dep"):
        return
    verb, word = token.head, token.lower_
    if word not in load_grammar().particles or (word == "weiter" and verb.lemma_ in load_grammar().saying):
        return
    if verb.pos_ != "VERB" or not is_finite(verb) or verb.i > token.i:
        return
    if any(c.dep_ == "compound:prt" for c in verb.children) or any(True for _ in token.children):
        return
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if after is None or after.is_punct or after.is_space or after.lower_ in ("und", "oder", "sowie"):
        token.dep_ = "compound:prt"
        verb.lemma_ = word + verb.lemma_


def lemma_by_shape(token: Token) -> None:
    """A verb whose lemma is no infinitive was not in the table: `postete` → `posten`, `gemobbt` → `mobben`."""
    if token.pos_ not in ("VERB", "AUX"):
        return
    word = token.lower_
    irregular = load_grammar().irregular.get(word)
    if irregular is None:
        unknown = token.lemma_.lower() in (word, _prefix(token) + word)
        past = _strong(word) if unknown else None
        if past is not None:
            token.lemma_ = _prefix(token) + past
            return
    if irregular is None and (token.lemma_.endswith("n") or len(token.text) < 4):
        return
    particle = next((c.lower_ for c in token.children if c.dep_ == "compound:prt"), "")
    if irregular is not None:
        token.lemma_ = particle + irregular
        return
    weak = weak_infinitive(word) if not is_finite(token) or feature(token, "VerbForm") == "Part" else None
    if weak is None:
        stem = word
        for ending in ("test", "tet", "ten", "te", "est", "et", "st", "t", "e"):
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                stem = word.removesuffix(ending)
                if ending in ("te", "ten", "test", "tet") and stem.endswith("e"):
                    stem = stem[:-1]
                break
        weak = stem + ("n" if stem.endswith(("el", "er")) and not stem.endswith("quer") else "en")
    token.lemma_ = particle + weak


def _prefix(token: Token) -> str:
    return next((c.lower_ for c in token.children if c.dep_ == "compound:prt"), "")


def _strong(word: str) -> str | None:
    """The infinitive of a past form of a strong verb: `angriffen` → `angreifen`, `schoss` → `schießen`."""
    grammar = load_grammar()
    prefixes = ("", *grammar.inseparable, *grammar.prefixes)
    for ending in ("", "en", "st", "t", "n", "e"):
        if ending and not word.endswith(ending):
            continue
        stem = word.removesuffix(ending) if ending else word
        for prefix in prefixes:
            base = grammar.strong.get(stem.removeprefix(prefix)) if stem.startswith(prefix) else None
            if base is not None:
                return prefix + base
            if prefix and stem.startswith(prefix) and prefix not in grammar.inseparable:  # „an-er-kannte"
                inner = stem.removeprefix(prefix)
                for second in grammar.inseparable:
                    base = grammar.strong.get(inner.removeprefix(second)) if inner.startswith(second) else None
                    if base is not None:
                        return prefix + second + base
    return None


def participle_lemma(token: Token) -> None:
    """`aufgehört` is of `aufhören`: the `ge` of a participle is no part of the verb."""
    word, lemma = token.lower_, token.lemma_
    if token.pos_ != "VERB" or not word.endswith("t") or lemma in ("angehören", "zugehören") or is_finite(token):
        return
    prefix = next(
        (p for p in load_grammar().prefixes if word.startswith(p + "ge") and lemma.startswith(p + "ge")), None
    )
    shaped = weak_infinitive(word) if prefix is not None else None
    if shaped is not None:
        token.lemma_ = shaped


def verb_with_particle(token: Token) -> None:
    """„lost die Trainerin die Runde aus": an adjective has no separated prefix."""
    if token.pos_ != "ADJ" or not token.lower_.endswith("t") or any(c.dep_ == "cop" for c in token.children):
        return
    particle = next((c for c in token.children if c.dep_ == "compound:prt" and c.i > token.i), None)
    if particle is None or not any(c.dep_ in ("nsubj", "obj") for c in token.children):
        return
    token.pos_ = "VERB"
    token.lemma_ = particle.lower_ + token.lower_.removesuffix("t") + "en"
    set_features(token, "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin")

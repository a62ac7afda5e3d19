"""Pronouns: whom `er`, `ihre`, `die` (relative), `diese` take up, and nothing where it is in doubt.

Takes a pronoun and the discourse before it; gives a chain or None. Agreement in gender and number is demanded;
among what agrees, nearness, being subject, being a person and having been spoken of count (Lappin and Leass 1994,
with weights of our own), and the best must lead clearly over every other referent, named or not.
Leaves out: `es`, `man`, reflexives, politeness forms; `ich` and `wir`, which need the quotations (speakers.py).

Example: „Die Kanzlerin traf Hubers Sprecherin. Sie …" stays open: two women, neither leads.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kg.reader.entities.discourse import Discourse, Referent, grammar, is_subject
from kg.reader.entities.salience import Point, choose
from kg.reader.syntax import clause_of, number_of_verb, verb_group

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.reader.entities.words import Words


_AHEAD = 20  # tokens behind `es` that are looked at


def readings(token: Token, words: Words) -> tuple[str, tuple[str, ...]] | None:
    """(kind, allowed "Gender Number") of a pronoun that can have an antecedent; None for other words."""
    lower = token.lower_
    polite = token.text[:1].isupper() and not _opens_sentence(token)
    if lower in words.pronouns["personal"] and token.pos_ == "PRON" and not polite:
        if lower == "es" and not _refers(token, words):
            return None
        return "personal", words.pronouns["personal"][lower]
    if not polite and token.pos_ in ("DET", "PRON"):
        for stem, values in words.pronouns["possessive"].items():
            if lower.startswith(stem) and lower[len(stem) :] in ("", "e", "en", "em", "er", "es"):
                return "possessive", values
    article = token.dep_ == "det" and lower not in ("dessen", "deren")
    if lower in words.pronouns["relative"] and token.pos_ in ("PRON", "DET") and not article and _opens_relative(token):
        return "relative", words.pronouns["relative"][lower]
    if lower in words.pronouns["latest"] and token.pos_ in ("PRON", "DET") and not _opens_relative(token):
        return "latest", words.pronouns["latest"][lower]
    if lower in words.pronouns["demonstrative"] and token.pos_ == "PRON" and token.dep_ in ("nsubj", "nsubj:pass"):
        return "demonstrative", words.pronouns["demonstrative"][lower]
    return None


def is_relative(token: Token, words: Words) -> bool:
    """Whether the pronoun opens a relative clause."""
    found = readings(token, words)
    return found is not None and found[0] == "relative"


def _opens_sentence(token: Token) -> bool:
    if token.is_sent_start or token.i == 0:
        return True
    before = token.nbor(-1)
    return (before.is_sent_start is True and not before.is_alpha) or before.text in (
        "„",
        '"',
        "“",
        "»",
        "«",
        ":",
        "‚",
        "–",
    )


def _opens_relative(token: Token) -> bool:
    if token.text[:1].isupper():
        return False
    if "Rel" in token.morph.get("PronType", []):
        return True
    return any(a.dep_ == "acl:relcl" for a in _up(token))


def _up(token: Token) -> list[Token]:
    found = [token]
    while token.head != token and len(found) < 8:
        token = token.head
        found.append(token)
    return found


def agreeing(referent: Referent, allowed: Sequence[str]) -> bool:
    """Whether number and gender allow the referent; an unknown gender allows it."""
    for value in allowed:
        gender, _, number = value.rpartition(" ")
        if number == referent.number and (not gender or not referent.genders or gender in referent.genders):
            return True
    return False


def narrowed(token: Token, kind: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
    """The readings that the verb leaves: „sie kommt" is singular, „sie kommen" plural."""
    if kind == "possessive" or len(allowed) < 2:
        return allowed
    if (kind == "relative" and token.lower_ == "die") or token.lower_ in ("sie", "diese"):
        plural = None
        if token.dep_ in ("nsubj", "nsubj:pass"):
            clause = clause_of(token)
            finite = verb_group(clause).finite if clause is not token else None
            plural = number_of_verb(finite) if finite is not None else None
        if plural is not None:
            return tuple(v for v in allowed if v.endswith(plural))
    if kind == "relative" and token.lower_ == "der":
        nominative = token.dep_ in ("nsubj", "nsubj:pass")
        return ("Masc Sing",) if nominative else ("Fem Sing",)
    return allowed


def open_reading(token: Token, words: Words) -> tuple[frozenset[str], str] | None:
    """Genders and number of a pronoun that stays open and can be taken up itself; None for one that cannot."""
    reading = readings(token, words)
    if reading is not None and reading[0] not in ("possessive", "latest"):
        left = narrowed(token, *reading)
        numbers = {v.rpartition(" ")[2] for v in left}
        genders = {v.rpartition(" ")[0] for v in left} - {""}
        return frozenset(genders), "Plur" if numbers == {"Plur"} else "Sing"
    if token.pos_ == "PRON" and is_subject(token) and token.lower_ not in words.pronouns["empty"]["pronouns"]:
        clause = clause_of(token)
        finite = verb_group(clause).finite if clause is not token else None
        plural = finite is not None and number_of_verb(finite) == "Plur"
        return frozenset(), "Plur" if plural else "Sing"
    return None


def antecedent(token: Token, discourse: Discourse, point: Point) -> Referent | None:
    """The referent that the pronoun takes up, or None."""
    reading = readings(token, point.words)
    if reading is None:
        return None
    kind, allowed = reading
    allowed = narrowed(token, kind, allowed)
    if kind == "relative":
        return _relative(token, discourse, allowed, point.heads)
    if kind == "latest":
        return _latest(token, discourse, allowed, point)
    if kind == "possessive":
        companion = _companion(token)
        if companion is not None:  # „Huber und seine Frau"
            found = _referent_at(companion, discourse, allowed, point.heads)
            if companion.pos_ == "PROPN" or (found is not None and found.human):
                return found
    if kind == "personal" and point.quote >= 0 and token.text[:1].isupper() and token.lower_ in ("sie", "ihnen"):
        return None  # a listener may be spoken to
    return choose(token, kind, discourse, point, lambda referent: agreeing(referent, allowed))


def _relative(
    token: Token, discourse: Discourse, allowed: tuple[str, ...], heads: Mapping[int, int]
) -> Referent | None:
    """The noun that the relative clause hangs on, if it stands before the pronoun and agrees."""
    for ancestor in _up(token)[1:]:
        if ancestor.dep_ not in ("acl:relcl", "acl"):
            continue
        noun = ancestor.head
        if noun.i >= token.i or token.i - noun.i > 14:
            return None
        if _rivalled(noun, allowed):
            return None
        found = _referent_at(noun, discourse, allowed, heads)
        while found is None and noun.dep_ == "appos" and noun.head.i < noun.i:
            noun = noun.head  # „Huber, Mitglied des Rates, der …"
            found = _referent_at(noun, discourse, allowed, heads)
        return found
    return None


def _refers(token: Token, words: Words) -> bool:
    """Whether `es` stands for a thing: not beside impersonal verbs, nor where it announces a clause or a subject."""
    clause = clause_of(token)
    if clause is token or token.dep_ not in ("nsubj", "nsubj:pass", "obj"):
        return False
    group = verb_group(clause)
    if clause.pos_ != "VERB" or group.lemma in words.pronouns["empty"]["verbs"]:
        return False
    if any(c.dep_ in ("ccomp", "csubj", "csubj:pass", "xcomp") and c.i > token.i for c in clause.children):
        return False
    if _announces(token):
        return False
    if token.dep_ == "obj":
        return group.lemma not in words.human_verbs
    others = [c for c in clause.children if c.dep_ in ("nsubj", "nsubj:pass") and c != token]
    reflexive = any(c.lower_ == "sich" for c in clause.children)
    return not others and not reflexive and (group.finite is None or number_of_verb(group.finite) != "Plur")


def _announces(token: Token) -> bool:
    """„es werde geprüft, ob …": a clause behind is the subject, whatever the parse says."""
    for index in range(token.i + 1, min(len(token.doc), token.i + _AHEAD)):
        word = token.doc[index]
        if word.is_sent_start:
            return False
        if word.lower_ in ("dass", "ob") and word.nbor(-1).lower_ not in ("und", "oder"):
            return True
    return False


def _latest(token: Token, discourse: Discourse, allowed: tuple[str, ...], point: Point) -> Referent | None:
    """What was named last, of those that are no part of another („Das Amt hat ein Büro. Dessen Leiterin …")."""
    sentence = point.sentence
    for referent in discourse.back(sentence, 1):
        if referent.token >= token.i or referent.possessive or not agreeing(referent, allowed):
            continue
        if referent.depth > 0 and referent.chain is None:
            continue
        return None if referent.is_open or referent.depth > 0 else referent
    return None


def _companion(token: Token) -> Token | None:
    """The first of „Huber und seine Frau": whose the second is."""
    noun = token.head
    return noun.head if noun.dep_ == "conj" and noun.head.pos_ in ("PROPN", "NOUN") and noun.head.i < token.i else None


def _rivalled(noun: Token, allowed: tuple[str, ...]) -> bool:
    """„die Aktie von Moll, die …": the noun that the antecedent belongs to agrees as well, and it stays open."""
    governor = noun.head
    if not noun.dep_.startswith("nmod") or governor.pos_ != "NOUN" or governor.i >= noun.i:
        return False
    genders, number = grammar(governor)
    return any(
        value.endswith(number) and (value == number or not genders or value.partition(" ")[0] in genders)
        for value in allowed
    )


def _referent_at(
    noun: Token, discourse: Discourse, allowed: tuple[str, ...], heads: Mapping[int, int]
) -> Referent | None:
    chain = heads.get(noun.i)
    for referent in reversed(discourse.recent):
        if referent.token == noun.i or (
            chain is not None and referent.chain == chain and abs(referent.token - noun.i) < 6
        ):
            return referent if agreeing(referent, allowed) else None
    return None

"""Pronouns: whom `er`, `ihre`, `die` (relative), `diese` take up, and nothing where it is in doubt.

Takes a pronoun and the discourse before it; gives a chain or None. Agreement in gender and number is demanded;
among what agrees, nearness, being subject, being a person and having been spoken of count (Lappin and Leass 1994,
with weights of our own), and the best must lead clearly over every other referent, named or not.
Leaves out: `es`, `man`, reflexives, politeness forms; `ich` and `wir`, which need the quotations (speakers.py).

Example: „Die Kanzlerin traf Hubers Sprecherin. Sie …" stays open: two women, neither leads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from kg.reader.entities.discourse import Discourse, Referent, grammar, is_subject
from kg.reader.syntax import clause_of, core, number_of_verb, verb_group

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.reader.entities.words import Words


@dataclass(frozen=True, slots=True)
class Point:
    """Where in the text a pronoun stands: its sentence, and the direct quotation (-1: none)."""

    sentence: int
    quote: int
    words: Words


_REACH = 2  # sentences back
_LONG = 60  # tokens of a subject that are looked at
_LEAD = 0.9
_LEAST = 1.6


def readings(token: Token, words: Words) -> tuple[str, tuple[str, ...]] | None:
    """(kind, allowed "Gender Number") of a pronoun that can have an antecedent; None for other words."""
    lower = token.lower_
    polite = token.text[:1].isupper() and not _opens_sentence(token)
    if lower in words.pronouns["personal"] and token.pos_ == "PRON" and not polite:
        return "personal", words.pronouns["personal"][lower]
    if not polite and token.pos_ in ("DET", "PRON"):
        for stem, values in words.pronouns["possessive"].items():
            if lower.startswith(stem) and lower[len(stem) :] in ("", "e", "en", "em", "er", "es"):
                return "possessive", values
    article = token.dep_ == "det" and lower not in ("dessen", "deren")
    if lower in words.pronouns["relative"] and token.pos_ in ("PRON", "DET") and not article and _is_relative(token):
        return "relative", words.pronouns["relative"][lower]
    if lower in words.pronouns["demonstrative"] and token.pos_ == "PRON" and token.dep_ in ("nsubj", "nsubj:pass"):
        return "demonstrative", words.pronouns["demonstrative"][lower]
    return None


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


def _is_relative(token: Token) -> bool:
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
    if reading is not None and reading[0] != "possessive":
        left = narrowed(token, *reading)
        numbers = {v.rpartition(" ")[2] for v in left}
        genders = {v.rpartition(" ")[0] for v in left} - {""}
        return frozenset(genders), "Plur" if numbers == {"Plur"} else "Sing"
    if token.pos_ == "PRON" and is_subject(token) and token.lower_ not in ("es", "ich", "wir", "du", "ihr"):
        clause = clause_of(token)
        finite = verb_group(clause).finite if clause is not token else None
        plural = finite is not None and number_of_verb(finite) == "Plur"
        return frozenset(), "Plur" if plural else "Sing"
    return None


def antecedent(token: Token, discourse: Discourse, point: Point, heads: dict[int, int]) -> Referent | None:
    """The referent that the pronoun takes up, or None; `heads` gives the chain of a token that heads a mention."""
    reading = readings(token, point.words)
    if reading is None:
        return None
    kind, allowed = reading
    allowed = narrowed(token, kind, allowed)
    if kind == "relative":
        return _relative(token, discourse, allowed, heads)
    if kind == "personal" and point.quote >= 0 and token.text[:1].isupper() and token.lower_ in ("sie", "ihnen"):
        return None  # a listener may be spoken to
    return _best(token, kind, allowed, discourse, point)


def _relative(token: Token, discourse: Discourse, allowed: tuple[str, ...], heads: dict[int, int]) -> Referent | None:
    """The noun that the relative clause hangs on, if it stands before the pronoun and agrees."""
    for ancestor in _up(token)[1:]:
        if ancestor.dep_ not in ("acl:relcl", "acl"):
            continue
        noun = ancestor.head
        if noun.i >= token.i or token.i - noun.i > 14:
            return None
        if _rivalled(noun, allowed):
            return None
        return _referent_at(noun, discourse, allowed, heads)
    return None


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


def _referent_at(noun: Token, discourse: Discourse, allowed: tuple[str, ...], heads: dict[int, int]) -> Referent | None:
    chain = heads.get(noun.i)
    for referent in reversed(discourse.recent):
        if referent.token == noun.i or (
            chain is not None and referent.chain == chain and abs(referent.token - noun.i) < 6
        ):
            return referent if agreeing(referent, allowed) else None
    return None


def _best(token: Token, kind: str, allowed: tuple[str, ...], discourse: Discourse, point: Point) -> Referent | None:
    sentence, quote = point.sentence, point.quote
    clause = clause_of(token).i
    subject = is_subject(token)
    barred = _implied_subjects(token)
    human = subject and kind != "possessive" and _speaks(token, point.words)
    scores: dict[tuple[str, int], float] = {}
    best: dict[tuple[str, int], Referent] = {}
    for referent in discourse.back(sentence, _REACH):
        if referent.token >= token.i or not agreeing(referent, allowed):
            continue
        if quote != referent.quote and quote >= 0 and kind != "possessive":
            continue  # within somebody's words only these words are sure context
        if kind == "personal" and referent.clause == clause and not referent.governed and referent.depth == 0:
            continue  # two arguments of one verb are two
        if kind == "personal" and not subject and referent.token in barred:
            continue
        if human and not (referent.human or referent.animate):
            continue
        if kind == "demonstrative" and referent.sentence != sentence - 1:
            continue
        key = ("chain", referent.chain) if referent.chain is not None else ("noun", referent.token)
        score = _score(
            referent,
            kind,
            allowed,
            sentence=sentence,
            clause=clause if not _comma_between(token, referent.token) else -1,
            mentioned=discourse.counts.get(referent.chain, 0) if referent.chain is not None else 0,
            subject=subject,
        )
        if score > scores.get(key, float("-inf")):
            scores[key], best[key] = score, referent
    if not scores:
        return None
    ranked = sorted(scores, key=lambda k: (-scores[k], -best[k].token))
    first = ranked[0]
    if len(ranked) > 1 and scores[first] - scores[ranked[1]] < _LEAD:
        return None
    return best[first] if best[first].chain is not None and scores[first] >= _LEAST else None


def _comma_between(token: Token, start: int) -> bool:
    """Whether a comma parts the two, so that they are hardly in one clause, whatever the parse says."""
    return token.i - start > _LONG or any(token.doc[i].text == "," for i in range(start, token.i))


def _implied_subjects(token: Token) -> set[int]:
    """What a pronoun that is no subject cannot be: the subject of its own verb, also one taken over from before.

    In „um ihm zu danken" `ihm` is not the subject of the clause that the infinitive hangs on.
    """
    clause = clause_of(token)
    own = core(clause).subject if clause is not token else None
    if own is not None:
        return {t.i for t in islice(own.subtree, _LONG) if t.i < token.i}
    if not any(c.lower_ in ("um", "ohne", "statt", "anstatt") for c in clause.children) or clause.head == clause:
        return set()
    governor = clause_of(clause.head)
    subjects = [c for c in governor.children if is_subject(c)]
    return {t.i for c in subjects for t in islice(c.subtree, _LONG)}


def _speaks(token: Token, words: Words) -> bool:
    """Whether the word is the subject of a verb that only people and bodies of people do."""
    clause = clause_of(token)
    return clause is not token and verb_group(clause).lemma in words.human_verbs


def _score(
    referent: Referent,
    kind: str,
    allowed: tuple[str, ...],
    *,
    sentence: int,
    clause: int,
    mentioned: int,
    subject: bool,
) -> float:
    back = sentence - referent.sentence
    score = (2.0, 1.4, 0.2)[back] if back <= _REACH else -1.0
    if referent.subject:
        score += 1.4 if subject else 0.9 if kind != "possessive" else 0.7
    if kind == "possessive" and referent.subject and referent.clause == clause:
        score += 1.5
    if kind == "possessive" and not referent.human and not (referent.subject and referent.clause == clause):
        score -= 0.8
    if kind == "demonstrative":
        score += 0.8 if not referent.subject else -0.6
    score -= 0.7 * min(2, referent.depth)
    personal = kind in ("personal", "demonstrative") and any(v.endswith("Sing") for v in allowed)
    if referent.human:
        score += (0.7 if subject else 0.4) if personal else 0.5
    elif personal and subject:
        score -= 0.3 if referent.animate else 0.7
    if not referent.genders and any(v.endswith("Sing") for v in allowed):
        score -= 0.4
    if kind == "personal" and not subject and not referent.subject and back == 0:
        score += 0.8  # „bedauerte den Vorfall und nannte ihn …"
    if referent.chain is not None:
        score += min(1.4 if subject or kind == "possessive" else 0.6, 0.3 * (mentioned - 1))
    elif not referent.human:
        score -= 0.4
    return score

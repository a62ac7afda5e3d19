"""The discourse: who has been spoken of up to a point of the text, and how far back.

Takes referents as the text mentions them; gives the candidates that a pronoun or noun phrase can take up.
Unnamed noun phrases are referents too: they compete, so that „der Zeuge … er" is not read as the named person
before the witness. Leaves out: the choice among the candidates (pronouns.py, nominals.py).

Example: after „Die Ministerin traf den Botschafter." the candidates for `er` are the ambassador alone.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.reader.syntax import clause_of, determiner, feature, number_of_verb, verb_group

if TYPE_CHECKING:
    from spacy.tokens import Token

_KEPT = 60  # referents; bounds the work on a text without sentence boundaries
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})


@dataclass(frozen=True, slots=True)
class Referent:
    """One mention as an antecedent. `chain` is None for a noun phrase that is no entity, `noun` is then its head:
    the word itself, or of a pronoun that takes one up that one.

    `genders` are Masc, Fem, Neut or empty where unknown; `number` is Sing or Plur.
    """

    chain: int | None
    token: int
    sentence: int
    genders: frozenset[str]
    number: str
    animate: bool
    subject: bool
    depth: int
    clause: int
    quote: int
    human: bool
    noun: int
    governed: bool = False
    possessive: bool = False
    is_open: bool = False


@dataclass(slots=True)
class Discourse:
    """The referents of the last sentences, newest last, and how often each chain was mentioned."""

    recent: deque[Referent] = field(default_factory=lambda: deque(maxlen=_KEPT))
    counts: dict[int, int] = field(default_factory=dict)
    last: dict[int, int] = field(default_factory=dict)
    hints: deque[Referent] = field(default_factory=lambda: deque(maxlen=_KEPT))

    def hint(self, referent: Referent) -> None:
        """A state that an adjective or a part of a compound points to: „das Land" can take it up, a pronoun cannot."""
        self.hints.append(referent)

    def hinted(self, sentence: int, reach: int) -> list[Referent]:
        """The hints from `reach` sentences before `sentence` on, newest first."""
        return [r for r in reversed(self.hints) if r.sentence >= sentence - reach]

    def add(self, referent: Referent) -> None:
        """A new mention."""
        self.recent.append(referent)
        if referent.chain is not None:
            self.counts[referent.chain] = self.counts.get(referent.chain, 0) + 1
            self.last[referent.chain] = referent.sentence

    def back(self, sentence: int, reach: int) -> list[Referent]:
        """The referents from `reach` sentences before `sentence` on, newest first."""
        return [r for r in reversed(self.recent) if r.sentence >= sentence - reach]


def is_subject(token: Token) -> bool:
    """Whether the word is a subject or coordinated with one."""
    steps = 0
    while token.dep_ == "conj" and token.head != token and steps < 8:
        token, steps = token.head, steps + 1
    return token.dep_ in _SUBJECTS


def depth(token: Token) -> int:
    """How many noun phrases the word is embedded in (0: argument of the clause itself)."""
    found = steps = 0
    while token.head != token and steps < 12:
        if token.dep_ in ("nmod", "nmod:poss", "acl", "acl:relcl", "appos"):
            found += 1
        if token.dep_ in ("acl", "acl:relcl", "advcl", "ccomp"):
            break
        token, steps = token.head, steps + 1
    return found


def grammar(noun: Token) -> tuple[frozenset[str], str]:
    """Genders and number of a noun phrase, by its article before the features of the model."""
    number = _number_by_verb(noun) or feature(noun, "Number")
    gender = feature(noun, "Gender")
    article = determiner(noun)
    word = article.lower_ if article is not None else ""
    if word in ("das", "dies", "dieses"):
        return frozenset({"Neut"}), "Sing"
    if word in ("ein", "einen") or (word == "den" and number != "Plur"):
        genders = {"Masc"} if word in ("einen", "den") else {"Masc", "Neut"}
        return frozenset(genders & {gender} or genders), "Sing"
    if word == "der" and gender != "Fem" and is_subject(noun):
        return frozenset({"Masc"}), "Sing"
    if word == "eine":
        return frozenset({"Fem"}), "Sing"
    if word == "die" and number != "Plur":
        return frozenset({"Fem"}), "Sing"
    return (frozenset({gender}) if gender and number != "Plur" else frozenset()), number or "Sing"


def _number_by_verb(noun: Token) -> str | None:
    """The number that the finite verb gives to its only subject, where no article or one of both numbers tells."""
    article = determiner(noun)
    if noun.dep_ not in _SUBJECTS or (article is not None and article.lower_ != "die"):
        return None
    if any(c.dep_ == "conj" for c in noun.children):
        return None
    clause = clause_of(noun)
    finite = verb_group(clause).finite if clause is not noun else None
    return number_of_verb(finite) if finite is not None else None

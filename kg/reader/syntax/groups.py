"""Verb groups: the content verb of a clause with everything that belongs to its predicate.

Takes the head of a clause; gives a VerbGroup with the lemma, the finite verb, modals, passive, mood and tense.
Leaves out: the arguments (arguments.py).

Example: of „Das Lager soll geräumt werden" the head is `geräumt`, the lemma `räumen`, the modals (`sollen`,),
and it is passive.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.reader.syntax.forms import MODALS, feature, is_finite, is_participle, subjunctive

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CLAUSAL = frozenset(
    {"ROOT", "root", "ccomp", "xcomp", "advcl", "acl", "acl:relcl", "parataxis", "csubj", "csubj:pass"}
)


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A predicate with all its parts.

    `head` is the content verb, or the nonverbal predicate of a copula clause; `lemma` its infinitive with the
    prefix joined (`sein` for a copula clause). `modals` are lemmas, outermost first; `subjunctive` is "I", "II"
    or None by the form of the finite verb; `tense` is "past", "perfect", "present", "future" or None.
    `shared` tells that auxiliaries were taken over from a coordinated verb.
    """

    head: Token
    lemma: str
    finite: Token | None
    auxiliaries: tuple[Token, ...]
    modals: tuple[str, ...]
    particle: Token | None
    copula: Token | None
    passive: bool
    subjunctive: str | None
    tense: str | None
    infinitive: bool
    shared: bool

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The words of the predicate in order of the text (auxiliaries of a coordinated verb left out)."""
        own = [self.head] if self.copula is None else [self.copula]
        own += [t for t in self.auxiliaries if not self.shared or t.head == self.head]
        own += [self.particle] if self.particle is not None else []
        return tuple(sorted(set(own), key=lambda t: t.i))


def is_clause(token: Token) -> bool:
    """Whether the token heads a clause: a verb that is none of the parts of another, or a copula's predicate."""
    if token.dep_ in ("aux", "aux:pass", "cop", "amod", "flat", "compound", "compound:prt", "case", "mark"):
        return False
    if token.pos_ in ("VERB", "AUX"):
        return (
            token.dep_ in _CLAUSAL or token.dep_ in ("conj", "dep", "appos", "obj", "obl", "nmod") or has_finite(token)
        )
    return any(c.dep_ in ("cop", "nsubj", "nsubj:pass", "aux", "aux:pass") for c in token.children)


def has_finite(head: Token) -> bool:
    """Whether the predicate has a finite verb of its own."""
    if head.pos_ in ("VERB", "AUX") and is_finite(head):
        return True
    return any(c.dep_ in ("aux", "aux:pass", "cop") and is_finite(c) for c in head.children)


def clause_heads(doc: Doc) -> Iterator[Token]:
    """The heads of all clauses of the text, in order."""
    for token in doc:
        if is_clause(token):
            yield token


def clause_of(token: Token) -> Token:
    """The head of the clause that the token stands in (itself, if it is one)."""
    seen = token
    while not is_clause(seen) and seen.head != seen:
        seen = seen.head
    return seen


def verb_group(head: Token) -> VerbGroup:
    """The predicate around `head` (any token that `is_clause` accepts)."""
    own = [c for c in head.children if c.dep_ in ("aux", "aux:pass")]
    copulas = [c for c in head.children if c.dep_ == "cop"]
    # „wird eine Region bleiben": the infinitive says what it is
    copula = next((c for c in copulas if not is_finite(c)), copulas[0] if copulas else None)
    own += [c for c in copulas if c != copula]
    shared = False
    # „wurden festgenommen und verhört": the second verb stands under the auxiliaries of the first
    first = head
    while not own and copula is None and first.dep_ == "conj" and first.head != first and not is_finite(head):
        first = first.head
        if first.pos_ != "VERB" or is_finite(first) or any(c.dep_ in ("nsubj", "nsubj:pass") for c in head.children):
            break
        own = [c for c in first.children if c.dep_ in ("aux", "aux:pass")]
        shared = bool(own)
    auxiliaries = tuple(sorted(own, key=lambda t: t.i))
    candidates = [t for t in (*auxiliaries, copula) if t is not None and is_finite(t)]
    finite = candidates[0] if candidates else head if head.pos_ in ("VERB", "AUX") and is_finite(head) else None
    modals = tuple(t.lemma_ for t in sorted(auxiliaries, key=lambda t: t != finite) if t.lemma_ in MODALS)
    particle = next((c for c in head.children if c.dep_ == "compound:prt"), None)
    return VerbGroup(
        head=head,
        lemma=_lemma(head, particle, copula),
        finite=finite,
        auxiliaries=auxiliaries,
        modals=modals,
        particle=particle,
        copula=copula,
        passive=_passive(head, auxiliaries),
        subjunctive=subjunctive(finite) if finite is not None else None,
        tense=_tense(head, auxiliaries, finite),
        infinitive=finite is None and has_zu(head),
        shared=shared,
    )


def _lemma(head: Token, particle: Token | None, copula: Token | None) -> str:
    if copula is not None:
        return copula.lemma_ if copula.lemma_ in ("werden", "bleiben") else "sein"
    lemma = head.lemma_
    if particle is not None and not lemma.lower().startswith(particle.lower_):
        return particle.lower_ + lemma
    return lemma


def has_zu(head: Token) -> bool:
    """Whether the verb is an infinitive with `zu`, beside it or inside it."""
    helpers = [c for c in head.children if c.dep_.startswith("aux") and not is_finite(c)]
    if any(c.lower_ == "zu" for h in helpers for c in h.children):
        return True
    for child in head.children:
        if child.lower_ != "zu" or child.pos_ not in ("PART", "ADP") or child.dep_ == "compound:prt":
            continue
        # „zu sehen", „gesehen zu haben"
        if child.i < head.i or any(c.dep_.startswith("aux") and c.i == child.i + 1 for c in head.children):
            return True
    # „abzuziehen", „zurückzuholen": the particle stands inside the verb
    word, lemma = head.lower_, head.lemma_.lower()
    inside = (i for i in range(1, len(word) - 4) if word.startswith("zu", i))
    return head.pos_ == "VERB" and any(word[:i] + word[i + 2 :] == lemma for i in inside)


def _passive(head: Token, auxiliaries: tuple[Token, ...]) -> bool:
    if not is_participle(head):  # „wird fordern" is future, whatever the label of its auxiliary
        return False
    if any(t.dep_ == "aux:pass" for t in auxiliaries):
        return True
    return any(t.lemma_ == "werden" or t.lower_ == "worden" for t in auxiliaries)


def _tense(head: Token, auxiliaries: tuple[Token, ...], finite: Token | None) -> str | None:
    if finite is None:
        return None
    if finite.lemma_ == "werden" and finite != head and finite.dep_ == "aux" and not is_participle(head):
        return "future"
    if any(t.lemma_ in ("haben", "sein") for t in auxiliaries):
        return "perfect"
    if subjunctive(finite):
        return "present"
    return "past" if feature(finite, "Tense") == "Past" else "present"

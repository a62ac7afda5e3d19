"""How sure the reader is that the text says this: a logistic model over signs of the reading.

Takes the signs of a Draft and what it holds; gives a number between 0 and 1. The weights were fitted to judged
statements (tests/eval/judgements, `kg evaluate statements --calibrate` prints the table); they say how often a
statement with such signs was judged right, and nothing about whether it is true.
Leaves out: who says it; a claim can be read with full confidence.
"""

from __future__ import annotations

import math
from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.reader.statements import stance
from kg.reader.statements.actors import acts
from kg.reader.statements.participants import antecedent_of
from kg.reader.syntax import cases, clause_type, core, has_finite, is_clause, sentence_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.reader.statements.draft import Draft, Reading, Slot

# Log odds, added up: fitted by a logistic regression (ridge) to judged statements; the base is that of a fresh draw
# with the final parser. See tests/eval/README.md.
_BASE = 3.0
_WEIGHTS = MappingProxyType(
    {
        "antecedent": -1.0,
        "type:relative": -0.5,
        "controlled": -0.5,
        "no-finite": -0.5,
        "deep": -0.6,
        "quoted": -0.4,
        "no-object": -0.7,
        "apart": -0.3,
        "far": -0.4,
        "named": 0.4,
        "nominal": 0.3,
        "copula": 0.3,
    }
)
_DEEP = 2  # clauses above
_MANY, _LONG, _ENDLESS = 3, 25, 40  # arguments; words of the sentence
_ENDS = frozenset('.!?“”"«»:…')
_MARKS = frozenset(";:()–—")
_APART, _FAR = 8, 15  # words between subject and predicate
_LEAST = 0.5  # what is more likely read wrong than right is not said


def is_likely(confidence: float) -> bool:
    """Whether a statement is read surely enough to be kept."""
    return confidence >= _LEAST


def confidence(draft: Draft, *, named: bool) -> float:
    """The chance that the statement is read right, rounded to two places."""
    signs = set(draft.signs) | _signs_of_words(draft)
    if named:
        signs.add("named")
    if draft.subject is not None and draft.subject.head is not None:
        distance = abs(draft.subject.head.i - draft.anchor.i)
        signs |= {name for name, least in (("apart", _APART), ("far", _FAR)) if distance > least}
    odds = _BASE + sum(_WEIGHTS.get(sign, 0.0) for sign in sorted(signs))
    return round(1 / (1 + math.exp(-odds)), 2)


def _signs_of_words(draft: Draft) -> set[str]:
    """What the participants and the sentence around them tell."""
    signs = set()
    if draft.object is None:
        signs.add("no-object" if draft.arguments else "alone")
    if draft.property is None:
        signs.add("untyped")
    if draft.subject is not None and not draft.subject.tokens and draft.object is None:
        signs.add("nobody")
    if len(draft.arguments) >= _MANY:
        signs.add("many")
    if draft.anchor.dep_ == "conj":
        signs.add("conjunct")
    if draft.anchor.dep_ in ("parataxis", "dep", "appos", "obl", "nmod") and "nominal" not in draft.signs:
        signs.add("loose")
    sentence = sentence_of(draft.anchor)
    words = [t for t in sentence if not t.is_space]
    signs |= {name for name, least in (("long", _LONG), ("endless", _ENDLESS)) if len(words) > least}
    if words and words[-1].text not in _ENDS:
        signs.add("open-end")
    if any(t.text in _MARKS for t in words):
        signs.add("marks")
    if any(c.dep_ in ("dep", "parataxis") and c.pos_ in ("NOUN", "PROPN", "ADJ") for c in draft.anchor.children):
        signs.add("stray")
    object_ = draft.object
    if (
        object_ is not None
        and object_.head is not None
        and object_.head.i < draft.anchor.i
        and _may_be_subject(object_)
    ):
        signs.add("fronted")
    return signs


def _may_be_subject(one: Slot) -> bool:
    return one.head is not None and one.head.pos_ in ("NOUN", "PROPN") and "Nom" in cases(one.head)


def signs_of(head: Token, reading: Reading, subject: Slot | None) -> frozenset[str]:
    """What speaks for or against a right reading of a clause."""
    signs = {f"type:{clause_type(head)}"}
    agreement = stance.agrees(head)
    if agreement is not None:
        signs.add("agrees" if agreement else "disagrees")
    if subject is None:
        signs.add("no-subject")
    elif not subject.tokens:
        signs.add("implied-subject")
    elif subject.head is not None:
        own = core(head)
        if own.subject is None:
            signs.add("controlled" if not own.shared else "shared")
        elif antecedent_of(own.subject) is not None:
            signs.add("antecedent")
        if not acts(subject, reading):
            signs.add("thing")
    if not has_finite(head):
        signs.add("no-finite")
    if head.i in reading.quoted:
        signs.add("quoted")
    if _depth(head) >= _DEEP:
        signs.add("deep")
    return frozenset(signs)


def _depth(head: Token) -> int:
    """How many clauses stand above."""
    depth, token = 0, head
    while token.head != token:
        token = token.head
        depth += is_clause(token)
    return depth

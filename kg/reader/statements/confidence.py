"""How sure the reader is that the text says this: a logistic model over signs of the reading.

Takes the signs of a Draft and what it holds; gives a number between 0 and 1. The weights were fitted to judged
statements (tests/eval/judgements, `kg evaluate statements … --judged` prints the table); they say how often a
statement with such signs was judged right, and nothing about whether it is true.
Leaves out: who says it; a claim can be read with full confidence.
"""

from __future__ import annotations

import math
from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.reader.statements import stance
from kg.reader.syntax import clause_type, core, has_finite, is_clause, sentence_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.reader.statements.draft import Draft, Reading, Slot

# Log odds, added up: fitted by a logistic regression (ridge, weight 6) to 504 judged statements, those judged strictly
# (seeds 21 to 23) weighing twice the others; the base puts the mean near the share that was right in draws of articles
# that nobody had read before (seeds 23, 24, and 31, judged by somebody else). See tests/eval/README.md.
_BASE = 1.45
_WEIGHTS = MappingProxyType(
    {
        "no-object": -0.5,
        "no-finite": -0.8,
        "quoted": -0.45,
        "long": -0.45,
        "nominal": -0.4,
        "apart": -0.4,
        "conjunct": -0.35,
        "deep": -0.3,
        "alone": -0.25,
        "type:reported": -0.2,
        "untyped": -0.15,
        "copula": 0.1,
        "plain attribute": 0.3,
        "attribute": 0.4,
    }
)
_DEEP = 2  # clauses above
_APART = 8  # words between subject and predicate
_LONG = 25  # words of the sentence
_LEAST = 0.3  # of what is less likely than that hardly one in three was right: it is not said


def is_likely(confidence: float) -> bool:
    """Whether a statement is read surely enough to be kept."""
    return confidence >= _LEAST


def confidence(draft: Draft) -> float:
    """The chance that the statement is read right, rounded to two places."""
    signs = set(draft.signs)
    if draft.object is None:
        signs.add("no-object" if draft.arguments else "alone")
    if draft.property is None:
        signs.add("untyped")
    if draft.kind == "attribute":
        signs.add("plain attribute")
    finite = "no-finite" not in signs  # an infinitive has its subject elsewhere
    if finite and draft.anchor.dep_ == "conj":
        signs.add("conjunct")
    if sum(not t.is_space for t in sentence_of(draft.anchor)) > _LONG:
        signs.add("long")
    subject = draft.subject.head if draft.subject is not None else None
    if finite and subject is not None and abs(subject.i - draft.anchor.i) > _APART:
        signs.add("apart")
    odds = _BASE + sum(_WEIGHTS.get(sign, 0.0) for sign in sorted(signs))
    return round(1 / (1 + math.exp(-odds)), 2)


def signs_of(head: Token, reading: Reading, subject: Slot | None) -> frozenset[str]:
    """What speaks for or against a right reading of a clause."""
    signs = {f"type:{clause_type(head)}"}
    if stance.agrees(head) is False:
        signs.add("disagrees")  # no reading at all: see clauses.py
    if subject is not None and subject.head is not None and core(head).subject is None and not core(head).shared:
        signs.add("controlled")
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

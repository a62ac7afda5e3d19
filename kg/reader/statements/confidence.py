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
from kg.reader.statements.participants import antecedent_of
from kg.reader.syntax import clause_type, core, has_finite

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.reader.statements.draft import Draft, Reading, Slot

# Log odds, added up; see tests/eval/README.md for how they were fitted.
_BASE = 2.0
_WEIGHTS = MappingProxyType(
    {
        "disagrees": -1.0,
        "no-subject": -0.7,
        "implied-subject": -0.2,
        "controlled": -0.7,
        "antecedent": -0.5,
        "shared": -0.2,
        "no-finite": -0.3,
        "nominal": -0.3,
        "far": -0.6,
        "long": -0.4,
        "known": 0.4,
        "named": 0.3,
    }
)
_FAR = 15  # words between subject and predicate
_LONG = 14  # words of an object


def confidence(draft: Draft, *, named: bool) -> float:
    """The chance that the statement is read right, rounded to two places."""
    signs = set(draft.signs)
    if draft.property is not None:
        signs.add("known")
    if named:
        signs.add("named")
    if (
        draft.subject is not None
        and draft.subject.head is not None
        and abs(draft.subject.head.i - draft.anchor.i) > _FAR
    ):
        signs.add("far")
    if draft.object is not None and len(draft.object.tokens) > _LONG:
        signs.add("long")
    odds = _BASE + sum(_WEIGHTS.get(sign, 0.0) for sign in sorted(signs))
    return round(1 / (1 + math.exp(-odds)), 2)


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
    if not has_finite(head):
        signs.add("no-finite")
    if head.i in reading.quoted:
        signs.add("quoted")
    return frozenset(signs)

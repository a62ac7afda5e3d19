"""How sure the reader is that the text says this: a logistic model over signs of the reading.

Takes the signs of a Draft and what it holds, and how sure the parser is of the arcs that it rests on; gives a number
between 0 and 1. The weights were fitted to judged statements (tests/eval/README.md tells how, `kg evaluate statements …
--judged` prints the table); they say how often a statement with such signs was judged right, and nothing about whether
it is true.
Leaves out: who says it; a claim can be read with full confidence.

Example: „Sie half dem Mann mit dem Schirm" rests on an arc that could as well be another; „Sie half dem Mann" does not.
"""

from __future__ import annotations

import math
from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.language import sureness
from kg.reader.statements import stance
from kg.reader.syntax import core, verb_group

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.model import Attribution
    from kg.reader.statements.draft import Draft, Reading, Slot

# Log odds, added up: fitted by a logistic regression (ridge, weight 4) to the judged statements that are still made,
# those judged strictly (seeds 21 to 41) weighing two and a half times the others. The base puts the mean where the
# share that was right lies in the draws that outsiders judged (31 and 41).
_BASE = 1.4
_WEIGHTS = MappingProxyType(
    {
        "alone": -0.8,  # nothing but a subject
        "no-object": -0.65,
        "unnamed": -0.7,  # a source that is no known entity
        "no-finite": -0.6,  # not its own nor that of the verb it is coordinated with
        "controlled": -0.5,  # the subject stands in the clause above
        "manner": -0.45,
        "event": -0.4,  # the class of an event, for want of the relation's object
        "timed": 0.35,
        "placed": 0.5,
        "pronoun": 0.7,
    }
)
_FAR = -0.065  # a word between the subject and the nearest word of the predicate
_FARTHEST = 20  # words
# A nat of doubt (the negative logarithm of a probability) about arcs costs so much:
_CLAUSE = -0.5  # of the words below the head of the predicate together, whether the statement uses them or not
_OBJECT = -0.5  # of the object
_DOUBT = 3.0  # nats; more is the same
_LEAST = 0.2  # of what is less likely hardly any was right, and it costs .009 of the facts not to say it


def is_likely(confidence: float) -> bool:
    """Whether a statement is read surely enough to be kept."""
    return confidence >= _LEAST


def confidence(draft: Draft, *, source: Attribution | None, timed: bool, placed: bool) -> float:
    """The chance that the statement is read right, rounded to two places.

    Args:
        draft: the statement.
        source: who says it.
        timed: whether it has a time.
        placed: whether it has a place.
    """
    signs = set(draft.signs) | _circumstances(source, timed=timed, placed=placed)
    if draft.object is None:
        signs.add("no-object" if draft.arguments else "alone")
    if any(role == "manner" for role, _ in draft.arguments):
        signs.add("manner")
    if draft.property is not None and draft.property.rpartition(":")[2][:1].isupper():
        signs.add("event")
    head = draft.subject.head if draft.subject is not None else None
    if head is not None and head.pos_ in ("PRON", "DET"):
        signs.add("pronoun")
    near = min((abs(head.i - t.i) for t in draft.predicate), default=0) if head is not None else 0
    odds = _BASE + sum(_WEIGHTS.get(sign, 0.0) for sign in sorted(signs))
    odds += _FAR * min(near, _FARTHEST) + _of_arcs(draft)
    return round(1 / (1 + math.exp(-odds)), 2)


def _circumstances(source: Attribution | None, *, timed: bool, placed: bool) -> set[str]:
    signs = {"timed"} if timed else set()
    if placed:
        signs.add("placed")
    if source is not None and source.entity is None:
        signs.add("unnamed")
    return signs


def _of_arcs(draft: Draft) -> float:
    """What the parser's doubts cost."""
    clause = (_doubt(t) for t in draft.anchor.children if not (t.is_punct or t.is_space))
    thing = draft.object.head if draft.object is not None else None
    return _CLAUSE * min(sum(clause), _DOUBT) + (_OBJECT * _doubt(thing) if thing is not None else 0.0)


def _doubt(word: Token) -> float:
    """How much the parser doubts the arc above a word, in nats."""
    return min(-math.log(max(sureness(word).arc, 1e-9)), _DOUBT)


def signs_of(head: Token, reading: Reading, subject: Slot | None) -> frozenset[str]:
    """What speaks for or against a right reading of a clause."""
    signs = set()
    if stance.agrees(head) is False:
        signs.add("disagrees")  # no reading at all: see clauses.py
    if subject is not None and subject.head is not None and core(head).subject is None and not core(head).shared:
        signs.add("controlled")
    if verb_group(head).finite is None:
        signs.add("no-finite")
    if head.i in reading.quoted:
        signs.add("quoted")
    return frozenset(signs)

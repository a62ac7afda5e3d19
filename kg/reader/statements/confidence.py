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
from collections.abc import Iterable
from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.language import sureness
from kg.reader.statements import stance
from kg.reader.syntax import core, has_finite, sentence_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.reader.statements.draft import Draft, Reading, Slot

# Log odds, added up: fitted by a logistic regression (ridge, weight 4) to 673 judged statements, those judged strictly
# (seeds 21 to 41) weighing two and a half times the others. The base puts the mean where the share that was right lies
# in the draws that outsiders judged (31 and 41).
_BASE = 1.35
_WEIGHTS = MappingProxyType(
    {
        "alone": -0.75,
        "no-finite": -0.7,
        "controlled": -0.6,
        "no-object": -0.5,
        "quoted": -0.35,
        "attribute": 0.4,
        "implied": 0.45,
        "pronoun": 0.65,
    }
)
# A nat of doubt (the negative logarithm of a probability) about arcs costs so much:
_PARTS = -0.6  # of the words of the predicate, the object and the arguments, together
_SENTENCE = -0.3  # of the least sure word of the sentence
_CLAUSE = -0.3  # of the least sure word on the head of the predicate, whether the statement uses it or not
_DOUBT = 3.0  # nats; below a probability of .05 all is the same
_LEAST = 0.2  # of what is less likely one in three was right at best, and it costs .009 of the facts not to say it


def is_likely(confidence: float) -> bool:
    """Whether a statement is read surely enough to be kept."""
    return confidence >= _LEAST


def confidence(draft: Draft) -> float:
    """The chance that the statement is read right, rounded to two places."""
    signs = set(draft.signs)
    if draft.object is None:
        signs.add("no-object" if draft.arguments else "alone")
    if draft.subject is None or not draft.subject.tokens:
        signs.add("implied")
    elif draft.subject.head is not None and draft.subject.head.pos_ in ("PRON", "DET"):
        signs.add("pronoun")
    odds = _BASE + sum(_WEIGHTS.get(sign, 0.0) for sign in sorted(signs)) + _of_arcs(draft)
    return round(1 / (1 + math.exp(-odds)), 2)


def _of_arcs(draft: Draft) -> float:
    """What the parser's doubts cost."""
    anchor = draft.anchor
    used = (draft.object, *(one for _, one in draft.arguments))
    parts = [t for t in draft.predicate if t != anchor] + [s.head for s in used if s is not None and s.head is not None]
    clause = [t for t in anchor.children if not (t.is_punct or t.is_space)]
    sentence = [t for t in sentence_of(anchor) if not (t.is_punct or t.is_space)]
    return (
        _PARTS * min(sum(_doubts(parts)), _DOUBT)
        + _SENTENCE * max(_doubts(sentence), default=0.0)
        + _CLAUSE * max(_doubts(clause), default=0.0)
    )


def _doubts(words: Iterable[Token]) -> list[float]:
    """How much the parser doubts the arc above each word, in nats, none above `_DOUBT`."""
    least = math.exp(-_DOUBT)
    return [-math.log(max(sureness(word).arc, least)) for word in words]


def signs_of(head: Token, reading: Reading, subject: Slot | None) -> frozenset[str]:
    """What speaks for or against a right reading of a clause."""
    signs = set()
    if stance.agrees(head) is False:
        signs.add("disagrees")  # no reading at all: see clauses.py
    if subject is not None and subject.head is not None and core(head).subject is None and not core(head).shared:
        signs.add("controlled")
    if not has_finite(head):
        signs.add("no-finite")
    if head.i in reading.quoted:
        signs.add("quoted")
    return frozenset(signs)

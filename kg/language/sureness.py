"""How sure the parser is of each arc: the probability of the head it chose, and of the relation under that head.

Takes the network's scores; gives probabilities, and keeps them with the Doc, where `sureness(token)` finds them. The
probability of a head is its share in the softmax over all heads of its word (Dozat and Manning 2017), that of a
relation its share in the softmax over all relations, each after division by a temperature (Guo et al. 2017): without
one the network is surer than it is right. docs/model-card.md has the table.
Leaves out: marginal probabilities over all trees (Koo et al. 2007), which told right from wrong no better (.875 both).

Example: in „Sie traf den Bürgermeister mit dem Hut" the head of `Hut` is far less sure than that of `den`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kg.language.features import Array

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Of 1, 1.2, … 2 these give the held-out trees the least loss: gsd-dev, gsd-test and pud each agree on the first to .2.
HEAD_TEMPERATURE = 1.6
LABEL_TEMPERATURE = 1.3
CHANGED = 0.7  # what a later stage set anew: of 22 such arcs of the held-out parts 16 have the right head
DOUBTFUL = 0.5
_KEY = "kg:sureness"


class Sureness(NamedTuple):
    """Probabilities between 0 and 1 that the head is right, and that the relation is, if the head is."""

    head: float
    label: float

    @property
    def arc(self) -> float:
        """That both are right."""
        return self.head * self.label


_SURE = Sureness(1.0, 1.0)


def sureness(token: Token) -> Sureness:
    """How sure the parser is of the arc above the word.

    What is no longer as the parser said, because a repair changed it, counts `CHANGED`. White space, what a rule set,
    and the words of a pipeline that does not say are taken as they are: 1.
    """
    kept = token.doc.user_data.get(_KEY)
    if kept is None:
        return _SURE
    numbers, relations, offsets = kept
    i = token.i
    if token.head.i - i != offsets[i]:
        return Sureness(CHANGED, CHANGED)
    head, label = numbers[i]
    return Sureness(float(head), float(label) if token.dep == relations[i] else CHANGED)


def is_doubtful(token: Token) -> bool:
    """Whether the word might as well hang on another: of „traf den Mann mit dem Hut auf dem Markt in Bosk" on which?

    Of the held-out phrases with a preposition (gsd-dev, gsd-test, pud) that hang on a verb, .61 of the 36 below
    `DOUBTFUL` have the right head and .88 of the others; of those that hang on a noun, .46 of 26 and .72.
    """
    return sureness(token).head < DOUBTFUL


@dataclass(frozen=True, slots=True)
class Arcs:
    """Of a Doc of n words: `numbers` (n, 2), the probabilities of head and relation."""

    numbers: Array

    def set(self, where: list[int], scores: Array, heads: list[int], labels: Array) -> None:
        """The probabilities of one sentence.

        A relation that grammar chose against the network (decode.py, agreement.py) has the probability of the one that
        the network likes best: that is nearer to how often it is right than its own.

        Args:
            where: indices of its n words in the Doc.
            scores: (n, n + 1) arc logits, column 0 the root.
            heads: 0 for the root, j + 1 for word j.
            labels: (n, labels) logits under these heads.
        """
        rows = np.arange(len(where))
        scores = scores.copy()
        scores[rows, rows + 1] = -np.inf
        self.numbers[where, 0] = share(scores, heads, HEAD_TEMPERATURE)
        self.numbers[where, 1] = share(labels, labels.argmax(1), LABEL_TEMPERATURE)

    def keep(self, doc: Doc, relations: Array, offsets: Array) -> None:
        """Stores the probabilities with the Doc, and the (n,) relations and offsets of heads that they are of."""
        doc.user_data[_KEY] = (self.numbers, relations, offsets.view(np.int64))


def share(scores: Array, chosen: list[int] | Array, temperature: float) -> Array:
    """(n,) probabilities of the column chosen in each row of (n, m) logits."""
    e = np.exp((scores - scores.max(1, keepdims=True)) / temperature)
    found: Array = e[np.arange(len(e)), chosen] / e.sum(1)
    return found

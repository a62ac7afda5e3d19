"""Whether a statement says something by itself, and who takes part where the grammar has only `es`.

Takes the participants of a clause; gives them without the `es` that stands for a later phrase, and says whether beside
the predicate one of them has a meaning. Leaves out: predicates that lack their object (clauses.py).

Example: „Es kam zu Festnahmen" is told of the Festnahmen; „Das teilte er mit" says nothing without what he said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.reader.statements.draft import Reading, Slot
from kg.reader.statements.participants import is_reflexive

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.schema import Concept

Given = tuple[tuple[str, Slot], ...]

_HOLLOW = frozenset(
    {"es", "das", "dies", "dieses", "was", "welches", "welche", "welcher", "wer", "sich", "so", "etwas", "einiges"}
)
# What stands around a saying says nothing of what is said.
_AROUND = frozenset({"circumstance", "recipient", "place", "partner", "instrument", "source", "amount", "cause"})


def without_expletive(
    concept: Concept | None, doing: tuple[Slot, ...], objects: tuple[Slot, ...], given: Given, reading: Reading
) -> tuple[tuple[Slot, ...], tuple[Slot, ...], Given]:
    """„es kam zu Festnahmen", „es gelang, …": what `es` stands for is the subject."""
    if len(doing) != 1 or not reading.is_empty(doing[0]):
        return doing, objects, given
    if objects and all(_is_verb(one.head) for one in objects):
        return objects, (), given
    later = tuple(one for role, one in given if role == "theme")
    if later and not objects and concept is not None and concept.event == "kg:Occurrence":
        return later, (), tuple(pair for pair in given if pair[0] != "theme")
    return doing, objects, given


def lacks_what_is_said(head: Token, lemma: str, objects: tuple[Slot, ...], given: Given, reading: Reading) -> bool:
    """„teilte sie der Zeitung mit": what? A reflexive verb („sich melden") says nothing to be told."""
    alone = not objects and all(role in _AROUND for role, _ in given)
    return alone and lemma in reading.words.neutral and not is_reflexive(head)


def says_something(doing: tuple[Slot, ...], objects: tuple[Slot, ...], given: Given, reading: Reading) -> bool:
    """Whether what the predicate is said of has a meaning."""
    told = any(not is_hollow(one, reading) for role, one in given if role != "circumstance")
    if objects and all(is_hollow(one, reading) for one in objects) and not told:
        return False
    return bool(objects or given) or not all(is_hollow(one, reading) for one in doing)


def is_hollow(one: Slot, reading: Reading) -> bool:
    """A pronoun for which nothing was found, or an adverb that announces what is lost: `das`, `sich`, `darauf`."""
    head = one.head
    if head is None or len(one.tokens) != 1 or one.text is not None:
        return False
    if head.i in reading.entities.heads or head.i in reading.entities.antecedents:
        return False
    return head.lower_ in _HOLLOW or announces(head)


def announces(word: Token) -> bool:
    """`darauf`, `davon`: what it means stands in a clause behind it."""
    return word.pos_ == "ADV" and word.lower_.startswith("da") and len(word) > 3


def _is_verb(head: Token | None) -> bool:
    return head is not None and head.pos_ in ("VERB", "AUX")

"""Whether a statement says something by itself, and who takes part where the grammar has only `es`.

Takes the participants of a clause; gives them without the `es` that stands for a later phrase, and says whether beside
the predicate one of them has a meaning. Leaves out: predicates that lack their object (clauses.py).

Example: „Es kam zu Festnahmen" is told of the Festnahmen; „Das teilte er mit" says nothing without what he said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.reader.statements.draft import Reading, Slot

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.schema import Concept

Given = tuple[tuple[str, Slot], ...]

_LOST = frozenset({"es", "was", "welches", "welche", "welcher", "wer", "sich", "so", "etwas", "einiges"})


def without_expletive(
    concept: Concept | None, doing: tuple[Slot, ...], objects: tuple[Slot, ...], given: Given, reading: Reading
) -> tuple[tuple[Slot, ...], tuple[Slot, ...], Given]:
    """„es kam zu Festnahmen", „es gelang, …": what `es` stands for is the subject."""
    if len(doing) != 1 or not reading.is_empty(doing[0]):
        return doing, objects, given
    if objects and all(_is_verb(one.head) for one in objects):
        clause = objects[0].head
        if clause is not None and any(announces(c) for c in clause.head.children):
            return (), (), given  # „es ging darum, ob …": the clause is what it was about
        return objects, (), given
    later = tuple(one for role, one in given if role == "theme")
    if later and not objects and concept is not None and concept.event == "kg:Occurrence":
        return later, (), tuple(pair for pair in given if pair[0] != "theme")
    return doing, objects, given


def says_something(
    lemma: str, doing: tuple[Slot, ...], objects: tuple[Slot, ...], given: Given, reading: Reading
) -> bool:
    """Whether what the predicate is said of has a meaning."""
    if objects and all(is_lost(one, reading) for one in objects):
        return any(role != "circumstance" and not is_lost(one, reading) for role, one in given)
    nobody = all(is_lost(one, reading) or _is_demonstrative(one, reading) for one in doing)
    if nobody and not objects:  # „das entspricht", „am Ende hieß es"
        return bool(given) and lemma not in reading.words.neutral
    return True


def is_lost(one: Slot, reading: Reading) -> bool:
    """A word that stands for a clause or a noun that was not found: `was`, `sich`, `darauf`."""
    return _is_unknown(one, reading) and one.head is not None and (one.head.lower_ in _LOST or announces(one.head))


def _is_demonstrative(one: Slot, reading: Reading) -> bool:
    return _is_unknown(one, reading) and one.head is not None and one.head.lower_ in ("das", "dies", "dieses")


def _is_unknown(one: Slot, reading: Reading) -> bool:
    """Whether the participant is one word for which nothing else was found."""
    head = one.head
    if head is None or len(one.tokens) != 1 or one.text is not None:
        return False
    return not (head.i in reading.entities.heads or head.i in reading.entities.antecedents)


def announces(word: Token) -> bool:
    """`darauf`, `davon`: what it means stands in a clause behind it."""
    return word.pos_ == "ADV" and word.lower_.startswith("da") and len(word) > 3


def _is_verb(head: Token | None) -> bool:
    return head is not None and head.pos_ in ("VERB", "AUX")

"""What is said of a participant beside the verb: second predicates, `als` phrases, comparisons, results.

Takes the head of a clause; gives (role, Slot) pairs. Leaves out: the complement of a copula (copulas.py) and phrases
with a preposition (arguments.py).

Example: of „Der Rat nannte den Plan einen Fehler" `einen Fehler` has the role manner: as what he takes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.reader.statements.draft import Reading, Slot
from kg.reader.syntax import (
    as_word,
    core,
    dependents,
    determiner,
    feature,
    is_clause,
    phrase,
    preposition,
    trim,
    verb_group,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

SCORE = re.compile(r"\d{1,3}:\d{1,3}")
_NOMINAL = ("NOUN", "PROPN", "NUM", "ADJ", "PRON", "X")
_EQUATIVE = frozenset({"so", "ebenso", "genauso", "doppelt", "dreimal"})


def complements(head: Token, reading: Reading) -> Iterator[tuple[str, Slot]]:
    """All of them, in no order."""
    if verb_group(head).copula is not None or head.pos_ not in ("VERB", "AUX", "ADJ"):
        return
    found = predicative(head, reading)
    if found is not None:
        yield "manner", found
    yield from (("manner", slot) for slot in _judged(head))
    compared = tuple(_comparisons(head))
    yield from (("manner", slot) for slot in compared)
    inside = {t.i for slot in compared for t in slot.tokens}
    yield from (("manner", slot) for slot in as_phrases(head) if slot.head is not None and slot.head.i not in inside)
    yield from (("result", slot) for slot in _scores(head, reading))


def predicative(head: Token, reading: Reading) -> Slot | None:
    """„nannte ihn einen Lügner", „findet den Plan gut": what the object is said to be."""
    own = core(head).object
    lemma = verb_group(head).lemma
    if lemma not in reading.words.judging:
        return None
    kids = [c for c in dependents(head) if c != own and as_word(c) is None and preposition(c) is None]
    seconds = [c for c in kids if c.dep_ in ("obj", "xcomp", "appos") and c.pos_ in ("NOUN", "PROPN")]
    second = next((c for c in seconds if own is not None and c.i > own.i), None)
    if second is None and own is not None:
        # „nannte einen Lügner, wer …": the adjective stands next to the end of its clause
        bare = [
            c for c in kids if c.pos_ in ("ADJ", "VERB") and c.dep_ in ("xcomp", "advmod", "obj") and not is_clause(c)
        ]
        second = next((c for c in reversed(bare) if c.text == c.lemma_ or c.dep_ == "xcomp"), None)
    if second is None:
        return None
    return Slot(phrase(second, coordination=True, appositions=False), second)


def _judged(head: Token) -> Iterator[Slot]:
    """„erklärte die Wahl für ungültig", „setzte den Ausblick auf stabil": an adjective with a preposition."""
    for child in dependents(head):
        if child.pos_ != "ADJ" or child.dep_ not in ("advmod", "xcomp", "obl", "obj") or determiner(child) is not None:
            continue
        if any(c.dep_ in ("case", "mark") and c.lower_ in ("für", "auf") and c.i < child.i for c in child.children):
            yield Slot((child,), child)


def as_phrases(head: Token) -> Iterator[Slot]:
    """„bezeichnete den Plan als Fehler", „arbeitet als Ärztin"."""
    for child in dependents(head):
        word = as_word(child)
        if word is None or child.pos_ not in _NOMINAL or is_clause(child):
            continue
        if child.dep_.split(":")[0] not in ("obl", "nmod", "xcomp", "advcl", "advmod", "obj", "appos", "dep"):
            continue
        if word.lower_ != "als":
            continue
        tokens = phrase(child, coordination=True, appositions=False)
        if tokens:
            yield Slot(tokens, child)


def _comparisons(head: Token) -> Iterator[Slot]:
    """„wirkt besser als das ältere Mittel", „erkranken doppelt so häufig wie andere"."""
    for child in dependents(head):
        if child.pos_ not in ("ADJ", "ADV") or child.dep_ not in ("advmod", "xcomp", "obl"):
            continue
        equal = any(c.lower_ in _EQUATIVE and c.i < child.i for c in child.children)
        higher = child.pos_ == "ADJ" and (feature(child, "Degree") == "Cmp" or child.lower_.endswith("er"))
        if not (equal or higher):
            continue
        last = _compared(child, head, "wie" if equal else "als")
        if last is not None:
            first = min((t.i for t in child.subtree if t.i < child.i), default=child.i)
            while first > 0 and child.doc[first - 1].lower_ in _EQUATIVE:  # „doppelt so häufig"
                first -= 1
            yield Slot(trim(child.doc[first : max(t.i for t in last.subtree) + 1]), child)


def _compared(adverb: Token, head: Token, word: str) -> Token | None:
    """The phrase that the comparison is with: right behind the adverb, wherever the parser has hung it."""
    for noun in (*adverb.children, *head.children):
        lead = as_word(noun)
        if lead is not None and lead.lower_ == word and lead.i == adverb.i + 1 and not is_clause(noun):
            return noun
    return None


def _scores(head: Token, reading: Reading) -> Iterator[Slot]:
    """„gewann 3:1", „siegte mit 3:1"."""
    for child in dependents(head):
        if SCORE.fullmatch(child.text) and child.i not in reading.timed:
            yield Slot((child,), child)

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
    clause_of,
    core,
    dependents,
    determiner,
    feature,
    is_clause,
    phrase,
    preposition,
    sentence_of,
    trim,
    verb_group,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

SCORE = re.compile(r"\d{1,3}:\d{1,3}")
_NOMINAL = ("NOUN", "PROPN", "NUM", "ADJ", "PRON", "X")
_COMPARING = frozenset({"mehr", "weniger", "eher", "anders", "lieber"})
_EQUATIVE = frozenset({"so", "ebenso", "genauso", "doppelt", "dreimal"})


def complements(head: Token, reading: Reading) -> Iterator[tuple[str, Slot]]:
    """All of them, in no order."""
    if verb_group(head).copula is not None or head.pos_ not in ("VERB", "AUX", "ADJ"):
        return
    found = predicative(head, reading)
    if found is not None:
        yield "manner", found
    yield from (("manner", slot) for slot in _judged(head))
    if found is None:
        yield from (("manner", slot) for slot in _described(head, reading))
    compared = tuple(_comparisons(head))
    yield from (("manner", slot) for slot in compared)
    inside = {t.i for slot in compared for t in slot.tokens}
    for slot in as_phrases(head):
        if slot.head is None or slot.head.i in inside:
            continue
        word = as_word(slot.head)
        if word is not None and _is_compared(word, head):  # „besser gefüllt als der Saal"
            words = phrase(slot.head, appositions=False, preposition=True)
            yield "circumstance", Slot(tuple(t for t in words if t.i >= word.i), slot.head)
        else:
            yield "manner", slot
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


def _described(head: Token, reading: Reading) -> Iterator[Slot]:
    """„fiel eindeutig aus", „ließ die Frage offen": the adjective without which the verb says little."""
    describes = verb_group(head).lemma in reading.words.describing
    for child in dependents(head):
        if child.pos_ != "ADJ" or child.dep_ not in ("xcomp", "advmod") or child.i in reading.timed or is_clause(child):
            continue
        if not (child.dep_ == "xcomp" or describes) or child.text != child.lemma_:
            continue
        if preposition(child) is not None or as_word(child) is not None:
            continue
        if child.lemma_.lower() not in reading.words.adverbs:
            adverbs = [c for c in child.children if c.dep_ == "advmod" and c.i < child.i]
            if any(c.lower_ in reading.words.negation for c in adverbs):
                adverbs = []  # „zeigte sich noch nicht zufrieden": it denies the clause
            yield Slot(trim(child.doc[adverbs[0].i if adverbs else child.i : child.i + 1]), child)


def _is_compared(word: Token, head: Token) -> bool:
    """Whether a comparative stands before `als` in its clause."""
    before = (t for t in head.doc[sentence_of(head).start : word.i] if clause_of(t) == head or t.head == head)
    return any(t.lower_ in _COMPARING or (t.dep_ != "amod" and _is_higher(t)) for t in before)


def _is_higher(word: Token) -> bool:
    """Whether the adjective is a comparative."""
    return word.pos_ == "ADJ" and (feature(word, "Degree") == "Cmp" or word.lower_.endswith("er"))


def as_phrases(head: Token) -> Iterator[Slot]:
    """„bezeichnete den Plan als Fehler", „arbeitet als Ärztin"."""
    for child in dependents(head):
        word = as_word(child)
        if word is None or child.pos_ not in _NOMINAL or is_clause(child):
            continue
        if child.dep_.split(":")[0] not in ("obl", "nmod", "xcomp", "advcl", "advmod", "obj", "appos", "dep"):
            continue
        if word.lower_ != "als" or (word.i > 0 and word.nbor(-1).lower_ in ("mehr", "weniger")):
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
        if not (equal or _is_higher(child)):
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

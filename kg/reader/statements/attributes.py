"""Statements that a participle before its noun makes.

Takes a noun; gives Drafts. A past participle tells what was done to the noun, of a verb of motion or change what it
did; a present participle what it does; one with `zu` what is to be done. Only participles with words of their own
(an agent, an object, a phrase, a time) say something; a bare one („die betroffene Firma") is left out.

Example: of „der von Hamm geführte Konzern" the statement Hamm – führen – Konzern.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.reader.statements.arguments import arguments, concept_of, shortcut
from kg.reader.statements.draft import Draft, Reading, Slot, implied
from kg.reader.statements.participants import agents, slots
from kg.reader.syntax import core, dependents, obliques, phrase, preposition
from kg.reader.syntax.forms import infinitive_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_ENDINGS = ("e", "en", "em", "er", "es")


def read_attributes(noun: Token, reading: Reading) -> Iterator[Draft]:
    """The statements of the participles before the noun."""
    for child in noun.children:
        if child.dep_ not in ("amod", "acl") or child.i > noun.i or child.pos_ not in ("ADJ", "VERB"):
            continue
        yield from _read(child, noun, reading)


def _read(word: Token, noun: Token, reading: Reading) -> Iterator[Draft]:
    base = next((word.lower_.removesuffix(e) for e in _ENDINGS if word.lower_.endswith(e)), "")
    present = base.endswith("end")
    lemma = base[:-1] if present else infinitive_of(base)
    if lemma is None or len(lemma) < 4 or base in reading.words.stative or not _has_own(word, reading):
        return
    thing = _noun(noun, word)
    to_be = present and any(c.lower_ == "zu" for c in word.children)
    if not thing.tokens:
        return
    by: tuple[Token, ...] = ()
    doing: tuple[Slot, ...] = (thing,)
    objects = slots(core(word).object) if present else ()
    if to_be or not (present or lemma in reading.words.perfect_sein):
        by = agents(word)
        doing, objects = tuple(s for agent in by for s in slots(agent)) or (implied("man"),), (thing,)
    concept = concept_of(word, lemma, reading, doing=doing, objects=objects)
    given = arguments(word, concept, reading, skip=by)
    name, objects, given = shortcut(concept, objects, given)
    negative = any(c.lower_ in reading.words.negation for c in word.children)
    doubts = [
        reading.words.adverbs[c.lemma_.lower()] for c in word.children if c.lemma_.lower() in reading.words.adverbs
    ]
    modality = "obligation" if to_be else next(iter(doubts), None)
    for subject in doing:
        for patient in objects or (None,):
            yield Draft(
                "event",
                word,
                (word,),
                lemma,
                subject,
                patient,
                given,
                name,
                "negative" if negative else "positive",
                modality,
                None,
                frozenset({"attributive"}),
            )


def _has_own(word: Token, reading: Reading) -> bool:
    """Whether the participle has words that make a statement of it."""
    if any(preposition(c) is not None or c.i in reading.timed for c in obliques(word)):
        return True
    return any(c.i in reading.timed or c.dep_ in ("obj", "iobj") for c in dependents(word) if c.lower_ != "sich")


def _noun(noun: Token, word: Token) -> Slot:
    """The noun with what follows the participle: its article is cut off by it."""
    return Slot(tuple(t for t in phrase(noun, coordination=False, appositions=False) if t.i > word.i), noun)

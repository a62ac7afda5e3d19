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
from kg.reader.statements.circumstances import shared_time
from kg.reader.statements.draft import Draft, Reading, Slot, implied
from kg.reader.statements.participants import REFLEXIVE, agents, slots
from kg.reader.syntax import core, phrase, preposition
from kg.reader.syntax.forms import infinitive_of
from kg.reader.syntax.grammar import load_grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

_ENDINGS = ("e", "en", "em", "er", "es")
_EITHER = frozenset({"ziehen", "brechen", "reißen", "abbrechen"})  # with an object they take `haben`
_OPENING = frozenset({"det", "det:poss", "case", "nummod", "amod"})


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
    if base in reading.words.perfect_sein:
        lemma = base  # „der in Not geratene Hof"
    if lemma is None or len(lemma) < 4 or base in reading.words.stative or base.endswith(("test", "dest")):
        return
    thing = _noun(noun, word)
    to_be = present and any(c.lower_ == "zu" for c in word.children)
    if present and (inner := _without_zu(lemma)) is not None:
        lemma, to_be = inner, True
    if not thing.tokens:
        return
    by: tuple[Token, ...] = ()
    doing: tuple[Slot, ...] = (thing,)
    objects = tuple(s for s in slots(core(word).object) if not _is_reflexive(s)) if present else ()
    if to_be or not (present or lemma in reading.words.perfect_sein):
        by = agents(word)
        doing, objects = tuple(s for agent in by for s in slots(agent)) or (implied("man"),), (thing,)
    elif lemma in _EITHER and not present:
        doing, objects = (implied("man"),), (thing,)  # „ein aus dem Wasser gezogenes Kind"
    elif present and not objects and lemma in reading.words.transitive:
        return  # a parse that has lost the object
    concept = concept_of(word, lemma, reading, doing=doing, objects=objects)
    given = tuple(pair for pair in arguments(word, concept, reading, skip=by) if _is_inside(pair[1], word, noun))
    if not (by or given or (present and objects and not to_be) or _is_dated(word, noun, reading)):
        return  # „die betroffene Firma" says nothing
    if not all(_is_inside(one, word, noun) for one in (*doing, *objects) if one.tokens and one != thing):
        return
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


def _without_zu(lemma: str) -> str | None:
    """`vorzulegen` → `vorlegen`; None for a verb that has no `zu` inside."""
    for prefix in load_grammar().prefixes:
        if lemma.startswith(prefix + "zu") and len(lemma) > len(prefix) + 5:
            return prefix + lemma[len(prefix) + 2 :]
    return None


def _is_reflexive(one: Slot) -> bool:
    return one.head is not None and one.head.lower_ in REFLEXIVE


def _is_inside(one: Slot, word: Token, noun: Token) -> bool:
    """Whether the words stand between article and participle, where those of the participle stand.

    Without an article they may be the clause's: „stellten bei ihm erhöhte Werte fest".
    """
    return _opens(noun, word) < one.tokens[0].i and one.tokens[-1].i < word.i and not _is_aside(one.head or word)


def _opens(noun: Token, word: Token) -> int:
    """What stands before the participle's own words: article, preposition, number, another adjective."""
    return max((c.i for c in noun.children if c.i < word.i and c.dep_ in _OPENING), default=word.i)


def _is_aside(head: Token) -> bool:
    """„am häufigsten", „sich", „Jans reich verziertes Haus": nothing that takes part."""
    if head.lower_ in REFLEXIVE or (head.text.endswith("sten") and head.text.islower()):
        return True
    return head.pos_ == "PROPN" and head.text.endswith("s") and preposition(head) is None


def _is_dated(word: Token, noun: Token, reading: Reading) -> bool:
    """„der gestern gewählte Präsident": a day or hour; what has no date is not shown („auf sechs Jahre befristet")."""
    inside = (t for t in word.subtree if _opens(noun, word) < t.i < word.i and t.i in reading.timed)
    return any(_is_date(t, reading) for t in inside) and shared_time(word, reading) is not None


def _is_date(token: Token, reading: Reading) -> bool:
    time, case = reading.timed[token.i], preposition(token)
    dated = time.type in ("DATE", "TIME") and time.value != "PRESENT_REF"
    return dated or (case is not None and case.lower_ in ("seit", "vor", "in"))


def _noun(noun: Token, word: Token) -> Slot:
    """The noun with what follows its last participle with words of its own, which cuts off its article."""
    cuts = [c.i for c in noun.children if c.dep_ in ("amod", "acl") and any(c.children) and c.i < noun.i]
    first = max((word.i, *cuts))
    return Slot(tuple(t for t in phrase(noun, coordination=False, appositions=False) if t.i > first), noun)

"""What a clause has for its object.

Takes the head of a clause and what the grammar says of it; gives the participants that the verb is done to: the
accusative, the amount of a verb that measures, a noun that the parser has made an adverb, or a clause.
Leaves out: objects with a preposition and datives (arguments.py).

Example: „hatte voriges Jahr Probleme" has „Probleme".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.reader.statements.draft import Reading, Slot, clause_slot
from kg.reader.statements.mood import is_open_condition
from kg.reader.statements.participants import REFLEXIVE, is_own, slots
from kg.reader.statements.roles import is_measure
from kg.reader.syntax import (
    Core,
    as_word,
    cases,
    clause_type,
    core,
    dependents,
    has_zu,
    is_clause,
    is_finite,
    is_loose,
    is_participle,
    preposition,
    relative_pronoun,
    subordinator,
    verb_group,
)
from kg.reader.syntax.grammar import load_grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

# What opens a clause that goes on with the story: „…, wobei ein Mann starb".
_CONTINUING = frozenset({"wobei", "woraufhin", "weshalb", "weswegen", "sodass", "wodurch"})
_COMPLEMENTS = ("ccomp", "xcomp", "csubj", "csubj:pass")


def objects_of(head: Token, arguments: Core, reading: Reading) -> tuple[Slot, ...]:
    """What a clause has for its object: the accusative, a measure, a noun that the parse has lost, or a clause."""
    direct, lemma = arguments.object, verb_group(head).lemma
    if lemma in reading.words.measures:  # „dauert ein halbes Jahr"
        bare = [c for c in dependents(head) if c.dep_ in ("nsubj", "obj", "obl") and preposition(c) is None]
        bare = [c for c in bare if c != arguments.subject and c.lower_ not in load_grammar().interrogatives]
        direct = next((c for c in bare if is_measure(c)), bare[0] if bare else direct)
    if lemma in reading.words.intransitive:
        direct = None
    if direct is not None and (direct.i in reading.timed and lemma not in reading.words.measures):
        others = [c for c in dependents(head) if c.dep_ == "obj" and c.i not in reading.timed and c.pos_ != "VERB"]
        direct = next((c for c in others if c.lower_ not in REFLEXIVE), None)  # „spielten 1988 eine Rolle"
    if direct is not None and not is_own(direct, head):
        return slots(direct)
    first = head.head
    if (
        head.dep_ == "conj"
        and first.i == head.i - 2
        and is_clause(first)
        and is_participle(head)
        and not is_finite(head)
    ):
        before = core(first).object  # „hat die Daten erhoben und ausgewertet"
        if before is not None and before.i < first.i and before.lower_ not in REFLEXIVE:
            return slots(before)
    stray = _stray_object(head, reading) if lemma in reading.words.transitive else None
    if stray is not None:
        return slots(stray)
    predicative = _predicative(head) if lemma in reading.words.copulas else None
    if predicative is not None:
        return slots(predicative)
    return clause_object(head, lemma, reading)


def _stray_object(head: Token, reading: Reading) -> Token | None:
    """„hatte voriges Jahr Probleme": a noun that the parser has made an adverb of a verb that needs an object."""
    if any(c.dep_ in _COMPLEMENTS for c in head.children):
        return None
    for child in dependents(head):
        if (
            child.dep_ not in ("obl", "dep", "advmod", "parataxis", "appos", "nmod", "xcomp")
            or child.i in reading.timed
        ):
            continue
        if child.pos_ not in ("NOUN", "PROPN") or preposition(child) is not None or as_word(child) is not None:
            continue
        if "Acc" in cases(child) and not is_loose(child) and not is_clause(child):
            return child
    return None


def clause_object(head: Token, lemma: str, reading: Reading) -> tuple[Slot, ...]:
    """The clause that a verb governs: „sagte, dass …", „ließ offen, wie viele …"."""
    for child in head.children:
        said = child.dep_ == "advcl" and (clause_type(child) == "dass" or _asks(child))
        if child.dep_ not in _COMPLEMENTS and not said:
            continue
        if not (child.pos_ in ("VERB", "AUX") or is_clause(child)):
            continue
        if (child.dep_.startswith("csubj") and child.i < head.i) or relative_pronoun(child) is not None:
            continue
        quoted = child.i in reading.quoted and head.i not in reading.quoted
        if quoted and lemma in reading.words.neutral and clause_type(child) in ("reported", "dass", "main"):
            continue  # what is quoted stands in statements of its own
        mark = subordinator(child)
        if mark is not None and mark.lower_ not in ("dass", "daß", "ob", "wie", "zu"):
            continue  # „weil …" is no object
        if mark is not None and mark.i > 0 and mark.nbor(-1).lower_ in ("so", "ohne", "statt"):
            continue  # „…, so dass …"
        if child.i > head.i and _is_plain(child) and not _takes_clauses(lemma, reading):
            continue  # „Am Montag wird gewählt, die Ergebnisse kommen am Dienstag"
        if is_open_condition(child) or any(c.lower_ in _CONTINUING for c in child.children):
            continue
        found = clause_slot(child)
        if _tells_of_a_place(found, head):
            continue
        if found.tokens and found.tokens[0].pos_ == "ADP" and not has_zu(child):
            continue  # a relative clause that hangs on the verb
        return (found,)
    return ()


def _is_plain(clause: Token) -> bool:
    """A main clause in the indicative."""
    group = verb_group(clause)
    return clause_type(clause) in ("main", "reported") and group.finite is not None and group.subjunctive is None


def _takes_clauses(lemma: str, reading: Reading) -> bool:
    words = reading.words
    return lemma in words.complements or any(lemma in w for w in (words.attitude, words.neutral, words.showing))


def _tells_of_a_place(found: Slot, head: Token) -> bool:
    """„floh nach Wien, wo er starb": behind a phrase with a preposition `wo` asks nothing."""
    first = found.tokens[0] if found.tokens else head
    if first.lower_ != "wo" or first.i < 2 or first.nbor(-1).text != ",":
        return False
    before = first.nbor(-2)
    inside = before if before.pos_ in ("NOUN", "PROPN") else before.head
    return (inside.pos_ in ("NOUN", "PROPN") and preposition(inside) is not None) or inside.ent_type_ == "LOC"


def _asks(child: Token) -> bool:
    """„Wie viele Truppen kommen, ließ er offen": a question, not a comparison with `wie`."""
    words = [t.lower_ for t in child.subtree if not t.is_punct][:2]
    if len(words) < 2 or words[0] not in load_grammar().interrogatives:
        return False
    return words[0] not in ("wie", "wo", "was") or words[1].startswith(("viel", "lang", "hoch", "oft", "weit", "groß"))


def _predicative(head: Token) -> Token | None:
    """„wurde Kanzler", „heißt Meier": a noun without preposition, or an adjective, beside the subject."""
    kids = [c for c in head.children if c.dep_ in ("xcomp", "obj", "nmod", "appos", "advmod")]
    for child in kids:
        if child.pos_ in ("NOUN", "PROPN") and preposition(child) is None:
            return child
    return next((c for c in kids if c.pos_ == "ADJ" and c.i > head.i - 3), None)


# --- putting together -----------------------------------------------------------------------------------------

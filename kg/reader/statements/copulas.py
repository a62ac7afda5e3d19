"""Copulas and existence: „subject sein complement", „es gibt", what simply is there.

Takes the head of a clause with `sein`, `werden`, `bleiben`; gives Drafts. Leaves out: states („ist geplant"), which
are read with the events (clauses.py), and offices (kg.reader.roles).

Example: „Sieger war Anna Meier": Anna Meier – sein – Sieger.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from kg.reader.statements import stance
from kg.reader.statements.arguments import arguments
from kg.reader.statements.confidence import signs_of
from kg.reader.statements.draft import Draft, Reading, Slot, clause_slot, slot
from kg.reader.statements.participants import slots, subjects
from kg.reader.statements.roles import is_measure, role_of, with_roles
from kg.reader.syntax import VerbGroup, core, dependents, determiner, has_zu, is_clause, phrase, preposition, trim

if TYPE_CHECKING:
    from spacy.tokens import Token

_LIMIT = 12
_LOOSE = ("obl", "advmod", "parataxis", "discourse", "nmod")
_ADVERBS = frozenset({"nicht", "auch", "aber", "jedoch", "nie", "so", "sicherlich", "allerdings", "bereits", "damit"})
_QUESTIONS = frozenset({"was", "wie", "wo", "warum", "wer", "wann"})


def read_copula(head: Token, group: VerbGroup, reading: Reading) -> Iterator[Draft]:
    """The statements of a clause whose predicate is no verb."""
    found = subjects(head, reading)
    if group.copula is None and not any(c.dep_ in ("nsubj", "nsubj:pass") for c in head.children):
        return
    if group.copula is not None and group.copula.lemma_ not in reading.words.copulas:
        return
    if group.copula is None and not group.auxiliaries:
        return  # „Kritik kam auf, so Meier": no predicate of its own
    if any(is_question_word(s) for s in found) or head.lower_ in _QUESTIONS:
        return
    complement = _complement(head)
    given = arguments(head, None, reading)
    given += tuple(
        ("purpose", clause_slot(c))
        for c in head.children
        if c.dep_ in ("advcl", "xcomp", "ccomp", "csubj") and has_zu(c)
    )
    kind = "relation" if head.pos_ in ("NOUN", "PROPN", "PRON", "NUM") else "attribute"
    if not found:
        yield from _existence(head, group, reading)
        return
    if len(found) == 1 and _is_name(head) and found[0].head is not None and not _is_name(found[0].head):
        # „Sieger war Meier": of a name and a noun the name is what the sentence is about
        found, complement = (complement,), found[0]
    lemma = group.lemma if group.copula is not None else "sein"
    yield from _drafts(head, group, reading, kind=kind, lemma=lemma, found=found, complement=complement, given=given)


def read_being(head: Token, group: VerbGroup, reading: Reading) -> Iterator[Draft]:
    """`sein` as the verb itself: „sind in der Opposition", „war stark", as some parses have it."""
    found = subjects(head, reading)
    if not found or any(is_question_word(s) for s in found):
        return
    direct = core(head).object
    kids = [c for c in dependents(head) if c.dep_ in ("advmod", "xcomp", "obl", "nmod") and c.pos_ != "ADV"]
    nominal = [c for c in kids if c.pos_ in ("ADJ", "NOUN", "PROPN", "NUM") and c.i not in reading.timed]
    best = direct if direct is not None else next((c for c in reversed(nominal) if preposition(c) is None), None)
    if best is None:
        best = next(iter(nominal), None)
    if best is None and direct is None and found:
        yield from _existence(core(head).subject, group, reading)
        return
    if best is None or is_clause(best):
        return
    words = phrase(best, appositions=False, preposition=True)
    behind = next(
        (c for c in nominal if c != best and preposition(c) is not None and c.left_edge.i == best.i + 1), None
    )
    if best.pos_ == "ADJ" and behind is not None:  # „weit unter den Zielen"
        words = (*words, *phrase(behind, appositions=False, preposition=True))
    given = tuple(
        (r, s) for r, s in arguments(head, None, reading, skip=(best, behind) if behind is not None else (best,))
    )
    kind = "relation" if best.pos_ in ("NOUN", "PROPN") and preposition(best) is None else "attribute"
    yield from _drafts(
        head, group, reading, kind=kind, lemma=head.lemma_, found=found, complement=Slot(words, best), given=given
    )


def _drafts(
    head: Token,
    group: VerbGroup,
    reading: Reading,
    *,
    kind: str,
    lemma: str,
    found: tuple[Slot, ...],
    complement: Slot,
    given: tuple[tuple[str, Slot], ...],
) -> Iterator[Draft]:
    if not complement.tokens:
        return
    polarity, modality = stance.polarity_modality(head, reading)
    source = stance.source(head, reading)
    inside = set(complement.tokens)
    given = tuple((role, one) for role, one in given if not inside.issuperset(one.tokens))
    for subject in islice(found, _LIMIT):
        if subject.tokens == complement.tokens:
            continue
        yield Draft(
            kind,
            head,
            group.tokens,
            lemma,
            subject,
            complement,
            given,
            None,
            polarity,
            modality,
            source,
            signs_of(head, reading, subject) | {"copula"},
        )


def _is_name(token: Token) -> bool:
    return token.pos_ == "PROPN" or token.ent_type_ in ("PER", "ORG", "LOC")


def is_question_word(subject: Slot) -> bool:
    """„was nötig ist": what the clause is about stands outside it."""
    return subject.head is not None and subject.head.lower_ in _QUESTIONS


def _existence(head: Token | None, group: VerbGroup, reading: Reading) -> Iterator[Draft]:
    """„Darunter seien 200 Soldaten in Mali": what stands alone beside `sein` is there."""
    if head is None or head.pos_ not in ("NOUN", "PROPN"):
        return
    polarity, modality = stance.polarity_modality(head, reading)
    source = stance.source(head, reading)
    ending = _ending(head, group)
    if ending is not None and not any(c.dep_.startswith("nsubj") for c in head.children):
        # „Nun ist die Kasse am Ende": the last phrase says what the noun is
        inside = {t.i for t in ending.subtree}
        subject = Slot(trim(t for t in slot(head).tokens if t.i not in inside and t.i < ending.left_edge.i), head)
        yield from _drafts(
            head,
            group,
            reading,
            kind="attribute",
            lemma="sein",
            found=(subject,),
            complement=Slot(phrase(ending, appositions=False, preposition=True), ending),
            given=(),
        )
        return
    for one in slots(head):
        kids = one.head.children if one.head is not None else ()
        where = [c for c in kids if c.dep_ in ("nmod", "obl") and _is_where(c, reading)]
        if not where or (one.head is not None and one.head.pos_ not in ("NOUN", "PROPN")):
            continue
        inside = {t.i for c in where for t in c.subtree}
        subject = Slot(trim(t for t in one.tokens if t.i not in inside) or one.tokens, one.head)
        given = tuple(
            pair for c in where if (case := preposition(c)) is not None for pair in with_roles(c, case, None, reading)
        )
        yield Draft(
            "attribute",
            head,
            group.tokens,
            "sein",
            subject,
            None,
            given,
            None,
            polarity,
            modality,
            source,
            frozenset({"existence"}),
        )


def _is_where(noun: Token, reading: Reading) -> bool:
    """„im Einsatz", „unter den Opfern", not „Grund für …": where it is or among whom."""
    case = preposition(noun)
    if case is None:
        return False
    return case.lower_ in ("in", "im", "unter") or role_of(noun, case, None, reading) == "place"


def _ending(head: Token, group: VerbGroup) -> Token | None:
    """The phrase with a preposition that ends a clause which opens with its copula: „ist die Kasse am Ende"."""
    if group.copula is None or group.copula.i > head.i or determiner(head) is None:
        return None
    found = [t for t in head.subtree if t.dep_ in ("nmod", "obl") and preposition(t) is not None and t.i > head.i]
    last = found[-1] if found else None
    if last is None or last.pos_ not in ("NOUN", "PROPN") or last.left_edge.i == head.i + 1:
        return None
    after = last.right_edge.nbor(1) if last.right_edge.i + 1 < len(last.doc) else None
    return last if after is None or after.is_punct or after.is_space else None


def _complement(head: Token) -> Slot:
    """The predicate of a copula as the text words it: without subject, adverbs of the clause and other clauses."""
    start = next((c.i for c in head.children if c.dep_ == "cop" and c.i < head.i), -1)
    away = [c for c in head.children if c.dep_.split(":")[0] in _LOOSE and c.i < start]
    away += [c for c in head.children if c.dep_ == "advmod" and c.lower_ in _ADVERBS]
    away += [c for c in head.children if c.dep_ == "conj" and is_clause(c) and _has_own_verb(c)]
    away += [c for c in head.children if c.dep_ in ("advcl", "ccomp", "xcomp", "csubj", "iobj")]
    away += [c for c in head.children if c.dep_ in ("obl:arg", "obj") and not is_measure(c)]  # „drei Meter hoch"
    drop = {t.i for c in away for t in c.subtree}
    tokens = phrase(head, coordination=True, appositions=False, preposition=True)
    inside = {t.i for t in tokens if t.i not in drop}
    first = last = head.i
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    return Slot(trim(head.doc[first : last + 1]), head)


def _has_own_verb(token: Token) -> bool:
    return any(c.dep_ in ("cop", "aux", "aux:pass", "nsubj") for c in token.children) or token.pos_ in ("VERB", "AUX")

"""Statements that a noun makes: events with their participants, attributes of events, appositions.

Takes a noun; gives Drafts. An event noun with its doer or what it is done to is an event („die Festnahme des
Mannes durch die Polizei": die Polizei – Festnahme – der Mann); its prepositional attribute and its adjective of
origin are attributes („der polnische Vorstoß": Vorstoß – polnisch – polnisch). Leaves out: offices and membership
(kg.reader.roles), nouns that name no event.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.language import sureness
from kg.reader.statements.actors import acts
from kg.reader.statements.appositions import read_appositions
from kg.reader.statements.arguments import lemmas
from kg.reader.statements.assertion import around_noun, is_asserted, is_governed, whose_wish
from kg.reader.statements.belonging import read_kin, read_origin
from kg.reader.statements.draft import Draft, Reading, Slot, slot
from kg.reader.statements.participants import agents, slots
from kg.reader.statements.roles import NEUTRAL, is_measure, is_place, with_roles
from kg.reader.syntax import (
    cases,
    clause_of,
    determiner,
    feature,
    is_clause,
    is_participle,
    preposition,
    verb_group,
)
from kg.reader.syntax.grammar import load_grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.schema import Concept

_PLAIN = {"im": "in", "am": "an", "zum": "zu", "zur": "zu", "ins": "in", "beim": "bei", "vom": "von"}
_SHORTEST_HEAD = 3
_LIKELY = 0.5  # of the coordinations behind a preposition of which the parser is less sure hardly one in five is one
_LONGEST_HEAD = 40  # characters; a longer head of a compound is no word of the lexicon


def read_noun(noun: Token, reading: Reading) -> Iterator[Draft]:
    """The statements of one noun."""
    if noun.pos_ not in ("NOUN", "PROPN") or noun.i in reading.timed or noun.dep_ in ("flat", "compound"):
        return
    yield from read_appositions(noun, reading)
    if noun.ent_type_ == "PER":
        return
    known = _event_noun(noun, reading)
    if known is not None:
        yield from _event(noun, known, reading)
        yield from read_origin(noun, reading)
    yield from read_kin(noun, reading)


def _concept(noun: Token, reading: Reading) -> Concept | None:
    """What the ontology knows of the noun with its genitive and the phrases behind it."""
    genitive: list[str] = []
    prepositions: list[str] = []
    for child in (*noun.children, *_behind(noun)):
        if child.i < noun.i or child.pos_ not in ("NOUN", "PROPN", "PRON", "NUM"):
            continue
        case = preposition(child)
        named = lemmas((slot(child),), reading)
        if case is None or case.lower_ in ("von", "vom"):
            genitive += named
        if case is not None:
            prepositions += [case.lemma_, *(f"{case.lemma_} {lemma}" for lemma in named)]
    return reading.schema.concept(noun.lemma_, "noun", objects=tuple(genitive), prepositions=tuple(prepositions))


def _event_noun(noun: Token, reading: Reading) -> tuple[str, Concept | None] | None:
    """The reading of the noun's genitive and what the ontology knows of it, if it names an event."""
    words = reading.words
    concept = _concept(noun, reading)
    if concept is not None and concept.denotes != "event":
        return None
    found = concept if concept is not None and concept.event is not None else None
    exact = noun.lemma_ in words.subject_nouns  # `Protest` is no `Test`
    if not exact and _known(noun.lemma_, words.object_nouns) is not None:
        return "object", found
    if _known(noun.lemma_, words.subject_nouns) is not None:
        return "subject", found
    if any(_known(noun.lemma_, nouns) for nouns in words.attribute_nouns.values()):
        return "subject", found
    if found is not None:
        done = noun.lemma_.endswith(("ung", "nahme", "bau", "kauf")) and found.role("object") != "recipient"
        return ("object" if done and found.event != "kg:Utterance" else "subject"), found
    return None


def _known(lemma: str, nouns: frozenset[str]) -> str | None:
    """The noun itself or the known noun that the compound ends with (`Drohnenangriff` → `Angriff`)."""
    if lemma in nouns:
        return lemma
    low = lemma.lower()[-_LONGEST_HEAD:]
    for start in range(2 if len(low) == len(lemma) else 0, len(low) - _SHORTEST_HEAD + 1):
        rest = low[start:].lstrip("-")
        if len(rest) >= _SHORTEST_HEAD and rest.capitalize() in nouns:
            return rest.capitalize()
    return None


def _event(noun: Token, known: tuple[str, Concept | None], reading: Reading) -> Iterator[Draft]:
    reads, concept = known
    doers: tuple[Slot, ...] = ()
    genitive: tuple[Slot, ...] = ()
    given: list[tuple[str, Slot, bool]] = []  # role, participant, whether it may be the object
    for child in (*noun.children, *_beside(noun, reading)):
        case = preposition(child)
        if child.dep_.split(":")[0] in ("nmod", "obl") and child.pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
            if case is None:
                if child.i < noun.i and ("Gen" in cases(child) or child.pos_ == "PROPN"):
                    doers = slots(child)
                elif "Gen" in cases(child) and child.i > noun.i:
                    genitive = slots(child)
            elif case.lower_ in ("durch", "seitens"):
                doers = slots(child)
            elif case.lower_ in ("von", "vom") and child.i > noun.i and not _takes(noun, "von", reading):
                if not _is_of_verb(child, noun, reading) and not _is_whence(child, noun, reading):
                    genitive = genitive or slots(child)
            elif child.i > noun.i and child.i not in reading.timed:
                role = _role(noun, case.lower_, concept, reading)
                if role is None:
                    given += [(role, one, False) for role, one in with_roles(child, case, concept, reading)]
                else:
                    given += [(role, one, True) for one in _objects(child, reading)]
        elif (
            child.dep_ in ("det", "det:poss")
            and "Yes" in child.morph.get("Poss", [])
            and reading.entities.at(((child.idx, child.idx + len(child)),))
        ):
            owner = (Slot((child,), child),)
            if reads == "object":
                genitive = genitive or owner  # „seine Festnahme"
            else:
                doers = doers or owner
    wanted = concept.shortcut_object if concept is not None else "theme"
    direct = (concept and concept.role("object")) or "theme"
    governed = next((role for role, _, own in given if own and role == wanted), None)
    governed = governed or next((role for role, _, own in given if own), None)
    things = tuple(one for role, one, own in given if own and role == governed)
    signs = {"nominal"} | ({"attribute"} if things else set())
    genitive, by = _without_agent(genitive)
    if genitive and _is_where(noun, genitive[0], reading):  # „das Erdbeben von Lissabon"
        given.append(("place", genitive[0], False))
        genitive = ()
    doers = by or doers
    taken = things
    if genitive:
        if reads == "object" and not _speaks(genitive, concept, reading):  # „der Verkauf der Firma an Kunden"
            things, governed = genitive, direct
        elif not doers:
            doers = () if things and _is_bare_thing(genitive, reading) else genitive
        elif not things:
            things, governed = genitive, direct
    doers = tuple(d for d in doers if d.head is None or not (d.head.i in reading.timed or _is_amount(d.head, reading)))
    if things and _is_torn(things):
        return
    if governed is not None and not doers and len(things) > 1 and _is_between(things):
        doers, things, signs = things[:1], things[1:], signs - {"attribute"}  # „der Krieg zwischen A und B"
    rest = tuple((role, one) for role, one, own in given if not (own and role == governed) and role != NEUTRAL)
    if not doers and not things:
        return
    if _is_viewpoint(noun):
        return  # „nach Ansicht der Richterin": whose words they are, no event
    if not doers and "attribute" in signs:
        yield from _attribute(noun, taken, reading, frozenset(signs))
        if things == taken:
            return
    polarity, modality = around_noun(noun, reading)
    if not (doers and things):
        plain = modality is None and polarity == "positive"
        if not _says_enough(noun, doers, concept, reading) or (plain and not is_asserted(noun, reading)):
            return
        doers, things, rest = _specific(doers, reading), _specific(things, reading), ()
        if not doers and not things:
            return
    found = None
    if concept is not None:  # the property only with the object that it asks for, as with verbs
        found = concept.property if not things or governed == wanted else concept.event
    wish = whose_wish(noun, reading) if modality is not None else None
    for subject in doers or (None,):
        for thing in things or (None,):
            yield Draft(
                "event",
                noun,
                (noun,),
                noun.lemma_,
                subject,
                thing,
                rest,
                found,
                polarity,
                modality,
                wish,
                frozenset(signs | ({"no-subject"} if subject is None else set())),
            )
    if doers and things and "attribute" in signs:
        yield from _attribute(noun, taken, reading, frozenset(signs))


def _says_enough(noun: Token, doers: tuple[Slot, ...], concept: Concept | None, reading: Reading) -> bool:
    """Whether the event with one participant is told: „der Tod des Dichters", „die Festnahme des Mannes".

    „Oettingers Vorschlag" does not say what he proposes; a compound has its object in itself („Tierschutz").
    """
    if doers:
        return concept is not None and _known(noun.lemma_, reading.words.complete_nouns) is not None
    if noun.lemma_ in reading.words.subject_nouns or noun.lemma_ in reading.words.object_nouns:
        return True
    return concept is not None and any(w.pos == "noun" and w.text == noun.lemma_ for w in concept.words)


def _specific(found: tuple[Slot, ...], reading: Reading) -> tuple[Slot, ...]:
    """Those of the participants that the text tells apart: named, counted or with a definite article."""
    return tuple(one for one in found if one.head is not None and _is_specific(one.head, reading))


def _is_specific(head: Token, reading: Reading) -> bool:
    if head.pos_ not in ("NOUN", "PROPN") or head.i in reading.timed:
        return False
    article, case = determiner(head), preposition(head)
    if article is not None:
        return not article.lower_.startswith(("ein", "kein"))
    return (
        head.pos_ == "PROPN" or is_measure(head) or bool(head.ent_type_) or (case is not None and case.lower_ == "vom")
    )


def _is_whence(child: Token, noun: Token, reading: Reading) -> bool:
    """„der Start vom Flughafen": of what moves, a place behind `von` is where it comes from."""
    return _known(noun.lemma_, reading.words.complete_nouns) is not None and is_place(child, reading)


def _is_of_verb(child: Token, noun: Token, reading: Reading) -> bool:
    """„wurde nach der Flucht von der Polizei gestellt", „ist nach der Wahl vom Amt zurückgetreten": the verb's own."""
    clause, end = clause_of(noun), child.right_edge.i + 1
    if not is_clause(clause) or clause.i < end or any(t.pos_ not in ("ADV", "ADJ") for t in noun.doc[end : clause.i]):
        return False
    case = preposition(child)
    if case is not None and is_governed(case, verb_group(clause).lemma, reading):
        return True
    perfect = clause.lemma_ in reading.words.perfect_sein or any(c.lemma_ == "haben" for c in clause.children)
    return is_participle(clause) and not perfect and acts(Slot((child,), child), reading) and not agents(clause)


def _objects(child: Token, reading: Reading) -> tuple[Slot, ...]:
    """The conjuncts that can stand in the case of the first: of „Kritik an A und die B" the second cannot."""
    return tuple(s for s in slots(child) if s.head is None or s.head == child or _is_conjunct(s.head, child, reading))


def _is_conjunct(other: Token, child: Token, reading: Reading) -> bool:
    likely = other.dep_ != "conj" or sureness(other).head >= _LIKELY
    return likely and bool(cases(other) & cases(child)) and other.i not in reading.timed


def _speaks(genitive: tuple[Slot, ...], concept: Concept | None, reading: Reading) -> bool:
    """„die Ankündigung der Ministerin": the genitive of a saying is who says it, if it can speak."""
    return concept is not None and concept.family == "kg:Communication" and any(acts(g, reading) for g in genitive)


def _is_where(noun: Token, one: Slot, reading: Reading) -> bool:
    case = preposition(one.head) if one.head is not None else None
    if case is None or case.lower_ not in ("von", "vom") or _known(noun.lemma_, reading.words.happenings) is None:
        return False
    return one.head is not None and one.head.ent_type_ != "PER" and one.head.pos_ == "PROPN"


def _is_bare_thing(genitive: tuple[Slot, ...], reading: Reading) -> bool:
    """„der Einsatz von Waffen gegen die Stadt": what cannot act does it to nobody."""
    case = preposition(genitive[0].head) if genitive[0].head is not None else None
    return case is not None and not any(acts(one, reading) for one in genitive)


def _is_torn(things: tuple[Slot, ...]) -> bool:
    """„zwischen dem Land und …": one of two, the other lost."""
    head = things[0].head if len(things) == 1 else None
    return head is not None and _is_between(things) and feature(head, "Number") != "Plur"


def _is_between(things: tuple[Slot, ...]) -> bool:
    case = preposition(things[0].head) if things[0].head is not None else None
    return case is not None and case.lower_ == "zwischen"


def _is_viewpoint(noun: Token) -> bool:
    lead = next((c.lower_ for c in noun.children if c.dep_ == "case"), "")
    return lead in ("laut", "zufolge") or (lead in ("nach", "aus") and noun.text in load_grammar().viewpoints)


def _is_amount(head: Token, reading: Reading) -> bool:
    """„ein Anstieg von drei Prozent"; „der Tod von drei Menschen" is theirs."""
    return head.pos_ == "NUM" or (is_measure(head) and not {head.text, head.lemma_}.isdisjoint(reading.words.units))


def _without_agent(genitive: tuple[Slot, ...]) -> tuple[tuple[Slot, ...], tuple[Slot, ...]]:
    """„die Festnahme des Mannes durch die Polizei": `durch` goes with the event, also where it hangs on the man."""
    for one in genitive:
        for child in one.head.children if one.head is not None else ():
            case = preposition(child)
            if child.dep_ == "nmod" and case is not None and case.lower_ == "durch":
                inside = {t.i for t in child.subtree}
                rest = Slot(tuple(t for t in one.tokens if t.i not in inside), one.head)
                return tuple(rest if g == one else g for g in genitive), slots(child)
    return genitive, ()


def _beside(noun: Token, reading: Reading) -> tuple[Token, ...]:
    """„der Angriff auf Kiel": the phrase right behind an event noun that takes it is its own, wherever it hangs."""
    return tuple(c for c in _behind(noun) if (p := preposition(c)) is not None and _takes(noun, p.lower_, reading))


def _behind(noun: Token) -> tuple[Token, ...]:
    """The phrase right behind a noun that is subject or object, where a parse hangs it on the verb."""
    verb = noun.head
    if verb == noun or noun.dep_ not in ("nsubj", "nsubj:pass", "obj"):
        return ()
    end = noun.right_edge.i + 1  # „der Angriff der Rebellen auf Kiel"
    while end < len(noun.doc) and noun.doc[end].is_punct and noun.doc[end].text != ",":
        end += 1
    return tuple(c for c in verb.children if c.dep_ == "obl" and c.i > noun.i and min(t.i for t in c.subtree) == end)


def _takes(noun: Token, word: str, reading: Reading) -> bool:
    return _known(noun.lemma_, reading.words.attribute_nouns.get(_PLAIN.get(word, word), frozenset())) is not None


def _role(noun: Token, word: str, concept: Concept | None, reading: Reading) -> str | None:
    """The role of a phrase behind an event noun that can be the event's object; None for one that cannot.

    The ontology has the first word; where it is silent a noun that takes the preposition has its object there.
    """
    plain = _PLAIN.get(word, word)
    role = concept.role(plain) if concept is not None else None
    taken = _takes(noun, plain, reading)
    if role is not None and concept is not None:
        return role if role == concept.shortcut_object or taken else None
    if taken:
        return concept.shortcut_object if concept is not None else "theme"
    return None


def _attribute(noun: Token, things: tuple[Slot, ...], reading: Reading, signs: frozenset[str]) -> Iterator[Draft]:
    """„der Angriff auf die Stadt": Angriff – auf – die Stadt."""
    polarity, modality = around_noun(noun, reading)
    wish = whose_wish(noun, reading) if modality is not None else None
    for thing in things:
        case = preposition(thing.head) if thing.head is not None else None
        if case is not None:
            yield Draft(
                "attribute",
                noun,
                (case,),
                case.lemma_,
                Slot((noun,), noun),
                thing,
                (),
                None,
                polarity,
                modality,
                wish,
                signs | {"attribute"},
            )

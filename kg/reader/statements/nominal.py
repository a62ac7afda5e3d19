"""Statements that a noun makes: events with their participants, attributes of events, appositions.

Takes a noun; gives Drafts. An event noun with its doer or what it is done to is an event („die Festnahme des
Mannes durch die Polizei": die Polizei – Festnahme – der Mann); its prepositional attribute and its adjective of
origin are attributes („der polnische Vorstoß": Vorstoß – polnisch – polnisch). Leaves out: offices and membership
(kg.reader.roles), nouns that name no event.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.reader.statements import stance
from kg.reader.statements.draft import Draft, Reading, Slot, slot
from kg.reader.statements.participants import owner_of, slots
from kg.reader.syntax import cases, determiner, feature, is_clause, is_loose, preposition

if TYPE_CHECKING:
    from spacy.tokens import Token

_SHORTEST_HEAD = 3
_LONGEST_HEAD = 40  # characters; a longer head of a compound is no word of the lexicon


def read_noun(noun: Token, reading: Reading) -> Iterator[Draft]:
    """The statements of one noun."""
    if noun.pos_ not in ("NOUN", "PROPN") or noun.i in reading.timed or noun.dep_ in ("flat", "compound"):
        return
    if noun.ent_type_ == "PER":
        return
    known = _event_noun(noun, reading)
    if known is not None:
        yield from _event(noun, known, reading)
        yield from _origin(noun, reading)
    yield from _kin(noun, reading)
    yield from _apposition(noun, reading)


def _event_noun(noun: Token, reading: Reading) -> tuple[str, str | None] | None:
    """The reading of the noun's genitive and its property, if it names an event."""
    words = reading.words
    concept = reading.schema.concept(noun.lemma_, "noun")
    names = {w.text: w.denotes for w in concept.words if w.pos == "noun"} if concept is not None else {}
    denotes = names.get(noun.lemma_) or next(
        (d for n, d in sorted(names.items()) if noun.lemma_.lower().endswith(n.lower())), "event"
    )
    found = concept.property if concept is not None and concept.event is not None and denotes == "event" else None
    if concept is not None and denotes != "event":
        return None
    base = _known(noun.lemma_, words.object_nouns)
    if base is not None:
        return "object", found
    if _known(noun.lemma_, words.subject_nouns) is not None:
        return "subject", found
    if any(_known(noun.lemma_, nouns) for nouns in words.attribute_nouns.values()):
        return "subject", found
    if found is not None:
        return ("object" if noun.lemma_.endswith(("ung", "nahme", "bau", "kauf")) else "subject"), found
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


def _event(noun: Token, known: tuple[str, str | None], reading: Reading) -> Iterator[Draft]:
    reads, found = known
    doers: tuple[Slot, ...] = ()
    things: tuple[Slot, ...] = ()
    given: list[tuple[str, Slot]] = []
    genitive: tuple[Slot, ...] = ()
    signs = {"nominal"}
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
            elif case.lower_ in ("von", "vom") and child.i > noun.i:
                genitive = genitive or slots(child)
            elif _takes(noun, case.lower_, reading) and not things:
                things = slots(child)
                signs.add("attribute")
            elif child.i > noun.i and child.i not in reading.timed:
                given.append((_role(case.lower_, reading), slot(child)))
        elif (
            child.dep_ in ("det", "det:poss")
            and "Yes" in child.morph.get("Poss", [])
            and reading.entities.at(((child.idx, child.idx + len(child)),))
        ):
            doers = doers or (Slot((child,), child),)
    genitive, by = _without_agent(genitive)
    doers = by or doers
    if genitive:
        if reads == "object" and not things:
            things = genitive
        elif not doers:
            doers = genitive
        elif not things:
            things = genitive
    if not doers and not things:
        return
    if not things and not (found is not None and any(_names_entity(d, reading) for d in doers)):
        return  # „die Eskalation der Gewalt" says nothing of anybody
    if not doers and "attribute" in signs:
        yield from _attribute(noun, things, reading, frozenset(signs))
        return
    polarity, modality = stance.around_noun(noun, reading)
    for subject in doers or (None,):
        for thing in things or (None,):
            yield Draft(
                "event",
                noun,
                (noun,),
                noun.lemma_,
                subject,
                thing,
                tuple(given),
                found,
                polarity,
                modality,
                None,
                frozenset(signs | ({"no-subject"} if subject is None else set())),
            )
    if doers and things and "attribute" in signs:
        yield from _attribute(noun, things, reading, frozenset(signs))


def _names_entity(one: Slot, reading: Reading) -> bool:
    return reading.entity(one) is not None and one.head is not None and one.head.pos_ != "NUM"


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
    verb = noun.head
    if verb == noun or noun.dep_ not in ("nsubj", "nsubj:pass", "obj"):
        return ()
    end = noun.i + 1
    while end < len(noun.doc) and noun.doc[end].is_punct and noun.doc[end].text != ",":
        end += 1
    found = [c for c in verb.children if c.dep_ == "obl" and c.i > noun.i and min(t.i for t in c.subtree) == end]
    return tuple(c for c in found if (p := preposition(c)) is not None and _takes(noun, p.lower_, reading))


def _takes(noun: Token, word: str, reading: Reading) -> bool:
    contracted = {"im": "in", "am": "an", "zum": "zu", "zur": "zu", "ins": "in", "beim": "bei"}
    return _known(noun.lemma_, reading.words.attribute_nouns.get(contracted.get(word, word), frozenset())) is not None


def _role(word: str, reading: Reading) -> str:
    return reading.words.roles.get(
        {"im": "in", "am": "an", "zum": "zu", "zur": "zu", "beim": "bei"}.get(word, word), "manner"
    )


def _attribute(noun: Token, things: tuple[Slot, ...], reading: Reading, signs: frozenset[str]) -> Iterator[Draft]:
    """„der Angriff auf die Stadt": Angriff – auf – die Stadt."""
    polarity, modality = stance.around_noun(noun, reading)
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
                None,
                signs | {"attribute"},
            )


def _base(word: str) -> str:
    """An adjective without its ending: `norwegische` → `norwegisch`."""
    for ending in ("en", "em", "er", "es", "e"):
        if word.endswith("isch" + ending):
            return word.removesuffix(ending)
    return word


def _origin(noun: Token, reading: Reading) -> Iterator[Draft]:
    """„der polnische Vorstoß": the adjective of a state or people says whose it is."""
    for child in noun.children:
        if child.dep_ != "amod" or child.pos_ != "ADJ":
            continue
        base = _base(child.lower_)
        known = base in reading.words.origins or child.lemma_ in reading.words.origins
        if not known and not any(form == "adjective" for _, form in reading.schema.forms(base)):
            continue
        polarity, modality = stance.around_noun(noun, reading)
        yield Draft(
            "attribute",
            noun,
            (child,),
            base,
            Slot((noun,), noun),
            Slot((child,), child),
            (),
            None,
            polarity,
            modality,
            None,
            frozenset({"nominal", "origin"}),
        )


def _kin(noun: Token, reading: Reading) -> Iterator[Draft]:
    """„seine Frau Anna Meier": Anna Meier – Frau – seine."""
    if noun.lemma_ not in reading.words.kin:
        return
    name = next((c for c in noun.children if c.dep_ in ("appos", "flat") and c.ent_type_ == "PER"), None)
    owner = owner_of(noun)
    holder = slots(owner) if owner is not None else ()
    if not holder:
        possessive = next(
            (c for c in noun.children if c.dep_ in ("det", "det:poss") and "Yes" in c.morph.get("Poss", [])), None
        )
        holder = (Slot((possessive,), possessive),) if possessive is not None else ()
    if name is None or not holder:
        return
    person = Slot(tuple(t for t in name.subtree if not t.is_punct and t.pos_ in ("PROPN", "ADP", "X", "NOUN")), name)
    for one in holder:
        yield Draft(
            "relation",
            noun,
            (noun,),
            noun.lemma_,
            person,
            one,
            (),
            None,
            "positive",
            None,
            None,
            frozenset({"nominal", "kin"}),
        )


def _apposition(noun: Token, reading: Reading) -> Iterator[Draft]:
    """„Goma, die Hauptstadt der Provinz": a name – sein – what it is. Persons are left to kg.reader.roles."""
    for child in noun.children:
        if child.dep_ != "appos" or child.pos_ != "NOUN" or not is_loose(child) or child.i in reading.timed:
            continue
        if noun.ent_type_ not in ("LOC", "ORG") or is_clause(child):
            continue
        if "Gen" in cases(child) and "Nom" not in cases(child) and feature(noun, "Case") not in ("Gen", ""):
            continue
        if determiner(child) is None and not any(c.dep_ in ("nmod", "amod") for c in child.children):
            continue
        yield Draft(
            "relation",
            child,
            (child,),
            "sein",
            slot(noun),
            slot(child),
            (),
            None,
            "positive",
            None,
            None,
            frozenset({"nominal", "apposition"}),
        )

"""The further participants of a clause with their roles, and the concept that its words express.

Takes the head of a clause with subject and object; gives the ontology's concept and (role, Slot) pairs. What role a
phrase has is told in roles.py. Times and phrases that name a source are no
participants. Leaves out: subject and object (participants.py, clauses.py).

Example: „Der Rat warnte die Firmen vor Betrug": `Betrug` has the role that the ontology gives `vor` with `warnen`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.language import is_doubtful, sureness
from kg.reader.statements import stance
from kg.reader.statements.actors import PERSON, acts
from kg.reader.statements.complements import SCORE, as_phrases, complements
from kg.reader.statements.draft import Reading, Slot, clause_slot
from kg.reader.statements.participants import REFLEXIVE, is_own, slots
from kg.reader.statements.roles import is_directed, is_measure, with_roles
from kg.reader.syntax import (
    VerbGroup,
    cases,
    core,
    dependents,
    has_zu,
    is_clause,
    obliques,
    preposition,
    subordinator,
    trim,
    verb_group,
)
from kg.reader.syntax.grammar import load_grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.schema import Concept

_SURE = 0.95  # of the head of an attribute
_ATTRIBUTIVE = ("topic", "purpose", "place", "beneficiary")  # roles of phrases that any noun may have behind it
_LOCAL = ("goal", "source", "partner")  # roles of phrases that nouns have as well, whatever the verb
_DOERS = ("recipient", "goal", "partner", "opponent")  # what an event is about rather than how it was
_BOUND = ("obj", "expl:pv", "iobj", "expl", "obl:arg", "obl")


def reflexive(head: Token) -> list[Token]:
    """The reflexive pronoun of the verb."""
    return [c for c in dependents(head) if c.lower_ == "sich" and c.dep_ in _BOUND]


def compound(head: Token, group: VerbGroup, reading: Reading) -> tuple[str, tuple[Token, ...]]:
    """The lemma of the predicate and the words that join the verb in it: „ließ … offen" is `offenlassen`."""
    for child in head.children:
        if child.pos_ in ("ADJ", "ADV", "NOUN", "ADP") and child.dep_ in (
            "advmod",
            "xcomp",
            "obj",
            "compound:prt",
            "obl",
        ):
            joined = reading.words.compounds.get(f"{child.lower_} {head.lemma_}")
            if joined is not None:
                return joined, (child,)
    if head.lemma_ == "machen":  # „schuldig gemacht", „aufmerksam machen"
        found = [
            c for c in head.children if c.pos_ == "ADJ" and c.dep_ in ("advmod", "xcomp", "obj") and c.text == c.lemma_
        ]
        if found and abs(found[-1].i - head.i) <= 2:
            return f"{found[-1].lemma_} machen", (found[-1],)
    return group.lemma, ()


def lemmas(found: tuple[Slot, ...], reading: Reading) -> tuple[str, ...]:
    """The lemmas of the participants, with `jemand` for a person or body and `dass` for a clause."""
    person = (PERSON,) if any(acts(s, reading) for s in found) else ()
    clause = ("dass",) if any(s.head is not None and s.head.pos_ in ("VERB", "AUX") for s in found) else ()
    return (*dict.fromkeys(s.head.lemma_ for s in found if s.head is not None), *person, *clause)


def concept_of(
    head: Token, lemma: str, reading: Reading, *, doing: tuple[Slot, ...], objects: tuple[Slot, ...]
) -> Concept | None:
    """What the ontology knows of the verb with its objects, prepositions and reflexive."""
    prepositions: list[str] = []
    for noun in obliques(head):
        case = preposition(noun)
        if case is not None:
            named = lemmas((Slot((noun,), noun),), reading)
            prepositions += [case.lemma_, *(f"{case.lemma_} {lemma}" for lemma in named)]
    prepositions += [f"{case.lemma_} {n.lemma_}" for n in _hung_on_nouns(head) if (case := preposition(n)) is not None]
    things = list(lemmas(objects, reading))
    things += [c.lemma_ for c in head.children if c.dep_ in ("advmod", "xcomp") and c.pos_ in ("ADJ", "ADV")]
    if reflexive(head):
        things.append("sich")
    if any(True for _ in as_phrases(head)):
        prepositions.append("als")
    indirect = core(head).indirect
    return reading.schema.concept(
        lemma,
        "verb",
        objects=tuple(things),
        prepositions=tuple(prepositions),
        subjects=lemmas(doing, reading),
        datives=(indirect.lemma_,) if indirect is not None and indirect.lower_ != "sich" else (),
    )


def arguments(
    head: Token, concept: Concept | None, reading: Reading, *, skip: tuple[Token, ...] = ()
) -> tuple[tuple[str, Slot], ...]:
    """The further participants in order of the text."""
    found = (
        *_dative(head, concept, reading),
        *_prepositional(head, concept, reading, skip),
        *_whose_cost(head, reading),
        *complements(head, reading),
        *_infinitives(head, reading),
    )
    parts = tuple(dict.fromkeys(_apart(found, concept, reading)))
    return tuple((role, one) for role, one in parts if not any(_is_part(one, other) for _, other in parts))


def _is_part(one: Slot, other: Slot) -> bool:
    """„doppelt so häufig wie im Vorjahr": what stands within another participant is none of its own."""
    return bool(one.tokens) and set(one.tokens) < set(other.tokens)


def _apart(
    found: tuple[tuple[str, Slot], ...], concept: Concept | None, reading: Reading
) -> tuple[tuple[str, Slot], ...]:
    """„sprach mit Kollegen über den Plan": of two phrases in a row the second is the verb's too, if it takes it."""
    parts: list[tuple[str, Slot]] = []
    for role, one in found:
        case = preposition(one.head) if one.head is not None else None
        if case is None or is_clause(one.head or case):
            parts.append((role, one))
            continue
        (kept,), moved = without_governed((one,), concept, reading)
        parts += [(role, kept), *(pair for pair in moved if pair[0] != role)]
    return tuple(parts)


def _dative(head: Token, concept: Concept | None, reading: Reading) -> Iterator[tuple[str, Slot]]:
    found = core(head)
    lone, verb = found.object, verb_group(head).lemma
    if lone is not None and found.indirect is None and verb in reading.words.intransitive:
        plain = lone.lower_ not in REFLEXIVE and lone.i not in reading.timed and lone.pos_ in ("NOUN", "PROPN", "PRON")
        yield from (("recipient", s) for s in slots(lone) if plain and not _is_empty(s))  # „kam ihnen zu Hilfe"
    told = found.indirect
    if told is None or is_own(told, head) or told == lone or "Dat" not in cases(told) or _has_postposition(told):
        return
    time = reading.timed.get(told.i)
    if time is not None and not time.value.endswith("_REF"):
        return  # „sagte heute Abend", but „warf dem Ex-General vor"
    role = (concept.role("dative") if concept else None) or "recipient"
    clausal = any(c.dep_ in ("ccomp", "xcomp") for c in head.children)
    for one in slots(told):
        if any(c.isalpha() for t in one.tokens for c in t.text) and not _is_empty(one):
            # „unterliegt der Pflicht": who gets something acts, or there is something that is given
            plain = role == "recipient" and lone is None and not clausal and not acts(one, reading)
            yield "theme" if plain else role, one


def _has_postposition(noun: Token) -> bool:
    """„dem Bericht zufolge": no dative of the verb."""
    end = noun.right_edge.i + 1
    if end == len(noun.doc) or noun.doc[end].lower_ not in load_grammar().postpositions:
        return False
    return noun.doc[end].dep_ != "case" or noun.doc[end].head.i < end or noun.doc[end].lower_ == "zufolge"


def _whose_cost(head: Token, reading: Reading) -> Iterator[tuple[str, Slot]]:
    """„kostet die Stadt acht Millionen": beside the amount stands who pays it."""
    if verb_group(head).lemma not in reading.words.measures:
        return
    own = core(head).subject
    bare = [c for c in dependents(head) if c.dep_ in ("nsubj", "obj", "iobj", "obl:arg") and preposition(c) is None]
    others = [c for c in bare if c != own and c.i not in reading.timed and not is_clause(c)]
    if any(is_measure(c) for c in others):
        yield from (("recipient", s) for c in others if not is_measure(c) for s in slots(c))


def _prepositional(
    head: Token, concept: Concept | None, reading: Reading, skip: tuple[Token, ...]
) -> Iterator[tuple[str, Slot]]:
    named = stance.source(head, reading)
    for noun in obliques(head):
        if noun in skip or not (noun.like_num or any(c.isalpha() for c in noun.text)) or SCORE.fullmatch(noun.text):
            continue
        if is_clause(noun) and noun.pos_ in ("VERB", "AUX"):
            continue
        case = preposition(noun)
        if case is None or case.lower_ == "als" or _names_source(noun, case.lower_, named, reading):
            continue
        if f"{case.lower_} {noun.lower_}" in reading.words.fixed_phrases:
            continue
        if _is_of_predicate(noun, case, concept, reading):
            yield from _of_fixed(noun, concept, reading)
            continue
        time = reading.timed.get(noun.i)
        if _is_of_noun_before(noun, case, head, concept, reading):
            continue
        taken = concept is not None and concept.role(case.lemma_) is not None
        if time is not None and not (taken and (time.type == "DURATION" or case.lower_ in ("auf", "von", "über"))):
            continue
        # a phrase that might as well be some noun's is left out, unless the verb asks for it
        doubtful = not taken and noun.dep_ != "obl:agent" and noun.head == head and is_doubtful(noun)
        for role, one in with_roles(noun, case, concept, reading):
            if not (_is_empty(one) or (doubtful and role not in _DOERS)):
                yield role, one


def of_predicate(head: Token, concept: Concept | None, reading: Reading) -> tuple[Token, ...]:
    """The words of phrases that are part of what the verb says: „ums Leben kommen", „etwas hinter sich lassen"."""
    found = ((noun, preposition(noun)) for noun in (*obliques(head), *_hung_on_nouns(head)))
    return tuple(
        token
        for noun, case in found
        if case is not None and _is_of_predicate(noun, case, concept, reading)
        for token in (*noun.children, noun)
        if token == noun or (token.i < noun.i and token.dep_ in ("case", "det", "amod"))
    )


def _of_fixed(noun: Token, concept: Concept | None, reading: Reading) -> Iterator[tuple[str, Slot]]:
    """„steht im Zusammenhang mit dem Streit": what the noun of the predicate has behind it is the verb's."""
    for child in noun.children:
        case = preposition(child)
        if case is not None and child.dep_ == "nmod" and child.i not in reading.timed:
            yield from with_roles(child, case, concept, reading)


def _hung_on_nouns(head: Token) -> tuple[Token, ...]:
    """Phrases with a preposition that the parse has given to subject and object: „einen Raum zur Verfügung"."""
    nouns = (c for c in dependents(head) if c.dep_ in ("nsubj", "nsubj:pass", "obj"))
    return tuple(c for noun in nouns for c in noun.children if c.dep_ == "nmod" and preposition(c) is not None)


def _is_of_predicate(noun: Token, case: Token, concept: Concept | None, reading: Reading) -> bool:
    if noun.lower_ == "sich" or f"{case.lower_} {noun.lower_}" in reading.words.predicate_phrases:
        return True
    return concept is not None and concept.is_fixed(case.lemma_, noun.lemma_)


def _is_of_noun_before(noun: Token, case: Token, head: Token, concept: Concept | None, reading: Reading) -> bool:
    """„nimmt Anträge auf Hilfe entgegen": right behind a noun that takes the preposition it is the noun's."""
    first = noun.left_edge.i
    if first == 0 or noun.dep_ == "obl:agent" or (concept is not None and concept.role(case.lemma_)):
        return False
    before = noun.doc[first - 1]
    if before.head != head or before.dep_ not in ("nsubj", "nsubj:pass", "obj"):
        return False
    return any(before.lemma_.endswith((n, n.lower())) for n in reading.words.attribute_nouns.get(case.lemma_, ()))


def without_governed(
    found: tuple[Slot, ...], concept: Concept | None, reading: Reading, head: Token | None = None
) -> tuple[tuple[Slot, ...], tuple[tuple[str, Slot], ...]]:
    """„tauschten sich die Vertreter über den Plan aus": a phrase that the verb governs is no attribute of its subject.

    What the ontology says the verb takes with that preposition goes from the participants to the arguments, unless
    the noun itself is known to take it („Kritik an") or the verb, `head`, has one with that preposition.
    """
    kept: list[Slot] = []
    moved: list[tuple[str, Slot]] = []
    beside = (preposition(noun) for noun in (obliques(head) if head is not None else ()))
    own = {case.lemma_ for case in beside if case is not None}
    framed = [pair for pair in concept.frame if pair[1] not in _LOCAL] if concept is not None else []
    words = [grammar.partition(" ")[0] for grammar, _ in (*concept.roles, *framed)] if concept is not None else []
    governed = {word: concept.role(word) for word in words if word not in own} if concept is not None else {}
    for one in found:
        noun = one.head
        for child in noun.children if noun is not None and noun.pos_ in ("NOUN", "PROPN") else ():
            case = preposition(child)
            if case is None or child.dep_ != "nmod" or child not in one.tokens:
                continue
            role = governed.get(case.lemma_)
            part = _is_of_predicate(child, case, concept, reading)
            asked = concept is not None and role == concept.shortcut_object and child.head.dep_ == "obj"
            # „drangen die Täter in die Halle ein": nobody is a man into a hall
            leads = is_directed(child, case, reading) and acts(Slot((child.head,), child.head), reading)
            if not (part or leads) and (role is None or not (asked or _is_loosely_hung(child, case, role, reading))):
                continue
            inside = {t.i for t in child.subtree}
            one = Slot(trim(t for t in one.tokens if t.i not in inside), one.head)
            if leads:
                moved += with_roles(child, case, concept, reading)
            elif role is not None and not part:
                moved += [(role, s) for s in slots(child)]
        kept.append(one)
    return tuple(kept), tuple(moved)


def _is_loosely_hung(phrase: Token, case: Token, role: str, reading: Reading) -> bool:
    """Whether an attribute may be the verb's: the parse is unsure of it, and its noun is not known to take it."""
    if case.lemma_ == "von" or role in _ATTRIBUTIVE or (role in ("result", "amount") and not is_measure(phrase)):
        return False
    noun = phrase.head.lemma_
    concept = reading.schema.concept(noun, "noun")
    if case.lemma_ != "als" and concept is not None and concept.role(case.lemma_) is not None:
        return False  # „der Anschlag auf die Stadt"
    known = any(noun.endswith(n) for n in reading.words.attribute_nouns.get(case.lemma_, ()))
    return not known and sureness(phrase).head < _SURE


def _is_empty(one: Slot) -> bool:
    """An adverb, or a relative pronoun whose antecedent was not found."""
    if len(one.tokens) != 1:
        return False
    return one.tokens[0].pos_ == "ADV" or one.tokens[0].lower_ in (
        "dem",
        "den",
        "der",
        "die",
        "denen",
        "das",
        "dessen",
        "deren",
    )


def _infinitives(head: Token, reading: Reading) -> Iterator[tuple[str, Slot]]:
    governs = verb_group(head).lemma in reading.words.governors
    for child in head.children:
        if not has_zu(child) or child.pos_ not in ("VERB", "AUX"):
            continue
        mark = subordinator(child)
        if child.dep_ == "advcl" and mark is not None and mark.lower_ == "um":
            yield "purpose", clause_slot(child)
        elif child.dep_ in ("xcomp", "ccomp", "advcl") and mark is None and core(head).object is not None and governs:
            yield "topic", clause_slot(child)


def _names_source(noun: Token, case: str, named: Slot | None, reading: Reading) -> bool:
    words = reading.words
    if case in words.source_prepositions:
        return True
    wanted = words.source_nouns.get(case, frozenset())
    return named is not None and (noun.text in wanted or noun.lemma_ in wanted)


def shortcut(
    concept: Concept | None, objects: tuple[Slot, ...], given: tuple[tuple[str, Slot], ...]
) -> tuple[str | None, tuple[Slot, ...], tuple[tuple[str, Slot], ...]]:
    """The property with the object that it is about: of „an Meier appellieren" the object is Meier.

    Where the clause does not have the participant that the property asks for, the class of the event is named instead.
    """
    if concept is None or not concept.property:  # none of our events; its verb may have a frame
        return None, objects, given
    wanted = concept.shortcut_object
    direct = concept.role("object") or "theme"
    if any(s.head is not None and s.head.pos_ in ("VERB", "AUX") for s in objects):
        direct = "theme"  # „warnte, dass …": nobody is warned by a clause
    chosen = tuple(s for role, s in given if role == wanted)
    if wanted == "place" and "place" not in dict(concept.roles).values():
        chosen = ()  # „erfolgte in Kiel": where it was, not what it was done to
    taken = direct == wanted and not concept.light  # of „Kritik üben" the object is none that the property asks for
    if taken and objects and (wanted == "theme" or not chosen):
        return concept.property, objects, given
    if chosen:
        rest = tuple((role, s) for role, s in given if role != wanted)
        return concept.property, chosen, (*rest, *((direct, s) for s in objects))
    return (concept.event or concept.property) if objects else concept.property, objects, given

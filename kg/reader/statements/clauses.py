"""One clause → the statements it makes: event, state or copula, with its participants taken apart.

Takes the head of a clause; gives Drafts, one for each pair of a subject and an object. Passives are turned round
(the agent is the subject, the patient the object), relative pronouns replaced, copulas read as „subject sein
complement". Leaves out: events that a noun names (nominal.py), offices (kg.reader.roles).

Example: „Die Brücke wurde von Soldaten gesprengt": Soldaten – sprengen – Die Brücke.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, product
from typing import TYPE_CHECKING

from kg.reader.statements import stance
from kg.reader.statements.draft import Draft, Reading, Slot, clause_slot, implied, slot
from kg.reader.statements.participants import agents, antecedent_of, slots, subjects
from kg.reader.syntax import (
    Core,
    VerbGroup,
    cases,
    clause_type,
    core,
    dependents,
    has_finite,
    has_zu,
    is_clause,
    is_finite,
    is_participle,
    obliques,
    phrase,
    preposition,
    subordinator,
    trim,
    verb_group,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.schema import Concept

_LIMIT = 12  # statements of one clause with long coordinations
_REFLEXIVE = frozenset({"sich", "mich", "dich", "uns", "euch", "einander"})
_COMPLEMENTS = ("ccomp", "xcomp", "csubj", "csubj:pass")


def read_clause(head: Token, reading: Reading) -> Iterator[Draft]:
    """The statements of one clause."""
    group = verb_group(head)
    if not _is_readable(head, group, reading):
        return
    if group.copula is not None or head.pos_ not in ("VERB", "AUX"):
        yield from _copula(head, group, reading)
    elif _is_state(head, group, reading):
        yield from _state(head, group, reading)
    else:
        yield from _event(head, group, reading)


def _is_readable(head: Token, group: VerbGroup, reading: Reading) -> bool:
    if head.i in reading.timed or not any(c.isalpha() for c in head.text):
        return False
    # „so der Minister", „wie der Minister sagte": the cue of a quotation and nothing else
    if head.dep_ == "amod":
        return False
    return group.finite is not None or group.infinitive or head.pos_ in ("VERB", "AUX") or group.copula is not None


# --- states and copulas ---------------------------------------------------------------------------------------


def _copula(head: Token, group: VerbGroup, reading: Reading) -> Iterator[Draft]:
    found = subjects(head, reading)
    if group.copula is None and not any(c.dep_ in ("nsubj", "nsubj:pass") for c in head.children):
        return
    if group.copula is not None and group.copula.lemma_ not in reading.words.copulas:
        return
    if group.copula is None and not group.auxiliaries:
        return  # „Kritik kam auf, so Meier": no predicate of its own
    predicate = group.tokens
    complement = _complement(head)
    if not complement.tokens:
        return
    kind = "relation" if head.pos_ in ("NOUN", "PROPN", "PRON", "NUM") else "attribute"
    given = tuple(_arguments(head, None, reading, skip=()))
    given += tuple(("purpose", clause_slot(c)) for c in head.children if c.dep_ in ("advcl", "xcomp") and has_zu(c))
    polarity, modality = stance.polarity_modality(head, reading)
    if any(_is_bare_what(s) for s in found):
        return
    if len(found) == 1 and _is_name(head) and found[0].head is not None and not _is_name(found[0].head):
        # „Sieger war Meier": of a name and a noun the name is what the sentence is about
        found, complement = (complement,), found[0]
        kind = "relation"
    if not found:
        yield from _existence(head, predicate, reading)
        return
    for subject in islice(found, _LIMIT):
        for one in (complement,):
            yield Draft(
                kind,
                head,
                predicate,
                group.lemma,
                subject,
                one,
                given,
                None,
                polarity,
                modality,
                stance.source(head, reading),
                _signs(head, reading, subject),
            )


def _is_name(token: Token) -> bool:
    return token.pos_ == "PROPN" or token.ent_type_ in ("PER", "ORG", "LOC")


def _existence(head: Token, predicate: tuple[Token, ...], reading: Reading) -> Iterator[Draft]:
    """„Darunter seien 200 Soldaten in Mali": what stands alone beside `sein` is there."""
    if head.pos_ not in ("NOUN", "PROPN"):
        return
    polarity, modality = stance.polarity_modality(head, reading)
    source = stance.source(head, reading)
    for one in slots(head):
        where = (
            [c for c in one.head.children if c.dep_ in ("nmod", "obl") and preposition(c) is not None]
            if one.head
            else []
        )
        inside = {t.i for c in where for t in c.subtree}
        subject = Slot(trim(t for t in one.tokens if t.i not in inside) or one.tokens, one.head)
        given = tuple((_role(c, case, None, reading), slot(c)) for c in where if (case := preposition(c)) is not None)
        yield Draft(
            "attribute",
            head,
            predicate,
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


def _complement(head: Token) -> Slot:
    tokens = phrase(head, coordination=True, appositions=False, preposition=True)
    drop = {
        t.i
        for c in head.children
        if c.dep_.split(":")[0] in ("obl", "advmod", "parataxis", "discourse", "nmod") and (c.i < _cop_index(head))
        for t in c.subtree
    }
    drop |= {
        t.i
        for c in head.children
        if c.dep_ == "advmod" and c.lower_ in ("nicht", "auch", "aber", "jedoch", "nie")
        for t in c.subtree
    }
    drop |= {t.i for c in head.children if c.dep_ == "conj" and is_clause(c) and _has_own_verb(c) for t in c.subtree}
    drop |= {t.i for c in head.children if c.dep_ in ("advcl", "ccomp", "xcomp", "csubj") for t in c.subtree}
    return Slot(_around(head, [t for t in tokens if t.i not in drop]), head)


def _cop_index(head: Token) -> int:
    copula = next((c for c in head.children if c.dep_ == "cop"), None)
    return copula.i if copula is not None and copula.i < head.i else -1


def _has_own_verb(token: Token) -> bool:
    return any(c.dep_ in ("cop", "aux", "aux:pass", "nsubj") for c in token.children) or token.pos_ in ("VERB", "AUX")


def _around(head: Token, tokens: list[Token]) -> tuple[Token, ...]:
    """The run of tokens around the head; what stands apart from it is left out."""
    inside = {t.i for t in tokens}
    first = last = head.i
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    return trim(head.doc[first : last + 1])


def _is_bare_what(subject: Slot) -> bool:
    """„was nötig ist": what the clause is about stands outside it."""
    return subject.head is not None and subject.head.lower_ in ("was", "wie", "wo")


def _is_state(head: Token, group: VerbGroup, reading: Reading) -> bool:
    """„ist geplant", „sind beeinträchtigt": a participle with `sein` that is no perfect."""
    if not is_participle(head) or any(t.lower_ == "worden" for t in group.auxiliaries):
        return False
    verbs = [
        t
        for t in group.auxiliaries
        if t.lemma_ not in ("können", "müssen", "sollen", "wollen", "dürfen", "mögen", "werden")
    ]
    if not verbs or any(t.lemma_ != "sein" for t in verbs):
        return False
    if any(c.lower_ in _REFLEXIVE for c in dependents(head)) or core(head).object is not None:
        return False
    return not _is_unaccusative(group.lemma, reading)


def _is_unaccusative(lemma: str, reading: Reading) -> bool:
    return lemma in reading.words.perfect_sein


def _state(head: Token, group: VerbGroup, reading: Reading) -> Iterator[Draft]:
    """The bearer of the state is the subject; who brought it about, where named, the agent of an event."""
    if agents(head) and any(a.dep_ == "obl:agent" for a in agents(head)):
        yield from _event(head, group, reading, passive=True)
        return
    yield from _build(head, group, reading, "attribute", doing=subjects(head, reading), objects=())


# --- events ---------------------------------------------------------------------------------------------------


def _event(head: Token, group: VerbGroup, reading: Reading, *, passive: bool | None = None) -> Iterator[Draft]:
    turned = _is_passive(head, group, reading) if passive is None else passive
    found = subjects(head, reading)
    if turned:
        by = agents(head)
        doing = tuple(s for agent in by for s in slots(agent)) or (implied("man"),)
        yield from _build(head, group, reading, "event", doing=doing, objects=found, skip=by)
        return
    inner = _caused(head)
    if inner is not None:  # „ließ die Truppen abziehen": the troops leave
        verb, doer = inner
        group = verb_group(verb) if verb != head else group
        yield from _build(head, replace(group, lemma=verb.lemma_), reading, "event", doing=slots(doer), objects=())
        return
    arguments = core(head)
    objects = _objects(head, arguments, reading)
    yield from _build(head, group, reading, "event", doing=found, objects=objects)


def _is_passive(head: Token, group: VerbGroup, reading: Reading) -> bool:
    if group.passive:
        return True
    if not is_participle(head) or group.finite is not None or _is_unaccusative(group.lemma, reading):
        return False
    if group.auxiliaries:
        return False
    # a participle on its own: „Täter gefasst", „ein von Soldaten bewachtes Haus"
    return core(head).object is None and not any(c.lower_ in _REFLEXIVE for c in dependents(head))


def _caused(head: Token) -> tuple[Token, Token] | None:
    """The infinitive under `lassen` and the accusative that does what it says."""
    doer = core(head).object
    if doer is None or doer.lower_ in _REFLEXIVE:
        return None
    for child in head.children:
        if child.dep_ in ("aux", "xcomp", "ccomp", "compound:vc", "dep"):
            if child.lemma_ == "lassen" and head.lemma_ != "lassen":
                return head, doer
            if head.lemma_ == "lassen" and child.pos_ == "VERB" and child.i < head.i and not is_finite(child):
                return child, doer
    return None


def _objects(head: Token, arguments: Core, reading: Reading) -> tuple[Slot, ...]:
    direct = arguments.object
    if direct is not None and direct.lower_ not in _REFLEXIVE:
        return slots(direct)
    predicative = _predicative(head)
    if predicative is not None:
        return slots(predicative)
    for child in head.children:
        if not _is_content(child) or child.dep_ not in _COMPLEMENTS:
            continue
        if child.dep_.startswith("csubj") and child.i < head.i:
            continue
        if (
            child.i in reading.quoted
            and head.i not in reading.quoted
            and clause_type(child) in ("reported", "dass", "main")
        ):
            continue  # what is quoted stands in statements of its own
        return (clause_slot(child),)
    return ()


def _is_content(child: Token) -> bool:
    return child.pos_ in ("VERB", "AUX") or is_clause(child)


def _predicative(head: Token) -> Token | None:
    """„wurde Kanzler", „heißt Meier": a noun without preposition beside the subject of such a verb."""
    for child in head.children:
        if (
            child.dep_ in ("xcomp", "obj", "nmod", "appos")
            and child.pos_ in ("NOUN", "PROPN")
            and preposition(child) is None
        ):
            return child
    return None


# --- putting together -----------------------------------------------------------------------------------------


def _build(
    head: Token,
    group: VerbGroup,
    reading: Reading,
    kind: str,
    *,
    doing: tuple[Slot, ...],
    objects: tuple[Slot, ...],
    skip: tuple[Token, ...] = (),
) -> Iterator[Draft]:
    lemma, extra = _compound(head, group, reading)
    concept = _concept(head, lemma, doing, objects, reading)
    given = tuple(_arguments(head, concept, reading, skip=skip))
    if any(_is_bare_what(s) for s in doing) and not objects and not given:
        return
    if not doing and not objects and not given:
        return
    if _is_empty_cue(head, objects, given, reading):
        return
    polarity, modality = stance.polarity_modality(head, reading)
    source = stance.source(head, reading)
    predicate = tuple(sorted({*group.tokens, *extra, *_reflexive(head)}, key=lambda t: t.i))
    pairs = product(doing or (None,), objects or (None,))
    for subject, obj in islice(pairs, _LIMIT):
        if subject is not None and obj is not None and subject.tokens and subject.tokens == obj.tokens:
            continue
        yield Draft(
            kind,
            head,
            predicate,
            lemma,
            subject,
            obj,
            given,
            concept.property if concept else None,
            polarity,
            modality,
            source,
            _signs(head, reading, subject),
        )


def _reflexive(head: Token) -> list[Token]:
    return [
        c for c in dependents(head) if c.lower_ == "sich" and c.dep_ in ("obj", "expl:pv", "iobj", "expl", "obl:arg")
    ]


def _compound(head: Token, group: VerbGroup, reading: Reading) -> tuple[str, tuple[Token, ...]]:
    """„ließ … offen" is one predicate with the lemma `offenlassen`."""
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
        result = [
            c for c in head.children if c.pos_ == "ADJ" and c.dep_ in ("advmod", "xcomp", "obj") and c.text == c.lemma_
        ]
        if result and abs(result[-1].i - head.i) <= 2:
            return f"{result[-1].lemma_} machen", (result[-1],)
    return group.lemma, ()


def _is_empty_cue(
    head: Token, objects: tuple[Slot, ...], given: tuple[tuple[str, Slot], ...], reading: Reading
) -> bool:
    """„sagte er": the cue of a quotation that says nothing besides."""
    return head.i in reading.cues and not objects and not given


def _lemmas(found: tuple[Slot, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(s.head.lemma_ for s in found if s.head is not None))


def _concept(
    head: Token, lemma: str, doing: tuple[Slot, ...], objects: tuple[Slot, ...], reading: Reading
) -> Concept | None:
    prepositions: list[str] = []
    for noun in obliques(head):
        case = preposition(noun)
        if case is not None:
            prepositions += [case.lemma_, f"{case.lemma_} {noun.lemma_}"]
    things = list(_lemmas(objects))
    things += [c.lemma_ for c in head.children if c.dep_ in ("advmod", "xcomp") and c.pos_ in ("ADJ", "ADV")]
    if _reflexive(head):
        things.append("sich")
    indirect = core(head).indirect
    return reading.schema.concept(
        lemma,
        "verb",
        objects=tuple(things),
        prepositions=tuple(prepositions),
        subjects=_lemmas(doing),
        datives=(indirect.lemma_,) if indirect is not None and indirect.lower_ != "sich" else (),
    )


def _arguments(
    head: Token, concept: Concept | None, reading: Reading, *, skip: tuple[Token, ...]
) -> Iterator[tuple[str, Slot]]:
    """The further participants with their roles; times and phrases that name a source are none."""
    indirect = core(head).indirect
    if indirect is not None and indirect.lower_ not in _REFLEXIVE and indirect != core(head).object:
        role = (concept.role("dative") if concept else None) or "recipient"
        for one in slots(indirect):
            yield role, one
    named = stance.source(head, reading)
    for noun in obliques(head):
        if noun in skip or noun.i in reading.timed or not any(c.isalpha() for c in noun.text):
            continue
        case = preposition(noun)
        if case is None or _names_source(noun, case.lower_, named, reading):
            continue
        if is_clause(noun) and noun.pos_ in ("VERB", "AUX"):
            continue
        if f"{case.lower_} {noun.lower_}" in reading.words.fixed_phrases:
            continue
        role = _role(noun, case, concept, reading)
        if role == "time":
            continue
        for one in slots(noun):
            if one.tokens and not (len(one.tokens) == 1 and one.tokens[0].pos_ == "ADV"):
                yield role, one
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


def _role(noun: Token, case: Token, concept: Concept | None, reading: Reading) -> str:
    words = reading.words
    word = case.lemma_ if case.lemma_ in words.roles else case.lower_
    if concept is not None and (known := concept.role(word)):
        return known
    contracted = {
        "im": "Dat",
        "am": "Dat",
        "vom": "Dat",
        "zum": "Dat",
        "zur": "Dat",
        "beim": "Dat",
        "ins": "Acc",
        "ans": "Acc",
    }
    allowed = {contracted[case.lower_]} if case.lower_ in contracted else set(cases(noun))
    morph = noun.morph.get("Case", [])
    known_case = allowed if len(allowed) == 1 else set(morph) & {"Dat", "Acc"} or allowed
    if known_case == {"Acc"} and word in words.roles_accusative:
        return words.roles_accusative[word]
    if known_case == {"Dat"} and word in words.roles_dative:
        return words.roles_dative[word]
    return words.roles.get(word, "manner")


def _signs(head: Token, reading: Reading, subject: Slot | None) -> frozenset[str]:
    """What confidence is computed from; see confidence.py."""
    signs = {f"type:{clause_type(head)}"}
    agreement = stance.agrees(head)
    if agreement is not None:
        signs.add("agrees" if agreement else "disagrees")
    if subject is None:
        signs.add("no-subject")
    elif not subject.tokens:
        signs.add("implied-subject")
    elif subject.head is not None:
        own = core(head)
        if own.subject is None:
            signs.add("controlled" if not own.shared else "shared")
        elif antecedent_of(own.subject) is not None:
            signs.add("antecedent")
    if not has_finite(head):
        signs.add("no-finite")
    if head.i in reading.quoted:
        signs.add("quoted")
    return frozenset(signs)

"""One clause → the statements it makes, with its participants taken apart.

Takes the head of a clause; gives Drafts, one for each pair of a subject and an object. Passives are turned round
(the agent is the subject, the patient the object; without an agent the subject is `man`), relative pronouns
replaced. Leaves out: copulas (copulas.py), events that a noun names (nominal.py), offices (kg.reader.roles).

Example: „Die Brücke wurde von Soldaten gesprengt": Soldaten – sprengen – Die Brücke.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, product
from typing import TYPE_CHECKING

from kg.reader.statements import stance
from kg.reader.statements.actors import acts
from kg.reader.statements.arguments import (
    arguments,
    compound,
    concept_of,
    of_predicate,
    reflexive,
    shortcut,
    without_governed,
)
from kg.reader.statements.complements import predicative
from kg.reader.statements.confidence import signs_of
from kg.reader.statements.content import announces, says_something, without_expletive
from kg.reader.statements.copulas import is_question_word, read_being, read_copula
from kg.reader.statements.draft import Draft, Reading, Slot, implied, slot
from kg.reader.statements.objects import clause_object, objects_of
from kg.reader.statements.order import acts_second, affects
from kg.reader.statements.participants import REFLEXIVE, agents, slots, subjects
from kg.reader.syntax import (
    MODALS,
    VerbGroup,
    as_word,
    cases,
    contrasted,
    core,
    dependents,
    determiner,
    has_finite,
    has_zu,
    is_finite,
    is_loose,
    is_participle,
    obliques,
    preposition,
    relative_pronoun,
    sentence_of,
    subordinator,
    tokens_in,
    verb_group,
)
from kg.reader.syntax.grammar import load_grammar

if TYPE_CHECKING:
    from spacy.tokens import Token


_AROUND = frozenset({"place", "circumstance", "manner", "cause"})
_LIMIT = 12  # statements of one clause with long coordinations
_BARE = frozenset({"die", "der", "den", "dem", "des", "sich", "ihm", "ihn", "ihnen"})
_INFLECTED = tuple(stem + end for stem in ("en", "t", "end") for end in ("e", "en", "em", "er", "es"))


def read_clause(head: Token, reading: Reading) -> Iterator[Draft]:
    """The statements of one clause."""
    group = verb_group(head)
    if not _is_readable(head, group, reading):
        return
    if group.copula is not None or head.pos_ not in ("VERB", "AUX"):
        found = read_copula(head, group, reading)
    elif head.lemma_ in ("sein", "bleiben") and group.lemma == head.lemma_:
        to = next((c for c in head.children if c.dep_ in ("xcomp", "ccomp") and has_zu(c) and c.pos_ == "VERB"), None)
        if to is not None and head.lemma_ == "sein" and subordinator(to) is None:  # „sind noch Karten zu bekommen"
            inside = replace(group, lemma=verb_group(to).lemma)
            patient = subjects(head, reading)
            found = _build(head, inside, reading, "event", doing=(implied("man"),), objects=patient)
        else:
            found = read_being(head, group, reading)
    elif _is_state(head, group, reading):
        found = _state(head, group, reading)
    else:
        found = _event(head, group, reading)
    other = contrasted(head)
    for draft in found:
        if _is_remnant(draft):
            continue
        yield draft
        if other is not None:  # „A stimmte zu, B nicht"
            yield replace(
                draft, subject=slot(other), polarity="positive" if draft.polarity == "negative" else "negative"
            )


def _is_readable(head: Token, group: VerbGroup, reading: Reading) -> bool:
    if head.i in reading.timed or not any(c.isalpha() for c in head.text) or head.dep_ == "amod":
        return False
    if group.finite is None and head.pos_ == "VERB" and _is_inflected_participle(head):
        return False
    if group.finite is None and not group.auxiliaries and _is_comparison(head):
        return False  # „wie geplant", „öfter als bisher angenommen"
    if _is_as_if(group):
        return False
    return group.finite is not None or group.infinitive or head.pos_ in ("VERB", "AUX") or group.copula is not None


def _is_comparison(head: Token) -> bool:
    first = head.left_edge
    before = first.nbor(-1).lower_ if first.i > 0 else ""
    words = ("wie", "als")
    return first.lower_ in words or before in words or any(c.lower_ in words for c in head.children)


def _is_as_if(group: VerbGroup) -> bool:
    """„als wäre nichts geschehen": it is not."""
    finite = group.finite
    return finite is not None and group.subjunctive == "II" and finite.i > 0 and finite.nbor(-1).lower_ == "als"


def _is_inflected_participle(head: Token) -> bool:
    """„die kürzlich erhobenen Vorwürfe": an attribute, whatever the parser says."""
    word = head.lower_
    if word.endswith(("ischen", "ische", "ischer")) and len(word) > 9:
        return True
    return word.endswith(_INFLECTED) and word != head.lemma_


def _is_remnant(draft: Draft) -> bool:
    """A reading that a parse has left without its parts: nobody acts in a finite clause, an article acts."""
    subject = draft.subject
    if "disagrees" in draft.signs and has_finite(draft.anchor):
        return True
    if subject is not None and subject.head is not None:
        return len(subject.tokens) == 1 and (subject.head.lower_ in _BARE or subject.head.lower_ in ("dem", "denen"))
    return subject is None and has_finite(draft.anchor)


def _lacks_object(lemma: str, reading: Reading) -> bool:
    """`haben` or `können` alone say nothing: the parse has lost the rest."""
    return lemma in reading.words.needy or lemma in MODALS


# --- states and events ----------------------------------------------------------------------------------------


def _is_state(head: Token, group: VerbGroup, reading: Reading) -> bool:
    """„ist geplant", „sind beeinträchtigt": a participle with `sein` that is no perfect."""
    if not is_participle(head) or any(t.lower_ == "worden" for t in group.auxiliaries):
        return False
    verbs = [t for t in group.auxiliaries if t.lemma_ not in MODALS and t.lemma_ != "werden"]
    if not verbs or any(t.lemma_ != "sein" for t in verbs):
        return False
    if any(c.lower_ in REFLEXIVE for c in dependents(head)) or core(head).object is not None:
        return False
    return group.lemma not in reading.words.perfect_sein


def _state(head: Token, group: VerbGroup, reading: Reading) -> Iterator[Draft]:
    """A state that the ontology has an event for is turned round as a passive is; of another its bearer is the subject.

    „Der Mann ist angeklagt" tells of a charge against him; „Die Firma ist angesehen" tells nothing of anybody's act.
    """
    known = concept_of(head, group.lemma, reading, doing=(), objects=subjects(head, reading))
    if any(a.dep_ == "obl:agent" for a in agents(head)) or (known is not None and known.event is not None):
        yield from _event(head, group, reading, passive=True)
        return
    yield from _build(head, group, reading, "attribute", doing=subjects(head, reading), objects=())


def _event(head: Token, group: VerbGroup, reading: Reading, *, passive: bool | None = None) -> Iterator[Draft]:
    found = subjects(head, reading)
    if _is_passive(head, group, reading) if passive is None else passive:
        by = agents(head)
        doing = tuple(s for agent in by for s in slots(agent)) or (implied("man"),)
        found = tuple(s for s in found if not reading.is_empty(s))  # „es wurde ermittelt"
        if group.lemma in reading.words.dative_control and not by:  # „ihm wird vorgeworfen, …": he is no patient
            clause = clause_object(head, group.lemma, reading)
            if clause:
                yield from _build(head, group, reading, "event", doing=doing, objects=clause, recipients=found)
                return
        if core(head).shared and _is_impersonal(head, group.lemma, reading):
            found = ()  # „wurde ein Plan erstellt und nach Geldgebern gesucht"
        given = _given_to(head, found)
        if given is not None:  # „Huber wurde ein Preis verliehen"
            yield from _build(
                head, group, reading, "event", doing=doing, objects=slots(given), skip=by, recipients=found
            )
            return
        yield from _build(head, group, reading, "event", doing=doing, objects=found, skip=by)
        return
    yield from _letting(head, group, found, reading)
    let = _let_happen(head)
    if let is not None:  # „lassen sich einem Land zurechnen"
        inside = replace(group, lemma=verb_group(let).lemma)
        yield from _build(head, inside, reading, "event", doing=(implied("man"),), objects=found)
        return
    above = head.head
    if above.lemma_ == "lassen" and above != head:
        caused, bare = _caused(above), not any(obliques(head))
        if (bare and _let_happen(above) == head) or (caused is not None and caused[0] == head):
            return  # the clause of `lassen` tells it
    if above.lemma_ == "lassen" and head.dep_ in ("xcomp", "ccomp") and core(head).subject is not None:
        yield from _build(head, group, reading, "event", doing=found, objects=objects_of(head, core(head), reading))
        return
    if above.lemma_ == "lassen" and head.dep_ in ("xcomp", "ccomp") and not has_zu(head) and core(above).object is None:
        own = slots(core(head).object)
        if own and _moves(group.lemma, reading):
            yield from _build(head, group, reading, "event", doing=own, objects=())
        else:  # „ließ das Haus abreißen"
            yield from _build(head, group, reading, "event", doing=(implied("man"),), objects=own)
        return
    if _is_modal_passive(head, group):
        yield from _build(head, group, reading, "event", doing=(implied("man"),), objects=found)
        return
    inner = _caused(head)
    if inner is not None and _is_done_to(inner[1], inner[0].lemma_, reading):
        group = verb_group(inner[0]) if inner[0] != head else group  # „will den Platz umbauen lassen"
        yield from _build(head, group, reading, "event", doing=(implied("man"),), objects=slots(inner[1]))
        return
    if inner is not None:  # „ließ die Truppen abziehen": the troops leave
        verb, doer = inner
        group = verb_group(verb) if verb != head else group
        yield from _build(head, replace(group, lemma=verb.lemma_), reading, "event", doing=slots(doer), objects=())
        return
    lone = is_participle(head) and group.finite is None and not group.auxiliaries and not _is_finite_last(head)
    if lone and head.dep_ not in ("acl", "amod"):
        # its auxiliary was hung elsewhere: one of werden tells a passive, any other leaves it open
        if (
            any(t.lemma_ == "werden" and is_finite(t) for t in sentence_of(head))
            and core(head).object is None
            and found
        ):
            by = agents(head)
            doing = tuple(s for agent in by for s in slots(agent)) or (implied("man"),)
            yield from _build(head, group, reading, "event", doing=doing, objects=found, skip=by)
        return
    objects = objects_of(head, core(head), reading)
    if group.lemma == "handeln" and _is_es(found) and reflexive(head):
        yield from _is_about(head, group, reading)
        return
    if acts_second(head, found, objects, group, reading) or affects(head, found, objects, group, reading):
        # „die Studie, die ein Team veröffentlicht hat"
        found, objects = objects, found
    if _speaks_second(found, objects, group, reading):  # „Dies gab der Konzern bekannt"
        found, objects = objects, found
    yield from _build(head, group, reading, "event", doing=found, objects=objects)


def _is_impersonal(head: Token, lemma: str, reading: Reading) -> bool:
    """Whether the verb has a phrase with a preposition for its object: `suchen nach`, `ermitteln gegen`."""
    concept = concept_of(head, lemma, reading, doing=(), objects=())
    if concept is None:
        return False
    wanted = concept.shortcut_object
    return any((c := preposition(n)) is not None and concept.role(c.lemma_) == wanted for n in obliques(head))


def _given_to(head: Token, found: tuple[Slot, ...]) -> Token | None:
    """The patient beside a name in the prefield, whose dative no form shows."""
    first = core(head).subject
    if first is None or len(found) != 1 or determiner(first) is not None or first.pos_ != "PROPN":
        return None
    kids = [c for c in dependents(head) if c.pos_ in ("NOUN", "PROPN") and c != first and preposition(c) is None]
    kids = [c for c in kids if determiner(c) is not None and "Nom" in cases(c) and c.i > first.i and as_word(c) is None]
    return next((c for c in kids if c.nbor(-1).text != "," and not is_loose(c)), None)


def _is_es(found: tuple[Slot, ...]) -> bool:
    return len(found) == 1 and found[0].head is not None and found[0].head.lower_ == "es"


def _is_about(head: Token, group: VerbGroup, reading: Reading) -> Iterator[Draft]:
    """„bei dem Opfer handelt es sich um einen Bäcker": the victim is a baker."""
    by = {c.lower_: noun for noun in obliques(head) if (c := preposition(noun)) is not None}
    what, whom = by.get("um"), by.get("bei") or by.get("beim")
    if what is None:
        return
    doing = slots(whom) if whom is not None else subjects(head, reading)
    skip = tuple(noun for noun in (what, whom) if noun is not None)
    group = replace(group, lemma="sein")
    yield from _build(head, group, reading, "relation", doing=doing, objects=slots(what), skip=skip)


def _speaks_second(found: tuple[Slot, ...], objects: tuple[Slot, ...], group: VerbGroup, reading: Reading) -> bool:
    """Whether `das` or `dies` was taken for who says it."""
    if len(found) != 1 or len(objects) != 1 or found[0].head is None or objects[0].head is None:
        return False
    saying = group.lemma in reading.words.attitude or group.lemma in reading.words.neutral
    saying = saying or group.lemma in reading.words.showing
    return saying and found[0].head.lower_ in ("das", "dies") and objects[0].head.pos_ in ("NOUN", "PROPN")


def _is_finite_last(head: Token) -> bool:
    """Whether what looks like a participle is the finite verb its clause must have: „das der NATO nicht angehört"."""
    return head.text.endswith("t") and (relative_pronoun(head) is not None or subordinator(head) is not None)


def _is_passive(head: Token, group: VerbGroup, reading: Reading) -> bool:
    if group.passive:
        becoming = any(t.lemma_ == "werden" or t.lower_ == "worden" for t in group.auxiliaries)
        return becoming or group.lemma not in reading.words.perfect_sein
    if not is_participle(head) or group.finite is not None or group.lemma in reading.words.perfect_sein:
        return False
    if _is_finite_last(head):
        return False
    if group.auxiliaries or any(t.lemma_ in ("haben", "werden") and is_finite(t) for t in sentence_of(head)):
        return False  # its auxiliary was hung elsewhere
    # a participle on its own: „Täter gefasst", „ein von Soldaten bewachtes Haus"
    return core(head).object is None and not any(c.lower_ in REFLEXIVE for c in dependents(head))


def _is_modal_passive(head: Token, group: VerbGroup) -> bool:
    """„ist nicht zu sehen", „lässt sich nicht sagen": passives with a modal sense."""
    if has_zu(head) and group.finite is not None and group.finite.lemma_ == "sein" and group.finite != head:
        return core(head).object is None
    lets = any(t.lemma_ == "lassen" for t in group.auxiliaries)
    return lets and any(c.lower_ == "sich" for c in dependents(head)) and core(head).subject is not None


def _letting(head: Token, group: VerbGroup, found: tuple[Slot, ...], reading: Reading) -> Iterator[Draft]:
    """„ließ den Botschafter holen": who lets it happen, beside what happens."""
    if any(c.lower_ in REFLEXIVE for c in dependents(head)):
        return
    verb, lets = (_infinitive_below(head), head) if head.lemma_ == "lassen" else (head, _lassen_beside(head))
    if verb is None or lets is None or not found:
        return
    other = core(head).object if core(head).object is not None else core(verb).object
    if other is None or other.lower_ in REFLEXIVE:
        return
    words = (*group.tokens, verb)
    lemma = f"{verb_group(verb).lemma} lassen"
    polarity, modality = stance.polarity_modality(head, reading)
    source = stance.source(head, reading)
    for subject, thing in islice(product(found, slots(other)), _LIMIT):
        signs = signs_of(head, reading, subject)
        given = arguments(verb, None, reading)
        predicate = tuple(sorted(set(words), key=lambda t: t.i))
        yield Draft("event", head, predicate, lemma, subject, thing, given, None, polarity, modality, source, signs)


def _is_done_to(noun: Token, lemma: str, reading: Reading) -> bool:
    """Whether under `lassen` the verb is done to its accusative: „ließ den Platz umbauen", „ließ ihn festnehmen".

    Verbs with a prefix mostly have an object; one without may say what a person does („ließ die Jury warten").
    """
    if _moves(lemma, reading):
        return False
    grammar = load_grammar()
    return lemma.startswith((*grammar.inseparable, *grammar.prefixes)) or not acts(slots(noun)[0], reading)


def _moves(lemma: str, reading: Reading) -> bool:
    """Whether the accusative under `lassen` is who does what the infinitive says: „ließ den Ball fallen"."""
    return lemma in reading.words.perfect_sein or lemma in reading.words.intransitive


def _infinitive_below(head: Token) -> Token | None:
    kids = (c for c in head.children if c.dep_ in ("xcomp", "ccomp", "aux") and c.pos_ == "VERB" and not is_finite(c))
    bare = (c for c in kids if not has_zu(c) and not has_finite(c) and not is_participle(c))
    return next((c for c in bare if subordinator(c) is None), None)


def _lassen_beside(head: Token) -> Token | None:
    return next((c for c in head.children if c.lemma_ == "lassen" and c.dep_ in ("aux", "compound:vc")), None)


def _let_happen(head: Token) -> Token | None:
    """The infinitive under `sich lassen`."""
    if head.lemma_ != "lassen" or not any(c.lower_ == "sich" for c in dependents(head)):
        return None
    kids = (c for c in head.children if c.dep_ in ("xcomp", "ccomp", "aux") and c.pos_ == "VERB" and not is_finite(c))
    return next((c for c in kids if not has_zu(c)), None)


def _caused(head: Token) -> tuple[Token, Token] | None:
    """The infinitive under `lassen` and the accusative that does what it says."""
    doer = core(head).object
    if doer is None or doer.lower_ in REFLEXIVE:
        return None
    for child in head.children:
        if child.dep_ in ("aux", "xcomp", "ccomp", "compound:vc", "dep"):
            if child.lemma_ == "lassen" and head.lemma_ != "lassen":
                return head, doer
            own_zu = any(c.lower_ == "zu" and c.i < child.i for c in child.children)
            if head.lemma_ == "lassen" and child.pos_ == "VERB" and not is_finite(child) and not own_zu:
                return child, doer
    return None


def _build(
    head: Token,
    group: VerbGroup,
    reading: Reading,
    kind: str,
    *,
    doing: tuple[Slot, ...],
    objects: tuple[Slot, ...],
    skip: tuple[Token, ...] = (),
    recipients: tuple[Slot, ...] = (),
) -> Iterator[Draft]:
    lemma, extra = compound(head, group, reading)
    concept = concept_of(head, lemma, reading, doing=doing, objects=objects)
    if lemma == "finden" and predicative(head, reading) is not None:
        concept = None  # „findet den Plan gut" finds nothing
    if any(s.head is not None and announces(s.head) for s in objects):  # „geht davon aus, dass …"
        objects = clause_object(head, lemma, reading) or objects
    given = (*(("recipient", s) for s in recipients), *arguments(head, concept, reading, skip=skip))
    doing, moved = without_governed(doing, concept, reading, head)
    objects, more = without_governed(objects, concept, reading, head)
    doing, objects, given = without_expletive(concept, doing, objects, given + moved + more, reading)
    given = tuple((role, one) for role, one in given if not any(one.tokens == thing.tokens for thing in objects))
    name, objects, given = shortcut(concept, objects, given)
    if lemma == "lassen" and any(s.head is not None and s.head.pos_ == "VERB" for s in objects):
        return  # „lässt sich scheiden": what is let happen is read as a clause of its own, or not at all
    if not objects and lemma in reading.words.transitive:
        return  # the parse has lost what it is about
    if not says_something(lemma, doing, objects, given, reading):
        return
    if not objects and not any(s.tokens for s in doing) and all(role in _AROUND for role, _ in given):
        return  # „soweit zu erkennen ist": nobody and nothing
    if not objects and not given:
        if _lacks_object(lemma, reading):
            return
        if any(is_question_word(s) for s in doing) or not doing:
            return
        if head.i in reading.cues:  # „sagte er": says nothing besides the quotation
            return
    if not objects and lemma in reading.words.neutral and head.i in reading.cues:
        objects = (_said(head, reading),)
    polarity, modality = stance.polarity_modality(head, reading)
    source = stance.source(head, reading)
    words = {*group.tokens, *extra, *reflexive(head), *of_predicate(head, concept, reading)}
    predicate = tuple(sorted(words, key=lambda t: t.i))
    if modality is None and any(_is_alleged(s, reading) for s in doing):
        modality = "possibility"
    for subject, obj in islice(product(doing or (None,), objects or (None,)), _LIMIT):
        if subject is not None and obj is not None and subject.tokens and subject.tokens == obj.tokens:
            continue
        signs = signs_of(head, reading, subject)
        yield Draft(kind, head, predicate, lemma, subject, obj, given, name, polarity, modality, source, signs)


def _said(head: Token, reading: Reading) -> Slot:
    """„„…“, sagte sie der Zeitung": what she said, of several quotations of the verb the longest."""
    own = (q for q in reading.quotes if q.cue is not None and head in tokens_in(reading.doc, q.cue.spans))
    longest = max(own, key=lambda q: sum(b - a for a, b in q.spans))
    return Slot(tokens_in(reading.doc, longest.spans))


def _is_alleged(one: Slot, reading: Reading) -> bool:
    """„der mutmaßliche Täter": whether he did it is open; that he was arrested is not."""
    kids = one.head.children if one.head is not None else ()
    return any(c.dep_ == "amod" and c.lower_.startswith(tuple(reading.words.alleged)) for c in kids)

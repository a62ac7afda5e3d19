"""Polarity, modality and source of a statement: what the clause and the words above it do to it.

Takes the head of a clause; gives polarity, modality and, where the grammar names one, the
Slot of the source. Leaves out: quotations (kg.reader.quotes), which come first for the source.

Example: „Die Firma bestreitet, Kunden getäuscht zu haben": negative, its source `die Firma`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.reader.statements.draft import Reading, Slot, slot
from kg.reader.statements.participants import doers, noun_before, owner_of, slots
from kg.reader.syntax import (
    MODALS,
    clause_of,
    clause_type,
    conjuncts,
    contrasted,
    core,
    dependents,
    has_finite,
    has_zu,
    is_asked,
    is_attribute,
    is_clause,
    is_finite,
    number,
    number_of_verb,
    obliques,
    preposition,
    sentence_of,
    subordinator,
    verb_group,
)

if TYPE_CHECKING:
    from spacy.tokens import Token


# Verbs of refusing: a clause with its verb second beside them says why.
_DECLINING = frozenset({"ablehnen", "absagen", "verweigern", "verzichten"})


def is_negated(head: Token, reading: Reading) -> bool:
    """Whether the clause is denied: `nicht` on the verb or a whole participant, `kein`, `ohne … zu`."""
    words = reading.words
    mark = subordinator(head)
    if mark is not None and mark.lower_ in words.negative_infinitives and not has_finite(head):
        return True
    kids = dependents(head)
    other = contrasted(head)
    if other is not None:
        kids = tuple(c for c in kids if c != other and not other.i < c.i <= other.i + 2)
    if head.lemma_ == "lassen":  # „ließ den Einwand nicht gelten"
        kids += tuple(c for k in kids if k.dep_ in ("xcomp", "ccomp") and not has_zu(k) for c in k.children)
    for child in kids:
        if _denies(child, reading):
            return True
        if (
            child.dep_ == "advmod"
            and child.pos_ in ("ADV", "PART")
            and any(_denies(c, reading) for c in child.children)
        ):
            return True  # „nicht mehr", „noch nicht einmal"
    if _is_unreal(head, reading) and any(c.lower_ in ("beinahe", "fast", "nahezu") for c in kids):
        return True  # „Beinahe hätte er gewonnen"
    # „nahm nicht an der Sitzung teil", „stellt kein Hindernis dar": on a participant of the verb
    parts = [c for c in kids if c.dep_.split(":")[0] in ("nsubj", "obj", "iobj", "obl")]
    if verb_group(head).copula is not None:
        parts.append(head)
    for part in parts:
        if is_clause(part) and part != head:
            continue
        if part.lower_ in words.negative_pronouns and part.pos_ in ("PRON", "DET", "NOUN"):
            return True
        for child in part.children:
            if child.lower_ in words.negative_determiners and child.dep_ == "det":
                return True
            if (
                child.dep_ in ("amod", "nummod")
                and child.i < part.i
                and not is_attribute(child)
                and any(_denies(c, reading) for c in child.children)
            ):
                return True  # „nicht genügend Platz"
            if part != head and _denies(child, reading) and child.i < part.i:
                return not _contrasted(part)
    return False


def _denies(token: Token, reading: Reading) -> bool:
    """A word that negates; not `nicht nur`, nor one that belongs to a coordinated clause."""
    if token.lower_ not in reading.words.negation:
        return False
    after = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    if token.i and token.nbor(-1).text == "," and after in ("aber", "jedoch", "hingegen"):
        return False  # „ihm fehlt die Erfahrung, nicht aber das Gespür": the other one
    return after not in reading.words.harmless


def _contrasted(part: Token) -> bool:
    """„nicht die Partei, sondern …": the verb itself is not denied."""
    return any(c.lower_ == "sondern" for t in part.subtree for c in (t, *t.children))


def polarity_modality(head: Token, reading: Reading) -> tuple[str, str | None]:
    """Polarity and modality of a clause by its own words and by the word that governs it."""
    negative = is_negated(head, reading)
    modality = _own(head, reading, negative=negative)
    flips, above = _from_above(head, reading)
    if modality is None:
        modality = above
    if flips and not negative:
        negative = True
    return ("negative" if negative else "positive"), modality


def _own(head: Token, reading: Reading, *, negative: bool) -> str | None:
    words, group = reading.words, verb_group(head)
    if is_open_condition(head) or is_open_condition(conjunct_of(head)):
        return "condition"
    mark = subordinator(head)
    if mark is not None and words.conjunctions.get(mark.lower_) == "condition":
        return "condition"  # „falls die Firma schließen muss"
    for modal in group.modals:
        if modal == "sollen" and is_hearsay(head):
            return "possibility"
        if modal == "dürfen" and group.subjunctive == "II" and not negative:
            return "possibility"
        if negative and modal in words.negated_modals:
            return words.negated_modals[modal]
        if modal == "sollen" and _past_form(group.finite) and head.i not in reading.quoted and _is_told(head):
            return "plan"  # „Die Maschine sollte am Abend starten": what was planned
        if modal in words.subjunctive_modals and (group.subjunctive or _past_form(group.finite)):
            return words.subjunctive_modals[modal]
        return words.modals.get(modal)
    if _is_unreal(head, reading):
        return "condition"
    if _is_question(head):
        return "possibility"
    if head.lemma_ in MODALS and group.copula is None:  # „will eine Aufstockung"
        return words.modals.get(head.lemma_)
    if head.lemma_ == "lassen" and any(c.lower_ == "sich" for c in dependents(head)):
        return "possibility"
    if head.lemma_ == "sein" and any(c.dep_ in ("xcomp", "ccomp") and has_zu(c) for c in head.children):
        return "possibility"
    if _has_to(head):
        return "obligation" if group.finite is not None and group.finite.lemma_ == "haben" else "possibility"
    for child in dependents(head):
        if child.dep_ in ("advmod", "advcl", "obl", "mark", "discourse") and child.lemma_.lower() in words.adverbs:
            return words.adverbs[child.lemma_.lower()]
    mark = subordinator(head)
    if mark is not None and words.conjunctions.get(mark.lower_):
        return words.conjunctions[mark.lower_]
    if head.dep_ == "conj" and has_finite(head.head):
        mark = subordinator(head.head)
        if mark is not None and words.conjunctions.get(mark.lower_) == "condition":
            return "condition"
    if is_conditional(head, reading):
        return "condition"
    if group.subjunctive == "II" and group.finite is not None and group.finite.lower_ in ("würde", "würden"):
        return None if clause_type(head) in ("dass", "reported") or head.i in reading.quoted else "possibility"
    return None


def _is_told(head: Token) -> bool:
    """Whether a main or relative clause of the article itself tells it."""
    return clause_type(head) in ("main", "relative") and not has_zu(head)


def _past_form(finite: Token | None) -> bool:
    return finite is not None and finite.lower_ in ("sollte", "sollten")


def is_hearsay(head: Token) -> bool:
    """„soll gestorben sein": the infinitive perfect after `soll` reports what others say."""
    group = verb_group(head)
    return any(t.lower_ in ("haben", "sein") and t.i > head.i for t in group.auxiliaries) and not has_zu(head)


def _has_to(head: Token) -> bool:
    """„hat zu gehorchen", „ist zu beachten": an infinitive with `zu` beside haben or sein."""
    group = verb_group(head)
    return (
        has_zu(head) and group.finite is not None and group.finite.lemma_ in ("haben", "sein") and group.finite != head
    )


def is_open_condition(head: Token) -> bool:
    """A condition without conjunction: „Sollte der Plan scheitern, …", „Bricht der Damm, …"."""
    finite, sentence = verb_group(head).finite, sentence_of(head)
    if finite is None or subordinator(head) is not None or is_asked(sentence):
        return False
    left = head.left_edge
    while (left.is_punct or left.is_space) and left.i < head.i:
        left = left.nbor(1)
    opens = left == finite
    if opens and (head.dep_ == "advcl" or finite.lower_ in ("sollte", "sollten")) and head.head != head:
        return True
    first = next((t for t in sentence if not t.is_punct and not t.is_space), None)
    if first is None or first != finite:
        return False
    # the main clause begins with its verb right after the comma
    after = (t.nbor(1) for t in sentence if t.text == "," and t.i + 1 < len(t.doc))
    return any(t.pos_ in ("VERB", "AUX") and is_finite(t) and t != finite for t in after)


def is_conditional(head: Token, reading: Reading) -> bool:
    """Whether the clause says what holds under a condition: „Wenn die Partei verliert, tritt sie zurück"."""
    for child in head.children:
        if not is_clause(child) or child.dep_ not in ("advcl", "ccomp", "csubj", "parataxis", "conj", "dep", "acl"):
            continue
        mark = subordinator(child)
        if mark is not None and reading.words.conjunctions.get(mark.lower_) == "condition":
            before = mark.nbor(-1).lower_ if mark.i else ""
            if before not in ("auch", "selbst", "als", "wie") and not (
                mark.i + 1 < len(mark.doc) and mark.nbor(1).lower_ == "auch"
            ):
                return True
        elif mark is None and is_open_condition(child) and child.i < head.i:
            return True
    first = next((t for t in sentence_of(head) if not t.is_punct and not t.is_space), None)
    if first is None or head == first or first.pos_ not in ("VERB", "AUX") or not is_finite(first):
        return False
    opening = first if is_clause(first) else first.head
    finite = verb_group(head).finite
    right_after = finite is not None and finite.i > 0 and finite.nbor(-1).text == ","
    return right_after and opening != head and is_clause(opening) and is_open_condition(opening)


def _is_question(head: Token) -> bool:
    top = conjunct_of(head)
    main = top.dep_.lower() in ("root", "parataxis") or top.head == top
    return main and is_asked(sentence_of(head))


def _is_unreal(head: Token, reading: Reading) -> bool:
    """„wäre gescheitert", „hätte gewonnen": what did not come about; in reported speech a stand-in for Konjunktiv I."""
    group = verb_group(head)
    if group.finite is None or group.finite.lower_ not in ("wäre", "wären", "hätte", "hätten") or group.finite == head:
        return False
    if head.i in reading.quoted or clause_type(head) in ("dass", "reported", "ob", "wh"):
        return False
    return group.copula is None


def governor_of(head: Token, reading: Reading) -> Token | None:
    """The word whose complement a clause is: a verb, noun or adjective; None for main and adverbial clauses."""
    noun = noun_before(head, reading)
    if noun is not None:
        return noun
    top = head
    while top.dep_ == "conj" and top.head != top:
        top = top.head
    if top.dep_ in ("ccomp", "xcomp", "csubj", "csubj:pass", "obj") or (
        top.dep_ in ("advcl", "acl", "parataxis", "obl") and (has_zu(top) or clause_type(top) in ("dass", "ob"))
    ):
        mark = subordinator(top)
        if mark is not None and mark.lower_ not in ("dass", "daß", "ob"):
            return None
        if top.head.lemma_ == "lassen" and not has_zu(top):
            return governor_of(top.head, reading)  # „… entscheiden zu lassen"
        return top.head if top.head != top else None
    return None


def _governing(head: Token, reading: Reading) -> Token | None:
    """The governing word; for a noun that asks for no infinitive the verb above it."""
    governor = governor_of(head, reading)
    if governor is None or governor.pos_ not in ("NOUN", "PROPN") or is_clause(governor):
        return governor
    if governor.lemma_ in reading.words.modal_nouns or not has_zu(head):
        return governor
    above = clause_of(governor)
    return above if is_clause(above) else governor


def _lemma(governor: Token) -> str:
    if is_clause(governor) and verb_group(governor).copula is None:
        return verb_group(governor).lemma
    return governor.lemma_


def _from_above(head: Token, reading: Reading, depth: int = 0) -> tuple[bool, str | None]:
    """Whether the governing words turn the polarity, and the modality they give."""
    governor = _governing(head, reading)
    if governor is None or depth > 4:
        return False, None
    words = reading.words
    lemma = _lemma(governor)
    table = words.complements
    if governor.pos_ in ("NOUN", "PROPN"):
        table = words.modal_nouns
    elif governor.pos_ in ("ADJ", "ADV"):
        table = words.modal_adjectives
    value = table.get(lemma)
    if table is words.modal_nouns and value != "demand" and not has_zu(head):
        above = clause_of(governor)
        if is_clause(above) and governor.dep_ == "obj" and words.complements.get(_lemma(above)) == "negative":
            return not is_negated(above, reading), None  # „wies den Vorwurf zurück, er habe …"
    if lemma == "warnen" and has_zu(head):  # „warnte davor, Truppen zu schicken": that it be left
        return not (is_clause(governor) and is_negated(governor, reading)), "demand"
    if value == "possibility" and lemma in ("bitten", "fragen") and has_zu(head):
        value = "demand"
    if value == "negative" and clause_type(head) in ("reported", "main") and lemma in _DECLINING:
        return False, None  # „sagte ab, man sei beschäftigt": the reason is not denied
    if value == "negative":
        return not (is_clause(governor) and is_negated(governor, reading)), None
    if value is None and is_clause(governor) and clause_type(head) in ("dass", "infinitive", "reported"):
        # „er sagte, er hoffe, dass …" is passed on; a condition or a wish above holds below as well
        inner = _own(governor, reading, negative=False) if governor.pos_ in ("VERB", "AUX") else None
        if inner == "condition":
            return False, inner
        return False, _from_above(governor, reading, depth + 1)[1] if has_zu(head) else None
    return False, value


def source(head: Token, reading: Reading) -> Slot | None:
    """Whose words the clause is, by its grammar: „nach Angaben von …", „laut …", the subject of the governing verb."""
    return _phrase_source(head, reading) or _governing_source(head, reading)


def _phrase_source(head: Token, reading: Reading) -> Slot | None:
    words = reading.words
    for noun in obliques(head):
        case = preposition(noun)
        if case is None:
            if any(c.lower_ == "zufolge" for c in noun.children):
                return slot(noun)
            continue
        if case.lower_ in words.source_prepositions:
            if sum(c.dep_ == "case" for c in noun.children) > 1:
                continue  # „dachte laut über Nachfolger nach"
            return slot(noun)
        wanted = words.source_nouns.get(case.lower_)
        if not wanted:
            continue
        last = noun.lemma_
        if noun.text in wanted or last in wanted:
            owner = owner_of(noun)
            if owner is not None:
                return slot(owner)
            return slot(noun)
        compound = next(
            (w for w in sorted(wanted) if noun.text.endswith(w.lower()) and len(noun.text) > len(w) + 2), None
        )
        if compound is not None:  # „nach Behördenangaben"
            return slot(noun)
    return None


def _governing_source(head: Token, reading: Reading, depth: int = 0) -> Slot | None:
    governor = _governing(head, reading)
    if governor is None or depth > 3:
        return None
    words = reading.words
    if governor.pos_ in ("NOUN", "PROPN") and not is_clause(governor):
        if governor.lemma_ in words.modal_nouns:
            owner = owner_of(governor)
            found = slots(owner) if owner is not None else ()
            return found[0] if found else None
        return None
    if not is_clause(governor):
        return None
    group = verb_group(governor)
    if group.copula is None and group.lemma in words.attitude:
        found = doers(governor, reading)
        if found and found[0].head is not None and found[0].head.pos_ not in ("VERB", "AUX"):
            return found[0]
        return None
    return _governing_source(governor, reading, depth + 1) if has_zu(head) else None


def conjunct_of(head: Token) -> Token:
    """The first of coordinated clauses."""
    while head.dep_ == "conj" and head.head != head and is_clause(head.head):
        head = head.head
    return head


def agrees(head: Token) -> bool | None:
    """Whether subject (of a passive: patient) and finite verb agree in number; None where it cannot be told."""
    group, subject = verb_group(head), core(head).subject
    if group.finite is None or subject is None or subject.lower_ in ("es", "das", "dies", "wer", "was"):
        return None
    if len(conjuncts(subject)) == 1 and any(t.dep_ in ("cc", "conj") for t in subject.subtree):
        return None  # a coordination that the parser may have hung too deep
    verb, noun = number_of_verb(group.finite), number(subject)
    return None if verb is None or noun is None else noun == verb

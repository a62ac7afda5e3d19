"""Polarity, modality and source of a statement: what the clause and the words above it do to it.

Takes the head of a clause; gives polarity, modality and, where the grammar names one, the
Slot of the source. Leaves out: quotations (kg.reader.quotes), which come first for the source.

Example: „Die Firma bestreitet, Kunden getäuscht zu haben": negative, its source `die Firma`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.reader.statements.draft import Draft, Reading, Slot, slot
from kg.reader.statements.mood import conjunct_of, is_unreal, modality_of
from kg.reader.statements.participants import doers, noun_before, owner_of, slots
from kg.reader.syntax import (
    as_word,
    clause_of,
    clause_type,
    conjuncts,
    contrasted,
    core,
    dependents,
    has_finite,
    has_zu,
    is_attribute,
    is_clause,
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


_REACH = 60  # words from `weder` to its `noch`
# Verbs of deciding, whose infinitive is a plan; verbs of refusing: a clause with its verb second beside them says why.
_RESOLVING = frozenset({"beschließen", "entscheiden", "entschließen"})
# Verbs that leave what they forbid undone by duty, and those that say whether their infinitive came about.
_FORBIDDING = frozenset({"verbieten", "untersagen"})
_SUCCEEDING = frozenset({"gelingen", "schaffen", "glücken", "vermögen"})
_DECLINING = frozenset({"ablehnen", "absagen", "verweigern", "verzichten"})


def is_negated(head: Token, reading: Reading) -> bool:
    """Whether the clause is denied: `nicht` on the verb or a whole participant, `kein`, `ohne … zu`."""
    words = reading.words
    mark = subordinator(head)
    if mark is not None and mark.lower_ in words.negative_infinitives and not has_finite(head):
        return True
    marks = {c.lower_ for c in head.children if c.dep_ == "mark"}
    if "dass" in marks and not marks.isdisjoint(words.negative_infinitives):
        return True  # „ohne dass jemand bezahlt hatte"
    if _is_neither(head) or _shares_nobody(head, reading):
        return True
    kids = dependents(head)
    if head.pos_ == "VERB" and any(_is_hardly(c, head) for c in kids):
        return True
    other = contrasted(head)
    if other is not None:
        kids = tuple(c for c in kids if c != other and not other.i < c.i <= other.i + 2)
    if head.lemma_ == "lassen":  # „ließ den Einwand nicht gelten"
        kids += tuple(c for k in kids if k.dep_ in ("xcomp", "ccomp") and not has_zu(k) for c in k.children)
    if has_zu(head):
        kids = tuple(c for c in kids if c.i < head.i or c.dep_ != "advmod")
    if any(_denies(c, reading) for c in _behind_infinitives(head)):
        return True
    start = sentence_of(head).start
    for child in kids:
        if _denies(child, reading):
            return True
        if (
            child.dep_ == "advmod"
            and child.pos_ in ("ADV", "PART")
            and any(_denies(c, reading) for c in child.children)
        ):
            return True  # „nicht mehr", „noch nicht einmal"
        if (
            child.dep_ in ("advmod", "xcomp")
            and child.pos_ == "ADJ"
            and child.text == child.lemma_
            and as_word(child) is None
        ):
            before = child.nbor(-1) if child.i > start + 1 else child  # „Nicht schlecht staunte er": he did
            if before.head == child and _denies(before, reading):
                return True  # „ließ sich nicht unabhängig prüfen"
    if is_unreal(head, reading) and any(c.lower_ in ("beinahe", "fast", "nahezu") for c in kids):
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
                return not _is_nobody_but(part)
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


def _behind_infinitives(head: Token) -> tuple[Token, ...]:
    """„unterstützt die Forderung, zu streiken, aber nicht": an infinitive with `zu` ends its clause."""
    below = (v for k in (head, *head.children) for v in k.children if v.i > head.i and v.pos_ == "VERB" and has_zu(v))
    behind = ((v, c) for v in below if not has_zu(head) for c in v.children if c.i > v.i and c.dep_ == "advmod")
    return tuple(c for v, c in behind if all(t.is_punct or t.pos_ in ("ADV", "PART") for t in v.doc[v.i + 1 : c.i]))


def _is_hardly(word: Token, head: Token) -> bool:
    """„das schreckt kaum ab"; not „Kaum war er da, …", nor „kaum 1.000 Euro"."""
    if word.lower_ != "kaum" or word.dep_ != "advmod" or word == head.left_edge:
        return False
    return word.i + 1 < len(word.doc) and not word.nbor(1).like_num


def _is_neither(head: Token) -> bool:
    """„hatte weder das Abitur erworben noch ein Studium absolviert", „ist weder Arzt noch Jurist": both are denied."""
    below = [c for k in (head, *dependents(head)) if k == head or not is_clause(k) for c in k.children]
    start, finite = sentence_of(head).start, verb_group(head).finite
    if finite is not None and finite.i > start:
        below.append(finite.nbor(-1))  # „…, noch kannte er den Fall"
    for token in below:
        if token.lower_ == "weder":
            return True
        if token.lower_ != "noch":
            continue
        before = [t.lower_ for t in token.doc[max(start, token.i - _REACH) : token.i]]
        if "weder" in before and (token.dep_ == "cc" or "noch" not in before[before.index("weder") :]):
            return True
    return False


def _shares_nobody(head: Token, reading: Reading) -> bool:
    """„Kein Spieler fiel aus oder wurde verwarnt": the subject denies the second verb too."""
    found = core(head)
    if not found.shared or found.subject is None:
        return False
    subject, words = found.subject, reading.words
    if subject.lower_ in words.negative_pronouns and subject.pos_ in ("PRON", "DET"):
        return True
    return any(c.lower_ in words.negative_determiners and c.dep_ == "det" for c in subject.children)


def _is_nobody_but(noun: Token) -> bool:
    """„kein Geringerer als der König", „kein anderer als sie"."""
    after = noun.nbor(1).lower_ if noun.i + 1 < len(noun.doc) else ""
    return after == "als" and noun.lower_.startswith(("geringere", "andere"))


def _denies(token: Token, reading: Reading) -> bool:
    """A word that negates; not `nicht nur`, nor one that belongs to a coordinated clause."""
    if token.lower_ not in reading.words.negation:
        return False
    after = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    if token.i and token.nbor(-1).text == "," and after in ("aber", "jedoch", "hingegen"):
        return False  # „ihm fehlt die Erfahrung, nicht aber das Gespür": the other one
    if _in_comparison(token):
        return False
    if after == "mehr" and token.i + 2 < len(token.doc):
        after = token.nbor(2).lower_  # „nicht mehr nur"
    return after not in reading.words.harmless


def _in_comparison(token: Token) -> bool:
    """„so viele wie nie zuvor", „billig wie schon lange nicht mehr"."""
    before, start = token.i - 1, sentence_of(token).start
    while before > start and token.doc[before].pos_ in ("ADV", "PART"):
        before -= 1
    return before > start and token.doc[before].lower_ == "wie"


def _contrasted(part: Token) -> bool:
    """„nicht die Partei, sondern …": the verb itself is not denied."""
    return any(c.lower_ == "sondern" for t in part.subtree for c in (t, *t.children))


def polarity_modality(head: Token, reading: Reading) -> tuple[str, str | None]:
    """Polarity and modality of a clause by its own words and by the word that governs it."""
    letting = head.head
    inside = letting != head and letting.lemma_ == "lassen" and head.dep_ in ("xcomp", "ccomp")
    # „ließ sich derzeit nicht prüfen": what denies the letting denies what is let happen
    negative = is_negated(head, reading) or (
        inside and not has_zu(head) and not has_finite(head) and is_negated(letting, reading)
    )
    modality = modality_of(head, reading, negative=negative)
    flips, above = _from_above(head, reading)
    if modality is None:
        modality = above
    denied = negative != (flips or _of_nobody(head, reading))  # „verhindert, dass … nicht": two denials are none
    return ("negative" if denied else "positive"), modality


def polarity_of(draft: Draft) -> str:
    """The polarity of one of several statements of a clause: „zahlt nicht die Brücke, sondern den Tunnel"."""
    heads = (s.head for s in (draft.subject, draft.object, *(a for _, a in draft.arguments)) if s is not None)
    instead = any(c.lower_ == "sondern" for h in heads if h is not None and h.dep_ == "conj" for c in h.children)
    return "positive" if instead and draft.polarity == "negative" else draft.polarity


def _of_nobody(head: Token, reading: Reading) -> bool:
    """„kein Käufer, der zahlen wollte": nobody did."""
    top = conjunct_of(head)
    if clause_type(top) != "relative" or top.head.i > top.i:
        return False
    return any(c.lower_ in reading.words.negative_determiners and c.dep_ == "det" for c in top.head.children)


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
        if mark is not None and mark.i and mark.nbor(-1).lower_ == "so":
            return None  # „so dass": what followed
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
    denied = is_clause(governor) and is_negated(governor, reading)
    if lemma == "warnen" and has_zu(head):  # „warnte davor, Truppen zu schicken": that it be left
        return not denied, "demand"
    if lemma in _RESOLVING and (has_zu(head) or (lemma == "beschließen" and clause_type(head) == "dass")):
        value = "plan"  # „entschied, die Straße zu sperren"
    if value == "possibility" and lemma in ("bitten", "fragen") and has_zu(head):
        value = "demand"
    if value == "negative" and clause_type(head) in ("reported", "main") and lemma in _DECLINING:
        return False, None  # „sagte ab, man sei beschäftigt": the reason is not denied
    if lemma == "ausschließen" and denied:
        return False, "possibility"  # „ist nicht auszuschließen, dass …"
    if value == "negative":
        return not denied, "obligation" if lemma in _FORBIDDING else None
    if denied and lemma in _SUCCEEDING and has_zu(head):
        return True, None  # „es gelang nicht, den Dieb zu fassen"
    if denied and value is None and lemma in words.attitude and lemma != "wissen":
        return False, "possibility"  # „sagte nicht, dass der Zug entgleist sei"
    if value is None and is_clause(governor) and clause_type(head) in ("dass", "infinitive", "reported"):
        # „er sagte, er hoffe, dass …" is passed on; so is „soll helfen, Lücken zu schließen"
        inner = modality_of(governor, reading, negative=False) if governor.pos_ in ("VERB", "AUX") else None
        if inner == "condition" or (inner is not None and has_zu(head)):
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


def agrees(head: Token) -> bool | None:
    """Whether subject (of a passive: patient) and finite verb agree in number; None where it cannot be told."""
    group, subject = verb_group(head), core(head).subject
    if group.finite is None or subject is None or subject.lower_ in ("es", "das", "dies", "wer", "was"):
        return None
    if len(conjuncts(subject)) == 1 and any(t.dep_ in ("cc", "conj") for t in subject.subtree):
        return None  # a coordination that the parser may have hung too deep
    verb, noun = number_of_verb(group.finite), number(subject)
    return None if verb is None or noun is None else noun == verb

"""The mood of a clause: what its modal verbs, its verb form, its adverbs and its conjunction say of how it is meant.

Takes the head of a clause; gives its modality by its own words, or None where it is plainly said. What `können` tells
in the past came about („konnte sich retten"), unless it was a rule or is denied.
Leaves out: the word that governs the clause (stance.py), event nouns (assertion.py).

Example: „Die Firma will das Werk schließen." is a wish, „Eine Warnung hätte Leben gerettet." a condition.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.reader.statements.actors import acts
from kg.reader.statements.draft import Reading, Slot
from kg.reader.syntax import (
    MODALS,
    clause_type,
    core,
    dependents,
    feature,
    has_finite,
    has_zu,
    is_asked,
    is_clause,
    is_finite,
    sentence_of,
    subordinator,
    verb_group,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

# The past of `können`, alone or in the pluperfect, and words that make of it a rule and no event.
_NARRATIVE = frozenset({"konnte", "konnten", "hatte", "hatten"})
_RULE = frozenset(
    {
        "nur", "lediglich", "theoretisch", "grundsätzlich", "man", "jederzeit", "stets", "immer", "jeder", "jede",
        "jeden", "jedem", "jedes",
    }
)  # fmt: skip
# States that nobody plans, and verbs whose participle with `sein` tells what is to be reached.
_STATES = frozenset({"befinden", "existieren", "stammen"})
_ENDS = frozenset({"fertigstellen", "abschließen", "beenden", "vollenden", "erledigen", "umsetzen"})
# Question words of adverbs, whose questions take the rest for granted.
_GRANTED = frozenset({"warum", "wieso", "weshalb", "weswegen", "wann", "woher", "wohin"})
_UNREAL = frozenset({"wäre", "wären", "hätte", "hätten"})


def modality_of(head: Token, reading: Reading, *, negative: bool) -> str | None:
    """The modality that the clause itself shows; `negative` says whether it is denied, which moves some modals."""
    words, group = reading.words, verb_group(head)
    ordered = _is_imperative(head)
    if ordered and _ends_in(head, "!"):
        return "demand"
    if is_open_condition(head) or is_open_condition(conjunct_of(head)):
        return "condition"
    if ordered:
        return "demand"
    mark = subordinator(head)
    if mark is not None and mark.i and mark.nbor(-1).lower_ == "auch":
        mark = None  # „auch wenn er das zurückwies": he did
    if mark is not None and words.conjunctions.get(mark.lower_) == "condition":
        return "condition"  # „falls die Firma schließen muss"
    if _is_question(head):
        return "possibility"
    for modal in _modals(head):
        if modal in ("sollen", "wollen") and is_hearsay(head):
            return "possibility"  # „soll gestorben sein", „will einen Knall gehört haben"
        if modal == "müssen" and _is_perfect(head) and not is_unreal(head, reading):
            return "possibility"  # „muss davon gewusst haben"
        if modal == "sollen" and any(words.adverbs.get(t.lower_) == "possibility" for t in _below(head)):
            return "possibility"  # „soll angeblich pleite sein"
        if modal == "können" and not negative and _came_about(head, reading):
            return None
        if modal == "dürfen" and group.subjunctive == "II" and not negative:
            return "possibility"
        if negative and modal in words.negated_modals:
            return words.negated_modals[modal]
        if modal == "sollen" and _past_form(group.finite) and _is_told(head, reading):
            return "plan"  # „Die Maschine sollte am Abend starten": what was planned
        if modal in words.subjunctive_modals and (group.subjunctive or _past_form(group.finite)):
            return words.subjunctive_modals[modal]
        return words.modals.get(modal)
    if is_unreal(head, reading):
        return "condition"
    if head.lemma_ in MODALS and group.copula is None:  # „will eine Aufstockung"
        return words.modals.get(head.lemma_)
    if _is_feasible(head) and (negative or not _had_it_done(head, reading)):
        return "possibility"
    if head.lemma_ == "sein" and any(c.dep_ in ("xcomp", "ccomp") and has_zu(c) for c in head.children):
        return "possibility"
    if _has_to(head):
        return "obligation" if group.finite is not None and group.finite.lemma_ == "haben" else "possibility"
    for child in dependents(head):
        if child.dep_ in ("advmod", "advcl", "obl", "mark", "discourse") and child.lemma_.lower() in words.adverbs:
            return words.adverbs[child.lemma_.lower()]
    if mark is not None and words.conjunctions.get(mark.lower_):
        return words.conjunctions[mark.lower_]
    if head.dep_ == "conj" and has_finite(head.head):
        mark = subordinator(head.head)
        if mark is not None and words.conjunctions.get(mark.lower_) == "condition":
            return "condition"
    if is_conditional(head, reading):
        return "condition"
    if group.subjunctive == "II" and group.finite is not None and group.finite.lower_ in ("würde", "würden"):
        return None if _is_reported(head, reading) else "possibility"
    return None


def _modals(head: Token) -> tuple[str, ...]:
    """The modals of the clause; not that of a verb coordinated with it („die alt sind und … lesen können")."""
    group = verb_group(head)
    if group.shared:
        return group.modals
    if group.finite is None and head.dep_ == "conj" and head.head != head and not has_zu(head):
        first = verb_group(head.head)  # „soll abgerissen und das Gelände verkauft werden"
        return first.modals if first.finite is not None and not is_finite(head.head) else group.modals
    others = {t.i for c in head.children if c.dep_ == "conj" for t in group.auxiliaries if head.i < c.i < t.i}
    if group.finite is None or group.finite.i in others:
        return group.modals  # „die alles planen und bauen sollen": of both
    return tuple(m for m in group.modals if not any(t.lemma_ == m and t.i in others for t in group.auxiliaries))


def _came_about(head: Token, reading: Reading) -> bool:
    """„konnten sich retten": told in the past, it happened; not what was allowed or the rule."""
    group, mark = verb_group(head), subordinator(head)
    finite = group.finite or verb_group(head.head).finite  # „konnte gestellt und festgenommen werden"
    if finite is None or group.copula is not None or group.subjunctive or finite.lower_ not in _NARRATIVE:
        return False
    if mark is not None and reading.words.conjunctions.get(mark.lower_):
        return False  # „ob er kommen konnte", „damit sie gehen konnten"
    if clause_type(head) in ("wh", "ob"):
        return False
    return not any(t.lower_ in _RULE for t in _below(head))


def _below(head: Token) -> tuple[Token, ...]:
    """The words right below the verb and right below its participants: `nur` of „nur mit Zustimmung"."""
    return tuple(c for k in (head, *dependents(head)) if k == head or not is_clause(k) for c in k.children)


def _is_feasible(head: Token) -> bool:
    """„lässt sich lesen": it can be; not „hinter sich gelassen", „lässt sich die Haare schneiden"."""
    letting = head if head.lemma_ == "lassen" else head.head
    if letting.lemma_ != "lassen":
        return False
    verbs = (c for c in letting.children if c.dep_ in ("xcomp", "ccomp") and not has_zu(c) and not has_finite(c))
    infinitive = next(verbs, None)
    if infinitive is None or head not in (letting, infinitive):
        return False
    kids = (*dependents(letting), *dependents(infinitive))
    if verb_group(letting).tense == "perfect" or any(c.lower_ == "von" for k in kids for c in k.children):
        return False  # „hatte sich hinreißen lassen", „ließ sich von ihm fahren"
    return any(c.lower_ == "sich" for c in kids) and not any(c.dep_ == "obj" and c.lower_ != "sich" for c in kids)


def _had_it_done(head: Token, reading: Reading) -> bool:
    """„ließen sich etwa 25 Kinder taufen": told in the past of people, it was done."""
    letting = head if head.lemma_ == "lassen" else head.head
    subject = core(letting).subject or core(head).subject
    if subject is None or subject.pos_ == "PRON" or feature(letting, "Tense") != "Past":
        return False
    return acts(Slot((subject,), subject), reading)


def _is_told(head: Token, reading: Reading) -> bool:
    """Whether a main or relative clause tells it, and not what somebody thinks: of quoted clauses a relative one."""
    if has_zu(head):
        return False
    quote, kind = reading.quoted.get(head.i), clause_type(head)
    if quote is not None:
        return quote.type != "direct" and kind == "relative"
    return kind in ("main", "relative", "wh")


def _past_form(finite: Token | None) -> bool:
    return finite is not None and finite.lower_ in ("sollte", "sollten")


def is_hearsay(head: Token) -> bool:
    """„soll gestorben sein", „soll sich im Keller befinden": what others say; not „soll 2030 fertiggestellt sein"."""
    if has_zu(head):
        return False
    if head.lemma_ in _STATES or (head.lemma_ == "handeln" and any(c.lower_ == "sich" for c in head.children)):
        return True  # „es soll sich um einen Irrtum handeln"
    after = {t.lower_ for t in verb_group(head).auxiliaries if t.i > head.i}
    if "sein" in after and "worden" not in after:
        return head.lemma_ not in _ENDS and not any(t.lower_ == "bis" for t in _below(head))
    return not after.isdisjoint(("haben", "sein"))


def _is_perfect(head: Token) -> bool:
    """An infinitive perfect below a modal: „gewusst haben"."""
    return any(t.lower_ == "haben" and t.i > head.i for t in verb_group(head).auxiliaries) and not has_zu(head)


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


def _is_imperative(head: Token) -> bool:
    """„Kommen Sie nach Wien!", „Stellt den Krieg ein!": the verb opens its clause, and nobody else is its subject."""
    finite = verb_group(head).finite
    if finite != head or head.pos_ != "VERB" or head.lemma_ in MODALS or _is_question(head):
        return False
    left = head.left_edge
    while (left.is_punct or left.is_space) and left.i < head.i:
        left = left.nbor(1)
    if left != head or subordinator(head) is not None:
        return False
    subject = next((c for c in head.children if c.dep_ in ("nsubj", "nsubj:pass", "expl")), None)
    if subject is not None and not (subject.text == "Sie" and subject.i == head.i + 1):
        return False
    return _ends_in(head, "!") or (subject is not None and head.dep_ in ("ROOT", "root"))


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
    """Whether it is asked if it is so; „Warum kam die Warnung so spät?" takes for granted that it came."""
    top, group = conjunct_of(head), verb_group(head)
    if not group.modals and not group.subjunctive and any(t.lower_ in _GRANTED for t in _below(top)):
        return False
    if top.dep_.lower() in ("root", "parataxis") or top.head == top:
        return is_asked(sentence_of(head)) or _ends_asking(top)
    return subordinator(top) is None and _ends_asking(top)


def _ends_asking(head: Token) -> bool:
    """Whether a question mark ends the clause: „‚Wer kommt?‘, fragte sie"."""
    return _ends_in(head, "?")


def _ends_in(head: Token, mark: str) -> bool:
    last = max((t.i for t in head.subtree if not t.is_punct), default=head.i)
    return last + 1 < len(head.doc) and head.doc[last + 1].text == mark


def is_unreal(head: Token, reading: Reading) -> bool:
    """„wäre gescheitert", „wäre ein Fehler": what did not come about; reported speech may mean Konjunktiv I."""
    finite = verb_group(head).finite
    return finite is not None and finite.lower_ in _UNREAL and not _is_reported(head, reading)


def _is_reported(head: Token, reading: Reading) -> bool:
    """Whether Konjunktiv II may stand for Konjunktiv I: in reported speech, but not inside quotation marks."""
    quote = reading.quoted.get(head.i)
    if quote is not None:
        return quote.type != "direct"
    return clause_type(head) in ("dass", "reported", "ob", "wh")


def conjunct_of(head: Token) -> Token:
    """The first of coordinated clauses."""
    while head.dep_ == "conj" and head.head != head and is_clause(head.head):
        head = head.head
    return head

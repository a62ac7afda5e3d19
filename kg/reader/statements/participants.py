"""Who takes part in a clause: subjects also where they are not written beside the verb.

Takes the head of a clause; gives Slots. Resolves relative pronouns to their antecedents, gives infinitives and
participles the subject that the governing verb controls, shares subjects and objects of coordinated verbs and
takes coordinations apart. Leaves out: which entity a participant is (kg.reader.entities).

Example: „Der Rat forderte die Firma auf, den Plan zu ändern": the subject of `ändern` is `die Firma`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.reader.statements.actors import acts
from kg.reader.statements.draft import Reading, Slot, clause_slot, slot
from kg.reader.syntax import (
    cases,
    clause_of,
    clause_type,
    conjuncts,
    core,
    determiner,
    feature,
    has_finite,
    has_zu,
    is_clause,
    is_participle,
    number,
    number_of_verb,
    obliques,
    preposition,
    relative_pronoun,
    sentence_of,
    subordinator,
    verb_group,
)
from kg.reader.syntax.grammar import load_grammar

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

REFLEXIVE = frozenset({"sich", "mich", "dich", "uns", "euch", "einander"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "DET", "ADJ"})
_DEPTH = 6  # how far control is followed; a parse that goes round in circles ends here


def slots(head: Token | None) -> tuple[Slot, ...]:
    """A participant for each conjunct of a noun phrase; a relative pronoun stands for its antecedent."""
    if head is None:
        return ()
    if is_clause(head) and head.pos_ in ("VERB", "AUX"):
        return (clause_slot(head),)
    found: list[Slot] = []
    together = tuple(t for t in conjuncts(head) if t == head or _takes_part_alike(t, head))
    if len(together) > 1 and (_one_of_all(head) or _one_name(together) or any(t.text.endswith("-") for t in together)):
        return (slot(head, coordination=True),)
    for token in together:
        antecedent = antecedent_of(token)
        if antecedent is not None:
            # „Schüler und Lehrer, die …": the pronoun may stand for all of them
            several = _plural(token) and len(conjuncts(antecedent)) > 1
            found += [slot(t) for t in (conjuncts(antecedent) if several else (antecedent,))]
        else:
            found.append(slot(token, clauses=_needs_clause(token)))
    return tuple(found)


def _takes_part_alike(conjunct: Token, head: Token) -> bool:
    """„gegen den Plan und für den Frieden": who is for it is not against it."""
    own, first = preposition(conjunct), preposition(head)
    return own is None or first is None or {own.lemma_, first.lemma_} != {"für", "gegen"}


def _needs_clause(token: Token) -> bool:
    """„alles, was er hat", „diejenigen, die gingen": without its clause the pronoun says nothing."""
    return token.pos_ in ("PRON", "DET") and any(c.dep_ == "acl:relcl" for c in token.children)


def _one_of_all(head: Token) -> bool:
    """„Der Bankier und heutige Chef saß …": a singular verb and one article, so it is one person."""
    if head.dep_ != "nsubj" or determiner(head) is None:
        return False
    finite = verb_group(head.head).finite if is_clause(head.head) else None
    others = [t for t in conjuncts(head) if t != head]
    joined = any(c.lower_ == "und" for t in others for c in t.children)
    return (
        joined
        and finite is not None
        and number_of_verb(finite) == "Sing"
        and all(determiner(t) is None for t in others)
    )


def _one_name(together: tuple[Token, ...]) -> bool:
    """„die Firma Hut & Mantel": what is coordinated is inside one name."""
    return all(t.ent_iob_ == "I" and t.nbor(-1).ent_iob_ == "I" for t in together[1:])


def _plural(pronoun: Token) -> bool:
    return feature(pronoun, "Number") == "Plur"


def antecedent_of(token: Token) -> Token | None:
    """The noun that a relative pronoun stands for; None for any other word."""
    if token.pos_ not in ("PRON", "DET"):
        return None
    clause = token if is_clause(token) else clause_of(token)
    opens = clause.dep_ == "conj" and token.i > 0 and token.nbor(-1).lower_ in ("und", "oder")
    for _ in range(_DEPTH):
        if clause.dep_ != "conj":
            break
        clause = clause.head
    opens = opens and token.lower_ in load_grammar().relatives and clause.dep_ == "acl:relcl"  # „… und das Meier führt"
    if not (opens or relative_pronoun(clause) == token) or token.lower_ in ("wo", "was", "wer"):
        return None
    start = min(t.i for t in clause.subtree)
    start = _before_brackets(token.doc, start)
    wanted = _wanted_number(token, clause)
    before = [t for t in sentence_of(token) if t.i < start and t.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ")]
    if (
        clause.head.text in load_grammar().days
        and clause.head.head.pos_ in ("NOUN", "PROPN")
        and preposition(token) is None
    ):
        return _top(clause.head.head)  # „Kinder unter 18 Jahren, die …"
    near = clause.head.pos_ in _NOMINAL and clause.head.i < start and _agree(token, clause.head)
    if near and _has_number(clause.head, wanted):
        return _top(clause.head)
    for noun in reversed(before):
        if noun.pos_ in ("NOUN", "PROPN") and _agree(token, noun):
            top = _top(noun)
            if _has_number(top, wanted):
                return top
    return clause.head if clause.head.pos_ in _NOMINAL and clause.head.i < start else None


def _before_brackets(doc: Doc, start: int) -> int:
    """Where the brackets open that close right before a clause: „die Kräfte (Ada Bell und andere), die …"."""
    end = start - 1 - (start > 1 and doc[start - 1].text == ",")
    if end < 1 or doc[end].text != ")":
        return start
    while end > 0 and doc[end].text != "(":
        end -= 1
    return end if end > 0 else start


def _has_number(noun: Token, wanted: str | None) -> bool:
    """Whether the noun fits the verb: by its forms, else by what the tagger says („den Staaten"); a person is one."""
    if any(c.ent_type_ == "PER" and c.dep_ in ("appos", "flat") and c.i == noun.i + 1 for c in noun.children):
        return wanted in (None, "Sing")
    return wanted is None or (number(noun) or feature(noun, "Number") or wanted) == wanted


def _wanted_number(token: Token, clause: Token) -> str | None:
    """The number of the finite verb, where the pronoun is its subject."""
    finite = verb_group(clause).finite
    if token.dep_ not in ("nsubj", "nsubj:pass") or finite is None:
        return None
    return number_of_verb(finite)


def _top(noun: Token) -> Token:
    """The head of a name of several words."""
    while noun.dep_ in ("flat", "compound") or (noun.dep_ == "appos" and noun.head.i == noun.i - 1):
        noun = noun.head
    return noun


def _agree(pronoun: Token, noun: Token) -> bool:
    """Whether gender and number of pronoun and noun do not contradict each other."""
    word = pronoun.lower_
    number, gender = feature(noun, "Number"), feature(noun, "Gender")
    if noun.ent_type_ == "PER":  # a name has no gender that a tagger could tell
        gender = ""
    if word == "der" and pronoun.dep_ == "nsubj" and (number == "Plur" or gender in ("Fem", "Neut")):
        return False
    if word in ("das", "dessen", "was") and number == "Plur":
        return False
    if word == "das" and gender and gender != "Neut":
        return False
    if word == "die" and number == "Sing" and gender in ("Masc", "Neut") and len(conjuncts(noun)) == 1:
        return False
    if word == "den" and number == "Sing" and gender in ("Fem", "Neut"):
        return False
    if word == "dem" and (number == "Plur" or gender == "Fem"):
        return False
    return not (word == "denen" and number == "Sing" and len(conjuncts(noun)) == 1)


def subjects(head: Token, reading: Reading, depth: int = 0) -> tuple[Slot, ...]:
    """The subjects of a clause, controlled ones included; for a passive its grammatical subject (the patient)."""
    found = core(head)
    own = found.subject
    if found.shared:
        behind = demonstrated(head.head, reading)
        own = behind if behind is not None else own
    if own is not None and own.i in reading.timed:  # „kommende Woche soll es …"
        own = next((c for c in head.children if c.lower_ == "es" and c != own), None) or _untimed(head, reading)
    if own is not None:
        if own.lower_ == "es" and own.dep_ == "expl":
            return (slot(own),)
        return slots(own)
    clausal = next((c for c in head.children if c.dep_ in ("csubj", "csubj:pass") and c.i < head.i), None)
    if clausal is not None:
        return (clause_slot(clausal),)
    whoever = next((c for c in head.children if c.i < head.i and _asks_who(c)), None)
    if whoever is not None and own is None:  # „Wer Stellen streicht, handelt …"
        return (clause_slot(whoever),)
    if depth >= _DEPTH:
        return ()
    if head.dep_ == "conj" and is_clause(head.head):
        first = head.head
        # „hilft dem Land, sich zu wehren, und leistet …": a finite verb continues a finite clause
        while has_finite(head) and not has_finite(first) and first.head != first and is_clause(first.head):
            first = first.head
        return subjects(first, reading, depth + 1)
    if _continues(head):
        return subjects(head.head, reading, depth + 1)
    kind = clause_type(head)
    if kind in ("infinitive", "participle") or (kind == "adverbial" and verb_group(head).finite is None):
        return controlled(head, reading, depth + 1)
    return ()


def demonstrated(head: Token, reading: Reading) -> Token | None:
    """„Dies wollte die Ministerin nicht": who acts stands behind the verb, and `dies` is what she does it to."""
    own, finite = core(head), verb_group(head).finite
    if own.subject is None or own.object is None or finite is None or own.subject.lower_ not in ("das", "dies"):
        return None
    if not own.subject.i < finite.i < own.object.i or verb_group(head).lemma in reading.words.affecting:
        return None
    fits = "Nom" in cases(own.object) and number(own.object) in (None, number_of_verb(finite))
    return own.object if fits and acts(Slot((own.object,), own.object), reading) else None


def _untimed(head: Token, reading: Reading) -> Token | None:
    """„lange Zeit geschah nichts": the noun that can be the subject where a time was taken for it."""
    for child in head.children:
        if child.dep_ in ("obj", "obl", "iobj", "parataxis", "advmod") and child.pos_ in (
            "NOUN",
            "PROPN",
            "PRON",
            "ADJ",
        ):
            noun = child.pos_ != "ADJ" or determiner(child) is not None
            if noun and child.i not in reading.timed and preposition(child) is None and "Nom" in cases(child):
                return child if child.lower_ != "sich" else None
    return None


def _continues(head: Token) -> bool:
    """„Sie kamen, sollen die Botschaft sichern": the verb after the comma has the subject of the clause before."""
    finite, above = verb_group(head).finite, head.head
    if finite is None or finite.i == 0 or finite.nbor(-1).text != "," or above == head or not is_clause(above):
        return False
    return head.dep_ in ("parataxis", "ccomp", "dep", "advcl") and finite.i > above.i and has_finite(above)


def _asks_who(child: Token) -> bool:
    if not is_clause(child) or child.dep_ not in ("ccomp", "advcl", "csubj", "acl", "acl:relcl"):
        return False
    first = next((t for t in child.subtree if not t.is_punct), child)
    return first.lower_ == "wer"


def controlled(head: Token, reading: Reading, depth: int = 0) -> tuple[Slot, ...]:
    """The subject that the governing word leaves to an infinitive or participle."""
    governor = head.head
    if governor == head or depth >= _DEPTH:
        return ()
    noun = noun_before(head, reading)
    if noun is not None:
        return _of_noun(noun, reading, depth)
    if governor.pos_ in ("NOUN", "PROPN") and not is_clause(governor):
        if not has_zu(head) and (is_participle(head) or head.lower_.endswith("end")):
            return slots(governor)
        if governor.lemma_ in reading.words.modal_nouns or not is_clause(clause_of(governor)):
            return _of_noun(governor, reading, depth)
        governor = clause_of(governor)
    if not is_clause(governor):
        governor = clause_of(governor)
    if subordinator(head) is not None:  # um … zu, ohne … zu, statt … zu
        return doers(governor, reading, depth)
    lemma = verb_group(governor).lemma
    words = reading.words
    found = core(governor)
    if lemma in words.object_control:
        if verb_group(governor).passive:
            return subjects(governor, reading, depth)
        # „riet davon ab, zu …": `davon` announces the infinitive, nobody is told
        if found.object is not None and found.object.lower_ != "sich" and found.object.pos_ != "ADV":
            return slots(found.object)
    if lemma in words.dative_control:
        if found.indirect is not None:
            return slots(found.indirect)
        told = found.object if found.object is not None and found.object.pos_ != "ADV" else None
        if told is not None and "Dat" in cases(told) and told.lower_ != "sich":
            return slots(told)
        if verb_group(governor).passive or told is None:
            return () if lemma not in ("helfen", "gelingen") else doers(governor, reading, depth)
        return slots(told) if "Dat" in cases(told) else ()
    if lemma in words.preposition_control:
        for noun in obliques(governor):
            case = preposition(noun)
            if case is not None and case.lemma_ == words.preposition_control[lemma]:
                return slots(noun)
    asked = words.complements.get(lemma) == "demand" or lemma in words.object_control
    if asked and not is_reflexive(governor) and not _is_granted(head):
        return ()  # „forderte, Bäume zu pflanzen": whoever it is to be
    return doers(governor, reading, depth)


def is_reflexive(head: Token) -> bool:
    """Whether the verb has `sich` or another reflexive pronoun beside it."""
    return any(c.lower_ in REFLEXIVE and c.dep_ in ("obj", "iobj", "expl:pv", "obl:arg") for c in head.children)


def is_own(word: Token, head: Token) -> bool:
    """Whether a pronoun is reflexive: „wir freuen uns", but „das freut uns"."""
    if word.lower_ not in REFLEXIVE:
        return False
    person = {"mich": "1", "uns": "1", "dich": "2", "euch": "2"}.get(word.lower_)
    finite = verb_group(head).finite
    subject = core(head).subject
    if person is None or finite is None or subject is None or subject.lower_ in ("ich", "wir", "du", "ihr"):
        return True
    return feature(finite, "Person") != "3"


def _is_granted(head: Token) -> bool:
    """„verlangte, gehört zu werden", „bat, gehen zu dürfen": what is asked for happens to who asks."""
    group = verb_group(head)
    return group.passive or any(t.lemma_ in ("dürfen", "können", "werden") for t in group.auxiliaries)


def noun_before(head: Token, reading: Reading) -> Token | None:
    """„mit dem Appell, … zu verbreiten": the noun before the comma that asks for an infinitive."""
    if not has_zu(head) or subordinator(head) is not None:
        return None
    start = min((t.i for t in head.subtree if not t.is_punct), default=head.i)
    if start < 2 or head.doc[start - 1].text != ",":
        return None
    noun = head.doc[start - 2]
    if noun.pos_ == "NOUN" and noun.lemma_ in reading.words.modal_nouns:
        return noun
    return _noun_of_the_verb(head, reading)


def _noun_of_the_verb(head: Token, reading: Reading) -> Token | None:
    """„gab den Plan auf, … zu senken": the noun that asks for the infinitive, where its verb does not."""
    verb = head.head
    if head.dep_ not in ("xcomp", "ccomp", "advcl") or verb.pos_ != "VERB" or not verb.i < head.i:
        return None
    words, found = reading.words, core(verb)
    lemma = verb_group(verb).lemma
    own = lemma in words.complements or lemma in words.object_control or lemma in words.dative_control
    announced = any(c.pos_ == "ADV" and c.lower_.startswith("da") and len(c) > 3 for c in verb.children)
    if own or announced or lemma in words.preposition_control or found.shared:
        return None
    if found.object is None and lemma in words.attitude and not verb_group(verb).passive:
        return None  # „Der Plan sieht vor, … zu senken"
    noun = found.object if found.object is not None else found.subject
    return noun if noun is not None and noun.pos_ == "NOUN" and noun.lemma_ in words.modal_nouns else None


def doers(head: Token, reading: Reading, depth: int = 0) -> tuple[Slot, ...]:
    """Who acts in a clause: the subject, of a passive its agent or nobody."""
    if verb_group(head).passive:
        return tuple(s for agent in agents(head) for s in slots(agent))
    found = subjects(head, reading, depth)
    return tuple(s for s in found if not reading.is_empty(s))


def _of_noun(noun: Token, reading: Reading, depth: int) -> tuple[Slot, ...]:
    """„die Forderung der Partei, zu …" does not say who is to act; „der Plan der Partei, zu …" does: its owner."""
    owner = owner_of(noun)
    if owner is not None:
        return slots(owner)
    possessive = next((c for c in noun.children if c.dep_ in ("det:poss", "det") and "Poss" in str(c.morph)), None)
    if possessive is not None:
        return (Slot((possessive,), possessive),)
    if reading.words.modal_nouns.get(noun.lemma_) == "demand":
        return ()
    clause = clause_of(noun)
    if not is_clause(clause) or clause == noun:
        return ()
    # „Die Versuche, den Riss zu schließen, scheiterten": the attempts close nothing
    return tuple(s for s in doers(clause, reading, depth) if s.head != noun)


def owner_of(noun: Token) -> Token | None:
    """The genitive or `von` phrase of a noun."""
    for child in noun.children:
        if child.dep_.split(":")[0] == "nmod" and child.pos_ in ("NOUN", "PROPN", "NUM", "PRON"):
            case = preposition(child)
            if case is None and ("Gen" in cases(child) or child.i < noun.i):
                return child
            if case is not None and case.lemma_ in ("von", "vom") and child.i > noun.i:
                return child
    return None


def _leads_agent(noun: Token) -> bool:
    case = preposition(noun)
    return case is not None and case.lower_ in ("von", "vom", "durch", "seitens", "durchs")


def agents(head: Token) -> tuple[Token, ...]:
    """The agent of a passive: `obl:agent`, else a phrase with `von` or `durch`."""
    if verb_group(head).lemma in load_grammar().separating:
        return ()  # „von der Regel ausgenommen"
    found = [c for c in obliques(head) if c.dep_ == "obl:agent" and _leads_agent(c)]
    if found:
        return tuple(found)
    for words in (("von", "vom", "seitens"), ("durch",)):
        found = [
            c for c in obliques(head) if (p := preposition(c)) is not None and p.lower_ in words and c.dep_ != "nmod"
        ]
        if found:
            return tuple(found[:1])
    if head.dep_ == "conj" and verb_group(head).shared and head.head != head:
        return agents(head.head)  # „wurde vom Gericht aufgehoben und verworfen"
    return ()

"""Repairs by word order: what stands before the finite verb, behind it, behind a comma or a pair of conjunctions.

A German main clause has one phrase before its finite verb (the prefield), a subordinate clause has its verb last; what
the first word of a clause is tells what it lacks. See Höhle, „Topologische Felder" (1983).

Example: in „Ausgelöst hatte den Streit ein Brief" the participle fills the prefield, so both nouns follow, and the one
that the text speaks of for the first time is the subject.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.reader.syntax.forms import (
    MODALS,
    cases,
    determiner,
    feature,
    is_finite,
    is_participle,
    sentence_of,
    subjunctive,
)
from kg.reader.syntax.grammar import load_grammar
from kg.reader.syntax.phrases import NOMINAL_POS, number
from kg.reader.syntax.repairs.tree import has_case, set_features
from kg.reader.syntax.repairs.words import lemma_by_shape

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRONOUNS = frozenset({"der", "die", "das", "den", "dem", "denen"})
_ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:arg"})
_SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "csubj:pass", "expl")
_HELPERS = ("aux", "aux:pass", "cop")
_ACTORS = frozenset({"PER", "ORG"})
_PAIRS = {"weder": ("noch",), "sowohl": ("als", "wie"), "entweder": ("oder",)}


def finite_of(head: Token) -> Token | None:
    """The finite verb of the clause that the word heads."""
    if head.pos_ in ("VERB", "AUX") and is_finite(head):
        return head
    return next((c for c in head.children if c.dep_ in _HELPERS and is_finite(c)), None)


def _make_finite(token: Token) -> None:
    """Makes the word a finite verb of the third person; the lemma of an adjective gives way to that of its form."""
    if token.pos_ == "ADJ" and not token.lemma_.endswith("en"):
        token.pos_, token.lemma_ = "VERB", token.lower_
        lemma_by_shape(token)
    token.pos_ = "VERB"
    plural = "Plur" if token.lower_.endswith("ten") else "Sing"
    set_features(token, f"Mood=Ind|Number={plural}|Person=3|VerbForm=Fin")


def pronoun_not_article(token: Token) -> None:
    """„ein Amt, das Meier leitet", „keine von ihnen": an article that is itself subject or object is a pronoun."""
    if token.pos_ == "DET" and token.dep_ in _ARGUMENTS and token.lower_ in (*_PRONOUNS, "keine"):
        token.pos_ = "PRON"


def last_verb(token: Token) -> None:
    """„die Gruppe, der sie angehört": a relative clause without any other verb ends in its finite one."""
    if (
        token.pos_ not in ("VERB", "ADJ")
        or not token.lower_.endswith(("t", "te", "ten"))
        or finite_of(token) is not None
    ):
        return
    if token.dep_ not in ("acl:relcl", "conj") or any(c.dep_ in (*_HELPERS, "compound:prt") for c in token.children):
        return
    pronoun = next((c for c in token.children if c.pos_ == "PRON" and c.lower_ in _PRONOUNS), None)
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if pronoun is None or pronoun.i > token.i or (after is not None and not _ends_clause(after)):
        return
    if pronoun.nbor(-1).text != "," and pronoun.nbor(-1).lower_ not in ("und", "oder"):
        return
    _make_finite(token)


def relative_before_name(token: Token) -> None:
    """„das Land, das Norwegen anerkannte": a neuter name has no article, nor has a person's: it is the pronoun."""
    if token.dep_ != "det" or token.lower_ not in ("die", "das", "den") or token.i + 1 >= len(token.doc) or not token.i:
        return
    name = token.nbor(1)
    if name != token.head or name.pos_ != "PROPN" or has_case(name) or name.dep_ not in ("nsubj", "nsubj:pass", "obj"):
        return
    bare = name.ent_type_ == "PER" or (name.ent_type_ == "LOC" and feature(name, "Gender") == "Neut")
    verb, before = name.head, token.nbor(-1)
    if verb.pos_ == "ADJ" and feature(verb, "VerbForm") == "Fin":  # „anerkannte"
        _make_finite(verb)
    finite = finite_of(verb)
    if not bare or finite is None or not (before.text == "," or before.lower_ in ("und", "oder")):
        return
    if finite.i < name.i or (finite.i + 1 < len(token.doc) and not _ends_clause(finite.nbor(1))):
        return
    if any(c.dep_ in ("nsubj", "nsubj:pass", "mark") and c != name for c in verb.children):
        return
    token.head, token.dep_, token.pos_ = verb, "obj", "PRON"
    name.dep_ = "nsubj"


def _ends_clause(token: Token) -> bool:
    return token.is_punct or token.is_space or token.lower_ in ("und", "oder", "sowie")


def dative_pronoun(token: Token) -> None:
    """„die Gruppe, der zwei Ärzte angehören": `der` behind a feminine noun is a dative, so the other noun acts."""
    if token.lower_ != "der" or token.pos_ != "PRON" or token.dep_ not in ("nsubj", "nsubj:pass"):
        return
    clause = token.head
    noun = clause.head
    if clause.dep_ not in ("acl:relcl", "acl") or noun.pos_ != "NOUN" or noun.i > token.i:
        return
    if feature(noun, "Gender") != "Fem" or feature(noun, "Number") != "Sing":
        return
    finite = finite_of(clause)
    if finite is None:
        return
    for child in clause.children:
        fits = child.dep_ in ("obj", "obl") and child.pos_ in NOMINAL_POS and not has_case(child) and child.i > token.i
        if fits and _may_be_subject(child, finite):
            child.dep_, token.dep_ = token.dep_, "obl:arg"
            return


def _may_be_subject(noun: Token, finite: Token) -> bool:
    return "Nom" in cases(noun) and number(noun) in (None, _number(finite))


def _number(finite: Token) -> str | None:
    return feature(finite, "Number") or None


def missing_subject(token: Token) -> None:
    """„bei dem drei der Ärzte angestellt sind": a clause with its verb last has a subject, if a noun can be it."""
    if token.dep_ != "acl:relcl" and not any(c.dep_ == "mark" and c.pos_ == "SCONJ" for c in token.children):
        return
    finite = finite_of(token)
    kids = list(token.children)
    if finite is None or finite.i < token.i or any(c.dep_ in _SUBJECTS for c in kids):
        return
    relative = next((c for c in kids if c.pos_ == "PRON" and c.lower_ in _PRONOUNS), None)
    if token.dep_ == "acl:relcl" and (
        relative is None or not (has_case(relative) or relative.lower_ in ("dem", "den"))
    ):
        return
    for child in kids:
        if (
            child.dep_ not in ("obl", "nmod", "obl:arg")
            or child.pos_ not in ("NOUN", "PROPN", "NUM")
            or has_case(child)
        ):
            continue
        if child.text in load_grammar().days or child.text in load_grammar().measures or child.i > token.i:
            continue
        if _may_be_subject(child, finite):
            child.dep_ = "nsubj:pass" if any(c.dep_ == "aux:pass" for c in kids) else "nsubj"
            return


def participle_and_two_nouns(token: Token) -> None:
    """„Bezahlt hat die Reise der Verein", „Ausgelöst hatte den Streit ein Brief": who did it comes last.

    By case where it tells (`der Verein`), else the noun with an indefinite article, unless only the first can act.
    """
    finite = finite_of(token)
    if token.pos_ != "VERB" or finite is None or finite.lemma_ != "haben" or finite.i != token.i + 1:
        return
    if not _opens_clause(token) or not is_participle(token):
        return
    subject = next((c for c in token.children if c.dep_ == "nsubj" and c.i > finite.i), None)
    if subject is None or subject.pos_ not in ("NOUN", "PROPN") or "Acc" not in cases(subject):
        return
    other = next((c for c in token.children if c.dep_ == "obj" and c.i > subject.i), None)
    if other is None:  # „die Reise der neue Verein": no genitive, whatever the parser says
        below = (c for c in subject.children if c.dep_ in ("nmod", "appos") and c.i > subject.i and not has_case(c))
        other = next((c for c in below if determiner(c) is not None and _is_nominative(c)), None)
        if other is None:
            return
        other.head = token
    elif not _may_be_subject(other, finite) or ("Acc" in cases(other) and not _is_focus(other, subject)):
        return
    other.dep_, subject.dep_ = "nsubj", "obj"


def _is_focus(last: Token, first: Token) -> bool:
    """Whether only the last of two nouns is new to the text, and the first is not the only one that can act."""
    if first.ent_type_ in _ACTORS and last.ent_type_ not in _ACTORS:
        return False
    return _is_new(last) and determiner(first) is not None and not _is_new(first)


def _is_new(noun: Token) -> bool:
    """Whether the noun has an indefinite article: the text has not spoken of it before."""
    article = determiner(noun)
    return article is not None and article.lower_.startswith("ein")


def _is_nominative(noun: Token) -> bool:
    """„der Verein", „der neue Verein": a masculine noun behind `der` that has no ending of a plural."""
    if cases(noun) == {"Nom"}:
        return True
    article = determiner(noun)
    return (
        article is not None
        and article.lower_ == "der"
        and feature(noun, "Gender") == "Masc"
        and noun.text == noun.lemma_
        and not any(c.dep_ == "nummod" for c in noun.children)
    )


def _opens_clause(token: Token) -> bool:
    start = min((t.i for t in token.subtree if not t.is_punct and not t.is_space), default=token.i)
    if start != token.i and any(c.i < token.i and c.dep_ not in ("cc", "punct") for c in token.children):
        return False
    before = token.nbor(-1) if token.i > sentence_of(token).start else None
    return before is None or before.is_punct or before.is_space or before.pos_ == "CCONJ"


def expletive_object(token: Token) -> None:
    """„Das Museum kaufte es 1953": beside a subject and no clause `es` stands for a thing."""
    if token.dep_ != "expl" or token.lower_ != "es" or feature(token, "Case") != "Acc" or token.head.pos_ != "VERB":
        return
    kids = [c for c in token.head.children if c != token]
    subject = next((c for c in kids if c.dep_ == "nsubj"), None)
    clause = any(c.dep_ in ("ccomp", "xcomp", "csubj", "obj", "acl", "advcl", "expl:pv") for c in kids)
    if subject is not None and not clause and subject.pos_ in ("NOUN", "PROPN", "PRON") and subject.i < token.i:
        token.dep_ = "obj"


def object_of_adverb(token: Token) -> None:
    """„Man unterstützt den Plan uneingeschränkt": the object before an adverb is the verb's."""
    adverb = token.head
    if token.dep_ != "obj" or adverb.pos_ not in ("ADJ", "ADV") or adverb.dep_ not in ("advmod", "xcomp"):
        return
    verb = adverb.head
    if verb.pos_ != "VERB" or not verb.i < token.i < adverb.i or any(c.dep_ in ("obj", "ccomp") for c in verb.children):
        return
    if any(c.dep_ == "nsubj" for c in verb.children):
        token.head = verb


def passive_before_its_noun(token: Token) -> None:
    """„Beschlossen worden sei nur eine Prüfung": behind a participle the finite verb is no copula of the noun."""
    if token.dep_ != "cop" or not is_finite(token) or token.lemma_ not in ("sein", "werden"):
        return
    noun = token.head
    if noun.pos_ not in ("NOUN", "PROPN", "PRON") or noun.i < token.i or token.i < 1:
        return
    verb = token.nbor(-1)
    if verb.lower_ == "worden" and token.i > 1:
        verb = verb.nbor(-1)
    if verb.pos_ != "VERB" or is_finite(verb) or not _opens_clause(verb):
        return
    if not is_participle(verb) or any(c.dep_ in ("nsubj", "nsubj:pass", "obj") for c in verb.children):
        return
    dep, above = noun.dep_, noun.head
    if verb in noun.subtree or verb.head == noun:
        verb.head, verb.dep_ = (verb, dep) if above == noun else (above, dep)
    for child in [c for c in noun.children if c.i < noun.i and c.dep_ in ("obl", "advmod") and c.i < token.i]:
        child.head = verb
    token.head, token.dep_ = verb, "aux:pass"
    noun.head, noun.dep_ = verb, "nsubj:pass"


def conjunctions_in_pairs(token: Token) -> None:
    """„Weder der Chef noch seine Leute wussten es", „sowohl A als auch B": two nouns of one list."""
    seconds = _PAIRS.get(token.lower_)
    if seconds is None:
        return
    second = next((t for t in sentence_of(token) if t.i > token.i + 1 and t.lower_ in seconds), None)
    if second is None or second.i + 1 >= len(token.doc):
        return
    first = _phrase_between(token.i + 1, second.i, token)
    start = second.i + 1
    while start < len(token.doc) - 1 and token.doc[start].lower_ in ("auch", "nicht"):
        start += 1
    last = _phrase_from(start, token)
    if first is None or last is None or first == last or last in first.ancestors:
        return
    if has_case(first) != any(c.dep_ == "case" and c != second for c in last.children):
        return
    if first.head.pos_ not in ("VERB", "AUX", "ADJ", "NOUN") or first.dep_ not in _ARGUMENTS:
        return
    if last.head != first and last.dep_ not in (*_ARGUMENTS, "advmod", "dep", "appos", "conj"):
        return
    last.head, last.dep_ = first, "conj"
    for word in token.doc[second.i : start]:
        word.head, word.dep_ = last, "cc"
    token.head, token.dep_ = first.head, "advmod"


def _phrase_between(start: int, end: int, token: Token) -> Token | None:
    """The noun whose phrase starts at one place and ends at the other."""
    inside = [t for t in token.doc[start:end] if t.pos_ in NOMINAL_POS]
    return next((t for t in inside if not start <= t.head.i < end), None)


def _phrase_from(start: int, token: Token) -> Token | None:
    """The noun whose phrase starts at the place, found by the article or adjective that stands there."""
    word = token.doc[start]
    for _ in range(4):
        if word.pos_ in NOMINAL_POS and word.dep_ not in ("flat", "compound", "nummod"):
            return word
        if word.head == word or word.head.pos_ in ("VERB", "AUX") or word.head.i < start:
            return None
        word = word.head
    return None


def loose_apposition(token: Token) -> None:
    """„die Erben, zwei Töchter, kamen": two nouns without `und` are no list; the second says what the first is."""
    if token.dep_ not in ("conj", "parataxis", "list") or token.pos_ != "NOUN" or has_case(token):
        return
    kids = list(token.children)
    if any(c.dep_ in ("cc", "conj", "nsubj", "nsubj:pass", "obj", *_HELPERS) for c in kids):
        return
    if not any(c.dep_ in ("det", "nummod") and c.i < token.i for c in kids):
        return
    start = min(t.i for t in token.subtree if not t.is_punct)
    if start < 2 or token.doc[start - 1].text != "," or token.text in load_grammar().days:
        return
    noun = token.head
    if token.dep_ != "conj":
        noun = token.doc[start - 2]
        while noun.dep_ in ("flat", "compound", "appos", "nmod") and noun.head.i < start and noun.head != noun:
            noun = noun.head
    if noun.pos_ not in ("NOUN", "PROPN") or noun.i >= start or noun.dep_ in ("root", "ROOT") or noun in token.subtree:
        return
    if any(c.dep_ == "conj" and c != token for c in noun.children) or noun.dep_ == "conj":
        return
    if any(c.pos_ in ("VERB", "AUX") and is_finite(c) for c in token.doc[noun.i : start]):
        return
    end = max(t.i for t in token.subtree if not t.is_punct) + 1
    if end < len(token.doc) and not (token.doc[end].is_punct or token.doc[end].is_space):
        return
    token.head, token.dep_ = noun, "appos"


def second_of_three(token: Token) -> None:
    """„Der Chef stand auf, nahm den Hut und ging": what goes on after it with `und` has a subject in common with it.

    The verb right behind the comma has no prefield, so it goes on with the subject of the clause before; the parser
    takes its object for a subject, or the clause before for what it says.
    """
    if token.pos_ != "VERB" or not is_finite(token) or not token.i or token.nbor(-1).text != ",":
        return
    first = next((c for c in token.children if c.dep_ in ("ccomp", "parataxis", "advcl") and c.i < token.i), None)
    above = first if first is not None else token.head if token.dep_ in ("parataxis", "ccomp", "conj") else None
    if above is None or above == token or above.i > token.i or not any(c.dep_ == "nsubj" for c in above.children):
        return
    finite = finite_of(above)
    opener = min(t.i for t in above.subtree if not t.is_punct)
    if finite is None or any(c.dep_ == "mark" for c in above.children) or finite.i == opener:
        return
    follows = (c for c in above.children if c.dep_ == "conj" and c.i > token.i)
    if not any(any(k.dep_ == "cc" and k.i > token.i for k in c.children) and _lacks_subject(c) for c in follows):
        return
    subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
    if subject is not None:
        if "Acc" not in cases(subject) or any(c.dep_ == "obj" for c in token.children):
            return
        subject.dep_ = "obj"
    if first is not None:
        dep, higher = token.dep_, token.head
        first.head, first.dep_ = (first, dep) if higher == token else (higher, dep)
        for child in [c for c in token.children if c.is_punct and c.i > token.i]:
            child.head = first
    token.head, token.dep_ = above, "conj"


def _lacks_subject(clause: Token) -> bool:
    return not any(c.dep_ in _SUBJECTS for c in clause.children)


def reported_clause(token: Token) -> None:
    """„erklärte, die Abgabe koste zu viel, nütze aber …": a Konjunktiv I behind a comma is what is said."""
    if token.pos_ not in ("VERB", "AUX", "NOUN", "ADJ", "PROPN") or token.dep_ not in ("conj", "parataxis"):
        return
    above, finite = token.head, finite_of(token)
    if finite is None or above == token or above.i > token.i or above.pos_ != "VERB" or subjunctive(finite) != "I":
        return
    kids = list(token.children)
    if any(c.dep_ in ("cc", "mark") and c.i < finite.i for c in kids):
        return
    saying = finite_of(above)
    if saying is None or subjunctive(saying) is not None or saying.lemma_ in MODALS:
        return
    start = min(t.i for t in token.subtree if not t.is_punct)
    if start == 0 or token.doc[start - 1].text != ",":
        return
    before = [c for c in above.children if c.dep_ == "ccomp" and above.i < c.i < token.i]
    said = next((c for c in reversed(before) if _is_reported(c)), None)
    if said is not None:
        token.head, token.dep_ = said, "conj"
    elif not before:
        token.dep_ = "ccomp"


def _is_reported(clause: Token) -> bool:
    finite = finite_of(clause)
    return finite is not None and subjunctive(finite) == "I"


def residence(token: Token) -> None:
    """„Peter Kunz, 58, aus Gera, der den Unfall sah": where a person is from is no second person of a list."""
    if token.dep_ not in ("conj", "appos", "parataxis") or token.ent_type_ == "PER" or not has_case(token):
        return
    person = token.head
    if any(c.dep_ == "cc" for c in token.children) or token.i < person.i:
        return
    name = next((c for c in person.children if c.dep_ == "conj" and c.ent_type_ == "PER" and c.i < token.i), None)
    if person.ent_type_ != "PER":
        if name is None:
            return
        person = name
    case = next(c for c in token.children if c.dep_ == "case")
    if case.lower_ not in ("aus", "von", "vom", "in"):
        return
    for child in [c for c in token.children if c.dep_ == "acl:relcl"]:
        child.head = person
    token.head, token.dep_ = person, "nmod"


_REPAIRS = (
    pronoun_not_article,
    last_verb,
    relative_before_name,
    dative_pronoun,
    missing_subject,
    participle_and_two_nouns,
    expletive_object,
    object_of_adverb,
    passive_before_its_noun,
    conjunctions_in_pairs,
    loose_apposition,
    second_of_three,
    reported_clause,
    residence,
)


def word_order(words: list[Token]) -> None:
    """All repairs of this module, each over all the words before the next."""
    for repair in _REPAIRS:
        for token in words:
            repair(token)

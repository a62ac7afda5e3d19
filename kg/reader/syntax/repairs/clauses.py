"""Repairs of clauses: two clauses under one verb, two subjects, prefields, relative pronouns, stray conjuncts.

Example: in „Einen Chef kann sich die Bank nicht leisten" the accusative is no subject.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.reader.syntax.forms import (
    cases,
    feature,
    is_finite,
    is_participle,
    number_of_verb,
    participle_shaped,
    sentence_of,
)
from kg.reader.syntax.grammar import load_grammar
from kg.reader.syntax.groups import has_zu
from kg.reader.syntax.phrases import number
from kg.reader.syntax.repairs.tree import ARTICLES, MODALS, has_case, set_features, take_over

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_PRONOUN_SUBJECTS = frozenset({"ich", "du", "er", "wir", "man"})
_MAIN = ("root", "ROOT", "ccomp", "conj", "parataxis")


def two_clauses(token: Token) -> None:
    """„Die Firma habe ein Problem, wenn sie Geld verloren habe": the first `habe` is a verb of its own clause."""
    finite = [c for c in token.children if c.dep_ in ("aux", "aux:pass", "cop") and is_finite(c)]
    if len(finite) == 1 and finite[0].lemma_ == "haben" and _is_no_participle(token):
        finite = [finite[0], token]  # „hat sechs Sitze, die Stimmen fehlen aber": `haben` takes no bare infinitive
    if len(finite) == 1 and finite[0].i < token.i and is_finite(token) and token.dep_ != "amod":
        _joined_by_und(token, finite[0])
        return
    if len(finite) < 2:
        return
    first, last = finite[0], finite[-1]
    if first.lemma_ in (*MODALS, "werden") and last.lower_ in ("werden", "haben", "sein") and last.i > token.i:
        return  # „sollen Daten über A, B und C gewonnen werden": an infinitive
    boundary = [t for t in token.doc[first.i : last.i] if t.text in (",", ";", "–", "—", ":")]
    if not boundary or first.i > token.i:
        return
    border = boundary[0].i
    if not any(
        c.i > border and (c.dep_ in ("mark", "nsubj", "nsubj:pass", "expl") or _is_relative(c)) for c in token.children
    ):
        return
    dep, above = token.dep_, token.head
    mine = [c for c in token.children if c.i < border and c != first]
    if above == token:
        first.head = first
    elif above.i == first.i:
        return
    else:
        first.head = above
    first.dep_ = dep
    if first.lemma_ not in MODALS:
        first.pos_ = "VERB"
    for child in mine:
        child.head = first
    token.head = first
    marked = any(c.dep_ == "mark" or c.lower_ in ("als", "wenn", "weil") for c in token.children)
    relative = next((c for c in token.children if feature(c, "PronType") == "Rel"), None)
    token.dep_ = "acl:relcl" if relative is not None else "advcl" if marked else "ccomp"
    if relative is not None:
        nouns = [t for t in token.doc[first.i : border] if t.pos_ in ("NOUN", "PROPN")]
        if nouns:
            token.head = nouns[-1]


def prefield(token: Token) -> None:
    """Before the finite verb of a main clause stands one phrase: what a comma adds to it is an apposition."""
    helpers = [c for c in token.children if c.dep_ in ("aux", "aux:pass", "cop")]
    finite = token if is_finite(token) else next((c for c in helpers if is_finite(c)), None)
    if finite is None or any(c.dep_ == "mark" for c in token.children) or token.dep_ not in _MAIN:
        return
    before = [c for c in token.children if c.i < finite.i and c.dep_ in ("nsubj", "nsubj:pass", "obj", "iobj")]
    if len(before) < 2 or (finite != token and token.i < finite.i):
        return
    first = before[0]
    for child in before[1:]:
        left = min(t.i for t in child.subtree)
        words = [t for t in token.doc[first.i + 1 : child.i] if t.text == ","]
        if (
            child.pos_ == "NOUN"
            and words
            and (token.doc[left].text == "," or (left and token.doc[left - 1].text == ","))
        ):
            child.head, child.dep_ = first, "appos"


def one_subject(token: Token) -> None:
    """„Einen Chef kann sich die Bank nicht leisten": of two subjects, case and number tell which is one."""
    found = [c for c in token.children if c.dep_ in ("nsubj", "nsubj:pass")]
    if found and has_zu(token) and not any(is_finite(c) for c in (token, *token.children)):
        for child in found:  # an infinitive with `zu` has no subject beside it
            child.dep_ = "iobj" if "Dat" in cases(child) and "Acc" not in cases(child) else "obj"
        return
    shared = _finite_of_first(token)
    for child in found:
        if shared is not None and not _number_fits(child, number_of_verb(shared)):
            child.dep_ = "obj"  # „muss sparen und Stellen streichen": `muss` has no subject in the plural
            if is_finite(token):
                set_features(token, "VerbForm=Inf")
    found = [c for c in found if c.dep_ != "obj"]
    for child in found:
        if child.pos_ in ("ADV", "SCONJ", "CCONJ", "ADP", "PART") or child.lower_ in load_grammar().no_subjects:
            child.dep_ = "advmod"
        elif len(found) > 1 and any(c.dep_ in ("case", "mark") and c.lower_ in ("als", "wie") for c in child.children):
            child.dep_ = "obl"  # „Auch als Trainerin war sie erfolgreich"
        elif "Nom" not in cases(child) and child.pos_ != "VERB":
            known = cases(child)
            child.dep_ = "iobj" if known == {"Dat"} else "obj" if "Acc" in known else child.dep_
    found = [c for c in token.children if c.dep_ in ("nsubj", "nsubj:pass")]
    if len(found) < 2:
        return
    helpers = [c for c in token.children if c.dep_ in ("aux", "aux:pass", "cop")]
    finite = token if is_finite(token) else next((c for c in helpers if is_finite(c)), None)
    wanted = number_of_verb(finite) if finite is not None else None
    best = min(
        found,
        key=lambda c: (
            c.lower_ not in _PRONOUN_SUBJECTS,
            not _number_fits(c, wanted),
            "Acc" in cases(c) and c.pos_ != "PRON" and c.ent_type_ not in ("PER", "ORG"),
            c.i,
        ),
    )
    for child in found:
        if child != best:
            child.dep_ = "obj"


def relative_article(token: Token) -> None:
    """„das Land, das kommerziellen Walfang betreibt": `das` opens the clause and is no article of the noun."""
    if token.dep_ != "acl:relcl" or not (is_finite(token) or any(is_finite(c) for c in token.children)):
        return
    first = next((t for t in sorted(token.subtree, key=lambda t: t.i) if not t.is_punct), token)
    if first.pos_ != "DET" or first.lower_ not in ARTICLES or first.dep_ != "det" or first.head.pos_ != "NOUN":
        return
    noun = first.head
    adjective = next((c for c in noun.children if c.dep_ == "amod" and c.i > first.i), None)
    kids = list(token.children)
    has_subject = any(c.dep_ in ("nsubj", "nsubj:pass") and c != noun for c in kids)
    strong = adjective is not None and first.lower_ in ("das", "die", "der") and adjective.lower_.endswith(("en", "em"))
    if noun.head != token or (has_subject and not strong) or (noun.dep_ == "nsubj" and not strong):
        return
    first.head, first.pos_ = token, "PRON"
    first.dep_ = "nsubj" if first.lower_ in ("der", "die", "das") and not has_subject else "obj"
    set_features(first, "PronType=Rel")
    if noun.dep_ == "nsubj":
        noun.dep_ = "obj"


def relative_preposition(token: Token) -> None:
    """„die Anhörung, in der Meier …": before a person's name `der` is the relative pronoun."""
    if token.ent_type_ != "PER" or token.i < 3 or token.pos_ not in ("PROPN", "NOUN"):
        return
    article, case, comma = token.nbor(-1), token.nbor(-2), token.nbor(-3)
    if comma.text != "," or case.pos_ != "ADP" or article.lower_ not in ARTICLES or article.head != token:
        return
    verb = token.head
    if verb.pos_ not in ("VERB", "AUX") or token.dep_ != "obl":
        return
    article.head, article.dep_, article.pos_ = verb, "obl", "PRON"
    set_features(article, "PronType=Rel")
    case.head = article
    token.dep_ = "nsubj"
    for child in verb.children:
        if child.dep_ == "nsubj" and child != token:
            child.dep_ = "obj"


def subject_among_objects(token: Token) -> None:
    """„wie mehrere Diplomaten bestätigten": the only noun of an active verb that can be its subject is."""
    kids = list(token.children)
    helpers = [c for c in kids if c.dep_ in ("aux", "aux:pass", "cop")]
    finite = token if is_finite(token) else next((c for c in helpers if is_finite(c)), None)
    if finite is None or any(c.dep_ in ("nsubj", "nsubj:pass", "csubj", "expl") for c in kids):
        return
    if feature(finite, "Person") in ("1", "2") or _continues(finite):
        return
    if token.dep_ == "conj" and finite.i > token.i and any(c.dep_ == "mark" for c in token.head.children):
        return  # „weil er die Steuer senken und das Geld sparen will": the subject of both stands before the first
    if token.dep_ == "conj" and not verb_opens(
        sentence_of(token)
    ):  # „und die Preise steigen": what stands between `und` and the verb is its subject
        kids = [c for c in kids if c.i < finite.i]
    objects = [c for c in kids if c.dep_ == "obj" and c.pos_ not in ("VERB", "AUX") and not has_case(c)]
    if token.dep_ == "acl:relcl" and len(objects) < 2:
        return  # „den die Firma baute" has both, „die die Firma kennen" may have either
    days = load_grammar().days
    strays = [c for c in kids if c.dep_ in ("advmod", "dep") and c.pos_ in ("NOUN", "PROPN") and not has_case(c)]
    objects += [c for c in strays if c.text not in days]
    wanted = number_of_verb(finite)
    for child in objects:
        if child.lower_ in _PRONOUN_SUBJECTS:
            child.dep_ = "nsubj"
            return
    fits = [c for c in objects if "Nom" in cases(c) and c.lower_ not in ("sich", "es") and _number_fits(c, wanted)]
    if not fits:
        return
    passive = any(c.lemma_ == "werden" for c in helpers) and is_participle(token)
    chosen = next((c for c in fits if "Nom" in feature(c, "Case")), fits[0])
    chosen.dep_ = "nsubj:pass" if passive else "nsubj"


def _number_fits(noun: Token, wanted: str | None) -> bool:
    known = number(noun)
    return wanted is None or known is None or known == wanted


def _continues(finite: Token) -> bool:
    """„…, sollen die Botschaft sichern": a verb right after a comma or `und` has its subject in the clause before."""
    if finite.i == sentence_of(finite).start:
        return False
    before = finite.nbor(-1)
    if before.text == "," and verb_opens(sentence_of(finite)):
        return False  # „Bricht der Damm, könnten die Dörfer …"
    return before.text == "," or before.lower_ in ("und", "oder", "sowie")


def _joined_by_und(token: Token, first: Token) -> None:
    """„die ein Symbol ist und anders heißt": the first of two finite verbs joined by `und` has its own predicate."""
    joint = next((t for t in token.doc[first.i : token.i] if t.lower_ in ("und", "oder")), None)
    if joint is None or first.dep_ != "cop" or joint.nbor(-1) != first:
        return
    noun = next((c for c in token.children if c.dep_ in ("obj", "nsubj", "xcomp") and c.i < first.i and c.i > 0), None)
    later = [c for c in token.children if c.dep_ in ("obj", "nsubj") and c.i < first.i]
    noun = later[-1] if len(later) > 1 else noun
    if noun is None or noun.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return
    take_over(noun, token)
    token.dep_ = "conj"
    for child in [
        c for c in noun.children if c.i > joint.i and c != token and c.dep_ in ("obj", "obl", "advmod", "nmod")
    ]:
        child.head = token


def _is_no_participle(token: Token) -> bool:
    word = token.lower_
    bare = word == token.lemma_.lower() and not participle_shaped(word) and not has_zu(token)
    return bare and not any(c.lemma_ in MODALS for c in token.children)


def two_nouns(token: Token) -> None:
    """„mussten Schöffen Urteile fällen": two bare nouns side by side are subject and object, not one phrase."""
    if token.dep_ not in ("nsubj", "obj") or token.pos_ != "NOUN" or token.head.pos_ != "VERB" or token.i == 0:
        return
    before = token.nbor(-1)
    if (
        before.head != token
        or before.pos_ != "NOUN"
        or before.dep_ not in ("nmod", "compound", "appos", "flat", "amod")
    ):
        return
    if any(True for _ in before.children) or before.text in load_grammar().measures or before.text.endswith("-"):
        return
    kids = list(token.head.children)
    if any(c.dep_ in ("nsubj", "obj") and c != token for c in kids) or before.text == before.lemma_:
        return
    before.head = token.head
    before.dep_, token.dep_ = "nsubj", "obj"


def _is_relative(token: Token) -> bool:
    return feature(token, "PronType") == "Rel" or (token.pos_ == "PRON" and token.lower_ in ARTICLES)


def beyond_the_verb(token: Token) -> None:
    """„griffen zwei Männer in der Stadt, die im Norden liegt, das Haus an": what follows the last verb of a relative
    clause belongs to the clause around it, its prefix too.
    """
    if token.dep_ != "acl:relcl" or token.pos_ not in ("VERB", "AUX"):
        return
    end = max([token.i, *(c.i for c in token.children if c.dep_ in ("aux", "aux:pass", "cop"))])
    above = token.head
    while above.pos_ not in ("VERB", "AUX") and above.head != above:
        above = above.head
    if above.pos_ not in ("VERB", "AUX") or above == token or not any(t.text == "," for t in token.doc[end : end + 2]):
        return
    taken = {c.dep_ for c in above.children}
    for child in [c for c in token.children if c.i > end and not c.is_punct]:
        if child.dep_ == "compound:prt" and "compound:prt" not in taken and above.i < child.i:
            child.head = above
            above.lemma_ = child.lower_ + above.lemma_
            token.lemma_ = token.lemma_.removeprefix(child.lower_)
        elif child.pos_ in ("NOUN", "PROPN") and child.dep_ in ("dep", "obj", "obl", "appos", "nsubj", "parataxis"):
            child.head = above
            if child.dep_ != "obl":
                child.dep_ = "obl" if has_case(child) else "obj" if "obj" not in taken else "dep"


def stray_subject(token: Token) -> None:
    """„hatte ein Häftling eine Frau in seine Gewalt gebracht": a noun in the nominative is no adverb."""
    if token.pos_ != "NOUN" or token.dep_ not in ("advmod", "dep", "discourse") or has_case(token):
        return
    verb = token.head.head if token.head.dep_ in ("aux", "aux:pass", "cop") else token.head
    if verb.pos_ not in ("VERB", "AUX") or cases(token) != {"Nom"}:
        return
    token.head, token.dep_ = verb, "nsubj"


def _finite_of_first(token: Token) -> Token | None:
    """The finite verb that a coordinated infinitive or participle has in common with the first one."""
    first = token.head
    if token.dep_ != "conj" or first.pos_ != "VERB" or any(is_finite(c) for c in (*token.children, first)):
        return None
    if is_finite(token) and token.lower_ != token.lemma_:
        return None
    return next((c for c in first.children if c.dep_ in ("aux", "aux:pass") and is_finite(c)), None)


def copula_of_the_predicate(token: Token) -> None:
    """„Grund für den Streit war ein Fehler": the copula is the predicate's, not the subject's."""
    if token.dep_ != "cop" or token.head.dep_ != "nsubj" or not token.head.i < token.i < token.head.head.i:
        return
    predicate = token.head.head
    if predicate.pos_ in ("NOUN", "PROPN", "ADJ") and not any(c.dep_ == "cop" for c in predicate.children):
        token.head = predicate


def stray_conjunct(token: Token) -> None:
    """„wurden er und seine Familie verhaftet": a noun with `und` before it continues the phrase that ends there."""
    if token.dep_ not in ("nsubj", "nsubj:pass", "obj", "iobj", "obl") or token.pos_ not in ("NOUN", "PROPN"):
        return
    joint = next(
        (c for c in token.children if c.dep_ == "cc" and c.i < token.i and c.lower_ in ("und", "oder", "sowie")), None
    )
    if joint is None or joint.i == sentence_of(token).start or joint.i != min(t.i for t in token.subtree):
        return
    before = joint.nbor(-1)
    for child in token.head.children:
        if child == token or child.i > joint.i or child.dep_ not in ("nsubj", "nsubj:pass", "obj", "iobj", "obl"):
            continue
        if child.pos_ in ("NOUN", "PROPN", "PRON") and before in child.subtree:
            token.head, token.dep_ = child, "conj"
            return


def verb_opens(sentence: Span) -> bool:
    """Whether the first word of the sentence is a finite verb."""
    first = next((t for t in sentence if not t.is_punct and not t.is_space), None)
    return first is not None and first.pos_ in ("VERB", "AUX") and is_finite(first)

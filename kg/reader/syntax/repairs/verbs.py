"""Repairs of verb groups: modals above their verb, auxiliaries beside a noun, infinitives, participles and who does it.

Example: in „Im Mai sollen die Wahlen gewonnen werden" `sollen` stands beside `gewonnen`, not above it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.reader.syntax.forms import cases, determiner, is_finite, sentence_of
from kg.reader.syntax.grammar import load_grammar
from kg.reader.syntax.groups import has_zu
from kg.reader.syntax.repairs.tree import ARTICLES, MODALS, has_case, set_features, take_over

if TYPE_CHECKING:
    from spacy.tokens import Token


def modal_head(token: Token) -> None:
    """„sollen … gewonnen werden": a modal stands beside the verb it modifies, not above it."""
    if token.lemma_ not in MODALS or token.pos_ not in ("VERB", "AUX") or token.dep_ in ("aux", "aux:pass"):
        return
    for child in token.children:
        if child.dep_ not in ("xcomp", "ccomp", "conj", "aux") or child.pos_ != "VERB" or is_finite(child):
            continue
        if any(c.lower_ == "zu" or c.dep_ == "mark" for c in child.children) or (
            child.i < token.i and child.dep_ == "conj"
        ):
            continue
        if any(c.dep_ in ("nsubj", "nsubj:pass") for c in child.children):
            continue
        take_over(child, token)
        token.dep_, token.pos_ = "aux", "AUX"
        return


def fronted_participle(token: Token) -> None:
    """„Unterstützt werden die Truppen von der Flotte": the last phrase with `von` is who does it."""
    helpers = [c for c in token.children if c.dep_ in ("aux", "aux:pass") and c.lemma_ == "werden"]
    if (
        token.pos_ != "VERB"
        or not helpers
        or helpers[0].i < token.i
        or any(c.dep_.startswith("obl") for c in token.children)
    ):
        return
    subject = next((c for c in token.children if c.dep_ in ("nsubj", "nsubj:pass") and c.i > helpers[0].i), None)
    if subject is None:
        return
    for child in subject.children:
        if child.dep_ == "nmod" and any(c.dep_ == "case" and c.lower_ in ("von", "vom") for c in child.children):
            child.head, child.dep_ = token, "obl:agent"
            subject.dep_ = "nsubj:pass"
            helpers[0].dep_ = "aux:pass"
            return


def infinitive_clause(token: Token) -> None:
    """„an die Generäle, die Waffen niederzulegen": an infinitive with `zu` is no relative clause."""
    if token.dep_ != "acl:relcl" or not has_zu(token) or is_finite(token) or any(is_finite(c) for c in token.children):
        return
    if not any(c.pos_ == "PRON" and c.lower_ in ARTICLES for c in token.children):
        token.dep_ = "acl" if token.head.pos_ in ("NOUN", "PROPN") else "xcomp"


def verb_as_attribute(token: Token) -> None:
    """„Am Montag verletzten Randalierer vier Polizisten": the only finite verb of a sentence is no attribute."""
    if token.dep_ != "amod" or token.pos_ != "VERB" or not is_finite(token):
        return
    noun = token.head
    if noun.head != noun or noun.pos_ not in ("NOUN", "PROPN"):
        return
    if any(is_finite(t) for t in sentence_of(token) if t != token and not t.is_space):
        return
    others = [c for c in noun.children if c != token]
    take_over(token, noun)
    for child in others:
        if child.i > noun.i and child.dep_ in ("nmod", "amod", "det", "flat", "appos", "case", "compound"):
            bare = child.dep_ == "nmod" and child.pos_ in ("NOUN", "PROPN") and not has_case(child)
            if bare and (determiner(child) is None or "Gen" not in cases(child)):
                child.head, child.dep_ = token, "obj"
            else:
                child.head = noun
        elif child.dep_ in ("det", "amod", "case") and child.i < noun.i:
            child.head = noun
    noun.dep_ = "nsubj"


def stray_auxiliary(token: Token) -> None:
    """„wurde ein Mensch erschlagen": an auxiliary beside a noun belongs to the participle that the noun depends on."""
    if token.dep_ == "cop" and token.head.pos_ == "VERB" and token.lemma_ in ("sein", "werden", "haben"):
        token.dep_ = "aux:pass" if token.lemma_ == "werden" else "aux"  # a verb has no copula
        return
    if token.dep_ != "cop" or not is_finite(token) or token.head.pos_ not in ("NOUN", "PROPN", "PRON", "NUM", "ADJ"):
        return
    noun, verb = token.head, token.head.head
    if (
        noun == verb
        or verb.pos_ != "VERB"
        or is_finite(verb)
        or verb.i < noun.i
        or verb.dep_ in ("amod", "acl", "acl:relcl")
    ):
        return
    if noun.dep_ not in ("nsubj", "nsubj:pass", "obj", "iobj", "obl", "advmod") or has_zu(verb):
        return
    if any(c.dep_ in ("aux", "aux:pass") for c in verb.children):
        return
    token.head = verb
    token.dep_ = "aux:pass" if token.lemma_ == "werden" else "aux"
    if token.lemma_ == "werden" and noun.dep_ == "obj" and "Nom" in cases(noun):
        noun.dep_ = "nsubj:pass"


def last_infinitive(token: Token) -> None:
    """„soll Gelder veruntreut und Akten gefälscht haben": after a modal the last `haben` is an infinitive."""
    if token.lower_ not in ("haben", "sein", "werden") or token.dep_ not in ("aux", "aux:pass") or not is_finite(token):
        return
    verb = token.head
    if token.i != verb.i + 1 or any(c.dep_ == "mark" for c in verb.children) or verb.dep_ in ("acl:relcl", "advcl"):
        return
    first = verb
    while first.dep_ == "conj" and first.head != first:
        first = first.head
    for word in (verb, first):
        if any(
            c.dep_ == "aux" and c.lemma_ in (*MODALS, "werden") and is_finite(c) and c != token for c in word.children
        ):
            set_features(token, "VerbForm=Inf")
            return


def inside_the_infinitive(token: Token) -> None:
    """„gelang es ihm, die Krise zu meistern": after the comma the object is the infinitive's."""
    if token.dep_ not in ("obj", "obl", "iobj") or token.pos_ not in ("NOUN", "PROPN"):
        return
    start = min((t.i for t in token.subtree if not t.is_punct), default=token.i)
    if start == 0 or token.doc[start - 1].text != ",":
        return
    for other in token.head.children:
        if other.i > token.i and other.dep_ in ("xcomp", "ccomp") and other.pos_ == "VERB" and has_zu(other):
            if not any(c.dep_ == token.dep_ for c in other.children) and token.head.i < start:
                token.head = other
            return


def patient_and_agent(token: Token) -> None:
    """„wurden Spaziergänger vom Blitz getroffen": `von` right before the participle names who does it."""
    if token.dep_ != "nsubj:pass" or token.head.pos_ != "VERB" or token.head.i < token.i:
        return
    kids = list(token.head.children)
    if any(c.dep_.startswith("obl") and _starts_with_von(c) for c in kids) or token.lemma_ in load_grammar().parts:
        return
    for child in token.children:
        if child.dep_ != "nmod" or child.i < token.i or not _starts_with_von(child):
            continue
        end = max(t.i for t in child.subtree)
        definite = determiner(child) is not None or child.ent_type_ in ("PER", "ORG") or child.nbor(-1).lower_ == "vom"
        if end + 1 == token.head.i and definite:
            child.head, child.dep_ = token.head, "obl:agent"
        return


def _starts_with_von(token: Token) -> bool:
    return any(c.dep_ == "case" and c.lower_ in ("von", "vom") for c in token.children)


def let_in_the_end(token: Token) -> None:
    """„ließ das Lokal, den Turm und die Halle räumen": a last verb like a plural below `lassen` is its infinitive."""
    lets = token.head
    if token.dep_ not in ("ccomp", "xcomp", "conj") or lets.lemma_ != "lassen" or not lets.i < token.i:
        return
    if token.pos_ != "VERB" or not is_finite(token) or token.text != token.lemma_ or not is_finite(lets):
        return
    if any(c.dep_ in ("mark", "cc", "nsubj", "nsubj:pass") or c.text == "," for c in token.children):
        return
    if any(c.lower_ == "sich" for c in lets.children):
        return
    set_features(token, "VerbForm=Inf")
    token.dep_ = "xcomp"


def let_below(token: Token) -> None:
    """„… entscheiden zu lassen": the infinitive right before `lassen` is what is let happen, not its neighbour."""
    if token.lemma_ != "lassen" or token.i == sentence_of(token).start:
        return
    verb = token.nbor(-1)
    if verb.lower_ == "zu" and verb.i > sentence_of(token).start:
        verb = verb.nbor(-1)
    if verb.pos_ != "VERB" or is_finite(verb) or verb == token.head or verb.head == token or token in verb.subtree:
        return
    if verb.head == token.head and verb.dep_ == token.dep_:
        verb.head, verb.dep_ = token, "xcomp"
        for child in [c for c in verb.children if c.lower_ == "zu"]:
            child.head = token

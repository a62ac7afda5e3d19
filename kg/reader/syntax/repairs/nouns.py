"""Repairs of noun phrases: compounds cut short, articles, titles, genitives, attributes of dates and places.

Example: in „am Montag von der Polizei festgenommen" the police hang on the verb, not on Monday.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.reader.syntax.forms import (
    cases,
    determiner,
    sentence_of,
)
from kg.reader.syntax.grammar import load_grammar
from kg.reader.syntax.repairs.tree import ARTICLES, has_case, set_features, take_over

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

# Adjectives and adverbs that a phrase with their preposition completes.
_LEADING = {"unabhängig": "von", "abhängig": "von", "gemeinsam": "mit", "zusammen": "mit"}


def truncated_compound(token: Token) -> None:
    """„Land- und Luftstreitkräfte" is one phrase whose head is its last word."""
    if not token.text.endswith("-") or len(token.text) < 3 or token.i + 2 >= len(token.doc):
        return
    middle = token.nbor(1)
    if middle.lower_ not in load_grammar().coordinators:
        return
    last = token.nbor(2)
    if last.pos_ not in ("NOUN", "PROPN", "ADJ") or not (last.head == token or token.head == last):
        return
    if last.head == token:
        take_over(last, token)
    if last.dep_ in ("compound", "flat") and last.head.pos_ in ("VERB", "AUX"):
        taken = {c.dep_ for c in last.head.children}
        last.dep_ = "obj" if taken & {"nsubj", "nsubj:pass"} else "nsubj"
    token.dep_ = "compound"
    if middle.head != last:
        middle.head, middle.dep_ = last, "cc"


def article(token: Token) -> None:
    """An article right before its noun is no pronoun: „die [PRON] Regierungschefs" with the noun hung on it."""
    if token.lower_ not in ARTICLES or token.pos_ != "PRON" or token.i + 1 >= len(token.doc):
        return
    for child in token.children:
        between = token.doc[token.i + 1 : child.i]
        if (
            child.i > token.i
            and child.pos_ in ("NOUN", "PROPN")
            and child.dep_ in ("compound", "flat", "appos", "nmod")
        ):
            if all(t.pos_ in ("ADJ", "NUM") or t.head == child for t in between) and not has_case(child):
                take_over(child, token)
                token.dep_, token.pos_ = "det", "DET"
            return


def prepositional_subject(token: Token) -> None:
    """„Über sie hat sich die Firma verpflichtet": what has a preposition is neither subject nor object."""
    if token.dep_ not in ("nsubj", "nsubj:pass", "obj", "iobj") or token.pos_ in ("VERB", "AUX"):
        return
    kids = [c for c in token.children if c.dep_ == "case" and c.pos_ in ("ADP", "SCONJ")]
    if any(c.lower_ == "zufolge" for c in kids):
        token.dep_ = "obl"
        return
    case = next((c for c in token.children if c.dep_ == "case" and c.pos_ in ("ADP", "SCONJ") and c.i < token.i), None)
    if (case is not None and case.lower_ not in ("bis", "über", "unter", "um", "gegen", "an", "als", "wie")) or (
        case is not None
        and case.lower_ in ("über", "unter", "um", "gegen", "an")
        and not any(c.dep_ == "nummod" for c in token.children)
    ):
        token.dep_ = "obl"


def date_attribute(token: Token) -> None:
    """„am Montag von der Polizei festgenommen": a day has no attributes with a preposition; the verb has them."""
    if token.dep_ != "nmod" or not has_case(token):
        return
    above = token.head
    if (
        above.text not in load_grammar().days
        or above.dep_ not in ("obl", "nmod")
        or above.head.pos_ not in ("VERB", "AUX")
    ):
        return
    if token.text not in load_grammar().days and token.i > above.i:
        token.head, token.dep_ = above.head, "obl"


def place_attribute(token: Token) -> None:
    """„in Madrid über Pläne entscheiden": a place has no attribute with `über`; the verb has."""
    if token.dep_ != "nmod" or token.head.ent_type_ != "LOC" or token.head.pos_ != "PROPN" or token.i < token.head.i:
        return
    case = next((c.lower_ for c in token.children if c.dep_ == "case"), "")
    if case not in ("über", "mit", "gegen", "für", "auf", "um", "nach", "zu", "zum", "zur", "vor", "wegen", "durch"):
        return
    above = token.head
    while above.pos_ not in ("VERB", "AUX") and above.head != above:
        above = above.head
    if above.pos_ in ("VERB", "AUX"):
        token.head, token.dep_ = above, "obl"


def stray_nominative(token: Token) -> None:
    """„wurde am Montag der Preis verliehen": an attribute without preposition is a genitive, or it is none."""
    if token.dep_ != "nmod" or token.pos_ not in ("NOUN", "PROPN") or has_case(token):
        return
    article = determiner(token)
    if article is None or article.i > token.i or "Gen" in cases(token):
        return
    verb = token.head
    while verb.pos_ not in ("VERB", "AUX") and verb.head != verb:
        verb = verb.head
    if verb.pos_ not in ("VERB", "AUX") or (
        verb.i < token.i and not any(c.dep_ == "aux" for c in verb.children) and verb == token.head
    ):
        return
    kids = list(verb.children)
    has_subject = any(c.dep_ in ("nsubj", "nsubj:pass") and "Nom" in cases(c) for c in kids)
    has_object = any(c.dep_ == "obj" for c in kids)
    if "Nom" in cases(token) and not has_subject:
        token.head = verb
        passive = any(c.dep_ == "aux:pass" for c in kids)
        token.dep_ = "nsubj:pass" if passive else "nsubj"
    elif "Acc" in cases(token) and not has_object and "Nom" not in cases(token):
        token.head, token.dep_ = verb, "obj"


def title_and_name(token: Token) -> None:
    """„Vorstand Tessa Heyd": a name right after a bare noun of office is one phrase with it, not a second argument."""
    if token.ent_type_ != "PER" or token.dep_ not in ("obj", "nsubj", "iobj", "obl") or token.i == 0 or has_case(token):
        return
    before = token.nbor(-1)
    if (
        before.pos_ not in ("NOUN", "X")
        or before.head != token.head
        or before.ent_type_ == "PER"
        or before == token.head
    ):
        return
    if before.dep_ in ("nsubj", "obj", "iobj", "obl") and not any(c.dep_ == "conj" for c in before.children):
        token.head, token.dep_ = before, "appos"
        before.pos_ = "NOUN"


def genitive_name(token: Token) -> None:
    """„Merkels Vorschlag": the name in the genitive belongs to the noun after it, not the other way round."""
    if token.pos_ != "PROPN" or not token.text.endswith(("s", "’", "'")) or len(token.text) < 4:
        return
    for child in token.children:
        if child.dep_ not in ("appos", "nmod") or child.pos_ != "NOUN" or child.i < token.i or has_case(child):
            continue
        between = token.doc[token.i + 1 : child.i]
        if (
            any(t.text == "," or t.pos_ in ("DET", "NOUN", "PROPN", "VERB") for t in between)
            or child.ent_type_ == "PER"
        ):
            continue
        take_over(child, token)
        token.dep_ = "nmod"
        set_features(token, "Case=Gen")
        return


def attribute_before(token: Token) -> None:
    """„der Angriff auf die Stadt am Montag": an attribute with a preposition never stands before its noun."""
    if (
        token.dep_ != "nmod"
        or token.i > token.head.i
        or token.head.pos_ not in ("NOUN", "PROPN")
        or not has_case(token)
    ):
        return
    start = min(t.i for t in token.subtree)
    before = token.doc[start - 1] if start > sentence_of(token).start else None
    while before is not None and before.is_punct and before.text != "," and before.i > sentence_of(token).start:
        before = before.nbor(-1)
    if before is not None and before.pos_ in ("NOUN", "PROPN") and before not in token.subtree:
        token.head = before
        return
    above = token.head
    while above.pos_ not in ("VERB", "AUX") and above.head != above:
        above = above.head
    if above.pos_ in ("VERB", "AUX"):
        token.head, token.dep_ = above, "obl"


def viewpoint(token: Token) -> None:
    """„die Kernkraft ist nach Auffassung der Kanzlerin …": a viewpoint belongs to the clause."""
    if token.dep_ != "nmod" or token.text not in load_grammar().viewpoints:
        return
    case = next((c for c in token.children if c.dep_ == "case" and c.lower_ in ("nach", "laut")), None)
    above = token.head
    while above.dep_ in ("nmod", "appos", "conj", "flat") and above.head != above:
        above = above.head
    clause = above.head if above.dep_ in ("nsubj", "nsubj:pass", "obj", "obl", "iobj") else above
    if case is not None and clause != token.head:
        token.head, token.dep_ = clause, "obl"


def more_than(token: Token) -> None:
    """„mehr als 2,5 Millionen Euro": the comparison belongs to the number, the noun is what is meant."""
    if token.lower_ not in ("mehr", "weniger") or token.i + 3 >= len(token.doc):
        return
    than, number = token.nbor(1), token.nbor(2)
    if than.lower_ != "als" or not (number.pos_ == "NUM" or number.like_num):
        return
    noun = number
    while noun.dep_ in ("nummod", "det", "amod", "compound") and noun.head.i > number.i:
        noun = noun.head
    if token in noun.children or noun == token:
        return
    if noun.head == token:
        take_over(noun, token)
    elif number.head == token:
        take_over(number, token)
    token.head, token.dep_ = number, "advmod"
    than.head, than.dep_ = token, "fixed"


def inner_preposition(token: Token) -> None:
    """„der seit drei Jahren gesuchte Bankier": a preposition behind the article is not the noun's."""
    if token.dep_ != "case" or token.pos_ != "ADP" or token.head.pos_ not in ("NOUN", "PROPN"):
        return
    noun = token.head
    article = determiner(noun)
    if article is None or not article.i < token.i < noun.i:
        return
    inside = (t for t in token.doc[token.i + 1 : noun.i] if t.pos_ in ("NOUN", "PROPN") and t.head != noun)
    own = next(inside, None)
    if own is not None:
        token.head = own


def score(token: Token) -> None:
    """„trennte sich vom FC Lindau 2:2": a score is no part of a name, it is the verb's."""
    left, colon, right = token.text.partition(":")
    if not (colon and left.isdigit() and right.isdigit()) or token.head.pos_ not in ("PROPN", "NOUN", "NUM"):
        return
    if any(True for _ in token.children) and not has_case(token):
        return
    above = token.head
    while above.pos_ not in ("VERB", "AUX") and above.head != above:
        above = above.head
    after = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    if above.pos_ == "VERB" and after not in ("uhr", "sieg", "erfolg") and token.i > token.head.i:
        token.head, token.dep_ = above, "obl"
        doc = token.doc
        doc.set_ents(
            [doc[e.start : token.i] if e.end == token.i + 1 and len(e) > 1 else e for e in doc.ents if _keeps(e, token)]
        )


def _keeps(entity: Span, token: Token) -> bool:
    return not (len(entity) == 1 and entity.start == token.i)


def ratio(token: Token) -> None:
    """„mit 112 gegen 74 Stimmen", „von 4 bis 5 Euro": two numbers of one noun are one phrase."""
    if token.lower_ not in ("gegen", "zu", "bis") or token.i == 0 or token.i + 2 >= len(token.doc):
        return
    first, second, noun = token.nbor(-1), token.nbor(1), token.nbor(2)
    counted = all(t.like_num or t.pos_ == "NUM" for t in (first, second))
    if not (counted and noun.pos_ == "NOUN") or second.head != noun:
        return
    whole = noun.head if noun.dep_ == "nummod" and noun.head.i > noun.i else noun  # „drei bis vier Millionen Euro"
    if first.head not in (noun, token, second) and not (noun in first.subtree or first.head == whole.head):
        return
    if noun in first.subtree:
        take_over(noun, first)
    for child in [c for c in first.children if c.i < first.i and c.dep_ == "case"]:
        child.head = whole
    if first.head == whole.head and whole.head != whole:
        whole.dep_ = first.dep_
    first.head, first.dep_ = noun, "nummod"
    second.head, second.dep_ = first, "conj"
    token.head, token.dep_, token.pos_ = second, "cc", "CCONJ"


def measured(token: Token) -> None:
    """„hinterlässt 200 Tonnen Schutt": the bare noun right behind a measure is what is measured, one phrase with it."""
    grammar = load_grammar()
    if token.text not in grammar.measures or token.text in grammar.days or token.i + 1 == len(token.doc):
        return
    noun, parts = token.nbor(1), ("nsubj", "obj", "iobj", "obl", "obl:arg")
    if noun.pos_ != "NOUN" or noun.head != token.head or token.dep_ not in parts or noun.dep_ not in parts:
        return
    counted = any(c.dep_ == "nummod" for c in token.children)
    if not counted or noun.left_edge != noun or token.head.pos_ != "VERB":
        return
    if token.dep_.startswith("obl") and not has_case(token):
        token.dep_ = noun.dep_
    noun.head, noun.dep_ = token, "nmod"


def um_before_noun(token: Token) -> None:
    """„Um den Ort ranken sich Sagen": `um` without an infinitive with `zu` is a preposition."""
    if token.lower_ != "um" or token.dep_ != "mark" or token.head.pos_ not in ("VERB", "AUX"):
        return
    verb = token.head
    if any(t.lower_ == "zu" or "zu" in t.lower_[1:-4] for t in verb.subtree):
        return
    noun = next((c for c in verb.children if c.i > token.i and c.pos_ in ("NOUN", "PROPN", "PRON")), None)
    if noun is not None and min(t.i for t in noun.subtree) == token.i + 1:
        token.head, token.dep_, token.pos_ = noun, "case", "ADP"
        noun.dep_ = "obl"


def no_prefix(token: Token) -> None:
    """„kommentierte … laut der Zeitung": what is no verb prefix is none."""
    if token.dep_ != "compound:prt":
        return
    grammar = load_grammar()
    if token.lower_ == "weiter" and token.head.lemma_.removeprefix("weiter") in grammar.saying:
        token.dep_ = "advmod"  # „sagte er weiter"
        token.head.lemma_ = token.head.lemma_.removeprefix("weiter")
        return
    if token.lower_ in grammar.prefixes or token.lower_ in grammar.particles or token.pos_ in ("NOUN", "VERB"):
        return
    if token.lower_ in ("laut", "seit", "von", "für", "gegen", "bis", "wegen", "trotz"):
        token.head.lemma_ = token.head.lemma_.removeprefix(token.lower_)
        token.dep_ = "case"


def adverbial_phrase(token: Token) -> None:
    """„ein Gericht verurteilte ihn trotz seiner Krankheit": some prepositions never lead an attribute."""
    if token.dep_ != "nmod":
        return
    case = next((c.lower_ for c in token.children if c.dep_ == "case"), "")
    above = token.head
    while above.pos_ not in ("VERB", "AUX") and above.head != above:
        above = above.head
    if case in load_grammar().adverbial and above.pos_ in ("VERB", "AUX"):
        token.head, token.dep_ = above, "obl"


def adjective_of_the_phrase(token: Token) -> None:
    """„gilt unabhängig von der Prüfung", „baute es gemeinsam mit der Stadt": the adjective belongs to the phrase."""
    case = token.nbor(1) if token.i + 1 < len(token.doc) else token
    if _LEADING.get(token.lower_) != case.lower_ or token.dep_ not in ("advmod", "obl", "xcomp"):
        return
    noun = case.head
    if case.dep_ == "case" and noun.head == token.head and not any(c.i > token.i for c in token.children):
        token.head, token.dep_ = noun, "advmod"


def preposition_of_the_noun(token: Token) -> None:
    """„auf einen 200 Jahre alten Brauch": preposition and article belong to the noun, not to the measure."""
    if token.dep_ not in ("obl", "nmod", "obj") or token.pos_ != "NOUN" or token.head.dep_ != "amod":
        return
    adjective, noun = token.head, token.head.head
    if noun.pos_ not in ("NOUN", "PROPN") or not token.i < adjective.i < noun.i or has_case(noun):
        return
    if not any(c.dep_ == "nummod" for c in token.children) or determiner(noun) is not None:
        return  # „der seit drei Jahren gesuchte Bankier" has its article before the preposition
    for child in [c for c in token.children if c.dep_ in ("case", "det") and c.i < token.i]:
        child.head = noun


def up_to(token: Token) -> None:
    """„haben bis zu 50 Prozent beschädigt": `bis zu` before a number is no preposition of the noun."""
    if token.lower_ != "bis" or token.i + 3 >= len(token.doc) or token.nbor(1).lower_ != "zu":
        return
    number = token.nbor(2)
    if not (number.pos_ == "NUM" or number.like_num):
        return
    to, noun = token.nbor(1), number.head if number.dep_ == "nummod" else number
    to.head, to.dep_ = number, "advmod"
    token.head, token.dep_ = number, "advmod"
    token.pos_ = to.pos_ = "ADV"
    verb = noun.head
    if noun.dep_ == "obl" and verb.pos_ == "VERB" and not has_case(noun):
        taken = {c.dep_ for c in verb.children}
        noun.dep_ = "obj" if "obj" not in taken and taken & {"nsubj", "nsubj:pass"} else "nsubj"


def adjective_before_noun(token: Token) -> None:
    """„der eingewechselte Kapitän": a word in small letters between article and noun is no noun."""
    if token.pos_ != "NOUN" or not token.text[:1].islower() or token.i + 1 >= len(token.doc):
        return
    noun = token.nbor(1)
    if noun.pos_ != "NOUN" or not noun.text[:1].isupper() or not token.lower_.endswith(("e", "en", "er", "es", "em")):
        return
    kids = [c for c in token.children if c != noun]
    if noun.head == token:
        take_over(noun, token)
    else:
        for child in kids:
            child.head = noun
    token.head, token.dep_, token.pos_ = noun, "amod", "ADJ"


def two_articles(token: Token) -> None:
    """„wünscht sich der 39-Jährige ein Heimspiel": a phrase with two articles is two."""
    if token.pos_ != "NOUN":
        return
    articles = [c for c in token.children if c.dep_ == "det" and c.i < token.i and c.lower_ not in ("beiden", "vielen")]
    if len(articles) < 2:
        return
    first, second = articles[0], articles[-1]
    between = [c for c in token.children if first.i < c.i < second.i and c.pos_ == "ADJ" and c.text[-1:] in "enr"]
    if (
        not between
        or not any(ch.isupper() for ch in between[-1].text)
        or token.dep_ not in ("nsubj", "obj", "nsubj:pass")
    ):
        return
    other = between[-1]
    other.head, other.pos_ = token.head, "NOUN"
    for child in [c for c in token.children if c.i < other.i and c.dep_ in ("det", "amod", "case")]:
        child.head = other
    other.dep_ = "nsubj" if "Nom" in cases(other) else "obj"
    token.dep_ = "obj" if other.dep_ == "nsubj" else "nsubj"

"""Names that the tagger passed over: after a title, named elsewhere in the text, subjects and places by grammar.

Takes a Doc and the names found so far; gives further ones. Leaves out: names of the schema (spans.py).

Example: „Bürgermeisterin Hubermoser" is a person whether or not the tagger has ever seen the name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.reader.entities.bodies import cue
from kg.reader.entities.forms import genitive_bases, person_name, plain
from kg.reader.entities.named import NamedMention, could_be_name, nominative, title_before
from kg.reader.entities.words import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def titled(doc: Doc, taken: set[int], words: Words) -> list[NamedMention]:
    """Proper nouns after a title or office that the tagger passed over: „Bürgermeisterin Hubermoser"."""
    found = []
    index = 1
    while index < len(doc):
        token = doc[index]
        if index in taken or not could_be_name(token, words) or not title_before(doc, index, words):
            index += 1
            continue
        last = index
        while (
            last + 1 < len(doc) and last + 1 not in taken and last - index < 3 and could_be_name(doc[last + 1], words)
        ):
            last += 1
        span = doc[index : last + 1]
        found.append(
            NamedMention(
                start=span.start_char,
                end=span.end_char,
                text=span.text,
                type="Person",
                first=index,
                last=last,
                base=nominative(span.text, doc[last], set()),
                sure=True,
            )
        )
        index = last + 1
    return found


def cued(doc: Doc, taken: set[int], words: Words) -> list[NamedMention]:
    """Names that a class noun introduces and the tagger passed over: „die Betreiberin Glasnetz", „der Bezirk Uhlen"."""
    found = []
    for noun in doc[:-1]:
        first = noun.i + 1
        type = cue(doc, first, words)
        if type is None or first in taken or not _is_called(doc[first], noun, words):
            continue
        last = first
        while last + 1 < len(doc) and last + 1 not in taken and _goes_on(doc[last + 1], first, words):
            last += 1
        span = doc[first : last + 1]
        base = nominative(span.text, doc[last], set())
        found.append(NamedMention(span.start_char, span.end_char, span.text, type, first, last, base, sure=True))
        taken = taken | set(range(first, last + 1))
    return found


def _is_called(token: Token, noun: Token, words: Words) -> bool:
    """Whether a word is the name of what the class noun before it means: in apposition, without an article."""
    if token.pos_ not in ("NOUN", "PROPN", "X") or not token.text[:1].isupper() or words.kind(token.text) is not None:
        return False
    joined = token.head == noun and token.dep_ in ("appos", "flat") and "Plur" not in token.morph.get("Number", [])
    return joined and words.office(token.text) is None and not any(c.dep_ in ("det", "amod") for c in token.children)


def _goes_on(token: Token, first: int, words: Words) -> bool:
    if token.text in words.legal_forms:
        return True
    return token.pos_ in ("PROPN", "X") and token.text[:1].isupper() and token.head.i >= first


def again(doc: Doc, names: list[NamedMention], words: Words) -> list[NamedMention]:
    """Proper nouns that the tagger passed over here and took for a name, or a person's surname, elsewhere."""
    taken = {t for n in names for t in range(n.first, n.last + 1)}
    like: dict[str, NamedMention] = {}
    for name in names:
        if name.derived or not name.named:
            continue
        if " " not in name.base:
            like.setdefault(plain(name.base), name)
        elif name.type == "Person" and name.known is None:
            like.setdefault(plain(person_name(name.base, words).surname.split()[-1]), name)
    found = []
    for token in doc:
        if token.i in taken or not (token.pos_ == "PROPN" or _could_be_surname(doc, token, words)):
            continue
        base = next((b for b in (token.text, *genitive_bases(token.text)) if plain(b) in like), None)
        if base is not None and (token.pos_ == "PROPN" or like[plain(base)].type == "Person"):
            model = like[plain(base)]
            base = model.base if " " not in model.base else base
            end = token.idx + len(token)
            found.append(
                NamedMention(token.idx, end, token.text, model.type, token.i, token.i, base, known=model.known)
            )
    return found


def _could_be_surname(doc: Doc, token: Token, words: Words) -> bool:
    """Whether a common noun stands like a name: „Autor Baum", „Baum sprach"; not „ein Baum", „als Koch"."""
    if token.pos_ != "NOUN" or "Plur" in token.morph.get("Number", []) or any(c.i < token.i for c in token.children):
        return False
    owner = token.dep_.startswith("nmod") and token.head.i == token.i + 1 and token.text.endswith("s")
    return owner or token.dep_ == "nsubj" or (token.i > 0 and title_before(doc, token.i, words))


def untagged(doc: Doc, names: list[NamedMention], words: Words) -> list[NamedMention]:
    """Proper nouns that no rule above has reached: a place after `in`, a person as the subject of a clause."""
    taken = {t for n in names for t in range(n.first, n.last + 1)}
    found = []
    for token in doc:
        if token.i in taken or not could_be_name(token, words) or (token.i == 0 and len(doc) == 1):
            continue
        around = {token.i - 1, token.i + 1} & taken
        neighbours = [doc[t] for t in (token.i - 1, token.i + 1) if 0 <= t < len(doc)]
        if around or any(t.pos_ in ("PROPN", "NOUN", "DET") and t.i != token.i for t in neighbours):
            continue
        if token.is_stop:
            continue
        if token.i and doc[token.i - 1].lower_ in ("in", "aus", "nach"):
            type = "Place"
        elif _acts(token):
            type = "Person"
        else:
            continue
        base = nominative(token.text, token, set())
        found.append(NamedMention(token.idx, token.idx + len(token), token.text, type, token.i, token.i, base))
    return found


def _acts(token: Token) -> bool:
    """Whether a proper noun is the singular subject of a verb; at the start of a sentence right before the verb."""
    if token.dep_ != "nsubj" or token.head.pos_ != "VERB" or token.morph.get("Number", []) == ["Plur"]:
        return False
    if not token.is_sent_start:
        return True
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    participle = token.lower_.endswith(("tet", "ert", "igt", "elt", "end"))
    return after is not None and after.pos_ in ("VERB", "AUX") and not participle

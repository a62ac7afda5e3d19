"""Noun phrases by their form: where the name of a source ends in the middle of a sentence.

Takes a Unit and a first token; gives the end of the noun phrase that begins there. German shows it by articles:
a second one that is no genitive begins the next phrase. The parse decides only where the form leaves it open.
Leaves out: clauses.

nach Angaben der Feuerwehr im Keller ein Kabel → the phrase ends before `im`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.reader.quotes.lexicon import lexicon
from kg.reader.quotes.units import Unit

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOUNS = ("NOUN", "PROPN", "X", "NUM", "SYM")
_GENITIVE = frozenset(["des", "eines", "dieses", "seines", "ihres", "jenes", "mehrerer", "vieler", "einiger", "zweier"])
_MAYBE_GENITIVE = frozenset(["der", "einer", "dieser", "seiner", "ihrer", "deren", "dessen"])
_LINKS = frozenset(["von", "vom"])


def source_phrase(unit: Unit, start: int, limit: int) -> int:
    """The end of the noun phrase that begins at `start`, at most `limit`."""
    doc = unit.doc
    i = _opening(unit, start, limit)
    i = first_end = _nouns(unit, i, limit)
    noun = doc[i - 1] if i > start else None
    sayings = noun is not None and noun.pos_ == "NOUN" and (lexicon().noun(noun.text) is not None)
    while i < limit:
        token = doc[i]
        lower = token.lower_
        named = i == first_end and sayings and lower in ("der", "einer")  # „Angaben der …" is always a genitive
        if lower in _GENITIVE or named or (lower in _MAYBE_GENITIVE and _belongs(token, start, i)):
            i = _nouns(unit, _opening(unit, i, limit), limit)
        elif (lower in _LINKS and i + 1 < limit) or (
            lower in ("und", "sowie", "oder") and i + 1 < limit and _same_kind(unit, start, i + 1, limit)
        ):
            i = _nouns(unit, _opening(unit, i + 1, limit), limit)
        elif (
            token.pos_ == "ADJ"
            and _strong_genitive(token)
            and (_belongs(token.head, start, i) or (sayings and i == first_end and lower.endswith("er")))
        ):
            i = _nouns(unit, _opening(unit, i, limit), limit)
        else:
            break
    return min(i, limit)


def phrase_start(unit: Unit, head: Token) -> int:
    """The first token of the noun phrase around `head`: back over names, adjectives and numbers to the article."""
    doc = unit.doc
    left = [c.i for c in head.children if c.dep_ in ("det", "det:poss", "amod", "nummod", "flat", "compound", "appos")]
    start = min([i for i in left if unit.start <= i] + [head.i])
    while start > unit.start:
        token = doc[start - 1]
        if token.pos_ in ("ADJ", "NUM", "DET") or (token.pos_ == "PROPN" and doc[start].pos_ == "PROPN"):
            start -= 1
        elif token.pos_ == "NOUN" and doc[start].pos_ == "PROPN":
            start -= 1  # a title before a name
        elif token.pos_ == "ADV" and token.head.pos_ == "ADJ" and token.head.i > token.i and token.head.i <= head.i:
            start -= 1
        else:
            break
    return start


def _opening(unit: Unit, i: int, limit: int) -> int:
    """Past articles, adjectives and what modifies them."""
    doc = unit.doc
    while i < limit and doc[i].pos_ in ("DET", "ADJ", "ADV", "NUM", "PRON", "ADP") and doc[i].pos_ not in _NOUNS[:2]:
        if doc[i].pos_ == "PRON" and (i + 1 >= limit or doc[i + 1].pos_ not in ("NOUN", "PROPN", "ADJ", "NUM")):
            return i + 1
        if doc[i].pos_ in ("ADV", "ADP") and doc[i].head.pos_ != "ADJ" and doc[i].head.head.pos_ != "ADJ":
            return i
        i += 1
    return i


def _nouns(unit: Unit, i: int, limit: int) -> int:
    """Past nouns and names in a row, quoted names and brackets."""
    doc = unit.doc
    quoted = {q.start: q.end for q in unit.quoted}
    first = i
    while i < limit:
        token = doc[i]
        if i in quoted:
            if quoted[i] - i > 8 or not doc[i + 1].text[:1].isupper():
                break
            i = min(quoted[i], limit)
        elif token.text == "(":
            close = next((j for j in range(i, min(i + 12, limit)) if doc[j].text == ")"), None)
            if close is None:
                break
            i = close + 1
        elif (
            (
                token.pos_ == "PROPN"
                or (token.pos_ in _NOUNS and i == first)
                or (token.pos_ == "X" and token.text[0].isupper())
            )
            or (token.pos_ == "NOUN" and doc[i - 1].pos_ in ("NOUN", "PROPN") and token.head.i < i and i > first)
            or (token.pos_ == "NUM" and doc[i - 1].pos_ == "PROPN")
            or (
                token.lower_ in ("de", "da", "van", "von", "bin", "al")
                and i + 1 < limit
                and doc[i + 1].pos_ == "PROPN"
                and doc[i - 1].pos_ == "PROPN"
            )
            or (token.text in ("-", "/", ".") and i + 1 < limit and not doc[i - 1].whitespace_)
        ):
            i += 1
        else:
            break
    return i


def _belongs(token: Token, start: int, end: int) -> bool:
    """Whether the parse hangs the article's noun on a word of the phrase."""
    noun = token.head if token.pos_ == "DET" else token
    return start <= noun.head.i < end and noun.head != noun


def _strong_genitive(token: Token) -> bool:
    return token.lower_.endswith(("er", "en")) and token.head.pos_ in ("NOUN", "PROPN") and token.head.i > token.i


def _same_kind(unit: Unit, start: int, i: int, limit: int) -> bool:
    """Whether a coordinated phrase begins at `i`: its noun is a conjunct of one inside, by the parse."""
    doc = unit.doc
    for j in range(i, min(i + 5, limit)):
        if doc[j].pos_ in ("NOUN", "PROPN"):
            return doc[j].dep_ == "conj" and start <= doc[j].head.i < i
    return False

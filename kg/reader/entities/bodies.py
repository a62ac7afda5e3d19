"""Names of bodies that begin with a common noun, and names that a class noun introduces.

Takes token spans of names; gives them with the noun that belongs to the name, or with `& Söhne` behind it.
Leaves out: which entity they are (cluster.py), the type of a name by votes (votes.py).

Example: „des Landgerichts Lübeck" is one organization, `Landgericht Lübeck`, and no place; „die Stadt Lübeck" is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.reader.entities.words import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NOUNS = ("NOUN", "PROPN")
_LONGEST = 4  # tokens of a firm's name before its legal form


def with_bodies(doc: Doc, spans: Sequence[tuple[int, int, str]], words: Words) -> list[tuple[int, int, str]]:
    """The spans (first, last, label), those of bodies completed, in order."""
    spans = [s for s in (_with_legal_form(doc, span, words) for span in spans) if s is not None]
    taken = {t for first, last, _ in spans for t in range(first, last + 1)}
    found = []
    for first, last, label in spans:
        if first and first - 1 not in taken and label != "Person" and seat(doc[first - 1], words) is not None:
            found.append((first - 1, last, "Organization"))
            continue
        if first and first - 1 not in taken and label == "Place" and seat(doc[first - 1], words, words.sited):
            found.append((first - 1, last, "Place"))
            continue
        if _and_more(doc, last, taken) and label in ("Person", "Place", "Organization"):
            found.append((first, last + 2, "Organization"))
            taken |= {last + 1, last + 2}
            continue
        if label != "Person" and first - 1 not in taken and _begins_name(doc, first - 1):
            first -= 1
        found.append((first, last, label))
    return sorted(found)


def _begins_name(doc: Doc, index: int) -> bool:
    """Whether an adjective is written large because it is part of the name („im Roten Meer")."""
    if index < 1 or doc[index].pos_ != "ADJ" or not doc[index].text[:1].isupper() or doc[index].is_sent_start:
        return False
    before = doc[index - 1]
    return doc[index].text.endswith(("e", "en", "em", "es")) and not before.is_punct and not before.is_space


def seat(token: Token, words: Words, nouns: frozenset[str] | None = None) -> str | None:
    """The nominative of a noun whose name is the place of its seat („Staatsanwaltschaft Graz"), else None.

    `nouns` are the nouns that count, those of bodies by default.
    """
    if token.pos_ not in _NOUNS or not token.text[:1].isupper():
        return None
    lower = token.lower_
    for base in (lower, lower.removesuffix("s"), lower.removesuffix("es")):
        if base in (words.seated if nouns is None else nouns):
            return token.text[: len(base)]
    return None


def _with_legal_form(doc: Doc, span: tuple[int, int, str], words: Words) -> tuple[int, int, str] | None:
    """„Bodanbau AG" of which the tagger saw the `AG`; None where nothing stands before the legal form."""
    first, last, _ = span
    if first != last or doc[first].text not in words.legal_forms:
        return span
    start = first
    while start and first - start < _LONGEST and _belongs_to_firm(doc[start - 1], words):
        start -= 1
    return (start, last, "Organization") if start < first else None


def _belongs_to_firm(token: Token, words: Words) -> bool:
    large = token.text[:1].isupper() and token.pos_ in (*_NOUNS, "X") and not token.is_sent_start
    return token.text == "&" or (large and words.kind(token.text) is None and words.office(token.text) is None)


def cue(doc: Doc, first: int, words: Words) -> str | None:
    """The type that the class noun right before a name says it has („die Firma X", „in der Gemeinde Y"), else None.

    Only nouns that can be nothing else than the kind of what is named behind them.
    """
    if first == 0:
        return None
    noun = doc[first - 1]
    if noun.pos_ != "NOUN" or "Plur" in noun.morph.get("Number", []):
        return None
    lower = noun.lower_
    kind = next((k for k in (lower, lower.removesuffix("s"), lower.removesuffix("es")) if k in words.cues), None)
    return words.cues[kind] if kind is not None else None


def _and_more(doc: Doc, last: int, taken: set[int]) -> bool:
    """Whether „& Söhne" stands behind the token."""
    if last + 2 >= len(doc) or doc[last + 1].text != "&" or last + 2 in taken:
        return False
    return doc[last + 2].text[:1].isupper() and doc[last + 2].pos_ in _NOUNS

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


def with_bodies(doc: Doc, spans: Sequence[tuple[int, int, str]], words: Words) -> list[tuple[int, int, str]]:
    """The spans (first, last, label), those of bodies completed, in order."""
    taken = {t for first, last, _ in spans for t in range(first, last + 1)}
    found = []
    for first, last, label in spans:
        if first and first - 1 not in taken and label != "Person" and seat(doc[first - 1], words) is not None:
            found.append((first - 1, last, "Organization"))
            continue
        if _and_more(doc, last, taken) and label in ("Person", "Place", "Organization"):
            found.append((first, last + 2, "Organization"))
            taken |= {last + 1, last + 2}
            continue
        found.append((first, last, label))
    return sorted(found)


def seat(token: Token, words: Words) -> str | None:
    """The nominative of a noun whose name is the place of its seat („Staatsanwaltschaft Graz"), else None."""
    if token.pos_ not in _NOUNS or not token.text[:1].isupper():
        return None
    lower = token.lower_
    for base in (lower, lower.removesuffix("s"), lower.removesuffix("es")):
        if base in words.seated:
            return token.text[: len(base)]
    return None


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

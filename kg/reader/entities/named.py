"""What a named mention is, and what several steps ask of one: look-ups in the schema, titles, the nominative.

Takes tokens and names; gives answers. Leaves out: finding the mentions (names.py).

Example: `Präsidenten` before „Huber" is a title; „Hubers Rede" has the name `Huber`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.reader.entities.forms import genitive_bases, plain
from kg.reader.entities.words import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.schema import Name, Schema

_NAME_FORMS = frozenset({"label", "alternative"})
_INSIDE = frozenset({"ADJ", "NUM", "NOUN", "PROPN", "ADV"})  # between a genitive and its noun, no verb
_APOSTROPHES = frozenset("’'ʼ`´")
_SURNAME_LIKE = 6  # letters; shorter office words (König, Kaiser, Koch) are surnames as well


@dataclass(frozen=True, slots=True)
class NamedMention:
    """A name in the text. `first` and `last` are token indices, `base` the name in the nominative.

    `part` is true for a piece of a word (its offsets lie inside token `first`), `derived` for adjectives and
    inhabitants. `known` is the schema's name, where there is one.
    """

    start: int
    end: int
    text: str
    type: str
    first: int
    last: int
    base: str
    named: bool = True
    part: bool = False
    derived: bool = False
    known: Name | None = None
    sure: bool = False

    @property
    def key(self) -> str:
        """What mentions of the same name in one text have in common."""
        return plain(self.base)


def lookup(schema: Schema, text: str, forms: frozenset[str] = _NAME_FORMS) -> tuple[Name, ...]:
    """The schema's names (offices left out) that have the text as one of the forms.

    None where states have a body of that name and none is called so without more („Außenministerium").
    """
    found = tuple(name for name, form in schema.forms(text) if form in forms and name.type != "Office")
    shared = len({name.belongs_to for name in found}) > 1 and all(name.belongs_to for name in found)
    return () if shared and found[0].label.endswith(")") else found


def pick(names: tuple[Name, ...], type: str) -> Name | None:
    """The name that the tagger's type speaks for, else the first; for a person only if no second is known."""
    if not names:
        return None
    same = [n for n in names if n.type == type]
    if same:
        return same[0]
    if type == "Person" and len(names) > 1:
        return None
    return names[0]


def nominative(text: str, last: Token, plain_forms: set[str], steady: frozenset[str] = frozenset()) -> str:
    """The name without its genitive ending.

    The ending goes where the bare form stands in the text as well, where the parse says genitive, and where the
    name stands before a noun that it belongs to („Hubers Rede"). A `steady` form, one that is a subject somewhere
    in the text („Cadmus lachte"), and an end in -us lose it for the bare form only.
    """
    head, _, word = text.rpartition(" ")
    bases = genitive_bases(word)
    if last.pos_ == "NOUN" and head and word.endswith("es"):
        bases = bases[::-1]  # „des Deutschen Ruderbundes": a common noun has the whole ending
    for base in bases:
        marked = word[-1:] in _APOSTROPHES or word[-2:-1] in _APOSTROPHES
        if base not in plain_forms and not marked and (word in steady or word.endswith("us")):
            continue
        after = last.doc[last.i + 1].pos_ if last.i + 1 < len(last.doc) else ""
        belongs = last.dep_.startswith("nmod") or last.dep_ in ("flat", "appos", "det:poss")
        genitive = (belongs or after in ("NOUN", "PROPN", "ADJ")) and "Gen" in last.morph.get("Case", [])
        before_noun = belongs and last.head.pos_ == "NOUN" and 0 < last.head.i - last.i <= 3
        before_noun = before_noun and all(t.pos_ in _INSIDE for t in last.doc[last.i + 1 : last.head.i])
        if base in plain_forms or word[-1:] in _APOSTROPHES or genitive or before_noun:
            return f"{head} {base}".strip()
    return text


def steady_forms(doc: Doc, spans: Iterable[tuple[int, int, str]]) -> frozenset[str]:
    """Last words of names that are the subject of a clause somewhere in the text: they stand in the nominative."""
    found = set()
    for first, last, _ in spans:
        after = doc[last + 1].pos_ if last + 1 < len(doc) else ""
        if doc[first].dep_ == "nsubj" and doc[first].head.pos_ in ("VERB", "AUX") and after not in ("NOUN", "PROPN"):
            found.add(doc[last].text)
    return frozenset(found)


def is_title(token: Token, words: Words) -> bool:
    """Whether a word at the start of a person's name is none of it: „Präsident", „Dr."; „König" may be a surname."""
    if token.text in words.titles or token.text == ".":
        return True
    office = words.office(token.text)
    return office is not None and (token.pos_ == "NOUN" or len(office.form.base) > _SURNAME_LIKE)


def word_before(doc: Doc, first: int) -> Token | None:
    """The word before a name, an opening quotation mark between them left out („der Verein „Nordlicht“")."""
    index = first - 1
    if index > 0 and doc[index].text in ("„", '"', "»", "“", "‚"):
        index -= 1
    return doc[index] if index >= 0 else None


def title_before(doc: Doc, index: int, words: Words) -> bool:
    """Whether a title or the singular of an office stands right before the token."""
    before = doc[index - 1]
    if before.text in words.titles and before.text[:1].isupper() and len(before.text) > 1:
        return True
    office = words.office(before.text)
    if office is not None and before.i and doc[before.i - 1].text == "Der" and before.lower_.endswith("en"):
        return False  # „Der Beamten Zorn": a title would stand in the nominative
    return (
        office is not None and office.form.singular and before.pos_ in ("NOUN", "PROPN") and office.form.kind != "kin"
    )


def could_be_name(token: Token, words: Words, *, noun: bool = False) -> bool:
    """Whether a proper noun (or with `noun` any noun) may be (part of) a person's or place's name."""
    return (
        (token.pos_ == "PROPN" or (noun and token.pos_ == "NOUN"))
        and token.text[:1].isupper()
        and len(token.text) > 1
        and token.text not in words.generic
        and token.text not in words.titles
        and words.office(token.text) is None
        and not token.text.isupper()
        and not any(c.isdigit() for c in token.text)
    )


def derives(token: Token) -> bool:
    """Whether the word is an adjective, or written like one."""
    return token.pos_ == "ADJ" or token.text[:1].islower()

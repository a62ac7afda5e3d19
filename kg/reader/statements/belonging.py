"""Whose something is: adjectives of states and peoples, and nouns of kinship with a name.

Takes a noun; gives Drafts. Leaves out: adjectives inside a name („die Deutsche Bank"), owners of things.

Example: of „der polnische Vorstoß" the statement Vorstoß – polnisch – polnische.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.reader.statements.assertion import around_noun
from kg.reader.statements.draft import Draft, Reading, Slot
from kg.reader.statements.participants import owner_of, slots
from kg.reader.syntax import sentence_of

if TYPE_CHECKING:
    from spacy.tokens import Token


def _base(word: str) -> str:
    """An adjective without its ending: `norwegische` → `norwegisch`."""
    ending = next((e for e in ("en", "em", "er", "es", "e") if word.endswith(e)), "")
    return word.removesuffix(ending) if word.removesuffix(ending).endswith("sch") else word


def read_origin(noun: Token, reading: Reading) -> Iterator[Draft]:
    """„der polnische Vorstoß": the adjective of a state or people says whose it is."""
    for child in noun.children:
        if child.dep_ != "amod" or child.pos_ != "ADJ":
            continue
        base = _base(child.lower_)
        written = child.text[:1].isupper() and child.text[1:].islower() and base != child.lower_
        if written and child.i > sentence_of(noun).start:
            continue  # „die Deutsche Bank": a name
        known = base in reading.words.origins or child.lemma_ in reading.words.origins
        if not known and not any(form == "adjective" for _, form in reading.schema.forms(base)):
            continue
        polarity, modality = around_noun(noun, reading)
        yield Draft(
            "attribute",
            noun,
            (child,),
            base,
            Slot((noun,), noun),
            Slot((child,), child),
            (),
            None,
            polarity,
            modality,
            None,
            frozenset({"nominal", "origin"}),
        )


def read_kin(noun: Token, reading: Reading) -> Iterator[Draft]:
    """„seine Frau Anna Meier": Anna Meier – Frau – seine."""
    if noun.lemma_ not in reading.words.kin:
        return
    name = next((c for c in noun.children if c.dep_ in ("appos", "flat") and c.ent_type_ == "PER"), None)
    owner = owner_of(noun)
    holder = slots(owner) if owner is not None else ()
    if not holder:
        possessive = next(
            (c for c in noun.children if c.dep_ in ("det", "det:poss") and "Yes" in c.morph.get("Poss", [])), None
        )
        holder = (Slot((possessive,), possessive),) if possessive is not None else ()
    if name is None or not holder:
        return
    person = Slot(tuple(t for t in name.subtree if not t.is_punct and t.pos_ in ("PROPN", "ADP", "X", "NOUN")), name)
    for one in holder:
        yield Draft(
            "relation",
            noun,
            (noun,),
            noun.lemma_,
            person,
            one,
            (),
            None,
            "positive",
            None,
            None,
            frozenset({"nominal", "kin"}),
        )

"""Persons and bodies of persons: who can act, so that a verb's readings are told apart by whom it is about.

Takes a participant; says whether it is one, by its entity, its name, its pronoun or its noun. „traf den Minister"
is a meeting, „traf eine Entscheidung" is none. Leaves out: which person it is (kg.reader.entities).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.reader.entities.words import load_words
from kg.reader.statements.draft import Reading, Slot

if TYPE_CHECKING:
    from spacy.tokens import Token

PERSON = "jemand"
"""What the schema is told of such a participant beside its lemma (see `Schema.concept`)."""
_ACTING = frozenset({"Person", "Organization", "Group"})
_PRONOUNS = frozenset(
    [
        "ich",
        "mich",
        "mir",
        "du",
        "dich",
        "dir",
        "er",
        "ihn",
        "ihm",
        "sie",
        "ihr",
        "ihnen",
        "wir",
        "uns",
        "euch",
        "man",
        "wer",
        "wen",
        "wem",
        "jemand",
        "jemanden",
        "jemandem",
        "niemand",
        "niemanden",
        "niemandem",
        "jeder",
        "jeden",
        "jedem",
        "keiner",
        "keinen",
        "keinem",
        "alle",
        "allen",
        "viele",
        "vielen",
        "beide",
        "beiden",
    ]
)


def acts(one: Slot, reading: Reading) -> bool:
    """Whether the participant is a person, a body of persons or a state."""
    if one.head is None:
        return one.text in _PRONOUNS  # `man` of a passive
    found = reading.entities.by_id.get(reading.entity(one) or "")
    if found is not None and (found.type in _ACTING or _is_state(found.label, reading)):
        return True
    if one.head.pos_ in ("PRON", "DET"):
        return found is None and one.head.lower_ in _PRONOUNS
    if any(c.dep_ in ("appos", "flat") and c.ent_type_ == "PER" and c.i == one.head.i + 1 for c in one.head.children):
        return True  # „die Kanadierin Ada Bell"
    return one.head.ent_type_ in ("PER", "ORG") or names_actor(one.head, reading)


def _is_state(label: str, reading: Reading) -> bool:
    return any(name.kind == "kg:State" for name in reading.schema.name(label)[:1])


def names_actor(noun: Token, reading: Reading) -> bool:
    """Whether the noun itself names a person, an office or a body of persons."""
    if noun.pos_ not in ("NOUN", "PROPN", "ADJ") or not noun.text[:1].isupper():
        return False
    low, words = noun.lemma_.lower(), load_words(reading.doc.lang_ or "de")
    if (
        low in words.persons
        or low in words.groups
        or noun.lower_ in words.groups
        or words.office(noun.lemma_) is not None
        or words.office(noun.text) is not None  # „die Vorsitzende", whose lemma is none
    ):
        return True
    kind = words.kind(noun.lemma_)
    if kind is not None:
        return words.kind_types[kind] == "Organization"
    if any(low.endswith(known.lower()) for known in reading.words.actors):
        return True
    concept = reading.schema.concept(noun.lemma_, "noun")  # Gründer, Täter, Verletzter
    return concept is not None and concept.event is not None and concept.denotes != "event"

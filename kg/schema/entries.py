"""What the schema gives: plain frozen data, no RDF object.

A `Concept` is an event class with its shortcut property (`kg:Rejection`, `kg:rejects`) or a relation
(`kg:memberOf`) and how words express it. A `Name` is one of the known names with all its forms.
Names of classes and properties are compact (`kg:rejects`), IRIs of names are whole.

Leaves out: looking words up (lexicon.py, names.py).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

CASES = ("Acc", "Dat", "Gen")
DEFAULT_ROLES = {"subject": "agent", "object": "theme", "dative": "recipient"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word that expresses a concept: `text` as the ontology writes it, `pos` verb, noun or adjective.

    `denotes` says what a noun stands for: the "event" itself (Gründung), its "agent" (Gründer) or
    its "theme" (Angeklagter).
    """

    text: str
    language: str
    pos: str
    denotes: str = "event"


@dataclass(frozen=True, slots=True)
class Concept:
    """A class of events with its shortcut, or a relation.

    `key` is the name of the block in the ontology; `event` is None for a relation. `parents` are all
    superclasses (of a relation: superproperties) of ours, nearest first; `family` is the one below
    the root (`kg:Communication`), by which views colour. `roles` holds the exceptions only, as pairs of
    grammar ("subject", "object", "dative", a preposition, or one with its case: "auf Acc") and role; `frame` those of
    the verb, whatever its class. A verb with a frame and no class has no event and an empty `property`. Of the entry
    that was found `light` says that its object only names the event itself (`Kritik üben`), `fixed` are phrases that
    belong to the words (`um Leben` of `ums Leben kommen`): neither is a participant.
    """

    key: str
    event: str | None
    property: str
    labels: tuple[tuple[str, str], ...]
    comment: str
    parents: tuple[str, ...] = ()
    family: str | None = None
    roles: tuple[tuple[str, str], ...] = ()
    shortcut_object: str = "theme"
    words: tuple[Word, ...] = ()
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    denotes: str = "event"
    light: bool = False
    fixed: tuple[str, ...] = ()
    frame: tuple[tuple[str, str], ...] = ()

    def label(self, language: str = "de") -> str:
        """The label in that language, else in any, else the key."""
        return dict(self.labels).get(language) or next((text for _, text in self.labels), self.key)

    def role(self, grammar: str, cases: Collection[str] = ()) -> str | None:
        """The role of "subject", "object", "dative" or a preposition; None for one it says nothing about.

        The German default is subject → agent, object → theme, dative → recipient (design, section 4). `cases` are
        those that the noun behind the preposition may have (UD: Acc, Dat, Gen); without them every case will do.
        The frame of the verb says more exactly than the class what a preposition means, but for whom or what the
        property asks for.
        """
        own = _found(self.roles, grammar, cases)
        if own is not None and (own == self.shortcut_object or grammar in DEFAULT_ROLES):
            return own
        return _found(self.frame, grammar, cases) or own or DEFAULT_ROLES.get(grammar)

    def is_fixed(self, preposition: str, noun: str) -> bool:
        """Whether a phrase is part of the expression and no participant."""
        phrases = (phrase.split(" ", 1) for phrase in self.fixed)
        return any(word == preposition and noun.lower().endswith(end.lower()) for word, end in phrases)


def _found(roles: tuple[tuple[str, str], ...], grammar: str, cases: Collection[str]) -> str | None:
    known = dict(roles)
    return known.get(grammar) or next((known[g] for c in cases or CASES if (g := f"{grammar} {c}") in known), None)


@dataclass(frozen=True, slots=True)
class Name:
    """A name that news mention all the time, with its forms in German and what is known about it.

    `type` is a mention type of the record, or "Office"; `kind` the class (`kg:State`). `belongs_to` is the
    IRI of the state or organization that an agency, office or company is part of; `office_in` the class of
    organization that has such an office where none is named. `inhabitants` are nominative singular, of either
    gender; `adjectives` are undeclined. `common` are those of its forms that are ordinary words as well (Essen,
    Welt, Bild), so that the form by itself is no sign of the name.
    """

    iri: str
    label: str
    type: str
    kind: str
    labels: tuple[tuple[str, str], ...] = ()
    alternatives: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    inhabitants: tuple[str, ...] = ()
    nominals: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    common: tuple[str, ...] = ()
    feminine: str | None = None
    same_as: tuple[str, ...] = ()
    belongs_to: str | None = None
    office_in: str | None = None
    capital: str | None = None
    code: str | None = None

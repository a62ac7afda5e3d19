"""What passes between the parts of this stage: a statement whose participants are still words of the Doc.

Takes nothing; gives the records Slot, Draft and Reading. A Slot becomes an Argument when its entity is looked up.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.model import Argument, Attribution, Quote, RoleArgument, Spans, Time, passage_text
from kg.reader.statements.words import Words
from kg.reader.syntax import phrase, spans_of, trim

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.reader.entities import Entities
    from kg.schema import Schema


@dataclass(frozen=True, slots=True)
class Slot:
    """A participant: its words, the word at their head, and a text of its own where the article has no words for it.

    `entity_of` are the spans whose entity it has, where that is not the phrase itself (a relative pronoun's
    antecedent is the phrase; a possessive is the word `ihr`).
    """

    tokens: tuple[Token, ...]
    head: Token | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement before ids, entities and circumstances.

    `anchor` is the word at its head: attribution, sentence, polarity and modality are read around it. `clause` is the
    head of the clause for time and place. `signs` name what speaks for or against a right reading (confidence.py).
    """

    kind: str
    anchor: Token
    predicate: tuple[Token, ...]
    lemma: str
    subject: Slot | None
    object: Slot | None = None
    arguments: tuple[tuple[str, Slot], ...] = ()
    property: str | None = None
    polarity: str = "positive"
    modality: str | None = None
    source: Slot | None = None
    signs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the parts look things up in, for one Doc. `quoted` is the innermost quotation at each token."""

    doc: Doc
    characters: str  # `doc.text`, which spaCy puts together anew at each call
    quotes: tuple[Quote, ...]
    times: tuple[Time, ...]
    entities: Entities
    schema: Schema
    words: Words
    quoted: dict[int, Quote] = field(default_factory=dict)
    timed: dict[int, Time] = field(default_factory=dict)
    cues: dict[int, Quote] = field(default_factory=dict)

    def is_empty(self, slot: Slot) -> bool:
        """Whether the participant is an `es` that stands for nothing („es wurde ermittelt")."""
        head = slot.head
        return (
            head is not None
            and head.lower_ == "es"
            and not (head.i in self.entities.heads or head.i in self.entities.antecedents)
        )

    def text(self, spans: Spans) -> str:
        """The characters of the spans."""
        return passage_text(self.characters, spans)

    def argument(self, slot: Slot | None) -> Argument | None:
        """The slot with its entity."""
        if slot is None:
            return None
        nouns = self.entities.antecedents.get(slot.head.i, ()) if slot.head is not None else ()
        if nouns and slot.text is None:
            noun, together = self.doc[nouns[0]], len(nouns) > 1
            return self.argument(
                Slot(phrase(noun, appositions=False, coordination=together), None if together else noun)
            )
        spans = spans_of(slot.tokens)
        if slot.text is not None:
            return Argument(slot.text, spans, self.entities.at(spans) if spans else None)
        return Argument(self.text(spans), spans, self.entity(slot))

    def role_argument(self, role: str, slot: Slot) -> RoleArgument:
        """The slot as a further argument."""
        found = self.argument(slot)
        assert found is not None  # noqa: S101 - a slot always gives an argument
        return RoleArgument(role, found.text, found.spans, found.entity)

    def entity(self, slot: Slot) -> str | None:
        """The entity that the phrase names: of the whole phrase, else of its head."""
        if slot.head is not None and slot.head.pos_ in ("VERB", "AUX"):
            return None
        found = self.entities.at(spans_of(slot.tokens))
        if found is None and slot.head is not None:
            found = self.entities.at(spans_of([slot.head]))
        return found

    def attribution(self, slot: Slot) -> Attribution:
        """The slot as a source."""
        found = self.argument(slot)
        assert found is not None  # noqa: S101 - a slot always gives an argument
        return Attribution(found.text, found.entity)


def slot(head: Token, *, coordination: bool = False, clauses: bool = False) -> Slot:
    """The phrase of a noun as a participant: without its coordinated neighbours, clauses and loose appositions."""
    return Slot(phrase(head, coordination=coordination, clauses=clauses, appositions=False), head)


def clause_slot(head: Token) -> Slot:
    """A whole clause as a participant: „wie viele Truppen kommen"."""
    return Slot(trim(head.subtree), head)


def implied(text: str) -> Slot:
    """A participant that the grammar implies and no word names: `man` for the agent of a passive."""
    return Slot((), None, text)

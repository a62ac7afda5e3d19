"""Chains: the entities of a text in the making, with everything that was read before nouns and pronouns join them.

Takes what the steps put in; gives answers on agreement. Leaves out: which mention belongs where (cluster.py,
resolve.py).

Example: the chain of `Sanna Marin` is feminine because her given name and „Ministerpräsidentin" say so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.reader.entities.forms import PersonName
from kg.reader.entities.named import NamedMention
from kg.reader.entities.offices import Office
from kg.reader.entities.words import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.schema import Name


@dataclass(slots=True)
class Chain:
    """An entity in the making: its names, and what is known for agreement. `kind` is a key of kinds.toml."""

    type: str
    names: list[int] = field(default_factory=list)
    known: Name | None = None
    person: PersonName | None = None
    kind: str | None = None
    genders: Counter[str] = field(default_factory=Counter)
    number: str = "Sing"
    label: str = ""
    nominal: bool = False

    @property
    def gender(self) -> str | None:
        """The gender that most evidence speaks for, None where there is none or it is even."""
        ranked = self.genders.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]


@dataclass(frozen=True, slots=True)
class Chains:
    """The named mentions of a text, its offices and chains; `chain_of` gives the chain of each named mention."""

    doc: Doc
    names: Sequence[NamedMention]
    offices: Sequence[Office]
    words: Words
    chains: list[Chain]
    chain_of: list[int]

"""Inhabitants: „der Norweger Ole Strand", and „Der Norweger" that takes him up.

Takes a noun for an inhabitant of a state, the chains and the discourse; gives the chain of the person, or None.
The person is the only one of the text whom it has called so, or by the state's adjective („der norwegische Läufer Ole
Strand"), agrees in gender and was spoken of in the last sentences.
Leaves out: inhabitants in the plural or without an article, who are a group.

Example: after „Der Schwede Nils Berg und der Norweger Ole Strand siegten." „Der Schwede" is Nils Berg.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.reader.entities.chains import Chains
from kg.reader.entities.discourse import Discourse, grammar
from kg.reader.entities.nominals import Nominals, adjectives, has_complement, is_definite

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.schema import Schema

_REACH = 4  # sentences back


class Compatriots:
    """The persons of one text by the state that they are said to be of."""

    def __init__(self, found: Chains, schema: Schema, nominals: Nominals) -> None:
        self.chains = found.chains
        self.schema = schema
        self.nominals = nominals
        self.of_state: dict[str, set[int]] = defaultdict(set)
        starts = {n.first: c for n, c in zip(found.names, found.chain_of, strict=True) if n.type == "Person"}
        for name in found.names:
            if name.derived and name.type == "Group" and name.first + 1 in starts:
                for state in self.states(found.doc[name.first]):
                    self.of_state[state].add(starts[name.first + 1])
        adjective = {n.first: n.known.iri for n in found.names if n.derived and n.known is not None}
        for office in found.offices:
            for index in range(office.first, office.noun if office.holder is not None else office.first):
                if index in adjective:
                    self.of_state[adjective[index]].add(found.chain_of[office.holder or 0])

    def states(self, noun: Token) -> list[str]:
        """The IRIs of the states whose inhabitant the noun names."""
        return [name.iri for name, form in self.schema.forms(noun.text) if form == "inhabitant"]

    def person(self, noun: Token, discourse: Discourse, sentence: int) -> int | None:
        """The person whom the noun means, beside the name or instead of it."""
        if grammar(noun)[1] == "Plur" or "Gen" in noun.morph.get("Case", []):
            return None
        beside = self.nominals.beside_person(noun)
        if beside is not None:
            return beside
        if not is_definite(noun) or has_complement(noun) or adjectives(noun):
            return None
        genders = grammar(noun)[0]
        known = {chain for state in self.states(noun) for chain in self.of_state.get(state, ())}
        near = [c for c in sorted(known) if c in discourse.last and sentence - discourse.last[c] <= _REACH]
        if len(known) != 1 or not near:
            return None
        gender = self.chains[near[0]].gender
        return near[0] if gender is None or not genders or gender in genders else None

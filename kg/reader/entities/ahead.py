"""Pronouns before their name: „Sie hatte getroffen, doch gejubelt hat Ada Quirin nicht."

Takes a personal pronoun that nothing before it explains, and the chains of the names behind it; gives the chain of the
first person named as a subject in the same sentence, or of the one whose words the pronoun stands in, or None. Of a
possessive before the verb („In seiner Rede sagte Huber") the person is the subject, whoever was spoken of before.
Leaves out: all pronouns that can mean a person named before them; they do more often than not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kg.reader.entities.chains import Chain
from kg.reader.entities.discourse import Discourse, is_subject
from kg.reader.entities.pronouns import agreeing, narrowed, readings
from kg.reader.entities.salience import Point
from kg.reader.syntax import clause_of, verb_group

if TYPE_CHECKING:
    from spacy.tokens import Token

_REACH = 2  # sentences before, in which nobody may fit
_CLOSE = 6  # tokens behind the verb in which its subject follows
_AHEAD = 40  # tokens behind the pronoun that are looked at


def ahead(
    token: Token, chains: Sequence[Chain], names: Mapping[int, int], discourse: Discourse, point: Point
) -> int | None:
    """The chain of the person that the pronoun means before naming; `names` gives the chain of a name's first token."""
    reading = readings(token, point.words)
    if reading is None or reading[0] != "personal" or not is_subject(token) or token.lower_ == "es" or point.quote >= 0:
        return None
    allowed = narrowed(token, *reading)
    if any(r.chain is not None and r.human and agreeing(r, allowed) for r in discourse.back(point.sentence, _REACH)):
        return None
    genders = {value.rpartition(" ")[0] for value in allowed if value.endswith("Sing")}
    if not genders:
        return None  # „sie werden …"
    if point.teller is not None and _fits(chains[point.teller], genders):
        return point.teller
    clause = clause_of(token)
    for index in range(token.i + 1, min(len(token.doc), token.i + _AHEAD)):
        other = token.doc[index]
        if other.is_sent_start:
            return None
        if index in names:
            fits = is_subject(other) and clause_of(other) != clause and _fits(chains[names[index]], genders)
            return names[index] if fits else None
    return None


def owner_behind(token: Token, chains: Sequence[Chain], names: Mapping[int, int], point: Point) -> int | None:
    """„In seiner Rede sagte Otto Moll": the subject behind the verb owns what stands before it, if he is a person."""
    reading = readings(token, point.words)
    if reading is None or reading[0] != "possessive" or point.quote >= 0:
        return None
    genders = {value.rpartition(" ")[0] for value in reading[1] if value.endswith("Sing")}
    clause = clause_of(token)
    verb = verb_group(clause).finite if clause is not token else None
    if verb is None or verb.i < token.i or any(t.is_sent_start for t in token.doc[token.i + 1 : verb.i + 1]):
        return None
    for index in range(verb.i + 1, min(len(token.doc), verb.i + _CLOSE)):
        other = token.doc[index]
        if other.is_sent_start or other.is_punct:
            return None
        if index in names:
            while other.dep_ in ("appos", "flat") and other.head.i < other.i:
                other = other.head  # „sagte Minister Moll"
            owns = is_subject(other) and clause_of(other) == clause
            chain = chains[names[index]]
            return names[index] if owns and _fits(chain, genders) and chain.gender is not None else None
    return None


def _fits(chain: Chain, genders: set[str]) -> bool:
    return chain.type == "Person" and chain.number == "Sing" and chain.gender in (None, *genders)

"""Descriptions: „der Komponist", „die 23 Jahre alte Spielerin", „der 58-Jährige" for a person named before.

Takes a definite noun phrase for one person and the discourse; gives the chain of the one named person whom it can
describe, or None. That person agrees in gender, has just been spoken of, and has not been called something else; an
age that the text has given must be the same. Nobody else, named or not, may fit.
Leaves out: offices that the text has given to somebody (nominals.py); words that need a second person (`Nachfolger`),
and words for people whom a situation brings along (`Fahrer`, `Richter`): they are rather someone new.

Example: „Laut Ada Quirin hat die Probe begonnen. Die Dirigentin …" takes up Ada Quirin.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.reader.entities.chains import Chains
from kg.reader.entities.discourse import Discourse, Referent, grammar
from kg.reader.entities.nominals import adjectives, is_definite
from kg.reader.entities.salience import Point, weight
from kg.reader.syntax import clause_of, preposition

if TYPE_CHECKING:
    from spacy.tokens import Token

_REACH = 2  # sentences back
_FAR = 12  # sentences back, where the text has said what the person is
_LEAD = 2.0  # times the second best
_AGED = re.compile(r"(\d{1,3})-?jährige[rnms]?$", re.IGNORECASE)
_AGE = re.compile(r"\d{1,3}")


@dataclass(frozen=True, slots=True)
class _Described:
    """What a noun phrase says of a person: the occupation, the age in years, Masc or Fem."""

    base: str | None
    age: str | None
    gender: str


class Descriptions:
    """The descriptions of one text, asked word by word in its order."""

    def __init__(self, found: Chains) -> None:
        self.doc = found.doc
        self.chains = found.chains
        self.words = found.words
        self.offices = {o.noun: o for o in found.offices}
        self.roles: dict[int, set[str]] = defaultdict(set)
        self.kinds: dict[int, set[str]] = defaultdict(set)
        for office in found.offices:
            if office.holder is not None and office.form.kind in ("holds", "profession"):
                self.roles[found.chain_of[office.holder]].add(office.form.base)
                self.kinds[found.chain_of[office.holder]].add(office.form.kind)
        self.ages: dict[int, set[str]] = defaultdict(set)
        for name, chain in zip(found.names, found.chain_of, strict=True):
            if name.type == "Person" and not name.part and not name.derived:
                self.ages[chain] |= set(self._ages(name.first, name.last))

    def taken_up(self, noun: Token, discourse: Discourse, sentence: int) -> int | None:
        """The chain of the person whom the noun phrase describes, or None."""
        if not is_definite(noun) or grammar(noun)[1] == "Plur" or _owned(noun):
            return None
        age = _AGED.search(noun.text)
        base = self.base(noun)
        if base is None and age is None:
            return None
        if age is not None:
            aged = {c for c, ages in self.ages.items() if age.group(1) in ages and c in discourse.counts}
            if len(aged) == 1:
                return aged.pop()
        gender = self.gender(noun)
        if gender is None:
            return None
        known = self.known(base, gender, discourse, sentence)
        if known is not None:
            return known
        return self.alone(noun, _Described(base, age.group(1) if age else None, gender), discourse, sentence)

    def tells(self, noun: Token, chain: int) -> bool:
        """Whether the noun says of the person an occupation that the text has not named; each is told once."""
        base = self.base(noun)
        if base in (None, "person") or base in self.roles[chain]:
            return False
        self.roles[chain].add(base or "")
        return True

    def base(self, noun: Token) -> str | None:
        """The word as it stands in the lists, None for what describes nobody in particular."""
        office = self.words.office(noun.text)
        if office is not None and office.form.kind == "profession":
            return None if office.form.base in self.words.situated else office.form.base
        agent = self.words.agent(noun.text)
        if agent is not None and office is None and (agent.form.gender == "Fem" or self._of_people(noun)):
            return agent.form.base
        return "person" if noun.lower_ in self.words.anybody else None

    def _of_people(self, noun: Token) -> bool:
        """Whether an adjective says that the noun means a person („der pensionierte Schriftsetzer")."""
        return any(a.lower_.startswith(self.words.of_people) for a in adjectives(noun))

    def gender(self, noun: Token) -> str | None:
        """Masc or Fem by the noun's form, else by its article."""
        word = self.words.office(noun.text) or self.words.agent(noun.text)
        if word is not None and word.form.gender is not None:
            return word.form.gender
        genders = grammar(noun)[0] & {"Masc", "Fem"}
        return next(iter(genders)) if len(genders) == 1 else None

    def known(self, base: str | None, gender: str, discourse: Discourse, sentence: int) -> int | None:
        """The one person of whom the text has said a narrower word („der Fabrikant … der Unternehmer").

        Nobody after that one may have no such word, or another of the same kind.
        """
        wider = self.words.wider.get(base or "", ())
        if not wider:
            return None
        kinds = {self.words.office(word.capitalize()) for word in wider}
        kind_of = {form.form.kind for form in kinds if form is not None}
        last: dict[int, int] = {}
        for referent in discourse.back(sentence, _FAR):
            if referent.chain is not None and self._fits(referent, gender):
                last.setdefault(referent.chain, referent.token)
        narrower = [c for c in last if self.roles[c] & {base, *wider}]
        if len(narrower) != 1:
            return None
        for chain, token in last.items():
            other = not self.roles[chain] or self.kinds[chain] & kind_of
            if chain != narrower[0] and token > last[narrower[0]] and other:
                return None
        return narrower[0]

    def alone(self, noun: Token, told: _Described, discourse: Discourse, sentence: int) -> int | None:
        """The one person in the last sentences who can be meant."""
        base, age, gender = told.base, told.age, told.gender
        clause = clause_of(noun).i
        found: dict[int, Referent] = {}
        scores: dict[int, float] = defaultdict(float)
        rival = -1
        point = Point(sentence, -1, self.words, {})
        for referent in discourse.back(sentence, _REACH):
            if referent.chain is None:
                if referent.human and referent.number == "Sing" and referent.depth == 0 and gender in referent.genders:
                    rival = max(rival, referent.token)
                continue
            if self._fits(referent, gender):
                found.setdefault(referent.chain, referent)
                scores[referent.chain] += weight(referent, point)
        free = {}
        for chain, referent in found.items():
            called = self.roles[chain] - {base, *self.words.wider.get(base or "", ())}
            aged = self.ages[chain]
            if (called and base != "person" and age is None) or (age is not None and aged and age not in aged):
                continue
            free[chain] = referent
        free = {c: r for c, r in free.items() if r.clause != clause or r.depth > 0}  # „Huber sah den Komponisten"
        ranked = sorted(free, key=lambda c: (-scores[c], c))
        if not ranked or (len(ranked) > 1 and scores[ranked[0]] < _LEAD * scores[ranked[1]]):
            return None
        newest = free[ranked[0]]
        if newest.token < rival:
            return None  # „Huber traf einen Zeugen. Der Komponist …"
        return ranked[0] if newest.sentence >= sentence - 1 or len(found) == 1 else None

    def _fits(self, referent: Referent, gender: str) -> bool:
        if referent.chain is None or not referent.human or referent.number != "Sing":
            return False
        chain = self.chains[referent.chain]
        return bool(chain.names) and (not referent.genders or gender in referent.genders)

    def _ages(self, first: int, last: int) -> list[str]:
        """The age that stands beside a name: „Moll (58)", „Moll, 58, …", „der 58-jährige Moll"."""
        found = []
        before, number, after = (self.doc[i].text if i < len(self.doc) else "" for i in range(last + 1, last + 4))
        if before in ("(", ",") and _AGE.fullmatch(number) and after in (")", ","):
            found.append(number)
        for index in range(max(0, first - 3), first):
            aged = _AGED.search(self.doc[index].text)
            if aged is not None and self.doc[index].head.i in (*range(first, last + 1), index + 1, index + 2):
                found.append(aged.group(1))
        return found


def _owned(noun: Token) -> bool:
    """„der Sänger der Band": a genitive says whose, and makes it somebody of his own."""
    behind = [c for c in noun.children if c.dep_.startswith("nmod") and c.i > noun.i]
    return any((case := preposition(c)) is None or case.lower_ in ("von", "vom") for c in behind)

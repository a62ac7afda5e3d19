"""Entities without a name: speakers, acting bodies and groups, and the institutions of a state or place.

Takes a noun, the chains and the inner names of the text; gives the chain of the noun phrase, a new one where it needs
one. The same words later are the same entity; an institution is told from others by the state or place that the
phrase gives: „die polnische Regierung", „Polens Regierung" and „die Regierung Polens" are one, and „die Regierung"
after it is no other.
Leaves out: noun phrases that take up a name (nominals.py).

Example: „Die Staatsanwaltschaft ermittelt" gives an organization, „ein Nachbar ging vorbei" nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING

from kg.reader.entities.chains import Chain, Chains
from kg.reader.entities.discourse import grammar
from kg.reader.entities.forms import strong
from kg.reader.entities.named import lookup
from kg.reader.entities.nominals import COMPLEMENTS, adjectives, has_complement, is_definite
from kg.reader.syntax import determiner, preposition

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.reader.entities.offices import Office
    from kg.reader.entities.words import Words
    from kg.schema import Schema

_OF = frozenset({"von", "für", "in", "im", "bei", "beim"})  # what can belong to a label
_LONG = 12  # tokens of a complement that are looked at
Key = tuple[str, ...]


class Unnamed:
    """The entities without a name of one text, asked word by word in its order."""

    def __init__(self, found: Chains, schema: Schema, is_open: Callable[[Token, str], bool]) -> None:
        self.doc = found.doc
        self.names = found.names
        self.chain_of = found.chain_of
        self.chains = found.chains
        self.words = found.words
        self.schema = schema
        self.is_open = is_open
        self.offices = {o.noun: o for o in found.offices}
        places = [(n, c) for n, c in zip(found.names, found.chain_of, strict=True) if n.type == "Place" and not n.part]
        self.derived = {n.first: c for n, c in places if n.derived}
        self.place_at = {t: c for n, c in places if not n.derived for t in range(n.first, n.last + 1)}
        self.persons = {t for n in found.names if n.type == "Person" for t in range(n.first, n.last + 1)}
        self.phrases: dict[Key, int] = {}
        # the words of each body's name → the chains that have them, with their first token
        self.called: dict[str, dict[int, int]] = defaultdict(dict)
        for name, chain in zip(found.names, found.chain_of, strict=True):
            for word in name.base.lower().split() if name.type == "Organization" else ():
                self.called[word].setdefault(chain, name.first)

    def entity(self, noun: Token, *, speaker: bool, subject: bool) -> int | None:
        """The chain of a noun phrase that is an entity without a name, or None."""
        kind = self.words.kind(noun.text)
        office = self.offices.get(noun.i)
        group = noun.lower_ in self.words.groups
        number = grammar(noun)[1]
        person = office is not None or noun.lower_ in self.words.persons or _ends_with_person(noun, self.words)
        stands = self.is_institution(noun)
        body = stands or (kind is not None and self.words.kind_types[kind] == "Organization")
        if number == "Plur" and (group or person or body):
            type = "Group"
        elif body:
            type = "Organization"
        elif person:
            type = "Person"
        elif speaker and group:
            type = "Group"
        else:
            return None
        if not speaker and not stands and (type == "Person" or not subject or not is_definite(noun)):
            return None
        if type == "Group" and _counted(noun):
            return None
        if (
            type == "Organization"
            and kind is not None
            and (self.is_open(noun, kind) or len(self.institutions(noun)) > 1)
        ):
            return None
        key = self.key(noun, type)
        number_of = self.phrases.get(key)
        if number_of is not None and (is_definite(noun) or stands or type == "Group"):
            return number_of
        chain = Chain(type, nominal=True, label=self.label(noun), number="Plur" if type == "Group" else "Sing")
        if type == "Person":
            gender = (office.form.gender if office is not None else None) or self.words.persons.get(noun.lower_)
            if gender not in ("Masc", "Fem"):
                gender = next(iter(told)) if len(told := grammar(noun)[0] & {"Masc", "Fem"}) == 1 else None
            if gender is not None:
                chain.genders[gender] += 1
        else:
            chain.genders.update(grammar(noun)[0])
        if body and type == "Organization":
            chain.kind = kind
        self.chains.append(chain)
        self.phrases[key] = len(self.chains) - 1
        if type == "Organization":
            self.called[_singular(noun)].setdefault(len(self.chains) - 1, noun.i)
        return len(self.chains) - 1

    def again(self, noun: Token) -> int | None:
        """An unnamed entity of before, in the same words, or an institution in fewer."""
        if not is_definite(noun) and not self.is_institution(noun):
            return None
        for type in ("Organization", "Group", "Person"):
            chain = self.phrases.get(self.key(noun, type))
            if chain is not None and (type == "Group") == (grammar(noun)[1] == "Plur"):
                return chain
        found = self.institutions(noun)
        return found.pop() if len(found) == 1 else None

    def institutions(self, noun: Token) -> set[int]:
        """The chains that a bare noun can mean: „Die polnische Regierung … die Regierung"."""
        found: set[int] = set()
        if self.is_institution(noun) and not adjectives(noun) and not has_complement(noun) and self.scope(noun) is None:
            known = self.called.get(_singular(noun), {})
            for chain, first in known.items():
                if first < noun.i:
                    found.add(chain)
                if len(found) > 1:
                    break
        return found

    def is_institution(self, noun: Token) -> bool:
        """Whether the phrase means the one body of its kind that a state or place has („durch Polizei")."""
        office = self.offices.get(noun.i)
        if grammar(noun)[1] == "Plur" or (office is not None and not self.is_council(office)):
            return False
        forms = {noun.lower_, noun.lemma_.lower(), noun.lower_.removesuffix("s"), noun.lower_.removesuffix("es")}
        owned = noun.i > 0 and self.place_at.get(noun.i - 1) == self.scope(noun) is not None
        definite = is_definite(noun) or owned  # „Polens Regierung"
        if any(form.endswith(self.words.institutions) for form in forms):
            return definite or (determiner(noun) is None and not adjectives(noun) and noun.lower_ in self.words.bare)
        known = (n for form in sorted({noun.text, noun.lemma_}) for n in lookup(self.schema, form))
        return definite and any(self.words.kind_of_class.get(n.kind) == "authority" for n in known)

    def is_council(self, office: Office) -> bool:
        """Whether a word that means a member before a name („Stadtrat Moll") means the council here."""
        return office.holder is None and office.form.singular and office.form.base.endswith(self.words.institutions)

    def scope(self, noun: Token) -> int | None:
        """The chain of the state or place that the phrase says the institution is of."""
        for adjective in adjectives(noun):
            if adjective.i in self.derived:
                return self.derived[adjective.i]
        if noun.i and noun.i - 1 in self.place_at and self.doc[noun.i - 1].head == noun:
            return self.place_at[noun.i - 1]
        for child in noun.children:
            if child.dep_ in COMPLEMENTS and child.i > noun.i and child.i in self.place_at:
                return self.place_at[child.i]
        return self.place_at[noun.i + 2] if self.is_seated(noun) else None

    def is_seated(self, noun: Token) -> bool:
        """„das Ministerium in Oslo": the city right behind an institution is its seat, wherever a parser hangs it."""
        joint = self.doc[noun.i + 1 : noun.i + 3]
        seated = len(joint) > 1 and joint[0].lower_ == "in" and joint[1].i in self.place_at
        return seated and noun.lower_.removesuffix("s").endswith(self.words.institutions)

    def key(self, noun: Token, type: str) -> Key:
        """What two phrases for one entity have in common."""
        scope = self.scope(noun) if type == "Organization" else None
        if scope is not None:
            described = [a.lemma_.lower() for a in adjectives(noun) if a.pos_ == "ADJ" and a.i not in self.derived]
            return (type, _singular(noun), "@", str(scope), *described)
        plain = tuple(a.lemma_.lower() for a in adjectives(noun) if a.pos_ == "ADJ")
        of = tuple(
            t.text
            for c in noun.children
            if c.dep_ in COMPLEMENTS and c.i > noun.i and c.dep_ != "acl:relcl"
            for t in sorted(islice(c.subtree, _LONG), key=lambda t: t.i)
        )
        return (type, _singular(noun), *plain, "|", *of[:8])

    def label(self, noun: Token) -> str:
        """„griechische Regierung", „Sprecher der Polizei": without the article, with what tells it from others."""
        kept = [a for a in adjectives(noun) if a.pos_ == "ADJ"]
        scope = self.scope(noun)
        known = self.chains[scope].known if scope is not None else None
        if known is not None and known.adjectives and not kept and grammar(noun)[1] == "Sing":
            # „Polens Regierung"
            gender = next(iter(sorted(grammar(noun)[0])), None)
            return f"{strong(known.adjectives[0] + 'e', gender)} {self.noun_label(noun)}"
        if scope is not None and noun.i and self.place_at.get(noun.i - 1) == scope:
            return f"{self.doc[noun.i - 1].text} {self.noun_label(noun)}"  # „Moskaus Verteidigungsministerium"
        words = [_small(a) for a in sorted(kept, key=lambda t: t.i)] + [noun.text]
        joined = self.doc[max(0, noun.i - 2) : noun.i]
        both = len(joined) == 2 and joined[0].text.endswith("-") and joined[1].lower_ in self.words.phrases["and"]
        if both and grammar(noun)[1] == "Plur":
            words.insert(-1, joined.text)  # „Staats- und Regierungschefs"
        if is_definite(noun) or determiner(noun) is not None or grammar(noun)[1] == "Plur":
            gender = next(iter(sorted(grammar(noun)[0])), None) if grammar(noun)[1] == "Sing" else "Fem"
            for n, adjective in enumerate(words[: len(kept)]):  # the plural ends like the feminine
                words[n] = strong(adjective, gender)
        if grammar(noun)[1] == "Sing":
            words[-1] = self.noun_label(noun)
        elif "Dat" in noun.morph.get("Case", []) and noun.text.endswith(("ern", "eln")):
            words[-1] = noun.text[:-1]  # „unter Beobachtern"
        following = next((c for c in noun.children if c.dep_ in ("nmod", "nmod:poss") and c.i > noun.i), None)
        case = preposition(following) if following is not None else None
        if case is not None and case.lower_ not in _OF and scope is None:
            following = None  # „Luftwaffe nach dem Krieg" is called Luftwaffe
        article = determiner(following) if following is not None and case is None else None
        if article is not None and article.lower_ not in ("der", "des"):
            following = None  # „hat der Landtag einer Vorlage zugestimmt"
        if following is None and scope is not None and self.is_seated(noun):
            words.append(self.doc[noun.i + 1 : noun.i + 3].text)
        if following is not None and (scope is None or not kept):
            tail = sorted(islice(following.subtree, _LONG), key=lambda t: t.i)
            cut = next((n for n, t in enumerate(tail) if t.i in self.persons), len(tail))
            titled = cut > 0 and tail[cut - 1].i in self.offices  # „die Regierung von Präsident Moll"
            if cut and tail[cut - 1].pos_ == "NOUN" and not titled:
                tail = tail[:cut]  # „Ausschuss des Parlaments Eva Moll": the name is the chair's
            if len(tail) <= 5 and not any(t.is_punct for t in tail):
                words.append(self.doc[tail[0].i : tail[-1].i + 1].text)
        return " ".join(words)

    def noun_label(self, noun: Token) -> str:
        """A noun of the singular as a label: „die Vorsitzende" is a `Vorsitzende`, whatever a lemmatizer cuts off."""
        office = self.words.office(noun.text)
        adjectival = office is not None and office.form.gender is None and office.form.base.endswith("er")
        if adjectival or self.words.persons.get(noun.lower_) == "Adj":
            genders = grammar(noun)[0]
            return strong(noun.text, next(iter(genders))) if len(genders) == 1 else noun.text
        if "ß" in noun.lemma_ and "ß" not in noun.text:
            return noun.text.removesuffix("es")  # a lemmatizer's old spelling
        clipped = noun.lemma_.endswith("end") and noun.lower_.startswith(noun.lemma_.lower() + "e")
        return noun.lemma_ if noun.lemma_[:2].lower() == noun.text[:2].lower() and not clipped else noun.text


def _small(adjective: Token) -> str:
    """An adjective as it stands inside a sentence; „Berliner" is always written large."""
    opens = adjective.is_sent_start and not adjective.text.endswith("er")
    return adjective.lower_ if opens else adjective.text


def _counted(noun: Token) -> bool:
    """Whether a number stands with the noun: a quantity is no entity."""
    numbers = ("hundert", "tausend", "million", "milliarde", "dutzend")
    return any(c.pos_ == "NUM" or c.lower_.startswith(numbers) or c.lower_.endswith(numbers) for c in noun.children)


def _singular(noun: Token) -> str:
    return (noun.lemma_ or noun.text).lower()


def _ends_with_person(noun: Token, words: Words) -> bool:
    """„30-Jähriger", „Polizeisprecher", „Augenzeugin": the end of the compound is a person."""
    lower = noun.lower_[-60:]  # no word for a person is longer
    return any(lower.endswith(end) and len(lower) > len(end) for end in ("jährige", "jähriger", "jährigen")) or any(
        lower[start:] in words.persons for start in range(2, len(lower) - 4)
    )

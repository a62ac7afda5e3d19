"""One pass through the text in its order: every noun and pronoun gets its chain, or none.

Takes the Doc, the chains of names, offices and quotations; gives the chain of each token that heads a mention,
and the nominal and pronoun mentions. Leaves out: which chains become entities (kg.reader.entities).

Example: in „Sie wolle zurücktreten, sagte die Ministerin." the pronoun stands first and stays open.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.model import Quote
from kg.reader.entities.ahead import ahead, owner_behind
from kg.reader.entities.chains import Chains
from kg.reader.entities.compatriots import Compatriots
from kg.reader.entities.descriptions import Descriptions
from kg.reader.entities.discourse import Discourse, Referent, depth, grammar, is_subject
from kg.reader.entities.named import NamedMention
from kg.reader.entities.nominals import Nominals, is_definite
from kg.reader.entities.pronouns import antecedent, is_relative, open_reading
from kg.reader.entities.salience import Point
from kg.reader.entities.unnamed import Unnamed
from kg.reader.syntax import clause_of, conjuncts, determiner, preposition

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.schema import Schema


@dataclass(frozen=True, slots=True)
class Loose:
    """A nominal or pronoun mention: token indices first to last, and its chain."""

    first: int
    last: int
    chain: int
    pronoun: bool


@dataclass(frozen=True, slots=True)
class Traits:
    """What agreement and likelihood of an antecedent go by."""

    genders: frozenset[str]
    number: str
    human: bool
    animate: bool


@dataclass(slots=True)
class Resolution:
    """What the pass found. `heads` gives the chain of a token that heads a mention, `nouns` the noun, or
    the nouns together, that a pronoun takes up where that is no entity; `described` the chain of the person of whom a
    noun tells an occupation; `persons` the numbers of names of inhabitants that mean one person.
    """

    heads: dict[int, int] = field(default_factory=dict)
    nouns: dict[int, tuple[int, ...]] = field(default_factory=dict)
    described: dict[int, int] = field(default_factory=dict)
    persons: set[int] = field(default_factory=set)
    loose: list[Loose] = field(default_factory=list)


class QuoteMap:
    """Which direct quotation a character stands in, or which of the others."""

    def __init__(self, quotes: Sequence[Quote], *, direct: bool = True) -> None:
        pairs = [(a, b, n) for n, q in enumerate(quotes) if (q.type == "direct") == direct for a, b in q.spans]
        self.spans = sorted(pairs)
        self.starts = [a for a, _, _ in self.spans]

    def at(self, offset: int) -> int:
        """The number of the quotation, -1 outside of any."""
        index = bisect_right(self.starts, offset) - 1
        if index >= 0 and self.spans[index][0] <= offset < self.spans[index][1]:
            return self.spans[index][2]
        return -1


def resolve(found: Chains, quotes: Sequence[Quote], schema: Schema) -> Resolution:
    """The chains of all tokens that head a mention, and the mentions without names."""
    return _Pass(found, quotes, schema).run()


class _Pass:
    def __init__(self, found: Chains, quotes: Sequence[Quote], schema: Schema) -> None:
        self.doc = found.doc
        self.names = names = found.names
        self.chain_of = chain_of = found.chain_of
        self.chains = found.chains
        self.words = found.words
        offices = found.offices
        self.offices = {o.noun: o for o in offices}
        self.quotes = quotes
        self.quote_map = QuoteMap(quotes)
        self.tellers = QuoteMap(quotes, direct=False)
        self.nominals = Nominals(found, schema)
        self.descriptions = Descriptions(found)
        self.compatriots = Compatriots(found, schema, self.nominals)
        self.unnamed = Unnamed(found, schema, self.nominals.is_open)
        self.discourse = Discourse()
        self.result = Resolution()
        self.whole = {n.first: i for i, n in enumerate(names) if not n.part and not n.derived}
        self.firsts = {first: chain_of[i] for first, i in self.whole.items() if names[i].type == "Person"}
        self.inner = {n.first: i for i, n in enumerate(names) if n.derived or n.part}
        self.speakers = self.speaker_nouns()
        # of „Fraktion der SPD" the first noun is the body
        phrases = [o.body_tokens for o in offices if o.body_tokens is not None and o.holder is not None]
        self.body_nouns = {next((t for t in range(a, b + 1) if self.doc[t].pos_ == "NOUN"), a) for a, b in phrases}
        for i, name in enumerate(names):
            if not name.part and (not name.derived or name.type == "Group"):
                for t in range(name.first, name.last + 1):
                    self.result.heads[t] = chain_of[i]
        for office in offices:
            if office.titles:
                self.result.heads.setdefault(office.noun, chain_of[office.holder or 0])

    def speaker_nouns(self) -> set[int]:
        found = set()
        for quote in self.quotes:
            if quote.speaker is None:
                continue
            for start, end in quote.speaker.spans:
                span = self.doc.char_span(start, end, alignment_mode="expand")
                if span is None:
                    continue
                root = span.root
                if root.pos_ not in ("NOUN", "PROPN"):
                    root = next((t for t in span if t.pos_ == "NOUN"), root)
                found.add(root.i)
                break
        return found

    def run(self) -> Resolution:
        sentence = -1
        index = 0
        while index < len(self.doc):
            token = self.doc[index]
            if token.is_sent_start or index == 0:
                sentence += 1
            if index in self.whole:
                name = self.names[self.whole[index]]
                self.name(name, self.chain_of[self.whole[index]], sentence)
                index = name.last + 1
                continue
            if index in self.inner:
                which = self.inner[index]
                if self.names[which].type == "Group" and not self.names[which].part:
                    self.inhabitant(token, which, sentence)
                else:
                    self.push(token, self.chain_of[which], sentence, hint=True)
                    if self.names[which].part:
                        self.noun(token, sentence)
            elif token.pos_ in ("PRON", "DET"):
                self.pronoun(token, sentence)
            elif token.pos_ in ("NOUN", "PROPN") or "-Jährige" in token.text:
                self.noun(token, sentence)
            index += 1
        self.first_person()
        return self.result

    def name(self, name: NamedMention, chain: int, sentence: int) -> None:
        span = [self.doc[t] for t in range(name.first, name.last + 1)]
        top = next((t for t in span if not name.first <= t.head.i <= name.last or t.head == t), span[-1])
        while top.dep_ in ("appos", "flat") and self.result.heads.get(top.head.i) == chain and top.head.i < top.i:
            top = top.head  # „der Minister des Landes, Jan Huber"
        self.push(top, chain, sentence, at=name.first)

    def inhabitant(self, token: Token, which: int, sentence: int) -> None:
        """„Der Norweger": the person whom it means, else the people."""
        person = self.compatriots.person(token, self.discourse, sentence)
        beside = token.i + 1 in self.whole
        if person is not None:
            self.result.persons.add(which)
            self.result.heads[token.i] = person
            beside = token.i + 1 in self.whole
            first = token.i if beside else self.phrase_start(token)
            self.result.loose.append(Loose(first, token.i, person, pronoun=False))
        if person is None or not beside:
            self.push(token, self.chain_of[which] if person is None else person, sentence)

    def pronoun(self, token: Token, sentence: int) -> None:
        quote = self.quote_map.at(token.idx)
        if quote >= 0 and token.lower_ in self.words.pronouns["speaker"]["singular"]:
            chain = self.speaker(self.quotes[quote])
            if chain is not None:
                self.push(token, chain, sentence, told=True)
            return
        speaker = self.speaker(self.quotes[quote]) if quote >= 0 else None
        teller = self.tellers.at(token.idx)
        told = self.speaker(self.quotes[teller]) if teller >= 0 and quote < 0 else None
        point = Point(sentence, quote, self.words, self.result.heads, speaker, told)
        found = antecedent(token, self.discourse, point)
        later = owner_behind(token, self.chains, self.firsts, point)
        if later is not None:
            self.mark(token, later)  # its owner is named in a moment, and that counts once
            return
        if found is None or found.chain is None:
            later = ahead(token, self.chains, self.firsts, self.discourse, point)
        if later is not None:
            self.refer(token, later, sentence)
        elif found is None:
            if open_reading(token, self.words) is not None:
                # somebody is meant, though it is open who: what follows may mean the same one
                self.push(token, None, sentence)
        elif found.chain is None:
            if not is_relative(token, self.words):
                self.result.nouns.update({token.i: nouns} if (nouns := self.things(found)) else {})
            self.push(token, None, sentence, noun=found)
        else:
            self.refer(token, found.chain, sentence)

    def refer(self, token: Token, chain: int, sentence: int) -> None:
        """The pronoun is a mention of that chain, and what follows can take it up."""
        self.mark(token, chain)
        self.push(token, chain, sentence)

    def mark(self, token: Token, chain: int) -> None:
        """The pronoun is a mention of that chain."""
        self.result.heads[token.i] = chain
        self.result.loose.append(Loose(token.i, token.i, chain, pronoun=True))

    def noun(self, token: Token, sentence: int) -> None:
        office = self.offices.get(token.i)
        if office is not None and office.titles:
            chain = self.chain_of[office.holder or 0]
            first = token.i
            self.result.loose.append(Loose(first, token.i, chain, pronoun=False))
            return
        chain_of_name = self.nominals.beside_name(token)
        if chain_of_name is None:
            chain_of_name = self.nominals.beside_person(token)
        if chain_of_name is None:
            chain_of_name = self.apposed(token)
        if chain_of_name is not None:
            self.result.heads[token.i] = chain_of_name
            self.result.loose.append(Loose(token.i, token.i, chain_of_name, pronoun=False))
            return
        taken = self.nominals.taken_up(token, self.discourse, sentence)
        if taken is None:
            taken = self.descriptions.taken_up(token, self.discourse, sentence)
            if taken is not None and self.descriptions.tells(token, taken):
                self.result.described[token.i] = taken
        if taken is None:
            speaker = token.i in self.speakers or self.is_body(token)
            taken = self.unnamed.again(token)
            if taken is None:
                taken = self.unnamed.entity(token, speaker=speaker, subject=is_subject(token))
        if taken is not None:
            self.result.heads[token.i] = taken
            self.result.loose.append(Loose(self.phrase_start(token), token.i, taken, pronoun=False))
        if taken is not None or not (_is_predicate(token) or self.is_role(token)):
            self.push(token, taken, sentence)

    def apposed(self, noun: Token) -> int | None:
        """„Die Leiterin des Amts, Ada Quirin, …": the person whose name stands in apposition to a noun for a person."""
        traits, office = self.traits_of_noun(noun), self.offices.get(noun.i)
        if not traits.human or traits.number == "Plur" or (office is not None and office.form.kind == "kin"):
            return None
        for child in noun.children:
            chain = self.result.heads.get(child.i) if child.dep_ == "appos" and child.i > noun.i + 1 else None
            if chain is None or self.chains[chain].type != "Person" or self.chains[chain].nominal:
                continue
            gender = self.chains[chain].gender
            if gender is None or not traits.genders or gender in traits.genders:
                return chain
        return None

    def is_role(self, noun: Token) -> bool:
        """„wurde Minister", „zum Sprecher gewählt": what somebody becomes is nobody else."""
        if grammar(noun)[1] == "Plur":
            return False
        if not self.traits_of_noun(noun).human:
            return not any(c.dep_ in ("det", "det:poss", "amod", "nummod", "nmod", "acl:relcl") for c in noun.children)
        case = preposition(noun)
        if case is not None and case.lower_ in ("zum", "zur"):
            return noun.i in self.offices
        return determiner(noun) is None and case is None and not any(c.dep_ == "det:poss" for c in noun.children)

    def is_body(self, noun: Token) -> bool:
        """Whether the noun is the body of somebody's office („Sprecher der Feuerwehr")."""
        kind = self.words.kind(noun.text)
        return noun.i in self.body_nouns and kind is not None and self.words.kind_types[kind] == "Organization"

    def phrase_start(self, noun: Token) -> int:
        """The first token of „der scheidende Kanzler": article and adjectives right before the noun."""
        index = noun.i
        while (
            index > 0
            and self.doc[index - 1].pos_ in ("ADJ", "NUM")
            and self.doc[index - 1].head in (noun, self.doc[index])
        ):
            index -= 1
        if index > 0 and self.doc[index - 1].pos_ == "DET":
            index -= 1
        elif index < noun.i and not is_definite(noun) and determiner(noun) is None:
            return index
        return index

    def push(
        self,
        token: Token,
        chain: int | None,
        sentence: int,
        *,
        at: int | None = None,
        hint: bool = False,
        noun: Referent | None = None,
        told: bool = False,
    ) -> None:
        """Adds the word to the discourse; `noun` is what a pronoun takes up that is no entity, `told` of a speaker."""
        if noun is not None:
            traits = Traits(noun.genders, noun.number, noun.human, noun.animate)
        else:
            traits = self.traits_of_chain(token, chain) if chain is not None else self.traits_of_noun(token)
        # „Hubers Chancen sind gering; er …": the owner of the subject is spoken of as much as the subject
        owner = traits.human and token.dep_.startswith("nmod") and is_subject(token.head) and preposition(token) is None
        owner = owner or (traits.human and (self.is_source(token) or token.i in self.speakers))
        (self.discourse.hint if hint else self.discourse.add)(
            Referent(
                chain=chain,
                token=token.i if at is None else at,
                sentence=sentence,
                genders=traits.genders,
                number=traits.number,
                animate=traits.animate,
                subject=is_subject(token) or owner,
                depth=0 if owner else depth(token),
                clause=clause_of(token).i,
                quote=-1 if told else self.quote_map.at(token.idx),
                human=traits.human,
                noun=token.i if noun is None else noun.noun,
                governed=preposition(token) is not None and token.dep_ == "nmod",
                possessive=token.dep_ == "det:poss",
                is_open=chain is None and noun is None and token.pos_ != "NOUN",
            )
        )

        if not hint and noun is None and token.pos_ in ("NOUN", "PROPN") and token.dep_ != "conj":
            self.push_all(token, sentence)

    def things(self, found: Referent) -> tuple[int, ...]:
        """The nouns whose words can stand for a pronoun: „das Bild", „Bilder", not „Fest" or „Druck"."""
        noun = self.doc[found.noun]
        together = conjuncts(noun)
        if found.number == "Plur" and len(together) > 1 and found.token > noun.i:
            return tuple(t.i for t in together)
        whole = noun.pos_ == "NOUN" and (determiner(noun) is not None or grammar(noun)[1] == "Plur")
        return (noun.i,) if whole else ()

    def push_all(self, token: Token, sentence: int) -> None:
        """„Huber und Moll": both together, as what `sie` can take up once both have been named."""
        together = conjuncts(token)
        if len(together) < 2 or not any(c.lower_ in ("und", "sowie") for t in together for c in t.children):
            return
        traits = [self.traits_of_noun(t) for t in together]
        persons = [self.result.heads.get(t.i) for t in together]
        people = all(c is not None and self.chains[c].type == "Person" for c in persons) or all(t.human for t in traits)
        self.discourse.add(
            Referent(
                chain=None,
                token=max(t.i for last in together[-1:] for t in (last, *last.children)),
                sentence=sentence,
                genders=frozenset(),
                number="Plur",
                animate=people or all(c is not None for c in persons),
                subject=is_subject(token),
                depth=depth(token),
                clause=clause_of(token).i,
                quote=self.quote_map.at(token.idx),
                human=people,
                noun=token.i,
            )
        )

    def is_source(self, token: Token) -> bool:
        """„Laut Huber", „nach Angaben von Huber": who is quoted is spoken of as much as a subject."""
        case = preposition(token)
        if case is None:
            return False
        if case.lower_ in self.words.phrases["source"]:
            return True
        above = token.head
        return token.dep_ == "nmod" and case.lower_ == "von" and above.lemma_ in self.words.phrases["told"]

    def traits_of_chain(self, token: Token, chain: int) -> Traits:
        entity = self.chains[chain]
        number = entity.number
        if entity.type == "Group" and not entity.nominal:
            number = grammar(token)[1]
        animate = entity.type in ("Person", "Group", "Organization", "Place")
        return Traits(frozenset({entity.gender} if entity.gender else ()), number, entity.type == "Person", animate)

    def traits_of_noun(self, token: Token) -> Traits:
        genders, number = grammar(token)
        lower = token.lower_
        still_open = open_reading(token, self.words)
        if still_open is not None:
            genders, number = still_open
            return Traits(genders, number, human=lower in self.words.pronouns["personal"], animate=True)
        office = self.offices.get(token.i)
        known = self.words.persons.get(lower)
        human = office is not None or known is not None or lower.endswith(("jährige", "jähriger", "jährigen"))
        if number == "Sing" and office is not None and office.form.gender is not None:
            genders = frozenset({office.form.gender})
        elif number == "Sing" and known in ("Masc", "Fem"):
            genders = frozenset({known})
        elif known == "Neut":
            genders = frozenset()  # „das Mädchen … sie", „das Opfer … er"
        kind = self.words.kind(token.text)
        body = kind is not None and self.words.kind_types[kind] == "Organization"
        return Traits(genders, number, human, human or body or lower in self.words.groups)

    # ── ich, wir ───────────────────────────────────────────────────────────────────────────

    def first_person(self) -> None:
        """In a direct quotation `ich` is its speaker, `wir` the body whose office the speaker holds, if known."""
        bodies: dict[int, int | None] = {}
        for office in self.offices.values():
            if office.holder is None or office.form.kind != "holds" or office.body is None or office.status == "former":
                continue
            holder, body = self.chain_of[office.holder], self.chain_of[office.body]
            if self.chains[body].type == "Person":
                continue
            bodies[holder] = body if bodies.get(holder, body) == body else None
        singular = frozenset(self.words.pronouns["speaker"]["singular"])
        plural = frozenset(self.words.pronouns["speaker"]["plural"])
        speakers: dict[int, int | None] = {}
        for token in self.doc:
            lower = token.lower_
            if token.pos_ not in ("PRON", "DET") or (lower not in singular and lower not in plural):
                continue
            number = self.quote_map.at(token.idx)
            if number < 0:
                continue
            if number not in speakers:
                speakers[number] = self.speaker(self.quotes[number])
            speaker = speakers[number]
            if speaker is None:
                continue
            chain = speaker
            if lower in plural:
                body_of = bodies.get(speaker)
                chain = speaker if body_of is None else body_of
            elif self.chains[chain].type not in ("Person", "Group"):
                continue
            self.result.heads[token.i] = chain
            self.result.loose.append(Loose(token.i, token.i, chain, pronoun=True))

    def speaker(self, quote: Quote) -> int | None:
        if quote.speaker is None:
            return None
        for start, end in quote.speaker.spans:
            span = self.doc.char_span(start, end, alignment_mode="expand")
            if span is None:
                continue
            if span.root.i in self.result.heads:
                return self.result.heads[span.root.i]
            found = {self.result.heads[t.i] for t in span if t.i in self.result.heads}
            return found.pop() if len(found) == 1 else None
        return None


def _is_predicate(noun: Token) -> bool:
    """„ist Experte", „als Experte": what is said of somebody is nobody else."""
    return any(c.dep_ == "cop" or (c.lower_ in ("als", "wie") and c.i < noun.i) for c in noun.children)

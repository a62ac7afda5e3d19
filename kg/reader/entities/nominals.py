"""Nominal mentions: noun phrases that take up an entity („der Generalsekretär", „das Bündnis", „das Land").

Takes a noun, the chains and the discourse; gives the chain or None. Four ways, each only where exactly one
entity fits: the noun stands beside the name („der Konzern Y"); the schema knows the noun as another word for
a name that the text has; the holder of an office; the last entity of the kind that the noun stands for.
Leaves out: pronouns (pronouns.py), entities without a name (unnamed.py), and noun phrases with complements of their
own („der Chef der Bank").

Example: „Ungarn … Das Land" takes up Ungarn, „Ungarn und Polen … Das Land" nothing.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.reader.entities.chains import Chains
from kg.reader.entities.discourse import Discourse, grammar
from kg.reader.entities.offices import Office
from kg.reader.syntax import determiner

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.schema import Schema

_CHOOSABLE = frozenset({"club", "party", "company", "association"})  # kinds of which a text often names two
_DEFINITE = frozenset(
    [
        "der",
        "die",
        "das",
        "den",
        "dem",
        "des",
        "dieser",
        "diese",
        "dieses",
        "diesen",
        "diesem",
        "jener",
        "jene",
        "jenes",
        "jenen",
        "jenem",
        "beide",
    ]
)
_CONTRACTED = frozenset(["im", "am", "vom", "zum", "zur", "beim", "ins", "ans"])
_LIKE = {"association": ("alliance",), "court": ("authority",)}
_NEAR = 2  # sentences within which „das Land" looks back
_FAR = 12  # sentences within which an office looks back
COMPLEMENTS = frozenset({"nmod", "nmod:poss", "acl", "acl:relcl"})


def is_definite(noun: Token) -> bool:
    """Whether the noun phrase has a definite article or a demonstrative."""
    article = determiner(noun)
    if article is not None:
        return article.lower_ in _DEFINITE
    index = noun.i - 1
    while index >= 0 and noun.doc[index].pos_ == "ADJ":
        index -= 1
    return index >= 0 and noun.doc[index].lower_ in (_CONTRACTED | _DEFINITE)


def has_complement(noun: Token) -> bool:
    """Whether a genitive, prepositional or clausal complement follows, which makes it another thing."""
    return any(c.dep_ in COMPLEMENTS and c.i > noun.i and not _relative_clause(c) for c in noun.children)


def adjectives(noun: Token) -> list[Token]:
    """Adjectives before a noun, which could tell one thing from another."""
    return [c for c in noun.children if c.dep_ == "amod" and c.i < noun.i]


def _relative_clause(child: Token) -> bool:
    return child.dep_ == "acl:relcl"


class Nominals:
    """The nominal mentions of one text, asked word by word in its order."""

    def __init__(self, found: Chains, schema: Schema) -> None:
        self.doc = found.doc
        self.names = names = found.names
        self.chain_of = chain_of = found.chain_of
        self.chains = chains = found.chains
        offices = found.offices
        self.schema = schema
        self.words = found.words
        self.starts = {n.first: i for i, n in enumerate(names) if not n.part and not n.derived}
        self.offices = {o.noun: o for o in offices}
        self.derived = {n.first for n in names if n.derived}
        self.inhabitants = {n.first for n in names if n.derived and n.type == "Group"}
        self.by_iri = {c.known.iri: n for n, c in enumerate(chains) if c.known is not None and c.names}
        self.holders: dict[str, dict[int, set[tuple[str, int | None]]]] = defaultdict(lambda: defaultdict(set))
        for office in offices:
            if (
                office.holder is not None
                and office.form.kind != "kin"
                and office.status not in ("former", "designated")
            ):
                body = chain_of[office.body] if office.body is not None else None
                self.holders[office.form.base][chain_of[office.holder]].add((office.lemma.lower(), body))
        self.called: dict[int, set[str]] = defaultdict(set)

    def beside_name(self, noun: Token) -> int | None:
        """„der Konzern Y", „die Stadt X": the chain of the name right after the class noun."""
        after = noun.i + 1
        if after < len(self.doc) and self.doc[after].text in ("„", '"', "»", "‚"):
            after += 1
        which = self.starts.get(after)
        kind = self.words.kind(noun.text)
        if which is None or kind is None or grammar(noun)[1] == "Plur":
            return None
        name = self.names[which]
        if name.type != self.words.kind_types[kind] or (name.base != name.text and name.known is None):
            return None
        if name.known is not None and name.text.endswith("s") and not name.known.label.endswith("s"):
            return None
        chain = self.chain_of[which]
        if self.chains[chain].kind is None:
            self.chains[chain].kind = kind
        self.called[chain].add(noun.lemma_)
        return chain

    def beside_person(self, noun: Token) -> int | None:
        """„der Hacker Ada Quirin", „Amerikaner Moll": the chain of the person whose name follows and depends on it."""
        which = self.starts.get(noun.i + 1)
        if which is None or grammar(noun)[1] == "Plur" or noun.text in self.words.titles:
            return None
        name = self.names[which]
        office = self.offices.get(noun.i)
        if name.type != "Person" or name.base != name.text or (office is not None and office.form.kind == "kin"):
            return None
        human = office is not None or noun.lower_ in self.words.persons or noun.i in self.inhabitants
        if not human and not self.words.is_person(noun.text):
            return None  # „das Pontifikat Benedikts"
        joined = any(t.head == noun or noun.head == t for t in self.doc[name.first : name.last + 1])
        return self.chain_of[which] if joined and noun.pos_ == "NOUN" else None

    def taken_up(self, noun: Token, discourse: Discourse, sentence: int) -> int | None:
        """The chain that a definite noun phrase takes up, or None."""
        if not is_definite(noun) or has_complement(noun):
            return None
        for way in (self.by_schema(noun, discourse), self.by_office(noun, discourse, sentence)):
            if way is not None:
                return way
        return self.by_kind(noun, discourse, sentence)

    def by_schema(self, noun: Token, discourse: Discourse) -> int | None:
        """„die Allianz": a noun that the schema knows for a name which the text has used before."""
        found = {
            self.by_iri[name.iri]
            for text in {noun.text, noun.lemma_}
            for name, form in self.schema.forms(text)
            if form == "nominal" and name.iri in self.by_iri
        }
        found = {n for n in found if n in discourse.counts}
        if len(found) == 1 and not adjectives(noun):
            return found.pop()
        return None

    def by_office(self, noun: Token, discourse: Discourse, sentence: int) -> int | None:
        """„der Generalsekretär": the one person whom the text has called so."""
        office = self.offices.get(noun.i)
        if office is None or office.holder is not None or office.plural or office.body_tokens is not None:
            return None
        if office.form.kind not in ("holds", "profession"):
            return None
        if any(not self._is_status(a) and a.i not in self.derived for a in adjectives(noun)):
            return None  # „der venezolanische Minister" where the schema does not know the adjective
        base, lemma = office.form.base, office.lemma.lower()
        body = self.chain_of[office.body] if office.body is not None else None
        fitting = []
        for other in (base, *self.words.synonyms.get(base, ())):
            for chain, roles in self.holders.get(other, {}).items():
                if not self._alike(lemma, base, other, roles, body) or chain not in discourse.last:
                    continue
                if not self._gender_fits(noun, office, chain):
                    continue
                fitting.append(chain)
        fitting = list(dict.fromkeys(fitting))
        if len(fitting) > 1:
            near = [n for n in fitting if sentence - discourse.last[n] <= 1]
            fitting = (
                near
                if len(near) == 1 and all(sentence - discourse.last[n] > 3 for n in fitting if n not in near)
                else []
            )
        if len(fitting) == 1 and sentence - discourse.last[fitting[0]] <= _FAR:
            return fitting[0]
        return None

    def _is_status(self, adjective: Token) -> bool:
        return any(adjective.lower_.startswith(word) for word in self.words.status)

    def _alike(self, lemma: str, base: str, other: str, roles: set[tuple[str, int | None]], body: int | None) -> bool:
        for held, of in roles:
            if body is not None and of is not None and body != of:
                continue
            if other != base or held == lemma or held.endswith(lemma) or _masculine(held).endswith(_masculine(lemma)):
                return True
            if lemma.endswith(held) and body is None:
                return True
        return False

    def _gender_fits(self, noun: Token, office: Office, chain: int) -> bool:
        gender = self.chains[chain].gender
        if gender is None:
            return True
        mine = office.form.gender or next(iter(grammar(noun)[0]), None)
        return mine is None or mine == gender

    def by_kind(self, noun: Token, discourse: Discourse, sentence: int) -> int | None:
        """„das Land", „die Partei": the one entity of the kind in the last sentences."""
        kind = self.words.kind(noun.text)
        if (
            kind is None
            or noun.lemma_.lower() in self.words.relational
            or adjectives(noun)
            or grammar(noun)[1] == "Plur"
            or "-" in noun.text
        ):
            return None
        kinds = {kind, *_LIKE.get(kind, ())}
        found = self.nearest(kinds, discourse, sentence)
        if len(found) != 1:
            return None
        if self.words.kind_types[kind] in ("Event", "Work", "Product") or kind in ("building", "landscape"):
            # such nouns are said of many things: the name itself must contain the noun
            label = self.chains[found[0]].label.lower()
            return found[0] if noun.lemma_.lower() in label or noun.lower_ in label else None
        if self._named_so(noun, found[0]):
            return found[0]
        if self.is_open(noun, kind):
            return None
        # a university is an association of a kind, but never „die Gruppe"
        own = kind == "association" and any(self.words.kind(w) for w in self.chains[found[0]].label.split())
        return found[0] if self._is_generic(noun, kind) and not own else None

    def _is_generic(self, noun: Token, kind: str) -> bool:
        """Whether the noun can take up any name of its kind; „die Bank" cannot take up every company."""
        generic = self.words.generic_kinds.get(kind)
        forms = (noun.lower_, noun.lemma_.lower(), noun.lower_.removesuffix("s").removesuffix("e"))
        if kind == "court":  # „das Reichsgericht" is another court than the one before
            return noun.lemma_.lower() in (generic or ())
        return generic is None or any(form.endswith(generic) for form in forms)

    def nearest(self, kinds: set[str], discourse: Discourse, sentence: int) -> list[int]:
        """The chains of these kinds in this sentence and the one before, else in the one before that."""
        near: list[int] = []
        far: list[int] = []
        for referent in (*discourse.back(sentence, _NEAR), *discourse.hinted(sentence, _NEAR)):
            if referent.chain is None or (referent.quote != -1 and referent.sentence != sentence):
                continue
            chain = self.chains[referent.chain]
            if kinds >= {"court", "authority"} and chain.kind == "authority" and "gericht" not in chain.label.lower():
                continue  # „Staatsanwaltschaft Graz … das Gericht"
            if chain.kind in kinds and chain.names and referent.number == "Sing":
                (near if referent.sentence >= sentence - 1 else far).append(referent.chain)
        return list(dict.fromkeys(near or far))

    def _named_so(self, noun: Token, chain: int) -> bool:
        """Whether the name contains the noun („Bundesverfassungsgericht … das Gericht"), or has stood beside it."""
        label = self.chains[chain].label.lower()
        return noun.lemma_.lower() in label or noun.lower_ in label or noun.lemma_ in self.called[chain]

    def is_open(self, noun: Token, kind: str) -> bool:
        """„Der Verein" where the text has named two: one of them, nobody knows which, and no third."""
        if kind not in _CHOOSABLE or not self._is_generic(noun, kind) or has_complement(noun) or adjectives(noun):
            return False
        before = [c for c in self.chains if c.kind == kind and any(self.names[i].first < noun.i for i in c.names)]
        return len(before) > 1


def _masculine(lemma: str) -> str:
    return lemma.removesuffix("in")

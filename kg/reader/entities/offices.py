"""Offices and functions beside names: who holds what, of which body, read from the shape of the noun phrase.

Takes a Doc and its named mentions; gives `Office`s: the office noun, the holder's name, the body's name or phrase.
It goes by the order of words more than by the parse, because titles are where parsers disagree.
Leaves out: copulas („X ist Präsident", kg/reader/roles), who an office without a name means (nominals.py).

Example: in „die finnische Ministerpräsidentin Sanna Marin (SDP)" the holder is `Sanna Marin`, the office
`Ministerpräsidentin`, the body Finnland, and the party `SDP`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.reader.entities.forms import genitive_bases
from kg.reader.entities.named import NamedMention
from kg.reader.entities.office_phrases import Names, Phrases
from kg.reader.entities.words import OfficeForm, OfficeWord, Words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


_JOINTS = frozenset({"und", "sowie"})
_SUPERLATIVE = re.compile(r"\wst(?:e|en|er|em)$")
_ORDINAL = ("erst", "letzt", "nächst", "höchst")
_DATIVE = frozenset({"von", "mit", "bei", "zu", "aus", "nach", "außer", "gegenüber"})
_OPENING, _CLOSING = frozenset('„»"'), frozenset('“”«"')


@dataclass(frozen=True, slots=True)
class Office:
    """An office noun with what the phrase tells.

    `noun` is its token index, `first` to `last` the words of the office phrase (determiner to body), `lemma` the
    office in the nominative without the body's compound part. `holder` and `body` are indices of the named mentions;
    `body_tokens` is the phrase of the body where it has no name. `status` is former, designated, acting, outgoing,
    deputy or None. `plural` is true of „die Minister Huber und Moll", which gives an office for each of the two.
    """

    noun: int
    first: int
    last: int
    word: OfficeWord
    lemma: str
    holder: int | None = None
    body: int | None = None
    body_tokens: tuple[int, int] | None = None
    gender: str | None = None
    status: str | None = None
    definite: bool = False
    plural: bool = False

    @property
    def form(self) -> OfficeForm:
        """The office noun's form."""
        return self.word.form

    @property
    def titles(self) -> bool:
        """Whether the noun means the one holder that it stands beside; kinship and a plural do not."""
        return self.holder is not None and self.form.kind != "kin" and not self.plural


def find_offices(doc: Doc, names: Sequence[NamedMention], words: Words) -> tuple[Office, ...]:
    """All office nouns of the text, with holder and body where the phrase names them, in order."""
    reader = _Reader(Names(doc, names, words))
    found = [office for token in doc if (office := reader.office(token)) is not None]
    return tuple(one for office in reader.shared(found) for one in reader.each(office))


class _Reader:
    def __init__(self, known: Names) -> None:
        self.doc = known.doc
        self.names = known.names
        self.words = known.words
        self.known = known
        self.phrases = Phrases(known)

    def office(self, token: Token) -> Office | None:
        if token.i in self.known.covered or token.pos_ not in ("NOUN", "PROPN", "X", "ADJ"):
            return None
        word = self.words.office(token.text) or self.profession(token)
        if word is None:
            return None
        first, body, status, definite = self.left(token, word)
        if self.is_body(word, first) or self.is_quoted_name(token):
            return None
        status = status or self.prefix_status(word)
        part = next((i for i in self.known.inside.get(token.i, ()) if self.names[i].part), None)
        right = self.phrases.right(token, word, first)
        if part is not None:
            body = part
            named = right.body is not None and self.names[right.body].type == "Organization"
            if named and self.names[part].type == "Place":
                body = right.body  # „Deutschlandchef von X"
        elif right.body is not None and (body is None or self.names[body].derived):
            body = right.body
        phrase = right.phrase if body is None else None
        if phrase is not None and word.form.base.endswith("minister") and not self.has_ministers(phrase[1]):
            phrase = None  # „Minister der Justiz": a field is no body
        if self.is_outstanding(first, token.i) and right.body is not None and self.names[right.body].type == "Place":
            body = part  # „die jüngste Bürgermeisterin Europas"
        holder = right.holder
        if holder is None and word.form.singular and right.last == token.i:
            holder = self.phrases.beyond(token.i + 1)
        masculine = word.form.gender == "Masc" and self.doc[first].lower_ == "die"  # „die Minister"
        told = masculine or "Plur" in token.morph.get("Number", []) or self.dative_plural(first)
        plural = word.form.plural and (not word.form.singular or told)
        alone = right.holder is not None and self.names[right.holder].first > token.i and first == token.i
        if plural and alone and word.form.singular and self.next_holder(right.holder or 0) is None:
            plural = False  # „so Unterhändler Otto Moll"
        # „die Vorsitzende": a parser may take it for a plural
        adjectival = word.form.gender is None and not word.form.base.endswith("glied")
        if plural and not adjectival and holder is not None and self.names[holder].first > token.i + 1:
            holder = None  # „die Anhänger des gestürzten Huber"
        plural = plural and not (adjectival and holder is not None)
        if (
            word.form.kind == "kin"
            and holder is not None
            and self.names[holder].first > self.known.skip_titles(token.i + 1)
        ):
            holder = None  # „die Frau im Auto von Moll"
        if holder is None and not plural:
            holder, once = self.phrases.before(first, right.last, token, word)
            status = status or once
        if holder is not None and body is None and phrase is None and self.names[holder].first > token.i:
            body, phrase = self.phrases.after_name(self.names[holder], word)
        return Office(
            noun=token.i,
            first=first,
            last=right.last,
            word=word,
            lemma=self.lemma(token, word, part, single=holder is not None),
            gender=word.form.gender or (self.article(token, single=True) if holder is not None else None),
            holder=holder,
            body=body,
            body_tokens=phrase,
            status=status,
            definite=definite,
            plural=plural,
        )

    def dative_plural(self, first: int) -> bool:
        """„von den Ministern": `den` behind a preposition of the dative is the plural's."""
        return first > 0 and self.doc[first].lower_ == "den" and self.doc[first - 1].lower_ in _DATIVE

    def is_body(self, word: OfficeWord, first: int) -> bool:
        """„im Aufsichtsrat der Werft" names the council, not one who sits in it."""
        council = word.form.base.endswith(("rat", "vorstand")) and word.form.singular
        inside = self.doc[first].lower_ == "im" or (first > 0 and self.doc[first - 1].lower_ == "in")
        return council and inside

    def has_ministers(self, index: int) -> bool:
        """Whether the noun at the token is a state, a part of one, or one of its bodies („der Regierung")."""
        kind = self.words.kind(self.doc[index].text)
        place = kind is not None and self.words.kind_types[kind] == "Place"
        return place or self.doc[index].lower_.endswith(self.words.institutions)

    def is_outstanding(self, first: int, noun: int) -> bool:
        """„der dienstälteste Präsident": a superlative compares, and the place behind the office is where it does."""
        adjectives = [t for t in self.doc[first:noun] if t.pos_ == "ADJ" and t.text[:1].islower()]
        return any(_SUPERLATIVE.search(t.text) and not t.text.startswith(_ORDINAL) for t in adjectives)

    def is_quoted_name(self, token: Token) -> bool:
        """„Zar Otto" in quotation marks is what somebody is called."""
        if token.i == 0 or self.doc[token.i - 1].text not in _OPENING:
            return False
        which = self.known.person(token.i + 1)
        after = self.names[which].last + 1 if which is not None else len(self.doc)
        return after < len(self.doc) and self.doc[after].text in _CLOSING

    def profession(self, token: Token) -> OfficeWord | None:
        """A noun that no list has and that says before a full name what the person does („Bassist Otto Moll")."""
        index = token.i + 1
        if index + 1 < len(self.doc) and self.doc[index].lower_ in _JOINTS:
            second = self.doc[index + 1]  # „Trommler und Bandleader Otto Moll"
            joined = self.words.office(second.text) or self.words.agent(second.text)
            index += 2 if joined is not None and second.pos_ == "NOUN" else 0
        which = self.known.person(self.known.skip_titles(index))
        if which is None or token.pos_ != "NOUN" or token.i in self.known.inside:
            return None  # „der Amerikaner Otto Moll"
        name = self.names[which].text
        if " " not in name or any(c.isdigit() for c in name):
            return None  # „der Helikopter Otto 12"
        return self.words.agent(token.text)

    def each(self, office: Office) -> Iterable[Office]:
        """„Die Minister Huber und Moll": the office once for each of its holders."""
        yield office
        holder = office.holder
        if not office.plural or holder is None or self.names[holder].first < office.noun:
            return
        while (holder := self.next_holder(holder)) is not None:
            yield replace(office, holder=holder)

    def next_holder(self, holder: int) -> int | None:
        """The person named behind a comma or `und` right after another."""
        index = self.known.after_bracket(self.names[holder].last + 1)
        joined = index < len(self.doc) and (self.doc[index].text == "," or self.doc[index].lower_ in _JOINTS)
        return self.known.person(self.known.skip_titles(index + 1)) if joined else None

    def left(self, token: Token, word: OfficeWord) -> tuple[int, int | None, str | None, bool]:
        """(first token of the phrase, body named left, status, is it definite)."""
        body = status = None
        index = token.i - 1
        steps = 0
        while index >= 0 and steps < 8:
            here = self.doc[index]
            derived = [
                i for i in self.known.inside.get(index, ()) if self.names[i].derived and self.names[i].type != "Group"
            ]
            if derived and index not in self.known.covered:
                body = derived[0] if body is None else body
            elif here.is_space and "\n" not in here.text:
                pass
            elif (
                here.pos_ in ("ADJ", "NUM")
                or _like_adjective(here)
                or (here.pos_ == "VERB" and here.text[:1].islower() and here.dep_ == "amod")
            ):
                status = status or self.status(here)
            elif here.lower_ in ("a.d.", "und", "noch") and steps and self.doc[index - 1].pos_ == "ADJ":
                pass
            else:
                break
            index -= 1
            steps += 1
        if index < 0:
            return 0, body, status, False
        here = self.doc[index]
        if here.pos_ == "DET" or here.lower_ in (
            "der",
            "die",
            "das",
            "den",
            "dem",
            "des",
            "zum",
            "zur",
            "vom",
            "im",
            "beim",
        ):
            return (
                index,
                body,
                status,
                here.lower_ not in ("ein", "eine", "einen", "einem", "einer", "eines", "kein", "keine"),
            )
        if index in self.known.ends and body is None:
            name = self.names[self.known.ends[index]]
            genitive = name.base != name.text or bool(genitive_bases(name.text))
            before = self.doc[name.first - 1] if name.first else None
            # „Hamburgs Bürgermeister", „NATO Generalsekretär": the body stands in front, without a hyphen
            bare = (
                name.type == "Organization"
                and index == token.i - 1
                and (before is None or before.pos_ not in ("ADP", "DET"))
            )
            of_person = name.type == "Person" and word.form.base in self.words.phrases["of_persons"] and genitive
            if of_person or (name.type in ("Place", "Organization") and (genitive or bare)):
                return name.first, self.known.ends[index], status, genitive
        return index + 1, body, status, False

    def status(self, token: Token) -> str | None:
        lemma = token.lemma_.lower()
        for text in (lemma, token.lower_):
            for ending in ("", "e", "er", "en", "em", "es"):
                stem = text[: len(text) - len(ending)] if ending and text.endswith(ending) else text
                if stem in self.words.status:
                    return self.words.status[stem]
        return None

    def prefix_status(self, word: OfficeWord) -> str | None:
        before = word.before.rstrip("-").lower()
        for piece in (before, *before.split("-")):
            if piece in self.words.prefixes:
                return self.words.prefixes[piece]
        return None

    def lemma(self, token: Token, word: OfficeWord, part: int | None, *, single: bool) -> str:
        """The office in the nominative: „Generalsekretär" of „NATO-Generalsekretärs"."""
        before = word.before
        if part is not None:
            name = self.names[part]
            cut = name.end - token.idx
            before = before[cut:].lstrip("-s") if before[cut : cut + 1] == "s" else before[cut:].lstrip("-")
        pieces = [p for p in before.split("-") if p and p.lower() not in ("ex", "alt")]
        head = "-".join(pieces) + ("-" if before.endswith("-") and pieces else "")
        lemma = word.form.lemma
        if token.text[-len(lemma) :].isupper():
            lemma = lemma.upper()  # „CEO"
        article = self.article(token, single=single)
        if word.form.lemma.endswith("er") and word.form.gender is None and article == "Fem":
            lemma = lemma[:-1]
        noun = head + (lemma if head and not head.endswith("-") else lemma[:1].upper() + lemma[1:])
        return noun[:1].upper() + noun[1:]

    def article(self, token: Token, *, single: bool) -> str | None:
        """The gender that the article of an adjectival noun tells in the singular."""
        for index in range(token.i - 1, max(-1, token.i - 5), -1):
            lower = self.doc[index].lower_
            if lower in ("die", "eine") and (single or "Plur" not in token.morph.get("Number", [])):
                return "Fem"
            if lower in ("dem", "den", "ein", "einen", "des"):
                return "Masc"
            if self.doc[index].pos_ not in ("ADJ", "DET"):
                break
        if single and token.text.endswith("e") and not (token.i and self.doc[token.i - 1].pos_ in ("ADJ", "DET")):
            return "Fem"  # „Parteivorsitzende Anna Huber": a man would be „Parteivorsitzender"
        return next(iter(token.morph.get("Gender", [])), None)

    def shared(self, offices: list[Office]) -> list[Office]:
        """„Vizekanzler und Finanzminister Hans Huber", „Huber, Gründer und Chef der Werft": one holder for both."""
        by_first = {o.first: n for n, o in enumerate(offices)}
        joints = self.words.phrases["and"]
        for n in range(len(offices) - 1, -1, -1):
            office = offices[n]
            joint = office.last + 1
            other = by_first.get(joint + 1)
            if joint >= len(self.doc) or self.doc[joint].lower_ not in joints or other is None or other <= n:
                continue
            second = offices[other]
            holder = second.holder
            if office.holder is None and holder is not None and not second.plural:
                # „der Kanzler und der Minister Huber" are two men
                if self.names[holder].first > second.noun and self.doc[second.first].pos_ != "DET":
                    offices[n] = replace(office, holder=holder)
                    alone = second.first == second.noun and second.body is None and second.body_tokens is None
                    if alone and office.body is not None and self.names[office.body].derived:
                        offices[other] = replace(second, body=office.body)  # „der deutsche Vizekanzler und Minister"
            elif holder is None and office.holder is not None and self.names[office.holder].last < office.first:
                offices[other] = replace(second, holder=office.holder)
                if office.body is None and office.body_tokens is None:
                    offices[n] = replace(office, body=second.body, body_tokens=second.body_tokens)
        return offices


def _like_adjective(token: Token) -> bool:
    """„Parlamentarischer Geschäftsführer": an adjective that is part of the title and so written large."""
    return token.pos_ in ("PROPN", "NOUN") and token.text.endswith(
        ("ischer", "ische", "ischen", "licher", "liche", "lichen")
    )

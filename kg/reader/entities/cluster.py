"""Which named mentions of a text are one entity: chains of names.

Takes the named mentions and offices of a text; gives a chain number for each mention and the chains.
Joins shortened names, genitives, spellings, abbreviations with their long form in brackets, names without their
legal form. Never joins two persons whose given names differ; a bare surname that two of them bear stays alone
unless title or office tells.
Leaves out: nominal mentions and pronouns, which join chains later.

Example: `Jens Stoltenberg` and `Stoltenbergs` are one chain; with `Bill Clinton` and `Hillary Clinton` in one
text, a bare `Clinton` after `Frau` is hers.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.reader.entities.chains import Chain, Chains
from kg.reader.entities.forms import (
    PersonName,
    abbreviates,
    fold,
    given_names_agree,
    person_name,
    plain,
    without_legal_form,
)
from kg.reader.entities.named import NamedMention, word_before
from kg.reader.entities.offices import Office
from kg.reader.entities.words import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SHORTEST_FOLD = 4  # letters from which two spellings of a surname count as one


def cluster(doc: Doc, names: Sequence[NamedMention], offices: Sequence[Office], words: Words) -> Chains:
    """The chains of a text: which of its names are one entity."""
    builder = _Builder(doc, names, offices, words)
    builder.run()
    return Chains(doc, names, offices, words, builder.chains, builder.chain_of)


class _Builder:
    def __init__(self, doc: Doc, names: Sequence[NamedMention], offices: Sequence[Office], words: Words) -> None:
        self.doc = doc
        self.names = names
        self.words = words
        self.chains: list[Chain] = []
        self.chain_of: list[int] = [-1] * len(names)
        self.titles: dict[int, list[Office]] = defaultdict(list)
        for office in offices:
            if office.holder is not None:
                self.titles[office.holder].append(office)
        self.by_iri: dict[str, int] = {}
        self.by_key: dict[tuple[bool, str], int] = {}
        self.by_surname: dict[str, list[int]] = defaultdict(list)
        self.by_part: dict[str, list[int]] = defaultdict(list)

    def run(self) -> None:
        order = range(len(self.names))
        persons = [i for i in order if self.names[i].type == "Person" and self.names[i].known is None]
        parsed = {i: person_name(self.names[i].base, self.words) for i in persons}
        for i in persons:
            if parsed[i].given:
                self.full_name(i, parsed[i])
        for i in persons:
            if not parsed[i].given:
                self.short_name(i, parsed[i])
        for i in order:
            if self.chain_of[i] < 0:
                self.other(i)
        self.join_abbreviations()
        self.join_parts_of_names()
        for chain in self.chains:
            self.finish(chain)

    def start(self, i: int, **values: object) -> int:
        number = len(self.chains)
        self.chains.append(Chain(self.names[i].type, known=self.names[i].known, **values))  # type: ignore[arg-type]
        self.put(i, number)
        return number

    def put(self, i: int, number: int) -> None:
        self.chain_of[i] = number
        self.chains[number].names.append(i)
        if self.names[i].type == "Person":
            self.note_gender(i, self.chains[number])

    def note_gender(self, i: int, chain: Chain) -> None:
        name = self.names[i]
        for given in person_name(name.base, self.words).given:
            gender = self.words.gender_of_given(given)
            if gender:
                chain.genders[gender] += 2
                break
        for office in self.titles.get(i, ()):
            gender = self.office_gender(office)
            if gender:
                chain.genders[gender] += 3 if gender == "Fem" else 1
        gender = self.title_gender(i)
        if gender:
            chain.genders[gender] += 3

    def office_gender(self, office: Office) -> str | None:
        if office.plural and office.form.gender != "Fem":
            return None  # „die Minister Huber und Moll": one may be a woman
        return None if office.form.base.endswith("glied") else office.gender

    def title_gender(self, i: int) -> str | None:
        first = self.names[i].first
        for index in range(first - 1, max(-1, first - 4), -1):
            text = self.doc[index].text
            if text not in self.words.titles:
                return None
            gender = self.words.titles[text]
            if gender:
                return gender
        return None

    # ── persons ────────────────────────────────────────────────────────────────────────────

    def full_name(self, i: int, name: PersonName) -> None:
        for number in self.by_surname[name.key]:
            chain = self.chains[number]
            known = chain.person
            if known is None or not known.given or not given_names_agree(known.given, name.given):
                continue
            same = plain(known.surname.split()[-1]) == plain(name.surname.split()[-1])
            if not same and len(name.key) < _SHORTEST_FOLD:
                continue
            if len(name.given) > len(known.given):
                chain.person = name
            self.put(i, number)
            return
        number = self.start(i, person=name)
        self.by_surname[name.key].append(number)
        for part in (*name.given, *name.surname.split()[:-1]):
            if part not in self.words.particles:
                self.by_part[fold(part)].append(number)

    def short_name(self, i: int, name: PersonName) -> None:
        # somebody of the surname whom the text names in full was ruled out before: the bare name is the other's
        other = self.by_key.get((True, self.names[i].key))
        if other is not None and other not in self.by_surname.get(name.key, ()) and self.fits(i, other):
            self.put(i, other)
            return
        candidates = list(self.by_surname.get(name.key, ()))
        if len(name.key) < _SHORTEST_FOLD or not candidates:
            wanted = plain(name.surname.split()[-1])
            candidates = [n for n in candidates if plain(self.surname(n)) == wanted]
        if not candidates and " " not in name.surname:  # „Ben Ali" is no Ali Huber
            candidates = list(dict.fromkeys(self.by_part.get(name.key, ())))
            if len(candidates) > 1:
                candidates = []
        if len(candidates) > 1:
            candidates = self.told_apart(i, candidates)
        if len(candidates) == 1 and self.fits(i, candidates[0]):
            self.put(i, candidates[0])
            return
        number = self.by_key.get((True, self.names[i].key))
        if number is not None and self.fits(i, number):
            self.put(i, number)
            return
        number = self.start(i, person=name)
        self.by_key[True, self.names[i].key] = number
        if not self.by_surname.get(name.key):
            self.by_surname[name.key].append(number)

    def surname(self, number: int) -> str:
        person = self.chains[number].person
        return person.surname.split()[-1] if person is not None else ""

    def fits(self, i: int, number: int) -> bool:
        """Whether title and office of a bare surname do not contradict the person's gender."""
        offices = (g for o in self.titles.get(i, ()) if (g := self.office_gender(o)) is not None)
        gender = self.title_gender(i) or next(offices, None)
        known = self.chains[number].gender
        return gender is None or known is None or gender == known

    def told_apart(self, i: int, candidates: list[int]) -> list[int]:
        """Of several persons with the surname the one that title, office or nearness points to."""
        fitting = [n for n in candidates if self.fits(i, n)]
        if len(fitting) == 1:
            return fitting
        mine = {o.form.base for o in self.titles.get(i, ())}
        if mine:
            held = [
                n for n in fitting if mine & {o.form.base for m in self.chains[n].names for o in self.titles.get(m, ())}
            ]
            if held:
                return held if len(held) == 1 else []
        # only one of them has been named so far: the text has not yet had a reason to tell them apart
        start = self.names[i].start
        earlier = [n for n in fitting if any(self.names[m].start < start for m in self.chains[n].names)]
        return earlier if len(earlier) == 1 else []

    # ── everything else ────────────────────────────────────────────────────────────────────

    def other(self, i: int) -> None:
        name = self.names[i]
        if name.known is not None:
            number = self.by_iri.get(name.known.iri)
            if number is None:
                number = self.start(i, kind=self.words.kind_of_class.get(name.known.kind))
                self.by_iri[name.known.iri] = number
            else:
                self.put(i, number)
            return
        keys = [name.key]
        if name.type == "Organization":
            keys.append(plain(without_legal_form(name.base, self.words)))
        number = next((n for k in keys if (n := self.by_key.get((False, k))) is not None), None)
        if number is None:
            number = self.start(i, kind=self.kind(name))
        else:
            self.put(i, number)
        for key in keys:
            self.by_key.setdefault((False, key), number)

    def kind(self, name: NamedMention) -> str | None:
        """The kind that the name itself or the class noun before it tells („der Konzern Y")."""
        tokens = name.base.split()
        for word in (tokens[-1], tokens[0]):
            kind = self.words.kind(word)
            if kind is not None and self.words.kind_types[kind] == name.type:
                return kind
        if name.type == "Organization" and len(tokens) > 1 and {tokens[0], tokens[-1]} & self.words.clubs:
            return "club"
        if name.type == "Organization" and any(t in self.words.legal_forms for t in tokens):
            return "company"
        kind = self.kind_before(name)
        return kind if kind is not None and self.words.kind_types[kind] == name.type else None

    def kind_before(self, name: NamedMention) -> str | None:
        """The kind of the class noun right before the name."""
        before = word_before(self.doc, name.first)
        return self.words.kind(before.text) if before is not None and before.pos_ == "NOUN" else None

    def join_abbreviations(self) -> None:
        """„Europäische Zentralbank (EZB)" and „EZB (Europäische Zentralbank)"."""
        by_end = {n.last: i for i, n in enumerate(self.names) if not n.part}
        for i, name in enumerate(self.names):
            if name.part or name.first < 2 or self.doc[name.first - 1].text != "(":
                continue
            if name.last + 1 >= len(self.doc) or self.doc[name.last + 1].text not in (")", ",", ";"):
                continue
            other = by_end.get(name.first - 2)
            if other is None and self.doc[name.first - 2].text in '“”"«»':
                other = by_end.get(name.first - 3)
            if other is None:
                continue
            first, second = self.names[other], name
            if abbreviates(second.text, first.base) or abbreviates(first.text, second.base):
                self.merge(self.chain_of[other], self.chain_of[i])

    def join_parts_of_names(self) -> None:
        """„Telekom" after „Deutsche Telekom", „Frankfurt" after „Frankfurt am Main": if only one name has it so."""
        whole: dict[tuple[str, str], set[int]] = defaultdict(set)
        for number, chain in enumerate(self.chains):
            if chain.type not in ("Organization", "Place", "Event", "Work") or not chain.names:
                continue
            for i in chain.names:
                if self.names[i].part or self.names[i].derived:
                    continue
                parts = without_legal_form(self.names[i].base, self.words).split()
                if len(parts) > 1:
                    whole[chain.type, plain(parts[0] if chain.type == "Place" else parts[-1])].add(number)
                    if chain.type == "Organization" and self.words.kind(parts[0]) is None:
                        whole[chain.type, plain(parts[0])].add(number)
        for number, chain in enumerate(self.chains):
            if chain.known is not None or not chain.names:
                continue
            base = self.names[chain.names[0]].base
            if " " in base or self.words.kind(base) is not None:
                continue
            # „die Feuerwehr Altdorf" is not „TU Altdorf"
            if chain.type == "Organization" and any(self.kind_before(self.names[i]) for i in chain.names):
                continue
            found = whole.get((chain.type, plain(base)), set()) - {number}
            if len(found) == 1:
                self.merge(found.pop(), number)

    def merge(self, into: int, other: int) -> None:
        if into == other or into < 0 or other < 0:
            return
        a, b = self.chains[into], self.chains[other]
        if a.known is not None and b.known is not None:
            return
        for i in b.names:
            self.chain_of[i] = into
        a.names = sorted([*a.names, *b.names])
        a.known = a.known or b.known
        a.kind = a.kind or b.kind
        if b.known is not None:
            a.type = b.type
        a.genders += b.genders
        b.names = []

    def finish(self, chain: Chain) -> None:
        """Label, type and grammatical gender of the name."""
        mentions = [self.names[i] for i in chain.names]
        if not mentions:
            return
        chain.label = self.label(chain, mentions)
        if chain.type == "Person":
            return
        for name in mentions:
            if name.part or name.derived:
                continue
            gender, number = self.article(name)
            if gender:
                chain.genders[gender] += 1
            if number == "Plur":
                chain.number = "Plur"
        if not chain.genders and chain.type == "Organization":
            # „Universität Chicago": the noun in the name has a gender
            nouns = [self.doc[t] for n in mentions if not n.part for t in range(n.first, n.last + 1)]
            common = [t for t in nouns if self.words.kind(t.text) is not None]
            chain.genders.update(g for t in common for g in t.morph.get("Gender", []))
        if not chain.genders and (chain.type == "Place" or chain.kind in ("state", "city", "region")):
            chain.genders["Neut"] += 1
        if chain.type == "Group":
            plural = [n for n in mentions if "Plur" in self.doc[n.last].morph.get("Number", [])]
            chain.number = "Plur" if plural else "Sing"
            if plural and all(n.derived for n in mentions):
                chain.label = min((n.text for n in plural), key=len)  # „Dänen", „Niederländer" and not „Niederländern"

    def label(self, chain: Chain, mentions: list[NamedMention]) -> str:
        if chain.known is not None:
            return chain.known.label
        whole = [m for m in mentions if not m.part] or mentions
        counts = Counter(m.base for m in whole)
        if chain.type == "Person":

            def rank(base: str) -> tuple[int, int, int]:
                name = person_name(base, self.words)
                clean = not any(c.isdigit() for c in base)  # no caption that ran into the name
                return (len(name.given) if clean else -1, counts[base], -[m.base for m in whole].index(base))
        else:

            def rank(base: str) -> tuple[int, int, int]:
                return (
                    min(2, len(base.split())) + (not base.isupper()),
                    counts[base],
                    -[m.base for m in whole].index(base),
                )

        best = max(counts, key=rank)
        return " ".join(best.split())

    def article(self, name: NamedMention) -> tuple[str | None, str | None]:
        """Gender and number that the article before a name tells."""
        index = name.first - 1
        while index >= 0 and self.doc[index].pos_ == "ADJ":
            index -= 1
        if index < 0 or self.doc[index].pos_ == "PRON":
            return None, None  # „Leute, die Brasilien prüften"
        word = self.doc[index].lower_
        case = self.doc[name.last].morph.get("Case", [])
        if word in ("das", "im", "vom", "am", "zum", "beim", "ins"):
            return ("Neut" if word in ("das", "ins") else None), "Sing"
        if word in ("die", "zur"):
            plural = "Plur" in self.doc[index].morph.get("Number", []) or "Plur" in self.doc[name.last].morph.get(
                "Number", []
            )
            return (
                (None, "Plur")
                if plural and word == "die" and name.text[-1:] in "ns" and not name.text.isupper()
                else ("Fem", "Sing")
            )
        if word == "der":
            return (
                ("Masc", "Sing")
                if "Nom" in case and "Masc" in self.doc[index].morph.get("Gender", [])
                else (("Fem", "Sing") if case and "Nom" not in case else (None, None))
            )
        if word == "den":
            return (None, None)
        return None, None

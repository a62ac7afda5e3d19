"""Offices and functions beside names: who holds what, of which body, read from the shape of the noun phrase.

Takes a Doc and its named mentions; gives `Office`s: the office noun, the holder's name, the body's name or phrase.
It goes by the order of words more than by the parse, because titles are where parsers disagree.
Leaves out: copulas („X ist Präsident", kg/reader/roles), who an office without a name means (nominals.py).

Example: in „die finnische Ministerpräsidentin Sanna Marin (SDP)" the holder is `Sanna Marin`, the office
`Ministerpräsidentin`, the body Finnland, and the party `SDP`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.reader.entities.forms import genitive_bases
from kg.reader.entities.named import NamedMention
from kg.reader.entities.words import OfficeForm, OfficeWord, Words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# What may stand between an office and the name of its body, and what between the body and the holder.
_OF = frozenset(
    {
        "der",
        "des",
        "von",
        "vom",
        "im",
        "in",
        "beim",
        "bei",
        "am",
        "an",
        "für",
        "aus",
        "zum",
        "zur",
        "zu",
        "über",
        "gegen",
        "auf",
    }
)
_BODY_OF = frozenset({"der", "des", "von", "vom", "im", "in", "beim", "bei", "am", "an"})
_FARTHEST = 14  # tokens between an office and its holder
# Functions that somebody has for a person rather than for a body: „Sprecher Meiers", „Anwalt von Anna Huber".
_OF_PERSONS = frozenset(
    {
        "sprecher",
        "anwalt",
        "rechtsanwalt",
        "verteidiger",
        "berater",
        "stellvertreter",
        "vertreter",
        "trainer",
        "manager",
        "pressesprecher",
    }
)
_OPEN = frozenset({",", "(", "–", "-", "—", ":"})
_CLOSE = frozenset({",", ".", ")", ";", "–", "-", "—", ":", "!", "?", "“", '"', "«"})


@dataclass(frozen=True, slots=True)
class Office:
    """An office noun with what the phrase tells.

    `noun` is its token index, `first` to `last` the words of the office phrase (determiner to body), `lemma` the
    office in the nominative without the body's compound part. `holder` and `body` are indices of the named mentions;
    `body_tokens` is the phrase of the body where it has no name. `status` is former, designated, acting, outgoing,
    deputy or None.
    """

    noun: int
    first: int
    last: int
    word: OfficeWord
    lemma: str
    holder: int | None = None
    body: int | None = None
    body_tokens: tuple[int, int] | None = None
    status: str | None = None
    definite: bool = False
    plural: bool = False

    @property
    def form(self) -> OfficeForm:
        """The office noun's form."""
        return self.word.form


def find_offices(doc: Doc, names: Sequence[NamedMention], words: Words) -> tuple[Office, ...]:
    """All office nouns of the text, with holder and body where the phrase names them, in order."""
    reader = _Reader(doc, names, words)
    found = [office for token in doc if (office := reader.office(token)) is not None]
    return tuple(reader.shared(found))


class _Reader:
    """Look-ups over one text, built once."""

    def __init__(self, doc: Doc, names: Sequence[NamedMention], words: Words) -> None:
        self.doc = doc
        self.names = names
        self.words = words
        self.starts = {n.first: i for i, n in enumerate(names) if not n.part and not n.derived}
        self.ends = {n.last: i for i, n in enumerate(names) if not n.part and not n.derived}
        self.covered = {t for n in names if not n.part and not n.derived for t in range(n.first, n.last + 1)}
        self.inside: dict[int, list[int]] = {}
        for i, name in enumerate(names):
            if name.part or name.derived:
                self.inside.setdefault(name.first, []).append(i)

    def office(self, token: Token) -> Office | None:
        if token.i in self.covered or token.pos_ not in ("NOUN", "PROPN", "X", "ADJ"):
            return None
        word = self.words.office(token.text)
        if word is None:
            return None
        first, body, status, definite = self.left(token)
        status = status or self.prefix_status(word)
        part = next((i for i in self.inside.get(token.i, ()) if self.names[i].part), None)
        if part is not None:
            body = part
        holder, last, right_body, phrase = self.right(token, word)
        if body is None or (right_body is not None and self.names[body].derived and part is None):
            body = right_body if right_body is not None else body
        if holder is None:
            holder, status = self.before(first, last, token, word, status)
        plural = word.form.plural and not word.form.singular
        return Office(
            noun=token.i,
            first=first,
            last=last,
            word=word,
            lemma=self.lemma(token, word, part),
            holder=holder,
            body=body,
            body_tokens=phrase if body is None else None,
            status=status,
            definite=definite,
            plural=plural or (word.form.plural and "Plur" in token.morph.get("Number", [])),
        )

    # ── left of the office noun ────────────────────────────────────────────────────────────

    def left(self, token: Token) -> tuple[int, int | None, str | None, bool]:
        """(first token of the phrase, body named left, status, is it definite)."""
        body = status = None
        index = token.i - 1
        steps = 0
        while index >= 0 and steps < 8:
            here = self.doc[index]
            derived = [i for i in self.inside.get(index, ()) if self.names[i].derived and self.names[i].type != "Group"]
            if derived and index not in self.covered:
                body = derived[0] if body is None else body
            elif here.pos_ in ("ADJ", "NUM") or (
                here.pos_ == "VERB" and here.text[:1].islower() and here.dep_ == "amod"
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
        if index in self.ends and body is None:
            name = self.names[self.ends[index]]
            genitive = name.base != name.text or bool(genitive_bases(name.text))
            before = self.doc[name.first - 1] if name.first else None
            # „Hamburgs Bürgermeister", „NATO Generalsekretär": the body stands in front, without a hyphen
            bare = (
                name.type == "Organization"
                and index == token.i - 1
                and (before is None or before.pos_ not in ("ADP", "DET"))
            )
            if name.type in ("Place", "Organization") and (genitive or bare):
                return name.first, self.ends[index], status, genitive
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

    def lemma(self, token: Token, word: OfficeWord, part: int | None) -> str:
        """The office in the nominative: „Generalsekretär" of „NATO-Generalsekretärs"."""
        before = word.before
        if part is not None:
            name = self.names[part]
            cut = name.end - token.idx
            before = before[cut:].lstrip("-s") if before[cut : cut + 1] == "s" else before[cut:].lstrip("-")
        pieces = [p for p in before.split("-") if p and p.lower() not in ("ex", "alt")]
        head = "-".join(pieces) + ("-" if before.endswith("-") and pieces else "")
        lemma = word.form.lemma
        article = self.article(token)
        if word.form.lemma.endswith("er") and word.form.gender is None and article == "Fem":
            lemma = lemma[:-1]
        noun = head + (lemma if head and not head.endswith("-") else lemma[:1].upper() + lemma[1:])
        return noun[:1].upper() + noun[1:]

    def article(self, token: Token) -> str | None:
        """The gender that the article of an adjectival noun tells in the singular."""
        for index in range(token.i - 1, max(-1, token.i - 5), -1):
            lower = self.doc[index].lower_
            if lower in ("die", "eine") and "Plur" not in token.morph.get("Number", []):
                return "Fem"
            if lower in ("dem", "den", "ein", "einen", "des"):
                return "Masc"
            if self.doc[index].pos_ not in ("ADJ", "DET"):
                break
        return next(iter(token.morph.get("Gender", [])), None)

    # ── right of the office noun ───────────────────────────────────────────────────────────

    def right(self, token: Token, word: OfficeWord) -> tuple[int | None, int, int | None, tuple[int, int] | None]:
        """(holder, last token of the phrase, body, body phrase without a name)."""
        doc = self.doc
        index = self.skip_titles(token.i + 1)
        if index < len(doc) and index in self.starts:
            which = self.starts[index]
            name = self.names[which]
            if name.type == "Person":
                if self.is_genitive(name) and word.form.base in _OF_PERSONS and " " not in name.text:
                    return None, name.last, which, None
                return which, token.i, None, None
            if name.type in ("Organization", "Place") and self.is_genitive(name):
                holder = self.name_at(self.skip_titles(self.skip_comma(name.last + 1)))
                return holder, name.last, which, None
            if name.type == "Organization" and word.form.kind in ("member", "profession"):
                return None, name.last, which, None
        if index >= len(doc) or doc[index].lower_ not in _OF or doc[index].pos_ not in ("ADP", "DET", "PRON"):
            return None, token.i, None, None
        return self.body(token, index)

    def body(self, token: Token, start: int) -> tuple[int | None, int, int | None, tuple[int, int] | None]:
        """The phrase after `der`, `von`, `im` …, up to the holder's name or the end of the phrase."""
        doc = self.doc
        wanted = doc[start].lower_ in _BODY_OF
        index = start
        body: int | None = None
        nouns: list[int] = []
        end = token.i
        while index < len(doc) and index - start < _FARTHEST:
            here = doc[index]
            if index in self.starts:
                which = self.starts[index]
                name = self.names[which]
                if (
                    name.type == "Person"
                    and (index > start + 1 or doc[start].lower_ not in ("von", "vom"))
                    and not self.is_genitive(name)
                ):
                    return which, end, body, self.phrase(start, nouns) if body is None and wanted else None
                if name.type == "Person":
                    if body is None and not nouns:
                        body, wanted = which, False
                elif (
                    body is None
                    and wanted
                    and (not nouns or (nouns[-1] == index - 1 and self.words.kind(doc[index - 1].text)))
                ):
                    body = which
                index = name.last + 1
                end = name.last
                continue
            if here.pos_ in ("NOUN", "PROPN"):
                if self.words.office(here.text) is not None and doc[index - 1].lower_ in ("und", "sowie", "/"):
                    break
                nouns.append(index)
                end = index
            elif here.text == "," and self.name_at(self.skip_titles(index + 1)) is not None:
                holder = self.name_at(self.skip_titles(index + 1))
                after = self.names[holder].last + 1 if holder is not None else len(doc)
                if after < len(doc) and doc[after].text in ("und", "sowie") and body is None and not nouns:
                    break
                return holder, end, body, self.phrase(start, nouns) if body is None and wanted else None
            elif (
                here.pos_ in ("VERB", "AUX", "SCONJ", "ADV")
                or (here.is_sent_start and index > start)
                or (here.is_punct and here.text not in ("„", "“", '"', "‚", "‘", "-", "»", "«", "’", "'"))
                or (here.pos_ == "PRON" and index > start)
            ):
                break
            elif here.text in words_titles(self.words) and nouns and self.name_at(self.skip_titles(index)) is not None:
                index = self.skip_titles(index)
                continue
            index += 1
        return None, end, body, self.phrase(start, nouns) if body is None and wanted else None

    def phrase(self, start: int, nouns: list[int]) -> tuple[int, int] | None:
        """The body's phrase without its preposition, to its first noun."""
        if not nouns:
            return None
        first = start if self.doc[start].lower_ in ("der", "des") else start + 1
        return (min(first, nouns[0]), nouns[0])

    def skip_comma(self, index: int) -> int:
        return index + 1 if index < len(self.doc) and self.doc[index].text == "," else index

    def skip_titles(self, index: int) -> int:
        doc = self.doc
        while index < len(doc) and index not in self.starts:
            text = doc[index].text
            if (
                text in self.words.titles
                or text in ("a.D.", "a.", "D.", "„", '"', "i.R.")
                or (text == "." and doc[index - 1].text in self.words.titles)
            ):
                index += 1
            else:
                break
        return index

    def name_at(self, index: int) -> int | None:
        which = self.starts.get(index)
        return which if which is not None and self.names[which].type == "Person" else None

    def is_genitive(self, name: NamedMention) -> bool:
        if name.base != name.text and name.known is None:
            return True
        if name.known is not None:
            return (
                bool(genitive_bases(name.text))
                and name.text != name.known.label
                and name.text not in name.known.alternatives
            )
        return bool(genitive_bases(name.text)) and "Gen" in self.doc[name.last].morph.get("Case", [])

    # ── before the office noun: „X, Chef der Y," ───────────────────────────────────────────

    def before(
        self, first: int, last: int, token: Token, word: OfficeWord, status: str | None
    ) -> tuple[int | None, str | None]:
        """The holder in front of an apposition or bracket, if the phrase is closed like one."""
        doc = self.doc
        opening = first - 1
        if opening >= 0 and doc[opening].lower_ in (
            "damals",
            "einst",
            "früher",
            "seinerzeit",
            "zuvor",
            "lange",
            "jahrelang",
        ):
            status, opening = "former", opening - 1
        elif opening >= 0 and doc[opening].lower_ in ("derzeit", "heute", "nun", "jetzt", "selbst", "auch"):
            opening -= 1
        if opening < 1 or doc[opening].text not in _OPEN or (word.form.plural and not word.form.singular):
            return None, status
        after = last + 1
        while (
            after < len(doc)
            and after <= last + 8
            and (
                doc[after].pos_ in ("ADP", "NUM", "ADJ")
                or after in self.covered
                or doc[after].lower_ in ("seit", "und")
            )
        ):
            after += 1
        closed = after >= len(doc) or doc[after].text in _CLOSE or "\n" in doc[after].text or doc[after].is_sent_start
        if not closed and not (doc[after].lower_ in ("und", "sowie") or doc[opening].text == "("):
            return None, status
        end = opening - 1
        if doc[end].text == ")":
            end = next((i for i in range(end - 1, max(-1, end - 8), -1) if doc[i].text == "("), 0) - 1
        which = self.ends.get(end)
        if which is None or self.names[which].type != "Person":
            return None, status
        # an enumeration is no apposition: „Meier, Bürgermeister Huber und Müller"
        if doc[after].lower_ in ("und", "sowie") if after < len(doc) else False:
            following = self.doc[after + 1] if after + 1 < len(doc) else None
            if following is None or self.words.office(following.text) is None:
                return None, status
        if "Plur" in token.morph.get("Number", []) and word.form.plural and first == token.i:
            return None, status
        return which, status

    # ── offices that share a holder ────────────────────────────────────────────────────────

    def shared(self, offices: list[Office]) -> Iterable[Office]:
        """„Vizekanzler und Finanzminister Hans Huber": both offices have the holder."""
        from dataclasses import replace

        by_first = {o.first: n for n, o in enumerate(offices)}
        for n in range(len(offices) - 1, -1, -1):
            office = offices[n]
            joint = office.last + 1
            if joint >= len(self.doc) or self.doc[joint].lower_ not in ("und", "sowie", "/"):
                continue
            other = by_first.get(joint + 1)
            if other is None or offices[other].noun <= office.noun:
                continue
            follower = offices[other]
            if (
                office.holder is None
                and follower.holder is not None
                and not follower.plural
                and self.names[follower.holder].first > follower.noun
            ):
                if self.doc[follower.first].pos_ != "DET":
                    body = office.body
                    offices[n] = replace(office, holder=follower.holder, body=body)
            elif (
                follower.holder is None and office.holder is not None and self.names[office.holder].last < office.first
            ):
                offices[other] = replace(follower, holder=office.holder)
        return offices


def words_titles(words: Words) -> dict[str, str | None]:
    """The titles of a language."""
    return words.titles

"""The tense of the clause around an expression: what tells past „am Mittwoch" from the coming one.

Takes the Doc and a span of characters; gives `past`, `future` or None. A parsed Doc (morphology with Tense) is
asked first; a blank one is judged by the words of the clause. Leaves out: the time of events (statements).

German example: „Am Sonntag wird gewählt" is future, „Am Sonntag wurde gewählt" is past.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from kg.reader.times.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Direction = Literal["past", "future"]

REACH = 240  # characters to either side that may belong to the sentence
_SENTENCE_END = re.compile(r"[.!?…][\"“”»«'’)]{0,2}\s+(?=[\"„“»«(]?[A-ZÄÖÜ])|\n\s*\n|\n")
_CLAUSE_END = re.compile(r"[,;:()–—\"„“”»«]|\s-\s|\b(?:und|oder|aber|sondern|denn)\b")
_WORD = re.compile(r"[^\W\d_]{2,40}")
_SHORT = re.compile(
    r"(?:^|[\s(.])(?:\d{1,2}|[A-Za-zÄÖÜäöü]|Dr|Mag|Prof|St|bzw|ca|Nr|Mrd|Mio|Jan|Feb|Sept?|Okt|Nov|Dez)$"
)
_AHEAD = re.compile(r"\b(?:[fF]ür|[aA]uf) (?:de[nr]|die|das)?\s?$")
_FORWARD = re.compile(r"\b(?:[aA]b|[bB]is(?: zu[mr])?|[nN]icht vor) (?:de[nr] )?$")
_PAST_FORM = re.compile(r"(?:[a-zäöüß]{2,12}?)?(?:ge|ver|be|er|ent|zer)[a-zäöüß]{2,16}(?:te|ene)[nmrs]?")
_FRAME = re.compile(r"\b(?:[dD](?:er|ie|as|es|em|en)|[eE]ine[mnrs]?|[eE]in) (?:am|im|vom)\s$")
_LIGHT = frozenset({"haben", "sein", "sollen", "wollen"})
_RANGE = re.compile(r"\s(?:bis|auf)\s")
_PAST_ATTRIBUTE = re.compile(
    r"\s(?:[a-zäöüß]{2,12}?)?ge[a-zäöüß]{2,14}(?:te|ene)[nmrs]?\s|\s(?:ver|be|er|ent|zer)[a-zäöüß]{2,14}(?:te|ene)[nmrs]?\s"
)
_INFINITIVE_CLAUSE = re.compile(
    r"(?P<before>[^\W\d_]{1,40} )?(?:zu (?P<plain>[a-zäöüß]{2,30}n)|[a-zäöüß]{2,12}zu[a-zäöüß]{2,30}n)"
    r"(?: (?:lassen|können|müssen))?$"
)
_OPENS_QUOTE = re.compile(r"(?:^|[\s(])[„«»\"](?=\S)[^„“”«»\"]*$")
_CLOSES_QUOTE = re.compile(r"[“”«»\"]")
_BACKWARD = re.compile(r"\b(?:[sS]eit(?: de[mr])?|[vV]om) $")


class Tenses:
    """Tense by place in one Doc; lives as long as one reading of it."""

    def __init__(self, doc: Doc, lexicon: Lexicon) -> None:
        self.text: str = doc.text
        self._doc = doc
        self._lexicon = lexicon
        self._known: dict[str, frozenset[str]] = {}

    @cached_property
    def _parsed(self) -> bool:
        return self._doc.has_annotation("DEP") and self._doc.has_annotation("MORPH")

    def direction(self, start: int, end: int) -> Direction | None:
        """Where the clause of `text[start:end]` looks."""
        before = self.text[max(0, start - 14) : start]
        if _BACKWARD.search(before) and not _RANGE.match(self.text, end, end + 12):
            return "past"
        if _AHEAD.search(before):
            return "future"
        if _PAST_ATTRIBUTE.match(self.text, end, end + 32) or self._framed(before, end):
            return "past"
        if self._quoted_without_verb(start, end):
            return None
        verbal = self._of_infinitive(start, end)
        verbal = verbal or (self._by_parse(start, end) if self._parsed else None)
        verbal = verbal or self._by_words(start, end)
        if verbal != "past" and _FORWARD.search(before):
            return "future"
        return verbal

    def _framed(self, before: str, end: int) -> bool:
        """Whether the expression belongs to a participle before a noun: „der am Montag in Bern gestürzte Reiter"."""
        if not _FRAME.search(before):
            return False
        stop = _CLAUSE_END.search(self.text, end, end + 70)
        words = _WORD.finditer(self.text, end, stop.start() if stop else end + 70)
        return any(_PAST_FORM.fullmatch(word[0]) for word in words)

    def _quoted_without_verb(self, start: int, end: int) -> bool:
        """Whether the expression stands in quoted words that have no verb: the verb outside does not date them."""
        low, high = self.sentence(start, end)
        opened = _OPENS_QUOTE.search(self.text[low:start])
        closed = _CLOSES_QUOTE.search(self.text, end, high)
        if opened is None or closed is None:
            return False
        inside = f"{self.text[low + opened.start() : start]} {self.text[end : closed.start()]}"
        return not any(self._sign(word[0]) for word in _WORD.finditer(inside))

    def _of_infinitive(self, start: int, end: int) -> Direction | None:
        """An infinitive with zu looks ahead: „kündigte an, im Mai zurückzutreten"; a perfect one back."""
        low, high = self.sentence(start, end)
        stop = _CLAUSE_END.search(self.text, end, high)
        clause = self.text[end : stop.start() if stop else high].rstrip(" .!?")
        found = _INFINITIVE_CLAUSE.search(clause[-100:])
        if found is None or "," not in self.text[low:start]:
            return None
        before = (found["before"] or "").strip()
        perfect = found["plain"] in {"haben", "sein"} and (before == "worden" or "participle" in self._sign(before))
        return "past" if perfect else "future"

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Bounds of the sentence around a span, at most REACH characters to either side."""
        low, high = max(0, start - REACH), min(len(self.text), end + REACH)
        for found in _SENTENCE_END.finditer(self.text, low, start):
            if not _SHORT.search(self.text[max(0, found.start() - 6) : found.start()]):
                low = found.end()
        for found in _SENTENCE_END.finditer(self.text, end, high):
            if not _SHORT.search(self.text[max(0, found.start() - 6) : found.start()]):
                high = found.start()
                break
        return low, high

    def _by_parse(self, start: int, end: int) -> Direction | None:
        span = self._doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            return None
        token = span.root
        for _ in range(12):
            if token.dep_ == "amod" and _PAST_FORM.fullmatch(token.text):
                return "past"
            if token.pos_ in {"VERB", "AUX"} or any(c.dep_ in {"cop", "aux", "aux:pass"} for c in token.children):
                found = self._of_verb(token)
                if found:
                    return found
            if token.head.i == token.i:
                return None
            token = token.head
        return None

    def _of_verb(self, token: Token) -> Direction | None:
        """Tense of a verb with its auxiliaries; None where no finite form is seen.

        The lists of preterites are asked too, as the plural of a strong verb is often tagged as present.
        """
        parts = [token, *(c for c in token.children if c.dep_ in {"aux", "aux:pass", "cop"})]
        finite = [t for t in parts if "Fin" in t.morph.get("VerbForm", [])]
        if not finite:
            return None
        if any("Past" in t.morph.get("Tense", []) and "Sub" not in t.morph.get("Mood", []) for t in finite):
            return "past"
        if any("past" in self._sign(t.text) for t in finite):
            return "past"
        words = {t.lower_ for t in parts if t not in finite}
        participle = "Part" in token.morph.get("VerbForm", []) or "worden" in words
        lemmas = {t.lemma_ for t in finite if t.i != token.i}
        if participle and (
            lemmas & {"haben", "sein"} or ("werden" not in lemmas and words & {"haben", "worden", "sein"})
        ):
            return "future" if "future" in self._sign(token.text) else "past"
        if {t.lemma_ for t in finite} & _LIGHT:
            return None  # its participle may hang elsewhere; the words of the clause know better
        return "future"

    def _by_words(self, start: int, end: int) -> Direction | None:
        low, high = self.sentence(start, end)
        left = [m.end() for m in _CLAUSE_END.finditer(self.text, low, start)]
        right = _CLAUSE_END.search(self.text, end, high)
        clause = (left[-1] if left else low, right.start() if right else high)
        found = self._signs(clause, (start, end))
        if found is None and len(left) > 1:
            found = self._signs((left[-2], clause[1]), (start, end))
        return found or self._signs((low, high), (start, end))

    def is_verbal(self, word: str) -> bool:
        """Whether a word may be a preterite or a participle."""
        return not {"past", "participle"}.isdisjoint(self._sign(word))

    def _sign(self, word: str) -> frozenset[str]:
        """What a word may show, by the lists of the language pack; remembered, as texts repeat their words."""
        if word not in self._known:
            names = {name for name, pattern in self._lexicon.tenses.items() if pattern.fullmatch(word)}
            self._known[word] = frozenset(names - ({"past"} if "not_past" in names else set()))
        return self._known[word]

    def _signs(self, clause: tuple[int, int], without: tuple[int, int]) -> Direction | None:
        words = [m[0] for m in _WORD.finditer(self.text, *clause) if m.end() <= without[0] or m.start() >= without[1]]
        seen = frozenset[str]().union(*(self._sign(word) for word in words))
        if "past" in seen:
            return "past"
        if "future" in seen:
            return "past" if {"participle", "infinitive"} <= seen else "future"
        if {"auxiliary", "participle"} <= seen:
            return "past"
        return "future" if "present" in seen else None

"""The reading of one text: the article's date, the tense, and the times found so far.

Takes a Doc, a date and a Lexicon; the normalisers ask it for what an expression leans on („am Tag darauf", „um
20 Uhr"). Lives for one call of find_times and is the only thing there that changes. Leaves out: the calendar.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date as Day  # noqa: N812
from typing import TYPE_CHECKING, Any

from kg.reader.times import calendar
from kg.reader.times.lexicon import Lexicon
from kg.reader.times.match import Candidate
from kg.reader.times.tense import Direction, Tenses

if TYPE_CHECKING:
    from spacy.tokens import Doc

NEAR = 400  # characters that a day reaches forward to times of the clock
_OPENING = re.compile(r"(?:^|[.!?:][\"“”»«'’)]{0,2}\s+|\n\s*)(?:[iI]m )?$")
_BREAK = re.compile(r"[.!?…][\"“”»«'’)]{0,2}\s+[\"„“»«(]?[A-ZÄÖÜ]|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate with its captured words read through the lexicon."""

    candidate: Candidate
    lexicon: Lexicon

    @property
    def match(self) -> re.Match[str]:
        """What the pattern captured."""
        return self.candidate.match

    @property
    def start(self) -> int:
        """Where the expression begins."""
        return self.candidate.start

    @property
    def end(self) -> int:
        """Where the expression ends."""
        return self.candidate.end

    def text(self, group: str) -> str | None:
        """The captured words of a group; None where the pattern has none or it took no part."""
        return self.match[group] if group in self.match.re.groupindex else None

    def preset(self, name: str) -> Any:
        """A value that the rule itself gives."""
        return self.candidate.rule.preset.get(name)

    def get(self, group: str) -> Any:
        """The value of a captured word of the category with the group's name, or what the rule presets."""
        for name in (group, f"{group}2", f"{group}3"):
            if (words := self.text(name)) is not None:
                return self.lexicon.value(re.sub(r"\d$", "", group), re.sub(r"\s+", " ", words))
        return self.preset(group)

    def number(self, group: str) -> int:
        """Captured figures; 0 where there are none."""
        words = self.text(group)
        return int(words) if words and words.isdecimal() else 0

    def numeral(self, group: str) -> float | int | None:
        """A captured numeral in figures (1.500; 2,5) or words; None where it is none."""
        words = self.text(group)
        if words is None:
            return None
        if words[0].isdecimal():
            number = float(words.replace(".", "").replace(",", "."))
            return int(number) if number == int(number) else number
        return self.lexicon_numeral(words)

    def lexicon_numeral(self, words: str) -> float | int | None:
        """A numeral in words, up to ninety-nine."""
        low = words.lower()
        try:
            return float(self.lexicon.value("digit", low))
        except KeyError:
            pass
        unit, _, ten = low.rpartition("und")
        try:
            tens = int(self.lexicon.value("ten", ten or low))
            return tens + (float(self.lexicon.value("digit", unit)) if unit else 0)
        except KeyError:
            return None


@dataclass(slots=True)
class Reading:
    """What is known while a text is read from left to right."""

    doc: Doc
    date: Day | None
    lexicon: Lexicon
    relative: bool = False
    text: str = ""
    tenses: Tenses = field(init=False)
    mentions: list[tuple[int, int, str]] = field(default_factory=list)
    carried: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.text = self.doc.text
        self.tenses = Tenses(self.doc, self.lexicon)

    def direction(self, found: Found) -> Direction | None:
        """Where the clause of an expression looks."""
        return self.tenses.direction(found.start, found.end)

    def last(self, start: int, unit: str) -> Day | None:
        """The first day of the last DATE before `start` that is at least as fine as the unit."""
        finer = {"D": ("D",), "W": ("D", "W", "WE"), "WE": ("D", "W", "WE"), "M": ("D", "M")}.get(unit)
        for _, _, value in self._before(start, 40):
            if (kind := calendar.unit_of(value)) and (finer is None or kind in finer):
                return calendar.first_day(value)
        return None

    def last_day(self, start: int) -> Day | None:
        """The last day mentioned before `start`."""
        return self.last(start, "D")

    def year_before(self, start: int) -> int | None:
        """The year of the last DATE mentioned before `start`."""
        found = self.last(start, "Y")
        return found.year if found else None

    def year_nearby(self, start: int) -> int | None:
        """A year that opens the sentence of `start`, or the one before, with no other time between.

        „1998 zog sie nach Wien. Im Mai eröffnete sie …" tells of May 1998, and what goes on from there. A year
        elsewhere in a sentence of news is mostly background, and the month is one of the article's own time.
        """
        previous = next(self._before(start, 1), None)
        if previous is None or self.date is None:
            return None
        begin, end, value = previous
        if start - end > NEAR or len(_BREAK.findall(self.text, end, start)) > 1 or not re.match(r"\d{4}\b", value):
            return None
        told = int(value[:4])
        opening = len(value) == 4 and _OPENING.search(self.text[max(0, begin - 14) : begin])
        if (opening or begin in self.carried) and not 0 <= self.date.year - told <= 1:
            self.carried.add(start)
            return told
        return None

    def day_near(self, found: Found) -> str:
        """The day that a time of the clock belongs to: told in the sentence, or before it in a narrative."""
        start, end = found.start, found.end
        for _, stop, value in self._before(start, 12):
            if start - stop > NEAR:
                break
            near = calendar.unit_of(value) == "D" or re.match(r"XXXX-(?:WXX-\d|\d\d-\d\d)", value)
            if near and (self._same_sentence(stop, start) or self._tells(found)):
                return re.sub(r"T.*", "", value)
        place = bisect_left(self.mentions, (start,))
        for begin, _, value in self.mentions[place : place + 6]:
            if begin < end:
                continue
            if begin - end > 40 or not self._same_sentence(end, begin):
                break
            if calendar.unit_of(value) == "D" and not value.endswith("TNI"):
                return value[:10]
        if self.date is None:
            self.relative = True
            return "XXXX-XX-XX"
        return self.date.isoformat()

    def day_just_told(self, found: Found) -> str | None:
        """The last time before, if it is a day and near."""
        previous = next(self._before(found.start, 1), None)
        if previous is None or found.start - previous[1] > NEAR or calendar.unit_of(previous[2]) != "D":
            return None
        return re.sub(r"T.*", "", previous[2])

    def names_after(self, found: Found) -> bool:
        """Whether „der" behind an expression begins its genitive („am Abend der Wahl"), and not the subject.

        Only a parse tells „sorgte am Abend der Rücktritt für Unruhe"; without one it is taken for the genitive.
        """
        follows = re.match(r"\sder\b", self.text[found.end : found.end + 5])
        if follows is None:
            return False
        span = self.doc.char_span(found.end + 1, found.end + 4)
        return span is None or span[0].morph.get("Case", []) != ["Nom"]

    def beginning(self, what: str | None, start: int) -> Day | None:
        """The day on which a thing began, by a dated sentence that says so before `start`."""
        stem = re.sub(r"(?:e?s|en?)$", "", what).lower()[-6:] if what else None
        begins = self.lexicon.categories["start"][0][0]
        for begin, end, value in self._before(start, 60):
            if calendar.unit_of(value) != "D" or "T" in value:
                continue
            low, high = self.tenses.sentence(begin, end)
            sentence = self.text[low:high]
            if not any(begins.fullmatch(word) for word in re.findall(r"\w{2,30}", sentence)):
                continue
            if stem is None or stem in self.text[max(0, low - 200) : high].lower():
                return calendar.first_day(value)
        return None

    def adjective_before(self, found: Found) -> int | None:
        """Days from now by an adjective that stands before („am heutigen [Samstag]“, „heute, [Samstag]")."""
        before = re.search(r"(\w+),?\s+$", self.text[max(0, found.start - 16) : found.start])
        for category in ("deictic_adjective", "deictic"):
            try:
                return int(self.lexicon.value(category, before[1])) if before else None
            except KeyError:
                continue
        return None

    def counts(self, found: Found) -> bool:
        """Whether the parse takes the number for the count of a noun."""
        span = self.doc.char_span(found.start, found.end, alignment_mode="expand")
        if span is None or not self.doc.has_annotation("DEP"):
            return False
        token = span.root
        head = token.head
        return token.dep_ == "nummod" and head.i > token.i and head.pos_ == "NOUN" and "Number=Plur" in str(head.morph)

    def _before(self, start: int, limit: int) -> Iterator[tuple[int, int, str]]:
        """Mentions that begin before `start`, the nearest first, at most `limit` of them."""
        place = bisect_left(self.mentions, (start,))
        return (self.mentions[n] for n in range(place - 1, max(-1, place - 1 - limit), -1))

    def _same_sentence(self, start: int, end: int) -> bool:
        return end - start < NEAR and not _BREAK.search(self.text, start, end)

    def _tells(self, found: Found) -> bool:
        """Whether a sentence goes on where the last one stopped; hours in a list of events do not."""
        return found.candidate.rule.value == "part" or self.direction(found) == "past"

"""Interviews: answers that stand in paragraphs of their own, without quotation marks.

Takes the units of a text; gives drafts of type direct. A text is an interview if it asks something and several of its
paragraphs begin with the name of a speaker and a colon, one of them twice, or if its paragraphs are questions and
answers by turns and a question addresses somebody by name or what stands before them tells of an interview with
somebody. Leaves out: answers nobody is named for.

Frau Lang, was wird aus dem Bad?¶ Es bleibt. → the paragraph „Es bleibt.", speaker `Frau Lang`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from kg.reader.quotes.drafts import Draft, Range, Ranges, trimmed
from kg.reader.quotes.phrases import source_phrase
from kg.reader.quotes.units import Unit

# So many paragraphs with a name and a colon, or so many questions, make an interview.
_LABELLED = 3
_QUESTIONS = 3
_LONGEST_LABEL = 4
_ADDRESS = frozenset(["Herr", "Frau"])
_TALKS = ("interview", "gespräch")


def find_interview(units: Sequence[Unit]) -> list[Draft]:
    """Drafts of the paragraphs that an interview gives to a speaker, in order."""
    if not units:
        return []
    paragraphs = _paragraphs(units)
    labels = [_label(units[first]) for first, _ in paragraphs]
    named = Counter(units[0].doc[a:b].text for label in labels if label is not None for a, b in [label])
    asked = [n for n, (_, last) in enumerate(paragraphs) if units[last].doc[units[last].end - 1].text == "?"]
    if asked and named.total() >= _LABELLED and max(named.values()) > 1:
        return [
            _draft(units, paragraph, (label,), label[1] + 1)
            for paragraph, label in zip(paragraphs, labels, strict=True)
            if label is not None
        ]
    if len(asked) < _QUESTIONS:
        return []
    speaker = next((found for n in asked if (found := _addressed(units, paragraphs[n]))), ())
    speaker = speaker or _announced(units, paragraphs[: asked[0]])
    if not speaker:
        return []
    answers = [n for q, following in pairwise([*asked, asked[-1] + 2]) for n in range(q + 1, following)]
    return [_draft(units, paragraphs[n], speaker) for n in answers if n < len(paragraphs)]


def _paragraphs(units: Sequence[Unit]) -> list[tuple[int, int]]:
    """First and last unit of each paragraph."""
    doc = units[0].doc
    starts = [0]
    for number in range(1, len(units)):
        between = doc[units[number - 1].end : units[number].start]
        if any(t.is_space and "\n" in t.text for t in between):
            starts.append(number)
    return [(a, b - 1) for a, b in pairwise([*starts, len(units)])]


def _label(unit: Unit) -> Range | None:
    """„K. Maurer: …": capitalized words before a colon, and something after it."""
    for i in range(unit.start, min(unit.end, unit.start + _LONGEST_LABEL + 1)):
        token = unit.doc[i]
        if token.text == ":":
            named = i > unit.start and i + 2 < unit.end and unit.doc[i + 1].text not in '„»«"'
            return (unit.start, i) if named else None
        if not token.text[0].isupper() or token.is_sent_start not in (None, i == unit.start):
            return None
    return None


def _addressed(units: Sequence[Unit], paragraph: tuple[int, int]) -> Ranges:
    """„Herr Brandner, …": the one who is asked."""
    for unit in units[paragraph[0] : paragraph[1] + 1]:
        for i in unit.tokens:
            if unit.doc[i].text in _ADDRESS and i + 1 < unit.end and unit.doc[i + 1].text[0].isupper():
                end = source_phrase(unit, i, unit.end)
                return ((i, end),) if end > i + 1 else ()
    return ()


def _announced(units: Sequence[Unit], before: Sequence[tuple[int, int]]) -> Ranges:
    """„Im Gespräch erklärt Lea Horn, …", „… Mit ihr führten wir ein Interview": the first person that is named."""
    if not before:
        return ()
    doc = units[0].doc
    opening = doc[units[before[0][0]].start : units[before[-1][1]].end]
    if not any(t.lower_.endswith(_TALKS) for t in opening):
        return ()
    return next((((e.start, e.end),) for e in opening.ents if e.label_ == "PER"), ())


def _draft(units: Sequence[Unit], paragraph: tuple[int, int], speaker: Ranges, start: int = -1) -> Draft:
    first, last = paragraph
    start = units[first].start if start < 0 else start
    ranges = trimmed(units[first].doc, ((start, units[last].end),))
    return Draft("direct", "speech", ranges, last, start, speaker=speaker, unit_first=first)

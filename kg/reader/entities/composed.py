"""Names composed of common words, which taggers split or pass over.

Takes token spans of names; gives them with names of four shapes added or completed: a body with what it is for
(„Bundesamt für Strahlenschutz", „Verband der Imker"), a name in quotation marks behind a class noun, an area with the
name of its city („Landkreis Lüneburg"), a meeting or treaty with its place or year („Klimagipfel von Baku").
Leaves out: bodies named with their seat (bodies.py), which entity a name means (cluster.py).

Example: of „des Landesamts für Geologie und Bergbau" the name is `Landesamt für Geologie und Bergbau`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from kg.reader.entities.words import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Where = tuple[int, int, str]
_OPENING, _CLOSING = frozenset('„“"»«‚'), frozenset('“”"«»‘')
_NOUNS = ("NOUN", "PROPN")
_LONGEST = 8  # tokens of a quoted name, and of what a body is for
_YEAR = re.compile(r"(19|20)\d\d")
_INDEFINITE = ("ein", "kein", "viele", "mehrere", "jede", "manche")
_QUOTABLE = frozenset({"Organization", "Work", "Place"})


def composed(doc: Doc, spans: Iterable[Where], words: Words, is_region: Callable[[str], bool]) -> list[Where]:
    """The spans (first, last, type) with composed names, in order, none overlapping another.

    Args:
        doc: one text.
        spans: names found so far.
        words: word lists.
        is_region: whether a name is that of a region or state, which an area noun does not belong to.
    """
    found = {t: span for span in spans for t in range(span[0], span[1] + 1)}
    for span in sorted(set(found.values())):
        last = _to_closing(doc, span)
        if last > span[1]:
            _place(found, (span[0], last, span[2]))
    for token in doc:
        if token.pos_ not in ("NOUN", "PROPN") or not token.text[:1].isupper() or token.i + 1 >= len(doc):
            continue
        new = (
            _quoted(doc, token, words)
            or _with_purpose(doc, token, words)
            or _with_trades(doc, token, found, words)
            or _area(token, found, words, is_region)
            or _occasion(doc, token, found, words)
        )
        if new is not None:
            _place(found, new)
    return sorted(set(found.values()))


def common_noun(token: Token, words: Words) -> str:
    """A class noun at the start of a name in the nominative: `Landesamts` → Landesamt."""
    text = token.text
    heads = tuple(end for ends in words.head_genders.values() for end in ends)
    if text.endswith("es") and text[:-2].lower().endswith(heads):
        return text[:-2]  # „Ruderbundes"
    for base in (text.removesuffix("es"), text.removesuffix("s")):
        if base != text and (words.kind(base) is not None or base.lower() in words.seated):
            return base
    return text


def _place(found: dict[int, Where], new: Where) -> None:
    """Puts a span, by its tokens, in place of those that it covers; not where another reaches beyond it."""
    first, last, _ = new
    touched = {found[t] for t in range(first, last + 1) if t in found}
    whole = any(s[:2] != (first, last) and s[0] <= first and s[1] >= last for s in touched)
    if whole or any(s[0] < first or s[1] > last for s in touched):
        return
    found |= dict.fromkeys(range(first, last + 1), new)


def _quoted(doc: Doc, noun: Token, words: Words) -> Where | None:
    """„die Bürgerinitiative „Rettet den Auwald“": a short quotation that is no clause, behind what it names."""
    kind = words.kind(noun.text)
    start = noun.i + 1
    if kind is None or words.kind_types[kind] not in _QUOTABLE or doc[start].text not in _OPENING:
        return None
    end = next((i for i in range(start + 1, min(start + _LONGEST + 2, len(doc))) if doc[i].text in _CLOSING), None)
    if end is None or end <= start + 1 or "Plur" in noun.morph.get("Number", []):
        return None
    inside = doc[start + 1 : end]
    finite = any("Fin" in t.morph.get("VerbForm", []) for t in inside[1:])
    if not inside[0].text[:1].isupper() or finite or any(t.is_space or t.text in ".!?;" for t in inside):
        return None
    return start + 1, end - 1, words.kind_types[kind]


def _to_closing(doc: Doc, span: Where) -> int:
    """The last token of „Rundschau am Sonntag“, of which a tagger saw the first word: quotation marks show the rest."""
    first, last, type = span
    if first == 0 or doc[first - 1].text not in _OPENING or type == "Person":
        return last
    end = next((i for i in range(last + 1, min(first + _LONGEST, len(doc))) if doc[i].text in _CLOSING), last + 1)
    rest = doc[last + 1 : end]
    whole = bool(rest) and rest[0].pos_ == "ADP" and all(t.pos_ in ("ADP", "DET", "ADJ", *_NOUNS) for t in rest)
    return end - 1 if whole else last


def _with_purpose(doc: Doc, noun: Token, words: Words) -> Where | None:
    """„Institut für Weltwirtschaft", „Verein der Freunde alter Orgeln"."""
    joint = doc[noun.i + 1].lower_
    heads = words.composed["for"] if joint == "für" else words.composed["of"] if joint == "der" else ()
    if not common_noun(noun, words).lower().endswith(tuple(heads)) or not heads:
        return None
    if "Plur" in noun.morph.get("Number", []) or _is_indefinite(doc, noun):
        return None
    last = _end_of_purpose(doc, noun.i + 2, words)
    return (noun.i, last, "Organization") if last is not None else None


def _with_trades(doc: Doc, noun: Token, found: dict[int, Where], words: Words) -> Where | None:
    """„Gewerkschaft Holz, Glas, Papier", „Innung Sanitär und Heizung": whose body it is, a list of bare nouns."""
    if not common_noun(noun, words).lower().endswith(tuple(words.composed["list"])) or _is_indefinite(doc, noun):
        return None
    items, index = [], noun.i + 1
    while index < min(noun.i + 1 + _LONGEST, len(doc)) and _is_trade(doc[index], found, words):
        items.append(index)
        joint = doc[index + 1].lower_ if index + 1 < len(doc) else ""
        index += 2
        if joint == "und" and index < len(doc) and _is_trade(doc[index], found, words):
            items.append(index)
            return noun.i, index, "Organization"
        if joint != ",":
            break
    return (noun.i, items[-1], "Organization") if len(items) > 2 else None


def _is_trade(token: Token, found: dict[int, Where], words: Words) -> bool:
    """Whether a word can be one of the trades of such a list: a noun, and nobody's name or office."""
    if token.pos_ not in ("NOUN", "PROPN") or not token.text[:1].isupper() or token.text.endswith("-"):
        return False
    name = found.get(token.i)
    person = name is not None and name[2] in ("Person", "Place")
    return not person and words.office(token.text) is None and words.gender_of_given(token.text) is None


def _is_indefinite(doc: Doc, noun: Token) -> bool:
    index = noun.i - 1
    while index >= 0 and doc[index].pos_ == "ADJ":
        index -= 1
    return index >= 0 and doc[index].lower_.startswith(_INDEFINITE)


def _end_of_purpose(doc: Doc, start: int, words: Words) -> int | None:
    """The last token of what a body is for: nouns with their adjectives, joined by `und` and commas."""
    last = None
    index = start
    while index < min(start + _LONGEST, len(doc)):
        here = doc[index]
        if here.pos_ in ("NOUN", "PROPN") and here.text[:1].isupper():
            office = words.office(here.text)
            if last is not None and (office is not None or words.kind(here.text) is not None):
                break
            if office is not None and "Plur" not in here.morph.get("Number", []):
                break
            last = index if not here.text.endswith("-") else last
        elif (here.pos_ == "ADJ" and not here.is_sent_start) or (last is not None and _goes_on(doc, index)):
            pass
        elif not here.text.endswith("-"):
            break
        index += 1
    return last


def _goes_on(doc: Doc, index: int) -> bool:
    """Whether `und`, a comma or a genitive article leads on to a further noun of the same phrase."""
    here = doc[index]
    after = next((t for t in doc[index + 1 : index + 3] if t.pos_ != "ADJ"), None)
    if after is None or after.pos_ != "NOUN" or after.is_sent_start:
        return False
    if here.lower_ == "und":
        return not any(c.dep_ in ("det", "case") for c in after.children) and not _opens_clause(doc, after)
    if here.text == ",":
        following = doc[after.i + 1].lower_ if after.i + 1 < len(doc) else ""
        return after.i == index + 1 and following in (",", "und")
    return here.lower_ in ("der", "des") and "Gen" in here.morph.get("Case", [])


def _opens_clause(doc: Doc, noun: Token) -> bool:
    """Whether a finite verb follows a plural: „… für Statistik und Forscher warnen"."""
    after = doc[noun.i + 1] if noun.i + 1 < len(doc) else None
    return after is not None and noun.dep_ == "nsubj" and noun.head == after


def _area(noun: Token, found: dict[int, Where], words: Words, is_region: Callable[[str], bool]) -> Where | None:
    """„Kanton Zürich", „Landkreis Uhlen": more than the city of the name."""
    if common_noun(noun, words).lower() not in words.composed["areas"]:
        return None
    name = found.get(noun.i + 1)
    if name is None or name[0] != noun.i + 1 or name[2] == "Person" or is_region(noun.doc[name[0] : name[1] + 1].text):
        return None
    return noun.i, name[1], "Place"


def _occasion(doc: Doc, noun: Token, found: dict[int, Where], words: Words) -> Where | None:
    """„Vertrag von Lissabon", „Klimagipfel von Baku", „Fußball-Weltmeisterschaft 2030"."""
    kind = words.kind(noun.text)
    type = words.kind_types[kind] if kind is not None else None
    if type not in ("Event", "Work") or _is_indefinite(doc, noun):
        return None
    base = common_noun(noun, words).lower()
    after = doc[noun.i + 1]
    if type == "Event" and base.endswith(tuple(words.composed["yearly"])) and _YEAR.fullmatch(after.text):
        return noun.i, after.i, type
    if after.lower_ == "von" and base.endswith(tuple(words.composed["placed"])):
        place = found.get(after.i + 1)
        return (noun.i, place[1], type) if place is not None and place[2] == "Place" else None
    return None

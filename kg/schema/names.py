"""From a text to the names it may stand for.

Takes a word or phrase as the text has it, declined or not; gives names with the form that matched, the label
before an alternative before an inhabitant, and so on. "Deutschlands", "russischen", "Österreicherinnen" and
"Vereinigten Staaten" are found. "Moskau" gives the city first and then Russland, whose metonym it is.

Leaves out: deciding which one a mention means (rooms reader and link).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.schema.entries import Name

FORMS = ("label", "alternative", "feminine", "inhabitant", "adjective", "nominal", "metonym")
_ENDING = re.compile(r"(?:en|em|er|es|e|s)$")
_ADJECTIVE = re.compile(r"(?:er|en|em|es|e)$")

Found = tuple[Name, str]


def fold(text: str) -> str:
    """One spelling: NFC, single spaces, straight apostrophes and hyphens, ss for ß as in Switzerland."""
    text = (
        unicodedata.normalize("NFC", text).replace("’", "'").replace("‑", "-").replace("\u00ad", "").replace("ß", "ss")
    )
    return " ".join(text.split())


def _stems(text: str) -> str:
    """A key that all cases of a phrase share: its words without their endings, however many there are."""
    return " ".join(_stem(word) for word in text.split())


def _stem(word: str) -> str:
    while len(word) > 3 and (shorter := _ENDING.sub("", word)) != word:
        word = shorter
    return word


def declined(noun: str) -> tuple[str, ...]:
    """The other forms of a noun for an inhabitant or member: Russe → Russen, Wiener → Wieners, Wienern.

    >>> declined("Französin")
    ('Französinnen',)
    """
    if noun.endswith("in"):
        return (noun + "nen",)
    if noun.endswith("er"):
        return (noun + "s", noun + "n")
    if noun.endswith("e"):
        return (noun + "n", noun + "r", noun + "m")
    if noun.endswith("i"):
        return (noun + "s",)
    return (noun + "s", noun + "n", noun + "en", noun + "e")


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Names by their forms in one language. Built by `index`; read only afterwards."""

    forms: dict[str, tuple[Found, ...]] = field(default_factory=dict)
    adjectives: dict[str, tuple[Found, ...]] = field(default_factory=dict)
    phrases: dict[str, tuple[Found, ...]] = field(default_factory=dict)

    def find(self, text: str) -> tuple[Found, ...]:
        """The names and forms, best first; empty where none is known."""
        if len(text) > 200:
            return ()
        text = fold(text)
        found = self.forms.get(text, ()) + self._adjective(text)
        if not found and text.endswith("'"):
            found = self.forms.get(text[:-1], ())
        if not found and text.endswith("s") and len(text) > 3:
            found = self.forms.get(text[:-1].rstrip("'"), ()) or self.forms.get(text[:-2], ())
        if not found and " " in text:
            found = self.phrases.get(_stems(text), ())
        return found

    def _adjective(self, text: str) -> tuple[Found, ...]:
        if " " in text:
            return ()
        word = text[:1].lower() + text[1:]
        return self.adjectives.get(word) or self.adjectives.get(_ADJECTIVE.sub("", word), ())


def index(names: Iterable[Name], language: str = "de") -> NameIndex:
    """The index of these names; with a language other than German, of their labels only."""
    forms: dict[str, list[tuple[int, Found]]] = {}
    adjectives: dict[str, list[tuple[int, Found]]] = {}
    for name in names:
        if language != "de":
            for tag, label in name.labels:
                if tag == language:
                    forms.setdefault(fold(label), []).append((0, (name, "label")))
            continue
        for rank, form in enumerate(FORMS):
            for text in _texts(name, form):
                if form == "adjective":
                    adjectives.setdefault(text[:1].lower() + text[1:], []).append((rank, (name, form)))
                else:
                    forms.setdefault(text, []).append((rank, (name, form)))
    phrases: dict[str, list[tuple[int, Found]]] = {}
    for text, entries in forms.items():
        if " " in text:
            phrases.setdefault(_stems(text), []).extend(entries)
    return NameIndex(_ranked(forms), _ranked(adjectives), _ranked(phrases))


def _texts(name: Name, form: str) -> tuple[str, ...]:
    if form == "label":
        # "Luxemburg (Stadt)": what the brackets add tells two labels apart and stands in no text
        return tuple(dict.fromkeys((fold(name.label), re.sub(r" \([^()]*\)$", "", fold(name.label)))))
    if form == "feminine":
        return (name.feminine, name.feminine + "nen") if name.feminine else ()
    if form == "inhabitant":
        return tuple(dict.fromkeys(t for i in name.inhabitants for t in (fold(i), *declined(fold(i)))))
    values = {
        "alternative": name.alternatives,
        "adjective": name.adjectives,
        "nominal": name.nominals,
        "metonym": name.metonyms,
    }[form]
    return tuple(fold(value) for value in values)


def _ranked(forms: dict[str, list[tuple[int, Found]]]) -> dict[str, tuple[Found, ...]]:
    ranked: dict[str, tuple[Found, ...]] = {}
    for text, entries in forms.items():
        best: dict[str, Found] = {}
        # Of two labels that differ in what brackets add, the one without is meant more often.
        for _, found in sorted(entries, key=lambda e: (e[0], "(" in e[1][0].label, e[1][0].iri)):
            best.setdefault(found[0].iri, found)
        ranked[text] = tuple(best.values())
    return ranked

r"""Verb patterns: how the ontology tells the readings of a verb apart.

Takes a verb as dictionaries write it, gives the lemma and what must stand with it. German puts the verb last
("von etwas zurücktreten"), English first ("withdraw from something").

| written | asks for |
| --- | --- |
| ablehnen | nothing: the reading when no other fits |
| etwas ablehnen, jemanden stürzen | an accusative object |
| jemandem zustimmen | a dative |
| sich einigen | a reflexive |
| Anklage\|Klage erheben, eine Absage erteilen | one of these nouns as object; compounds of them (Mordanklage) count |
| von etwas zurücktreten, vor jemandem warnen | this preposition |
| Verbot verhängen\|erlassen | either verb |
| in Kraft treten, ums Leben kommen | this preposition with this noun |
| bekannt geben, tot auffinden | this word as complement |
| (Preis\|Kurs) anziehen | one of these nouns as subject |

Leaves out: which concept a pattern stands for (lexicon.py).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

_ANY = {
    "de": {"etwas": "object", "jemanden": "object", "jemandem": "dative"},
    "en": {"something": "object", "somebody": "object"},
}
_SKIP = {
    "de": frozenset({"der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer"}),
    "en": frozenset({"the", "a", "an"}),
}
_CONTRACTED = {
    "am": "an",
    "ans": "an",
    "aufs": "auf",
    "beim": "bei",
    "durchs": "durch",
    "fürs": "für",
    "im": "in",
    "ins": "in",
    "ums": "um",
    "vom": "von",
    "zum": "zu",
    "zur": "zu",
}
_GERMAN = (
    "als an auf aus außer bei bis durch für gegen gegenüber hinter in mit nach neben ohne über um unter von vor wegen "
    "wie zu zwischen"
)
_ENGLISH = "about against as at away back by down for from in into of off on out over to under up with"
_PREPOSITIONS = {"de": frozenset(_GERMAN.split()), "en": frozenset(_ENGLISH.split())}
ANY = ("*",)
_PLURAL = ("", "e", "en", "er", "n", "s", "es")


@dataclass(frozen=True, slots=True)
class Pattern:
    """What must stand with a verb; each part is a tuple of lemmas, ("*",) for any, () for no demand."""

    lemma: str
    subjects: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    dative: bool = False
    reflexive: bool = False
    preposition: str | None = None
    nouns: tuple[str, ...] = ()

    @property
    def weight(self) -> int:
        """How specific it is: a named noun counts most, then a preposition or reflexive, then any object."""
        weight = 8 * bool(self.subjects) + 2 * self.dative + 4 * self.reflexive
        weight += 0 if not self.objects else 1 if self.objects == ANY else 8
        weight += 0 if self.preposition is None else 12 if self.nouns else 4
        return weight

    def fits(
        self,
        subjects: Collection[str],
        objects: Collection[str],
        datives: Collection[str],
        prepositions: Collection[str],
    ) -> bool:
        """Whether what stands with the verb meets the demands. See `Schema.concept` for the arguments."""
        if self.subjects and not any(_matches(s, self.subjects) for s in subjects):
            return False
        if self.reflexive and "sich" not in objects:
            return False
        things = (*objects, *datives) if self.objects != ANY else objects
        if self.objects and not any(_matches(o, self.objects) for o in things if o != "sich"):
            return False
        if self.dative and not datives:
            return False
        if self.preposition is None:
            return True
        for phrase in prepositions:
            word, _, noun = phrase.partition(" ")
            if _CONTRACTED.get(word, word) == self.preposition and (not self.nouns or _matches(noun, self.nouns)):
                return True
        return False


def pronominal(adverb: str) -> str | None:
    """The preposition in a pronominal adverb: `darauf` → `auf`, `davon` → `von`; None for any other word."""
    for start in ("da", "dar", "hier", "wo", "wor"):
        rest = adverb.removeprefix(start)
        if rest != adverb and rest in _PREPOSITIONS["de"] and rest not in {"bis", "wie", "als"}:
            return rest
    return None


def _matches(lemma: str, wanted: tuple[str, ...]) -> bool:
    if wanted == ANY:
        return True
    if lemma in wanted:
        return True
    # A German compound is a kind of its last part: Mordanklage is an Anklage. A plural that the lemmatizer left as it
    # was (Gartengeräte) counts too.
    low = lemma.lower()
    return any(w[:1].isupper() and low.endswith(tuple(w.lower() + ending for ending in _PLURAL)) for w in wanted)


def parse(text: str, language: str = "de") -> tuple[Pattern, ...]:
    """The patterns that `text` writes; several where the verb has alternatives.

    >>> parse("in Kraft treten|setzen")[1].lemma
    'setzen'

    Raises:
        ValueError: no verb in it, or a bracket is left open.
    """
    subjects: tuple[str, ...] = ()
    match = re.match(r"\(([^()]+)\)\s*(.*)$", text)
    if match:
        subjects, text = tuple(match.group(1).split("|")), match.group(2)
    tokens = text.split()
    if not tokens or "(" in text or ")" in text:
        raise ValueError(f"no verb in pattern {text!r}")
    lemma = tokens.pop(-1 if language != "en" else 0)
    objects: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    dative = reflexive = False
    preposition: str | None = None
    after = False  # the next noun belongs to the preposition
    for word in tokens:
        bare = _CONTRACTED.get(word, word) if language == "de" else word
        kind = _ANY.get(language, {}).get(word)
        if bare in _PREPOSITIONS.get(language, frozenset()):
            preposition, after = bare, True
        elif word in _SKIP.get(language, frozenset()):
            continue
        elif word == "sich" and language == "de":
            reflexive = True
        elif after:
            nouns, after = nouns if kind else tuple(word.split("|")), False
        elif kind == "dative":
            dative = True
        else:
            objects = ANY if kind else tuple(word.split("|"))
    return tuple(Pattern(v, subjects, objects, dative, reflexive, preposition, nouns) for v in lemma.split("|"))

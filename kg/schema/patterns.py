r"""Verb patterns: how the ontology tells the readings of a verb apart.

Takes a verb as dictionaries write it, gives the lemma and what must stand with it. German puts the verb last
("von etwas zurücktreten"), English first ("withdraw from something").

| written | asks for |
| --- | --- |
| ablehnen | nothing: the reading when no other fits |
| etwas ablehnen | an accusative object |
| jemanden stürzen | an accusative object that is a person or a body of persons |
| jemandem zustimmen | a dative |
| sich einigen | a reflexive |
| Anklage\|Klage erheben, eine Absage erteilen | one of these nouns as object; compounds of them (Mordanklage) count |
| von etwas zurücktreten | this preposition |
| gegen jemanden gewinnen | this preposition with a person or body |
| Verbot verhängen\|erlassen | either verb |
| in Kraft treten, ums Leben kommen, auf sich nehmen | this preposition with this noun |
| bekannt geben, tot auffinden | this word as complement |
| (Preis\|Kurs) anziehen | one of these nouns as subject |
| (jemand) weitergehen | a person or body as subject |

Nouns are written alike: `Verfahren gegen`, `Berufung in den Vorstand`, `Verletzung der Pflicht|Regel` (the genitive).

Leaves out: which concept a pattern stands for (lexicon.py).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

_ANY = {
    "de": {"etwas": "object", "jemanden": "person", "jemandem": "dative"},
    "en": {"something": "object", "somebody": "object"},
}
_SKIP = {
    "de": frozenset({"der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines"}),
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
PERSON = ("jemand",)
"""What stands in an argument list for a person or body of persons, beside the lemma."""
_OBJECTS = (
    "jemand dass er sie es ich du wir ihr mich dich uns euch ihn ihm ihnen man der die das dies dieser diese dieses "
    "was wer wen wem welcher welche welches jeder jede jedes alles alle nichts etwas viele viel mehr einiges einige "
    "mehrere beide derjenige solcher solche it this that him her them what who"
)
_PRONOUNS = frozenset(_OBJECTS.split())
_PLURAL = ("", "e", "en", "n", "s", "es")  # not -er: a Mitarbeiter is no Arbeit


@dataclass(frozen=True, slots=True)
class Pattern:
    """What must stand with a verb or noun; each part is a tuple of lemmas, ("*",) for any, () for no demand.

    Of a noun `objects` is the genitive.
    """

    lemma: str
    subjects: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    dative: bool = False
    reflexive: bool = False
    preposition: str | None = None
    nouns: tuple[str, ...] = ()

    @property
    def weight(self) -> int:
        """How specific it is: a named noun counts most, then a person, a preposition or reflexive, any object."""
        weight = 2 * self.dative + 4 * self.reflexive
        weight += 0 if not self.subjects else 3 if self.subjects == PERSON else 8
        weight += 0 if not self.objects else 1 if self.objects == ANY else 3 if self.objects == PERSON else 8
        weight += 0 if self.preposition is None else 4 if not self.nouns else 6 if self.nouns == PERSON else 12
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
        things = objects if self.objects in (ANY, PERSON) else (*objects, *datives)
        if self.objects == ANY:
            things = tuple(filter(_participates, objects))
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


def _participates(word: str) -> bool:
    """Whether a complement is an object: a noun, pronoun, number, person or clause, not the adverb `gestern`."""
    return not word.islower() or word in _PRONOUNS


def _matches(lemma: str, wanted: tuple[str, ...]) -> bool:
    if wanted == ANY:
        return True
    if lemma in wanted:
        return True
    # A German compound is a kind of its last part: Mordanklage is an Anklage. A plural that the lemmatizer left as it
    # was (Gartengeräte) counts too. Nachbarschaft is no Haft, Spass no Pass: no first part ends in -sc or is a letter.
    low = lemma.lower()
    ends = (noun.lower() + ending for noun in wanted if noun[:1].isupper() for ending in _PLURAL)
    return any(low.endswith(e) and len(low) != len(e) + 1 and not low.removesuffix(e).endswith("sc") for e in ends)


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
    demands = _demands(Pattern("", subjects), tokens, language)
    return tuple(replace(demands, lemma=verb) for verb in lemma.split("|"))


def parse_noun(text: str, language: str = "de") -> Pattern:
    """The pattern that a noun with what stands behind it writes.

    >>> parse_noun("Verfahren gegen").preposition
    'gegen'
    """
    tokens = text.split()
    if language != "de" or len(tokens) < 2 or not text[:1].isupper():
        return Pattern(text)  # English nouns and „rote Karte" are one name
    return _demands(Pattern(tokens[0]), tokens[1:], language)


def _demands(pattern: Pattern, tokens: list[str], language: str) -> Pattern:
    """The pattern with what these words ask for."""
    after = genitive = False  # the next noun belongs to a preposition, or ends in the -s of the genitive
    for word in tokens:
        bare = _CONTRACTED.get(word, word) if language == "de" else word
        kind = _ANY.get(language, {}).get(word)
        if bare in _PREPOSITIONS.get(language, frozenset()):
            pattern, after = replace(pattern, preposition=bare), True
        elif word in _SKIP.get(language, frozenset()):
            genitive = word in ("des", "eines")
        elif word == "sich" and language == "de":
            pattern, after = replace(pattern, nouns=("sich",)) if after else replace(pattern, reflexive=True), False
        elif after:
            nouns = tuple(word.split("|")) if kind is None else PERSON if kind in ("person", "dative") else ()
            pattern, after = replace(pattern, nouns=nouns), False
        elif kind == "dative":
            pattern = replace(pattern, dative=True)
        else:
            nouns = tuple(w.removesuffix("s") if genitive and pattern.lemma else w for w in word.split("|"))
            pattern = replace(pattern, objects=ANY if kind == "object" else PERSON if kind == "person" else nouns)
    return pattern

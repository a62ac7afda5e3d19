"""From words to concepts: the lexicon.

Takes a lemma with its part of speech and, for a verb, what stands with it; gives the most specific concept.
`concept("erheben", "verb", objects=("Anklage",))` is the charge; `concept("erheben", "verb")` may be nothing.
A noun that is not known is looked up by its last part (Drohnenangriff → Angriff), as German compounds are built; short
heads are written with a hyphen ("-wahl"). `kg:notNoun` names those that only look so.

Leaves out: finding lemma and arguments in a sentence (room reader).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace

from kg.schema.entries import Concept
from kg.schema.patterns import Pattern, pronominal
from kg.schema.verbforms import infinitives

_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective", "ADV": "adjective"}
_SHORTEST_HEAD = 5
_SHORTEST_REST = 3
_LONGEST = 100  # the search for a compound's last part costs the square of its length


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of all languages. Built by `build`; read only afterwards."""

    verbs: dict[tuple[str, str], tuple[tuple[Pattern, Concept | None], ...]] = field(default_factory=dict)
    others: dict[tuple[str, str, str], Concept | None] = field(default_factory=dict)

    def find(
        self,
        lemma: str,
        pos: str,
        language: str,
        *,
        subjects: Collection[str] = (),
        objects: Collection[str] = (),
        datives: Collection[str] = (),
        prepositions: Collection[str] = (),
    ) -> Concept | None:
        """The concept of the most specific entry that fits, or None."""
        if len(lemma) > _LONGEST:
            return None
        kind, lemma = _POS.get(pos, pos), plain(lemma)
        if kind == "verb":
            subjects, objects = tuple(map(plain, subjects)), tuple(map(plain, objects))
            datives, prepositions = tuple(map(plain, datives)), tuple(map(plain, prepositions))
            # "davon ausgehen" is "von etwas ausgehen"
            prepositions = (*prepositions, *filter(None, map(pronominal, objects)))
            for pattern, concept in self._readings(lemma, language):
                if pattern.fits(subjects, objects, datives, prepositions):
                    return concept
            return None
        if kind == "adjective":
            return self.others.get((language, kind, lemma))
        return self._noun(lemma, language)

    def _readings(self, lemma: str, language: str) -> tuple[tuple[Pattern, Concept | None], ...]:
        """The entries of a verb; of the verb that a made-up infinitive (`beschlossen`) belongs to, where it is none."""
        found = self.verbs.get((language, lemma))
        if found is None and language == "de":
            known = (
                self.verbs[language, verb] for verb in map(plain, infinitives(lemma)) if (language, verb) in self.verbs
            )
            found = next(known, None)
        return found or ()

    def _noun(self, lemma: str, language: str) -> Concept | None:
        key = (language, "noun", lemma)
        if key in self.others:
            return self.others[key]
        if language != "de":
            return None
        if "-" in lemma:
            return self._noun(lemma.rpartition("-")[2], language)
        for start in range(_SHORTEST_REST, len(lemma) - 2):
            tail = lemma[start:]
            heads = [tail[0].upper() + tail[1:]] if len(tail) >= _SHORTEST_HEAD else []
            for head in (*heads, "-" + tail):  # "-wahl": a short noun that the ontology says makes compounds
                if (language, "noun", head) in self.others:
                    return self.others[language, "noun", head]
        # Gründerin → Gründer: only nouns for people have the form, and theirs is the same concept.
        if lemma.endswith("in") and len(lemma) > _SHORTEST_HEAD:
            found = self._noun(lemma[:-2], language)
            return found if found is not None and found.denotes != "event" else None
        return None


def plain(word: str) -> str:
    """One spelling for missbrauchen and mißbrauchen, schließen and schliessen (Switzerland, and before 1996)."""
    return word.replace("ß", "ss")


def _plain_pattern(pattern: Pattern) -> Pattern:
    if "ß" not in "".join((pattern.lemma, *pattern.subjects, *pattern.objects, *pattern.nouns)):
        return pattern
    return replace(
        pattern,
        lemma=plain(pattern.lemma),
        subjects=tuple(map(plain, pattern.subjects)),
        objects=tuple(map(plain, pattern.objects)),
        nouns=tuple(map(plain, pattern.nouns)),
    )


def _governing(concept: Concept, pattern: Pattern) -> Concept:
    """The concept with the role of the preposition that the verb governs: `auf etwas hoffen` has its object there.

    Elsewhere `auf` may be a place; so the role belongs to this entry and not to the whole concept.
    """
    if pattern.preposition is None or pattern.nouns or pattern.preposition in dict(concept.roles):
        return concept
    return replace(concept, roles=(*concept.roles, (pattern.preposition, concept.shortcut_object)))


def build(
    concepts: Iterable[Concept],
    patterns: Iterable[tuple[str, Pattern, str | None]],
    blocked: Iterable[tuple[str, str]],
) -> Lexicon:
    """The lexicon of these concepts.

    `patterns` are language, pattern and the key of the concept (None for another reading);
    `blocked` are language and noun. The first to claim a noun has it; tests keep nouns unique.
    """
    by_key = {concept.key: concept for concept in concepts}
    verbs: dict[tuple[str, str], list[tuple[Pattern, Concept | None]]] = {}
    for language, pattern, key in patterns:
        concept = _governing(by_key[key], pattern) if key else None
        pattern = _plain_pattern(pattern)
        verbs.setdefault((language, pattern.lemma), []).append((pattern, concept))
    others: dict[tuple[str, str, str], Concept | None] = {}
    for concept in by_key.values():
        for word in concept.words:
            if word.pos != "verb":
                found = concept if word.denotes == "event" else replace(concept, denotes=word.denotes)
                others.setdefault((word.language, word.pos, plain(word.text)), found)
    for language, noun in blocked:
        others.setdefault((language, "noun", plain(noun)), None)
    ordered = {
        lemma: tuple(sorted(entries, key=lambda e: (-e[0].weight, e[1] is None, e[1].key if e[1] else "", repr(e[0]))))
        for lemma, entries in verbs.items()
    }
    return Lexicon(ordered, others)

"""From words to concepts: the lexicon.

Takes a lemma with its part of speech and, for a verb, what stands with it; gives the most specific concept.
`concept("erheben", "verb", objects=("Anklage",))` is the charge; `concept("erheben", "verb")` may be nothing.
A noun has readings alike: "Verfahren gegen" is an investigation, a mere "Verfahren" is none.
A verb's frame says what its cases and prepositions mean, more exactly than its class and where it has none.
A noun that is not known is looked up by its last part (Drohnenangriff → Angriff), as German compounds are built; short
heads are written with a hyphen ("-wahl"). `kg:notNoun` names those that only look so.

Leaves out: finding lemma and arguments in a sentence (room reader).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from kg.schema.entries import Concept
from kg.schema.patterns import ANY, PERSON, Pattern, parse_noun, pronominal
from kg.schema.verbforms import infinitives

_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective", "ADV": "adjective"}
_SHORTEST_HEAD = 5
_SHORTEST_REST = 3
_LEADING = ("goal", "source", "result", "instrument")
_LONGEST = 100  # the search for a compound's last part costs the square of its length


Readings = dict[tuple[str, str], tuple[tuple[Pattern, Concept | None], ...]]
"""Language and lemma → patterns with what they stand for, the most specific first."""


class Entry(NamedTuple):
    """A verb pattern with the key of its concept (None for another reading)."""

    language: str
    pattern: Pattern
    key: str | None
    light: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of all languages. Built by `build`; read only afterwards."""

    verbs: Readings = field(default_factory=dict)
    frames: Readings = field(default_factory=dict)
    nouns: Readings = field(default_factory=dict)
    adjectives: dict[tuple[str, str], Concept] = field(default_factory=dict)

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
        if kind == "verb" and language == "de" and " " in lemma:  # `verantwortlich machen`, joined by the reader
            beside, _, lemma = lemma.rpartition(" ")
            objects = (*objects, beside)
        if kind == "adjective":
            return self.adjectives.get((language, lemma))
        subjects, objects = tuple(map(plain, subjects)), tuple(map(plain, objects))
        datives, prepositions = tuple(map(plain, datives)), tuple(map(plain, prepositions))
        frames: tuple[tuple[Pattern, Concept | None], ...] = ()
        if kind == "verb":
            # "davon ausgehen" is "von etwas ausgehen"
            prepositions = (*prepositions, *filter(None, map(pronominal, objects)))
            readings, frames = _verb(self.verbs, lemma, language), _verb(self.frames, lemma, language, self.verbs)
        else:
            # "Ausbruch von Gewalt" is "Ausbruch der Gewalt"
            objects = (*objects, *(p.partition(" ")[2] for p in prepositions if p.startswith("von ")))
            readings, denotes_person = self._noun(lemma, language)
            if denotes_person:
                readings = tuple((p, c) for p, c in readings if c is not None and c.denotes != "event")
        given = (subjects, objects, datives, prepositions)
        concept = next((c for pattern, c in readings if pattern.fits(*given)), None)
        return _framed(concept, [c for pattern, c in frames if c is not None and pattern.fits(*given)])

    def _noun(self, lemma: str, language: str) -> tuple[tuple[tuple[Pattern, Concept | None], ...], bool]:
        """The entries of a noun, or of the last part of a compound; whether it can only be a person (Gründerin)."""
        known = self.nouns.get((language, lemma))
        if known is not None or language != "de":
            return known or (), False
        if "-" in lemma:
            return self._noun(lemma.rpartition("-")[2], language)
        for start in range(_SHORTEST_REST, len(lemma) - 2):
            tail = lemma[start:]
            heads = [tail[0].upper() + tail[1:]] if len(tail) >= _SHORTEST_HEAD else []
            for head in (*heads, "-" + tail):  # "-wahl": a short noun that the ontology says makes compounds
                if (language, head) in self.nouns:
                    return self.nouns[language, head], False
        # Gründerin → Gründer: only nouns for people have the form, and theirs is the same concept.
        if lemma.endswith("in") and len(lemma) > _SHORTEST_HEAD:
            return self._noun(lemma[:-2], language)[0], True
        return (), False


def _verb(
    known: Readings, lemma: str, language: str, verbs: Collection[tuple[str, str]] = ()
) -> tuple[tuple[Pattern, Concept | None], ...]:
    """The entries of a verb; of the verb that a made-up infinitive (`beschlossen`) belongs to, where it is none.

    `verbs` are others that exist.
    """
    found = known.get((language, lemma))
    if found is None and language == "de" and (language, lemma) not in verbs:
        infinitive = ((language, verb) for verb in map(plain, infinitives(lemma)))
        found = next((known[verb] for verb in infinitive if verb in known), None)
    return found or ()


def _framed(concept: Concept | None, frames: list[Concept]) -> Concept | None:
    """The concept with the roles of the verb's frames, the most specific first; a frame alone where it has no class."""
    if not frames:
        return concept
    roles = {grammar: role for frame in reversed(frames) for grammar, role in frame.frame}
    return replace(concept or frames[0], frame=tuple(sorted(roles.items())))


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
    """The concept with the roles that belong to this entry alone.

    The preposition that a verb governs brings its object (`auf etwas hoffen`); elsewhere `auf` may be a place. A noun
    that the entry names belongs to its words (`zum Ausdruck bringen`), unless it is whom or what the property asks for,
    or where somebody goes or what he becomes (`in den Vorstand berufen`). `etwas vorwerfen`, `Preis verleihen` and
    `Berufung einlegen` have a thing where `jemanden beschuldigen` has whom it is said to.
    """
    roles = dict(concept.roles)
    own = []
    fixed: tuple[str, ...] = ()
    known = next((role for grammar, role in concept.roles if grammar.split(" ")[0] == pattern.preposition), None)
    if pattern.preposition is not None and known not in (concept.shortcut_object, *_LEADING):
        if _names_noun(pattern):
            fixed = tuple(f"{pattern.preposition} {noun}" for noun in pattern.nouns)
        elif known is None:
            own.append((pattern.preposition, concept.shortcut_object))
    if concept.light or (_names_thing(pattern) and roles.get("object") == "recipient"):
        own.append(("object", "theme"))
    kept = tuple((grammar, role) for grammar, role in concept.roles if grammar not in dict(own))
    return replace(concept, roles=(*kept, *own), fixed=fixed) if own or fixed else concept


def _light(concept: Concept, entry: Entry) -> Iterator[tuple[Pattern, Concept]]:
    """The pattern with its concept; taken apart where some of its nouns name the event itself (`Kritik üben`)."""
    pattern = entry.pattern
    if entry.light:
        yield pattern, replace(concept, light=True)
        return
    names = {word.text for word in concept.words if word.pos == "noun" and word.denotes == "event"}
    same = tuple(noun for noun in pattern.objects if noun in names)
    others = tuple(noun for noun in pattern.objects if noun not in names)
    if same:
        yield replace(pattern, objects=same), replace(concept, light=True)
    if others or not same:
        yield replace(pattern, objects=others), concept


def _names_thing(pattern: Pattern) -> bool:
    return pattern.objects == ANY or any(noun[:1].isupper() for noun in pattern.objects)


def _names_noun(pattern: Pattern) -> bool:
    return bool(pattern.nouns) and pattern.nouns != PERSON


def _ordered(found: Mapping[tuple[str, str], list[tuple[Pattern, Concept | None]]]) -> Readings:
    def rank(entry: tuple[Pattern, Concept | None]) -> tuple[int, bool, str, str]:
        pattern, concept = entry
        return -pattern.weight, concept is None, concept.key if concept else "", repr(pattern)

    return {lemma: tuple(sorted(entries, key=rank)) for lemma, entries in found.items()}


def build(
    concepts: Iterable[Concept],
    patterns: Iterable[Entry],
    blocked: Iterable[tuple[str, str]],
    frames: Iterable[tuple[str, Pattern, Concept]] = (),
) -> Lexicon:
    """The lexicon of these concepts.

    `frames` are language, pattern and a concept without property;
    `blocked` are language and noun. Of two concepts with the same noun the first by name has it; tests keep nouns
    unique.
    """
    by_key = {concept.key: concept for concept in concepts}
    verbs: dict[tuple[str, str], list[tuple[Pattern, Concept | None]]] = {}
    nouns: dict[tuple[str, str], list[tuple[Pattern, Concept | None]]] = {}
    adjectives: dict[tuple[str, str], Concept] = {}
    for entry in patterns:
        known = verbs.setdefault((entry.language, plain(entry.pattern.lemma)), [])
        if entry.key is None:
            known.append((_plain_pattern(entry.pattern), None))
            continue
        for pattern, concept in _light(by_key[entry.key], entry):
            known.append((_plain_pattern(pattern), _governing(concept, pattern)))
    for concept in by_key.values():
        for word in concept.words:
            found = concept if word.denotes == "event" else replace(concept, denotes=word.denotes)
            if word.pos == "adjective":
                adjectives.setdefault((word.language, plain(word.text)), found)
            elif word.pos == "noun":
                noun = _plain_pattern(parse_noun(word.text, word.language))
                nouns.setdefault((word.language, noun.lemma), []).append((noun, _governing(found, noun)))
    for language, text in blocked:
        noun = _plain_pattern(parse_noun(text, language))
        nouns.setdefault((language, noun.lemma), []).append((noun, None))
    framed: dict[tuple[str, str], list[tuple[Pattern, Concept | None]]] = {}
    for language, pattern, frame in frames:
        framed.setdefault((language, plain(pattern.lemma)), []).append((_plain_pattern(pattern), frame))
    return Lexicon(_ordered(verbs), _ordered(framed), _ordered(nouns), adjectives)

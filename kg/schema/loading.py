"""Loads the ontology into a Schema: the one thing that other rooms ask for words, names and IRIs.

Takes the Turtle files of ontology/ and of a user; gives plain data. `load().concept("ablehnen", "verb")` is
the concept of kg:Rejection with the property kg:rejects.

Leaves out: reasoning over the ontology, and the shapes (room graph).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from kg.errors import SchemaError
from kg.schema import iris, location
from kg.schema import names as naming
from kg.schema.entries import Concept, Name, Word
from kg.schema.lexicon import Entry, Lexicon, build
from kg.schema.patterns import Pattern, parse
from kg.schema.turtle import Source, Value, read
from kg.schema.verbforms import third_person

KG = "https://kg.example/ontology#"
ROOTS = frozenset({"kg:Happening", "kg:relatedTo"})
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_OWL = "http://www.w3.org/2002/07/owl#"
_WORDS = {
    "verb": ("verb", "event"),
    "lightVerb": ("verb", "event"),
    "noun": ("noun", "event"),
    "agentNoun": ("noun", "agent"),
    "themeNoun": ("noun", "theme"),
    "adjectiveWord": ("adjective", "event"),
}


_CASES = {"": "", "Akk": "Acc", "Dat": "Dat", "Gen": "Gen"}


@dataclass(frozen=True, slots=True)
class Schema:
    """The ontology as plain data; read only. See design, section 8, for who asks it what."""

    concepts: tuple[Concept, ...]
    names: tuple[Name, ...]
    prefixes: Mapping[str, str]
    base: str = iris.BASE
    types: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    parents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    prepositions: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    _shortcuts: Mapping[str, str] = field(default_factory=dict)
    _events: Mapping[str, str] = field(default_factory=dict, repr=False)
    _lexicon: Lexicon = field(default_factory=Lexicon, repr=False)
    _indexes: Mapping[str, naming.NameIndex] = field(default_factory=dict, repr=False)

    def concept(
        self,
        lemma: str,
        pos: str,
        language: str = "de",
        *,
        objects: Collection[str] = (),
        prepositions: Collection[str] = (),
        subjects: Collection[str] = (),
        datives: Collection[str] = (),
    ) -> Concept | None:
        """The concept that a word expresses, by the most specific entry that fits; None if none does.

        Args:
            lemma: dictionary form; of a German verb with its prefix joined.
            pos: verb, noun or adjective (VERB, NOUN, ADJ are understood).
            language: of the words.
            objects: lemmas of the accusative objects (in the passive: of its subject), predicative and
                adverbial complements; "sich" where the verb is reflexive; of a noun its genitive. "jemand" says
                that one of them is a person or a body of persons, "dass" that it is a clause.
            prepositions: "von", or better with the noun's lemma: "in Kraft", "von jemand".
            subjects: lemmas of the subject (of the agent in the passive), with "jemand" alike.
            datives: lemmas of dative objects.
        """
        return self._lexicon.find(
            lemma, pos, language, subjects=subjects, objects=objects, datives=datives, prepositions=prepositions
        )

    def name(self, text: str, language: str = "de") -> tuple[Name, ...]:
        """The known names that `text` may stand for, best first."""
        return tuple(name for name, _ in self.forms(text, language))

    def forms(self, text: str, language: str = "de") -> tuple[tuple[Name, str], ...]:
        """As `name`, with the form that matched: label, alternative, feminine, inhabitant, adjective, nominal
        or metonym.
        """
        index = self._indexes.get(language)
        return index.find(text) if index else ()

    def iri_entity(self, type: str, label: str) -> str:
        """The IRI of an entity by its mention type (or "Office", "event"…) and canonical label."""
        return iris.iri_entity(type, label, self.base)

    def iri_article(self, id: str) -> str:
        """The IRI of an article and of its named graph."""
        return iris.iri_article(id, self.base)

    def expand(self, name: str) -> str:
        """The whole IRI of a compact name.

        Raises:
            SchemaError: the prefix is not known.
        """
        prefix, colon, local = name.partition(":")
        if not colon or prefix not in self.prefixes:
            raise SchemaError(f"no prefix {prefix}: in {name!r}; known are {', '.join(sorted(self.prefixes))}")
        return self.prefixes[prefix] + local

    def shorten(self, iri: str) -> str:
        """The compact name of an IRI, or the IRI where no prefix fits."""
        return _shorten(iri, self.prefixes)

    def label(self, name: str, language: str = "de") -> str:
        """The label of a class or property (compact or whole), in that language or any, else its name."""
        known = self.labels.get(self.shorten(name), {})
        return known.get(language) or next(iter(known.values()), name.rpartition(":")[2])

    def says(self, lemma: str, property: str | None = None, language: str = "de") -> str:
        """A predicate as a page writes it between subject and object, in the third person: `greift an`.

        The label of the property, of an event class that of its property; without one the finite verb of the lemma.
        """
        if property:
            known = self._shortcuts.get(property, property)
            if self.shorten(known) in self.labels:
                return self.label(known, language)
        return third_person(lemma) if language == "de" else lemma

    def event_of(self, property: str) -> str | None:
        """The event class that a property is short for (`kg:Rejection` for `kg:rejects`, or for itself), or None."""
        return self._events.get(property)

    def is_a(self, name: str, ancestor: str) -> bool:
        """Whether a class (or property) is `ancestor` or stands below it; compact names."""
        return name == ancestor or ancestor in self.parents.get(name, ())


def load(extra: Iterable[str | Path] = (), *, base: str = iris.BASE) -> Schema:
    """The project's ontology, with the user's files added.

    Args:
        extra: Turtle files or folders of them, which add classes, words and names.
        base: minted IRIs begin with it.

    Raises:
        SchemaError: a file does not parse or says something that cannot be; names file and line.
    """
    paths = list(location.files())
    for given in map(Path, extra):
        found = sorted(given.rglob("*.ttl")) if given.is_dir() else [given]
        if not found:
            raise SchemaError(f"{given}: no .ttl file in it")
        paths += found
    return _Builder(read(paths), base).build()


def _shorten(iri: str, prefixes: Mapping[str, str]) -> str:
    best = max((p for p in prefixes if iri.startswith(prefixes[p])), key=lambda p: len(prefixes[p]), default=None)
    return iri if best is None else f"{best}:{iri[len(prefixes[best]) :]}"


class _Builder:
    """Turns what the files say into a Schema, and complains with file and line."""

    def __init__(self, source: Source, base: str) -> None:
        self.source = source
        self.facts = source.facts
        self.prefixes = dict(sorted(source.prefixes.items()))
        self.base = base
        self.short: dict[str, str] = {}

    def shorten(self, iri: str) -> str:
        found = self.short.get(iri)
        if found is None:
            found = self.short[iri] = _shorten(iri, self.prefixes)
        return found

    def fail(self, subject: str, reason: str, text: str | None = None) -> SchemaError:
        return SchemaError(f"{self.source.where(subject, text)}: {self.shorten(subject)}: {reason}")

    def texts(self, subject: str, predicate: str, language: str | None = None) -> tuple[str, ...]:
        values = self.facts[subject].get(predicate, ())
        return tuple(v.text for v in values if language is None or v.language == language)

    def build(self) -> Schema:
        self.check_predicates()
        parents = self.hierarchy()
        concepts, patterns, blocked = self.concepts(parents)
        frames = [frame for subject in self.facts for frame in self.frames(subject)]
        names = self.names(parents)
        labels = {
            self.shorten(s): {v.language or "": v.text for v in block[_RDFS + "label"]}
            for s, block in self.facts.items()
            if _RDFS + "label" in block
        }
        types = {
            values[0].text: self.shorten(s)
            for s, block in self.facts.items()
            if (values := block.get(KG + "mentionType")) and (s.startswith("https://schema.org/") or s == KG + "Group")
        }
        prepositions: dict[str, dict[str, str]] = {}
        for subject, block in self.facts.items():
            for value in block.get(KG + "preposition", ()):
                prepositions.setdefault(value.language or "", {})[value.text] = subject.rpartition("#")[2]
        indexes = {language: naming.index(names, language) for language in ("de", "en")}
        return Schema(
            concepts=concepts,
            names=names,
            prefixes=MappingProxyType(self.prefixes),
            base=self.base,
            types=MappingProxyType(types),
            labels=MappingProxyType(labels),
            parents=MappingProxyType(parents),
            prepositions=MappingProxyType(prepositions),
            _shortcuts=MappingProxyType({c.event: c.property for c in concepts if c.event}),
            _events=MappingProxyType({name: c.event for c in concepts if c.event for name in (c.property, c.event)}),
            _lexicon=build(concepts, patterns, blocked, frames),
            _indexes=MappingProxyType(indexes),
        )

    def check_predicates(self) -> None:
        """A misspelt kg:verbs would otherwise be lost in silence."""
        used = {p: s for s, block in self.facts.items() for p in block if p.startswith(KG)}
        for predicate, subject in used.items():
            if predicate not in self.facts:
                raise self.fail(subject, f"the ontology has no {self.shorten(predicate)}", self.shorten(predicate))

    def hierarchy(self) -> dict[str, tuple[str, ...]]:
        """Compact name → all superclasses or superproperties, nearest first."""
        up = {
            self.shorten(s): [
                self.shorten(v.text) for key in ("subClassOf", "subPropertyOf") for v in block.get(_RDFS + key, ())
            ]
            for s, block in self.facts.items()
        }
        found: dict[str, tuple[str, ...]] = {}
        for name, direct in up.items():
            if direct:
                ancestors = list(direct)
                for ancestor in ancestors:
                    ancestors += [a for a in up.get(ancestor, ()) if a not in ancestors]
                found[name] = tuple(dict.fromkeys(ancestors))
        return found

    def concepts(
        self, parents: Mapping[str, tuple[str, ...]]
    ) -> tuple[tuple[Concept, ...], list[Entry], list[tuple[str, str]]]:
        concepts: list[Concept] = []
        patterns: list[Entry] = []
        blocked: list[tuple[str, str]] = []
        for subject, block in self.facts.items():
            if KG + "Frame" in self.texts(subject, _RDF_TYPE):
                continue
            expressed = any(KG + word in block for word in _WORDS)
            shortcut = self.texts(subject, KG + "shortcut")
            if not expressed and not shortcut:
                continue
            key = self.shorten(subject)
            is_class = _OWL + "Class" in self.texts(subject, _RDF_TYPE)
            if is_class and not shortcut:
                raise self.fail(subject, "a class with words needs a kg:shortcut, the property that they express")
            concept = self.concept(subject, key, self.shorten(shortcut[0]) if is_class else key, is_class, parents)
            concepts.append(concept)
            for predicate, meant in (("verb", key), ("lightVerb", key), ("notVerb", None)):
                light = predicate == "lightVerb"
                values = block.get(KG + predicate, ())
                patterns += [
                    Entry(v.language or "de", p, meant, light) for v in values for p in self.patterns(subject, v)
                ]
            blocked += [(v.language or "de", v.text) for v in block.get(KG + "notNoun", ())]
        return tuple(sorted(concepts, key=lambda c: c.key)), patterns, blocked

    def frames(self, subject: str) -> list[tuple[str, Pattern, Concept]]:
        """The verbs of a kg:Frame, each with its roles; none of another subject."""
        if KG + "Frame" not in self.texts(subject, _RDF_TYPE):
            return []
        frame = Concept(self.shorten(subject), None, "", (), "", frame=tuple(sorted(self.roles(subject))))
        values = self.facts[subject].get(KG + "verb", ())
        return [(v.language or "de", p, frame) for v in values for p in self.patterns(subject, v)]

    def roles(self, subject: str) -> list[tuple[str, str]]:
        """Grammar and role, as the block of a class, relation or frame says them."""
        block = self.facts[subject]
        roles = [
            (grammar, values[0].text.rpartition("#")[2])
            for grammar, predicate in (("subject", "subjectRole"), ("object", "objectRole"), ("dative", "dativeRole"))
            if (values := block.get(KG + predicate))
        ]
        for value in block.get(KG + "prepositionRole", ()):
            written, colon, role = value.text.partition(":")
            preposition, _, case = written.strip().partition(" ")
            if not colon or KG + role.strip() not in self.facts or case not in _CASES:
                raise self.fail(
                    subject,
                    f'"{value.text}" should be "preposition: role" or "preposition Akk: role" with a role of kg.ttl',
                    value.text,
                )
            roles.append((f"{preposition} {_CASES[case]}".strip(), role.strip()))
        return roles

    def patterns(self, subject: str, value: Value) -> tuple[Pattern, ...]:
        try:
            return parse(value.text, value.language or "de")
        except ValueError as error:
            raise self.fail(subject, str(error), value.text) from error

    def concept(
        self, subject: str, key: str, property: str, is_class: bool, parents: Mapping[str, tuple[str, ...]]
    ) -> Concept:
        block = self.facts[subject]
        words = [
            Word(v.text, v.language or "de", pos, denotes)
            for predicate, (pos, denotes) in _WORDS.items()
            for v in block.get(KG + predicate, ())
        ]
        lineage = (key, *parents.get(key, ()))
        ours = tuple(p for p in lineage[1:] if p not in ROOTS and not p.startswith(("sem:", "prov:", "schema:")))
        under_root = [a for a in lineage if ROOTS & set(parents.get(a, ())[:4])]
        labels = block.get(_RDFS + "label", ())
        if not any(v.language == "de" for v in labels):
            raise self.fail(subject, "needs an rdfs:label in German (@de)")
        return Concept(
            key=key,
            event=key if is_class else None,
            property=property,
            labels=tuple(sorted((v.language or "", v.text) for v in labels)),
            comment=next(iter(self.texts(subject, _RDFS + "comment")), ""),
            parents=ours,
            family=under_root[-1] if under_root and is_class else None,
            roles=tuple(sorted(self.roles(subject))),
            shortcut_object=next((t.rpartition("#")[2] for t in self.texts(subject, KG + "shortcutObject")), "theme"),
            words=tuple(words),
            examples=self.texts(subject, KG + "example", "de"),
            counter_examples=self.texts(subject, KG + "counterExample", "de"),
        )

    def names(self, parents: Mapping[str, tuple[str, ...]]) -> tuple[Name, ...]:
        types: dict[str, str] = {}
        for s, block in self.facts.items():
            for value in block.get(KG + "mentionType", ()):
                types[self.shorten(s)] = value.text
        subjects = [s for s, block in self.facts.items() if _SKOS + "prefLabel" in block]
        minted: dict[str, str] = {}
        kinds: dict[str, tuple[str, str]] = {}
        for subject in subjects:
            label = next(iter(self.texts(subject, _SKOS + "prefLabel", "de")), None)
            if label is None:
                raise self.fail(subject, "needs a skos:prefLabel in German (@de)")
            for kind in map(self.shorten, self.texts(subject, _RDF_TYPE)):
                type = next((types[k] for k in (kind, *parents.get(kind, ())) if k in types), None)
                if type:
                    kinds[subject] = (kind, type)
                    minted[subject] = iris.iri_entity(type, label, self.base)
                    break
            else:
                raise self.fail(subject, "its class is no class of names (one that has a kg:mentionType)")
        found = [self.one_name(subject, *kinds[subject], minted) for subject in subjects]
        return tuple(sorted(found, key=lambda n: n.iri))

    def one_name(self, subject: str, kind: str, type: str, minted: Mapping[str, str]) -> Name:
        def one(predicate: str) -> str | None:
            values = self.facts[subject].get(KG + predicate)
            return values[0].text if values else None

        def link(predicate: str) -> str | None:
            target = one(predicate)
            if target is None or target in minted:
                return minted[target] if target else None
            raise self.fail(
                subject, f"kg:{predicate} names {self.shorten(target)}, which is no name", self.shorten(target)
            )

        def german(predicate: str) -> tuple[str, ...]:
            values = self.facts[subject].get(predicate, ())
            return tuple(v.text for v in values if v.language in {"de", ""})

        office_in = one("officeIn")
        return Name(
            iri=minted[subject],
            label=self.texts(subject, _SKOS + "prefLabel", "de")[0],
            type=type,
            kind=kind,
            labels=tuple(sorted((v.language or "", v.text) for v in self.facts[subject][_SKOS + "prefLabel"])),
            alternatives=german(_SKOS + "altLabel"),
            adjectives=german(KG + "adjective"),
            inhabitants=german(KG + "inhabitant"),
            nominals=german(KG + "nominal"),
            metonyms=german(KG + "metonym"),
            common=german(KG + "commonWord"),
            feminine=one("feminine"),
            same_as=tuple(sorted(v.text for v in self.facts[subject].get(_OWL + "sameAs", ()))),
            belongs_to=link("belongsTo"),
            office_in=self.shorten(office_in) if office_in else None,
            capital=link("capital"),
            code=one("code"),
        )

"""The word lists of this stage, from the language pack (kg/language/<language>/statements/*.toml).

Takes a language; gives a Words record, read once. Leaves out: what a verb or noun means for the graph, which is
the ontology's. German example: `load_words("de").complements["fordern"]` is `demand`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Words:
    """What words do to a statement; lemmas as keys unless the file says otherwise."""

    modals: Mapping[str, str]
    subjunctive_modals: Mapping[str, str]
    negated_modals: Mapping[str, str]
    adverbs: Mapping[str, str]
    complements: Mapping[str, str]
    modal_nouns: Mapping[str, str]
    modal_adjectives: Mapping[str, str]
    conjunctions: Mapping[str, str]
    negation: frozenset[str]
    negative_determiners: frozenset[str]
    negative_pronouns: frozenset[str]
    harmless: frozenset[str]
    negative_infinitives: frozenset[str]
    object_control: frozenset[str]
    dative_control: frozenset[str]
    preposition_control: Mapping[str, str]
    perfect_sein: frozenset[str]
    attitude: frozenset[str]
    neutral: frozenset[str]
    intransitive: frozenset[str]
    needy: frozenset[str]
    transitive: frozenset[str]
    charging: frozenset[str]
    stative: frozenset[str]
    siding: frozenset[str]
    happenings: frozenset[str]
    showing: frozenset[str]
    acting: frozenset[str]
    affecting: frozenset[str]
    actors: frozenset[str]
    alleged: frozenset[str]
    measures: frozenset[str]
    kin: frozenset[str]
    origins: frozenset[str]
    judging: frozenset[str]
    describing: frozenset[str]
    copulas: frozenset[str]
    compounds: Mapping[str, str]
    roles: Mapping[str, str]
    fixed_phrases: frozenset[str]
    predicate_phrases: frozenset[str]
    roles_actors: Mapping[str, str]
    roles_measures: frozenset[str]
    roles_places: Mapping[str, str]
    two_way: frozenset[str]
    vague_with_names: frozenset[str]
    amounts: frozenset[str]
    spaces: tuple[str, ...]
    source_prepositions: frozenset[str]
    source_nouns: Mapping[str, frozenset[str]]
    subject_nouns: frozenset[str]
    object_nouns: frozenset[str]
    attribute_nouns: Mapping[str, frozenset[str]]
    complete_nouns: frozenset[str]
    noun_adjectives: Mapping[str, str]
    dating: frozenset[str]
    explaining: frozenset[str]
    open_verbs: frozenset[str]
    factive_nouns: frozenset[str]
    numbers: Mapping[str, float]
    multipliers: Mapping[str, float]
    units: Mapping[str, str]
    per: Mapping[str, str]
    approximations: Mapping[str, str]

    @property
    def governors(self) -> frozenset[str]:
        """Verbs whose infinitive says what is asked, allowed, charged: their second object."""
        return self.object_control | self.dative_control | frozenset(self.preposition_control)


def _read(language: str, name: str) -> dict[str, Any]:
    file = resources.files("kg.language").joinpath(language, "statements", f"{name}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _inverted(table: Mapping[str, list[str]]) -> dict[str, str]:
    """`{"demand": ["fordern"]}` → `{"fordern": "demand"}`; the first that names a word keeps it."""
    found: dict[str, str] = {}
    for value, words in table.items():
        for word in words:
            found.setdefault(word, value)
    return found


@cache
def load_words(language: str = "de") -> Words:
    """The lists of a language, read once a process.

    Raises:
        FileNotFoundError: the language has no such lists.
    """
    modality, verbs, nouns = _read(language, "modality"), _read(language, "verbs"), _read(language, "nouns")
    prepositions, sources, quantities = (_read(language, n) for n in ("prepositions", "sources", "quantities"))
    negation = modality["negation"]
    return Words(
        modals=modality["modals"],
        subjunctive_modals=modality["subjunctive_modals"],
        negated_modals=modality["negated_modals"],
        adverbs=_inverted(modality["adverbs"]),
        complements=_inverted(modality["complements"]),
        modal_nouns=_inverted(modality["nouns"]),
        modal_adjectives=_inverted(modality["adjectives"]),
        conjunctions=modality["conjunctions"],
        negation=frozenset(negation["words"]),
        negative_determiners=frozenset(negation["determiners"]),
        negative_pronouns=frozenset(negation["pronouns"]),
        harmless=frozenset(negation["harmless"]),
        negative_infinitives=frozenset(negation["infinitives"]),
        object_control=frozenset(verbs["object_control"]),
        dative_control=frozenset(verbs["dative_control"]),
        preposition_control=verbs["preposition_control"],
        perfect_sein=frozenset(verbs["lists"]["perfect_sein"])
        | {prefix + verb for prefix in verbs["lists"]["motion_prefixes"] for verb in verbs["lists"]["motion"]},
        attitude=frozenset(verbs["lists"]["attitude"]),
        showing=frozenset(verbs["lists"]["showing"]),
        acting=frozenset(verbs["lists"]["acting"]),
        affecting=frozenset(verbs["lists"]["affecting"]),
        actors=frozenset(nouns["actors"]),
        alleged=frozenset(modality["alleged"]["adjectives"]),
        measures=frozenset(verbs["lists"]["measures"]),
        needy=frozenset(verbs["lists"]["needy"]),
        transitive=frozenset(verbs["lists"]["transitive"]),
        stative=frozenset(verbs["lists"]["stative"]),
        charging=frozenset(verbs["lists"]["charging"]),
        siding=frozenset(verbs["lists"]["siding"]),
        happenings=frozenset(nouns["happenings"]),
        intransitive=frozenset(verbs["lists"]["intransitive"]),
        neutral=frozenset(verbs["lists"]["neutral"]),
        origins=frozenset(nouns["origins"]),
        kin=frozenset(nouns["kin"]),
        judging=frozenset(verbs["lists"]["judging"]),
        describing=frozenset(verbs["lists"]["describing"]),
        copulas=frozenset(verbs["lists"]["copulas"]),
        compounds=verbs["compounds"],
        roles=prepositions["any"],
        fixed_phrases=frozenset(prepositions["fixed"]["phrases"]),
        predicate_phrases=frozenset(prepositions["fixed"]["predicate"]),
        roles_actors=prepositions["actors"],
        roles_measures=frozenset(prepositions["measures"]["words"]),
        roles_places=prepositions["places"],
        two_way=frozenset(prepositions["cases"]["two_way"]),
        vague_with_names=frozenset(prepositions["cases"]["vague_with_names"]),
        amounts=frozenset(prepositions["nouns"]["amounts"]),
        spaces=tuple(prepositions["nouns"]["spaces"]),
        source_prepositions=frozenset(sources["prepositions"]),
        source_nouns={k: frozenset(v) for k, v in sources["nouns"].items()},
        subject_nouns=frozenset(nouns["subject"]),
        object_nouns=frozenset(nouns["object"]),
        attribute_nouns={k: frozenset(v) for k, v in nouns["attributes"].items()},
        complete_nouns=frozenset(nouns["complete"]),
        noun_adjectives=_inverted(nouns["adjectives"]),
        dating=frozenset(nouns["asserting"]["dating"]) | frozenset(nouns["asserting"]["explaining"]),
        explaining=frozenset(nouns["asserting"]["explaining"]),
        open_verbs=frozenset(nouns["asserting"]["open_verbs"]),
        factive_nouns=frozenset(nouns["asserting"]["factive_nouns"]),
        numbers=quantities["numbers"],
        multipliers=quantities["multipliers"],
        units=quantities["units"],
        per=quantities["per"],
        approximations=_inverted(quantities["approximations"]),
    )

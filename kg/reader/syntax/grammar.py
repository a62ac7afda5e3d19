"""Closed classes of a language's grammar, from the language pack (kg/language/<language>/syntax/grammar.toml).

Takes a language; gives a Grammar record, read once a process. Leaves out: open classes (verbs of saying, event
nouns …), which belong to the stages. German example: `load_grammar().article_cases["dem"]` is {"Dat"}.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Grammar:
    """Forms, endings and function words; see the comments in the file."""

    subjunctive_1: frozenset[str]
    subjunctive_2: frozenset[str]
    inseparable: tuple[str, ...]
    prefixes: tuple[str, ...]
    particles: frozenset[str]
    inside: tuple[str, ...]
    relatives: frozenset[str]
    interrogatives: frozenset[str]
    focus: frozenset[str]
    no_subjects: frozenset[str]
    days: frozenset[str]
    coordinators: frozenset[str]
    like_ein: tuple[str, ...]
    like_der: tuple[str, ...]
    article_cases: Mapping[str, frozenset[str]]
    pronoun_cases: Mapping[str, frozenset[str]]
    auxiliaries: Mapping[str, tuple[str, str]]
    irregular: Mapping[str, str]
    strong: Mapping[str, str]
    participles: Mapping[str, str]
    saying: frozenset[str]
    begin_with_ge: tuple[str, ...]
    viewpoints: frozenset[str]
    measures: frozenset[str]
    parts: frozenset[str]
    dative_verbs: frozenset[str]
    genitive_verbs: frozenset[str]
    separating: frozenset[str]
    own: frozenset[str]
    adverbial: frozenset[str]
    postpositions: frozenset[str]


@cache
def load_grammar(language: str = "de") -> Grammar:
    """The closed classes of a language.

    Raises:
        FileNotFoundError: the language has no such file.
    """
    file = resources.files("kg.language").joinpath(language, "syntax", "grammar.toml")
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    prefixes = tuple(data["prefixes"])
    return Grammar(
        subjunctive_1=frozenset(data["subjunctive_1"]),
        subjunctive_2=frozenset(data["subjunctive_2"]),
        inseparable=tuple(data["inseparable"]),
        prefixes=prefixes,
        particles=frozenset(data["particles"]),
        inside=tuple(p + middle for p in prefixes for middle in ("ge", "be", "ver", "er", "ent")),
        relatives=frozenset(data["relatives"]),
        interrogatives=frozenset(data["interrogatives"]),
        focus=frozenset(data["focus"]),
        no_subjects=frozenset(data["no_subjects"]),
        days=frozenset(data["days"]),
        coordinators=frozenset(data["coordinators"]),
        like_ein=tuple(data["like_ein"]),
        like_der=tuple(data["like_der"]),
        article_cases={k: frozenset(v) for k, v in data["article_cases"].items()},
        pronoun_cases={k: frozenset(v) for k, v in data["pronoun_cases"].items()},
        auxiliaries={
            form: (lemma, number)
            for lemma, table in data["auxiliaries"].items()
            for number, forms in table.items()
            for form in forms
        },
        irregular=data["irregular"],
        strong=data["strong"],
        participles=data["participles"],
        saying=frozenset(data["saying"]),
        begin_with_ge=tuple(data["begin_with_ge"]),
        dative_verbs=frozenset(data["dative_verbs"]),
        genitive_verbs=frozenset(data["genitive_verbs"]),
        separating=frozenset(data["separating"]),
        own=frozenset(data["own"]),
        adverbial=frozenset(data["adverbial"]),
        postpositions=frozenset(data["postpositions"]),
        parts=frozenset(data["parts"]),
        measures=frozenset(data["measures"]),
        viewpoints=frozenset(data["viewpoints"]),
    )

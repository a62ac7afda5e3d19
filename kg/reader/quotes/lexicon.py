"""The words of saying, thinking and writing, and the small words that show how a sentence quotes.

Takes the TOML files of kg/language/de/quotes; gives one frozen `Lexicon`, read once a process. Leaves out:
all that a sentence makes of the words.

`ankündigen` is a verb of speech and writing that takes a clause („kündigte an, dass …") and whose object is
reported speech („kündigte den Umbau an").
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or phrase that introduces quotations.

    medium: speech, thought, writing or two of them.
    clause: whether it governs content clauses (`kündigte an, dass`).
    reports: prepositions, or `*` for an object, whose phrase alone is reported speech (`sprach von`).
    source: whether the noun names a source (`nach Angaben`).
    needs: words of which one must stand in its clause.
    beside: the same for a phrase whose verb says nothing by itself (`kam zu dem Schluss`).
    speaker: prepositions whose phrase is the speaker instead of the subject, or `object`.
    addresses: whether the object is the one spoken to (`forderte die Bewohner auf`).
    never: words of which none may stand in its clause (`forderte drei Todesopfer` says nothing).
    alone: whether a noun means something else as the last part of a compound (`Anschluss`).
    """

    lemma: str
    medium: str
    clause: bool = True
    reports: tuple[str, ...] = ()
    source: bool = False
    needs: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    addresses: bool = False
    alone: bool = False
    example: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists; the sets hold lower-case forms."""

    verbs: Mapping[str, Cue]
    nouns: Mapping[str, Cue]
    phrases: Mapping[str, tuple[Cue, ...]]
    subjunctive: frozenset[str]
    subjunctive_2: frozenset[str]
    that: frozenset[str]
    wh: frozenset[str]
    subordinators: frozenset[str]
    relatives: frozenset[str]
    coordinators: frozenset[str]
    prefixes: frozenset[str]
    anaphors: frozenset[str]
    ambiguous: frozenset[str]
    not_verbs: frozenset[str]
    labels: frozenset[str]
    glosses: frozenset[str]
    slogans: frozenset[str]
    judging: frozenset[str]
    documents: frozenset[str]
    sources: Mapping[str, str]
    strong: Mapping[str, str]
    weak: Mapping[str, str]

    def noun(self, word: str) -> Cue | None:
        """The noun of saying that the word is, or that it ends with (`Polizeiangaben` → Angabe)."""
        for form in _singulars(word):
            if form in self.nouns:
                return self.nouns[form]
        for size in range(min(len(word) - 2, 16), 3, -1):
            for form in _singulars(word[-size:].capitalize()):
                if form in self.nouns and not self.nouns[form].alone:
                    return self.nouns[form]
        return None

    def infinitive(self, form: str) -> str | None:
        """The infinitive of a form of a verb of saying, by the form alone (`beschloss`, `erläuterte`, `mitgeteilt`)."""
        if form in self.strong:
            return self.strong[form]
        if form in self.weak:
            return self.weak[form]
        for size in range(2, min(9, len(form) - 2)):
            base = form[size:]
            if base in self.strong and (form[:size] in _INSEPARABLE or form[:size] in self.prefixes):
                return form[:size] + self.strong[base]
            if "ge" + base in self.strong and form[:size] in _INSEPARABLE:
                return form[:size] + self.strong["ge" + base]
        return None


_SETS = (
    "subjunctive",
    "subjunctive_2",
    "that",
    "wh",
    "subordinators",
    "relatives",
    "coordinators",
    "prefixes",
    "anaphors",
    "ambiguous",
    "not_verbs",
    "labels",
    "glosses",
    "slogans",
    "judging",
    "documents",
)
_INSEPARABLE = frozenset(["be", "ver", "er", "ent", "emp", "ge", "zer", "miss", "wider", "unter", "über", "wieder"])


def _singulars(word: str) -> tuple[str, ...]:
    return (word, word[:-1], word[:-2]) if len(word) > 4 else (word,)


@cache
def lexicon(language: str = "de") -> Lexicon:
    """The word lists of a language."""
    verbs, nouns, phrases, forms = (_load(language, name) for name in ("verbs", "nouns", "phrases", "forms"))
    groups: dict[str, tuple[Cue, ...]] = {}
    prefixes = frozenset(forms["prefixes"])
    for cue in _cues(phrases["phrase"]):
        groups[cue.lemma] = (*groups.get(cue.lemma, ()), cue)
    sets = {name: frozenset(forms[name]) for name in _SETS}
    sets["subjunctive"] |= {form for form in _present_subjunctive(verbs["verb"]) if form not in sets["ambiguous"]}
    return Lexicon(
        verbs=MappingProxyType({cue.lemma: cue for cue in _cues(verbs["verb"])}),
        nouns=MappingProxyType({cue.lemma: cue for cue in _cues(nouns["noun"])}),
        phrases=MappingProxyType(groups),
        sources=MappingProxyType(forms["sources"]),
        strong=MappingProxyType(forms["strong"]),
        weak=MappingProxyType(_weak_forms([entry["lemma"] for entry in verbs["verb"]], prefixes)),
        **sets,
    )


def _weak_forms(lemmas: list[str], prefixes: frozenset[str]) -> dict[str, str]:
    """The regular forms of the verbs (and of what is left of them when the prefix stands apart): form → infinitive."""
    found: dict[str, str] = {}
    for lemma in sorted(lemmas):
        prefix = max((p for p in prefixes if lemma.startswith(p) and len(lemma) > len(p) + 3), key=len, default="")
        for infinitive, before in ((lemma, ""), (lemma[len(prefix) :], prefix)):
            stem = infinitive[:-2] if infinitive.endswith("en") else infinitive[:-1]
            link = "e" if stem.endswith(("t", "d", "chn", "ffn")) else ""
            for ending in ("e", link + "t", link + "te", link + "ten"):
                found.setdefault(stem + ending, infinitive)
            participle = stem if stem.startswith(tuple(_INSEPARABLE)) or stem.endswith("ier") else "ge" + stem
            found.setdefault(before + participle + link + "t", before + infinitive)
            found.setdefault(before + "zu" + infinitive if before else infinitive, before + infinitive)
    return found


def _present_subjunctive(entries: list[dict[str, Any]]) -> list[str]:
    """Konjunktiv I of the third person of the verbs of saying (`schreibe`, `betone`)."""
    lemmas = [entry["lemma"] for entry in entries]
    return [(lemma[:-2] if lemma.endswith("en") else lemma[:-1]) + "e" for lemma in lemmas]


def _load(language: str, name: str) -> dict[str, Any]:
    resource = files("kg.language") / language / "quotes" / f"{name}.toml"
    return tomllib.loads(resource.read_text(encoding="utf-8"))


def _cues(entries: list[dict[str, Any]]) -> tuple[Cue, ...]:
    def frozen(value: Any) -> Any:
        return tuple(value) if isinstance(value, list) else value

    return tuple(Cue(**{key: frozen(value) for key, value in entry.items()}) for entry in entries)

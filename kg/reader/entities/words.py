"""The word lists of the entities stage: offices, persons, class nouns, given names, as data of the language.

Takes a language code; gives one cached `Words` with every inflected form looked up by a dictionary.
Leaves out: names of real things, which are the schema's (`Schema.name`).

Example: of „Verteidigungsministerin" the office is `minister`, feminine, its compound part `Verteidigungs`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_LEAST_SUFFIX = 5  # letters that the end of a closed compound must have to count as an office
_SHORT_ENDS = frozenset({"chef", "boss", "arzt"})
_LEAST_AGENT = 5  # letters; „mit sieben Toren Otto Moll" names no occupation
_LEAST_KIND = 5  # letters; „Emsland" is no land, „Autokonzern" a Konzern
_LONGEST_END = 40  # characters; no class noun is longer


@dataclass(frozen=True, slots=True)
class OfficeForm:
    """An inflected form of an office noun: base form (lower case), kind, gender (Masc, Fem or None), can it be plural.

    `kind` is holds, member, profession or kin.
    """

    base: str
    lemma: str
    kind: str
    gender: str | None
    plural: bool
    singular: bool


@dataclass(frozen=True, slots=True)
class OfficeWord:
    """A noun read as an office: what stands before the office noun in the word, and the form of the office noun.

    For „Vizekanzlerin" `before` is `Vize` and `form.lemma` `kanzlerin`.
    """

    before: str
    form: OfficeForm

    @property
    def hyphen(self) -> bool:
        """Whether the part before is joined by a hyphen."""
        return self.before.endswith("-")


@dataclass(frozen=True)
class Words:
    """All lists of one language, ready for look-up."""

    offices: dict[str, tuple[OfficeForm, ...]]
    never: frozenset[str]
    exact: frozenset[str]
    agent_ends: tuple[str, ...]
    agent_stems: tuple[str, ...]
    no_agents: tuple[str, ...]
    status: dict[str, str]
    prefixes: dict[str, str]
    default_body: dict[str, tuple[str, ...]]
    titles: dict[str, str | None]
    particles: frozenset[str]
    persons: dict[str, str]
    groups: frozenset[str]
    anybody: frozenset[str]
    of_people: tuple[str, ...]
    situated: frozenset[str]
    human_verbs: frozenset[str]
    kinds: dict[str, str]
    kind_types: dict[str, str]
    relational: frozenset[str]
    institutions: tuple[str, ...]
    bare: frozenset[str]
    no_kinds: frozenset[str]
    generic_kinds: dict[str, tuple[str, ...]]
    kind_of_class: dict[str, str]
    organization_words: frozenset[str]
    organization_suffixes: tuple[str, ...]
    work_heads: tuple[str, ...]
    event_heads: tuple[str, ...]
    institutes: frozenset[str]
    seated: frozenset[str]
    sited: frozenset[str]
    composed: dict[str, tuple[str, ...]]
    clubs: frozenset[str]
    head_genders: dict[str, tuple[str, ...]]
    cues: dict[str, str]
    generic: frozenset[str]
    not_bodies: frozenset[str]
    legal_forms: frozenset[str]
    given: dict[str, str]
    synonyms: dict[str, tuple[str, ...]]
    wider: dict[str, tuple[str, ...]]
    phrases: dict[str, frozenset[str]]
    pronouns: dict[str, dict[str, tuple[str, ...]]]

    def office(self, word: str) -> OfficeWord | None:
        """The office that a noun names, by its longest known end; None for other words."""
        lower = word.lower()
        large = word.rpartition("-")[2][:1].isupper()  # „dm-Gründer"
        if lower in self.never or not large or self.kind(word) == "company":
            return None  # „Autobauer" is a company, no farmer
        for start in range(max(0, len(lower) - _LONGEST_END), len(lower)):
            forms = self.offices.get(lower[start:])
            if forms is None or lower[start:] in self.never:
                continue
            hyphen = start > 0 and lower[start - 1] == "-"
            form = forms[0]
            short = len(lower) - start < _LEAST_SUFFIX and form.base not in _SHORT_ENDS
            short = short or form.base in self.exact
            if start and not hyphen and (short or form.kind == "kin" or start < 2):
                continue
            return OfficeWord(word[:start], form)
        return None

    def agent(self, word: str) -> OfficeWord | None:
        """A noun that by its ending says what somebody does (`Bassistin`, `Netzaktivisten`), as a profession."""
        lower = word.lower()
        if not word[:1].isupper() or len(lower) > _LONGEST_END or self.kind(word) is not None:
            return None
        for ending in ("", "s", "n", "en", "nen"):
            base = lower.removesuffix(ending) if ending else lower
            feminine = base.endswith("in") and base[:-2].endswith(self.agent_stems)
            if not feminine and (ending == "nen" or not base.endswith(self.agent_ends)):
                continue
            if (ending and len(base) == len(lower)) or len(base) < _LEAST_AGENT:
                continue
            if base in self.persons or base.removesuffix("in").endswith(self.no_agents):
                return None  # „Zeuge", „Vorjahressieger": what somebody is in one matter only
            cut = base.rfind("-") + 1  # „Jazz-Bassist"
            plural, gender = ending in ("n", "en", "nen"), "Fem" if feminine else "Masc"
            form = OfficeForm(base[cut:], base[cut:], "profession", gender, plural, singular=True)
            return OfficeWord(word[:cut], form)
        return None

    def is_person(self, word: str) -> bool:
        """Whether a noun that need not be an office is said of one person („Vorjahressiegerin", „Atomkraft-Gegner")."""
        base = word.lower().removesuffix("in")
        told = base.rpartition("-")[2] in self.persons or base.endswith(self.no_agents)
        return word[:1].isupper() and (told or self.agent(word) is not None)

    def kind(self, word: str) -> str | None:
        """The kind (state, party, company, …) that a class noun stands for, by its longest known end."""
        lower = word.lower()
        if lower in self.no_kinds or lower.rstrip("es") in self.no_kinds:
            return None
        for start in range(max(0, len(lower) - _LONGEST_END), len(lower)):
            kind = self.kinds.get(lower[start:])
            if kind is None:
                continue
            if start == 0 or lower[start - 1] == "-" or (len(lower) - start >= _LEAST_KIND and start > 1):
                return kind
        return None

    def gender_of_given(self, name: str) -> str | None:
        """Masc or Fem for a given name of the list (the first part of a double name decides), else None."""
        known = self.given.get(name)
        parts = name.split("-")
        if known is None and len(parts) == 2 and parts[1].istitle() and self.kind(parts[1]) is None:
            return self.given.get(parts[0]) if self.office(parts[1]) is None else None
        return known


@cache
def load_words(language: str = "de") -> Words:
    """The word lists of a language.

    Raises:
        ModelError: the language has no such lists.
    """
    from kg.errors import ModelError

    folder = files("kg.language") / language / "entities"
    try:
        data = {
            name: tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
            for name in ("offices", "persons", "kinds", "organizations", "given", "pronouns")
        }
    except FileNotFoundError as error:
        raise ModelError(f"no word lists of entities for language {language!r}: {error}") from error
    kinds = {kind: entry for kind, entry in data["kinds"].items() if isinstance(entry, dict) and "type" in entry}
    offices, persons, organizations = data["offices"], data["persons"], data["organizations"]
    titles: dict[str, str | None] = dict.fromkeys(persons["titles"]["either"])
    titles |= dict.fromkeys(persons["titles"]["masculine"], "Masc") | dict.fromkeys(
        persons["titles"]["feminine"], "Fem"
    )
    given = dict.fromkeys(data["given"]["masculine"].split(), "Masc")
    for name in data["given"]["feminine"].split():
        if given.get(name) == "Masc":
            del given[name]  # borne by men and women
        else:
            given[name] = "Fem"
    return Words(
        offices=_office_forms(offices),
        exact=frozenset(offices["exact"]["words"]),
        never=frozenset(offices["never"]["words"]),
        agent_ends=tuple(offices["agents"]["ends"]),
        agent_stems=tuple(end.removesuffix("e") for end in offices["agents"]["ends"]),
        no_agents=tuple(offices["agents"]["never"]),
        status={word: status for status, words in offices["status"].items() for word in words},
        prefixes={word: status for status, words in offices["prefixes"].items() for word in words},
        default_body={word: tuple(bodies) for word, bodies in offices["default_body"].items()},
        titles=titles,
        particles=frozenset(persons["titles"]["particles"]),
        persons=_person_forms(persons["nouns"], frozenset(offices["adjectival"])),
        human_verbs=frozenset(persons["verbs"]["human"]),
        anybody=frozenset(persons["descriptions"]["anybody"]),
        of_people=tuple(persons["descriptions"]["of_people"]),
        situated=frozenset(persons["descriptions"]["situated"]),
        groups=frozenset(_with_datives(persons["groups"]["words"])),
        kinds=_kind_forms(kinds),
        kind_types={kind: entry["type"] for kind, entry in kinds.items()},
        generic_kinds={kind: tuple(nouns) for kind, nouns in data["kinds"]["generic"].items()},
        no_kinds=frozenset(data["kinds"]["never"]),
        institutions=tuple(data["kinds"]["institutions"]),
        bare=frozenset(data["kinds"]["bare"]),
        relational=frozenset(data["kinds"]["relational"]),
        kind_of_class={name: kind for kind, entry in kinds.items() for name in entry.get("classes", ())},
        organization_words=frozenset(organizations["organization"]["words"]),
        organization_suffixes=tuple(organizations["organization"]["suffixes"]),
        work_heads=tuple(organizations["compound_heads"]["work"]),
        event_heads=tuple(organizations["compound_heads"]["event"]),
        institutes=frozenset(organizations["compound_heads"]["organization"]),
        head_genders={gender: tuple(ends) for gender, ends in organizations["genders"].items()},
        clubs=frozenset(organizations["clubs"]["words"]),
        seated=frozenset(organizations["seated"]["words"]),
        sited=frozenset(organizations["seated"]["places"]),
        composed={name: tuple(values) for name, values in organizations["composed"].items()},
        cues={
            word: type
            for key, type in (("organization", "Organization"), ("place", "Place"))
            for word in organizations["cues"][key]
        },
        generic=frozenset(organizations["generic"]["words"]),
        not_bodies=frozenset(organizations["not_bodies"]["words"]),
        legal_forms=frozenset(organizations["legal_forms"]["words"]),
        given=given,
        synonyms={word: tuple(others) for word, others in offices["synonyms"].items()},
        wider={word: tuple(others) for word, others in offices["wider"].items()},
        phrases={name: frozenset(values) for name, values in offices["phrases"].items()},
        pronouns={
            kind: {form: tuple(values) for form, values in forms.items()} for kind, forms in data["pronouns"].items()
        },
    )


def _office_forms(offices: dict[str, Any]) -> dict[str, tuple[OfficeForm, ...]]:
    adjectival = frozenset(offices["adjectival"])
    feminine = dict(offices["feminine"]["pairs"])
    forms: dict[str, list[OfficeForm]] = {}

    def add(form: str, base: str, lemma: str, kind: str, gender: str | None, *, plural: bool, singular: bool) -> None:
        known = forms.setdefault(form, [])
        if not known:
            known.append(OfficeForm(base, lemma, kind, gender, plural, singular))

    for kind in ("holds", "member", "profession", "kin"):
        for base in offices[kind]["words"]:
            if base in adjectival:
                stem = base[:-1]
                add(base, base, base, kind, None, plural=False, singular=True)
                for form in (stem, stem + "n", stem + "m", stem + "s"):
                    add(form, base, base, kind, None, plural=form == stem or form == stem + "n", singular=True)
                continue
            for form, plural, singular in _noun_forms(base):
                add(
                    form, base, base, kind, None if base.endswith("glied") else "Masc", plural=plural, singular=singular
                )
            other = feminine.get(base) or _feminine_by_end(base, feminine)
            add(other, base, other, kind, "Fem", plural=False, singular=True)
            many = other[:-4] + "frauen" if other.endswith("frau") else other + ("nen" if other.endswith("in") else "n")
            add(many, base, other, kind, "Fem", plural=True, singular=False)
    return {form: tuple(entries) for form, entries in forms.items()}


def _feminine_by_end(base: str, pairs: dict[str, str]) -> str:
    for masculine, feminine in pairs.items():
        if base.endswith(masculine) and base != masculine:
            return base[: -len(masculine)] + feminine
    if base.endswith("mann"):
        return base[:-4] + "frau"
    return base[:-1] + "in" if base.endswith("e") else base + "in"


def _noun_forms(base: str) -> Iterable[tuple[str, bool, bool]]:
    """Inflected forms of a masculine noun: (form, can be plural, can be singular)."""
    yield base, base.endswith(("er", "el")), True
    yield base + "s", base.endswith(("chef", "premier", "boss")), True
    yield base + "es", False, True
    yield base + "n", True, True
    yield base + "en", True, True
    yield base + "e", True, False
    if base.endswith("glied"):
        yield base + "er", True, False
        yield base + "ern", True, False
    if base.endswith("mann"):
        yield base[:-4] + "männer", True, False
        yield base[:-4] + "leute", True, False
    if base.endswith("rat"):
        yield base[:-3] + "räte", True, False
        yield base[:-3] + "räten", True, False
    if base.endswith("anwalt"):
        yield base[:-4] + "wälte", True, False
        yield base[:-4] + "wälten", True, False
    if base.endswith("general"):
        yield base[:-2] + "äle", True, False


def _person_forms(nouns: dict[str, list[str]], adjectival: frozenset[str]) -> dict[str, str]:
    """Singular forms of person nouns → gender (Masc, Fem, Neut; Adj where the article decides)."""
    found: dict[str, str] = {}
    for word in nouns["masculine"]:
        if word in adjectival:
            found |= dict.fromkeys([word, word[:-1], word[:-1] + "n"], "Adj")
            continue
        found |= dict.fromkeys([word, word + "s", word + "es", word + "n", word + "en"], "Masc")
        found.setdefault(word[:-1] + "in" if word.endswith("e") else word + "in", "Fem")
    for word in nouns["feminine"]:
        found.setdefault(word, "Fem")
    for word in nouns["neuter"]:
        found |= dict.fromkeys([word, word + "s", word + "es"], "Neut")
    return found


def _with_datives(words: Iterable[str]) -> Iterable[str]:
    for word in words:
        yield word
        if not word.endswith(("n", "s")):
            yield word + "n"


def _kind_forms(kinds: dict[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for kind, entry in kinds.items():
        for word in entry["words"]:
            for form in (word, word + "s", word + "es", word + "e" if len(word) > 3 else word):
                found.setdefault(form, kind)
            if word.endswith("e"):
                continue
            found.setdefault(word + "en", kind)
    return found

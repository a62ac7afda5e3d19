"""One spelling for a name that news transliterate in several ways.

Takes a label; gives the label as German agencies write it, by a table of given names and surnames. Leaves out: names
of one word, and everything but persons.

Example: „Vladimir Putin" → „Wladimir Putin".
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files

_SPACE = re.compile(r"\s+")


def canonical(label: str, type: str, language: str = "de") -> str:
    """The label that decides the IRI.

    >>> canonical("Volodymyr Zelensky", "Person")
    'Wolodymyr Selenskyj'
    >>> canonical("Vladimir  Müller GmbH", "Organization")
    'Vladimir Müller GmbH'
    """
    text = _SPACE.sub(" ", unicodedata.normalize("NFC", label)).strip()
    if type != "Person" or " " not in text:
        return text
    given, surname = _table(language)
    *first, last = text.split(" ")
    return " ".join([*(given.get(name, name) for name in first), surname.get(last, last)])


@cache
def _table(language: str) -> tuple[dict[str, str], dict[str, str]]:
    source = files("kg.language") / language / "entities" / "spellings.toml"
    try:
        data = tomllib.loads(source.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}, {}
    return dict(data["given"]), dict(data["surname"])

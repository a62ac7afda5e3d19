"""The shapes of names: genitive endings, spellings and transliterations, parts of a person's name, abbreviations.

Takes strings; gives strings and small records. Leaves out: which mentions belong together (cluster.py).

Example: `Selenskyj`, `Selenski` and `Zelensky` fold to one key; `Stoltenbergs` has the base `Stoltenberg`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.reader.entities.words import Words

# Letter groups that German, English and French transliterations of one foreign name write differently.
_TRANSLITERATION = (
    ("tsch", "c"),
    ("sch", "s"),
    ("tch", "c"),
    ("kh", "h"),
    ("ch", "h"),
    ("zh", "s"),
    ("sh", "s"),
    ("ph", "f"),
    ("th", "t"),
    ("ck", "k"),
    ("ks", "x"),
    ("ou", "u"),
    ("w", "v"),
    ("y", "i"),
    ("j", "i"),
    ("z", "s"),
    ("c", "k"),
    ("q", "k"),
)
_APOSTROPHES = "’'ʼ`´"


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """A key that is the same for common spellings of a name: no marks, no case, one transliteration."""
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss").replace("ø", "o").replace("Ø", "O").replace("ł", "l"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    for old, new in _TRANSLITERATION:
        plain = plain.replace(old, new)
    plain = re.sub(r"[^\w\s]", "", plain)
    return re.sub(r"(.)\1+", r"\1", plain)


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """A stricter key: case, marks and hyphens do not count, spelling does."""
    decomposed = unicodedata.normalize("NFKD", text.replace("ß", "ss"))
    kept = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    return re.sub(r"[\s\-‐–]+", " ", kept).strip()


def genitive_bases(word: str) -> tuple[str, ...]:
    """What a word may be the genitive of, likeliest first; empty where it has no genitive ending.

    >>> genitive_bases("Russlands")
    ('Russland',)
    >>> genitive_bases("Iraks’")
    ('Iraks',)
    """
    if word[-1:] in _APOSTROPHES and len(word) > 3:
        return (word[:-1],)
    if len(word) > 4 and word[-2:-1] in _APOSTROPHES and word.endswith("s"):
        return (word[:-2],)
    if len(word) > 3 and word.endswith("es") and word[-3] in "dtszxkg":
        return (word[:-1], word[:-2])
    if len(word) > 3 and word.endswith("s") and word[-2] not in "sxz" and not word.isupper():
        return (word[:-1],)
    return ()


@dataclass(frozen=True, slots=True)
class PersonName:
    """Given names and surname (with its particles); a name of one word has a surname only."""

    given: tuple[str, ...]
    surname: str

    @property
    def key(self) -> str:
        """The folded last word of the surname."""
        return fold(self.surname.split()[-1])


def person_name(text: str, words: Words) -> PersonName:
    """Parts of a person's name; a surname begins with its particle („von der Leyen")."""
    parts = [p for p in text.split() if p not in words.titles or len(text.split()) == 1]
    if not parts:
        return PersonName((), text)
    suffix = len(parts) > 1 and re.fullmatch(r"[IVX]+\.?|[Jj]r\.?|[Ss]r\.?", parts[-1])
    if suffix:
        # „Benedikt XVI.", „George W. Bush jr.": the number belongs to the name before it
        head = parts[:-1]
        if re.fullmatch(r"[IVX]+\.?", parts[-1]):
            return PersonName((), " ".join([*head, parts[-1].rstrip(".")]))
        parts = head
    for index in range(1, len(parts) - 1):
        if parts[index] in words.particles:
            return PersonName(tuple(parts[:index]), " ".join(parts[index:]))
    if parts[0] in words.particles and len(parts) > 1:
        return PersonName((), " ".join(parts))
    return PersonName(tuple(parts[:-1]), parts[-1])


def given_names_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two lists of given names can be one person's: equal, an initial, or one left out a middle name."""
    if not one or not other:
        return True
    short, long = sorted((one, other), key=len)
    if not _given_equal(short[0], long[0]) and not any(_given_equal(short[0], name) for name in long[1:]):
        return False
    return all(any(_given_equal(a, b) for b in long) for a in short)


def _given_equal(a: str, b: str) -> bool:
    x, y = fold(a), fold(b)
    if x == y:
        return True
    if a.endswith(".") or b.endswith("."):
        return x[:1] == y[:1]
    return (x.startswith(y + " ") or y.startswith(x + " ")) or (
        "-" in a + b
        and (fold(a.split("-", maxsplit=1)[0]) == fold(b.split("-", maxsplit=1)[0]))
        and ("-" not in a or "-" not in b)
    )


def abbreviates(short: str, long: str) -> bool:
    """Whether `short` can be the abbreviation of `long`: its letters occur in it in order, the first at its start.

    >>> abbreviates("EZB", "Europäische Zentralbank")
    True
    >>> abbreviates("BKA", "Europäische Zentralbank")
    False
    """
    letters = [c for c in short if c.isalpha()]
    if not 2 <= len(letters) <= 12 or len(long) <= len(short) + 2 or " " in short.strip():
        return False
    if sum(c.isupper() for c in letters) < max(2, len(letters) // 2):
        return False
    text = long.casefold()
    wanted = "".join(letters).casefold()
    if text[:1] != wanted[0]:
        return False
    at = 0
    for letter in wanted:
        at = text.find(letter, at) + 1
        if at == 0:
            return False
    # every capitalised word of the long form should have lent a letter to a short form as long as it
    return sum(word[:1].casefold() in wanted for word in re.split(r"[\s\-]+", long) if word[:1].isupper()) >= 1


def strong(adjective: str, gender: str | None) -> str:
    """An adjective as it stands without an article before a noun of the gender (Masc, Fem, Neut).

    >>> strong("russischen", "Masc")
    'russischer'
    """
    if adjective[:1].isupper() and adjective.endswith("er"):
        return adjective  # „Zürcher"
    stem = adjective[:-2] if adjective.endswith(("en", "em", "er", "es")) else adjective.rstrip("e")
    ending = {"Masc": "er", "Fem": "e", "Neut": "es"}.get(gender or "")
    return stem + ending if ending and len(stem) > 2 else adjective


def without_legal_form(text: str, words: Words) -> str:
    """An organization's name without GmbH, AG and the like.

    >>> from kg.reader.entities.words import load_words
    >>> without_legal_form("Muster Stahl AG", load_words())
    'Muster Stahl'
    """
    kept = text.split()
    while len(kept) > 1 and kept[-1] in words.legal_forms:
        kept.pop()
    return " ".join(kept)

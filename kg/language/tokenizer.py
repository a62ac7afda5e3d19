"""Text in, words and spaces out: a tokenizer for running news that spaCy's `Doc` can be built from.

Takes any string, gives a Doc whose tokens cover every character; hyphen words (`NATO-Generalsekretär`), ordinals
(`24.`), abbreviations (`z.B.`, `Dr.`), web addresses and times stay whole, punctuation and quotation marks stand alone.
Leaves out: sentence boundaries (sentences.py). Linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

_LETTER = r"[^\W\d_]"
_WORD = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<url>(?:https?://|www\.)[^\s<>\"„“”»«]*[^\s<>\"„“”»«.,;:!?()\[\]'’])"
    r"|(?P<mail>[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5})"
    r"|(?P<domain>(?:[A-Za-zäöüÄÖÜ\d]+[-.]){1,6}(?:com|de|org|net|at|ch|eu|info|gov|tv|io|edu|fr|uk|it|ru|ua|news|online)\b(?![-.]\w))"
    r"|(?P<dots>\.{2,}|…|-{2,}|``|'')"
    r"|(?P<smiley>[:;]-?[()DPp](?!\w))"
    r"|(?P<abbr>(?:" + _LETTER + r"\.){2,})"
    r"|(?P<word>[@#]?(?:\d+(?:[.,:]\d+)*|" + _LETTER + r")\w*"
    r"(?:(?:[-&](?="
    + _LETTER
    + r")|[*:_](?=innen?\b)|['’](?!s\b)(?="
    + _LETTER
    + r")|(?<!\d)[-](?=\d)|(?<=\d)[-](?="
    + _LETTER
    + r"))\w+)*"
    r"(?:(?<=" + _LETTER + r")-(?=\s+(?:und|oder|bzw|sowie|bis)\b|,|/|\s*$))?)"
    r"|(?P<other>.)",
    re.DOTALL,
)

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Words that keep their full stop; `final` are those after which a sentence may also end (usw., etc.).

    `starters` are words that begin a sentence where they are written with a capital, `ordinals` words beside a number
    with a full stop that make it an ordinal.
    """

    inner: frozenset[str]
    final: frozenset[str]
    starters: frozenset[str]
    ordinals: frozenset[str]


@cache
def load_abbreviations(language: str = "de") -> Abbreviations:
    """The abbreviation list of a language pack (abbreviations.txt, one a line; a leading `+` marks `final`)."""
    words = _read_words(language, "abbreviations.txt")
    return Abbreviations(
        frozenset(w.removeprefix("+").removesuffix(".") for w in words),
        frozenset(w.removeprefix("+").removesuffix(".") for w in words if w.startswith("+")),
        frozenset(_read_words(language, "sentence_starters.txt")),
        frozenset(_read_words(language, "ordinals.txt")),
    )


def _read_words(language: str, name: str) -> list[str]:
    text = files("kg.language").joinpath(language, name).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def split_words(text: str, language: str = "de") -> Iterator[tuple[int, int]]:
    """The tokens of a text as (start, end); white space between them is left out."""
    lists = load_abbreviations(language)
    end = len(text)
    position = 0
    before = ""
    scan = _WORD.scanner(text).match  # type: ignore[attr-defined]
    pending: re.Match[str] | None = scan()
    while pending is not None:
        kind = pending.lastgroup
        start, stop = pending.span()
        if kind == "space" or start < position:
            if stop > position and kind != "space":
                yield position, stop
            pending = scan()
            continue
        word = text[start:stop]
        dotted = kind == "word" and stop < end and text[stop] == "." and text[stop : stop + 2] != ".."
        if dotted and (_is_ordinal(text, word, stop, before, lists) or _is_abbreviation(text, word, stop, lists)):
            stop += 1
        yield start, stop
        position = stop
        before = word
        pending = scan()


def _next_word(text: str, position: int) -> str:
    match = re.compile(r"\s*(\w*)").match(text, position, min(len(text), position + 60))
    return match.group(1) if match else ""


def _is_ordinal(text: str, word: str, stop: int, before: str, lists: Abbreviations) -> bool:
    """Whether the full stop after a number makes it an ordinal (am 21. Tag) and does not end the sentence."""
    if not word.isdigit() or len(word) > 4:
        return False
    tail = text[stop + 1 : stop + 60]
    if not tail.strip() or "\n" in tail[: len(tail) - len(tail.lstrip())]:
        return False
    first = tail.lstrip()[0]
    if first.islower():
        return True
    short = len(word) < 3
    if first in "-/–":
        return short
    if first in ",;:)":
        return True
    follower = _next_word(text, stop + 1)
    if follower in lists.ordinals:
        return True
    if not short:
        return False
    if first.isdigit():
        return not before[:1].isdigit() and len(follower) in (1, 2)
    if not first.isupper():
        return False
    if before in ("", ".", "!", "?", ":"):  # the number of an item of a list
        return True
    if follower in lists.starters:
        return False
    return before.lower() in lists.ordinals or (before.islower() and before.endswith(("e", "em", "en", "er", "es")))


def _is_abbreviation(text: str, word: str, stop: int, lists: Abbreviations) -> bool:
    if word in lists.inner or word.rpartition("-")[2] in lists.inner:
        return True
    if len(word) == 1 and word.isalpha():
        return True
    return bool(len(word) <= 12 and word.isalpha() and re.match(r"[,;]|\s+[a-zäöüß]", text[stop + 1 : stop + 4]))


def split_tokens(text: str, language: str = "de") -> tuple[list[str], list[bool]]:
    """The tokens of a text, white space beyond one space as tokens of its own, and whether a space follows each."""
    words: list[str] = []
    spaces: list[bool] = []
    position = 0
    for start, stop in split_words(text, language):
        if start > position:
            gap = text[position:start]
            if gap[0] == " " and words:
                spaces[-1] = True
                gap = gap[1:]
            if gap:
                words.append(gap)
                spaces.append(False)
        words.append(text[start:stop])
        spaces.append(False)
        position = stop
    gap = text[position:]
    if gap and gap[0] == " " and words:
        spaces[-1] = True
        gap = gap[1:]
    if gap:
        words.append(gap)
        spaces.append(False)
    return words, spaces


class NewsTokenizer:
    """The callable that a spaCy pipeline uses as its tokenizer."""

    def __init__(self, vocab: Vocab, language: str = "de") -> None:
        self.vocab = vocab
        self.language = language

    def __call__(self, text: str) -> Doc:
        """The Doc of a text. Every character is in a token or is the one space after it."""
        from spacy.tokens import Doc

        text = _SURROGATE.sub("\ufffd", text)  # half a character; spaCy could not store it
        words, spaces = split_tokens(text, self.language)
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_bytes(self, **_: object) -> bytes:
        """Nothing to keep: the word lists are in the package."""
        return b""

    def from_bytes(self, _data: bytes, **_kwargs: object) -> NewsTokenizer:
        """The inverse of `to_bytes`."""
        return self

    def to_disk(self, *_args: object, **_: object) -> None:
        """Nothing to write."""

    def from_disk(self, *_args: object, **_: object) -> NewsTokenizer:
        """Nothing to read."""
        return self

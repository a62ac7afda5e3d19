"""Every example in the word lists is read as a quotation with that word as its cue."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Quote
from kg.reader.quotes.lexicon import Cue, lexicon

WORDS = lexicon()
VERBS = [cue for cue in WORDS.verbs.values() if cue.example]
NOUNS = [cue for cue in WORDS.nouns.values() if cue.example]
PHRASES = [cue for cues in WORDS.phrases.values() for cue in cues if cue.example]


def found(quotes: Callable[[str], tuple[Quote, ...]], cue: Cue) -> Quote:
    first, *_ = quotes(cue.example)
    assert set(first.medium.split()) & (set(cue.medium.split()) | {"writing"})
    return first


@pytest.mark.parametrize("cue", VERBS, ids=lambda cue: cue.lemma)
def test_verb(quotes: Callable[[str], tuple[Quote, ...]], cue: Cue) -> None:
    quote = found(quotes, cue)
    if quote.type == "reported":
        assert cue.reports
    else:
        assert quote.cue is not None
    assert quote.speaker is not None


@pytest.mark.parametrize("cue", NOUNS, ids=lambda cue: cue.lemma)
def test_noun(quotes: Callable[[str], tuple[Quote, ...]], cue: Cue) -> None:
    quote = found(quotes, cue)
    assert quote.type == "indirect"
    assert quote.cue is not None
    words = quote.speaker.text + quote.cue.text if quote.speaker else quote.cue.text
    assert cue.lemma[:4] in words


@pytest.mark.parametrize("cue", PHRASES, ids=lambda cue: f"{cue.lemma} {cue.beside[0]}")
def test_phrase(quotes: Callable[[str], tuple[Quote, ...]], cue: Cue) -> None:
    quote = found(quotes, cue)
    assert quote.cue is not None
    assert set(quote.cue.text.lower().replace(" … ", " ").split()) & set(cue.beside)


def test_lists_have_no_word_twice_and_know_their_media() -> None:
    entries = [*WORDS.verbs.values(), *WORDS.nouns.values(), *(c for cues in WORDS.phrases.values() for c in cues)]
    media = {"speech", "thought", "writing"}
    assert all(set(cue.medium.split()) <= media and cue.medium for cue in entries)
    assert not {verb for verb in WORDS.verbs if verb != verb.lower()}
    assert not {noun for noun in WORDS.nouns if not noun[0].isupper()}

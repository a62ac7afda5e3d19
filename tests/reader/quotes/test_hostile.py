"""The cost is linear in the text, whatever it holds: Docs parsed by hand, everything hung on the first word."""

from __future__ import annotations

import time

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.reader.quotes import find_quotes

VOCAB = Vocab()


def doc(words: list[str]) -> Doc:
    verbs = {"sagte": "sagen", "gehe": "gehen"}
    size = len(words)
    return Doc(
        VOCAB,
        words=words,
        pos=["VERB" if w in verbs else "NOUN" if w.isalnum() else "PUNCT" for w in words],
        lemmas=[verbs.get(w, w) for w in words],
        heads=[0] * size,
        deps=["root", *["conj"] * (size - 1)],
        sent_starts=[True, *[False] * (size - 1)],
    )


@pytest.mark.parametrize(
    "piece",
    [
        ["sagte", ",", "dass", "er", ","],
        ["„", "a", "“"],
        ['"'],
        ["laut", "Meier", ","],
        [",", "so", "Meier"],
        ["wie", "er"],
    ],
    ids=" ".join,
)
def test_one_sentence_of_any_length(piece: list[str]) -> None:
    def cost(repeats: int) -> float:
        parsed = doc(piece * repeats)
        begin = time.process_time()
        find_quotes(parsed)
        return time.process_time() - begin

    cost(100)
    small, large = cost(1_000), cost(8_000)
    assert large < 24 * small + 1.0  # quadratic would be 64 times


def test_hundred_thousand_marks() -> None:
    parsed = doc(['"'] * 100_000)
    begin = time.process_time()
    assert find_quotes(parsed) == ()
    assert time.process_time() - begin < 20

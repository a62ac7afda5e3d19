"""Features of written words: borrowed knowledge, shapes, and that they never change between runs."""

from zlib import crc32

import numpy as np
import pytest

from kg.language.features import COLUMNS, MAX_GRAMS, Lexicon, normal, shape, word_row


@pytest.fixture
def lexicon() -> Lexicon:
    words = {"Minister": (3, 7), "gehen": (5, 2)}
    keys = sorted((crc32(w.encode()), v) for w, v in words.items())
    return Lexicon(
        np.array([k for k, _ in keys], np.uint32),
        np.array([v[0] for _, v in keys], np.uint16),
        np.array([v[1] for _, v in keys], np.uint8),
        np.arange(10, dtype=np.uint32),
        {"minister": 1},
    )


@pytest.mark.parametrize(
    ("word", "cluster", "how"),
    [
        ("Minister", 3, 1),
        ("minister", 3, 2),
        ("EU-Minister", 3, 3),
        ("Hafenminister", 3, 4),
        ("Xyz", 0, 0),
        ("gehen", 5, 1),
    ],
)
def test_an_unknown_word_borrows_from_its_end(lexicon: Lexicon, word: str, cluster: int, how: int) -> None:
    row, grams = word_row(word, lexicon)
    assert len(row) == COLUMNS
    assert (row[1], row[7]) == (cluster, how)
    assert 0 < len(grams) <= MAX_GRAMS


def test_shapes_and_normal_forms() -> None:
    assert [shape(w) for w in ("NATO-Gipfel", "24.", "Österreich", "iPhone")] == ["XX-Xxx", "dd.", "Xxx", "xXxx"]
    assert normal("„") == normal('"') == normal("»")
    assert normal("2024") == "0000"


def test_hostile_words_have_rows(lexicon: Lexicon) -> None:
    for word in ("\u202e", "\ud800", "a" * 100_000, "\u0000", "🙂"):
        assert len(word_row(word, lexicon)[0]) == COLUMNS

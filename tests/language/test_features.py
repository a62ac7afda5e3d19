"""Features of written words: borrowed knowledge, shapes, and that they never change between runs."""

from zlib import crc32

import numpy as np
import pytest

from kg.language.features import COLUMNS, FAMILY_NAME, FIRST_NAME, MAX_GRAMS, PLACE, Lexicon, normal, shape, word_row

NAMES = {"Lena": FIRST_NAME, "Weber": FAMILY_NAME, "Riga": PLACE}


@pytest.fixture
def lexicon() -> Lexicon:
    words = {"Minister": (3, 7), "gehen": (5, 2)}
    keys = sorted((crc32(w.encode()), v) for w, v in words.items())
    return Lexicon(
        np.array([k for k, _ in keys], np.uint32),
        np.array([v[0] for _, v in keys], np.uint16),
        np.array([v[1] for _, v in keys], np.uint8),
        np.arange(10, dtype=np.uint32),
        np.array([9 if v[0] == 3 else 0 for _, v in keys], np.uint8),
        np.sort(np.array([crc32(w.encode()) for w in NAMES], np.uint32)),
        np.array([NAMES[w] for w in sorted(NAMES, key=lambda w: crc32(w.encode()))], np.uint8),
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


@pytest.mark.parametrize(
    ("word", "kinds"),
    [
        ("Weber", FAMILY_NAME),
        ("Webers", FAMILY_NAME),
        ("WEBER", FAMILY_NAME),
        ("Bosk-Weber", FAMILY_NAME),
        ("weber", 0),
    ],
)
def test_names_are_known_in_their_forms(lexicon: Lexicon, word: str, kinds: int) -> None:
    assert word_row(word, lexicon)[0][-1] == kinds


def test_a_compound_is_declined_as_its_end(lexicon: Lexicon) -> None:
    assert [word_row(w, lexicon)[0][-2] for w in ("Minister", "Hafenminister", "gehen")] == [9, 9, 0]

"""The shapes of names and office nouns."""

from __future__ import annotations

import pytest

from kg.errors import ModelError
from kg.reader.entities.forms import (
    abbreviates,
    fold,
    genitive_bases,
    given_names_agree,
    person_name,
    without_legal_form,
)
from kg.reader.entities.words import load_words

WORDS = load_words()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Selenskyj", "Zelensky"),
        ("Medwedew", "Medvedev"),
        ("Schoigu", "Shoigu"),
        ("Müller", "MÜLLER"),
        ("Dvořák", "Dvorak"),
    ],
)
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("Meier", "Maier"), ("Huber", "Hueber"), ("Moll", "Noll")])
def test_other_names_do_not(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("word", "bases"),
    [
        ("Quirins", ("Quirin",)),
        ("Marx’", ("Marx",)),
        ("Klaus", ("Klau",)),
        ("Moll", ()),
        ("USS", ()),
        ("Engels'", ("Engels",)),
    ],
)
def test_genitives(word: str, bases: tuple[str, ...]) -> None:
    assert genitive_bases(word) == bases


def test_a_surname_begins_with_its_particle() -> None:
    name = person_name("Dr. Ada von der Aue", WORDS)
    assert (name.given, name.surname, name.key) == (("Ada",), "von der Aue", fold("Aue"))


def test_a_numeral_belongs_to_the_name() -> None:
    assert person_name("Otto IV.", WORDS).surname == "Otto IV"


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        (("Ada",), ("Ada", "Maria"), True),
        (("A.",), ("Ada",), True),
        (("Ada",), ("Eva",), False),
        (("Karl-Heinz",), ("Karl",), True),
        (("Karl-Heinz",), ("Karl-Otto",), False),
        ((), ("Eva",), True),
    ],
)
def test_given_names(one: tuple[str, ...], other: tuple[str, ...], agree: bool) -> None:
    assert given_names_agree(one, other) is agree


@pytest.mark.parametrize(
    ("short", "long", "fits"),
    [
        ("EZB", "Europäische Zentralbank", True),
        ("BKA", "Europäische Zentralbank", False),
        ("VdK", "Verein der Küstenfischer", True),
        ("Wien", "Wiener Verein", False),
    ],
)
def test_abbreviations(short: str, long: str, fits: bool) -> None:
    assert abbreviates(short, long) is fits


def test_legal_forms_do_not_tell_companies_apart() -> None:
    assert without_legal_form("Moll Werft GmbH & Co. KG", WORDS) == "Moll Werft"


@pytest.mark.parametrize(
    ("word", "before", "base", "gender"),
    [
        ("Verteidigungsministerin", "Verteidigungs", "minister", "Fem"),
        ("NBU-Chef", "NBU-", "chef", "Masc"),
        ("Ärztin", "", "arzt", "Fem"),
        ("Landeshauptfrau", "", "landeshauptmann", "Fem"),
        ("Abgeordneten", "", "abgeordneter", None),
        ("Oberstaatsanwälte", "", "oberstaatsanwalt", "Masc"),
    ],
)
def test_office_nouns(word: str, before: str, base: str, gender: str | None) -> None:
    office = WORDS.office(word)
    assert office is not None
    assert (office.before, office.form.base, office.form.gender) == (before, base, gender)


@pytest.mark.parametrize("word", ["Lautsprecher", "Ackermann", "Computer", "minister", "Arbeiter"])
def test_words_that_are_no_office(word: str) -> None:
    assert WORDS.office(word) is None


@pytest.mark.parametrize(
    ("word", "kind"), [("Autokonzern", "company"), ("Land", "state"), ("Emsland", None), ("Landgericht", "court")]
)
def test_class_nouns(word: str, kind: str | None) -> None:
    assert WORDS.kind(word) == kind


def test_a_name_that_men_and_women_bear_tells_no_gender() -> None:
    assert WORDS.gender_of_given("Ada") in (None, "Fem")
    assert WORDS.gender_of_given("Andrea") == "Fem"
    assert WORDS.gender_of_given("Karl-Theodor") == "Masc"
    assert WORDS.gender_of_given("Max-Planck-Institut") is None
    assert WORDS.gender_of_given("Anna-Stadion") is None


def test_a_language_without_lists_is_named() -> None:
    with pytest.raises(ModelError, match="'xx'"):
        load_words("xx")

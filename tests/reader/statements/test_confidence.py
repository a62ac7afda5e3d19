"""Confidence: what makes a reading doubtful lowers it, and what is more likely wrong than right is not said."""

from __future__ import annotations

import pytest

import kg.language
import kg.schema
from kg.model import Article, Record
from kg.reader import read
from kg.reader.statements.confidence import is_likely


def record_of(text: str) -> Record:
    return read(Article("case", text, date="2024-05-15"), kg.language.load(), kg.schema.load())


def sure(text: str, lemma: str) -> float:
    return next(s.confidence for s in record_of(text).statements if s.predicate.lemma == lemma)


LONG = (
    "Nach einem langen Streit über Geld für Schulen, Bäder, Büchereien, Spielplätze, Brücken, Wege und Straßen am Ufer "
    "verkauft der Rat der Stadt den Hafen mit allen Kränen an eine Reederei."
)


@pytest.mark.parametrize(
    ("plain", "doubtful", "lemma"),
    [
        ("Der Rat verkauft den Hafen.", "Der Rat plant, den Hafen zu verkaufen.", "verkaufen"),  # an infinitive
        ("Sie verkauft den Hafen.", "Die Stadt sagte, sie verkaufe den Hafen.", "verkaufen"),  # quoted
        ("Die Boote kosten Geld.", "Die Boote sinken.", "sinken"),  # nothing but its subject
        ("Der Rat verkauft den Hafen.", LONG, "verkaufen"),
        ("Sie traf den Mann.", "Sie traf den Mann mit dem Hut.", "treffen"),  # whose hat?
    ],
)
def test_what_is_harder_to_read_is_less_sure(plain: str, doubtful: str, lemma: str) -> None:
    highest = max(s.confidence for s in record_of(plain).statements)
    assert sure(doubtful, lemma) < highest


def test_nothing_is_said_that_is_more_likely_wrong() -> None:
    assert is_likely(0.6)
    assert not is_likely(0.15)
    text = "Der Rat sagte, der Plan, den er, weil das Geld fehle, prüfe, sei gut, und er hoffe, ihn umzusetzen."
    assert all(is_likely(s.confidence) for s in record_of(text).statements)


def test_it_is_rounded_to_two_places() -> None:
    for statement in record_of("Der Rat verkauft den Hafen an eine Reederei aus Kiel.").statements:
        assert statement.confidence == round(statement.confidence, 2)


def test_a_phrase_that_might_as_well_hang_on_a_noun_is_no_argument() -> None:
    """Whether the work, the physicians or the hospital are in the town the parser cannot tell."""
    unsure = record_of("Die Bürger lobten die Arbeit der Ärzte am Krankenhaus in der Stadt im Norden.").statements
    assert not any("Stadt" in a.text for s in unsure for a in s.arguments)
    sure = record_of("Die Bürger tanzten in der Stadt.").statements
    assert any("Stadt" in a.text for s in sure for a in s.arguments)

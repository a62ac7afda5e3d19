from __future__ import annotations

import re
import unicodedata

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.schema import iri_article, iri_entity, load
from kg.schema.iris import encode

HOSTILE = [
    "",
    " ",
    "\0",
    "x" * 10_000,
    "ä" * 10_000,
    "<script>alert(1)</script>",
    '"><b',
    "a/../../b",
    "..",
    ".",
    "a b\nc\td",
    "\u202eevil\u202c",
    "😀" * 200,
    "\ud800",
    "%41",
    "a_b",
    "{}|\\^`",
    "http://example.org/#x",
]


@pytest.mark.parametrize("label", HOSTILE)
def test_hostile_labels_give_valid_bounded_iris(label):
    iri = iri_entity("Person", label)
    assert iri.startswith("https://kg.example/id/person/")
    assert len(iri) < 180
    local = iri.removeprefix("https://kg.example/id/person/")
    assert re.fullmatch(r"(?:[A-Za-z0-9_\-]|%[0-9A-F]{2}|[À-ɏḀ-ỿ])+", local)
    text = f"<{iri}> <https://kg.example/p> <{iri}> ."
    assert len(list(ox.parse(text, format=ox.RdfFormat.N_TRIPLES))) == 1


def test_different_labels_have_different_iris():
    labels = {*HOSTILE, "a b", "a-b", "A b", "x" * 9_999, "x" * 10_000 + "y", "x" * 96, "x" * 97}
    assert len({iri_entity("Thing", label) for label in labels}) == len(labels)


@given(st.text(max_size=300))
def test_any_text_gives_a_stable_segment_that_turtle_can_read(text):
    segment = encode(text)
    assert segment == encode(text)
    assert 0 < len(segment) <= 96
    turtle = f"@prefix x: <https://kg.example/id/x/> . <https://kg.example/id/x/{segment}> a x:Y ."
    quad = next(iter(ox.parse(turtle, format=ox.RdfFormat.TURTLE)))
    assert quad.subject.value.endswith(segment)


@given(st.text(alphabet="aäßéŁ 1-", min_size=1, max_size=60))
def test_composed_and_decomposed_letters_are_one(text):
    assert encode(unicodedata.normalize("NFD", text)) == encode(unicodedata.normalize("NFC", text))


def test_readable_names_stay_readable():
    assert iri_entity("Place", "Österreich") == "https://kg.example/id/place/Österreich"
    assert iri_entity("Organization", "Die  Grünen") == "https://kg.example/id/organization/Die_Grünen"
    assert iri_article("a/b") == "https://kg.example/id/article/a%2Fb"


def test_the_base_is_ours_to_choose():
    schema = load(base="https://example.org/news/")
    assert schema.iri_article("1") == "https://example.org/news/article/1"
    assert schema.name("NATO")[0].iri == "https://example.org/news/organization/NATO"
    assert schema.name("Wien")[0].belongs_to == "https://example.org/news/place/Österreich"

from __future__ import annotations

import time

import pytest

from kg.reader.quotes.marks import find_quoted


@pytest.mark.parametrize(
    "text",
    [
        "Er rief: „Halt“ und lief.",
        "Er rief: »Halt« und lief.",
        "Er rief: «Halt» und lief.",
        "Er rief: “Halt” und lief.",
        'Er rief: "Halt" und lief.',
        "Er rief: ‚Halt‘ und lief.",
        "Er rief: ›Halt‹ und lief.",
        "Er rief: „Halt” und lief.",
        'Er rief: „Halt" und lief.',
    ],
)
def test_every_style_pairs(text: str) -> None:
    (quoted,) = find_quoted(text)
    assert text[slice(*quoted.inner)] == "Halt"
    assert (quoted.start, quoted.end) == (9, 15)


def test_nested_marks_have_depth() -> None:
    text = "„Sie nannte ihn ‚Onkel Otto‘ und lachte“, sagte er."
    assert [(text[q.start : q.end], q.depth) for q in find_quoted(text)] == [
        ("„Sie nannte ihn ‚Onkel Otto‘ und lachte“", 0),
        ("‚Onkel Otto‘", 1),
    ]


def test_an_apostrophe_is_no_mark() -> None:
    assert find_quoted("Das war Hans' Rad und Grimms' Märchen.") == ()
    assert find_quoted("So geht's nicht, hat's geheißen.") == ()


def test_an_unclosed_mark_is_dropped_and_the_next_pairs() -> None:
    text = "Der „Rest fehlt. Dann kam „der Regen“ doch."
    assert [text[q.start : q.end] for q in find_quoted(text)] == ["„der Regen“"]


def test_a_quotation_goes_on_where_the_next_paragraph_opens_again() -> None:
    text = "„Der erste Tag war lang.\n\n„Der zweite war kurz.“"
    assert [text[q.start : q.end] for q in find_quoted(text)] == ["„Der erste Tag war lang.", "„Der zweite war kurz.“"]


def test_a_quotation_may_close_in_a_later_paragraph() -> None:
    text = "„Der erste Tag war lang.\n\nDer zweite war kurz“, sagte sie."
    assert [text[q.start : q.end] for q in find_quoted(text)] == ["„Der erste Tag war lang.\n\nDer zweite war kurz“"]


@pytest.mark.parametrize("piece", ['"', "„", "„a “", "'a", '"a ', "„\n\n", "»a«\n\n", "a' b"])
def test_the_cost_is_linear(piece: str) -> None:
    def cost(repeats: int) -> float:
        begin = time.perf_counter()
        find_quoted(piece * repeats)
        return time.perf_counter() - begin

    cost(1000)
    small, large = cost(20_000), cost(200_000)
    assert large < 60 * small + 0.5  # quadratic would be 100 times

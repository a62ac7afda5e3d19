"""Where sentences of news begin."""

import pytest

from kg.language.sentences import sentence_starts
from kg.language.tokenizer import split_tokens


def sentences(text: str) -> list[str]:
    tokens, spaces = split_tokens(text)
    out: list[str] = []
    for word, space, start in zip(tokens, spaces, sentence_starts(tokens, spaces), strict=True):
        if start or not out:
            out.append("")
        out[-1] += word + " " * space
    return [s.strip() for s in out if s.strip()]


@pytest.mark.parametrize(
    "text",
    [
        "„Das stimmt.“ | Er ging. | »Ja«, rief sie.",
        '"Nein." | "Doch!" | Dann war Ruhe.',
        "«So», sagte er. | «Das ist gut.» | Sie nickte.",
        "Er fragte: „Warum?“ und ging.",
        "„Kommt sie?“, fragte der Wirt. | Niemand wusste es.",
        "Der Verein e. V. hat am 21. Tag Geburtstag. | Das freut Dr. Huber.",
        "Es gab Brot, Käse usw. | Die Gäste blieben.",
        "Es gab Brot usw. für alle.",
        "Die Firma i.Link und die .de-Adresse sind alt. | Gut so.",
        "Was nun?! | Keiner weiß es … | Vielleicht morgen.",
        "(Das ist so.) | Danach begann die Debatte.",
        "Im Jahr 1998. | 2004 folgte der Rest.",
        "Am 3. Oktober wird gefeiert. | Am 4. nicht.",
    ],
)
def test_boundaries(text: str) -> None:
    wanted = text.split(" | ")
    assert sentences(" ".join(wanted)) == wanted


def test_a_blank_line_always_ends_a_sentence() -> None:
    assert sentences("Gipfel in Riga\n\nRiga – Die Minister reden.") == ["Gipfel in Riga", "Riga – Die Minister reden."]


def test_a_caption_ends_at_its_line() -> None:
    assert sentences("Foto: Max Muster\nDer Platz am Abend\n\nEs regnet.") == [
        "Foto: Max Muster",
        "Der Platz am Abend",
        "Es regnet.",
    ]


def test_short_lines_of_a_list_end_at_their_line() -> None:
    assert len(sentences("Linz\nGraz\nWels\nSteyr\nEnns")) == 5


def test_hard_wrapped_lines_do_not_end_a_sentence() -> None:
    text = (
        "Die Stadt hat am Montag beschlossen, dass der alte Hafen in den\n"
        "kommenden drei Jahren umgebaut wird und die Kosten vom Land und vom\n"
        "Bund getragen werden. Die Arbeiten sollen im Frühling mit dem Abriss\n"
        "der Lagerhallen beginnen."
    )
    assert len(sentences(text)) == 2


def test_a_closing_quotation_mark_never_begins_a_sentence() -> None:
    for quote in ("„Gut.“", "»Gut.«", "«Gut.»", '"Gut."', "“Gut.”"):
        assert sentences(f"{quote} Sie lachte.") == [quote, "Sie lachte."]


def test_nothing_and_marks_alone() -> None:
    assert sentence_starts([]) == []
    assert sentence_starts([".", "!", "“"]) == [True, False, False]

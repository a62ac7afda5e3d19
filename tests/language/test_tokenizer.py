"""Words of news: what stays whole, what is parted, and that no character is lost."""

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.language.tokenizer import NewsTokenizer, split_tokens, split_words

VOCAB = spacy.blank("de").vocab


def words(text: str) -> list[str]:
    return [text[a:b] for a, b in split_words(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Am 21. Tag kam Dr. Huber.", ["Am", "21.", "Tag", "kam", "Dr.", "Huber", "."]),
        ("Er wurde 60. Die Feier begann.", ["Er", "wurde", "60", ".", "Die", "Feier", "begann", "."]),
        ("Das war 1998. Jetzt nicht mehr.", ["Das", "war", "1998", ".", "Jetzt", "nicht", "mehr", "."]),
        ("Der EU-Gipfel kostet 3,5 Mio. Euro.", ["Der", "EU-Gipfel", "kostet", "3,5", "Mio.", "Euro", "."]),
        ("um 12.30 Uhr (MEZ)", ["um", "12.30", "Uhr", "(", "MEZ", ")"]),
        ("Ein- und Ausfuhr", ["Ein-", "und", "Ausfuhr"]),
        ("Wien–Graz, 45%", ["Wien", "–", "Graz", ",", "45", "%"]),
        ("z.B. die Bürger:innen", ["z.B.", "die", "Bürger:innen"]),
        ("siehe www.example.org/a?b=1.", ["siehe", "www.example.org/a?b=1", "."]),
        ("„Ach“, sagte sie …", ["„", "Ach", "“", ",", "sagte", "sie", "…"]),
        ("1. Erstens 2. Zweitens", ["1.", "Erstens", "2", ".", "Zweitens"]),
        ("der 30-jährige Fahrer", ["der", "30-jährige", "Fahrer"]),
    ],
)
def test_words_of_news(text: str, wanted: list[str]) -> None:
    assert words(text) == wanted


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from(list("aÄ1. \n\t-„“\"'»,:@/…\u200f€x")), max_size=60))
def test_a_doc_keeps_every_character(text: str) -> None:
    doc = NewsTokenizer(VOCAB)(text)
    assert doc.text == text
    assert all(doc.text[t.idx : t.idx + len(t.text)] == t.text for t in doc)


def test_white_space_beyond_one_space_is_a_token() -> None:
    assert split_tokens("a b\n\nc  d") == (["a", "b", "\n\n", "c", " ", "d"], [True, False, False, True, False, False])


def test_half_characters_are_replaced_in_place() -> None:
    doc = NewsTokenizer(VOCAB)("ab \ud800 cd")
    assert (doc.text, doc[2].idx) == ("ab \ufffd cd", 5)


def test_time_grows_in_line_with_length() -> None:
    # a million characters that a careless pattern would try again and again; hours if the cost were quadratic
    assert len(words("a@" * 500_000)) == 500_001
    assert len(words("1." * 500_000)) == 2

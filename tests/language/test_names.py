"""Tags become names; one name has one type in a text; parts of words are nested."""

import spacy

from kg.language.names import Name, NameFinder, first_part


def test_names_of_a_sentence() -> None:
    found = NameFinder().find(
        ["Anna", "Weber", "traf", "russische", "in", "Riga"],
        [0, 1, 2, 3, 4, 6],
        ["B-PER", "I-PER", "O", "O", "O", "B-LOC"],
        ["O", "O", "O", "LOCderiv", "O", "O"],
    )
    assert found == [Name(0, 2, "PER"), Name(6, 7, "LOC"), Name(3, 4, "LOC", True)]


def test_marks_alone_are_no_name() -> None:
    assert NameFinder().find(["–", "."], [0, 1], ["B-ORG", "I-ORG"], ["O", "O"]) == []


def test_one_name_has_one_type() -> None:
    doc = spacy.blank("de")("Bosk sprach . Bosk schwieg . Bosk ging")
    names = [Name(0, 1, "PER"), Name(3, 4, "LOC"), Name(6, 7, "PER")]
    NameFinder().set_names(doc, names)
    assert [(e.text, e.label_) for e in doc.ents] == [("Bosk", "PER")] * 3


def test_what_stands_before_a_hyphen() -> None:
    assert [first_part(w) for w in ("EU-Gipfel", "EU-Ukraine-Gipfel", "Ein-", "3-mal", "Haus")] == [
        "EU",
        "EU-Ukraine",
        "",
        "",
        "",
    ]


def test_family_names_and_genitives_count_with_the_full_name() -> None:
    doc = spacy.blank("de")("Ida Bosk kam . Bosks Rede . Bosk ging")
    for token in doc:
        token.pos_ = "PROPN" if token.text.startswith("Bosk") else "X"
    NameFinder().set_names(doc, [Name(0, 2, "PER"), Name(4, 5, "LOC")])
    assert [(e.text, e.label_) for e in doc.ents] == [("Ida Bosk", "PER"), ("Bosks", "PER"), ("Bosk", "PER")]

"""Corrections that the parts of an analysis force on each other."""

import numpy as np

from kg.language.agreement import Analysis, agree, join_persons
from kg.language.decode import best_labels

FEATURES = ("Case", "Mood", "Person", "Number", "Tense")


def analysis(rows: list[tuple[str, str, int, str]], **features: dict[int, str]) -> Analysis:
    words, upos, heads, deps = (list(column) for column in zip(*rows, strict=True))
    table = {f: [features.get(f, {}).get(i, "_") for i in range(len(rows))] for f in FEATURES}
    return Analysis(words, upos, heads, deps, table)


def test_a_passive_has_a_passive_subject_and_an_agent() -> None:
    a = analysis(
        [
            ("Er", "PRON", 5, "nsubj"),
            ("wurde", "VERB", 5, "aux:pass"),
            ("von", "ADP", 4, "case"),
            ("Wählern", "NOUN", 5, "obl"),
            ("gelobt", "VERB", 0, "root"),
        ]
    )
    agree(a)
    assert a.deps == ["nsubj:pass", "aux:pass", "case", "obl:agent", "root"]
    assert a.upos[1] == "AUX"


def test_without_a_passive_there_is_neither() -> None:
    a = analysis([("Sie", "PRON", 2, "nsubj:pass"), ("gehen", "AUX", 0, "root"), ("heim", "ADV", 2, "obl:agent")])
    agree(a)
    assert a.deps == ["nsubj", "root", "obl"]
    assert a.upos[1] == "VERB"


def test_cases_follow_relations() -> None:
    a = analysis(
        [
            ("Den", "DET", 2, "det"),
            ("Plan", "NOUN", 3, "obj"),
            ("lobt", "VERB", 0, "root"),
            ("Weber", "PROPN", 3, "nsubj"),
        ],
        Case={1: "Nom", 3: "Acc"},
    )
    agree(a)
    assert [a.features["Case"][1], a.features["Case"][3]] == ["Acc", "Nom"]


def test_konjunktiv_by_its_form() -> None:
    a = analysis(
        [
            ("habe", "AUX", 2, "aux"),
            ("gesehen", "VERB", 0, "root"),
            ("könnten", "AUX", 2, "aux"),
            ("sagt", "VERB", 2, "conj"),
        ],
        Mood=dict.fromkeys((0, 2, 3), "Ind"),
        Person={0: "3", 3: "3"},
        Number={0: "Sing", 3: "Sing"},
        Tense={0: "Pres", 3: "Pres"},
    )
    agree(a)
    assert [a.features["Mood"][i] for i in (0, 2, 3)] == ["Sub", "Sub", "Ind"]


def test_the_first_person_is_no_konjunktiv() -> None:
    a = analysis([("habe", "VERB", 0, "root")], Mood={0: "Ind"}, Person={0: "1"}, Number={0: "Sing"}, Tense={0: "Pres"})
    agree(a)
    assert a.features["Mood"] == ["Ind"]


def test_names_after_titles_and_before_nouns() -> None:
    a = analysis(
        [("Wiens", "PROPN", 2, "nmod"), ("Bürgermeister", "NOUN", 0, "root"), ("Huber", "PROPN", 2, "flat")],
        Case={0: "Nom", 1: "Nom", 2: "Nom"},
    )
    agree(a)
    assert a.features["Case"][0] == "Gen"
    assert a.deps[2] == "appos"


def test_one_subject_a_clause_and_case_decides() -> None:
    labels, cases = ["nsubj", "obj", "root"], ["Acc", "Nom"]
    scores = np.array([[2.0, 1.0, 0.0], [0.0, 0.0, 5.0], [1.2, 1.0, 0.0]])
    unsure = np.zeros((3, 2))
    options = {"upos": ["NOUN", "VERB", "NOUN"], "cases": cases}
    assert best_labels(scores, [2, 0, 2], labels, case=unsure, weight=1.0, **options) == ["nsubj", "root", "obj"]
    told = np.array([[3.0, 0.0], [0.0, 0.0], [0.0, 3.0]])  # the first is accusative, the last nominative
    assert best_labels(scores, [2, 0, 2], labels, case=told, weight=1.0, **options) == ["obj", "root", "nsubj"]


def test_the_words_of_a_person_are_one_name_behind_its_title() -> None:
    a = analysis(
        [
            ("Gärtnerin", "NOUN", 2, "dep"),
            ("Rosa", "ADJ", 3, "amod"),
            ("Kranz", "NOUN", 4, "nsubj"),
            ("lacht", "VERB", 0, "root"),
        ]
    )
    join_persons(a, ["O", "B-PER", "I-PER", "O"])
    assert a.upos == ["NOUN", "PROPN", "PROPN", "VERB"]
    assert a.heads == [4, 1, 2, 0]
    assert a.deps == ["nsubj", "appos", "flat", "root"]


def test_als_is_a_preposition_before_a_noun() -> None:
    a = analysis([("Als", "CCONJ", 2, "case"), ("Bote", "NOUN", 3, "obl"), ("kam", "VERB", 0, "root")])
    agree(a)
    assert a.upos[0] == "ADP"

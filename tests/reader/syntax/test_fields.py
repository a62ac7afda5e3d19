"""Each repair by word order mends the wrong tree it is for and leaves a right one alone."""

from __future__ import annotations

import pytest

from kg.reader.syntax import repair
from tests.reader.syntax.test_repairs import relations, tree

FIN, PLURAL, PART = "VerbForm=Fin|Number=Sing", "VerbForm=Fin|Number=Plur", "VerbForm=Part"


def test_an_article_that_is_an_object_is_a_pronoun() -> None:
    doc = repair(
        tree(f"""
Brief Brief NOUN root 0 Number=Sing|Gender=Masc
, , PUNCT punct 6
den der DET obj 6
Meier Meier PROPN nsubj 6
gestern gestern ADV advmod 6
schrieb schreiben VERB acl:relcl 1 {FIN}
""")
    )
    assert doc[2].pos_ == "PRON"


def relative_before_name(article: str, name: str) -> dict[str, tuple[str, str]]:
    doc = tree(f"""
Land Land NOUN root 0 Number=Sing|Gender=Neut
, , PUNCT punct 5
{article} der DET det 4
{name} {name} PROPN nsubj 5 Number=Sing|Gender=Neut
anerkannte anerkennen VERB acl:relcl 1 {FIN}
""")
    start = doc[3].idx
    doc.set_ents([doc.char_span(start, start + len(name), label="LOC")])
    return relations(repair(doc))


def test_a_pronoun_before_a_name_without_article() -> None:
    found = relative_before_name("das", "Norwegen")
    assert found["das"] == ("obj", "anerkannte")
    assert found["Norwegen"] == ("nsubj", "anerkannte")


@pytest.mark.parametrize(("gender", "dep"), [("Fem", "obl:arg"), ("Masc", "nsubj")])
def test_der_behind_a_feminine_noun_is_a_dative(gender: str, dep: str) -> None:
    doc = repair(
        tree(f"""
Runde Runde NOUN nsubj 8 Number=Sing|Gender={gender}
, , PUNCT punct 6
der der PRON nsubj 6
zwei zwei NUM nummod 5
Ärzte Arzt NOUN obj 6 Number=Plur
angehören angehören VERB acl:relcl 1 {PLURAL}
, , PUNCT punct 1
tagt tagen VERB root 0 {FIN}
""")
    )
    found = relations(doc)
    assert found["der"] == (dep, "angehören")
    assert found["Ärzte"][0] == ("nsubj" if gender == "Fem" else "obj")


def test_a_clause_with_its_verb_last_has_a_subject() -> None:
    doc = repair(
        tree(f"""
Haus Haus NOUN root 0 Number=Sing|Gender=Neut
, , PUNCT punct 8
bei bei ADP case 4
dem der PRON obl 8
drei drei NUM obl 8
der der DET det 7
Ärzte Arzt NOUN nmod 5 Case=Gen|Number=Plur
angestellt anstellen VERB acl:relcl 1 {PART}
sind sein AUX aux:pass 8 {PLURAL}
""")
    )
    assert relations(doc)["drei"] == ("nsubj:pass", "angestellt")
    assert relations(doc)["dem"] == ("obl", "angestellt")


def test_behind_a_participle_a_nominative_is_no_genitive() -> None:
    doc = repair(
        tree(f"""
Bezahlt bezahlen VERB root 0 {PART}
hat haben AUX aux 1 {FIN}
die der DET det 4
Reise Reise NOUN nsubj 1 Number=Sing|Gender=Fem
der der DET det 7
örtliche örtlich ADJ amod 7
Verein Verein NOUN nmod 4 Number=Sing|Gender=Masc
""")
    )
    found = relations(doc)
    assert found["Verein"] == ("nsubj", "Bezahlt")
    assert found["Reise"] == ("obj", "Bezahlt")


def two_nouns(first: str, second: str) -> dict[str, tuple[str, str]]:
    return relations(
        repair(
            tree(f"""
Ausgelöst auslösen VERB root 0 {PART}
hatte haben AUX aux 1 {FIN}
{first} der DET det 4
Debatte Debatte NOUN nsubj 1 Number=Sing|Gender=Fem
{second} ein DET det 6
Reportage Reportage NOUN obj 1 Number=Sing|Gender=Fem
""")
        )
    )


def test_behind_a_participle_what_is_new_comes_last() -> None:
    found = two_nouns("die", "eine")
    assert found["Reportage"] == ("nsubj", "Ausgelöst")
    assert found["Debatte"] == ("obj", "Ausgelöst")
    assert two_nouns("eine", "die")["Debatte"] == ("nsubj", "Ausgelöst")


def test_a_passive_before_its_noun_is_no_copula() -> None:
    doc = repair(
        tree(f"""
hieß heißen VERB root 0 {FIN}
es es PRON nsubj 1
; ; PUNCT punct 1
beschlossen beschließen VERB ccomp 1 {PART}
worden werden AUX aux:pass 4 {PART}
sei sein AUX cop 9 {FIN}
nur nur ADV advmod 9
eine ein DET det 9
Prüfung Prüfung NOUN ccomp 1 Number=Sing|Gender=Fem
""")
    )
    found = relations(doc)
    assert found["Prüfung"] == ("nsubj:pass", "beschlossen")
    assert found["sei"] == ("aux:pass", "beschlossen")


@pytest.mark.parametrize(("one", "other"), [("Weder", "noch"), ("Sowohl", "als")])
def test_conjunctions_in_pairs_make_one_list(one: str, other: str) -> None:
    doc = repair(
        tree(f"""
{one} {one.lower()} CCONJ cc 7
die der DET det 3
Trainerin Trainerin NOUN nsubj 7 Number=Sing
{other} {other} ADV advmod 3
ihre ihr DET det:poss 6
Leute Leute NOUN obj 7 Number=Plur
wussten wissen VERB root 0 {PLURAL}
es es PRON obj 7
""")
    )
    found = relations(doc)
    assert found["Leute"] == ("conj", "Trainerin")
    assert found[other] == ("cc", "Leute")


def heirs(conjunction: str) -> dict[str, tuple[str, str]]:
    return relations(
        repair(
            tree(f"""
Die der DET det 2
Erben Erbe NOUN nsubj 7 Number=Plur
{conjunction} {conjunction} {"PUNCT punct" if conjunction == "," else "CCONJ cc"} 5
zwei zwei NUM nummod 5
Töchter Tochter NOUN conj 2 Number=Plur
, , PUNCT punct 5
schwiegen schweigen VERB root 0 {PLURAL}
""")
        )
    )


def test_two_nouns_without_und_are_no_list() -> None:
    assert heirs(",")["Töchter"] == ("appos", "Erben")
    assert heirs("und")["Töchter"] == ("conj", "Erben")


def test_an_apposition_at_the_end_of_its_clause() -> None:
    doc = repair(
        tree(f"""
Geprüft prüfen VERB root 0 {PART}
wurde werden AUX aux:pass 1 {FIN}
Rustol Rustol PROPN nsubj:pass 1 Number=Sing
, , PUNCT punct 6
ein ein DET det 6
Wirkstoff Wirkstoff NOUN parataxis 1 Number=Sing
. . PUNCT punct 1
""")
    )
    assert relations(doc)["Wirkstoff"] == ("appos", "Rustol")


def three_verbs(second: str) -> dict[str, tuple[str, str]]:
    return relations(
        repair(
            tree(f"""
Die der DET det 2
Chefin Chefin NOUN nsubj 3 Number=Sing|Gender=Fem
stand stehen VERB root 0 {FIN}
, , PUNCT punct 5
nahm nehmen VERB parataxis 3 {FIN}
{second} der DET det 7
Mappe Mappe NOUN nsubj 5 Number=Sing
und und CCONJ cc 9
ging gehen VERB conj 3 {FIN}
""")
        )
    )


def test_the_second_of_three_verbs_goes_on_with_the_subject() -> None:
    found = three_verbs("die")
    assert found["nahm"] == ("conj", "stand")
    assert found["Mappe"] == ("obj", "nahm")
    assert three_verbs("der")["nahm"] == ("parataxis", "stand")


def reported(verb: str) -> dict[str, tuple[str, str]]:
    return relations(
        repair(
            tree(f"""
Sie sie PRON nsubj 2
erklärte erklären VERB root 0 {FIN}
, , PUNCT punct 6
die der DET det 5
Abgabe Abgabe NOUN nsubj 6 Number=Sing
{verb} wirken VERB conj 2 {FIN}
""")
        )
    )


def test_a_konjunktiv_behind_a_comma_is_what_is_said() -> None:
    assert reported("wirke")["wirke"] == ("ccomp", "erklärte")
    assert reported("wirkt")["wirkt"] == ("conj", "erklärte")


def test_where_a_person_is_from_is_no_second_person() -> None:
    doc = tree(f"""
Kunz Kunz PROPN nsubj 8 Number=Sing
, , PUNCT punct 4
aus aus ADP case 4
Gera Gera PROPN conj 1 Number=Sing
, , PUNCT punct 7
der der PRON nsubj 7
half helfen VERB acl:relcl 4 {FIN}
kam kommen VERB root 0 {FIN}
""")
    doc.set_ents([doc.char_span(0, 4, label="PER")])
    found = relations(repair(doc))
    assert found["Gera"] == ("nmod", "Kunz")
    assert found["half"] == ("acl:relcl", "Kunz")


@pytest.mark.parametrize(("more", "dep"), [(". . PUNCT punct 3", "obj"), ("ab ab VERB ccomp 3", "expl")])
def test_es_beside_a_subject_is_an_object(more: str, dep: str) -> None:
    doc = repair(
        tree(f"""
Das der DET det 2
Museum Museum NOUN nsubj 3 Number=Sing
kaufte kaufen VERB root 0 {FIN}
es es PRON expl 3 Case=Acc
{more}
""")
    )
    assert relations(doc)["es"][0] == dep


def test_a_subject_is_shared_by_verbs_that_come_last() -> None:
    doc = repair(
        tree(f"""
weil weil SCONJ mark 4
sie sie PRON nsubj 4
Steuern Steuer NOUN obj 4 Number=Plur
senken senken VERB root 0 VerbForm=Inf
und und CCONJ cc 8
das der DET det 7
Geld Geld NOUN obj 8 Number=Sing
sparen sparen VERB conj 4 VerbForm=Inf
will wollen AUX aux 8 {FIN}
""")
    )
    assert relations(doc)["Geld"] == ("obj", "sparen")


def test_einer_is_no_dative_pronoun() -> None:
    doc = repair(
        tree(f"""
Einer ein DET nsubj 4 Number=Sing
der der DET det 3
Täter Täter NOUN nmod 1 Number=Plur
schwieg schweigen VERB root 0 {FIN}
""")
    )
    assert relations(doc)["Einer"] == ("nsubj", "schwieg")


def test_der_stays_a_subject_where_nothing_else_can_be() -> None:
    doc = repair(
        tree(f"""
Pilot Pilot NOUN root 0 Number=Sing|Gender=Masc
in in ADP case 4
der der DET det 4
Kritik Kritik NOUN nmod 1 Number=Sing|Gender=Fem
, , PUNCT punct 9
der der PRON nsubj 9
am an ADP case 8
Steuer Steuer NOUN obl 9 Number=Sing
saß sitzen VERB acl:relcl 4 {FIN}
""")
    )
    assert [t.dep_ for t in doc if t.i == 5] == ["nsubj"]


@pytest.mark.parametrize(("pos", "above"), [("ADJ", "stützt"), ("VERB", "ganz")])
def test_the_object_before_an_adverb_is_the_verbs(pos: str, above: str) -> None:
    doc = repair(
        tree(f"""
Man man PRON nsubj 2 Number=Sing
stützt stützen VERB root 0 {FIN}
den der DET det 4
Plan Plan NOUN obj 5 Number=Sing
ganz ganz {pos} xcomp 2
""")
    )
    assert relations(doc)["Plan"] == ("obj", above)

"""Each repair mends the wrong tree it is for and leaves a right one alone."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from kg.reader.syntax import core, repair, verb_group

NLP = spacy.blank("de")


def tree(rows: str) -> Doc:
    """A Doc from lines `word lemma POS relation head [features]`; heads count from 1, 0 is the root itself."""
    table = [line.split() for line in rows.strip().splitlines()]
    return Doc(
        NLP.vocab,
        words=[r[0] for r in table],
        lemmas=[r[1] for r in table],
        pos=[r[2] for r in table],
        deps=[r[3] for r in table],
        heads=[int(r[4]) - 1 if r[4] != "0" else n for n, r in enumerate(table)],
        morphs=[r[5] if len(r) > 5 else "" for r in table],
    )


def relations(doc: Doc) -> dict[str, tuple[str, str]]:
    return {t.text: (t.dep_, t.head.text) for t in doc}


def test_subject_with_preposition() -> None:
    doc = repair(
        tree("""
Über über ADP case 2
sie sie PRON nsubj 6
hat haben AUX aux 6 VerbForm=Fin|Number=Sing
die der DET det 5
Firma Firma NOUN obj 6
berichtet berichten VERB root 0 VerbForm=Part
""")
    )
    assert relations(doc)["sie"] == ("obl", "berichtet")
    assert relations(doc)["Firma"] == ("nsubj", "berichtet")


def test_modal_below_its_verb() -> None:
    doc = repair(
        tree("""
Daten Datum NOUN nsubj 2 Number=Plur
sollen sollen AUX root 0 VerbForm=Fin|Number=Plur
gewonnen gewinnen VERB ccomp 2 VerbForm=Part
werden werden AUX aux:pass 3 VerbForm=Inf
""")
    )
    assert relations(doc)["sollen"] == ("aux", "gewonnen")
    assert doc[2].head == doc[2]
    assert verb_group(doc[2]).passive


def test_compound_cut_short() -> None:
    doc = repair(
        tree("""
Land- Land- NOUN nsubj 4
und und CCONJ cc 3
Seekräfte Seekraft NOUN conj 1
siegten siegen VERB root 0 VerbForm=Fin|Number=Plur
""")
    )
    assert relations(doc)["Seekräfte"] == ("nsubj", "siegten")
    assert relations(doc)["Land-"] == ("compound", "Seekräfte")


def test_name_and_title_are_one_phrase() -> None:
    doc = tree("""
Vorstand Vorstand NOUN nsubj 3
Heyd Heyd PROPN obj 3
schwieg schweigen VERB root 0 VerbForm=Fin|Number=Sing
""")
    doc.set_ents([doc.char_span(9, 13, label="PER")])
    assert relations(repair(doc))["Heyd"] == ("appos", "Vorstand")


def test_attribute_of_a_day_belongs_to_the_verb() -> None:
    doc = repair(
        tree("""
Er er PRON nsubj:pass 7
wurde werden AUX aux:pass 7 VerbForm=Fin|Number=Sing
am an ADP case 4
Montag Montag NOUN obl 7
von von ADP case 6
Zöllnern Zöllner NOUN nmod 4
verhaftet verhaften VERB root 0 VerbForm=Part
""")
    )
    assert relations(doc)["Zöllnern"] == ("obl", "verhaftet")


def test_two_subjects_are_told_apart_by_case() -> None:
    doc = repair(
        tree("""
Einen ein DET det 2
Chef Chef NOUN nsubj 6 Gender=Masc
kann können AUX aux 6 VerbForm=Fin|Number=Sing
die der DET det 5
Bank Bank NOUN nsubj 6 Gender=Fem
finden finden VERB root 0 VerbForm=Inf
""")
    )
    found = core(doc[5])
    assert found.subject is not None
    assert found.object is not None
    assert (found.subject.text, found.object.text) == ("Bank", "Chef")


def test_lemma_of_a_verb_that_the_table_lacks() -> None:
    doc = repair(tree("Sie sie PRON nsubj 2\ntwitterte twitterte VERB root 0 VerbForm=Fin|Number=Sing"))
    assert doc[1].lemma_ == "twittern"
    doc = repair(tree("Sie sie PRON nsubj 2\nangriffen angriffen VERB root 0 VerbForm=Fin|Number=Plur"))
    assert doc[1].lemma_ == "angreifen"


def test_right_trees_stay_as_they_are() -> None:
    rows = """
Der der DET det 2
Rat Rat NOUN nsubj 3
beschloss beschließen VERB root 0 VerbForm=Fin|Number=Sing
am an ADP case 5
Montag Montag NOUN obl 3
den der DET det 7
Bau Bau NOUN obj 3
einer ein DET det 9
Halle Halle NOUN nmod 7
"""
    before = relations(tree(rows))
    assert relations(repair(tree(rows))) == before


def test_the_copula_is_the_predicate_s() -> None:
    rows = """
Grund Grund NOUN nsubj 5
war sein AUX cop 1 VerbForm=Fin|Number=Sing
wohl wohl ADV advmod 5
ein ein DET det 5
Fehler Fehler NOUN root 0
"""
    assert relations(repair(tree(rows)))["war"] == ("cop", "Fehler")


def test_haben_stands_beside_its_participle() -> None:
    rows = """
Sie sie PRON nsubj 2 Case=Nom
hat haben VERB root 0 VerbForm=Fin|Number=Sing
, , PUNCT punct 5
den der DET det 5
Streit Streit NOUN obj 6 Case=Acc|Gender=Masc|Number=Sing
beigelegt beilegen VERB ccomp 2 VerbForm=Part
"""
    found = relations(repair(tree(rows)))
    assert found["hat"] == ("aux", "beigelegt")
    assert found["Sie"] == ("nsubj", "beigelegt")


def test_a_shared_modal_has_no_subject_of_another_number() -> None:
    rows = """
Sie sie PRON nsubj 3 Case=Nom
muss müssen AUX aux 3 VerbForm=Fin|Number=Sing
sparen sparen VERB root 0 VerbForm=Inf
und und CCONJ cc 6
Stellen Stelle NOUN nsubj 6 Number=Plur
streichen streichen VERB conj 3 VerbForm=Inf
"""
    doc = repair(tree(rows))
    assert relations(doc)["Stellen"] == ("obj", "streichen")
    same = repair(tree(rows.replace("Stellen Stelle NOUN nsubj 6 Number=Plur", "er er PRON nsubj 6 Case=Nom")))
    assert relations(same)["er"] == ("nsubj", "streichen")


def test_what_is_measured_stands_with_its_measure() -> None:
    rows = """
Es es PRON nsubj 2 Case=Nom
hinterlässt hinterlassen VERB root 0 VerbForm=Fin|Number=Sing
200 200 NUM nummod 4
Tonnen Tonne NOUN obl 2
Schutt Schutt NOUN obj 2
"""
    found = relations(repair(tree(rows)))
    assert found["Tonnen"] == ("obj", "hinterlässt")
    assert found["Schutt"] == ("nmod", "Tonnen")
    assert relations(repair(tree(rows.replace("Tonnen Tonne", "Kisten Kiste"))))["Schutt"][1] == "hinterlässt"

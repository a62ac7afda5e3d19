"""Verb groups, arguments and phrases on trees built by hand: no model is needed to say what they are."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kg.reader import syntax

NLP = spacy.blank("de")


def tree(rows: str) -> Doc:
    """A Doc from lines `word lemma POS relation head [features]`; heads count from 1, 0 is the root itself."""
    table = [line.split() for line in rows.strip().splitlines()]
    heads = [int(r[4]) - 1 if r[4] != "0" else n for n, r in enumerate(table)]
    return Doc(
        NLP.vocab,
        words=[r[0] for r in table],
        lemmas=[r[1] for r in table],
        pos=[r[2] for r in table],
        deps=[r[3] for r in table],
        heads=heads,
        morphs=[r[5] if len(r) > 5 else "" for r in table],
    )


FIN = "VerbForm=Fin|Number=Sing|Tense=Past"
REJECT = tree(f"""
Den der DET det 2
Plan Plan NOUN nsubj 3 Gender=Masc|Number=Sing
lehnte ablehnen VERB root 0 {FIN}
die der DET det 5
Firma Firma NOUN obj 3 Gender=Fem|Number=Sing
ab ab ADP compound:prt 3
""")
BLOWN = tree("""
Die der DET det 2
Brücke Brücke NOUN nsubj:pass 8 Number=Sing
soll sollen AUX aux 8 VerbForm=Fin|Number=Sing
von von ADP case 5
Soldaten Soldat NOUN obl 8
nicht nicht PART advmod 8
gesprengt sprengen ADJ amod 8
gesprengt sprengen VERB root 0 VerbForm=Part
worden werden AUX aux:pass 8
sein sein AUX aux 8
""")


def test_case_tells_subject_and_object() -> None:
    core = syntax.core(REJECT[2])
    assert core.subject is not None
    assert core.object is not None
    assert (core.subject.text, core.object.text) == ("Firma", "Plan")


def test_group_joins_the_prefix() -> None:
    group = syntax.verb_group(REJECT[2])
    assert group.lemma == "ablehnen"
    assert [t.text for t in group.tokens] == ["lehnte", "ab"]
    assert group.tense == "past"
    assert not group.passive


def test_group_with_modal_and_passive() -> None:
    group = syntax.verb_group(BLOWN[7])
    assert group.passive
    assert group.modals == ("sollen",)
    assert group.finite is not None
    assert group.finite.text == "soll"
    assert [t.text for t in syntax.negations(BLOWN[7])] == ["nicht"]


def test_future_is_no_passive() -> None:
    doc = tree("""
Der der DET det 2
Rat Rat NOUN nsubj 5
wird werden AUX aux:pass 5 VerbForm=Fin|Number=Sing
Geld Geld NOUN obj 5
fordern fordern VERB root 0 VerbForm=Inf
""")
    group = syntax.verb_group(doc[4])
    assert not group.passive


@pytest.mark.parametrize(
    ("word", "lemma", "mood"),
    [
        ("habe", "haben", "I"),
        ("sei", "sein", "I"),
        ("komme", "kommen", "I"),
        ("wäre", "sein", "II"),
        ("kommt", "kommen", None),
        ("kam", "kommen", None),
        ("sollte", "sollen", None),
    ],
)
def test_subjunctive_by_shape(word: str, lemma: str, mood: str | None) -> None:
    doc = tree(f"Er er PRON nsubj 2\n{word} {lemma} VERB root 0 VerbForm=Fin")
    assert syntax.subjunctive(doc[1]) == mood


def test_subjunctive_of_ich_is_indicative() -> None:
    doc = tree("ich ich PRON nsubj 2\nhabe haben VERB root 0 VerbForm=Fin")
    assert syntax.subjunctive(doc[1]) is None


def test_phrase_leaves_clauses_and_loose_appositions_behind() -> None:
    doc = tree("""
Der der DET det 2
Rat Rat NOUN nsubj 10
, , PUNCT punct 7
der der PRON nsubj 7
gestern gestern ADV advmod 7
lange lange ADV advmod 7
tagte tagen VERB acl:relcl 2 VerbForm=Fin
, , PUNCT punct 7
nichts nichts PRON obj 10
beschloss beschließen VERB root 0 VerbForm=Fin
""")
    assert [t.text for t in syntax.phrase(doc[1])] == ["Der", "Rat"]
    assert "tagte" in [t.text for t in syntax.phrase(doc[1], clauses=True)]


def test_spans_join_neighbours() -> None:
    assert syntax.spans_of([REJECT[0], REJECT[1], REJECT[5]]) == ((0, 8), (26, 28))


def test_head_of_a_passage() -> None:
    head = syntax.head_of(REJECT, ((16, 25),))
    assert head is not None
    assert head.text == "Firma"


def test_trim_keeps_a_pair_of_quotation_marks() -> None:
    doc = Doc(NLP.vocab, words=["„", "Nord", "“", ","])
    assert [t.text for t in syntax.trim(doc)] == ["„", "Nord", "“"]
    assert [t.text for t in syntax.trim(doc[:2])] == ["Nord"]


def test_cases_by_article_and_adjective() -> None:
    doc = tree("""
den der DET det 2
Minister Minister NOUN obj 3
grüßt grüßen VERB root 0 VerbForm=Fin
der der DET det 6
junge jung ADJ amod 6
Mann Mann NOUN nsubj 3
""")
    assert syntax.cases(doc[1]) == {"Acc"}
    assert syntax.cases(doc[5]) == {"Nom"}


def test_conjunct_shares_subject() -> None:
    doc = tree("""
Anna Anna PROPN nsubj 2
kaufte kaufen VERB root 0 VerbForm=Fin|Number=Sing
Brot Brot NOUN obj 2
und und CCONJ cc 5
verschenkte verschenken VERB conj 2 VerbForm=Fin|Number=Sing
es es PRON obj 5
""")
    core = syntax.core(doc[4])
    assert core.subject is not None
    assert core.subject.text == "Anna"
    assert core.shared


def test_clause_types() -> None:
    doc = tree("""
Sie sie PRON nsubj 2
hofft hoffen VERB root 0 VerbForm=Fin
, , PUNCT punct 7
dass dass SCONJ mark 7
er er PRON nsubj 7
bald bald ADV advmod 7
kommt kommen VERB ccomp 2 VerbForm=Fin
""")
    assert syntax.clause_type(doc[6]) == "dass"
    assert syntax.clause_type(doc[1]) == "main"
    assert [t.text for t in syntax.clause_heads(doc)] == ["hofft", "kommt"]

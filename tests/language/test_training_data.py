"""What the readers of training data make of small files of ours."""

from pathlib import Path
from random import Random

import pytest

from kg.language.features import ORGANIZATION, PLACE
from kg.language.train.augment import name_stock, swap_names
from kg.language.train.data import Example, agree_hdt, contract, from_sentence
from kg.language.train.gazetteer import declensions, kinds_of
from kg.language.train.names import read_germeval
from kg.language.train.treebank import FEATURES, read_treebank

HDT = """# text = x
1\tSie\tsie\tPRON\tPPER\tCase=Nom\t2\tnsubj\t_\t_
2\tdankte\tdanken\tVERB\tVVFIN\tMood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin\t0\troot\t_\tBug=multi-obj
3\tdem\tder\tDET\tART\tCase=Dat\t4\tdet\t_\t_
4\tChef\tChef\tNOUN\tNN\tGender=Masc|Number=Sing\t2\tobj\t_\t_
5-6\tim\t_\t_\t_\t_\t_\t_\t_\t_
5\tin\tin\tADP\tAPPR\tAdpType=Prep|Case=Dat\t7\tcase\t_\t_
6\tdem\tder\tDET\tART\tCase=Dat\t7\tdet\t_\t_
7\tWerk\tBergwerk\tNOUN\tNN\tNumber=Sing\t2\tobj\t_\t_
8\t,\t,\tPUNCT\t$,\t_\t13\tpunct\t_\t_
9\tdas\tder\tPRON\tPRELS\tCase=Acc|PronType=Dem,Rel\t12\tobj\t_\t_
10\tman\tman\tPRON\tPIS\tCase=Nom\t12\tnsubj\t_\t_
11\tgerne\tgern\tADV\tADV\t_\t12\tadvmod\t_\t_
12\tkönne\tkönnen\tVERB\tVMFIN\tMood=Ind|Number=Sing|Person=3|Tense=Pres\t7\tacl\t_\t_
13\t.\t.\tPUNCT\t$.\t_\t2\tpunct\t_\t_

"""
GSD = """# text = Die SPD-Politiker kommen ca. um 8.
1\tDie\tder\tDET\tART\t_\t4\tdet\t_\t_
2\tSPD\tSPD\tPROPN\tNE\t_\t4\tcompound\t_\tSpaceAfter=No
3\t-\t-\tPUNCT\t$(\t_\t4\tpunct\t_\tSpaceAfter=No
4\tPolitiker\tPolitiker\tNOUN\tNN\tCase=Nom\t5\tnsubj\t_\t_
5\tkommen\tkommen\tVERB\tVVFIN\tMood=Ind\t0\troot\t_\t_
6\tca\tca\tADV\tADV\t_\t9\tadvmod\t_\tSpaceAfter=No
7\t.\t.\tPUNCT\t$.\t_\t6\tpunct\t_\t_
8\tum\tum\tADP\tAPPR\t_\t9\tcase\t_\t_
9\t8\t8\tNUM\tCARD\t_\t5\tobl:tmod\t_\tSpaceAfter=No
10\t.\t.\tPUNCT\t$.\t_\t5\tpunct\t_\t_

"""

PUD = """# text = Er lief schnell als Bote am Montag.
1\tEr\ter\tPRON\tPRP\tCase=Nom\t2\tnsubj\t_\t_
2\tlief\tlaufen\tVERB\tVBC\tMood=Ind\t0\troot\t_\t_
3\tsehr\tsehr\tADV\tRB\t_\t4\tadvmod\t_\t_
4\tschnell\tschnell\tADV\tRB\t_\t2\tadvmod\t_\t_
5\tals\tals\tCCONJ\tCC\t_\t6\tcc\t_\t_
6\tBote\tBote\tNOUN\tNN\tCase=Nom\t2\tconj\t_\t_
7\tMontag\tMontag\tPROPN\tNNP\t_\t6\tobl\t_\tSpaceAfter=No
8\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

"""


def test_treebanks_are_made_alike(tmp_path: Path) -> None:
    path = tmp_path / "pud-x.conllu"
    path.write_text(PUD, encoding="utf-8")
    (sentence,) = read_treebank(path)
    tokens = {t.form: (t.upos, t.dep) for t in sentence.tokens}
    assert tokens["sehr"] == ("ADV", "advmod")
    assert tokens["schnell"] == ("ADJ", "advmod")
    assert tokens["als"] == ("ADP", "case")
    assert tokens["Bote"] == ("NOUN", "obl")
    assert tokens["Montag"] == ("NOUN", "nmod")


def test_hdt_is_repaired(tmp_path: Path) -> None:
    path = tmp_path / "hdt-x.conllu"
    path.write_text(HDT, encoding="utf-8")
    (sentence,) = read_treebank(path)
    tokens = {t.form: t for t in sentence.tokens}
    assert (tokens["Chef"].dep, tokens["Chef"].feats["Case"]) == ("obl:arg", "Dat")
    assert tokens["Werk"].dep == "obl"  # a prepositional object
    assert (tokens["im"].upos, tokens["im"].dep) == ("ADP", "case")
    assert tokens["könne"].dep == "acl:relcl"
    assert tokens["könne"].feats["Mood"] == "Sub"
    assert tokens["das"].feats["PronType"] == "Rel"
    assert not tokens["Werk"].lemma_known
    assert "Gender" not in tokens["Werk"].known


def test_words_are_joined_as_the_tokenizer_joins_them(tmp_path: Path) -> None:
    path = tmp_path / "gsd-x.conllu"
    path.write_text(GSD, encoding="utf-8")
    (plain,), (joined,) = (list(read_treebank(path, join_words=j)) for j in (False, True))
    assert [t.form for t in plain.tokens] == ["Die", "SPD-Politiker", "kommen", "ca", ".", "um", "8", "."]
    assert [t.form for t in joined.tokens] == ["Die", "SPD-Politiker", "kommen", "ca.", "um", "8", "."]
    assert joined.tokens[1].head == 2
    assert joined.tokens[1].lemma == "SPD-Politiker"
    assert joined.tokens[5].dep == "obl"
    example = from_sentence(joined)
    assert example.heads == [2, 3, 0, 6, 6, 3, 3]


def test_germeval_tags(tmp_path: Path) -> None:
    path = tmp_path / "x.tsv"
    path.write_text("#\tx\n1\tWiener\tB-LOCderiv\tO\n2\tZentrum\tO\tO\n3\tKurier\tB-OTH\tO\n", encoding="utf-8")
    assert list(read_germeval(path)) == [
        [("Wiener", "O", "LOCderiv"), ("Zentrum", "O", "O"), ("Kurier", "B-MISC", "O")],
    ]


def test_contractions_are_put_together() -> None:
    rows = [("Zu", "O", "O"), ("der", "O", "O"), ("Donau", "B-LOC", "O")]
    assert contract(rows) == [("Zur", "O", "O"), ("Donau", "B-LOC", "O")]


def test_names_are_swapped_within_their_type() -> None:
    e = Example(
        ["Anna", "Weber", "sah", "Riga", "."],
        "x",
        {"NAME": ["B-PER", "I-PER", "O", "B-LOC", "O"], "PART": ["O"] * 5},
    )
    stock = {"PER": [["Bosk"]], "LOC": [["Porto", "Alegre"]]}
    copies = [c for seed in range(20) if (c := swap_names(e, stock, Random(seed)))]
    assert any(c.words == ["Bosk", "sah", "Porto", "Alegre", "."] for c in copies)
    for copy in copies:
        assert copy.heads is None
        assert len(copy.tags["NAME"]) == len(copy.words) == len(copy.tags["PART"])
    assert name_stock([e]) == {"LOC": [["Riga"]], "PER": [["Anna", "Weber"]]}


@pytest.mark.parametrize(("word", "wanted"), [("weil", "advcl"), ("dass", "ccomp")])
def test_hdt_learns_what_the_others_write(word: str, wanted: str) -> None:
    e = Example([word, "er", "geht", "weint", "sie"], "hdt", {n: ["_"] * 5 for n in FEATURES})
    e.tags["UPOS"] = ["SCONJ", "PRON", "VERB", "VERB", "PRON"]
    e.heads, e.deps = [3, 3, 4, 0, 4], ["mark", "nsubj", "ccomp", "root", "nsubj"]
    agree_hdt(e)
    assert e.deps is not None
    assert e.deps[2] == wanted


def test_forms_of_nouns_stand_for_cases() -> None:
    row = {
        "lemma": "Bote",
        "genus": "m",
        "nominativ singular": "Bote",
        "dativ singular": "Boten",
        "dativ singular*": "",
    }
    assert declensions([{**row, "nominativ plural": "Boten", "genus 1": ""}]) == {"Bote": "m S:N", "Boten": "m S:D P:N"}


def test_words_are_part_of_several_kinds_of_names() -> None:
    found = kinds_of({PLACE: ["Essen", "Bad Bosk"], ORGANIZATION: ["Essen Holding AG", "de Bosk"]})
    assert found == {"Essen": PLACE | ORGANIZATION, "Bad": PLACE, "Bosk": PLACE | ORGANIZATION}

"""Scores of parses and names on small gold of ours, with pipelines whose answers are known."""

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from click.testing import CliRunner
from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.cli import main
from kg.errors import InputError
from kg.evaluate.names import read_names, score_names
from kg.evaluate.parse import score_parse
from kg.language.tokenizer import NewsTokenizer

CONLLU = """# text = Er lehnte den Plan im Mai ab.
1\tEr\ter\tPRON\tPPER\tCase=Nom\t2\tnsubj\t_\t_
2\tlehnte\tlehnen\tVERB\tVVFIN\tMood=Ind|VerbForm=Fin\t0\troot\t_\t_
3\tden\tder\tDET\tART\tCase=Acc\t4\tdet\t_\t_
4\tPlan\tPlan\tNOUN\tNN\tCase=Acc\t2\tobj\t_\t_
5-6\tim\t_\t_\t_\t_\t_\t_\t_\t_
5\tin\tin\tADP\tAPPR\t_\t7\tcase\t_\t_
6\tdem\tder\tDET\tART\tCase=Dat\t7\tdet\t_\t_
7\tMai\tMai\tNOUN\tNN\tCase=Dat\t2\tobl\t_\t_
8\tab\tab\tADP\tPTKVZ\t_\t2\tcompound:prt\t_\tSpaceAfter=No
9\t.\t.\tPUNCT\t$.\t_\t2\tpunct\t_\t_

# text = Das freut EU-Staaten.
1\tDas\tder\tPRON\tPDS\tCase=Nom\t2\tnsubj\t_\t_
2\tfreut\tfreuen\tVERB\tVVFIN\tMood=Ind|VerbForm=Fin\t0\troot\t_\t_
3\tEU\tEU\tPROPN\tNE\t_\t5\tcompound\t_\tSpaceAfter=No
4\t-\t-\tPUNCT\t$(\t_\t5\tpunct\t_\tSpaceAfter=No
5\tStaaten\tStaat\tNOUN\tNN\tCase=Acc\t2\tobj\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t$.\t_\t2\tpunct\t_\t_

"""
GERMEVAL = """#\tours
1\tAnna\tB-PER\tO
2\tWeber\tI-PER\tO
3\tkam\tO\tO
4\tnach\tO\tO
5\tRiga\tB-LOC\tO
6\t.\tO\tO

#\tours
1\tDie\tO\tO
2\tEU-Staaten\tB-ORGpart\tO
3\tlesen\tO\tO
4\tKurier\tB-OTH\tO
5\t.\tO\tO

"""
#           Er lehnte den Plan im Mai ab .  Das freut EU-Staaten .
HEADS = [1, 1, 3, 1, 5, 1, 1, 1, 9, 9, 9, 9]
DEPS = ["nsubj", "root", "det", "obj", "case", "obl", "compound:prt", "punct", "nsubj", "root", "obj", "punct"]
UPOS = ["PRON", "VERB", "DET", "NOUN", "ADP", "NOUN", "ADP", "PUNCT", "PRON", "VERB", "NOUN", "PUNCT"]
LEMMAS = ["er", "ablehnen", "der", "Plan", "in", "Mai", "ab", ".", "der", "freuen", "EU-Staat", "."]


NUMBERS = itertools.count()


def pipeline(component: Callable[[Doc], Doc]) -> Language:
    nlp = spacy.blank("de")
    nlp.tokenizer = NewsTokenizer(nlp.vocab)
    name = f"answers{next(NUMBERS)}"  # a name is registered once and for all
    Language.component(name, func=component)
    nlp.add_pipe(name)
    return nlp


def answers(**wrong: dict[int, object]) -> Callable[[Doc], Doc]:
    def read(doc: Doc) -> Doc:
        for t in doc:
            t.dep_ = str(wrong.get("deps", {}).get(t.i, DEPS[t.i]))
            t.pos_ = UPOS[t.i]
            t.lemma_ = str(wrong.get("lemmas", {}).get(t.i, LEMMAS[t.i]))
            t.set_morph({5: "Case=Dat", 3: "Case=Acc", 10: "Case=Nom", 1: "Mood=Ind", 9: "Mood=Ind"}.get(t.i, ""))
        for t in doc:
            t.head = doc[int(str(wrong.get("heads", {}).get(t.i, HEADS[t.i])))]
        return doc

    return read


@pytest.fixture
def conllu(tmp_path: Path) -> Path:
    path = tmp_path / "gold.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    return path


@pytest.fixture
def germeval(tmp_path: Path) -> Path:
    path = tmp_path / "gold.tsv"
    path.write_text(GERMEVAL, encoding="utf-8")
    return path


def test_all_right(conllu: Path) -> None:
    scores = score_parse(pipeline(answers()), conllu)
    assert scores.f1("LAS") == scores.f1("tokens") == scores.f1("sentences") == 1
    assert scores.gold["LAS"] == 10  # contraction and hyphen word count once, punctuation not at all
    assert scores.f1("lemma (content)") == 1
    assert scores.f1("case (nouns)") == pytest.approx(2 / 3)
    assert not scores.errors


def test_wrong_heads_and_relations_cost_what_they_should(conllu: Path) -> None:
    scores = score_parse(pipeline(answers(heads={5: 3}, deps={3: "nsubj"}, lemmas={1: "lehnen"})), conllu)
    assert scores.f1("UAS") == pytest.approx(0.9)
    assert scores.f1("LAS") == pytest.approx(0.8)
    assert scores.f1("PP attachment") == 0
    assert scores.f1("subject") == pytest.approx(2 * 2 / (2 + 3))
    assert scores.f1("lemma (content)") == pytest.approx(4 / 5)
    assert len(scores.errors) == 2
    assert scores.errors[0].startswith("obj(lehnte, Plan)\tnsubj(lehnte, Plan)")


def test_the_table_says_what_the_parsers_sureness_is_worth(conllu: Path) -> None:
    scores = score_parse(pipeline(answers(heads={5: 3})), conllu)
    assert sorted(scores.arcs) == [(1.0, False), *[(1.0, True)] * 9]  # a pipeline that does not say is sure of all
    scores.arcs.append((0.4, False))
    assert scores.table().splitlines()[-2:] == [
        f"{'0.3 to 0.5':24}{1:7}  0.400  0.000",
        f"{'0.99 to 1':24}{10:7}  1.000  0.900",
    ]


def test_only_the_last_sentences(conllu: Path) -> None:
    def read(doc: Doc) -> Doc:
        for t in doc:
            t.dep_, t.head = DEPS[8 + t.i], doc[HEADS[8 + t.i] - 8]
        return doc

    assert score_parse(pipeline(read), conllu, last=1).gold["tokens"] == 4


@pytest.mark.parametrize("text", ["", "kein CoNLL-U\n\n", "1\tzu\tkurz\n\n"])
def test_what_is_no_gold_is_said_in_one_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.conllu"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"x\.conllu"):
        score_parse(spacy.blank("de"), path)


def test_names(germeval: Path) -> None:
    def read(doc: Doc) -> Doc:
        if doc[0].text == "Anna":
            doc.ents = (Span(doc, 0, 2, label="PER"), Span(doc, 4, 5, label="ORG"))
        else:
            doc.ents = (Span(doc, 3, 4, label="WORK"),)
            doc.spans["nested"] = [Span(doc, 1, 2, label="ORG")]
        return doc

    scores = score_names(pipeline(read), germeval)
    assert (scores.f1("PER"), scores.f1("LOC"), scores.f1("MISC"), scores.f1("nested")) == (1, 0, 1, 1)
    assert scores.f1("PER LOC ORG") == pytest.approx(0.5)
    assert scores.f1("spans") == 1
    assert "Riga LOC\tRiga ORG" in scores.errors[0]


def test_iob2_with_parted_contractions(tmp_path: Path) -> None:
    path = tmp_path / "x.iob2"
    path.write_text("# text = …\n1\tan\tO\t-\n2\tdem\tO\t-\n3\tRhein\tB-LOC\t-\n\n", encoding="utf-8")
    assert read_names(path) == [[("am", "O", "O"), ("Rhein", "B-LOC", "O")]]


def test_the_commands(conllu: Path, germeval: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke(main, ["evaluate", "parse", str(conllu), "--errors", str(tmp_path / "errors.tsv")])
    assert run.exit_code == 0
    assert "LAS" in run.output
    run = CliRunner().invoke(main, ["evaluate", "names", str(germeval), "--format", "json"])
    assert run.exit_code == 0
    assert '"PER LOC ORG"' in run.output


def test_train_names_what_is_wrong(tmp_path: Path) -> None:
    run = CliRunner().invoke(main, ["train", str(tmp_path), "--work", str(tmp_path / "w")])
    assert run.exit_code == 2
    assert "no folder `ud`" in run.output

"""The shipped pipeline on sentences of ours: the contract of section 8 of docs/design.md."""

import pytest
from spacy.language import Language

import kg.language
from kg.errors import ModelError

TEXT = (
    "EU-Kommissarin Lena Brandt in Riga\n\n"
    "Riga – Die Minister lehnten den Plan der russischen Regierung am 24. März ab. „Wir warten auf eine Antwort“, "
    "sagte Brandt. Der Vertrag wurde von Lettland nicht unterschrieben.\n"
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return kg.language.load("builtin:de")


def test_every_character_is_kept_and_every_tree_is_one(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert doc.text == TEXT
    for sentence in doc.sents:
        roots = [t for t in sentence if t.head == t and not t.is_space]
        assert len(roots) == 1
        assert all(sentence.start <= t.head.i < sentence.end for t in sentence)


def test_sentences_keep_to_paragraphs(nlp: Language) -> None:
    sentences = [s.text.strip() for s in nlp(TEXT).sents]
    assert sentences[0] == "EU-Kommissarin Lena Brandt in Riga"
    assert len(sentences) == 4


def test_a_separated_prefix_is_joined(nlp: Language) -> None:
    doc = nlp(TEXT)
    verb = next(t for t in doc if t.text == "lehnten")
    assert (verb.lemma_, verb.pos_, verb.dep_) == ("ablehnen", "VERB", "root")
    assert next(t for t in doc if t.text == "ab").dep_ == "compound:prt"


def test_contractions_are_prepositions(nlp: Language) -> None:
    token = next(t for t in nlp(TEXT) if t.text == "am")
    assert (token.pos_, token.dep_, token.morph.get("Case")) == ("ADP", "case", ["Dat"])


def test_passive(nlp: Language) -> None:
    deps = {t.text: t.dep_ for t in nlp("Der Vertrag wurde von Lettland nicht unterschrieben.")}
    assert deps["Vertrag"] == "nsubj:pass"
    assert deps["wurde"] == "aux:pass"
    assert deps["Lettland"] == "obl:agent"


def test_names(nlp: Language) -> None:
    names = {(e.text, e.label_) for e in nlp(TEXT).ents}
    assert {("Lena Brandt", "PER"), ("Riga", "LOC"), ("Lettland", "LOC")} <= names


def test_an_object_may_come_first(nlp: Language) -> None:
    deps = {t.text: t.dep_ for t in nlp("Den Minister lobte die Opposition.")}
    assert (deps["Minister"], deps["Opposition"]) == ("obj", "nsubj")


def test_the_same_text_gives_the_same_bytes(nlp: Language) -> None:
    alone = nlp(TEXT).to_bytes(exclude=["user_data"])
    list(nlp.pipe(["Ein anderer Text.", "Noch einer."]))
    assert nlp(TEXT).to_bytes(exclude=["user_data"]) == alone


def test_batches_read_as_single_texts_do(nlp: Language) -> None:
    texts = [TEXT, "", "Nur ein Satz.", "Die Polizei nahm zwei Männer fest."]
    for text, doc in zip(texts, nlp.pipe(texts), strict=True):
        single = nlp(text)
        assert [(t.text, t.dep_, t.head.i, t.lemma_) for t in doc] == [
            (t.text, t.dep_, t.head.i, t.lemma_) for t in single
        ]


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "…", "?!", "\u202e\ufeff", "„“", "🙂 🙂", "-" * 5000, "wort " * 3000]
)
def test_any_string_has_a_doc(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert sum(len(s) for s in doc.sents) == len(doc)


def test_unknown_pipelines() -> None:
    for resource in ("builtin:xx", "spacy:no_such_pipeline", "de", "builtin:"):
        with pytest.raises(ModelError):
            kg.language.load(resource)


def test_a_dateline_is_no_subject(nlp: Language) -> None:
    doc = nlp("Wien (APA) – Der Landtag lehnte den Antrag gestern ab.")
    deps = {t.text: (t.dep_, t.head.text) for t in doc}
    assert deps["Wien"] == ("dep", "lehnte")
    assert deps["Landtag"] == ("nsubj", "lehnte")
    assert len(list(doc.sents)) == 1


def test_a_dash_within_a_sentence_is_no_dateline(nlp: Language) -> None:
    doc = nlp("Karl – so heißt der Mann aus Linz – lachte.")
    assert [t.dep_ for t in doc if t.text == "Karl"] != ["dep"]

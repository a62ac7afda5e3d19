"""How sure the parser is of its arcs: probabilities, lower where grammar leaves a choice, kept with the Doc."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import kg.language
from kg.language import is_doubtful, sureness
from kg.language.sureness import CHANGED, share

TEXT = "Sie traf den Bürgermeister mit dem Hut auf dem Markt. Die Räte stimmten dem Plan zu."


@pytest.fixture(scope="module")
def nlp() -> Language:
    return kg.language.load()


def word(doc: Doc, text: str) -> spacy.tokens.Token:
    return next(t for t in doc if t.text == text)


def test_a_share_is_a_softmax_at_a_temperature() -> None:
    scores = np.array([[0, 0, np.log(2)], [np.log(9), 0, -np.inf]])
    assert share(scores, [2, 0], 1.0) == pytest.approx([0.5, 0.9])
    assert share(scores, [2, 0], 2.0) == pytest.approx([2**0.5 / (2 + 2**0.5), 0.75])


def test_an_attachment_that_grammar_leaves_open_is_less_sure(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert sureness(word(doc, "Hut")).head < 0.8
    assert sureness(word(doc, "Räte")).head > 0.95
    assert all(0 <= p <= 1 for t in doc for p in sureness(t))
    assert sureness(word(doc, "Hut")).arc == pytest.approx(np.prod(sureness(word(doc, "Hut"))))


def test_a_head_that_is_as_likely_another_is_doubtful(nlp: Language) -> None:
    doc = nlp("Die Bürger lobten die Arbeit der Ärzte am Krankenhaus in der Stadt im Norden.")
    assert is_doubtful(word(doc, "Stadt"))
    assert not is_doubtful(word(doc, "Bürger"))


def test_it_is_the_same_text_by_text_and_together(nlp: Language) -> None:
    alone = [sureness(t).arc for t in nlp(TEXT)]
    other = "Der Hafen ruht."
    _, together = nlp.pipe([other, TEXT])
    assert [sureness(t).arc for t in together] == pytest.approx(alone, abs=1e-4)


def test_it_is_kept_with_the_doc(nlp: Language) -> None:
    doc = nlp(TEXT)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert [sureness(t) for t in again] == [sureness(t) for t in doc]


def test_what_was_changed_afterwards_is_not_what_the_parser_was_sure_of(nlp: Language) -> None:
    doc = nlp(TEXT)
    hat, mayor, plan = word(doc, "Hut"), word(doc, "Bürgermeister"), word(doc, "Plan")
    hat.head = mayor
    before = sureness(plan)
    plan.dep_ = "obj"
    assert sureness(hat) == (CHANGED, CHANGED)
    assert sureness(plan) == (before.head, CHANGED)


def test_another_pipeline_is_taken_at_its_word() -> None:
    doc = Doc(spacy.blank("de").vocab, words=["Es", "regnet"], heads=[1, 1], deps=["nsubj", "ROOT"])
    assert sureness(doc[0]) == (1, 1)

"""Every rule of the language pack, run on the sentences of our own that stand beside it."""

from __future__ import annotations

import pytest
import spacy

from kg.reader.times import find_times
from kg.reader.times.lexicon import Example, Rule, load
from kg.reader.times.normal import NORMALISERS

NLP = spacy.blank("de")
CASES = [
    pytest.param(rule, example, id=f"{rule.name}-{number}")
    for rule in load().rules
    for number, example in enumerate(rule.examples, 1)
]


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_example(rule: Rule, example: Example) -> None:
    times, warnings = find_times(NLP(example.text), example.date)
    place = example.text.index(example.span)
    if example.value is None:
        touching = [t for t in times if t.start < place + len(example.span) and place < t.end]
        assert touching == [], f"{example.span!r} is no time here"
        return
    assert (example.span, rule.type, example.value) in [(t.text, t.type, t.value) for t in times]
    assert bool(warnings) == (example.date is None)


def test_every_rule_has_an_example_and_a_value() -> None:
    for rule in load().rules:
        assert rule.examples, rule.name
        assert rule.type == "NONE" or rule.value.startswith("=") or rule.value in NORMALISERS, rule.name


def test_every_trigger_wakes_a_rule_and_every_rule_has_a_trigger() -> None:
    lexicon = load()
    woken = {trigger for rule in lexicon.rules for trigger in rule.on}
    assert woken == set(lexicon.triggers)

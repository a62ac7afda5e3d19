"""Occupations that a description tells of the person whom it takes up.

Takes the context; gives a role for each such noun phrase. Leaves out: titles beside a name (titles.py) and words that
the text has given to the person before.

Example: „Ada Quirin gewann. Die Schwimmerin …" says that Ada Quirin is a swimmer.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Argument, Predicate, Statement
from kg.reader.roles.context import PROPERTIES, Context, confidence, modality, status_arguments
from kg.reader.syntax import phrase_spans

_LESS_SURE = 0.8


def described(context: Context) -> Iterable[Statement]:
    """A role for every occupation that only a description names."""
    for index, holder in sorted(context.entities.described.items()):
        noun = context.doc[index]
        span = (noun.idx, noun.idx + len(noun))
        words = context.words
        stems = (t.lemma_.lower().removesuffix("e") for t in noun.children if t.pos_ == "ADJ" and t.i < index)
        status = next((words.status[s] for s in stems if s in words.status), None)
        word = words.office(noun.text) or words.agent(noun.text)
        head = "" if word is None else word.form.lemma.capitalize() if word.hyphen else word.form.lemma
        lemma = word.before + head if word is not None else noun.lemma_ or noun.text
        spans = phrase_spans(noun, clauses=False, appositions=False, coordination=False)
        yield Statement(
            id="",
            sentence=context.sentence(index),
            kind="role",
            subject=Argument(" ".join(context.text[a:b] for a, b in spans), spans, holder),
            predicate=Predicate(noun.text, lemma[:1].upper() + lemma[1:], (span,), PROPERTIES["profession"]),
            arguments=status_arguments(status),
            modality=modality(status),
            attribution=context.attribution(noun.idx, holder, verbatim=True),
            confidence=confidence(_LESS_SURE, None),
        )

"""Mends what a statistical parser gets wrong and German grammar can tell, before any stage reads the Doc.

Takes a parsed Doc and changes it in place (heads, relations, parts of speech, lemmas of closed classes). Each repair is
one function with an example; none looks at what a word means.
Leaves out: everything that would need meaning, and sentence boundaries, which never change.

Example: in „Über sie hat sich die Firma verpflichtet" a subject with a preposition is none: `sie` becomes `obl`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.reader.syntax.repairs.clauses import (
    beyond_the_verb,
    copula_of_the_predicate,
    one_subject,
    prefield,
    relative_article,
    relative_preposition,
    stray_conjunct,
    stray_subject,
    subject_among_objects,
    two_clauses,
    two_nouns,
)
from kg.reader.syntax.repairs.fields import word_order
from kg.reader.syntax.repairs.nouns import (
    adjective_before_noun,
    adjective_of_the_phrase,
    adverbial_phrase,
    article,
    attribute_before,
    date_attribute,
    genitive_name,
    inner_preposition,
    measured,
    more_than,
    no_prefix,
    place_attribute,
    preposition_of_the_noun,
    prepositional_subject,
    ratio,
    score,
    stray_nominative,
    title_and_name,
    truncated_compound,
    two_articles,
    um_before_noun,
    up_to,
    viewpoint,
)
from kg.reader.syntax.repairs.verbs import (
    fronted_participle,
    infinitive_clause,
    inside_the_infinitive,
    last_infinitive,
    let_below,
    let_in_the_end,
    modal_head,
    patient_and_agent,
    stray_auxiliary,
    verb_as_attribute,
)
from kg.reader.syntax.repairs.words import (
    adjective_of_state,
    auxiliary_above,
    closed_class,
    finite_form,
    lemma_by_shape,
    participle,
    participle_lemma,
    person,
    separated_prefix,
    verb_with_particle,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["repair"]


def repair(doc: Doc) -> Doc:
    """The same Doc, mended."""
    words = [t for t in doc if not t.is_space]
    for token in words:
        closed_class(token)
        person(token)
    for token in words:
        no_prefix(token)
        up_to(token)
        adjective_before_noun(token)
        verb_with_particle(token)
        stray_auxiliary(token)
        um_before_noun(token)
        truncated_compound(token)
        more_than(token)
        inner_preposition(token)
        ratio(token)
        measured(token)
        score(token)
        article(token)
        modal_head(token)
        verb_as_attribute(token)
        let_in_the_end(token)
        let_below(token)
        auxiliary_above(token)
        adjective_of_state(token)
        participle(token)
        finite_form(token)
        separated_prefix(token)
        lemma_by_shape(token)
        participle_lemma(token)
        prepositional_subject(token)
    for token in words:
        viewpoint(token)
        preposition_of_the_noun(token)
        adverbial_phrase(token)
        adjective_of_the_phrase(token)
        attribute_before(token)
        date_attribute(token)
        place_attribute(token)
        stray_nominative(token)
        title_and_name(token)
        genitive_name(token)
        relative_preposition(token)
        fronted_participle(token)
        two_nouns(token)
        two_articles(token)
        stray_subject(token)
        copula_of_the_predicate(token)
        stray_conjunct(token)
        beyond_the_verb(token)
        last_infinitive(token)
        inside_the_infinitive(token)
    word_order(words)
    for token in words:
        if token.pos_ in ("VERB", "AUX"):
            infinitive_clause(token)
            two_clauses(token)
            prefield(token)
            one_subject(token)
            relative_article(token)
            subject_among_objects(token)
        elif any(c.dep_ == "cop" for c in token.children):
            one_subject(token)
    for token in words:
        patient_and_agent(token)
    return doc

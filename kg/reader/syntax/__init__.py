"""What several stages ask of a parse: verb groups, clauses, arguments, phrases and their spans.

Takes tokens of a Doc parsed as docs/design.md section 8 says (UD, content words as heads); gives tokens, small
frozen records and character spans. Leaves out: meaning; no word is interpreted here beyond its grammar.

Example: in „Den Vorschlag lehnten die Länder ab." the group of `lehnten` has the lemma `ablehnen`, its subject
is `Länder` and its object `Vorschlag`.
"""

from __future__ import annotations

from kg.reader.syntax.arguments import (
    Core,
    clause_type,
    contrasted,
    core,
    dependents,
    negations,
    obliques,
    relative_pronoun,
    subordinator,
)
from kg.reader.syntax.forms import (
    MODALS,
    cases,
    determiner,
    feature,
    is_asked,
    is_attribute,
    is_finite,
    is_participle,
    number_of_verb,
    sentence_of,
    subjunctive,
)
from kg.reader.syntax.groups import (
    VerbGroup,
    clause_heads,
    clause_of,
    has_finite,
    has_zu,
    is_clause,
    verb_group,
)
from kg.reader.syntax.phrases import (
    as_word,
    conjuncts,
    head_of,
    is_loose,
    number,
    overlaps,
    phrase,
    phrase_spans,
    preposition,
    spans_of,
    tokens_in,
    trim,
)
from kg.reader.syntax.repairs import repair

__all__ = [
    "MODALS",
    "Core",
    "VerbGroup",
    "as_word",
    "cases",
    "clause_heads",
    "clause_of",
    "clause_type",
    "conjuncts",
    "contrasted",
    "core",
    "dependents",
    "determiner",
    "feature",
    "has_finite",
    "has_zu",
    "head_of",
    "is_asked",
    "is_attribute",
    "is_clause",
    "is_finite",
    "is_loose",
    "is_participle",
    "negations",
    "number",
    "number_of_verb",
    "obliques",
    "overlaps",
    "phrase",
    "phrase_spans",
    "preposition",
    "relative_pronoun",
    "repair",
    "sentence_of",
    "spans_of",
    "subjunctive",
    "subordinator",
    "tokens_in",
    "trim",
    "verb_group",
]

"""Small changes to a tree that the repairs share: a word takes another's place; and the closed classes they ask for.

Example: in „die Land- und Luftstreitkräfte" the last word takes the place of the first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

ARTICLES = frozenset({"der", "die", "das", "den", "dem", "des"})
MODALS = frozenset({"können", "müssen", "sollen", "wollen", "dürfen", "mögen"})


def take_over(new: Token, old: Token) -> None:
    """`new`, until now below `old`, takes its place and its dependents."""
    dep, above = old.dep_, old.head
    children = [c for c in old.children if c != new]
    if above == old:
        new.head, new.dep_ = new, dep
    else:
        new.head, new.dep_ = above, dep
    old.head = new
    for child in children:
        child.head = new


def has_case(token: Token) -> bool:
    """Whether the word has a preposition."""
    return any(c.dep_ == "case" for c in token.children)


def set_features(token: Token, features: str) -> None:
    """Gives the word UD features (`Mood=Ind|VerbForm=Fin`) in place of those of the tagger."""
    token.set_morph(features)  # type: ignore[attr-defined]  # missing in spaCy's stubs

"""Phrases and their spans: what belongs to a noun, what is coordinated with it, how it looks in the text.

Takes the head word of a phrase; gives its words or character spans, without the punctuation at its ends.
Leaves out: who is meant by a phrase (kg.reader.entities).

Example: in „Scholz, der lange schwieg, und Macron" the conjuncts of `Scholz` are `Scholz` and `Macron`, and its
phrase without clauses and coordination is `Scholz`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.model import Span, Spans
from kg.reader.syntax.forms import article_form, determiner, feature
from kg.reader.syntax.grammar import load_grammar
from kg.reader.syntax.groups import has_finite, has_zu, is_clause

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NOMINAL_POS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "SYM"})
# What a phrase leaves behind when it is read without its relative clauses and appositions.
_HEAVY = frozenset({"acl:relcl", "parataxis", "ccomp", "advcl", "csubj"})
_MISTAGGED = frozenset({"statt", "anstatt"})  # prepositions that a tagger takes for conjunctions
_QUOTES = "\"'„“”‚‘’»«›‹"
_TRIM = frozenset(_QUOTES) | frozenset(".,;:!?-–—()[]…")


def spans_of(tokens: Iterable[Token]) -> Spans:
    """Character spans of the tokens, neighbours joined to one span, in order of the text."""
    spans: list[Span] = []
    last = -2
    for token in sorted(set(tokens), key=lambda t: t.i):
        end = token.idx + len(token)
        if token.i == last + 1:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((token.idx, end))
        last = token.i
    return tuple(spans)


def tokens_in(doc: Doc, spans: Spans) -> tuple[Token, ...]:
    """The tokens that overlap the character spans, spaces left out."""
    found: list[Token] = []
    for start, end in spans:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None:
            found += [t for t in span if not t.is_space]
    return tuple(found)


def head_of(doc: Doc, spans: Spans) -> Token | None:
    """The word of the passage that the others depend on: the first whose head lies outside."""
    tokens = [t for t in tokens_in(doc, spans) if not t.is_punct]
    inside = {t.i for t in tokens}
    tops = [t for t in tokens if t.head.i not in inside or t.head == t]
    nominal = [t for t in tops if t.pos_ in NOMINAL_POS]
    return next(iter(nominal or tops or tokens), None)


def overlaps(spans: Spans, other: Spans) -> bool:
    """Whether two passages have a character in common."""
    return any(a < d and c < b for a, b in spans for c, d in other)


def trim(tokens: Iterable[Token]) -> tuple[Token, ...]:
    """The tokens without punctuation and spaces at either end; quotation marks go unless both of a pair are in."""
    kept = sorted(set(tokens), key=lambda t: t.i)
    while kept and (kept[-1].text in _TRIM or kept[-1].is_space) and not _closes(kept):
        kept.pop()
    while kept and (kept[0].text in _TRIM or kept[0].is_space) and not _opens(kept):
        kept.pop(0)
    return tuple(kept)


def _closes(tokens: list[Token]) -> bool:
    mark = tokens[-1].text
    if mark == ")":
        return any(t.text == "(" for t in tokens[:-1])
    return mark in _QUOTES and sum(t.text in _QUOTES for t in tokens) % 2 == 0


def _opens(tokens: list[Token]) -> bool:
    mark = tokens[0].text
    if mark == "(":
        return any(t.text == ")" for t in tokens[1:])
    return mark in _QUOTES and sum(t.text in _QUOTES for t in tokens) % 2 == 0


def phrase(
    head: Token,
    *,
    coordination: bool = True,
    clauses: bool = False,
    appositions: bool = True,
    preposition: bool = False,
) -> tuple[Token, ...]:
    """The words of the phrase under `head`, trimmed; what does not belong to it is left behind.

    Args:
        head: the head noun (or other word) of the phrase.
        coordination: keep coordinated phrases („die Armee und die Polizei").
        clauses: keep relative and other finite clauses.
        appositions: keep loose appositions („Scholz, der Kanzler"); close ones („Kanzler Scholz") always stay.
        preposition: keep the preposition of the phrase itself.
    """
    kept = [head]
    stack = [(head, child) for child in head.children]
    while stack:
        parent, child = stack.pop()
        if parent == head:
            if child.dep_ in ("case", "mark") and not preposition:
                continue
            cut_short = child.dep_ == "cc" and child.i < head.i and any(c.dep_ == "compound" for c in head.children)
            if child.dep_ in ("cc", "conj") and not coordination and not cut_short:
                continue
            if child.dep_ in ("cop", "aux", "aux:pass", "nsubj", "nsubj:pass", "expl"):
                continue
            if child.dep_ == "cc" and child.i < head.i and not any(c.dep_ == "compound" for c in head.children):
                continue
        if not clauses and (child.dep_ in _HEAVY or _is_clausal_attribute(child, parent)):
            continue
        if child.dep_ == "conj" and is_clause(child) and not is_clause(head):
            continue
        if child.dep_ == "appos" and not appositions and is_loose(child):
            continue
        if parent == head and _is_adverb_beside(child, head):
            continue
        kept.append(child)
        stack += [(child, c) for c in child.children]
    if not preposition:  # „etwa zu einer Aufstockung": what stands before the preposition goes with it
        case = next((c for c in head.children if c.dep_ == "case" and c.i < head.i), None)
        kept = [t for t in kept if case is None or t.i > case.i]
    return _run(head, kept)


def _is_adverb_beside(child: Token, head: Token) -> bool:
    """„auch der Minister", „alle Länder dazu": adverbs of the clause that the parser hung on the noun."""
    if child.dep_ != "advmod" or child.pos_ not in ("ADV", "PART", "CCONJ", "SCONJ") or head.pos_ not in NOMINAL_POS:
        return False
    if child.i > head.i:
        return child.lower_.startswith("da") and len(child) <= 8
    article = determiner(head)
    if article is not None:
        return child.i < article.i
    return child.lower_ in load_grammar().focus


def _is_clausal_attribute(child: Token, parent: Token) -> bool:
    """A clause behind its noun: „der Plan, Stellen zu streichen"; a participle that stands close is none."""
    if child.dep_ not in ("acl", "xcomp") or child.i < parent.i:
        return False
    return has_finite(child) or has_zu(child)


def is_loose(child: Token) -> bool:
    """Whether a comma, dash or bracket sets the apposition off."""
    first = min(child.subtree, key=lambda t: t.i)
    return (first.is_punct and first.text not in _QUOTES) or (
        first.i > 0 and first.nbor(-1).text in (",", "(", "-", "–", "—")
    )


def _run(head: Token, tokens: list[Token]) -> tuple[Token, ...]:
    """The words that stand together with the head: what a removed clause or a foreign word cuts off is left out."""
    inside = {t.i for t in tokens}
    first = last = head.i
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    return trim(head.doc[first : last + 1])


def phrase_spans(head: Token, **options: bool) -> Spans:
    """`phrase` as character spans."""
    return spans_of(phrase(head, **options))


def conjuncts(head: Token) -> tuple[Token, ...]:
    """The word and all that are coordinated with it (the conjuncts of a noun that are clauses left out)."""
    found = [head]
    for child in head.children:
        if child.dep_ == "conj" and is_clause(child) == is_clause(head):
            found += conjuncts(child)
    return tuple(sorted(set(found), key=lambda t: t.i))


def preposition(head: Token) -> Token | None:
    """The preposition of a noun phrase, taken over from the first of a coordination."""
    found = [c for c in head.children if c.dep_ == "case" and (c.pos_ == "ADP" or c.lower_ in _MISTAGGED)]
    if found:  # „laut über Nachfolger nachdenken", „bis zu": the one next to the noun governs it
        return next((c for c in reversed(found) if c.i < head.i), found[0])
    if head.dep_ == "conj" and head.head != head and head.head.pos_ in NOMINAL_POS and not is_clause(head.head):
        return preposition(head.head)
    return None


def as_word(head: Token) -> Token | None:
    """The `als` or `wie` that leads the phrase: „als Präsidentin"."""
    found = (c for c in head.children if c.dep_ in ("case", "mark") and c.lower_ in ("als", "wie") and c.i < head.i)
    return next(found, None)


def number(head: Token) -> str | None:
    """The number (Sing, Plur) of a phrase as its forms show it, None where they do not; a tagger is not asked."""
    together = conjuncts(head)
    if len(together) > 1 and any(c.dep_ == "cc" and c.lower_ in ("und", "sowie") for t in together for c in t.children):
        return "Plur"
    if any(c.dep_ == "cc" and c.lower_ in ("oder", "noch", "als", "wie") for t in together for c in t.children):
        return None  # „weder der Chef noch sein Stellvertreter": the verb may have either
    article = determiner(head)
    form = article_form(article.lower_) if article is not None else ""
    if article is not None and article.lower_ in (
        "alle",
        "viele",
        "beide",
        "mehrere",
        "einige",
        "manche",
        "zahlreiche",
    ):
        return "Plur"
    if any(c.dep_ == "nummod" and c.lower_ not in ("ein", "eine", "1") for c in head.children):
        return "Plur"
    if form in ("das", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines") and article is not None:
        plural = article.lower_.startswith(("keine", "seine", "ihre", "unsere", "meine")) and form == "eine"
        # „seine Gegner": before a masculine or neuter noun the ending is that of the plural
        if plural and (head.text != head.lemma_ or feature(head, "Gender") in ("Masc", "Neut")):
            return "Plur"
        return "Sing"
    named = head.pos_ == "PROPN" or head.ent_type_ in ("PER", "LOC", "ORG")
    if named and article is None and head.text not in ("USA", "Niederlande", "Philippinen"):
        return "Sing"
    if head.ent_type_ == "PER" or head.lower_ in ("er", "man", "ich", "es"):
        return "Sing"
    if head.lower_ == "wir":
        return "Plur"
    if head.pos_ != "NOUN":
        return None
    if head.text not in (head.lemma_, f"{head.lemma_}s", f"{head.lemma_}es") and form in ("", "die", "der"):
        return "Plur"
    if (
        form == "die"
        and head.text == head.lemma_
        and head.text.endswith(("ung", "heit", "keit", "schaft", "ion", "tät", "e", "in"))
    ):
        return "Sing"
    return None

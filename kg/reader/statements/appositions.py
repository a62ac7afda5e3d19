"""Appositions: what a second noun behind a comma says of the first.

Takes a noun; gives Drafts „first – sein – second". A name inside the apposition is whom both nouns are about.
Leaves out: names with their office right before or behind them, which are read as roles (kg.reader.roles).

Example: of „Die Kläger, zwei Bauern aus Enns, …" the statement Die Kläger – sein – zwei Bauern aus Enns.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.reader.statements.actors import names_actor
from kg.reader.statements.draft import Draft, Reading, Slot, slot
from kg.reader.statements.roles import is_measure
from kg.reader.syntax import cases, determiner, feature, is_clause, is_loose, preposition

if TYPE_CHECKING:
    from spacy.tokens import Token

_MARKS = frozenset({",", "–", "—"})
_DATIVE = frozenset({"im", "am", "zum", "zur", "beim", "vom", "mit", "bei", "nach", "seit", "von", "zu", "aus"})
_OPENING = frozenset({"det", "det:poss", "nummod", "amod", "nmod"})


def read_appositions(noun: Token, reading: Reading) -> Iterator[Draft]:
    """The statements of the loose appositions of one noun."""
    if is_clause(noun) or noun.i in reading.timed or (noun.text.islower() and not noun.ent_type_):
        return
    for child in noun.children:
        if not _is_apposition(child, noun, reading):
            continue
        name = person_of(child, noun)
        if name is None:
            yield _draft(child, slot(noun), slot(child))
        elif not noun.ent_type_ and feature(noun, "Number") != "Plur":  # „der Leiter, der Chilene Undo"
            yield _draft(noun, name, slot(noun))


def person_of(noun: Token, above: Token) -> Slot | None:
    """The name of the person right behind a noun, also where the parser has hung it on the noun before."""
    behind = [c for c in noun.children if c.i > noun.i and c.dep_ in ("appos", "flat")]
    behind += [c for c in above.children if c.i == noun.i + 1 and c.dep_ == "appos"]
    found = next((c for c in behind if c.ent_type_ == "PER"), None)
    if found is None:
        return None
    return Slot(tuple(t for t in found.subtree if t.ent_type_ == "PER"), found)


def _is_apposition(child: Token, noun: Token, reading: Reading) -> bool:
    if (
        child.dep_ != "appos"
        or child.i < noun.i
        or child.pos_ not in ("NOUN", "PROPN")
        or child.i in reading.timed
        or is_clause(child)
    ):
        return False
    first = next((t for t in child.subtree if not t.is_punct), child)
    if not is_loose(child) or first.i == 0 or first.nbor(-1).text not in _MARKS:
        return False
    if first != child and (first.head != child or first.dep_ not in _OPENING):
        return False  # „…, so die Zeitung", „…, die andere ein Mittel"
    kids = list(child.children)
    article = determiner(child)
    if article is not None and article.lower_ in reading.words.negative_determiners:
        return False  # „keine Befreiung, keine Lösung"
    told = article is not None or person_of(child, noun) is not None
    if not told and not any(c.dep_ == "nummod" or (c.dep_ in ("nmod", "amod") and _is_name(noun)) for c in kids):
        return False
    if child.ent_type_ and child.pos_ == "PROPN":
        return False  # „der Trainer, Paul Kern"
    if noun.ent_type_ == "PER" and names_actor(child, reading):
        return False  # an office of his
    if preposition(child) is not None or any(c.dep_ in ("conj", "cc") for c in (*kids, *noun.children)):
        return False  # „A, die B und C": a list
    if is_measure(noun):
        return False  # „27 Prozent, den der Frauen …"
    named = noun.ent_type_ == "PER" or noun.doc[noun.i + 1].ent_type_ == "PER"
    if named and person_of(child, noun) is not None:
        return False  # „Minister Jan Ott, Kanzlerin Eva Rau": two persons
    return _agree(child, noun)


def _is_name(noun: Token) -> bool:
    return noun.pos_ == "PROPN" or noun.ent_type_ in ("LOC", "ORG")


def _agree(child: Token, noun: Token) -> bool:
    """Whether case and number do not tell that the second noun belongs to another."""
    if "Gen" in cases(child) and "Nom" not in cases(child) and feature(noun, "Case") not in ("Gen", ""):
        return False
    known = _governed_cases(noun)
    if noun.dep_ == "nmod" and preposition(noun) is None and noun.i > noun.head.i and "Gen" in known:
        known = frozenset({"Gen"})  # „in einem Vorort der Stadt, einem Viertel …": the suburb
    if not known & cases(child):
        return False  # „legte der Minister, …, den Schwerpunkt"
    one, other = feature(noun, "Number"), feature(child, "Number")
    return not one or not other or one == other


def _governed_cases(noun: Token) -> frozenset[str]:
    """The cases that the noun can have, its contracted preposition considered: „im Bundestag" is no accusative."""
    case = preposition(noun)
    told = frozenset({"Dat"}) if case is not None and case.lower_ in _DATIVE else frozenset()
    return cases(noun) & told or cases(noun)


def _draft(anchor: Token, subject: Slot, thing: Slot) -> Draft:
    signs = frozenset({"nominal", "apposition"})
    return Draft("relation", anchor, (anchor,), "sein", subject, thing, signs=signs)

"""Who speaks, to whom, and with which words: speaker, addressee and cue around a verb of saying.

Takes the head verb of a cue and its unit; gives token ranges. The subject of the parse comes first, word order
helps where it finds none. Leaves out: which person a pronoun or title means.

Gegenüber dem Sender kündigte die Chefin der Werft gestern Entlassungen an. → speaker `die Chefin der Werft`,
addressee `dem Sender`, cue `kündigte … an`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.reader.quotes.drafts import Ranges, ranges_of
from kg.reader.quotes.units import Unit
from kg.reader.syntax import core, obliques, phrase, preposition, verb_group

if TYPE_CHECKING:
    from spacy.tokens import Token

_CORRELATES = frozenset(
    ["davon", "darauf", "damit", "dafür", "dagegen", "daran", "darüber", "dazu", "davor", "darin", "darum", "dahin"]
)
_AGENT = frozenset(["von", "vom", "durch", "seitens"])
_NOMINAL = frozenset(["NOUN", "PROPN", "PRON", "NUM", "X"])


def predicate(head: Token, unit: Unit) -> tuple[int, ...]:
    """The tokens of the cue: verb, auxiliaries, separated prefix, reflexive, correlate (`darauf`)."""
    group = verb_group(head)
    kept = {t.i for t in group.tokens if unit.start <= t.i < unit.end}
    for part in (head, *group.auxiliaries):
        for child in part.children:
            reflexive = child.lower_ == "sich" and child.dep_.split(":")[0] in ("expl", "obj", "iobj", "obl")
            if (reflexive or child.lower_ in _CORRELATES) and unit.start <= child.i < unit.end:
                kept.add(child.i)
    return tuple(sorted(kept))


def speaker(head: Token, unit: Unit, skip: Ranges = ()) -> Ranges:
    """The subject of the cue, or the agent of a passive; without relative clauses, with titles and appositions."""
    group = verb_group(head)
    if group.passive:
        return agent(head, unit, skip)
    subject = core(head).subject
    if subject is not None and _usable(subject, unit, skip):
        if subject.lower_ in ("es", "man"):
            return ()
        return noun_phrase(subject, unit, skip)
    return ()


def agent(head: Token, unit: Unit, skip: Ranges = ()) -> Ranges:
    """„wurde von der Polizei bestätigt": the phrase after `von` or `durch`."""
    for oblique in obliques(head):
        case = preposition(oblique)
        if (oblique.dep_ == "obl:agent" or (case is not None and case.lower_ in _AGENT)) and _usable(
            oblique, unit, skip
        ):
            return noun_phrase(oblique, unit, skip)
    return ()


def addressee(head: Token, unit: Unit, skip: Ranges = ()) -> Ranges:
    """The dative object of the cue, or the phrase after `gegenüber`."""
    for oblique in obliques(head):
        case = preposition(oblique)
        if case is not None and case.lower_ == "gegenüber" and _usable(oblique, unit, skip):
            return noun_phrase(oblique, unit, skip)
    indirect = core(head).indirect
    if indirect is not None and indirect.lower_ != "sich" and _usable(indirect, unit, skip):
        return noun_phrase(indirect, unit, skip)
    return ()


def noun_phrase(head: Token, unit: Unit, skip: Ranges = ()) -> Ranges:
    """The phrase under a noun within the unit, without its preposition, clauses, and what `skip` holds."""
    kept = [
        t.i
        for t in phrase(head, clauses=False)
        if unit.start <= t.i < unit.end and not any(a <= t.i < b for a, b in skip)
    ]
    return ranges_of(kept)


def _usable(token: Token, unit: Unit, skip: Ranges) -> bool:
    return unit.start <= token.i < unit.end and not any(a <= token.i < b for a, b in skip)

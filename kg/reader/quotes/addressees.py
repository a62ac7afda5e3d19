"""To whom something is said: the addressee beside a verb of saying.

Takes the head verb of a cue and its unit; gives token ranges. Leaves out: the speaker (see `roles`).

Gegenüber dem Sender kündigte die Chefin der Werft Entlassungen an. → addressee `dem Sender`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.reader.quotes.drafts import Ranges
from kg.reader.quotes.phrases import noun_phrase, source_phrase
from kg.reader.quotes.roles import NOBODY, after_preposition, is_passive, tells_person, usable
from kg.reader.quotes.units import Unit
from kg.reader.syntax import core, determiner

if TYPE_CHECKING:
    from spacy.tokens import Token


def addressee(head: Token, unit: Unit, skip: Ranges = ()) -> Ranges:
    """The dative object of the cue, or the phrase after `gegenüber`."""
    found = spoken_to(head, unit, skip)
    if found:
        return found
    indirect = core(head).indirect
    if indirect is not None and indirect.lower_ != "sich" and usable(indirect, unit, skip) and _is_told(indirect):
        return noun_phrase(indirect, unit, skip)
    return _dative(head, unit, skip) or _interviewer(head, unit, skip)


def _is_told(noun: Token) -> bool:
    """Whether a noun is a dative by the parse, or by its article where the parse has it as an adverbial."""
    return noun.dep_ in ("iobj", "obl:arg") or noun.pos_ == "PRON" or determiner(noun) is not None


def spoken_to(cue: Token, unit: Unit, skip: Ranges = ()) -> Ranges:
    """The phrase after `gegenüber` in the segment of the cue, which may be `so`."""
    return after_preposition(unit, cue, ("gegenüber",), skip)


def _interviewer(head: Token, unit: Unit, skip: Ranges) -> Ranges:
    """„in einem Interview mit dem Inselboten", „sagte er zur Inselpost", „vor Journalisten"."""
    doc = unit.doc
    segment = unit.segments[unit.segment_of(head.i)]
    for i in range(segment.start, segment.end - 1):
        token = doc[i]
        if token.pos_ != "ADP" or not usable(token, unit, skip):
            continue
        talk = token.lower_ == "mit" and i > segment.start and doc[i - 1].lower_.endswith(("interview", "gespräch"))
        said = token.lower_ in ("zu", "zur", "zum") and i > head.i and head.lemma_ == "sagen"
        said = said and (doc[i + 1].pos_ == "PROPN" or doc[i + 1].ent_type_ in ("ORG", "PER"))
        crowd = token.lower_ == "vor" and doc[i + 1].lower_ in ("journalisten", "reportern", "medienvertretern")
        if talk or said or crowd:
            verb = next((f for f in segment.finite if f > i), segment.end)
            end = source_phrase(unit, i + 1, verb)
            return ((i + 1, end),) if end > i + 1 else ()
    return ()


def _dative(head: Token, unit: Unit, skip: Ranges) -> Ranges:
    """„sagte Meier dem Hafenboten": a phrase with `dem` or a dative pronoun that no preposition governs."""
    segment = unit.segments[unit.segment_of(head.i)]
    for i in range(segment.start + 1, segment.end):
        token, before = unit.doc[i], unit.doc[i - 1]
        if not usable(token, unit, skip) or before.pos_ in ("ADP", "ADJ", "NUM", "DET"):
            continue
        if token.lower_ in ("ihm", "ihnen", "mir", "uns") and token.pos_ == "PRON":
            return ((i, i + 1),)
        after_verb = any(f < i for f in segment.finite)
        if (token.lower_ in ("dem", "einem") and token.pos_ == "DET") or (after_verb and tells_person(unit, i)):
            verb = next((f for f in segment.finite if f > i), segment.end)
            end = source_phrase(unit, i, verb)
            return ((i, end),) if end > i + 1 else ()
    return ()


def accused(head: Token, unit: Unit, skip: Ranges = ()) -> Ranges:
    """The object of „fordert X auf", „beschuldigt X", or the subject of its passive: the one who is spoken to."""
    arguments = core(head)
    target = arguments.subject if is_passive(head) else arguments.object or arguments.indirect
    if target is not None and target.lower_ not in NOBODY and usable(target, unit, skip):
        return noun_phrase(target, unit, skip)
    return addressee(head, unit, skip)

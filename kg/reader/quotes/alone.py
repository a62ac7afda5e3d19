"""Direct speech that is a sentence of its own: whose it is when no word of saying stands with it.

Takes the units and drafts of type direct without roles; fills in the speaker. Who spoke in the sentence before goes
on speaking; else the person or body that the sentence before is about is the one who speaks.
Leaves out: words in quotation marks within a sentence.

Der Wirt stellte sich hinter den Koch. „Er bleibt.“ → speaker `Der Wirt`.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.reader.quotes.drafts import Draft, Ranges
from kg.reader.quotes.medium import is_body, speaker_kind
from kg.reader.quotes.phrases import noun_phrase
from kg.reader.quotes.roles import content_verb, is_passive
from kg.reader.quotes.units import Unit
from kg.reader.syntax import core, determiner, preposition

# How many sentences after a quotation its speaker may go on in quotation marks.
REACH = 2
_NOMINAL = frozenset(["NOUN", "PROPN"])


def adopt(units: Sequence[Unit], number: int, drafts: Sequence[Draft], before: Sequence[Draft | None]) -> None:
    """Give the drafts of unit `number` that stand alone their speaker.

    Args:
        units: all sentences.
        number: the sentence the drafts stand in.
        drafts: its drafts; those of another type, or with roles of their own, are left as they are.
        before: the drafts that may go on, the nearest first.
    """
    alone = [d for d in drafts if d.type == "direct" and not d.nested and not (d.speaker or d.cue or d.frame)]
    if not alone or not number:
        return
    near = [d for d in before if d is not None and number - d.unit <= REACH]
    source = next((d for d in near if d.unit >= number - 1), None)
    speaker = source.speaker if source is not None else topic(units[number - 1])
    if not speaker and source is None:
        speaker = next((d.speaker for d in near), ())
    for draft in alone:
        draft.speaker = speaker


def topic(unit: Unit) -> Ranges:
    """The subject of a sentence that tells what somebody does: a person, a body or a pronoun for one.

    Where the parse has a bare noun for the subject, it is who stands behind the verb („Kritik übte Kern").
    """
    main = next((s for s in unit.segments if s.kind == "main" and s.finite), None)
    if main is None or main.subjunctive is not None or unit.cut:
        return ()
    head = content_verb(unit.doc[main.finite[0]], unit)
    if is_passive(head) or unit.doc[main.finite[0]].lower_ in ("soll", "sollen"):
        return ()
    subject = core(head).subject
    after = next((unit.doc[i] for i in range(main.finite[0] + 1, main.end) if unit.doc[i].pos_ in _NOMINAL), None)
    bare = subject is None or (subject.pos_ == "NOUN" and determiner(subject) is None)
    for noun in (subject, after if bare else None):
        if noun is None or not unit.start <= noun.i < unit.end or preposition(noun) is not None:
            continue
        phrase = noun_phrase(noun, unit)
        names = (noun, *(c for c in noun.children if c.dep_ in ("appos", "flat")))
        known = any(t.ent_type_ in ("PER", "ORG") for t in names) or noun.lower_ in ("er", "sie")
        # „Helfer" do much that nobody quotes; „Mitarbeiter der Organisation Steg" speak for it
        known = known or any(unit.doc[i].ent_type_ == "ORG" for a, b in phrase for i in range(a, b))
        if known or speaker_kind(unit.doc, phrase) == "person" or is_body(noun.text):
            return phrase
    return ()

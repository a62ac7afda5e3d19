"""Which of several readings of a sentence hold.

Takes the drafts of one unit; gives those that are kept, in order. Leaves out: finding them.

Laut Funk sagte Meier, er gehe. → the reading with `laut` (it comes first); „Meier sagte laut Funk, er gehe"
→ the reading with `sagte`.
"""

from __future__ import annotations

from kg.reader.quotes.drafts import Draft
from kg.reader.quotes.units import Unit


def select(unit: Unit, drafts: list[Draft]) -> list[Draft]:
    """Drop drafts whose cue lies in the quotation of another, and reported speech where a clause is quoted."""
    indirect = [d for d in drafts if d.type == "indirect"]
    kept: list[Draft] = []
    inner: list[Draft] = []
    for draft in indirect:
        if any(other is not draft and _yields(unit, draft, other) for other in indirect):
            if any(_is_inside(unit, draft, other) for other in indirect):
                inner.append(draft)
            continue
        same = next((n for n, other in enumerate(kept) if other.ranges == draft.ranges), None)
        if same is None:
            kept.append(draft)
        elif not draft.speaker and any(not a <= draft.anchor < b for a, b in kept[same].speaker):
            continue
        elif kept[same].anchor < draft.anchor < draft.start and not is_source(unit, draft):
            kept[same] = draft  # the cue next to what it governs
        elif kept[same].anchor < draft.start < draft.anchor and unit.doc[draft.start - 1].text == ":":
            kept[same] = draft  # „Berlin schwieg nicht: Man prüfe den Fall, teilte das Amt mit"
    reported = [d for d in drafts if d.type == "reported"]
    if not kept and reported:
        kept.append(reported[0])
    inner = [d for d in inner if any(_is_inside(unit, d, other) for other in kept)]
    for draft in inner:
        draft.nested = True
    return sorted([*kept, *inner], key=lambda d: d.start)


def _is_inside(unit: Unit, draft: Draft, outer: Draft) -> bool:
    """„Petersen sagte, der Kassierer habe versichert, das Geld sei da": somebody is quoted in what another says."""
    within = all(outer.covers(a) and outer.covers(b - 1) for a, b in (*draft.ranges, *draft.speaker, *draft.cue))
    another = any(unit.doc[i].pos_ in ("NOUN", "PROPN") for a, b in draft.speaker for i in range(a, b))
    said = unit.doc[draft.anchor].pos_ in ("VERB", "AUX") and draft.anchor < draft.start
    return within and said and another and draft is not outer and draft.ranges != outer.ranges


def _yields(unit: Unit, draft: Draft, other: Draft) -> bool:
    """Whether `draft` gives way to `other`: its cue is part of the other's quotation."""
    if not other.covers(draft.anchor):
        return False
    if draft.covers(other.anchor):  # each within the other: the first cue holds, unless it is itself quoted
        if _subjunctive_at(unit, draft) != _subjunctive_at(unit, other):
            return _subjunctive_at(unit, draft)
        return other.anchor < draft.anchor
    if is_source(unit, other) and not is_source(unit, draft):
        # „bestätigte laut Funk, dass": the source is an aside in the frame of the verb
        first = unit.segments[0]
        fronted = other.anchor <= first.first + 4 or any(a <= unit.start < b for a, b in other.speaker)
        return fronted or draft.anchor > other.anchor + 25 or _subjunctive_at(unit, draft)
    return True


def is_source(unit: Unit, draft: Draft) -> bool:
    """Whether the draft's cue is a preposition or adverb."""
    return unit.doc[draft.anchor].pos_ not in ("VERB", "AUX", "NOUN")


def _subjunctive_at(unit: Unit, draft: Draft) -> bool:
    return unit.segments[unit.segment_of(draft.anchor)].subjunctive is not None

"""Quotations that run on without a cue: Konjunktiv I sentences, and what `sollen` reports.

Takes the units and the drafts with a cue; gives drafts of type indirectFreeIndirect (Konjunktiv) and freeIndirect
(`sollen`). The speaker is that of the quotation before; sentences in a row are one quotation.
Leaves out: Konjunktiv II that may be a condition, unless it goes on from a quotation.

Der Zeuge sagte, er habe geschlafen. Das Tor sei offen gewesen. → the second sentence, speaker `Der Zeuge`.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.reader.quotes.drafts import Draft, trimmed
from kg.reader.quotes.units import Unit

# How many sentences after a quotation its speaker is still the one who speaks.
REACH = 4


def find_running(units: Sequence[Unit], drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts of the units that no cue introduces, in order; `drafts` are those with a cue."""
    by_unit: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_unit.setdefault(draft.unit, []).append(draft)
    found: list[Draft] = []
    source: Draft | None = None
    for number, unit in enumerate(units):
        here = by_unit.get(number, [])
        if here:
            source = max(here, key=lambda d: (d.unit, d.anchor)) if not here[-1].speaker else here[-1]
            continue
        kind = _kind(unit, source is not None and number - source.unit <= REACH)
        if kind is None:
            continue
        near = source if source is not None and number - source.unit <= 2 * REACH else None
        ranges = trimmed(unit.doc, ((unit.start, unit.end),))
        if not ranges:
            continue
        if found and found[-1].type == kind and found[-1].unit == number - 1 and found[-1].end <= unit.start:
            found[-1].ranges = ((found[-1].ranges[0][0], ranges[-1][1]),)
            found[-1].unit_first = found[-1].unit if found[-1].unit_first < 0 else found[-1].unit_first
            found[-1].unit = number
        else:
            found.append(
                Draft(
                    kind,
                    near.medium if near is not None else "speech writing",
                    ranges,
                    number,
                    unit.start,
                    speaker=near.speaker if near is not None else (),
                )
            )
    return found


def _kind(unit: Unit, goes_on: bool) -> str | None:
    main = next((s for s in unit.segments if s.kind == "main" and s.finite), None)
    if main is None:
        return None
    if unit.doc[unit.end - 1].text in ("?",):
        return None
    if main.subjunctive == "I" or (main.subjunctive == "II" and goes_on):
        return "indirectFreeIndirect"
    verb = unit.doc[main.finite[0]]
    if goes_on and verb.lower_ in ("soll", "sollen"):
        return "freeIndirect"
    return None

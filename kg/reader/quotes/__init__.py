"""Quotations: who is quoted, how, with which words around it.

Takes a parsed Doc; gives Quotes of type direct, indirect, reported, freeIndirect and indirectFreeIndirect with
medium, speaker, cue, addressee and frame as spans (the types of Petersen-Frey and Biemann 2024). Rules and word
lists only; nothing here was trained.
Leaves out: which entity a speaker is (the entities stage).

„Der Steg bleibt gesperrt“, sagte die Försterin. Das Holz sei morsch. → a direct and an indirectFreeIndirect
quotation, both of `die Försterin`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Quote

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_quotes(doc: Doc) -> tuple[Quote, ...]:
    """The quotations of the text in order of their first character, with ids q1, q2, …; entities stay None."""
    from kg.reader.quotes.cues import find_anaphoric, find_cued, find_unnamed
    from kg.reader.quotes.direct import find_direct, find_inside
    from kg.reader.quotes.drafts import Draft, quote
    from kg.reader.quotes.interview import find_interview
    from kg.reader.quotes.medium import medium_of
    from kg.reader.quotes.running import find_running
    from kg.reader.quotes.selection import select
    from kg.reader.quotes.sources import find_sourced
    from kg.reader.quotes.units import find_units

    units = find_units(doc)
    cued: list[Draft] = []
    for number, unit in enumerate(units):
        if unit.cut:
            continue
        here = select(unit, [*find_sourced(unit, number), *find_cued(unit, number)])
        if number and not any(d.type == "indirect" for d in here) and not any(d.unit == number - 1 for d in cued):
            taken_up = find_anaphoric(unit, number, units[number - 1])
            here = [taken_up] if taken_up is not None else here
        if not here:
            unnamed = find_unnamed(unit, number)
            here = [unnamed] if unnamed is not None else []
        cued += here
    for draft in cued:
        draft.medium = medium_of(doc, draft.medium, draft.speaker)
    direct = [*find_direct(units, cued), *find_interview(units)]
    running = find_running(units, sorted([*cued, *direct], key=lambda d: d.start))
    direct += find_inside(units, running, direct)
    drafts = sorted([*cued, *running, *direct], key=lambda d: (d.start, -d.end, d.type))
    text = doc.text
    return tuple(quote(doc, text, draft, f"q{n}") for n, draft in enumerate(drafts, 1))

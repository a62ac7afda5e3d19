"""Quotations that run on without a cue: Konjunktiv I sentences, and what `sollen` reports.

Takes the units and the drafts with a cue; gives drafts of type indirectFreeIndirect (Konjunktiv) and freeIndirect
(`sollen`). The speaker is that of the quotation before; sentences in a row are one quotation.
Leaves out: Konjunktiv II that may be a condition, unless it goes on from a quotation.

Der Zeuge sagte, er habe geschlafen. Das Tor sei offen gewesen. → the second sentence, speaker `Der Zeuge`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.reader.quotes import roles
from kg.reader.quotes.alone import adopt, topic
from kg.reader.quotes.cues import ends_in_main, is_condition, match
from kg.reader.quotes.drafts import Draft, Range, trimmed, without
from kg.reader.quotes.medium import medium_of
from kg.reader.quotes.selection import is_source
from kg.reader.quotes.units import Segment, Unit
from kg.reader.syntax import verb_group

# How many sentences after a quotation its speaker is still the one who speaks.
REACH = 4
# The same for a sentence in Konjunktiv II, which may as well be a condition.
REACH_WOULD = 1
# The same for a sentence with `sollen`, which may as well be a plan.
REACH_SHOULD = 1


def find_running(units: Sequence[Unit], drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts of the units that no cue introduces, in order; `drafts` are those with a cue."""
    by_unit: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_unit.setdefault(draft.unit, []).append(draft)
    found: list[Draft] = []
    source: Draft | None = None
    quoted = -REACH - 1
    for number, unit in enumerate(units):
        here = by_unit.get(number, [])
        if any(d.type != "direct" for d in here):
            if source is not None and number - quoted <= REACH and _reports_report(unit, here):
                found.append(_nest(unit, number, here, source))
                source = replace(source, unit=number)
            else:
                source = _latest(here, source)
            quoted = number
            continue
        last = found[-1] if found else None
        adopt(units, number, here, (last, source))
        distance = min(number - quoted, number - last.unit if last is not None else number - quoted)
        kind = _kind(unit, distance, shifted=bool(number) and any(s.subjunctive for s in units[number - 1].segments))
        part = None if kind is not None or here else _later(unit)
        kind = None if _introduces(unit, here) else "indirectFreeIndirect" if part is not None else kind
        quoted = number if here else quoted
        if kind is None:
            source = _latest(here, source) if here else _act(unit, number) or source
            continue
        whole = part or (unit.start, unit.end)
        ranges = trimmed(unit.doc, without(whole, tuple(d.ranges[0] for d in here[:1])))[:1]
        if not ranges:
            continue
        near = source if source is not None and number - source.unit <= 2 * REACH else None
        if last is not None and last.type == kind and last.unit == number - 1 and last.end <= unit.start:
            last.ranges = ((last.ranges[0][0], ranges[-1][1]),)
            last.unit_first = last.unit if last.unit_first < 0 else last.unit_first
            last.unit = number
        else:
            medium = near.medium.replace("speech thought", "speech") if near is not None else "speech writing"
            speaker = near.speaker if near is not None else ()
            about = topic(units[number - 1]) if number and (source is None or source.unit < number - 1) else ()
            if about and kind == "indirectFreeIndirect":
                speaker, medium = about, medium_of(unit.doc, "speech writing", about)
            found.append(Draft(kind, medium, ranges, number, unit.start, speaker=speaker))
        for draft in here:
            if kind == "indirectFreeIndirect" and draft.start > unit.start and _after_konjunktiv(unit, draft):
                draft.speaker = found[-1].speaker  # „Man sei erleichtert: „…““
        source = _latest(here, source) if here else source
    return found


def _introduces(unit: Unit, direct: list[Draft]) -> bool:
    """„Auf die Frage antworte er: „…““: the verb of the sentence is itself the cue of direct speech."""
    finite = {i for s in unit.segments if s.kind == "main" for i in s.finite if unit.doc[i].pos_ == "VERB"}
    return any(a <= i < b for draft in direct if not draft.nested for a, b in draft.cue for i in finite)


def _after_konjunktiv(unit: Unit, draft: Draft) -> bool:
    """Whether direct speech follows a colon after a clause that is itself reported."""
    colon = draft.start - 1
    return unit.doc[colon].text == ":" and unit.segments[unit.segment_of(colon - 1)].subjunctive == "I"


def _latest(drafts: list[Draft], source: Draft | None) -> Draft | None:
    """The draft whose speaker goes on speaking: the last one of the sentence that has one."""
    # „demnach" names nobody: who was named before still speaks
    named = [d for d in drafts if d.speaker and d.speaker != d.cue]
    if not named and source is not None and any(d.speaker and d.speaker == d.cue for d in drafts):
        return source
    return max(named, key=lambda d: (d.unit, not d.nested, d.anchor)) if named else (drafts[-1] if drafts else source)


def _act(unit: Unit, number: int) -> Draft | None:
    """Who says something in a sentence that quotes nothing: „Meier wies den Vorwurf zurück"."""
    main = next((s for s in unit.segments if s.kind == "main" and s.finite), None)
    if main is None or main.subjunctive is not None or unit.cut:
        return None
    for i in range(main.start, main.end):
        if unit.doc[i].pos_ in ("VERB", "AUX") and not unit.within_quotes(i):
            found = match(unit.doc[i], unit)
            if found is not None:
                speaker = roles.speaker(found.head, unit, place=found.cue.speaker)
                if speaker:
                    medium = medium_of(unit.doc, found.cue.medium, speaker)
                    return Draft("reported", medium, ((unit.start, unit.end),), number, i, speaker=speaker)
    return None


def _kind(unit: Unit, distance: int, *, shifted: bool) -> str | None:
    """The type of a sentence without a cue, `distance` sentences after a quotation; None if it quotes nothing.

    After an indicative the article itself may go on with „könnte"; `shifted` tells that the sentence before has a
    Konjunktiv.
    """
    mains = [s for s in unit.segments if s.kind == "main" and s.finite]
    if len(mains) > 1 and is_condition(unit, mains[0]):  # „Sollte er gehen, müsse sie bleiben"
        mains = mains[1:]
    main = next(iter(mains), None)
    if main is None or unit.cut:
        return None
    if unit.doc[unit.end - 1].text == "?":
        return None
    verb = unit.doc[main.finite[0]]
    would = main.subjunctive == "II" and distance <= REACH_WOULD and (shifted or not _may_guess(verb.lower_))
    if main.subjunctive == "I" or would:
        return "indirectFreeIndirect"
    near = distance <= REACH_SHOULD and not _opens_paragraph(unit)
    if verb.lower_ in ("soll", "sollen") and (near or _hearsay(unit, main)):
        return "freeIndirect"
    return None


def _reports_report(unit: Unit, here: Sequence[Draft]) -> bool:
    """„Der Wirt habe versprochen, das Bier sei frei": the cue is itself in Konjunktiv I, and within what was said."""
    main = next((s for s in unit.segments if s.kind == "main" and s.finite), None)
    if main is None or main.subjunctive != "I" or unit.cut or unit.doc[unit.end - 1].text == "?":
        return False
    verbs = [d.anchor for d in here if unit.doc[d.anchor].pos_ in ("VERB", "AUX")]
    finite = [(verb_group(unit.doc[i]).finite or unit.doc[i]).i for i in verbs]
    said = any(unit.segments[unit.segment_of(i)].subjunctive == "I" for i in finite)
    return said and not any(d.covers(main.finite[0]) or is_source(unit, d) for d in here)


def _nest(unit: Unit, number: int, here: Sequence[Draft], source: Draft) -> Draft:
    """The whole sentence as what goes on, the quotations in it nested."""
    for draft in here:
        draft.nested = True
    ranges = trimmed(unit.doc, ((unit.start, unit.end),))
    return Draft("indirectFreeIndirect", source.medium, ranges, number, unit.start, speaker=source.speaker)


def _later(unit: Unit) -> Range | None:
    """„Der Hof ist leer, die Gäste seien abgereist": the tokens of a later main clause in Konjunktiv I.

    One that begins with its verb has a clause before it that belongs to it, so that the whole sentence is meant.
    """
    mains = [s for s in unit.segments if s.kind == "main" and s.finite]
    if unit.cut or not mains or unit.doc[unit.end - 1].text == "?":
        return None
    for segment in mains[1:]:
        verb = unit.doc[segment.finite[0]]
        plain = verb.lower_ == "seien" or not verb.lower_.endswith("en")
        if segment.subjunctive == "I" and plain and verb.pos_ in ("VERB", "AUX"):
            return (unit.start if ends_in_main(unit, segment) else segment.start, unit.end)
    return None


def _may_guess(form: str) -> bool:
    """„könnte" where reported speech has „könne"; „könnten" stands for a Konjunktiv I that is like the indicative."""
    return form in ("könnte", "müsste", "dürfte", "sollte", "würde")


def _opens_paragraph(unit: Unit) -> bool:
    """Whether a blank line stands before: who spoke above it plans nothing below it."""
    around = unit.doc[max(0, unit.start - 2) : unit.start + 1]
    return any(t.is_space and t.text.count("\n") > 1 for t in around)


def _hearsay(unit: Unit, main: Segment) -> bool:
    """„soll geflohen sein": an infinitive of the perfect, which `sollen` reports whatever stands before."""
    words = [t for t in unit.doc[main.start : main.end] if not t.is_punct]
    return len(words) > 3 and words[-1].lower_ in ("haben", "sein") and words[-2].pos_ in ("VERB", "AUX")

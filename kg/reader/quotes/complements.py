"""What a cue governs: which segments of a sentence are the quotation, which the frame.

Takes a Unit and the verb of saying in it; gives token ranges of the quotation. Works on commas, the kinds of the
segments and verb position, so that a wrong attachment in the parse does no harm.
Leaves out: whether the verb is one of saying at all (see `cues`).

Die Brücke, sagte Meier am Abend, werde halten. → ranges (0, 2) and (7, 9): the quotation goes round its cue.
"""

from __future__ import annotations

from kg.reader.quotes.drafts import Ranges
from kg.reader.quotes.lexicon import lexicon
from kg.reader.quotes.units import Segment, Unit

_CONTENT = ("dass", "ob", "wh", "inf")
_PURPOSE = frozenset(["um", "ohne", "statt", "anstatt"])


def complement(unit: Unit, verb: int, group: tuple[int, ...], *, plain: bool = True) -> Ranges:
    """The token ranges of what the verb governs as a clause; empty if it governs none.

    Args:
        unit: the sentence.
        verb: the finite verb of the cue, or its content verb where it has none.
        group: all tokens of the cue's predicate.
        plain: whether a main clause in the indicative after the verb is taken for what was said.
    """
    k = unit.segment_of(verb)
    segment = unit.segments[k]
    if segment.kind == "sub" and unit.doc[segment.first + 1].lower_ in ("als", "wie"):
        return ()  # „anders als das Amt behauptet"
    opens = verb == segment.first or (verb == segment.first + 1 and unit.doc[segment.first].lower_ == "so")
    if (
        k
        and opens
        and segment.start == segment.first
        and segment.delimiter in (",", "–", "—", "-")
        and not _coordinated(unit, k)
        and not _is_consequence(unit, k)
        and _may_say(unit, segment, verb)
    ):
        before = _before(unit, k)
        if before:
            return before
    return _after(unit, unit.segment_of(max(group)), group, plain)


def _may_say(unit: Unit, segment: Segment, verb: int) -> bool:
    """Whether a clause that begins with its verb has a subject of its own, or needs none („…, wird berichtet").

    „…, konnte solche nicht finden" and „…, die Sprecherin, Lea Kern, erklärte: „…““ go on from what stands before.
    """
    words = [unit.doc[i] for i in range(verb + 1, segment.end)]
    if any(t.lower_ in ("nicht", "nie", "kaum") for t in words) and segment.subjunctive is None:
        return False
    named = any(t.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "X") or t.text[0].isupper() for t in words)
    return named or unit.doc[verb].lemma_ in ("werden", "sein")


def _is_consequence(unit: Unit, k: int) -> bool:
    """„Sollte er gehen, würde die Partei es begrüßen": the main clause after a condition, in Konjunktiv."""
    first = unit.segments[0]
    condition = first.kind == "sub" or (bool(first.finite) and first.finite[0] == first.first)
    return condition and unit.segments[k].subjunctive is not None


def _before(unit: Unit, k: int) -> Ranges:
    """„Q, sagte X": what stands before a verb-first clause, unless it is an adverbial clause in the first place."""
    earlier = unit.segments[:k]
    kinds = {s.kind for s in earlier}
    if earlier[0].kind == "frag" and _noun_governs(unit, earlier[0]):
        return ()
    if not kinds & {"main", "dass", "ob", "inf", "wh"}:
        later = unit.segments[k + 1 :]
        goes_round = any(
            s.kind == "main" and s.subjunctive is not None and s.finite[0] == s.first == s.start for s in later
        )
        return ((unit.start, unit.segments[k].start - 1), *_resumed(unit, k)) if goes_round else ()
    if kinds & {"inf"} and not kinds & {"main", "dass", "ob", "wh"} and _is_purpose(unit, earlier):
        return ()
    first = (_after_colon(unit, k), unit.segments[k].start - 1)
    rest = _resumed(unit, k)
    return (first, *rest)


def _after_colon(unit: Unit, k: int) -> int:
    """„Berlin schwieg zuerst: Man prüfe den Fall, sagte X": what the article says before a colon is not quoted."""
    for earlier, segment in zip(unit.segments[:k], unit.segments[1:k], strict=False):
        if segment.delimiter == ":" and earlier.subjunctive is None and segment.subjunctive is not None:
            return segment.start
    return unit.start


def _noun_governs(unit: Unit, segment: Segment) -> bool:
    """„Die Vermutung der Polizei, dass …, bestätigte sich": the clause belongs to the noun before it."""
    for i in range(segment.start, segment.end):
        cue = lexicon().noun(unit.doc[i].text) if unit.doc[i].pos_ == "NOUN" else None
        if cue is not None:
            return True
    return False


def _coordinated(unit: Unit, k: int) -> bool:
    """„bestätigten den Vorfall, teilten aber mit, es sei …": no subject of its own, and a content clause follows."""
    segment = unit.segments[k]
    following = unit.segments[k + 1] if k + 1 < len(unit.segments) else None
    if following is None or following.kind == "frag" or (following.kind == "main" and following.subjunctive is None):
        return False
    if following.kind in ("rel", "sub", "wh"):
        return False
    words = [unit.doc[i] for i in range(segment.start + 1, segment.end)]
    return not any(t.pos_ in ("NOUN", "PROPN", "PRON") and t.lower_ not in ("sich", "ihm", "ihnen") for t in words)


def _is_purpose(unit: Unit, segments: list[Segment]) -> bool:
    return any(s.kind == "inf" and unit.doc[s.first].lower_ in _PURPOSE for s in segments)


def _resumed(unit: Unit, k: int) -> Ranges:
    """Where the quotation goes on after „…, sagte X, …"."""
    for segment in unit.segments[k + 1 :]:
        if segment.kind in ("frag", "rel") and segment.subjunctive is None:
            continue
        if segment.kind == "main" and segment.subjunctive is None and segment.delimiter in (";", ":"):
            return ()
        return ((segment.start, unit.last),)
    return ()


def _after(unit: Unit, k: int, group: tuple[int, ...], plain: bool) -> Ranges:
    start = _content_start(unit, k, group, plain)
    if start is None:
        return ()
    end = content_end(unit, start)
    return ((unit.segments[start].start, end),) if end > unit.segments[start].start else ()


def _content_start(unit: Unit, k: int, group: tuple[int, ...], plain: bool) -> int | None:
    segments = unit.segments
    complete = _ends_with(unit, segments[k], group)
    main = segments[k].kind not in ("sub", "rel")
    plain = plain and main  # „nachdem sie es bemerkt hatten, lief er fort"
    for j in range(k + 1, len(segments)):
        segment = segments[j]
        first = unit.doc[segment.first].lower_
        verb_first = bool(segment.finite) and segment.finite[0] == segment.first
        if segment.delimiter == ";":
            return None
        if segment.kind in ("dass", "ob"):
            return j
        if segment.kind == "wh":
            return None if first == "wie" and _has_cue(unit, segment) else j
        if segment.kind == "inf":
            if first in _PURPOSE:
                continue
            return j
        if segment.kind == "main":
            if verb_first and segment.subjunctive is None:
                return None
            if segment.start != segment.first and segment.subjunctive is None:
                return None
            if segment.subjunctive is None and not (plain and j == k + 1 and _names_something(unit, segment)):
                return None
            return j
        if segment.kind == "sub" and _leads_to_subjunctive(unit, j):
            return j
        if complete and segment.kind in ("frag", "sub") and _finite_follows(unit, j, main):
            return j
    return None


def _names_something(unit: Unit, segment: Segment) -> bool:
    """Whether an indicative main clause begins with its subject, and with no word that goes on from the one before."""
    first = unit.doc[segment.first]
    return first.pos_ in ("DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM") and first.lower_ not in lexicon().anaphors


def _ends_with(unit: Unit, segment: Segment, group: tuple[int, ...]) -> bool:
    """Whether nothing but the predicate stands at the end of its segment, so that no apposition can follow."""
    last = segment.end - 1
    while last > segment.start and unit.doc[last].is_punct:
        last -= 1
    return last in group


def _leads_to_subjunctive(unit: Unit, j: int) -> bool:
    following = unit.segments[j + 1 : j + 3]
    return any(s.subjunctive is not None and s.finite and s.finite[0] == s.first for s in following)


def _finite_follows(unit: Unit, j: int, free: bool) -> bool:
    """Whether a main clause follows that can be what was said, and is not itself one of saying („…, Y, sagte")."""
    main = next((s for s in unit.segments[j + 1 : j + 4] if s.kind == "main"), None)
    return main is not None and (main.subjunctive is not None or (free and not _has_cue(unit, main)))


def _has_cue(unit: Unit, segment: Segment) -> bool:
    words = lexicon()
    return any(
        unit.doc[i].pos_ == "VERB"
        and (unit.doc[i].lemma_ in words.verbs or words.infinitive(unit.doc[i].lower_) in words.verbs)
        for i in range(segment.start, segment.end)
    )


def content_end(unit: Unit, start: int) -> int:
    """The token after the last one of a quotation that begins with segment `start`."""
    segments = unit.segments
    opening = segments[start]
    for m in range(start + 1, len(segments)):
        segment = segments[m]
        if segment.end - segment.start == 1 and unit.doc[segment.start].lower_ in lexicon().prefixes:
            return segment.start - 1  # „lehnte die Forderung, …, ab"
        if segment.delimiter == ";" and segment.subjunctive is None:
            return segment.start - 1
        if segment.delimiter == ":" and any(q.start == segment.start for q in unit.quoted):
            return segment.start - 1
        bare_verb = bool(segment.finite) and segment.finite[0] == segment.first == segment.start
        would = segment.kind == "main" and segment.subjunctive == "II" and bare_verb
        if opening.kind == "inf" and would and not _conditional(unit, m):
            return segment.start - 1
        if segment.kind != "main" or segment.subjunctive is not None:
            continue
        verb_first = segment.finite[0] == segment.first
        bare = segment.start == segment.first
        content = opening.kind in (*_CONTENT, "rel") or opening.subjunctive is not None
        if verb_first and bare and content and not _conditional(unit, m):
            return segment.start - 1
        if opening.kind == "inf" and segment.delimiter == ",":
            return segment.start - 1
        if not bare and (_has_cue(unit, segment) or opening.subjunctive == "I"):
            return segment.start - 1  # „er gehe, und der Wirt schloss die Tür"
    return _cut_coordination(unit, start)


def _conditional(unit: Unit, m: int) -> bool:
    """Whether the verb-first segment is the main clause after a `wenn` inside the quotation."""
    return unit.segments[m - 1].kind == "sub"


def _cut_coordination(unit: Unit, start: int) -> int:
    """„sagte, er gehe, und kündigte … an" without the comma: the second verb of saying ends the quotation."""
    verbs = lexicon().verbs
    for segment in unit.segments[start:]:
        for i in segment.finite:
            token = unit.doc[i]
            if i > segment.start + 1 and unit.doc[i - 1].lower_ == "und" and token.lemma_ in verbs:
                indicative = segment.subjunctive is None or i != segment.finite[0]
                if indicative and segment.kind in ("main", "inf", "dass") and i != segment.end - 1:
                    return i - 1
    return unit.last

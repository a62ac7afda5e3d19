"""Sources named beside a statement: `laut`, `zufolge`, `nach Angaben`, `so X`, `wie X mitteilte`, `demnach`.

Takes a Unit; gives drafts of type indirect whose quotation is the sentence without the words that name the source.
Leaves out: verbs of saying with a complement of their own (see `cues`).

Nach Angaben der Feuerwehr brannte das Dach ab. → quotation „brannte das Dach ab", cue „Nach", speaker „Angaben
der Feuerwehr".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.reader.quotes import addressees, roles
from kg.reader.quotes.cues import Match, frame_of, match, noun_cue, subjects
from kg.reader.quotes.drafts import Draft, Range, ranges_of, trimmed, without
from kg.reader.quotes.lexicon import Cue, lexicon
from kg.reader.quotes.medium import is_thing, speaker_kind
from kg.reader.quotes.phrases import appositions, ends_clause, noun_phrase, source_phrase
from kg.reader.quotes.units import Segment, Unit
from kg.reader.syntax import is_participle

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOMINAL = ("NOUN", "PROPN", "DET", "PRON", "ADJ", "X", "PUNCT", "NUM")
# Pronouns that stand beside a source and are no part of it („es handele sich ersten Angaben zufolge").
_PERSONAL = frozenset(["sich", "es", "er", "sie", "ihn", "ihm", "ihnen", "wir", "uns", "man", "das", "dies"])
# Verbs that make a comparison, no quotation, of a clause with `wie`.
_NO_SOURCE = frozenset(["nennen", "sehen", "halten", "zeigen", "bezeichnen", "erwarten", "planen", "vorsehen"])


def find_sourced(unit: Unit, number: int) -> Iterator[Draft]:
    """Drafts of the unit whose source is named by a preposition, by `so` or by a clause with `wie`."""
    words = lexicon()
    for i in unit.tokens:
        token = unit.doc[i]
        if unit.within_quotes(i):
            continue
        lower = token.lower_
        place = words.sources.get(lower)
        draft = None
        if place is not None and token.pos_ not in ("VERB", "AUX"):
            draft = _prepositional(unit, number, token, place)
        elif lower == "für":
            draft = _judged(unit, number, token)
        elif lower in ("demnach", "demzufolge"):
            draft = _demnach(unit, number, token)
        elif lower == "wonach":
            draft = _wonach(unit, number, token)
        elif lower == "so":
            draft = _so(unit, number, token)
        elif lower == "wie":
            draft = _wie(unit, number, token)
        if draft is not None:
            yield draft


def _prepositional(unit: Unit, number: int, token: Token, place: str) -> Draft | None:
    doc = unit.doc
    k = unit.segment_of(token.i)
    segment = unit.segments[k]
    if not segment.start <= token.i < segment.end:
        return None
    before = doc[token.i - 1] if token.i > segment.start else None
    source: Range | None = None
    if (before is not None and (place == "after" or (place == "both" and before.pos_ in ("NOUN", "PROPN")))) or (
        place == "noun" and before is not None and _noun_of_saying_ends(unit, segment, token)
    ):
        source = _phrase_before(unit, segment, token)
    elif place != "after":
        source = _phrase_after(unit, k, token, place)
    if source is None:
        return None
    whole = (min(token.i, source[0]), max(token.i + 1, source[1]))
    speaker = source_speaker(unit, source)
    return _around(unit, number, token, whole, k, speaker=speaker, medium=_medium(unit, source))


def _judged(unit: Unit, number: int, token: Token) -> Draft | None:
    """„Für den Minister ist die Lage „alarmierend“": whose judgement the words in marks are."""
    k = unit.segment_of(token.i)
    segment = unit.segments[k]
    if token.i != segment.first or not segment.finite or unit.doc[segment.finite[0]].lemma_ != "sein":
        return None
    verb = segment.finite[0]
    if not any(verb < q.start and q.end <= segment.end for q in unit.quoted):
        return None
    speaker = ((token.i + 1, verb),)
    known = any(t.ent_type_ in ("PER", "ORG") for t in unit.doc[token.i + 1 : verb])
    if not known and speaker_kind(unit.doc, speaker) not in ("person", "body"):
        return None
    end = segment.end
    for later in unit.segments[k + 1 :]:
        if later.kind == "main":
            break
        end = later.end
    ranges = trimmed(unit.doc, ((verb, end),))
    cue = ((token.i, token.i + 1),)
    frame = ((token.i, verb),)
    return Draft("indirect", "speech thought", ranges, number, token.i, speaker=speaker, cue=cue, frame=frame)


def source_speaker(unit: Unit, source: Range) -> Range:
    """The source without a relative clause at its end."""
    first = unit.segment_of(source[0])
    for segment in unit.segments[first + 1 :]:
        if segment.start >= source[1]:
            break
        if segment.kind == "rel" or unit.doc[segment.start].pos_ in ("VERB", "SCONJ"):
            return (source[0], segment.start - 1)
    end = source[1]
    while end > source[0] and unit.doc[end - 1].text in (",", ";", ":", "–", "-"):
        end -= 1
    return (source[0], end)


def _noun_of_saying_ends(unit: Unit, segment: Segment, token: Token) -> bool:
    """„seiner Meinung nach": the noun right before, and no noun phrase after."""
    before = unit.doc[token.i - 1]
    if before.pos_ != "NOUN":
        return False
    cue = noun_cue(before)
    if cue is None or not cue.source:
        return False
    after = unit.doc[token.i + 1] if token.i + 1 < segment.end else None
    return after is None or after.pos_ not in ("NOUN", "PROPN", "DET")


def _phrase_before(unit: Unit, segment: Segment, token: Token) -> Range | None:
    """„ersten Angaben zufolge": back to the beginning of the segment, the verb, or an article."""
    doc = unit.doc
    finite = [i for i in segment.finite if i < token.i]
    low = finite[-1] + 1 if finite else segment.first
    if not finite and token.i - low <= 12:
        return (low, token.i)
    start = token.i - 1
    while start > low:
        before, here = doc[start - 1], doc[start]
        genitive = here.pos_ == "DET" and here.lower_ in ("der", "des", "eines", "einer")
        belongs = (
            before.pos_ in ("ADJ", "NUM")
            or (before.pos_ in ("PROPN", "X") and here.pos_ in ("PROPN", "X", "PUNCT"))
            or (before.pos_ in ("DET", "PRON") and here.pos_ not in ("DET", "PRON") and before.lower_ not in _PERSONAL)
            or (before.pos_ in ("NOUN", "PROPN") and genitive)
        )
        if not belongs:
            break
        start -= 1
    return (start, token.i)


def _phrase_after(unit: Unit, k: int, token: Token, place: str) -> Range | None:
    segment = unit.segments[k]
    start = token.i + 1
    if start >= segment.end:
        return None
    if place == "noun" and not _names_source(unit, segment, start):
        return None
    if token.lower_ == "gemäß" and not _may_say(unit, segment, start):
        return None
    if place == "view" and not _view(unit, segment, start):
        return None
    following = [i for i in segment.finite if i > token.i]
    fronted = token.i <= segment.first + 1 and not any(i < token.i for i in segment.finite)
    if fronted and following and segment.kind in ("main", "sub") and following[0] - start <= 25:
        return (start, following[0])
    if fronted and not following:
        # an apposition or relative clause follows; the verb comes first after it
        for later in unit.segments[k + 1 : k + 4]:
            if later.kind == "main" and later.finite[0] == later.first == later.start:
                return (start, later.start)
            if later.kind not in ("frag", "rel"):
                break
    limit = following[0] if following else segment.end
    end = source_phrase(unit, start, limit)
    return (start, end) if end > start else None


def _view(unit: Unit, segment: Segment, start: int) -> bool:
    """„aus Sicht der Kläger": somebody's view, no aspect („aus juristischer Sicht")."""
    words = [unit.doc[i].lower_ for i in range(start, min(segment.end, start + 3))]
    return "sicht" in words and (words[0] in ("sicht", "der") or words[0].endswith("s"))


def _may_say(unit: Unit, segment: Segment, start: int) -> bool:
    """„gemäß der Polizei", „gemäß dem Urteil"; „gemäß der alten Regelung" says how, not who."""
    noun = next((unit.doc[i] for i in range(start, segment.end) if unit.doc[i].pos_ in ("NOUN", "PROPN", "X")), None)
    if noun is None:
        return False
    kind = speaker_kind(unit.doc, ((start, noun.i + 1),))
    return kind is not None or noun.ent_type_ in ("PER", "ORG") or noun_cue(noun) is not None


def _names_source(unit: Unit, segment: Segment, start: int) -> bool:
    """Whether the first noun after `nach` is one of saying (a name may stand before it: „nach Meiers Worten")."""
    for i in range(start, min(segment.end, start + 6)):
        token = unit.doc[i]
        if token.pos_ in ("NOUN", "PROPN", "X"):
            cue = noun_cue(token)
            if cue is not None and cue.source:
                return not _is_event(unit, segment, i, cue)
            following = unit.doc[i + 1] if i + 1 < segment.end else None
            owner = token.text.endswith("s") and following is not None and following.pos_ in ("NOUN", "PROPN")
            if not owner or (token.pos_ == "NOUN" and unit.doc[i - 1].pos_ == "DET"):
                return False
        elif token.pos_ in ("VERB", "AUX"):
            return False
    return False


def _is_event(unit: Unit, segment: Segment, i: int, cue: Cue) -> bool:
    """„sagte nach dem Urteil, …": a text after the verb of saying, with an article and no author, is a time."""
    definite = unit.doc[i - 1].lower_ in ("dem", "der", "den")
    following = unit.doc[i + 1].lower_ if i + 1 < segment.end else ""
    if cue.medium != "writing" or not definite or following in ("des", "der", "eines", "einer", "von", "vom"):
        return False
    said = [found for j in segment.finite if j < i and (found := match(unit.doc[j], unit)) is not None]
    return any(found.cue.clause for found in said)


def _around(
    unit: Unit, number: int, anchor: Token, whole: Range, k: int, *, speaker: Range, medium: str
) -> Draft | None:
    """The quotation is what is left of the sentence, or of the clause that holds the source."""
    doc = unit.doc
    bounds = _bounds(unit, k)
    start, end = whole
    if (
        end < bounds[1]
        and doc[end].text in (",", "–", "—", "-")
        and (start == bounds[0] or doc[start - 1].text == doc[end].text)
    ):
        end += 1
    if (
        start > bounds[0]
        and doc[start - 1].text in (",", "–", "—", "-")
        and (doc[end - 1].text == doc[start - 1].text or end >= bounds[1])
    ):
        start -= 1
    ranges = trimmed(doc, without(bounds, ((start, end),)), marks=",;:–")
    if not ranges or not any(s.finite for s in unit.segments):
        return None
    return Draft(
        "indirect",
        medium,
        ranges,
        number,
        anchor.i,
        speaker=(speaker,),
        cue=((anchor.i, anchor.i + 1),),
        frame=trimmed(doc, ((start, end),)),
    )


def _bounds(unit: Unit, k: int) -> Range:
    """The part of the sentence that a source in segment `k` covers: between colons and semicolons, or its clause."""
    segments = unit.segments
    if segments[k].kind in ("rel", "sub"):
        end = segments[k].end
        for later in segments[k + 1 :]:
            if later.delimiter in (";", ":") or (later.kind == "main" and later.finite[0] == later.first):
                break
            if segments[k].kind == "rel" and later.kind == "main":
                break
            end = later.end
        if segments[k].kind == "rel" or k > 0:
            return (segments[k].start, end)
    low, high = unit.start, unit.last
    for segment in segments[: k + 1]:
        if segment.delimiter in (":", ";"):
            low = segment.start
    for segment in segments[k + 1 :]:
        if segment.delimiter == ";":
            high = segment.start - 1
            break
    return (low, high)


def _demnach(unit: Unit, number: int, token: Token) -> Draft | None:
    k = unit.segment_of(token.i)
    own = (token.i, token.i + 1)
    if unit.segments[k].subjunctive == "II":
        return None
    return _around(unit, number, token, own, k, speaker=own, medium="speech writing")


def _wonach(unit: Unit, number: int, token: Token) -> Draft | None:
    segment = unit.segments[unit.segment_of(token.i)]
    if token.i != segment.first:
        return None
    ranges = trimmed(unit.doc, ((token.i + 1, unit.last),))
    if not ranges:
        return None
    antecedent = next(
        (
            unit.doc[i]
            for i in range(token.i - 1, unit.start - 1, -1)
            if unit.doc[i].pos_ == "NOUN" and noun_cue(unit.doc[i])
        ),
        None,
    ) or next((unit.doc[i] for i in range(token.i - 1, unit.start, -1) if unit.doc[i].pos_ in ("NOUN", "PROPN")), None)
    speaker = noun_phrase(antecedent, unit, ranges) if antecedent is not None else ()
    if antecedent is not None and noun_cue(antecedent) is None and is_thing(unit.doc, speaker):
        speaker = ()
    return Draft(
        "indirect",
        "speech writing",
        ranges,
        number,
        token.i,
        speaker=speaker,
        cue=((token.i, token.i + 1),),
        frame=frame_of(unit, ranges),
    )


def _so(unit: Unit, number: int, token: Token) -> Draft | None:
    """„…, so der Minister": no verb in the segment, or a verb of saying."""
    k = unit.segment_of(token.i)
    segment = unit.segments[k]
    doc = unit.doc
    if k == 0 or token.i != segment.start or segment.delimiter not in (",", "–", "—", "-"):
        return None
    if token.i + 1 >= segment.end:
        return None
    following = doc[token.i + 1]
    speaker: tuple[Range, ...] = ()
    cue, medium = [token.i], "speech"
    if segment.finite:
        found = match(doc[segment.finite[0]], unit)
        if segment.finite[0] != token.i + 1 or found is None or not found.cue.clause:
            return None
        cue += [i for i in found.group if segment.start <= i < segment.end]
        medium = found.cue.medium
        speaker = roles.speaker(found.head, unit)
    elif following.pos_ not in _NOMINAL or following.lower_ in ("dass", "wie"):
        return None
    if not speaker:
        start = max(cue) + 1
        speaker = ((start, source_phrase(unit, start, segment.end)),) if start < segment.end else ()
        speaker = tuple(r for r in speaker if r[0] < r[1])
        if speaker:
            extra = appositions(unit, speaker[0][1], segment.end)
            speaker = ranges_of([*range(*speaker[0]), *extra])
    last = k
    while last + 1 < len(unit.segments) and _explains(unit, unit.segments[last + 1]):
        if (
            unit.segments[last + 1].kind == "frag"
            and any(s.finite for s in unit.segments[last + 2 :])
            and segment.finite
        ):
            break
        last += 1
    if not any(s.finite for n, s in enumerate(unit.segments) if n < k):
        last = k
    start, end = segment.start - 1, unit.segments[last].end
    bounds = _bounds(unit, k)
    end = end + 1 if end < bounds[1] and doc[end].text in (",", "–", "—", "-") else end
    ranges = trimmed(doc, without(bounds, ((start, end),)), marks=",;:–")
    outside = [s for s in unit.segments if s.finite and not start <= s.start < end]
    if not ranges or not outside:
        return None
    return Draft(
        "indirect",
        medium,
        ranges,
        number,
        token.i,
        speaker=speaker,
        cue=ranges_of(cue),
        addressee=addressees.spoken_to(token, unit, ranges),
        frame=trimmed(doc, ((start, end),)),
    )


def _explains(unit: Unit, segment: Segment) -> bool:
    """Whether the segment is a relative clause or apposition of the name before it."""
    nominal = unit.doc[segment.start].pos_ in ("NOUN", "PROPN", "DET", "ADJ", "X")
    return segment.kind == "rel" or (segment.kind == "frag" and nominal and not ends_clause(unit, segment))


def _wie(unit: Unit, number: int, token: Token) -> Draft | None:
    """„wie X mitteilte": a clause with the verb of saying at its end; the rest of the sentence is the quotation."""
    k = unit.segment_of(token.i)
    segment = unit.segments[k]
    doc = unit.doc
    if token.i != segment.first or token.i != segment.start:
        return None
    found, last = None, k
    for m in range(k, min(k + 3, len(unit.segments))):
        here = unit.segments[m]
        if m > k and here.end - here.start > 8 and m == len(unit.segments) - 1:
            return None
        found = _saying(unit, here)
        if found is not None:
            last = m
            break
        if here.finite and m > k and here.kind in ("dass", "main"):
            return None
    if found is None or not found.cue.clause or found.cue.lemma in _NO_SOURCE:
        return None
    bare = not unit.segments[last].finite and is_participle(found.head)
    if bare and found.cue.lemma not in ("berichten", "erwähnen", "mitteilen", "ankündigen"):
        return None
    if found.finite < unit.segments[last].end - 3:
        return None
    start, end = segment.start, unit.segments[last].end
    bounds = _bounds(unit, k)
    if start > bounds[0] and doc[start - 1].text in (",", "–", "—", "-"):
        start -= 1
    if end < bounds[1] and doc[end].text in (",", "–", "—", "-"):
        end += 1
    ranges = trimmed(doc, without(bounds, ((start, end),)), marks=",;:–")
    if any(c.lower_ in ("man", "ich", "wir") for c in subjects(found.head)):
        return None
    subject = roles.less(roles.speaker(found.head, unit, ranges, place=found.cue.speaker), found.group)
    if not subject and last > k and not roles.is_passive(found.head):  # „wie die Chefin der Werft, Lea Kern, mitteilte"
        reach = source_phrase(unit, token.i + 1, segment.end)
        subject = ranges_of([*range(token.i + 1, reach), *appositions(unit, reach, segment.end)])
    if not ranges or (subject and doc[subject[0][0]].lower_ in ("ich", "wir", "man", "sich")):
        return None
    group = [i for i in found.group if segment.start <= i < end]
    return Draft(
        "indirect",
        found.cue.medium,
        ranges,
        number,
        token.i,
        speaker=subject,
        cue=ranges_of([token.i, *group]),
        addressee=addressees.addressee(found.head, unit, ranges),
        frame=trimmed(doc, ((start, end),)),
    )


def _saying(unit: Unit, segment: Segment) -> Match | None:
    for i in range(segment.end - 1, segment.start - 1, -1):
        if unit.doc[i].pos_ in ("VERB", "AUX"):
            found = match(unit.doc[i], unit)
            if found is not None:
                return found
    return None


def _medium(unit: Unit, source: Range) -> str:
    for i in range(*source):
        cue = noun_cue(unit.doc[i]) if unit.doc[i].pos_ in ("NOUN", "PROPN") else None
        if cue is not None:
            return cue.medium
    return "speech writing"

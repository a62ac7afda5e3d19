"""Who speaks, to whom, and with which words: speaker, addressee and cue around a verb of saying.

Takes the head verb of a cue and its unit; gives token ranges. The parse says which word is the subject, and
where it is silent word order does; how far a phrase goes is read from its form (see `phrases`).
Leaves out: which person a pronoun or title means.

Gegenüber dem Sender kündigte die Chefin der Werft gestern Entlassungen an. → speaker `die Chefin der Werft`,
addressee `dem Sender`, cue `kündigte … an`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.reader.quotes.drafts import Ranges, ranges_of
from kg.reader.quotes.phrases import phrase_start, source_phrase
from kg.reader.quotes.units import Unit
from kg.reader.syntax import cases, core, obliques, preposition, verb_group

if TYPE_CHECKING:
    from spacy.tokens import Token

_CORRELATES = frozenset(
    ["davon", "darauf", "damit", "dafür", "dagegen", "daran", "darüber", "dazu", "davor", "darin", "darum", "dahin"]
)
_AGENT = frozenset(["von", "vom", "durch", "seitens"])
_PHRASE = frozenset(["DET", "NOUN", "PROPN", "ADJ", "NUM", "PRON", "X"])
_NOMINAL = frozenset(["NOUN", "PROPN", "PRON", "NUM", "X"])
# Pronouns that can only be the subject.
_NOMINATIVE = frozenset(["er", "ich", "wir", "man", "dieser"])
_NOBODY = frozenset(["es", "man", "sich", "das", "dies", "dieses", "was"])


def predicate(head: Token, unit: Unit) -> tuple[int, ...]:
    """The tokens of the cue: verb, auxiliaries, separated prefix, reflexive, correlate (`darauf`)."""
    group = verb_group(head)
    kept = {t.i for t in group.tokens if unit.start <= t.i < unit.end}
    for part in (head, *group.auxiliaries):
        for child in part.children:
            reflexive = child.lower_ == "sich" and child.dep_.split(":")[0] in ("expl", "obj", "iobj", "obl")
            if (reflexive or child.lower_ in _CORRELATES) and unit.start <= child.i < unit.end:
                kept.add(child.i)
    return tuple(sorted(_one_clause(unit, head, kept)))


def _one_clause(unit: Unit, head: Token, group: set[int]) -> set[int]:
    """The group without finite verbs of another clause that the parse has joined to it."""
    finite = {i for segment in unit.segments for i in segment.finite if i in group}
    if len(finite) > 1:
        own = min(finite, key=lambda i: (unit.segment_of(i) != unit.segment_of(head.i), i != head.i, abs(i - head.i)))
        group = {i for i in group if i not in finite or i == own}
    return group


def speaker(head: Token, unit: Unit, skip: Ranges = (), *, place: tuple[str, ...] = ()) -> Ranges:
    """The subject of the cue, or the agent of a passive; with titles and appositions, without relative clauses.

    Args:
        head: the verb.
        unit: its sentence.
        skip: what cannot be the speaker (the quotation).
        place: prepositions whose phrase is the speaker instead (`aus` of „geht aus dem Bericht hervor"), or
            `object` for a verb that quotes its object („zitierte den Minister").
    """
    group = verb_group(head)
    if "object" in place:
        arguments = core(head)
        quoted = arguments.subject if group.passive else arguments.object
        return noun_phrase(quoted, unit, skip) if quoted is not None and _usable(quoted, unit, skip) else ()
    if place:
        for oblique in obliques(head):
            case = preposition(oblique)
            if case is not None and (case.lower_ in place or case.lemma_ in place) and _usable(oblique, unit, skip):
                return noun_phrase(oblique, unit, skip)
        found = _after_preposition(unit, head, place, skip)
        if found or group.lemma in ("heißen", "hervorgehen"):
            return found
    if group.passive:
        return agent(head, unit, skip)
    subject = _subject(head, unit, skip)
    if subject is None:
        return _by_order(head, unit, skip)
    if subject.lower_ in _NOBODY:
        return ()
    return noun_phrase(subject, unit, skip)


def _subject(head: Token, unit: Unit, skip: Ranges) -> Token | None:
    """The subject of the parse, where the form of the words does not tell better."""
    finite = verb_group(head).finite
    if finite is not None and unit.start <= finite.i < unit.end - 1:
        for i in (finite.i + 1, finite.i + 2):
            if i < unit.end and unit.doc[i].lower_ in _NOMINATIVE and _usable(unit.doc[i], unit, skip):
                return unit.doc[i]
    subject = core(head).subject
    if subject is None or not _usable(subject, unit, skip) or subject.pos_ not in (*_NOMINAL, "DET", "ADJ"):
        return None
    if finite is not None and subject.i > finite.i and finite.i > unit.start:
        before = unit.segments[unit.segment_of(finite.i)].first
        first = unit.doc[before]
        if before < finite.i and first.pos_ in ("PROPN", "NOUN", "DET") and subject.pos_ != "PRON":
            noun = next((unit.doc[i] for i in range(before, finite.i) if unit.doc[i].pos_ in _NOMINAL), None)
            other = "Nom" in cases(subject) and len(cases(subject)) == 1
            plain = (
                noun is not None
                and "Nom" in cases(noun)
                and preposition(noun) is None
                and noun.dep_ in ("obj", "nsubj")
            )
            if plain and not other and noun is not None and _usable(noun, unit, skip):
                return noun
    return subject


def agent(head: Token, unit: Unit, skip: Ranges = ()) -> Ranges:
    """„wurde von der Polizei bestätigt": the phrase after `von` or `durch`."""
    for oblique in obliques(head):
        case = preposition(oblique)
        agentive = oblique.dep_ == "obl:agent" or (case is not None and case.lower_ in _AGENT)
        if agentive and _usable(oblique, unit, skip):
            return noun_phrase(oblique, unit, skip)
    return ()


def addressee(head: Token, unit: Unit, skip: Ranges = ()) -> Ranges:
    """The dative object of the cue, or the phrase after `gegenüber`."""
    found = _after_preposition(unit, head, ("gegenüber",), skip)
    if found:
        return found
    indirect = core(head).indirect
    if indirect is not None and indirect.lower_ != "sich" and _usable(indirect, unit, skip):
        return noun_phrase(indirect, unit, skip)
    return ()


def accused(head: Token, unit: Unit, skip: Ranges = ()) -> Ranges:
    """The object of „fordert X auf", „beschuldigt X", or the subject of its passive: the one who is spoken to."""
    arguments = core(head)
    target = arguments.subject if verb_group(head).passive else arguments.object or arguments.indirect
    if target is not None and target.lower_ not in _NOBODY and _usable(target, unit, skip):
        return noun_phrase(target, unit, skip)
    return addressee(head, unit, skip)


def noun_phrase(head: Token, unit: Unit, skip: Ranges = ()) -> Ranges:
    """The phrase around a noun: from its article to the end of its genitives, names and appositions."""
    doc = unit.doc
    if head.pos_ == "PRON" and head.dep_ not in ("nmod",):
        return ((head.i, head.i + 1),)
    start = phrase_start(unit, head)
    segment = unit.segments[unit.segment_of(head.i)]
    limit = segment.end
    for i in segment.finite:
        if i > head.i:
            limit = min(limit, i)
    for a, b in skip:
        if a > head.i:
            limit = min(limit, a)
        if b <= head.i:
            start = max(start, b)
    end = max(source_phrase(unit, start, limit), head.i + 1)
    if limit in segment.finite and _opens_clause(unit, segment.first, start):
        end = max(end, _before_verb(unit, start, limit))
    kept = [i for i in range(start, end) if not any(a <= i < b for a, b in skip)]
    kept += appositions(unit, end, segment.end, skip)
    return ranges_of(kept)


def _opens_clause(unit: Unit, first: int, start: int) -> bool:
    return all(unit.doc[i].is_punct or unit.doc[i].pos_ == "ADV" for i in range(first, start))


def _before_verb(unit: Unit, start: int, verb: int) -> int:
    """Before the finite verb of a main clause stands one phrase only, all of it the subject."""
    end = verb
    while end > start and unit.doc[end - 1].pos_ == "ADV":
        end -= 1
    return end


def appositions(unit: Unit, end: int, segment_end: int, skip: Ranges = ()) -> list[int]:
    """The tokens of „, Sprecher der Werft" after „Peter Klein": segments without a verb right after a phrase."""
    doc = unit.doc
    found: list[int] = []
    if end != segment_end or end >= unit.end or doc[end].text != ",":
        return found
    k = unit.segment_of(end - 1)
    for later in unit.segments[k + 1 : k + 3]:
        if later.delimiter != "," or later.kind not in ("frag", "main") or later.start >= unit.last:
            break
        if any(a <= later.start < b for a, b in skip):
            break
        first = doc[later.start]
        if first.pos_ not in ("NOUN", "PROPN", "DET", "ADJ", "X") and not (first.is_punct and not first.text.isalnum()):
            break
        stop = later.finite[0] if later.finite else later.end
        reach = source_phrase(unit, later.start, stop)
        reach = _with_place(unit, reach, stop)
        if later.kind == "main" and reach != later.finite[0]:
            break
        if reach <= later.start:
            break
        found += range(later.start - 1, reach)
        if later.kind == "main" or reach < later.end:
            break
    return found


def _with_place(unit: Unit, end: int, limit: int) -> int:
    """„Direktor am Institut für Seefahrt": prepositional attributes inside an apposition."""
    doc = unit.doc
    while end + 1 < limit and doc[end].pos_ == "ADP" and doc[end].lower_ not in ("gegenüber", "am", "vor", "nach"):
        reach = source_phrase(unit, end + 1, limit)
        if reach <= end + 1:
            break
        end = reach
    return end


def _after_preposition(unit: Unit, head: Token, words: tuple[str, ...], skip: Ranges) -> Ranges:
    """The noun phrase after one of the prepositions in the verb's own segment."""
    segment = unit.segments[unit.segment_of(head.i)]
    for i in range(segment.start, segment.end - 1):
        token = unit.doc[i]
        if (token.lower_ in words or token.lemma_ in words) and token.pos_ == "ADP" and _usable(token, unit, skip):
            verb = next((f for f in segment.finite if f > i), segment.end)
            end = source_phrase(unit, i + 1, verb)
            if end > i + 1:
                return ((i + 1, end),)
    return ()


def _by_order(head: Token, unit: Unit, skip: Ranges) -> Ranges:
    """Where the parse has no subject: the phrase before a verb in second place, or the first one after it."""
    finite = verb_group(head).finite
    if finite is None or not unit.start <= finite.i < unit.end:
        return ()
    doc = unit.doc
    k = unit.segment_of(finite.i)
    segment = unit.segments[k]
    first = segment.first
    if finite.i == segment.start and k and segment.delimiter == ",":
        found = _before_comma(unit, k, skip)
        if found:
            return found
    if first < finite.i and doc[first].pos_ in _PHRASE:
        if "Nom" in cases(doc[first]) and doc[first].lower_ not in _NOBODY and segment.kind != "rel":
            noun = next((doc[i] for i in range(first, finite.i) if doc[i].pos_ in _NOMINAL), None)
            if noun is not None and preposition(noun) is None:
                return _less(((first, finite.i),), skip)
    for i in range(finite.i + 1, segment.end):
        token = doc[i]
        if token.pos_ == "ADP":
            return ()
        if token.pos_ in _NOMINAL and token.lower_ not in _NOBODY and token.i not in (head.i,):
            start = phrase_start(unit, token)
            return _less(
                ((max(start, finite.i + 1), source_phrase(unit, max(start, finite.i + 1), segment.end)),), skip
            )
        if token.is_punct:
            return ()
    return ()


def _before_comma(unit: Unit, k: int, skip: Ranges) -> Ranges:
    """„Die Parteien im Rat, A und B, hatten …": the phrase before the verb has commas of its own."""
    low = k
    while low > 0 and unit.segments[low - 1].kind in ("frag", "rel"):
        low -= 1
    if low == k or (low and unit.segments[low].delimiter != ","):
        return ()
    first = unit.doc[unit.segments[low].first]
    if first.pos_ not in _PHRASE or first.lower_ in _NOBODY:
        return ()
    kept = [
        i
        for segment in unit.segments[low:k]
        if segment.kind == "frag"
        for i in range(segment.start - (segment.start > unit.segments[low].start), segment.end)
    ]
    return _less(ranges_of(kept), skip)


def _less(ranges: Ranges, skip: Ranges) -> Ranges:
    return ranges_of(i for a, b in ranges for i in range(a, b) if not any(c <= i < d for c, d in skip))


def _usable(token: Token, unit: Unit, skip: Ranges) -> bool:
    return unit.start <= token.i < unit.end and not any(a <= token.i < b for a, b in skip)

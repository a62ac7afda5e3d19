"""Direct speech: which passages in quotation marks are quotations, and who speaks.

Takes the units and the drafts found so far; gives drafts of type direct. A passage is a quotation if a verb of
saying or a colon introduces or follows it, if it holds a whole sentence, or if it stands inside another quotation
(then it shares that one's roles). Names and titles („Die Zeit“, der Film „M“) are none.
Leaves out: words that a single mark sets apart.

„Wir öffnen morgen“, sagte die Wirtin. → quotation with its marks, cue `sagte`, speaker `die Wirtin`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.reader.quotes import addressees, roles
from kg.reader.quotes.alone import topic
from kg.reader.quotes.cues import Match, match, noun_cue, subjects
from kg.reader.quotes.drafts import Draft, Ranges, ranges_of, trimmed, without
from kg.reader.quotes.lexicon import Cue, lexicon
from kg.reader.quotes.medium import is_person, is_thing, speaker_kind
from kg.reader.quotes.phrases import appositions, noun_phrase, source_phrase
from kg.reader.quotes.units import CLOSING, QuotedTokens, Unit
from kg.reader.syntax import feature, is_finite

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


_SENTENCE_END = (".", "!", "?")


def find_direct(units: Sequence[Unit], drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts of type direct in all units, in order; `drafts` are the other quotations with a cue."""
    by_unit = _by_unit(drafts)
    found: list[Draft] = []
    for number, unit in enumerate(units):
        outer = [q for q in unit.quoted if q.depth == 0]
        if not outer:
            continue
        frame = _frame(unit, [q for q in outer if is_sentence(unit.doc, q)] or outer)
        cues = _cues(unit)
        for q in outer:
            around = _around(q, by_unit.get(number, ()))
            cue = _cue(unit, q, cues)
            if found and _beside_another(unit, found[-1], q, number):
                found.append(replace(found[-1], ranges=((q.start, q.end),), anchor=q.start))
                continue
            quoted = around is not None and around.type == "reported" and _introduced(unit, q, cue)
            if around is not None and not quoted and not _said_beside(unit, q, around):
                if not is_name(unit, q, cue):
                    found.append(_nested(around, q, number))
                continue
            if found and _goes_on(unit, found[-1], q, number):
                found.append(replace(found[-1], ranges=((q.start, q.end),), anchor=q.start))
                continue
            if is_name(unit, q, cue) and not _is_all(unit, q) and (_embedded(unit, q) or not _said_after(unit, q, cue)):
                continue
            whole = is_sentence(unit.doc, q) and (cue is not None or not _embedded(unit, q))
            if whole or _said_after(unit, q, cue) or _is_all(unit, q):
                found.append(_direct(unit, number, q, frame, cue))
            elif _introduced(unit, q, cue):
                own = trimmed(unit.doc, without((unit.start, unit.last), ((q.start, q.end),)))
                found.append(_direct(unit, number, q, own, cue))
    return _lend(units, found)


def _goes_on(unit: Unit, before: Draft, q: QuotedTokens, number: int) -> bool:
    """„Das“, so der Wirt, „war alles“: what follows the words between two commas is the rest of what was said."""
    low, high = before.end, q.start
    if before.unit != number or before.nested or not before.cue or not before.speaker or high - low < 4:
        return False
    words = [unit.doc[i].text for i in range(low, high)]
    between = all(low < a and b <= high for a, b in (*before.cue, *before.speaker))
    return words[0] == words[-1] == "," and between and not any(text in (":", ";", *_SENTENCE_END) for text in words)


def _beside_another(unit: Unit, before: Draft, q: QuotedTokens, number: int) -> bool:
    """„nannte ihn einen „Lügner“ und „Betrüger““: words set beside others that are quoted."""
    joined = q.start - before.end == 1 and unit.doc[before.end].lower_ in ("und", "oder", ",")
    return joined and before.unit == number and before.ranges[0][1] == before.end


def find_inside(units: Sequence[Unit], running: Sequence[Draft], direct: Sequence[Draft]) -> list[Draft]:
    """Words in quotation marks inside quotations that have no cue of their own; those of `direct` are left out."""
    by_unit = _by_unit(running)
    known = {draft.start for draft in direct}
    found = []
    for number, drafts in sorted(by_unit.items()):
        unit = units[number]
        for q in unit.quoted:
            around = _around(q, drafts) if q.depth == 0 and q.start not in known else None
            if around is not None and not is_name(unit, q):
                found.append(_nested(around, q, number))
    return found


def _by_unit(drafts: Sequence[Draft]) -> dict[int, list[Draft]]:
    found: dict[int, list[Draft]] = {}
    for draft in drafts:
        for number in range(draft.unit_first if draft.unit_first >= 0 else draft.unit, draft.unit + 1):
            found.setdefault(number, []).append(draft)
    return found


def _around(q: QuotedTokens, drafts: Sequence[Draft]) -> Draft | None:
    return next((d for d in drafts if d.covers(q.start) and d.covers(q.end - 1)), None)


def _said_after(unit: Unit, q: QuotedTokens, cue: Match | None) -> bool:
    """„Feuer“, rief er: comma and verb of saying make speech of whatever the marks hold."""
    if q.end + 1 >= unit.end or unit.doc[q.end].text != ",":
        return False
    if unit.doc[q.end + 1].lower_ == "so" and _so(unit, q) is not None:
        return True
    verb = q.end + 2 if unit.doc[q.end + 1].lower_ == "so" else q.end + 1
    return cue is not None and cue.finite == verb and cue.cue.lemma != "heißen"


def _said_beside(unit: Unit, q: QuotedTokens, around: Draft) -> bool:
    """„…“, sagte sie laut Funk: the passage is the speaker's own, not the source's."""
    if unit.doc[around.anchor].pos_ in ("VERB", "AUX", "NOUN") or not is_sentence(unit.doc, q):
        return False
    after = unit.doc[q.end + 1] if q.end + 1 < unit.end else None
    before = unit.doc[q.start - 1] if q.start > unit.start else None
    follows = (
        unit.doc[q.end].text == "," and after is not None and after.pos_ in ("VERB", "AUX")
        if q.end < unit.end
        else False
    )
    return follows or (
        before is not None and before.text == ":" and around.type == "indirect" and around.start < q.start
    )


def is_sentence(doc: Doc, q: QuotedTokens) -> bool:
    """Whether the passage holds a finite verb and begins like a sentence, or ends like one."""
    inner = doc[q.start + 1 : q.end - 1]
    if not len(inner):
        return False
    verb = any(t.pos_ in ("VERB", "AUX") and is_finite(t) for t in inner)
    begins = inner[0].text[0].isupper() or inner[0].text[0].isdigit()
    ends = inner[-1].text in (".", "!", "?", "…", "...")
    spoken = q.start > 0 and doc[q.start - 1].text == ":" and ends
    return (verb and (begins or ends) and len(inner) > 3) or (ends and len(inner) > 2) or (spoken and len(inner) > 1)


def is_name(unit: Unit, q: QuotedTokens, cue: Match | None = None) -> bool:
    """Whether the passage is the name of a newspaper, work, ship or the like, or a term that is explained.

    Args:
        unit: its sentence.
        q: the passage.
        cue: the verb of saying next to it.
    """
    doc = unit.doc
    inner = [t for t in doc[q.start + 1 : q.end - 1] if not t.is_punct and not t.is_space]
    if not inner:
        return True
    before = doc[q.start - 1] if q.start > unit.start else None
    if before is not None and _is_explained(unit, before):
        return True
    if before is not None and before.lower_ in lexicon().slogans:
        return False
    ends = doc[q.end - 2].text in (".", "!", "?")
    if ends and (len(inner) > 4 or (before is not None and before.text == ":")) and is_sentence(doc, q):
        return False
    if any(t.pos_ in ("VERB", "AUX") and is_finite(t) for t in inner) and len(inner) > 3:
        return (
            inner[0].text[0].isupper()
            and before is not None
            and before.pos_ == "NOUN"
            and noun_cue(before) is None
            and not is_sentence(doc, q)
        )
    if all(t.pos_ in ("PROPN", "X") for t in inner):
        return True
    if not inner[0].text[0].isupper() and not inner[0].text[0].isdigit():
        return False
    words = [t for t in inner if t.pos_ not in ("ADP", "DET", "CCONJ", "NUM", "PART")]
    if not all(t.text[0].isupper() for t in words):
        return False
    # Capitals throughout: a name, unless an indefinite article or `als` makes it a judgement („eine „Farce““).
    if before is None:
        return len(inner) <= 4 and inner[0].pos_ in ("NOUN", "PROPN", "X", "DET", "NUM")
    if cue is not None and before.lower_ in cue.cue.reports:
        return False  # „sprach von „Verrat“"
    return not (before.lower_ in lexicon().judging or (before.text in (":", ",") and len(inner) > 2))


def _is_explained(unit: Unit, before: Token) -> bool:
    """Whether the word before makes a name of the passage: „das Motto „…““, „laut „Inselpost““, „(etwa: „…“)"."""
    words = lexicon()
    if before.text == ":" and before.i > unit.start:
        before = unit.doc[before.i - 1]
        return before.lower_ in words.glosses or before.lower_ in words.labels
    explains = words.glosses | words.labels | words.sources.keys()
    return before.text in ("(", "[") or before.lower_ in explains


def _frame(unit: Unit, outer: Sequence[QuotedTokens]) -> Ranges:
    return trimmed(unit.doc, without((unit.start, unit.last), tuple((q.start, q.end) for q in outer)))


def _cues(unit: Unit) -> list[tuple[int, Match]]:
    """The verbs of saying outside of all passages, with their tokens.

    One that only judges („halte es für „Unfug““) is itself quoted where it stands in Konjunktiv I.
    """
    if unit.cut:
        return []
    verbs = (i for i in unit.tokens if unit.doc[i].pos_ in ("VERB", "AUX") and not unit.within_quotes(i))
    matches = [(i, found) for i in verbs if (found := match(unit.doc[i], unit)) is not None]
    return [(i, m) for i, m in matches if m.cue.clause or unit.segments[unit.segment_of(i)].subjunctive != "I"]


def _cue(unit: Unit, q: QuotedTokens, cues: Sequence[tuple[int, Match]]) -> Match | None:
    """The verb of saying that stands nearest to the passage."""
    best: tuple[int, Match] | None = None
    for i, found in cues:
        ends = (*found.group, found.finite)
        distance = min(min(abs(j - q.start), abs(j - q.end + 1)) for j in ends)
        if _between(unit, q, i):
            distance += 8
        if i >= q.end and any(unit.doc[j].lower_ in ("und", "sowie") for j in range(q.end, i)):
            distance += 8  # „nannte es „dreist“ und forderte …"
        if unit.segments[unit.segment_of(i)].kind in ("dass", "rel", "sub", "inf", "ob"):
            distance += 15
        if best is None or distance < best[0]:
            best = (distance, found)
    return best[1] if best is not None else _any_verb(unit, q)


def _any_verb(unit: Unit, q: QuotedTokens) -> Match | None:
    """„…“, witzelte sie; sie setzte nach: „…“: any verb that stands where one of saying stands."""
    doc = unit.doc
    if not is_sentence(doc, q) and not _spoken_first(unit, q):
        return None
    verb = None
    if q.end + 1 < unit.end and doc[q.end].text == "," and doc[q.end + 1].pos_ in ("VERB", "AUX"):
        verb = doc[q.end + 1]
    elif q.start - 1 > unit.start and doc[q.start - 1].text == ":":
        segment = unit.segments[unit.segment_of(q.start - 2)]
        verb = doc[segment.finite[0]] if segment.finite and segment.kind == "main" else None
    elif q.end < unit.end and doc[q.end].text in (":", "–", "—", "-"):  # „…“: Mit diesen Worten …
        segment = unit.segments[unit.segment_of(q.end + 1)]
        words = any(noun_cue(doc[i]) for i in range(segment.start, segment.end) if doc[i].pos_ == "NOUN")
        verb = doc[segment.finite[0]] if segment.finite and words else None
    if verb is None:
        return None
    head = roles.content_verb(verb, unit)
    if any(o.start <= head.i < o.end for o in unit.quoted):
        return None
    return Match(head, Cue(head.lemma_, "speech"), roles.predicate(head, unit))


def _spoken_first(unit: Unit, q: QuotedTokens) -> bool:
    """„Lieber heute als morgen“, grinste er: several words that open the sentence, a comma, a verb and its subject."""
    doc = unit.doc
    if q.start != unit.start or q.end - q.start < 5 or q.end + 2 >= unit.end or doc[q.end].text != ",":
        return False
    verb = doc[q.end + 1]
    if verb.pos_ != "VERB" or not verb.text.islower() or not is_finite(verb):
        return False
    speaker = roles.speaker(verb, unit)
    return bool(speaker) and speaker[0][0] == verb.i + 1


def _embedded(unit: Unit, q: QuotedTokens) -> bool:
    """Whether the passage is a part of the sentence around it, as the title of a song is."""
    if q.start == unit.start:
        return False
    before = unit.doc[q.start - 1]
    return before.text not in (":", ",", ";", "–", "-", "—") and not (before.pos_ == "NOUN" and noun_cue(before))


def _is_all(unit: Unit, q: QuotedTokens) -> bool:
    """„Niemals!“ as a sentence of its own."""
    return q.start == unit.start and q.end == unit.end and unit.doc[q.end - 2].text in _SENTENCE_END


def _between(unit: Unit, q: QuotedTokens, i: int) -> bool:
    """Whether a clause boundary other than the mark's own comma or colon lies between verb and passage."""
    low, high = (i, q.start) if i < q.start else (q.end, i)
    return any(unit.doc[j].text in (";", ":") for j in range(low + 1, high - 1)) or (
        sum(unit.doc[j].text == "," for j in range(low + 1, high - 1)) > 1
    )


def _introduced(unit: Unit, q: QuotedTokens, cue: Match | None) -> bool:
    """Whether the words in marks are quoted by the verb of saying, or by a colon."""
    doc = unit.doc
    before = doc[q.start - 1] if q.start > unit.start else None
    if before is not None and _is_explained(unit, before):
        return False
    if before is not None and before.text == ":" and q.end - q.start > 4 and "(" not in doc[unit.start : q.start].text:
        return True
    if before is not None and before.lower_ in lexicon().slogans and q.end - q.start > 3:
        return True
    if cue is None:
        return False
    if cue.cue.lemma == "heißen" or (cue.cue.lemma == "lauten" and _labelled(cue)):
        return False
    verb = cue.head.i
    segment = unit.segments[unit.segment_of(q.start)]
    same = segment.start <= verb < segment.end or segment.start <= cue.finite < segment.end
    after = q.end < unit.end and doc[q.end].text == "," and cue.finite in (q.end + 1, q.end + 2)
    before_comma = before is not None and before.text == "," and q.end - q.start > 5
    if not (same or after or before_comma):
        return False
    speaker = roles.speaker(cue.head, unit, place=cue.cue.speaker)
    return bool(speaker) and not any(a <= q.start < b for a, b in speaker)


def _labelled(cue: Match) -> bool:
    """„Der Name lautet „…““."""
    return any(t.lower_ in lexicon().labels for t in subjects(cue.head))


def _direct(unit: Unit, number: int, q: QuotedTokens, frame: Ranges, cue: Match | None) -> Draft:
    draft = Draft("direct", "speech", ((q.start, q.end),), number, q.start, frame=frame)
    skip = tuple((o.start, o.end) for o in unit.quoted if o.depth == 0 and (o.end - o.start > 6 or o == q))
    so = _so(unit, q)
    if so is not None:
        draft.cue, draft.speaker = so
        draft.addressee = addressees.spoken_to(unit.doc[so[0][0][0]], unit, skip)
    elif cue is not None:
        head, entry = cue.head, cue.cue
        group = [i for i in cue.group if not any(a <= i < b for a, b in skip)]
        draft.medium = entry.medium if entry.medium in ("writing", "speech thought") else "speech"
        draft.cue = ranges_of(group)
        draft.speaker = roles.speaker(head, unit, skip, place=entry.speaker)
        if entry.lemma not in lexicon().verbs and is_thing(unit.doc, draft.speaker):
            draft.speaker = ()  # „Das Motiv fand sich dort: „…““
        draft.addressee = (addressees.accused if entry.addresses else addressees.addressee)(head, unit, skip)
        if draft.medium == "speech" and speaker_kind(unit.doc, draft.speaker) == "document":
            draft.medium = "writing"
    elif frame:
        draft.speaker = _before_colon(unit, q) or _after_colon(unit, q)
    return draft


def _so(unit: Unit, q: QuotedTokens) -> tuple[Ranges, Ranges] | None:
    """„…“, so X; „…“ laut X."""
    doc = unit.doc
    i = q.end
    while i < unit.end and doc[i].is_punct:
        i += 1
    if (
        i >= unit.end
        or doc[i].lower_ not in ("so", "laut")
        or (i + 1 < unit.end and doc[i + 1].pos_ in ("VERB", "AUX"))
    ):
        return None  # „so sagte Meier" has a verb for its cue
    segment = unit.segments[unit.segment_of(i)]
    end = source_phrase(unit, i + 1, max(segment.end, i + 1))
    if end <= i + 1:
        return ((i, i + 1),), ()
    return ((i, i + 1),), ranges_of([*range(i + 1, end), *appositions(unit, end, segment.end)])


def _before_colon(unit: Unit, q: QuotedTokens) -> Ranges:
    """„Meier: „…““, „Zitat von Meier: „…““: the noun phrase before the colon."""
    doc = unit.doc
    if q.start - 1 <= unit.start or doc[q.start - 1].text != ":":
        return ()
    first = doc[unit.start]
    if first.lower_.startswith(("sein", "ihr")) and first.pos_ == "DET" and not unit.segments[0].finite:
        return ((unit.start, unit.start + 1),)  # „Seine Meinung dazu: „…““
    nouns = [doc[i] for i in range(unit.start, q.start - 1) if doc[i].pos_ in ("NOUN", "PROPN")]
    named = (doc[i] for i in range(unit.start, q.start - 1) if feature(doc[i], "PronType") != "Rel")
    subject = next((t for t in named if t.dep_ in ("nsubj", "nsubj:pass")), None)
    if subject is not None:
        return noun_phrase(subject, unit)
    if nouns and len(nouns) <= 4 and not any(noun_cue(n) for n in nouns):
        return noun_phrase(nouns[0], unit)
    return ()


def _after_colon(unit: Unit, q: QuotedTokens) -> Ranges:
    """„„Ich bin kein Held“: Retter Max Huber über die Nacht": a headline names who is quoted after a colon."""
    if q.end + 1 >= unit.end or unit.doc[q.end].text != ":":
        return ()
    end = source_phrase(unit, q.end + 1, unit.last)
    known = any(t.ent_type_ in ("PER", "ORG") or is_person(t.text) for t in unit.doc[q.end + 1 : end])
    return ((q.end + 1, end),) if known else ()


def _nested(around: Draft, q: QuotedTokens, number: int) -> Draft:
    return Draft(
        "direct",
        around.medium,
        ((q.start, q.end),),
        number,
        q.start,
        speaker=around.speaker,
        cue=around.cue,
        addressee=around.addressee,
        frame=around.frame,
        nested=True,
    )


def _lend(units: Sequence[Unit], found: list[Draft]) -> list[Draft]:
    """A quotation that is a unit of its own takes the roles of the one before it in the same or next paragraph.

    One that no mark closes goes on in the next paragraph and takes the roles from there.
    """
    for draft, following in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        open_end = units[draft.unit].doc[draft.end - 1].text not in CLOSING
        if not draft.frame and open_end and following.unit == draft.unit + 1:
            _give(following, draft)
    previous: Draft | None = None
    for draft in found:
        alone = not draft.frame and not draft.nested
        reach = 2 if draft.unit and not topic(units[draft.unit - 1]) else 1
        if alone and previous is not None and previous.unit >= draft.unit - reach:
            _give(previous, draft)
        previous = draft
    return found


def _give(source: Draft, draft: Draft) -> None:
    draft.speaker, draft.cue, draft.addressee = source.speaker, source.cue, source.addressee
    draft.frame, draft.medium = source.frame, source.medium

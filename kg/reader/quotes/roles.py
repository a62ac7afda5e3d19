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
from kg.reader.quotes.lexicon import lexicon
from kg.reader.quotes.phrases import phrase_start, source_phrase
from kg.reader.quotes.units import Segment, Unit
from kg.reader.syntax import cases, core, obliques, preposition, verb_group

if TYPE_CHECKING:
    from spacy.tokens import Token

_CORRELATES = frozenset(
    ["davon", "darauf", "damit", "dafür", "dagegen", "daran", "darüber", "dazu", "davor", "darin", "darum", "dahin"]
)
_OBLIQUE = frozenset(["den", "dem", "des", "einen", "einem", "eines", "diesen", "diesem", "seinen", "seinem"])
_TIMES = frozenset(
    ["Stunde", "Minute", "Tag", "Woche", "Monat", "Jahr", "Stunden", "Minuten", "Tage", "Wochen", "Monate", "Jahre"]
)
_AGENT = frozenset(["von", "vom", "durch", "seitens"])
_PHRASE = frozenset(["DET", "NOUN", "PROPN", "ADJ", "NUM", "PRON", "X"])
_NOMINAL = frozenset(["NOUN", "PROPN", "PRON", "NUM", "X"])
_OPENS = frozenset('„"»«')
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
        quoted = arguments.subject if is_passive(head) else arguments.object
        if quoted is not None and _usable(quoted, unit, skip):
            return noun_phrase(quoted, unit, skip)
    elif place:
        for oblique in obliques(head):
            case = preposition(oblique)
            named = case is not None and (case.lower_ in place or case.lemma_ in place) and oblique.ent_type_ != "LOC"
            if named and _usable(oblique, unit, skip):
                return noun_phrase(oblique, unit, skip)
        found = _after_preposition(unit, head, place, skip)
        if found or group.lemma in ("heißen", "hervorgehen"):
            return found
    if is_passive(head):
        return agent(head, unit, skip) or _document(head, unit, skip)
    subject = _subject(head, unit, skip)
    finite = group.finite
    if finite is not None and (subject is None or subject.i < finite.i):
        k = unit.segment_of(finite.i)
        if k and finite.i == unit.segments[k].first and unit.segments[k].delimiter == ",":
            found = _before_comma(unit, k, skip)
            if found and (subject is None or any(a <= subject.i < b for a, b in found)):
                return found
    if subject is None:
        return _without_tail(unit, _by_order(head, unit, skip))
    if subject.lower_ in _NOBODY:
        return ()
    return _without_told(unit, noun_phrase(subject, unit, skip), finite)


def _without_told(unit: Unit, found: Ranges, finite: Token | None) -> Ranges:
    """„sagte Lea Kern der Wochenpost": a name of a person has no genitive after it, so the phrase is a dative."""
    if finite is None or len(found) != 1 or found[0][0] < finite.i:
        return found
    start, end = found[0]
    told = next((i for i in range(start + 1, end) if _tells_person(unit, i)), end)
    return ((start, told),)


def _tells_person(unit: Unit, i: int) -> bool:
    """Whether the article at `i` begins a phrase right after the name of a person."""
    token, before = unit.doc[i], unit.doc[i - 1]
    return token.lower_ in ("der", "dieser") and token.pos_ == "DET" and before.ent_type_ == "PER"


def is_passive(head: Token) -> bool:
    """Whether the verb is in the passive with `werden` (a parser takes „war ausgegangen" for one, too)."""
    group = verb_group(head)
    return group.passive and any(t.lemma_ == "werden" or t.lower_ == "worden" for t in group.auxiliaries)


def _without_tail(unit: Unit, found: Ranges) -> Ranges:
    """„die Jury bekannt (gab)": small words at the end are the verb's."""
    if not found:
        return ()
    start, end = found[-1]
    while end - 1 > start and unit.doc[end - 1].text.islower() and unit.doc[end - 1].pos_ != "PRON":
        end -= 1
    return (*found[:-1], (start, end))


def _document(head: Token, unit: Unit, skip: Ranges) -> Ranges:
    """„In einem Bericht wird vermutet": the text that says it."""
    segment = unit.segments[unit.segment_of(head.i)]
    for i in range(segment.start, segment.end - 1):
        token = unit.doc[i]
        if token.lower_ in ("in", "im", "aus", "laut") and token.pos_ == "ADP" and _usable(token, unit, skip):
            verb = next((f for f in segment.finite if f > i), segment.end)
            end = source_phrase(unit, i + 1, verb)
            nouns = [unit.doc[j] for j in range(i + 1, end) if unit.doc[j].pos_ == "NOUN"]
            cue = lexicon().noun(nouns[0].text) if nouns else None
            if cue is not None and "writing" in cue.medium:
                return ((i + 1, end),)
    return ()


def _subject(head: Token, unit: Unit, skip: Ranges) -> Token | None:
    """The subject of the parse, where the form of the words does not tell better."""
    finite = verb_group(head).finite
    if finite is not None and unit.start <= finite.i < unit.end - 1:
        for i in (finite.i + 1, finite.i + 2):
            pronoun = i < unit.end and unit.doc[i].lower_ in _NOMINATIVE and unit.doc[i].pos_ != "DET"
            if pronoun and _usable(unit.doc[i], unit, skip):
                return unit.doc[i]
    subject = core(head).subject
    if subject is not None and (not _usable(subject, unit, skip) or not _nominal(subject)):
        subject = None
    if subject is None:
        before = unit.doc[finite.i - 1] if finite is not None and finite.i > unit.start else None
        return before if before is not None and before.is_sent_start and before.text in unit.names else None
    if any(subject.i in segment.finite for segment in unit.segments):
        return None
    if finite is None or not unit.start < finite.i < unit.end:
        return subject
    segment = unit.segments[unit.segment_of(finite.i)]
    low = segment.first
    known = next((unit.doc[i] for i in range(low, finite.i) if unit.doc[i].text in unit.names), None)
    if known is not None and known.i == finite.i - 1 == low and not _is_noun(known):
        return known  # a name at the beginning that the tagger takes for an adverb
    while low < finite.i and unit.doc[low].pos_ == "ADV":
        low += 1
    first = unit.doc[low]
    noun = next((unit.doc[i] for i in range(low, finite.i) if unit.doc[i].pos_ in _NOMINAL), None)
    plain = noun is not None and _may_be_subject(first, noun) and segment.kind != "rel"
    if subject.i > finite.i and plain and subject.pos_ != "PRON" and noun is not None:
        # both orders are open to the form of the words: a verb of saying has its subject first
        certain = cases(subject) == {"Nom"}
        return subject if certain or not _usable(noun, unit, skip) or noun.dep_.startswith("obl") else noun
    oblique = first.lower_ in _OBLIQUE and low <= subject.i < finite.i
    if ((noun == subject and not plain) or oblique) and segment.kind == "main":
        return None
    return subject


def _is_noun(token: Token) -> bool:
    return token.pos_ in _NOMINAL


def _nominal(token: Token) -> bool:
    if token.pos_ in _NOMINAL or token.pos_ == "DET":
        return True
    return token.pos_ == "ADJ" and any(c.dep_ == "det" for c in token.children)


def _may_be_subject(first: Token, noun: Token) -> bool:
    """Whether the phrase before the verb can be the subject: no preposition, no oblique article, no time."""
    if first.pos_ not in _PHRASE or first.lower_ in _OBLIQUE or (first == noun and first.lower_ in _NOBODY):
        return False
    if preposition(noun) is not None or noun.lemma_ in _TIMES or noun.text in _TIMES:
        return False
    return "Nom" in cases(noun)


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
    found = spoken_to(head, unit, skip)
    if found:
        return found
    indirect = core(head).indirect
    if indirect is not None and indirect.lower_ != "sich" and _usable(indirect, unit, skip):
        return noun_phrase(indirect, unit, skip)
    return _dative(head, unit, skip) or _interviewer(head, unit, skip)


def spoken_to(cue: Token, unit: Unit, skip: Ranges = ()) -> Ranges:
    """The phrase after `gegenüber` in the segment of the cue, which may be `so`."""
    return _after_preposition(unit, cue, ("gegenüber",), skip)


def _interviewer(head: Token, unit: Unit, skip: Ranges) -> Ranges:
    """„in einem Interview mit dem Inselboten", „sagte er zur Inselpost", „vor Journalisten"."""
    doc = unit.doc
    segment = unit.segments[unit.segment_of(head.i)]
    for i in range(segment.start, segment.end - 1):
        token = doc[i]
        if token.pos_ != "ADP" or not _usable(token, unit, skip):
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


def less(ranges: Ranges, group: tuple[int, ...]) -> Ranges:
    """The ranges without the tokens of a cue („die Jury bekannt" beside „bekannt gab")."""
    return ranges_of(i for a, b in ranges for i in range(a, b) if i not in group)


def _dative(head: Token, unit: Unit, skip: Ranges) -> Ranges:
    """„sagte Meier dem Hafenboten": a phrase with `dem` or a dative pronoun that no preposition governs."""
    segment = unit.segments[unit.segment_of(head.i)]
    for i in range(segment.start + 1, segment.end):
        token, before = unit.doc[i], unit.doc[i - 1]
        if not _usable(token, unit, skip) or before.pos_ in ("ADP", "ADJ", "NUM", "DET"):
            continue
        if token.lower_ in ("ihm", "ihnen", "mir", "uns") and token.pos_ == "PRON":
            return ((i, i + 1),)
        after_verb = any(f < i for f in segment.finite)
        if (token.lower_ in ("dem", "einem") and token.pos_ == "DET") or (after_verb and _tells_person(unit, i)):
            verb = next((f for f in segment.finite if f > i), segment.end)
            end = source_phrase(unit, i, verb)
            return ((i, end),) if end > i + 1 else ()
    return ()


def accused(head: Token, unit: Unit, skip: Ranges = ()) -> Ranges:
    """The object of „fordert X auf", „beschuldigt X", or the subject of its passive: the one who is spoken to."""
    arguments = core(head)
    target = arguments.subject if is_passive(head) else arguments.object or arguments.indirect
    if target is not None and target.lower_ not in _NOBODY and _usable(target, unit, skip):
        return noun_phrase(target, unit, skip)
    return addressee(head, unit, skip)


def noun_phrase(head: Token, unit: Unit, skip: Ranges = ()) -> Ranges:
    """The phrase around a noun: from its article to the end of its genitives, names and appositions."""
    if head.pos_ == "PRON" and head.dep_ != "nmod":
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
    end = _to_name(unit, end, segment.end)
    kept = [i for i in range(start, end) if not any(a <= i < b for a, b in skip)]
    kept += appositions(unit, end, segment.end, skip)
    return ranges_of(kept)


def _to_name(unit: Unit, end: int, limit: int) -> int:
    """„der Sprecher im Landtag, Anton Huber, …": an attribute that leads up to the name belongs to the title."""
    doc = unit.doc
    if end >= limit or doc[end].pos_ != "ADP" or limit + 1 >= unit.end or doc[limit].text != ",":
        return end
    reach = _with_place(unit, end, limit)
    named = doc[limit + 1].pos_ == "PROPN" and doc[limit + 1].text[0].isupper()
    return reach if reach == limit and named else end


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
        if later.kind == "frag" and ends_clause(unit, later):
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


def ends_clause(unit: Unit, segment: Segment) -> bool:
    """„Die Werft habe, so der Kläger, Lohn einbehalten": a clause goes on, to its participle or infinitive."""
    last = unit.doc[segment.end - 1]
    return last.pos_ in ("VERB", "AUX") and last.dep_ not in ("amod", "nmod", "appos", "flat") and last.text.islower()


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
            if end > i + 1 and unit.doc[i + 1].ent_type_ != "LOC":
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
    if first < finite.i and segment.kind != "rel":
        noun = next((doc[i] for i in range(first, finite.i) if doc[i].pos_ in _NOMINAL), None)
        short = finite.i - first <= 2 and doc[first].text[0].isupper() and doc[first].pos_ in ("PROPN", "X", "NOUN")
        if noun is not None and (_may_be_subject(doc[first], noun) or short):
            return _less(((first, finite.i),), skip)
    last = doc[finite.i - 1] if finite.i > unit.start else None
    if last is not None and last.pos_ in _NOMINAL and finite.i > first:
        start = phrase_start(unit, last)
        if start > unit.start and doc[start - 1].lower_ in ("und", "aber", "doch") and _usable(last, unit, skip):
            return _less(((start, finite.i),), skip)
    if last is not None and last.lower_ in ("und", "sowie"):
        earlier = [i for s in unit.segments[: k + 1] for i in s.finite if i < finite.i]
        if earlier and doc[earlier[-1]] != head:
            return _subject_of(doc[earlier[-1]], unit, skip)
    if segment.kind in ("wh", "sub", "dass", "ob"):
        return _first_phrase(unit, first + 1, finite.i, skip)
    found = _first_phrase(unit, finite.i + 1, segment.end, skip) or _capitalized(unit, first, finite.i, skip)
    if not found and k and finite.i == segment.first:
        earlier = [i for s in unit.segments[:k] for i in s.finite]
        return _subject_of(doc[earlier[-1]], unit, skip) if earlier else ()
    return found


def _first_phrase(unit: Unit, low: int, high: int, skip: Ranges) -> Ranges:
    """The first noun phrase between two tokens, if no preposition comes before it."""
    doc = unit.doc
    for i in range(low, high):
        token = doc[i]
        if (token.pos_ == "ADP" and token.text.islower()) or (token.is_punct and token.text not in _OPENS):
            return ()
        if token.pos_ in _NOMINAL and token.lower_ not in _NOBODY and _usable(token, unit, skip):
            start = max(phrase_start(unit, token), low)
            return _less(((start, source_phrase(unit, start, high)),), skip)
    return ()


def _capitalized(unit: Unit, low: int, verb: int, skip: Ranges) -> Ranges:
    """A name that the model does not know, alone before the verb: „Elsner wies darauf hin"."""
    words = [unit.doc[i] for i in range(low, verb)]
    if not words or len(words) > 3 or not all(t.text[0].isupper() for t in words):
        return ()
    return _less(((low, verb),), skip)


def _subject_of(finite: Token, unit: Unit, skip: Ranges) -> Ranges:
    """The subject of an earlier clause of the sentence, which a verb after `und` shares."""
    head = finite.head if finite.dep_ in ("aux", "aux:pass", "cop") else finite
    subject = core(head).subject
    if subject is None or not _usable(subject, unit, skip) or subject.lower_ in _NOBODY or not _nominal(subject):
        return ()
    return noun_phrase(subject, unit, skip)


def _before_comma(unit: Unit, k: int, skip: Ranges) -> Ranges:
    """„Die Parteien im Rat, A und B, hatten …": the phrase before the verb has commas of its own."""
    low = k
    while low > 0 and unit.segments[low - 1].kind in ("frag", "rel"):
        low -= 1
    if low == k or (low and unit.segments[low].delimiter != ","):
        return ()
    first = unit.doc[unit.segments[low].first]
    if first.pos_ not in _PHRASE or (first.pos_ == "PRON" and first.lower_ in _NOBODY):
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

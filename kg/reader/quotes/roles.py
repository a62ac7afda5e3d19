"""Who speaks, and with which words: speaker and cue around a verb of saying.

Takes the head verb of a cue and its unit; gives token ranges. The parse says which word is the subject, and
where it is silent word order does; how far a phrase goes is read from its form (see `phrases`).
Leaves out: the one who is spoken to (see `addressees`); which person a pronoun or title means.

Gestern kündigte die Chefin der Werft Entlassungen an. → speaker `die Chefin der Werft`, cue `kündigte … an`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.reader.quotes.drafts import Ranges, ranges_of
from kg.reader.quotes.lexicon import lexicon
from kg.reader.quotes.medium import is_body, is_document, is_person
from kg.reader.quotes.phrases import noun_phrase, phrase_start, source_phrase
from kg.reader.quotes.units import Unit
from kg.reader.syntax import cases, core, feature, number_of_verb, obliques, preposition, verb_group

if TYPE_CHECKING:
    from spacy.tokens import Token

_CORRELATES = frozenset(
    ["davon", "darauf", "damit", "dafür", "dagegen", "daran", "darüber", "dazu", "davor", "darin", "darum", "dahin"]
)
_OBLIQUE = frozenset(["den", "dem", "des", "einen", "einem", "eines", "diesen", "diesem", "seinen", "seinem"])
_TIMES = frozenset(
    ["Stunde", "Minute", "Tag", "Woche", "Monat", "Jahr", "Stunden", "Minuten", "Tage", "Wochen", "Monate", "Jahre"]
)
_WITHIN = frozenset(["in", "im", "bei", "beim", "aus", "seitens"])
_AGENT = frozenset(["von", "vom", "durch", "seitens"])
_PHRASE = frozenset(["DET", "NOUN", "PROPN", "ADJ", "NUM", "PRON", "X"])
_NOMINAL = frozenset(["NOUN", "PROPN", "PRON", "NUM", "X"])
_OPENS = frozenset('„"»«')
# Pronouns that can only be the subject.
_NOMINATIVE = frozenset(["er", "ich", "wir", "man", "dieser"])
NOBODY = frozenset(["es", "man", "sich", "das", "dies", "dieses", "was"])


def predicate(head: Token, unit: Unit) -> tuple[int, ...]:
    """The tokens of the cue: verb, auxiliaries, prefix, reflexive, correlate (`darauf`), `es` of `hieß es`."""
    group = verb_group(head)
    kept = {t.i for t in group.tokens if unit.start <= t.i < unit.end}
    for part in (head, *group.auxiliaries):
        for child in part.children:
            own = child.lower_ == "sich" and child.dep_.split(":")[0] in ("expl", "obj", "iobj", "obl")
            beside = child.lower_ in _CORRELATES and group.lemma != "heißen"
            if (own or beside) and unit.start <= child.i < unit.end:
                kept.add(child.i)
    if group.lemma == "heißen" and group.finite is not None:
        segment = unit.segments[unit.segment_of(group.finite.i)]
        near = range(max(segment.start, group.finite.i - 6), min(segment.end, group.finite.i + 2))
        kept.update([i for i in near if unit.doc[i].lower_ == "es"][-1:])
    return tuple(sorted(_one_clause(unit, head, kept)))


def content_verb(verb: Token, unit: Unit) -> Token:
    """The verb that an auxiliary, modal or copula belongs to within the sentence; any other verb is its own."""
    lifted = verb.dep_ in ("aux", "aux:pass", "cop") and unit.start <= verb.head.i < unit.end
    return verb.head if lifted else verb


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
        if quoted is not None and usable(quoted, unit, skip):
            return noun_phrase(quoted, unit, skip)
    elif place:
        for oblique in obliques(head):
            case = preposition(oblique)
            named = case is not None and (case.lower_ in place or case.lemma_ in place) and oblique.ent_type_ != "LOC"
            if named and usable(oblique, unit, skip):
                return noun_phrase(oblique, unit, skip)
        found = after_preposition(unit, head, place, skip) or _from_place(unit, head, skip)
        if found or group.lemma in ("heißen", "hervorgehen"):
            return found
    if is_passive(head):
        return agent(head, unit, skip) or _document(head, unit, skip) or house(head, unit, skip)
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
    if subject.lower_ in NOBODY:
        return house(head, unit, skip) if subject.lower_ == "man" else ()
    return _without_told(unit, noun_phrase(subject, unit, skip), finite)


def _without_told(unit: Unit, found: Ranges, finite: Token | None) -> Ranges:
    """„sagte Lea Kern der Wochenpost": a name of a person has no genitive after it, so the phrase is a dative."""
    if finite is None or len(found) != 1 or found[0][0] < finite.i:
        return found
    start, end = found[0]
    told = next((i for i in range(start + 1, end) if tells_person(unit, i)), end)
    return ((start, told),)


def tells_person(unit: Unit, i: int) -> bool:
    """Whether the article at `i` begins a phrase right after the name of a person."""
    token, before = unit.doc[i], unit.doc[i - 1]
    return token.lower_ in ("der", "dieser") and token.pos_ == "DET" and before.ent_type_ == "PER"


def _from_place(unit: Unit, head: Token, skip: Ranges) -> Ranges:
    """„Aus Paris hieß es": a place that stands for those who speak there keeps its preposition."""
    segment = unit.segments[unit.segment_of(head.i)]
    for i in range(segment.start, segment.end - 1):
        if unit.doc[i].lower_ == "aus" and unit.doc[i + 1].ent_type_ == "LOC" and usable(unit.doc[i], unit, skip):
            return ((i, source_phrase(unit, i + 1, segment.end)),)
    return ()


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
        if token.lower_ in ("in", "im", "aus", "laut") and token.pos_ == "ADP" and usable(token, unit, skip):
            verb = next((f for f in segment.finite if f > i), segment.end)
            end = source_phrase(unit, i + 1, verb)
            nouns = [unit.doc[j] for j in range(i + 1, end) if unit.doc[j].pos_ == "NOUN"]
            if nouns and (lexicon().noun(nouns[0].text) is not None or is_document(nouns[0].text)):
                return ((i + 1, end),)
    return ()


def house(head: Token, unit: Unit, skip: Ranges = ()) -> Ranges:
    """„Im Ministerium verwies man auf …", „aus der Partei wurde bestätigt": the body whose people say it."""
    for oblique in obliques(head):
        case = preposition(oblique)
        within = case is not None and case.lower_ in _WITHIN
        if within and usable(oblique, unit, skip) and (oblique.ent_type_ == "ORG" or is_body(oblique.text)):
            return noun_phrase(oblique, unit, skip)
    return ()


def _subject(head: Token, unit: Unit, skip: Ranges) -> Token | None:
    """The subject of the parse, where the form of the words does not tell better."""
    finite = verb_group(head).finite
    if finite is not None and unit.start <= finite.i < unit.end - 1:
        for i in (finite.i + 1, finite.i + 2):
            pronoun = i < unit.end and unit.doc[i].lower_ in _NOMINATIVE and unit.doc[i].pos_ != "DET"
            if pronoun and usable(unit.doc[i], unit, skip):
                return unit.doc[i]
    subject = core(head).subject
    if subject is not None and (not usable(subject, unit, skip) or not _nominal(subject)):
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
    while low < finite.i and unit.doc[low].pos_ in ("ADV", "SCONJ", "CCONJ") and unit.doc[low].lower_ != "um":
        low += 1  # „auch wenn Meier …", „sowohl Meier als auch Kern …"
    first = unit.doc[low]
    noun = next((unit.doc[i] for i in range(low, finite.i) if unit.doc[i].pos_ in _NOMINAL), None)
    plain = noun is not None and _may_be_subject(first, noun) and segment.kind != "rel"
    if noun is not None and _disagrees(noun, finite):
        plain = False
        after = next((unit.doc[i] for i in range(finite.i + 1, segment.end) if unit.doc[i].pos_ in _NOMINAL), None)
        if after is not None and preposition(after) is None and "Nom" in cases(after) and usable(after, unit, skip):
            return after
        if noun == subject:
            return subject
    if subject.i > finite.i and plain and subject.pos_ != "PRON" and noun is not None:
        # both orders are open to the form of the words: a verb of saying has its subject first
        certain = cases(subject) == {"Nom"}
        return subject if certain or not usable(noun, unit, skip) or noun.dep_.startswith("obl") else noun
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


def _disagrees(noun: Token, finite: Token) -> bool:
    """Whether a verb in the singular has no such subject: things in the plural („Die Pläne nannte Kern „dreist““).

    Of names and persons the number is told less surely.
    """
    thing = noun.pos_ == "NOUN" and not noun.ent_type_ and not is_person(noun.text)
    return thing and feature(noun, "Number") == "Plur" and number_of_verb(finite) == "Sing"


def _may_be_subject(first: Token, noun: Token) -> bool:
    """Whether the phrase before the verb can be the subject: no preposition, no oblique article, no time."""
    if first.pos_ not in _PHRASE or first.lower_ in _OBLIQUE or (first == noun and first.lower_ in NOBODY):
        return False
    if preposition(noun) is not None or noun.lemma_ in _TIMES or noun.text in _TIMES:
        return False
    return "Nom" in cases(noun)


def agent(head: Token, unit: Unit, skip: Ranges = ()) -> Ranges:
    """„wurde von der Polizei bestätigt": the phrase after `von` or `durch`."""
    for oblique in obliques(head):
        case = preposition(oblique)
        agentive = oblique.dep_ == "obl:agent" or (case is not None and case.lower_ in _AGENT)
        if agentive and usable(oblique, unit, skip):
            return noun_phrase(oblique, unit, skip)
    return ()


def less(ranges: Ranges, group: tuple[int, ...]) -> Ranges:
    """The ranges without the tokens of a cue („die Jury bekannt" beside „bekannt gab")."""
    return ranges_of(i for a, b in ranges for i in range(a, b) if i not in group)


def after_preposition(unit: Unit, head: Token, words: tuple[str, ...], skip: Ranges) -> Ranges:
    """The noun phrase after one of the prepositions in the verb's own segment."""
    segment = unit.segments[unit.segment_of(head.i)]
    for i in range(segment.start, segment.end - 1):
        token = unit.doc[i]
        if (token.lower_ in words or token.lemma_ in words) and token.pos_ == "ADP" and usable(token, unit, skip):
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
        short = short and doc[first].lower_ not in _CORRELATES
        if noun is not None and (_may_be_subject(doc[first], noun) or short):
            return _less(((first, finite.i),), skip)
    if _is_noble(unit, first, finite.i):
        return _less(((first, finite.i),), skip)
    last = doc[finite.i - 1] if finite.i > unit.start else None
    if last is not None and last.pos_ in _NOMINAL and finite.i > first:
        start = phrase_start(unit, last)
        if start > unit.start and doc[start - 1].lower_ in ("und", "aber", "doch") and usable(last, unit, skip):
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


def _is_noble(unit: Unit, low: int, verb: int) -> bool:
    """„Von der Aue sagte": a name that begins with what else is a preposition."""
    words = [unit.doc[i] for i in range(low, verb)]
    if not 2 <= len(words) <= 4 or words[0].text not in ("Von", "Zu", "Van", "De") or not words[-1].text[0].isupper():
        return False
    return all(t.lower_ in ("der", "den", "dem", "und", "zu") for t in words[1:-1])


def _first_phrase(unit: Unit, low: int, high: int, skip: Ranges) -> Ranges:
    """The first noun phrase between two tokens, if no preposition comes before it."""
    doc = unit.doc
    for i in range(low, high):
        token = doc[i]
        if (token.pos_ == "ADP" and token.text.islower()) or (token.is_punct and token.text not in _OPENS):
            return ()
        if token.pos_ in _NOMINAL and token.lower_ not in NOBODY and usable(token, unit, skip):
            start = max(phrase_start(unit, token), low)
            return _less(((start, source_phrase(unit, start, high)),), skip)
    return ()


def _capitalized(unit: Unit, low: int, verb: int, skip: Ranges) -> Ranges:
    """A name that the model does not know, alone before the verb: „Elsner wies darauf hin"."""
    words = [unit.doc[i] for i in range(low, verb)]
    if not words or len(words) > 3 or not all(t.text[0].isupper() for t in words) or words[0].lower_ in _CORRELATES:
        return ()
    return _less(((low, verb),), skip)


def _subject_of(finite: Token, unit: Unit, skip: Ranges) -> Ranges:
    """The subject of an earlier clause of the sentence, which a verb after `und` shares."""
    subject = core(content_verb(finite, unit)).subject
    if subject is None or not usable(subject, unit, skip) or subject.lower_ in NOBODY or not _nominal(subject):
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
    if first.pos_ not in _PHRASE or (first.pos_ == "PRON" and first.lower_ in NOBODY):
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


def usable(token: Token, unit: Unit, skip: Ranges) -> bool:
    """Whether the token stands in the sentence and outside of what cannot have a role (the quotation)."""
    return unit.start <= token.i < unit.end and not any(a <= token.i < b for a, b in skip)

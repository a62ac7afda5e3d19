"""Indirect and reported speech: verbs and nouns of saying with what they govern.

Takes a Unit; gives drafts of type indirect (a clause: dass, ob, infinitive, Konjunktiv, verb second) and reported
(an object alone). Leaves out: sources named by a preposition (see `sources`), quotation marks (see `direct`).

Die Bahn kündigte an, die Strecke zu sperren. → indirect „die Strecke zu sperren", cue „kündigte … an".
Die Bahn kündigte eine Sperrung an. → reported, the whole sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.reader.quotes import addressees, roles
from kg.reader.quotes.complements import complement, content_end
from kg.reader.quotes.drafts import Draft, Ranges, ranges_of, trimmed, without
from kg.reader.quotes.lexicon import Cue, lexicon
from kg.reader.quotes.medium import is_thing
from kg.reader.quotes.phrases import noun_phrase
from kg.reader.quotes.units import Segment, Unit, is_saying_form
from kg.reader.syntax import core, has_finite, is_clause, is_finite, negations, preposition, verb_group

if TYPE_CHECKING:
    from spacy.tokens import Token


def find_cued(unit: Unit, number: int) -> Iterator[Draft]:
    """Drafts of the unit that a verb or noun of saying introduces, in order of their cues.

    Args:
        unit: the sentence.
        number: the unit's position in the text.
    """
    for i in unit.tokens:
        token = unit.doc[i]
        if unit.within_quotes(i):
            continue
        if token.pos_ in ("VERB", "AUX") or is_saying_form(token, lexicon()):
            found = match(token, unit)
            draft = _verbal(unit, number, found) if found is not None else None
        elif token.pos_ == "NOUN":
            cue = noun_cue(token)
            draft = _nominal(unit, number, token, cue) if cue is not None and cue.clause else None
        else:
            continue
        if draft is not None:
            yield draft


def find_anaphoric(unit: Unit, number: int, before: Unit) -> Draft | None:
    """„Das teilte die Bahn mit.": the sentence before, taken up by `dies` or `das`, is the quotation."""
    doc = unit.doc
    first = doc[unit.start]
    main = unit.segments[0] if unit.segments else None
    if main is None or first.lower_ not in lexicon().anaphors or not main.finite or main.finite[0] != unit.start + 1:
        return None
    for i in range(unit.start + 1, unit.last):
        found = match(doc[i], unit) if doc[i].pos_ in ("VERB", "AUX") and not unit.within_quotes(i) else None
        if found is None or unit.segment_of(i) > 1:
            continue
        if not found.cue.clause or found.cue.addresses:
            return None
        own = ((unit.start, unit.start + 1),)
        group = ranges_of(i for i in found.group if i != unit.start)
        speaker = roles.speaker(found.head, unit, own, place=found.cue.speaker)
        if not speaker and not roles.is_passive(found.head):
            return None
        whole = (before.start, before.last)
        return Draft(
            "indirect",
            found.cue.medium,
            (whole, *own),
            number,
            found.head.i,
            speaker=speaker,
            cue=group,
            addressee=addressees.addressee(found.head, unit, own),
            frame=((unit.start + 1, unit.last),),
            unit_first=number - 1,
        )
    return None


def find_unnamed(unit: Unit, number: int) -> Draft | None:
    """A content clause in Konjunktiv I beside a verb that no list knows, or a clause of another kind in it."""
    main = next((s for s in unit.segments if s.kind == "main"), None)
    if main is None or main.subjunctive is not None or is_condition(unit, main):
        return None
    k = unit.segments.index(main)
    for later in unit.segments[k + 1 :]:
        if later.subjunctive != "I" or not later.finite:
            continue
        start = unit.segments.index(later)
        if later.kind == "wh" and any(s.kind in ("dass", "ob", "wh") for s in unit.segments[k + 1 : start]):
            return None  # „dass er die Frage, wie viel er habe, nicht beantwortete"
        ranges = trimmed(unit.doc, ((later.start, content_end(unit, start)),), marks=",;:")
        head = roles.content_verb(unit.doc[main.finite[0]], unit)
        if not ranges or any(a <= head.i < b for a, b in ranges):
            return None
        told = roles.is_passive(head) or unit.doc[main.finite[0]].lower_ in ("soll", "sollen")
        governs = later.kind in ("dass", "main", "ob", "wh") and head.pos_ == "VERB"
        if later.kind == "main" and (told or not governs or ends_in_main(unit, later)):
            return None  # „Zwei Gäste wurden verletzt, einer sei in Gefahr": who spoke before goes on
        group = roles.predicate(head, unit) if governs else ()
        speaker = roles.speaker(head, unit, ranges)
        if not governs and (is_thing(unit.doc, speaker) or all(unit.doc[a].pos_ == "ADV" for a, _ in speaker)):
            speaker = ()  # „Es gilt die höchste Stufe, weil er sich bedroht fühle"
        return Draft(
            "indirect",
            "speech writing",
            ranges,
            number,
            head.i,
            speaker=speaker,
            cue=ranges_of(i for i in group if not any(a <= i < b for a, b in ranges)),
            frame=frame_of(unit, ranges),
        )
    return None


def ends_in_main(unit: Unit, segment: Segment) -> bool:
    """„Ob sie reisen oder bleiben wollen, stehe nicht fest": a main clause after the clause that is its first part."""
    fronted = unit.segments[0].kind in ("ob", "wh", "sub", "dass")
    return fronted and segment.finite[0] == segment.first == segment.start


@dataclass(frozen=True, slots=True)
class Match:
    """A verb of saying in the text: its head, the entry, and the tokens of the cue."""

    head: Token
    cue: Cue
    group: tuple[int, ...]

    @property
    def finite(self) -> int:
        """The finite verb of the cue (the head where it has none)."""
        verb = verb_group(self.head).finite
        return verb.i if verb is not None and verb.i in self.group else self.head.i


def match(token: Token, unit: Unit) -> Match | None:
    """The cue that the verb is, alone, with its separated prefix, or with a word beside it."""
    bare = token.dep_ in ("aux", "aux:pass", "cop")
    if bare and token.lemma_ not in ("sein", "werden"):
        return None
    if _is_aside(token) or (token.dep_ == "amod" and not is_finite(token)):
        return None
    if _is_adverb(token, unit):
        return None
    words = lexicon()
    head = token.head if bare and unit.start <= token.head.i < unit.end else token
    group = roles.predicate(head, unit)
    if not group:
        return None
    lemma, particle = verb_lemma(token, unit)
    cue = words.verbs.get(lemma)
    sent = not is_finite(token) and any(lemma in phrase.beside for phrase in words.phrases["lassen"])
    if sent and any(unit.doc[i].lemma_ == "lassen" for i in _near(unit, token)):
        return None  # „ließ verlauten" is a phrase of `lassen`, which has the subject
    if cue is not None and not bare:
        group = tuple(sorted({*group, particle})) if particle is not None else group
        if not _has_needed(unit, token, cue, group):
            return None
        return Match(head, cue, group)
    base = words.infinitive(token.lower_) or token.lemma_
    for phrase in words.phrases.get(token.lemma_ if bare else base, ()):
        beside = _beside(unit, token, phrase) if _has_needed(unit, token, phrase, group) else []
        if beside:
            return Match(head, phrase, tuple(sorted({*group, *beside})))
    return None


def _is_aside(token: Token) -> bool:
    """„zogen, angeführt von Kern, zum Rathaus": a participle between commas that has no auxiliary."""
    if "Part" not in token.morph.get("VerbForm", []) or token.dep_ in ("root", "conj"):
        return False
    return token.i > 0 and token.nbor(-1).text == "," and not any(c.pos_ == "AUX" for c in token.children)


def _is_adverb(token: Token, unit: Unit) -> bool:
    """„gab sich betont gelassen": after the finite verb of a main clause no other stands before an adjective."""
    segment = unit.segments[unit.segment_of(token.i)]
    if token.i not in segment.finite[1:] or segment.kind != "main" or token.i + 1 >= segment.end:
        return False
    between = unit.doc[segment.finite[0] + 1 : token.i]
    return token.nbor(1).pos_ in ("ADJ", "ADV") and not any(t.pos_ == "CCONJ" for t in between)


def _has_needed(unit: Unit, token: Token, cue: Cue, group: tuple[int, ...]) -> bool:
    """Whether a word that the cue needs stands in its clause, and none that it bars."""
    if not cue.needs and not cue.never:
        return True
    words = {unit.doc[i].lower_ for i in (*group, *_near(unit, token))}
    return words.isdisjoint(cue.never) and not (cue.needs and words.isdisjoint(cue.needs))


def verb_lemma(token: Token, unit: Unit) -> tuple[str, int | None]:
    """The infinitive with its separated prefix, and the prefix's token where the parse does not have it."""
    words = lexicon()
    lemma = verb_group(token).lemma if is_clause(token) else token.lemma_
    known = lemma in words.verbs
    if not known:
        lemma = words.infinitive(token.lower_) or lemma
    if any(c.dep_ == "compound:prt" for c in token.children):
        prefix = next(c.lower_ for c in token.children if c.dep_ == "compound:prt")
        if not known and not lemma.startswith(prefix) and prefix + lemma in words.verbs:
            return prefix + lemma, None
        return lemma, None
    if is_finite(token):
        segment = unit.segments[unit.segment_of(token.i)]
        last = segment.end - 1
        while last > token.i and unit.doc[last].is_punct:
            last -= 1
        word = unit.doc[last].lower_
        particle = last > token.i and word in words.prefixes and not any(i > token.i for i in segment.finite)
        if particle and (word + lemma in words.verbs or word == "frei"):
            return word + lemma, last  # „sprach ihn frei" says nothing
        far = _particle_apart(unit, token)
        if far is not None and unit.doc[far].lower_ + lemma in words.verbs:
            return unit.doc[far].lower_ + lemma, far
    return lemma, None


def _particle_apart(unit: Unit, token: Token) -> int | None:
    """„gab Meier, der Chef, an, dass": the prefix alone between two commas."""
    k = unit.segment_of(token.i)
    for segment in unit.segments[k + 1 : k + 4]:
        if segment.kind in ("dass", "main", "inf"):
            return None
        if segment.end - segment.start == 1 and unit.doc[segment.start].lower_ in lexicon().prefixes:
            return segment.start
    return None


def _near(unit: Unit, token: Token) -> range:
    segment = unit.segments[unit.segment_of(token.i)]
    return range(segment.start, segment.end)


def _beside(unit: Unit, token: Token, phrase: Cue) -> list[int]:
    """The word that makes the verb a cue, with its article and preposition, in the verb's own segment."""
    for i in _near(unit, token):
        word = unit.doc[i]
        if i != token.i and (word.lower_ in phrase.beside or word.lemma_.lower() in phrase.beside):
            start = i
            while start - 1 >= unit.start and unit.doc[start - 1].pos_ in ("DET", "ADP") and i - start < 2:
                start -= 1
            return [j for j in range(start, i + 1) if j != token.i]
    far = _particle_apart(unit, token)
    return [far] if far is not None and unit.doc[far].lower_ in phrase.beside else []


def noun_cue(token: Token) -> Cue | None:
    """The noun of saying that the token is or ends with (`Polizeiangaben` → Angabe)."""
    words = lexicon()
    return words.noun(token.lemma_) or words.noun(token.text)


# Who speaks of himself, or of nobody, is not reported.
_NO_REPORT = frozenset(["ich", "du", "wir", "ihr", "man", "niemand", "keiner"])


def subjects(head: Token) -> list[Token]:
    """The words that the parse calls subjects of the verb or of its auxiliaries."""
    group = [head, *(c for c in head.children if c.dep_ in ("aux", "aux:pass"))]
    return [c for part in group for c in part.children if c.dep_.startswith("nsubj")]


def is_condition(unit: Unit, segment: Segment) -> bool:
    """„Sollte er zustimmen, …": a clause with the verb first that begins the sentence."""
    opens = segment.start == unit.start and bool(segment.finite) and segment.finite[0] == segment.first
    return opens and unit.doc[segment.first].lower_.startswith(("sollte", "würde", "wäre", "hätte", "könnte", "müsste"))


def _verbal(unit: Unit, number: int, found: Match) -> Draft | None:
    segment = unit.segments[unit.segment_of(found.head.i)]
    if segment.kind == "inf" and unit.doc[segment.first].lower_ in ("um", "ohne", "statt", "anstatt"):
        return None
    nobody = [c.lower_ for c in subjects(found.head) if c.lower_ in _NO_REPORT]
    if is_condition(unit, segment) or (nobody and not (nobody == ["man"] and roles.house(found.head, unit))):
        return None
    plain = "thought" not in found.cue.medium and not found.cue.addresses and not roles.is_passive(found.head)
    ranges = complement(unit, found.finite, found.group, plain=plain) if found.cue.clause else ()
    if ranges and not _is_speech(unit, ranges):
        return _indirect(unit, number, found, ranges)
    if not ranges and found.cue.reports and segment.subjunctive != "I" and _reports(unit, found):
        return _reported(unit, number, found)
    return None


def _is_speech(unit: Unit, ranges: Ranges) -> bool:
    """Whether the passage is nothing but direct speech in quotation marks, or speech after a colon."""
    first, last = ranges[0][0], ranges[-1][1]
    for q in unit.quoted:
        if q.depth:
            continue
        if q.start <= first + 1 and q.end >= last - 1 and len(ranges) == 1:
            return True
        colon = q.start > unit.start and unit.doc[q.start - 1].text == ":"
        if colon and q.end - q.start > 4 and first < q.start and q.end >= last - 1:
            return True  # „Er war zufrieden: „Ein guter Start“, sagte er": the marks hold the quotation
    size = sum(b - a for a, b in ranges)
    inside = sum(max(0, min(b, q.end) - max(a, q.start)) for a, b in ranges for q in unit.quoted if not q.depth)
    return inside >= size - 1


def _indirect(unit: Unit, number: int, found: Match, ranges: Ranges) -> Draft:
    head = found.head
    ranges = trimmed(unit.doc, ranges, marks=",;:")
    words = [i for i in found.group if not any(a <= i < b for a, b in ranges)]
    return Draft(
        "indirect",
        found.cue.medium,
        ranges,
        number,
        head.i,
        speaker=roles.less(roles.speaker(head, unit, ranges, place=found.cue.speaker), found.group),
        cue=ranges_of(words),
        addressee=(addressees.accused if found.cue.addresses else addressees.addressee)(head, unit, ranges),
        frame=frame_of(unit, ranges),
    )


def frame_of(unit: Unit, ranges: Ranges) -> Ranges:
    """The sentence without the quotation and without its final full stop."""
    return trimmed(unit.doc, without((unit.start, unit.last), ranges))


def _reports(unit: Unit, found: Match) -> bool:
    """Whether the object of the verb, or the phrase after one of its prepositions, is what was said."""
    head = found.head
    if not has_finite(head) or head.lower_.endswith("end"):
        return False  # „Ausgehend von den Zahlen"
    segment = unit.segments[unit.segment_of(head.i)]
    words = {unit.doc[i].lower_ for i in range(segment.start, segment.end)}
    if negations(head) and not roles.is_passive(head):
        return False  # „Belege nannte er nicht"
    judged = found.cue.lemma == "nennen" or "als" in found.cue.reports
    if judged and any(segment.start < q.start and q.end <= segment.end and q.end - q.start > 2 for q in unit.quoted):
        return False  # „nannte den Plan „eine Farce““ is direct speech
    if words & set(found.cue.reports):
        return True
    if "*" not in found.cue.reports:
        return False
    arguments = core(head)
    if roles.is_passive(head):
        return arguments.subject is not None
    return arguments.object is not None and arguments.object.lower_ != "sich"


def _reported(unit: Unit, number: int, found: Match) -> Draft | None:
    head = found.head
    segment = unit.segments[unit.segment_of(head.i)]
    if segment.kind not in ("main", "frag"):
        return None
    ranges = trimmed(unit.doc, ((unit.start, unit.end),))
    # „von einem Unfall wird ausgegangen": the phrase after `von` is what is said, and by nobody who is named
    unnamed = roles.is_passive(head) and "von" in found.cue.reports
    return Draft(
        "reported",
        found.cue.medium,
        ranges,
        number,
        head.i,
        speaker=() if unnamed else roles.speaker(head, unit),
        addressee=addressees.addressee(head, unit),
    )


def _nominal(unit: Unit, number: int, noun: Token, cue: Cue) -> Draft | None:
    """„die Forderung, …": the segment right after the noun's own (a genitive may stand between)."""
    k = unit.segment_of(noun.i)
    if k + 1 >= len(unit.segments):
        return None
    following = unit.segments[k + 1]
    if not _adjacent(unit, noun, unit.segments[k]) or following.delimiter != ",":
        return None
    if following.kind == "inf" and unit.doc[following.first].lower_ in ("um", "ohne", "statt", "anstatt"):
        return None
    if following.kind not in ("dass", "ob", "inf") and (following.kind != "main" or following.subjunctive is None):
        return None
    ranges = trimmed(unit.doc, ((following.start, content_end(unit, k + 1)),), marks=",;:")
    if not ranges:
        return None
    if (
        noun.dep_.startswith("obl")
        and noun.head.pos_ == "VERB"
        and (found := match(noun.head, unit)) is not None
        and found.cue.clause
    ):
        return None  # „erklärte in einer Mitteilung, …": the clause belongs to the verb
    words, speaker = _noun_roles(unit, noun, ranges)
    return Draft(
        "indirect",
        cue.medium,
        ranges,
        number,
        noun.i,
        speaker=speaker,
        cue=ranges_of(words),
        frame=frame_of(unit, ranges),
    )


def _adjacent(unit: Unit, noun: Token, segment: Segment) -> bool:
    """Whether only the noun's own modifiers stand between it and the end of its segment."""
    between = [unit.doc[i] for i in range(noun.i + 1, segment.end)]
    if any(t.pos_ == "NOUN" and (cue := noun_cue(t)) is not None and cue.clause for t in between):
        return False
    return not any(t.pos_ in ("VERB", "AUX") and t.dep_ not in ("amod", "acl") for t in between) or (
        len(between) <= 1 and all(t.pos_ == "VERB" or t.dep_ == "compound:prt" for t in between)
    )


def _noun_roles(unit: Unit, noun: Token, ranges: Ranges) -> tuple[list[int], Ranges]:
    own = [c.i for c in noun.children if c.dep_ == "det" and c.i < noun.i]
    for child in noun.children:
        if child.dep_ == "det:poss" or (child.dep_ == "det" and child.lower_.startswith(("sein", "ihr"))):
            return [noun.i], ((child.i, child.i + 1),)
        if child.dep_ == "nmod" and child.i > noun.i:
            case = preposition(child)
            if case is None or case.lower_ in ("von", "vom", "aus"):
                return [*own, noun.i], noun_phrase(child, unit, ranges)
    verb = noun.head
    if verb.pos_ == "VERB" and noun.dep_ in ("obj", "obl", "obl:arg") and unit.start <= verb.i < unit.end:
        group = [i for i in roles.predicate(verb, unit) if not any(a <= i < b for a, b in ranges)]
        before = [c.i for c in noun.children if c.dep_ == "case"]
        return [*group, *before, *own, noun.i], roles.speaker(verb, unit, ranges)
    return [*own, noun.i], ()

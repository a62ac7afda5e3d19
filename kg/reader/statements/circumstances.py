"""When and where: time and place of a statement, from the words of its own clause.

Takes the head of a clause and the participants; gives TimeRef and PlaceRef. What only dates or places a noun, another
event or a comparison is left out, and so is what may belong to either: a missing time is no fault, a wrong one is.
Leaves out: the value of a time expression (kg.reader.times).

Example: „Am Montag warnte die Reederei vor Überfällen in Somalia." has the time of Montag and no place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.model import PlaceRef, TimeRef
from kg.reader.statements.draft import Reading, Slot, slot
from kg.reader.syntax import (
    cases,
    conjuncts,
    core,
    determiner,
    feature,
    is_clause,
    preposition,
    sentence_of,
    spans_of,
    verb_group,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.model import Time

_WHERE = frozenset(
    {
        "in",
        "im",
        "auf",
        "an",
        "am",
        "bei",
        "beim",
        "vor",
        "nahe",
        "nördlich",
        "südlich",
        "östlich",
        "westlich",
        "unweit",
    }
)
# Prepositions of a time beside the verb, and of one inside a phrase of the clause.
_WHEN = frozenset(
    {
        "", "an", "am", "in", "im", "um", "gegen", "seit", "ab", "bis", "vor", "nach", "zwischen", "während", "zu",
        "zum", "zur", "binnen", "innerhalb", "bei", "beim", "anno", "kurz",
    }
)  # fmt: skip
_INSIDE = frozenset({"", "an", "am", "in", "im", "um", "gegen", "vor"})
# Prepositions of a place inside another phrase, and of the phrase around it.
_WITHIN = _WHERE - {"auf", "an", "vor"}
_AROUND = _WHERE - {"vor"} | {"während"}
# Prepositions of another event beside the one told: a time or place after its noun may be its own.
_OTHER_EVENT = frozenset({"wegen", "aufgrund", "über", "nach", "bis", "seit", "gegen", "für", "trotz", "infolge"})
_OTHERWISE = frozenset({"jedoch", "aber", "doch", "allerdings", "danach", "dann", "später", "inzwischen", "seither"})
_TITLE = 100  # words inside quotation marks
_SUPERLATIVE = re.compile(r"[a-zäöüß]{2,}st(?:e[mnrs]?)")
_ORDER = {"DATE": 0, "TIME": 1, "SET": 2, "DURATION": 3}


def own_tokens(head: Token) -> Iterator[Token]:
    """The words of the clause without the clauses inside it."""
    stack = [head]
    while stack:
        token = stack.pop()
        yield token
        stack += [c for c in token.children if not (is_clause(c) and c.dep_ not in ("amod", "nmod"))]


def time_of(head: Token, reading: Reading) -> TimeRef | None:
    """The time expression of the clause: a date before a duration, the one nearest to the verb first."""
    found: dict[int, tuple[tuple[int, int, int], Time, Token]] = {}
    for token in own_tokens(head):
        time = reading.timed.get(token.i)
        if time is None or not _dates(token, head, reading):
            continue
        if time.value.endswith("_REF") and token.pos_ == "ADJ":
            continue  # „der ehemalige Minister": no time of the clause
        if time.value == "FUTURE_REF" and is_clause(head) and verb_group(head).tense in ("past", "perfect"):
            continue  # „bald stand es zwei zu null"
        rank = (_ORDER.get(time.type, 4) + 4 * time.value.endswith("_REF"), _depth(token, head), abs(token.i - head.i))
        if time.start not in found or rank < found[time.start][0]:
            found[time.start] = (rank, time, _top(token, head, reading))
    if not found:
        return None
    rank, time, top = min(found.values(), key=lambda one: (one[0], one[1].start))
    around = {one.head.i for kind, _, one in found.values() if kind[0] == rank[0] and one.head not in (head, one)}
    if top.head.i in around and len(around) > 1:
        return None  # „bei einem Fest im Jahr 2003 und bei einer Feier im Jahr 2004"
    return TimeRef(time.value, ((time.start, time.end),))


def _top(token: Token, head: Token, reading: Reading) -> Token:
    """The word at the head of a chain of times: `Juli` of „im Juli des Jahres 1995"."""
    top = token
    while top != head and top.head.i in reading.timed and top.head != top:
        top = top.head
    return top


def _dates(token: Token, head: Token, reading: Reading) -> bool:
    """Whether a time says when the clause happens: it stands with the verb, or in a phrase that says where or when.

    Not „die Anschläge vom 3. Mai", „der 2019 gewählte Präsident", „mehr als im Vorjahr", „für Freitag angekündigt".
    """
    top = _top(token, head, reading)
    if top == head:
        return True
    if _is_compared(top, head) or _in_title(top, head):
        return False
    case = preposition(top)
    word = case.lower_ if case is not None else ""
    if top.head in (head, top):
        return _dates_directly(top, word, head, reading)
    if top.i and top.nbor(-1).text == "(":
        return False  # „stieg auf zwölf Millionen (1939)"
    if word not in _INSIDE and not (word in ("von", "vom") and _opens_range(top, reading)):
        return False  # „im Vergleich zum Vorjahr"
    if not word and determiner(top) is not None and "Gen" in cases(top):
        return False  # „des Jahres", but „beim Gipfel Ende Juni"
    return _leads_to(top, head, reading, circumstance=not word and top.text.isdigit())


def _leads_to(top: Token, head: Token, reading: Reading, *, circumstance: bool) -> bool:
    """Whether the phrases around a time are such that it is the clause's too: „bei einem Treffen am Freitag".

    `circumstance` asks for a phrase that is no subject or object: „bei der Wahl 2009", not „Die Wahl 2009 …".
    """
    inner, outer = top, top.head
    while outer not in (head, outer.head):
        article = determiner(outer)
        if outer.pos_ in ("ADJ", "VERB", "AUX") or (article is not None and article.i < inner.i < outer.i):
            return False  # „der heute 53-Jährige"
        case = preposition(outer)
        if case is not None and case.lower_ not in _WHERE and case.lower_ != "während":
            return False
        inner, outer = outer, outer.head
    case = preposition(inner)
    if case is not None or not is_clause(head):
        return not circumstance or _is_where(inner, case)
    # „kündigte eine Kundgebung am Freitag an", „Anhänger eines Kandidaten der Wahl im Juli besetzten …"
    return not circumstance and top.head == inner and verb_group(head).lemma not in reading.words.complements


def _is_where(noun: Token, case: Token | None) -> bool:
    """Whether a preposition says where or when, and not whither: `im`, `bei`, `auf` with the dative."""
    if case is None or case.lower_ not in _WHERE:
        return False
    article = determiner(noun)
    if article is not None and article.lower_ == "den" and feature(noun, "Number") == "Sing":
        return False  # „in den Hamburger Hafen begleitet"
    return case.lower_ in ("im", "am", "beim", "bei") or "Dat" in cases(noun)


def _opens_range(top: Token, reading: Reading) -> bool:
    """„vom 5. bis …", „von Januar bis …": not „die Zahlen von Januar"."""
    time = reading.timed[top.i]
    after = reading.characters[time.end : time.end + 5].strip().lower()
    return after.startswith(("bis", "-", "–"))


def _dates_directly(top: Token, word: str, head: Token, reading: Reading) -> bool:
    """Whether a time beside the verb or noun dates it: not „auf Freitag verschoben", „gegenüber 2019"."""
    if word in ("von", "vom"):
        return _opens_range(top, reading) or not is_clause(head)
    if word == "für":  # „ist für Freitag geplant", but „kündigte für Freitag einen Streik an"
        group, words = verb_group(head), reading.words
        planned = words.complements.get(group.lemma) == "plan" and group.lemma not in words.attitude
        return (planned and group.passive) or words.modal_adjectives.get(head.lemma_) == "plan"
    if word == "seit" and any(
        t.lower_ in ("erstmals", "erstmalig") or (t.i < top.i and t.pos_ == "ADJ" and _SUPERLATIVE.fullmatch(t.text))
        for t in own_tokens(head)
    ):
        return False  # „die schwerste Flut seit 1970"
    if _follows_other_event(top, head, reading):
        return False
    return word in _WHEN


def _follows_other_event(top: Token, head: Token, reading: Reading) -> bool:
    """„wegen des Überfalls am Montag", „bis zum Beginn der Saison am Mittwoch": which of the two was then, grammar
    does not tell.
    """
    start = min((t.i for t in top.subtree), default=top.i)
    before = head.doc[start - 1] if start else None
    while before is not None and before.head not in (head, before):
        before = before.head
    if before is None or before == head or before.i >= start or before.pos_ != "NOUN" or before.i in reading.timed:
        return False
    case, words = preposition(before), reading.words
    if preposition(top) is None:
        return False
    lemma = verb_group(head).lemma if is_clause(head) else ""
    speaks = lemma in words.complements or lemma in words.attitude
    if case is None:  # „kritisierte die Zustände im Gefängnis"
        return speaks and before.dep_ == "obj"
    if case.lower_ == "vor":  # „warnte vor Überfällen in Somalia", „steht vor einem Gericht in Ulm"
        return speaks
    if case.lower_ not in _OTHER_EVENT and not (case.i and case.nbor(-1).lower_ == "bis"):
        return False
    return before.text not in words.source_nouns.get(case.lower_, ())  # „nach Angaben der Polizei am Montag"


def _in_title(token: Token, head: Token) -> bool:
    """„sprach über ‚Brücken im Jahr 1946‘": inside quotation marks that leave the verb outside."""
    opened: int | None = None
    sentence = sentence_of(token)
    for other in token.doc[max(sentence.start, token.i - _TITLE) : token.i]:
        if other.text in ("„", "‚"):
            opened = other.i
        elif other.text in ("“", "”", "‘"):
            opened = None
    if opened is None:
        return False
    rest = token.doc[token.i : min(sentence.end, token.i + _TITLE)]
    end = next((t.i for t in rest if t.text in ("“", "”", "‘")), None)
    return end is not None and not opened < head.i < end


def _is_compared(top: Token, head: Token) -> bool:
    """„weniger als im Vorjahr", „so viel wie 2019"; not the `als` that opens the clause itself."""
    first = min(
        (c.i for c in top.children if c.dep_ in ("case", "det", "mark", "advmod") and c.i < top.i), default=top.i
    )
    around = [top.doc[i] for i in (first, first - 1) if i >= 0]
    return any(t.lower_ in ("als", "wie") and t.head != head for t in around)


def _depth(token: Token, head: Token) -> int:
    depth = 0
    while token not in (head, token.head):
        token, depth = token.head, depth + 1
    return depth


def _time_before(head: Token, reading: Reading) -> TimeRef | None:
    """„im Jahr 1997, als man sich traf": a clause that explains a time happens then."""
    start = min((t.i for t in head.subtree if not t.is_punct), default=head.i)
    if start < 2 or head.doc[start - 1].text != "," or head.doc[start].lower_ not in ("als", "an", "in", "da", "wo"):
        return None
    time = reading.timed.get(start - 2)
    return TimeRef(time.value, ((time.start, time.end),)) if time is not None else None


def shared_time(head: Token, reading: Reading) -> TimeRef | None:
    """The time of the clause, or that which stands before both of two coordinated clauses."""
    own = time_of(head, reading) or _time_before(head, reading)
    if own is not None or head.dep_ != "conj" or not is_clause(head.head):
        return own
    if any(c.lower_ in _OTHERWISE for c in head.children):
        return None  # „2019 warnte ein Bericht, passiert ist jedoch wenig"
    first = shared_time(head.head, reading)
    finite = verb_group(head.head).finite
    if first is not None and finite is not None and first.spans[0][0] < finite.idx and first.spans[0][1] < head.idx:
        return first
    return None


def place_of(head: Token, reading: Reading, participants: Iterable[Slot] = ()) -> PlaceRef | None:
    """Where it happens: a named place after `in`, `bei`, `auf` with the dative, else one named shortly before for which
    `dort` or `wo` stands, else a noun of a place („im Strafraum") beside the verb.

    A place inside a participant is not where it happens („warnte vor Anschlägen in Bern"), save inside the subject
    („Das Konsulat in Basel wurde geschlossen") or inside a phrase that itself says where („in einem Saal in Graz").
    """
    best: tuple[tuple[int, int], Token] | None = None
    plain: Token | None = None
    for token in own_tokens(head):
        case = preposition(token)
        if case is None or token.i in reading.timed or not _is_where(token, case) or _is_measured(case):
            continue
        if not _locates(token, case, head, reading):
            continue
        space = token.head == head and token.lemma_.lower().endswith(reading.words.spaces)
        if space and (not plain or token.i < plain.i):
            plain = token
        if not is_place(token, reading):
            continue
        rank = (_depth(token, head), token.i)
        if best is None or rank < best[0]:
            best = (rank, token)
    found = _of_this(best[1], participants) if best is not None else _told_before(head, reading) or plain
    if found is None:
        return None
    where = slot(found)
    spans = spans_of(where.tokens)
    return PlaceRef(reading.text(spans), reading.entity(where))


def _locates(token: Token, case: Token, head: Token, reading: Reading) -> bool:
    """Whether the phrases between a place and the verb leave it the place of what the clause says."""
    outer = token.head
    if outer == head:
        bare = case.lower_ in ("auf", "an") and determiner(token) is None  # „trifft auf Deutschland"
        return not bare and not _follows_other_event(token, head, reading)
    if case.lower_ not in _WITHIN:
        return False  # „im Anflug auf Graz"
    if is_clause(head) and outer.head == head and outer == core(head).subject:
        own = not core(head).shared and len(conjuncts(outer)) == 1 and outer.i < token.i
        return own and _type_of(outer, reading) != "Person"  # „Der Abgeordnete im Kreis Ulm …" is from there
    inner = token
    while outer not in (head, outer.head):
        article, above = determiner(outer), preposition(outer)
        if outer.dep_ == "conj" or outer.pos_ in ("ADJ", "VERB", "AUX"):
            return False
        if article is not None and article.i < inner.i < outer.i:
            return False
        if outer.i not in reading.timed and not _surrounds(outer, above, head, reading):
            return False
        inner, outer = outer, outer.head
    return True


def _surrounds(noun: Token, case: Token | None, head: Token, reading: Reading) -> bool:
    """Whether a phrase around a place says where: „bei einem Fest", „am Rande einer Sitzung", „Angriff auf ein Amt"."""
    if case is None:
        return noun.dep_ == "nmod" and "Gen" in cases(noun) and noun.head != head
    if not is_clause(head) and noun.head == head and case.lower_ in ("auf", "gegen"):
        return True
    space = noun.lemma_.lower().endswith(reading.words.spaces)
    return _is_where(noun, case) and (case.lower_ in _AROUND or space)


def _is_measured(case: Token) -> bool:
    """„40 Kilometer vor Graz", „zwei Stunden nördlich von …": not there."""
    before = case.nbor(-1) if case.i else None
    return before is not None and before.pos_ == "NOUN" and any(c.dep_ == "nummod" for c in before.children)


def _of_this(place: Token, participants: Iterable[Slot]) -> Token:
    """Of coordinated places („wohnte in Wien und in Graz") the one that the statement names."""
    named = {p.head.i for p in participants if p.head is not None}
    together = conjuncts(place)
    return place if place.i in named else next((t for t in together if t.i in named), place)


def _told_before(head: Token, reading: Reading) -> Token | None:
    """„nach Wien, wo er starb", „nach Riga gebracht und dort verhört": the last place named before in the sentence."""
    word = next((c for c in head.children if c.lower_ in ("dort", "wo") and c.i < head.i), None)
    if word is None:
        return None
    before = [t for t in sentence_of(head) if t.i < word.i and t.pos_ == "PROPN" and is_place(t, reading)]
    return before[-1] if before else None


def is_place(token: Token, reading: Reading) -> bool:
    """Whether the word is or heads the name of a place."""
    found = _type_of(token, reading)
    return found == "Place" if found is not None else token.ent_type_ == "LOC"


def _type_of(token: Token, reading: Reading) -> str | None:
    """The type of the entity that the phrase names, where there is one."""
    span = slot(token)
    found = reading.entities.at(spans_of(span.tokens)) or reading.entities.at(spans_of([token]))
    return next((e.type for e in reading.entities.entities if e.id == found), None)

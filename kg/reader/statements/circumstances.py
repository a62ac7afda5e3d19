"""When, where and how much: time, place and quantities of a statement, from the words of its own clause.

Takes the head of a clause and the participants; gives TimeRef, PlaceRef and Quantities. Numbers are values with a
unit (EUR, percent, km, else the lemma of the counted noun). Leaves out: the value of a time expression
(kg.reader.times).

Example: „Rund 40.000 Soldaten stehen in Polen." has the quantity 40000 Soldat (about) and the place `Polen`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.model import PlaceRef, Quantity, TimeRef
from kg.reader.statements.draft import Reading, Slot, slot
from kg.reader.syntax import cases, determiner, is_clause, preposition, sentence_of, spans_of, verb_group

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
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
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
    found: dict[int, tuple[tuple[int, int, int], Time]] = {}
    for token in own_tokens(head):
        time = reading.timed.get(token.i)
        if time is None:
            continue
        if _dates_a_noun(token, head, reading) or (time.value.endswith("_REF") and token.pos_ == "ADJ"):
            continue  # „der ehemalige Minister": no time of the clause
        rank = (_ORDER.get(time.type, 4) + 4 * time.value.endswith("_REF"), _depth(token, head), abs(token.i - head.i))
        if time.start not in found or rank < found[time.start][0]:
            found[time.start] = (rank, time)
    if found:
        _, time = min(found.values(), key=lambda pair: (pair[0], pair[1].start))
        return TimeRef(time.value, ((time.start, time.end),))
    return None


def _dates_a_noun(token: Token, head: Token, reading: Reading) -> bool:
    """„die Anschläge vom 3. Mai", „der 2019 gewählte Präsident": when the clause happens is not told."""
    top = token
    while top.head.i in reading.timed and head not in (top, top.head) and top.head != top:
        top = top.head
    if head in (top, top.head) or top.head == top:
        return False
    case = preposition(top)
    bare = determiner(top) is not None and "Gen" in cases(top)  # „des Jahres", but „beim Gipfel Ende Juni"
    if top.dep_ in ("nmod", "appos") and (case.lower_ in ("von", "vom") if case is not None else bare):
        return True
    return _in_attribute(top, head)


def _in_attribute(token: Token, head: Token) -> bool:
    """„der in Basel lebende Autor": what stands with a participle before a noun is no matter of the clause."""
    while token not in (head, token.head):
        if token.dep_ in ("amod", "acl") and (token.dep_ == "amod" or not is_clause(token)):
            return True
        token = token.head
    return False


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
    first = shared_time(head.head, reading)
    finite = verb_group(head.head).finite
    if first is not None and finite is not None and first.spans[0][0] < finite.idx and first.spans[0][1] < head.idx:
        return first
    return None


def place_of(head: Token, reading: Reading, taken: Iterable[Token] = ()) -> PlaceRef | None:
    """Where it happens: a named place after `in`, `bei`, `auf` with the dative, else one named shortly before for which
    `dort` or `wo` stands, else a noun of a place („im Strafraum") beside the verb.
    """
    kept = {t.i for t in taken}
    best: tuple[tuple[int, int], Token] | None = None
    plain: Token | None = None
    for token in own_tokens(head):
        case = preposition(token)
        if case is None or case.lower_ not in _WHERE or token.i in reading.timed:
            continue
        if not (case.lower_ in ("im", "am", "beim") or "Dat" in cases(token)) or token.i in kept:
            continue
        if (
            token.head == head
            and token.lemma_.lower().endswith(reading.words.spaces)
            and (not plain or token.i < plain.i)
        ):
            plain = token
        if not is_place(token, reading) or _in_attribute(token, head):
            continue
        rank = (_depth(token, head), token.i)
        if best is None or rank < best[0]:
            best = (rank, token)
    found = best[1] if best is not None else _told_before(head, reading) or plain
    if found is None:
        return None
    where = slot(found)
    spans = spans_of(where.tokens)
    return PlaceRef(reading.text(spans), reading.entity(where))


def _told_before(head: Token, reading: Reading) -> Token | None:
    """„nach Wien, wo er starb", „nach Riga gebracht und dort verhört": the last place named before in the sentence."""
    word = next((c for c in head.children if c.lower_ in ("dort", "wo") and c.i < head.i), None)
    if word is None:
        return None
    before = [t for t in sentence_of(head) if t.i < word.i and t.pos_ == "PROPN" and is_place(t, reading)]
    return before[-1] if before else None


def is_place(token: Token, reading: Reading) -> bool:
    """Whether the word is or heads the name of a place."""
    span = slot(token)
    found = reading.entities.at(spans_of(span.tokens)) or reading.entities.at(spans_of([token]))
    if found is not None:
        entity = next((e for e in reading.entities.entities if e.id == found), None)
        if entity is not None:
            return entity.type == "Place"
    return token.ent_type_ == "LOC"


def numeral(token: Token, reading: Reading) -> float | None:
    """The value of one number word or figure: `100.000`, `zwei`, `1,5`."""
    if _NUMBER.fullmatch(token.text):
        return float(token.text.replace(".", "").replace(",", "."))
    return reading.words.numbers.get(token.lower_)


def quantities_of(participants: Iterable[Slot], reading: Reading) -> tuple[Quantity, ...]:
    """The numbers inside the participants, with their units."""
    found: dict[int, Quantity] = {}
    for participant in participants:
        tokens = participant.tokens
        for token in tokens:
            if token.i in found or token.i in reading.timed:
                continue
            if token.i > 0 and token.i - 1 in found and token.text in reading.words.multipliers:
                continue
            quantity = _quantity(token, tokens, reading)
            if quantity is not None:
                found[token.i] = quantity
    return tuple(found[i] for i in sorted(found))


def _quantity(token: Token, tokens: tuple[Token, ...], reading: Reading) -> Quantity | None:
    words = reading.words
    value = numeral(token, reading)
    if value is None and token.text in words.multipliers and token.pos_ in ("NOUN", "NUM"):
        before = token.nbor(-1) if token.i else None
        if before is None or numeral(before, reading) is None:
            return None  # „Millionen Menschen" counts nothing exactly
    if value is None or (token.pos_ not in ("NUM", "X", "NOUN", "DET", "ADJ") and not token.like_num):
        return None
    if token.lower_.startswith("ein") and token.dep_ == "det":
        return None
    inside = {t.i for t in tokens}
    last = token
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if following is not None and following.text in words.multipliers and following.i in inside:
        value *= words.multipliers[following.text]
        last = following
    unit, unit_token = _unit(last, inside, reading)
    if unit is None and token.like_num and token.dep_ in ("flat", "appos", "amod", "nmod"):
        return None  # „Artikel 5", „2022"
    if unit_token is not None and (unit_token.i in reading.timed or unit_token.pos_ == "PROPN"):
        return None
    kind, first = _approximation(token, reading)
    end = unit_token if unit_token is not None and unit_token.i > last.i else last
    between = token.doc[first.i : end.i + 1]
    if len(between) > 8:
        between = token.doc[first.i : last.i + 1]
    text = between.text
    return Quantity(value, unit, kind, text, ((between.start_char, between.end_char),))


def _unit(last: Token, inside: set[int], reading: Reading) -> tuple[str | None, Token | None]:
    words = reading.words
    following = last.nbor(1) if last.i + 1 < len(last.doc) else None
    if following is not None and following.text in words.units:
        return words.units[following.text], following
    noun = last.head if last.dep_ in ("nummod", "det", "amod") else None
    if noun is None and last.text in words.multipliers:
        noun = next((c for c in last.children if c.i > last.i and c.pos_ in ("NOUN", "PROPN", "SYM")), None)
        noun = noun if noun is not None else (following if following is not None and following.pos_ == "NOUN" else None)
    if noun is None or noun.pos_ not in ("NOUN", "SYM", "PROPN"):
        if following is not None and following.pos_ == "NOUN" and following.i in inside:
            noun = following
        else:
            return None, None
    return words.units.get(noun.text, words.units.get(noun.lemma_, noun.lemma_)), noun


def _approximation(token: Token, reading: Reading) -> tuple[str | None, Token]:
    table = reading.words.approximations
    if token.i >= 2:
        two = f"{token.nbor(-2).lower_} {token.nbor(-1).lower_}"
        if two in table:
            return table[two], token.nbor(-2)
    if token.i >= 1 and token.nbor(-1).lower_ in table:
        before = token.nbor(-1)
        # „gegen 40 Länder" and „unter 40 Bewerbern" are prepositions of the noun
        if before.dep_ != "case" or before.lower_ not in ("gegen", "unter", "über", "ab"):
            return table[before.lower_], before
    return None, token

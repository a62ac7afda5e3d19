"""Noun phrases by their form: where the name of a source ends in the middle of a sentence.

Takes a Unit and a first token or a head; gives the noun phrase that begins there or stands around it. German shows
its end by articles: a second one that is no genitive begins the next phrase. The parse decides only where the form
leaves it open.
Leaves out: clauses.

nach Angaben der Feuerwehr im Keller ein Kabel → the phrase ends before `im`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.reader.quotes.drafts import Ranges, ranges_of
from kg.reader.quotes.lexicon import lexicon
from kg.reader.quotes.units import Segment, Unit
from kg.reader.syntax import feature

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOUNS = ("NOUN", "PROPN", "X", "NUM", "SYM")
_GENITIVE = frozenset(["des", "eines", "dieses", "seines", "ihres", "jenes", "mehrerer", "vieler", "einiger", "zweier"])
_MAYBE_GENITIVE = frozenset(["der", "einer", "dieser", "seiner", "ihrer", "deren", "dessen"])
_LINKS = frozenset(["von", "vom"])


def source_phrase(unit: Unit, start: int, limit: int) -> int:
    """The end of the noun phrase that begins at `start`, at most `limit`."""
    doc = unit.doc
    i = _opening(unit, start, limit)
    i = first_end = _nouns(unit, i, limit)
    noun = doc[i - 1] if i > start else None
    sayings = noun is not None and noun.pos_ == "NOUN" and (lexicon().noun(noun.text) is not None)
    while i < limit:
        token = doc[i]
        lower = token.lower_
        named = i == first_end and sayings and lower in ("der", "einer")  # „Angaben der …" is always a genitive
        if lower in _GENITIVE or named or (lower in _MAYBE_GENITIVE and _belongs(token, start, i)):
            i = _nouns(unit, _opening(unit, i, limit), limit)
        elif (lower in _LINKS and i + 1 < limit) or (
            lower in ("und", "sowie", "oder") and i + 1 < limit and _same_kind(unit, start, i + 1, limit)
        ):
            i = _nouns(unit, _opening(unit, i + 1, limit), limit)
        elif (
            token.pos_ == "ADJ"
            and _strong_genitive(token)
            and (_belongs(token.head, start, i) or (sayings and i == first_end and lower.endswith("er")))
        ):
            i = _nouns(unit, _opening(unit, i, limit), limit)
        else:
            break
    i = min(i, limit)
    while i > start and doc[i - 1].pos_ == "ADV":
        i -= 1  # „so Keller weiter"
    return i


def phrase_start(unit: Unit, head: Token) -> int:
    """The first token of the noun phrase around `head`: back over names, adjectives and numbers to the article."""
    doc = unit.doc
    left = [c.i for c in head.children if c.dep_ in ("det", "det:poss", "amod", "nummod", "flat", "compound", "appos")]
    start = min([i for i in left if unit.start <= i] + [head.i])
    while start > unit.start:
        token = doc[start - 1]
        if token.pos_ in ("ADJ", "NUM", "DET") or (token.pos_ == "PROPN" and doc[start].pos_ == "PROPN"):
            start -= 1
        elif token.pos_ == "NOUN" and (doc[start].pos_ == "PROPN" or doc[start].text.endswith(".")):
            start -= 1  # a title before a name or before another title („Klinikchef Prof. Berger")
        elif token.pos_ == "PROPN" and _is_owner(token, doc[start], head):
            start -= 1  # „Bayerns Minister"
        elif token.pos_ == "ADV" and token.head.pos_ == "ADJ" and token.head.i > token.i and token.head.i <= head.i:
            start -= 1
        else:
            break
    return start


def _is_owner(token: Token, following: Token, head: Token) -> bool:
    """Whether the name before a phrase is a genitive that belongs to it."""
    if token.dep_ == "nmod" and following.i <= token.head.i <= head.i:
        return True
    return token.text.endswith("s") and following.pos_ == "ADJ"


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
        alone = segment.kind == "main"
        end = max(end, _before_verb(unit, start, limit)) if alone else _with_place(unit, end, limit)
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


def _opening(unit: Unit, i: int, limit: int) -> int:
    """Past articles, adjectives and what modifies them."""
    doc = unit.doc
    while i < limit and doc[i].pos_ in ("DET", "ADJ", "ADV", "NUM", "PRON", "ADP") and doc[i].pos_ not in _NOUNS[:2]:
        if doc[i].pos_ == "PRON" and (i + 1 >= limit or doc[i + 1].pos_ not in ("NOUN", "PROPN", "ADJ", "NUM")):
            return i + 1
        if doc[i].pos_ in ("ADV", "ADP") and doc[i].head.pos_ != "ADJ" and doc[i].head.head.pos_ != "ADJ":
            return i
        i += 1
    return i


def _nouns(unit: Unit, i: int, limit: int) -> int:
    """Past nouns and names in a row, quoted names and brackets."""
    doc = unit.doc
    quoted = {q.start: q.end for q in unit.quoted}
    first = i
    while i < limit:
        token = doc[i]
        if i in quoted:
            if quoted[i] - i > 8 or not doc[i + 1].text[:1].isupper():
                break
            i = min(quoted[i], limit)
        elif token.text == "(":
            close = next((j for j in range(i, min(i + 12, limit)) if doc[j].text == ")"), None)
            if close is None:
                break
            i = close + 1
        elif (
            (
                token.pos_ == "PROPN"
                or (token.pos_ in _NOUNS and i == first)
                or (token.pos_ == "X" and token.text[0].isupper())
            )
            or (token.pos_ == "NOUN" and doc[i - 1].pos_ in ("NOUN", "PROPN") and token.head.i < i and i > first)
            or (token.pos_ == "NUM" and doc[i - 1].pos_ == "PROPN" and (token.head.i < i or token.ent_type_))
            or (
                token.lower_ in ("de", "da", "van", "von", "bin", "al")
                and i + 1 < limit
                and doc[i + 1].pos_ == "PROPN"
                and doc[i - 1].pos_ == "PROPN"
            )
            or (token.text in ("-", "/", ".") and i + 1 < limit and not doc[i - 1].whitespace_)
        ):
            i += 1
        else:
            break
    return i


def _belongs(token: Token, start: int, end: int) -> bool:
    """Whether the parse hangs the article's noun on a word of the phrase; „der Präsident" is no genitive."""
    noun = token.head if token.pos_ == "DET" else token
    masculine = feature(noun, "Gender") == "Masc" and feature(noun, "Number") == "Sing"
    if masculine and token.text in ("der", "einer", "dieser", "seiner") and noun.pos_ == "NOUN":
        return False
    return start <= noun.head.i < end and noun.head != noun


def _strong_genitive(token: Token) -> bool:
    return token.lower_.endswith(("er", "en")) and token.head.pos_ in ("NOUN", "PROPN") and token.head.i > token.i


def _same_kind(unit: Unit, start: int, i: int, limit: int) -> bool:
    """Whether a coordinated phrase begins at `i`: its noun is a conjunct of one inside, by the parse."""
    doc = unit.doc
    for j in range(i, min(i + 5, limit)):
        if doc[j].pos_ in ("NOUN", "PROPN"):
            return doc[j].dep_ == "conj" and start <= doc[j].head.i < i
    return False

"""Units: sentences that a quotation in quotation marks does not cross, cut into segments at their commas.

Takes a Doc and its passages in quotation marks; gives `Unit`s (token ranges) with `Segment`s, each with the kind
of clause that its words show. German sets a comma at every clause boundary, so segments survive most errors of
a parser; the parse is asked only for finite verbs.

Leaves out: which clause depends on which.

Der Wirt sagte, dass er schließe, weil Gäste fehlten. → segments of kind main, dass, sub.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.reader.quotes.lexicon import Lexicon, lexicon
from kg.reader.quotes.marks import find_quoted
from kg.reader.syntax import is_finite, subjunctive

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Units longer than this are cut: nothing a person wrote, and it bounds the work of every rule.
LONGEST = 400
_DASHES = frozenset(["–", "—", "-", "--"])
CLOSING = frozenset("“”\"«»‘’'›‹")


@dataclass(frozen=True, slots=True)
class QuotedTokens:
    """A passage in quotation marks as a token range, both marks in it."""

    start: int
    end: int
    depth: int
    mark: str


@dataclass(slots=True)
class Segment:
    """Tokens `start` to `end` between two delimiters; `kind` says what clause its words show.

    main (verb second or first), dass, ob, wh, rel, sub (other conjunction), inf (infinitive with zu), frag (none).
    `first` is the first word that is no `und`, `oder`, `sondern`; `finite` the finite verbs in it.
    """

    start: int
    end: int
    delimiter: str
    kind: str = "frag"
    first: int = 0
    finite: tuple[int, ...] = ()
    subjunctive: str | None = None


@dataclass(slots=True)
class Unit:
    """A sentence or several that one quotation holds together: tokens `start` to `end`, closing mark included.

    `cut` tells that it is a piece of something longer than `LONGEST` tokens, in which only marks are looked at:
    a parse of such a text has words with thousands of dependents. `names` are words that are capitalized within
    sentences of the text: what begins a sentence and is one of them is a noun or name, whatever a tagger says.
    """

    doc: Doc
    start: int
    end: int
    quoted: tuple[QuotedTokens, ...] = ()
    segments: list[Segment] = field(default_factory=list)
    cut: bool = False
    names: frozenset[str] = frozenset()

    @property
    def tokens(self) -> range:
        """The token indices of the unit."""
        return range(self.start, self.end)

    def within_quotes(self, i: int) -> bool:
        """Whether the token stands inside a passage in quotation marks that counts as one piece."""
        return any(q.start <= i < q.end for q in self.quoted if q.depth == 0)

    def segment_of(self, i: int) -> int:
        """The number of the segment that the token stands in (or the one before a delimiter)."""
        starts = [segment.start for segment in self.segments]
        return max(0, bisect_left(starts, i + 1) - 1)

    @property
    def last(self) -> int:
        """The end of the unit without its final full stop."""
        end = self.end
        while end > self.start and (self.doc[end - 1].is_space or self.doc[end - 1].text in (".", "!", "?", "…")):
            end -= 1
        return end


def quoted_tokens(doc: Doc) -> tuple[QuotedTokens, ...]:
    """The passages in quotation marks as token ranges, in order; one whose ends are no token boundaries is left out."""
    starts = [token.idx for token in doc]
    found = []
    for passage in find_quoted(doc.text):
        first, last = bisect_left(starts, passage.start), bisect_left(starts, passage.end)
        if first < last and starts[first] == passage.start:
            found.append(QuotedTokens(first, last, passage.depth, passage.mark))
        elif first < last:  # the mark is glued to a word: `("So`
            found.append(QuotedTokens(max(0, first - 1), last, passage.depth, passage.mark))
    return _outer_first(found)


def _outer_first(found: list[QuotedTokens]) -> tuple[QuotedTokens, ...]:
    ordered = sorted(found, key=lambda q: (q.start, -q.end))
    result: list[QuotedTokens] = []
    end = -1
    for q in ordered:
        depth = 0 if q.start >= end else 1
        result.append(QuotedTokens(q.start, q.end, depth, q.mark))
        end = max(end, q.end) if depth == 0 else end
    return tuple(result)


def find_units(doc: Doc) -> tuple[Unit, ...]:
    """The units of the text in order, with segments."""
    if not len(doc):
        return ()
    words = lexicon()
    names = frozenset(
        t.text for t in doc if t.text[0].isupper() and not t.is_sent_start and t.pos_ in ("PROPN", "NOUN")
    )
    quoted = quoted_tokens(doc)
    starts = _boundaries(doc, [q for q in quoted if q.depth == 0])
    units: list[Unit] = []
    next_quote = 0
    for start, end in zip(starts, [*starts[1:], len(doc)], strict=True):
        inside = []
        while next_quote < len(quoted) and quoted[next_quote].start < end:
            if quoted[next_quote].start >= start:
                inside.append(quoted[next_quote])
            next_quote += 1
        for low in range(start, end, LONGEST):
            high = min(end, low + LONGEST)
            here = tuple(q for q in inside if low <= q.start and q.end <= high)
            unit = Unit(doc, low, high, here, cut=end - start > LONGEST, names=names)
            _trim(unit)
            if unit.start < unit.end:
                unit.segments = _segments(unit, words)
                units.append(unit)
    return tuple(units)


def _trim(unit: Unit) -> None:
    while unit.start < unit.end and unit.doc[unit.start].is_space:
        unit.start += 1
    while unit.start < unit.end and unit.doc[unit.end - 1].is_space:
        unit.end -= 1


def _boundaries(doc: Doc, quoted: list[QuotedTokens]) -> list[int]:
    """Sentence starts that no quotation holds together, and the end of a quotation that ends a sentence."""
    bounds = {sent.start for sent in doc.sents} | {0} if len(doc) else set()
    for q in quoted:
        inner = range(q.start + 1, q.end)
        bounds.difference_update(inner)
        ends = q.end - 2 > q.start and doc[q.end - 2].text in (".", "!", "?", "…", "...")
        if q.end < len(doc):
            after = doc[q.end]
            if q.end in bounds and not ends and not after.is_space and not after.text[0].isupper():
                bounds.discard(q.end)
            if ends and (after.is_space or after.text[0].isupper() or after.text[0] in '„»«"'):
                verb_next = after.text[0].islower()
                bounds.update([] if verb_next else [q.end])
    # A lone closing mark is no sentence: what follows it is.
    ends_of = {q.end for q in quoted}
    for i in sorted(bounds):
        if i and i + 1 < len(doc) and doc[i].text in CLOSING and i + 1 in ends_of:
            bounds.discard(i)
            bounds.add(i + 1)
    return sorted(bounds)


def _segments(unit: Unit, words: Lexicon) -> list[Segment]:
    doc, segments = unit.doc, []
    start, delimiter, depth = unit.start, "", 0
    whole = {q.start: q.end for q in unit.quoted if q.depth == 0}
    i, end = unit.start, unit.last
    while i < end:
        text = doc[i].text
        if i in whole and whole[i] <= end and whole[i] - i > 2:
            i = whole[i]
            continue
        if text in "([":
            depth += 1
        elif text in ")]":
            depth = max(0, depth - 1)
        elif depth == 0 and _delimits(doc, i, unit):
            if i > start:
                segments.append(Segment(start, i, delimiter))
            start, delimiter = i + 1, text
        elif i > start and _opens_without_comma(doc, i, start, words):
            segments.append(Segment(start, i, delimiter))
            start, delimiter = i, ""
        i += 1
    if start < end:
        segments.append(Segment(start, end, delimiter))
    for segment in segments:
        _describe(unit, segment, words)
    return segments


def _opens_without_comma(doc: Doc, i: int, start: int, words: Lexicon) -> bool:
    """„wies darauf hin dass": the comma before `dass` forgotten."""
    if doc[i].lower_ not in words.that or doc[i - 1].is_punct:
        return False
    return i - start > 1 and doc[i - 1].pos_ in ("VERB", "AUX", "NOUN", "PROPN", "ADP")


def _delimits(doc: Doc, i: int, unit: Unit) -> bool:
    token = doc[i]
    if token.text in (",", ";"):
        # a comma inside a number is no token of its own; „rot, blau" is told apart later by its missing verb
        return True
    if token.text == ":":
        return i + 1 < unit.end
    if token.text in _DASHES:
        return unit.start < i < unit.end - 1 and bool(doc[i - 1].whitespace_) and bool(token.whitespace_)
    return False


def _describe(unit: Unit, segment: Segment, words: Lexicon) -> None:
    doc = unit.doc
    segment.first = _first_word(doc, segment, words)
    finite = tuple(
        i for i in range(segment.start, segment.end) if is_verb_finite(doc[i], words) and not unit.within_quotes(i)
    )
    shaped: tuple[int, ...] = ()
    if finite and _ends_in_infinitive(doc, segment, finite):
        finite = ()  # „prüfen zu lassen": the verb before is an infinitive
    if not finite:
        finite = shaped = _subjunctive_by_shape(doc, segment, words)
    segment.finite = finite
    first = segment.first
    mood = [mood_of(doc[i], words) or ("I" if i in shaped else None) for i in finite]
    segment.subjunctive = "I" if "I" in mood else "II" if "II" in mood else None
    word = doc[first].lower_
    following = doc[first + 1].lower_ if first + 1 < segment.end else ""
    final = bool(finite) and finite[-1] >= segment.end - 2 and finite[0] > first
    if word in words.that or (following in words.that and word != "so"):
        segment.kind = "dass"
    elif word == "ob":
        segment.kind = "ob"
    elif not finite:
        segment.kind = "inf" if _has_zu(doc, segment, words) else "frag"
    elif word in words.wh and (final or word in ("wie", "warum", "wer", "was", "wann")):
        segment.kind = "wh"
    elif word in words.subordinators and finite[0] > first + 1 and not _verb_second(doc, segment, finite[0]):
        segment.kind = "sub"
    elif following in words.subordinators and final and finite[0] > first + 2 and doc[first].pos_ in ("ADV", "ADJ"):
        segment.kind = "sub"  # „auch wenn er schwieg", „anders als das Amt behauptet"
    elif _is_relative(doc, segment, words):
        segment.kind = "rel"
    else:
        segment.kind = "main"


def _ends_in_infinitive(doc: Doc, segment: Segment, finite: tuple[int, ...]) -> bool:
    end = segment.end - 1
    return (
        end - 2 >= segment.start
        and doc[end - 1].lower_ == "zu"
        and doc[end].pos_ in ("VERB", "AUX")
        and finite == (end - 2,)
        and doc[end - 2].lower_.endswith("en")
        and doc[segment.first].lower_ not in ("dass", "daß", "weil", "die")
    )


def _subjunctive_by_shape(doc: Doc, segment: Segment, words: Lexicon) -> tuple[int, ...]:
    """A verb that the model took for an adjective: „Der Lärm lenke aber ab", an `-e` right after the first noun."""
    for i in range(segment.first + 1, segment.end - 1):
        token, before, after = doc[i], doc[i - 1], doc[i + 1]
        if (
            token.pos_ == "ADJ"
            and token.text.islower()
            and token.lower_.endswith("e")
            and not token.lower_.endswith(("te", "weise"))
            and token.lower_ not in words.not_verbs
            and before.pos_ in ("NOUN", "PROPN", "PRON")
            and before.lower_ not in ("der", "die", "das", "diese", "eine")
            and after.pos_ not in ("NOUN", "PROPN", "ADJ", "CCONJ", "PUNCT", "NUM")
            and before.text[0].isupper()
        ):
            return (i,)
    return ()


def mood_of(token: Token, words: Lexicon) -> str | None:
    """The numeral I or II of a finite verb in Konjunktiv, by parse and form, else None."""
    beside = token.doc[max(0, token.i - 1) : token.i + 2]
    if any(t.lower_ == "ich" for t in beside) or token.lower_.startswith("möchte"):
        return None
    found = subjunctive(token)
    if found is None and token.lower_ in words.subjunctive_2:
        found = "II"
    return None if found == "II" and _is_preterite_too(token.lower_) else found


def _is_preterite_too(form: str) -> bool:
    """„Drei blieben", „viele gingen": a plural without an umlaut is the indicative, read as it mostly is."""
    return form.endswith("en") and not any(vowel in form for vowel in "äöü")


def is_verb_finite(token: Token, words: Lexicon) -> bool:
    """Whether the token is a finite verb by the model or by a form that can be nothing else."""
    if token.pos_ in ("VERB", "AUX"):
        return (is_finite(token) or token.lower_ in words.subjunctive) and not is_zu_infinitive(token, words)
    known = token.lower_ in words.subjunctive or token.lower_ in words.subjunctive_2
    return (known and token.text.islower() and token.pos_ not in ("ADP", "ADV")) or is_saying_form(token, words)


def is_saying_form(token: Token, words: Lexicon) -> bool:
    """A preterite of a verb of saying that the model took for an adjective (`unterstrich`, `freute`)."""
    return (
        token.pos_ in ("ADJ", "ADV", "X")
        and token.dep_ != "amod"
        and token.text.islower()
        and words.infinitive(token.lower_) is not None
        and not token.lower_.endswith(("t", "n"))
        and (token.nbor(-1).pos_ in ("NOUN", "PROPN", "PRON", "X", "PUNCT") if token.i else False)
    )


def is_zu_infinitive(token: Token, words: Lexicon) -> bool:
    """Whether the form is an infinitive with `zu` inside (`stattzugeben`)."""
    lower = token.lower_
    middle = lower.find("zu", 1)
    return (
        0 < middle < len(lower) - 4
        and lower.endswith("n")
        and (lower[:middle] in words.prefixes or lower.replace("zu", "", 1) == token.lemma_.lower())
    )


def _first_word(doc: Doc, segment: Segment, words: Lexicon) -> int:
    i = segment.start
    while i < segment.end - 1 and (doc[i].lower_ in words.coordinators or doc[i].is_punct or doc[i].is_space):
        i += 1
    return i


def _has_zu(doc: Doc, segment: Segment, words: Lexicon) -> bool:
    for i in range(segment.start, segment.end):
        token = doc[i]
        if token.lower_ == "zu" and i + 1 < segment.end and doc[i + 1].pos_ in ("VERB", "AUX"):
            return True
        if token.pos_ == "VERB" and is_zu_infinitive(token, words):
            return True
    return False


def _verb_second(doc: Doc, segment: Segment, verb: int) -> bool:
    """„Während der Messe sank der Preis": a preposition, and the verb is not at the end."""
    return doc[segment.first].pos_ == "ADP" and verb < segment.end - 2


def _is_relative(doc: Doc, segment: Segment, words: Lexicon) -> bool:
    first = doc[segment.first]
    pronoun = first
    if first.pos_ == "ADP" and segment.first + 1 < segment.end:
        pronoun = doc[segment.first + 1]
    if pronoun.lower_ not in words.relatives or not segment.delimiter:
        return False
    verb = segment.finite[0]
    if verb <= segment.first + 1 and pronoun == first:
        return verb == segment.end - 1  # „der schwieg"
    trailing = []
    for i in range(verb + 1, segment.end):
        if doc[i].lower_ in words.coordinators:
            break
        if not doc[i].is_punct:
            trailing.append(doc[i])
    named = pronoun == first and doc[segment.first + 1].pos_ in ("NOUN", "PROPN") and verb == segment.first + 2
    if not trailing:
        return not (named and pronoun.dep_ == "det")  # „der Pegel sinke": article, noun, verb
    if all(t.pos_ in ("VERB", "AUX") for t in trailing) and verb > segment.first + 1:
        return False  # „die Brücke sei gesperrt": the participle follows, so the verb is in second place
    if named:
        return False  # „der Bär sei nachts gekommen"
    late = len(trailing) <= 3
    return late and any(doc[i].dep_ == "acl:relcl" or doc[i].head.dep_ == "acl:relcl" for i in segment.finite)

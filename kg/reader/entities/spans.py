"""Where names stand: the spans of the tagger, repaired, and names of the schema that it missed.

Takes a Doc with `doc.ents`; gives token spans with a type. Cuts titles and punctuation off, splits at line breaks,
joins given names with surnames. Leaves out: the final types (votes.py).

Example: „Trainer Anna Meier" tagged as one organization becomes the person `Anna Meier`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from kg.reader.entities.bodies import with_bodies
from kg.reader.entities.composed import composed
from kg.reader.entities.named import could_be_name, derives, is_title, lookup, title_before
from kg.reader.entities.words import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.schema import Name, Schema

LABELS = {
    "PER": "Person",
    "LOC": "Place",
    "GPE": "Place",
    "ORG": "Organization",
    "EVENT": "Event",
    "WORK": "Work",
    "PRODUCT": "Product",
    "MISC": "Thing",
    "OTH": "Thing",
}
# „Die Zeit drängt": at the start of a sentence an article is no sign of a name.
_ARTICLES = frozenset({"der", "die", "das", "den", "dem"})
_INITIAL = re.compile(r"[A-ZÄÖÜ]\.")
_SURNAME_LIKE = 7  # letters; shorter office words end names as well („Haus der Kaiser")
_LONGEST = 5  # tokens of a name looked up in the schema
_TRIM = frozenset("\"'„“”‚‘’»«›‹.,;:-–—()[]…/*•|")
# Endings that make abstract and other common nouns, seldom names.
_NOUN_ENDINGS = (
    "ung",
    "ungen",
    "heit",
    "keit",
    "schaft",
    "tion",
    "tionen",
    "ität",
    "ismus",
    "umfeld",
    "mission",
    "ferien",
    "nis",
)


def spans_of_names(doc: Doc, schema: Schema, words: Words) -> list[tuple[int, int, str]]:
    """Token spans (first, last, label) of the tagger, repaired, with names of the schema that it missed."""
    found: dict[int, tuple[int, int, str]] = {}  # every token of a name → the name's span
    for ent in doc.ents:
        for first, last in _trimmed(doc, ent.start, ent.end - 1, ent.label_, words):
            if ent.label_ == "PER":
                last = _with_numeral(doc, last)
            label = "Person" if _in_byline(doc, first, last) else LABELS.get(ent.label_, "Thing")
            found |= dict.fromkeys(range(first, last + 1), (first, last, label))
    index = 0
    while index < len(doc):
        match = _known_at(doc, index, schema)
        if match is None:
            index += 1
            continue
        last, name = match
        inside = {found[t] for t in range(index, last + 1) if t in found}
        # a name of the tagger that reaches beyond stays, a piece of the known name gives way
        if index < last and last + 1 < len(doc) and doc[last + 1].pos_ == "ADP":
            # „CDU/CSU-Fraktion im Ausschuss": what follows the known name in the tagger's is none of it
            for a, b, _ in [s for s in inside if index <= s[0] and s[1] > last]:
                for t in range(a, b + 1):
                    del found[t]
            inside = {found[t] for t in range(index, last + 1) if t in found}
        if last + 1 < len(doc) and words.gender_of_given(doc[last + 1].text) is not None:
            # „der Abgeordnete der CDU Otto Moll" tagged as one organization
            for a, b, _ in [s for s in inside if s[0] == index and s[1] > last + 1]:
                found |= dict.fromkeys(range(last + 1, b + 1), (last + 1, b, "Person"))
                found |= dict.fromkeys(range(a, last + 1), (a, last, name.type))
            inside = {found[t] for t in range(index, last + 1) if t in found}
        alone = not inside and index == last and not _stands_for_name(doc[index], name)
        if alone or any(a < index or b > last or (a, b) == (index, last) for a, b, _ in inside):
            index += 1
            continue
        found |= dict.fromkeys(range(index, last + 1), (index, last, name.type))
        index = last + 1
    spans = sorted(set(found.values()))
    parts = [part for span in spans for part in _without_office(doc, span, words)]
    parts = _merged(doc, _with_given(doc, sorted(parts), words), words)
    surnames = Counter(doc[last].text for first, last, label in parts if label == "Person" and last > first)
    parts = [part for span in parts for part in _two_persons(doc, span, words, surnames)]
    spans = with_bodies(doc, sorted(parts), words)

    def is_region(text: str) -> bool:
        return any(name.kind in ("kg:Region", "kg:State") for name in lookup(schema, text))

    return composed(doc, spans, words, is_region)


def _known_at(doc: Doc, index: int, schema: Schema) -> tuple[int, Name] | None:
    first = doc[index]
    inner = any(c.isupper() or c == "." for c in first.text[1:-1])  # „eBay", „ver.di"
    if not first.text[:1].isupper() and not inner:
        return None
    for length in range(min(_LONGEST, len(doc) - index), 0, -1):
        last = doc[index + length - 1]
        if last.is_punct or last.is_space or (length > 1 and not last.text[:1].isalnum()):
            continue
        names = lookup(schema, doc[index : index + length].text)
        if names and not (length > 1 and first.lower_ in _ARTICLES and first.is_sent_start):
            return index + length - 1, names[0]
    return None


def _stands_for_name(token: Token, name: Name) -> bool:
    """Whether a single word that the tagger passed over is the name and not a common noun of the same letters."""
    if token.text in name.common:
        return False  # „A1", „Welt": the word alone is no sign of the name
    if token.pos_ in ("PROPN", "X") or token.text[:1].islower():
        return True
    letters = token.text.rstrip("s")
    if len(letters) > 1 and letters.isupper():
        return True
    return token.pos_ == "NOUN" and name.kind == "kg:State" and not any(c.dep_ == "det" for c in token.children)


def _trimmed(doc: Doc, first: int, last: int, label: str, words: Words) -> Iterable[tuple[int, int]]:
    """The span without punctuation at its ends, titles before persons, line breaks inside."""
    start = first
    for index in range(first, last + 2):
        if index <= last and not doc[index].is_space and "\n" not in doc[index].text:
            continue
        end = index - 1
        a, b = _strip(doc, start, end, label, words)
        if a <= b and _is_name(doc, a, b, words):
            yield a, b
        start = index + 1


def _is_article(token: Token, label: str) -> bool:
    """Whether a determiner at the start is none of the name („die Deutsche Bank", but „The Scotsman")."""
    if token.pos_ != "DET" or label == "MISC":
        return False
    return token.text[:1].islower() or token.is_sent_start is True


def _strip(doc: Doc, first: int, last: int, label: str, words: Words) -> tuple[int, int]:
    while first <= last and (doc[first].text in _TRIM or _is_article(doc[first], label)):
        first += 1
    while first <= last and doc[last].text in _TRIM and not _abbreviation_dot(doc, first, last):
        if doc[last].text == ")" and any(doc[t].text == "(" for t in range(first, last)):
            break
        if doc[last].text in "’‘'" and last > first and doc[last - 1].text[-1:] in "sxzß":
            break  # „Fuchs’": the genitive
        last -= 1
    while last > first and doc[last].pos_ in ("ADP", "CCONJ", "DET") and doc[last].text.islower():
        last -= 1  # „Bundeszentrale für": the tagger stopped in the middle
    if label == "PER":
        while first < last and (is_title(doc[first], words) or _titles_given(doc[first], doc[first + 1], words)):
            first += 1
    return first, last


def _in_byline(doc: Doc, first: int, last: int) -> bool:
    """Whether the name is all that stands behind `Von` on its line: „Von Seraina Huber" above an article."""
    if not 1 <= last - first <= 2 or first == 0 or doc[first - 1].text not in ("Von", "VON"):
        return False
    opens = first == 1 or "\n" in doc[first - 2].text
    closes = last + 1 >= len(doc) or "\n" in doc[last + 1].text
    return opens and closes and all(doc[t].text[:1].isupper() for t in range(first, last + 1))


def _with_numeral(doc: Doc, last: int) -> int:
    """The end of a name with its Roman numeral, „Benedikt XVI."."""
    if last + 1 < len(doc) and re.fullmatch(r"[IVX]{1,5}\.?", doc[last + 1].text) and doc[last + 1].text != "I":
        last += 1
        if last + 1 < len(doc) and doc[last + 1].text == "." and not doc[last + 1].is_sent_end:
            last += 1
    return last


def _titles_given(token: Token, after: Token, words: Words) -> bool:
    """„Fürst Georg": a short office word before a given name is its title."""
    if words.gender_of_given(token.text) is not None or words.gender_of_given(after.text) is None:
        return False
    return words.office(token.text) is not None


def _abbreviation_dot(doc: Doc, first: int, last: int) -> bool:
    return doc[last].text == "." and last > first and len(doc[last - 1].text) <= 2


def _is_name(doc: Doc, first: int, last: int, words: Words) -> bool:
    text = doc[first : last + 1].text
    if not any(c.isalpha() for c in text):
        return False
    if first == last:
        token = doc[first]
        if _is_common_noun(token) or (_is_long_office(token, words) and token.pos_ != "PROPN"):
            return False
        if token.text in words.generic or (
            token.pos_ in ("VERB", "AUX", "ADV", "ADP", "DET", "PRON") and not token.text[:1].isupper()
        ):
            return False
        if derives(token) and token.text[:1].islower():
            return False
    # „Helfen der Ukraine": a headline in quotation marks is no title of a work
    return not (doc[first].pos_ in ("VERB", "AUX") and first < last and doc[first].pos_ != "PROPN")


def _is_common_noun(token: Token) -> bool:
    """Whether a word that the tagger takes for a name is a noun with its article."""
    if token.pos_ != "NOUN" or not token.text[1:].islower():
        return False
    article = next((c for c in token.children if c.dep_ == "det" and c.i < token.i), None)
    return article is not None and (
        token.text.lower().endswith(_NOUN_ENDINGS) or article.lower_.startswith(("ein", "kein"))
    )


def _without_office(doc: Doc, span: tuple[int, int, str], words: Words) -> Iterable[tuple[int, int, str]]:
    """„Hubers Trainer Anna Meier" taken for one name: what stands before the office, and the person after it."""
    first, last, label = span
    while last > first and label in ("Place", "Organization", "Person") and _is_long_office(doc[last], words):
        last -= 1  # „Tirols Landeshauptmann" taken for a name
        label = "Place" if label == "Person" else label
    span = (first, last, label)
    for index in range(last - 1, first - 1, -1):
        office = words.office(doc[index].text)
        if office is None or office.form.kind == "kin" or (index == first and not is_title(doc[first], words)):
            continue
        given = words.gender_of_given(doc[index + 1].text) is not None
        if label != "Person" and not given:
            continue
        if index > first and words.gender_of_given(doc[index - 1].text) is not None:
            continue  # „Axel Springer Verlag": a surname that is a profession as well
        if index > first and doc[first].pos_ == "PROPN":
            yield first, index - 1, "Organization"
        yield index + 1, last, "Person"
        return
    yield span


def _two_persons(
    doc: Doc, span: tuple[int, int, str], words: Words, surnames: Mapping[str, int]
) -> Iterable[tuple[int, int, str]]:
    """Two names taken for one because no comma stands between them, „Eva Lang Karl Bauer", „so lobte Lang Bauer".

    `surnames` says how many full names of the text end with a word, this one included.
    """
    first, last, label = span
    both = surnames.get(doc[first].text, 0) > 0 and surnames.get(doc[last].text, 0) > 1
    if label == "Person" and last - first == 1 and both and words.gender_of_given(doc[first].text) is None:
        yield first, first, label
        yield last, last, label
        return
    if label == "Person" and last - first == 3:
        given = [words.gender_of_given(doc[t].text) is not None for t in range(first, last + 1)]
        if given == [True, False, True, False] and doc[first + 1].text not in words.particles and _are_two(doc[first]):
            yield first, first + 1, label
            yield first + 2, last, label
            return
    yield span


def _are_two(token: Token) -> bool:
    """Whether a name can be two: no verb in the singular has it for its subject („Mohammed Resa Ali Samani war …")."""
    for _ in range(3):
        if token.dep_ in ("appos", "flat"):
            token = token.head
    verb = token.head
    singular = any("Sing" in t.morph.get("Number", []) for t in (verb, *verb.children) if t.pos_ in ("VERB", "AUX"))
    return token.dep_ != "nsubj" or not singular


def _is_long_office(token: Token, words: Words) -> bool:
    office = words.office(token.text)
    return office is not None and office.form.kind == "holds" and len(token.text) > _SURNAME_LIKE


def _with_given(doc: Doc, spans: list[tuple[int, int, str]], words: Words) -> list[tuple[int, int, str]]:
    """Names of one word with the given name before them that the tagger left out; given names with a surname."""
    taken = {t for first, last, _ in spans for t in range(first, last + 1)}
    found = []
    for first, last, label in spans:
        before = doc[first - 1] if first else None
        titled = first > 1 and before is not None and _titled_given(doc[first - 2], before, words)
        if (
            before is not None
            and first - 1 not in taken
            and label in ("Person", "Place", "Organization")
            and (_is_given(before, words) or (titled and first == last))
            and not any(doc[t].text in words.organization_words for t in range(first, last + 1))
        ):
            found.append((first - 1, last, "Person"))
            taken.add(first - 1)
            continue
        # „Anna Maria" tagged, „Huber" not
        given = first == last and _is_given(doc[first], words)
        following = last + 1 < len(doc) and last + 1 not in taken and could_be_name(doc[last + 1], words, noun=given)
        if following and (label == "Person" or given):
            found.append((first, last + 1, "Person"))
            taken.add(last + 1)
            continue
        found.append((first, last, label))
    index = 0
    while index + 1 < len(doc):
        token, after = doc[index], doc[index + 1]
        pair = index not in taken and index + 1 not in taken and _is_given(token, words)
        if pair and could_be_name(after, words, noun=token.pos_ == "PROPN" or "-" in token.text):
            last = index + 1
            while (
                last + 1 < len(doc)
                and last + 1 not in taken
                and last - index < 3
                and could_be_name(doc[last + 1], words)
            ):
                last += 1
            found.append((index, last, "Person"))
            index = last
        index += 1
    return sorted(found)


def _titled_given(title: Token, token: Token, words: Words) -> bool:
    """Whether a word between an office and a surname is the given name, „Premier Ijad Moll"."""
    office = words.office(title.text)
    return office is not None and office.form.singular and could_be_name(token, words)


def _is_given(token: Token, words: Words) -> bool:
    # a name in the middle of a sentence is one whatever the parser makes of it
    likely = token.pos_ in ("PROPN", "NOUN", "X") or (token.text[:1].isupper() and not token.is_sent_start)
    return likely and words.gender_of_given(token.text) is not None


def _is_nickname(doc: Doc, spans: Sequence[tuple[int, int, str]], after: int) -> bool:
    """Whether the second of two names is one word in brackets between the first and a third („Ada (Eva) Moll")."""
    (_, end, one), (first, last, other) = spans
    bracketed = first == last and first == end + 2 and after == last + 2
    return one == other == "Person" and bracketed and doc[first - 1].text + doc[last + 1].text == "()"


def _merged(doc: Doc, spans: Sequence[tuple[int, int, str]], words: Words) -> list[tuple[int, int, str]]:
    """Neighbouring pieces of one person's name joined: a given name and what follows it, particles between them."""
    merged: list[tuple[int, int, str]] = []
    surnames = {doc[last].text for first, last, label in spans if first < last and label == "Person"}
    for first, last, label in spans:
        if len(merged) > 1 and _is_nickname(doc, merged[-2:], first) and label == "Person":
            merged[-2:] = [(merged[-2][0], last, label)]
            continue
        if merged:
            a, b, before = merged[-1]
            gap = range(b + 1, first)
            person = before == "Person" and label in ("Person", "Place", "Thing", "Organization")
            joined = first == b + 1 or (len(gap) <= 2 and all(doc[t].text in words.particles for t in gap))
            joined = joined or (len(gap) == 1 and _INITIAL.fullmatch(doc[gap[0]].text) is not None)  # „Otto S. Moll"
            given = words.gender_of_given(doc[b].text) is not None and a == b
            # „Hoyzer von der Zeitung": a surname of the text is no given name
            noble = (
                doc[b].text not in surnames
                and len(gap) > 0
                and a == b
                and before == "Person"
                and label in ("Person", "Place")
            )
            if noble and all(doc[t].lower_ in ("von", "van", "zu", "der", "den", "de") for t in gap):
                merged[-1] = (a, last, "Person")
                continue
            # „Eva Lang Karl Bauer": two full names without a comma between them
            second = a < b and first < last and _is_given(doc[a], words) and _is_given(doc[first], words)
            second = second and _are_two(doc[a])
            if label == before == "Person" and first == b + 1 and not is_title(doc[b], words) and not second:
                merged[-1] = (a, last, "Person")
                continue
            # „Präsident Susilo Bambang Yudhoyono": what follows a title without a comma is one name
            titled = a == b and a > 0 and first == b + 1 and title_before(doc, a, words)
            if person and titled and doc[first].pos_ == "PROPN" and label != "Place":
                merged[-1] = (a, last, "Person")
                continue
            if person and joined and given and words.gender_of_given(doc[first].text) is None:
                merged[-1] = (a, last, "Person")
                continue
        merged.append((first, last, label))
    return merged

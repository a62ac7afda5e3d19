"""One type for a name through the text: tagger, form and context vote.

Takes the names of a text; gives them with the type that most evidence speaks for. Weights are of our own making.
Leaves out: names that the schema knows, whose type is sure.

Example: a surname that the tagger once took for a place is a person's where a person of the text bears it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.reader.entities.bodies import cue
from kg.reader.entities.forms import genitive_bases, person_name, plain
from kg.reader.entities.named import NamedMention, nominative, title_before, word_before
from kg.reader.entities.words import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc


_PLACE_PREPOSITIONS = frozenset({"in", "aus", "nach", "bei"})


def agreed(doc: Doc, names: list[NamedMention], words: Words, plain_forms: set[str]) -> list[NamedMention]:
    """Every name gets the type that the text as a whole speaks for; `plain_forms` are the words of all names."""
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for name in names:
        votes[name.key][name.type] += 1.0
        for type, weight in _evidence(doc, name, words):
            votes[name.key][type] += weight
    surnames = _surnames(names, votes, words)
    for surname in surnames:
        if surname in votes:
            # a name that a person of the text bears is that person, however often the tagger guessed otherwise
            votes[surname]["Person"] += 1.0 + sum(votes[surname].values())
    for short in _short_forms(doc, names, votes, words) - set(surnames):
        votes[short]["Organization"] += 1.0 + sum(votes[short].values())
    agreed = []
    for name in names:
        base = nominative(name.text, doc[name.last], plain_forms)
        if name.known is not None and plain(base) in surnames and _is_bearer(doc, name, words):
            agreed.append(replace(name, type="Person", base=base, known=None, sure=False))
            continue
        if name.sure and name.known is not None:
            agreed.append(name)
            continue
        types = votes[name.key]
        # the schema's name stands unless the text speaks for somebody who is called so
        best = max(sorted(types), key=lambda t: types[t])
        told = cue(doc, name.first, words)
        given = words.gender_of_given(doc[name.first].text) is not None and name.first < name.last
        if told is not None and name.known is None and not name.derived and not given:
            # „die Firma Huber" is no person, even if an Otto Huber owns it
            agreed.append(replace(name, type=told) if told != name.type else name)
            continue
        type = best if types[best] > types.get(name.type, 0.0) else name.type
        if name.known is not None and type != name.known.type:
            agreed.append(replace(name, type=type, base=base, known=None))
            continue
        agreed.append(replace(name, type=type) if type != name.type else name)
    return agreed


def _is_bearer(doc: Doc, name: NamedMention, words: Words) -> bool:
    """Whether a surname that the schema knows is here the person's: „Sabine Hofer … Hofer schwieg" is no company."""
    if name.first != name.last or name.derived or name.part:
        return False
    before = doc[name.first - 1] if name.first > 0 else None
    placed = before is not None and (before.pos_ == "DET" or before.lower_ in _PLACE_PREPOSITIONS)
    return not placed and cue(doc, name.first, words) is None


def _surnames(names: Sequence[NamedMention], votes: dict[str, dict[str, float]], words: Words) -> list[str]:
    """Keys of the surnames that persons named in full bear in the text."""
    found = []
    for name in names:
        if " " not in name.base or name.known is not None:
            continue
        types = votes[name.key]
        # the schema's name stands unless the text speaks for somebody who is called so
        given = words.gender_of_given(name.base.split()[0]) is not None
        if max(sorted(types), key=lambda t: types[t]) == "Person" and (given or name.type == "Person"):
            found.append(plain(person_name(name.base, words).surname))
            found.append(found[-1].rpartition(" ")[2])
    return list(dict.fromkeys(found))


def _short_forms(doc: Doc, names: Sequence[NamedMention], votes: dict[str, dict[str, float]], words: Words) -> set[str]:
    """Keys of one-word names, taken for a person's, that begin one of an organization: „Bodan" of „Bodan Pharma"."""
    begins, others = set(), set()
    for name in names:
        if name.known is not None or name.part or name.derived:
            continue
        types = votes[name.key]
        if name.first == name.last:
            titled = name.first and (title_before(doc, name.first, words) or doc[name.first - 1].text in words.titles)
            if titled or max(sorted(types), key=lambda t: types[t]) != "Person":
                others.add(name.key)  # „Geschäftsführer Bodan"
            continue
        first = doc[name.first]
        common = first.pos_ not in ("PROPN", "X") or words.kind(first.text) or words.gender_of_given(first.text)
        if max(sorted(types), key=lambda t: types[t]) == "Organization" and not common:
            begins.add(plain(first.text))
    return begins - others


def _evidence(doc: Doc, name: NamedMention, words: Words) -> Iterable[tuple[str, float]]:
    """What form and context say about the type of a name, with weights."""
    if name.known is not None:
        yield name.known.type, 5.0 if name.sure else 1.5
    tokens = [doc[t].text for t in range(name.first, name.last + 1)]
    last = tokens[-1]
    if "&" in tokens:
        yield "Organization", 4.0  # „Huber & Moll"
    if any(t.rpartition("-")[2] in words.organization_words for t in tokens) or last.lower().endswith(
        words.organization_suffixes
    ):
        yield "Organization", 3.0
    elif words.gender_of_given(tokens[0]) is not None and name.type != "Work" and name.known is None:
        yield "Person", (2.5 if len(tokens) > 1 else 1.5)
    if name.first == 0:
        return
    before = doc[name.first - 1]
    genitive = bool(genitive_bases(last)) and name.type != "Person"  # „Präsident Eilands" names the body
    if title_before(doc, name.first, words) and not genitive and not (name.known and name.known.type != "Person"):
        yield "Person", 3.0
    noun = word_before(doc, name.first)
    kind = words.kind(noun.text) if noun is not None and noun.pos_ == "NOUN" else None
    # „der Vorsitzende der Verwaltung Otto Moll": an authority is called after a place, hardly after a person
    seldom = kind in ("authority", "court") and name.type == "Person" and len(tokens) > 1
    seldom = seldom or (kind == "company" and noun is not None and _is_kin(noun.lower_, words))  # „ihre Tochter Mia"
    if kind is not None and name.known is None and not seldom:
        yield words.kind_types[kind], 2.0
    if before.lower_ in _PLACE_PREPOSITIONS and len(tokens) <= 2 and before.lower_ != "bei":
        yield "Place", 0.8
    if name.type == "Thing" and name.known is None:
        inner = words.kind(last) or words.kind(tokens[0])
        if inner is not None:
            yield words.kind_types[inner], 1.5
        elif before.text in '„"»‚' and len(tokens) > 1:
            yield "Work", 1.2


def _is_kin(word: str, words: Words) -> bool:
    return any(form.kind == "kin" for form in words.offices.get(word, ()))

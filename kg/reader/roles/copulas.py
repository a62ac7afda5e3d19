"""Roles of copulas and `als`: „X ist Präsident von Y", „X amtiert als Bürgermeisterin".

Takes offices without a holder in their phrase; gives a Statement where the office is the predicate noun of a clause
with a person as subject, and what somebody was appointed to („wurde zur Präsidentin gewählt", „ernannte Otto Moll zum
Dekan"). „X wird Präsidentin" gives the office as designated. Leaves out: leaving an office, which is an event.

Example: „Er war drei Jahre lang Trainer des Vereins." gives (he, Trainer, Verein) with the status former.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Argument, Predicate, Statement, passage_text
from kg.reader.roles.context import PROPERTIES, Context, confidence, modality, status_arguments
from kg.reader.syntax import VerbGroup, core, phrase_spans, preposition, verb_group

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.reader.entities import Holding

_HOLDING = frozenset({"amtieren", "fungieren", "arbeiten", "wirken", "dienen"})
_APPOINTING = frozenset(
    {"ernennen", "wählen", "berufen", "bestellen", "befördern", "küren", "bestimmen", "weihen", "wiederwählen"}
)
_COPULAS = frozenset({"sein", "bleiben", "werden"})
_BETWEEN = frozenset({"und", ",", ";", ":"})  # clauses
# Relations that parsers give a bare predicate noun when something stands between it and its copula.
_LOOSE = frozenset({"obl", "obj", "xcomp", "nsubj", "dep"})
_CONFIDENCE = 0.85
_FAR = 6  # tokens from a copula to the end of a title before a name


@dataclass(frozen=True, slots=True)
class Predication:
    """An office said of somebody: the holder's phrase, the verb group, whether it is about becoming."""

    holder: Token
    group: VerbGroup
    becoming: bool


def copulas(context: Context) -> Iterable[Statement]:
    """A role for every office that a clause predicates of a person."""
    holdings = {h.office.first: h for h in context.entities.holdings if _can_be_predicate(h)}
    for holding in holdings.values():
        found = _predicated(context.doc[holding.office.noun])
        if found is None:
            continue
        yield from _roles(context, holding, found)
        # „ist Mitglied des Rates und Vorsitzende des Vereins": neither with an article
        last = holding.office.last
        while last + 2 < len(context.doc) and context.doc[last + 1].lower_ in context.words.phrases["and"]:
            second = holdings.get(last + 2)
            if second is None or second.office.definite or _predicated(context.doc[second.office.noun]) is not None:
                break
            yield from _roles(context, second, found)
            last = second.office.last


def inverted(context: Context) -> Iterable[Statement]:
    """„Kommandant der Mission ist Otto Moll.": the office opens the clause, its holder follows the copula."""
    doc = context.doc
    people = {m.start: m for m in context.entities.mentions if m.named and m.type == "Person"}
    for holding in context.entities.holdings:
        office, at = holding.office, holding.office.last + 1
        opens = doc[office.first].is_sent_start or office.first == 0 or doc[office.first - 1].lower_ in _BETWEEN
        if not opens or not _can_be_predicate(holding) or office.form.kind == "profession" or at >= len(doc):
            continue
        verb = doc[at]
        if verb.lemma_ not in _COPULAS or "Fin" not in verb.morph.get("VerbForm", []):
            continue
        for token in doc[at + 1 : at + _FAR]:
            name = people.get(token.idx)
            if name is not None:
                past = "Past" in verb.morph.get("Tense", [])
                becoming = verb.lemma_ == "werden"
                status = ("former" if past else None) if not becoming else (None if past else "designated")
                body = context.body(holding)
                noun = doc[office.noun]
                yield Statement(
                    id="",
                    sentence=context.sentence(office.noun),
                    kind="role",
                    subject=Argument(name.text, ((name.start, name.end),), name.entity),
                    predicate=Predicate(
                        noun.text, office.lemma, ((noun.idx, noun.idx + len(noun)),), PROPERTIES[office.form.kind]
                    ),
                    object=body,
                    arguments=status_arguments(office.status or status),
                    modality=modality(office.status),
                    attribution=context.attribution(noun.idx, None),
                    time=context.time(office.first, office.last),
                    confidence=confidence(_CONFIDENCE, body),
                )
                break
            if token.pos_ not in ("DET", "ADJ", "NOUN", "PROPN"):
                break  # „war der Vater von Otto Moll", „ist nicht Otto Moll"


def _can_be_predicate(holding: Holding) -> bool:
    office = holding.office
    # „ist Ärztin" tells an occupation, „ist eine gute Ärztin" praises
    bare = office.first == office.noun and office.body is None and office.body_tokens is None
    fitting = office.form.kind in ("holds", "member") or (office.form.kind == "profession" and bare)
    return office.holder is None and fitting and office.form.singular


def _roles(context: Context, holding: Holding, found: Predication) -> Iterable[Statement]:
    entities, office, group = context.entities, holding.office, found.group
    noun = context.doc[office.noun]
    if group.modals or group.subjunctive == "II":
        return
    spans = phrase_spans(found.holder)
    holder = entities.at(spans)
    if holder is None or entities.entity(holder).type != "Person" or _negated(noun, group.head):
        return
    past = group.tense in ("past", "perfect") and group.subjunctive is None
    status = office.status
    if found.becoming:
        # who was elected holds the office from then on; who is being elected, not yet
        status = None if past else "designated"
    elif status is None and past:
        status = "former"
    body = context.body(holding)
    first = min(group.finite.i, office.first) if group.finite is not None else office.first
    yield Statement(
        id="",
        sentence=context.sentence(office.noun),
        kind="role",
        subject=Argument(passage_text(context.text, spans), spans, holder),
        predicate=Predicate(noun.text, office.lemma, ((noun.idx, noun.idx + len(noun)),), PROPERTIES[office.form.kind]),
        object=body,
        arguments=status_arguments(status),
        modality=modality(office.status),
        attribution=context.attribution(noun.idx, None),
        time=context.time(first, office.last),
        confidence=confidence(_CONFIDENCE, body),
    )


def _predicated(noun: Token) -> Predication | None:
    """Of whom the noun is predicated, and by which verb; None where it is of nobody."""
    head = noun.head
    copula = _copula(noun)
    if copula is not None:
        top = noun if any(c.dep_ == "cop" for c in noun.children) else head
        subject = core(top).subject or _name_before(top)
        if subject is None or subject.i == noun.i or _is_parted(noun, subject):
            return None
        return Predication(subject, verb_group(top), becoming=copula == "werden")
    if head.pos_ != "VERB":
        return None
    as_word = next((c for c in noun.children if c.lower_ == "als"), None)
    governor = preposition(noun)
    to = governor is not None and governor.lower_ in ("zum", "zur", "zu") and noun.dep_ in ("obl", "obj")
    if (as_word is None or head.lemma_ not in _HOLDING) and (not to or head.lemma_ not in _APPOINTING):
        return None
    group = verb_group(head)
    holder = core(head).object if to and not group.passive else core(head).subject
    return Predication(holder, group, becoming=to) if holder is not None else None


def _is_parted(noun: Token, subject: Token) -> bool:
    """„Ein Kommissar: „Otto Moll ist …“": what is said of somebody stands in no other quotation."""
    low, high = sorted((noun.i, subject.i))
    return any(t.text in (":", "„", "»") for t in noun.doc[low:high])


def _name_before(predicate: Token) -> Token | None:
    """A name right before the copula that the parser hung on the predicate: „Moll war stellvertretender Chef"."""
    copula = next((c for c in predicate.children if c.dep_ == "cop"), None)
    if copula is None:
        return None
    found = [c for c in predicate.children if c.pos_ == "PROPN" and c.i < copula.i and preposition(c) is None]
    return found[0] if len(found) == 1 and found[0].right_edge.i == copula.i - 1 else None


def _copula(noun: Token) -> str | None:
    """The lemma of the copula that joins the noun to its subject: „war von 2011 bis 2016 Ministerin"."""
    copula = next((c for c in noun.children if c.dep_ == "cop"), None)
    if copula is None:
        head = noun.head
        if (
            noun.dep_ not in _LOOSE
            or head.pos_ not in ("VERB", "AUX")
            or head.lemma_ not in _COPULAS
            or noun.i < head.i
        ):
            return None
        # with a preposition or an article it is another phrase („war beim Minister"); „neue Chefin" is none
        if any(c.dep_ in ("case", "det", "nmod:poss") and c.i < noun.i for c in noun.children):
            return None
        copula = head
    return copula.lemma_ if copula.lemma_ in _COPULAS else None


def _negated(noun: Token, head: Token) -> bool:
    words = {c.lower_ for t in (noun, head) for c in t.children}
    return bool(words & {"nicht", "nie", "kein", "keine", "keinen", "niemals"})

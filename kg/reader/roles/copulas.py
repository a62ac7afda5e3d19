"""Roles of copulas and `als`: „X ist Präsident von Y", „X amtiert als Bürgermeisterin".

Takes offices without a holder in their phrase; gives a Statement where the office is the predicate noun of a clause
with a person as subject. „X wird Präsidentin" gives the office as designated. Leaves out: having become holder of
an office and leaving it, which are events.

Example: „Er war drei Jahre lang Trainer des Vereins." gives (he, Trainer, Verein) with the status former.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.model import Argument, Predicate, Statement, passage_text
from kg.reader.roles.context import PROPERTIES, Context, status_arguments
from kg.reader.syntax import VerbGroup, core, phrase_spans, verb_group

if TYPE_CHECKING:
    from spacy.tokens import Token


_HOLDING = frozenset({"amtieren", "fungieren"})
_COPULAS = frozenset({"sein", "bleiben", "werden"})
# Relations that parsers give a bare predicate noun when something stands between it and its copula.
_LOOSE = frozenset({"obl", "obj", "xcomp", "nsubj", "dep"})
_CONFIDENCE = 0.85


def copulas(context: Context) -> Iterable[Statement]:
    """A role for every office that a clause predicates of a person."""
    doc, entities = context.doc, context.entities
    for holding in entities.holdings:
        office = holding.office
        if office.holder is not None or office.form.kind in ("kin", "profession") or not office.form.singular:
            continue
        noun = doc[office.noun]
        subject, group = _predicated(noun)
        if subject is None or group is None or group.modals or group.subjunctive == "II":
            continue
        spans = phrase_spans(subject)
        holder = entities.at(spans)
        if holder is None or entities.entity(holder).type != "Person" or _negated(noun, group.head):
            continue
        past = group.tense == "past" and group.subjunctive is None
        becoming = _copula(noun) == "werden"
        if becoming and group.tense != "present":
            continue
        body = context.body(holding)
        yield Statement(
            id="",
            sentence=context.sentence(office.noun),
            kind="role",
            subject=Argument(passage_text(context.text, spans), spans, holder),
            predicate=Predicate(
                noun.text, office.lemma, ((noun.idx, noun.idx + len(noun)),), PROPERTIES[office.form.kind]
            ),
            object=body,
            arguments=status_arguments(office.status or ("designated" if becoming else "former" if past else None)),
            attribution=context.attribution(noun.idx, None),
            time=context.time(
                min(group.finite.i, office.first) if group.finite is not None else office.first, office.last
            ),
            confidence=_CONFIDENCE,
        )


def _predicated(noun: Token) -> tuple[Token | None, VerbGroup | None]:
    """The subject of which the noun is predicated, and the verb group; (None, None) where it is not."""
    head = noun.head
    if _copula(noun) is not None:
        top = noun if any(c.dep_ == "cop" for c in noun.children) else head
        subject = core(top).subject
        return (None, None) if subject is None or subject.i == noun.i else (subject, verb_group(top))
    as_word = next((c for c in noun.children if c.lower_ == "als"), None)
    if as_word is not None and head.pos_ == "VERB" and head.lemma_ in _HOLDING:
        return core(head).subject, verb_group(head)
    return None, None


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

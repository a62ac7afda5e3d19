"""Which of two nouns acts, where neither case nor number tells: by who can act and what the verb is wont to have.

Takes a clause whose parser took the first noun for the subject; says whether it is rather the object. In German either
may come first („Die Einfuhr lehnte die Kommission ab"); most subjects act and most objects do not.
Leaves out: what case and number tell (kg.reader.syntax).

Example: in „Die Goldmedaille gewann Lea Horn" only Lea Horn can act, so she won it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.reader.statements.actors import acts
from kg.reader.statements.draft import Reading, Slot
from kg.reader.statements.participants import antecedent_of, demonstrated
from kg.reader.syntax import VerbGroup, cases, core, number, number_of_verb, preposition

if TYPE_CHECKING:
    from spacy.tokens import Token

_OPEN = frozenset({"die", "das", "welche", "welches"})
_NAMED = frozenset({"PER", "ORG"})


def acts_second(
    head: Token, found: tuple[Slot, ...], objects: tuple[Slot, ...], group: VerbGroup, reading: Reading
) -> bool:
    """Whether the forms leave it open who acts and only what was taken for the object can."""
    own = core(head)
    if own.subject is None or own.object is None or len(found) != 1 or not objects or group.finite is None:
        return False
    if demonstrated(head, reading) is not None:
        return True
    if group.lemma in reading.words.affecting or not _may_change_places(own.subject, own.object, group.finite):
        return False
    if not all(acts(s, reading) for s in objects) or acts(found[0], reading):
        return False
    if antecedent_of(own.subject) is not None:
        return own.subject.lower_ in _OPEN and len(objects) == 1
    return _frames(own.subject, own.object, group) and (group.lemma in reading.words.acting or _is_named(own.object))


def affects(
    head: Token, found: tuple[Slot, ...], objects: tuple[Slot, ...], group: VerbGroup, reading: Reading
) -> bool:
    """„Das Urteil hindert die Partei": the parser took the first noun for the object, but things do that to people."""
    own = core(head)
    if own.subject is None or own.object is None or len(found) != 1 or len(objects) != 1 or group.finite is None:
        return False
    if group.lemma not in reading.words.affecting:
        return False
    if not _may_change_places(own.subject, own.object, group.finite):
        return False
    return _frames(own.object, own.subject, group) and acts(found[0], reading) and not acts(objects[0], reading)


def _may_change_places(subject: Token, object: Token, finite: Token) -> bool:
    """Whether neither case nor number speaks against the one as object and the other as subject."""
    if "Acc" not in cases(subject) or "Nom" not in cases(object):
        return False
    wanted = number_of_verb(finite)
    return wanted is None or number(object) in (None, wanted)


def _frames(first: Token, second: Token, group: VerbGroup) -> bool:
    """Whether one noun stands before the finite verb of a main clause and the other behind it."""
    nouns = first.pos_ in ("NOUN", "PROPN") and second.pos_ in ("NOUN", "PROPN")
    bare = preposition(first) is None and preposition(second) is None
    return nouns and bare and group.finite is not None and first.i < group.finite.i < second.i


def _is_named(noun: Token) -> bool:
    """„Bronze gewann Ada Bell": the name itself, with nothing before it but an article."""
    return noun.ent_type_ in _NAMED and all(c.dep_ in ("flat", "det", "punct") for c in noun.children if c.i < noun.i)

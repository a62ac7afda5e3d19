"""Salience: which of the referents that agree with a pronoun is spoken of most, and whether it leads clearly.

Takes a pronoun, the discourse before it and the place where it stands; gives the referent or None. All mentions of one
referent count together (Lappin and Leass 1994, with weights of our own): each by its place in its clause, and half as
much with every sentence back; a name that the text speaks of often counts more. What binding forbids is no candidate:
two arguments of one verb are two, and nobody in a quotation speaks of himself as `er`.
Leaves out: gender and number (pronouns.py), noun phrases (nominals.py).

Example: „Huber traf Moll. Er ging." stays open; „Huber sprach. Moll hörte Huber zu. Er ging." is Huber.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from kg.reader.entities.discourse import Discourse, Referent, is_subject
from kg.reader.syntax import clause_of, core, verb_group

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.reader.entities.words import Words

_REACH = 3  # sentences back
_LONG = 60  # tokens of a subject that are looked at
_DECAY = 0.5
_LEAD = 1.4  # times the second best
_LEAD_OF_THINGS = 1.9
_LEAST = 0.9
_CLEAR = 2.5  # times the second best: nobody else comes near, and less is enough
_LEAST_CLEAR = 0.75
_LEAST_NEAR = 0.5  # of what was spoken of just before
_TOLD = 0.8  # „sagte, er werde …": of those who are quoted
_OWN = 2.5  # of a possessive the subject of its own clause
Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Point:
    """Where in the text a pronoun stands: its sentence, and the direct quotation (-1: none).

    `speaker` is the chain of that quotation's speaker, `teller` of the one whose words are told in other ways; `heads`
    gives the chain of a token that heads a mention.
    """

    sentence: int
    quote: int
    words: Words
    heads: Mapping[int, int]
    speaker: int | None = None
    teller: int | None = None


@dataclass(slots=True)
class _Candidate:
    """A referent with what its mentions add up to: the best of each sentence, and where it is subject."""

    newest: Referent
    weights: dict[int, float] = field(default_factory=dict)
    acts: bool = False
    own: bool = False
    governs: float = 0.0


def choose(
    token: Token,
    kind: str,
    discourse: Discourse,
    point: Point,
    agrees: Callable[[Referent], bool],
) -> Referent | None:
    """The referent that leads, or None; `agrees` tells whether gender and number allow one."""
    clause = clause_of(token)
    above = _clauses_above(clause)
    subject = is_subject(token)
    barred = _barred(token, kind, discourse, point)
    people_only = subject and kind != "possessive" and _speaks(token, point.words)
    relation = point.words.office(token.head.text) if kind == "possessive" else None
    of_kin = relation is not None and relation.form.kind == "kin"  # „seine Freundin" is no body's
    candidates: dict[Key, _Candidate] = {}
    for referent in discourse.back(point.sentence, _REACH):
        key = key_of(referent)
        if key in barred or referent.token >= token.i or not agrees(referent):
            continue
        if people_only and not (referent.human or referent.animate):
            continue
        if of_kin and not (referent.human or referent.number == "Plur"):
            continue
        if kind == "demonstrative" and referent.sentence < point.sentence - 1:
            continue
        one = candidates.setdefault(key, _Candidate(referent))
        one.weights[referent.sentence] = max(one.weights.get(referent.sentence, 0.0), weight(referent, point))
        if referent.clause in above and referent.depth == 0:
            one.governs = max(one.governs, 0.7 if referent.subject else 0.4)
        if referent.subject and referent.sentence >= point.sentence - 1:
            one.acts = True
            one.own = one.own or (kind == "possessive" and _in_clause(referent, token, _with_subject(clause)))
    thing = token.lower_ == "es"
    acting_thing = any(c.own and not (c.newest.human or c.newest.animate) for c in candidates.values())
    if any(c.newest.human and c.newest.sentence == point.sentence for c in candidates.values()):
        for (
            one
        ) in candidates.values():  # „Der Stoß warf Huber von seinem Rad": of a thing and a person rather the person
            one.own = one.own and (one.newest.human or one.newest.animate)
    scores = {k: _score(c, kind, discourse, subject=subject, thing=thing) for k, c in candidates.items()}
    if subject and kind == "personal" and point.teller is not None and ("chain", point.teller) in scores:
        scores["chain", point.teller] += _TOLD
    if not scores:
        return None
    ranked = sorted(scores, key=lambda k: (-scores[k], -candidates[k].newest.token))
    best = candidates[ranked[0]].newest
    lead = _LEAD if best.chain is not None else _LEAD_OF_THINGS
    second = scores[ranked[1]] if len(ranked) > 1 else 0.0
    if scores[ranked[0]] < lead * second:
        return None
    if acting_thing and best.human and best.clause not in (clause.i, _with_subject(clause).i):
        return None  # „Huber hofft, dass das Schiff seinen Hafen findet"
    if kind == "possessive" and any(_shares(c.newest, best, token) for c in candidates.values()):
        return None  # „…, die das Land auf seinen Zustand prüften": what the clause speaks of may own it
    if len(ranked) > 1 and _even(candidates[ranked[0]], candidates[ranked[1]], clause, woman=token.lower_ == "sie"):
        return None
    least = _LEAST
    if scores[ranked[0]] >= _CLEAR * second and (best.human or best.number == "Plur" or best.chain is None):
        least = _LEAST_NEAR if best.sentence >= point.sentence - 1 else _LEAST_CLEAR
    return best if scores[ranked[0]] >= least else None


def _even(first: _Candidate, second: _Candidate, clause: Token, *, woman: bool) -> bool:
    """Whether two people take part in one clause, and nothing but their places in it tells one from the other.

    „Huber traf Moll. Er …", „Huber lobte Moll für seinen …": a reader cannot know either. A `woman` of whom the text
    does not say that she is one is not the likelier.
    """
    one, other = first.newest, second.newest
    if not (one.human and other.human and one.clause == other.clause and other.depth == 0):
        return False
    unsure = woman and not one.genders
    return one.clause == clause.i or len(first.weights) == 1 or unsure


def _shares(rival: Referent, best: Referent, token: Token) -> bool:
    """Whether somebody or a body is subject or object of the possessive's own clause, which the best is not."""
    clause = clause_of(token).i
    core_argument = token.doc[rival.noun].dep_.split(":")[0] in ("nsubj", "obj", "iobj")
    return rival.clause == clause != best.clause and core_argument and rival.animate and not rival.possessive


def key_of(referent: Referent) -> Key:
    """What all mentions of one referent have in common."""
    return ("chain", referent.chain) if referent.chain is not None else ("noun", referent.noun)


def weight(referent: Referent, point: Point) -> float:
    """How much one mention adds at that point of the text."""
    found = 0.3 if referent.possessive else 0.6 if referent.is_open else 1.0
    if referent.subject:
        found += 0.9
    if referent.depth == 0 and not referent.possessive:
        found += 0.4
    elif referent.depth > 1:
        found -= 0.4
    if referent.quote != point.quote:
        found *= 0.4
    return float(found * _DECAY ** (point.sentence - referent.sentence))


def _score(one: _Candidate, kind: str, discourse: Discourse, *, subject: bool, thing: bool) -> float:
    """What speaks for a referent: its mentions, how often the text names it, its part in the clauses around."""
    newest = one.newest
    score = sum(one.weights.values())
    if newest.chain is not None:
        score += min(0.6, 0.12 * (discourse.counts.get(newest.chain, 0) - 1))
    if kind == "demonstrative":
        score += -0.6 if newest.subject else 0.8
    if kind == "personal":
        score += (0.3 if subject == one.acts else 0.0) + one.governs
    return score * (1.0 if thing else _likelihood(newest, kind, subject=subject)) + (_OWN if one.own else 0.0)


def _likelihood(referent: Referent, kind: str, *, subject: bool) -> float:
    """News say `er` and `sie` of people more than of bodies, and of bodies more than of things."""
    factor = 1.0
    if not referent.human:
        factor = 0.45
        if referent.animate:
            factor = 0.8 if referent.number == "Plur" else 0.6 if "Fem" in referent.genders else 0.45
        if kind == "possessive" or not (subject or referent.animate):
            factor += 0.15
    if not referent.genders and referent.number == "Sing":
        factor *= 0.8
    return factor


def _barred(token: Token, kind: str, discourse: Discourse, point: Point) -> set[Key]:
    """The referents that binding forbids: other arguments of the pronoun's verb, and who speaks the words."""
    found: set[Key] = set()
    if point.speaker is not None:
        found.add(("chain", point.speaker))
    if kind != "personal":
        return found
    clause = clause_of(token)
    implied = set() if is_subject(token) else _implied_subjects(token)
    for referent in discourse.back(point.sentence, 0):
        same = referent.clause == clause.i and referent.depth == 0 and not (referent.governed or referent.possessive)
        if same or referent.token in implied:
            found.add(key_of(referent))
    if clause is not token:
        for child in clause.children:
            if child.i > token.i and child.dep_.split(":")[0] in ("nsubj", "obj", "iobj") and child.i in point.heads:
                found.add(("chain", point.heads[child.i]))
    return found


def _implied_subjects(token: Token) -> set[int]:
    """What a pronoun that is no subject cannot be: the subject of its own verb, also one taken over from before.

    In „um ihm zu danken" `ihm` is not the subject of the clause that the infinitive hangs on.
    """
    clause = clause_of(token)
    own = core(clause).subject if clause is not token else None
    if own is not None:
        return {t.i for t in islice(own.subtree, _LONG) if t.i < token.i}
    if not any(c.lower_ in ("um", "ohne", "statt", "anstatt") for c in clause.children) or clause.head == clause:
        return set()
    governor = clause_of(clause.head)
    subjects = [c for c in governor.children if is_subject(c)]
    return {t.i for c in subjects for t in islice(c.subtree, _LONG)}


def _speaks(token: Token, words: Words) -> bool:
    """Whether the word is the subject of a verb that only people and bodies of people do."""
    clause = clause_of(token)
    return clause is not token and verb_group(clause).lemma in words.human_verbs


def _with_subject(clause: Token) -> Token:
    """The clause whose subject a coordinated clause without one shares („das Schiff sank und verlor seine Ladung")."""
    while clause.dep_ == "conj" and clause.head.pos_ == "VERB" and not any(is_subject(c) for c in clause.children):
        clause = clause.head
    return clause


def _clauses_above(clause: Token) -> set[int]:
    """The clauses that a clause hangs on."""
    found: set[int] = set()
    while clause.head != clause and len(found) < 4:
        clause = clause_of(clause.head)
        if clause.i in found:
            break
        found.add(clause.i)
    return found


def _in_clause(referent: Referent, token: Token, clause: Token) -> bool:
    """Whether the referent is an argument of the pronoun's own clause, alone: of two together neither is."""
    noun = token.doc[referent.noun]
    if referent.number == "Sing" and (noun.dep_ == "conj" or any(c.dep_ == "conj" for c in noun.children)):
        return False
    return referent.clause == clause.i and not _comma_between(token, referent)


def _comma_between(token: Token, referent: Referent) -> bool:
    """Whether a comma parts the two, so that they are hardly in one clause, whatever the parse says.

    Commas inside the phrase of the referent do not count („Die Erben, zwei Schwestern, zeigten ihre …").
    """
    edge = token.doc[referent.noun].right_edge.i
    start = edge + 1 if referent.token <= edge < token.i else referent.token
    start += token.doc[start].text == ","
    return token.i - start > _LONG or any(token.doc[i].text == "," for i in range(start, token.i))

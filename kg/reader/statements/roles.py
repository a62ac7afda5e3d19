"""The role of a phrase with a preposition, and the words that it is given with.

Takes the noun and its preposition; gives (role, Slot) pairs. The ontology's concept says the role; else something
must show it: a place where one can be, somebody to whom, for whom or with whom, a measure, a preposition that has one
meaning. Without that the role is `circumstance`, and the preposition stands with the words, so that they say what the
text says and no more. Leaves out: which phrases of a clause are participants (arguments.py).

Example: „zog mit Freunden in zwei Schritten nach Kiel um" has the partner `Freunden`, the circumstance `in zwei
Schritten` and the goal `Kiel`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.reader.entities.words import load_words
from kg.reader.statements.actors import acts
from kg.reader.statements.draft import Reading, Slot, slot
from kg.reader.statements.participants import antecedent_of, slots
from kg.reader.syntax import cases, conjuncts, determiner, phrase, spans_of
from kg.reader.syntax.grammar import load_grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.schema import Concept

NEUTRAL = "circumstance"
_WORDED = frozenset({NEUTRAL, "amount"})  # roles whose preposition says something: „um drei Prozent"
_ADDRESSING = frozenset({"sagen", "sprechen", "reden"})  # verbs with `zu` and whom it is said to
_DATIVE = frozenset({"im", "am", "vom", "zum", "zur", "beim"})
_ACCUSATIVE = frozenset({"ins", "ans", "aufs", "fürs", "durchs", "ums"})


def with_roles(noun: Token, case: Token, concept: Concept | None, reading: Reading) -> Iterator[tuple[str, Slot]]:
    """The phrase with its role: a pair for each conjunct, one for all where the preposition belongs to the words."""
    known = _governed(noun, case, concept, reading)
    role = role_of(noun, case, concept, reading)
    if role not in _WORDED or role == known:
        yield from ((role, one) for one in slots(noun) if one.tokens)
        return
    antecedent = antecedent_of(noun)
    if antecedent is not None:
        yield role, _taken_up(antecedent, noun, case, reading)
        return
    words = phrase(noun, appositions=False, preposition=True)
    first = case.i
    while first > 0 and _goes_with(case.doc[first - 1], noun):
        first -= 1
    last = _compared(noun)
    inside = noun.doc[first : last + 1] if last is not None else [t for t in words if t.i >= first]
    yield role, Slot(tuple(inside), noun if len(conjuncts(noun)) == 1 else None)


def _goes_with(word: Token, noun: Token) -> bool:
    """„bis zu drei Tagen", but not „dem Bericht zufolge in drei Tagen"."""
    return (
        word.dep_ == "case" and word.head == noun and word.lower_ not in (*load_grammar().postpositions, "als", "wie")
    )


def _compared(noun: Token) -> int | None:
    """The last word of „mehr als das Doppelte", whose second part may hang on the verb."""
    if noun.lower_ not in ("mehr", "weniger") or noun.i + 1 == len(noun.doc) or noun.nbor(1).lower_ != "als":
        return None
    return noun.nbor(1).head.right_edge.i


def _taken_up(antecedent: Token, pronoun: Token, case: Token, reading: Reading) -> Slot:
    """„das Treffen, auf dem …": „auf dem Treffen"."""
    one, article = slot(antecedent), determiner(antecedent)
    form = {"denen": "den"}.get(pronoun.lower_, pronoun.lower_)
    words = reading.text(spans_of(t for t in one.tokens if t != article))
    return Slot(one.tokens, antecedent, f"{case.lower_} {form} {words}")


def role_of(noun: Token, case: Token, concept: Concept | None, reading: Reading) -> str:
    """The role of a phrase with a preposition: by the concept, else by what shows it, else the neutral one."""
    word, known = _word(case, reading), _governed(noun, case, concept, reading)
    if word == "nach" and known in (None, "goal") and noun.ent_type_ != "LOC" and noun.pos_ != "PROPN":
        return NEUTRAL  # „nach dem Treffen", not „nach Wien"
    if known == "result" and word == "auf" and not is_measure(noun):
        return "topic"
    if _is_spoken_to(noun, word, concept, reading):
        return "recipient"
    if concept is not None and known is not None and (known == concept.shortcut_object or _fits(known, noun, reading)):
        return known
    words = reading.words
    if word in words.roles_measures and is_measure(noun) and not {noun.text, noun.lemma_}.isdisjoint(words.units):
        return "amount"  # „für 1,2 Milliarden Euro", „um 3 Prozent"
    if noun.lemma_ in words.amounts:
        return "amount"  # „in Höhe von …"
    if is_place(noun, reading):
        found = _where(noun, case, word, reading)
        if found is not None:
            return found
    if word in words.roles_actors and acts(Slot((noun,), noun), reading):
        return words.roles_actors[word] if word != "an" or _case(noun, case) != "Dat" else NEUTRAL
    return words.roles.get(word, NEUTRAL)


def _is_spoken_to(noun: Token, word: str, concept: Concept | None, reading: Reading) -> bool:
    """„sagte zum Wirt", „gegenüber der Presse"; „sagte zum Brand" and „äußerte sich zum Wirt" tell the topic."""
    if concept is None or concept.family != "kg:Communication" or noun.head.pos_ not in ("VERB", "AUX"):
        return False
    if word == "gegenüber":
        return not any(c.lower_ == "sich" for c in noun.head.children)
    told = noun.pos_ == "PROPN" or acts(Slot((noun,), noun), reading)
    return word == "zu" and noun.head.lemma_ in _ADDRESSING and told


def _fits(role: str, noun: Token, reading: Reading) -> bool:
    """Whether the noun can have the role that the verb gives such phrases: none but persons and bodies get anything."""
    if role in ("partner", "recipient", "beneficiary"):
        return noun.pos_ == "PROPN" or acts(Slot((noun,), noun), reading)
    if role in ("place", "goal", "source"):
        return is_place(noun, reading) or acts(Slot((noun,), noun), reading)
    return role != "amount" or is_measure(noun)


def _governed(noun: Token, case: Token, concept: Concept | None, reading: Reading) -> str | None:
    """The role that the concept gives the phrase; of a preposition with two cases the one that it has here."""
    if concept is None:
        return None
    word = _word(case, reading)
    if word not in reading.words.two_way:
        return concept.role(word)
    shown = noun.pos_ != "PROPN" or determiner(noun) is not None or case.lower_ in (*_DATIVE, *_ACCUSATIVE)
    here = (_case(noun, case) if shown else "") or ("" if word in ("an", "auf") else "Dat")  # „in Peru", but „an Peru"
    return concept.role(word, (here,) if here else ())


def is_measure(noun: Token) -> bool:
    """Whether the phrase has a number: „auf zwei Prozent"."""
    return noun.pos_ == "NUM" or any(c.dep_ == "nummod" or c.like_num for c in noun.children)


def is_directed(noun: Token, case: Token, reading: Reading) -> bool:
    """Whether the phrase says whereto: „in die Halle"."""
    return _word(case, reading) in reading.words.two_way and _case(noun, case) == "Acc"


def is_place(noun: Token, reading: Reading) -> bool:
    """Whether the noun is the name of a place or names one: „Kiel", „Bahnhof", „Strafraum"."""
    entity = reading.entities.by_id.get(reading.entity(Slot((noun,), noun)) or "")
    if noun.pos_ == "NOUN" and noun.lemma_.lower().endswith(reading.words.spaces):
        return entity is None or entity.type != "Person"
    if entity is not None:
        return entity.type == "Place"
    if noun.ent_type_:
        return noun.ent_type_ == "LOC"
    if noun.pos_ != "NOUN":
        return False
    words = load_words(reading.doc.lang_ or "de")
    kind = words.kind(noun.lemma_)
    return kind is not None and words.kind_types[kind] == "Place"


def _word(case: Token, reading: Reading) -> str:
    """The preposition as the tables have it: `im` is `in`."""
    words = reading.words
    tables = (words.roles, words.roles_actors, words.roles_places, words.two_way, words.roles_measures)
    return case.lemma_ if any(case.lemma_ in table for table in tables) else case.lower_


def _where(noun: Token, case: Token, word: str, reading: Reading) -> str | None:
    """What a preposition says of a place: there, to there, from there; None where it may mean something else."""
    words = reading.words
    if noun.pos_ == "PROPN" and word in words.vague_with_names and case.lower_ not in _DATIVE:
        return None  # „vor Italien", „zwischen Mexiko und Peru"
    if word in words.roles_places:
        return words.roles_places[word]
    if word not in words.two_way:
        return None
    return "goal" if _case(noun, case) == "Acc" else "place"


def _case(noun: Token, case: Token) -> str:
    """Acc, Dat or an empty string where neither the forms nor the parse tell."""
    if case.lower_ in _DATIVE:
        return "Dat"
    if case.lower_ in _ACCUSATIVE:
        return "Acc"
    allowed = set(cases(noun)) & {"Acc", "Dat"}
    if len(allowed) > 1:
        allowed = set(noun.morph.get("Case", [])) & {"Dat", "Acc"} or allowed
    return allowed.pop() if len(allowed) == 1 else ""

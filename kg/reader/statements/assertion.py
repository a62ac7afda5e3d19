"""Whether an event that a noun names is said to happen: its polarity, its modality, and where both stay open.

Takes an event noun; gives what its adjectives („die geplante Reise"), the noun above it („die Gefahr eines Streiks")
and the verb of its clause („fordert den Abzug") make of it. A noun, unlike a clause, asserts nothing by itself: it is
said to happen as the subject or object of a plain clause, or where a preposition dates or explains by it („nach der
Festnahme des Mannes"); in „ein Gesetz zur Abschaffung der Steuer" it is not. Leaves out: clauses (stance.py).

Example: „Die Partei lehnt den Abriss der Brücke ab." leaves the Abriss a possibility.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.reader.statements.draft import Reading, Slot
from kg.reader.statements.participants import doers, owner_of, slots
from kg.reader.statements.stance import is_negated, polarity_modality
from kg.reader.syntax import clause_of, determiner, feature, is_clause, preposition, verb_group
from kg.reader.syntax.forms import infinitive_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_ENDINGS = ("en", "em", "er", "es", "e")
_DEPTH = 5  # nouns above
_CORE = frozenset({"nsubj", "nsubj:pass", "obj"})
_ASKING = frozenset({"auf", "zu", "zum", "zur", "um", "für", "über"})  # „ruft zum Streik auf", „bittet um Hilfe"
_NAMING = _ASKING | {"nach", "von", "vom", "vor", "vorm", "an", "am"}  # „Forderung nach", „Angst vor", „Zweifel an"


def around_noun(noun: Token, reading: Reading, depth: int = 0) -> tuple[str, str | None]:
    """Polarity and modality of the event: „fordert den Abzug", „kein Angriff", „der mögliche Verkauf"."""
    words = reading.words
    if any(c.lower_ in words.negative_determiners for c in noun.children):
        return "negative", None
    if any(c.lower_ in words.negation and c.i < noun.i for c in noun.children):
        return "negative", None  # „nicht aus Mangel an Beweisen"
    case = preposition(noun)
    if case is not None and case.lower_ in words.negative_infinitives:
        return "negative", None  # „ohne Zustimmung des Rates"
    modality = _by_adjective(noun, reading)
    if modality == "negative":
        return modality, None  # „die mangelnde Aufklärung der Tat"
    if modality is not None:
        return "positive", modality
    top = _top(noun)
    clause = clause_of(top)
    if top.head == top or is_clause(top):
        return "positive", None
    if top.head != clause:
        return _under_noun(top, reading, depth)
    if not is_clause(clause):
        return "positive", None
    modality = _under_verb(noun, top, clause, reading)
    if modality == "plan" and is_negated(clause, reading):
        return "negative", modality  # „ein Umbau der Halle ist nicht vorgesehen"
    bare = preposition(noun) is None and top.dep_ in _CORE and verb_group(clause).copula is None
    case = preposition(noun)
    if case is not None:
        asked = case.lower_ not in words.explaining
        bare = asked and is_governed(case, verb_group(clause).lemma, reading)  # „in Gespräche einzutreten"
    if modality is None and bare and _is_open(noun):
        polarity, modality = _of_clause(clause, reading)  # „will Gespräche führen", „Unterstützung könnte kommen"
        return (
            polarity if noun == top and case is None else "positive",
            modality,
        )  # „keine Verletzten und wenig Schaden"
    return "positive", modality


def whose_wish(noun: Token, reading: Reading) -> Slot | None:
    """Whose demand, hope or fear the event is, as of an infinitive: the subject of the verb, the owner of the noun.

    „Der Rat forderte den Abzug der Truppen", „die Forderung des Rates nach dem Abzug der Truppen".
    """
    words, top = reading.words, _top(noun)
    above = top.head
    if above == top or is_clause(top):
        return None
    if above.pos_ == "NOUN" and not is_clause(above):
        asked = _under_noun(top, reading, _DEPTH)[1] is not None
        owner = owner_of(above) if asked else None
        return next(iter(slots(owner)), None) if owner is not None and owner != top else None
    if above != clause_of(top) or not is_clause(above) or verb_group(above).copula is not None or top.dep_ == "nsubj":
        return None
    lemma = verb_group(above).lemma
    wished = lemma in words.attitude and words.complements.get(lemma, "negative") != "negative"
    if not wished or _under_verb(noun, top, above, reading) is None:
        return None
    found = doers(above, reading)
    return found[0] if found and found[0].head is not None and not is_clause(found[0].head) else None


def _top(noun: Token) -> Token:
    """The first of coordinated nouns."""
    while noun.dep_ == "conj" and noun.head != noun:
        noun = noun.head
    return noun


def _by_adjective(noun: Token, reading: Reading) -> str | None:
    """„die mögliche Absage", „der geplante Bau", „ein drohender Streik": adjectives, participles of such verbs."""
    words = reading.words
    for child in noun.children:
        if child.dep_ not in ("amod", "acl") or child.i > noun.i:
            continue
        base = next((child.lower_.removesuffix(e) for e in _ENDINGS if child.lower_.endswith(e)), child.lower_)
        if base in words.alleged:
            return "possibility"
        value = words.noun_adjectives.get(base)
        if value is not None:
            return value
        value = words.modal_adjectives.get(base)
        if value is None:
            verb = base[:-1] if base.endswith("end") else infinitive_of(base)
            value = words.complements.get(verb or "") if verb != "versuchen" else None
        if value is not None:
            return "possibility" if value == "negative" else value
    return None


def _under_noun(top: Token, reading: Reading, depth: int) -> tuple[str, str | None]:
    """„die Forderung nach dem Abzug", „der Plan für den Ausbau", „die Möglichkeit einer Festnahme"."""
    above, case = top.head, preposition(top)
    named = case is None or case.lower_ in _NAMING
    asks = named and above.pos_ == "NOUN" and above.lemma_ not in reading.words.factive_nouns
    value = reading.words.modal_nouns.get(above.lemma_) if asks else None
    if value == "negative":
        return "negative", None
    if value is None and case is None and not _is_definite(top) and above.pos_ == "NOUN" and depth < _DEPTH:
        return around_noun(above, reading, depth + 1)  # „beantragte die Eröffnung eines Verfahrens"
    return "positive", value


def _under_verb(noun: Token, top: Token, clause: Token, reading: Reading) -> str | None:
    words, case = reading.words, preposition(noun)
    lemma = verb_group(clause).lemma
    value = words.complements.get(lemma)
    if verb_group(clause).copula is not None and top.dep_ == "nsubj":
        value = words.modal_adjectives.get(clause.lemma_)  # „die Zustimmung des Rates ist nötig"
    elif case is not None:
        if any(c.lower_ == "bis" for c in noun.children):
            return None
        if case.lower_ == "wegen" and lemma in words.charging:
            return "possibility"  # „wegen Mordes angeklagt"
        if case.lower_ == "bei" and not _is_definite(noun) and _is_general(clause):
            return "condition"  # „Bei einem Sieg der Gäste steigt der Verein ab"
        if case.lower_ in ("für", "gegen") and lemma in words.siding:
            return "demand" if case.lower_ == "für" else "possibility"
        if case.lower_ not in _ASKING and not is_governed(case, lemma, reading):
            return None  # „forderte nach der Festnahme", „bis zur Abreise"
    elif top.dep_ not in ("obj", "nsubj:pass") and lemma not in words.intransitive:
        value = value if value == "negative" and top.dep_ == "nsubj" else None
    if value == "negative":
        return None if noun.lemma_ in words.modal_nouns else "possibility"  # „lehnte die Forderung ab": it was made
    if value is None and top.dep_ == "obj" and not _is_given(noun):
        polarity, value = _of_clause(clause, reading)  # „will Gespräche führen", not „will seine Reise abbrechen"
        return value if polarity == "positive" else None
    return value


def _is_general(clause: Token) -> bool:
    """Whether the clause tells nothing that has happened: its verb is in the present, or a modal."""
    group = verb_group(clause)
    past = group.finite is not None and feature(group.finite, "Tense") == "Past"
    return not past and (bool(group.modals) or feature(clause, "VerbForm") == "Fin" or group.subjunctive == "II")


def is_governed(case: Token, lemma: str, reading: Reading) -> bool:
    """Whether the verb takes the preposition: „rechnet mit einem Streik"."""
    concept = reading.schema.concept(lemma, "verb", prepositions=(case.lemma_,))
    return concept is not None and concept.role(case.lemma_) is not None


def _is_given(noun: Token) -> bool:
    """Whether a possessive or demonstrative says that the event is known: „seine Ermittlungen", „dieser Angriff"."""
    article = determiner(noun)
    return article is not None and ("Poss" in str(article.morph) or article.lower_.startswith(("dies", "jen")))


def is_asserted(noun: Token, reading: Reading, depth: int = 0) -> bool:
    """Whether the place of the noun in its sentence says that the event happens, or says how it is meant."""
    words = reading.words
    top, case = _top(noun), preposition(noun)
    clause = clause_of(top)
    if is_clause(top):
        return False  # „Weitere Punkte waren die Senkung der Steuer und …"
    if top.head == top or depth > _DEPTH:
        return True
    dating = case is not None and case.lower_ in words.dating
    if top.head != clause:
        above = top.head
        if above.lemma_ in words.modal_nouns or above.pos_ not in ("NOUN", "PROPN"):
            return False
        if case is not None:
            return dating
        return _is_definite(noun) and (above.ent_type_ != "" or is_asserted(above, reading, depth + 1))
    if not is_clause(clause):
        return False
    polarity, modality = polarity_modality(clause, reading)
    group = verb_group(clause)
    plain = polarity == "positive" and modality is None and group.finite is not None and group.subjunctive != "II"
    if case is not None:
        if case.lower_ in words.explaining:
            return _is_definite(noun) or plain
        return dating and plain
    if group.copula is not None and clause.pos_ != "ADJ":
        return False  # „Die Senkung der Steuer ist ein weiterer Punkt"
    return plain and top.dep_ in _CORE and group.lemma not in words.open_verbs


def _of_clause(clause: Token, reading: Reading) -> tuple[str, str | None]:
    """Those of the clause; „musste eine Niederlage hinnehmen" tells that it happened."""
    polarity, modality = polarity_modality(clause, reading)
    finite = verb_group(clause).finite
    past = finite is not None and feature(finite, "Tense") == "Past"
    return polarity, None if modality == "obligation" and past and polarity == "positive" else modality


def _is_open(noun: Token) -> bool:
    """Without article or with `ein`: it happens only if the clause does."""
    article = determiner(noun)
    return not _is_definite(noun) and (article is None or article.lower_.startswith("ein"))


def _is_definite(noun: Token) -> bool:
    """An article that is no `ein`, or one that the preposition holds („beim Bau")."""
    article, case = determiner(noun), preposition(noun)
    if article is not None:
        return article.lower_.startswith(("d", "sein", "ihr", "unser", "jen"))
    if any(c.pos_ == "PROPN" and c.i < noun.i and c.dep_ == "nmod" for c in noun.children):
        return True  # „Marias Tod"
    return case is not None and case.lower_ in ("beim", "im", "vom", "zum", "zur", "am")

"""Who claims a statement: the speaker of the quotation around it, the source its grammar names, nobody, or the article.

Takes a Draft and the Reading; gives the Attribution. A source is somebody who can say something or something that is
written: a person, a body, a medium, a document. Of „Angaben der Feuerwehr" it is the fire brigade, of „demnach" who was
named before; where the text names nobody the attribution has no words, and kg.reader writes `ungenannt`.
Leaves out: finding quotations (kg.reader.quotes), phrases and verbs that name a source (stance.source).

Example: „Nach Angaben der Feuerwehr brannte das Dach ab." is attributed to `der Feuerwehr`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Argument, Attribution, Quote
from kg.reader.quotes.lexicon import lexicon
from kg.reader.quotes.medium import is_document, is_person
from kg.reader.statements.draft import Slot, slot
from kg.reader.statements.mood import is_hearsay
from kg.reader.statements.participants import antecedent_of, owner_of
from kg.reader.syntax import (
    clause_of,
    clause_type,
    conjuncts,
    core,
    determiner,
    feature,
    has_finite,
    is_clause,
    number_of_verb,
    overlaps,
    phrase,
    preposition,
    sentence_of,
    spans_of,
    tokens_in,
    verb_group,
)
from kg.reader.syntax.grammar import load_grammar

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from kg.reader.statements.draft import Draft, Reading

_NOUNS = frozenset(["NOUN", "PROPN", "PRON", "NUM", "X"])
# Pronouns that take up something said before, never somebody.
_NO_ONE = frozenset(["solche", "solches", "dies", "das", "dieses", "es", "man", "was"])
# Endings of adjectives that tell whose a report is („behördlichen Angaben"), as no „ersten" or „weiteren" does.
_ORIGIN = ("isch", "lich", "ell")
# What is said without anybody who says it („dem Vernehmen nach").
_HEARSAY = frozenset(["Vernehmen"])
# Verbs that give a number of somebody's own, beside those of saying.
_COUNTING = frozenset(["zählen"])
# How many sentences back „demnach" may take up who was named.
_REACH = 1
# Prepositions whose phrase may be what is reported („warnte vor einem Sturm"); others tell when, where and why.
_REPORTING = frozenset(["von", "vom", "vor", "auf", "mit", "für", "als", "über", "um", "gegen", "an"])


def attribution(draft: Draft, reading: Reading) -> Attribution | None:
    """Whose words the statement is; None where the article itself asserts it, without text where nobody is named."""
    quote = reading.quoted.get(draft.anchor.i)
    if quote is not None and not (
        _is_act_of(draft, quote)
        or _is_of_speaker(draft, quote)
        or _is_told(draft.anchor, quote, reading)
        or _speaks_itself(draft.anchor, quote)
    ):
        found = voice(quote, reading)
        if found is None and draft.source is not None and quote.type != "direct":
            found = _named(draft.source, reading)
        return Attribution(found.text, found.entity, quote.id) if found else Attribution("", None, quote.id)
    if draft.source is not None and not _is_own_act(draft, reading):
        found = _named(draft.source, reading)
        return Attribution(found.text, found.entity) if found else Attribution("", None)
    if quote is None and is_clause(draft.anchor) and _is_rumoured(draft.anchor):
        return Attribution("", None)
    return None


def voice(quote: Quote, reading: Reading, depth: int = 0) -> Argument | None:
    """Who speaks in the quotation: a person, body, medium or document; None where the text names nobody.

    Args:
        quote: the quotation.
        reading: the text; of „demnach" the quotation or act of saying in the sentence before is looked up in it.
        depth: how many quotations were taken up already.
    """
    speaker = quote.speaker
    if speaker is None:
        return None
    words = tokens_in(reading.doc, speaker.spans)
    head = next((t for t in words if t.pos_ in _NOUNS), None)
    if head is None and all(t.pos_ == "ADV" for t in words):
        return _taken_up(quote, reading, depth)
    if head is None:
        return speaker if any(t.pos_ in ("DET", "ADJ") and t.is_title for t in words) else None
    if _is_figure(head, reading) and speaker.text == head.text:
        return None
    if head.pos_ == "PRON" and head.lower_ in _NO_ONE:
        return None
    if head.pos_ == "PRON" and antecedent_of(head) is not None:  # „eines Hackers, der behauptet, …"
        return reading.argument(Slot((head,), head))
    if head.pos_ == "PRON" and speaker.entity is None:
        return _goes_on(head, quote, reading, depth) or reading.argument(Slot((head,), head))
    if head.pos_ != "NOUN":
        return speaker
    found = _owner(head, speaker, reading)
    return _taken_up(quote, reading, depth) if found is None and _is_definite(head) else found


def _owner(head: Token, whole: Argument, reading: Reading) -> Argument | None:
    """Of a noun of saying whose saying it is, None for „ersten Angaben"; any other phrase is its own."""
    cue = lexicon().noun(head.text) if head.pos_ == "NOUN" else None
    if cue is None or cue.medium == "writing" or not load_grammar().own.isdisjoint(whole.text.split()[:1]):
        return whole
    owner = owner_of(head) or next((c for c in head.children if _is_genitive(c)), None)
    if owner is not None and not _is_figure(owner, reading):  # „nach Angaben 2031"
        return reading.argument(Slot(phrase(owner), owner))
    possessive = next((c for c in head.children if c.pos_ == "DET" and "Poss" in str(c.morph)), None)
    if possessive is not None:
        return Argument(whole.text, whole.spans, whole.entity or reading.entities.at(spans_of([possessive])))
    told = any(c.dep_ == "amod" and c.lemma_.lower().endswith(_ORIGIN) for c in head.children)
    compound = not head.text.startswith(cue.lemma[:-1])  # „Polizeiangaben"
    one = feature(head, "Number") == "Sing" and determiner(head) is not None and cue.lemma not in _HEARSAY
    placed = any(c.dep_ == "nmod" and c.pos_ != "NUM" for c in head.children)  # „Angaben aus Polizeikreisen"
    return whole if told or compound or one or placed or whole.entity is not None else None


def _is_figure(token: Token, reading: Reading) -> bool:
    """A number or a time, which says nothing."""
    return token.pos_ == "NUM" or token.i in reading.timed or not any(c.isalpha() for c in token.text)


def _is_genitive(token: Token) -> bool:
    return token.dep_ == "nmod" and preposition(token) is None and token.i > token.head.i


def _is_definite(noun: Token) -> bool:
    """„den Angaben zufolge": those of whoever was named."""
    article = determiner(noun)
    return article is not None and article.lower_ in ("den", "diesen")


def _named(source: Slot, reading: Reading) -> Argument | None:
    """The source that the clause's grammar names."""
    if source.head is not None and _is_figure(source.head, reading):
        return None
    found = reading.argument(source)
    return _owner(source.head, found, reading) if found is not None and source.head is not None else found


def _is_rumoured(head: Token) -> bool:
    """„Nachdem er sie bedroht haben soll, …": others say so."""
    finite = verb_group(head).finite
    return finite is not None and finite.lower_ in ("soll", "sollen") and finite != head and is_hearsay(head)


def _goes_on(pronoun: Token, quote: Quote, reading: Reading, depth: int) -> Argument | None:
    """„Die Direktorin wies das zurück: … „…“, sagte sie": who spoke in the sentence before, if the gender fits."""
    before = _before(pronoun)
    gender = {"er": "Masc", "sie": "Fem"}.get(pronoun.lower_)
    verb = verb_group(clause_of(pronoun)).finite if is_clause(clause_of(pronoun)) else None
    if before is None or depth > _REACH or gender is None or verb is None or number_of_verb(verb) != "Sing":
        return None
    for other in reversed(_quotes_in(before, quote, reading)):
        found = voice(other, reading, depth + 1)
        if found is not None and found.entity is not None:
            words = tokens_in(reading.doc, found.spans)
            noun = next((t for t in words if t.pos_ == "NOUN" and is_person(t.text)), None)
            fits = noun is not None and (feature(noun, "Gender"), feature(noun, "Number")) == (gender, "Sing")
            return found if fits else None
    return None


def _before(token: Token) -> Span | None:
    """The sentence before the token's, None at the beginning."""
    last = token.doc[max(0, sentence_of(token).start - 1)]
    while last.is_space and last.i:
        last = last.nbor(-1)
    before = sentence_of(last)
    return before if before.start < sentence_of(token).start else None


def _quotes_in(sentence: Span, but: Quote, reading: Reading) -> list[Quote]:
    """The quotations with words in a sentence, without the one that is asked about, in their order."""
    found = {q.id: q for t in sentence if (q := reading.quoted.get(t.i)) is not None and q != but}
    return list(found.values())


def _taken_up(quote: Quote, reading: Reading, depth: int) -> Argument | None:
    """Who was named in the sentence before: „Die Stadt legte den Bericht vor. Demnach …"."""
    before = _before(tokens_in(reading.doc, quote.spans)[0])
    if before is None or depth > _REACH:
        return None
    said = _quotes_in(before, quote, reading)
    for other in reversed(said):
        found = voice(other, reading, depth + 1)
        if found is not None:
            return found
    root = before.root
    subject = core(root).subject if is_clause(root) and not verb_group(root).passive else None
    if subject is not None and not said and not lexicon().verbs.keys().isdisjoint(_lemmas(root)):
        return reading.argument(slot(subject))
    text = next((t for t in reversed(before) if t.pos_ == "NOUN" and is_document(t.text)), None)
    return reading.argument(slot(text)) if text is not None else None


def _lemmas(head: Token) -> set[str]:
    """The infinitive of a verb, and with a word that may be written together with it („bekannt geben")."""
    lemma = verb_group(head).lemma
    return {lemma, *(c.lower_ + lemma for c in head.children if c.pos_ in ("ADJ", "ADV") and c.i < head.i)}


def _is_of_speaker(draft: Draft, quote: Quote) -> bool:
    """„Der 2019 gewählte Präsident sagte …": that he was elected he does not say."""
    return quote.speaker is not None and overlaps(spans_of([draft.anchor]), quote.speaker.spans)


def _is_act_of(draft: Draft, quote: Quote) -> bool:
    """„Die Bürger fordern mehr Geld": that they demand it is the article's to say, not the citizens'."""
    if quote.speaker is None or draft.subject is None or not is_clause(draft.anchor):
        return False
    first = draft.subject.head
    while first is not None and first.dep_ == "conj" and first.head != first:
        first = first.head  # „A und B fordern …" is B's act too
    acting = conjuncts(first) if first is not None else draft.subject.tokens
    return bool(acting) and overlaps(spans_of(acting), quote.speaker.spans)


def _is_own_act(draft: Draft, reading: Reading) -> bool:
    """„Huber hatte gedroht: „…“, sagte Huber": what a name does in a clause of its own is not by its own account."""
    subject, source = draft.subject, draft.source
    if subject is None or source is None or subject.head is None or not has_finite(draft.anchor):
        return False
    named = subject.head.pos_ in ("NOUN", "PROPN")
    entity = reading.entity(subject) if named else None
    return entity is not None and entity == reading.entity(source)


def _speaks_itself(anchor: Token, quote: Quote) -> bool:
    """„Nach Angaben des Wirts kamen zehn Gäste, die Polizei spricht von vier": a later clause with a voice of its own.

    A preposition names the source of its own clause; one beside it whose own subject says or counts something is the
    article's account of that.
    """
    if (
        quote.type != "indirect"
        or quote.cue is None
        or not is_clause(anchor)
        or anchor.dep_ not in ("conj", "parataxis")
    ):
        return False
    first = anchor
    while first.dep_ == "conj" and first.head != first:
        first = first.head
    if clause_type(first) != "main" or clause_type(anchor) != "main":
        return False
    cue = anchor.doc.char_span(*quote.cue.spans[0], alignment_mode="expand")
    group, subject = verb_group(anchor), core(anchor).subject
    if cue is None or cue[0].pos_ != "ADP" or group.finite is None or group.subjunctive is not None or subject is None:
        return False
    own = cue[-1].i < subject.i and subject.pos_ in ("NOUN", "PROPN") and clause_of(subject) == anchor
    return own and clause_of(cue[0]) != anchor and (group.lemma in _COUNTING or group.lemma in lexicon().verbs)


def _is_told(anchor: Token, quote: Quote, reading: Reading) -> bool:
    """Whether the article tells it by the way in a sentence that quotes."""
    if quote.type == "direct":
        return False
    if quote.type == "reported":
        return not _is_reported(anchor)
    token = anchor
    while reading.quoted.get(token.i) is quote:
        if is_clause(token) and _is_background(token, quote, reading):
            return True
        if token.head == token:
            break
        token = token.head
    return False


def _is_background(head: Token, quote: Quote, reading: Reading) -> bool:
    """„Meier, der seit März im Amt ist": a relative clause in the indicative tells more of what has a name."""
    if clause_type(head) != "relative" or not has_finite(head) or verb_group(head).subjunctive is not None:
        return False
    while head.dep_ == "conj":
        head = head.head
    noun = head.head
    return reading.quoted.get(noun.i) is quote and (noun.pos_ == "PROPN" or noun.ent_type_ in ("PER", "ORG", "LOC"))


def _is_reported(anchor: Token) -> bool:
    """What a verb of saying reports without a clause: the object, „von" and „vor" phrases, what is in Konjunktiv."""
    if is_clause(anchor) and has_finite(anchor):
        return verb_group(anchor).subjunctive is not None and anchor.dep_ not in ("ROOT", "root", "conj", "advcl")
    top = anchor
    while top.head != top and not (is_clause(top.head) and has_finite(top.head)):
        top = top.head
    if top.head == top or clause_type(top.head) not in ("main", "reported"):
        return False
    case = preposition(top)
    relation = top.dep_.split(":")[0]
    if case is None:
        return top.dep_ in ("obj", "nsubj:pass", "ccomp", "xcomp") or (is_clause(top) and relation != "nsubj")
    return relation in ("obl", "obj", "nmod") and case.lower_ in _REPORTING

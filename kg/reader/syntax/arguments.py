"""Arguments of a predicate: subject, objects and obliques, repaired and shared; the type of its clause.

Takes the head of a clause; gives tokens. Repairs what a parser often gets wrong and grammar can tell: arguments
hung on an auxiliary, subject and object exchanged where case or number says so.
Leaves out: controlled subjects of infinitives and antecedents, which need the meaning of the governing verb.

Example: in „Den Vorschlag lehnten die Länder ab." the subject is `Länder` and the object `Vorschlag`, although
the object comes first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.reader.syntax.forms import cases, determiner, feature, number_of_verb
from kg.reader.syntax.grammar import load_grammar
from kg.reader.syntax.groups import has_finite, has_zu, is_clause, verb_group
from kg.reader.syntax.phrases import number, preposition

if TYPE_CHECKING:
    from spacy.tokens import Token

_ACTORS = frozenset({"PER", "ORG", "LOC"})
_REFLEXIVE = frozenset({"sich", "mich", "dich", "uns", "euch"})
_CONTRAST = frozenset({"aber", "hingegen", "jedoch", "dagegen"})
_DEFINITE = frozenset({"der", "die", "das", "dem", "den", "deren", "dessen", "denen"})
_FUNCTION = frozenset({"aux", "aux:pass", "cop", "punct", "mark", "cc", "compound:prt", "case", "det"})


@dataclass(frozen=True, slots=True)
class Core:
    """Subject, accusative and dative object of a verb: the first word of a coordination each (see `conjuncts`)."""

    subject: Token | None = None
    object: Token | None = None
    indirect: Token | None = None
    shared: bool = False  # the subject stands beside a coordinated verb


def dependents(head: Token) -> tuple[Token, ...]:
    """What depends on the predicate, also what the parser hung on one of its auxiliaries; function words left out."""
    group = [head, *(c for c in head.children if c.dep_ in ("aux", "aux:pass", "cop"))]
    found = {c for part in group for c in part.children if c.dep_ not in _FUNCTION}
    return tuple(sorted(found, key=lambda t: t.i))


def core(head: Token) -> Core:
    """Subject and objects of a predicate: repaired by case and number, shared with coordinated verbs."""
    kids = dependents(head)
    subject = next((c for c in kids if c.dep_ in ("nsubj", "nsubj:pass")), None)
    if subject is None:
        subject = next((c for c in kids if c.dep_ == "expl" and c.lower_ == "es"), None)
    objects = [c for c in kids if c.dep_ == "obj" and c.pos_ != "VERB"]
    direct = next((c for c in objects if c.lower_ not in _REFLEXIVE), next(iter(objects), None))
    indirect = next((c for c in kids if c.dep_ in ("iobj", "obl:arg") and preposition(c) is None), None)
    if direct is None and indirect is not None and _may_be_accusative(head, indirect):
        direct, indirect = indirect, None
    if direct is None and indirect is None and head.lemma_ in load_grammar().dative_verbs:
        bare = (c for c in kids if c.dep_ in ("obl", "nmod") and preposition(c) is None and "Dat" in cases(c))
        indirect = next((c for c in bare if c.text not in load_grammar().days and c.pos_ in ("NOUN", "PROPN")), None)
    if direct is not None and indirect is None and _is_given_to(direct, objects):
        direct, indirect = objects[1], direct
    if direct is not None and indirect is None and _is_told(head, direct):
        if subject is not None:
            direct, indirect = None, direct
        elif "Nom" in cases(direct):
            subject, direct = direct, None  # „andere Quellen berichten, dass …"
    if head.lemma_ in load_grammar().genitive_verbs and direct is None and indirect is None:
        indirect = next((c for c in kids if c.dep_ == "obl" and preposition(c) is None and "Gen" in cases(c)), None)
    if head.lemma_ in load_grammar().genitive_verbs and direct is None and indirect is not None:
        direct, indirect = indirect, None  # „bedarf der Hilfe"
    else:
        subject, direct, indirect = _by_case(head, kids, subject, direct, indirect)
    shared = False
    if subject is not None and (_continues_subject(head, subject) or _shares_relative(head, subject)):
        other = next((c for c in kids if c.dep_ == "obj" and c != subject), None)
        if direct is None or direct == other:
            subject, direct, indirect = None, subject, indirect or (direct if direct != subject else None)
    if subject is None and direct is not None and cases(direct) == {"Nom"}:
        subject, direct = direct, None
    if subject is None and head.dep_ == "conj" and is_clause(head.head):
        subject, shared = core(head.head).subject, True
    if direct is None and not shared:
        direct = _object_to_the_right(head)
    return Core(subject, direct, indirect, shared and subject is not None)


def _continues_subject(head: Token, subject: Token) -> bool:
    """„Sie lobte ihn und gab dem Plan eine Chance": a verb right after `und` has the subject of the clause before.

    Where that clause opens with something else, the second may have a subject of its own („Dann fiel der Strom aus und
    stockte der Verkehr"), unless its first is a pronoun.
    """
    if head.dep_ != "conj" or not is_clause(head.head) or not has_finite(head) or subject.dep_ != "nsubj":
        return False
    finite, first = verb_group(head).finite, verb_group(head.head).finite
    if finite is None or first is None or finite.i == 0 or finite.nbor(-1).lower_ not in ("und", "oder"):
        return False
    if subject.i < finite.i or "Acc" not in cases(subject) or subject.pos_ == "PRON" or has_zu(head):
        return False
    above = next((c for c in dependents(head.head) if c.dep_ in ("nsubj", "nsubj:pass")), None)
    if above is None:
        return False
    return above.i < first.i or above.lower_ in ("er", "sie", "es", "ich", "wir", "man")


def _shares_relative(head: Token, subject: Token) -> bool:
    """„Länder, die Sorgen haben und Bewegungen fürchten": the second verb of a relative clause has its subject too."""
    first = head.head
    if head.dep_ != "conj" or first.dep_ != "acl:relcl" or subject.dep_ != "nsubj" or "Acc" not in cases(subject):
        return False
    if subject.pos_ not in ("NOUN", "PROPN") or not has_finite(head) or has_zu(head):
        return False
    own = next((c for c in dependents(first) if c.dep_ == "nsubj"), None)
    return own is not None and own.pos_ == "PRON" and own.i < first.i < subject.i and own == relative_pronoun(first)


def _may_be_accusative(head: Token, noun: Token) -> bool:
    """„den Täter", „den 16-jährigen": a dative only beside verbs that take one."""
    if head.lemma_ in load_grammar().dative_verbs or noun.lower_ == "sich":
        return False
    if "Acc" in cases(noun) <= {"Acc", "Dat"}:
        return True
    article = determiner(noun)
    return article is not None and article.lower_ == "den" and noun.pos_ == "ADJ"


def _is_given_to(first: Token, objects: list[Token]) -> bool:
    """„sagte Kiew weitere Hilfe zu": of two bare objects the name in front, whose case nothing shows, is a dative."""
    if len(objects) != 2 or objects[0] != first or objects[1].ent_type_ or objects[1].pos_ != "NOUN":
        return False
    return first.pos_ == "PROPN" and first.ent_type_ in ("PER", "LOC", "ORG") and "Dat" in cases(first)


def _is_told(head: Token, noun: Token) -> bool:
    """„schrieb Ada Bell, dass …": beside a clause a name without an article is whom it was said to."""
    if head.lemma_ not in load_grammar().dative_verbs or noun.pos_ == "PRON" or "Dat" not in cases(noun):
        return False
    finite = verb_group(head).finite
    fronted = finite is not None and noun.i < finite.i
    return not fronted and any(c.dep_ == "ccomp" and c.i > noun.i for c in head.children)


def _by_case(
    head: Token, kids: tuple[Token, ...], subject: Token | None, direct: Token | None, indirect: Token | None
) -> tuple[Token | None, Token | None, Token | None]:
    if direct is not None and indirect is None and cases(direct) == {"Dat"}:
        direct, indirect = next((c for c in kids if c.dep_ == "obj" and c not in (direct, subject)), None), direct
    if subject is not None and direct is not None:
        if subject.lower_ == "ihr" and subject.pos_ == "PRON" and "Nom" in cases(direct) and direct.pos_ != "PRON":
            return direct, None, subject  # „droht ihr die Strafe"
        nominative = "Nom" in cases(subject)
        if not nominative and "Nom" in cases(direct):
            return direct, subject, indirect
        if subject.lower_ == "was" and direct.pos_ in ("NOUN", "PROPN") and "Nom" in cases(direct):
            return direct, subject, indirect  # „was die Zeugin bestätigt"
        if "Acc" not in cases(direct) and "Nom" in cases(direct) and "Acc" in cases(subject):
            return direct, subject, indirect  # „hält es der Präsident für möglich"
        verb = verb_group(head).finite
        plural = number_of_verb(verb) if verb is not None else None
        disagrees = (
            plural is not None
            and number(subject) not in (plural, None)
            and plural == (number(direct) or feature(direct, "Number"))
        )
        open_case = nominative and "Acc" in cases(subject) and "Nom" in cases(direct)
        if disagrees and open_case:
            return direct, subject, indirect
        fronted = verb is not None and head.i < verb.i < direct.i  # „Ausgelöst hat den Streit ein Brief"
        if open_case and not fronted and direct.i < subject.i and _rather_first(direct, subject, plural):
            return direct, subject, indirect
    elif subject is not None and direct is None and not (cases(subject) & {"Nom"}):
        other = None if cases(subject) == {"Gen"} else subject
        if cases(subject) == {"Dat"}:
            return None, None, indirect or other
        return None, other, indirect
    return subject, direct, indirect


def _rather_first(first: Token, second: Token, wanted: str | None) -> bool:
    """Where case and number leave it open, the first is the subject unless only the second can act.

    „Die Akte stellt kein Hindernis dar" against „Die Wahl gewann Meier".
    """
    if wanted is not None and number(first) not in (wanted, None):
        return False
    acts = (first.ent_type_ in _ACTORS, second.ent_type_ in _ACTORS)
    if acts[0] != acts[1]:
        return acts[0]
    if second.pos_ == "PRON" and second.lower_ in ("sie", "es", "das", "dies"):
        return False  # „Den Plan hatte sie …"
    return not (first.pos_ == "PRON" and first.lower_ in ("was", "das", "dies", "es"))


def _object_to_the_right(head: Token) -> Token | None:
    """„kritisierte und verbot die Partei": the object of the last verb is that of the first too."""
    following = [c for c in head.children if c.dep_ == "conj" and is_clause(c)]
    if not following or verb_group(head).copula is not None or head.pos_ != "VERB":
        return None
    other = following[0]
    if other.i - head.i != 2 or any(c.dep_ == "nsubj" for c in other.children):
        return None
    if any(c.dep_.startswith("obl") for c in head.children) or verb_group(head).auxiliaries:
        return None
    return next((c for c in other.children if c.dep_ == "obj" and c.i > other.i), None)


def obliques(head: Token) -> tuple[Token, ...]:
    """Prepositional and adverbial noun phrases of a predicate (`obl` and its subtypes, `nmod` hung on it)."""
    kids = dependents(head)
    # „stellte sich demonstrativ hinter ihn": what hangs on an adverb of the verb is the verb's
    deeper = [c for k in kids if k.dep_ == "advmod" and k.pos_ in ("ADJ", "ADV") for c in k.children if c.dep_ == "obl"]
    wanted = [*kids, *(c for c in deeper if preposition(c) is not None)]
    found = sorted(
        (c for c in wanted if c.dep_.split(":")[0] in ("obl", "nmod") and c.pos_ != "VERB"), key=lambda t: t.i
    )
    return tuple(c for c in found if c.dep_ != "obl:arg" or preposition(c) is not None)


def negations(head: Token) -> tuple[Token, ...]:
    """The words that negate the predicate itself: `nicht`, `nie`, `niemals`, `keineswegs`, `weder`, `kaum`."""
    words = ("nicht", "nie", "niemals", "keineswegs", "keinesfalls", "weder")
    return tuple(c for c in dependents(head) if c.lower_ in words)


def contrasted(head: Token) -> Token | None:
    """„A stimmte zu, B nicht": the noun whose verb is left out because it is the same, denied."""
    for child in head.children:
        if child.dep_ not in ("parataxis", "conj", "appos", "dep", "nsubj", "obj", "advcl", "obl") or child.i < head.i:
            continue
        if child.pos_ not in ("NOUN", "PROPN", "PRON") or preposition(child) is not None or "Nom" not in cases(child):
            continue
        first = min((t.i for t in child.subtree if not t.is_punct), default=child.i)
        after = child.nbor(1) if child.i + 1 < len(child.doc) else child
        if after.lower_ in _CONTRAST and after.i + 1 < len(child.doc):
            after = after.nbor(1)
        before = child.doc[first - 1].lower_ if first else ""
        if after.lower_ != "nicht" or before not in (",", *_CONTRAST):
            continue
        if after.i + 1 == len(child.doc) or after.nbor(1).is_punct or after.nbor(1).is_space:
            return child
    return None


def subordinator(head: Token) -> Token | None:
    """The conjunction that opens the clause (`dass`, `weil`, `um`)."""
    return next((c for c in head.children if c.dep_ == "mark" and c.pos_ != "PART" and c.lower_ != "zu"), None)


def relative_pronoun(head: Token) -> Token | None:
    """The relative pronoun of a relative clause, also of one that the parser has hung on a verb."""
    if head.dep_ not in ("acl:relcl", "acl"):
        return _opening_pronoun(head)
    words = load_grammar().relatives
    for token in sorted((t for c in dependents(head) for t in c.subtree), key=lambda t: t.i):
        if token.lower_ in words and (token.pos_ == "PRON" or token.lower_ in ("deren", "dessen")):
            return token
        if token.i > head.i:
            break
    return None


def _opening_pronoun(head: Token) -> Token | None:
    """„verteidigte einen Mann, der angeklagt war": after a comma, with its finite verb last."""
    if head.dep_ not in ("advcl", "ccomp", "parataxis", "dep", "conj") or subordinator(head) is not None:
        return None
    words = sorted((t for t in head.subtree if not t.is_punct), key=lambda t: t.i)
    first = words[0] if words else head
    if first.pos_ == "ADP" and len(words) > 1:
        first = words[1]
    if first.pos_ != "PRON" or first.lower_ not in _DEFINITE or words[0].i == 0 or words[0].nbor(-1).text != ",":
        return None
    finite = verb_group(head).finite
    own = [c.i for c in head.children if not c.is_punct and not is_clause(c)]
    return first if finite is not None and finite.i >= max([head.i, *own]) else None


def clause_type(head: Token) -> str:
    """The kind of the clause, one of these.

    main, relative, dass, ob, wh, reported (verb second under a verb of saying), adverbial, infinitive, participle.
    """
    if head.dep_ == "conj" and head.head != head and is_clause(head.head) and subordinator(head) is None:
        return clause_type(head.head)
    if head.dep_ == "acl:relcl" or relative_pronoun(head) is not None:
        return "relative"
    mark = subordinator(head)
    if mark is not None and mark.lower_ in ("dass", "daß", "ob"):
        return "dass" if mark.lower_ != "ob" else "ob"
    if not has_finite(head) and head.dep_.lower() != "root":
        if has_zu(head) or feature(head, "VerbForm") == "Inf":
            return "infinitive"
        if head.pos_ == "VERB" and head.dep_ in ("acl", "advcl", "xcomp", "amod"):
            return "participle"
    if head.dep_ in ("ccomp", "csubj", "csubj:pass", "parataxis", "obj"):
        first = next((t for t in head.subtree if not t.is_punct), head)
        if first.lower_ in load_grammar().interrogatives or any(
            c.lower_ in load_grammar().interrogatives for c in head.children
        ):
            return "wh" if head.dep_ != "parataxis" else "main"
        return "reported" if head.dep_ == "ccomp" else "main"
    if mark is not None or head.dep_ == "advcl":
        return "adverbial"
    return "main"

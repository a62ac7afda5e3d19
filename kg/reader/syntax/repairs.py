"""Mends what a statistical parser gets wrong and German grammar can tell, before any stage reads the Doc.

Takes a parsed Doc and changes it in place (heads, relations, parts of speech, lemmas of closed classes). Each repair is
one function with an example; none looks at what a word means.
Leaves out: everything that would need meaning, and sentence boundaries, which never change.

Example: in „Über sie hat sich die Firma verpflichtet" a subject with a preposition is none: `sie` becomes `obl`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.reader.syntax.forms import (
    cases,
    determiner,
    feature,
    is_finite,
    is_participle,
    number_of_verb,
    participle_shaped,
)
from kg.reader.syntax.grammar import load_grammar

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_AMBIGUOUS = frozenset({"haben", "werden", "sein", "können", "müssen", "sollen", "wollen", "dürfen", "mögen", "war"})
_MODALS = frozenset({"können", "müssen", "sollen", "wollen", "dürfen", "mögen"})
_PRONOUN_SUBJECTS = frozenset({"ich", "du", "er", "wir", "man"})
_ARTICLES = frozenset({"der", "die", "das", "den", "dem", "des"})


def repair(doc: Doc) -> Doc:
    """The same Doc, mended."""
    words = [t for t in doc if not t.is_space]
    for token in words:
        _closed_class(token)
    for token in words:
        _truncated_compound(token)
        _article(token)
        _modal_head(token)
        _participle(token)
        _finite_form(token)
        _lemma_by_shape(token)
        _prepositional_subject(token)
    for token in words:
        _date_attribute(token)
        _stray_nominative(token)
        _title_and_name(token)
        _fronted_participle(token)
    for token in words:
        if token.pos_ in ("VERB", "AUX"):
            _two_clauses(token)
            _one_subject(token)
            _relative_article(token)
            _subject_among_objects(token)
    return doc


def _closed_class(token: Token) -> None:
    """`dürfe` and `sei` are auxiliaries whatever the tagger says: „dürfe man die Macht nicht unterschätzen"."""
    known = load_grammar().auxiliaries.get(token.lower_)
    if known is None or token.pos_ in ("VERB", "AUX", "NOUN", "DET", "PRON") or token.lower_ in _AMBIGUOUS:
        if known is not None and token.pos_ in ("VERB", "AUX") and token.lower_ not in _AMBIGUOUS:
            token.lemma_ = known[0] if not _has_particle(token) else token.lemma_
        return
    lemma, number = known
    token.pos_ = "AUX"
    token.lemma_ = lemma
    token.set_morph(f"Mood=Ind|Number={number}|Person=3|VerbForm=Fin")
    if token.dep_ in ("mark", "advmod", "cc", "case"):
        token.dep_ = "aux"


def _has_particle(token: Token) -> bool:
    return any(c.dep_ == "compound:prt" for c in token.children)


def _truncated_compound(token: Token) -> None:
    """„Land- und Luftstreitkräfte" is one phrase whose head is its last word."""
    if not token.text.endswith("-") or len(token.text) < 3 or token.i + 2 >= len(token.doc):
        return
    middle = token.nbor(1)
    if middle.lower_ not in load_grammar().coordinators:
        return
    last = token.nbor(2)
    if last.pos_ not in ("NOUN", "PROPN", "ADJ") or not (last.head == token or token.head == last):
        return
    if last.head == token:
        _take_over(last, token)
    token.dep_ = "compound"
    if middle.head != last:
        middle.head, middle.dep_ = last, "cc"


def _take_over(new: Token, old: Token) -> None:
    """`new`, until now below `old`, takes its place and its dependents."""
    dep, above = old.dep_, old.head
    children = [c for c in old.children if c != new]
    if above == old:
        new.head, new.dep_ = new, dep
    else:
        new.head, new.dep_ = above, dep
    old.head = new
    for child in children:
        child.head = new


def _article(token: Token) -> None:
    """An article right before its noun is no pronoun: „die [PRON] Regierungschefs" with the noun hung on it."""
    if token.lower_ not in _ARTICLES or token.pos_ != "PRON" or token.i + 1 >= len(token.doc):
        return
    for child in token.children:
        between = token.doc[token.i + 1 : child.i]
        if (
            child.i > token.i
            and child.pos_ in ("NOUN", "PROPN")
            and child.dep_ in ("compound", "flat", "appos", "nmod")
        ):
            if all(t.pos_ in ("ADJ", "NUM") or t.head == child for t in between) and not _has_case(child):
                _take_over(child, token)
                token.dep_, token.pos_ = "det", "DET"
            return


def _has_case(token: Token) -> bool:
    return any(c.dep_ == "case" for c in token.children)


def _participle(token: Token) -> None:
    """„Unterstützt würden die Truppen": capitals make no noun of a participle; „wurde verletzt" is no copula."""
    becomes = [c for c in token.children if c.dep_ in ("aux", "cop", "aux:pass") and c.lemma_ in ("werden", "worden")]
    if not becomes or any(c.dep_ == "det" and c.i < token.i for c in token.children):
        return
    shaped = _participle_shape(token.lower_)
    if token.pos_ in ("NOUN", "ADJ", "PROPN", "ADV", "X") and shaped is not None:
        token.pos_ = "VERB"
        token.lemma_ = shaped
        token.set_morph("VerbForm=Part")
        for child in becomes:
            child.dep_ = "aux:pass"
        for child in token.children:
            if child.dep_ == "nsubj":
                child.dep_ = "nsubj:pass"


def _participle_shape(word: str) -> str | None:
    """The infinitive of a weak participle by its shape, None if it has none: `unterstützt` → `unterstützen`."""
    if not word.endswith("t") or len(word) < 6:
        return None
    stem = word[:-2] if word.endswith("et") and word[-3] in "dtmn" else word[:-1]
    if stem.startswith("ge") and not stem.startswith("gefähr"):
        return stem[2:] + "en"
    for prefix in ("be", "ver", "er", "ent", "zer", "miss", "unter", "über", "wider"):
        if stem.startswith(prefix) and len(stem) > len(prefix) + 2:
            return stem + "en"
    for prefix in load_grammar().prefixes:
        if stem.startswith(prefix + "ge") and len(stem) > len(prefix) + 4:
            return prefix + stem[len(prefix) + 2 :] + "en"
    return None


def _prepositional_subject(token: Token) -> None:
    """„Über sie hat sich die Firma verpflichtet": what has a preposition is neither subject nor object."""
    if token.dep_ not in ("nsubj", "nsubj:pass", "obj", "iobj") or token.pos_ in ("VERB", "AUX"):
        return
    case = next((c for c in token.children if c.dep_ == "case" and c.pos_ == "ADP" and c.i < token.i), None)
    if (case is not None and case.lower_ not in ("bis", "über", "unter", "um", "gegen", "an", "als", "wie")) or (
        case is not None
        and case.lower_ in ("über", "unter", "um", "gegen", "an")
        and not any(c.dep_ == "nummod" for c in token.children)
    ):
        token.dep_ = "obl"


def _two_clauses(token: Token) -> None:
    """„Die Firma habe ein Problem, wenn sie Geld verloren habe": the first `habe` is a verb of its own clause."""
    finite = [c for c in token.children if c.dep_ in ("aux", "aux:pass", "cop") and is_finite(c)]
    if len(finite) < 2:
        return
    first, last = finite[0], finite[-1]
    boundary = [t for t in token.doc[first.i : last.i] if t.text in (",", ";", "–", "—", ":")]
    if not boundary or first.i > token.i:
        return
    border = boundary[0].i
    dep, above = token.dep_, token.head
    mine = [c for c in token.children if c.i < border and c != first]
    if above == token:
        first.head = first
    elif above.i == first.i:
        return
    else:
        first.head = above
    first.dep_ = dep
    if first.lemma_ not in _MODALS:
        first.pos_ = "VERB"
    for child in mine:
        child.head = first
    token.head = first
    marked = any(c.dep_ == "mark" or c.lower_ in ("als", "wenn", "weil") for c in token.children)
    relative = next((c for c in token.children if feature(c, "PronType") == "Rel"), None)
    token.dep_ = "acl:relcl" if relative is not None else "advcl" if marked else "ccomp"
    if relative is not None:
        nouns = [t for t in token.doc[first.i : border] if t.pos_ in ("NOUN", "PROPN")]
        if nouns:
            token.head = nouns[-1]


def _subject_among_objects(token: Token) -> None:
    """„wie mehrere Diplomaten bestätigten": the only noun of an active verb that can be its subject is."""
    kids = list(token.children)
    helpers = [c for c in kids if c.dep_ in ("aux", "aux:pass", "cop")]
    finite = token if is_finite(token) else next((c for c in helpers if is_finite(c)), None)
    if finite is None or any(c.dep_ in ("nsubj", "nsubj:pass", "csubj", "expl") for c in kids):
        return
    if token.dep_ == "acl:relcl" or feature(finite, "Person") in ("1", "2"):
        return
    if token.dep_ == "conj":  # „und die Preise steigen": what stands between `und` and the verb is its subject
        kids = [c for c in kids if c.i < finite.i]
    objects = [c for c in kids if c.dep_ == "obj" and c.pos_ not in ("VERB", "AUX") and not _has_case(c)]
    wanted = number_of_verb(finite)
    for child in objects:
        if child.lower_ in _PRONOUN_SUBJECTS:
            child.dep_ = "nsubj"
            return
    fits = [c for c in objects if "Nom" in cases(c) and c.lower_ not in ("sich", "es") and _number_fits(c, wanted)]
    if not fits:
        return
    passive = any(c.lemma_ == "werden" for c in helpers) and is_participle(token)
    chosen = next((c for c in fits if "Nom" in feature(c, "Case")), fits[0])
    chosen.dep_ = "nsubj:pass" if passive else "nsubj"


def _number_fits(noun: Token, wanted: str | None) -> bool:
    if wanted is None:
        return True
    plural = any(c.dep_ == "conj" for c in noun.children)
    return (feature(noun, "Number") or wanted) == wanted or (plural and wanted == "Plur")


def _finite_form(token: Token) -> None:
    """„Er fürchtet", „verlangen die Mönche": no participle without its shape, no bare infinitive as a clause."""
    if token.pos_ != "VERB" or is_finite(token):
        return
    if any(c.dep_ in ("aux", "aux:pass", "cop") for c in token.children) or token.dep_ in ("aux", "amod", "compound"):
        return
    word = token.lower_
    form = feature(token, "VerbForm")
    if form == "Part" and word.endswith("t") and not participle_shaped(word) and token.dep_ != "conj":
        token.set_morph("Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin")
        for child in token.children:
            if child.dep_ == "nsubj:pass":
                child.dep_ = "nsubj"
    elif word == token.lemma_.lower() and word.endswith("n") and _second_place(token):
        nominal = [c for c in token.children if c.dep_ in ("nsubj", "obj") and c.pos_ not in ("VERB", "AUX")]
        if nominal and not any(c.lower_ == "zu" for c in token.children):
            token.set_morph("Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin")


def _second_place(token: Token) -> bool:
    """Whether one phrase at most stands before the verb in its clause, and something after it."""
    before = [c for c in token.children if c.i < token.i and not c.is_punct and c.dep_ not in ("cc", "advmod")]
    after = [c for c in token.children if c.i > token.i and not c.is_punct]
    marked = any(c.dep_ == "mark" for c in before)
    return (
        len(before) <= 1 and bool(after) and not marked and token.dep_ in ("root", "ROOT", "ccomp", "conj", "parataxis")
    )


def _lemma_by_shape(token: Token) -> None:
    """A verb whose lemma is no infinitive was not in the table: `postete` → `posten`, `gemobbt` → `mobben`."""
    if token.pos_ not in ("VERB", "AUX"):
        return
    word = token.lower_
    irregular = load_grammar().irregular.get(word)
    if irregular is None and (token.lemma_.endswith("n") or len(token.text) < 4):
        return
    particle = next((c.lower_ for c in token.children if c.dep_ == "compound:prt"), "")
    if irregular is not None:
        token.lemma_ = particle + irregular
        return
    weak = _participle_shape(word) if not is_finite(token) or feature(token, "VerbForm") == "Part" else None
    if weak is None:
        stem = word
        for ending in ("test", "tet", "ten", "te", "est", "et", "st", "t", "e"):
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                stem = word.removesuffix(ending)
                if ending in ("te", "ten", "test", "tet") and stem.endswith("e"):
                    stem = stem[:-1]
                break
        weak = stem + ("n" if stem.endswith(("el", "er")) else "en")
    token.lemma_ = particle + weak


def _date_attribute(token: Token) -> None:
    """„am Montag von der Polizei festgenommen": a day has no attributes with a preposition; the verb has them."""
    if token.dep_ != "nmod" or not _has_case(token):
        return
    above = token.head
    if (
        above.text not in load_grammar().days
        or above.dep_ not in ("obl", "nmod")
        or above.head.pos_ not in ("VERB", "AUX")
    ):
        return
    if token.text not in load_grammar().days and token.i > above.i:
        token.head, token.dep_ = above.head, "obl"


def _stray_nominative(token: Token) -> None:
    """„wurde am Montag der Preis verliehen": an attribute without preposition is a genitive, or it is none."""
    if token.dep_ != "nmod" or token.pos_ not in ("NOUN", "PROPN") or _has_case(token):
        return
    article = determiner(token)
    if article is None or article.i > token.i or "Gen" in cases(token):
        return
    verb = token.head
    while verb.pos_ not in ("VERB", "AUX") and verb.head != verb:
        verb = verb.head
    if verb.pos_ not in ("VERB", "AUX") or (
        verb.i < token.i and not any(c.dep_ == "aux" for c in verb.children) and verb == token.head
    ):
        return
    kids = list(verb.children)
    has_subject = any(c.dep_ in ("nsubj", "nsubj:pass") and "Nom" in cases(c) for c in kids)
    has_object = any(c.dep_ == "obj" for c in kids)
    if "Nom" in cases(token) and not has_subject:
        token.head = verb
        passive = any(c.dep_ == "aux:pass" for c in kids)
        token.dep_ = "nsubj:pass" if passive else "nsubj"
    elif "Acc" in cases(token) and not has_object and "Nom" not in cases(token):
        token.head, token.dep_ = verb, "obj"


def _one_subject(token: Token) -> None:
    """„Einen Chef kann sich die Bank nicht leisten": of two subjects, case and number tell which is one."""
    found = [c for c in token.children if c.dep_ in ("nsubj", "nsubj:pass")]
    for child in found:
        if child.pos_ in ("ADV", "SCONJ", "CCONJ", "ADP", "PART") or child.lower_ in load_grammar().no_subjects:
            child.dep_ = "advmod"
        elif "Nom" not in cases(child) and child.pos_ != "VERB":
            known = cases(child)
            child.dep_ = "iobj" if known == {"Dat"} else "obj" if "Acc" in known else child.dep_
    found = [c for c in token.children if c.dep_ in ("nsubj", "nsubj:pass")]
    if len(found) < 2:
        return
    helpers = [c for c in token.children if c.dep_ in ("aux", "aux:pass", "cop")]
    finite = token if is_finite(token) else next((c for c in helpers if is_finite(c)), None)
    wanted = number_of_verb(finite) if finite is not None else None
    best = min(
        found,
        key=lambda c: (
            c.lower_ not in _PRONOUN_SUBJECTS,
            not _number_fits(c, wanted),
            "Acc" in cases(c) and c.pos_ != "PRON" and c.ent_type_ not in ("PER", "ORG"),
            c.i,
        ),
    )
    for child in found:
        if child != best:
            child.dep_ = "obj"


def _relative_article(token: Token) -> None:
    """„das Land, das kommerziellen Walfang betreibt": `das` opens the clause and is no article of the noun."""
    if token.dep_ != "acl:relcl":
        return
    first = next((t for t in sorted(token.subtree, key=lambda t: t.i) if not t.is_punct), token)
    if first.pos_ != "DET" or first.lower_ not in _ARTICLES or first.dep_ != "det" or first.head.pos_ != "NOUN":
        return
    noun = first.head
    adjective = next((c for c in noun.children if c.dep_ == "amod" and c.i > first.i), None)
    kids = list(token.children)
    has_subject = any(c.dep_ in ("nsubj", "nsubj:pass") and c != noun for c in kids)
    strong = adjective is not None and first.lower_ in ("das", "die", "der") and adjective.lower_.endswith(("en", "em"))
    if noun.head != token or (has_subject and not strong) or (noun.dep_ == "nsubj" and not strong):
        return
    first.head, first.pos_ = token, "PRON"
    first.dep_ = "nsubj" if first.lower_ in ("der", "die", "das") and not has_subject else "obj"
    first.set_morph("PronType=Rel")
    if noun.dep_ == "nsubj":
        noun.dep_ = "obj"


def _modal_head(token: Token) -> None:
    """„sollen … gewonnen werden": a modal stands beside the verb it modifies, not above it."""
    if token.lemma_ not in _MODALS or token.pos_ not in ("VERB", "AUX") or token.dep_ in ("aux", "aux:pass"):
        return
    for child in token.children:
        if child.dep_ not in ("xcomp", "ccomp", "conj", "aux") or child.pos_ != "VERB" or is_finite(child):
            continue
        if any(c.lower_ == "zu" or c.dep_ == "mark" for c in child.children) or (
            child.i < token.i and child.dep_ == "conj"
        ):
            continue
        if any(c.dep_ in ("nsubj", "nsubj:pass") for c in child.children):
            continue
        _take_over(child, token)
        token.dep_, token.pos_ = "aux", "AUX"
        return


def _title_and_name(token: Token) -> None:
    """„Vorstand Tessa Heyd": a name right after a bare noun of office is one phrase with it, not a second argument."""
    if (
        token.ent_type_ != "PER"
        or token.dep_ not in ("obj", "nsubj", "iobj", "obl")
        or token.i == 0
        or _has_case(token)
    ):
        return
    before = token.nbor(-1)
    if (
        before.pos_ not in ("NOUN", "X")
        or before.head != token.head
        or before.ent_type_ == "PER"
        or before == token.head
    ):
        return
    if before.dep_ in ("nsubj", "obj", "iobj", "obl") and not any(c.dep_ == "conj" for c in before.children):
        token.head, token.dep_ = before, "appos"
        before.pos_ = "NOUN"


def _fronted_participle(token: Token) -> None:
    """„Unterstützt werden die Truppen von der Flotte": the last phrase with `von` is who does it."""
    helpers = [c for c in token.children if c.dep_ in ("aux", "aux:pass") and c.lemma_ == "werden"]
    if (
        token.pos_ != "VERB"
        or not helpers
        or helpers[0].i < token.i
        or any(c.dep_.startswith("obl") for c in token.children)
    ):
        return
    subject = next((c for c in token.children if c.dep_ in ("nsubj", "nsubj:pass") and c.i > helpers[0].i), None)
    if subject is None:
        return
    for child in subject.children:
        if child.dep_ == "nmod" and any(c.dep_ == "case" and c.lower_ in ("von", "vom") for c in child.children):
            child.head, child.dep_ = token, "obl:agent"
            subject.dep_ = "nsubj:pass"
            helpers[0].dep_ = "aux:pass"
            return

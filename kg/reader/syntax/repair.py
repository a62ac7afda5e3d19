"""Mends what a statistical parser gets wrong and German grammar can tell, before any stage reads the Doc.

Takes a parsed Doc and changes it in place (heads, relations, parts of speech, lemmas of closed classes). Each repair is
one function with an example; none looks at what a word means.
Leaves out: everything that would need meaning, and sentence boundaries, which never change.

Example: in „Über sie hat sich die Firma verpflichtet" a subject with a preposition is none: `sie` becomes `obl`.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.reader.syntax.forms import cases, feature, is_finite, is_participle, number_of_verb

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Finite forms of the verbs that stand beside others: word → (lemma, number); not every tagger knows `dürfe`.
_CLOSED = MappingProxyType(
    {
        form: (lemma, number)
        for lemma, forms in {
            "sein": "ist Sing sei Sing war Sing wäre Sing sind Plur seien Plur waren Plur wären Plur",
            "haben": "hat Sing habe Sing hatte Sing hätte Sing haben Plur hatten Plur hätten Plur",
            "werden": "wird Sing werde Sing wurde Sing würde Sing werden Plur wurden Plur würden Plur",
            "können": "kann Sing könne Sing konnte Sing könnte Sing können Plur konnten Plur könnten Plur",
            "müssen": "muss Sing müsse Sing musste Sing müsste Sing müssen Plur mussten Plur müssten Plur",
            "sollen": "soll Sing solle Sing sollte Sing sollen Plur sollten Plur",
            "wollen": "will Sing wolle Sing wollte Sing wollen Plur wollten Plur",
            "dürfen": "darf Sing dürfe Sing durfte Sing dürfte Sing dürfen Plur durften Plur dürften Plur",
            "mögen": "mag Sing möge Sing mochte Sing möchte Sing mögen Plur mochten Plur möchten Plur",
        }.items()
        for form, number in zip(forms.split()[::2], forms.split()[1::2], strict=True)
    }
)
_AMBIGUOUS = frozenset({"haben", "werden", "sein", "können", "müssen", "sollen", "wollen", "dürfen", "mögen", "war"})
_MODALS = frozenset({"können", "müssen", "sollen", "wollen", "dürfen", "mögen"})
_PRONOUN_SUBJECTS = frozenset({"ich", "du", "er", "wir", "man"})
_COORDINATORS = frozenset({"und", "oder", "sowie", "bis", "bzw."})
_ARTICLES = frozenset({"der", "die", "das", "den", "dem", "des"})


def repair(doc: Doc) -> Doc:
    """The same Doc, mended."""
    for token in doc:
        if token.is_space:
            continue
        _closed_class(token)
    for token in doc:
        if token.is_space:
            continue
        _truncated_compound(token)
        _article(token)
        _participle(token)
        _prepositional_subject(token)
    for token in doc:
        if token.pos_ in ("VERB", "AUX") and not token.is_space:
            _two_clauses(token)
            _subject_among_objects(token)
    return doc


def _closed_class(token: Token) -> None:
    """`dürfe` and `sei` are auxiliaries whatever the tagger says: „dürfe man die Macht nicht unterschätzen"."""
    known = _CLOSED.get(token.lower_)
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
    if middle.lower_ not in _COORDINATORS:
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
    if not becomes or any(c.dep_ == "det" for c in token.children):
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
    for prefix in ("ab", "an", "auf", "aus", "ein", "vor", "zu", "mit", "nach", "fest", "weg", "zurück", "durch", "um"):
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
    if token.dep_ in ("conj", "acl:relcl") or feature(finite, "Person") in ("1", "2"):
        return
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

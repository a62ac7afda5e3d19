"""CoNLL-U in, sentences with harmonised labels out: the one reading of GSD, PUD and HDT, for training and scoring.

The three treebanks disagree in ways that cost a parser several points. What is made alike, and why, stands at each
function. After reading: contractions (`im`) are one ADP, hyphen words (`SPD-Politiker`) are one token, relative
clauses are
`acl:relcl`, names are joined by `flat`, a dative object is `obl:arg`, a passive's `von` phrase is `obl:agent`.

Example: the three rows `13-14 am`, `13 an`, `14 dem` become one row `am ADP case`.
Leaves out: enhanced dependencies, XPOS, empty nodes.
"""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.language.tokenizer import split_words
from kg.language.train.adverbs import is_adverb

_SUBTYPES_DROPPED = {
    "flat:name": "flat",
    "nmod:poss": "nmod",
    "obl:tmod": "obl",
    "nsubj:outer": "nsubj",
    "cc:preconj": "cc",
    "reparandum": "dep",
    "iobj": "obl:arg",
    "expl:pv": "obj",
    "csubj:pass": "csubj",
}
_VERB_FORMS = {"VBC": "Fin", "VB": "Inf", "VBN": "Part"}
FEATURES = (
    "Case",
    "Number",
    "Gender",
    "Person",
    "Mood",
    "Tense",
    "VerbForm",
    "Degree",
    "PronType",
    "Definite",
    "NumType",
    "Poss",
    "Reflex",
    "Polarity",
    "Foreign",
)
_CALENDAR = frozenset(  # GSD calls them PROPN, the others NOUN
    [
        "Januar", "Jänner", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
        "November", "Dezember", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonnabend",
        "Sonntag",
    ]
)  # fmt: skip
_RELATIVE_XPOS = {"PRELS", "PRELAT"}
_RELATIVE_FORMS = {"der", "die", "das", "dem", "den", "deren", "dessen", "denen"}
_SUBJUNCTIVE = re.compile(  # forms that are Konjunktiv and nothing else; HDT calls every finite form indicative
    r"(?:sei|seien|seiest|wär|hätt|würd|könnt|müsst|müßt|dürft|möcht|gäb|käm|läg|fänd|stünd|nähm|bräucht)"
    r"(?:e|en|est|et|t)?"
)


@dataclass(slots=True)
class Token:
    """One word: `head` is an index into the sentence, its own for the root; `known` names the features to learn from.

    `rows` are the first and last syntactic word of the file that the token was made of, `name` its BIO tag if known.
    """

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: dict[str, str]
    head: int
    dep: str
    space: bool
    known: frozenset[str] = frozenset(FEATURES)
    lemma_known: bool = True
    rows: tuple[int, int] = (0, 0)
    name: str = ""


@dataclass(slots=True)
class Sentence:
    """Tokens with the raw text they were cut from and the identity of their document.

    `syntactic` is the text as its syntactic words spell it, without spaces (`andem` for `am`).
    """

    tokens: list[Token]
    text: str
    source: str
    document: str = ""
    id: str = ""
    comments: dict[str, str] = field(default_factory=dict)
    syntactic: str = ""


def read_treebank(path: Path, harmonise: bool = True, join_words: bool = False) -> Iterator[Sentence]:
    """The sentences of a CoNLL-U file (plain or .gz).

    Args:
        path: the file; `hdt` in its name turns the repair of HDT on.
        harmonise: map labels as the module says; contractions and hyphen words are joined either way.
        join_words: also join what the tokenizer of the pipeline keeps as one word (`ca.`, `Ein- und`), for training.
    """
    source = (
        "hdt" if "hdt" in path.name else "pud" if "pud" in path.name else "gsd" if "gsd" in path.name else path.stem
    )
    opener = gzip.open if path.suffix == ".gz" else open
    rows: list[list[str]] = []
    comments: dict[str, str] = {}
    document = ""
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("#"):
                key, _, value = line[1:].partition("=")
                comments[key.strip()] = value.strip()
                if key.strip() == "newdoc id":
                    document = value.strip()
            elif line:
                rows.append(line.split("\t"))
            elif rows:
                yield _sentence(rows, comments, source, document, harmonise=harmonise, join_words=join_words)
                rows, comments = [], {}
    if rows:
        yield _sentence(rows, comments, source, document, harmonise=harmonise, join_words=join_words)


def _sentence(
    rows: list[list[str]], comments: dict[str, str], source: str, document: str, *, harmonise: bool, join_words: bool
) -> Sentence:
    tokens, groups = _tokens(rows)
    syntactic = "".join(t.form for t in tokens)
    tokens = _join(tokens, groups)
    if join_words:
        tokens = _join(tokens, _wider_words(tokens), hyphens=False)
    if harmonise:
        _harmonise(tokens, source)
    if source == "hdt":  # its text is written with a space before every punctuation mark
        _close_up(tokens)
    text = "".join(t.form + " " * t.space for t in tokens).rstrip()
    return Sentence(tokens, text, source, document, comments.get("sent_id", ""), comments, syntactic)


def _feats(column: str) -> dict[str, str]:
    if column == "_":
        return {}
    return {k: v.split(",")[0] for k, _, v in (pair.partition("=") for pair in column.split("|"))}


def _tokens(rows: list[list[str]]) -> tuple[list[Token], list[tuple[int, int, str, bool]]]:
    """Words with 0-based heads, and the groups (first, last, form, space) that are written as one word."""
    tokens: list[Token] = []
    groups: list[tuple[int, int, str, bool]] = []
    for c in rows:
        if "." in c[0]:
            continue
        space = "SpaceAfter=No" not in c[9]
        if "-" in c[0]:
            first, _, last = c[0].partition("-")
            groups.append((int(first) - 1, int(last) - 1, c[1], space))
            continue
        head = int(c[6]) - 1 if c[6].isdigit() else -1
        index = len(tokens)
        tokens.append(
            Token(c[1], c[2], c[3], c[4], _feats(c[5]), head if head >= 0 else index, c[7], space, rows=(index, index))
        )
    return tokens, groups


def _wider_words(tokens: list[Token]) -> list[tuple[int, int, str, bool]]:
    """Groups of tokens that the pipeline's tokenizer keeps as one."""
    begin: dict[int, int] = {}
    end: dict[int, int] = {}
    position = 0
    for i, token in enumerate(tokens):
        begin[position] = i
        position += len(token.form)
        end[position] = i
        position += token.space
    text = "".join(t.form + " " * t.space for t in tokens)
    groups = []
    for start, stop in split_words(text):
        if start in begin and stop in end and end[stop] > begin[start]:
            groups.append((begin[start], end[stop], text[start:stop], tokens[end[stop]].space))
    return groups


def _join(tokens: list[Token], groups: list[tuple[int, int, str, bool]], hyphens: bool = True) -> list[Token]:
    """Contractions and hyphen words become one token; heads are renumbered."""
    grouped = {i for first, last, _, _ in groups for i in range(first, last + 1)}
    merged = list(groups)
    i = 0
    while hyphens and i < len(tokens):
        j = i
        while (
            j + 2 < len(tokens)
            and not tokens[j].space
            and not tokens[j + 1].space
            and tokens[j + 1].form == "-"
            and tokens[j].form[-1].isalnum()
            and tokens[j + 2].form[0].isalnum()
            and not (tokens[j].form[-1].isdigit() and tokens[j + 2].form[0].isdigit())
            and not grouped & {j, j + 1, j + 2}
        ):
            j += 2
        if j > i:
            merged.append((i, j, "".join(t.form for t in tokens[i : j + 1]), tokens[j].space))
        i = j + 1
    start = {first: (last, form, space) for first, last, form, space in merged}
    result: list[Token] = []
    new_index: dict[int, int] = {}
    i = 0
    while i < len(tokens):
        if i in start:
            last, form, space = start[i]
            for k in range(i, last + 1):
                new_index[k] = len(result)
            result.append(_merged(tokens, i, last, form, space))
            i = last + 1
        else:
            new_index[i] = len(result)
            result.append(tokens[i])
            i += 1
    for n, token in enumerate(result):
        token.head = new_index[token.head]
        if token.head == n:
            token.dep = "root"
    return result


def _merged(tokens: list[Token], first: int, last: int, form: str, space: bool) -> Token:
    part = tokens[first : last + 1]
    rows = (part[0].rows[0], part[-1].rows[1])
    outer = next(t for k, t in enumerate(part, first) if _leaves(tokens, k, first, last))
    if part[0].upos == "ADP" and part[-1].upos == "DET":  # im, zum, aufs
        feats = {k: v for k, v in part[-1].feats.items() if k == "Case"}
        return Token(form, part[0].lemma, "ADP", "APPRART", feats, outer.head, part[0].dep, space, rows=rows)
    main = next((t for t in reversed(part) if t.upos != "PUNCT"), part[-1])
    lemma = form if main is not part[-1] else "".join(t.form for t in part[:-1]) + main.lemma
    return Token(form, lemma, main.upos, main.xpos, dict(main.feats), outer.head, outer.dep, space, rows=rows)


def _leaves(tokens: list[Token], index: int, first: int, last: int) -> bool:
    """Whether the way from a token to the root never comes back into the group: then its head is the group's."""
    head = tokens[index].head
    if head == index:
        return True
    while not first <= head <= last:
        if tokens[head].head == head:
            return True
        head = tokens[head].head
    return False


def _close_up(tokens: list[Token]) -> None:
    opening = {"(", "[", "„", "»", "`", "``"}
    quotes = 0
    for i, token in enumerate(tokens):
        if token.form == '"':
            quotes += 1
            if quotes % 2:
                token.space = False
            elif i:
                tokens[i - 1].space = False
        elif token.form in opening:
            token.space = False
        elif re.fullmatch(r"[.,;:!?)\]“«…]|''|\.\.\.", token.form) and i:
            tokens[i - 1].space = False


def _children(tokens: list[Token]) -> dict[int, list[int]]:
    children: dict[int, list[int]] = defaultdict(list)
    for i, token in enumerate(tokens):
        if token.head != i:
            children[token.head].append(i)
    return children


def _harmonise(tokens: list[Token], source: str) -> None:
    for token in tokens:
        token.feats = {k: v for k, v in token.feats.items() if k in FEATURES}
        if source == "pud" and token.upos in ("VERB", "AUX") and token.xpos in _VERB_FORMS:
            token.feats["VerbForm"] = _VERB_FORMS[token.xpos]
        if source == "pud" and token.xpos == "RB" and token.dep == "advmod" and not is_adverb(token.form):
            token.upos = "ADJ"  # `schnell laufen`: an adverb only for PUD
        elif token.upos == "ADJ" and (token.xpos == "ADV" or (token.form.lower() == "rund" and token.dep == "advmod")):
            token.upos = "ADV"  # `rund 20 Menschen`: an adjective only in part of GSD
        elif token.upos == "PROPN" and token.form in _CALENDAR:
            token.upos = "NOUN"
        if source == "hdt" and token.upos == "NUM" and token.dep == "flat":
            token.dep = "nmod"
        if token.dep == "det" and token.feats.get("Poss") == "Yes":
            token.dep = "det:poss"
        token.dep = _SUBTYPES_DROPPED.get(token.dep, token.dep)
        if "Mood" in token.feats:
            token.feats["VerbForm"] = "Fin"
        elif token.upos in ("VERB", "AUX"):  # PUD gives participles a tense
            token.feats.pop("Tense", None)
        if token.upos == "ADV":
            token.feats.pop("Degree", None)
        if token.xpos in _RELATIVE_XPOS or (
            source == "pud"
            and token.upos in ("PRON", "DET")
            and token.feats.get("PronType") == "Dem"
            and token.form.lower() in _RELATIVE_FORMS
            and "acl:relcl" in (tokens[token.head].dep, tokens[tokens[token.head].head].dep)
            and token.dep not in ("det", "advmod")
        ):
            token.feats["PronType"] = "Rel"
    children = _children(tokens)
    for i, token in enumerate(tokens):
        below = children[i]
        if token.dep == "acl" and any(
            tokens[k].xpos in _RELATIVE_XPOS or tokens[k].feats.get("PronType") == "Rel"
            for child in below
            for k in (child, *children[child])
        ):
            token.dep = "acl:relcl"
        if token.dep in ("obl", "obj") and any(
            tokens[k].dep == "case" and tokens[k].form.lower() in ("von", "vom") for k in below
        ):
            token.dep = "obl:agent" if any(tokens[k].dep == "aux:pass" for k in children[token.head]) else "obl"
    _comparisons(tokens)
    _modifiers(tokens, children)
    if source == "hdt":
        _repair_hdt(tokens, children)


def _comparisons(tokens: list[Token]) -> None:
    """`als` and `wie` before a noun as prepositions: PUD has them as `cc` of a `conj`, HDT calls them CCONJ."""
    for token, following in zip(tokens, [*tokens[1:], tokens[-1]], strict=True):
        if token.form.lower() not in ("als", "wie") or token.dep not in ("case", "cc", "mark"):
            continue
        if token.dep == "cc" and following.form == "auch":  # `sowohl … als auch`
            continue
        head = tokens[token.head]
        if token.dep == "cc" and head.dep == "conj" and head.upos not in ("VERB", "AUX"):
            token.dep, head.dep = "case", "obl"
        if token.dep != "cc":
            token.upos = "SCONJ" if token.dep == "mark" else "ADP"


def _modifiers(tokens: list[Token], children: dict[int, list[int]]) -> None:
    """What modifies a noun is `nmod`, what modifies anything else `obl`, as UD has it and the treebanks often not."""
    for i, token in enumerate(tokens):
        head = tokens[token.head]
        if token.dep == "nmod" and head.upos in ("VERB", "ADJ", "ADV"):
            if head.upos == "VERB" or any(tokens[k].dep == "case" for k in children[i]):
                token.dep = "obl"
        elif token.dep == "obl" and head.upos in ("NOUN", "PROPN"):
            below = {tokens[k].dep for k in children[token.head]}
            if not below & {"cop", "nsubj", "nsubj:pass", "csubj", "aux", "mark"}:
                token.dep = "nmod"


def _repair_hdt(tokens: list[Token], children: dict[int, list[int]]) -> None:
    """Objects by their case, prepositional objects as `obl`, and the case that HDT leaves out where syntax gives it."""
    for i, token in enumerate(tokens):
        preposition = next((k for k in children[i] if tokens[k].dep == "case"), None)
        if token.dep in ("obj", "obl:arg") and preposition is not None:
            token.dep = "obl"
        case = token.feats.get("Case") or next(
            (
                tokens[k].feats["Case"]
                for k in children[i]
                if tokens[k].dep.startswith("det") and "Case" in tokens[k].feats
            ),
            None,
        )
        if token.dep == "obj" and case == "Dat":
            token.dep = "obl:arg"
        if token.upos in ("NOUN", "PROPN", "PRON") and "Case" not in token.feats:
            if preposition is not None:
                case = tokens[preposition].feats.get("Case", case)
            elif token.dep.startswith("nsubj"):
                case = "Nom"
            elif token.dep == "obj":
                case = "Acc"
            elif token.dep == "obl:arg":
                case = "Dat"
            elif token.dep == "nmod" and case is None and token.upos == "NOUN":
                case = "Gen"
            if case:
                token.feats["Case"] = case
    for token in tokens:
        if token.feats.get("Mood") == "Ind":
            form = token.form.lower()
            present_e = (
                form.endswith("e") and token.feats.get("Tense") == "Pres" and token.feats.get("Number") == "Sing"
            )
            if (present_e and token.feats.get("Person") == "3") or _SUBJUNCTIVE.fullmatch(form):
                token.feats["Mood"] = "Sub"
        modifier = token.upos in ("DET", "ADJ") and token.dep in ("det", "det:poss", "amod")
        if modifier and "Case" not in token.feats and "Case" in tokens[token.head].feats:
            token.feats["Case"] = tokens[token.head].feats["Case"]
    for token in tokens:
        if token.upos == "ADP" and token.xpos != "APPRART":
            token.feats.pop("Case", None)
        unknown = {
            name
            for name in ("Case", "Number", "Gender")
            if token.upos in ("NOUN", "PROPN", "PRON", "DET", "ADJ") and name not in token.feats
        }
        token.known = frozenset(FEATURES) - unknown - {"Foreign", "Definite", "Degree", "PronType", "NumType"}
        token.lemma_known = token.upos not in ("NOUN", "PROPN", "ADJ")

"""CoNLL-U gold in, scores of a pipeline's parse out, from raw text or with the gold's tokens.

Words are aligned by the characters they cover, as the CoNLL 2018 shared task does (Zeman et al. 2018); a word that
only one
side has costs the other recall or precision. Contractions (`im`) and hyphen words are joined on the gold side, and
its labels
are made alike across treebanks (kg/language/train/treebank.py) unless `harmonise` is off. Attachment is scored without
punctuation.

Example: gold `Er lehnt ab .`, read as one sentence → UAS, LAS, UPOS of three words, the lemma `ablehnen` for `lehnt`.
The table ends with what the parser's sureness (kg/language/sureness.py) is worth: in each bin the arcs, how sure the
parser was on average, and the share that has the gold's head and relation.
Leaves out: enhanced dependencies, features other than Case and Mood.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import InputError
from kg.language.sureness import sureness
from kg.language.train.treebank import Sentence, read_treebank

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV"})
GROUPS: dict[str, frozenset[str]] = {
    "subject": frozenset({"nsubj", "nsubj:pass"}),
    "object": frozenset({"obj"}),
    "dative object": frozenset({"obl:arg", "iobj"}),
    "agent": frozenset({"obl:agent"}),
    "clausal complement": frozenset({"ccomp", "xcomp", "csubj"}),
    "relative clause": frozenset({"acl:relcl", "acl"}),
    "adverbial clause": frozenset({"advcl"}),
    "apposition, name": frozenset({"appos", "flat"}),
    "coordination": frozenset({"conj"}),
    "genitive, PP of nouns": frozenset({"nmod"}),
    "adverbial PP": frozenset({"obl"}),
    "separated prefix": frozenset({"compound:prt"}),
    "root": frozenset({"root"}),
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of either side: characters [start, end) of the text, `head` an index into the list, its own for a root."""

    start: int
    end: int
    text: str
    upos: str
    head: int
    dep: str
    lemma: str
    case: str
    mood: str
    preposition: bool
    sure: float = 1.0


@dataclass(slots=True)
class ParseScores:
    """Counts of what was right, by measure; `f1` and `table` make figures of them.

    `arcs` are, of each word, how sure the parser was of its arc and whether head and relation are the gold's.
    """

    right: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    system: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)
    arcs: list[tuple[float, bool]] = field(default_factory=list)

    def f1(self, name: str) -> float:
        """The harmonic mean of precision and recall of a measure, 0 where it never occurs."""
        both = self.gold[name] + self.system[name]
        return 2 * self.right[name] / both if both else 0.0

    def to_dict(self) -> dict[str, float]:
        """Measure → F1, in the order of `table`."""
        return {name: round(self.f1(name), 4) for name in sorted(self.gold, key=_order)}

    def table(self) -> str:
        """The figures as text: precision, recall, F1, number in the gold."""
        lines = [f"{'':24}{'P':>7}{'R':>7}{'F1':>7}{'gold':>7}"]
        for name in sorted(self.gold, key=_order):
            p = self.right[name] / self.system[name] if self.system[name] else 0.0
            r = self.right[name] / self.gold[name] if self.gold[name] else 0.0
            lines.append(f"{name:24}{p:7.3f}{r:7.3f}{self.f1(name):7.3f}{self.gold[name]:7}")
        lines.append(f"{'sure of an arc':24}{'arcs':>7}{'mean':>7}{'right':>7}")
        for low, high in pairwise(_SURE):
            inside = [arc for arc in self.arcs if low <= arc[0] < high]
            if inside:
                mean, right = (sum(column) / len(inside) for column in zip(*inside, strict=True))
                lines.append(f"{f'{low:g} to {min(high, 1):g}':24}{len(inside):7}{mean:7.3f}{right:7.3f}")
        return "\n".join(lines)


_SURE = (0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01)
_FIRST = (
    "tokens",
    "sentences",
    "UPOS",
    "UAS",
    "LAS",
    "lemma (content)",
    "case (nouns)",
    "mood (finite verbs)",
    *GROUPS,
)


def _order(name: str) -> tuple[int, str]:
    return (_FIRST.index(name) if name in _FIRST else len(_FIRST), name)


def score_parse(
    nlp: Language, path: Path, *, gold_tokens: bool = False, harmonise: bool = True, last: int = 0
) -> ParseScores:
    """Scores a pipeline on a CoNLL-U file (also .gz).

    Args:
        nlp: the pipeline.
        path: the gold.
        gold_tokens: give the pipeline the gold's words and sentences instead of raw text.
        harmonise: make the gold's labels alike first.
        last: only so many sentences at the end of the file; 0 is all.

    Raises:
        InputError: the file is no CoNLL-U.
    """
    sentences = _read(path, harmonise)[-last:]
    scores = ParseScores()
    if gold_tokens:
        for sentence in sentences:
            doc = _doc_of(nlp, sentence)
            _compare(_gold_words([sentence])[0], _system_words(doc), scores, sentence.text)
        return scores
    for document in _documents(sentences):
        words, text, starts = _gold_words(document)
        doc = nlp(text)
        _compare(words, _system_words(doc), scores, text)
        found = {_first(s) for s in doc.sents} - {-1}
        ends = _ends(sorted(found), len(text))
        gold_ends = _ends(sorted(starts), len(text))
        scores.right["sentences"] += len(ends & gold_ends)
        scores.gold["sentences"] += len(gold_ends)
        scores.system["sentences"] += len(ends)
    return scores


def _first(sentence: Iterable[Any]) -> int:
    return next((t.idx for t in sentence if not t.is_space), -1)


def _ends(starts: list[int], end: int) -> set[tuple[int, int]]:
    return set(zip(starts, [*starts[1:], end], strict=True))


def _read(path: Path, harmonise: bool) -> list[Sentence]:
    try:
        sentences = list(read_treebank(path, harmonise))
    except (ValueError, IndexError, KeyError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: not a CoNLL-U file ({error})") from error
    if not sentences:
        raise InputError(f"{path}: no sentence in it; a CoNLL-U file has ten columns and a blank line after a sentence")
    return sentences


def _documents(sentences: list[Sentence]) -> Iterator[list[Sentence]]:
    """Sentences of one `newdoc`, at most 50 together."""
    current: list[Sentence] = []
    for s in sentences:
        if current and (s.document != current[-1].document or len(current) >= 50):
            yield current
            current = []
        current.append(s)
    if current:
        yield current


def _gold_words(sentences: list[Sentence]) -> tuple[list[Word], str, set[int]]:
    words: list[Word] = []
    starts: set[int] = set()
    text = ""
    for s in sentences:
        text += " " if text else ""
        base = len(words)
        starts.add(len(text))
        for i, t in enumerate(s.tokens):
            prefix = next((c.form.lower() for c in s.tokens if c.head == i and c.dep == "compound:prt"), "")
            prepositional = any(c.head == i and c.dep == "case" for c in s.tokens)
            lemma = prefix + t.lemma if prefix and not t.lemma.startswith(prefix) else t.lemma
            words.append(
                Word(
                    len(text),
                    len(text) + len(t.form),
                    t.form,
                    t.upos,
                    base + t.head,
                    t.dep,
                    lemma if t.lemma_known else "",
                    t.feats.get("Case", ""),
                    t.feats.get("Mood", ""),
                    prepositional,
                )
            )
            text += t.form + " " * (t.space and i + 1 < len(s.tokens))
    return words, text, starts


def _system_words(doc: Doc) -> list[Word]:
    kept = [t for t in doc if not t.is_space]
    index = {t.i: n for n, t in enumerate(kept)}
    words = []
    for n, t in enumerate(kept):
        head = index.get(t.head.i, n)
        words.append(
            Word(
                t.idx,
                t.idx + len(t.text),
                t.text,
                t.pos_,
                head,
                t.dep_ if head != n else "root",
                t.lemma_,
                _one(t.morph.get("Case", [])),
                _one(t.morph.get("Mood", [])),
                any(c.dep_ == "case" for c in t.children),
                sureness(t).arc,
            )
        )
    return words


def _one(values: list[str]) -> str:
    return values[0] if values else ""


def _doc_of(nlp: Language, sentence: Sentence) -> Doc:
    from spacy.tokens import Doc

    tokens = sentence.tokens
    doc = Doc(
        nlp.vocab,
        words=[t.form for t in tokens],
        spaces=[t.space for t in tokens[:-1]] + [False],
        sent_starts=[i == 0 for i in range(len(tokens))],
    )
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def _compare(gold: list[Word], system: list[Word], scores: ParseScores, text: str) -> None:
    where = {(w.start, w.end): n for n, w in enumerate(system)}
    pairs = {g: where[w.start, w.end] for g, w in enumerate(gold) if (w.start, w.end) in where}
    back = {s: g for g, s in pairs.items()}
    _count(scores, "tokens", len(gold), len(system), len(pairs))
    for g, w in enumerate(gold):
        s = system[pairs[g]] if g in pairs else None
        word = w.upos != "PUNCT"
        right_head = s is not None and _same_head(g, w, pairs[g], s, pairs)
        right_dep = s is not None and s.dep == w.dep
        scores.gold["UPOS"] += 1
        scores.right["UPOS"] += s is not None and s.upos == w.upos
        if word:
            scores.gold["UAS"] += 1
            scores.gold["LAS"] += 1
            scores.right["UAS"] += right_head
            scores.right["LAS"] += right_head and right_dep
            if s is not None:
                scores.arcs.append((s.sure, right_head and right_dep))
            if not (right_head and right_dep):
                scores.errors.append(_error(w, gold, s, system, text))
        for group, deps in GROUPS.items():
            if w.dep in deps:
                scores.gold[group] += 1
                scores.right[group] += right_head and s is not None and s.dep in deps
        if w.preposition and w.dep in ("obl", "nmod", "obl:arg", "obl:agent"):
            scores.gold["PP attachment"] += 1
            scores.right["PP attachment"] += right_head
        if w.lemma and w.upos in CONTENT:
            scores.gold["lemma (content)"] += 1
            scores.right["lemma (content)"] += s is not None and s.lemma == w.lemma
        if w.upos in ("NOUN", "PROPN") and w.case:
            scores.gold["case (nouns)"] += 1
            scores.right["case (nouns)"] += s is not None and s.case == w.case
        if w.upos in ("VERB", "AUX") and w.mood:
            scores.gold["mood (finite verbs)"] += 1
            scores.right["mood (finite verbs)"] += s is not None and s.mood == w.mood
    for n, s in enumerate(system):
        word = s.upos != "PUNCT" if n not in back else gold[back[n]].upos != "PUNCT"
        known = gold[back[n]] if n in back else None
        scores.system["UPOS"] += 1
        scores.system["UAS"] += word
        scores.system["LAS"] += word
        for group, deps in GROUPS.items():
            scores.system[group] += s.dep in deps and word
        # of what is an accuracy, a word counts on both sides where the gold says something
        scores.system["PP attachment"] += (
            known is not None and known.preposition and known.dep in ("obl", "nmod", "obl:arg", "obl:agent")
        )
        scores.system["lemma (content)"] += known is not None and bool(known.lemma) and known.upos in CONTENT
        scores.system["case (nouns)"] += known is not None and known.upos in ("NOUN", "PROPN") and bool(known.case)
        scores.system["mood (finite verbs)"] += known is not None and known.upos in ("VERB", "AUX") and bool(known.mood)


def _count(scores: ParseScores, name: str, gold: int, system: int, right: int) -> None:
    scores.gold[name] += gold
    scores.system[name] += system
    scores.right[name] += right


def _same_head(g: int, gold: Word, s: int, system: Word, pairs: dict[int, int]) -> bool:
    if gold.head == g:
        return system.head == s
    return system.head != s and pairs.get(gold.head) == system.head


def _error(w: Word, gold: list[Word], s: Word | None, system: list[Word], text: str) -> str:
    wanted = f"{w.dep}({gold[w.head].text if w.dep != 'root' else '-'}, {w.text})"
    got = "not a word" if s is None else f"{s.dep}({system[s.head].text if s.dep != 'root' else '-'}, {s.text})"
    around = text[max(0, w.start - 40) : w.end + 40].replace("\n", " ")
    return f"{wanted}\t{got}\t… {around} …"

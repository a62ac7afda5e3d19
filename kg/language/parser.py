"""The spaCy component that reads a Doc with the network: sentences, parts of speech, morphology, dependencies, names.

Takes a Doc that the tokenizer made, sets on it what section 8 of docs/design.md promises. White space tokens hang on
the word before them as `dep` and belong to its sentence.
Example: „Die Minister lehnten den Plan ab.“ gives `lehnten` VERB root and `ab` ADP `compound:prt`.
Leaves out: lemmas (lemmas.py), nested names (names.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kg.language.agreement import Analysis, agree, join_persons
from kg.language.decode import best_labels, best_names, best_tree
from kg.language.features import Array
from kg.language.lemmas import Lemmatizer
from kg.language.names import KINDS, Name, NameFinder, first_part
from kg.language.network import Model
from kg.language.sentences import sentence_starts
from kg.language.sureness import Arcs

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

LONGEST = 160  # words; a longer sentence is cut, so that time stays linear on text without any full stop
CASE_WEIGHT = 1.0  # of 0, .25, .5 and 1 the held-out parts like 1 best (objects .80 → .84)
BATCH = 6_000  # words of short Docs that are read together
_PREFIX = "compound:prt"
_UNSIGNED = (1 << 64) - 1
WINDOW = 6_000  # words that are read together; bounds the memory


@dataclass(frozen=True, slots=True)
class _Page:
    """A Doc with its words and what was read of it so far."""

    doc: Doc
    words: list[str]
    array: Array
    arcs: Arcs
    names: list[Name]
    roots: dict[int, int]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words that the network reads together; `body` is the first word of the sentence that a dateline stands before."""

    page: _Page
    where: list[int]
    body: int | None


class NewsParser:
    """The component; see the module."""

    def __init__(self, vocab: Vocab, model: Model, lemmatizer: Lemmatizer, finder: NameFinder, language: str) -> None:
        self.vocab = vocab
        self.model = model
        self.lemmatizer = lemmatizer
        self.finder = finder
        self.language = language
        self._morphs: dict[tuple[str, tuple[str, ...]], int] = {}
        self._strings: dict[str, int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Reads the Doc in place and returns it."""
        self._read([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 1_000) -> Iterator[Doc]:  # noqa: ARG002
        """As `__call__`, several short Docs together, which is faster; batches go by words, not by `batch_size`."""
        batch: list[Doc] = []
        words = 0
        for doc in stream:
            batch.append(doc)
            words += len(doc)
            if words > BATCH:
                self._read(batch)
                yield from batch
                batch, words = [], 0
        self._read(batch)
        yield from batch

    def _read(self, docs: list[Doc]) -> None:
        from spacy import attrs

        columns = [attrs.POS, attrs.MORPH, attrs.LEMMA, attrs.DEP, attrs.HEAD]
        pages = []
        work: list[_Piece] = []
        for doc in docs:
            words = [t.text for t in doc]
            page = _Page(
                doc,
                words,
                np.zeros((len(words), len(columns)), np.uint64),
                Arcs(np.ones((len(words), 2), np.float32)),
                [],
                {},
            )
            pages.append(page)
            if doc.has_annotation("SENT_START"):  # somebody else's sentences, gold ones say
                starts = [bool(t.is_sent_start) for t in doc]
            else:
                starts = sentence_starts(words, [bool(t.whitespace_) for t in doc], self.language)
            for where in _sentences(words, starts):
                cut = _dateline(words, where)
                work.append(_Piece(page, where[cut:], None))
                if cut:
                    work.append(_Piece(page, where[:cut], where[cut]))
        for pieces in _windows(work):
            self._window(pieces)
        for page in pages:
            if page.words:
                self._spaces(page.words, page.array)
                page.doc.from_array(columns, page.array)  # type: ignore[arg-type]
                page.arcs.keep(page.doc, page.array[:, 3], page.array[:, 4])
            self.finder.set_names(page.doc, page.names)

    def _window(self, work: list[_Piece]) -> None:
        model = self.model
        texts = [[piece.page.words[i] for i in piece.where] for piece in work]
        upos_names = model.tags["UPOS"]
        names = [n for n in model.low if n != "UPOS"]
        predictions = model.predict(texts)
        trees = [best_tree(p.arcs) for p in predictions]
        relations = model.labels(predictions, trees)
        for piece, text, prediction, heads, scores in zip(work, texts, predictions, trees, relations, strict=True):
            page, where = piece.page, piece.where
            upos = _names_of(prediction.tags["UPOS"], upos_names)
            deps = best_labels(
                scores,
                heads,
                model.deps,
                upos=upos,
                case=prediction.tags["Case"],
                cases=model.tags["Case"],
                weight=CASE_WEIGHT,
            )
            features = {n: _names_of(prediction.tags[n], model.tags[n]) for n in names}
            analysis = Analysis(text, upos, heads, deps, features)
            outer = best_names(prediction.tags["NAME"], model.tags["NAME"], model.name_start, model.name_step)
            join_persons(analysis, outer)
            agree(analysis)
            page.arcs.set(where, prediction.arcs, analysis.heads, scores)
            page.roots[where[0]] = where[analysis.heads.index(0)]
            self._write(page.array, where, analysis, None if piece.body is None else page.roots[piece.body])
            parts = _names_of(prediction.tags["PART"], model.tags["PART"])
            page.names.extend(self.finder.find(text, where, outer, parts))
            page.names.extend(self._before_hyphens(text, where, outer))

    def _before_hyphens(self, text: list[str], where: list[int], outer: list[str]) -> Iterator[Name]:
        fronts = [
            (i, front) for i, word in enumerate(text) if "-" in word and outer[i] == "O" and (front := first_part(word))
        ]
        if fronts:
            kinds = self.model.kinds([front for _, front in fronts])
            for (i, _), kind in zip(fronts, kinds, strict=True):
                if KINDS[kind] != "O":
                    yield Name(where[i], where[i] + 1, KINDS[kind], True)

    def _write(self, array: Array, where: list[int], a: Analysis, outside: int | None) -> None:
        from spacy.symbols import IDS  # type: ignore[import-not-found]

        prefixes = {
            h - 1: a.words[i].lower() for i, (h, d) in enumerate(zip(a.heads, a.deps, strict=True)) if d == _PREFIX
        }
        morphs = list(zip(*a.features.values(), strict=True))
        case, number, gender = a.features["Case"], a.features["Number"], a.features["Gender"]
        for k, i in enumerate(where):
            lemma = self.lemmatizer.lemma(
                a.words[k],
                a.upos[k],
                prefix=prefixes.get(k, ""),
                first=k == 0,
                inflection=(case[k], number[k], gender[k]),
            )
            head, dep = where[a.heads[k] - 1] if a.heads[k] else i, a.deps[k]
            if not a.heads[k] and outside is not None:
                head, dep = outside, "dep"
            array[i] = (
                IDS[a.upos[k]],
                self._morph(a.upos[k], morphs[k], a.features),
                self._string(lemma),
                self._string(dep),
                (head - i) & _UNSIGNED,
            )

    def _morph(self, upos: str, values: tuple[str, ...], features: Iterable[str]) -> int:
        value = self._morphs.get((upos, values))
        if value is None:
            allowed = ALLOWED.get(upos, frozenset())
            pairs = [f"{n}={v}" for n, v in zip(features, values, strict=True) if v != "_" and n in allowed]
            value = self._morphs[upos, values] = int(self.vocab.morphology.add("|".join(sorted(pairs))))
        return value

    def _string(self, text: str) -> int:
        value = self._strings.get(text)
        if value is None:
            value = self._strings[text] = int(self.vocab.strings.add(text))
            if len(self._strings) > 200_000:
                self._strings.clear()
        return value

    def _spaces(self, words: list[str], array: Array) -> None:
        from spacy.symbols import IDS

        dep = self._string("dep")
        for i, word in enumerate(words):
            if word.isspace():
                offset = -1 if i else next((k for k, w in enumerate(words) if not w.isspace()), 0)
                array[i] = (IDS["SPACE"], 0, self._string(word), dep, offset & _UNSIGNED)


_NOMINAL = frozenset({"Case", "Number", "Gender"})
_VERBAL = frozenset({"Mood", "Tense", "Person", "Number", "VerbForm"})
#: the features that a part of speech can have: what the heads say of the others is noise
ALLOWED: dict[str, frozenset[str]] = {
    "NOUN": _NOMINAL | {"Foreign"},
    "PROPN": _NOMINAL | {"Foreign"},
    "PRON": _NOMINAL | {"Person", "PronType", "Reflex", "Poss"},
    "DET": _NOMINAL | {"PronType", "Definite", "Poss", "Person", "NumType", "Degree"},
    "ADJ": _NOMINAL | {"Degree", "NumType", "VerbForm", "Foreign"},
    "NUM": frozenset({"NumType"}),
    "VERB": _VERBAL,
    "AUX": _VERBAL,
    "ADV": frozenset({"PronType", "Degree"}),
    "PART": frozenset({"Polarity"}),
    "ADP": frozenset({"Case"}),
    "X": frozenset({"Foreign"}),
}


def _names_of(logits: Array, names: list[str]) -> list[str]:
    return [names[k] for k in logits.argmax(1).tolist()]


def _windows(work: list[_Piece]) -> Iterator[list[_Piece]]:
    """Pieces in order, about WINDOW words together."""
    window: list[_Piece] = []
    words = 0
    for piece in work:
        window.append(piece)
        words += len(piece.where)
        if words >= WINDOW:
            yield window
            window, words = [], 0
    if window:
        yield window


def _sentences(words: list[str], starts: list[bool]) -> Iterator[list[int]]:
    """The indices of each sentence's words, white space left out, none longer than LONGEST."""
    current: list[int] = []
    for i, word in enumerate(words):
        if current and (starts[i] or len(current) >= LONGEST):
            yield current
            current = []
        if not word.isspace():
            current.append(i)
    if current:
        yield current


_DASHES = frozenset(["–", "—", "-", "--"])
_IN_DATELINE = frozenset(",/()[].")


def _dateline(words: list[str], where: list[int]) -> int:
    """How many words at the beginning of a paragraph are its dateline: 2 in „Wien – Die Regierung …“."""
    first = where[0]
    if first and "\n" not in words[first - 1]:
        return 0
    for k, i in enumerate(where[:9]):
        word = words[i]
        if word in _DASHES and k:
            rest = where[k + 1 :]
            begins = next((words[j] for j in rest[:2] if words[j][0].isalnum()), "a")
            return k + 1 if len(rest) > 4 and begins[0].isupper() else 0
        if not (word[0].isupper() or word[0].isdigit() or word in _IN_DATELINE or (k and words[i - 1] == "(")):
            return 0
    return 0

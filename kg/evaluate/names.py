"""Name gold in (GermEval 2014 TSV or IOB2, also .gz), scores of a pipeline's names out.

The words of the gold are written as running text, the pipeline reads it, and names are compared by their characters:
a name
is right if both its ends are (span), and its type too (typed). EVENT, WORK and PRODUCT of the pipeline count as
MISC, which is GermEval's OTH; the main figure takes PER, LOC and ORG together.

Example: gold `Anna/B-PER Weber/I-PER`, system PER (0, 10) → right.
Leaves out: linking.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.evaluate.parse import ParseScores
from kg.language.decode import spans_of
from kg.language.train.data import contract
from kg.language.train.names import Word, read_germeval, read_iob2

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

TYPES = ("PER", "LOC", "ORG")
_OPENING = frozenset("([„‚»")
_CLOSING = frozenset(".,;:!?)]“‘«%…")

Span = tuple[int, int, str]


@dataclass(slots=True)
class NameScores(ParseScores):
    """Counts by type, and `PER LOC ORG`, `spans` (of any type), `nested` (parts of words and derived words)."""

    order: list[str] = field(default_factory=lambda: ["PER LOC ORG", "spans", *TYPES, "MISC", "nested"])


def read_names(path: Path) -> list[list[Word]]:
    """The sentences of a GermEval or IOB2 file, told apart by their first lines.

    Raises:
        InputError: it is neither.
    """
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8") as lines:
            head = [line.rstrip("\n") for _, line in zip(range(200), lines, strict=False)]
        germeval = any(line.startswith("#\t") for line in head)
        sentences = list(read_germeval(path) if germeval else read_iob2(path))
    except (IndexError, KeyError, UnicodeDecodeError) as error:
        raise InputError(
            f"{path}: neither GermEval TSV nor IOB2 ({error!r}); tags stand in the third column"
        ) from error
    if not sentences:
        raise InputError(f"{path}: no sentence in it; tags stand in the third column, a blank line after a sentence")
    return sentences if germeval else [contract(s) for s in sentences]


def score_names(nlp: Language, path: Path, *, gold_tokens: bool = False, last: int = 0) -> NameScores:
    """Scores a pipeline on a file.

    Args:
        nlp: the pipeline.
        path: the gold.
        gold_tokens: give the pipeline the gold's words instead of running text.
        last: only so many sentences at the end of the file; 0 is all.

    Raises:
        InputError: the file is neither GermEval TSV nor IOB2.
    """
    scores = NameScores()
    for sentence in read_names(path)[-last:]:
        words, spaces = [w for w, _, _ in sentence], _spaces([w for w, _, _ in sentence])
        text = "".join(w + " " * s for w, s in zip(words, spaces, strict=True))
        doc = _doc(nlp, words, spaces) if gold_tokens else nlp(text)
        starts = [0]
        for w, s in zip(words, spaces, strict=True):
            starts.append(starts[-1] + len(w) + s)
        gold = {
            (starts[a], starts[b - 1] + len(words[b - 1]), label)
            for a, b, label in spans_of([t for _, t, _ in sentence])
        }
        system = {(e.start_char, e.end_char, e.label_ if e.label_ in TYPES else "MISC") for e in doc.ents}
        _count(scores, gold, system, text)
        _count_nested(scores, sentence, starts, doc)
    return scores


def _doc(nlp: Language, words: list[str], spaces: list[bool]) -> Doc:
    from spacy.tokens import Doc

    doc = Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=[i == 0 for i in range(len(words))])
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def _count(scores: NameScores, gold: set[Span], system: set[Span], text: str) -> None:
    for name, keep in (("PER LOC ORG", TYPES), *((t, (t,)) for t in (*TYPES, "MISC"))):
        g, s = {x for x in gold if x[2] in keep}, {x for x in system if x[2] in keep}
        scores.gold[name] += len(g)
        scores.system[name] += len(s)
        scores.right[name] += len(g & s)
    g2, s2 = {x[:2] for x in gold}, {x[:2] for x in system}
    scores.gold["spans"] += len(g2)
    scores.system["spans"] += len(s2)
    scores.right["spans"] += len(g2 & s2)
    for start, end, label in sorted(gold - system):
        got = next((x for x in sorted(system) if x[0] < end and x[1] > start), None)
        scores.errors.append(f"{text[start:end]} {label}\t{_say(got, text)}\t{text}")
    for start, end, label in sorted(system - gold):
        if not any(x[0] < end and x[1] > start for x in gold):
            scores.errors.append(f"-\t{text[start:end]} {label}\t{text}")


def _say(span: Span | None, text: str) -> str:
    return f"{text[span[0] : span[1]]} {span[2]}" if span else "-"


def _count_nested(scores: NameScores, sentence: list[Word], starts: list[int], doc: Doc) -> None:
    kinds = {"part": "", "deriv": ""}
    gold = {
        (starts[i], part.removesuffix("part").removesuffix("deriv"))
        for i, (_, _, part) in enumerate(sentence)
        if part.endswith(tuple(kinds))
    }
    system = {(s.start_char, s.label_ if s.label_ in TYPES else "MISC") for s in doc.spans.get("nested", [])}
    scores.gold["nested"] += len(gold)
    scores.system["nested"] += len(system)
    scores.right["nested"] += len(gold & system)


def _spaces(words: list[str]) -> list[bool]:
    """Whether a space follows each word when the words are written as text."""
    return list(_each_space(words))


def _each_space(words: list[str]) -> Iterator[bool]:
    straight = 0
    for i, word in enumerate(words):
        following = words[i + 1] if i + 1 < len(words) else ""
        opens = word in _OPENING
        if word in ('"', "''", "``"):
            straight += 1
            opens = straight % 2 == 1
        closes = following in _CLOSING or (following in ('"', "''") and straight % 2 == 1)
        yield bool(following) and not opens and not closes

"""Precision of statements: draw some at random, judge them by reading, keep the judgements, score by them.

Takes records and judgements (JSON Lines: article, spans of predicate, subject and object, lemma, verdict, reason; no
words of the text); gives a precision and a calibration table. A statement is right if a careful reader of its
sentence and what stands around it would say that the text says this: who, what, to whom, denied or not, whose words.

Leaves out: recall (facts.py). Judgements of statements that are no longer made are counted apart: a measure over what
is left alone would reward dropping, so draw anew (another seed) after a larger change.

Example: of „Die Firma entließ 30 Arbeiter" the statement die Firma – entlassen – 30 Arbeiter is right.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.model import Argument, Record, Statement, active

VERDICTS = ("right", "wrong")
BINS = (0.0, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.01)
Key = tuple[str, tuple[tuple[int, int], ...], tuple[tuple[int, int], ...], tuple[tuple[int, int], ...], str]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict on one statement; `key` names it by article, spans and lemma."""

    key: Key
    verdict: str
    reason: str


@dataclass(frozen=True, slots=True)
class Bin:
    """A row of the calibration table: statements with a confidence from `low` up to `high`."""

    low: float
    high: float
    judged: int
    right: int
    mean: float


@dataclass(frozen=True, slots=True)
class Precision:
    """What the judgements say of records; `gone` are judgements of statements that are no longer made."""

    right: int
    judged: int
    gone_right: int
    gone_wrong: int
    bins: tuple[Bin, ...] = ()
    reasons: Mapping[str, int] = field(default_factory=dict)

    @property
    def value(self) -> float:
        """Right of all judged that are still made."""
        return self.right / self.judged if self.judged else 0.0


def key_of(article: str, statement: Statement) -> Key:
    """What names a statement across runs; a passive by the roles of the active."""
    statement = active(statement)

    def spans(part: Argument | None) -> tuple[tuple[int, int], ...]:
        return part.spans if part is not None else ()

    return (
        article,
        statement.predicate.spans,
        spans(statement.subject),
        spans(statement.object),
        statement.predicate.lemma,
    )


def draw(records: Mapping[str, Record], count: int, seed: int) -> tuple[tuple[Record, Statement], ...]:
    """`count` statements at random from all records, the same for the same seed, in order of drawing."""
    pool = [(records[name], s) for name in sorted(records) for s in records[name].statements]
    return tuple(random.Random(seed).sample(pool, min(count, len(pool))))  # noqa: S311 - a sample, no secret


def show(record: Record, statement: Statement) -> str:
    """A statement with its sentence, for a person who judges."""
    start, end = record.sentences[statement.sentence]
    s = statement

    def words(part: Argument | None) -> str:
        return part.text if part is not None else "—"

    line = f"{words(s.subject)} | {s.predicate.lemma} ({s.predicate.text}) | {words(s.object)}"
    line += "".join(f" | {a.role}: {a.text}" for a in s.arguments)
    marks = [s.polarity if s.polarity == "negative" else "", s.modality or "", s.predicate.property or ""]
    marks += [f"by {s.attribution.text}" if s.attribution else "", s.time.interval if s.time else ""]
    return (
        f"{record.id}: {' '.join(record.text[start:end].split())}\n    {line}\n    {'; '.join(m for m in marks if m)}"
    )


def blank(record: Record, statement: Statement) -> dict[str, Any]:
    """A line of a judgements file with the verdict still to be given."""
    key = key_of(record.id, statement)
    names = ("article", "predicate", "subject", "object", "lemma")
    return {**dict(zip(names, key, strict=True)), "kind": statement.kind, "verdict": "", "reason": ""}


def read_judgements(paths: Sequence[Path]) -> tuple[Judgement, ...]:
    """The judgements of JSON Lines files or folders of them; lines without a verdict are left out.

    Raises:
        InputError: a file cannot be read or a line is no judgement.
    """
    files = [file for path in paths for file in (sorted(path.glob("*.jsonl")) if path.is_dir() else [path])]
    return tuple(j for path in files for j in _judgements(path))


def as_dict(found: Precision) -> dict[str, Any]:
    """The figures as plain values."""
    return {
        "precision": round(found.value, 4),
        "right": found.right,
        "judged": found.judged,
        "gone": {"right": found.gone_right, "wrong": found.gone_wrong},
        "calibration": [[b.low, b.high, b.judged, b.right, round(b.mean, 3)] for b in found.bins],
        "reasons": dict(found.reasons),
    }


def _judgements(path: Path) -> Iterator[Judgement]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            spans = [tuple((int(a), int(b)) for a, b in data[k]) for k in ("predicate", "subject", "object")]
            verdict = data["verdict"]
            key = (str(data["article"]), spans[0], spans[1], spans[2], str(data["lemma"]))
        except (KeyError, TypeError, ValueError) as error:
            raise InputError(f"{path}, line {number}: no judgement ({error!r})") from error
        if verdict and verdict not in VERDICTS:
            raise InputError(f"{path}, line {number}: the verdict is {verdict!r}, not right or wrong")
        if verdict:
            yield Judgement(key, verdict, str(data.get("reason", "")))


def score(records: Mapping[str, Record], judgements: Sequence[Judgement]) -> Precision:
    """Precision of the judged statements that the records still make, with the calibration of their confidence.

    Judgements of articles that are not among the records say nothing of them and are left out.
    """
    made = {key_of(name, s): s for name, record in sorted(records.items()) for s in record.statements}
    pairs: list[tuple[float, bool]] = []
    gone = dict.fromkeys(VERDICTS, 0)
    reasons: dict[str, int] = {}
    for one in judgements:
        if one.key[0] not in records:
            continue  # an article of another file
        statement = made.get(one.key)
        if statement is None:
            gone[one.verdict] += 1
            continue
        pairs.append((statement.confidence, one.verdict == "right"))
        if one.verdict == "wrong":
            kind = one.reason.split(":")[0]
            reasons[kind] = reasons.get(kind, 0) + 1
    return Precision(
        sum(right for _, right in pairs),
        len(pairs),
        gone["right"],
        gone["wrong"],
        tuple(_bins(pairs)),
        dict(sorted(reasons.items(), key=lambda item: (-item[1], item[0]))),
    )


def _bins(pairs: Sequence[tuple[float, bool]]) -> Iterator[Bin]:
    for low, high in pairwise(BINS):
        inside = [(c, right) for c, right in pairs if low <= c < high]
        if inside:
            mean = sum(c for c, _ in inside) / len(inside)
            yield Bin(low, min(high, 1.0), len(inside), sum(right for _, right in inside), mean)


def table(found: Precision) -> str:
    """The precision, its calibration and the reasons of errors, to read."""
    lines = [f"precision {found.right}/{found.judged} = {found.value:.3f}"]
    lines.append(f"no longer made: {found.gone_right} that were right, {found.gone_wrong} that were wrong")
    lines.append("confidence   judged  right  share  mean confidence")
    rows = ((b, b.right / b.judged) for b in found.bins)
    lines += [f"{b.low:.2f}–{b.high:.2f}   {b.judged:6}  {b.right:5}  {share:.3f}  {b.mean:.3f}" for b, share in rows]
    lines += [f"wrong, {reason}: {count}" for reason, count in found.reasons.items()]
    return "\n".join(lines)

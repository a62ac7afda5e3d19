"""Coreference links and offices: draw them from articles, judge them by reading, score by the judgements.

Takes records and judgements (JSON Lines: article, kind, span, answer, verdict, reason; no words of the text but names);
gives the share of wrong links, and precision and recall of offices. A link is a mention of a person, organization
or place that is no name of its own (title, noun phrase, pronoun, shortened name): right if a careful reader would
say that it means that entity. An office is right if holder, office and body are what the text says. „missed" is an
office beside a name, or a pronoun, that was not found when it was judged.
Leaves out: names found or typed wrongly (kg.evaluate.names), statements of verbs (statements.py).

Example: of „Die Ministerin sprach. Sie warnte." the link from `Sie` to the minister is right.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from kg.errors import InputError
from kg.model import Record

KINDS = ("link", "office")
VERDICTS = ("right", "wrong", "missed")
_TYPES = frozenset({"Person", "Organization", "Place", "Group"})
Key = tuple[str, str, int, int, str]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to judge: a mention with the entity it was given, or an office beside the holder's name.

    `answer` is the entity's label; of an office, holder, office and body joined by " | ".
    """

    article: str
    kind: str
    start: int
    end: int
    answer: str

    @property
    def key(self) -> Key:
        """What a judgement is found by."""
        return (self.article, self.kind, self.start, self.end, self.answer)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict on an item; `missed` judgements are offices and links that a reader found."""

    item: Item
    verdict: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """Of one kind: judged items that are still made, judged ones that are gone, new ones, missed ones now found."""

    kind: str
    right: int
    wrong: int
    gone_right: int
    gone_wrong: int
    new: int
    missed: int
    found: int

    @property
    def precision(self) -> float:
        """Right among the judged that are made."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Right among all that readers hold right."""
        return (self.right + self.found) / max(1, self.right + self.gone_right + self.missed)


def short(id: str) -> str:
    """The first word of an article's id: ids that hold the title would bring the words of the text along."""
    return id.split(" ", 1)[0]


def items(record: Record) -> tuple[Item, ...]:
    """The links and offices of a record, in order of the text."""
    labels = {e.id: e.label for e in record.entities}
    types = {e.id: e.type for e in record.entities}
    seen: set[str] = set()
    found: list[Item] = []
    names = {(m.start, m.end) for m in record.mentions if m.named}
    inside = {t for a, b in names for t in range(a, b)}
    for mention in record.mentions:
        first = mention.entity not in seen
        seen.add(mention.entity)
        label = labels[mention.entity]
        if (
            types[mention.entity] not in _TYPES
            or first
            or mention.text == label
            or mention.start in inside - {mention.start}
        ):
            continue
        found.append(Item(short(record.id), "link", mention.start, mention.end, label))
    for statement in record.statements:
        subject = statement.subject
        if statement.kind != "role" or subject is None or not subject.spans:
            continue
        body = statement.object
        of = "" if body is None else labels.get(body.entity or "", body.text)
        holder = labels.get(subject.entity or "", subject.text)
        answer = f"{holder} | {statement.predicate.lemma} | {of}"
        start, end = subject.spans[0]
        found.append(Item(short(record.id), "office", start, end, answer))
    return tuple(sorted(set(found), key=lambda i: (i.start, i.end, i.kind, i.answer)))


def draw(ids: Iterable[str], articles: int, seed: int) -> tuple[str, ...]:
    """That many of the ids, by chance, in order."""
    known = sorted(ids)
    return tuple(sorted(random.Random(seed).sample(known, min(articles, len(known)))))  # noqa: S311


def article_ids(path: Path) -> tuple[str, ...]:
    """The ids in a JSON Lines file (plain or .gz) of articles or records.

    Raises:
        InputError: it is no such file.
    """
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8") as lines:
            return tuple(str(json.loads(line)["id"]) for line in lines if line.strip())
    except (OSError, EOFError, UnicodeDecodeError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path}: no JSON Lines of articles: {error}") from error


def read_judgements(paths: Iterable[Path]) -> dict[Key, Judgement]:
    """The judgements of files, or of the JSON Lines in folders; a later one overrules.

    Raises:
        InputError: a line is no judgement; names file and line.
    """
    found: dict[Key, Judgement] = {}
    files = [file for path in paths for file in (sorted(path.glob("*.jsonl")) if path.is_dir() else [path])]
    for path in files:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip():
                continue
            try:
                data = json.loads(line)
                verdict, reason = data.pop("verdict"), data.pop("reason", "")
                judgement = Judgement(Item(**data), verdict, reason)
            except (ValueError, TypeError, KeyError, AttributeError) as error:
                raise InputError(f"{path}:{number}: not a judgement: {error}") from error
            if verdict not in VERDICTS or judgement.item.kind not in KINDS:
                raise InputError(f"{path}:{number}: verdict is one of {VERDICTS}, kind one of {KINDS}")
            found[judgement.item.key] = judgement
    return found


def score(records: Iterable[Record], judgements: Mapping[Key, Judgement]) -> tuple[Score, ...]:
    """Links and offices of the judged articles by what was judged."""
    articles = {key[0] for key in judgements}
    made = {item.key for record in records if short(record.id) in articles for item in items(record)}
    scores = []
    for kind in KINDS:
        judged = {k: j for k, j in judgements.items() if k[1] == kind}
        read = {k[0] for k in judged}
        here = {k for k in made if k[1] == kind and k[0] in read}
        right = {k for k, j in judged.items() if j.verdict == "right"}
        wrong = {k for k, j in judged.items() if j.verdict == "wrong"}
        missed = {k for k, j in judged.items() if j.verdict == "missed"}
        scores.append(
            Score(
                kind,
                right=len(right & here),
                wrong=len(wrong & here),
                gone_right=len(right - here),
                gone_wrong=len(wrong - here),
                new=len(here - set(judged)),
                missed=len(missed),
                found=len(missed & here),
            )
        )
    return tuple(scores)


def blank(item: Item) -> str:
    """A judgement line to fill in."""
    return json.dumps({**asdict(item), "verdict": "right", "reason": ""}, ensure_ascii=False)


def in_context(item: Item, text: str, width: int = 90) -> str:
    """The item as a reader wants to see it."""
    before, after = text[max(0, item.start - width) : item.start], text[item.end : item.end + width // 2]
    passage = f"{before}[{text[item.start : item.end]}]{after}".replace("\n", " ")
    return f"{item.article} {item.start} {item.kind}: {passage} → {item.answer}"


def as_dict(scores: Sequence[Score]) -> dict[str, dict[str, float]]:
    """The figures as plain values, by kind."""
    return {
        s.kind: {"precision": round(s.precision, 4), "recall": round(s.recall, 4), "judged": s.right + s.wrong}
        for s in scores
    }


def table(scores: Sequence[Score]) -> str:
    """The figures as text."""
    lines = ["kind     right  wrong  gone right  gone wrong  new  missed  found  precision  recall"]
    lines += [
        f"{s.kind:<7}{s.right:>7}{s.wrong:>7}{s.gone_right:>12}{s.gone_wrong:>12}{s.new:>5}{s.missed:>8}{s.found:>7}"
        f"{s.precision:>11.3f}{s.recall:>8.3f}"
        for s in scores
    ]
    return "\n".join(lines)

"""Recall of gold facts: how much of what a careful reader would want from an article stands in its record.

Takes records and gold files (YAML; keys below); gives FactScores. A fact is found if one statement matches its
subject, its predicate and, where given, its object (further arguments count as objects). Of the facts found it is
counted apart whether any matching statement has the right speaker, polarity, modality, time and place.

A gold file has `article` (the record's id; the file's stem counts too), `date` and `facts`: id, kind, s, p, o (lists
of acceptable words), said_by, negative, modal, time, place. Words match if all words of the gold are in the text, with
endings forgiven and the last part of a compound counting; a role matches whichever of its sides is the subject.

Leaves out: precision (statements.py). A floors file (JSON) keeps a gate: hashes of the gold, least values.
Example: the fact {s: [Firma], p: [entlassen], o: [Arbeiter]} is found in „Die Firma entließ 30 Arbeiter".
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.model import Argument, Attribution, PlaceRef, Record, RoleArgument, Statement

ATTRIBUTES = ("said_by", "negative", "modal", "time", "place")
_WORD = re.compile(r"[\w.%-]*\w")
_PLAIN = re.compile(r"\w+")
# Words that carry no name: articles and the commonest prepositions.
_LIGHT = frozenset(
    {
        *("der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines"),
        *("und", "oder", "von", "zu", "in", "auf", "für", "sich"),
    }
)


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold file: the article's id, the facts as they stand in the file, and the hash of its bytes."""

    name: str
    article: str
    facts: tuple[dict[str, Any], ...]
    sha256: str
    date: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleScore:
    """What was found of one gold file; `attributes` has (right, asked) for each of ATTRIBUTES."""

    name: str
    found: int
    facts: int
    statements: int
    missed: tuple[str, ...]
    attributes: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class FactScores:
    """The scores of all gold files."""

    articles: tuple[ArticleScore, ...]

    @property
    def recall(self) -> float:
        """Facts found of all facts, pooled over the files."""
        facts = sum(a.facts for a in self.articles)
        return sum(a.found for a in self.articles) / facts if facts else 0.0

    def attribute(self, name: str) -> tuple[int, int]:
        """(right, asked) of an attribute over all files."""
        pairs = [a.attributes[name] for a in self.articles]
        return sum(p[0] for p in pairs), sum(p[1] for p in pairs)

    @property
    def attributes(self) -> float:
        """Share of right attributes over all that were asked for."""
        pairs = [self.attribute(name) for name in ATTRIBUTES]
        asked = sum(p[1] for p in pairs)
        return sum(p[0] for p in pairs) / asked if asked else 0.0


def read_gold(path: Path) -> Gold:
    """One gold file.

    Raises:
        InputError: the file cannot be read, is no YAML, or a fact lacks a key.
    """
    try:
        import yaml
    except ImportError as error:
        raise InputError("gold files are YAML; install PyYAML, or kg-news[dev]") from error
    try:
        data = path.read_bytes()
        table = yaml.safe_load(data.decode("utf-8"))
        facts = tuple(dict(fact) for fact in table["facts"])
        for fact in facts:
            for key in ("id", "kind", "s", "p", "o"):
                if key not in fact:
                    raise InputError(f"{path}: fact {fact.get('id', '?')} has no {key!r}")
        date = str(table["date"]) if table.get("date") else None
        return Gold(path.stem, str(table.get("article", path.stem)), facts, hashlib.sha256(data).hexdigest(), date)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from error
    except (yaml.YAMLError, UnicodeDecodeError, KeyError, TypeError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise InputError(f"{path}: no gold file ({reason})") from error


def gold_files(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The gold files among paths, those of folders included, in order.

    Raises:
        InputError: a folder holds none.
    """
    found: list[Path] = []
    for path in paths:
        inside = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
        if not inside:
            raise InputError(f"{path} holds no gold file (*.yaml)")
        found += inside
    return tuple(found)


def score(gold: Sequence[Gold], records: Mapping[str, Record]) -> FactScores:
    """The facts of each gold file against the record whose id is its article or its stem; no record finds nothing."""
    return FactScores(tuple(_score(g, records.get(g.article) or records.get(g.name)) for g in gold))


def _score(gold: Gold, record: Record | None) -> ArticleScore:
    views = [_view(s, record) for s in record.statements] if record is not None else []
    counts = {name: [0, 0] for name in ATTRIBUTES}
    missed: list[str] = []
    for fact in gold.facts:
        hits = [view for view in views if _matches(fact, view)]
        if not hits:
            missed.append(str(fact["id"]))
            continue
        for name in ATTRIBUTES:
            if name in fact or name == "negative":
                counts[name][0] += any(_has(fact, name, view) for view in hits)
                counts[name][1] += 1
    attributes = {name: (right, asked) for name, (right, asked) in counts.items()}
    return ArticleScore(
        gold.name, len(gold.facts) - len(missed), len(gold.facts), len(views), tuple(missed), attributes
    )


def _view(statement: Statement, record: Record) -> dict[str, Any]:
    """The texts of a statement that facts are held against: as worded, and with the entity's names."""
    names = {e.id: " ".join((e.label, *e.aliases)) for e in record.entities}

    def worded(part: Argument | RoleArgument | Attribution | PlaceRef | None) -> str:
        return f"{part.text} {names.get(part.entity or '', '')}" if part is not None else ""

    predicate = statement.predicate
    return {
        "s": worded(statement.subject),
        "o": " | ".join([worded(statement.object), *(worded(a) for a in statement.arguments)]),
        "p": f"{predicate.lemma} {predicate.text} {predicate.property or ''}",
        "said_by": worded(statement.attribution),
        "negative": statement.polarity == "negative",
        "modal": statement.modality,
        "time": statement.time.value if statement.time else "",
        "place": worded(statement.place),
    }


def _matches(fact: Mapping[str, Any], view: Mapping[str, Any]) -> bool:
    if not _any(fact["p"], view["p"]):
        return False
    if fact["kind"] == "role":
        both = f"{view['s']} | {view['o']}"
        titles = [p for p in fact["p"] if p != "sein"]
        return _any(fact["s"], both) and _any([*fact["o"], *titles], f"{both} {view['p']}")
    return _any(fact["s"], view["s"]) and (not fact["o"] or _any(fact["o"], view["o"]))


def _has(fact: Mapping[str, Any], name: str, view: Mapping[str, Any]) -> bool:
    wanted = fact.get(name)
    if name == "negative":
        return bool(wanted) is bool(view["negative"])
    if name == "modal":
        return view["modal"] is not None
    if name == "time":
        return str(view["time"]).startswith(str(wanted))
    return _any(list(wanted or ()), view[name])


def _any(wanted: Sequence[Any], text: str) -> bool:
    return any(is_in(str(one), text) for one in wanted)


def _words(text: str) -> list[str]:
    words = _WORD.findall(unicodedata.normalize("NFKC", text).lower())
    return [word for word in words if word not in _LIGHT]


def is_in(wanted: str, text: str) -> bool:
    """Whether all words of `wanted` stand in `text`, endings and first parts of compounds forgiven.

    >>> is_in("Gericht", "das Landgericht Kassel"), is_in("Firma", "das Firmament")
    (True, False)
    """
    parts, have = _words(wanted), _words(text)
    if not parts:  # a preposition or article: it stands there as a word
        return wanted.strip().lower() in _PLAIN.findall(text.lower())
    return all(any(_alike(p, h) or (len(p) > 4 and h.endswith(p)) for h in have) for p in parts)


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    shortest = min(len(one), len(other))
    same = next((n for n in range(shortest) if one[n] != other[n]), shortest)
    return same >= max(4, shortest - 1) and abs(len(one) - len(other)) <= 3


# --- floors ---------------------------------------------------------------------------------------------------


def as_dict(scores: FactScores) -> dict[str, Any]:
    """The scores as plain values."""
    return {
        "recall": round(scores.recall, 4),
        "attributes": round(scores.attributes, 4),
        **{name: list(scores.attribute(name)) for name in ATTRIBUTES},
        "articles": {a.name: [a.found, a.facts] for a in scores.articles},
    }


def below(scores: FactScores, gold: Sequence[Gold], floors: Path) -> tuple[str, ...]:
    """What is below its floor, one line each; nothing if all is well.

    The file is JSON: `{"gold": {stem: sha256}, "recall": .7, "attributes": .9, "articles": {stem: least facts}}`.

    Raises:
        InputError: the file cannot be read, or gold has changed since the floors were set.
    """
    try:
        table = json.loads(floors.read_text(encoding="utf-8"))
        hashes, least = table["gold"], {k: float(table[k]) for k in ("recall", "attributes") if k in table}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{floors}: no floors file ({error})") from error
    for one in gold:
        if hashes.get(one.name) != one.sha256:
            raise InputError(f"{floors}: {one.name}.yaml is not the gold the floors were set for; set them again")
    lines = [
        f"{k} {getattr(scores, k):.3f} is below {floor:.3f}" for k, floor in least.items() if getattr(scores, k) < floor
    ]
    articles: Mapping[str, int] = table.get("articles", {})
    lines += [
        f"{a.name}: {a.found} facts found, fewer than {articles[a.name]}"
        for a in scores.articles
        if a.found < articles.get(a.name, 0)
    ]
    return tuple(lines)


def floors_of(scores: FactScores, gold: Sequence[Gold], *, slack: float = 0.01) -> dict[str, Any]:
    """Floors just below these scores, for a floors file."""
    return {
        "gold": {g.name: g.sha256 for g in gold},
        "recall": round(scores.recall - slack, 3),
        "attributes": round(scores.attributes - slack, 3),
        "articles": {a.name: max(0, a.found - 2) for a in scores.articles},
    }


def table(scores: FactScores, *, misses: bool = False) -> str:
    """The scores to read."""
    lines: list[str] = []
    for a in scores.articles:
        lines.append(f"{a.name}: {a.found}/{a.facts} facts found, {a.statements} statements")
        if misses:
            lines += [f"  missed {one}" for one in a.missed]
    facts = sum(a.facts for a in scores.articles)
    counted = "; ".join(f"{n} {r}/{t}" for n in ATTRIBUTES for r, t in [scores.attribute(n)])
    lines.append(f"recall {sum(a.found for a in scores.articles)}/{facts} = {scores.recall:.3f}; {counted}")
    lines.append(f"attributes right in {scores.attributes:.3f} of those asked for")
    return "\n".join(lines)

"""Quotations of a system against a gold set: token precision and recall, by role, type and medium.

Takes gold as JSON Lines (plain or gzip; the format of Petersen-Frey and Biemann 2024 after its spans were made
character offsets) and the quotations of a system; gives `Scores` and a list of `Difference`s to read.

The measure is that of F. Petersen-Frey and C. Biemann, "Dataset of Quotation Attribution in German News
Articles" (LREC-COLING 2024), which follows GermEval 2023 task 2. Each quotation has at most one partner on the
other side: the pairing with the greatest sum of token F1, a small bonus for equal type and medium. For the
quotation and for each role, precision is taken wherever the system has tokens there, recall wherever the gold
has; whatever has no partner counts with 0. F1 is the harmonic mean of the two averages. "roles" pools the four
roles, "joint" the quotation with them. Type and medium are micro-averaged over quotations. One difference on the
strict side: two quotations that share no token are never a pair.

Leaves out: whether a speaker is the right entity (that is coreference), and how quotations nest.

„Der Vertrag sei gültig“, sagte die Richterin. - quotation (0, 24), cue (26, 31), speaker (32, 45).
"""

from __future__ import annotations

import gzip
import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.model import QUOTE_TYPES, Argument, Passage, Quote, Record, Spans, passage_text

ROLES = ("speaker", "cue", "addressee", "frame")
PARTS = ("quotation", *ROLES)
KINDS = ("missed", "invented", "speaker", "type", "span")
TYPES = ("direct", "indirect", "reported", "freeIndirect", "indirectFreeIndirect")
_MEDIA = {
    "Speech": "speech",
    "Thought": "thought",
    "Writing": "writing",
    "SW": "speech writing",
    "ST": "speech thought",
    "TW": "thought writing",
    "none": "",
}
_TOKEN = re.compile(r"\w+|[^\w\s]")
_SENTENCE_END = re.compile(r"[.!?:][“”\"'«»‘]?\s+(?=[\"„»«‚A-ZÄÖÜ0-9])|\n\s*\n")


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An annotated article: its text, the date of publication where known, and its quotations."""

    id: str
    text: str
    date: str | None
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Mean:
    """Means of the defined precisions and recalls, and how many of each there were."""

    precision: float
    recall: float
    predicted: int
    gold: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 where both are 0."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Difference:
    """One error to read: `kind` is missed, invented, type, speaker or span."""

    article: str
    kind: str
    gold: str
    system: str
    context: str


@dataclass(frozen=True, slots=True)
class Scores:
    """The table: `parts` has quotation, the four roles, roles and joint; `types` one row a type.

    `direct` holds two rows for quotations in quotation marks whose speaker stands in the same or the
    neighbouring sentence: how well the quotation is found, and how well its speaker is.
    """

    parts: dict[str, Mean]
    types: dict[str, Mean]
    type: Mean
    medium: Mean
    direct: dict[str, Mean]
    differences: tuple[Difference, ...] = ()


@dataclass(slots=True)
class _Tally:
    precisions: list[float] = field(default_factory=list)
    recalls: list[float] = field(default_factory=list)

    def add(self, gold: frozenset[int], system: frozenset[int]) -> None:
        both = len(gold & system)
        if system:
            self.precisions.append(both / len(system))
        if gold:
            self.recalls.append(both / len(gold))

    def mean(self) -> Mean:
        p, r = self.precisions, self.recalls
        return Mean(sum(p) / len(p) if p else 0.0, sum(r) / len(r) if r else 0.0, len(p), len(r))


def read_gold(path: Path) -> tuple[GoldArticle, ...]:
    """The articles of a gold file (`.jsonl` or `.jsonl.gz`), in its order.

    Raises:
        InputError: the file cannot be read, or a line is not an annotated article.
    """
    articles = []
    try:
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    articles.append(_article(line, f"{path}, line {number}"))
    except (OSError, UnicodeDecodeError, EOFError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(f"{path} cannot be read: {reason}") from error
    if not articles:
        raise InputError(f"{path} has no articles; give a JSON Lines file of articles with text and quotes")
    return tuple(articles)


def _article(line: str, place: str) -> GoldArticle:
    try:
        data = json.loads(line)
        quotes = tuple(_quote(data["text"], f"q{n}", q) for n, q in enumerate(data["quotes"], 1))
        return GoldArticle(str(data["id"]), data["text"], data.get("date"), quotes)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"{place}: not an annotated article ({error!r})") from error


def _quote(text: str, id: str, data: Mapping[str, Any]) -> Quote:
    kind = data["type"][0].lower() + data["type"][1:]
    if kind not in QUOTE_TYPES:
        raise ValueError(f"no such type: {data['type']}")
    spans = {role: tuple((int(a), int(b)) for a, b in data[role]["spans"]) for role in ("quote", *ROLES)}
    words = {role: passage_text(text, spans[role]) for role in ROLES}
    return Quote(
        id,
        kind,
        _MEDIA[data["medium"]],
        spans["quote"],
        speaker=Argument(words["speaker"], spans["speaker"]) if spans["speaker"] else None,
        cue=Passage(words["cue"], spans["cue"]) if spans["cue"] else None,
        addressee=Argument(words["addressee"], spans["addressee"]) if spans["addressee"] else None,
        frame=Passage(words["frame"], spans["frame"]) if spans["frame"] else None,
    )


def score(articles: Sequence[GoldArticle], system: Mapping[str, Sequence[Quote]]) -> Scores:
    """The quotations of `system` (by article id) against the gold; an article it lacks has no quotations."""
    tallies = {part: _Tally() for part in PARTS}
    kinds = {kind: _Tally() for kind in TYPES}
    direct = {"quotation": _Tally(), "speaker": _Tally()}
    labels = {"type": [0, 0, 0], "medium": [0, 0, 0]}
    differences: list[Difference] = []
    for article in articles:
        found = tuple(system.get(article.id, ()))
        tokens = [match.start() for match in _TOKEN.finditer(article.text)]
        bounds = [0, *(match.end() for match in _SENTENCE_END.finditer(article.text))]
        for gold, ours in pair(tokens, article.quotes, found):
            for part in PARTS:
                tallies[part].add(_indices(tokens, _spans(gold, part)), _indices(tokens, _spans(ours, part)))
            whole = _indices(tokens, _spans(gold, "quotation")), _indices(tokens, _spans(ours, "quotation"))
            if gold is not None:
                kinds[gold.type].add(whole[0], whole[1] if ours and ours.type == gold.type else frozenset())
            if ours is not None and (gold is None or gold.type != ours.type):
                kinds[ours.type].precisions.append(0.0)
            for name, tally in direct.items():
                near = _near(article.text, bounds, gold), _near(article.text, bounds, ours)
                # A quotation that only one side calls near is no error of the side that has it whole.
                if near[0] or (near[1] and gold is None):
                    tally.add(
                        _indices(tokens, _spans(gold, name)) if near[0] else frozenset(),
                        _indices(tokens, _spans(ours, name)),
                    )
            for label, counts in labels.items():
                g, s = (getattr(q, label) if q is not None else None for q in (gold, ours))
                counts[0] += g == s
                counts[1] += s is not None
                counts[2] += g is not None
            differences.extend(_compare(article, tokens, gold, ours))
    means = {part: tally.mean() for part, tally in tallies.items()}
    means["roles"] = _pool(tallies[role] for role in ROLES)
    means["joint"] = _pool(tallies.values())
    micro = {
        label: Mean(hit / ours if ours else 0.0, hit / gold if gold else 0.0, ours, gold)
        for label, (hit, ours, gold) in labels.items()
    }
    return Scores(
        parts=means,
        types={kind: tally.mean() for kind, tally in kinds.items()},
        type=micro["type"],
        medium=micro["medium"],
        direct={name: tally.mean() for name, tally in direct.items()},
        differences=tuple(differences),
    )


def _pool(tallies: Iterable[_Tally]) -> Mean:
    pooled = _Tally()
    for tally in tallies:
        pooled.precisions += tally.precisions
        pooled.recalls += tally.recalls
    return pooled.mean()


def pair(
    tokens: Sequence[int], gold: Sequence[Quote], system: Sequence[Quote]
) -> list[tuple[Quote | None, Quote | None]]:
    """Quotations side by side, one to one with the greatest sum of token F1; None where one has no partner.

    `tokens` are the start offsets of the text's tokens. Order: gold's, then what only the system has.
    """
    import networkx as nx

    ours = [_indices(tokens, quote.spans) for quote in system]
    theirs = [_indices(tokens, quote.spans) for quote in gold]
    graph = nx.Graph()
    for g, wanted in enumerate(theirs):
        for s, got in enumerate(ours):
            both = len(wanted & got)
            if both:
                same_type, same_medium = gold[g].type == system[s].type, gold[g].medium == system[s].medium
                weight = 2 * both / (len(wanted) + len(got)) + 0.01 * same_type + 0.001 * same_medium
                graph.add_edge(("gold", g), ("system", s), weight=weight)
    partner: dict[int, int] = {}
    for one, other in nx.max_weight_matching(graph):
        g, s = sorted((one, other))
        partner[g[1]] = s[1]
    pairs: list[tuple[Quote | None, Quote | None]] = [
        (quote, system[partner[g]] if g in partner else None) for g, quote in enumerate(gold)
    ]
    taken = set(partner.values())
    return pairs + [(None, quote) for s, quote in enumerate(system) if s not in taken]


def _spans(quote: Quote | None, part: str) -> Spans:
    if quote is None:
        return ()
    if part == "quotation":
        return quote.spans
    role = getattr(quote, part)
    return role.spans if role is not None else ()


def _indices(tokens: Sequence[int], spans: Spans) -> frozenset[int]:
    return frozenset(n for start, end in spans for n in range(bisect_left(tokens, start), bisect_left(tokens, end)))


def _near(text: str, bounds: Sequence[int], quote: Quote | None) -> bool:
    """Whether the quotation is in quotation marks and its speaker in the same or the neighbouring sentence."""
    if quote is None or quote.type != "direct" or not quote.spans or quote.speaker is None or not quote.speaker.spans:
        return False
    if text[quote.spans[0][0]].isalnum():
        return False
    first, last, speaker = (
        bisect_left(bounds, offset + 1)
        for offset in (quote.spans[0][0], quote.spans[-1][1] - 1, quote.speaker.spans[0][0])
    )
    return first - 1 <= speaker <= last + 1


def _compare(
    article: GoldArticle, tokens: Sequence[int], gold: Quote | None, ours: Quote | None
) -> Iterable[Difference]:
    def say(quote: Quote | None) -> str:
        if quote is None:
            return ""
        said = f"[{quote.type}/{quote.medium}] {passage_text(article.text, quote.spans)}"
        return said + "".join(
            f" | {role}: {passage_text(article.text, _spans(quote, role))}" for role in ROLES if _spans(quote, role)
        )

    known = gold or ours
    if known is None:
        return
    start, end = known.spans[0][0], known.spans[-1][1]
    context = " ".join(article.text[max(0, start - 120) : end + 120].split())

    def differ(kind: str) -> Difference:
        return Difference(article.id, kind, say(gold), say(ours), context)

    if ours is None:
        yield differ("missed")
    elif gold is None:
        yield differ("invented")
    else:
        if gold.type != ours.type:
            yield differ("type")
        theirs, mine = (_indices(tokens, _spans(q, "speaker")) for q in (gold, ours))
        if theirs != mine and not (theirs & mine and len(theirs & mine) * 2 >= len(theirs | mine)):
            yield differ("speaker")
        theirs, mine = (_indices(tokens, q.spans) for q in (gold, ours))
        if len(theirs & mine) * 2 < len(theirs | mine):
            yield differ("span")


def table(scores: Scores) -> str:
    """The scores as text: quotation, roles and joint first, then types, media and direct speech."""
    from tabulate import tabulate

    rows = [(name, scores.parts[name]) for name in (*PARTS, "roles", "joint")]
    rows += [("type", scores.type), ("medium", scores.medium)]
    rows += [(f"· {kind}", mean) for kind, mean in scores.types.items()]
    rows += [(f"direct speech, near speaker: {name}", mean) for name, mean in scores.direct.items()]
    return tabulate(
        [(name, m.precision, m.recall, m.f1, m.predicted, m.gold) for name, m in rows],
        headers=("", "precision", "recall", "F1", "system", "gold"),
        floatfmt=".3f",
    )


def error_list(differences: Iterable[Difference], kind: str) -> str:
    """The differences of one kind as text that a person reads: gold, system, and the words around."""
    lines = []
    for d in differences:
        if d.kind == kind:
            lines += [
                f"# {d.article}",
                f"  gold   {d.gold or '-'}",
                f"  system {d.system or '-'}",
                f"  in     {d.context}",
                "",
            ]
    return "\n".join(lines)


def write_errors(differences: Sequence[Difference], folder: Path) -> None:
    """One text file a kind of error in `folder`, which is made where it is missing.

    Raises:
        InputError: the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for kind in KINDS:
            (folder / f"{kind}.txt").write_text(error_list(differences, kind), encoding="utf-8")
    except OSError as error:
        raise InputError(f"{folder} cannot be written: {error.strerror}") from error


def as_dict(scores: Scores) -> dict[str, Any]:
    """The table as plain values: name → precision, recall, f1, and the counts of system and gold."""

    def plain(mean: Mean) -> dict[str, float]:
        rounded = {k: round(getattr(mean, k), 4) for k in ("precision", "recall", "f1")}
        return {**rounded, "system": mean.predicted, "gold": mean.gold}

    return {
        **{name: plain(mean) for name, mean in scores.parts.items()},
        "type": plain(scores.type),
        "medium": plain(scores.medium),
        "types": {name: plain(mean) for name, mean in scores.types.items()},
        "direct speech, near speaker": {name: plain(mean) for name, mean in scores.direct.items()},
    }


def read_records(path: Path) -> dict[str, tuple[Quote, ...]]:
    """The quotations of records (JSON Lines), by the record's id.

    Raises:
        InputError: the file cannot be read or a line is no record.
    """
    found = {}
    try:
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if line.strip():
                try:
                    record = Record.from_dict(json.loads(line))
                except (KeyError, TypeError, ValueError, AttributeError) as error:
                    raise InputError(f"{path}, line {number}: not a record ({error!r})") from error
                found[record.id] = record.quotes
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}") from error
    return found


def read_texts(articles: Iterable[GoldArticle], model: str = "builtin:de") -> dict[str, tuple[Quote, ...]]:
    """The quotations that the reader finds in the articles' texts, by article id."""
    from kg.language import load
    from kg.reader.quotes import find_quotes
    from kg.reader.syntax import repair

    nlp = load(model)
    articles = tuple(articles)
    docs = nlp.pipe(article.text for article in articles)
    return {article.id: find_quotes(repair(doc)) for article, doc in zip(articles, docs, strict=True)}

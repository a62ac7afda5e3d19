"""Time expressions of a system against TimeML: strict, relaxed, type and value F1.

Takes a folder of TimeML files (`.tml`; a TEXT with TIMEX3 tags and a creation time) and the times of a system by
file name; gives `Scores` and a list of `Difference`s to read.

The measure: expressions of the gold are taken in order, each is paired with the system's expression that overlaps
it most and has no partner yet. relaxed counts the pairs, strict those with equal borders, type and value those
with equal attributes; precision and recall over all expressions give F1 (as in TempEval-3, UzZaman et al. 2013,
with attributes scored over all expressions). Borders are compared without white space, so that files with other
line ends still align. Empty TIMEX3 tags are no expressions.

Leaves out: events, signals, links; `mod`, `quant` and `freq`.

„am [Donnerstag, 25. Februar]“ with the value 2010-02-25 counts as strict, type and value when all three agree.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from kg.errors import InputError
from kg.model import Record, Time

KINDS = ("missed", "invented", "span", "type", "value")
MEASURES = ("strict", "relaxed", "type", "value")


@dataclass(frozen=True, slots=True)
class GoldText:
    """An annotated text: its file's name, the date of creation (ISO 8601) or None, and its times."""

    name: str
    text: str
    date: str | None
    times: tuple[Time, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One error to read: `kind` is missed, invented, span, type or value."""

    name: str
    kind: str
    gold: str
    system: str
    context: str


@dataclass(frozen=True, slots=True)
class Scores:
    """Counts of hits a measure, and of expressions in gold and system."""

    gold: int
    system: int
    hits: Mapping[str, int]
    differences: tuple[Difference, ...] = ()

    def precision(self, measure: str) -> float:
        """Hits over the expressions of the system; 0 where it has none."""
        return self.hits[measure] / self.system if self.system else 0.0

    def recall(self, measure: str) -> float:
        """Hits over the expressions of the gold; 0 where it has none."""
        return self.hits[measure] / self.gold if self.gold else 0.0

    def f1(self, measure: str) -> float:
        """Harmonic mean of precision and recall; 0 where both are 0."""
        both = self.precision(measure) + self.recall(measure)
        return 2 * self.precision(measure) * self.recall(measure) / both if both else 0.0


def read_gold(folder: Path) -> tuple[GoldText, ...]:
    """The TimeML files of a folder, by name.

    Raises:
        InputError: there are none, or one cannot be read.
    """
    paths = sorted(folder.glob("*.tml"))
    if not paths:
        raise InputError(f"{folder} has no TimeML files (*.tml); give a folder that has")
    return tuple(read_timeml(path) for path in paths)


def read_timeml(path: Path) -> GoldText:
    """One TimeML file; entities that its XML would define or fetch are refused.

    Raises:
        InputError: the file cannot be read or is no TimeML.
    """
    try:
        source = path.read_text(encoding="utf-8")
        if "<!ENTITY" in source:
            raise InputError(f"{path} defines XML entities, which are not read; remove its DOCTYPE")
        root = ElementTree.fromstring(source)  # noqa: S314 (no entity gets here)
    except (OSError, UnicodeDecodeError, ElementTree.ParseError) as error:
        raise InputError(f"{path} cannot be read as TimeML: {error}") from error
    body = root.find("TEXT")
    if body is None:
        raise InputError(f"{path} is no TimeML: it has no TEXT element")
    created = root.find(".//DCT//TIMEX3")
    date = created.get("value") if created is not None else None
    text, tags = _flat(body)
    times = (Time(a, b, text[a:b], node.get("type") or "", node.get("value") or "") for a, b, node in tags)
    return GoldText(path.name, text, date[:10] if date else None, tuple(sorted(times, key=_place)))


def _flat(element: ElementTree.Element) -> tuple[str, list[tuple[int, int, ElementTree.Element]]]:
    """The text below an element, and start, end and tag of each time in it; a stack, as nesting has no limit."""
    parts: list[str] = []
    tags: list[tuple[int, int, ElementTree.Element]] = []
    length = 0
    stack: list[tuple[ElementTree.Element, int | None]] = [(element, None)]
    while stack:
        node, begin = stack.pop()
        if begin is None:
            parts.append(node.text or "")
            stack.append((node, length))
            length += len(parts[-1])
            stack.extend((child, None) for child in reversed(node))
            continue
        if node.tag == "TIMEX3" and length > begin:
            tags.append((begin, length, node))
        if node is not element:
            parts.append(node.tail or "")
            length += len(parts[-1])
    return "".join(parts), tags


def score(texts: Sequence[GoldText], system: Mapping[str, Sequence[Time]]) -> Scores:
    """The times of `system` (by file name) against the gold; a text it lacks has no times."""
    hits = dict.fromkeys(MEASURES, 0)
    differences: list[Difference] = []
    gold_count = system_count = 0
    for text in texts:
        place = _squeezed(text.text)
        gold = sorted((t for t in text.times if place[t.end] > place[t.start]), key=_place)
        ours = sorted((t for t in system.get(text.name, ()) if place[t.end] > place[t.start]), key=_place)
        gold_count, system_count = gold_count + len(gold), system_count + len(ours)
        for wanted, got in _pair(place, gold, ours):
            differences.extend(_compare(text, place, wanted, got))
            if wanted is not None and got is not None:
                hits["relaxed"] += 1
                hits["strict"] += _borders(place, wanted) == _borders(place, got)
                hits["type"] += wanted.type == got.type
                hits["value"] += wanted.value == got.value
    return Scores(gold_count, system_count, hits, tuple(differences))


def _pair(
    place: Sequence[int], gold: Sequence[Time], system: Sequence[Time]
) -> Iterable[tuple[Time | None, Time | None]]:
    taken: set[int] = set()
    for wanted in gold:
        start, end = _borders(place, wanted)
        best: tuple[int, int] | None = None
        for number, got in enumerate(system):
            other = _borders(place, got)
            shared = min(end, other[1]) - max(start, other[0])
            if number not in taken and shared > 0 and (best is None or shared > best[0]):
                best = (shared, number)
        if best:
            taken.add(best[1])
        yield wanted, system[best[1]] if best else None
    yield from ((None, got) for number, got in enumerate(system) if number not in taken)


def _compare(text: GoldText, place: Sequence[int], gold: Time | None, ours: Time | None) -> Iterable[Difference]:
    known = gold or ours
    if known is None:
        return
    context = " ".join(text.text[max(0, known.start - 60) : known.end + 60].split())

    def differ(kind: str) -> Difference:
        return Difference(text.name, kind, _say(gold), _say(ours), context)

    if ours is None:
        yield differ("missed")
    elif gold is None:
        yield differ("invented")
    else:
        if _borders(place, gold) != _borders(place, ours):
            yield differ("span")
        if gold.type != ours.type:
            yield differ("type")
        if gold.value != ours.value:
            yield differ("value")


def _say(time: Time | None) -> str:
    return f"{' '.join(time.text.split())} ({time.type} {time.value or 'without a value'})" if time else "-"


def _place(time: Time) -> tuple[int, int]:
    return time.start, time.end


def _borders(place: Sequence[int], time: Time) -> tuple[int, int]:
    return place[time.start], place[time.end]


def _squeezed(text: str) -> list[int]:
    """For every offset the number of characters before it that are no white space."""
    places, count = [0], 0
    for character in text:
        count += not character.isspace()
        places.append(count)
    return places


def table(scores: Scores) -> str:
    """The scores as text, one row a measure."""
    from tabulate import tabulate

    rows = [(m, scores.precision(m), scores.recall(m), scores.f1(m), scores.hits[m]) for m in MEASURES]
    head = tabulate(rows, headers=("", "precision", "recall", "F1", "hits"), floatfmt=".3f")
    return f"{head}\n\n{scores.gold} expressions in the gold, {scores.system} found"


def error_list(differences: Iterable[Difference], kind: str) -> str:
    """The differences of one kind as text that a person reads: gold, system, and the words around."""
    return "".join(
        f"# {d.name}\n  gold   {d.gold}\n  system {d.system}\n  in     {d.context}\n\n"
        for d in differences
        if d.kind == kind
    )


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
    """The table as plain values: measure → precision, recall, f1; counts of gold and system."""
    rows = {
        m: {k: round(getattr(scores, k)(m), 4) for k in ("precision", "recall", "f1")} | {"hits": scores.hits[m]}
        for m in MEASURES
    }
    return {**rows, "gold": scores.gold, "system": scores.system}


def read_system(path: Path, texts: Sequence[GoldText]) -> dict[str, tuple[Time, ...]]:
    """The times of a system: a folder of TimeML files, or records (JSON Lines) whose id is the file's name.

    Raises:
        InputError: the path cannot be read, a line is no record, or a text is not that of the gold.
    """
    lengths = {text.name: len(text.text) for text in texts}
    if path.is_dir():
        theirs = read_gold(path)
        found = {text.name: text.times for text in theirs}
        sizes = {text.name: len(text.text) for text in theirs}
    else:
        records = _read_records(path)
        found = {record.id: record.times for record in records}
        sizes = {record.id: len(record.text) for record in records}
    for name in sorted(found.keys() & lengths.keys()):
        if sizes[name] != lengths[name]:
            raise InputError(f"{path}: the text of {name} is not that of the gold ({sizes[name]} characters)")
        if any(not 0 <= t.start <= t.end <= sizes[name] for t in found[name]):
            raise InputError(f"{path}: a time of {name} lies beyond its text")
    return found


def _read_records(path: Path) -> list[Record]:
    records = []
    try:
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if line.strip():
                try:
                    records.append(Record.from_dict(json.loads(line)))
                except (KeyError, TypeError, ValueError, AttributeError) as error:
                    raise InputError(f"{path}, line {number}: not a record ({error!r})") from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}") from error
    return records


def read_texts(texts: Iterable[GoldText], model: str = "builtin:de") -> dict[str, tuple[Time, ...]]:
    """The times that the reader finds in the texts, by file name; `model` is `blank` or a pipeline.

    A blank pipeline tells the tense by words and needs no model.
    """
    from kg.reader.times import find_times

    if model == "blank":
        import spacy

        nlp = spacy.blank("de")
    else:
        from kg.language import load

        nlp = load(model)
    texts = tuple(texts)
    docs = nlp.pipe(text.text for text in texts)
    return {text.name: find_times(doc, text.date)[0] for text, doc in zip(texts, docs, strict=True)}

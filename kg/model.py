"""The data that flows: an Article comes in, a Record goes out, and everything after reads records.

Standard library only, frozen dataclasses. The JSON of a Record (`to_dict`, `from_dict`) is the stable
contract that docs/record.md describes. Every offset is a Python string index into the article's text,
half open: for the text "Die NATO tagt." the mention NATO is (4, 8). A passage with gaps (a quotation
broken by its cue, a verb and its separated prefix) is a tuple of such pairs, in order of the text.

Leaves out: any meaning. What a property or a type stands for is in ontology/.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cache
from typing import Any, Self

MENTION_TYPES = frozenset({"Person", "Organization", "Place", "Event", "Work", "Product", "Group", "Thing"})
TIME_TYPES = frozenset({"DATE", "TIME", "DURATION", "SET"})
QUOTE_TYPES = frozenset({"direct", "indirect", "reported", "freeIndirect", "indirectFreeIndirect"})
MEDIA = ("speech", "thought", "writing")
VOICES = frozenset({"active", "passive"})
STATEMENT_KINDS = frozenset({"event", "relation", "role", "attribute"})
MODALITIES = frozenset({"wish", "demand", "plan", "obligation", "possibility", "condition"})

Span = tuple[int, int]
Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """One text with what is known about its publication; `date` is ISO 8601 (2022-03-16)."""

    id: str
    text: str
    title: str | None = None
    date: str | None = None
    url: str | None = None
    publisher: str | None = None
    language: str = "de"


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input that gave no article: its name as the user gave it (with place), the reason, the remedy."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Some characters of the text: `spans` says which, `text` is what a person reads."""

    text: str
    spans: Spans = ()


@dataclass(frozen=True, slots=True)
class Argument:
    """A participant of a statement or quotation; `entity` is the id of an Entity of the record."""

    text: str
    spans: Spans = ()
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class RoleArgument:
    """A further participant with its role: recipient, instrument, topic, source, goal, beneficiary, …"""

    role: str
    text: str
    spans: Spans = ()
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the text that refers to an entity; `named` is false for nominal mentions and pronouns."""

    start: int
    end: int
    text: str
    type: str
    named: bool
    entity: str


@dataclass(frozen=True, slots=True)
class Entity:
    """What a coreference chain stands for. `iri` and `same_as` are filled by the link room."""

    id: str
    label: str
    type: str
    iri: str | None = None
    aliases: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression (TIMEX3): `type` of TIME_TYPES, `value` as ISO-TimeML writes it (2022-W12, P3D)."""

    start: int
    end: int
    text: str
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation with its roles; `medium` is speech, thought, writing or two of them joined by a space."""

    id: str
    type: str
    medium: str
    spans: Spans
    speaker: Argument | None = None
    cue: Passage | None = None
    addressee: Argument | None = None
    frame: Passage | None = None


@dataclass(frozen=True, slots=True)
class Predicate:
    """What is said of the subject. `lemma` is the infinitive with its prefix joined, or a noun.

    `property` is the ontology's name (`kg:rejects`, `org:holds`) where the lexicon knows the words. `voice` is
    passive where the subject is what something is done to and nobody is named who does it.
    """

    text: str
    lemma: str
    spans: Spans = ()
    property: str | None = None
    voice: str = "active"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose words a statement is; `quote` is the id of the Quote it stands in, if any."""

    text: str
    entity: str | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class TimeRef:
    """The time of a statement: the TIMEX3 value and where it was read.

    `mod` (ISO-TimeML) is "ON_OR_BEFORE" where the text gives the end („bis 2026"), "ON_OR_AFTER" where it gives the
    beginning („seit 2004"), else None; a value with both ends is an interval (`2022-05-05/2022-05-09`).
    """

    value: str
    spans: Spans = ()
    mod: str | None = None

    @property
    def interval(self) -> str:
        """The value as ISO 8601-2 (EDTF) writes it: `../2026`, `2004/..`, `2022-05-05/2022-05-09`, `2022-05-05`."""
        if self.mod == "ON_OR_BEFORE":
            return f"../{self.value}"
        return f"{self.value}/.." if self.mod == "ON_OR_AFTER" else self.value


@dataclass(frozen=True, slots=True)
class PlaceRef:
    """The place of a statement."""

    text: str
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit (`Soldat`, `EUR`, `percent`); `approximate` is "about", "over", "under" or null."""

    value: float
    unit: str | None
    approximate: str | None
    text: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that the text says. `attribution` is null where the article itself asserts it."""

    id: str
    sentence: int
    kind: str
    subject: Argument | None
    predicate: Predicate
    object: Argument | None = None
    arguments: tuple[RoleArgument, ...] = ()
    polarity: str = "positive"
    modality: str | None = None
    attribution: Attribution | None = None
    time: TimeRef | None = None
    place: PlaceRef | None = None
    confidence: float = 1.0
    quantities: tuple[Quantity, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """All that was read from one article. See docs/record.md for the JSON."""

    id: str
    text: str
    title: str | None = None
    date: str | None = None
    url: str | None = None
    publisher: str | None = None
    language: str = "de"
    sentences: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    times: tuple[Time, ...] = ()
    quotes: tuple[Quote, ...] = ()
    statements: tuple[Statement, ...] = ()
    warnings: tuple[str, ...] = field(default=())

    def to_dict(self) -> dict[str, Any]:
        """The record as plain JSON values (lists, dicts, strings, numbers, null)."""
        return typing.cast("dict[str, Any]", _plain(self))

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """The inverse of `to_dict`; unknown keys are ignored.

        Raises:
            KeyError: a required key is missing.
            TypeError, ValueError: a value has the wrong shape.
        """
        return typing.cast("Self", _build(cls, data))


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    return value


@cache
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def _build(kind: Any, value: Any) -> Any:
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        return None if value is None else _build(typing.get_args(kind)[0], value)
    if origin is tuple:
        inner = typing.get_args(kind)
        if inner[-1] is Ellipsis:
            return tuple(_build(inner[0], v) for v in value)
        return tuple(_build(k, v) for k, v in zip(inner, value, strict=True))
    if is_dataclass(kind):
        hints = _hints(typing.cast("type", kind))
        known = {k: _build(h, value[k]) for k, h in hints.items() if k in value}
        return typing.cast("Any", kind)(**known)
    return kind(value)


def passive(statement: Statement) -> Statement:
    """„Die Straße wurde gebaut": of a statement that names nobody who did it, its object as the subject of a passive.

    The argument `theme` says what role it has. `active` turns it back.
    """
    patient = statement.object
    theme = () if patient is None else (RoleArgument("theme", patient.text, patient.spans, patient.entity),)
    return replace(
        statement,
        subject=patient,
        object=None,
        predicate=replace(statement.predicate, voice="passive"),
        arguments=(*theme, *statement.arguments),
    )


def active(statement: Statement) -> Statement:
    """The roles as in an active clause: what a passive is about is its object, and it has no subject."""
    if statement.predicate.voice != "passive":
        return statement
    return replace(
        statement,
        subject=None,
        object=statement.subject,
        arguments=statement.arguments[1:] if statement.subject else statement.arguments,
    )


def passage_text(text: str, spans: Iterable[Sequence[int]]) -> str:
    """The characters of `spans`, joined by " … " where there is a gap.

    >>> passage_text("lehnten den Plan ab", [(0, 7), (17, 19)])
    'lehnten … ab'
    """
    return " … ".join(text[start:end] for start, end in spans)

"""A user's word on who is who: merges and splits with their reasons, as a TOML file.

Takes a file of `[[same]]` and `[[different]]` entries; gives Identities that `link` applies last.
Leaves out: finding such cases.

A file:

    [[same]]
    type = "Person"
    labels = ["Anna Huber", "Anna Huber-Meier"]
    reason = "her name since the wedding"

    [[different]]
    type = "Person"
    label = "Michael Müller"
    articles = ["2021-05-02-derby"]
    as = "Michael Müller (Fußballer)"
    reason = "not the mayor"
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import InputError
from kg.model import MENTION_TYPES, Entity

if TYPE_CHECKING:
    from kg.schema import Schema


@dataclass(frozen=True, slots=True)
class Same:
    """Labels of one entity; the first is canonical. `same_as` are IRIs of knowledge bases."""

    type: str
    labels: tuple[str, ...]
    reason: str
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Different:
    """A label that stands for somebody else in some articles."""

    type: str
    label: str
    articles: tuple[str, ...]
    canonical: str
    reason: str


@dataclass(frozen=True, slots=True)
class Identities:
    """Merges and splits, in the order of the file; a split goes before a merge."""

    same: tuple[Same, ...] = ()
    different: tuple[Different, ...] = ()
    _by_label: dict[tuple[str, str], Same] = field(default_factory=dict, repr=False, compare=False)

    def apply(self, entity: Entity, article: str, schema: Schema) -> Entity:
        """The entity with the label and IRI that the entries give it; itself where none speaks of it."""
        names = (entity.label, *entity.aliases)
        for split in self.different:
            if split.type == entity.type and split.label in names and article in split.articles:
                iri = schema.iri_entity(entity.type, split.canonical)
                aliases = tuple(sorted({*names} - {split.canonical}))
                return replace(entity, label=split.canonical, aliases=aliases, iri=iri, same_as=())
        merge = self._by_label.get((entity.type, entity.label))
        if merge is None:
            return entity
        label = merge.labels[0]
        aliases = tuple(sorted({*names, *merge.labels} - {label}))
        same_as = tuple(dict.fromkeys((*entity.same_as, *merge.same_as)))
        return replace(entity, label=label, aliases=aliases, iri=schema.iri_entity(entity.type, label), same_as=same_as)


def load_identities(path: str | Path) -> Identities:
    """The identities of a TOML file.

    Raises:
        InputError: the file cannot be read, or an entry lacks a field or its reason; names the file and entry.
    """
    path = Path(path)
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as text: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: not TOML: {error}") from error
    unknown = set(data) - {"same", "different"}
    if unknown:
        raise InputError(f"{path}: unknown table {min(unknown)!r}; write [[same]] or [[different]]")
    same = tuple(_same(path, n, entry) for n, entry in enumerate(_entries(path, data, "same"), 1))
    different = tuple(_different(path, n, entry) for n, entry in enumerate(_entries(path, data, "different"), 1))
    by_label: dict[tuple[str, str], Same] = {}
    for entry in same:
        for label in entry.labels:
            if by_label.setdefault((entry.type, label), entry) is not entry:
                raise InputError(f"{path}: {label!r} ({entry.type}) stands in two [[same]] entries")
    return Identities(same, different, by_label)


def _entries(path: Path, data: dict[str, Any], table: str) -> list[dict[str, Any]]:
    entries = data.get(table, [])
    if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        raise InputError(f"{path}: write [[{table}]] with double brackets")
    return entries


def _same(path: Path, n: int, entry: dict[str, Any]) -> Same:
    labels = _texts(path, f"[[same]] {n}", entry, "labels")
    same_as = _texts(path, f"[[same]] {n}", entry, "same_as") if "same_as" in entry else ()
    if len(labels) < 2 and not same_as:
        raise InputError(f"{path}: [[same]] {n}: labels needs two names, or same_as")
    return Same(_type(path, f"[[same]] {n}", entry), labels, _text(path, f"[[same]] {n}", entry, "reason"), same_as)


def _different(path: Path, n: int, entry: dict[str, Any]) -> Different:
    where = f"[[different]] {n}"
    return Different(
        _type(path, where, entry),
        _text(path, where, entry, "label"),
        _texts(path, where, entry, "articles"),
        _text(path, where, entry, "as"),
        _text(path, where, entry, "reason"),
    )


def _type(path: Path, where: str, entry: dict[str, Any]) -> str:
    type = _text(path, where, entry, "type")
    if type not in MENTION_TYPES:
        raise InputError(f"{path}: {where}: no type {type!r}; there are {', '.join(sorted(MENTION_TYPES))}")
    return type


def _text(path: Path, where: str, entry: dict[str, Any], key: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise InputError(f"{path}: {where}: {key} is missing or empty")
    return value.strip()


def _texts(path: Path, where: str, entry: dict[str, Any], key: str) -> tuple[str, ...]:
    value = entry.get(key)
    if not isinstance(value, list) or not value or not all(isinstance(v, str) and v.strip() for v in value):
        raise InputError(f"{path}: {where}: {key} needs a list of texts")
    return tuple(v.strip() for v in value)

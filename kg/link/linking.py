"""The link step: an IRI for every entity of a record, and one entity for every IRI.

Takes a Record, gives a Record; pure. Leaves out: the user's file (identities.py), spellings (spellings.py).

Example: the entities `Allianz` and `NATO` of one article become one, because the schema knows both names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from kg.link.identities import Identities
from kg.link.spellings import canonical
from kg.model import Entity, Record

if TYPE_CHECKING:
    from kg.schema import Name, Schema

T = TypeVar("T")
_NAME_FORMS = frozenset({"label", "alternative"})
_NOTHING = Identities()


def link(record: Record, schema: Schema, identities: Identities = _NOTHING) -> Record:
    """The record with `iri` and `same_as` of every entity; entities that turn out to be one are joined.

    Args:
        record: as the reader gives it.
        schema: its names table and its way of minting IRIs.
        identities: a user's merges and splits; they overrule everything.
    """
    named = {m.entity for m in record.mentions if m.named}
    starts = _first_mentions(record)
    mentioned = _mentioned(record, schema)
    linked: list[Entity] = []
    scoped: dict[tuple[str, str], int] = {}
    for entity in record.entities:
        names = _candidates(entity, schema)
        found = _choose(names, mentioned - {name.iri for name in names})
        if found is not None:
            done = replace(
                entity,
                iri=found.iri,
                label=found.label,
                aliases=_aliases(entity, found.label),
                same_as=tuple(dict.fromkeys((*entity.same_as, *found.same_as))),
            )
        elif (entity.id in named and not _is_bare(entity)) or _is_of_state(entity, schema):
            done = _relabelled(entity, canonical(entity.label, entity.type, record.language), schema)
        else:
            key = (entity.type, entity.label)
            scoped[key] = scoped.get(key, 0) + 1
            place = f"@{starts.get(entity.id, 0)}" if scoped[key] > 1 else ""
            done = replace(entity, iri=schema.iri_entity(entity.type, f"{record.id}/{entity.label}{place}"))
        linked.append(identities.apply(done, record.id, schema))
    return _joined(record, linked)


def _candidates(entity: Entity, schema: Schema) -> tuple[Name, ...]:
    """Names of the schema, of the entity's type, that its label (else one of its aliases) is a form of."""
    # a name may begin with an adjective that a text writes small: „die russische Regierung"
    texts = [form for text in (entity.label, *entity.aliases) for form in (text, text[:1].upper() + text[1:])]
    for text in texts:
        found = tuple(name for name, form in schema.forms(text) if form in _NAME_FORMS and name.type == entity.type)
        if found:
            return found
    return ()


def _mentioned(record: Record, schema: Schema) -> set[str]:
    """What the article names, and the states that this belongs to.

    Who names Bern is in Switzerland, and so is who calls something Swiss; what several states have („Bundesrat")
    tells of none.
    """
    found = [names[0] for entity in record.entities if len(names := _candidates(entity, schema)) == 1]
    adjectives = {entity.label.partition(" ")[0] for entity in record.entities if " " in entity.label}
    forms = (pair for word in sorted(adjectives) for pair in schema.forms(word))
    found += [name for name, form in forms if form == "adjective"]
    return {name.iri for name in found} | {name.belongs_to for name in found if name.belongs_to is not None}


def _choose(names: Sequence[Name], mentioned: set[str]) -> Name | None:
    """Of several names the one whose state or organization the article mentions, else the best known form."""
    if len(names) > 1:
        near = [n for n in names if n.belongs_to is not None and n.belongs_to in mentioned]
        if len(near) == 1:
            return near[0]
    return names[0] if names else None


def _is_bare(entity: Entity) -> bool:
    """Whether a person is known by one word only, a surname that many bear."""
    return entity.type == "Person" and " " not in entity.label.strip()


def _is_of_state(entity: Entity, schema: Schema) -> bool:
    """Whether the label says by itself what the entity is in every article: „polnische Regierung"."""
    adjective, _, noun = entity.label.partition(" ")
    if entity.type != "Organization" or not noun or " " in noun:
        return False
    return any(form == "adjective" and name.kind == "kg:State" for name, form in schema.forms(adjective))


def _relabelled(entity: Entity, label: str, schema: Schema) -> Entity:
    return replace(entity, label=label, aliases=_aliases(entity, label), iri=schema.iri_entity(entity.type, label))


def _aliases(entity: Entity, label: str) -> tuple[str, ...]:
    return tuple(sorted({entity.label, *entity.aliases} - {label}))


def _first_mentions(record: Record) -> dict[str, int]:
    starts: dict[str, int] = {}
    for mention in record.mentions:
        starts[mention.entity] = min(mention.start, starts.get(mention.entity, mention.start))
    return starts


def _joined(record: Record, linked: Sequence[Entity]) -> Record:
    """The record with one entity for every IRI, and every reference turned to the one that stays."""
    kept: dict[str, Entity] = {}
    renamed: dict[str, str] = {}
    for entity in linked:
        iri = entity.iri or entity.id
        first = kept.get(iri)
        if first is None:
            kept[iri] = entity
            continue
        renamed[entity.id] = first.id
        aliases = {*first.aliases, *entity.aliases, entity.label} - {first.label}
        kept[iri] = replace(
            first,
            aliases=tuple(sorted(aliases)),
            same_as=tuple(dict.fromkeys((*first.same_as, *entity.same_as))),
        )
    changed = replace(record, entities=tuple(kept.values()))
    if not renamed:
        return changed
    return replace(
        changed,
        mentions=tuple(_renamed(m, renamed) for m in record.mentions),
        quotes=tuple(_renamed(q, renamed) for q in record.quotes),
        statements=tuple(_renamed(s, renamed) for s in record.statements),
    )


def _renamed(value: T, ids: Mapping[str, str]) -> T:
    """A copy of a part of the record in which every field `entity` is looked up in `ids`."""
    if isinstance(value, tuple):
        items: Any = tuple(_renamed(v, ids) for v in value)
        return items if items != value else value
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changes: dict[str, Any] = {}
    for f in fields(value):
        old = getattr(value, f.name)
        new = ids.get(old, old) if f.name == "entity" and isinstance(old, str) else _renamed(old, ids)
        if new is not old:
            changes[f.name] = new
    return replace(value, **changes) if changes else value

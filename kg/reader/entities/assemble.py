"""From chains to the record: which chains are entities, their labels, aliases and mentions.

Takes chains with their named and loose mentions; gives the mentions and entities of the record. An entity needs a
name, or speaks, or acts more than once; a state that only an adjective points to needs to be
somebody's state, or say where a place lies.
Leaves out: IRIs.

Example: „deutsche Weine" makes no entity Deutschland, „der deutsche Minister" does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Entity, Mention
from kg.reader.entities.chains import Chain, Chains
from kg.reader.entities.named import NamedMention
from kg.reader.entities.resolve import Loose, Resolution

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Assembled:
    """Mentions and entities of the record; `ids` gives the entity id of a chain that became one."""

    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    ids: dict[int, str]


def assemble(found: Chains, resolution: Resolution) -> Assembled:
    """Chooses the chains that are entities and writes them as the record has them."""
    doc, names, chain_of, chains = found.doc, found.names, found.chain_of, found.chains
    loose: dict[int, list[Loose]] = defaultdict(list)
    for mention in resolution.loose:
        loose[mention.chain].append(mention)
    pointed = {o.body for o in found.offices if o.body is not None} | _of_places(found)
    first: dict[int, int] = {}
    for number, chain in enumerate(chains):
        chain.names = [i for i in chain.names if i not in resolution.persons]
        starts = [names[i].start for i in chain.names] + [doc[m.first].idx for m in loose[number]]
        if starts and _is_entity(chain, names, pointed, loose[number]):
            first[number] = min(starts)
    order = sorted(first, key=lambda n: (first[n], n))
    ids = {number: f"e{position}" for position, number in enumerate(order, 1)}
    mentions: dict[tuple[int, int], Mention] = {}
    for i, name in enumerate(names):
        number = chain_of[i]
        if number in ids and i not in resolution.persons:
            type = chains[number].type
            mentions[name.start, name.end] = Mention(name.start, name.end, name.text, type, name.named, ids[number])
    for number in order:
        for part in loose[number]:
            span = doc[part.first : part.last + 1]
            key = (span.start_char, span.end_char)
            mentions.setdefault(key, Mention(*key, span.text, chains[number].type, named=False, entity=ids[number]))
    entities = tuple(
        Entity(ids[n], chains[n].label, chains[n].type, aliases=_aliases(doc, chains[n], names, loose[n]))
        for n in order
    )
    return Assembled(tuple(mentions[k] for k in sorted(mentions)), entities, ids)


def _is_entity(chain: Chain, names: Sequence[NamedMention], pointed: set[int], loose: Sequence[Loose]) -> bool:
    if not chain.label:
        return False
    if chain.nominal:
        return True
    if any(not names[i].derived for i in chain.names):
        return True
    if chain.type == "Group":
        return len(chain.names) > 1
    return any(i in pointed for i in chain.names) or any(not m.pronoun for m in loose)


def _of_places(found: Chains) -> set[int]:
    """Adjectives that say where a place lies („im saarländischen X", „die libanesische Hauptstadt")."""
    places = {n.first for n in found.names if n.type == "Place" and not n.derived and not n.part}
    after = {i: n.last + 1 for i, n in enumerate(found.names) if n.derived and n.last + 1 < len(found.doc)}
    return {i for i, t in after.items() if t in places or found.doc[t].lower_.endswith("hauptstadt")}


def _aliases(doc: Doc, chain: Chain, names: Sequence[NamedMention], loose: Sequence[Loose]) -> tuple[str, ...]:
    """Other forms of the name in the text, and the schema's other words for it that the text uses; sorted."""
    found = {names[i].base for i in chain.names if not names[i].derived}
    if chain.known is not None:
        found |= {names[i].text for i in chain.names if names[i].text in chain.known.alternatives}
        nouns = {t for m in loose if not m.pronoun for t in (doc[m.last].text, doc[m.last].lemma_)}
        found |= nouns & set(chain.known.nominals)
    return tuple(sorted(found - {chain.label}))

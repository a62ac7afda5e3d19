"""Mentions, coreference and entities: who and what a text speaks of.

Takes a Doc with quotations and times, and the schema; gives `Entities`: named, nominal and pronoun mentions, each
with the entity it means, and the entities. Leaves out: what is said of them, and IRIs (room link).

Example: „NATO-Generalsekretär Jens Stoltenberg sprach. Er warnte." gives the entities NATO and Jens Stoltenberg;
`NATO` inside the compound, `Generalsekretär` and `Er` are mentions without a name of their own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.model import Entity, Mention, Quote, Span, Spans, Time
from kg.reader.entities.assemble import assemble
from kg.reader.entities.cluster import cluster
from kg.reader.entities.names import find_names
from kg.reader.entities.offices import Office, find_offices
from kg.reader.entities.resolve import resolve
from kg.reader.entities.words import load_words

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.schema import Schema

__all__ = ["Entities", "Holding", "find_entities"]


@dataclass(frozen=True, slots=True)
class Holding:
    """An office of the text with its parties resolved: entity ids of holder and body, None where there is none."""

    office: Office
    holder: str | None
    body: str | None


@dataclass(frozen=True, slots=True)
class Entities:
    """Mentions in order of the text, entities in order of their first mention, and what finds them again.

    `times` are the time expressions that were given. `name_spans` gives the characters of a named mention by the
    number that offices use. `heads` gives the entity of every token that heads a mention, `starts` the start offset
    and `governors` the head of every token, `words` is false for punctuation and space; they serve `at`.
    `antecedents` gives, of a pronoun's token, the noun that it takes up where that is no entity („das Bild … es"), or
    the nouns together („die Werft und die Bahn … sie"); `described` the person of a noun that tells an occupation.
    """

    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    holdings: tuple[Holding, ...] = ()
    times: tuple[Time, ...] = ()
    name_spans: dict[int, Span] = field(default_factory=dict)
    by_id: dict[str, Entity] = field(default_factory=dict)
    heads: dict[int, str] = field(default_factory=dict)
    starts: tuple[int, ...] = ()
    governors: tuple[int, ...] = ()
    words: tuple[bool, ...] = ()
    antecedents: dict[int, tuple[int, ...]] = field(default_factory=dict)
    described: dict[int, str] = field(default_factory=dict)

    def at(self, spans: Spans) -> str | None:
        """The id of the entity whose mention is the head of the phrase at these characters, or None.

        Of „der Sprecher der Polizei" it is the speaker's, not the police's; of two coordinated entities None.
        """
        inside = [t for a, b in spans for t in self._tokens(a, b)]
        chosen = set(inside)
        tops = [t for t in inside if self.governors[t] not in chosen or self.governors[t] == t]
        found = [self.heads[t] for t in tops if t in self.heads]
        if len(set(found)) == 1:
            return found[0]
        if not found and len(tops) == 1:
            return None
        return found[0] if found and tops[0] in self.heads and len(set(found)) == 1 else None

    def within(self, spans: Spans) -> str | None:
        """The only entity that is mentioned anywhere in these characters: NATO in „Angaben der NATO", else None."""
        found = {self.heads[t] for a, b in spans for t in self._tokens(a, b) if t in self.heads}
        return found.pop() if len(found) == 1 else None

    def entity(self, id: str) -> Entity:
        """The entity with that id.

        Raises:
            KeyError: there is none.
        """
        return self.by_id[id]

    def _tokens(self, start: int, end: int) -> list[int]:
        first = max(0, bisect_right(self.starts, start) - 1)
        found = []
        for index in range(first, len(self.starts)):
            if self.starts[index] >= end:
                break
            if self.words[index] and (self.starts[index] >= start or index == first):
                found.append(index)
        return found


def find_entities(doc: Doc, quotes: Sequence[Quote], times: Sequence[Time], schema: Schema) -> Entities:
    """All mentions of a text and the entities they mean.

    Args:
        doc: one text, parsed as docs/design.md section 8 says.
        quotes: quotations; a speaker without a name becomes an entity, `ich` and `wir` are the speaker's.
        times: time expressions, which never become entities.
        schema: names with their forms.
    """
    words = load_words(doc.lang_ or "de")
    named = find_names(doc, schema, words)
    named = tuple(n for n in named if not _is_time(n.start, n.end, times))
    offices = find_offices(doc, named, words)
    found = cluster(doc, named, offices, words)
    resolution = resolve(found, quotes, schema)
    built = assemble(found, resolution)
    chain_of = found.chain_of
    holdings = tuple(
        Holding(
            office,
            built.ids.get(chain_of[office.holder]) if office.holder is not None else None,
            built.ids.get(chain_of[office.body]) if office.body is not None else None,
        )
        for office in offices
    )
    return Entities(
        mentions=built.mentions,
        entities=built.entities,
        holdings=holdings,
        times=tuple(times),
        name_spans={i: (n.start, n.end) for i, n in enumerate(named)},
        by_id={e.id: e for e in built.entities},
        heads={t: built.ids[c] for t, c in sorted(resolution.heads.items()) if c in built.ids},
        starts=tuple(t.idx for t in doc),
        governors=tuple(t.head.i for t in doc),
        words=tuple(not (t.is_punct or t.is_space) for t in doc),
        antecedents=resolution.nouns,
        described={t: built.ids[c] for t, c in sorted(resolution.described.items()) if c in built.ids},
    )


def _is_time(start: int, end: int, times: Sequence[Time]) -> bool:
    """Whether a name lies inside a time expression („Mittwoch", „Weihnachten")."""
    index = bisect_right(times, start, key=lambda t: t.start) - 1
    return index >= 0 and times[index].start <= start and end <= times[index].end

"""The body of an office that the text leaves unsaid because it speaks of one body all along.

Takes the entities of a text, the schema's offices and classes; gives the id of the body, or None where two are
possible. Leaves out: bodies that the text names anywhere beside the office (context.py), and the offices of states:
a foreign minister of whom nobody says whose is not the minister of the state that is spoken of most.

Example: in a report on the meeting of an alliance, „Generalsekretärin Anna Huber" is the alliance's.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.reader.entities import Entities, Holding
    from kg.schema import Schema

# Classes of organizations whose offices are called so nowhere else, with those of possible rivals.
_RIVALS: dict[str, tuple[str, ...]] = {
    "kg:InternationalOrganization": ("kg:Party", "kg:Association"),
    "kg:Party": (),
    "kg:Company": (),
}
_LEAST = 2  # mentions before the office; what is named in passing is not what the text is about
_LEAD = 3  # how many times the mentions of a rival of another class the body must have


class Dominant:
    """The organizations of a text by class, with their mentions."""

    def __init__(self, entities: Entities, schema: Schema) -> None:
        self.schema = schema
        self.starts: dict[str, list[int]] = defaultdict(list)
        for mention in entities.mentions:
            self.starts[mention.entity].append(mention.start)
        self.bodies: dict[str, set[str]] = defaultdict(set)
        for holding in entities.holdings:
            if holding.body is not None:
                self.bodies[holding.office.lemma].add(holding.body)
        self.first: dict[str, int] = {}
        for mention in reversed(entities.mentions):
            if mention.named:
                self.first[mention.entity] = mention.start
        self.classes = {e.id: self._class(e.label) for e in entities.entities if e.type == "Organization"}
        self.of_class = {wanted: self._of_class(wanted) for wanted in _RIVALS}

    def body(self, holding: Holding, start: int) -> str | None:
        """The only organization of the text that can have the office at the offset `start`."""
        found = self.of_class.get(self.office_in(holding.office.lemma) or "")
        if found is None or self.first[found] > start:
            return None
        elsewhere = self.bodies.get(holding.office.lemma, set()) - {found}
        return found if bisect_left(self.starts[found], start) >= _LEAST and not elsewhere else None

    def _of_class(self, wanted: str) -> str | None:
        """The only organization of the class, if the text speaks of no rival nearly as often."""
        named = [id for id in self.classes if id in self.first]
        # the schema knows few companies: any organization that it does not know may be one
        classes = (wanted, None) if wanted == "kg:Company" else (wanted,)
        fitting = [id for id in named if self.classes[id] in classes]
        if len(fitting) != 1:
            return None
        others = (None, *_RIVALS[wanted])
        rivals = [id for id in named if id != fitting[0] and self.classes[id] in others]
        led = all(len(self.starts[fitting[0]]) >= _LEAD * len(self.starts[id]) for id in rivals)
        return fitting[0] if led else None

    def _class(self, label: str) -> str | None:
        return next((n.kind for n in self.schema.name(label) if n.label == label), None)

    def office_in(self, lemma: str) -> str | None:
        """The class of organization that has the office, by the schema."""
        offices = [n for n, form in self.schema.forms(lemma) if n.type == "Office" and form != "adjective"]
        return offices[0].office_in if len(offices) == 1 and offices[0].belongs_to is None else None

"""The short table that `kg build` prints: what was found, who claims what, what to look at."""

from __future__ import annotations

from collections import Counter

from kg.model import Record

_SPEAKERS = 5
_WARNINGS = 10


class Summary:
    """Counts over the records of a batch."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.unchanged = 0
        self.types: Counter[str] = Counter()
        self.statements: Counter[str] = Counter()
        self.speakers: Counter[str] = Counter()
        self.quotes: Counter[str] = Counter()
        self.times: Counter[str] = Counter()
        self.warnings: list[str] = []

    def add(self, record: Record, changed: bool) -> None:
        """Count a record that was added to the graph."""
        self.ids.append(record.id)
        self.unchanged += not changed
        labels = {e.id: e.label for e in record.entities}
        self.types.update(e.type for e in record.entities)
        for statement in record.statements:
            said = statement.attribution
            if said is not None:
                self.statements["claimed"] += 1
                self.speakers[labels.get(said.entity or "", said.text)] += 1
            elif statement.polarity == "positive" and statement.modality is None:
                self.statements["asserted"] += 1
            else:
                self.statements["negated or modal"] += 1
        self.quotes.update(q.type for q in record.quotes)
        self.times.update(t.type for t in record.times)
        self.warnings += [f"{record.id}: {line}" for line in record.warnings]

    def warn(self, record: Record, text: str) -> None:
        """Note something about a record that a person should look at."""
        self.warnings.append(f"{record.id}: {text}")

    def to_text(self) -> str:
        """The table."""
        from tabulate import tabulate

        articles = f"{len(self.ids)}" + (
            f" ({self.unchanged} in the store already, unchanged)" if self.unchanged else ""
        )
        rows = [
            ("articles", articles),
            ("entities", _counts(self.types)),
            ("statements", _counts(self.statements)),
            ("claims by", _counts(self.speakers, _SPEAKERS)),
            ("quotations", _counts(self.quotes)),
            ("times", _counts(self.times)),
        ]
        table = tabulate(rows, tablefmt="plain", disable_numparse=True)
        shown = self.warnings[:_WARNINGS]
        more = len(self.warnings) - len(shown)
        lines = [f"warning: {w}" for w in shown] + ([f"… and {more} more warnings"] if more else [])
        return "\n".join([table, *lines])


def _counts(counter: Counter[str], most: int | None = None) -> str:
    order = sorted(counter.items(), key=lambda item: (-item[1], item[0]))
    shown = ", ".join(f"{name} {count}" for name, count in order[:most])
    rest = sum(count for _, count in order[most:]) if most else 0
    total = sum(counter.values())
    return f"{total}: {shown}" + (f", others {rest}" if rest else "") if total else "0"

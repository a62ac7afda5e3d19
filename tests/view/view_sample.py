"""Two articles of ours about a dike that a storm surge broke, as Records made by hand: no model is needed.

`records()` gives them; `store()` lifts them into a pyoxigraph store.
"""

from __future__ import annotations

from typing import Any

from kg.model import (
    Argument,
    Attribution,
    Entity,
    Mention,
    Passage,
    PlaceRef,
    Predicate,
    Quote,
    Record,
    RoleArgument,
    Statement,
    Time,
    TimeRef,
)

FIRST = """Deich bei Süderhamm gebrochen

Eine Sturmflut hat am Dienstag den Deich bei Süderhamm zerstört.
Umweltministerin Katrin Osterloh besuchte Süderhamm noch am Abend.
„Wir bauen den Deich bis zum Sommer wieder auf“, sagte Osterloh. Der Deichverband Nord warf dem Land Versäumnisse vor.
Das Umweltministerium wies den Vorwurf des Verbands zurück.
Landrat Jan Petersen forderte vom Bund zehn Millionen Euro für Süderhamm.
Seit 2019 leitet Petersen den Kreis Westmark. Der Bund will den Kreis Westmark unterstützen.
"""
SECOND = """Bund hilft nach der Sturmflut

Die Bundesregierung hat am 14. März 2023 Hilfen für den Kreis Westmark beschlossen.
Landrat Petersen begrüßte die Entscheidung.
Der Deichverband Nord soll die Warnungen nach Angaben von Osterloh nicht weitergegeben haben. Der Verband bestritt das.
Nach Einschätzung der Gutachterin Mira Feld könnte der Deich 1962 falsch gebaut worden sein.
"""


class _Maker:
    """Finds words in the text, so that offsets need not be counted."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.sentences = self._sentences()

    def _sentences(self) -> tuple[tuple[int, int], ...]:
        spans, start = [], 0
        for i, character in enumerate(self.text):
            if character == "\n" or (
                character == "." and self.text[i + 1 : i + 2] in {" ", "\n"} and not self.text[i - 1].isdigit()
            ):
                end = i if character == "\n" else i + 1
                if self.text[start:end].strip():
                    first = start + len(self.text[start:end]) - len(self.text[start:end].lstrip())
                    spans.append((first, end))
                start = i + 1
        return tuple(spans)

    def span(self, words: str, nth: int = 0) -> tuple[int, int]:
        at = -1
        for _ in range(nth + 1):
            at = self.text.index(words, at + 1)
        return at, at + len(words)

    def sentence(self, span: tuple[int, int]) -> int:
        return next(i for i, (s, e) in enumerate(self.sentences) if s <= span[0] < e)

    def mention(self, words: str, entity: str, type: str, nth: int = 0, named: bool = True) -> Mention:
        start, end = self.span(words, nth)
        return Mention(start, end, words, type, named, entity)

    def argument(self, words: str | None, entity: str | None = None, nth: int = 0) -> Argument | None:
        return Argument(words, (self.span(words, nth),), entity) if words else None

    def statement(
        self,
        number: int,
        subject: tuple[Any, ...] | None,
        predicate: tuple[str, str, str | None],
        object: tuple[Any, ...] | None,
        **more: Any,
    ) -> Statement:
        words, lemma, prop = predicate
        span = self.span(words)
        return Statement(
            id=f"s{number}",
            sentence=self.sentence(span),
            kind=more.pop("kind", "event"),
            subject=self.argument(*subject) if subject else None,
            predicate=Predicate(words, lemma, (span,), prop),
            object=self.argument(*object) if object else None,
            confidence=more.pop("confidence", 0.9),
            **more,
        )


def records() -> tuple[Record, Record]:
    """The two articles."""
    return _first(), _second()


def _first() -> Record:
    m = _Maker(FIRST)
    quote = "Wir bauen den Deich bis zum Sommer wieder auf"
    return Record(
        id="deich",
        text=FIRST,
        title="Deich bei Süderhamm gebrochen",
        date="2023-03-08",
        publisher="Küstenbote",
        url="https://kuestenbote.example/deich",
        sentences=m.sentences,
        mentions=(
            m.mention("Süderhamm", "e1", "Place"),
            m.mention("Süderhamm", "e1", "Place", 1),
            m.mention("Süderhamm", "e1", "Place", 2),
            m.mention("Sturmflut", "e2", "Event", 0, False),
            m.mention("Katrin Osterloh", "e3", "Person"),
            m.mention("Osterloh", "e3", "Person", 1),
            m.mention("Deichverband Nord", "e4", "Organization"),
            m.mention("Land", "e5", "Organization", 0, False),
            m.mention("Umweltministerium", "e6", "Organization"),
            m.mention("Verbands", "e4", "Organization", 0, False),
            m.mention("Jan Petersen", "e7", "Person"),
            m.mention("Petersen", "e7", "Person", 1),
            m.mention("Bund", "e8", "Organization"),
            m.mention("Kreis Westmark", "e9", "Place"),
            m.mention("Kreis Westmark", "e9", "Place", 1),
        ),
        entities=(
            Entity("e1", "Süderhamm", "Place"),
            Entity("e2", "Sturmflut", "Event"),
            Entity("e3", "Katrin Osterloh", "Person", aliases=("Osterloh", "Umweltministerin Osterloh")),
            Entity("e4", "Deichverband Nord", "Organization"),
            Entity("e5", "Land", "Organization"),
            Entity("e6", "Umweltministerium", "Organization"),
            Entity("e7", "Jan Petersen", "Person", aliases=("Petersen",)),
            Entity("e8", "Bund", "Organization", same_as=("http://www.wikidata.org/entity/Q183",)),
            Entity("e9", "Kreis Westmark", "Place"),
        ),
        times=(
            Time(*m.span("am Dienstag"), "am Dienstag", "DATE", "2023-03-07"),
            Time(*m.span("2019"), "2019", "DATE", "2019"),
        ),
        quotes=(
            Quote(
                "q1",
                "direct",
                "speech",
                (m.span(f"„{quote}“"),),
                Argument("Osterloh", (m.span("Osterloh", 1),), "e3"),
                Passage("sagte", (m.span("sagte"),)),
            ),
        ),
        statements=(
            m.statement(
                1,
                ("Eine Sturmflut", "e2"),
                ("zerstört", "zerstören", None),
                ("den Deich",),
                time=TimeRef("2023-03-07", (m.span("am Dienstag"),)),
                place=PlaceRef("Süderhamm", "e1"),
            ),
            m.statement(2, ("Katrin Osterloh", "e3"), ("besuchte", "besuchen", None), ("Süderhamm", "e1", 1)),
            m.statement(
                3,
                ("Wir", "e3"),
                ("bauen", "aufbauen", None),
                ("den Deich", None, 1),
                modality="plan",
                attribution=Attribution("Osterloh", "e3", "q1"),
                time=TimeRef("2023-SU"),
            ),
            m.statement(
                4,
                ("Der Deichverband Nord", "e4"),
                ("warf", "vorwerfen", None),
                ("Versäumnisse",),
                arguments=(RoleArgument("recipient", "dem Land", (m.span("dem Land"),), "e5"),),
            ),
            m.statement(
                5, ("Das Umweltministerium", "e6"), ("wies", "zurückweisen", None), ("den Vorwurf des Verbands",)
            ),
            m.statement(
                6,
                ("Landrat Jan Petersen", "e7"),
                ("forderte", "fordern", None),
                ("zehn Millionen Euro",),
                arguments=(
                    RoleArgument("source", "vom Bund", (m.span("vom Bund"),), "e8"),
                    RoleArgument("beneficiary", "für Süderhamm", (m.span("für Süderhamm"),), "e1"),
                ),
            ),
            m.statement(
                7,
                ("Petersen", "e7", 1),
                ("leitet", "leiten", None),
                ("den Kreis Westmark", "e9"),
                time=TimeRef("2019", (m.span("2019"),)),
            ),
            m.statement(
                8,
                ("Der Bund", "e8"),
                ("unterstützen", "unterstützen", None),
                ("den Kreis Westmark", "e9", 1),
                modality="wish",
            ),
        ),
    )


def _second() -> Record:
    m = _Maker(SECOND)
    return Record(
        id="hilfe",
        text=SECOND,
        title="Bund hilft nach der Sturmflut",
        date="2023-03-15",
        publisher="Abendpost",
        sentences=m.sentences,
        mentions=(
            m.mention("Bundesregierung", "e1", "Organization"),
            m.mention("Kreis Westmark", "e2", "Place"),
            m.mention("Petersen", "e3", "Person"),
            m.mention("Deichverband Nord", "e4", "Organization"),
            m.mention("Osterloh", "e5", "Person"),
            m.mention("Mira Feld", "e6", "Person"),
        ),
        entities=(
            Entity("e1", "Bundesregierung", "Organization"),
            Entity("e2", "Kreis Westmark", "Place"),
            Entity("e3", "Jan Petersen", "Person"),
            Entity("e4", "Deichverband Nord", "Organization"),
            Entity("e5", "Katrin Osterloh", "Person"),
            Entity("e6", "Mira Feld", "Person"),
        ),
        times=(
            Time(*m.span("am 14. März 2023"), "am 14. März 2023", "DATE", "2023-03-14"),
            Time(*m.span("1962"), "1962", "DATE", "1962"),
        ),
        statements=(
            m.statement(
                1,
                ("Die Bundesregierung", "e1"),
                ("beschlossen", "beschließen", None),
                ("Hilfen",),
                time=TimeRef("2023-03-14", (m.span("am 14. März 2023"),)),
                arguments=(
                    RoleArgument("beneficiary", "für den Kreis Westmark", (m.span("für den Kreis Westmark"),), "e2"),
                ),
            ),
            m.statement(
                2,
                ("Landrat Petersen", "e3"),
                ("begrüßte", "begrüßen", None),
                ("die Entscheidung",),
                arguments=(RoleArgument("topic", "Bundesregierung", (), "e1"),),
            ),
            m.statement(
                3,
                ("Der Deichverband Nord", "e4"),
                ("weitergegeben", "weitergeben", None),
                ("die Warnungen",),
                polarity="negative",
                attribution=Attribution("Osterloh", "e5"),
                confidence=0.6,
            ),
            m.statement(
                4,
                None,
                ("gebaut", "bauen", None),
                ("der Deich",),
                modality="possibility",
                attribution=Attribution("der Gutachterin Mira Feld", "e6"),
                time=TimeRef("1962", (m.span("1962"),)),
                confidence=0.5,
            ),
        ),
    )


def store() -> Any:
    """Both articles lifted into a pyoxigraph store, one named graph each."""
    import pyoxigraph

    from kg.graph.lift import lift
    from kg.schema import load

    result = pyoxigraph.Store()
    schema = load()
    for record in records():
        result.extend(lift(record, schema))
    return result

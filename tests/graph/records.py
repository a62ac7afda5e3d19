"""Records made by hand, about sentences of ours, so that the graph is tested without a reader."""

from __future__ import annotations

from dataclasses import replace

from kg.model import (
    Argument,
    Attribution,
    Entity,
    Mention,
    Passage,
    PlaceRef,
    Predicate,
    Quantity,
    Quote,
    Record,
    RoleArgument,
    Spans,
    Statement,
    Time,
    TimeRef,
)

TEXT = (
    "Der Seerat wies am Montag in Lindau den Antrag von Rita Moosbrugger an die Hafenaufsicht zurück. "
    "Moosbrugger sagte: „Die Hafenaufsicht kauft nicht drei Fähren.“ "
    "Sie ist Obfrau der Hafenaufsicht."
)


def at(words: str, nth: int = 0) -> Spans:
    """Where `words` stand in TEXT, the nth time."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return ((start, start + len(words)),)


_SECOND = TEXT.index("Moosbrugger sagte")
_THIRD = TEXT.index("Sie ist")

REJECTION = Statement(
    id="s1",
    sentence=0,
    kind="event",
    subject=Argument("Der Seerat", at("Der Seerat"), "e1"),
    predicate=Predicate("wies zurück", "zurückweisen", at("wies") + at("zurück"), "kg:rejects"),
    object=Argument("den Antrag von Rita Moosbrugger", at("den Antrag von Rita Moosbrugger"), "e4"),
    arguments=(RoleArgument("recipient", "an die Hafenaufsicht", at("an die Hafenaufsicht"), "e3"),),
    time=TimeRef("2023-05-08", at("am Montag")),
    place=PlaceRef("Lindau", "e5"),
    confidence=0.83,
)
PURCHASE = Statement(
    id="s2",
    sentence=1,
    kind="event",
    subject=Argument("Die Hafenaufsicht", at("Die Hafenaufsicht"), "e3"),
    predicate=Predicate("kauft", "kaufen", at("kauft")),
    object=Argument("drei Fähren", at("drei Fähren")),
    polarity="negative",
    attribution=Attribution("Moosbrugger", "e2", "q1"),
    quantities=(Quantity(3, "Fähre", None, "drei", at("drei")),),
)
OFFICE = Statement(
    id="s3",
    sentence=2,
    kind="role",
    subject=Argument("Sie", at("Sie"), "e2"),
    predicate=Predicate("Obfrau", "Obfrau", at("Obfrau"), "org:holds"),
    object=Argument("der Hafenaufsicht", at("der Hafenaufsicht"), "e3"),
)
RECORD = Record(
    id="lindau",
    text=TEXT,
    title="Seerat gegen Antrag",
    date="2023-05-09",
    url="https://zeitung.example/lindau",
    publisher="Seezeitung",
    sentences=((0, _SECOND - 1), (_SECOND, _THIRD - 1), (_THIRD, len(TEXT))),
    mentions=(
        Mention(4, 10, "Seerat", "Organization", True, "e1"),
        Mention(_THIRD, _THIRD + 3, "Sie", "Person", False, "e2"),
    ),
    entities=(
        Entity("e1", "Seerat", "Organization", None, ("Rat",), ("https://example.org/seerat",)),
        Entity("e2", "Rita Moosbrugger", "Person"),
        Entity("e3", "Hafenaufsicht", "Organization"),
        Entity("e4", "Antrag", "Thing"),
        Entity("e5", "Lindau", "Place"),
    ),
    times=(Time(*at("am Montag")[0], "am Montag", "DATE", "2023-05-08"),),
    quotes=(
        Quote(
            "q1",
            "direct",
            "speech writing",
            at("Die Hafenaufsicht kauft nicht drei Fähren."),
            Argument("Moosbrugger", at("Moosbrugger", 1), "e2"),
            Passage("sagte", at("sagte")),
            Argument("die Runde"),
        ),
    ),
    statements=(REJECTION, PURCHASE, OFFICE),
    warnings=("Ein Satz war zu lang.",),
)


def record(id: str = "lindau", *statements: Statement) -> Record:
    """The record under another id, and with other statements if any are given."""
    return replace(RECORD, id=id, statements=statements or RECORD.statements)

"""The record's JSON keeps its names and comes back as it went."""

import json
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
    Statement,
    Time,
    TimeRef,
    active,
    passage_text,
    passive,
)

RECORD = Record(
    id="a",
    text="Die Grünen lehnten den Plan am Montag ab.",
    date="2024-05-06",
    sentences=((0, 41),),
    mentions=(Mention(4, 10, "Grünen", "Organization", True, "e1"),),
    entities=(Entity("e1", "Die Grünen", "Organization", None, ("Grüne",), ("https://kg.example/x",)),),
    times=(Time(28, 37, "am Montag", "DATE", "2024-05-06"),),
    quotes=(
        Quote("q1", "reported", "speech", ((11, 27),), Argument("Die Grünen", ((0, 10),), "e1"), Passage("lehnten")),
    ),
    statements=(
        Statement(
            "s1",
            0,
            "event",
            Argument("Die Grünen", ((0, 10),), "e1"),
            Predicate("lehnten … ab", "ablehnen", ((11, 18), (38, 40)), "kg:rejects"),
            Argument("den Plan", ((19, 27),)),
            (RoleArgument("recipient", "x", ((0, 1),)),),
            "positive",
            "wish",
            Attribution("Die Grünen", "e1", "q1"),
            TimeRef("2024-05-06", ((28, 37),)),
            PlaceRef("Wien"),
            0.5,
            (Quantity(2.0, "percent", "about", "rund 2 Prozent", ((0, 2),)),),
        ),
    ),
    warnings=("x",),
)


def test_json_round_trip() -> None:
    assert Record.from_dict(json.loads(json.dumps(RECORD.to_dict()))) == RECORD


def test_a_passive_is_about_what_it_is_done_to() -> None:
    (spoken,) = RECORD.statements
    told = passive(spoken)
    assert (told.subject, told.object, told.predicate.voice) == (spoken.object, None, "passive")
    assert told.arguments[0] == RoleArgument("theme", "den Plan", ((19, 27),))
    assert (active(told).subject, active(told).object, active(told).arguments) == (
        None,
        spoken.object,
        spoken.arguments,
    )
    assert active(spoken) is spoken
    danced = passive(replace(spoken, object=None))  # „Es wurde getanzt": nothing that it is done to
    assert (danced.subject, danced.arguments, active(danced).arguments) == (None, spoken.arguments, spoken.arguments)


def test_names_of_the_contract() -> None:
    statement = RECORD.to_dict()["statements"][0]
    assert list(statement)[:13] == [
        "id", "sentence", "kind", "subject", "predicate", "object", "arguments",
        "polarity", "modality", "attribution", "time", "place", "confidence",
    ]  # fmt: skip
    assert statement["predicate"]["spans"] == [[11, 18], [38, 40]]
    assert passage_text(RECORD.text, statement["predicate"]["spans"]) == "lehnten … ab"

"""What is found in sentences of ours, type by type."""

from __future__ import annotations

import pytest
from reader.quotes.quoted import Reader, read, words


def test_direct_speech_before_its_cue(quotes: Reader) -> None:
    text = "„Der Steg bleibt gesperrt“, sagte die Försterin am Montag."
    assert read(quotes, text) == [("direct", "„Der Steg bleibt gesperrt“", "die Försterin", "sagte")]
    (quote,) = quotes(text)
    assert quote.frame is not None
    assert words(text, quote.frame.spans) == ", sagte die Försterin am Montag"


def test_direct_speech_after_a_colon(quotes: Reader) -> None:
    text = "Der Kapitän erklärte: „Wir fahren morgen. Das Meer ist ruhig.“"
    assert read(quotes, text) == [
        ("direct", "„Wir fahren morgen. Das Meer ist ruhig.“", "Der Kapitän", "erklärte"),
    ]


def test_direct_speech_broken_by_its_cue(quotes: Reader) -> None:
    text = "„Wir öffnen morgen“, sagte die Wirtin. „Der Koch ist wieder da.“"
    assert read(quotes, text) == [
        ("direct", "„Wir öffnen morgen“", "die Wirtin", "sagte"),
        ("direct", "„Der Koch ist wieder da.“", "die Wirtin", "sagte"),
    ]


@pytest.mark.parametrize("marks", ["„“", "»«", "«»", '""', "“”"])
def test_direct_speech_in_any_marks(quotes: Reader, marks: str) -> None:
    text = f"{marks[0]}Der Fluss steigt weiter{marks[1]}, sagte der Bürgermeister."
    ((kind, _, speaker, cue),) = read(quotes, text)
    assert (kind, speaker, cue) == ("direct", "der Bürgermeister", "sagte")


def test_so_with_a_name(quotes: Reader) -> None:
    text = "„Das Dach ist dicht“, so Architektin Vera Lindner."
    assert read(quotes, text) == [("direct", "„Das Dach ist dicht“", "Architektin Vera Lindner", "so")]


def test_the_name_of_a_newspaper_is_no_quotation(quotes: Reader) -> None:
    assert read(quotes, "Die Zeitung „Der Inselbote“ erscheint nur am Sonntag.") == []


def test_words_in_marks_inside_another_quotation_share_its_roles(quotes: Reader) -> None:
    text = "Der Trainer sagte, das Spiel sei „eine Katastrophe“ gewesen."
    outer, inner = quotes(text)
    assert (outer.type, inner.type) == ("indirect", "direct")
    assert words(text, inner.spans) == "„eine Katastrophe“"
    assert inner.speaker == outer.speaker
    assert inner.cue == outer.cue


@pytest.mark.parametrize(
    ("text", "said", "speaker", "cue"),
    [
        ("Die Ärztin sagte, der Eingriff sei harmlos.", "der Eingriff sei harmlos", "Die Ärztin", "sagte"),
        ("Der Wirt teilte mit, dass er schließe.", "dass er schließe", "Der Wirt", "teilte mit"),
        ("Die Bahn kündigte an, die Strecke zu sperren.", "die Strecke zu sperren", "Die Bahn", "kündigte an"),
        ("Der Reporter fragte, ob der Zug pünktlich sei.", "ob der Zug pünktlich sei", "Der Reporter", "fragte"),
        ("Der Deich halte, sagte die Ingenieurin.", "Der Deich halte", "die Ingenieurin", "sagte"),
        ("Den Grund nannte er nicht, sagte aber, er sei müde.", "er sei müde", "er", "sagte"),
    ],
)
def test_indirect_speech(quotes: Reader, text: str, said: str, speaker: str, cue: str) -> None:
    assert ("indirect", said, speaker, cue) in read(quotes, text)


def test_indirect_speech_around_its_cue_has_a_gap(quotes: Reader) -> None:
    text = "Die Brücke, sagte der Prüfer, werde den Winter überstehen."
    ((_, said, speaker, _),) = read(quotes, text)
    assert said == "Die Brücke … werde den Winter überstehen"
    assert speaker == "der Prüfer"


@pytest.mark.parametrize(
    ("text", "said", "speaker", "cue"),
    [
        (
            "Nach Angaben der Feuerwehr brannte das Dach ab.",
            "brannte das Dach ab",
            "Angaben der Feuerwehr",
            "Nach",
        ),
        ("Das Dach brannte nach Angaben der Feuerwehr ab.", "Das Dach brannte … ab", "Angaben der Feuerwehr", "nach"),
        ("Laut Polizei war die Straße glatt.", "war die Straße glatt", "Polizei", "Laut"),
        ("Ersten Berichten zufolge sank das Boot.", "sank das Boot", "Ersten Berichten", "zufolge"),
        ("Seiner Meinung nach ist der Wald gesund.", "ist der Wald gesund", "Seiner Meinung", "nach"),
        (
            "Wie die Klinik mitteilte, geht es dem Kind gut.",
            "geht es dem Kind gut",
            "die Klinik",
            "Wie … mitteilte",
        ),
        ("Das Geld reicht, so die Ministerin, bis zum Mai.", "Das Geld reicht … bis zum Mai", "die Ministerin", "so"),
    ],
)
def test_a_source_beside_the_statement(quotes: Reader, text: str, said: str, speaker: str, cue: str) -> None:
    assert read(quotes, text) == [("indirect", said, speaker, cue)]


def test_nach_with_another_noun_is_time(quotes: Reader) -> None:
    assert read(quotes, "Nach dem Sturm war die Straße gesperrt.") == []


def test_an_agent_of_the_passive_speaks(quotes: Reader) -> None:
    ((kind, _, speaker, _),) = read(quotes, "Von der Polizei wurde bestätigt, dass zwei Boote fehlen.")
    assert (kind, speaker) == ("indirect", "der Polizei")


def test_a_document_speaks_in_it(quotes: Reader) -> None:
    ((_, _, speaker, cue),) = read(quotes, "In dem Schreiben heißt es, die Frist sei verstrichen.")
    assert (speaker, cue) == ("dem Schreiben", "heißt es")


def test_the_one_who_is_asked_is_the_addressee(quotes: Reader) -> None:
    (quote,) = quotes("Die Polizei forderte die Anwohner auf, die Fenster zu schließen.")
    assert quote.addressee is not None
    assert quote.addressee.text == "die Anwohner"


def test_konjunktiv_runs_on_with_the_speaker_before(quotes: Reader) -> None:
    text = "Der Zeuge sagte, er habe geschlafen. Das Tor sei offen gewesen. Niemand habe gerufen."
    _, running = quotes(text)
    assert running.type == "indirectFreeIndirect"
    assert words(text, running.spans) == "Das Tor sei offen gewesen. Niemand habe gerufen."
    assert running.speaker is not None
    assert running.speaker.text == "Der Zeuge"
    assert running.cue is None


def test_sollen_reports(quotes: Reader) -> None:
    text = "Der Kassierer soll das Geld vergraben haben."
    assert [q.type for q in quotes(text)] == ["freeIndirect"]


def test_an_object_alone_is_reported_speech(quotes: Reader) -> None:
    text = "Der Mieterbund forderte einen Stopp der Räumungen."
    assert read(quotes, text) == [("reported", text, "Der Mieterbund", None)]


def test_das_takes_up_the_sentence_before(quotes: Reader) -> None:
    text = "Der Tunnel wird im Mai geschlossen. Das teilte die Bahn mit."
    assert ("indirect", "Der Tunnel wird im Mai geschlossen … Das", "die Bahn", "teilte … mit") in read(quotes, text)


def test_the_medium_follows_cue_and_speaker(quotes: Reader) -> None:
    assert [q.medium for q in quotes("Der Sprecher teilte mit, der Damm halte.")] == ["speech"]
    assert [q.medium for q in quotes("Die Behörde teilte mit, der Damm halte.")] == ["speech writing"]
    assert [q.medium for q in quotes("Die Fischer hoffen, dass der Damm hält.")] == ["speech thought"]
    assert [q.medium for q in quotes("Laut einem Bericht hält der Damm.")] == ["writing"]


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "Es regnet.", "„", "“", "“„“„", ", sagte", "so", "wie", "laut", "nach."]
)
def test_nothing_to_find_gives_nothing_or_at_least_no_error(quotes: Reader, text: str) -> None:
    assert isinstance(quotes(text), tuple)


def test_spans_lie_in_the_text_and_ids_count_up(quotes: Reader) -> None:
    text = "„Wir gehen“, sagte er, „und kommen wieder.“ Laut Funk sei das Wetter gut. Sie hofft, dass es hält."
    found = quotes(text)
    assert [q.id for q in found] == [f"q{n}" for n in range(1, len(found) + 1)]
    for quote in found:
        for part in (quote, quote.speaker, quote.cue, quote.addressee, quote.frame):
            assert all(0 <= a < b <= len(text) for a, b in (part.spans if part else ()))
            assert list(part.spans if part else ()) == sorted(part.spans if part else ())


def test_the_same_text_gives_the_same_quotations(quotes: Reader) -> None:
    text = "Meier sagte: „Es reicht.“ Er habe genug. Der Plan soll gescheitert sein."
    assert quotes(text) == quotes(text)


def test_a_sentence_that_introduces_direct_speech_is_no_quotation_itself(quotes: Reader) -> None:
    text = "Meier sagte, er bleibe. Auf Nachfrage antworte er stets: „Das wird sich zeigen.“"
    assert [q.type for q in quotes(text)] == ["indirect", "direct"]


@pytest.mark.parametrize(
    ("text", "parts", "speaker", "cue"),
    [
        ("„Das“, so der Imker, „war unser bestes Jahr.“", ["„Das“", "„war unser bestes Jahr.“"], "der Imker", "so"),
        (
            '"Ich komme wieder", rief Huber den Fans zu, "ganz bestimmt!"',
            ['"Ich komme wieder"', '"ganz bestimmt!"'],
            "Huber",
            "rief … zu",
        ),
        ("„Der Preis“, so sagte Huber, „bleibt stabil.“", ["„Der Preis“", "„bleibt stabil.“"], "Huber", "sagte"),
    ],
)
def test_both_parts_of_direct_speech_share_the_roles(
    quotes: Reader, text: str, parts: list[str], speaker: str, cue: str
) -> None:
    assert read(quotes, text) == [("direct", part, speaker, cue) for part in parts]


@pytest.mark.parametrize("after", ["Drei Kinder blieben unverletzt.", "Zwei Gäste gingen nach Hause."])
def test_a_sentence_in_the_indicative_does_not_run_on(quotes: Reader, after: str) -> None:
    text = f"„Die Täter flohen zu Fuß“, sagte ein Sprecher der Polizei. {after}"
    assert [q.type for q in quotes(text)] == ["direct"]


@pytest.mark.parametrize(
    ("text", "speaker", "addressee"),
    [
        ("«Das ist falsch», so Keller gegenüber Radio Alpina.", "Keller", "Radio Alpina"),
        ("Das sei falsch, so Keller gegenüber Radio Alpina.", "Keller", "Radio Alpina"),
        ("„Das Haus ist leer“, sagte Lang dieser Zeitung.", "Lang", "dieser Zeitung"),
        ("Das Haus sei leer, sagte Lang dieser Zeitung.", "Lang", "dieser Zeitung"),
        ("„Das Dach ist dicht“, erklärte Beat Moser der Zeitung.", "Beat Moser", "der Zeitung"),
        ("Das Haus sei leer, sagte Vera Lang der Wochenpost.", "Vera Lang", "der Wochenpost"),
    ],
)
def test_who_is_told_is_not_who_tells(quotes: Reader, text: str, speaker: str, addressee: str) -> None:
    (quote,) = quotes(text)
    assert quote.speaker is not None
    assert quote.addressee is not None
    assert (quote.speaker.text, quote.addressee.text) == (speaker, addressee)


@pytest.mark.parametrize(
    ("text", "said", "speaker", "cue"),
    [
        (
            "Sollte der Pegel steigen, würde die Gemeinde sofort antworten, versicherte er.",
            "Sollte der Pegel steigen, würde die Gemeinde sofort antworten",
            "er",
            "versicherte",
        ),
        (
            "Das Rathaus werde antworten, falls jemand nachfrage, versicherte die Sekretärin.",
            "Das Rathaus werde antworten, falls jemand nachfrage",
            "die Sekretärin",
            "versicherte",
        ),
        (
            "Der Anwalt sagte nach dem Urteil, er werde in Berufung gehen.",
            "er werde in Berufung gehen",
            "Der Anwalt",
            "sagte",
        ),
        (
            "Nach dem Urteil des Gerichts ist der Vertrag nichtig.",
            "ist der Vertrag nichtig",
            "dem Urteil des Gerichts",
            "Nach",
        ),
        (
            "Die Werft habe, so der Vorwurf, Löhne einbehalten.",
            "Die Werft habe … Löhne einbehalten",
            "der Vorwurf",
            "so",
        ),
    ],
)
def test_which_of_several_words_is_the_cue(quotes: Reader, text: str, said: str, speaker: str, cue: str) -> None:
    assert read(quotes, text) == [("indirect", said, speaker, cue)]


@pytest.mark.parametrize("verb", ["scherzte", "grinste"])
def test_words_without_a_verb_are_speech_before_a_verb_and_its_subject(quotes: Reader, verb: str) -> None:
    said = "„Am liebsten gegen den Tabellenersten“"
    assert read(quotes, f"{said}, {verb} er.") == [("direct", said, "er", verb)]


def test_a_title_before_a_clause_of_its_own_is_no_speech(quotes: Reader) -> None:
    assert read(quotes, "„Die Kinder vom Hafen“, gestern gezeigt, gefiel allen.") == []


def test_a_condition_is_not_what_its_main_clause_says(quotes: Reader) -> None:
    assert read(quotes, "Sollte der Gast fragen, würde die Kellnerin antworten.") == []

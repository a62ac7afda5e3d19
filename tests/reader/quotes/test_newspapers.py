"""Passages of ours in the manner of different newspapers: who is quoted, with which words."""

from __future__ import annotations

import pytest
from reader.quotes.quoted import Reader, read, words

import kg


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Bayerns Umweltminister Karl Huber sagte, der Pegel sinke.", "Bayerns Umweltminister Karl Huber"),
        ("Lindaus neuer Bürgermeister Paul Kern sagte, er bleibe.", "Lindaus neuer Bürgermeister Paul Kern"),
        ("Klinikchef Prof. Dr. Max Berger sagte, die Betten seien belegt.", "Klinikchef Prof. Dr. Max Berger"),
        ("Von der Aue betonte, die Schule bleibe.", "Von der Aue"),
        ("Wie die Polizei am Dienstag mitteilte, ist der Fahrer eingeschlafen.", "die Polizei"),
        ("Die Gemeinde habe zu lange gewartet, so Bänziger weiter.", "Bänziger"),
        ("Wie aus dem Rathaus zu hören ist, wird der Platz umgebaut.", "dem Rathaus"),
    ],
)
def test_the_speaker_is_the_whole_name_and_no_more(quotes: Reader, text: str, speaker: str) -> None:
    (quote,) = quotes(text)
    assert quote.type == "indirect"
    assert quote.speaker is not None
    assert quote.speaker.text == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Unter dem Motto „Ein Dorf tanzt – alle tanzen mit“, wird am Sonntag gefeiert.",
        "Der Name lautet „Freunde der alten Bahn“.",
        "Die Sprecherin lobte laut „inselpost.de“ den Abbruch.",
        "Der Chefredakteur der „Neuen Bodensee Post“, lobte den Koch.",
        "Der Spitzname „Otto“ stammt vom Trainer.",
        "Das „Traumschiff“ legt im Mai ab.",
    ],
)
def test_a_name_in_quotation_marks_is_no_quotation(quotes: Reader, text: str) -> None:
    assert [q for q in quotes(text) if q.type == "direct"] == []


@pytest.mark.parametrize(
    ("text", "said", "speaker", "cue"),
    [
        ("Kritiker sprechen von „Säuberung“.", "„Säuberung“", "Kritiker", "sprechen"),
        (
            "Ein Mitglied des Rats, das anonym bleiben will, spricht von „Selbstmord auf Raten“.",
            "„Selbstmord auf Raten“",
            "Ein Mitglied des Rats",
            "spricht",
        ),
        (
            "Der Wirt und seine Köchin sprachen von einem „schwarzen Sommer“ und forderten die Gemeinde auf zu helfen.",
            "„schwarzen Sommer“",
            "Der Wirt und seine Köchin",
            "sprachen",
        ),
        (
            "„Es ist ein Skandal“ – mit diesen Worten reagierte Klubobmann Franz Hölzl auf die Kürzung.",
            "„Es ist ein Skandal“",
            "Klubobmann Franz Hölzl",
            "reagierte",
        ),
    ],
)
def test_a_few_words_in_quotation_marks(quotes: Reader, text: str, said: str, speaker: str, cue: str) -> None:
    assert ("direct", said, speaker, cue) in read(quotes, text)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Der Sprecher sagte, das Schiff sei heil. «Es gab keinen Grund zur Panik.»", "Der Sprecher"),
        ("Minister Falk Ehlers stellte sich hinter den Koch.\n\n„Er hat mein Vertrauen.“", "Minister Falk Ehlers"),
        ("„Wir haben alles versucht.\n\n„Das Wasser kam zu schnell“, sagte Josef Aigner.", "Josef Aigner"),
        ("Der Wirt kündigte an, zu schließen. Er sei müde. „Nie wieder!“", "Der Wirt"),
    ],
)
def test_speech_that_stands_alone_has_the_speaker_of_its_surroundings(quotes: Reader, text: str, speaker: str) -> None:
    direct = [q for q in quotes(text) if q.type == "direct"]
    assert direct
    assert {q.speaker and q.speaker.text for q in direct} == {speaker}


def test_speech_after_a_thing_has_no_speaker(quotes: Reader) -> None:
    (quote,) = quotes("Der Pegel ist gesunken. „Hochwasser – was nun?“")
    assert quote.speaker is None


def test_words_sent_through_another_are_the_senders(quotes: Reader) -> None:
    text = "Er habe geschlafen, ließ der Angeklagte über seine Anwältin erklären."
    assert read(quotes, text) == [("indirect", "Er habe geschlafen", "der Angeklagte", "ließ … erklären")]


def test_the_cue_of_heissen_has_its_es(quotes: Reader) -> None:
    text = "In der Aussendung hieß es dagegen, die Ministerin spiele auf Zeit."
    assert read(quotes, text) == [("indirect", "die Ministerin spiele auf Zeit", "der Aussendung", "hieß es")]


def test_an_acquittal_is_no_speech(quotes: Reader) -> None:
    assert read(quotes, "Die Geschworenen sprachen den Mann vom Vorwurf des Betrugs frei.") == []


def test_somebody_is_quoted_in_what_another_says(quotes: Reader) -> None:
    text = "Petersen sagte, der Kassierer habe ihm versichert, das Geld sei überwiesen worden. Er sei müde."
    assert [(said, speaker) for _, said, speaker, _ in read(quotes, text)] == [
        ("der Kassierer habe ihm versichert, das Geld sei überwiesen worden", "Petersen"),
        ("das Geld sei überwiesen worden", "der Kassierer"),
        ("Er sei müde.", "Petersen"),
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Minister Paul Kern dämpfte die Erwartungen. Das Geld sei knapp.", "Minister Paul Kern"),
        ("Die Volksanwaltschaft ortet schwere Mängel. Das Land habe weggesehen.", "Die Volksanwaltschaft"),
        ("Eva Roth sagte, sie gehe. Leo Fink nahm ebenfalls Stellung. Der Bau sei sicher.", "Leo Fink"),
        ("Eva Roth sagte, sie gehe. Der Bau ist alt. Das Dach sei undicht.", "Eva Roth"),
        ("Eva Roth will Neubau prüfen\n\nKlar sei, dass die alte Schule im Herbst öffne.", "Eva Roth"),
    ],
)
def test_konjunktiv_belongs_to_the_one_the_sentence_before_is_about(quotes: Reader, text: str, speaker: str) -> None:
    *_, last = quotes(text)
    assert last.type == "indirectFreeIndirect"
    assert last.speaker is not None
    assert last.speaker.text == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Aus Paris hieß es, man warte ab.", "Aus Paris"),
        ("Wie es aus dem Umfeld des Klubs heißt, wechselt der Stürmer nach Köln.", "dem Umfeld des Klubs"),
        ("Insider wollen wissen, dass der Stürmer unterschrieben hat.", "Insider"),
        ("Medienberichten zufolge steht die Nachfolgerin fest.", "Medienberichten"),
        ("Aus Regierungskreisen verlautete, der Minister gehe.", "Regierungskreisen"),
        ("Gerüchten zufolge steht ein Nachfolger bereit.", "Gerüchten"),
        ("Laut dem Entwurf, der dieser Zeitung vorliegt, steigen die Gebühren.", "dem Entwurf"),
    ],
)
def test_a_source_without_a_name_keeps_its_words(quotes: Reader, text: str, speaker: str) -> None:
    (quote,) = quotes(text)
    assert quote.speaker is not None
    assert quote.speaker.text == speaker


def test_what_is_said_after_another_sentence_has_its_own_speaker(quotes: Reader) -> None:
    text = "Anwohnerin Rosa Kranz hat Angst: „Hier rasen alle.“ Nachbar Willi Ott nickt. „Stimmt.“"
    assert [(said, speaker) for _, said, speaker, _ in read(quotes, text)] == [
        ("„Hier rasen alle.“", "Anwohnerin Rosa Kranz"),
        ("„Stimmt.“", "Nachbar Willi Ott"),
    ]


def test_the_answers_of_an_interview_are_the_ones_asked(quotes: Reader) -> None:
    text = (
        "Herr Brandner, wann wird die Brücke eröffnet?\n\nIm Frühjahr. Der Beton härtet noch.\n\n"
        "Und was kostet das?\n\nWeniger, als viele glauben.\n\nBleiben Sie im Amt?\n\nJa.\n\n"
        "Peter Brandner, 52, leitet das Tiefbauamt."
    )
    assert read(quotes, text) == [
        ("direct", "Im Frühjahr. Der Beton härtet noch.", "Herr Brandner", None),
        ("direct", "Weniger, als viele glauben.", "Herr Brandner", None),
        ("direct", "Ja.", "Herr Brandner", None),
    ]


def test_the_answers_of_an_interview_that_is_announced(quotes: Reader) -> None:
    text = (
        "Die Köchin Ada Horn führt drei Lokale in Kiel. Wir haben mit ihr ein Interview geführt.\n\n"
        "Was kochen Sie selbst am liebsten?\n\nSuppen. Sie wärmen.\n\nUnd im Sommer?\n\nAuch Suppen.\n\n"
        "Was kommt als Nächstes?\n\nEin Kochbuch."
    )
    assert read(quotes, text) == [
        ("direct", "Suppen. Sie wärmen.", "Ada Horn", None),
        ("direct", "Auch Suppen.", "Ada Horn", None),
        ("direct", "Ein Kochbuch.", "Ada Horn", None),
    ]


def test_an_interview_with_names_before_each_turn(quotes: Reader) -> None:
    text = "INSELPOST: Sie gehen. Warum?\n\nMaurer: Es reicht. Ich bin müde.\n\nMaurer: Und traurig."
    assert read(quotes, text) == [
        ("direct", "Sie gehen. Warum?", "INSELPOST", None),
        ("direct", "Es reicht. Ich bin müde.", "Maurer", None),
        ("direct", "Und traurig.", "Maurer", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Termine: Am Montag tagt der Rat.\n\nWetter: Es regnet.\n\nTermine: Am Freitag ist Markt.",
        "Wird das Bad geschlossen?\n\nDas Bad bleibt offen.\n\nWer zahlt?\n\nDas Land.\n\nWann?\n\nIm Mai.",
    ],
    ids=["no question", "nobody asked"],
)
def test_what_is_no_interview_has_no_speakers(quotes: Reader, text: str) -> None:
    assert quotes(text) == ()


def test_a_storm_that_takes_lives_says_nothing(quotes: Reader) -> None:
    assert read(quotes, "Zwölf Todesopfer forderte ein Sturm im Norden.") == []


def test_things_in_the_plural_are_not_the_subject_of_a_singular(quotes: Reader) -> None:
    text = "Die Pläne bezeichnete Kern als „dreisten Raubzug“."
    assert ("direct", "„dreisten Raubzug“", "Kern", "bezeichnete") in read(quotes, text)


@pytest.mark.parametrize(
    ("text", "said", "speaker"),
    [
        ("Er nannte ihn einen „Lügner“ und „Betrüger“.", ["„Lügner“", "„Betrüger“"], "Er"),
        ("Als „Meilenstein“ feierte die Koalition das Gesetz.", ["„Meilenstein“"], "die Koalition"),
        ("Der Minister hält den Vorschlag für „völlig unausgegoren“.", ["„völlig unausgegoren“"], "Der Minister"),
        ("„Unfinanzierbar“ sei das, hieß es beim Verband.", ["„Unfinanzierbar“"], "Verband"),
        ("„Ich bin kein Held“: Retter Max Huber über die Nacht", ["„Ich bin kein Held“"], "Retter Max Huber"),
        ("Kritik übte auch Udo Lang. Der Plan sei „unsozial“.", ["„unsozial“"], "Udo Lang"),
        ("Leo Fink dämpfte die Erwartungen. Man halte es für „Unfug“.", ["„Unfug“"], "Leo Fink"),
    ],
)
def test_fragments_and_whose_they_are(quotes: Reader, text: str, said: list[str], speaker: str) -> None:
    direct = [q for q in quotes(text) if q.type == "direct"]
    assert [words(text, q.spans) for q in direct] == said
    assert {q.speaker and q.speaker.text for q in direct} == {speaker}


def test_assumptions_are_reported(quotes: Reader) -> None:
    text = "Die Polizei geht von einem Unfall aus."
    assert read(quotes, text) == [("reported", text, "Die Polizei", None)]


@pytest.mark.parametrize("text", ["Belege nannte er nicht.", "Ausgehend von den Zahlen wurde der Plan geändert."])
def test_what_is_not_said_is_not_reported(quotes: Reader, text: str) -> None:
    assert read(quotes, text) == []


def test_what_an_assumption_is_about_does_not_speak(quotes: Reader) -> None:
    (quote,) = quotes("Von einem Unfall wird derzeit ausgegangen.")
    assert quote.speaker is None


def test_a_condition_and_its_consequence_go_on_with_the_speaker() -> None:
    text = "„Man verkauft kein Haus“, sagte Eva Moll. Sollte die Stadt verlieren, müsse das Volk gefragt werden."
    found = [(text[q.spans[0][0] : q.spans[-1][1]], q.speaker and q.speaker.text) for q in kg.read(text).quotes]
    assert found[1:] == [("Sollte die Stadt verlieren, müsse das Volk gefragt werden.", "Eva Moll")]


def test_a_participle_between_commas_says_nothing() -> None:
    assert not kg.read("Die Demonstranten zogen, angeführt von Eva Kern, vor das Parlament.").quotes


def test_what_stands_before_a_colon_is_not_quoted() -> None:
    text = "Das Ministerium äußerte sich knapp: Man prüfe den Fall, teilte eine Sprecherin mit."
    assert next(text[a:b] for q in kg.read(text).quotes for a, b in q.spans).startswith("Man prüfe")

"""Polarity and modality: what came about, what was only wished or possible, and what denies."""

from __future__ import annotations

import pytest

from tests.reader.statements.test_circumstances import found_for


@pytest.mark.parametrize(
    ("text", "lemma", "polarity", "modality"),
    [
        ("Die Maschine musste in Graz notlanden.", "notlanden", "positive", "obligation"),
        ("Der Fahrer konnte sich aus dem Wagen retten.", "retten", "positive", None),
        ("Die Feuerwehr konnte das Haus nicht mehr retten.", "retten", "negative", "possibility"),
        ("Der Vertrag konnte nur mit Zustimmung beider gekündigt werden.", "kündigen", "positive", "possibility"),
        ("Der Verein hatte drei Spieler gewinnen können.", "gewinnen", "positive", None),
        ("Auf jedem Schiff konnte jeder Gast tanzen.", "tanzen", "positive", "possibility"),
        ("Künftig müssen die Firmen mehr zahlen.", "zahlen", "positive", "obligation"),
        ("Unklar ist, wer das Rennen gewinnen konnte.", "gewinnen", "positive", "possibility"),
        ("Zeugen wollen das Auto gesehen haben.", "sehen", "positive", "possibility"),
        ("Der Verein soll angeblich pleite sein.", "sein", "positive", "possibility"),
        ("Die Frau hatte das Ufer hinter sich gelassen.", "lassen", "positive", None),
        ("Der Dieb konnte gestellt und festgenommen werden.", "festnehmen", "positive", None),
        ("Das Feuer soll sich im Keller befinden.", "befinden", "positive", "possibility"),
        ("Bis 2030 soll der Turm fertiggestellt sein.", "fertigstellen", "positive", "plan"),
        ("Der Mann soll in Rom gestorben sein.", "sterben", "positive", "possibility"),
        ("Das gilt, auch wenn der Wirt den Vorwurf zurückwies.", "zurückweisen", "positive", None),
        ("Der Anwalt muss von der Herkunft gewusst haben.", "wissen", "positive", "possibility"),
        ("Warum kam die Warnung so spät?", "kommen", "positive", None),
        ("Kam die Warnung zu spät?", "kommen", "positive", "possibility"),
        ("Der Schritt kann kaum als Geste verstanden werden.", "verstehen", "negative", "possibility"),
        ("Geheim blieb, wann die Rakete starten sollte.", "starten", "positive", "plan"),
        ("Bei dem Fund soll es sich um eine Bombe handeln.", "sein", "positive", "possibility"),
        ("Das Buch lässt sich leicht lesen.", "lesen", "positive", "possibility"),
        ("„Wozu sollte der Verein weiter bestehen?“, fragte der Obmann.", "bestehen", "positive", "possibility"),
        ("Die Polizei entschied, die Straße zu sperren.", "sperren", "positive", "plan"),
        ("Die Armee beschloss, den Mann aus dem Tal zurückzuholen.", "zurückholen", "positive", "plan"),
        ("Ein Verzicht wäre ein großer Fehler.", "sein", "positive", "condition"),
        ("„Ein Verzicht wäre ein großer Fehler“, sagte der Obmann.", "sein", "positive", "condition"),
        ("Eine frühere Warnung hätte die Leute gerettet.", "retten", "positive", "condition"),
        ("Der Obmann sagte, der Plan wäre gescheitert.", "scheitern", "positive", None),
        ("Es fand sich kein Käufer, der in das Werk investieren wollte.", "investieren", "negative", "wish"),
        ("Die Helfer verhinderten, dass der Damm brach.", "brechen", "negative", None),
        ("Sie hatte weder das Abitur erworben noch ein Studium absolviert.", "erwerben", "negative", None),
        ("Sie hatte weder das Abitur erworben noch ein Studium absolviert.", "absolvieren", "negative", None),
        ("Weder kam der Minister noch sprach er mit der Presse.", "sprechen", "negative", None),
        ("Er ist weder Arzt noch Jurist.", "sein", "negative", None),
        ("Der Minister war weder erreichbar, noch kannte er den Fall.", "kennen", "negative", None),
        ("Er kommt noch, weder Regen hält ihn ab.", "kommen", "positive", None),
        ("Kein Spieler fiel aus oder wurde verwarnt.", "verwarnen", "negative", None),
        ("Der Turm soll abgerissen und das Gelände verkauft werden.", "verkaufen", "positive", "plan"),
        ("Der Verein verließ die Halle, ohne dass jemand bezahlt hatte.", "bezahlen", "negative", None),
        ("Es gelang der Polizei nicht, den Dieb zu fassen.", "fassen", "negative", None),
        ("Der Polizei gelang es, den Dieb zu fassen.", "fassen", "positive", None),
        ("Der Bund verbot der Firma, Waffen zu liefern.", "liefern", "negative", "obligation"),
        ("Es ist nicht auszuschließen, dass der Damm bricht.", "brechen", "positive", "possibility"),
        ("Niemand behauptet, dass das Dach dicht ist.", "sein", "positive", "possibility"),
        ("Der Plan fand keine Mehrheit, so dass der Rat die Wahl vertagte.", "vertagen", "positive", None),
        ("Öl ist so billig wie schon lange nicht mehr.", "sein", "positive", None),
        ("Die Spieler sind nicht mehr nur Sportler, sondern auch Werbefiguren.", "sein", "positive", None),
        ("Gestern eröffnete kein Geringerer als der König die Messe.", "eröffnen", "positive", None),
    ],
)
def test_stance(text: str, lemma: str, polarity: str, modality: str | None) -> None:
    assert {(s.polarity, s.modality) for s in found_for(text, lemma)} == {(polarity, modality)}


def test_a_modal_of_a_coordinated_verb_is_not_shared() -> None:
    text = "Das Amt sperrt alle Personen aus, die nach 1973 geboren sind und keinen Nachweis vorlegen können."
    assert [s.modality for s in found_for(text, "gebären")] == [None]
    assert [s.modality for s in found_for(text, "vorlegen")] == ["possibility"]


def test_what_is_so_instead_is_not_denied() -> None:
    found = found_for("Die Stadt zahlt nicht die Brücke, sondern den Tunnel.", "zahlen")
    assert {(s.object.text, s.polarity) for s in found if s.object} == {
        ("die Brücke", "negative"),
        ("den Tunnel", "positive"),
    }

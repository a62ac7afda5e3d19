"""Pronouns and descriptions: whom they take up, and what stays open, read by the shipped pipeline."""

from __future__ import annotations

from functools import cache

import pytest
from spacy.language import Language

import kg.language
import kg.schema
from kg.model import Article
from kg.reader import read
from kg.reader.entities import find_entities
from kg.reader.quotes import find_quotes
from kg.reader.syntax import repair
from kg.schema import Schema


@cache
def tools() -> tuple[Language, Schema]:  # the pipeline is loaded once for all tests
    return kg.language.load(), kg.schema.load()


@cache
def links(text: str) -> dict[str, str]:
    """What every mention without a name stands for: an entity's label, or the nouns in brackets that it takes up."""
    nlp, schema = tools()
    doc = repair(nlp(text))
    entities = find_entities(doc, find_quotes(doc), (), schema)
    labels = {e.id: e.label for e in entities.entities}
    found = {m.text: labels[m.entity] for m in entities.mentions if not m.named}
    found |= {
        doc[pronoun].text: f"({' '.join(doc[n].text for n in nouns)})"
        for pronoun, nouns in entities.antecedents.items()
    }
    return found


@pytest.mark.parametrize(
    ("text", "mention", "meant"),
    [
        ("Ada Quirin leitet den Chor. Sie probt jeden Abend.", "Sie", "Ada Quirin"),
        ("Otto Moll zog nach Triest, wo er ein Jahr später starb.", "er", "Otto Moll"),
        ("Otto Moll zog nach Triest. Seine Schwester Klara blieb.", "Seine", "Otto Moll"),
        # spoken of twice, so that he leads
        (
            "Otto Moll sprach mit Jan Reuter. Später traf Moll den Bürgermeister. Er dankte der Stadt.",
            "Er",
            "Otto Moll",
        ),
        # a person rather than a thing, in the possessive as well
        ("Otto Moll steht vor Gericht. Der Richter fragte ihn.", "ihn", "Otto Moll"),
        ("Otto Moll und seine Frau Elsa zogen nach Triest.", "seine", "Otto Moll"),
        ("Die Anwohner klagen. Sie wollen schlafen.", "Sie", "Anwohner"),
        # whoever speaks does not call himself so
        ("Otto Moll kam spät. Jan Reuter sagte: „Er hat gelogen.“", "Er", "Otto Moll"),
        # before the name
        ("Sie hatte gewonnen, doch gefeiert hat Ada Quirin nicht.", "Sie", "Ada Quirin"),
        ("Er wolle bleiben, sagte Otto Moll.", "Er", "Otto Moll"),
        ("Die Leiterin des Amts, Ada Quirin, trat zurück. Sie nannte keine Gründe.", "Leiterin", "Ada Quirin"),
    ],
)
def test_a_pronoun_takes_up_the_person_who_leads(text: str, mention: str, meant: str) -> None:
    assert links(text).get(mention) == meant


@pytest.mark.parametrize(
    ("text", "mention", "meant"),
    [
        ("In seiner Rede sagte Otto Moll, die Lage sei ernst.", "seiner", "Otto Moll"),
        ("Auf ihrem Hof empfing Ministerin Eva Moll die Gäste.", "ihrem", "Eva Moll"),
        ("Otto Moll kam an. Vorjahressieger Jan Reuter stürzte. Später lachte er.", "er", "Jan Reuter"),
        ("Das Werk dreht einen Film über Otto Moll. Auch seine Schwester Ada sprach.", "seine", "Otto Moll"),
        ("Otto Moll trat zurück. In seiner Rede lobte Jan Reuter die Gäste.", "seiner", "Jan Reuter"),
    ],
)
def test_a_possessive_before_its_owner(text: str, mention: str, meant: str) -> None:
    assert links(text)[mention] == meant


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Otto Moll traf Jan Reuter. Er lachte.", "Er"),
        ("Ada Quirin traf Eva Moll. Ihre Tochter lachte.", "Ihre"),
        ("Otto Moll lobte Jan Reuter für seinen Mut.", "seinen"),
        ("Jan Reuter sagte: „Er hat gelogen.“", "Er"),
        ("Sie gingen, sagte Ada Quirin.", "Sie"),
        ("Es wird geprüft, ob das Rathaus schließt.", "Es"),
        ("Das Rathaus ist alt. Dort gibt es Kaffee.", "es"),
        ("Mollring fragte das Mädchen, was sie wollte.", "sie"),
        ("Otto Moll schwieg. Er sah, wie die Polizei den Fahrer auf seinen Zustand prüfte.", "seinen"),
        ("Otto Moll verschwieg, wann das Schiff gebaut wird und seinen Hafen verlässt.", "seinen"),
        ("Das Grab des Malers Otto Moll wird von einem Unbekannten besucht. Der Mann bringt Rosen.", "Der Mann"),
    ],
)
def test_a_pronoun_stays_open_where_a_reader_cannot_know(text: str, mention: str) -> None:
    assert mention not in links(text)


@pytest.mark.parametrize(
    ("text", "mention", "nouns"),
    [
        ("Das Gemälde hing im Rathaus. Im Herbst wurde es verkauft.", "es", "(Gemälde)"),
        ("Die Werft und die Bahn bauen um. Sie suchen Leute.", "Sie", "(Werft Bahn)"),
        ("Otto Moll und Jan Reuter stritten. Sie gingen.", "Sie", "(Otto Jan)"),
        ("Das Museum hat ein neues Archiv. Dessen Leiterin kündigte einen Umbau an.", "Dessen", "(Archiv)"),
    ],
)
def test_a_pronoun_takes_up_nouns_that_are_no_entity(text: str, mention: str, nouns: str) -> None:
    assert links(text).get(mention) == nouns


def test_the_words_of_the_noun_stand_in_the_statement() -> None:
    nlp, schema = tools()
    record = read(Article(id="a", text="Das Gemälde hing im Rathaus. Im Herbst wurde es verkauft."), nlp, schema)
    sold = next(s for s in record.statements if s.predicate.lemma == "verkaufen")
    assert sold.subject is not None
    assert (sold.subject.text, sold.subject.entity, sold.subject.spans) == ("Das Gemälde", None, ((0, 11),))


@pytest.mark.parametrize(
    ("text", "mention", "meant"),
    [
        (
            "Otto Moll, 74, lebt in Triest. Der pensionierte Setzer sammelt Briefe.",
            "Der pensionierte Setzer",
            "Otto Moll",
        ),
        ("Otto Moll schreibt Opern. Der Komponist lebt in Triest.", "Der Komponist", "Otto Moll"),
        # a narrower word was said of him some sentences before
        (
            "Der Fabrikant Otto Moll besaß eine Spinnerei. Sie war alt. Das Dach war rot. Dort lebte der Unternehmer.",
            "der Unternehmer",
            "Otto Moll",
        ),
        # the age tells the two apart
        (
            "Otto Moll (58) steht vor Gericht. Jan Reuter (61) ebenfalls. Der 61-Jährige schwieg.",
            "Der 61-Jährige",
            "Jan Reuter",
        ),
    ],
)
def test_a_description_takes_up_the_one_person_who_fits(text: str, mention: str, meant: str) -> None:
    assert links(text).get(mention) == meant


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Otto Moll traf einen Zeugen. Der Komponist schwieg.", "Der Komponist"),
        ("Otto Moll steht vor Gericht. Der Richter schwieg.", "Der Richter"),
        ("Der Geiger Otto Moll kam aus Triest. Der Ökonom schwieg.", "Der Ökonom"),
        ("Otto Moll (58) steht vor Gericht. Der 61-Jährige schwieg.", "Der 61-Jährige"),
        ("Otto Moll schreibt Opern. Der Komponist der Hymne schwieg.", "Der Komponist"),
    ],
)
def test_a_description_of_somebody_else_takes_up_nobody(text: str, mention: str) -> None:
    assert mention not in links(text)


def test_a_long_text_costs_no_more_a_sentence() -> None:
    """Only the last sentences are looked at, however many there are: what is far away is out of reach."""
    text = "Otto Moll sprach. " + "Die Ernte war gut. " * 40 + "Er ging."
    assert "Er" not in links(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Otto Moll schreibt Opern. Der Komponist lebt in Triest.", [("Otto Moll", "Komponist")]),
        # a word for anybody, and one that the text has said before, tell nothing
        ("Otto Moll schreibt Opern. Der Mann lebt in Triest.", []),
        (
            "Otto Moll schreibt Opern. Der Komponist lebt in Triest. Der Komponist schweigt.",
            [("Otto Moll", "Komponist")],
        ),
    ],
)
def test_a_description_tells_an_occupation_once(text: str, told: list[tuple[str, str]]) -> None:
    nlp, schema = tools()
    record = read(Article(id="a", text=text), nlp, schema)
    labels = {e.id: e.label for e in record.entities}
    roles = [s for s in record.statements if s.kind == "role" and s.subject is not None]
    assert [(labels[s.subject.entity or ""], s.predicate.lemma) for s in roles if s.subject is not None] == told

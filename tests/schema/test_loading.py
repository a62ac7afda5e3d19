"""A user's own ontology, and what is said when it is not as it should be."""

from __future__ import annotations

import dataclasses
import subprocess
import sys

import pytest

from kg.errors import SchemaError
from kg.schema import Schema, load

HEAD = """@prefix kg: <https://kg.example/ontology#> .
@prefix my: <https://example.org/my#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


@pytest.fixture
def write(tmp_path):
    def _write(text, name="mine.ttl"):
        path = tmp_path / name
        path.write_text(HEAD + text, encoding="utf-8")
        return path

    return _write


def test_a_relation_and_a_name_are_a_few_lines_of_turtle(write):
    path = write("""
my:Beekeeping a owl:Class ; rdfs:subClassOf kg:Economy ; kg:shortcut my:keeps ; rdfs:label "Imkerei"@de ;
  kg:verb "Bienen|Bienenvolk imkern"@de, "imkern"@de ; kg:noun "Imkerei"@de ; kg:prepositionRole "mit: instrument"@de .
my:keeps a owl:ObjectProperty ; rdfs:label "hält"@de .
my:hive a kg:Company ; skos:prefLabel "Honighaus Lienz"@de ; skos:altLabel "Honighaus"@de .
""")
    schema = load([path])
    concept = schema.concept("imkern", "verb")
    assert (concept.event, concept.property, concept.family) == ("my:Beekeeping", "my:keeps", "kg:Economy")
    assert concept.role("mit") == "instrument"
    assert schema.expand("my:keeps") == "https://example.org/my#keeps"
    assert schema.name("Honighaus")[0].iri == "https://kg.example/id/organization/Honighaus_Lienz"
    assert schema.concept("ablehnen", "verb").property == "kg:rejects"


def test_words_can_be_added_to_a_class_of_ours(write):
    schema = load([write('kg:Rejection kg:verb "abschasseln"@de .\n')])
    assert schema.concept("abschasseln", "verb").property == "kg:rejects"
    assert schema.concept("ablehnen", "verb").property == "kg:rejects"


def test_a_frame_needs_verbs_and_roles_alone(write):
    schema = load([write('my:f a kg:Frame ; kg:verb "imkern"@de ; kg:prepositionRole "mit Dat: instrument"@de .\n')])
    concept = schema.concept("imkern", "verb")
    assert (concept.key, concept.event, concept.property) == ("my:f", None, "")
    assert concept.role("mit") == "instrument"
    assert concept not in schema.concepts


def test_a_folder_is_read_whole(write, tmp_path):
    write('kg:Rejection kg:verb "abschasseln"@de .\n', "a.ttl")
    write('kg:Praise kg:verb "bauchpinseln"@de .\n', "b.ttl")
    schema = load([tmp_path])
    assert schema.concept("bauchpinseln", "verb").property == "kg:praises"
    assert schema.concept("abschasseln", "verb") is not None


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("my:x a kg:State ;, .", 6, "not Turtle"),
        ('my:x kg:verbs "imkern"@de .', 6, "no kg:verbs"),
        ('my:x a owl:Class ; rdfs:label "X"@de ;\n kg:verb "imkern"@de .', 6, "needs a kg:shortcut"),
        ('my:x a owl:ObjectProperty ;\n  kg:verb "imkern"@de .', 6, "needs an rdfs:label in German"),
        ('my:x a owl:ObjectProperty ; rdfs:label "x"@de ;\n  kg:verb "(Biene imkern"@de .', 7, "no verb in pattern"),
        (
            'my:x a owl:ObjectProperty ; rdfs:label "x"@de ; kg:verb "imkern"@de ;\n  kg:prepositionRole "mit"@de .',
            7,
            "should be",
        ),
        ('my:x a kg:Frame ; kg:verb "imkern"@de ;\n  kg:prepositionRole "mit Abl: instrument"@de .', 7, "should be"),
        ('my:x a kg:State ; skos:prefLabel "Hive"@en .', 6, "needs a skos:prefLabel in German"),
        ('my:x a owl:Class ; skos:prefLabel "Stock"@de .', 6, "no class of names"),
        ('my:x a kg:Company ; skos:prefLabel "Stock"@de ;\n  kg:belongsTo my:nowhere .', 7, "which is no name"),
    ],
)
def test_mistakes_name_file_and_line(write, text, line, says):
    path = write(text)
    with pytest.raises(SchemaError, match=says) as caught:
        load([path])
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert "\n" not in str(caught.value)


def test_missing_files_and_empty_folders_and_other_bytes(tmp_path):
    with pytest.raises(SchemaError, match=r"nothing\.ttl"):
        load([tmp_path / "nothing.ttl"])
    with pytest.raises(SchemaError, match=r"no \.ttl file"):
        load([tmp_path])
    binary = tmp_path / "b.ttl"
    binary.write_bytes(b"\xff\xfe\x00\x01" * 100)
    with pytest.raises(SchemaError, match=r"b\.ttl:1: not Turtle"):
        load([binary])


def test_a_prefix_may_not_change_its_meaning(write):
    path = write("@prefix schema: <https://example.org/other#> . my:x a schema:Y .")
    with pytest.raises(SchemaError, match="prefix schema: stands for"):
        load([path])


def test_expanding_and_shortening(schema: Schema):
    assert schema.shorten("http://www.w3.org/ns/org#holds") == "org:holds"
    assert schema.shorten("urn:x") == "urn:x"
    assert schema.expand(schema.shorten("https://kg.example/ontology#Claim")) == "https://kg.example/ontology#Claim"
    for wrong in ("nope:x", "rejects"):
        with pytest.raises(SchemaError, match="no prefix"):
            schema.expand(wrong)


def test_what_the_schema_gives_cannot_be_changed(schema: Schema):
    with pytest.raises(dataclasses.FrozenInstanceError):
        schema.names[0].label = "other"
    with pytest.raises(TypeError):
        schema.prefixes["kg"] = "other"


def test_loading_needs_no_rdflib_and_is_the_same_twice():
    code = (
        "import sys; from kg.schema import load; s = load(); assert 'rdflib' not in sys.modules; "
        "print(hash((s.concepts, s.names)) == hash((load().concepts, load().names)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "True"

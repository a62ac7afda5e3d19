"""What ontology/ must keep to: everything is labelled, exampled, and said once."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import pyoxigraph as ox
import pytest

from kg.model import MENTION_TYPES
from kg.schema import Schema, directory
from kg.schema.location import files
from kg.schema.patterns import parse

ALL = sorted(directory().rglob("*.ttl"))
KG = "https://kg.example/ontology#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"


@pytest.fixture(scope="module")
def quads() -> list[ox.Quad]:
    return [q for path in ALL for q in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)]


@pytest.mark.parametrize("path", ALL, ids=lambda p: str(p.relative_to(directory())))
def test_every_file_is_turtle_with_no_line_too_long_to_read(path):
    assert list(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    assert max(map(len, path.read_text("utf-8").splitlines())) < 400


def test_the_core_is_read_first():
    assert files()[0].name == "kg.ttl"
    assert not any(p.name == "shapes.ttl" for p in files())


def test_every_event_class_and_relation_is_documented(schema: Schema):
    bare = [
        c.key
        for c in schema.concepts
        if {language for language, _ in c.labels} != {"de", "en"}
        or not c.comment
        or not c.examples
        or not c.counter_examples
    ]
    assert bare == []


def test_every_class_and_property_of_ours_has_both_labels_and_a_comment(quads):
    subjects = {
        q.subject.value for q in quads if q.subject.__class__ is ox.NamedNode and q.subject.value.startswith(KG)
    }
    labels = defaultdict(set)
    comments = set()
    for q in quads:
        if q.predicate.value == RDFS + "label":
            labels[q.subject.value].add(q.object.language)
        if q.predicate.value == RDFS + "comment":
            comments.add(q.subject.value)
    shortcuts = {q.object.value for q in quads if q.predicate.value == KG + "shortcut"}
    shapes = {s for s in subjects if s.endswith(("Shape", "#shapes"))}
    assert sorted(s for s in subjects - shapes if labels[s] != {"de", "en"}) == []
    assert sorted(subjects - shapes - shortcuts - comments) == []


def test_every_shortcut_is_declared_and_belongs_to_one_class(schema: Schema):
    shortcuts = Counter(c.property for c in schema.concepts)
    assert [p for p, n in shortcuts.items() if n > 1] == []
    assert [c.property for c in schema.concepts if c.property not in schema.labels] == []
    assert [c.property for c in schema.concepts if not schema.is_a(c.property, "kg:relatedTo")] == []


def test_every_event_class_stands_under_a_family(schema: Schema):
    assert [
        c.key for c in schema.concepts if c.event and (not c.family or not schema.is_a(c.event, "kg:Happening"))
    ] == []
    assert len({c.family for c in schema.concepts if c.event}) > 12


def test_there_are_enough_classes_with_words_in_both_languages(schema: Schema):
    events = [c for c in schema.concepts if c.event]
    assert len(events) >= 250
    assert len([c for c in schema.concepts if not c.event]) >= 35
    for language in ("de", "en"):
        worded = [c for c in events if any(w.language == language for w in c.words)]
        assert len(worded) > len(events) * 0.9, language


def test_no_noun_or_adjective_belongs_to_two_concepts(schema: Schema):
    owners = defaultdict(set)
    for concept in schema.concepts:
        for word in concept.words:
            if word.pos != "verb":
                owners[word.language, word.pos, word.text].add((concept.key, word.denotes))
    assert {word: who for word, who in owners.items() if len(who) > 1} == {}


def test_no_verb_pattern_belongs_to_two_concepts(schema: Schema):
    owners = defaultdict(set)
    for concept in schema.concepts:
        for word in concept.words:
            if word.pos == "verb":
                for pattern in parse(word.text, word.language):
                    for thing in pattern.objects or ("",):
                        for noun in pattern.nouns or ("",):
                            for subject in pattern.subjects or ("",):
                                demand = (pattern.dative, pattern.reflexive, pattern.preposition)
                                owners[word.language, pattern.lemma, thing, noun, subject, demand].add(concept.key)
    assert {pattern: who for pattern, who in owners.items() if len(who) > 1} == {}


def test_german_verbs_are_infinitives_and_nouns_begin_with_capitals(schema: Schema):
    wrong = []
    for concept in schema.concepts:
        for word in concept.words:
            if word.language == "de" and word.pos == "verb":
                wrong += [word.text for p in parse(word.text) if not re.fullmatch(r"[a-zäöüß]+n", p.lemma)]
            if word.language == "de" and word.pos == "noun" and not re.match(r"[A-ZÄÖÜ]|-[a-zäöü]|rote ", word.text):
                wrong.append(word.text)
    assert wrong == []


def test_roles_named_in_entries_exist(schema: Schema):
    roles = {role for concept in schema.concepts for _, role in concept.roles}
    roles |= {concept.shortcut_object for concept in schema.concepts}
    assert {role for role in roles if not schema.is_a(f"kg:{role}", "kg:participant")} == {"place"}


def test_names_have_unique_iris_that_their_labels_mint(schema: Schema, quads):
    iris = Counter(name.iri for name in schema.names)
    assert [iri for iri, n in iris.items() if n > 1] == []
    written = {q.subject.value for q in quads if q.predicate.value.endswith("#prefLabel")}
    assert written == set(iris)
    assert all(name.iri == schema.iri_entity(name.type, name.label) for name in schema.names)


def test_names_have_types_of_the_record(schema: Schema):
    assert {name.type for name in schema.names} <= MENTION_TYPES | {"Office"}
    assert set(schema.types) == MENTION_TYPES


def test_no_wikidata_item_names_two_things(schema: Schema):
    items = Counter(iri for name in schema.names for iri in name.same_as)
    assert [iri for iri, n in items.items() if n > 1] == []
    assert all(re.fullmatch(r"http://www\.wikidata\.org/entity/Q[1-9]\d*", iri) for iri in items)


def test_states_are_complete(schema: Schema):
    states = [name for name in schema.names if name.kind == "kg:State" and name.code]
    assert len(states) == 197  # 193 members of the United Nations, Kosovo, Palestine, Taiwan, Vatican City
    assert all(name.same_as and name.adjectives for name in states)
    assert {len(name.code or "") for name in states} == {2}
    assert len({name.code for name in states}) == 197
    without = [name.label for name in states if name.capital is None]
    assert without == ["Monaco", "Nauru", "San Marino", "Singapur", "Vatikanstadt"]


def test_names_of_every_kind_are_there(schema: Schema):
    kinds = Counter(name.kind for name in schema.names)
    least = {"kg:InternationalOrganization": 70, "kg:Party": 80, "kg:Office": 150, "kg:Agency": 100, "kg:City": 400}
    assert {kind: kinds[kind] for kind, n in least.items() if kinds[kind] < n} == {}


def test_offices_say_where_they_are_held(schema: Schema):
    offices = [name for name in schema.names if name.kind == "kg:Office"]
    assert [name.label for name in offices if not name.office_in] == []
    assert [name.label for name in offices if not name.feminine] == [
        "Ajatollah", "Dalai Lama", "Emir", "Erzbischof", "First Lady", "Kardinal", "Papst", "Patriarch", "Sultan"
    ]  # fmt: skip

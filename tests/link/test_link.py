"""Who is who: IRIs that agree across articles, and none that fuses two people."""

from __future__ import annotations

import pytest

import kg.schema
from kg.errors import InputError
from kg.link import link, load_identities
from kg.model import Argument, Attribution, Entity, Mention, Predicate, Quote, Record, Statement
from kg.schema import Name, Schema


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Schema:
    extra = tmp_path_factory.mktemp("names") / "names.ttl"
    extra.write_text(
        """@prefix kg: <https://kg.example/ontology#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix owl: <http://www.w3.org/2002/07/owl#> .
        @prefix o: <https://kg.example/id/organization/> .
        @prefix p: <https://kg.example/id/place/> .
        o:Nordbund a kg:InternationalOrganization ; skos:prefLabel "Nordbund"@de ; skos:altLabel "NBU"@de ;
          owl:sameAs <http://www.wikidata.org/entity/Q1> .
        p:Inselreich a kg:State ; skos:prefLabel "Inselreich"@de ; kg:adjective "inselreichisch"@de .
        """,
        encoding="utf-8",
    )
    try:
        return kg.schema.load([extra])
    except kg.errors.SchemaError as error:  # pragma: no cover - tells what the ontology room changed
        pytest.fail(str(error))


def record(*entities: tuple[str, str], id: str = "a1", named: bool = True) -> Record:
    """A record whose text is the labels, one mention each."""
    text, mentions, made = "", [], []
    for n, (type, label) in enumerate(entities, 1):
        start = len(text)
        text += label + ". "
        mentions.append(Mention(start, start + len(label), label, type, named, f"e{n}"))
        made.append(Entity(f"e{n}", label, type))
    return Record(id, text, mentions=tuple(mentions), entities=tuple(made))


def test_a_known_name_gives_its_own_iri_and_label(schema: Schema) -> None:
    (entity,) = link(record(("Organization", "NBU")), schema).entities
    assert entity.iri == "https://kg.example/id/organization/Nordbund"
    assert entity.label == "Nordbund"
    assert entity.aliases == ("NBU",)
    assert entity.same_as == ("http://www.wikidata.org/entity/Q1",)


def test_two_names_of_one_thing_become_one_entity_everywhere(schema: Schema) -> None:
    base = record(("Organization", "NBU"), ("Person", "Ada Quirin"), ("Organization", "Nordbund"))
    statement = Statement(
        "s1",
        0,
        "event",
        Argument("Nordbund", entity="e3"),
        Predicate("tagt", "tagen"),
        Argument("Quirin", entity="e2"),
        attribution=Attribution("Nordbund", "e3", "q1"),
    )
    quote = Quote("q1", "direct", "speech", ((0, 3),), speaker=Argument("Nordbund", entity="e3"))
    from dataclasses import replace

    linked = link(replace(base, statements=(statement,), quotes=(quote,)), schema)
    assert [e.id for e in linked.entities] == ["e1", "e2"]
    assert [m.entity for m in linked.mentions] == ["e1", "e2", "e1"]
    assert linked.statements[0].subject is not None
    assert linked.statements[0].subject.entity == "e1"
    assert linked.statements[0].object == Argument("Quirin", entity="e2")
    assert linked.statements[0].attribution == Attribution("Nordbund", "e1", "q1")
    assert linked.quotes[0].speaker == Argument("Nordbund", entity="e1")


def test_a_full_name_agrees_across_articles_and_a_surname_does_not(schema: Schema) -> None:
    one = link(record(("Person", "Ada Quirin"), ("Person", "Moll"), id="a1"), schema)
    two = link(record(("Person", "Ada Quirin"), ("Person", "Moll"), id="a2"), schema)
    assert one.entities[0].iri == two.entities[0].iri
    assert one.entities[1].iri != two.entities[1].iri


def test_an_unnamed_speaker_stays_in_his_article(schema: Schema) -> None:
    one = link(record(("Person", "Sprecherin der Werft"), id="a1", named=False), schema)
    two = link(record(("Person", "Sprecherin der Werft"), id="a2", named=False), schema)
    assert one.entities[0].iri != two.entities[0].iri


def test_two_unnamed_of_one_label_in_one_article_stay_two(schema: Schema) -> None:
    linked = link(record(("Person", "Zeuge"), ("Person", "Zeuge"), named=False), schema)
    assert len({e.iri for e in linked.entities}) == 2


def test_transliterations_give_one_iri(schema: Schema) -> None:
    one = link(record(("Person", "Volodymyr Zelensky")), schema).entities[0]
    two = link(record(("Person", "Wolodymyr Selenskyj")), schema).entities[0]
    assert one.iri == two.iri
    assert one.aliases == ("Volodymyr Zelensky",)


def test_a_name_of_another_type_is_not_taken(schema: Schema) -> None:
    (entity,) = link(record(("Person", "Ina Inselreich")), schema).entities
    assert entity.iri == "https://kg.example/id/person/Ina_Inselreich"


def test_linking_twice_changes_nothing(schema: Schema) -> None:
    once = link(record(("Organization", "NBU"), ("Person", "Moll"), ("Person", "Vladimir Okun")), schema)
    assert [e.iri for e in link(once, schema).entities] == [e.iri for e in once.entities]


IDENTITIES = """
[[same]]
type = "Person"
labels = ["Ada Quirin", "Ada Moll-Quirin"]
same_as = ["http://www.wikidata.org/entity/Q2"]
reason = "married"

[[different]]
type = "Person"
label = "Ada Quirin"
articles = ["a9"]
as = "Ada Quirin (Ruderin)"
reason = "another one"
"""


def test_the_users_word_merges_and_splits(schema: Schema, tmp_path) -> None:
    path = tmp_path / "who.toml"
    path.write_text(IDENTITIES, encoding="utf-8")
    identities = load_identities(path)
    merged = link(record(("Person", "Ada Moll-Quirin")), schema, identities).entities[0]
    assert merged.iri == link(record(("Person", "Ada Quirin")), schema, identities).entities[0].iri
    assert merged.same_as == ("http://www.wikidata.org/entity/Q2",)
    split = link(record(("Person", "Ada Quirin"), id="a9"), schema, identities).entities[0]
    assert split.label == "Ada Quirin (Ruderin)"
    assert split.iri != merged.iri
    assert split.same_as == ()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[[same]]\ntype = 'Person'\nlabels = ['A', 'B']\n", "reason"),
        ("[[same]]\ntype = 'Persona'\nlabels = ['A', 'B']\nreason = 'r'\n", "no type"),
        ("[[same]]\ntype = 'Person'\nlabels = ['A']\nreason = 'r'\n", "two names"),
        ("[same]\ntype = 'Person'\n", "double brackets"),
        ("[[equal]]\n", "unknown table"),
        ("[[different]]\ntype = 'Person'\nlabel = 'A'\nas = 'B'\nreason = 'r'\n", "articles"),
        ("labels = [", "not TOML"),
    ],
)
def test_a_bad_file_is_named_in_one_line(tmp_path, text: str, complaint: str) -> None:
    path = tmp_path / "who.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=complaint) as caught:
        load_identities(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_nearness_tells_two_known_names_apart() -> None:
    from kg.link.linking import _choose

    near = Name("i:2", "Rat", "Organization", "kg:Agency", belongs_to="s:2")
    far = Name("i:1", "Rat", "Organization", "kg:Agency", belongs_to="s:1")
    assert _choose([far, near], {"s:2", "i:1", "i:2"}) is near
    assert _choose([far, near], {"i:1", "i:2"}) is far


def test_a_place_brings_its_state_near() -> None:
    from kg.link.linking import _mentioned

    class Known:
        """A schema that knows one city."""

        def forms(self, text: str) -> tuple[tuple[Name, str], ...]:
            city = Name("p:1", "Quellstadt", "Place", "kg:City", belongs_to="s:2")
            return ((city, "label"),) if text == "Quellstadt" else ()

    assert _mentioned(record(("Place", "Quellstadt")), Known()) == {"p:1", "s:2"}  # type: ignore[arg-type]


def test_an_institution_of_a_state_is_one_in_all_articles(schema: Schema) -> None:
    one = link(record(("Organization", "inselreichische Regierung"), id="a1", named=False), schema)
    two = link(record(("Organization", "inselreichische Regierung"), id="a2", named=False), schema)
    other = link(record(("Organization", "neue Regierung"), id="a1", named=False), schema)
    assert one.entities[0].iri == two.entities[0].iri == "https://kg.example/id/organization/inselreichische_Regierung"
    assert other.entities[0].iri != "https://kg.example/id/organization/neue_Regierung"


def test_an_adjective_brings_its_state_near() -> None:
    shipped = kg.schema.load()
    linked = link(record(("Organization", "schweizerische Regierung"), ("Organization", "Bundesrat")), shipped)
    assert linked.entities[1].label == "Bundesrat (Schweiz)"


def test_what_several_states_have_tells_of_none() -> None:
    shipped = kg.schema.load()
    linked = link(record(("Organization", "Bundesrat"), ("Organization", "Nationalrat")), shipped)
    assert [e.label for e in linked.entities] == ["Bundesrat", "Nationalrat"]

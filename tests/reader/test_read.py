"""The stages together: what no single one of them decides."""

import kg


def test_a_span_of_years_ago_is_a_year_and_a_mere_duration_is_no_time() -> None:
    ago = kg.read("Anna Huber gründete die Firma vor drei Jahren.", date="2022-03-16")
    assert {s.time.value for s in ago.statements if s.time} == {"2019"}
    long = kg.read("Anna Huber leitete die Firma drei Jahre lang.", date="2022-03-16")
    assert not any(s.time for s in long.statements)


def test_sentences_end_with_their_last_character() -> None:
    text = "Ein Titel\n\nDer Rat tagte.  Er lehnte den Plan ab.\n"
    record = kg.read(text)
    assert [text[a:b] for a, b in record.sentences] == ["Ein Titel", "Der Rat tagte.", "Er lehnte den Plan ab."]


def test_whose_words_they_are_is_who_is_meant() -> None:
    record = kg.read("Nach Angaben von Anna Huber brannte das Dach. Nach Ansicht der NATO ist der Plan gescheitert.")
    labels = {e.id: e.label for e in record.entities}
    assert [labels.get(q.speaker.entity or "") for q in record.quotes if q.speaker] == ["Anna Huber", "NATO"]


def test_no_source_is_unnamed() -> None:
    record = kg.read("„Der Hafen bleibt offen“\n\nDie Lage sei ernst, hieß es. Das Haus solle verkauft werden.")
    said = [s.attribution for s in record.statements if s.attribution]
    assert said
    assert {a.text for a in said} == {"ungenannt"}


def test_a_surname_is_the_persons_not_the_companys() -> None:
    record = kg.read("Karl Siemens leitet die Bank. Siemens lobte den Plan. Die Firma Siemens schweigt.")
    assert {(e.label, e.type) for e in record.entities} >= {("Karl Siemens", "Person"), ("Siemens", "Organization")}
    labels = {e.id: e.label for e in record.entities}
    (praise,) = [s for s in record.statements if s.predicate.lemma == "loben"]
    assert praise.subject
    assert labels[praise.subject.entity or ""] == "Karl Siemens"


def test_a_plan_below_a_blank_line_is_not_its_speakers_above() -> None:
    record = kg.read("Nach Angaben der Polizei demonstrierten 200 Menschen.\n\nDie Gemeinde soll die Brücke bauen.")
    assert not [s for s in record.statements if s.predicate.lemma == "bauen" and s.attribution]


def test_what_is_done_by_nobody_named_is_the_subject_of_a_passive() -> None:
    (built,) = kg.read("Die Straße wurde nicht gebaut.").statements
    assert built.subject
    assert (built.subject.text, built.predicate.lemma, built.predicate.voice) == ("Die Straße", "bauen", "passive")
    assert (built.object, built.polarity, built.arguments[0].role) == (None, "negative", "theme")
    (by,) = kg.read("Die Straße wurde von der Firma Huber gebaut.").statements
    assert by.object
    assert (by.object.text, by.predicate.voice) == ("Die Straße", "active")


def test_a_passive_is_about_an_object_in_the_graph() -> None:
    graph = kg.build([kg.model.Article("a", "Die Straße wurde gebaut.")])
    (row,) = graph.query("SELECT ?o ?t { ?s rdf:object ?o ; kg:objectText ?t MINUS { ?s rdf:subject ?x } }").values()
    assert [str(cell) for cell in row] == ["Die Straße", "Die Straße"]


def test_own_words_are_the_subjects() -> None:
    record = kg.read("Die Ärztin Eva Moll, die nach eigenen Angaben kein Honorar erhielt, schwieg.")
    labels = {e.id: e.label for e in record.entities}
    (paid,) = [s for s in record.statements if s.predicate.lemma == "erhalten"]
    assert paid.attribution
    assert labels.get(paid.attribution.entity or "") == "Eva Moll"


def test_what_sides_agree_on_is_no_side() -> None:
    found = kg.read("Der Vorstand einigte sich mit der Gewerkschaft auf einen Vertrag.").statements
    (agreed,) = [s for s in found if s.predicate.lemma == "einigen"]
    assert agreed.object
    assert (agreed.object.text, agreed.predicate.property) == ("der Gewerkschaft", "kg:agreesWith")
    assert [(a.role, a.text) for a in agreed.arguments] == [("topic", "einen Vertrag")]

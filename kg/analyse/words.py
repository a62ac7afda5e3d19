"""Words for properties and classes, from the ontology where it can be read.

Takes a language tag; gives labels: kg:rejects is "lehnt ab" in German and "rejects" in English.
Leaves out: labels that the graph itself carries (kg.analyse.read prefers the ontology's).
"""

from __future__ import annotations

from functools import cache


@cache
def property_words(language: str = "de") -> dict[str, str]:
    """IRI → label of every class and property of the ontology in `language`, else in any."""
    ranked: dict[str, tuple[int, str]] = {}
    for subject, predicate, value, tag in _labels():
        if predicate == "label":
            rank = 0 if tag == language else 1
            if subject not in ranked or (rank, value) < ranked[subject]:
                ranked[subject] = (rank, value)
    return {iri: text for iri, (_, text) in ranked.items()}


@cache
def _mention_types() -> dict[str, str]:
    return {subject: value for subject, predicate, value, _ in _labels() if predicate == "mentionType"}


def mention_type(iri: str) -> str | None:
    """The type of mention (Place) that a class of the ontology (kg:State) belongs to."""
    return _mention_types().get(iri)


@cache
def _labels() -> tuple[tuple[str, str, str, str | None], ...]:
    import pyoxigraph

    wanted = {
        "http://www.w3.org/2000/01/rdf-schema#label": "label",
        "https://kg.example/ontology#mentionType": "mentionType",
    }
    from kg.schema.location import files

    found: list[tuple[str, str, str, str | None]] = []
    for path in files():
        with path.open("rb") as stream:
            found.extend(
                (quad.subject.value, name, quad.object.value, getattr(quad.object, "language", None))
                for quad in pyoxigraph.parse(stream, format=pyoxigraph.RdfFormat.TURTLE)
                if (name := wanted.get(quad.predicate.value)) and isinstance(quad.subject, pyoxigraph.NamedNode)
            )
    return tuple(sorted(found, key=lambda row: (row[0], row[1], row[3] or "", row[2])))

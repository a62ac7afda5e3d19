"""Four tables of a graph, for spreadsheets: entities, statements, quotations, mentions.

Takes a Graph or one article of it; gives CSV (RFC 4180, UTF-8). Each row of the last three names its article and
the characters it was read from. Rows are sorted, so the same graph gives the same bytes.
Leaves out: the text of the articles.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from kg.errors import GraphError

if TYPE_CHECKING:
    from kg.graph.facade import Graph

# Spreadsheets run a cell that begins like a formula; news text is anybody's (OWASP, CSV injection).
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")

_QUERIES: Final = {
    "entities": """SELECT ?entity ?label ?type (GROUP_CONCAT(DISTINCT ?a; SEPARATOR=" | ") AS ?aliases)
          (GROUP_CONCAT(DISTINCT STR(?s); SEPARATOR=" | ") AS ?same_as) (COUNT(DISTINCT ?m) AS ?mentions) {
        SELECT * { ?entity a ?type ; rdfs:label ?label .
          FILTER(?type IN (schema:Person, schema:Organization, schema:Place, schema:Event, schema:CreativeWork,
                           schema:Product, schema:Thing, kg:Group))
          OPTIONAL { ?entity skos:altLabel ?a } OPTIONAL { ?entity owl:sameAs ?s }
          OPTIONAL { ?m itsrdf:taIdentRef ?entity ; a nif:String } } ORDER BY ?a ?s
      } GROUP BY ?entity ?label ?type""",
    "statements": """SELECT ?article ?statement ?class ?kind ?subject ?subject_text ?predicate ?lemma
          ?object ?object_text ?polarity ?modality ?attributed_to ?attributed_to_text ?time ?place ?confidence
          ?passage ?begin ?end {
        ?statement a rdf:Statement, ?c ; prov:hadPrimarySource ?article ; rdf:predicate ?predicate ;
          kg:kind ?kind ; kg:lemma ?lemma ; kg:polarity ?polarity ; kg:confidence ?confidence .
        FILTER(?c IN (kg:Assertion, kg:Claim)) BIND(STRAFTER(STR(?c), "#") AS ?class)
        OPTIONAL { ?statement rdf:subject ?subject } OPTIONAL { ?statement kg:subjectText ?subject_text }
        OPTIONAL { ?statement rdf:object ?object } OPTIONAL { ?statement kg:objectText ?object_text }
        OPTIONAL { ?statement kg:modality ?modality } OPTIONAL { ?statement prov:wasAttributedTo ?attributed_to }
        OPTIONAL { ?statement kg:attributedTo ?attributed_to_text } OPTIONAL { ?statement kg:time/kg:timex ?time }
        OPTIONAL { ?statement kg:place ?place }
        OPTIONAL { ?statement kg:sentence ?x .
          ?x nif:anchorOf ?passage ; nif:beginIndex ?begin ; nif:endIndex ?end } }""",
    "quotations": """SELECT ?article ?quotation ?type ?media ?speaker ?speaker_text ?addressee ?addressee_text
          ?cue ?text {
        ?quotation a kg:Quotation ; prov:hadPrimarySource ?article ; kg:quotationType ?type ; schema:text ?text .
        { SELECT ?quotation (GROUP_CONCAT(?m; SEPARATOR=" ") AS ?media) {
            { SELECT ?quotation ?m { ?quotation a kg:Quotation ; kg:medium ?m } ORDER BY ?m } } GROUP BY ?quotation }
        OPTIONAL { ?quotation kg:speaker ?speaker } OPTIONAL { ?quotation kg:speakerText ?speaker_text }
        OPTIONAL { ?quotation kg:addressee ?addressee } OPTIONAL { ?quotation kg:addresseeText ?addressee_text }
        OPTIONAL { ?quotation kg:cue ?cue } }""",
    "mentions": """SELECT ?article ?begin ?end ?text ?named ?entity {
        ?mention itsrdf:taIdentRef ?entity ; nif:anchorOf ?text ; nif:beginIndex ?begin ; nif:endIndex ?end ;
          nif:referenceContext ?article ; kg:named ?named }""",
}
TABLES: Final = tuple(_QUERIES)


def write_table(graph: Graph, name: str, out: IO[bytes], *, article: str | None = None) -> None:
    """Write one table as CSV to a binary file.

    Args:
        graph: what to tabulate.
        name: one of TABLES.
        out: where to.
        article: only what this article says (its id or IRI).

    Raises:
        GraphError: there is no such table.
        NotFoundError: there is no such article.
    """
    if name not in _QUERIES:
        raise GraphError(f"{name}: no such table; there are {', '.join(TABLES)}")
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text)
    results = graph.query(_QUERIES[name], articles=[article] if article else ())
    writer.writerow(results.variables)
    rows = [tuple(_cell(value) for value in row) for row in results.values()]
    rows.sort(key=_natural)
    writer.writerows(rows)
    text.flush()
    text.detach()


def write_tables(graph: Graph, folder: Path, *, article: str | None = None) -> tuple[Path, ...]:
    """Write all tables into `folder` (made if it is not there) and give their paths."""
    return tuple(_write_all(graph, folder, article))


def _write_all(graph: Graph, folder: Path, article: str | None) -> Iterator[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    for name in TABLES:
        path = folder / f"{name}.csv"
        with path.open("wb") as out:
            write_table(graph, name, out, article=article)
        yield path


def _natural(row: tuple[str, ...]) -> list[tuple[int, str]]:
    """Offsets in the order of numbers, all else in that of characters."""
    return [(int(cell), "") if cell.isdecimal() and len(cell) < 12 else (-1, cell) for cell in row]


def _cell(value: str | None) -> str:
    text = value or ""
    return "'" + text if text.startswith(_FORMULA) else text

"""A Graph: one object to add records to, ask, export and keep, whatever the store behind it.

Takes the name of a resource (a file, or a store as kg.graph.stores names it); gives a Graph.
Leaves out: reading news (kg.reader), pictures and networks (the rooms above).
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Self

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import GraphError, NotFoundError
from kg.graph import formats, writing
from kg.graph.results import Results
from kg.graph.stores import Store, is_store, open_store
from kg.graph.vocabulary import clean, typed

if TYPE_CHECKING:
    import rdflib

    from kg.graph.validation import Report
    from kg.model import Article, Record
    from kg.schema import Schema

_ARTICLES = """
SELECT ?article ?id ?headline ?date ?publisher ?url {
  ?article a schema:NewsArticle .
  OPTIONAL { ?article dcterms:identifier ?id }
  OPTIONAL { ?article schema:headline ?headline }
  OPTIONAL { ?article schema:datePublished ?date }
  OPTIONAL { ?article schema:publisher ?publisher }
  OPTIONAL { ?article schema:url ?url }
} ORDER BY ?date ?article
"""
_STATS = """
SELECT ?name ?count {
  { SELECT ("articles" AS ?name) (COUNT(?x) AS ?count) { ?x a schema:NewsArticle } }
  UNION { SELECT ("entities" AS ?name) (COUNT(DISTINCT ?x) AS ?count) {
    VALUES ?class { schema:Person schema:Organization schema:Place schema:Event schema:CreativeWork schema:Product
                    schema:Thing kg:Group } ?x a ?class } }
  UNION { SELECT ("events" AS ?name) (COUNT(DISTINCT ?x) AS ?count) { ?x a sem:Event } }
  UNION { SELECT ("assertions" AS ?name) (COUNT(?x) AS ?count) { ?x a kg:Assertion } }
  UNION { SELECT ("claims" AS ?name) (COUNT(?x) AS ?count) { ?x a kg:Claim } }
  UNION { SELECT ("quotations" AS ?name) (COUNT(?x) AS ?count) { ?x a kg:Quotation } }
  UNION { SELECT ("mentions" AS ?name) (COUNT(?x) AS ?count) { ?x kg:named ?named } }
}
"""


@dataclass(frozen=True, slots=True)
class ArticleInfo:
    """What is known of an article in a graph; `iri` is also the name of its named graph."""

    iri: str
    id: str | None
    headline: str | None
    date: str | None
    publisher: str | None
    url: str | None


class Graph:
    """A graph of many articles. Made by `open_graph`; closed by `close` or at the end of a `with`."""

    def __init__(self, store: Store, schema: Schema | None = None) -> None:
        self.store = store
        self._schema = schema

    @property
    def name(self) -> str:
        """The resource behind it."""
        return self.store.name

    @property
    def schema(self) -> Schema:
        """The ontology that records are written with; the project's own unless another was given."""
        if self._schema is None:
            from kg.schema import load

            self._schema = load()
        return self._schema

    def add(self, record: Record) -> bool:
        """Add an article, or replace what is there of it; False where the graph says just that already.

        One transaction: afterwards, and after a crash, the article is there whole or as it was before.

        Raises:
            GraphError: the store cannot be written.
        """
        from kg.graph.lift import lift

        return self.replace(self.schema.iri_article(record.id), lift(record, self.schema))

    def replace(self, article: str, quads: Iterable[Quad]) -> bool:
        """As `add`, with the quads of the article's graph, whose name is its IRI."""
        return self.store.replace(NamedNode(article), quads)

    def remove(self, article: str) -> None:
        """Remove an article, by its id or IRI, and what only it said.

        Raises:
            NotFoundError: there is no such article.
        """
        if not self.store.remove(NamedNode(self.find(article))):
            raise NotFoundError(f"{self.name}: has no article {article}")

    def find(self, article: str) -> str:
        """The IRI of an article by its id or IRI.

        Raises:
            NotFoundError: there is no such article.
        """
        by_id = f"SELECT ?a {{ ?a a schema:NewsArticle ; dcterms:identifier {Literal(article)} }}"
        for row in self.query(by_id).values():
            return str(row[0])
        try:
            iri = NamedNode(article)
        except ValueError:
            iri = None
        if iri is not None and self.query(f"ASK {{ GRAPH {iri} {{ ?s ?p ?o }} }}"):
            return article
        raise NotFoundError(f"{self.name}: has no article {article}; `kg articles` lists those it has")

    def held(self, id: str) -> Article | None:
        """The article that the graph holds under an id, with its text and address; None if there is none."""
        from kg.model import Article

        iri = NamedNode(self.schema.iri_article(id))
        query = f"SELECT ?text ?url {{ {iri} nif:isString ?text OPTIONAL {{ {iri} schema:url ?url }} }}"
        for text, url in self.query(query).values():
            return Article(id, text or "", url=url)
        return None

    def held_url(self, url: str) -> str | None:
        """The id of the article that declares an address, or None."""
        address = typed(clean(url), "anyURI")
        for row in self.query(
            f"SELECT ?id {{ ?a schema:url {address} ; dcterms:identifier ?id }} ORDER BY ?id"
        ).values():
            return row[0]
        return None

    def articles(self) -> tuple[ArticleInfo, ...]:
        """The articles by date, then IRI."""
        seen: dict[str, ArticleInfo] = {}
        for row in self.query(_ARTICLES).values():
            seen.setdefault(str(row[0]), ArticleInfo(str(row[0]), *row[1:]))
        return tuple(seen.values())

    def query(self, sparql: str, *, articles: Iterable[str] = ()) -> Results:
        """Run SPARQL over the union of all articles (`GRAPH ?article { … }` asks one by one).

        The prefixes of the project are known without declaring them. `articles` (ids or IRIs) narrows the graph
        to what these say.

        Raises:
            NotFoundError: there is no such article.
            QueryError: it does not parse, is refused (SERVICE), or failed.
        """
        chosen = [NamedNode(self.find(article)) for article in articles]
        return Results(self.store.query(sparql, chosen, chosen))

    def update(self, sparql: str) -> None:
        """Run a SPARQL update in one transaction. Who writes to a named graph keeps the union in step."""
        self.store.update(sparql)

    def load(self, path: str | Path, graph: str | None = None) -> None:
        """Add an RDF file, whole or not at all; `graph` names where the triples of a format without graphs go.

        Raises:
            GraphError: it is no RDF, or does not parse (file, line and column are named).
        """
        file = Path(path)
        format = formats.by_path(file)
        if format.rdf is None:
            raise GraphError(f"{file}: {format.name} is no RDF")
        self.store.load(file, format.rdf, NamedNode(graph) if graph else None)

    def write(self, out: IO[bytes], format: str = "turtle", article: str | None = None) -> None:
        """Write the graph, or one article's part, to a binary file in an RDF format of kg.graph.formats.

        Raises:
            GraphError: there is no such RDF format, or it cannot hold a term of this graph.
            NotFoundError: there is no such article.
        """
        chosen = formats.by_name(format)
        if chosen.rdf is None:
            raise GraphError(f"{format} is no RDF; the command `kg export` writes it")
        only = NamedNode(self.find(article)) if article else None
        try:
            writing.write(self.store, out, chosen, only)
        except ValueError as error:
            raise GraphError(f"{self.name}: {format} cannot be written: {error}") from error

    def serialize(self, format: str = "turtle", article: str | None = None) -> bytes:
        """As `write`, in memory."""
        with tempfile.SpooledTemporaryFile(max_size=1 << 26) as out:
            self.write(out, format, article)
            out.seek(0)
            return out.read()

    def export_tables(self, folder: str | Path, *, article: str | None = None) -> tuple[Path, ...]:
        """Write entities, statements, quotations and mentions as CSV into `folder`; gives the files' paths."""
        from kg.graph.tables import write_tables

        return write_tables(self, Path(folder), article=article)

    def to_turtle(self, article: str | None = None) -> str:
        """The union of all articles, or one article, as Turtle for people."""
        return self.serialize("turtle", article).decode()

    def rdflib(self) -> rdflib.Graph:
        """The union of all articles as an rdflib graph over the same store."""
        return self.store.rdflib()

    def validate(self, article: str | None = None) -> Report:
        """Check the graph, or one article, against ontology/shapes.ttl."""
        from kg.graph.validation import validate

        return validate(self, article)

    def stats(self) -> dict[str, int]:
        """How much there is of what: articles, triples, entities, assertions, claims, quotations, …"""
        counts = {"articles": 0, "triples": len(self)}
        for name, count in self.query(_STATS).values():
            counts[str(name)] = int(count or 0)
        return counts

    def check(self, *, shapes: bool = True) -> Report:
        """Whether the store is in order: union, offsets, statements; and SHACL, article by article."""
        from kg.graph.checking import check

        return check(self, shapes=shapes)

    def repair(self) -> int:
        """Put triples of articles that the union lacks back into it; gives how many."""
        from kg.graph.checking import repair

        return repair(self)

    def backup(self, target: str | Path) -> None:
        """Write a copy of the store, which opens as a store of its own."""
        self.store.backup(Path(target))

    def quads(self, article: str | None = None) -> Iterator[Quad]:
        """All quads, or those of one article's graph."""
        return self.store.quads(NamedNode(self.find(article)) if article else None)

    def __len__(self) -> int:
        """How many triples the union holds."""
        return len(self.store)

    def close(self) -> None:
        """Let go of files and locks; a store on disk shows its readers all that was written."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


def open_graph(
    resource: str | Path, *, read_only: bool = False, create: bool = False, schema: Schema | None = None
) -> Graph:
    """The graph that `resource` names.

    Args:
        resource: a file (.ttl .trig .nq .nt .jsonld .rdf), read into memory; or a store: `oxigraph:DIR`,
            `memory:`, `sparql:URL`. A directory that holds a store may be named without `oxigraph:`.
        read_only: read a store on disk as it was last committed, even while another process writes to it.
        create: whether an on-disk store that is not there is made.
        schema: the ontology for records that are added; the project's own if not given.

    Raises:
        NotFoundError: there is no such file or store.
        GraphError: it is no RDF or no store.
        LockedError: another process is writing to it.
    """
    name = str(resource)
    path = Path(resource)
    if isinstance(resource, str) and is_store(resource):
        return Graph(open_store(resource, read_only=read_only, create=create), schema)
    if path.is_dir():
        return Graph(open_store(f"oxigraph:{path}", read_only=read_only, create=create), schema)
    if not path.is_file():
        raise NotFoundError(f"{name}: there is no such file or store")
    graph = Graph(open_store("memory:"), schema)
    graph.store.name = name
    graph.load(path)
    return graph

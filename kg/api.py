"""What `import kg` offers: read a text, build a graph, ask it, look at it.

    >>> import kg
    >>> record = kg.read("Die NATO lehnte den Plan am Montag ab.", date="2022-03-16")   # doctest: +SKIP
    >>> graph = kg.build(["articles/"], date="2022-03-16")                              # doctest: +SKIP
    >>> graph.query("SELECT ?s ?o { ?s kg:rejects ?o }")                                # doctest: +SKIP

The same path serves the command line; nothing here prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import IO, TYPE_CHECKING

from kg.errors import InputError
from kg.graph import Graph
from kg.model import Article, Record, Rejected

if TYPE_CHECKING:
    import networkx
    from spacy.language import Language

    from kg.analyse import Report
    from kg.link import Identities
    from kg.schema import Schema
    from kg.sources import Register

BUILTIN_MODEL = "builtin:de"


@lru_cache(maxsize=4)
def _pipeline(model: str) -> Language:
    from kg.language import load

    return load(model)


@lru_cache(maxsize=4)
def schema_of(ontology: tuple[str, ...] = ()) -> Schema:
    """The ontology with the Turtle files of `ontology` added, loaded once a process."""
    from kg.schema import load

    return load(ontology)


@lru_cache(maxsize=4)
def _identities(path: str | Path | None) -> Identities:
    from kg.link import Identities, load_identities

    return load_identities(path) if path else Identities()


def read(
    text: str,
    *,
    date: str | None = None,
    id: str = "text",
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    model: str = BUILTIN_MODEL,
    ontology: Iterable[str | Path] = (),
) -> Record:
    """What one text says, as a Record (docs/record.md).

    Args:
        text: the article's text; every offset of the record is an index into it.
        date: publication date, ISO 8601; relative times (`am Mittwoch`) are resolved against it.
        id: the article's id, from which its IRI is made.
        title: headline, where it is known apart from the text.
        url: where the article stands.
        publisher: who published it.
        model: `builtin:de`, or `spacy:NAME` for an installed spaCy pipeline with UD labels.
        ontology: Turtle files that add to the project's ontology.

    Raises:
        InputError: `date` is no ISO 8601 date.
        ModelError: the model is missing or does not fit.
        SchemaError: a file of `ontology` is not as it should be.
    """
    from kg.sources.dates import check_date

    day = check_date(date, "date") if date else None
    article = Article(id=id, text=text, title=title, date=day, url=url, publisher=publisher)
    return read_article(article, model=model, ontology=ontology)


def read_article(
    article: Article,
    *,
    model: str = BUILTIN_MODEL,
    ontology: Iterable[str | Path] = (),
    identities: str | Path | None = None,
) -> Record:
    """As `read`, for an Article."""
    from kg.link import link
    from kg.reader import read as read_record

    schema = schema_of(tuple(str(path) for path in ontology))
    return link(read_record(article, _pipeline(model), schema), schema, _identities(identities))


def read_all(
    inputs: Iterable[str | Path | Article],
    *,
    date: str | None = None,
    model: str = BUILTIN_MODEL,
    ontology: Iterable[str | Path] = (),
    identities: str | Path | None = None,
    register: Register | None = None,
    min_confidence: float = 0.0,
) -> Iterator[Record | Rejected]:
    """Records of files, folders, `-` and Articles, one at a time; what cannot be read is a Rejected.

    `register` tells articles apart from those that a graph holds (kg.sources.identity). Statements whose confidence is
    below `min_confidence` are left out; tests/eval/README.md has a table of what that costs and gains.
    """
    from kg.sources import read_articles

    for found in read_articles(inputs, date=date, register=register):
        if isinstance(found, Rejected):
            yield found
        else:
            record = read_article(found, model=model, ontology=ontology, identities=identities)
            sure = tuple(s for s in record.statements if s.confidence >= min_confidence)
            yield replace(record, statements=sure)


class KnowledgeGraph(Graph):
    """A graph of articles with what the rooms above kg.graph make of it: networks, measures, the page."""

    def networkx(self) -> networkx.MultiDiGraph:
        """Entities and their relations as a network; every edge is one statement (see kg.analyse.project)."""
        from kg.analyse import project

        return project(self)

    def analyze(self) -> Report:
        """Degree, PageRank, betweenness, communities, bridges, each with what it means for news."""
        from kg.analyse import analyse

        return analyse(self)

    def view(self, path: str | Path | None = None, *, title: str | None = None, language: str = "de") -> str:
        """The interactive page: one HTML document that needs no network; written to `path` if given.

        Args:
            path: the file to write, UTF-8.
            title: the page's heading; else the headline of the only article, or the number of articles.
            language: of the page's interface, `de` or `en`.
        """
        from kg.view import render

        page = render(self, title=title, language=language)
        if path is not None:
            Path(path).write_text(page, encoding="utf-8", newline="\n")
        return page

    def export(self, out: IO[bytes], format: str, *, article: str | None = None) -> None:
        """Write the graph to a binary file as RDF, as a network (graphml, gexf), or its statements as csv.

        Args:
            out: where to.
            format: a name of kg.graph.FORMATS.
            article: only what this article says (its id or IRI).

        Raises:
            GraphError: there is no such format, or it cannot hold a term of this graph.
            NotFoundError: there is no such article.
        """
        from kg.graph import open_graph
        from kg.graph.tables import write_table

        if format == "csv":
            write_table(self, "statements", out, article=article)
        elif format in {"graphml", "gexf"}:
            from kg.analyse.exports import write_network

            part: Graph = self
            if article:
                part = open_graph("memory:")
                part.replace(self.find(article), self.quads(article))
            write_network(part, out, format)
        else:
            self.write(out, format, article)


def open(resource: str | Path, *, read_only: bool = False, create: bool = False) -> KnowledgeGraph:
    """The graph in a file (.ttl .trig .nq .nt .jsonld .rdf) or store (`oxigraph:DIR`, `memory:`, `sparql:URL`).

    Raises:
        NotFoundError: there is no such file or store.
        GraphError: it is no RDF or no store.
        LockedError: another process is writing to it.
    """
    from kg.graph import open_graph

    return KnowledgeGraph(open_graph(resource, read_only=read_only, create=create).store)


def build(
    inputs: Iterable[str | Path | Article | Record],
    *,
    date: str | None = None,
    store: str | Path = "memory:",
    model: str = BUILTIN_MODEL,
    ontology: Iterable[str | Path] = (),
    identities: str | Path | None = None,
    min_confidence: float = 0.0,
) -> KnowledgeGraph:
    """Read articles into a graph.

    Args:
        inputs: files, folders, Articles, or Records that were read before.
        date: publication date (ISO 8601) of articles that bring none.
        store: where the graph is kept; `oxigraph:DIR` adds to what is there, an article that is there already
            is replaced; another one of the same name is kept beside it (kg.sources.identity).
        model: see `read`.
        ontology: see `read`.
        identities: a TOML file of merges and splits, each with its reason (docs/entities.md).
        min_confidence: statements of which the reader is less sure are left out (of articles, not of Records).

    Raises:
        InputError: an input cannot be read; the articles before it are in the store.
    """
    from kg.graph import open_graph
    from kg.sources import Register

    ontology = tuple(ontology)
    graph = KnowledgeGraph(open_graph(store, create=True).store, schema_of(tuple(str(path) for path in ontology)))
    register = Register(graph.held, graph.held_url)
    for item in inputs:
        records = (
            [item]
            if isinstance(item, Record)
            else read_all(
                [item],
                date=date,
                model=model,
                ontology=ontology,
                identities=identities,
                register=register,
                min_confidence=min_confidence,
            )
        )
        for record in records:
            if isinstance(record, Rejected):
                raise InputError(f"{record.name}: {record.reason}")
            graph.add(record)
    return graph

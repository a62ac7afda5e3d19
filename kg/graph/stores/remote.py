"""A store behind HTTP: any endpoint of the SPARQL 1.1 protocol, with the Graph Store protocol where it has one.

Takes the address of the query endpoint; the addresses for update and graphs are its neighbours
(`…/query`, `…/update`, `…/store`), or are said in the fragment, which never goes over the wire:
`sparql:http://host/ds/query#update=http://host/ds/update&store=http://host/ds/data`.
A token for writing is taken from the environment, KG_TOKEN.

Leaves out: transactions over several requests; one update is one request, and standard servers run it as one.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs, urldefrag, urljoin, urlsplit

import pyoxigraph
from pyoxigraph import (
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
)

from kg.errors import GraphError, QueryError
from kg.graph.preparing import undeclared
from kg.graph.stores import QueryResult
from kg.graph.stores.following import following
from kg.graph.stores.union import change
from kg.graph.vocabulary import in_graph, used_prefixes

if TYPE_CHECKING:
    import httpx
    import rdflib

_ACCEPT: Final = "application/sparql-results+json, application/n-triples;q=0.9"
_TRIPLES: Final = "application/n-triples"
_BATCH: Final = 500


class RemoteStore:
    """A SPARQL 1.1 endpoint as a Store.

    Args:
        address: of the query endpoint, with what the module says of its fragment.
        read_only: refuse to change anything.
        timeout: seconds to wait for an answer.

    Raises:
        GraphError: the address is none, or nobody answers.
    """

    def __init__(self, address: str, *, read_only: bool = False, timeout: float = 600.0) -> None:
        self.name = f"sparql:{address}"
        self._query, fragment = urldefrag(address)
        if urlsplit(self._query).scheme not in {"http", "https"} or not urlsplit(self._query).netloc:
            raise GraphError(f"{self.name}: not an address; say sparql:http://host:port/query")
        said = parse_qs(fragment)
        self._update = said.get("update", [urljoin(self._query, "update")])[0]
        self._store = said.get("store", [urljoin(self._query, "store")])[0]
        self._read_only = read_only
        self._timeout = timeout
        self._client: httpx.Client | None = None
        self._graph_store: bool | None = None
        self.query("ASK {}")

    def query(
        self, sparql: str, default_graphs: Sequence[NamedNode] = (), named_graphs: Sequence[NamedNode] = ()
    ) -> QueryResult:
        """See Store."""
        parameters = {
            "query": _declared(sparql),
            "default-graph-uri": [g.value for g in default_graphs],
            "named-graph-uri": [g.value for g in named_graphs],
        }
        with _prefix_errors(sparql):
            response = self._send("POST", self._query, data=parameters, headers={"Accept": _ACCEPT})
        kind = response.headers.get("content-type", "").partition(";")[0].strip()
        try:
            if QueryResultsFormat.from_media_type(kind):
                found: QueryResult = pyoxigraph.parse_query_results(
                    response.content, QueryResultsFormat.from_media_type(kind)
                )
                return found
            return _as_triples(response.content, kind)
        except (SyntaxError, ValueError) as error:
            raise QueryError(f"{self.name}: its answer ({kind or 'no type'}) is not what SPARQL 1.1 says") from error

    def update(self, sparql: str) -> None:
        """See Store."""
        with _prefix_errors(sparql):
            self._change(following(_declared(sparql)))

    def _change(self, update: str) -> None:
        self._check_writable()
        self._send("POST", self._update, content=update, headers={"Content-Type": "application/sparql-update"})

    def graphs(self) -> Iterator[NamedNode]:
        """See Store."""
        for row in self._rows("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"):
            if isinstance(row["g"], NamedNode):
                yield row["g"]

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """See Store; one graph a request, so memory holds the largest graph and not the whole store."""
        if graph is None:
            yield from self._graph(None)
            for name in sorted(self.graphs(), key=lambda g: g.value):
                yield from self._graph(name)
        else:
            yield from self._graph(graph)

    def replace(self, graph: NamedNode, quads: Iterable[Quad]) -> bool:
        """See Store; one update request."""
        self._check_writable()
        update = change(graph, self._graph(graph), quads, self._held_elsewhere)
        if update is None:
            return False
        self._change(update)
        return True

    def remove(self, graph: NamedNode) -> bool:
        """See Store."""
        return self.replace(graph, ())

    def load(self, path: Path, format: RdfFormat, graph: NamedNode | None = None) -> None:
        """See Store; each graph of the file is one update request."""
        self._check_writable()
        try:
            found = list(pyoxigraph.parse(path=str(path), format=format))
        except FileNotFoundError as error:
            raise GraphError(f"{path}: there is no such file") from error
        except SyntaxError as error:
            raise GraphError(f"{path}: {error}") from error
        groups: dict[NamedNode | None, list[Triple]] = {}
        for quad in found:
            name = graph or (quad.graph_name if isinstance(quad.graph_name, NamedNode) else None)
            groups.setdefault(name, []).append(quad.triple)
        for name, triples in groups.items():
            text = (pyoxigraph.serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode()
            self._change(f"INSERT DATA {{ {text} {f'GRAPH {name} {{ {text} }}' if name else ''} }}")

    def backup(self, target: Path) -> None:  # noqa: ARG002 - the protocol's signature
        """See Store."""
        raise GraphError(f"{self.name}: back it up where it runs, or export it as N-Quads")

    def rdflib(self) -> rdflib.Graph:
        """See Store; a graph that asks the endpoint for each pattern."""
        import rdflib
        from rdflib.plugins.stores.sparqlstore import SPARQLStore

        return rdflib.Graph(store=SPARQLStore(self._query, method="POST_FORM"))

    def __len__(self) -> int:
        """See Store."""
        row = next(self._rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"))
        return int(row["n"].value) if isinstance(row["n"], Literal) else 0

    def close(self) -> None:
        """See Store."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def _rows(self, sparql: str) -> Iterator[pyoxigraph.QuerySolution]:
        found = self.query(sparql)
        if not isinstance(found, QuerySolutions):
            raise QueryError(f"{self.name}: answered a SELECT with something else")
        return iter(found)

    def _graph(self, name: NamedNode | None) -> Iterator[Quad]:
        """The quads of one graph (None: the default graph), by the Graph Store protocol or else by a query."""
        target = name or DefaultGraph()
        if self._has_graph_store():
            parameters = {"graph": name.value} if name else {"default": ""}
            headers = {"Accept": _TRIPLES}
            response = self._send("GET", self._store, params=parameters, headers=headers, missing_ok=True)
            if response.status_code == 404:
                return
            for quad in pyoxigraph.parse(response.content, format=RdfFormat.N_TRIPLES):
                yield in_graph(quad.triple, target)
            return
        pattern = f"GRAPH {name} {{ ?s ?p ?o }}" if name else "?s ?p ?o"
        for triple in self.query(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}"):  # type: ignore[union-attr]
            yield in_graph(triple, target)

    def _has_graph_store(self) -> bool:
        """Whether the endpoint has the Graph Store protocol, which SPARQL 1.1 leaves open."""
        if self._graph_store is None:
            # the answer's head is enough; HEAD itself is not served well everywhere
            with self._connection().stream(
                "GET", self._store, params={"default": ""}, headers={"Accept": _TRIPLES}
            ) as answer:
                self._graph_store = answer.is_success
        return self._graph_store

    def _held_elsewhere(self, triples: Sequence[Triple], graph: NamedNode) -> set[Triple]:
        held: set[Triple] = set()
        for start in range(0, len(triples), _BATCH):
            rows = " ".join(f"({t.subject} {t.predicate} {t.object})" for t in triples[start : start + _BATCH])
            pattern = f"VALUES (?s ?p ?o) {{ {rows} }} GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != {graph})"
            for row in self._rows(f"SELECT DISTINCT ?s ?p ?o {{ {pattern} }}"):
                held.add(Triple(row["s"], row["p"], row["o"]))
        return held

    def _check_writable(self) -> None:
        if self._read_only:
            raise GraphError(f"{self.name}: opened for reading; open it without read_only to change it")

    def _connection(self) -> httpx.Client:
        import httpx

        if self._client is None:
            token = os.environ.get("KG_TOKEN")
            headers = {"Authorization": f"Bearer {token}"} if token else {}
            self._client = httpx.Client(timeout=self._timeout, trust_env=False, headers=headers)
        return self._client

    def _send(
        self,
        method: str,
        url: str,
        *,
        headers: dict[str, str],
        missing_ok: bool = False,
        **how: object,
    ) -> httpx.Response:
        import httpx

        try:
            response = self._connection().request(method, url, headers=headers, **how)  # type: ignore[arg-type]
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise GraphError(f"{self.name}: no answer from {url} ({error})") from error
        if response.is_success or (missing_ok and response.status_code == 404):
            return response
        said = " ".join(response.text.split())[:300]
        asked = url in (self._query, self._update) and response.status_code not in {401, 403, 404, 405, 502, 503}
        kind = QueryError if asked else GraphError
        raise kind(f"{self.name}: {method} {url} was answered with {response.status_code}: {said}")


@contextmanager
def _prefix_errors(sparql: str) -> Iterator[None]:
    """Name the prefix that is not declared, which servers do not, where a text was refused for whatever reason."""
    try:
        yield
    except QueryError as error:
        if said := undeclared(sparql):
            raise QueryError(f"SPARQL: {said}") from error
        raise


def _declared(sparql: str) -> str:
    """The text with the project's prefixes that it uses declared, on its first line so that lines keep their number."""
    return "".join(f"PREFIX {name}: <{iri}> " for name, iri in sorted(used_prefixes(sparql).items())) + sparql


def _as_triples(content: bytes, kind: str) -> QueryResult:
    """What a CONSTRUCT gave, as the local engine would give it."""
    format = RdfFormat.from_media_type(kind)
    if format is None:
        raise ValueError(kind)
    engine = pyoxigraph.Store()
    for quad in pyoxigraph.parse(content, format=format):
        engine.add(in_graph(quad.triple))
    return engine.query("CONSTRUCT WHERE { ?s ?p ?o }")

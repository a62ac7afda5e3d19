"""What the server says of itself: SPARQL 1.1 Service Description and VoID, as RDF.

Takes a request; gives Turtle or another RDF format by its Accept header.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, Triple

from kg.graph.formats import FORMATS, by_media_type
from kg.graph.vocabulary import term, typed
from kg.serve.negotiation import choose

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

_COUNTS = """SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?p) AS ?properties)
    { ?s ?p ?o }"""
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")


async def service(request: Request) -> Response:
    """The service description, given to who asks the endpoint without a query (Service Description, section 2)."""
    triples = _endpoint(str(request.base_url), writable=request.app.state.settings.writable)
    return _respond(request, triples)


async def void(request: Request) -> Response:
    """The dataset described with VoID: how large it is and where it is asked."""
    from kg.serve.app import work

    job = {"job": "query", "query": _COUNTS, "default": [], "named": [], "accept": "application/json"}
    _, body = await work(request, job)
    row: dict[str, Any] = json.loads(body)["results"]["bindings"][0]
    base = str(request.base_url)
    dataset = NamedNode(f"{base}.well-known/void#dataset")
    triples = [
        Triple(dataset, term("rdf:type"), term("void:Dataset")),
        Triple(dataset, term("dcterms:title"), Literal("Nachrichten als Wissensgraph", language="de")),
        Triple(dataset, term("void:sparqlEndpoint"), NamedNode(f"{base}sparql")),
        Triple(dataset, term("void:uriSpace"), Literal(request.app.state.settings.base)),
        Triple(dataset, term("void:vocabulary"), NamedNode("https://kg.example/ontology#")),
        Triple(dataset, term("void:triples"), typed(row["triples"]["value"], "integer")),
        Triple(dataset, term("void:distinctSubjects"), typed(row["subjects"]["value"], "integer")),
        Triple(dataset, term("void:properties"), typed(row["properties"]["value"], "integer")),
        *(Triple(dataset, term("void:feature"), NamedNode(f.iri)) for f in FORMATS if f.rdf),
    ]
    return _respond(request, triples)


def _endpoint(base: str, *, writable: bool) -> list[Triple]:
    here = NamedNode(f"{base}sparql")
    dataset, graph = NamedNode(f"{base}sparql#dataset"), NamedNode(f"{base}sparql#union")
    triples = [
        Triple(here, term("rdf:type"), term("sd:Service")),
        Triple(here, term("sd:endpoint"), here),
        Triple(here, term("sd:supportedLanguage"), term("sd:SPARQL11Query")),
        Triple(here, term("sd:feature"), term("sd:UnionDefaultGraph")),
        Triple(here, term("sd:defaultDataset"), dataset),
        Triple(dataset, term("rdf:type"), term("sd:Dataset")),
        Triple(dataset, term("sd:defaultGraph"), graph),
        Triple(graph, term("rdf:type"), term("sd:Graph")),
        *(Triple(here, term("sd:resultFormat"), NamedNode(f"http://www.w3.org/ns/formats/{n}")) for n in _RESULTS),
        *(Triple(here, term("sd:resultFormat"), NamedNode(f.iri)) for f in FORMATS if f.rdf),
    ]
    if writable:
        triples.append(Triple(here, term("sd:supportedLanguage"), term("sd:SPARQL11Update")))
        triples += [Triple(here, term("sd:inputFormat"), NamedNode(f.iri)) for f in FORMATS if f.rdf]
    return triples


def _respond(request: Request, triples: list[Triple]) -> Response:
    import io

    from starlette.exceptions import HTTPException
    from starlette.responses import Response

    from kg.graph.writing import write_triples

    offered = [media for format in FORMATS if format.rdf for media in format.media_types]
    media = choose(request.headers.get("accept"), offered)
    format = by_media_type(media) if media else None
    if media is None or format is None:
        raise HTTPException(406, f"this comes as {', '.join(offered)}")
    out = io.BytesIO()
    write_triples(triples, out, format)
    return Response(out.getvalue(), media_type=media, headers={"vary": "accept"})

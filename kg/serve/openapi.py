"""The routes described in OpenAPI 3.1, for client generators and for schemathesis, which tries them all in our tests.

Takes the server's address and whether it may be written to; gives the description as plain data.
"""

from __future__ import annotations

from typing import Any, Final

from kg.graph.formats import FORMATS
from kg.graph.lift import VERSION
from kg.serve.negotiation import RESULT_TYPES

_RDF: Final = tuple(media for format in FORMATS if format.rdf for media in format.media_types)
_FORM: Final = "application/x-www-form-urlencoded"
_QUERY: Final = {"type": "string", "description": "SPARQL 1.1 query", "examples": ["SELECT * { ?s ?p ?o } LIMIT 10"]}
_UPDATE: Final = {"type": "string", "description": "SPARQL 1.1 update", "examples": ["CLEAR GRAPH <urn:g>"]}
_IRIS: Final = {"type": "array", "items": {"type": "string", "format": "iri"}}
_WORDS: Final = {
    400: "the request, or the SPARQL in it, is wrong",
    401: "the token is missing or wrong",
    403: "not allowed: SERVICE, LOAD, or writing to a read-only server",
    404: "there is nothing of that name",
    406: "the answer does not come in a format that Accept names",
    413: "the request or its answer is too large",
    415: "the body is of a type that is not understood",
    421: "the server does not answer to that Host",
    503: "time, memory or room ran out, or all processes are busy",
    507: "the disk is full",
}


def describe(address: str, *, writable: bool) -> dict[str, Any]:
    """The description; routes that write are in it only where they are open."""
    paths: dict[str, Any] = {
        "/": {"get": _get("What the store holds, for people", ["text/html"], [_text("q"), _text("page"), _LANGUAGE])},
        "/health": {"get": _get("Whether it answers", ["application/json"], [], 503)},
        "/openapi.json": {"get": _get("This description", ["application/json"], [])},
        "/.well-known/void": {"get": _get("The dataset, as VoID", _RDF, [], 406)},
        "/explore": {
            "get": _get("The explorer", ["text/html"], [_many("article", {"type": "string"}), _LANGUAGE], 404)
        },
        "/id/{path}": {
            "get": _get(
                "An article or an entity: a page, or RDF",
                ["text/html", *_RDF],
                [_text("path", "path"), _LANGUAGE, _text("format")],
                400, 404, 406,
            )
        },
        "/sparql": {
            "get": _get(
                "SPARQL 1.1 Protocol: a query; without one the query page or the service description",
                [*RESULT_TYPES, *_RDF, "text/html"],
                [_text("query"), _many("default-graph-uri", _IRIS["items"]), _many("named-graph-uri", _IRIS["items"])],
                400, 403, 406,
            ),
            "post": {
                **_get("SPARQL 1.1 Protocol: a query", [*RESULT_TYPES, *_RDF], [], 400, 403, 406, 415),
                "requestBody": _body(
                    {_FORM: _form("query", _QUERY, "default-graph-uri", "named-graph-uri"),
                     "application/sparql-query": _QUERY}
                ),
            },
        },
        "/store": {
            "get": _get(
                "SPARQL 1.1 Graph Store Protocol: a graph, or all of them", _RDF, [_text("graph"), _text("default")],
                400, 404, 406,
            )
        },
    }  # fmt: skip
    if writable:
        paths["/update"] = {
            "post": {
                **_change("SPARQL 1.1 Protocol: an update"),
                "requestBody": _body(
                    {_FORM: _form("update", _UPDATE, "using-graph-uri", "using-named-graph-uri"),
                     "application/sparql-update": _UPDATE}
                ),
            }
        }  # fmt: skip
        graph = [{**_text("graph"), "required": True}]
        rdf = _body({media: {"type": "string"} for media in _RDF})
        paths["/store"] |= {
            "put": {**_change("Make the body all that a graph says", graph), "requestBody": rdf},
            "post": {**_change("Add the body to a graph", graph), "requestBody": rdf},
            "delete": _change("Remove a graph", graph),
        }
    return {
        "openapi": "3.1.0",
        "info": {"title": "kg", "version": VERSION, "description": "A knowledge graph of the news, over HTTP"},
        "servers": [{"url": address}],
        "paths": paths,
        "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    }


def _text(name: str, where: str = "query") -> dict[str, Any]:
    return {"name": name, "in": where, "required": where == "path", "schema": {"type": "string"}}


def _many(name: str, items: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "explode": True, "schema": {"type": "array", "items": items}}


_LANGUAGE: Final = {"name": "lang", "in": "query", "schema": {"type": "string"}, "description": "`de` or `en`"}


def _form(name: str, schema: Any, *graphs: str) -> dict[str, Any]:
    properties = {name: schema, **dict.fromkeys(graphs, _IRIS)}
    return {"type": "object", "required": [name], "properties": properties}


def _body(kinds: dict[str, Any]) -> dict[str, Any]:
    return {"required": True, "content": {kind: {"schema": schema} for kind, schema in kinds.items()}}


def _failures(*statuses: int) -> dict[str, Any]:
    plain = {"text/plain": {"schema": {"type": "string"}}}
    return {str(status): {"description": _WORDS[status], "content": plain} for status in (*statuses, 413, 421, 503)}


def _get(summary: str, kinds: Any, parameters: list[dict[str, Any]], *failures: int) -> dict[str, Any]:
    content: dict[str, Any] = {kind: {} for kind in kinds}
    answers = {"200": {"description": "the answer", "content": content}, **_failures(*failures)}
    if failures == (503,):  # the health check says in JSON what is wrong
        answers["503"] = {"description": "it does not", "content": content}
    return {"summary": summary, "parameters": parameters, "responses": answers}


def _change(summary: str, parameters: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    answers = {
        "201": {"description": "a graph was made"},
        "204": {"description": "done"},
        **_failures(400, 401, 403, 404, 415, 507),
    }
    return {"summary": summary, "parameters": parameters or [], "security": [{"token": []}], "responses": answers}

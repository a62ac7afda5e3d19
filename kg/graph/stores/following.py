"""A SPARQL update written so that the default graph follows what it does to named graphs.

Takes any update; gives one that does the same and, within the same transaction, keeps the default graph the union of
the named ones: what a named graph is given is put there, what the last one that held it lets go leaves it, and what
one still holds cannot be taken out. `DELETE WHERE { GRAPH <a> { ?s ?p ?o } }` then means what `kg remove` means.

How: the triples that an operation names are recorded by the operation itself, in graphs that live until its end, and
then compared with what the named graphs hold; so the cost is that of the change and not of the store. Only
blank nodes without a label (`[ … ]`, lists) cost a pass over the graphs that are written to.
A triple of the default graph that no article holds leaves it too when an update deletes the same from any graph.

Leaves out: parsing patterns. Operations are told apart by their keywords and braces (SPARQL 1.1 Update, section 3);
what is none is left to the engine, which says what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from kg.errors import QueryError
from kg.graph.guard import tokens

_GONE, _TOUCHED, _KEPT = (f"<urn:x-kg:following:{name}>" for name in ("gone", "touched", "kept"))
_TRIPLE: Final = "{ ?s ?p ?o }"
_HELD: Final = f"EXISTS {{ GRAPH ?g {_TRIPLE} FILTER(?g NOT IN ({_GONE}, {_TOUCHED}, {_KEPT})) }}"
_ALL_IN: Final = f"INSERT {_TRIPLE} WHERE {{ GRAPH ?g {_TRIPLE} FILTER NOT EXISTS {_TRIPLE} }}"


class _Token(NamedTuple):
    """A token, and a space where something that says nothing stands behind it."""

    kind: str
    text: str
    after: str = ""

    @property
    def word(self) -> str:
        """Its text, upper case where it may be a keyword."""
        return self.text.upper() if self.kind == "word" else self.text


def following(update: str) -> str:
    """The update that keeps the default graph in step.

    Raises:
        QueryError: it names a graph that is used here.
    """
    if "urn:x-kg:following:" in update:
        raise QueryError("SPARQL: graphs <urn:x-kg:following:…> are used by the store itself")
    return " ;\n".join(_operations(_significant(update))) or update


def _significant(update: str) -> list[_Token]:
    found: list[_Token] = []
    for kind, text in tokens(update):
        if kind != "comment" and not text.isspace():
            found.append(_Token(kind, text))
        elif found:
            found[-1] = found[-1]._replace(after=" ")
    return found


def _operations(found: Sequence[_Token]) -> Iterator[str]:
    """The operations one by one, each with the declarations before it."""
    declared: list[str] = []
    operation: list[_Token] = []
    depth = 0
    for token in found:
        if not operation and _declares(token):
            declared.append(token.text)
            continue
        depth += _deeper(token)
        if token.text != ";" or depth:
            operation.append(token)
        else:
            yield " ".join([*declared, _follow(operation)])
            declared, operation = [], []
    if operation or declared:
        yield " ".join([*declared, _follow(operation) if operation else ""])


def _declares(token: _Token) -> bool:
    """Whether a token before an operation belongs to PREFIX, BASE or VERSION."""
    return token.kind in {"iri", "name", "string"} or token.word in {"PREFIX", "BASE", "VERSION"}


def _deeper(token: _Token) -> int:
    return {"{": 1, "}": -1}.get(token.text, 0) if token.kind == "other" else 0


@dataclass(frozen=True, slots=True)
class _Template:
    """The text of a template: as it stands, without empty graphs, what is outside of GRAPH, inside, and the graphs."""

    source: str = ""
    pattern: str = ""
    plain: str = ""
    named: str = ""
    graphs: tuple[str, ...] = ()
    anonymous: bool = False

    def text(self, keyword: str, *more: str) -> str:
        """`INSERT { … }` with the source text and further quads."""
        parts = [self.source, *more]
        return f"{keyword} {{ {' '.join(filter(None, parts))} }}" if any(parts) else ""


def _follow(operation: Sequence[_Token]) -> str:
    words = [token.word for token in operation]
    as_it_is = _text(operation)
    match words:
        case ["INSERT", "DATA", "{", *_, "}"]:
            return _insert_data(_template(operation[3:-1]), as_it_is)
        case ["DELETE", "DATA", "{", *_, "}"]:
            return _modify("", _template(operation[3:-1]), _Template(), "WHERE {}")
        case ["DELETE", "WHERE", "{", *_, "}"]:
            template = _template(operation[3:-1])
            return _modify("", template, _Template(), f"WHERE {{ {template.pattern} }}")
        case ["WITH" | "INSERT" | "DELETE", *_]:
            return _read_modify(operation, words) or as_it_is
        case ["CLEAR" | "DROP" as verb, *rest]:
            return _clear(verb, rest, as_it_is)
        case ["ADD" | "COPY" | "MOVE" as verb, *rest]:
            return _copy(verb, rest, as_it_is)
    return as_it_is


def _insert_data(inserted: _Template, as_it_is: str) -> str:
    if not inserted.named:
        return as_it_is
    if inserted.anonymous:
        return " ;\n".join([as_it_is, *_all_of(inserted.graphs)])
    return f"INSERT DATA {{ {inserted.named} . {inserted.source} }}"


def _read_modify(operation: Sequence[_Token], words: Sequence[str]) -> str | None:
    """`WITH … DELETE { … } INSERT { … } USING … WHERE { … }`; None if it is not that."""
    at = 2 if words[0] == "WITH" else 0
    graph = operation[1].text if at and len(operation) > 1 else ""
    templates = {"DELETE": _Template(), "INSERT": _Template()}
    for keyword in templates:
        if at + 1 < len(words) and words[at] == keyword and words[at + 1] == "{":
            end = _closing(operation, at + 1)
            templates[keyword] = _template(operation[at + 2 : end], graph)
            at = end + 1
    if not {"WHERE", "USING"} & set(words[at : at + 1]):
        return None
    return _modify(f"WITH {graph}" if graph else "", templates["DELETE"], templates["INSERT"], _text(operation[at:]))


def _modify(with_graph: str, deleted: _Template, inserted: _Template, where: str) -> str:
    """The operation, which records what it touches, and what follows from that."""
    touched = " . ".join(filter(None, [deleted.plain, "" if inserted.anonymous else inserted.named]))
    kept = inserted.plain if deleted.named else ""
    records = ((_GONE, deleted.named), (_TOUCHED, touched), (_KEPT, kept))
    recorded = [f"GRAPH {graph} {{ {text} }}" for graph, text in records if text]
    operations = [" ".join([with_graph, deleted.text("DELETE"), inserted.text("INSERT", *recorded), where])]
    if deleted.named:
        excepted = f"FILTER NOT EXISTS {{ GRAPH {_KEPT} {_TRIPLE} }}" if kept else ""
        operations.append(f"DELETE {_TRIPLE} WHERE {{ GRAPH {_GONE} {_TRIPLE} FILTER NOT {_HELD} {excepted} }}")
    if touched:
        operations.append(f"INSERT {_TRIPLE} WHERE {{ GRAPH {_TOUCHED} {_TRIPLE} FILTER {_HELD} }}")
    operations += [f"DROP SILENT GRAPH {graph}" for graph, text in records if text]
    if inserted.anonymous:
        operations += _all_of(inserted.graphs)
    return " ;\n".join(operations)


def _clear(verb: str, rest: Sequence[str], as_it_is: str) -> str:
    match [word for word in rest if word != "SILENT"]:
        case ["GRAPH", graph]:
            return f"{_let_go(graph)} ;\n{as_it_is}"
        case ["NAMED"]:
            return f"DELETE {_TRIPLE} WHERE {{ ?s ?p ?o GRAPH ?g {_TRIPLE} }} ;\n{as_it_is}"
        case ["DEFAULT"] if verb in {"CLEAR", "DROP"}:
            return f"DELETE {_TRIPLE} WHERE {{ ?s ?p ?o FILTER NOT EXISTS {{ GRAPH ?g {_TRIPLE} }} }}"
    return as_it_is


def _copy(verb: str, rest: Sequence[str], as_it_is: str) -> str:
    """ADD, COPY and MOVE from one graph to another, either of which may be the default graph."""
    match [word for word in rest if word not in {"SILENT", "GRAPH"}]:
        case [source, "TO", target] if source == target:
            return as_it_is
        case [_, "TO", "DEFAULT"]:
            return as_it_is if verb == "ADD" else f"{as_it_is} ;\n{_ALL_IN}"
        case [source, "TO", target]:
            before = [_let_go(target)] if verb != "ADD" and source != "DEFAULT" else []
            return " ;\n".join([*before, as_it_is, *_all_of([target])])
    return as_it_is


def _let_go(graph: str) -> str:
    """What only `graph` holds leaves the default graph."""
    elsewhere = f"FILTER NOT EXISTS {{ GRAPH ?g {_TRIPLE} FILTER(?g != {graph}) }}"
    return f"DELETE {_TRIPLE} WHERE {{ GRAPH {graph} {_TRIPLE} {elsewhere} }}"


def _all_of(graphs: Sequence[str]) -> list[str]:
    """What the graphs hold and the default graph lacks is put there; a variable means any of them."""
    if any(graph.startswith(("?", "$")) for graph in graphs):
        return [_ALL_IN]
    missing = f"FILTER NOT EXISTS {_TRIPLE}"
    return [f"INSERT {_TRIPLE} WHERE {{ GRAPH {g} {_TRIPLE} {missing} }}" for g in dict.fromkeys(graphs)]


def _template(inside: Sequence[_Token], with_graph: str = "") -> _Template:
    """What stands between the braces of a template; `with_graph` names the graph of triples outside of GRAPH."""
    plain: list[str] = []
    named: list[str] = []
    pattern: list[str] = []
    graphs: list[str] = []
    anonymous = False
    at = 0
    while at < len(inside):
        start, graph, where = at, with_graph, named if with_graph else plain
        said = inside[at].word == "GRAPH" and at + 2 < len(inside) and inside[at + 2].text == "{"
        if said:
            graph, where = inside[at + 1].text, named
            at = _closing(inside, at + 2)
            part = inside[start + 3 : at]
            at += 1
        else:
            at = next((n for n in range(at + 1, len(inside)) if inside[n].word == "GRAPH"), len(inside))
            part = inside[start:at]
        if text := _text(part).strip(" .") + ("." if _text(part).rstrip(" .").endswith("\\") else ""):
            where.append(text)
            pattern.append(f"GRAPH {graph} {{ {text} }}" if said else text)
            graphs += [graph] if graph else []
            anonymous |= bool(graph) and any(token.kind == "other" and token.text in "[(" for token in part)
    dot = " . "
    return _Template(_text(inside), dot.join(pattern), dot.join(plain), dot.join(named), tuple(graphs), anonymous)


def _closing(found: Sequence[_Token], opening: int) -> int:
    """Where the brace that stands at `opening` is closed; the end where it is not."""
    depth = 0
    for index in range(opening, len(found)):
        depth += _deeper(found[index])
        if depth == 0:
            return index
    return len(found)


def _text(found: Sequence[_Token]) -> str:
    return "".join(token.text + token.after for token in found)

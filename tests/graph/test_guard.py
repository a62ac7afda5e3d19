"""What would reach out of the store is found whatever it is written like, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.graph.guard import refuse_remote, tokens


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <urn:x> {} }",
        "SELECT*{service<urn:x>{}}",
        "SELECT * { ?a ?b '#' SERVICE ?x {} }",
        "SELECT * { ?a ?b <urn:#x> . SERVICE ?x {} }",
        "SELECT * { ?a ?b '''it's''' SERVICE ?x {} }",
        'SELECT * { ?a ?b "\\"" SERVICE ?x {} }',
        "SELECT * { ?a ?b 1 SERVICE ?x {} }",
        "SELECT * { FILTER(?a<?b && ?c>?d) SERVICE ?x {} }",
        "SELECT * { SERV\\u0049CE <urn:x> {} }",
        "LOAD <urn:x>",
        "INSERT DATA {} ; loAd silent <urn:x>",
        "# comment\rLOAD <urn:x>",
    ],
)
def test_found(query: str) -> None:
    with pytest.raises(QueryError, match="refused"):
        refuse_remote(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service $load { ?service $load 'LOAD' }",
        'SELECT * { ?a ex:service "SERVICE" , """a "SERVICE" b""" }',
        "SELECT * { service:x load:y <http://x/SERVICE> } # SERVICE",
        "SELECT * { ?a ?b 'x'@service }",
        "SELECT * { ?a ?b 'it\\'s a SERVICE' }",
        "SELECT * { ?services ?p ex:a.load }",
    ],
)
def test_let_through(query: str) -> None:
    refuse_remote(query)


@given(st.text(max_size=200))
def test_tokens_are_the_text(text: str) -> None:
    assert "".join(token for _, token in tokens(text)) == text


@pytest.mark.parametrize(
    "text", ["'" * 60_000, '"""' + "\\" * 60_000, "<" * 60_000, ":" * 60_000, "a.-" * 20_000, "\\u00" * 15_000]
)
def test_long_nonsense_is_quick(text: str) -> None:
    refuse_remote(text)

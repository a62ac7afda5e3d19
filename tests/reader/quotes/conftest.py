from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Quote
from kg.reader.quotes import find_quotes


@pytest.fixture(scope="session")
def quotes() -> Callable[[str], tuple[Quote, ...]]:
    """Text → its quotations, with the shipped pipeline and the parse mended as the reader does."""
    from kg.language import load
    from kg.reader.syntax import repair

    nlp = load()
    return lambda text: find_quotes(repair(nlp(text)))

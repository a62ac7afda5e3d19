from __future__ import annotations

import pytest

from kg.schema import Schema, load


@pytest.fixture(scope="session")
def schema() -> Schema:
    return load()

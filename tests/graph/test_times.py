"""TIMEX3 values as typed literals and as bounds."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.times import bounds, literal


@pytest.mark.parametrize(
    ("value", "datatype", "written"),
    [
        ("2023-05-08", "date", "2023-05-08"),
        ("2023-05", "gYearMonth", "2023-05"),
        ("2023", "gYear", "2023"),
        ("2023-05-08T09:30", "dateTime", "2023-05-08T09:30:00"),
        ("P3D", "duration", "P3D"),
        ("P2W", "duration", "P14D"),
        ("PT90M", "duration", "PT90M"),
        ("P1Y2M", "duration", "P1Y2M"),
    ],
)
def test_a_datatype_where_one_fits(value: str, datatype: str, written: str) -> None:
    found = literal(value)
    assert found is not None
    assert (found.datatype.value.rpartition("#")[2], found.value) == (datatype, written)


@pytest.mark.parametrize(
    "value",
    ["2023-W19", "2023-SU", "2023-Q2", "202",
     "PRESENT_REF", "PXD", "P", "PT", "2023-02-30", "2023-13", "2023-05-08T25:00",
     "0000", "2023-05-08TMO", ""],
)  # fmt: skip
def test_none_where_none_fits(value: str) -> None:
    assert literal(value) is None


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2023-W19", date(2023, 5, 8), date(2023, 5, 14)),
        ("2023-W19-WE", date(2023, 5, 13), date(2023, 5, 14)),
        ("2023-Q4", date(2023, 10, 1), date(2023, 12, 31)),
        ("2023-H1", date(2023, 1, 1), date(2023, 6, 30)),
        ("2023-WI", date(2023, 12, 1), date(2024, 2, 29)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-05-08TMO", date(2023, 5, 8), date(2023, 5, 8)),
        ("2023-05-08T09:30", date(2023, 5, 8), date(2023, 5, 8)),
        ("199", date(1990, 1, 1), date(1999, 12, 31)),
        ("19", date(1900, 1, 1), date(1999, 12, 31)),
        ("2023-05-08/2023-06", date(2023, 5, 8), date(2023, 6, 30)),
        ("2023-05/..", date(2023, 5, 1), None),
        ("../2023", None, date(2023, 12, 31)),
    ],
)
def test_bounds(value: str, first: date | None, last: date | None) -> None:
    assert bounds(value) == (first, last)


@pytest.mark.parametrize("value", ["PRESENT_REF", "P3D", "XXXX-WXX-1", "2023-W60", "9999-WI", "000", ""])
def test_no_bounds(value: str) -> None:
    assert bounds(value) is None


@given(st.text(alphabet="0123456789-TWPQHSUXMODY:", max_size=16))
def test_never_fails(value: str) -> None:
    literal(value)
    between = bounds(value)
    assert between is None or between[0] <= between[1]

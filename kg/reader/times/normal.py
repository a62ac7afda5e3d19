"""The kinds of value that a rule can name, each with the function that works it out.

Takes nothing; gives a table by name. A rule of the language pack says `value = "weekday"`, and „am Mittwoch" is
worked out by that function.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.reader.times import clock, dates, durations, relative
from kg.reader.times.reading import Found, Reading

Normaliser = Callable[[Found, Reading], "str | None"]

NORMALISERS: Mapping[str, Normaliser] = {
    function.__name__: function
    for function in (
        clock.clock,
        clock.part,
        dates.century,
        dates.day,
        dates.decade,
        dates.holiday,
        dates.month,
        dates.part_of_date,
        dates.part_of_year,
        dates.season,
        dates.year,
        dates.years,
        durations.duration,
        durations.every,
        durations.joined,
        durations.part_of_unit,
        durations.sum_of_two,
        relative.compound,
        relative.deictic,
        relative.edge,
        relative.neighbour,
        relative.night,
        relative.nth,
        relative.shifted,
        relative.some_weekday,
        relative.weekday,
        relative.weekend,
    )
}

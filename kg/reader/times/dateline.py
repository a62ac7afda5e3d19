"""The day of an article that brings no date along: the one its dateline tells.

Takes the text and its times as read without a date; gives a day or None. A dateline stands in the first lines: a
place, or a word such as `Stand`, a day with its year, and after it a dash, a full stop or nothing.
Leaves out: days within a sentence, however near to the beginning.

„Graz, 10. Mai 2023 – Der Rat tagte." → 10 May 2023.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from kg.model import Time

# A dateline begins within so many characters, and has at most so many before its day.
_REACH = 600
_LONGEST = 60
_TAIL = re.compile(r"(?:,? ?(?:um )?\d{1,2}[.:]\d\d(?: Uhr)?)?\s{0,3}(?:$|[.:|(–—]|- )")
_WORD = re.compile(r"[^\W\d_][\w.-]*")


def dateline(text: str, times: Iterable[Time], words: Mapping[str, frozenset[str]]) -> date | None:
    """The day that the dateline tells, if there is one.

    Args:
        text: the article.
        times: its times in order, read without a date; a day told without its year is none of these.
        words: the lists labels, inside and never of the language.
    """
    for time in times:
        if time.start > _REACH:
            return None
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", time.value):
            continue
        low = text.rfind("\n", 0, time.start) + 1
        tail = text[time.end : time.end + 20].split("\n", maxsplit=1)[0]
        if time.start - low <= _LONGEST and _heads(text[low : time.start], words) and _TAIL.match(tail):
            return date.fromisoformat(time.value)
    return None


def _heads(head: str, words: Mapping[str, frozenset[str]]) -> bool:
    """Whether the words before the day are a label, or a place and nothing else."""
    found = _WORD.findall(head)
    if not found:
        return not head.strip()
    if found[0] in words["labels"]:
        return all(word in words["inside"] for word in found[1:])
    named = all(word[0].isupper() or word in words["inside"] for word in found)
    return named and found[0] not in words["never"] and head.rstrip().endswith((",", ")", "/", "–"))

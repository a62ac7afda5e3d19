"""What tests of quotations share: a passage's words, and quotations as type, words, speaker and cue."""

from __future__ import annotations

from collections.abc import Callable

from kg.model import Quote, Spans

Reader = Callable[[str], tuple[Quote, ...]]


def words(text: str, spans: Spans) -> str:
    return " … ".join(text[a:b] for a, b in spans)


def read(quotes: Reader, text: str) -> list[tuple[str, str, str | None, str | None]]:
    return [
        (q.type, words(text, q.spans), q.speaker and q.speaker.text, q.cue and q.cue.text)  # type: ignore[misc]
        for q in quotes(text)
    ]

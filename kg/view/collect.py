"""What the page needs besides statements: the articles' texts, mentions, quotations and times.

Takes a pyoxigraph store in the shape of docs/graph.md; gives frozen dataclasses. In „Wir prüfen das“, sagte
Kern. the quotation's spans, its speaker Kern and its cue sagte are told apart.

Leaves out: statements and entities (kg.analyse.read).
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from kg.analyse.statements import DCTERMS, ITSRDF, KG, NIF, SCHEMA, column, is_iri, labels, pairs, passage, values

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation: its words, who speaks and the verb of saying; spans are Python string offsets."""

    iri: str
    article: str
    type: str
    spans: Spans
    speaker: str | None
    speaker_text: str
    speaker_spans: Spans
    cue_spans: Spans


@dataclass(frozen=True, slots=True)
class Article:
    """An article with what was read from it. `mentions` are (start, end, entity IRI, named)."""

    iri: str
    title: str
    date: str | None
    publisher: str | None
    url: str | None
    text: str
    mentions: tuple[tuple[int, int, str, bool], ...]
    quotations: tuple[Quotation, ...]
    times: tuple[tuple[int, int, str], ...]


def articles(store: Any) -> tuple[Article, ...]:
    """The articles of the graph, by date, then IRI."""
    from pyoxigraph import NamedNode

    news = NamedNode(SCHEMA + "NewsArticle")
    type_ = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    found = {quad.subject.value for quad in store.quads_for_pattern(None, type_, news, None)}
    text = values(store, NIF + "isString")
    title = values(store, SCHEMA + "headline", SCHEMA + "name")
    name = values(store, DCTERMS + "identifier")
    date, publisher, url = (values(store, SCHEMA + p) for p in ("datePublished", "publisher", "url"))
    found |= set(text)
    mentions = _mentions(store)
    quotations = _quotations(store, text)
    times = _times(store)
    result = [
        Article(
            iri=iri,
            title=title.get(iri) or _headline(text.get(iri, "")) or name.get(iri) or iri,
            date=date.get(iri),
            publisher=publisher.get(iri),
            url=url.get(iri),
            text=text.get(iri, ""),
            mentions=tuple(sorted(mentions.get(iri, ()))),
            quotations=tuple(sorted(quotations.get(iri, ()), key=lambda q: (q.spans, q.iri))),
            times=tuple(sorted(times.get(iri, ()))),
        )
        for iri in found
    ]
    return tuple(sorted(result, key=lambda a: (a.date or "9999", a.iri)))


def _headline(text: str) -> str:
    """The first line, where it is short enough to be one."""
    line = text.strip().partition("\n")[0].strip()
    return line if len(line) <= 160 else line[:80].rstrip() + "…"


def _mentions(store: Any) -> dict[str, set[tuple[int, int, str, bool]]]:
    named = values(store, KG + "named")
    found: dict[str, set[tuple[int, int, str, bool]]] = defaultdict(set)
    for node, term in pairs(store, ITSRDF + "taIdentRef"):
        if is_iri(term) and (where := passage(node)):
            found[where.article].add((where.start, where.end, term.value, named.get(node) == "true"))
    return found


def _times(store: Any) -> dict[str, set[tuple[int, int, str]]]:
    found: dict[str, set[tuple[int, int, str]]] = defaultdict(set)
    timex = values(store, KG + "timex", KG + "timexValue")
    # A time's evidence hangs on the time where it is a node of its own, else the passage itself has the value.
    evidence = column(store, KG + "evidence")
    for node, value in timex.items():
        places = [node, *(term.value for term in evidence.get(node, ()))]
        for where in filter(None, map(passage, places)):
            found[where.article].add((where.start, where.end, value))
    return found


def _quotations(store: Any, text: dict[str, str]) -> dict[str, list[Quotation]]:
    kinds = values(store, KG + "quotationType")
    evidence = column(store, KG + "evidence")
    cue_evidence = column(store, KG + "cueEvidence")
    speaker_evidence = column(store, KG + "speakerEvidence")
    cues = values(store, KG + "cue")
    words = values(store, KG + "speakerText")
    speakers = column(store, KG + "speaker")
    named = labels(store)
    found: dict[str, list[Quotation]] = defaultdict(list)
    for iri in sorted(set(kinds) | set(cues)):
        places = sorted({p for term in evidence.get(iri, ()) if (p := passage(term.value))})
        article = places[0].article if places else iri.partition("#")[0]
        whole = text.get(article, "")
        speaker = next((t for t in speakers.get(iri, ()) if is_iri(t)), None)
        said_by = words.get(iri) or next((t.value for t in speakers.get(iri, ()) if not is_iri(t)), "")
        spans, speaker_spans, cue_spans = _sort_out(
            [(p.start, p.end) for p in places], whole, said_by, cues.get(iri, "")
        )
        speaker_spans = _spans(speaker_evidence.get(iri, [])) or speaker_spans or _nearest(whole, said_by, spans)
        cue_spans = _spans(cue_evidence.get(iri, [])) or cue_spans or _nearest(whole, cues.get(iri, ""), spans)
        found[article].append(
            Quotation(
                iri=iri,
                article=article,
                type=kinds.get(iri, ""),
                spans=spans,
                speaker=speaker.value if speaker else None,
                speaker_text=said_by or (named(speaker.value) if speaker else ""),
                speaker_spans=speaker_spans,
                cue_spans=cue_spans,
            )
        )
    return found


def _spans(terms: list[Any]) -> Spans:
    return tuple((p.start, p.end) for term in terms if (p := passage(term.value)))


def _nearest(text: str, words: str, spans: Spans) -> Spans:
    """Where `words` stand nearest to a quotation, at most 240 characters away; the graph gives words alone.

    The parts of a cue with a gap ("teilte … mit") are looked for one by one.
    """
    if not spans:
        return ()
    first, last = spans[0][0], spans[-1][1]
    low = max(0, first - 240)
    found = []
    for part in filter(None, (piece.strip() for piece in words.split("…"))):
        pattern = rf"(?<!\w){re.escape(part)}(?!\w)"
        places = [(m.start() + low, m.end() + low) for m in re.finditer(pattern, text[low : last + 240])]
        if places:
            found.append(min(places, key=lambda at: (max(first - at[1], at[0] - last), at)))
    return tuple(sorted(found))


def _sort_out(spans: list[tuple[int, int]], text: str, speaker: str, cue: str) -> tuple[Spans, Spans, Spans]:
    """Tells a quotation's own spans from those of its speaker and cue, by the words that stand there.

    A cue with a gap ("teilte … mit") is known by its parts.
    """
    said = {part.strip() for part in cue.split("…")} - {""}
    by = {part.strip() for part in speaker.split("…")} - {""}
    cues = [s for s in spans if text[s[0] : s[1]] in said]
    speakers = [s for s in spans if text[s[0] : s[1]] in by and s not in cues]
    rest = [s for s in spans if s not in cues and s not in speakers]
    if not rest:
        return tuple(spans), (), ()
    return tuple(rest), tuple(speakers), tuple(cues)

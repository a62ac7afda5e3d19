"""The graph's statements and entities, read in one pass over each property.

Takes a pyoxigraph store; gives the dataclasses of kg.analyse.statements. "Laut Kern trat der Rat zurück."
gives a statement whose `speaker_text` is "Kern" even where Kern is no known entity.

Leaves out: bare triples, which `kg.analyse.project` adds where no statement carries them.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

from kg.analyse.statements import (
    _TYPE_OF_CLASS,
    ITSRDF,
    KG,
    ORG,
    OWL,
    PROV,
    RDF,
    RDFS,
    SKOS,
    TIME,
    Argument,
    Evidence,
    Labels,
    Node,
    Statement,
    _passages,
    column,
    is_iri,
    labels,
    local,
    pairs,
    passage,
    values,
)

SKIPPED_CLASSES = frozenset({OWL + "Thing", RDFS + "Resource"})


def statements(store: Any, *, language: str = "de", words: dict[str, str] | None = None) -> tuple[Statement, ...]:
    """Every reified statement, sorted by article and place in the text.

    Args:
        store: a `pyoxigraph.Store`.
        language: for the labels of properties, where `words` or the graph has several.
        words: property IRI → label, from the ontology.
    """
    named = labels(store, language)
    cells = {
        name: column(store, *terms)
        for name, terms in {
            "subject": (RDF + "subject",),
            "subject_text": (KG + "subjectText",),
            "predicate": (RDF + "predicate",),
            "object": (RDF + "object",),
            "object_text": (KG + "objectText",),
            "kind": (KG + "kind",),
            "lemma": (KG + "lemma",),
            "polarity": (KG + "polarity",),
            "modality": (KG + "modality",),
            "confidence": (KG + "confidence",),
            "speaker": (PROV + "wasAttributedTo",),
            "speaker_text": (KG + "attributedTo",),
            "quotation": (KG + "inQuotation",),
            "sentence": (KG + "sentence", PROV + "wasQuotedFrom"),
            "evidence": (KG + "evidence",),
            "time": (KG + "time",),
            "place": (KG + "place",),
            "argument": (KG + "argument",),
        }.items()
    }
    fillers = column(store, KG + "filler", ITSRDF + "taIdentRef")
    roles = values(store, KG + "role")
    timex = values(store, KG + "timexValue", KG + "timex")
    begin, end, day = (values(store, p) for p in (TIME + "hasBeginning", TIME + "hasEnd", TIME + "inXSDDate"))
    types = column(store, RDF + "type")
    posts = _posts(store)
    mentions = _mentions(store)

    def first(iri: str, *names: str) -> Any:
        for name in names:
            if terms := cells[name].get(iri):
                return terms[0]
        return None

    def text(iri: str, *names: str) -> str:
        term = first(iri, *names)
        return "" if term is None else named(term.value) if is_iri(term) else term.value

    def participant(iri: str, name: str) -> tuple[str | None, str]:
        term = first(iri, name)
        words_of = text(iri, name + "_text")
        if term is None:
            return None, words_of
        return (term.value, words_of or named(term.value)) if is_iri(term) else (None, term.value)

    def arguments(iri: str) -> tuple[Argument, ...]:
        found = []
        for term in cells["argument"].get(iri, ()):
            role = local(roles.get(term.value, "argument"))
            filler = fillers.get(term.value, [None])[0]
            if filler is not None and is_iri(filler):
                found.append(Argument(role, filler.value, named(filler.value)))
            elif filler is not None or term.value in named.of:
                found.append(Argument(role, None, filler.value if filler is not None else named(term.value)))
        return tuple(sorted(found, key=lambda a: (a.role, a.iri or "", a.text)))

    result = []
    for iri in cells["predicate"]:
        subject, subject_text = participant(iri, "subject")
        object_, object_text = participant(iri, "object")
        prop = first(iri, "predicate").value
        lemma = text(iri, "lemma")
        known = prop.startswith((KG, ORG)) or "/relation/" not in prop
        label = (words or {}).get(prop) or named.of.get(prop) or lemma or local(prop)
        if object_ in posts:
            label, object_, object_text = _fold(posts[object_], named)
        classes = {term.value for term in types.get(iri, ())}
        modality = text(iri, "modality")
        polarity = _local_value(first(iri, "polarity")) or "positive"
        speaker, speaker_text = participant(iri, "speaker")
        asserted = KG + "Assertion" in classes or (
            KG + "Claim" not in classes
            and polarity == "positive"
            and not modality
            and speaker is None
            and not speaker_text
        )
        stamp, first_day, last_day = _time(first(iri, "time"), timex, (begin, end, day), named)
        sentence = next((found for term in cells["sentence"].get(iri, ()) if (found := passage(term.value))), None)
        evidence = _passages(cells["evidence"].get(iri, [])) or ((sentence,) if sentence else ())
        quotation = first(iri, "quotation")
        place = first(iri, "place")
        further = arguments(iri)
        if place is not None and is_iri(place) and not any(a.iri == place.value for a in further):
            further = (*further, Argument("place", place.value, named(place.value)))
        result.append(
            Statement(
                iri=iri,
                kind=text(iri, "kind"),
                subject=subject,
                subject_text=subject_text,
                property=prop if known else None,
                lemma=lemma,
                label=label,
                object=object_,
                object_text=object_text,
                arguments=further,
                polarity=polarity,
                modality=_local_value(first(iri, "modality")) or None,
                status="fact" if asserted else "claim",
                speaker=speaker,
                speaker_text=speaker_text,
                quotation=quotation.value if quotation is not None else None,
                article=sentence.article if sentence else evidence[0].article if evidence else _article(iri),
                sentence=sentence,
                evidence=evidence,
                time=stamp,
                first=first_day,
                last=last_day,
                place=text(iri, "place") or None,
                confidence=float(text(iri, "confidence") or 1.0),
                mentioned=_named_in(evidence, mentions),
            )
        )
    return tuple(sorted(result, key=lambda s: (s.article or "", s.evidence, s.iri)))


def _mentions(store: Any) -> dict[str, list[tuple[int, int, str]]]:
    """Article → its mentions (start, end, entity) in order."""
    found: dict[str, list[tuple[int, int, str]]] = {}
    for node, term in pairs(store, ITSRDF + "taIdentRef"):
        if is_iri(term) and (where := passage(node)):
            found.setdefault(where.article, []).append((where.start, where.end, term.value))
    for mentions in found.values():
        mentions.sort()
    return found


def _named_in(evidence: tuple[Evidence, ...], mentions: dict[str, list[tuple[int, int, str]]]) -> tuple[str, ...]:
    """Entities that are mentioned within the passages, in order of the text."""
    found: dict[str, None] = {}
    for span in evidence:
        inside = mentions.get(span.article, [])
        for start, end, entity in inside[bisect_left(inside, (span.start, 0, "")) :]:
            if start >= span.end:
                break
            if end <= span.end:
                found[entity] = None
    return tuple(found)


def _article(iri: str) -> str | None:
    return iri.partition("#")[0] if "#" in iri else None


def _local_value(term: Any) -> str:
    return "" if term is None else local(term.value) if is_iri(term) else term.value


def _posts(store: Any) -> dict[str, tuple[str, str | None]]:
    """Post IRI → its title's IRI-independent label and the organization it is in."""
    post_in = values(store, ORG + "postIn")
    named = labels(store)
    posts = {s for s, term in pairs(store, RDF + "type") if term.value == ORG + "Post"} | set(post_in)
    return {post: (named(post), post_in.get(post)) for post in sorted(posts)}


def _fold(post: tuple[str, str | None], named: Labels) -> tuple[str, str | None, str]:
    """Predicate, object and its words: the title of the post, and the organization where one is known."""
    title, organization = post
    return title, organization, named(organization) if organization else ""


def _time(
    term: Any,
    timex: dict[str, str],
    instants: tuple[dict[str, str], dict[str, str], dict[str, str]],
    named: Labels,
) -> tuple[str | None, str | None, str | None]:
    """What is shown of a time, and its first and last day as ISO dates where the calendar gives any."""
    if term is None:
        return None, None, None
    if is_iri(term):
        begin, end, day = instants
        shown = timex.get(term.value) or named(term.value)
        first, last = (day.get(which.get(term.value, ""), "")[:10] for which in (begin, end))
        if first and last:
            return shown, first, last
        return shown, *_bounds(shown)
    return term.value, *_bounds(term.value)


def _bounds(value: str) -> tuple[str | None, str | None]:
    from kg.graph.times import bounds

    first, last = bounds(value) or (None, None)
    return first.isoformat() if first else None, last.isoformat() if last else None


def nodes(store: Any, found: tuple[Statement, ...], *, language: str = "de") -> tuple[Node, ...]:
    """The entities: whatever a mention or a statement names, sorted by IRI."""
    named = labels(store, language)
    posts = _posts(store)
    iris = {term.value for _, term in pairs(store, ITSRDF + "taIdentRef") if is_iri(term)}
    for s in found:
        iris.update(i for i in (s.subject, s.object, s.speaker, *(a.iri for a in s.arguments)) if i)
    iris -= set(posts)
    classes = column(store, RDF + "type")
    aliases = column(store, SKOS + "altLabel")
    same = column(store, OWL + "sameAs", SKOS + "exactMatch", SKOS + "closeMatch")
    offices: dict[str, set[str]] = {}
    for person, post in pairs(store, ORG + "holds"):
        title, organization = posts.get(post.value, (named(post.value), None))
        offices.setdefault(person, set()).add(title if organization is None else f"{title} ({named(organization)})")
    result = []
    for iri in sorted(iris):
        own = [t.value for t in classes.get(iri, ()) if is_iri(t) and t.value not in SKIPPED_CLASSES]
        label = named(iri)
        others = sorted({t.value for t in aliases.get(iri, ())} - {label})
        equal = tuple(t.value for t in same.get(iri, ()) if is_iri(t) and t.value != iri)
        result.append(
            Node(iri, label, _type(own), tuple(own), tuple(others), equal, tuple(sorted(offices.get(iri, ()))))
        )
    return tuple(result)


def _type(classes: list[str]) -> str:
    for name in classes:
        if name in _TYPE_OF_CLASS:
            return _TYPE_OF_CLASS[name]
    from kg.analyse.words import mention_type

    return next((found for name in classes if (found := mention_type(name))), "Thing")


def span(evidence: Evidence) -> tuple[int, int]:
    """The offsets of an Evidence."""
    return evidence.start, evidence.end

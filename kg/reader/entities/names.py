"""Named mentions: the names of a text with their types, repaired and completed.

Takes a Doc with `doc.ents`, the schema's names and the word lists; gives `NamedMention`s in order of the text:
whole names (`named`), parts of compounds („NATO" in „NATO-Verteidigungsminister") and derived words („russische"),
which point to an entity and are no outer name themselves.
Leaves out: which names belong to one entity (cluster.py), nominal mentions and pronouns (nominals.py, pronouns.py).

Example: in „Der Wiener Bürgermeister Ludwig" `Wiener` is derived from the place and `Ludwig` is a person because
an office stands before it, whatever the tagger thought.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.reader.entities.bodies import seat
from kg.reader.entities.inner import inner_names
from kg.reader.entities.missed import again, titled, untagged
from kg.reader.entities.named import NamedMention, derives, lookup, nominative, pick, steady_forms
from kg.reader.entities.spans import spans_of_names
from kg.reader.entities.votes import agreed
from kg.reader.entities.words import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.schema import Schema


def find_names(doc: Doc, schema: Schema, words: Words) -> tuple[NamedMention, ...]:
    """The named mentions of a text, typed alike through the text, in order, none overlapping another whole one."""
    spans = spans_of_names(doc, schema, words)
    singles = {doc[first].text for first, last, _ in spans if first == last}
    plain_forms = singles | {doc[last].text for first, last, _ in spans if first < last}
    steady = steady_forms(doc, spans)
    names = [n for s in spans for n in _credits(doc, _whole(doc, s, schema, words, plain_forms, steady=steady), schema)]
    names = [n for n in names if not _is_nominal(doc, n, names, schema)]
    taken = {t for n in names for t in range(n.first, n.last + 1)}
    names += titled(doc, taken, words)
    names += again(doc, names, words)
    names += untagged(doc, names, words)
    names = agreed(doc, names, words, plain_forms)
    names += inner_names(doc, {t for n in names for t in range(n.first, n.last + 1)}, names, schema, words)
    return tuple(sorted(names, key=lambda n: (n.start, -n.end)))


def _whole(
    doc: Doc,
    where: tuple[int, int, str],
    schema: Schema,
    words: Words,
    plain_forms: set[str],
    *,
    steady: frozenset[str],
) -> NamedMention:
    first, last, type = where
    span = doc[first : last + 1]
    known = pick(lookup(schema, span.text), type)
    base = known.label if known is not None else nominative(span.text, doc[last], plain_forms, steady)
    noun = seat(doc[first], words) if first < last and known is None else None
    if noun is not None:
        # „des Landgerichts Lübeck": the genitive is the noun's
        base = f"{noun} {doc[first + 1 : last + 1].text}"
    derived = False
    if first == last and known is None:
        forms = schema.forms(span.text)
        derived = derives(doc[first]) and any(form in ("adjective", "inhabitant") for _, form in forms)
        if not derived and doc[first].pos_ == "ADJ" and span.text.endswith("er") and last + 1 < len(doc):
            derived = doc[last + 1].pos_ == "NOUN"
    sure = known is not None and (type in (known.type, "Thing") or known.kind == "kg:State")
    return NamedMention(
        start=span.start_char,
        end=span.end_char,
        text=span.text,
        type=known.type if known is not None and sure else type,
        first=first,
        last=last,
        base=base,
        known=known,
        sure=sure,
        named=not derived,
        derived=derived,
    )


def _is_nominal(doc: Doc, name: NamedMention, names: Sequence[NamedMention], schema: Schema) -> bool:
    """„die Allianz" beside the NATO: a noun with its article that the schema knows for another name of the text."""
    if name.first != name.last or name.first == 0 or doc[name.first - 1].pos_ not in ("DET", "ADJ", "ADP"):
        return False
    others = {nominal.iri for nominal, form in schema.forms(name.text) if form == "nominal"}
    return bool(others) and any(n.known is not None and n.known.iri in others and n is not name for n in names)


def _credits(doc: Doc, name: NamedMention, schema: Schema) -> Iterable[NamedMention]:
    """A picture's credits, „APA/AFP/Anna Huber", taken apart; every other name as it is."""
    pieces = name.text.split("/")
    if (
        len(pieces) < 2
        or name.known is not None
        or " " not in pieces[-1].strip()
        or not all(p[:1].isupper() for p in pieces)
    ):
        yield name
        return
    at = name.start
    for piece in pieces:
        known = pick(lookup(schema, piece), "Organization")
        type = "Person" if " " in piece and known is None else "Organization"
        span = doc.char_span(at, at + len(piece), alignment_mode="expand")
        first, last = (span.start, span.end - 1) if span is not None else (name.first, name.last)
        base = known.label if known is not None else piece
        yield replace(
            name,
            start=at,
            end=at + len(piece),
            text=piece,
            type=type,
            first=first,
            last=last,
            base=base,
            known=known,
            sure=True,
        )
        at += len(piece) + 1

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

from kg.reader.entities.composed import common_noun
from kg.reader.entities.forms import strong
from kg.reader.entities.inner import inner_names
from kg.reader.entities.missed import again, cued, titled, untagged
from kg.reader.entities.named import NamedMention, derives, lookup, nominative, pick, steady_forms
from kg.reader.entities.spans import spans_of_names
from kg.reader.entities.votes import agreed
from kg.reader.entities.words import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.schema import Name, Schema


def find_names(doc: Doc, schema: Schema, words: Words) -> tuple[NamedMention, ...]:
    """The named mentions of a text, typed alike through the text, in order, none overlapping another whole one."""
    spans = spans_of_names(doc, schema, words)
    singles = {doc[first].text for first, last, _ in spans if first == last}
    plain_forms = singles | {doc[last].text for first, last, _ in spans if first < last}
    steady = steady_forms(doc, spans)
    names = [n for s in spans for n in _credits(doc, _whole(doc, s, schema, words, plain_forms, steady=steady), schema)]
    names = _foreign_again([n for n in names if not _is_nominal(doc, n, names, schema)])
    taken = {t for n in names for t in range(n.first, n.last + 1)}
    names += titled(doc, taken, words)
    names += cued(doc, {t for n in names for t in range(n.first, n.last + 1)}, words)
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
    candidates = lookup(schema, span.text)
    known = pick(candidates, type)
    base = known.label if known is not None else nominative(span.text, doc[last], plain_forms, steady)
    state = _state_before(doc, first, schema) if known is not None and known.belongs_to is not None else None
    if known is not None and state is not None and state.iri != known.belongs_to and known.type == "Organization":
        # „die französische Linkspartei" is not the German one
        known = next((n for n in candidates if n.belongs_to == state.iri), None)
        type = "Organization"
        gender = next(iter(doc[last].morph.get("Gender", [])), None)
        base = known.label if known is not None else f"{strong(state.adjectives[0] + 'e', gender)} {span.text}"
    if first < last and known is None and type != "Person":
        base = _upright(doc, first, last, base, words)
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


def _state_before(doc: Doc, first: int, schema: Schema) -> Name | None:
    """The state whose adjective stands before the name."""
    index = first - 1
    while index >= 0 and doc[index].pos_ == "ADJ" and doc[index].text[:1].islower():
        for name, form in schema.forms(doc[index].text):
            if form == "adjective" and name.kind == "kg:State" and name.adjectives:
                return name
        index -= 1
    return None


def _foreign_again(names: list[NamedMention]) -> list[NamedMention]:
    """After „die französische Linkspartei" the bare name is the French one's as well."""
    first: dict[str, NamedMention] = {}
    found = []
    for name in names:
        if name.known is None and name.base.endswith(" " + name.text) and name.named:
            first.setdefault(name.text, name)
        model = first.get(name.text)
        if model is not None and name.known is not None:
            name = replace(name, base=model.base, known=None, type=model.type, sure=False)
        found.append(name)
    return found


def _upright(doc: Doc, first: int, last: int, base: str, words: Words) -> str:
    """A name in the nominative: „des Landgerichts Lübeck" the noun, „des Deutschen Ruderverbands" the adjective."""
    noun = common_noun(doc[first], words)
    if noun != doc[first].text:
        return f"{noun} {doc[first + 1 : last + 1].text}"  # the genitive is the noun's
    head = next((t for t in doc[first : last + 1] if t.pos_ in ("NOUN", "PROPN")), None)
    pieces = base.split(" ")
    if pieces[-1] != doc[last].text and words.kind(doc[last].text) is not None:
        pieces[-1] = common_noun(doc[last], words)  # „des Nordischen Ruder-Bundes"
        base = " ".join(pieces)
    if head is None or head.i == first or len(pieces) < last - first + 1:
        return base
    if head.i < last and "Gen" in head.morph.get("Case", []):
        pieces[head.i - first] = common_noun(head, words)  # „des Königlichen Rats Irans"
        pieces[-1] = doc[last].text
    plural = "Plur" in head.morph.get("Number", [])
    noun = common_noun(head, words).lower()
    told = (gender for gender, ends in words.head_genders.items() if noun.endswith(ends))
    gender = next(told, None) or next(iter(head.morph.get("Gender", [])), None)
    for n, token in enumerate(doc[first : head.i]):
        if token.pos_ == "ADJ" and pieces[n] == token.text and token.text.endswith(("en", "em")):
            pieces[n] = strong(token.text, "Fem" if plural else gender)  # the plural ends like the feminine
    return " ".join(pieces)


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

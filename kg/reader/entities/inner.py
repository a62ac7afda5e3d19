"""Names inside words, and words derived from names.

Takes tokens that are no name as a whole; gives parts of compounds („US" in „US-Soldaten", „Kreml" in „Kremlchef"),
works and events named by a compound („NATO-Russland-Grundakte", „Ukraine-Krieg"), adjectives and inhabitants.
Leaves out: parts that neither the schema nor the text knows as a name.

Example: „Wiener" before a noun points to the place, „der Wiener" alone to a person of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.reader.entities.forms import genitive_bases
from kg.reader.entities.named import NamedMention, lookup, pick
from kg.reader.entities.words import OfficeWord, Words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.schema import Name, Schema


def inner_names(
    doc: Doc, taken: set[int], names: list[NamedMention], schema: Schema, words: Words
) -> list[NamedMention]:
    """Parts of words, compound names and derived words among the tokens that are not `taken` by whole names."""
    by_text: dict[str, NamedMention] = {}
    for name in names:
        if name.named and " " not in name.base:
            by_text.setdefault(name.base, name)
    found: list[NamedMention] = []
    for token in doc:
        if (
            token.is_space
            or token.is_punct
            or not token.text[:1].isalpha()
            or (token.i in taken and "-" not in token.text)
        ):
            continue
        if token.i in taken:
            continue
        if token.pos_ == "ADJ" or token.text[:1].islower() or _before_noun(doc, token):
            derived = _derived(doc, token, schema)
            if derived is not None:
                found.append(derived)
                continue
        if token.pos_ not in ("NOUN", "PROPN", "X", "ADJ"):
            continue
        if "-" in token.text.strip("-"):
            found += _hyphen_parts(token, by_text, schema, words)
        else:
            found += _closed_parts(token, schema, words)
            inhabitant = _inhabitant(token, schema)
            if inhabitant is not None:
                found.append(inhabitant)
    return found


def _before_noun(doc: Doc, token: Token) -> bool:
    """Whether a word in -er stands right before the noun that it belongs to („die Zürcher Polizei")."""
    if not token.text.endswith("er") or token.i + 1 >= len(doc) or doc[token.i + 1].pos_ != "NOUN":
        return False
    return token.head == doc[token.i + 1] or token.dep_ == "amod"


def _derived(doc: Doc, token: Token, schema: Schema) -> NamedMention | None:
    """„russische", „US-amerikanischen", „Wiener" before a noun."""
    if token.i + 1 >= len(doc) or token.pos_ in ("VERB", "AUX", "ADP", "DET", "PRON", "CCONJ", "SCONJ", "PART"):
        return None
    forms = [n for n, form in schema.forms(token.text) if form == "adjective" and n.type in ("Place", "Organization")]
    if (
        not forms
        and token.text[:1].isupper()
        and token.text.endswith("er")
        and len(token.text) > 4
        and doc[token.i + 1].pos_ in ("NOUN", "ADJ")
    ):
        stem = token.text[:-2]
        forms = [
            n for base in (stem, stem + "en", stem + "e", stem + "n") for n in lookup(schema, base) if n.type == "Place"
        ]
        # „Zürcher", „Basler": the city is known by its inhabitants
        forms = forms or [n for n, form in schema.forms(token.text) if form == "inhabitant" and n.kind == "kg:City"]
    if not forms:
        return None
    return _derived_mention(token, forms[0], forms[0].type)


def _inhabitant(token: Token, schema: Schema) -> NamedMention | None:
    for name, form in schema.forms(token.text):
        if form == "inhabitant":
            return replace(_derived_mention(token, name, "Group"), known=None, base=token.lemma_ or token.text)
        if form in ("label", "alternative"):
            return None
    return None


def _derived_mention(token: Token, name: Name, type: str) -> NamedMention:
    return NamedMention(
        start=token.idx,
        end=token.idx + len(token),
        text=token.text,
        type=type,
        first=token.i,
        last=token.i,
        base=name.label,
        named=False,
        derived=True,
        known=name,
    )


def _hyphen_parts(
    token: Token, by_text: dict[str, NamedMention], schema: Schema, words: Words
) -> Iterable[NamedMention]:
    """„US-Soldaten" → US; „NATO-Russland-Grundakte" → the work, and in it NATO and Russland."""
    pieces = token.text.split("-")
    if pieces[-1] in words.generic:
        return  # „US-Dollar" is no mention of the state
    head = pieces[-1].lower()
    at = token.idx
    parts: list[NamedMention] = []
    joined = "-".join(pieces[:-1])
    candidates = [(joined, token.idx)] if len(pieces) > 2 else []
    for piece in pieces[:-1]:
        candidates.append((piece, at))
        at += len(piece) + 1
    office = words.office(token.text)
    for text, start in candidates:
        if len(text) < 2 or any(p.start <= start < p.end for p in parts):
            continue
        known = pick(lookup(schema, text), "Organization")
        like = by_text.get(text) or next((by_text[b] for b in genitive_bases(text) if b in by_text), None)
        if known is None and like is not None:
            known = like.known
        if known is None and like is None and not (office is not None and _is_body(text, office, words)):
            continue
        type = known.type if known is not None else like.type if like is not None else "Organization"
        base = known.label if known is not None else like.base if like is not None else text
        parts.append(
            NamedMention(
                start, start + len(text), text, type, token.i, token.i, base, named=False, part=True, known=known
            )
        )
    institute = words.kind(pieces[-1]) in ("association", "company") and head in words.institutes
    if institute and (len(pieces) > 2 or parts or words.gender_of_given(pieces[0]) is not None):
        yield NamedMention(token.idx, token.idx + len(token), token.text, "Organization", token.i, token.i, token.text)
        return
    if parts and parts[-1].known is not None:
        whole = "Work" if head in words.work_heads else "Event" if head in words.event_heads else None
        if whole is not None:
            base = _without_ending(token.text, (*words.work_heads, *words.event_heads))
            yield NamedMention(token.idx, token.idx + len(token), token.text, whole, token.i, token.i, base)
    yield from parts


def _closed_parts(token: Token, schema: Schema, words: Words) -> Iterable[NamedMention]:
    """„Kremlchef" → Kreml; „Bundestagsabgeordnete" → Bundestag; „Irakkrieg" → the event, and in it Irak."""
    office = words.office(token.text)
    event = None
    if office is None:
        event = next((h for h in words.event_heads if token.lower_.endswith(h) and len(token) > len(h) + 3), None)
        before = token.text[: -len(event)] if event else ""
    else:
        before = office.before.rstrip("-")
    if len(before) < 3:
        return
    known = pick(lookup(schema, before), "Organization")
    if known is None and before.endswith("s"):
        known = pick(lookup(schema, before[:-1]), "Organization")
        before = before[:-1]
    if known is None:
        return
    if event:
        base = _without_ending(token.text, words.event_heads)
        yield NamedMention(token.idx, token.idx + len(token), token.text, "Event", token.i, token.i, base)
    yield NamedMention(
        token.idx,
        token.idx + len(before),
        before,
        known.type,
        token.i,
        token.i,
        known.label,
        named=False,
        part=True,
        known=known,
    )


def _is_body(text: str, office: OfficeWord, words: Words) -> bool:
    """Whether an unknown part before an office names its body: „ABC-Vorsitzender", „Werft-Chef" but not „IT-Leiter"."""
    if office.form.kind != "holds" or text in words.not_bodies or not text[:1].isupper():
        return False
    if len(text) > 1 and text.isupper():
        return True
    return office.form.base == "chef" and words.office(text) is None and words.kind(text) is None


def _without_ending(text: str, heads: tuple[str, ...]) -> str:
    """The compound without the genitive of its head: „Ukraine-Kriegs" → Ukraine-Krieg."""
    head = text.rpartition("-")[2].lower()
    for ending in ("es", "s"):
        bare = head.removesuffix(ending)
        if bare != head and any(bare.endswith(known) for known in heads):
            return text[: -len(ending)]
    return text

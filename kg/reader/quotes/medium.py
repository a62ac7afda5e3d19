"""The medium of a quotation: speech, thought, writing, or two of them where the text leaves it open.

Takes what the cue's entry says and the words of the speaker; gives the medium. A document or newspaper writes, a
person speaks; of an authority one cannot tell. Leaves out: the medium of single words inside a quotation.

„teilte die Behörde mit" is speech or writing, „teilte ihr Sprecher mit" is speech.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.reader.entities.words import load_words
from kg.reader.quotes.drafts import Ranges
from kg.reader.quotes.lexicon import lexicon
from kg.reader.syntax import feature

if TYPE_CHECKING:
    from spacy.tokens import Doc


def medium_of(doc: Doc, expected: str, speaker: Ranges) -> str:
    """The medium by cue and speaker.

    Args:
        doc: the text.
        expected: the medium of the cue's entry.
        speaker: the speaker's token ranges.
    """
    if "thought" in expected:
        return expected
    kind = speaker_kind(doc, speaker)
    if kind == "document":
        return "writing"
    if kind == "person" and expected == "speech writing":
        return "speech"
    return expected


def speaker_kind(doc: Doc, speaker: Ranges) -> str | None:
    """Whether the speaker is a person, a document or a body (these words are returned); None where nothing tells.

    Several persons are a body: they may have spoken or written.
    """
    tokens = [doc[i] for a, b in speaker for i in range(a, b)]
    nouns = [t for t in tokens if t.pos_ in ("NOUN", "PROPN", "X", "PRON", "NUM")]
    if not nouns:
        return None
    for token in nouns[:2]:
        if is_document(token.text, name=token.pos_ != "NOUN"):
            return "document"
        if token.pos_ == "NOUN" and is_person(token.text):
            return "body" if feature(token, "Number") == "Plur" else "person"
    if nouns[0].lower_ in ("er", "ich", "dieser") or any(t.ent_type_ == "PER" for t in nouns):
        return "person"
    return "body" if any(is_body(t.text) for t in nouns[:1]) else None


def is_thing(doc: Doc, speaker: Ranges) -> bool:
    """Whether what stands where a speaker does is a common noun that names neither somebody nor a text."""
    words = [doc[i] for a, b in speaker for i in range(a, b)]
    noun = next((t for t in words if t.pos_ in ("NOUN", "PROPN", "PRON", "X")), None)
    if noun is None or noun.pos_ != "NOUN" or any(t.ent_type_ in ("PER", "ORG") for t in words):
        return False
    return speaker_kind(doc, speaker) is None and lexicon().noun(noun.text) is None


def is_document(noun: str, *, name: bool = False) -> bool:
    """Whether a noun is something written („Abschlussbericht", „Papier"); of a `name` only its end tells."""
    words = lexicon()
    cue = None if name else words.noun(noun)
    return noun.lower().endswith(tuple(words.documents)) or (cue is not None and cue.medium == "writing")


def is_person(noun: str) -> bool:
    """Whether a noun names somebody: by office or profession, or as a person in general."""
    known = load_words()
    return noun.lower() in known.persons or known.office(noun) is not None or known.agent(noun) is not None


def is_body(noun: str) -> bool:
    """Whether a noun names an organization or institution."""
    known = load_words()
    kind = known.kind(noun)
    return noun.lower().endswith(known.institutions) or (kind is not None and known.kind_types[kind] == "Organization")

"""Puts the shipped German pipeline together: tokenizer, sentences, parser, lemmas, names.

Takes a language, gives a spaCy Language whose Doc keeps to section 8 of docs/design.md.
Example: „Die Minister lehnten den Plan ab.“ gives `lehnten` the lemma `ablehnen` and `ab` the relation `compound:prt`.
"""

from __future__ import annotations

import gzip
import json
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any

from kg.language.sentences import sentence_starts
from kg.language.tokenizer import NewsTokenizer

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MAX_LENGTH = 100_000_000


def build_pipeline(language: str) -> Language:
    """The pipeline of a language pack."""
    import spacy
    from spacy.language import Language

    if not Language.has_factory("kg_sentences"):
        Language.component("kg_sentences", func=set_sentences)
        Language.component("kg_lemmas", func=set_lemmas)
    with as_file(files("kg.language").joinpath(language, "model")) as folder:
        nlp = spacy.load(folder / "parser")
        names = spacy.load(folder / "names", vocab=nlp.vocab)
    nlp.tokenizer = NewsTokenizer(nlp.vocab, language)
    nlp.max_length = MAX_LENGTH
    nlp.add_pipe("kg_sentences", first=True)
    nlp.add_pipe("ner", source=names)
    nlp.add_pipe("kg_lemmas")
    return nlp


def set_sentences(doc: Doc) -> Doc:
    """Sets `token.is_sent_start`."""
    for token, start in zip(doc, sentence_starts([t.text for t in doc], [bool(t.whitespace_) for t in doc]), strict=True):
        token.is_sent_start = start
    return doc


def _table() -> dict[str, Any]:
    path = files("kg.language").joinpath("de", "model", "lemmas.json.gz")
    table: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes()))
    return table


_CACHE: dict[str, Any] = {}


def set_lemmas(doc: Doc) -> Doc:
    """Sets `token.lemma_`, verbs with their separated prefix joined, and names the root relation `root`."""
    if not _CACHE:
        _CACHE.update(_table())
    for token in doc:
        lemma = _CACHE.get(f"{token.text} {token.pos_}") or _CACHE.get(f"{token.lower_} {token.pos_}")
        token.lemma_ = lemma or (token.text if token.pos_ in ("NOUN", "PROPN", "X") else token.lower_)
    from spacy.tokens import Span

    doc.ents = tuple(
        Span(doc, e.start, e.end - e[-1].is_space, label=e.label) for e in doc.ents if not e[0].is_space and len(e.text.strip())
    )
    doc.spans["nested"] = []
    for token in doc:
        if token.is_space:
            token.pos_, token.dep_ = "SPACE", "dep"
            token.set_morph("")
        if token.dep_ == "ROOT":
            token.dep_ = "root"
        if token.dep_ == "compound:prt" and token.head.pos_ in ("VERB", "AUX"):
            token.head.lemma_ = token.lower_ + token.head.lemma_
    return doc

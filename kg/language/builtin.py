"""Puts the shipped pipeline of a language together: our tokenizer and one component that reads words with our network.

Takes a language, gives a spaCy Language whose Doc keeps to section 8 of docs/design.md.
Leaves out: what is read from the Doc (room reader).
"""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from kg.language.lemmas import load_lemmatizer
from kg.language.names import NameFinder
from kg.language.network import load_model
from kg.language.parser import NewsParser
from kg.language.tokenizer import NewsTokenizer

if TYPE_CHECKING:
    from spacy.language import Language

MAX_LENGTH = 100_000_000  # characters; the cost is linear, so spaCy's guard is not needed


def build_pipeline(language: str, folder: Path | None = None) -> Language:
    """The pipeline of a language pack; `folder` holds another model than the shipped one.

    Raises:
        ModelError: the model is missing or damaged.
    """
    import spacy
    from spacy.language import Language as SpacyLanguage

    if not SpacyLanguage.has_factory("kg_reader"):
        SpacyLanguage.factory(
            "kg_reader",
            func=_make_reader,
            assigns=["token.pos", "token.morph", "token.lemma", "token.dep", "token.head", "doc.sents", "doc.ents"],
        )
    nlp = spacy.blank(language)
    nlp.tokenizer = NewsTokenizer(nlp.vocab, language)
    nlp.max_length = MAX_LENGTH
    nlp.add_pipe("kg_reader", config={"language": language, "folder": str(folder or "")})
    return nlp


def _make_reader(nlp: Language, name: str, language: str, folder: str) -> NewsParser:  # noqa: ARG001
    place: Traversable = Path(folder) if folder else files("kg.language").joinpath(language, "model")
    return NewsParser(nlp.vocab, load_model(place), load_lemmatizer(place), NameFinder(), language)

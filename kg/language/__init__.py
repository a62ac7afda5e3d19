"""The spaCy pipeline of a language: `load("builtin:de")`.

The pipeline's Doc keeps to section 8 of docs/design.md: sentences, UPOS, morphology, dependencies, lemmas, names.
"""

from kg.language.pipeline import load
from kg.language.sureness import Sureness, is_doubtful, sureness

__all__ = ["Sureness", "is_doubtful", "load", "sureness"]

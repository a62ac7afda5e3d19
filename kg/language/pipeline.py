"""A resource string in, a spaCy pipeline out.

`builtin:de` is the model that is shipped with the package; `spacy:NAME` is any installed spaCy pipeline, whose
labels then are its own. Leaves out: reading the Doc (room reader).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language

BUILTIN = ("de",)


@cache
def load(resource: str = "builtin:de") -> Language:
    """The pipeline that a resource names, loaded once a process.

    Args:
        resource: `builtin:LANGUAGE` or `spacy:NAME`.

    Raises:
        ModelError: there is no such language or model.
    """
    kind, _, name = resource.partition(":")
    if kind == "builtin" and name in BUILTIN:
        from kg.language.builtin import build_pipeline

        return build_pipeline(name)
    if kind == "spacy" and name:
        import spacy

        try:
            return spacy.load(name)
        except (OSError, ValueError) as error:
            raise ModelError(
                f"{resource}: no such spaCy pipeline is installed; try `python -m spacy download {name}`"
            ) from error
    raise ModelError(f"{resource}: no such pipeline; use builtin:{'|'.join(BUILTIN)} or spacy:NAME")

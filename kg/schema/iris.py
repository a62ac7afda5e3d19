"""Mints IRIs from stable keys: the type and the canonical label, or an article's id.

Takes any string, however hostile; gives a valid IRI of bounded length, the same each time. Letters of the
Latin script stay readable (`…/place/Österreich`), spaces become underscores, all else is percent-encoded
(RFC 3987). A label longer than 96 encoded characters keeps its beginning and ends in a hash of the whole.

Leaves out: deciding which label is canonical (room link).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from urllib.parse import quote

BASE = "https://kg.example/id/"
LIMIT = 96
_SPACE = re.compile(r"\s+")
# Latin-1 and Latin Extended letters are ucschar (RFC 3987) and Turtle's PN_CHARS; × and ÷ are no letters.
_OTHER = re.compile(r"[^A-Za-z0-9\-À-ÖØ-öø-ɏḀ-ỿ ]")


def encode(text: str) -> str:
    """One path segment for `text`.

    >>> encode("Europäische Union (EU)")
    'Europäische_Union_%28EU%29'
    """
    # A lone surrogate has no UTF-8; it is replaced before anything else sees it.
    whole = text.encode("utf-8", "replace").decode("utf-8")
    plain = _SPACE.sub(" ", unicodedata.normalize("NFC", whole[: 4 * LIMIT])).strip()
    segment = _OTHER.sub(lambda m: quote(m.group(), safe=""), plain)
    # quote leaves these as they are, but a leading dot or a tilde reads as a path
    segment = segment.replace("_", "%5F").replace("~", "%7E").replace(".", "%2E").replace(" ", "_")
    if segment and len(segment) <= LIMIT and len(whole) <= 4 * LIMIT:
        return segment
    digest = hashlib.sha256(whole.encode("utf-8")).hexdigest()[:16]
    return re.sub(r"%[0-9A-F]?$", "", segment[: LIMIT - 17]) + "-" + digest


def iri_entity(type: str, label: str, base: str = BASE) -> str:
    """The IRI of an entity (or post, event: any `type`) by its canonical label.

    >>> iri_entity("Person", "Angela Merkel")
    'https://kg.example/id/person/Angela_Merkel'
    """
    return f"{base}{encode(type).lower()}/{encode(label)}"


def iri_article(id: str, base: str = BASE) -> str:
    """The IRI of an article, which is its named graph's too.

    >>> iri_article("nachrichten/2022-03-16")
    'https://kg.example/id/article/nachrichten%2F2022-03-16'
    """
    return iri_entity("article", id, base)

"""Room 5: who is who, within an article, across articles, against the ontology's names.

Takes a Record and the schema; gives the Record with an IRI for every entity, with `same_as` where the schema knows
the name. Names of the schema give their own IRI, so that articles agree („Allianz", USA). A full name gives the same
IRI in every article; a bare surname and an entity without a name get one of their own article, because two
articles may mean two people. A user's identities (same, different) have the last word.
Leaves out: reading mentions (room reader), and asking any service.

Example: „Volodymyr Zelensky" in one article and „Wolodymyr Selenskyj" in another have one IRI.
"""

from __future__ import annotations

from kg.link.identities import Identities, load_identities
from kg.link.linking import link

__all__ = ["Identities", "link", "load_identities"]

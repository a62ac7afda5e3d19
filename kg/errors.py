"""The tree of errors. A message says what went wrong, where (file, line, offset) and what to do.

    KgError
    ├── InputError       an input that cannot be read or is no text
    ├── SchemaError      ontology/ or a user's --ontology is not as it should be
    ├── ModelError       a language model is missing or does not fit
    ├── GraphError       an RDF file or store that cannot be read or written
    │   ├── LockedError      another process has the store open for writing
    │   └── NotFoundError    no such article, entity, graph or named query
    └── QueryError       SPARQL that does not parse, is refused, or ran out of its limits

The library raises these and never prints; the command line shows one line and exits 2.
"""


class KgError(Exception):
    """Anything that a user can put right; str(error) is one line."""


class InputError(KgError):
    """An input that cannot be read or is no text."""


class SchemaError(KgError):
    """The ontology is not as it should be."""


class ModelError(KgError):
    """A language model is missing or does not fit."""


class GraphError(KgError):
    """An RDF file or store that cannot be read or written."""


class LockedError(GraphError):
    """Another process has the store open for writing."""


class NotFoundError(GraphError):
    """No such article, entity, graph or named query."""


class QueryError(KgError):
    """SPARQL that does not parse, is refused, or ran out of its limits."""

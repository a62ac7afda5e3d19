"""Room 6: Record → RDF, stores, formats, SPARQL, SHACL.

    from kg.graph import open_graph

    with open_graph("oxigraph:output/store", create=True) as graph:     # or memory:, sparql:URL, a file
        graph.add(record)                     # one named graph an article, one transaction; False if nothing changed
        graph.query("SELECT ?a ?b { ?a kg:rejects ?b }").serialize("table")    # table csv tsv json xml; bytes
        for row in graph.query("SELECT ?s { ?s a kg:Claim }"): row["s"]        # pyoxigraph terms
        graph.query("CONSTRUCT …").serialize("turtle")
        graph.to_turtle()                     # the union, for people; graph.serialize("trig") keeps the articles apart
        graph.write(binary_file, "nquads")    # streamed; formats.FORMATS lists what there is
        graph.load("other.trig")              # import, whole or not at all
        graph.articles(); graph.remove("id"); graph.validate().conforms; graph.rdflib(); graph.backup("dir")

    open_graph("oxigraph:DIR", read_only=True)    # the last committed state, also while another process writes

`lift(record, schema)` gives the quads of one record, and is the one place that decides what becomes a bare triple.
The prefixes of the project are known to every query. Errors are those of kg.errors; nothing is printed.
"""

from __future__ import annotations

from kg.graph.facade import ArticleInfo, Graph, open_graph
from kg.graph.formats import FORMATS, Format
from kg.graph.lift import is_assertion, lift
from kg.graph.results import Results
from kg.graph.validation import Finding, Report, validate
from kg.graph.vocabulary import PREFIXES

__all__ = [
    "FORMATS",
    "PREFIXES",
    "ArticleInfo",
    "Finding",
    "Format",
    "Graph",
    "Report",
    "Results",
    "is_assertion",
    "lift",
    "open_graph",
    "validate",
]

"""kg reads news into an RDF knowledge graph in which a claim is not a fact."""

"""Options that several commands share, so that the same thing has the same name everywhere."""

from __future__ import annotations

import click

graph_argument = click.argument("graph", metavar="GRAPH")
inputs_argument = click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
date_option = click.option("--date", metavar="YYYY-MM-DD", help="Publication date of articles that bring none.")
ontology_option = click.option(
    "--ontology", "ontology", multiple=True, metavar="FILE", help="Turtle of your own that adds to the ontology."
)
model_option = click.option("--model", default="builtin:de", show_default=True, help="Language model to read with.")
confidence_option = click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=0.0, metavar="0..1",
    help="Leave out statements that the reader is less sure of.",
)  # fmt: skip
identities_option = click.option(
    "--identities", metavar="FILE", help="TOML of who is the same and who is not, each with its reason."
)

"""Made-up triples in the proportions of a graph of ours, written as N-Triples or N-Quads; the same each time.

python benchmarks/store_data.py FILE TRIPLES            N-Triples
python benchmarks/store_data.py FILE.nq ARTICLES SIZE   N-Quads, SIZE quads an article
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

KG, ID = "https://kg.example/ontology#", "https://kg.example/id/"
RDF, RDFS = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2000/01/rdf-schema#"
VERBS = ["rejects", "supports", "meets", "announces", "criticizes", "demands"]
WORDS = ["Hafen", "Fähre", "Rat", "Antrag", "Brücke", "Tal", "Verein", "Mühle", "Bahn", "Schule", "Wald", "Markt"]


def triples(count: int) -> Iterator[tuple[str, str, str]]:
    """`count` triples: entities with types and labels, relations between them, statements with evidence."""
    chance = random.Random(1)
    entities = max(20, count // 20)

    def entity() -> str:
        return f"<{ID}organization/E{min(int(chance.expovariate(4 / entities)), entities - 1)}>"

    made = 0
    for number in range(entities):
        subject = f"<{ID}organization/E{number}>"
        label = f"{chance.choice(WORDS)} {chance.choice(WORDS)} {number}"
        yield subject, f"<{RDF}type>", "<https://schema.org/Organization>"
        yield subject, f"<{RDFS}label>", f'"{label}"@de'
        yield subject, f"<{KG}{chance.choice(VERBS)}>", entity()
        made += 3
    number = 0
    while made < count:
        subject = f"<{ID}article/a{number // 20}#statement-{number:08x}>"
        parts = [
            (f"{RDF}type", f"<{KG}{chance.choice(['Claim', 'Assertion'])}>"),
            (f"{RDF}subject", entity()),
            (f"{RDF}predicate", f"<{KG}{chance.choice(VERBS)}>"),
            (f"{RDF}object", entity()),
            (f"{KG}lemma", f'"{chance.choice(WORDS).lower()}"@de'),
            (f"{KG}confidence", f'"{chance.randrange(50, 100) / 100}"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
            (f"{RDFS}label", f'"{" ".join(chance.choices(WORDS, k=6))} {number}"@de'),
        ]
        for predicate, value in parts[: count - made]:
            yield subject, f"<{predicate}>", value
        made += len(parts)
        number += 1


def article_quads(number: int, size: int) -> list[tuple[str, str, str, str]]:
    """One article's quads: a third says what other articles say too."""
    chance = random.Random(number)
    graph = f"<{ID}article/n{number}>"
    found = [(graph, f"<{RDF}type>", "<https://schema.org/NewsArticle>", graph)]
    while len(found) < size:
        n = len(found)
        if n % 3 == 0:
            who = f"<{ID}organization/E{chance.randrange(5000)}>"
            found.append((who, f"<{RDF}type>", "<https://schema.org/Organization>", graph))
        else:
            found.append((f"<{ID}article/n{number}#s{n}>", f"<{RDFS}label>", f'"{chance.choice(WORDS)} {n}"@de', graph))
    return found


def write_triples(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8") as out:
        out.writelines(f"{s} {p} {o} .\n" for s, p, o in triples(count))


def write_quads(path: Path, articles: int, size: int) -> None:
    with path.open("w", encoding="utf-8") as out:
        for number in range(articles):
            out.writelines(f"{s} {p} {o} {g} .\n" for s, p, o, g in article_quads(number, size))


if __name__ == "__main__":
    if len(sys.argv) == 3:
        write_triples(Path(sys.argv[1]), int(sys.argv[2]))
    else:
        write_quads(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))

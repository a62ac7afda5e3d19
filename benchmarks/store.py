"""The store against pyoxigraph itself and rdflib: loading, six query shapes, Turtle, adding an article.

    python benchmarks/store.py [--triples 1000000] [--rdflib-triples 100000] [--articles 100 10000 100000]

Each measurement is a process of its own, so memory is its own; a table of ratios within this run is printed.
rdflib's Turtle serializer takes minutes for a million triples, so Turtle is compared on --rdflib-triples.
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import store_data

E = "https://kg.example/id/organization/E"
PREFIXES = "PREFIX kg: <https://kg.example/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
PREFIXES += "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
QUERIES = {
    "point look-up": f"SELECT ?s ?p {{ ?s ?p <{E}0> }}",
    "three hops": f"SELECT ?c {{ ?s rdf:object <{E}0> ; rdf:subject ?b . ?t rdf:object ?b ; rdf:subject ?c }} "
    "LIMIT 1000",
    "path +": f"SELECT ?x {{ ?x (kg:rejects|kg:supports|kg:meets|kg:announces|kg:criticizes|kg:demands)+ <{E}0> }}",
    "GROUP BY": "SELECT ?p (COUNT(*) AS ?n) { ?s rdf:subject ?p } GROUP BY ?p ORDER BY DESC(?n) LIMIT 10",
    "text filter": 'SELECT ?s ?l { ?s rdfs:label ?l FILTER(CONTAINS(STR(?l), "Mühle Tal Verein")) }',
    "NOT EXISTS": "SELECT (COUNT(*) AS ?n) { ?s a <https://schema.org/Organization> "
    "FILTER NOT EXISTS { ?s kg:rejects|kg:supports|kg:meets ?o } }",
}


def seconds(work: Callable[[], Any], repeat: int = 1) -> float:
    """The median of `repeat` runs."""
    gc.collect()
    times = []
    for _ in range(repeat):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def measure(name: str, *arguments: str) -> dict[str, Any]:
    """One measurement in this process."""
    work = MEASURES[name]
    found = work(*arguments)
    found["MB"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return found


def load_native(file: str, folder: str) -> dict[str, Any]:
    import pyoxigraph

    store = pyoxigraph.Store(f"{folder}/native")
    return {"s": seconds(lambda: store.bulk_load(path=file, format=pyoxigraph.RdfFormat.N_TRIPLES))}


def load_ours(file: str, folder: str) -> dict[str, Any]:
    from kg.graph import open_graph

    graph = open_graph(f"oxigraph:{folder}/ours", create=True)
    return {"s": seconds(lambda: graph.load(file))}


def load_rdflib(file: str, _: str) -> dict[str, Any]:
    import rdflib

    graph = rdflib.Graph()
    return {"s": seconds(lambda: graph.parse(file, format="nt"))}


def _all_of(ask: Callable[[str], Any], query: str, times: int = 1) -> None:
    for _ in range(times):
        for _row in ask(query):
            pass


def query_both(_: str, folder: str) -> dict[str, Any]:
    """[ours, pyoxigraph's own], asked in turn over the same files, so that other load hurts both alike."""
    from kg.graph import open_graph

    with open_graph(f"oxigraph:{folder}/ours", read_only=True) as graph:
        store = graph.store.engine  # type: ignore[attr-defined]
        found = {}
        for name, query in QUERIES.items():
            once = seconds(partial(_all_of, store.query, PREFIXES + query), 3)
            times = max(1, round(0.01 / once))  # a sample takes 10 ms at least: the collector runs before each
            mine = partial(_all_of, graph.query, query, times)
            theirs = partial(_all_of, store.query, PREFIXES + query, times)
            pairs: list[tuple[float, float]] = []
            while len(pairs) < 7 or (len(pairs) < 51 and sum(map(sum, pairs)) < 3):
                pairs.append((seconds(mine), seconds(theirs)))
            found[name] = [statistics.median(part) / times for part in zip(*pairs, strict=True)]
        return found


def query_rdflib(file: str, _: str) -> dict[str, Any]:
    import rdflib

    graph = rdflib.Graph()
    graph.parse(file, format="nt")
    return {name: seconds(lambda q=q: list(graph.query(PREFIXES + q)), 1) for name, q in QUERIES.items()}


def turtle_ours(file: str, folder: str) -> dict[str, Any]:
    from kg.graph import open_graph

    with open_graph(file) as graph, Path(f"{folder}/ours.ttl").open("wb") as out:
        return {"s": seconds(lambda: graph.write(out, "turtle"))}


def turtle_rdflib(file: str, folder: str) -> dict[str, Any]:
    import rdflib

    graph = rdflib.Graph()
    graph.parse(file, format="nt")
    return {"s": seconds(lambda: graph.serialize(f"{folder}/rdflib.ttl", format="turtle"))}


def turtle_memory(_: str, folder: str) -> dict[str, Any]:
    """Turtle out of the store on disk: its memory must not grow with the graph."""
    from kg.graph import open_graph

    with open_graph(f"oxigraph:{folder}/ours", read_only=True) as graph, Path(f"{folder}/disk.ttl").open("wb") as out:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        found = {"s": seconds(lambda: graph.write(out, "turtle"))}
        return {**found, "grew MB": round((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)}


def add_article(folder: str, *articles: str) -> dict[str, Any]:
    """Articles of 300 quads added one by one, in turn to stores of so many articles of 20 quads; wall and CPU ms."""
    from pyoxigraph import RdfFormat, parse

    from kg.graph import open_graph

    for count in articles:
        file = Path(folder) / f"{count}.nq"
        store_data.write_quads(file, int(count), 20)
        with open_graph(f"oxigraph:{folder}/add{count}", create=True) as graph:
            graph.load(file)
        file.unlink()
    graphs = {count: open_graph(f"oxigraph:{folder}/add{count}") for count in articles}
    found: dict[str, Any] = {}
    times: dict[str, list[tuple[float, float]]] = {count: [] for count in articles}
    for number in range(10**6, 10**6 + 40):
        lines = "".join(f"{s} {p} {o} {g} .\n" for s, p, o, g in store_data.article_quads(number, 300))
        quads = list(parse(lines, format=RdfFormat.N_QUADS))
        for count, graph in graphs.items():
            graph.store._published = time.monotonic()  # noqa: SLF001 - snapshots are timed apart
            began, cpu = time.perf_counter(), time.process_time()
            graph.replace(f"{store_data.ID}article/n{number}", quads)
            times[count].append((time.perf_counter() - began, time.process_time() - cpu))
    for count, graph in graphs.items():
        wall, cpu = (statistics.median(part) * 1000 for part in zip(*times[count], strict=True))
        snapshot = seconds(graph.store.publish) * 1000  # type: ignore[attr-defined]
        found[count] = {"ms": wall, "cpu": cpu, "snapshot": snapshot}
        graph.close()
    return found


MEASURES: dict[str, Callable[..., dict[str, Any]]] = {
    work.__name__: work
    for work in (
        load_native, load_ours, load_rdflib, query_both, query_rdflib,
        turtle_ours, turtle_rdflib, turtle_memory, add_article,
    )
}  # fmt: skip


def run(name: str, *arguments: str) -> dict[str, Any]:
    """One measurement in a process of its own."""
    command = [sys.executable, __file__, "--measure", name, *arguments]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise SystemExit(f"{name}: {ran.stderr}")
    found: dict[str, Any] = json.loads(ran.stdout)
    print(f"  {name} : {json.dumps(found)}", file=sys.stderr)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--rdflib-triples", type=int, default=100_000)
    parser.add_argument("--articles", type=int, nargs="+", default=[100, 10_000, 100_000])
    parser.add_argument("--no-rdflib", action="store_true")
    parser.add_argument("--measure", nargs="+")
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(*options.measure)))
        return
    with tempfile.TemporaryDirectory() as folder:
        large, small = f"{folder}/large.nt", f"{folder}/small.nt"
        store_data.write_triples(Path(large), options.triples)
        store_data.write_triples(Path(small), options.rdflib_triples)
        print(f"## Loading {options.triples:,} triples\n")
        native, ours = run("load_native", large, folder), run("load_ours", large, folder)
        rows = [("pyoxigraph bulk_load", native), ("kg", ours)]
        if not options.no_rdflib:
            rows.append(("rdflib, in memory", run("load_rdflib", large, folder)))
        print("| loader | seconds | peak MB | speed of kg against it |\n| --- | --- | --- | --- |")
        for name, found in rows:
            print(f"| {name} | {found['s']:.1f} | {found['MB']} | {found['s'] / ours['s']:.2f} |")
        print(f"\n## Six query shapes over {options.triples:,} triples, median ms\n")
        both = run("query_both", large, folder)
        third = {} if options.no_rdflib else run("query_rdflib", large, folder)
        print("| shape | kg | pyoxigraph | kg / pyoxigraph | rdflib | rdflib / kg |")
        print("| --- | --- | --- | --- | --- | --- |")
        for name in QUERIES:
            ours_s, native_s = both[name]
            theirs = f"{third[name] * 1000:.1f} | {third[name] / ours_s:.0f}" if third else "– | –"
            print(f"| {name} | {ours_s * 1000:.2f} | {native_s * 1000:.2f} | {ours_s / native_s:.2f} | {theirs} |")
        print(f"\n## Turtle out of {options.rdflib_triples:,} triples in memory\n")
        ours_ttl = run("turtle_ours", small, folder)
        print("| writer | seconds | peak MB | speed of kg against it |\n| --- | --- | --- | --- |")
        print(f"| kg | {ours_ttl['s']:.2f} | {ours_ttl['MB']} | 1 |")
        if not options.no_rdflib:
            theirs_ttl = run("turtle_rdflib", small, folder)
            print(f"| rdflib | {theirs_ttl['s']:.2f} | {theirs_ttl['MB']} | {theirs_ttl['s'] / ours_ttl['s']:.0f} |")
        disk = run("turtle_memory", large, folder)
        print(f"\n{options.triples:,} triples from disk: {disk['s']:.1f} s, memory grew by {disk['grew MB']} MB.")
        print("\n## Adding one article of 300 quads, stores in turn\n")
        print("| articles in the store | median ms | against the smallest | CPU ms | against | snapshot ms |")
        print("| --- | --- | --- | --- | --- | --- |")
        counts = [str(count) for count in options.articles]
        added = run("add_article", folder, *counts)
        least = added[counts[0]]
        for count in counts:
            found = added[count]
            ratios = f"{found['ms'] / least['ms']:.2f} | {found['cpu']:.1f} | {found['cpu'] / least['cpu']:.2f}"
            print(f"| {int(count):,} | {found['ms']:.1f} | {ratios} | {found['snapshot']:.0f} |")


if __name__ == "__main__":
    main()

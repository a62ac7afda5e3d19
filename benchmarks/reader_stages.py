"""What times and quotations cost, as a share of the pipeline that parses the text.

usage: python benchmarks/reader_stages.py INPUT… [--model builtin:de] [--repeat 3]

INPUT is whatever `kg extract` takes (files, folders, JSON Lines). Everything runs in one process on one core
(thread pools of the numeric libraries are set to one thread before they load); what is counted is CPU time
(`time.process_time`), so that a busy machine does not matter much. Each stage reads every text `--repeat` times,
the fastest pass counts, the first pass warms up. The peer is the pipeline (tokens, sentences, tags, dependencies,
lemmas, names) on the same texts in the same run: the ratio is what to quote, the seconds depend on the machine.

Exit status 1 if times and quotations together cost more than the pipeline.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ[name] = "1"


def main() -> int:
    """Read the texts, time the stages, print the table; the exit status."""
    arguments = _arguments()
    from kg.language import load
    from kg.model import Article
    from kg.reader.quotes import find_quotes
    from kg.reader.times import find_times
    from kg.sources import read_articles

    articles = [found for found in read_articles(arguments.inputs) if isinstance(found, Article)]
    words = sum(len(article.text.split()) for article in articles)
    if not words:
        print("no text in the inputs", file=sys.stderr)
        return 2
    nlp = load(arguments.model)
    docs = [nlp(article.text) for article in articles]
    dated = list(zip(docs, (article.date for article in articles), strict=True))
    stages: dict[str, Callable[[], object]] = {
        "pipeline": lambda: [nlp(article.text) for article in articles],
        "times": lambda: [find_times(doc, date) for doc, date in dated],
        "quotations": lambda: [find_quotes(doc) for doc in docs],
    }
    cost = {stage: _fastest(run, arguments.repeat) for stage, run in stages.items()}
    print(f"{len(articles)} articles, {words} words, model {arguments.model}, best of {arguments.repeat}")
    print(f"{'stage':<22}{'CPU s':>9}{'words/CPU s':>14}{'of the pipeline':>18}")
    both = cost["times"] + cost["quotations"]
    for stage, seconds in (*cost.items(), ("times and quotations", both)):
        rate = words / seconds if seconds else float("inf")
        print(f"{stage:<22}{seconds:>9.3f}{rate:>14.0f}{seconds / cost['pipeline']:>18.3f}")
    return int(both > cost["pipeline"])


def _fastest(run: Callable[[], object], repeat: int) -> float:
    """CPU seconds of the fastest of `repeat` passes after one that warms up."""
    run()
    passes = []
    for _ in range(repeat):
        begin = time.process_time()
        run()
        passes.append(time.process_time() - begin)
    return min(passes)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="CPU time of times and quotations against the parsing pipeline.")
    parser.add_argument("inputs", nargs="+", metavar="INPUT")
    parser.add_argument("--model", default="builtin:de", help="the pipeline (builtin:de, spacy:NAME)")
    parser.add_argument("--repeat", type=int, default=3, help="passes after the one that warms up; the fastest counts")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

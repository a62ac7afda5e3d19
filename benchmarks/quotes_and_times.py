"""What finding quotations and times costs beside the parse, as ratios of CPU time in one run.

    python benchmarks/quotes_and_times.py [ARTICLES.jsonl]

Without a file the examples of the word lists are read, put together to articles of 40 sentences.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from kg.language import load
from kg.reader.quotes import find_quotes
from kg.reader.quotes.lexicon import lexicon
from kg.reader.times import find_times


def texts(arguments: list[str]) -> list[str]:
    """The articles of a JSON Lines file, or some made of the examples."""
    if arguments:
        lines = Path(arguments[0]).read_text(encoding="utf-8").split("\n")
        return [json.loads(line)["text"] for line in lines if line.strip()]
    words = lexicon()
    examples = [cue.example for cue in (*words.verbs.values(), *words.nouns.values()) if cue.example]
    return [" ".join(examples[n : n + 40]) for n in range(0, len(examples), 40)] * 5


def main() -> None:
    """Print tokens, CPU seconds and ratios."""
    nlp = load()
    articles = texts(sys.argv[1:])
    find_quotes(nlp(articles[0]))
    spent = {"parse": 0.0, "quotations": 0.0, "times": 0.0}
    tokens = 0
    for text in articles:
        begin = time.process_time()
        doc = nlp(text)
        parsed = time.process_time()
        find_quotes(doc)
        quoted = time.process_time()
        find_times(doc, "2024-05-06")
        spent["parse"] += parsed - begin
        spent["quotations"] += quoted - parsed
        spent["times"] += time.process_time() - quoted
        tokens += len(doc)
    print(f"{tokens} tokens")
    for name, seconds in spent.items():
        print(f"{name:12} {seconds:7.2f} s   {seconds / spent['parse']:.3f} of the parse")


if __name__ == "__main__":
    main()

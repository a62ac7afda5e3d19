"""All training material as one kind of example, and what is held out.

Held out, never trained on: the last 100 sentences of each of gsd-dev, gsd-test-first777 and pud-first800; of
uner-pud-first800 those same sentences and the 76 that are not in pud-first800; the last 200 of germeval-dev and the
last 400 of germeval-test-first4000.

Takes the folder of data sets, gives examples; what a source does not annotate is None. Leaves out: features, batching.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.language.agreement import Analysis, agree
from kg.language.sentences import sentence_starts
from kg.language.tokenizer import split_tokens
from kg.language.train.names import read_germeval, read_iob2, read_mobie
from kg.language.train.treebank import FEATURES, Sentence, read_treebank

TREEBANKS = {"gsd-dev": 100, "gsd-test-first777": 100, "pud-first800": 100, "hdt-double-object": 0}
GERMEVAL = {"germeval-dev": 200, "germeval-test-first4000": 400}
CONTRACTIONS = {
    ("in", "dem"): "im",
    ("an", "dem"): "am",
    ("zu", "dem"): "zum",
    ("zu", "der"): "zur",
    ("von", "dem"): "vom",
    ("bei", "dem"): "beim",
    ("in", "das"): "ins",
}


@dataclass(slots=True)
class Example:
    """A sentence with the annotations it has; `tags` maps a task to a class (or None) a word, `soft` is a teacher's."""

    words: list[str]
    source: str
    tags: dict[str, list[str | None]] = field(default_factory=dict)
    heads: list[int] | None = None  # 0 is the root, i+1 a word
    deps: list[str] | None = None
    lemmas: list[str | None] | None = None
    extra: list[str] = field(default_factory=list)
    soft: dict[str, Any] = field(default_factory=dict)


def from_sentence(sentence: Sentence) -> Example:
    """The example of a treebank sentence."""
    tokens = sentence.tokens
    example = Example([t.form for t in tokens], sentence.source)
    example.tags["UPOS"] = [t.upos for t in tokens]
    for name in FEATURES:
        example.tags[name] = [t.feats.get(name, "_") if name in t.known else None for t in tokens]
    example.heads = [0 if t.head == i else t.head + 1 for i, t in enumerate(tokens)]
    example.deps = [t.dep for t in tokens]
    example.lemmas = [t.lemma if t.lemma_known else None for t in tokens]
    return example


def _with_names(sentence: Sentence, example: Example, rows: list[tuple[str, str, str]]) -> None:
    """Lays Universal NER's tags over PUD's words; a hyphen word is a name only if all its parts are."""
    tags: list[str | None] = []
    for token in sentence.tokens:
        part = [rows[k][1] for k in range(token.rows[0], token.rows[1] + 1)]
        if len(part) > 1 and not all(t != "O" for t in part):
            tags.append("O")
        else:
            tags.append(part[0])
    for i, tag in enumerate(tags):
        if tag and tag[0] == "I" and (i == 0 or tags[i - 1] in (None, "O")):
            tags[i] = "B" + tag[1:]
    example.tags["NAME"] = tags


def load_gold(folder: Path) -> tuple[list[Example], list[Example]]:
    """Training and held-out examples of all labelled sets below `folder`."""
    train: list[Example] = []
    held: list[Example] = []
    names = {"".join(w for w, _, _ in rows): rows for rows in read_iob2(folder / "ner" / "uner-pud-first800.iob2.gz")}
    for name, keep in TREEBANKS.items():
        sentences = list(read_treebank(folder / "ud" / f"{name}.conllu.gz", join_words=True))
        examples = [from_sentence(s) for s in sentences]
        if "pud" in name:
            for s, e in zip(sentences, examples, strict=True):
                rows = names.pop(s.syntactic, None)
                if rows is not None and s.tokens[-1].rows[1] + 1 == len(rows):
                    _with_names(s, e, rows)
        cut = len(examples) - keep
        train += examples[:cut]
        held += examples[cut:]
    held += [_named(contract(rows), "pud") for rows in names.values()]
    for name, keep in GERMEVAL.items():
        examples = [_named(words, "germeval") for words in read_germeval(folder / "ner" / f"{name}.tsv.gz")]
        cut = len(examples) - keep
        train += examples[:cut]
        held += examples[cut:]
    return train, held


def contract(rows: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """`an dem` as `am`: Universal NER writes contractions as two words."""
    out: list[tuple[str, str, str]] = []
    for row in rows:
        joined = CONTRACTIONS.get((out[-1][0].lower(), row[0])) if out else None
        if joined:
            out[-1] = (joined.capitalize() if out[-1][0][0].isupper() else joined, "O", "O")
        else:
            out.append(row)
    return out


def _named(words: list[tuple[str, str, str]], source: str) -> Example:
    example = Example([w for w, _, _ in words], source)
    example.tags["NAME"] = [t for _, t, _ in words]
    if source == "germeval":
        example.tags["PART"] = [p for _, _, p in words]
    return example


def load_mobie(folder: Path) -> list[Example]:
    """MobIE's training part."""
    return [_named(words, "mobie") for words in read_mobie(folder / "ner" / "mobie-conll03.zip")]


def load_raw(folder: Path) -> Iterator[Example]:
    """Sentences of Wikinews articles without any annotation."""
    import gzip

    for name in ("train", "dev"):
        with gzip.open(folder / "quotes" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                tokens, spaces = split_tokens(json.loads(line)["text"])
                words: list[str] = []
                for word, start in zip(tokens, sentence_starts(tokens, spaces), strict=True):
                    if start and words:
                        yield Example(words, "wikinews")
                        words = []
                    if not word.isspace():
                        words.append(word)
                if words:
                    yield Example(words, "wikinews")


def agree_hdt(e: Example) -> None:
    """Gives an HDT example what the other treebanks write, where agreement.py sees it from the labels."""
    tags = {n: [v or "_" for v in e.tags[n]] for n in FEATURES}
    analysis = Analysis(e.words, [u or "X" for u in e.tags["UPOS"]], list(e.heads or ()), list(e.deps or ()), tags)
    agree(analysis)
    e.heads, e.deps = analysis.heads, analysis.deps
    e.tags["UPOS"] = list(analysis.upos)

"""What the parts of an analysis say of each other: small corrections where German grammar leaves no choice.

The network judges each word's part of speech, features, head and relation by themselves; here they are made to agree.
Every rule holds nearly without exception in the treebanks:

- a subject is `nsubj:pass` just where its verb has an `aux:pass`; a `von` phrase there is `obl:agent`
- a verb of being, having or becoming is AUX just where it is `aux`, `aux:pass` or `cop`
- a name right after the noun it names is its `appos` (`Kanzlerin Weber`)
- subjects are nominative, objects accusative, `obl:arg` dative; names joined by `flat` share a case
- forms that are Konjunktiv and nothing else are `Mood=Sub` (`seien`, `könnte`, and the third person's `habe`)
- a name before its noun that ends in -s is a genitive (`Wiens Bürgermeister`)
- the words of a name hang on its first (`Kanzlerin Lena Weber`: `Weber` on `Lena`); those of a person's are PROPN, and
  the noun before is their head (`Anwohnerin Rosa Kranz`)
- `als` and `wie` are ADP before a noun, SCONJ before a clause
- a clause that begins with `weil`, `nachdem`, `um`, … is `advcl`

Takes and changes lists of one sentence. Leaves out: anything that needs meaning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.language.decode import spans_of

_SUBJUNCTIVE = re.compile(
    r"sei|seien|seiest|(?:ließ|hielt|ging|blieb)e"
    r"|(?:wär|hätt|würd|könnt|müsst|müßt|dürft|möcht|gäb|käm|läg|fänd|stünd|nähm|bräucht|wüsst|säh|tät|spräch|träf|verlör"
    r"|zög|trüg|schlüg|schüf|läs|säß|böt|flög)e(?:n|st|t)?"
)
_ADVERBIAL = frozenset(
    [
        "als", "bevor", "bis", "da", "damit", "ehe", "falls", "indem", "nachdem", "obgleich", "obwohl", "ohne",
        "sobald",
        "sodass", "sofern", "solange", "sooft", "soweit", "statt", "um", "während", "weil", "wenn", "wenngleich",
    ]
)  # fmt: skip
_NAME_WORDS = frozenset(["PROPN", "NOUN", "ADJ", "VERB", "X"])
_TITLE = frozenset(["dep", "nmod", "compound", "flat"])
_CASE_OF = {"nsubj": "Nom", "nsubj:pass": "Nom", "obj": "Acc", "obl:arg": "Dat"}
_AUXILIARY = ("aux", "aux:pass", "cop")


@dataclass(slots=True)
class Analysis:
    """One sentence: `heads` are 0 for the root, i + 1 for word i; `features` maps names to a value (or `_`) a word."""

    words: list[str]
    upos: list[str]
    heads: list[int]
    deps: list[str]
    features: dict[str, list[str]]


def agree(a: Analysis) -> None:
    """Changes an analysis in place."""
    n = len(a.words)
    children: list[list[int]] = [[] for _ in range(n + 1)]
    for i, head in enumerate(a.heads):
        children[head].append(i)
    for i in range(n):
        below = children[i + 1]
        if below:
            _relations(a, i, below)
    for i in range(n):
        if a.upos[i] in ("AUX", "VERB"):
            _verb(a, i)
    _chains(a)
    case = a.features["Case"]
    for i in range(n):
        if a.upos[i] in ("NOUN", "PROPN"):
            _noun(a, i, children[i + 1], case)


def join_persons(a: Analysis, outer: list[str]) -> None:
    """Changes an analysis in place so that it agrees with the persons among the name tags (BIO, one a word)."""
    for start, end, label in sorted(spans_of(outer)):
        if label != "PER" or any(a.upos[i] not in _NAME_WORDS for i in range(start, end)):
            continue
        if all(u == "PROPN" for u in a.upos[start:end]):
            continue
        a.upos[start:end] = ["PROPN"] * (end - start)
        tops = [i for i in range(start, end) if not start < a.heads[i] <= end]
        if len(tops) != 1:
            continue
        (top,) = tops
        head, dep = a.heads[top], a.deps[top]
        title = start - 1
        if title >= 0 and a.upos[title] == "NOUN" and start < a.heads[title] <= end and a.deps[title] in _TITLE:
            a.heads[title], a.deps[title] = head, dep
            head, dep = title + 1, "appos"
        if top != start:
            for k, h in enumerate(a.heads):
                if h == top + 1:
                    a.heads[k] = start + 1
        a.heads[start], a.deps[start] = head, dep
        for i in range(start + 1, end):
            a.heads[i], a.deps[i] = start + 1, "flat"


def _relations(a: Analysis, i: int, below: list[int]) -> None:
    passive = any(a.deps[k] == "aux:pass" for k in below)
    for k in below:
        dep = a.deps[k]
        if dep in ("case", "mark") and a.words[k].lower() in ("als", "wie"):
            a.upos[k] = "ADP" if dep == "case" else "SCONJ"
        if dep == "nsubj" and passive:
            a.deps[k] = "nsubj:pass"
        elif dep == "nsubj:pass" and not passive:
            a.deps[k] = "nsubj"
        elif dep == "obl:agent" and not passive:
            a.deps[k] = "obl"
        elif dep == "flat" and k == i + 1 and a.upos[k] == "PROPN" and a.upos[i] == "NOUN":
            a.deps[k] = "appos"
        elif dep == "mark" and a.deps[i] == "ccomp" and a.words[k].lower() in _ADVERBIAL:
            a.deps[i] = "advcl"
        elif dep == "case" and a.deps[i] == "obl" and a.words[k].lower() in ("von", "vom") and _in_passive(a, i):
            a.deps[i] = "obl:agent"


def _chains(a: Analysis) -> None:
    for i in range(2, len(a.words)):
        if a.upos[i] != "PROPN" or a.upos[i - 1] != "PROPN" or a.deps[i] not in ("flat", "appos"):
            continue
        if a.heads[i] == a.heads[i - 1] and a.heads[i] == i - 1 and a.deps[i - 1] in ("flat", "appos"):
            a.heads[i], a.deps[i] = i, "flat"


def _in_passive(a: Analysis, i: int) -> bool:
    return any(h == a.heads[i] and d == "aux:pass" for h, d in zip(a.heads, a.deps, strict=True))


def _verb(a: Analysis, i: int) -> None:
    auxiliary = a.deps[i] in _AUXILIARY
    if a.upos[i] == "AUX" and not auxiliary:
        a.upos[i] = "VERB"
    elif a.upos[i] == "VERB" and auxiliary:
        a.upos[i] = "AUX"
    f = a.features
    if f["Mood"][i] != "Ind":
        return
    word = a.words[i].lower()
    third = f["Person"][i] == "3" and f["Number"][i] == "Sing" and f["Tense"][i] == "Pres"
    if (third and word.endswith("e")) or _SUBJUNCTIVE.fullmatch(word):
        f["Mood"][i] = "Sub"


def _noun(a: Analysis, i: int, below: list[int], case: list[str]) -> None:
    head = a.heads[i] - 1
    dep = a.deps[i]
    wanted = _CASE_OF.get(dep)
    if wanted and case[i] != "_" and not any(a.deps[k] == "case" for k in below):
        case[i] = wanted
    elif dep == "flat" and head >= 0 and case[head] != "_" and case[i] != "_":
        case[i] = case[head]
    elif dep in ("nmod", "dep") and head == i + 1 and a.upos[i] == "PROPN" and a.words[i][-1:] == "s" and not below:
        case[i], a.deps[i] = "Gen", "nmod"

"""Pairs of written form and dictionary form in, the lemma table out (lemmas.json.gz): exceptions and ending rules.

Sources, the first that knows a pair wins: the treebanks; agreement of HanTa (an analyser, LGPL; only its answers are
used)
with simplemma (a dictionary, MIT); simplemma for nouns; HanTa. The words asked about are the frequent words of German.
Example: from `Regierungen` → `Regierung`, `Zahlungen` → `Zahlung` comes the rule `ungen` → (2, "").
Leaves out: context.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from kg.language.lemmas import Rule
from kg.language.train.data import Example

LONGEST_ENDING = 8
OPEN = ("NOUN", "VERB", "ADJ")
_PLAIN = str.maketrans("äöü", "aou")  # Mäuse → Maus
_PARADIGMS = {
    "sein": "bin bist ist sind seid war warst waren wart sei seist seiest seien seiet wäre wärst wären wärt gewesen",
    "haben": "habe hab hast hat haben habt hatte hattest hatten hattet hätte hättest hätten hättet gehabt habest",
    "werden": "werde wirst wird werden werdet wurde wurdest wurden wurdet würde würdest würden würdet worden geworden "
    "werdest ward",
    "können": "kann kannst können könnt konnte konntest konnten könnte könntest könnten könne könnet gekonnt",
    "müssen": "muss muß musst müssen müsst musste mußte mussten mußten müsste müßte müssten müßten müsse gemusst",
    "sollen": "soll sollst sollen sollt sollte solltest sollten solle gesollt",
    "wollen": "will willst wollen wollt wollte wolltest wollten wolle gewollt",
    "dürfen": "darf darfst dürfen dürft durfte durften dürfte dürften dürfe gedurft",
    "mögen": "mag magst mögen mögt mochte mochten möchte möchtest möchten möge gemocht",
    "wissen": "weiß weißt wissen wisst wusste wußte wussten wüsste wüssten wisse gewusst gewußt",
}
_HANTA_TAGS = {
    "NOUN": ("NN",),
    "VERB": ("VV(FIN)", "VV(PP)", "VV(INF)", "VV(IZU)"),
    "ADJ": ("ADJ(A)", "ADJ(D)"),
}


def gold_pairs(examples: Iterable[Example]) -> dict[str, dict[str, Counter[str]]]:
    """UPOS → form → lemmas with counts; HDT's lemmas of nouns, which drop half of a compound, are left out."""
    pairs: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for e in examples:
        for i, (word, lemma) in enumerate(zip(e.words, e.lemmas or (), strict=False)):
            upos = e.tags["UPOS"][i]
            if lemma is None or upos is None:
                continue
            if upos not in ("NOUN", "PROPN", "ADJ", "X", "SYM"):
                lemma = lemma.lower()
            if upos == "NOUN" and lemma[:1].islower() and word[:1].isupper():
                continue  # adjectives used as nouns, where the treebanks are of two minds
            pairs[upos][_key(word, upos, i == 0)][lemma] += 1
    return pairs


def _key(word: str, upos: str, first: bool) -> str:
    if upos in ("PROPN", "X"):
        return word
    if upos == "NOUN":
        return word[:1].upper() + word[1:]
    if upos == "ADJ" and not first and word[:1].isupper() and word.endswith("er"):
        return word
    return word.lower()


def silver_pairs(words: list[str], gold: dict[str, dict[str, Counter[str]]]) -> dict[str, dict[str, str]]:
    """UPOS → form → lemma for frequent words, as two analysers see them."""
    import simplemma
    from HanTa import HanoverTagger

    tagger = HanoverTagger.HanoverTagger("morphmodel_ger.pgz")
    out: dict[str, dict[str, str]] = {u: {} for u in OPEN}
    for word in words:
        if not word.isalpha() or len(word) < 2:
            continue
        readings = {tag for tag, _ in tagger.tag_word(word, cutoff=6)}
        upper = word[0].isupper()
        for upos in OPEN:
            tags = [t for t in _HANTA_TAGS[upos] if t in readings]
            if not tags or (upos == "NOUN") != upper or word in gold[upos]:
                continue
            analysed = str(tagger.analyze(word, pos=tags[0])[0])
            looked_up = simplemma.lemmatize(word, lang="de")
            if upos == "NOUN":
                known = simplemma.is_known(word, lang="de")
                lemma = looked_up if known and looked_up[:1].isupper() else analysed
                if word.lower() == lemma.lower() + "s" and not known:
                    lemma = word if word.endswith("ss") else lemma
            elif upos == "VERB":
                lemma = analysed if analysed.endswith("n") else looked_up
                if not lemma.endswith("n"):
                    continue
            else:
                lemma = analysed
            if upos == "VERB" or lemma[:2].lower().translate(_PLAIN) == word[:2].lower().translate(_PLAIN):
                out[upos][word] = lemma
    return out


def build(
    gold: dict[str, dict[str, Counter[str]]], silver: dict[str, dict[str, str]], frequent: int
) -> tuple[dict[str, dict[str, str]], dict[str, dict[str, Rule]]]:
    """Exceptions and rules; of silver pairs that the rules get wrong, the first `frequent` of a part of speech stay."""
    irregular = {form: lemma for lemma, forms in _PARADIGMS.items() for form in forms.split()}
    for upos in ("VERB", "AUX"):
        for form, lemma in irregular.items() if upos in gold else ():
            gold[upos][form] = Counter({lemma: 1})
    words: dict[str, dict[str, str]] = {}
    rules: dict[str, dict[str, Rule]] = {}
    for upos, forms in sorted(gold.items()):
        best = {f: max(sorted(c), key=lambda k: c[k]) for f, c in forms.items()}
        if upos == "PROPN":  # only what is more than a lost ending or another case
            best = {f: v for f, v in best.items() if f.lower() != v.lower() and v[:1].isupper()}
        if upos not in OPEN:
            words[upos] = {f: v for f, v in sorted(best.items()) if f != v}
            continue
        pairs = {**silver.get(upos, {}), **best}
        rules[upos] = _rules(pairs)
        kept = {form: lemma for form, lemma in best.items() if apply(rules[upos], form) != lemma}
        for form, lemma in silver.get(upos, {}).items():
            if len(kept) >= frequent:
                break
            if apply(rules[upos], form) != lemma:
                kept.setdefault(form, lemma)
        words[upos] = dict(sorted(kept.items()))
    return words, rules


def _edit(form: str, lemma: str) -> Rule | None:
    n = 0
    while n < min(len(form), len(lemma)) and form[n] == lemma[n]:
        n += 1
    if len(form) - n > LONGEST_ENDING:
        return None
    return len(form) - n, lemma[n:]


def _rules(pairs: dict[str, str]) -> dict[str, Rule]:
    counts: dict[str, Counter[Rule]] = defaultdict(Counter)
    for form, lemma in pairs.items():
        rule = _edit(form, lemma)
        if rule is None:
            continue
        for n in range(min(LONGEST_ENDING, len(form) - 1) + 1):
            if n >= rule[0]:
                counts[form[len(form) - n :]][rule] += 1
    rules: dict[str, Rule] = {}
    for ending in sorted(counts, key=lambda e: (len(e), e)):
        rule, n = max(counts[ending].items(), key=lambda item: (item[1], -item[0][0], item[0][1]))
        parent = next((rules[ending[k:]] for k in range(1, len(ending) + 1) if ending[k:] in rules), None)
        total = sum(counts[ending].values())
        if rule != parent and n >= (2 if len(ending) > 4 else 3) and n > 0.5 * total:
            rules[ending] = rule
    return rules


def apply(rules: dict[str, Rule], form: str) -> str:
    """What the rules alone make of a form."""
    for start in range(max(0, len(form) - LONGEST_ENDING), len(form) + 1):
        rule = rules.get(form[start:])
        if rule is not None and rule[0] < len(form):
            return form[: len(form) - rule[0]] + rule[1]
    return form


def save(path: Path, words: dict[str, dict[str, str]], rules: dict[str, dict[str, Rule]]) -> None:
    """Writes the table; equal tables give equal bytes."""
    data = json.dumps({"words": words, "rules": rules}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    with path.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as out:
        out.write(data.encode("utf-8"))

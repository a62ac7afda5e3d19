"""Docs built by hand, so that a test does not depend on a trained model.

One word a line: form, part of speech, relation, head (counted from 1, 0 for the root), features and name label; the
last two may be left out. A line `---` ends a sentence.
"""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

LEMMAS = {
    "sprach": "sprechen",
    "warnte": "warnen",
    "traf": "treffen",
    "kam": "kommen",
    "sagte": "sagen",
    "tagte": "tagen",
    "wuchs": "wachsen",
    "lobte": "loben",
    "schwieg": "schweigen",
    "begann": "beginnen",
    "dauerte": "dauern",
    "klagte": "klagen",
}


def build(rows: str) -> Doc:
    """The Doc of the rows."""
    words, pos, deps, heads, morphs, labels, starts, lemmas = [], [], [], [], [], [], [], []
    offset, start = 0, True
    for line in rows.strip().splitlines():
        cells = line.split()
        if cells == ["---"]:
            offset, start = len(words), True
            continue
        cells += ["_"] * (6 - len(cells))
        form, tag, dep, head, features, label = cells
        form = form.replace("␣", " ")
        index = len(words)
        words.append(form)
        pos.append(tag)
        deps.append("ROOT" if head == "0" else dep)
        heads.append(index if head == "0" else offset + int(head) - 1)
        morphs.append("" if features == "_" else features)
        labels.append(label)
        starts.append(start)
        lemmas.append(LEMMAS.get(form, form))
        start = False
    spaces = [
        n + 1 < len(words) and words[n + 1] not in (".", ",", ")", "“") and w not in ("„", "(")
        for n, w in enumerate(words)
    ]
    ents = []
    for label in labels:
        if label == "_":
            ents.append("O")
        else:
            ents.append(("I-" if label.startswith("+") else "B-") + label.lstrip("+"))
    return Doc(
        spacy.blank("de").vocab,
        words=words,
        spaces=spaces,
        pos=pos,
        deps=deps,
        heads=heads,
        morphs=morphs,
        lemmas=lemmas,
        ents=ents,
        sent_starts=starts,
    )

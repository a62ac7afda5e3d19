"""From a German verb form to the infinitives it may belong to.

A lemmatizer that does not know a form makes up an infinitive from it: `beschlossen`, `vertrieben`, `vereinbarten`.
Takes such a word (or a form as the text has it) and gives infinitives that it may stand for, likeliest first:
`beschlossen` → `beschließen`, `vereinbarten` → `vereinbaren`. Vowel changes are data (strong_verbs.txt); a prefix
is whatever stands before a known base.

Leaves out: whether such a verb exists; the lexicon keeps those that it knows.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_ENDINGS = ("en", "est", "et", "st", "t", "e", "n", "")
_WEAK = re.compile(r"(?:test|tet|ten|te)n?$")


def infinitives(form: str) -> tuple[str, ...]:
    """The infinitives that `form` may belong to, `form` itself left out.

    >>> infinitives("stahlen")[0]
    'stehlen'
    """
    if not form.islower() or len(form) > 40:
        return ()
    found: list[str] = []
    table = _bases()
    for ending in _ENDINGS:
        if not form.endswith(ending):
            continue
        stem = form[: len(form) - len(ending)]
        # the longest base first: "schloss" in "beschloss", not "loss"
        for start in range(len(stem)):
            found += [stem[:start].removesuffix("ge") + base for base in table.get(stem[start:], ())]
    weak = _WEAK.sub("", form)
    if weak != form:
        found += [weak + "en", weak + "n"]
    elif form.endswith("ten"):
        found.append(form[:-3] + "en")
    return tuple(dict.fromkeys(f for f in found if f != form))


@cache
def _bases() -> dict[str, tuple[str, ...]]:
    """Past stem or participle without its ending → infinitives."""
    table: dict[str, tuple[str, ...]] = {}
    text = files("kg.schema").joinpath("strong_verbs.txt").read_text("utf-8")
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        infinitive, past, participle = line.split()
        plain = participle.removesuffix("en").removesuffix("t") if participle != past else past
        for stem in {past, past.removesuffix("t"), plain, plain.removeprefix("ge")}:
            for spelling in {stem, stem.replace("ß", "ss")} if len(stem) > 2 else ():
                table[spelling] = (*table.get(spelling, ()), infinitive)
    return table

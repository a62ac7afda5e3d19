"""German verb forms: from a form to the infinitives it may belong to, from an infinitive to what a page says.

A lemmatizer that does not know a form makes up an infinitive from it: `beschlossen`, `vertrieben`, `vereinbarten`.
Takes such a word (or a form as the text has it) and gives infinitives that it may stand for, likeliest first:
`beschlossen` → `beschließen`, `vereinbarten` → `vereinbaren`. Vowel changes are data (strong_verbs.txt); a prefix
is whatever stands before a known base. `third_person` gives the finite verb of an infinitive, with the prefix that
German puts last: `ablehnen` → `lehnt ab`.

Leaves out: whether such a verb exists; the lexicon keeps those that it knows.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

_ENDINGS = ("en", "est", "et", "st", "t", "e", "n", "")
_VOWEL = re.compile(r"[aeiouyäöü]")
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
        infinitive, past, participle, *_ = line.split()
        plain = participle.removesuffix("en").removesuffix("t") if participle != past else past
        for stem in {past, past.removesuffix("t"), plain, plain.removeprefix("ge")}:
            for spelling in {stem, stem.replace("ß", "ss")} if len(stem) > 2 else ():
                table[spelling] = (*table.get(spelling, ()), infinitive)
    return table


def third_person(lemma: str) -> str:
    """What somebody does, of an infinitive: the present tense, third person singular, as a page or list writes it.

    A word that is no infinitive (the lemma of a noun: Angriff) stays as it is. Prefixes and vowel changes are data
    (verb_prefixes.toml, strong_verbs.txt); a verb that nobody wrote down is taken for a weak one.

    >>> third_person("ablehnen"), third_person("verantwortlich machen"), third_person("übernehmen")
    ('lehnt ab', 'macht verantwortlich', 'übernimmt')
    """
    beside, _, verb = lemma.rpartition(" ")
    if not verb.isalpha() or not verb.islower() or not verb.endswith("n") or len(verb) > 40:
        return lemma
    prefix, rest = _parted(verb)
    return " ".join(filter(None, (_finite(rest), beside, prefix)))


@cache
def _prefixes() -> dict[str, frozenset[str]]:
    data = tomllib.loads(files("kg.schema").joinpath("verb_prefixes.toml").read_text("utf-8"))
    return {kind: frozenset(words.split()) for kind, words in data.items() if isinstance(words, str)}


@cache
def _present() -> dict[str, str]:
    """Infinitives of simple verbs → an irregular third person singular."""
    data = tomllib.loads(files("kg.schema").joinpath("verb_prefixes.toml").read_text("utf-8"))
    rows = (line.split() for line in files("kg.schema").joinpath("strong_verbs.txt").read_text("utf-8").splitlines())
    strong = {row[0]: row[3] for row in rows if len(row) == 4 and row[0] != "#"}
    irregular: dict[str, str] = data["present"]
    return strong | irregular


def _parted(verb: str) -> tuple[str, str]:
    """The separable prefix of a verb, or "", and the rest: `zurückerobern` → `zurück`, `erobern`."""
    known = _prefixes()
    if verb in known["joined"] or verb in _present():
        return "", verb
    if verb in known["separated"]:
        prefix = max((p for p in known["inseparable"] if verb.startswith(p)), key=len)
        return prefix, verb.removeprefix(prefix)
    starts = [p for p in known["separable"] | known["inseparable"] if verb.startswith(p) and _is_verb(verb[len(p) :])]
    prefix = max(starts, key=len, default="")
    if prefix not in known["separable"]:
        return "", verb
    second, rest = _parted(verb.removeprefix(prefix))  # „nimmt wieder auf"
    return " ".join(filter(None, (prefix, second))), rest


def _is_verb(rest: str) -> bool:
    """Whether a verb is left behind the prefix: a stem with a vowel (`hindern` is no hin-dern)."""
    return rest in _present() or _VOWEL.search(re.sub(r"(?:en|eln|ern|n)$", "", rest)) is not None


def _finite(verb: str) -> str:
    """The third person singular of a verb without separable prefix."""
    known = _prefixes()
    for start in range(len(verb) - 1):
        base, prefix = verb[start:], verb[:start]
        # `beherbergen`, `veranlassen` come from nouns and adjectives: behind be- and ver- no base has another prefix
        if base in _present() and (not prefix or prefix in known["inseparable"]):
            return prefix + _present()[base]
    stem = verb[:-1] if verb.endswith(("eln", "ern")) else verb.removesuffix("n").removesuffix("e")
    if stem.endswith(("t", "d")) or re.search(r"(?:[^aeiouyäöülrhmn]|ch)[mn]$", stem):
        return stem + "et"  # arbeitet, öffnet
    return stem + "t"

"""A word and its part of speech in, its dictionary form out.

A table of exceptions first, then the rules of the word's longest known ending, both learnt (train/lemmas.py). A verb's
separated prefix is joined: `lehnten … ab` is `ablehnen`; an infinitive with `zu` inside (`abzulehnen`) loses it.
Leaves out: the choice among homographs that only meaning tells apart.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from kg.errors import ModelError

#: a rule (cut, add) takes `cut` characters off the end and adds `add`
Rule = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Lemmatizer:
    """`words` maps UPOS to written forms and lemmas, `rules` maps UPOS to endings (the longest wins) and rules."""

    words: dict[str, dict[str, str]]
    rules: dict[str, dict[str, Rule]]

    def lemma(
        self,
        word: str,
        upos: str,
        *,
        prefix: str = "",
        first: bool = False,
        inflection: tuple[str, str, str] = ("_",) * 3,
    ) -> str:
        """The dictionary form.

        Args:
            word: as written.
            upos: its part of speech.
            prefix: the separated verb prefix that belongs to it.
            first: whether it begins a sentence, where capital letters say nothing.
            inflection: its Case, Number and Gender, `_` where they are not known.
        """
        if upos == "NOUN":
            return self._noun(word, inflection)
        if upos == "PROPN":
            return self._name(word, first, inflection[0] == "Gen")
        inhabitant = upos == "ADJ" and word[:1].isupper() and word.endswith("er")  # Wiener, Berliner
        if inhabitant and not (first and word.lower() in self.words["ADJ"]):
            return word
        found = self._lookup(word if upos == "X" else word.lower(), upos)
        if prefix and upos in ("VERB", "AUX") and not found.startswith(prefix):
            return prefix + found
        return found

    def _noun(self, word: str, inflection: tuple[str, str, str]) -> str:
        form = word[:1].upper() + word[1:]
        case, number, gender = inflection
        if number == "Sing" and form not in self.words["NOUN"] and "-" not in form:
            nominalised = gender == "Neut" and form.endswith(("en", "eln", "ern"))  # das Singen
            bare = case in ("Acc", "Dat") and form.endswith("n") and not form.endswith(("en", "ern", "eln"))  # den Iran
            if case == "Nom" or bare or nominalised or (gender == "Fem" and not form.endswith("en")):
                return form
        return self._lookup(form, "NOUN")

    def _name(self, word: str, first: bool, genitive: bool) -> str:
        found = self._lookup(word, "PROPN")
        if first and len(word) > 4 and word.isupper() and word.isalpha():
            found = word.capitalize()  # datelines: BERLIN
        if genitive and found == word and len(word) > 3:
            if word[-1] in "'’" and word[-2] in "sxzß":
                return word[:-1]
            if word[-1] == "s" and word[-2] not in "sui":
                return word[:-1]
        return found

    def _lookup(self, form: str, upos: str) -> str:
        table = self.words.get(upos, {})
        found = table.get(form)
        if found is None and upos == "VERB":  # sein, haben and the modals as full verbs
            found = self.words.get("AUX", {}).get(form)
        if found is not None:
            return found
        if "-" in form[1:-1] and upos in ("NOUN", "PROPN", "ADJ"):
            front, _, end = form.rpartition("-")
            return f"{front}-{self._lookup(end, upos)}"
        rules = self.rules.get(upos)
        if rules:
            for start in range(max(0, len(form) - 8), len(form) + 1):
                rule = rules.get(form[start:])
                if rule is not None and rule[0] < len(form):
                    return form[: len(form) - rule[0]] + rule[1]
        return form


def load_lemmatizer(folder: Traversable) -> Lemmatizer:
    """The lemmatizer in a model's folder.

    Raises:
        ModelError: its file is missing or damaged.
    """
    try:
        data = json.loads(gzip.decompress(folder.joinpath("lemmas.json.gz").read_bytes()))
        rules = {u: {k: (v[0], v[1]) for k, v in r.items()} for u, r in data["rules"].items()}
        return Lemmatizer(data["words"], rules)
    except (OSError, ValueError, KeyError, EOFError) as error:
        raise ModelError(f"{folder}: the lemma table is missing or damaged; install kg again ({error})") from error

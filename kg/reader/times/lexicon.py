r"""Rules and words of the language pack, read into compiled patterns.

Takes the TOML files of kg/language/<language>/times; gives Rules whose patterns are compiled and a Lexicon that
reads captured words as values. Leaves out: matching (match.py) and the calendar (normal.py).

A pattern is a regular expression with four additions:
- `<month>` stands for any word of the category `month` in words.toml (or for a macro of macros.toml) and captures
  it under that name; `<month:2>` captures as `month2`; `<~month>` does not capture; a hyphen in a name becomes `_`;
- a space stands for the white space that a text may have there: some blanks or one line break;
- the group `(?P<time>…)` marks the expression where the pattern also looks at its neighbours;
- it begins and ends at the border of a word or number.

German example: `<day>\. <month>` reads „3. Mai" as day 3, month 5.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from kg.errors import KgError

RULE_FILES = ("block", "dates", "relative", "clock", "durations", "sets", "vague")
_GAP = r"(?:[^\S\n]{1,4}|[^\S\n]{0,3}\n[^\S\n]{0,3})"
_MACRO = re.compile(r"(?<!\(\?P)<(~?)([a-z][a-z-]*)(?::(\d))?>")
_ENDING = r"(?:e[mnrs]?)"


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of our own with the expression a rule finds in it; `value` is None for a counter-example."""

    text: str
    span: str
    value: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of expression. `type` is a TIMEX3 type or NONE (what looks like a time and is none)."""

    name: str
    type: str
    value: str
    pattern: re.Pattern[str]
    on: tuple[str, ...]
    order: int
    preset: Mapping[str, Any] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language: triggers, what words stand for, the rules in their order."""

    rules: tuple[Rule, ...]
    triggers: Mapping[str, re.Pattern[str]]
    categories: Mapping[str, tuple[tuple[re.Pattern[str], Any], ...]]
    tenses: Mapping[str, re.Pattern[str]]
    dateline: Mapping[str, frozenset[str]]
    periods: Mapping[str, re.Pattern[str]]

    def value(self, category: str, word: str) -> Any:
        """What a word of a category stands for; a KeyError where the category does not hold it."""
        for pattern, value in self.categories[category]:
            if pattern.fullmatch(word):
                return value
        raise KeyError(word)

    def rules_on(self, trigger: str) -> tuple[Rule, ...]:
        """The rules that a trigger of this class wakes, in their order."""
        return tuple(rule for rule in self.rules if trigger in rule.on)


@cache
def load(language: str = "de") -> Lexicon:
    """The rules of a language, compiled; read once a process.

    Raises:
        KgError: a file of the language pack is not as it should be, with its name and the rule.
    """
    try:
        folder = files(f"kg.language.{language}") / "times"
    except ModuleNotFoundError as error:
        raise KgError(f"no rules for time expressions of the language {language!r}; there are some for de") from error

    def read(name: str) -> dict[str, Any]:
        try:
            return tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise KgError(f"{name}.toml of the time rules is no TOML: {error}") from error

    macros: dict[str, str] = read("macros")["macro"]
    words = read("words")
    categories = {}
    for key, table in words.items():
        name = key.rstrip("-").replace("-", "_")
        ending = _ENDING if key.endswith("-") else ""
        forms = [(_either_case(f"(?:{form}){ending}"), value) for form, value in table.items()]
        categories[name] = tuple((re.compile(form), value) for form, value in forms)
        macros[key.rstrip("-")] = "|".join(form for form, _ in sorted(forms, key=lambda f: (-len(f[0]), f[0])))
    macros["number-word"] = _number_words(macros)
    rules: list[Rule] = []
    for name in RULE_FILES:
        for entry in read(name)["rule"]:
            rules.append(_rule(entry, name, len(rules), macros))
    triggers = {name: re.compile(_expand(pattern, macros)) for name, pattern in read("triggers")["trigger"].items()}
    tenses = {name: re.compile("|".join(forms)) for name, forms in read("tense")["tense"].items()}
    dateline = {name: frozenset(entry) for name, entry in read("dateline")["dateline"].items()}
    periods = {name: re.compile("|".join(forms)) for name, forms in read("periods")["period"].items()}
    return Lexicon(tuple(rules), triggers, categories, tenses, dateline, periods)


def _rule(entry: dict[str, Any], file: str, order: int, macros: Mapping[str, str]) -> Rule:
    try:
        body = _expand(_spaces(entry["pattern"]), macros)
        pattern = re.compile(rf"(?<!\w)(?<!\d[.,:])(?:{body})(?!\w)")
        return Rule(
            name=entry["name"],
            type=entry["type"],
            value=entry.get("value", ""),
            pattern=pattern,
            on=tuple(entry["on"]),
            order=order,
            preset=entry.get("with", {}),
            examples=tuple(Example(**example) for example in entry["examples"]),
        )
    except (KeyError, TypeError, re.error) as error:
        raise KgError(f"{file}.toml of the time rules, rule {entry.get('name', order)!r}: {error}") from error


def _spaces(pattern: str) -> str:
    """Blanks outside of character classes become the white space of running text."""
    out, in_class, escaped = [], False, False
    for character in pattern:
        if escaped:
            escaped = False
        elif character == "\\":
            escaped = True
        elif character == "[":
            in_class = True
        elif character == "]":
            in_class = False
        elif character == " " and not in_class:
            out.append(_GAP)
            continue
        out.append(character)
    return "".join(out)


def _expand(pattern: str, macros: Mapping[str, str]) -> str:
    """The pattern with its macros written out; a macro may use others."""

    def replace(found: re.Match[str]) -> str:
        silent, name, number = found.groups()
        body = _expand(_spaces(macros[name]), macros)
        return f"(?:{body})" if silent else f"(?P<{name.replace('-', '_')}{number or ''}>{body})"

    return _MACRO.sub(replace, pattern)


def _either_case(form: str) -> str:
    """A form in lower case also matches with a capital: `(?:jetzt|nun)` becomes `(?:[jJ]etzt|[nN]un)`."""
    return re.sub(r"(^\(\?:|\|)([a-zäöü])", lambda m: f"{m[1]}[{m[2]}{m[2].upper()}]", form)


def _number_words(macros: Mapping[str, str]) -> str:
    """Numerals from one to ninety-nine in words, longest first („einundzwanzig" before „ein")."""
    tens, digits = macros["ten"], macros["digit"]
    return f"(?:(?:ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun)und)(?:{tens})|{tens}|{digits}"

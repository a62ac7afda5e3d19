"""Tokens in, sentence starts out: a rule-based splitter for news.

A sentence ends at `.`, `!`, `?` or `…` with the quotation marks and brackets that close behind it, when what follows
can
begin one; a blank line always ends it, and so does a line break after a headline or caption, while the line breaks of
hard-wrapped text do not. A closing quotation mark never begins a sentence.

Example: „Wir warten.“ Das sagte sie. → „Wir warten.“ | Das sagte sie.
Leaves out: sentences without any mark inside one line.
"""

from __future__ import annotations

import re

from kg.language.tokenizer import load_abbreviations

_ENDS = frozenset(".!?…") | {"...", "....", ".....", ".."}
_CLOSING = frozenset("“”«»\"'’)]›‹") | {"''"}
_SMILEY = re.compile(r"[:;]-?[()DPp]")
_OPENING = frozenset("„»«\"'‚‘([›‹–—-•*")
_EITHER_WAY = frozenset("\"'»«›‹“")  # quotation marks that open in one country and close in another
_CONTINUES = frozenset(",;:–—-")


def sentence_starts(words: list[str], spaces: list[bool] | None = None, language: str = "de") -> list[bool]:
    r"""Which of the tokens begin a sentence.

    Args:
        words: tokens in order; white space is a token of its own where it is more than one space (`"\n\n"`).
        spaces: whether a space follows each token; known, it tells opening from closing `"`.
        language: whose abbreviations to use.
    """
    lists = load_abbreviations(language)
    starts = [False] * len(words)
    if words:
        starts[0] = True
    wrapped = _wrap_widths(words)
    double_quotes = 0
    pending = False  # an end mark was seen; closing marks may follow
    for i, word in enumerate(words):
        if word.isspace():
            if "\n" in word:
                breaks = word.count("\n") > 1 or not _joins(words, i, wrapped)
                if breaks and i + 1 < len(words):
                    pending = False
                    starts[i + 1] = True
                    if word.count("\n") > 1:
                        double_quotes = 0
            continue
        if starts[i]:
            pending = False
        if pending:
            if _closes_here(words, i, spaces, double_quotes):
                double_quotes += word == '"'
                continue
            starts[i] = _can_begin(words, i)
            pending = False
        if word == '"':
            double_quotes += 1
        if word in _ENDS:
            pending = spaces is None or spaces[i] or not _glued(words, i)
        elif len(word) > 1 and word[-1] == "." and word[:-1] in lists.final:
            pending = next((w for w in words[i + 1 : i + 3] if not w.isspace()), "") in lists.starters
        elif _SMILEY.fullmatch(word):
            pending = True
    return starts


def _closes_here(words: list[str], i: int, spaces: list[bool] | None, double_quotes: int) -> bool:
    """Whether token i, after an end mark, still belongs to the sentence that ends."""
    word = words[i]
    if spaces is not None and word in _EITHER_WAY:
        before = spaces[i - 1] or words[i - 1].isspace()
        after = spaces[i] or i + 1 == len(words) or words[i + 1].isspace()
        if before != after:
            return after
    if word == '"':
        return double_quotes % 2 == 1
    if word in ("»", "«", "›", "‹"):
        return _closes(words, i)
    return word in _CLOSING or _SMILEY.fullmatch(word) is not None


def _glued(words: list[str], i: int) -> bool:
    """Whether an end mark stands inside a name (`.de-Adressen`, `i.Link`): no space after it, no word's end before."""
    after = words[i + 1] if i + 1 < len(words) else ""
    if not after[:1].isalnum():
        return False
    before = words[i - 1] if i else ""
    return not (after[0].isupper() and len(before) > 2 and before[-1].islower())


def _closes(words: list[str], i: int) -> bool:
    """Whether an angle quotation mark after an end mark closes: the nearest one before it is of the other kind."""
    other = {"»": "«", "«": "»", "›": "‹", "‹": "›"}[words[i]]
    for word in reversed(words[max(0, i - 400) : i]):
        if word == other:
            return True
        if word == words[i]:
            return False
    return False


def _can_begin(words: list[str], i: int) -> bool:
    word = words[i]
    if word[0].isalpha():
        return word[0].isupper() or word[0].isdigit() or any(c.isupper() for c in word[1:])
    if word[0].isdigit():
        return True
    if word in _OPENING:
        following = next((w for w in words[i + 1 : i + 4] if not w.isspace() and w not in _OPENING), "")
        return bool(following) and not following[0].islower()
    return word not in _CLOSING and word not in _CONTINUES and word not in _ENDS


def _wrap_widths(words: list[str]) -> int:
    """The width to which the text is hard-wrapped, 0 where lines are paragraphs."""
    widths: list[int] = []
    width = 0
    for word in words:
        if "\n" in word:
            widths.append(width)
            width = 0
        else:
            width += len(word) + 1
    if len(widths) < 3:
        return 0
    widths.sort()
    widest = widths[-1]
    near = sum(w > 0.75 * widest for w in widths)
    return widest if 45 <= widest <= 130 and near >= 0.5 * sum(w > 0 for w in widths) else 0


def _joins(words: list[str], i: int, wrapped: int) -> bool:
    """Whether the single line break at token i stands inside a sentence."""
    before = next((w for w in reversed(words[max(0, i - 3) : i]) if not w.isspace()), "")
    after = next((w for w in words[i + 1 : i + 3] if not w.isspace()), "")
    if not before or not after or before in _ENDS:
        return False
    if before == "," or after[0].islower():
        return True
    return wrapped > 0 and before not in _CLOSING

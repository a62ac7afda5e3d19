"""How much: the numbers inside the participants of a statement, with their units.

Takes the participants; gives Quantities. Numbers are values with a unit (EUR, percent, km, else the lemma of the
counted noun). Leaves out: numbers that date, number or name something („Artikel 5", „2022").

Example: „Rund 40.000 Soldaten stehen in Polen." has the quantity 40000 Soldat (about).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.model import Quantity

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.reader.statements.draft import Reading, Slot

_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")


def numeral(token: Token, reading: Reading) -> float | None:
    """The value of one number word or figure: `100.000`, `zwei`, `1,5`."""
    if _NUMBER.fullmatch(token.text):
        return float(token.text.replace(".", "").replace(",", "."))
    return reading.words.numbers.get(token.lower_)


def quantities_of(participants: Iterable[Slot], reading: Reading) -> tuple[Quantity, ...]:
    """The numbers inside the participants, with their units; of a range („20 bis 30 Euro") its two bounds."""
    found: dict[int, Quantity] = {}
    for participant in participants:
        tokens = participant.tokens
        for token in tokens:
            if token.i in found or token.i in reading.timed:
                continue
            if token.i > 0 and token.i - 1 in found and token.text in reading.words.multipliers:
                continue
            last = _range_end(token, reading)
            # the unit of a range stands after its second number, which the parser may have hung elsewhere
            quantity = _quantity(token, tokens, reading) if last is None else _quantity(last, _after(last), reading)
            if quantity is None:
                continue
            if last is None:
                found[token.i] = quantity
            elif (low := _lower(token, last, quantity, reading)) is not None:
                text, spans = low.text, low.spans
                found[token.i] = low
                found[last.i] = Quantity(quantity.value, quantity.unit, "under", text, spans)
    return tuple(found[i] for i in sorted(found))


def _after(number: Token) -> tuple[Token, ...]:
    return tuple(number.doc[number.i : number.i + 5])


def _lower(first: Token, last: Token, high: Quantity, reading: Reading) -> Quantity | None:
    """The lower bound of a range, whose unit and `Millionen` may stand after the upper one; None where it is none."""
    low, upper = numeral(first, reading), numeral(last, reading)
    if low is None or not upper:
        return None
    factor = _multiplier(first, reading)
    low *= factor if factor is not None else high.value / upper
    spans = ((first.idx, high.spans[-1][1]),)
    return Quantity(low, high.unit, "over", reading.text(spans), spans) if low < high.value else None


def _multiplier(token: Token, reading: Reading) -> float | None:
    """„Millionen" right after a number."""
    after = token.nbor(1).text if token.i + 1 < len(token.doc) else ""
    return reading.words.multipliers.get(after)


def _range_end(token: Token, reading: Reading) -> Token | None:
    """The second number of „780 bis 820 Millionen", „zwischen 2 und 3"; None where no range begins here."""
    if numeral(token, reading) is None:
        return None
    place = token.i + (2 if _multiplier(token, reading) is not None else 1)
    if place + 1 >= len(token.doc) or numeral(token.doc[place + 1], reading) is None:
        return None
    between = token.i > 0 and token.nbor(-1).lower_ == "zwischen"
    joined = token.doc[place].lower_ in ("bis", "–", "-") or (between and token.doc[place].lower_ == "und")
    return token.doc[place + 1] if joined else None


def _quantity(token: Token, tokens: tuple[Token, ...], reading: Reading) -> Quantity | None:
    words = reading.words
    value = numeral(token, reading)
    if value is None or (token.pos_ not in ("NUM", "X", "NOUN", "DET", "ADJ") and not token.like_num):
        return None
    if token.lower_.startswith("ein") and token.dep_ == "det":
        return None
    inside = {t.i for t in tokens}
    last = token
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if following is not None and following.text in words.multipliers and following.i in inside:
        value *= words.multipliers[following.text]
        last = following
    unit, unit_token = _unit(last, inside, reading)
    if unit is None and (token.lower_.startswith("ein") or token.dep_ in ("flat", "appos", "amod", "nmod")):
        return None  # „eine der Varianten", „Artikel 5", „2022"
    if unit_token is not None and (unit_token.i in reading.timed or unit_token.pos_ == "PROPN"):
        return None
    if unit_token is not None and unit_token.i < token.i:
        return None  # „Platz 68", „Tag sechs"
    kind, first = _approximation(token, reading)
    end = unit_token if unit_token is not None and unit_token.i > last.i else last
    unit, end = _per(unit, end, reading)
    between = token.doc[first.i : end.i + 1]
    if len(between) > 8:
        between = token.doc[first.i : last.i + 1]
    text = between.text
    return Quantity(value, unit, kind, text, ((between.start_char, between.end_char),))


def _per(unit: str | None, end: Token, reading: Reading) -> tuple[str | None, Token]:
    """„140 Kilometer pro Stunde" is km/h; the last word of what is measured."""
    if unit is None or end.i + 2 >= len(end.doc) or end.nbor(1).lower_ not in ("pro", "je"):
        return unit, end
    noun = end.nbor(2)
    if noun.pos_ != "NOUN":
        return unit, end
    words = reading.words
    return f"{unit}/{words.per.get(noun.lemma_) or words.units.get(noun.text, noun.lemma_)}", noun


def _unit(last: Token, inside: set[int], reading: Reading) -> tuple[str | None, Token | None]:
    words = reading.words
    following = last.nbor(1) if last.i + 1 < len(last.doc) else None
    if following is not None and following.text in words.units:
        return words.units[following.text], following
    noun = last.head if last.dep_ in ("nummod", "det", "amod") else None
    if noun is None and last.text in words.multipliers:
        noun = next((c for c in last.children if c.i > last.i and c.pos_ in ("NOUN", "PROPN", "SYM")), None)
        noun = noun if noun is not None else (following if following is not None and following.pos_ == "NOUN" else None)
    if noun is None or noun.pos_ not in ("NOUN", "SYM", "PROPN"):
        if following is not None and following.pos_ == "NOUN" and following.i in inside:
            noun = following
        else:
            return None, None
    return words.units.get(noun.text, words.units.get(noun.lemma_, noun.lemma_)), noun


def _approximation(token: Token, reading: Reading) -> tuple[str | None, Token]:
    table = reading.words.approximations
    if token.i >= 2:
        two = f"{token.nbor(-2).lower_} {token.nbor(-1).lower_}"
        if two in table:
            return table[two], token.nbor(-2)
    if token.i >= 1 and token.nbor(-1).lower_ in table:
        before = token.nbor(-1)
        # „gegen 40 Länder" and „unter 40 Bewerbern" are prepositions of the noun
        if before.dep_ != "case" or before.lower_ not in ("gegen", "unter", "über", "ab"):
            return table[before.lower_], before
    return None, token

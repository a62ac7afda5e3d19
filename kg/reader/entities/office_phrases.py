"""The words around an office noun: its body and holder to the right, its holder to the left.

Takes an office noun and the named mentions by their place; gives numbers of mentions. Goes by the order of words.
Leaves out: adjectives and compound parts (offices.py).

Example: after `Chef` in „Chef der Gewerkschaft Bergbau, Otto Huber," stand the body `Bergbau` and the holder.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.reader.entities.forms import genitive_bases
from kg.reader.entities.named import NamedMention
from kg.reader.entities.words import OfficeWord, Words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FARTHEST = 14  # tokens between an office and its holder
_NOMINAL = frozenset({"ADP", "NUM", "ADJ", "DET", "NOUN"})  # „ein Sportler mehrerer Vereine aus Graz,"
_DATE = 6  # tokens of a date between a name and its apposition
_OPEN = frozenset({",", "(", "–", "-", "—", ":"})
_CLOSE = frozenset({",", ".", "(", ")", ";", "–", "-", "—", ":", "!", "?", "“", '"', "«", "|"})
_QUOTES = frozenset({"„", "“", '"', "‚", "‘", "»", "«", "’", "'", "-"})


class Names:
    """The named mentions of a text by the tokens they begin and end at."""

    def __init__(self, doc: Doc, names: Sequence[NamedMention], words: Words) -> None:
        self.doc = doc
        self.names = names
        self.words = words
        whole = [(i, n) for i, n in enumerate(names) if not n.part and not n.derived]
        self.starts = {n.first: i for i, n in whole}
        self.ends = {n.last: i for i, n in whole}
        self.covered = {t for _, n in whole for t in range(n.first, n.last + 1)}
        surnames = {n.base.rpartition(" von ")[2] for n in names if n.type == "Person" and " von " in n.base}
        self.noble = {i for i, n in whole if n.type == "Person" and n.base in surnames}
        self.inside: dict[int, list[int]] = {}
        for i, name in enumerate(names):
            if name.part or name.derived:
                self.inside.setdefault(name.first, []).append(i)

    def person(self, index: int) -> int | None:
        """The person whose name begins at the token."""
        which = self.starts.get(index)
        return which if which is not None and self.names[which].type == "Person" else None

    def is_genitive(self, name: NamedMention) -> bool:
        """Whether the name stands in the genitive."""
        if name.known is None and name.base != name.text:
            return True
        bases = genitive_bases(name.text)
        if name.known is not None:
            return bool(bases) and name.text != name.known.label and name.text not in name.known.alternatives
        return bool(bases) and "Gen" in self.doc[name.last].morph.get("Case", [])

    def is_named_by(self, index: int, name: NamedMention) -> bool:
        """Whether the class noun right before a name says what the name is („der Gewerkschaft Verdi")."""
        kind = self.words.kind(self.doc[index - 1].text)
        return kind is not None and self.words.kind_types[kind] == name.type

    def skip_titles(self, index: int) -> int:
        """The first token from `index` on that is no title („Prof. Dr.") or opening quotation mark."""
        doc = self.doc
        while index < len(doc) and index not in self.starts:
            text = doc[index].text
            abbreviated = text == "." and doc[index - 1].text in self.words.titles
            if doc[index].is_space and "\n" not in text:
                index += 1
                continue
            if not abbreviated and text not in self.words.titles and text not in ("a.D.", "a.", "D.", "i.R.", "„", '"'):
                break
            index += 1
        return index

    def after_bracket(self, index: int) -> int:
        """The token behind „(SPD)", if a bracket opens at the token."""
        if index < len(self.doc) and self.doc[index].text == "(":
            return next((t + 1 for t in range(index, min(index + 9, len(self.doc))) if self.doc[t].text == ")"), index)
        return index

    def apposed(self, index: int) -> int | None:
        """The person whose name, with titles and another office before it, begins here („…, Virologin Eva Moll")."""
        for at in range(index, min(index + 5, len(self.doc))):
            holder = self.person(self.skip_titles(at))
            if holder is not None:
                return holder
            if self.doc[at].pos_ in ("DET", "ADJ"):
                continue  # „Das Oberhaupt des Landes, die britische Königin Eva"
            office = self.words.office(self.doc[at].text) or self.words.agent(self.doc[at].text)
            if office is None or not office.form.singular or self.doc[at].pos_ not in ("NOUN", "PROPN"):
                break
        return None


@dataclass(frozen=True, slots=True)
class Right:
    """What stands right of an office noun; `last` is the end of the office phrase, `phrase` a body without a name."""

    holder: int | None
    last: int
    body: int | None = None
    phrase: tuple[int, int] | None = None


class Phrases:
    """Reads left and right of office nouns."""

    def __init__(self, known: Names) -> None:
        self.known = known
        self.doc = known.doc
        self.names = known.names
        self.words = known.words

    def right(self, token: Token, word: OfficeWord, first: int) -> Right:
        """Holder and body to the right of an office noun."""
        doc, known = self.doc, self.known
        index = known.skip_titles(token.i + 1)
        if index < len(doc) and index in known.starts:
            which = known.starts[index]
            name = self.names[which]
            genitive = known.is_genitive(name)
            if name.type == "Person":
                served = word.form.base in self.words.phrases["of_persons"] and " " not in name.text
                if genitive and (served or doc[first].pos_ == "DET"):
                    return Right(None, name.last, which)  # „Sprecher Meiers", „der behandelnde Arzt Meiers"
                return Right(which, token.i)
            if name.type in ("Organization", "Place") and genitive:
                after = name.last + 1
                if after < len(doc) and doc[after].text == ",":
                    return Right(known.apposed(after + 1), name.last, which)
                return Right(known.person(known.skip_titles(after)), name.last, which)
            if name.type == "Organization" and word.form.kind in ("member", "profession"):
                return Right(None, name.last, which)
        if index >= len(doc):
            return Right(None, token.i)
        if doc[index].text == "," and index == token.i + 1 and not self.belongs_to_person(first):
            # „der Betriebsleiter, Hans Huber, sagte"
            holder = known.apposed(index + 1)
            closed = holder is not None and self.closed(self.names[holder].last + 1)
            return Right(holder if closed and word.form.singular else None, token.i)
        if doc[index].text == "(" and index == token.i + 1:
            holder = known.person(index + 1)  # „der Bundespräsident (Otto Huber)"
            closed = holder is not None and doc[self.names[holder].last + 1 : self.names[holder].last + 2].text == ")"
            return Right(holder if closed and word.form.singular else None, token.i)
        if doc[index].lower_ == "von" and known.starts.get(index + 1, -1) in known.noble:
            return Right(known.starts[index + 1], token.i)  # „Aufsichtsratschef von Pierer"
        joins = self.words.phrases
        if doc[index].lower_ not in joins["body"] | joins["other"] or doc[index].pos_ not in ("ADP", "DET", "PRON"):
            return Right(None, token.i)
        return self.after(token, index, first)

    def beyond(self, index: int) -> int | None:
        """„Abgeordnete und Gegnerin Eva Moll": the person behind a second noun that is no office of its own."""
        if index + 2 >= len(self.doc) or self.doc[index].lower_ not in self.words.phrases["and"]:
            return None
        noun = self.doc[index + 1]
        if noun.pos_ != "NOUN" or not self.words.is_person(noun.text) or self.words.office(noun.text) is not None:
            return None
        which = self.known.person(self.known.skip_titles(index + 2))
        return which if which is not None and " " in self.names[which].text else None

    def closed(self, index: int) -> bool:
        """Whether a comma or the like stands at the token."""
        return index < len(self.doc) and self.doc[index].text in _CLOSE

    def after(self, token: Token, start: int, first: int) -> Right:
        """What follows `der`, `von`, `im` … up to the holder's name or the end of the phrase."""
        doc, known = self.doc, self.known
        wanted = doc[start].lower_ in self.words.phrases["body"]
        index, end = start, token.i
        body: int | None = None
        nouns: list[int] = []
        quoted = self.quoted(start + 1) if wanted else None
        if quoted is not None:
            # „Mitglied des „Königlichen Rats““: all that stands in quotation marks is the body
            if quoted[0] in known.starts and self.names[known.starts[quoted[0]]].last == quoted[1]:
                body = known.starts[quoted[0]]
            index, end = quoted[1] + 2, quoted[1] + 1
            nouns = [] if body is not None else [quoted[1]]
        while index < len(doc) and index - start < _FARTHEST:
            here = doc[index]
            which = known.starts.get(index)
            if which is not None:
                name = self.names[which]
                if name.type == "Person":
                    by = doc[start].lower_ in self.words.phrases["after_name"] and index == start + 1
                    governed = doc[index - 1].pos_ == "ADP"
                    if (governed and not by) or self.is_titled(index):
                        break
                    if not by and not known.is_genitive(name):
                        return Right(which, end, body, self.phrase(start, nouns, body, wanted=wanted))
                    if body is None and not nouns:
                        body, wanted = which, False
                elif body is None and wanted and self.is_whole(name) and (not nouns or self.is_close(index, nouns)):
                    body = which
                elif body is None and name.type in ("Place", "Organization"):
                    # „der Diözese Linz", „der Fraktion der SPD": the name completes the noun, it is not the body
                    nouns.append(name.last)
                index, end = name.last + 1, name.last
                continue
            if here.text == "(":
                # „der Vorsitzende der Partei (ABC), Otto Huber"
                behind = known.after_bracket(index)
                index = behind if behind > index else len(doc)
                continue
            if here.text in (",", "–", "—"):
                holder = known.apposed(index + 1)
                dash = here.text != "," and holder is not None
                closed = not dash or self.closed(self.names[holder or 0].last + 1)
                if holder is None or not closed or (body is None and not nouns) or self.belongs_to_person(first):
                    break
                return Right(holder, end, body, self.phrase(start, nouns, body, wanted=wanted))
            titled = known.skip_titles(index)
            if titled > index and nouns and known.person(titled) is not None:
                index = titled
                continue
            if here.lower_ in self.words.phrases["and"] and index + 1 < len(doc) and doc[index + 1].pos_ == "DET":
                break  # „der Chef der Werft und der Minister Huber"
            if here.pos_ in ("NOUN", "PROPN"):
                before = index - 1
                while before > start and doc[before].pos_ == "ADJ":
                    before -= 1
                if self.words.office(here.text) is not None and doc[before].lower_ in self.words.phrases["and"]:
                    break  # „Chef der Werft und derzeitiger Vorsitzender"
                nouns.append(index)
                end = index
            elif self.ends_phrase(index, start):
                break
            index += 1
        return Right(None, end, body, self.phrase(start, nouns, body, wanted=wanted))

    def quoted(self, index: int) -> tuple[int, int] | None:
        """The words in quotation marks that open at the token, first to last, if they are few."""
        doc = self.doc
        if index >= len(doc) or doc[index].text not in "„»“":
            return None
        close = next((t for t in range(index + 1, min(index + 9, len(doc))) if doc[t].text in "“”«"), index)
        return (index + 1, close - 1) if close > index + 1 else None

    def is_titled(self, index: int) -> bool:
        """Whether the noun right before a name is its own title: „Sprecher des Ministers Moll"."""
        noun = self.doc[index - 1]
        if noun.pos_ != "NOUN" or "Plur" in noun.morph.get("Number", []) or noun.text in self.words.titles:
            return False
        return self.words.office(noun.text) is not None or noun.lower_ in self.words.persons

    def belongs_to_person(self, first: int) -> bool:
        """„Kritiker des Präsidenten, Otto Huber": the name may be the critic's; of „das Auto des …" it is not."""
        if first == 0 or self.doc[first].lower_ not in ("des", "der"):
            return False
        noun = self.doc[first - 1]
        lower = noun.lower_
        known = lower in self.words.groups or lower in self.words.persons or self.words.office(noun.text) is not None
        return noun.pos_ == "NOUN" and known

    def is_close(self, index: int, nouns: list[int]) -> bool:
        """Whether the noun right before the name is called so („der Gewerkschaft Verdi", „des Eigners Moll AG")."""
        name = self.names[self.known.starts[index]]
        close = name.type == "Organization" and nouns[-1] == index - 1 and not self.known.is_genitive(name)
        return close or self.known.is_named_by(index, name)

    def is_whole(self, name: NamedMention) -> bool:
        """Whether the name goes on no further: of „Tibet Initiative Deutschland" `Tibet` is a piece."""
        after = name.last + 1
        if after >= len(self.doc) or name.type != "Place" or after in self.known.starts:
            return True
        return self.doc[after].pos_ != "NOUN" or self.known.is_genitive(name)

    def ends_phrase(self, index: int, start: int) -> bool:
        """Whether the token cannot be part of the phrase that begins at `start`."""
        here = self.doc[index]
        if here.pos_ in ("VERB", "AUX", "SCONJ") and here.dep_ != "amod":
            return True
        if index > start and (here.is_sent_start or here.pos_ == "PRON"):
            return True
        return here.is_punct and here.text not in _QUOTES and here.text != "/"  # „der CDU/CSU-Fraktion"

    def phrase(self, start: int, nouns: list[int], body: int | None, *, wanted: bool) -> tuple[int, int] | None:
        """The body's phrase without its preposition, to its first noun; None where the body has a name."""
        if not nouns or body is not None or not wanted:
            return None
        first = start + 1
        while first < nouns[0] and self.doc[first].pos_ in ("DET", "ADP"):
            first += 1
        # „der so genannten „Ambulanz"": not half of a pair of quotation marks
        first = max([first, *(t.i + 1 for t in self.doc[first : nouns[0]] if t.is_punct)])
        last = nouns[0]
        for noun in nouns[1:]:
            # „der Fraktion der SPD", „der Kirche von Bern": they belong to the body, „im Landtag" does not
            between = [t for t in self.doc[last + 1 : noun] if t.pos_ not in ("ADJ", "PROPN", "NOUN")]
            place = self.known.starts.get(noun)
            seated = place is not None and self.names[place].type == "Place" and noun == last + 2
            if not between or any(t.lower_ not in ("der", "des", *(("von",) if seated else ())) for t in between):
                break
            last = noun
        return (min(first, nouns[0]), last)

    def after_name(self, name: NamedMention, word: OfficeWord) -> tuple[int | None, tuple[int, int] | None]:
        """„Oberst Huber vom Landeskriminalamt", „Senator Moll aus Texas": the body behind the holder's name."""
        index = name.last + 1
        if index >= len(self.doc):
            return None, None
        if self.doc[index].lower_ == "aus" and word.form.base in self.words.phrases["of_places"]:
            which = self.known.starts.get(index + 1)
            return (which, None) if which is not None and self.names[which].type == "Place" else (None, None)
        if self.doc[index].lower_ not in self.words.phrases["after_name"]:
            return None, None
        for at in range(index + 1, min(index + 4, len(self.doc))):
            which = self.known.starts.get(at)
            if which is not None:
                return (which, None) if self.names[which].type == "Organization" else (None, None)
            here = self.doc[at]
            if here.pos_ == "NOUN":
                kind = self.words.kind(here.text)
                body = kind is not None and self.words.kind_types[kind] == "Organization"
                body = body or here.lower_ in self.words.seated
                return None, ((index + 1, at) if body else None)
            if here.pos_ not in ("DET", "ADJ"):
                break
        return None, None

    def before(self, first: int, last: int, token: Token, word: OfficeWord) -> tuple[int | None, str | None]:
        """(holder, status) of an apposition or bracket after a name, „Huber, damals Chef der Werft,"."""
        doc, words = self.doc, self.words
        opening, status = first - 1, None
        apart = opening not in self.known.covered and opening > 0 and doc[opening].pos_ in ("NOUN", "PROPN")
        if first == token.i and apart:
            opening -= 1  # „Otto Moll, Bild Reporter": a compound written apart
        if opening >= 0 and doc[opening].lower_ in words.phrases["once"]:
            opening, status = opening - 1, "former"
        elif opening >= 0 and doc[opening].lower_ in words.phrases["now"]:
            opening -= 1
        elif all(t.pos_ == "NUM" for t in doc[first : token.i]):
            opening = self.dated(token.i - 1)
        if opening < 1 or doc[opening].text not in _OPEN:
            return None, None
        end = opening - 1
        if doc[end].text == ")":
            end = next((i for i in range(end - 1, max(-1, end - 8), -1) if doc[i].text == "("), 0) - 1
        if end and "Fin" not in doc[end].morph.get("VerbForm", ["Fin"]):
            end -= 1  # „hatten Otto Moll getötet, den Führer der Einheit"
        which = self.known.ends.get(end)
        if which is None or self.names[which].type != "Person":
            return None, None
        if not self.is_apposition(opening, token.i, last, word) and not self.cannot_begin(which, first, last):
            return None, None
        if "Plur" in token.morph.get("Number", []) and word.form.plural and first == token.i:
            return None, None
        return which, status

    def dated(self, index: int) -> int:
        """The token before „in der Saison 2016/17", „von 2001 bis 2004", if such words end at the token."""
        start = index
        while start > 0 and index - start < _DATE and self.doc[start].pos_ in ("ADP", "DET", "NUM", "NOUN", "ADJ", "X"):
            start -= 1
        numbers = any(t.text[:1].isdigit() for t in self.doc[start + 1 : index + 1])
        return start if numbers and self.doc[start + 1].pos_ == "ADP" else index

    def cannot_begin(self, which: int, first: int, last: int) -> bool:
        """Whether what follows a name cannot be a new clause, though no comma closes it.

        „laut Eva Moll, der Leiterin des Amtes hatten alle …": an article in an oblique case; „Otto Moll, der Leiter
        des Amtes sagte": a name that opens the sentence, before the finite verb.
        """
        doc, article = self.doc, self.doc[first]
        if last <= first + 1 or last + 1 >= len(doc) or doc[last + 1].pos_ not in ("VERB", "AUX"):
            return False
        if article.lower_ in ("dem", "des"):
            return True
        name = doc[self.names[which].first]
        return article.lower_ in ("der", "die") and (name.is_sent_start is True or name.i == 0)

    def is_apposition(self, opening: int, noun: int, last: int, word: OfficeWord) -> bool:
        """Whether the office phrase that ends at `last` is closed like an apposition."""
        doc, joints = self.doc, self.words.phrases["and"]
        # „wie Huber, Leiter der Werft betont": without an article it can be nothing else, comma or no comma
        bare = doc[noun - 1].text in _OPEN
        after = last + 1
        while after < len(doc) and after <= last + _FARTHEST:
            here = doc[after]
            if here.lower_ in joints:
                # a second office belongs to it; anything else makes an enumeration („Meier, Koch Huber und Müller")
                following = doc[after + 1 : after + 4]
                return any(self.words.office(t.text) is not None for t in following) or doc[opening].text == "("
            if here.pos_ not in _NOMINAL and after not in self.known.covered and here.lower_ != "seit":
                break
            after += 1
        return (
            after >= len(doc)
            or self.closed(after)
            or "\n" in doc[after].text
            or doc[after].is_sent_start is True
            or doc[opening].text == "("
            or (word.form.kind == "profession" and doc[after].text in _QUOTES)
            or (bare and last > noun and doc[after].pos_ in ("VERB", "AUX"))
        )

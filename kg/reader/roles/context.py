"""What every role shares: its sentence, whose words it is, the property for its kind, its body by default.

Takes tokens and offices; gives numbers, Attributions, property names. Leaves out: finding roles.

Example: a role inside „…", sagte die Ministerin, is attributed to the minister.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.model import Argument, Attribution, Quote, RoleArgument, TimeRef
from kg.reader.entities.words import load_words
from kg.reader.roles.dominant import Dominant

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.reader.entities import Entities, Holding
    from kg.schema import Schema

_ALLEGED = "alleged"
_INFERRED = 0.75  # share of the confidence that is left
PROPERTIES = {"holds": "org:holds", "member": "org:memberOf", "profession": "schema:hasOccupation"}


class Context:
    """Look-ups over one text, built once."""

    def __init__(self, doc: Doc, quotes: Sequence[Quote], entities: Entities, schema: Schema) -> None:
        self.doc = doc
        self.text = doc.text
        self.entities = entities
        self.sentence_starts = [s.start for s in doc.sents if s.text.strip()]
        self.sentence_offsets = [doc[t].idx for t in self.sentence_starts]
        self.quotes = sorted(
            ((a, b, n) for n, quote in enumerate(quotes) for a, b in quote.spans), key=lambda s: (s[0], -s[1])
        )
        self.quote_starts = [a for a, _, _ in self.quotes]
        self.all_quotes = quotes
        self.labels = {e.id: e.label for e in entities.entities}
        self.times = sorted(entities.times, key=lambda t: (t.start, t.end))
        self.time_starts = [t.start for t in self.times]
        self.by_label = {e.label: e.id for e in entities.entities}
        self.words = load_words(doc.lang_ or "de")
        self.types = {e.id: e.type for e in entities.entities}
        self.defaults = self._defaults()
        self.dominant = Dominant(entities, schema)

    def sentence(self, token: int) -> int:
        """The number of the token's sentence in the record."""
        return max(0, bisect_right(self.sentence_starts, token) - 1)

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence at a character."""
        return max(0, bisect_right(self.sentence_offsets, offset) - 1)

    def attribution(self, start: int, holder: str | None, *, verbatim: bool = False) -> Attribution | None:
        """Whose words stand at the offset; None where they are the article's (a speaker's own title is).

        With `verbatim` only direct quotations count: in „Huber sagte, Ministerin Moll komme" the title is the
        article's own knowledge, who comes is Huber's.
        """
        index = bisect_right(self.quote_starts, start) - 1
        for a, b, n in reversed(self.quotes[max(0, index - 8) : index + 1]):
            quote = self.all_quotes[n]
            if not a <= start < b or (verbatim and quote.type != "direct"):
                continue
            if quote.speaker is None:
                return Attribution("", None, quote.id)
            speaker = self.entities.at(quote.speaker.spans)
            if speaker is not None and speaker == holder:
                return None
            return Attribution(quote.speaker.text, speaker, quote.id)
        return None

    def body(self, holding: Holding) -> Argument | None:
        """The body of an office: as the phrase names it, else as the text names it elsewhere."""
        office = holding.office
        if office.body is not None:
            span = self.entities.name_spans.get(office.body)
            if span is not None:
                return Argument(self.text[span[0] : span[1]], (span,), holding.body)
        if office.body_tokens is not None:
            words = self.doc[office.body_tokens[0] : office.body_tokens[1] + 1]
            spans = ((words.start_char, words.end_char),)
            entity = self.entities.at(spans)
            serves = office.form.base in self.words.phrases["of_persons"]
            if serves or entity is None or self.types[entity] != "Person":
                return Argument(words.text, spans, entity)
            return None  # „Trainer bei seinem Vorgänger": nobody is a body
        owner = self.owner(office.first)
        if owner is not None:
            return owner
        body = self.defaults.get((holding.holder, office.form.base)) if office.form.kind == "holds" else None
        if body is None and office.form.kind == "holds" and office.definite:
            body = self.defaults.get((None, office.lemma.lower()))
        if body is None and office.form.kind == "holds":
            known = self.words.default_body.get(office.lemma.lower(), ())
            mentioned = [self.by_label[label] for label in known if label in self.by_label]
            body = mentioned[0] if len(mentioned) == 1 else None
        if body is None and office.form.kind == "holds":
            body = self.dominant.body(holding, self.doc[office.noun].idx)
        return Argument(self.labels[body], (), body) if body is not None else None

    def time(self, first: int, last: int) -> TimeRef | None:
        """The one time expression at the office phrase („seit 2015 Chef", „Minister (2001–2004)"), if there is one."""
        doc = self.doc
        low = doc[first].idx
        end = last
        while (
            end + 1 < len(doc)
            and end < last + 4
            and doc[end + 1].lower_ in ("seit", "von", "bis", "(", "ab", "im", "jahr")
        ):
            end += 1
        high = doc[min(len(doc) - 1, end + (end > last))]
        start = bisect_right(self.time_starts, low - 1)
        found = []
        while start < len(self.times) and self.times[start].end <= high.idx + len(high):
            found.append(self.times[start])
            start += 1
        if len(found) != 1 or not found[0].value[:1].isdigit():
            return None
        return TimeRef(found[0].value, ((found[0].start, found[0].end),))

    def owner(self, first: int) -> Argument | None:
        """„ihr Vorsitzender": what the possessive before the office takes up, if that is no person."""
        token = self.doc[first]
        entity = self.entities.heads.get(first)
        if token.pos_ not in ("DET", "PRON") or entity is None or self.types[entity] == "Person":
            return None
        return Argument(token.text, ((token.idx, token.idx + len(token)),), entity)

    def _defaults(self) -> dict[tuple[str | None, str], str]:
        """(holder, office) → body where the text names one body only; (None, lemma) where all holders agree."""
        found: dict[tuple[str | None, str], set[str]] = {}
        for holding in self.entities.holdings:
            if holding.body is None:
                continue
            if holding.holder is not None:
                found.setdefault((holding.holder, holding.office.form.base), set()).add(holding.body)
        return {key: next(iter(bodies)) for key, bodies in found.items() if len(bodies) == 1}


def confidence(base: float, body: Argument | None) -> float:
    """How sure a role is: less where its body was not read beside it but inferred from the rest of the text."""
    return base if body is None or body.spans else round(base * _INFERRED, 2)


def status_arguments(status: str | None) -> tuple[RoleArgument, ...]:
    """The status as an argument, none where the office is simply held or said to be held."""
    return (RoleArgument("status", status),) if status and status != _ALLEGED else ()


def modality(status: str | None) -> str | None:
    """„der mutmaßliche Täter": whether he is one is open."""
    return "possibility" if status == _ALLEGED else None

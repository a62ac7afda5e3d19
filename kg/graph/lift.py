"""Record → quads: the one place that decides what becomes a bare triple. docs/graph.md draws the result.

Takes a Record (with or without IRIs) and a Schema; gives the quads of one named graph, the article's.
A statement is an assertion when the article itself makes it (no attribution), positively and without modality.
Its triple stands on its own when both ends are entities. Everything else is a claim and stays a statement node:

    "Der Minister lehnte den Plan ab."            assertion; a bare triple if the plan is an entity
    "Der Minister lehnte den Plan nicht ab."      claim (negative)
    "Der Minister soll den Plan abgelehnt haben." claim (attributed to hearsay)

Leaves out: any clock, counter or blank node, so the same record gives the same quads; judgement of truth.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final
from urllib.parse import quote as percent

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph import times
from kg.graph.vocabulary import clean, decimal, term, typed
from kg.model import Entity, Quote, Record, RoleArgument, Span, Statement, active, passage_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.model import Argument
    from kg.schema import Concept, Schema

VERSION: Final = "0.1.0"
_XML_NAME: Final = re.compile(r"(?<=[/%0-9.-])[^\W\d][\w.-]*$")


def is_assertion(statement: Statement) -> bool:
    """Whether the article itself says it, plainly and positively."""
    return statement.attribution is None and statement.polarity == "positive" and statement.modality is None


def is_fact(statement: Statement) -> bool:
    """Whether its triple may stand on its own: an assertion, and no office that is over or not yet taken up."""
    return is_assertion(statement) and not any(argument.role == "status" for argument in statement.arguments)


def lift(record: Record, schema: Schema) -> tuple[Quad, ...]:
    """All that a record says as quads of the article's named graph, each once, in order of reading.

    Raises:
        ValueError: an entity's `iri` or `same_as` is no IRI.
        SchemaError: a predicate has a prefix that the schema does not know.
    """
    return tuple(_Lift(record, schema).quads)


class _Lift:
    """The quads of one record, in a dict for its order and because each stands once."""

    def __init__(self, record: Record, schema: Schema) -> None:
        self.record = record
        self.schema = schema
        self.article = NamedNode(schema.iri_article(record.id))
        self.kinds = {name.iri: name.kind for name in schema.names}
        self.concepts: dict[str, Concept] = {name: c for c in schema.concepts for name in (c.property, c.key)}
        self.quads: dict[Quad, None] = {}
        self.language = _language(record.language)
        self.labels: dict[NamedNode, str] = {}
        self.entities = {e.id: self._entity(e) for e in record.entities}
        self.quotes = {q.id: self._node("quotation", q.type, q.spans) for q in record.quotes}
        self._article()
        for mention in record.mentions:
            node = self._passage((mention.start, mention.end))
            self._add(node, "itsrdf:taIdentRef", self.entities.get(mention.entity))
            self._add(node, "kg:named", typed(str(mention.named).lower(), "boolean"))
        for time in record.times:
            node = self._time(time.value)
            self._add(node, "kg:timeType", time.type)
            self._add(node, "kg:evidence", self._passage((time.start, time.end)))
        for quotation in record.quotes:
            self._quotation(quotation)
        for statement in record.statements:
            self._statement(active(statement))

    def _add(self, subject: NamedNode, predicate: str, value: NamedNode | Literal | str | None) -> None:
        """One quad; a plain str becomes a clean string literal, None is left out."""
        if value is None:
            return
        if isinstance(value, str):
            value = Literal(clean(value))
        self.quads[Quad(subject, term(predicate), value, self.article)] = None

    def _words(self, text: str) -> Literal:
        return Literal(clean(text), language=self.language) if self.language else Literal(clean(text))

    def _mint(self, type: str, label: str) -> NamedNode:
        return NamedNode(self.schema.iri_entity(type, label))

    def _node(self, kind: str, *key: object) -> NamedNode:
        """A node of this article, named by a digest of the offsets and words that make it what it is."""
        digest = hashlib.sha256(repr(key).encode("utf-8", "backslashreplace")).hexdigest()
        return NamedNode(f"{self.article.value}#{kind}-{digest[:12]}")

    def _article(self) -> None:
        record, article = self.record, self.article
        self._add(article, "rdf:type", term("schema:NewsArticle"))
        self._add(article, "rdf:type", term("nif:Context"))
        self._add(article, "dcterms:identifier", record.id)
        self._add(article, "schema:headline", self._words(record.title) if record.title else None)
        if record.date:
            self._add(article, "schema:datePublished", times.literal(record.date) or record.date)
        self._add(article, "schema:publisher", record.publisher)
        self._add(article, "schema:url", typed(clean(record.url), "anyURI") if record.url else None)
        self._add(article, "schema:inLanguage", record.language)
        self._add(article, "nif:isString", record.text)
        self._add(article, "nif:beginIndex", typed(0, "integer"))
        self._add(article, "nif:endIndex", typed(len(record.text), "integer"))
        for warning in record.warnings:
            self._add(article, "kg:warning", warning)
        software = self._mint("software", f"kg {VERSION}")
        self._add(article, "kg:readBy", software)
        self._add(software, "rdf:type", term("prov:SoftwareAgent"))
        self._add(software, "rdfs:label", f"kg {VERSION}")
        self._add(software, "schema:softwareVersion", VERSION)

    def _entity(self, entity: Entity) -> NamedNode:
        node = NamedNode(entity.iri or self.schema.iri_entity(entity.type, entity.label))
        for kind in (self.schema.types.get(entity.type, "schema:Thing"), self.kinds.get(node.value)):
            self._add(node, "rdf:type", NamedNode(self.schema.expand(kind)) if kind else None)
        self.labels[node] = entity.label
        self._add(node, "rdfs:label", self._words(entity.label))
        for alias in entity.aliases:
            if alias != entity.label:
                self._add(node, "skos:altLabel", self._words(alias))
        for other in entity.same_as:
            self._add(node, "owl:sameAs", NamedNode(other))
        return node

    def _passage(self, span: Span, extra: str | None = None) -> NamedNode:
        """A NIF string for `text[start:end]`, named as RFC 5147 names a range of characters."""
        start, end = span
        node = NamedNode(f"{self.article.value}#char={start},{end}")
        self._add(node, "rdf:type", term("nif:String"))
        self._add(node, "rdf:type", term(extra) if extra else None)
        self._add(node, "nif:beginIndex", typed(start, "integer"))
        self._add(node, "nif:endIndex", typed(end, "integer"))
        self._add(node, "nif:anchorOf", self.record.text[start:end])
        self._add(node, "nif:referenceContext", self.article)
        return node

    def _evidence(self, node: NamedNode, spans: Iterable[Span], name: str = "kg:evidence") -> None:
        for span in spans:
            self._add(node, name, self._passage(span))

    def _time(self, value: str) -> NamedNode:
        node = self._mint("time", value)
        self._add(node, "rdf:type", term("kg:Time"))
        self._add(node, "rdfs:label", value)
        self._add(node, "kg:timex", value)
        self._add(node, "kg:value", times.literal(value))
        if between := times.bounds(value):
            self._add(node, "rdf:type", term("time:ProperInterval"))
            for name, day in zip(("time:hasBeginning", "time:hasEnd"), between, strict=True):
                if day is None:
                    continue
                instant = self._mint("instant", day.isoformat())
                self._add(node, name, instant)
                self._add(instant, "rdf:type", term("time:Instant"))
                self._add(instant, "time:inXSDDate", typed(day.isoformat(), "date"))
        return node

    def _quotation(self, quotation: Quote) -> None:
        node = self.quotes[quotation.id]
        self._add(node, "rdf:type", term("kg:Quotation"))
        self._add(node, "schema:text", self._words(passage_text(self.record.text, quotation.spans)))
        self._add(node, "kg:quotationType", quotation.type)
        for medium in quotation.medium.split():
            self._add(node, "kg:medium", medium)
        self._add(node, "prov:hadPrimarySource", self.article)
        self._evidence(node, quotation.spans)
        for name, argument in (("speaker", quotation.speaker), ("addressee", quotation.addressee)):
            if argument:
                self._add(node, f"kg:{name}", self.entities.get(argument.entity or ""))
                self._add(node, f"kg:{name}Text", self._words(argument.text))
                self._evidence(node, argument.spans, f"kg:{name}Evidence")
        if quotation.cue:
            self._add(node, "kg:cue", self._words(quotation.cue.text))
            self._evidence(node, quotation.cue.spans, "kg:cueEvidence")

    def _statement(self, statement: Statement) -> None:
        asserted = is_assertion(statement)
        node = self._node("statement", *self._key(statement))
        subject, obj = self._end(statement.subject), self._end(statement.object)
        predicate, event_class = self._predicate(statement)
        if statement.kind == "role" and predicate == term("org:holds"):
            obj = self._post(statement, obj)

        self._add(node, "rdf:type", term("kg:Assertion" if asserted else "kg:Claim"))
        self._add(node, "rdf:type", term("rdf:Statement"))
        self._add(node, "rdfs:label", self._words(self._label(statement)))
        self._add(node, "rdf:subject", subject or self._text(statement.subject))
        self._add(node, "rdf:predicate", predicate)
        self._add(node, "rdf:object", obj or self._text(statement.object))
        self._add(node, "kg:subjectText", self._text(statement.subject))
        self._add(node, "kg:objectText", self._text(statement.object))
        self._add(node, "kg:kind", statement.kind)
        self._add(node, "kg:lemma", self._words(statement.predicate.lemma))
        self._add(node, "kg:polarity", statement.polarity)
        self._add(node, "kg:modality", statement.modality)
        self._add(node, "kg:confidence", decimal(statement.confidence))
        self._add(node, "prov:hadPrimarySource", self.article)
        self._attribution(node, statement)
        self._where(node, statement)
        for place, argument in enumerate(statement.arguments):
            self._argument(node, f"{argument.role}-{place}", argument)
        for place, quantity in enumerate(statement.quantities):
            amount = NamedNode(f"{node.value}-quantity-{place}")
            self._add(node, "kg:quantity", amount)
            self._add(amount, "rdf:type", term("kg:Quantity"))
            self._add(amount, "rdfs:label", self._words(quantity.text))
            self._add(amount, "schema:value", decimal(quantity.value))
            self._add(amount, "schema:unitText", quantity.unit)
            self._add(amount, "kg:approximate", quantity.approximate)
            self._evidence(amount, quantity.spans)

        if is_fact(statement) and subject and obj and subject != obj:
            self.quads[Quad(subject, predicate, obj, self.article)] = None
        if statement.kind == "event":
            self._event(node, statement, event_class, asserted)

    def _label(self, statement: Statement) -> str:
        """A short line for people: `Seerat: den Antrag zurückweisen`, `Rita Moosbrugger: Obfrau, Hafenaufsicht`."""
        who, what = self._end(statement.subject), self._end(statement.object)
        lemma = statement.predicate.lemma
        if statement.kind == "role":
            of = self.labels[what] if what else statement.object and statement.object.text
            said = f"{lemma}, {of}" if of else lemma
        elif statement.object is None:
            said = lemma
        elif statement.kind == "attribute":
            said = statement.object.text
        else:  # an infinitive comes last in German, the word of a relation first
            words = statement.object.text
            said = f"{words} {lemma}" if statement.kind == "event" else f"{lemma} {words}"
        # after the words, not among them: what is negated may say so itself ("keine Soldaten entsenden")
        negated = " (verneint)" if statement.polarity == "negative" else ""
        if statement.subject is None:
            return said + negated
        return f"{self.labels[who] if who else statement.subject.text}: {said}{negated}"

    def _key(self, s: Statement) -> Sequence[object]:
        """What makes a statement itself: its words and where they stand, never its number in the record."""
        quoted = {q.id: q.spans for q in self.record.quotes}
        return (
            s.kind,
            s.subject and (s.subject.text, s.subject.spans),
            (s.predicate.lemma, s.predicate.property, s.predicate.spans),
            s.object and (s.object.text, s.object.spans),
            tuple((a.role, a.text, a.spans) for a in s.arguments),
            (s.polarity, s.modality),
            s.attribution and (s.attribution.text, quoted.get(s.attribution.quote or "")),
            s.time and s.time.interval,
        )

    def _text(self, argument: Argument | None) -> Literal | None:
        return self._words(argument.text) if argument else None

    def _end(self, argument: Argument | RoleArgument | None) -> NamedNode | None:
        return self.entities.get(argument.entity) if argument and argument.entity else None

    def _predicate(self, statement: Statement) -> tuple[NamedNode, NamedNode | None]:
        """The property, and the class of the event where the ontology has one."""
        name = statement.predicate.property
        if name:
            found = self.schema.event_of(name)
            event = NamedNode(self.schema.expand(found)) if found else None
            if found != name:
                return NamedNode(self.schema.expand(name)), event
        else:
            event = None
        relation = self._mint("verb", statement.predicate.lemma)
        if not _XML_NAME.search(relation.value):  # RDF/XML writes a property's end as an element's name
            relation = NamedNode(relation.value + "_")
        self._add(relation, "rdf:type", term("rdf:Property"))
        self._add(relation, "rdfs:subPropertyOf", term("kg:relatedTo"))
        self._add(relation, "rdfs:label", self._words(statement.predicate.lemma))
        return relation, event

    def _post(self, statement: Statement, organization: NamedNode | None) -> NamedNode:
        """The office: one node for a title in an organization, whoever holds it."""
        title = statement.predicate.lemma
        if organization:
            post = self._mint("post", f"{title}, {self.labels[organization]}")
        else:
            post = self._node("post", title, statement.object and statement.object.text)
        self._add(post, "rdf:type", term("kg:Office"))
        self._add(post, "rdf:type", term("org:Post"))
        self._add(post, "rdfs:label", self._words(title))
        if is_assertion(statement):
            self._add(post, "org:postIn", organization)
        return post

    def _attribution(self, node: NamedNode, statement: Statement) -> None:
        if by := statement.attribution:
            self._add(node, "prov:wasAttributedTo", self.entities.get(by.entity or ""))
            self._add(node, "kg:attributedTo", self._words(by.text) if by.text else None)
            self._add(node, "kg:inQuotation", self.quotes.get(by.quote or ""))

    def _where(self, node: NamedNode, statement: Statement) -> None:
        """Evidence, sentence, time and place of a statement."""
        if 0 <= statement.sentence < len(self.record.sentences):
            sentence = self._passage(self.record.sentences[statement.sentence], "nif:Sentence")
            self._add(node, "kg:sentence", sentence)
        for part in (statement.subject, statement.predicate, statement.object, statement.time):
            if part:
                self._evidence(node, part.spans)
        if statement.time:
            self._add(node, "kg:time", self._time(statement.time.interval))
        if statement.place:
            place = self.entities.get(statement.place.entity or "")
            self._add(node, "kg:place", place)
            if place is None:
                self._argument(node, "place", RoleArgument("place", statement.place.text))

    def _argument(self, node: NamedNode, name: str, argument: RoleArgument) -> None:
        part = NamedNode(f"{node.value}-{percent(clean(name), safe='')}")
        self._add(node, "kg:argument", part)
        self._add(part, "rdf:type", term("kg:Argument"))
        self._add(part, "kg:role", argument.role)
        self._add(part, "rdfs:label", self._words(argument.text))
        self._add(part, "itsrdf:taIdentRef", self.entities.get(argument.entity or ""))
        self._evidence(part, argument.spans)

    def _event(self, node: NamedNode, statement: Statement, kind: NamedNode | None, asserted: bool) -> None:
        """What happened. Of a claimed event only that it is reported, and as what: no roles, no class."""
        event = NamedNode(node.value.replace("#statement-", "#event-"))
        self._add(node, "kg:describes", event)
        self._add(event, "rdfs:label", self._words(self._label(statement)))
        if not asserted:
            self._add(event, "rdf:type", term("kg:ReportedEvent"))
            self._add(event, "kg:reportedAs", kind)
            return
        self._add(event, "rdf:type", term("sem:Event"))
        self._add(event, "rdf:type", kind)
        concept = self.concepts.get(statement.predicate.property or "")
        first = (concept and concept.role("subject")) or "agent"
        second = "theme"
        if concept:  # a statement without the object of the property has its class instead
            short = statement.predicate.property == concept.property
            second = concept.shortcut_object if short else concept.role("object") or second
        arguments = [(argument.role, argument) for argument in statement.arguments]
        for role, argument in ((first, statement.subject), (second, statement.object), *arguments):
            if participant := self._end(argument):
                self._add(event, f"kg:{percent(clean(role), safe='')}", participant)
                self._add(event, "sem:hasActor", participant if role == "agent" else None)
        if statement.time:
            self._add(event, "sem:hasTime", self._time(statement.time.interval))
            self._add(event, "sem:hasTimeStamp", times.literal(statement.time.interval))
        if statement.place:
            self._add(event, "sem:hasPlace", self.entities.get(statement.place.entity or ""))
        self._evidence(event, statement.predicate.spans)


def _language(tag: str) -> str | None:
    """`tag` where RDF takes it as a language, else None."""
    try:
        return Literal("", language=tag).language
    except ValueError:
        return None

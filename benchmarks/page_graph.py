"""Graphs of any size for the page's benchmark: communities, hubs, claims and facts, and texts to point into.

`graph(n)` gives entities, statements and articles as kg.view.encode takes them. Names and sentences are made up.
"""

from __future__ import annotations

import random
from datetime import date, timedelta

from kg.analyse.statements import TYPES, Evidence, Node, Statement
from kg.view.collect import Article

VERBS = ("treffen", "ablehnen", "unterstützen", "kritisieren", "gründen", "leiten", "verklagen", "beraten", "kaufen")
SYLLABLES = ("ba", "del", "kor", "min", "tar", "wes", "lin", "hof", "gra", "sten", "mer", "ul", "rich", "pel", "dorn")
MODALITIES = (None, None, None, None, "wish", "demand", "plan", "possibility")


def graph(size: int, *, ties: int = 3, seed: int = 7) -> tuple[list[Node], list[Statement], list[Article]]:
    """`size` entities in communities of about 60 with `ties` statements an entity, one in six across communities."""
    chance = random.Random(seed)
    base = "https://kg.example/id/"
    nodes = []
    for i in range(size):
        name = "".join(chance.choice(SYLLABLES) for _ in range(3)).capitalize()
        kind = TYPES[min(int(chance.expovariate(0.7)), len(TYPES) - 1)]
        nodes.append(Node(f"{base}{kind.lower()}/{name}-{i}", f"{name} {i}", kind))
    groups = max(1, size // 60)
    members = [list(range(g, size, groups)) for g in range(groups)]
    statements: list[Statement] = []
    articles: list[Article] = []
    per_article = 20
    while len(statements) < size * ties:
        number = len(articles)
        iri = f"{base}article/b{number}"
        day = date(2020, 1, 1) + timedelta(days=number % 1500)
        text, mentions = "", []
        for _ in range(per_article):
            # The lower the number within a community, the likelier: that makes hubs.
            home = members[chance.randrange(groups)]
            a = home[int(len(home) * chance.random() ** 2.2)]
            other = home if chance.random() > 1 / 6 else members[chance.randrange(groups)]
            b = other[int(len(other) * chance.random() ** 2.2)]
            verb = chance.choice(VERBS)
            start = len(text)
            text += f"{nodes[a].label} {verb} nach eigenem Bekunden {nodes[b].label} am {day.isoformat()}. "
            mentions += [
                (start, start + len(nodes[a].label), nodes[a].iri, True),
            ]
            claim = chance.random() < 0.4
            sentence = Evidence(iri, start, len(text) - 1)
            begin = start + len(nodes[a].label) + 1
            statements.append(
                Statement(
                    iri=f"{iri}#statement-{len(statements):012x}",
                    kind="event",
                    subject=nodes[a].iri,
                    subject_text=nodes[a].label,
                    property=f"https://kg.example/id/relation/{verb}",
                    lemma=verb,
                    label=verb,
                    object=nodes[b].iri,
                    object_text=nodes[b].label,
                    arguments=(),
                    polarity="negative" if chance.random() < 0.08 else "positive",
                    modality=chance.choice(MODALITIES) if claim else None,
                    status="claim" if claim else "fact",
                    speaker=nodes[home[0]].iri if claim else None,
                    speaker_text=nodes[home[0]].label if claim else "",
                    quotation=None,
                    article=iri,
                    sentence=sentence,
                    evidence=(Evidence(iri, begin, begin + len(verb)),),
                    time=day.isoformat(),
                    first=day.isoformat(),
                    last=day.isoformat(),
                    place=None,
                    confidence=round(0.5 + chance.random() / 2, 2),
                )
            )
        articles.append(
            Article(iri, f"Bericht {number}", day.isoformat(), "Probeblatt", None, text, tuple(mentions), (), ())
        )
    return nodes, statements[: size * ties], articles

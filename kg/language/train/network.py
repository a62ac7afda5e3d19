"""The network in PyTorch, for training only; kg/language/network.py runs the same arithmetic in numpy.

Word features → first BiLSTM → parts of speech and morphology → further BiLSTM layers that also see those → names, and a
biaffine parser (Dozat and Manning 2017, "Deep Biaffine Attention for Neural Dependency Parsing").

Takes padded batches (sentences, words, …), gives a dictionary of logits. Leaves out: features, decoding.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from kg.language.features import BITS, NGRAM_BUCKETS, PREFIX_BUCKETS, SUFFIX_BUCKETS


@dataclass(frozen=True, slots=True)
class Options:
    """Sizes. `tags` gives of each token-level task its number of classes; `extra` counts a teacher's own input tags."""

    vocabulary: int
    clusters: int
    ambiguities: int
    tags: dict[str, int]
    top_tags: tuple[str, ...]
    labels: int
    width: int = 200
    layers: int = 2
    word: int = 64
    arc: int = 200
    label: int = 100
    extra: int = 0
    dropout: float = 0.33

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return asdict(self)


def _word_dims(o: Options) -> list[tuple[int, int]]:
    return [
        (o.vocabulary, o.word),
        (o.clusters, 64),
        *[((1 << b) + 1, d) for b, d in zip(BITS, (16, 24, 24, 32), strict=True)],
        (o.ambiguities, 32),
        (8, 8),
        *[(SUFFIX_BUCKETS, d) for d in (16, 24, 32, 32)],
        *[(PREFIX_BUCKETS, d) for d in (16, 24)],
        (512, 24),
        (256, 24),
        (32, 16),
    ]


class SharedDropout(nn.Module):
    """Drops the same units at every word of a sentence (Gal and Ghahramani 2016)."""

    def __init__(self, p: float) -> None:
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        """`x` is (sentences, words, units)."""
        if not self.training or not self.p:
            return x
        mask = torch.bernoulli(torch.full((x.shape[0], 1, x.shape[2]), 1 - self.p)) / (1 - self.p)
        return x * mask


class Network(nn.Module):
    """See the module."""

    def __init__(self, o: Options) -> None:
        super().__init__()
        self.options = o
        self.embeddings = nn.ModuleList([nn.Embedding(n, d, padding_idx=0) for n, d in _word_dims(o)])
        self.grams = nn.EmbeddingBag(NGRAM_BUCKETS, 64, mode="mean", padding_idx=0)
        for e in (*self.embeddings, self.grams):
            nn.init.normal_(e.weight, std=0.3)
            with torch.no_grad():
                e.weight[0].zero_()
        self.extra = nn.Embedding(o.extra, 48) if o.extra else None
        size = sum(d for _, d in _word_dims(o)) + 64
        self.project = nn.Linear(size, 256)  # of the word alone, so its result is cached per word
        self.drop = SharedDropout(o.dropout)
        width = 256 + (48 if o.extra else 0)
        self.first = nn.LSTM(width, o.width, batch_first=True, bidirectional=True)
        self.low_hidden = nn.Linear(2 * o.width, 160)
        self.low_tags = nn.ModuleDict({name: nn.Linear(160, n) for name, n in o.tags.items() if name not in o.top_tags})
        told = sum(n for name, n in o.tags.items() if name not in o.top_tags)
        self.told = nn.Linear(told, 64, bias=False)
        inner = 2 * o.width + 64
        self.rest = nn.ModuleList(
            [
                nn.LSTM(inner if i == 0 else 2 * o.width, o.width, batch_first=True, bidirectional=True)
                for i in range(o.layers)
            ]
        )
        self.top_hidden = nn.Linear(2 * o.width, 128)
        self.top_tags = nn.ModuleDict({name: nn.Linear(128, o.tags[name]) for name in o.top_tags})
        names = o.tags.get("NAME", 1)
        self.name_start = nn.Parameter(torch.zeros(names))
        self.name_step = nn.Parameter(torch.zeros(names, names))
        self.arc_dependent = nn.Linear(2 * o.width, o.arc)
        self.arc_head = nn.Linear(2 * o.width, o.arc)
        self.label_dependent = nn.Linear(2 * o.width, o.label)
        self.label_head = nn.Linear(2 * o.width, o.label)
        self.arc_matrix = nn.Parameter(torch.zeros(o.arc + 1, o.arc))
        self.label_tensor = nn.Parameter(torch.zeros(o.labels, o.label + 1, o.label + 1))
        self.root = nn.Parameter(torch.zeros(2 * o.width))
        nn.init.normal_(self.root, std=0.1)

    def words(self, rows: Tensor, grams: Tensor) -> Tensor:
        """Vectors of words from their features: `rows` (n, columns), `grams` (n, most grams) padded with 0."""
        drop = self.options.dropout * 0.6
        parts = []
        for i, e in enumerate(self.embeddings):
            column = rows[:, i]
            if self.training:
                p = drop if i else 0.25
                column = column * (torch.rand(column.shape) >= p)
            parts.append(e(column))
        parts.append(functional.dropout(self.grams(grams), drop, self.training))
        return functional.relu(self.project(torch.cat(parts, -1)))

    def forward(
        self, rows: Tensor, grams: Tensor, index: Tensor, lengths: Tensor, extra: Tensor | None = None
    ) -> dict[str, Tensor]:
        """Logits of every task.

        Args:
            rows: features of the different words of the batch; row 0 is padding.
            grams: their character n-grams.
            index: (sentences, words) into them.
            lengths: of the sentences.
            extra: (sentences, words) tags that only a teacher sees.
        """
        vectors = self.words(rows, grams)[index]
        if self.extra is not None:
            seen = torch.zeros_like(index) if extra is None else extra
            vectors = torch.cat([vectors, self.extra(seen)], -1)  # noqa: S610 - a layer, no Django query
        low = self.drop(_run(self.first, self.drop(vectors), lengths))
        hidden = functional.dropout(functional.relu(self.low_hidden(low)), self.options.dropout, self.training)
        out = {name: layer(hidden) for name, layer in self.low_tags.items()}
        told = self.told(torch.cat([functional.softmax(out[name], -1) for name in self.low_tags], -1))
        x = torch.cat([low, told], -1)
        for layer in self.rest:
            x = self.drop(_run(layer, x, lengths))
        hidden = functional.dropout(functional.relu(self.top_hidden(x)), self.options.dropout, self.training)
        out |= {name: layer(hidden) for name, layer in self.top_tags.items()}
        with_root = torch.cat([self.root.expand(x.shape[0], 1, -1), x], 1)
        drop = self.drop
        dependent = drop(functional.relu(self.arc_dependent(x)))
        head = drop(functional.relu(self.arc_head(with_root)))
        one = torch.ones(*dependent.shape[:2], 1)
        out["arcs"] = torch.cat([dependent, one], -1) @ self.arc_matrix @ head.transpose(1, 2)
        out["label_dependent"] = drop(functional.relu(self.label_dependent(x)))
        out["label_head"] = drop(functional.relu(self.label_head(with_root)))
        mask = torch.arange(with_root.shape[1])[None] > lengths[:, None]
        out["arcs"] = out["arcs"].masked_fill(mask[:, None, :], -1e4)
        return out

    def name_loss(self, scores: Tensor, gold: Tensor, lengths: Tensor) -> Tensor:
        """The summed negative log likelihood of tags under a linear chain (Lafferty, McCallum and Pereira 2001).

        Args:
            scores: (sentences, words, tags).
            gold: (sentences, words); a negative tag is not known, and every sequence through it counts as right.
            lengths: of the sentences.
        """
        count = scores.shape[-1]
        wrong = (gold[..., None] != torch.arange(count)) & (gold[..., None] >= 0)
        both = torch.stack([scores, scores.masked_fill(wrong, -1e4)])  # all sequences, and the right ones
        total = both[:, :, 0] + self.name_start
        for t in range(1, scores.shape[1]):
            step = torch.logsumexp(total[..., None] + self.name_step, -2) + both[:, :, t]
            total = torch.where((lengths > t)[None, :, None], step, total)
        everything, right = torch.logsumexp(total, -1)
        loss: Tensor = (everything - right).sum()
        return loss

    def labels(self, out: dict[str, Tensor], heads: Tensor) -> Tensor:
        """Label logits (sentences, words, labels) of each word under the head given (0 is the root, i+1 a word)."""
        head = torch.gather(out["label_head"], 1, heads[..., None].expand(-1, -1, out["label_head"].shape[-1]))
        one = torch.ones(*heads.shape, 1)
        d = torch.cat([out["label_dependent"], one], -1)
        h = torch.cat([head, one], -1)
        n, m = d.shape[-1], h.shape[-1]
        left = (d.reshape(-1, n) @ self.label_tensor.permute(1, 0, 2).reshape(n, -1)).reshape(
            -1, len(self.label_tensor), m
        )
        return torch.einsum("tlm,tm->tl", left, h.reshape(-1, m)).reshape(*heads.shape, -1)


def _run(lstm: nn.Module, x: Tensor, lengths: Tensor) -> Tensor:
    packed = pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
    out, _ = pad_packed_sequence(lstm(packed)[0], batch_first=True, total_length=x.shape[1])
    return out

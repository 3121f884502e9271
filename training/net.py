"""The net: one encoder over a window of word pieces, and small heads that all read the same words.

Shapes: B windows of at most T pieces and N words, H the encoder's width; a document has n words
(all its windows' words in order), M candidate mentions, Q quotations."""

from __future__ import annotations

from typing import Any, NamedTuple, cast

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from fabula.reading.glimpses import AROUND, LEVELS, ROLES, THREADS, TRAITS
from fabula.reading.language.windows import SHAPES
from fabula.reading.people.profiles import FEATURES, KINDS, TYPES, pair_features

WIDTH = 40  # words of the longest mention
COARSE = (
    "order",
    "string",
    "nesting",
    "gender",
    "number",
    "cast",
    "turn",
)  # seen by the first pass
POSITIONS = 36  # how a mention may stand to a quotation: see `where`


WORLD = {"traits": len(TRAITS), "threads": len(THREADS), "levels": len(LEVELS), "roles": len(ROLES)}


class Size(NamedTuple):
    """The encoder's measures: MiniLM-L6 by default. `relative` for MPNet's position buckets."""

    layers: int = 6
    width: int = 384
    heads: int = 12
    inner: int = 1536
    eps: float = 1e-12
    vocabulary: int = 30522
    positions: int = 512
    relative: bool = False


MINILM = Size()
MPNET = Size(12, 768, 12, 3072, 1e-5, relative=True)


class Layer(nn.Module):
    """One layer of BERT's encoder (Devlin et al. 2019)."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.heads = size.heads
        self.q, self.k, self.v, self.o = (nn.Linear(size.width, size.width) for _ in range(4))
        self.norm1, self.norm2 = (nn.LayerNorm(size.width, size.eps) for _ in range(2))
        self.up, self.down = nn.Linear(size.width, size.inner), nn.Linear(size.inner, size.width)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        b, t, width = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(b, t, self.heads, width // self.heads).transpose(1, 2)

        y = F.scaled_dot_product_attention(
            split(self.q(x)), split(self.k(x)), split(self.v(x)), bias
        )
        x = self.norm1(x + self.o(y.transpose(1, 2).reshape(b, t, width)))
        return cast(Tensor, self.norm2(x + self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """BERT's or MPNet's encoder, with a word's shape added to its input."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.size = size
        self.words = nn.Embedding(size.vocabulary, size.width)
        self.places = nn.Embedding(size.positions, size.width)
        self.shapes = nn.Embedding(SHAPES, size.width)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(size.width, size.eps)
        self.layers = nn.ModuleList(Layer(size) for _ in range(size.layers))
        self.buckets = nn.Embedding(32, size.heads) if size.relative else None

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor | None = None) -> Tensor:
        """(B, T) -> (B, T, H); `mask` is true where a piece is."""
        t = pieces.shape[1]
        place = torch.arange(t, device=pieces.device)
        x = self.norm(self.words(pieces) + self.places(place) + self.shapes(shapes))
        bias = None
        if mask is not None:
            bias = torch.zeros(mask.shape, dtype=x.dtype, device=x.device)
            bias = bias.masked_fill(~mask, -1e4)[:, None, None]
        if self.buckets is not None:
            apart = self.buckets(_bucket(place[None] - place[:, None])).permute(2, 0, 1)[None]
            bias = apart if bias is None else bias + apart
        if bias is not None and torch.is_autocast_enabled(x.device.type):
            bias = bias.to(torch.bfloat16)
        for layer in self.layers:
            x = layer(x, bias)
        return cast(Tensor, x)


def _bucket(apart: Tensor, buckets: int = 32, far: int = 128) -> Tensor:
    """MPNet's (T5's) buckets of relative positions."""
    n = -apart
    half = buckets // 2
    found = (n < 0).long() * half
    n = n.abs()
    near = half // 2
    ratio = torch.log(n.clamp(min=1).float() / near) / torch.log(torch.tensor(far / near))
    large = (near + (ratio * (half - near)).long()).clamp(max=half - 1)
    return found + torch.where(n < near, n, large)


def _mlp(width: int, hidden: int, out: int, drop: float) -> nn.Sequential:
    return nn.Sequential(
        nn.Linear(width, hidden), nn.GELU(), nn.Dropout(drop), nn.Linear(hidden, out)
    )


class Words(nn.Module):
    """What each word shows: where mentions may begin and end, events, and syntax."""

    def __init__(self, width: int, tags: dict[str, int], drop: float, edge: int = 160) -> None:
        super().__init__()
        self.drop = nn.Dropout(drop)
        self.first = nn.Sequential(nn.Linear(width, edge), nn.GELU(), nn.Dropout(drop))
        self.last = nn.Sequential(nn.Linear(width, edge), nn.GELU(), nn.Dropout(drop))
        self.both = nn.Parameter(torch.randn(edge, edge) * 0.02)
        self.one_first, self.one_last = nn.Linear(edge, 1), nn.Linear(edge, 1)
        self.by_width = nn.Parameter(torch.zeros(WIDTH))
        nn.init.constant_(self.one_first.bias, -2.0)
        self.event = _mlp(width, 192, 1, drop)
        self.upos = _mlp(width, 192, tags["upos"], drop)
        self.xpos = _mlp(width, 192, tags["xpos"], drop)
        self.lemma = _mlp(width, 192, tags["lemma"], drop)
        arc = 192
        self.child = nn.Sequential(nn.Linear(width, arc), nn.GELU(), nn.Dropout(drop))
        self.head = nn.Sequential(nn.Linear(width, arc), nn.GELU(), nn.Dropout(drop))
        self.arc = nn.Linear(arc, arc, bias=False)
        self.arc_head = nn.Linear(arc, 1)
        self.root = nn.Linear(arc, 1)
        self.label_child, self.label_head = nn.Linear(width, 160), nn.Linear(width, 160)
        self.label = nn.Sequential(nn.GELU(), nn.Dropout(drop), nn.Linear(160, tags["deprel"]))

    def spans(self, h: Tensor) -> Tensor:
        """(n, H) -> (n, WIDTH): how likely a mention runs from word i to word i + w (a logit)."""
        x = self.drop(h)
        n = x.shape[0]
        first, last = self.first(x), self.last(x)
        # Word i + w for each i and w, the last word again beyond the end.
        at = torch.arange(n, device=h.device)[:, None] + torch.arange(WIDTH, device=h.device)
        at = at.clamp(max=n - 1)
        score: Tensor = (first @ self.both) @ last.T
        score = score.gather(1, at)
        score = score + self.one_first(first) + self.one_last(last)[:, 0][at]
        return score + self.by_width

    def arcs(self, h: Tensor) -> Tensor:
        """(B, N, H) -> (B, N, N): how likely word j is the head of word i; j = i for a root."""
        x = self.drop(h)
        child, head = self.child(x), self.head(x)
        score = self.arc(child) @ head.transpose(1, 2) / 8 + self.arc_head(head).transpose(1, 2)
        own = torch.eye(x.shape[1], dtype=x.dtype, device=x.device)
        return cast(Tensor, score * (1 - own) + self.root(child) * own)

    def labels(self, h: Tensor, head: Tensor) -> Tensor:
        """(n, H), (n,) -> (n, labels): how each word depends on its head."""
        x = self.drop(h)
        return cast(Tensor, self.label(self.label_child(x) + self.label_head(x)[head]))


class Spans(nn.Module):
    """What each candidate mention is, and how quotations point at mentions."""

    def __init__(self, width: int, drop: float, inner: int = 320, vector: int = 160) -> None:
        super().__init__()
        self.drop = nn.Dropout(drop)
        self.alpha = _mlp(width, 128, 1, drop)
        self.width = nn.Embedding(WIDTH, 24)
        self.inner = nn.Sequential(nn.Linear(3 * width + 24, inner), nn.GELU(), nn.Dropout(drop))
        self.mention = nn.Linear(inner, 1)
        self.of_type, self.of_kind = nn.Linear(inner, len(TYPES)), nn.Linear(inner, len(KINDS))
        self.vector = nn.Linear(inner, vector)
        self.quote = nn.Sequential(nn.Linear(3 * width, 256), nn.GELU(), nn.Dropout(drop))
        self.speaker, self.addressee = nn.Linear(256, vector), nn.Linear(256, vector)
        self.nobody = nn.Linear(256, 2)
        self.position = nn.Embedding(POSITIONS, 2)
        nn.init.zeros_(self.position.weight)

    def forward(self, h: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        """(n, H), (M,), (M,) -> mention (M,), type (M, 6), kind (M, 3), vector (M, V)."""
        x = self.drop(h)
        offset = torch.arange(WIDTH, device=h.device)[None]
        at = first[:, None] + offset
        outside = at > last[:, None]
        at = at.clamp(max=h.shape[0] - 1)
        weight = torch.softmax(self.alpha(x)[:, 0][at].masked_fill(outside, -1e4), 1)
        head = (weight[..., None] * x[at]).sum(1)
        inner = self.inner(torch.cat([x[first], x[last], head, self.width(last - first)], -1))
        return (
            self.mention(inner)[:, 0],
            self.of_type(inner),
            self.of_kind(inner),
            self.vector(inner),
        )

    def quotes(self, h: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Quotations' first and last words (Q,) -> (Q, 3 H): what is known of each."""
        total = torch.cat([torch.zeros_like(h[:1]), h.cumsum(0)])
        mean = (total[last + 1] - total[first]) / (last + 1 - first)[:, None]
        return torch.cat([h[first], h[last], mean], -1)

    def pointers(self, quotes: Tensor, vector: Tensor, where: Tensor) -> Tensor:
        """Quotations (Q, 3 H), mentions' vectors (M, V), their places `where` (Q, M) -> (2, Q,
        M + 1): who speaks and who is spoken to; the last column is nobody here."""
        u = self.quote(self.drop(quotes))
        place = self.position(where)
        nobody = self.nobody(u)
        scores = [
            torch.cat([head(u) @ vector.T / 8 + place[..., i], nobody[:, i : i + 1]], 1)
            for i, head in enumerate((self.speaker, self.addressee))
        ]
        return torch.stack(scores)


def where(xp: Any, quote_first: Any, quote_last: Any, first: Any, last: Any) -> Any:
    """How mentions (M,) stand to quotations (Q,): inside, or how many words before or after (Q, M);
    `xp` is numpy or torch."""
    before = quote_first[:, None] - last[None]
    after = first[None] - quote_last[:, None]
    inside = (before <= 0) & (after <= 0)

    def steps(apart: Any) -> Any:
        return sum((apart > edge) * 1 for edge in (0, 1, 2, 3, 4, 6, 8, 12, 20, 40, 80))

    return xp.where(inside, 0, xp.where(before > 0, steps(before), 12 + steps(after)))


class Pairs(nn.Module):
    """Whether two mentions are of one entity."""

    def __init__(self, vector: int, drop: float, hidden: int = 192, product: int = 96) -> None:
        super().__init__()
        self.coarse = nn.Linear(vector, vector, bias=False)
        self.coarse_of = nn.ModuleDict({f"by_{k}": nn.Embedding(FEATURES[k], 1) for k in COARSE})
        self.own, self.other = nn.Linear(vector, hidden), nn.Linear(vector, hidden)
        self.product = nn.Linear(vector, product)
        self.shared = nn.Linear(product, hidden, bias=False)
        self.of = nn.ModuleDict({f"by_{k}": nn.Embedding(n, hidden) for k, n in FEATURES.items()})
        self.out = nn.Sequential(
            nn.GELU(), nn.Dropout(drop), nn.Linear(hidden, hidden), nn.GELU(), nn.Dropout(drop),
            nn.Linear(hidden, 1),
        )  # fmt: skip
        for table in [*self.coarse_of.values(), *self.of.values()]:
            nn.init.normal_(table.get_parameter("weight"), std=0.02)

    def first_pass(self, own: Tensor, other: Tensor, features: dict[str, Tensor]) -> Tensor:
        """(N, V), (M, V), features (N, M) -> (N, M)."""
        score: Tensor = self.coarse(own) @ other.T / 8
        for name, table in self.coarse_of.items():
            score = score + table(features[name[3:]]).squeeze(-1)
        return score

    def forward(
        self, own: Tensor, other: Tensor, at: Tensor, features: dict[str, Tensor]
    ) -> Tensor:
        """(N, V), (M, V), places in M (N, k), features (N, k) -> (N, k), to be added to the first
        pass."""
        product = self.product(own)[:, None] * self.product(other)[at]
        x = self.own(own)[:, None] + self.other(other)[at] + self.shared(product)
        for name, table in self.of.items():
            x = x + table(features[name[3:]])
        return cast(Tensor, self.out(x)[..., 0])


APART = (0, 1, 2, 3, 4, 6, 8, 12, 20, 40, 80)  # words between two stretches, in steps
BEHIND, AHEAD = 120, 80  # words before and after a trait in which its bearer is looked for


class World(nn.Module):
    """What the words show of the story's world, before anybody is known: traits and of whom they
    are told, what is left open, where something begins and on which level, who takes part in what,
    through whose eyes. `fabula.reading.glimpses` says what becomes of each."""

    def __init__(self, width: int, sizes: dict[str, int], drop: float, inner: int = 192) -> None:
        super().__init__()
        self.drop = nn.Dropout(drop)
        self.traits = _mlp(width, inner, sizes["traits"] + 1, drop)
        self.opens = _mlp(width, inner, sizes["threads"], drop)
        self.mention = nn.Sequential(nn.Linear(2 * width, inner), nn.GELU(), nn.Dropout(drop))
        self.trait = nn.Sequential(nn.Linear(2 * width, inner), nn.GELU(), nn.Dropout(drop))
        self.bears = nn.Linear(inner, inner, bias=False)
        self.apart, self.kind = nn.Embedding(40, 1), nn.Embedding(4, 1)
        self.nobody = nn.Linear(inner, 1)
        self.eyes = nn.Linear(inner, 1)
        self.paragraph = nn.Sequential(nn.Linear(2 * width, inner), nn.GELU(), nn.Dropout(drop))
        self.order = nn.GRU(inner, inner // 2, batch_first=True, bidirectional=True)
        self.begins, self.level = nn.Linear(inner, 1), nn.Linear(inner, sizes["levels"])
        self.event, self.part = nn.Linear(width, inner), nn.Linear(width, inner)
        self.between = nn.Embedding(2 * AROUND + 1, inner)
        self.role = nn.Sequential(nn.GELU(), nn.Dropout(drop), nn.Linear(inner, sizes["roles"] + 1))
        nn.init.zeros_(self.apart.weight)
        nn.init.zeros_(self.kind.weight)

    def mentions(self, h: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """(n, H), (M,), (M,) -> (M, inner)."""
        return cast(Tensor, self.mention(torch.cat([h[first], h[last]], 1)))

    def bearers(
        self, h: Tensor, mentions: Tensor, trait: tuple[Tensor, Tensor],
        mention: tuple[Tensor, Tensor], kind: Tensor,
    ) -> Tensor:  # fmt: skip
        """Traits (first, last word) (V,), mentions (first, last word) and kinds (M,) -> (V, M + 1):
        of whom each is told; the last column is nobody here."""
        own = self.trait(torch.cat([h[trait[0]], h[trait[1]]], 1))
        after, before = mention[0][None] - trait[1][:, None], trait[0][:, None] - mention[1][None]
        score = self.bears(own) @ mentions.T / 8
        score = score + self.apart(_apart(after, before))[..., 0] + self.kind(kind)[:, 0]
        score = score.masked_fill((after > AHEAD) | (before > BEHIND), -1e4)
        return torch.cat([score, self.nobody(own)], 1)

    def turns(self, h: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, Tensor]:
        """Paragraphs (first, last word) (P,) -> (P,), (P, levels), logits."""
        total = torch.cat([torch.zeros_like(h[:1]), h.cumsum(0)])
        mean = (total[last + 1] - total[first]) / (last + 1 - first)[:, None]
        order, _ = self.order(self.paragraph(torch.cat([h[first], mean], 1))[None])
        x = self.drop(order[0])
        return self.begins(x)[:, 0], self.level(x)

    def roles(self, h: Tensor, event: Tensor, word: Tensor) -> Tensor:
        """Pairs of words (R,), (R,) -> (R, roles + 1), logits: the first is none."""
        place = self.between((word - event).clamp(-AROUND, AROUND) + AROUND)
        return cast(Tensor, self.role(self.event(h)[event] + self.part(h)[word] + place))


def _apart(after: Tensor, before: Tensor) -> Tensor:
    """0 where two stretches of words overlap, else how far one is before (1-11) or after."""

    def steps(words: Tensor) -> Tensor:
        return sum(((words > edge).long() for edge in APART), torch.zeros_like(words))

    overlap = (after <= 0) & (before <= 0)
    return torch.where(
        overlap, 0, torch.where(after > 0, len(APART) + 1 + steps(after), steps(before))
    )


class Net(nn.Module):
    """The encoder and its heads."""

    def __init__(self, size: Size, tags: dict[str, int], drop: float = 0.3) -> None:
        super().__init__()
        self.encoder = Encoder(size)
        self.encoder.words.weight.requires_grad = False
        self.words = Words(size.width, tags, drop)
        self.spans = Spans(size.width, drop)
        self.pairs = Pairs(160, drop)
        self.world = World(size.width, WORLD, drop)

    def read(self, windows: Windows) -> Tensor:
        """The words of some windows: (B, N, H), a word being the mean of its pieces."""
        h = self.encoder(windows.pieces, windows.shapes, windows.mask).float()
        b, _, width = h.shape
        out = torch.zeros(b * windows.most + 1, width, device=h.device)
        out = out.index_add(0, windows.word.flatten(), h.flatten(0, 1))
        return (out[:-1] / windows.sizes[:, None]).view(b, windows.most, width)

    def links(
        self, vector: Tensor, profile: Tensor, keep: int = 40, at: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor]:
        """For N mentions in order: the `keep` best earlier ones (N, k), or those `at` which they
        are, their scores (N, k), and the first pass over all (N, N), hopeless above the diagonal.
        """
        n = vector.shape[0]
        features = pair_features(torch, profile[:, None], profile[None])
        earlier = torch.ones(n, n, dtype=torch.bool, device=vector.device).tril(-1)
        coarse = self.pairs.first_pass(vector, vector, features).masked_fill(~earlier, -1e4)
        at = coarse.topk(min(keep, n), 1).indices if at is None else at
        top = coarse.gather(1, at)
        near = {k: f.gather(1, at) for k, f in features.items()}
        score = self.pairs(vector, vector, at, near) + top
        return at, score.masked_fill(~earlier.gather(1, at), -1e4), coarse


class Windows(NamedTuple):
    """B windows, padded: pieces, shapes and mask (B, T); `word` the flat number of the word that
    each piece is of (the last number for none), `sizes` how many pieces each word has (B * most,),
    `most` the number of words N to a window; `flat` (n,) where the words of the document stand in B
    * most."""

    pieces: Tensor
    shapes: Tensor
    mask: Tensor
    word: Tensor
    sizes: Tensor
    most: int
    flat: Tensor

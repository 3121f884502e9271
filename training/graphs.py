"""The net in the three pieces that the reading runs, each for one window or passage without
padding."""

from __future__ import annotations

from typing import ClassVar, cast

import torch
from torch import Tensor, nn

from fabula.reading.people.profiles import FEATURES
from training.net import Net

Names = tuple[str, ...]
Axes = dict[str, tuple[str, ...]]  # of each array that goes in or out, the names of its axes

KEEP = 40  # antecedents of a mention that the net of pairs looks at


class Graph(nn.Module):
    """A piece of the net that becomes a file."""

    INPUTS: ClassVar[Names]
    OUTPUTS: ClassVar[Names]
    AXES: ClassVar[Axes]


class WordsGraph(Graph):
    """A window of T pieces and N words -> what each word shows.

    `pieces` and `shapes` (T,), start and end piece among them; `spread` (N, T) holds 1/k at a
    word's k pieces; `sentence` (N,) the number of each word's sentence. Out: `h` (N, H); `spans`
    (N, 40) and `event` (N,), logits; `upos`, `xpos`, `lemma`, `deprel` (N,), the best; `head` (N,),
    the best in the sentence, a root's being itself; `arcs` (N, N), from which it was taken."""

    INPUTS: ClassVar[Names] = ("pieces", "shapes", "spread", "sentence")
    OUTPUTS: ClassVar[Names] = (
        "h",
        "spans",
        "event",
        "upos",
        "xpos",
        "lemma",
        "head",
        "deprel",
        "arcs",
    )
    AXES: ClassVar[Axes] = {
        "pieces": ("T",), "shapes": ("T",), "spread": ("N", "T"), "sentence": ("N",),
        **dict.fromkeys(OUTPUTS, ("N",)), "arcs": ("N", "N"),
    }  # fmt: skip

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.encoder, self.words = net.encoder, net.words

    def forward(
        self, pieces: Tensor, shapes: Tensor, spread: Tensor, sentence: Tensor
    ) -> tuple[Tensor, ...]:
        words = self.words
        h = spread @ self.encoder(pieces[None], shapes[None])[0]
        apart = sentence[:, None] != sentence[None]
        arcs = words.arcs(h[None])[0].masked_fill(apart, -1e4)
        head = arcs.argmax(1)
        upos, xpos, lemma = (tag(h).argmax(1) for tag in (words.upos, words.xpos, words.lemma))
        deprel = words.labels(h, head).argmax(1)
        return h, words.spans(h), words.event(h)[:, 0], upos, xpos, lemma, head, deprel, arcs


class SpansGraph(Graph):
    """M candidate mentions and Q quotations (Q may be 0) among N words -> what each is, and who
    speaks.

    `h` (N, H); `first`, `last` (M,); `quote_first`, `quote_last` (Q,); `where` (Q, M), as
    `net.where` has it. Out: `mention` (M,), to which the logit of `spans` is added; `type` (M, 6)
    and `kind` (M, 3), logits; `vector` (M, V); `pointers` (2, Q, M + 1), speaker and addressee, the
    last being nobody here."""

    INPUTS: ClassVar[Names] = ("h", "first", "last", "quote_first", "quote_last", "where")
    OUTPUTS: ClassVar[Names] = ("mention", "type", "kind", "vector", "pointers")
    AXES: ClassVar[Axes] = {
        "h": ("N",), "first": ("M",), "last": ("M",), "quote_first": ("Q",), "quote_last": ("Q",),
        "where": ("Q", "M"), **dict.fromkeys(OUTPUTS[:4], ("M",)), "pointers": ("two", "Q", "all"),
    }  # fmt: skip

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.spans = net.spans

    def forward(
        self,
        h: Tensor,
        first: Tensor,
        last: Tensor,
        quote_first: Tensor,
        quote_last: Tensor,
        where: Tensor,
    ) -> tuple[Tensor, ...]:
        mention, type_, kind, vector = self.spans(h, first, last)
        quotes = self.spans.quotes(h, quote_first, quote_last)
        pointers = self.spans.pointers(quotes, vector, where)
        return mention, type_, kind, vector, pointers


class PairsGraph(Graph):
    """N mentions and C that may be antecedents -> the k = min(40, C) best of each, as `Net.links`
    has it.

    `own` (N, V), `other` (C, V); `features` (10, N, C), in the order of FEATURES; `earlier` (N, C),
    which may be at all. Out: `at` (N, k), the antecedents' places; `score` (N, k), -1e4 where none
    may be."""

    INPUTS: ClassVar[Names] = ("own", "other", "features", "earlier")
    OUTPUTS: ClassVar[Names] = ("at", "score")
    AXES: ClassVar[Axes] = {
        "own": ("N",), "other": ("C",), "features": ("ten", "N", "C"), "earlier": ("N", "C"),
        "at": ("N", "k"), "score": ("N", "k"),
    }  # fmt: skip

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.pairs = net.pairs

    def forward(
        self, own: Tensor, other: Tensor, features: Tensor, earlier: Tensor
    ) -> tuple[Tensor, Tensor]:
        by_name = {name: features[i] for i, name in enumerate(FEATURES)}
        coarse = self.pairs.first_pass(own, other, by_name).masked_fill(~earlier, -1e4)
        k = torch.cat([torch.tensor([KEEP]), torch._shape_as_tensor(other)[:1]]).min()
        top, at = coarse.topk(cast(int, k), 1)  # a tensor, so that it is traced
        near = {name: f.gather(1, at) for name, f in by_name.items()}
        score = self.pairs(own, other, at, near) + top
        return at, score.masked_fill(~earlier.gather(1, at), -1e4)


class WorldGraph(Graph):
    """What N words show of the story's world: see `net.World` and `fabula.reading.glimpses`.

    `h` (N, H); mentions `first`, `last`, `kind` (M,); paragraphs (P,); pairs `event`, `word` (R,);
    traits (V,). Out: `traits` (N, names + 1), `roles` (R, roles + 1) and `bearers` (V, M + 1),
    shares; `opens` (N, kinds), shares each; `begins` (P,) and `eyes` (M,), logits; `levels` (P,
    levels), logarithms of shares."""

    INPUTS: ClassVar[Names] = (
        "h", "first", "last", "kind", "paragraph_first", "paragraph_last", "event", "word",
        "trait_first", "trait_last",
    )  # fmt: skip
    OUTPUTS: ClassVar[Names] = ("traits", "opens", "begins", "levels", "eyes", "roles", "bearers")
    AXES: ClassVar[Axes] = {
        "h": ("N",), "first": ("M",), "last": ("M",), "kind": ("M",), "paragraph_first": ("P",),
        "paragraph_last": ("P",), "event": ("R",), "word": ("R",), "trait_first": ("V",),
        "trait_last": ("V",), "traits": ("N",), "opens": ("N",), "begins": ("P",), "levels": ("P",),
        "eyes": ("M",), "roles": ("R",), "bearers": ("V", "all"),
    }  # fmt: skip

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.world = net.world

    def forward(
        self, h: Tensor, first: Tensor, last: Tensor, kind: Tensor, paragraph_first: Tensor,
        paragraph_last: Tensor, event: Tensor, word: Tensor, trait_first: Tensor,
        trait_last: Tensor,
    ) -> tuple[Tensor, ...]:  # fmt: skip
        world = self.world
        mentions = world.mentions(h, first, last)
        begins, levels = world.turns(h, paragraph_first, paragraph_last)
        bearers = world.bearers(h, mentions, (trait_first, trait_last), (first, last), kind)
        return (
            world.traits(h).softmax(1), world.opens(h).sigmoid(), begins, levels.log_softmax(1),
            world.eyes(mentions)[:, 0], world.roles(h, event, word).softmax(1), bearers.softmax(1),
        )  # fmt: skip

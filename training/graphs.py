"""The net in the three pieces that the reading runs, each for one window or passage without padding."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from fabula.reading.profiles import FEATURES
from training.net import Net

KEEP = 40  # antecedents of a mention that the net of pairs looks at


class WordsGraph(nn.Module):
    """A window of T pieces and N words -> what each word shows.

    `pieces` and `shapes` (T,), start and end piece among them; `spread` (N, T) holds 1/k at a word's k
    pieces; `sentence` (N,) the number of each word's sentence. Out: `h` (N, H); `spans` (N, 40) and
    `event` (N,), logits; `upos`, `xpos`, `lemma`, `deprel` (N,), the best; `head` (N,), the best in the
    sentence, a root's being itself; `arcs` (N, N), from which it was taken.
    """

    INPUTS = ("pieces", "shapes", "spread", "sentence")
    OUTPUTS = ("h", "spans", "event", "upos", "xpos", "lemma", "head", "deprel", "arcs")
    AXES = {n: ("T",) for n in INPUTS[:2]} | {n: ("N",) for n in (INPUTS[3], *OUTPUTS)}
    AXES |= {"spread": ("N", "T"), "arcs": ("N", "N")}

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.encoder, self.words = net.encoder, net.words

    def forward(self, pieces: Tensor, shapes: Tensor, spread: Tensor, sentence: Tensor) -> tuple[Tensor, ...]:
        words = self.words
        h = spread @ self.encoder(pieces[None], shapes[None])[0]
        apart = sentence[:, None] != sentence[None]
        arcs = words.arcs(h[None])[0].masked_fill(apart, -1e4)
        head = arcs.argmax(1)
        upos, xpos, lemma = (tag(h).argmax(1) for tag in (words.upos, words.xpos, words.lemma))
        deprel = words.labels(h, head).argmax(1)
        return h, words.spans(h), words.event(h)[:, 0], upos, xpos, lemma, head, deprel, arcs


class SpansGraph(nn.Module):
    """M candidate mentions and Q quotations (Q may be 0) among N words -> what each is, and who speaks.

    `h` (N, H); `first`, `last` (M,); `quote_first`, `quote_last` (Q,); `where` (Q, M), as `net.where` has
    it. Out: `mention` (M,), to which the logit of `spans` is added; `type` (M, 6) and `kind` (M, 3),
    logits; `vector` (M, V); `pointers` (2, Q, M + 1), speaker and addressee, the last being nobody here.
    """

    INPUTS = ("h", "first", "last", "quote_first", "quote_last", "where")
    OUTPUTS = ("mention", "type", "kind", "vector", "pointers")
    AXES = {n: ("M",) for n in ("first", "last", *OUTPUTS[:4])}
    AXES |= {"h": ("N",), "quote_first": ("Q",), "quote_last": ("Q",), "where": ("Q", "M")}

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.spans = net.spans

    def forward(
        self, h: Tensor, first: Tensor, last: Tensor, quote_first: Tensor, quote_last: Tensor, where: Tensor
    ) -> tuple[Tensor, ...]:
        mention, type_, kind, vector = self.spans(h, first, last)
        pointers = self.spans.pointers(h, vector, quote_first, quote_last, where)
        return mention, type_, kind, vector, pointers


class PairsGraph(nn.Module):
    """N mentions and C that may be antecedents -> the k = min(40, C) best of each, as `Net.links` has it.

    `own` (N, V), `other` (C, V); `features` (10, N, C), in the order of FEATURES; `earlier` (N, C), which
    may be at all. Out: `at` (N, k), the antecedents' places; `score` (N, k), -1e4 where none may be.
    """

    INPUTS = ("own", "other", "features", "earlier")
    OUTPUTS = ("at", "score")
    AXES = {"own": ("N",), "other": ("C",), "features": ("all", "N", "C"), "earlier": ("N", "C")}
    AXES |= {"at": ("N", "k"), "score": ("N", "k")}

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.pairs = net.pairs

    def forward(self, own: Tensor, other: Tensor, features: Tensor, earlier: Tensor) -> tuple[Tensor, Tensor]:
        by_name = {name: features[i] for i, name in enumerate(FEATURES)}
        coarse = self.pairs.first_pass(own, other, by_name).masked_fill(~earlier, -1e4)
        k = torch.cat([torch.tensor([KEEP]), torch._shape_as_tensor(other)[:1]]).min()
        top, at = coarse.topk(k, 1)  # type: ignore[call-overload]  # k is traced, so a tensor
        near = {name: f.gather(1, at) for name, f in by_name.items()}
        score = self.pairs(own, other, at, near) + top
        return at, score.masked_fill(~earlier.gather(1, at), -1e4)

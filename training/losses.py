"""What the net is to learn of one segment, as a sum of losses."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional as F

from fabula.reading.people.profiles import TYPES
from training.batches import Segment, apart, profiles, tensors
from training.documents import Quote
from training.net import WIDTH, Net, Windows, where

EVENT_SHARE = 0.037  # of words that are events
NONE = -(1 << 40)  # the cluster of nobody
UNKNOWN = -(1 << 41)  # the cluster of a person of whom nobody says who they are
HIDE = 0.4  # how often a quotation's cue, or a name called in it, is hidden
PERSON = TYPES.index("PER")
FEW = 8  # quotations of a segment that count as much as its other losses


Span = tuple[int, int]  # first and last word


class Gold(NamedTuple):
    """The labels of a segment, words counted from its first: spans to (type, kind, cluster)."""

    mentions: dict[tuple[int, int], tuple[int, int, int]]
    quotes: list[Quote]


def hide(segment: Segment, rng: random.Random) -> Segment:
    """Hide some cues and names that are called, so that the net learns to do without."""
    hidden = set()
    for quote in segment.document.quotes:
        for spans in (quote.cues, quote.called):
            if spans and rng.random() < HIDE:
                hidden |= {k for a, b in spans for k in range(a, b + 1)}
    return segment._replace(hidden=frozenset(hidden))


def gold(segment: Segment) -> Gold:
    """What is to be found in a segment; nothing that has a hidden word."""
    document, first, end = segment.document, segment.first, segment.end
    mentions = {
        (a - first, b - first): label
        for (a, b), label in (document.mentions or {}).items()
        if a >= first and b < end and not any(k in segment.hidden for k in range(a, b + 1))
    }
    return Gold(mentions, [q for q in document.quotes if q.first >= first and q.last < end])


def loss(net: Net, segment: Segment, device: torch.device) -> dict[str, Tensor]:
    """The losses of a segment by name."""
    document = segment.document
    windows = tensors(segment, device)
    with torch.autocast(device.type, torch.bfloat16):
        padded = net.read(windows)
    h = padded.flatten(0, 1)[windows.flat]
    found: dict[str, Tensor] = {}
    if document.mentions is not None:
        found |= people(net, segment, h, device)
    if document.events is not None:
        events = torch.tensor(document.events[segment.first : segment.end], device=device).float()
        score = net.words.event(net.words.drop(h))[:, 0]
        bce = F.binary_cross_entropy_with_logits(score, events, reduction="sum")
        found["event"] = 0.6 * bce / (EVENT_SHARE * len(events))
    if document.upos is not None:
        found |= _syntax(net, segment, padded, windows)
    return found


def _syntax(net: Net, segment: Segment, padded: Tensor, windows: Windows) -> dict[str, Tensor]:
    document, part = segment.document, slice(segment.first, segment.end)
    flat, most, device = windows.flat, windows.most, padded.device
    h = padded.flatten(0, 1)[flat]
    found = {}
    x = net.words.drop(h)
    for name in ("upos", "xpos", "lemma"):
        tags = torch.tensor(getattr(document, name)[part], device=device)
        found[name] = 0.5 * F.cross_entropy(getattr(net.words, name)(x), tags)
    head, labels = (
        torch.tensor((x or [])[part], device=device) for x in (document.head, document.deprel)
    )
    head = head - segment.first
    here = flat // most
    inside = (head >= 0) & (head < len(head))  # a sentence may be cut in two
    head = head.clamp(0, len(head) - 1)
    inside &= here[head] == here
    score = net.words.arcs(padded).masked_fill(apart(segment, windows), -1e4).flatten(0, 1)[flat]
    target = flat[head] % most
    found["arc"] = F.cross_entropy(score[inside], target[inside])
    found["label"] = 0.5 * F.cross_entropy(net.words.labels(h, head)[inside], labels[inside])
    return found


def people(net: Net, segment: Segment, h: Tensor, device: torch.device) -> dict[str, Tensor]:
    """Mentions, who is who, and who speaks, of a segment's words `h` (n, H). Where not all mentions
    are labelled, only who is who and who speaks, among those that are."""
    labels, quotes = gold(segment)
    complete = segment.document.complete
    n = h.shape[0]
    score = net.words.spans(h)
    ok = allowed(segment, device)
    target = torch.zeros_like(score)
    inside = [s for s in labels if s[1] - s[0] < WIDTH]
    if inside:
        a, b = torch.tensor(inside, device=device).T
        target[a, b - a] = 1
    many = max(1, len(labels))
    bce = F.binary_cross_entropy_with_logits(score, target, reduction="none")
    found: dict[str, Tensor] = {"span": (bce * ok).sum() / many} if complete else {}
    with torch.no_grad():
        likely = score.masked_fill(~ok, -1e9)
        likely[target > 0] = 1e9
        top, at = likely.flatten().topk(min(max(n // 2 + 1, len(labels)), likely.numel()))
        at = at[top > -8].sort().values
    first, last = at // WIDTH, at // WIDTH + at % WIDTH
    mention, type_, kind, vector = net.spans(h, first, last)
    mention = mention + score.flatten()[at]
    is_gold = target.flatten()[at]
    bce = F.binary_cross_entropy_with_logits(mention, is_gold, reduction="sum")
    spans = list(zip(first.tolist(), last.tolist(), strict=True))
    told = [i for i, s in enumerate(spans) if s in labels and complete]
    if complete:
        found["mention"] = bce / many
    if told:
        rows = torch.tensor(told, device=device)
        types = torch.tensor([labels[spans[i]][0] for i in told], device=device)
        kinds = torch.tensor([labels[spans[i]][1] for i in told], device=device)
        found["type"] = F.cross_entropy(type_[rows], types) + F.cross_entropy(kind[rows], kinds)
    sure = ((mention > 0) | (is_gold > 0)).nonzero()[:, 0]
    if len(sure) > 1:
        here = [spans[i] for i in sure.tolist()]
        t, k = type_[sure].argmax(1).tolist(), kind[sure].argmax(1).tolist()
        other = [UNKNOWN if x == PERSON and not complete else -1 - i for i, x in enumerate(t)]
        cluster = [labels[s][2] if s in labels else c for s, c in zip(here, other, strict=True)]
        found["coref"] = who_is_who(net, segment, vector[sure], here, t, k, cluster)
        if quotes:
            found |= _pointers(net, segment, h, vector[sure], here, cluster, quotes)
    return found


def allowed(segment: Segment, device: torch.device) -> Tensor:
    """(n, WIDTH): which spans lie in one sentence and have no hidden word at either end."""
    document, part = segment.document, slice(segment.first, segment.end)
    sentence = torch.tensor(document.sentence[part], device=device)
    hidden = torch.tensor(
        [k in segment.hidden for k in range(segment.first, segment.end)], device=device
    )
    n = len(sentence)
    last = torch.arange(n, device=device)[:, None] + torch.arange(WIDTH, device=device)
    inside = last < n
    last = last.clamp(max=n - 1)
    return inside & (sentence[last] == sentence[:, None]) & ~hidden[last] & ~hidden[:, None]


def who_is_who(
    net: Net, segment: Segment, vector: Tensor, spans: Sequence[Span],
    types: Sequence[int], kinds: Sequence[int], cluster: Sequence[int],
) -> Tensor:  # fmt: skip
    """How unlikely the right antecedents of mentions (their vectors (N, V), words from the
    segment's first, types, kinds and clusters) are. Where not all mentions are labelled it is only
    asked which antecedent is right, not whether there is any; and one that is UNKNOWN is never the
    answer."""
    first, device = segment.first, vector.device
    rows = profiles(segment.document, [(a + first, b + first) for a, b in spans], types, kinds)
    at, score, coarse = net.links(vector, rows.to(device))
    own = torch.tensor(cluster, device=device)
    known = own != UNKNOWN
    same = (own[:, None] == own[None]) & torch.ones_like(coarse, dtype=torch.bool).tril(-1) & known
    if segment.document.complete:
        return _nll(or_none(score), _or_first(same.gather(1, at))) + 0.3 * _nll(
            or_none(coarse), _or_first(same)
        )
    near = same.gather(1, at)
    asked, asked_near = same.any(1), near.any(1)
    if not asked_near.any():
        return coarse.sum() * 0
    coarse = coarse.masked_fill(~known, -1e4)[asked]
    score = score.masked_fill(~known[at], -1e4)[asked_near]
    return _nll(score, near[asked_near]) + 0.3 * _nll(coarse, same[asked])


def or_none(score: Tensor) -> Tensor:
    """Scores of antecedents (N, k) with that of none before them (N, k + 1)."""
    return torch.cat([torch.zeros_like(score[:, :1]), score], 1)


def _or_first(right: Tensor) -> Tensor:
    """Which antecedents are right (N, k), and whether none is before them (N, k + 1)."""
    return torch.cat([~right.any(1, keepdim=True), right], 1)


def _nll(score: Tensor, right: Tensor) -> Tensor:
    """How unlikely any right one is, by rows, in the mean."""
    good = score.masked_fill(~right, -1e9)
    return (torch.logsumexp(score, 1) - torch.logsumexp(good, 1)).mean()


def _pointers(
    net: Net,
    segment: Segment,
    h: Tensor,
    vector: Tensor,
    spans: Sequence[Span],
    cluster: Sequence[int],
    quotes: Sequence[Quote],
) -> dict[str, Tensor]:
    told = pointers_told(segment, spans, cluster, quotes)
    if told is None:
        return {}
    told = Told(*(x.to(h.device) for x in told))
    score = net.spans.pointers(net.spans.quotes(h, told.first, told.last), vector, told.where)
    return pointers_loss(score, told)


class Told(NamedTuple):
    """What is to be learnt of Q quotations and M mentions: first and last words (Q,), places
    (Q, M), of speaker and addressee which are right (2, Q, M + 1), which may be pointed to
    (Q, M + 1), and of which quotations that is known (2, Q)."""

    first: Tensor
    last: Tensor
    where: Tensor
    right: Tensor
    open_: Tensor
    known: Tensor


def pointers_told(
    segment: Segment, spans: Sequence[Span], cluster: Sequence[int], quotes: Sequence[Quote]
) -> Told | None:
    """Who speaks quotations and to whom: any mention of them in the same window, outside it, else
    nobody. None where nothing is labelled. Words are counted from the segment's first."""
    labelled = segment.document.mentions or {}
    wanted = [[_who(q, labelled, role) for q in quotes] for role in (0, 1)]
    keep = [i for i in range(len(quotes)) if wanted[0][i] is not None or wanted[1][i] is not None]
    if not keep:
        return None
    said = [(quotes[i].first - segment.first, quotes[i].last - segment.first) for i in keep]
    place, open_ = pointing(segment, said, spans)
    known = torch.tensor(cluster) != UNKNOWN
    open_[:, :-1] &= known
    who = torch.tensor([[NONE if (c := w[i]) is None else c for i in keep] for w in wanted])
    right = (who[:, :, None] == torch.tensor(cluster)) & open_[:, :-1]
    here = right.any(2)
    right = torch.cat([right, ~here[:, :, None]], 2)
    first, last = torch.tensor(said).T
    return Told(first, last, place, right, open_, (who != NONE) & (here | known.all()))


def pointers_loss(score: Tensor, told: Told) -> dict[str, Tensor]:
    """How unlikely all right mentions are together, given scores (2, Q, M + 1); a long dialogue
    counts more than a single line, twice the mean at most."""
    score = score.masked_fill(~told.open_, -1e9)
    nll = score.logsumexp(2) - score.masked_fill(~told.right, -1e9).logsumexp(2)
    names = {"speaker": 1.0, "addressee": 0.5}
    return {
        name: weight * nll[role][told.known[role]].sum() / max(FEW, number / 2)
        for role, (name, weight) in enumerate(names.items())
        if (number := int(told.known[role].sum()))
    }


def pointing(
    segment: Segment, quotes: Sequence[Span], spans: Sequence[Span]
) -> tuple[Tensor, Tensor]:
    """How mentions stand to quotations (first, last word), and which they may point to (Q, M + 1):
    any mention in the same window and not inside, and nobody."""
    window = {k - segment.first: i for i, (a, b) in enumerate(segment.windows) for k in range(a, b)}
    (qa, qb), (ma, mb) = (torch.tensor(x).T for x in (quotes, spans))
    place: Tensor = where(torch, qa, qb, ma, mb)
    qw, mw = (torch.tensor([window[a] for a, _ in x]) for x in (quotes, spans))
    usable = (qw[:, None] == mw) & (place > 0)
    return place, torch.cat([usable, torch.ones_like(usable[:, :1])], 1)


def _who(
    quote: Quote, labelled: dict[tuple[int, int], tuple[int, int, int]], role: int
) -> int | None:
    """The cluster of a quotation's speaker (0) or addressee (1): as labelled, or as named beside
    it."""
    told = quote.addressee if role else quote.speaker
    if told is not None:
        return told
    for span in quote.called if role else quote.cues:
        if span in labelled:
            return labelled[span][2]
    return None

"""How far a net's answers have moved from those of another: a loss that holds a net to what it
could do while it learns something else."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

from training.batches import Segment, apart, numbered, profiles, tensors
from training.losses import EVENT_SHARE, FEW, allowed, or_none, pointing
from training.net import WIDTH, Net, Windows

LIKELY = -3.5  # logit above which a span is looked at as a mention


def kept(
    old: Net, net: Net, segment: Segment, *, people: bool = True
) -> tuple[Tensor, dict[str, Tensor]]:
    """The words of a segment (n, H) as `net` sees them, and how far what it says of them is from
    what `old` says, by heads. Of who is who only whether each is somebody met before, unless
    `people` is asked for: that, and who speaks."""
    device = next(net.parameters()).device
    windows = tensors(segment, device)
    with torch.autocast(device.type, torch.bfloat16):
        with torch.no_grad():
            before = old.read(windows).float()
        now = net.read(windows)
    now = now.float()
    flat = windows.flat
    h, g = now.flatten(0, 1)[flat], before.flatten(0, 1)[flat]
    found = _tags(old, net, segment, (before, now), windows)
    ok = allowed(segment, device)
    with torch.no_grad():
        was = old.words.spans(g)
    score = net.words.spans(h)
    many = max(1, int(((was > 0) & ok).sum()))
    found["span"] = (_apart(score, was) * ok).sum() / many
    with torch.no_grad():
        event = old.words.event(g)[:, 0]
    found["event"] = 0.6 * _apart(net.words.event(h)[:, 0], event).mean() / EVENT_SHARE
    at = ((was > LIKELY) & ok).flatten().nonzero()[:, 0]
    if len(at):
        found |= _mentions(old, net, segment, (g, h), (was, score), at, many, people)
    return h, found


def _tags(
    old: Net, net: Net, segment: Segment, words: tuple[Tensor, Tensor], windows: Windows
) -> dict[str, Tensor]:
    """Parts of speech, lemmas, heads and their labels."""
    (before, now), flat = words, windows.flat
    g, h = before.flatten(0, 1)[flat], now.flatten(0, 1)[flat]
    found = {}
    for name in ("upos", "xpos", "lemma"):
        with torch.no_grad():
            was = getattr(old.words, name)(g)
        found[name] = _divergence(getattr(net.words, name)(h), was).mean()
    others = apart(segment, windows)
    with torch.no_grad():
        arcs = old.words.arcs(before).masked_fill(others, -1e4).flatten(0, 1)[flat]
    score = net.words.arcs(now).masked_fill(others, -1e4).flatten(0, 1)[flat]
    found["arc"] = _divergence(score, arcs).mean()
    head = numbered(windows, arcs.argmax(1))
    with torch.no_grad():
        labels = old.words.labels(g, head)
    found["label"] = _divergence(net.words.labels(h, head), labels).mean()
    return found


def _mentions(
    old: Net, net: Net, segment: Segment, words: tuple[Tensor, Tensor],
    spans: tuple[Tensor, Tensor], at: Tensor, many: int, people: bool,
) -> dict[str, Tensor]:  # fmt: skip
    """Mentions, their types and kinds, whether each goes on from one before, and if asked for from
    which, and who speaks."""
    (g, h), (was, score) = words, spans
    first, last = at // WIDTH, at // WIDTH + at % WIDTH
    with torch.no_grad():
        mention, type_, kind, vector = old.spans(g, first, last)
        mention = mention + was.flatten()[at]
        sure = torch.sigmoid(mention)
    now = net.spans(h, first, last)
    many_sure = sure.sum() + 1
    found = {
        "mention": _apart(now[0] + score.flatten()[at], mention).sum() / many,
        "type": (_divergence(now[1], type_) * sure).sum() / many_sure,
        "kind": (_divergence(now[2], kind) * sure).sum() / many_sure,
    }
    top = sure > 0.5
    if top.sum() > 1:
        here = list(zip(first[top].tolist(), last[top].tolist(), strict=True))
        named = type_[top].argmax(1).tolist(), kind[top].argmax(1).tolist()
        pair = vector[top], now[3][top]
        name = "coref" if people else "begun"
        found[name] = _links(old, net, segment, pair, here, named, people)
    if not people:
        return found
    quotes = [
        (q.first - segment.first, q.last - segment.first)
        for q in segment.document.quotes
        if q.first >= segment.first and q.last < segment.end
    ]
    if quotes:
        found["pointers"] = _pointers(
            old, net, segment, words, (vector, now[3]), (first, last), top, quotes
        )
    return found


def _links(
    old: Net, net: Net, segment: Segment, vectors: tuple[Tensor, Tensor],
    spans: list[tuple[int, int]], named: tuple[list[int], list[int]], people: bool,
) -> Tensor:  # fmt: skip
    """Who is who: which mention before each it goes on from, or none; or only whether any."""
    there = [(a + segment.first, b + segment.first) for a, b in spans]
    rows = profiles(segment.document, there, *named)
    with torch.no_grad():
        at, was, was_far = old.links(vectors[0], rows)
    _, now, now_far = net.links(vectors[1], rows, at=at)
    if people:
        near = _divergence(or_none(now), or_none(was)).mean()
        return near + 0.3 * _divergence(or_none(now_far), or_none(was_far)).mean()
    far = _apart(now_far.logsumexp(1), was_far.logsumexp(1)).mean()
    return _apart(now.logsumexp(1), was.logsumexp(1)).mean() + 0.3 * far


def _pointers(
    old: Net, net: Net, segment: Segment, words: tuple[Tensor, Tensor],
    vectors: tuple[Tensor, Tensor], mention: tuple[Tensor, Tensor], sure: Tensor,
    quotes: list[tuple[int, int]],
) -> Tensor:  # fmt: skip
    """Whom quotations point at, of the mentions that are sure and in their own window."""
    first, last = torch.tensor(quotes, device=sure.device).T
    spans = list(zip(*(x.tolist() for x in mention), strict=True))
    place, usable = (x.to(sure.device) for x in pointing(segment, quotes, spans))
    usable[:, :-1] &= sure
    with torch.no_grad():
        asked = old.spans.quotes(words[0], first, last)
        was = old.spans.pointers(asked, vectors[0], place).masked_fill(~usable, -1e4)
    asked = net.spans.quotes(words[1], first, last)
    now = net.spans.pointers(asked, vectors[1], place).masked_fill(~usable, -1e4)
    return 1.5 * _divergence(now, was).sum() / max(FEW, len(quotes))


def _apart(now: Tensor, was: Tensor) -> Tensor:
    """How far the odds of yes or no have moved (0: not at all)."""
    share = torch.sigmoid(was)
    bce = F.binary_cross_entropy_with_logits
    return bce(now, share, reduction="none") - bce(was, share, reduction="none")


def _divergence(now: Tensor, was: Tensor) -> Tensor:
    """How far shares have moved (Kullback-Leibler), by rows."""
    moved = F.kl_div(now.log_softmax(-1), was.softmax(-1), reduction="none")
    return moved.sum(-1)

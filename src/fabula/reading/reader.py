"""What the trained model sees in a passage: mentions, who a quotation points at, events, syntax.

The last stage of annotate. It sees the passage and nothing else; a passage that the model cannot
read keeps what the rules found, and says why.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple, cast

import msgspec
import numpy as np
from numpy.typing import NDArray

from fabula.errors import ModelUnusable
from fabula.model.folder import Model, load
from fabula.reading.glimpses import glimpsed
from fabula.reading.language.syntax import Arrays, Parse, look, packed, parse_of, tagged
from fabula.reading.language.windows import Words, words_of
from fabula.reading.names.name_lists import group
from fabula.reading.names.name_sleeping import ASLEEP, LONE
from fabula.reading.people.profiles import KINDS, TYPES, head_of
from fabula.reading.people.rows import VECTOR, pack_vectors
from fabula.story.annotations import (
    Annotations,
    EntityKind,
    Happening,
    MentionKind,
    Name,
    Pointer,
    Seen,
)
from fabula.story.passage import Passage
from fabula.story.text import Span

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

MOST_AT_ONCE = 1024  # candidate mentions of a window: more are the likeliest
LEAST_SHARE = 0.02  # of a pointer that is kept
SHOWN = 0.8  # what speaks for a person where the rules are not to be outvoted: "Twice said"
UNNAMED = 0.3  # how sure a name can be that the model does not see as one

_DEITY = group("deity")
_TYPES = cast(tuple[EntityKind, ...], TYPES)
_KINDS = cast(tuple[MentionKind, ...], KINDS)


class Found(NamedTuple):
    """The mentions of a window (word numbers in the passage), and its quotations' pointers."""

    first: Ints
    last: Ints
    confidence: Floats
    type: Ints
    kind: Ints
    vector: Floats
    pointers: list[tuple[int, Floats]]  # quotation, (2, M + 1) shares


def reader(passage: Passage, notes: Annotations) -> Annotations:
    """Adds what the model sees. ModelDamaged if the model's folder is not whole."""
    words = words_of(passage, notes)
    if not words.texts:
        return notes
    model = load()  # a model that is not whole is no matter of one passage
    try:
        return _read(model, passage, notes, words)
    except ModelUnusable as error:
        return msgspec.structs.replace(notes, failed=str(error))


def _read(model: Model, passage: Passage, notes: Annotations, words: Words) -> Annotations:
    windows = list(look(model, words.texts, words.shape, words.sentence))
    seen: list[Seen] = []
    vectors: list[Floats] = []
    pointers: list[Pointer] = []
    names = _NameAt(notes.names, words.spans)
    for first, arrays in windows:
        found = _mentions(model, first, arrays, words, names)
        pointers += [_pointer(q, shares, len(seen)) for q, shares in found.pointers]
        seen += _seen(found, words, names)
        vectors.append(found.vector)
    parse = parse_of(windows, words.sentence)
    h = np.concatenate([np.asarray(arrays["h"], np.float32) for _, arrays in windows])
    happens = np.concatenate([np.asarray(arrays["event"], np.float32) for _, arrays in windows])
    happenings = tuple(_happenings(model, happens, words, parse))
    told = _may_tell(model, words, parse, happenings)
    return msgspec.structs.replace(
        notes,
        seen=tuple(seen),
        vectors=pack_vectors(np.concatenate(vectors)).tobytes(),
        pointers=tuple(pointers),
        happenings=happenings,
        glimpses=glimpsed(model, h, words, passage, seen, told),
        syntax=packed(words.spans, words.sentence, parse, happens),
        names=tuple(_judged(notes.names, seen)),
    )


def _mentions(model: Model, base: int, arrays: Arrays, words: Words, names: _NameAt) -> Found:
    """The mentions of one window: likely spans first, then a closer look at each. Of names that are
    no mention's, a view is kept too: they may be somebody's who is known (`identity.py`)."""
    limits = model.config["thresholds"]
    spans = np.asarray(arrays["spans"], np.float32)
    n, width = spans.shape
    last = np.arange(n)[:, None] + np.arange(width)
    sentence = words.sentence[base : base + n]
    allowed = (last < n) & (sentence[np.minimum(last, n - 1)] == sentence[:, None])
    mute = np.concatenate([[0], np.cumsum(words.mute[base : base + n])])
    allowed &= mute[np.minimum(last, n - 1) + 1] == mute[:n, None]
    likely = np.flatnonzero(allowed.ravel() & (spans.ravel() > limits["span"]))
    if len(likely) > MOST_AT_ONCE:
        best = np.argsort(-spans.ravel()[likely], kind="stable")[:MOST_AT_ONCE]
        likely = np.sort(likely[best])
    named = [
        (first - base) * width + last - first
        for _, first, last in names.inside(base, base + n)
        if last - first < width
    ]
    likely = np.array(sorted({*likely.tolist(), *named}), np.int64)
    a, b = likely // width, likely // width + likely % width
    quotes, q_first, q_last = _quotes(words.quotation[base : base + n])
    if not len(a):
        none = np.zeros(0, np.int64)
        empty = np.zeros((0, VECTOR), np.float32)
        return Found(none, none, np.zeros(0, np.float32), none, none, empty, [])
    out = model.spans.run(
        {
            "h": np.asarray(arrays["h"], np.float32),
            "first": a,
            "last": b,
            "quote_first": q_first,
            "quote_last": q_last,
            "where": where(q_first, q_last, a, b),
        }
    )
    score = np.asarray(out["mention"], np.float32) + spans.ravel()[likely]
    mentions = disjoint(a, b, score, limits["mention"])
    keep = np.array(_with_names(mentions, a, b, names, base, words), np.int64)
    types = _softmax(out["type"][keep])
    seen = np.isin(keep, mentions)
    sure = types.max(1, initial=0.0) / (1 + np.exp(-score[keep]))
    return Found(
        a[keep] + base,
        b[keep] + base,
        np.where(seen, sure, LONE).astype(np.float32),
        np.where(seen, types.argmax(1), TYPES.index("PER")),
        np.where(seen, np.asarray(out["kind"])[keep].argmax(1), KINDS.index("PROP")),
        np.asarray(out["vector"], np.float32)[keep],
        list(_shares(out["pointers"], keep, quotes, q_first, q_last, a, b)),
    )


def _with_names(
    kept: list[int], a: Ints, b: Ints, names: _NameAt, base: int, words: Words
) -> list[int]:
    """The candidates that are mentions, and those that are names of no mention and cross none."""
    mentions = [(int(a[i]), int(b[i])) for i in kept]
    taken = {names.of(base + i, words.texts[base + i : base + j + 1]) for i, j in mentions}
    place = {(i, j): n for n, (i, j) in enumerate(zip(a.tolist(), b.tolist(), strict=True))}
    found = list(kept)
    for number, first, last in names.inside(base, base + len(words.texts)):
        i, j = first - base, last - base
        crossed = any(x < i <= y < j or i < x <= j < y for x, y in mentions)
        if number not in taken and (i, j) in place and not crossed:
            found.append(place[i, j])
    return sorted(set(found), key=lambda n: (a[n], b[n]))


def _quotes(quotation: Ints) -> tuple[list[int], Ints, Ints]:
    """The quotations that a window holds a part of, and the first and last word of that part."""
    numbers, first = np.unique(quotation, return_index=True)
    ends = len(quotation) - 1 - np.unique(quotation[::-1], return_index=True)[1]
    inside = numbers >= 0
    return numbers[inside].tolist(), first[inside].astype(np.int64), ends[inside].astype(np.int64)


def where(q_first: Ints, q_last: Ints, first: Ints, last: Ints) -> Ints:
    """(Q, M): how mentions stand to quotations: 0 inside, 1-11 so far before, 12-23 after."""
    before = q_first[:, None] - last[None]
    after = first[None] - q_last[:, None]
    edges = np.array((0, 1, 2, 3, 4, 6, 8, 12, 20, 40, 80))
    steps_before = np.searchsorted(edges, before, "left")
    steps_after = 12 + np.searchsorted(edges, after, "left")
    inside = (before <= 0) & (after <= 0)
    return np.where(inside, 0, np.where(before > 0, steps_before, steps_after)).astype(np.int64)


def _shares(
    pointers: NDArray[np.generic], keep: Ints, quotes: list[int], q_first: Ints, q_last: Ints,
    first: Ints, last: Ints,
) -> Iterator[tuple[int, Floats]]:  # fmt: skip
    """Each quotation's shares over the mentions kept, those inside it left out."""
    if not quotes or not len(keep):
        return
    scores = np.asarray(pointers, np.float32)[:, :, [*keep.tolist(), -1]]
    inside = where(q_first, q_last, first[keep], last[keep]) == 0
    scores[:, :, :-1] = np.where(inside[None], -1e4, scores[:, :, :-1])
    for i, quotation in enumerate(quotes):
        yield quotation, _softmax(scores[:, i])


def _softmax(logits: NDArray[np.generic]) -> Floats:
    scores: Floats = np.asarray(logits, np.float32)
    if not scores.size:
        return scores
    e = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(e / e.sum(-1, keepdims=True), np.float32)


def _pointer(quotation: int, shares: Floats, base: int) -> Pointer:
    def best(row: Floats) -> tuple[tuple[int, float], ...]:
        order = np.argsort(-row[:-1], kind="stable")[:6]
        kept = [(base + int(i), round(float(row[i]), 3)) for i in order if row[i] > LEAST_SHARE]
        return tuple(kept)

    return Pointer(quotation, best(shares[0]), best(shares[1]))


def disjoint(first: Ints, last: Ints, score: Floats, least: float) -> list[int]:
    """The spans above `least`, best first, that cross none taken before, in text order."""
    taken: list[tuple[int, int]] = []
    keep: list[int] = []
    for i in np.argsort(-score, kind="stable").tolist():
        if score[i] <= least:
            break
        a, b = int(first[i]), int(last[i])
        if any(c < a <= d < b or a < c <= b < d for c, d in taken):
            continue
        taken.append((a, b))
        keep.append(i)
    return sorted(keep, key=lambda i: (first[i], last[i]))


class _NameAt:
    """The Names of a passage by the words they cover."""

    def __init__(self, names: Sequence[Name], spans: Sequence[Span]) -> None:
        self._starts = [n.at.start for n in names]
        self._names = names
        self._spans = spans
        starts = [at.start for at in spans]
        self._words = [
            (bisect_left(starts, n.at.start), bisect_left(starts, n.at.end) - 1) for n in names
        ]

    def inside(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """The names in words `start` to `end`: number, first and last word."""
        for number in range(bisect_left(self._words, (start, 0)), len(self._words)):
            first, last = self._words[number]
            if first >= end:
                break
            if first <= last < end:
                yield number, first, last

    def is_all_of(self, number: int, at: Span) -> bool:
        """Whether a name is all of a mention's words."""
        return self._names[number].at == at and self._names[number].sure > ASLEEP

    def of(self, first: int, words: Sequence[str]) -> int | None:
        """The number of the name at a mention's head word, or the next before it."""
        head = first + head_of([w.lower() for w in words])
        for k in range(head, first - 1, -1):
            i = bisect_right(self._starts, self._spans[k].start) - 1
            if i >= 0 and self._names[i].at.end > self._spans[k].start:
                return i
        return None


def _seen(found: Found, words: Words, names: _NameAt) -> Iterator[Seen]:
    rows = zip(
        found.first.tolist(),
        found.last.tolist(),
        found.confidence.tolist(),
        found.type.tolist(),
        found.kind.tolist(),
        strict=True,
    )
    for first, last, confidence, type_, kind in rows:
        quotation = int(words.quotation[first])
        named = names.of(first, words.texts[first : last + 1]) if kind < 2 else None
        if kind == 1:
            # "the Hatter", "the Hatter, who was mad": a name to the rules, and so a name.
            texts = words.texts[first : last + 1]
            end = first + texts.index(",") - 1 if "," in texts[1:] else last
            whole = Span(words.spans[first].start, words.spans[end].end)
            if named is None or not names.is_all_of(named, whole):
                named = None
            else:
                kind = 0
        yield Seen(
            at=Span(words.spans[first].start, words.spans[last].end),
            type=_TYPES[type_],
            kind=_KINDS[kind],
            confidence=round(confidence, 3),
            first=first,
            last=last,
            sentence=int(words.sentence[first]),
            quotation=None if quotation < 0 else quotation,
            name=named,
        )


def _judged(names: Sequence[Name], seen: Sequence[Seen]) -> Iterator[Name]:
    """The names as the model sees them: persons, something else, or nothing of the kind."""
    told = {s.name: s for s in seen if s.name is not None and s.confidence > LONE}
    for number, name in enumerate(names):
        mention = told.get(number)
        if name.told or _alone(name, mention):
            sure, person = name.sure, name.person
        elif mention is None:
            sure, person = min(name.sure, UNNAMED), min(name.person, 0.0)
        elif mention.type == "PER":
            sure, person = max(name.sure, mention.confidence), max(name.person, 0.5)
        else:
            sure, person = max(name.sure, mention.confidence), min(name.person, -0.5)
        yield msgspec.structs.replace(name, sure=round(sure, 3), person=round(person, 3))


def _alone(name: Name, mention: Seen | None) -> bool:
    """Whether a name is left as the rules see it: asleep, or clearly somebody's."""
    if name.sure <= ASLEEP:
        return not _wakes(name, mention)
    return mention is None and name.person >= SHOWN


def _wakes(name: Name, mention: Seen | None) -> bool:
    """Whether the model sees somebody's name in a word that the rules take for none: "Dutch", but
    not "the Italians" and not God."""
    if mention is None or mention.type != "PER" or mention.kind != "PROP":
        return False
    return not name.words[0].endswith("s") and name.words[0] not in _DEITY


def _may_tell(model: Model, words: Words, parse: Parse, happenings: Sequence[Happening]) -> Ints:
    """The numbers of the words that may tell of an event: what happens, and all verbs."""
    verbs = parse.upos == model.config["tags"]["upos"].index("VERB")
    starts = [s.start for s in words.spans]
    verbs[np.searchsorted(starts, [told.at.start for told in happenings])] = True
    return np.flatnonzero(verbs)


def _happenings(model: Model, happens: Floats, words: Words, parse: Parse) -> Iterator[Happening]:
    """The words that tell of something that happens, by what speaks for each (logits)."""
    tags = model.config["tags"]
    for word in np.flatnonzero(happens > model.config["thresholds"]["event"]).tolist():
        yield Happening(
            words.spans[word],
            tagged(words.texts[word], tags, parse, word)[2],
            round(float(1 / (1 + np.exp(-happens[word]))), 3),
            _past_perfect(word, words.texts, parse, tags),
        )


def _past_perfect(
    word: int, texts: Sequence[str], parse: Parse, tags: dict[str, list[str]]
) -> bool:
    """Whether `had` is an auxiliary of the participle."""
    if tags["xpos"][parse.xpos[word]] != "VBN":
        return False
    children = range(max(0, word - 8), word)
    return any(parse.head[k] == word and texts[k].lower() in ("had", "'d", "’d") for k in children)

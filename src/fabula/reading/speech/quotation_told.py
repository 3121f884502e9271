"""Dialogue told inside a speech: `“He said, ‘Stay.’ I said, ‘Never.’ And I went.”`

A speech that retells two or more turns, and says who said them, is the speaker's in pieces: the
retold words break it like a narrator's cue does. It is cut there; its pieces are one utterance,
and each retold quotation belongs to the piece before it. With a single quotation in it, or with
words only mentioned, a speech stays whole. (Annotators of PDNC do the same more often than not.)
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from fabula.reading.language.tokens import SPEECH_VERBS
from fabula.story.annotations import Quoted
from fabula.story.patterns import later
from fabula.story.text import Span

_SAYING = rf"(?:{SPEECH_VERBS}|say|saying|think|thinking|ask|answer|reply|went\son|words)"
_BEFORE = later(rf"\b{_SAYING}(?:\s+\w+){{0,4}}\s*[,:.—-]*\s*\Z", re.IGNORECASE)
_AFTER = later(
    rf"\W{{0,9}}(?:{_SAYING}\s+\w+|(?:I|he|she|they|we|[A-Z]\w+)\s+(?:\w+ly\s+)?{_SAYING}\b)"
)
_REACH = 60  # code points in which a cue stands


def cut_at_told(text: str, made: Sequence[Quoted], base: int) -> list[Quoted]:
    """The quotations of one paragraph (numbered from `base` in the passage) with speeches cut at
    the dialogues told in them. Places are in `text`, the passage's."""
    inner: dict[int, list[Quoted]] = {}
    for quoted in made:
        if quoted.parent is not None and made[quoted.parent - base].parent is None:
            inner.setdefault(quoted.parent - base, []).append(quoted)
    told = {
        i: _pieces(text, made[i], held)
        for i, held in inner.items()
        if _is_told(text, made[i], held)
    }
    if not told:
        return list(made)
    kept: list[Quoted] = []
    now: dict[int, int] = {}  # where each quotation of `made`, or its latest piece, is in `kept`
    pieces: list[Quoted] = []  # those of the speech being cut that are still to come
    cut = -1  # and its number
    for i, quoted in enumerate(made):
        while pieces and pieces[0].at.start < quoted.at.start:
            now[cut] = len(kept)
            kept.append(pieces.pop(0))
        parent = None if quoted.parent is None else quoted.parent - base
        if i in told:
            cut, pieces = i, told[i]
            quoted = pieces.pop(0)
        elif parent is not None:
            # What was retold belongs to the piece before it.
            quoted = msgspec.structs.replace(quoted, parent=base + now[parent])
        now[i] = len(kept)
        kept.append(quoted)
    return [*kept, *pieces]


def _pieces(text: str, outer: Quoted, inner: Sequence[Quoted]) -> list[Quoted]:
    """What is left of a speech around what is retold in it; the first piece is never empty."""
    edges = [outer.at.start, *(edge for q in inner for edge in q.at), outer.at.end]
    spans = [_trimmed(text, edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]
    spans = [at for at in spans if any(sign.isalnum() for sign in text[at.start : at.end])]
    return [
        msgspec.structs.replace(
            outer,
            at=at,
            opened=outer.opened and at is spans[0],
            closed=outer.closed and at is spans[-1] and at.end == outer.at.end,
            reopened=outer.reopened if at is spans[0] else True,
        )
        for at in spans
    ]


def _is_told(text: str, outer: Quoted, inner: Sequence[Quoted]) -> bool:
    """Whether a speech begins with words of its own and retells two turns or more, with cues."""
    own = text[outer.at.start : inner[0].at.start]
    said = sum(
        bool(
            _BEFORE.search(text[max(outer.at.start, q.at.start - _REACH) : q.at.start])
            or _AFTER.match(text[q.at.end : min(outer.at.end, q.at.end + _REACH)])
        )
        for q in inner
    )
    return said >= 2 and any(sign.isalnum() for sign in own)


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return Span(start, max(start, start + len(words.strip())))

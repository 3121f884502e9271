"""A monstrous paragraph read in parts, so that no passage is larger than a machine can hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fabula.formats import limits
from fabula.story.text import Notice, Span

_NEAR = 20_000  # characters before the limit in which a sentence's end is looked for
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*(?=\s)|[。！？][」』”]*")


def parts(text: str, start: int, end: int) -> Iterator[Span]:
    """The stretches that a paragraph from `start` to `end` is read in: one, as a rule. Each is
    found from the characters up to its own end; only blanks stand between them."""
    while end - start > limits.PARAGRAPH:
        stop = _stop(text, start, start + limits.PARAGRAPH)
        yield Span(start, stop)
        start = stop
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield Span(start, end)


def parted(lengths: list[int]) -> tuple[Notice, ...]:
    """What to say of paragraphs that were read in parts; `lengths` are theirs, in characters."""
    return tuple(
        Notice("long-paragraph", f"A paragraph of {n / 1e6:.1f} million characters read in parts.")
        for n in lengths
    )


def _stop(text: str, start: int, limit: int) -> int:
    near = max(start + 1, limit - _NEAR)
    ends = [m.end() for m in _SENTENCE_END.finditer(text, near, limit)]
    if ends:
        return ends[-1]
    for i in range(limit - 1, near, -1):
        if text[i].isspace():
            return near + len(text[near:i].rstrip())
    return limit

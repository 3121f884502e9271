"""Italics as plain text writes them: `_so_`, `*so*`, and `/so/` where it can be nothing else."""

from __future__ import annotations

import re

from fabula.story.text import Span

_UNDERSCORES = re.compile(r"(?<![\w_])_(?![\s_])[^_]*(?<=\S)_(?![\w_])")
_STARS = re.compile(r"(?<![\w*])\*(?![\s*])[^*]*(?<=\S)\*(?![\w*])")
_SLASHES = re.compile(
    r"(?<![^\s\"'“‘(—])/(?=[A-Za-z])[^/\n]{1,300}(?<=[\w.!?,…])/(?=[\s\"'”’).,!?;:—]|$)"
)


def italics(text: str) -> tuple[Span, ...]:
    """The emphasised stretches of `text`, marks included, in order, none inside another."""
    found: list[Span] = []
    for mark, pattern in (("_", _UNDERSCORES), ("*", _STARS), ("/", _SLASHES)):
        if mark in text:
            found += (Span(*m.span()) for m in pattern.finditer(text))
    kept: list[Span] = []
    for span in sorted(found):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)

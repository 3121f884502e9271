"""Scrivener's own marks, which it leaves among the words of its RTF files: `<$Scr_Ps::0>` for a
style, `{\\Scrv_annot ... \\end_Scrv_annot}` for an annotation, `Scrv_fn` for a footnote."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fabula.story.text import Span

_TAG = re.compile(r"<!?\$Scr[A-Za-z_]{0,40}(?:::[^<>\n]{0,40})?>")
_OPEN = re.compile(r"\{\\Scrv_(?:annot|fn)")
_CLOSE = re.compile(r"\\end_Scrv_(?:annot|fn)\}")


class ScrivenerMarks:
    """Finds them line by line: an annotation may run over several paragraphs."""

    def __init__(self) -> None:
        self._inside = False

    def asides(self, words: str) -> list[Span]:
        """What of a line is no story, in order."""
        if not self._inside and "Scr" not in words:
            return []
        notes = list(self._notes(words))
        tags = (Span(*tag.span()) for tag in _TAG.finditer(words))
        outside = (t for t in tags if not any(n.start <= t.start < n.end for n in notes))
        return sorted((*notes, *outside))

    def _notes(self, words: str) -> Iterator[Span]:
        start = 0
        while start < len(words):
            if not self._inside:
                opened = _OPEN.search(words, start)
                if not opened:
                    return
                start, self._inside = opened.start(), True
            closed = _CLOSE.search(words, start)
            end = closed.end() if closed else len(words)
            self._inside = closed is None
            yield Span(start, end)
            start = end

"""Paragraphs of plain text, found line by line and never looking ahead.

A single newline starts a paragraph, unless lines are wrapped at a common width. Whether they are
is learned from the lines so far: a long line speaks against it, a line that goes on in lower case
where the one before stopped short speaks for it. Whether one line goes on in the next is decided
from those two lines and what was learned before them, so a text cut at a paragraph's end has the
same paragraphs up to there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"  # shown as nothing: such a line is a blank one
FINAL = ".!?…:;\"”’»'*_)]}~—"  # what a paragraph may end with
LONG = 120  # characters: hardly anybody wraps at more
SURE = 2  # of evidence in [-6, 6]: at its negative lines are not wrapped, from 1 on they are
STANZA = 8  # blanks: what stands in further is no verse but a date, a signature, a title
SLACK = 12  # how much shorter than the width a full line may be


Alone = Literal["no", "as heading", "always"]
"""Whether a line is a paragraph by itself. A heading is one only where a paragraph may begin: a
wrapped line may happen to read "Part two"."""


class Paragraph(NamedTuple):
    """A stretch of text from its first to its last visible character. `blanks`: blank lines before
    it."""

    start: int
    end: int
    blanks: int


class _Line(NamedTuple):
    start: int
    end: int
    text: str
    indent: int

    @property
    def width(self) -> int:
        return self.indent + len(self.text)


def paragraphs(text: str, alone: Callable[[str], Alone]) -> Iterator[Paragraph]:
    """The paragraphs of `text` in order; `alone` says which lines are one by themselves."""
    wrapping = _Wrapping()
    first: _Line | None = None
    last: _Line | None = None
    blanks = pending = 0
    for line in _lines(text):
        if not line.text:
            if first and last:
                wrapping.ended(last)
                yield Paragraph(first.start, last.end, blanks)
                first, pending = None, 0
            pending += 1
            continue
        if first and last:
            starts = first is last and alone(first.text) != "no"
            if not starts and wrapping.joins(last, line, alone(line.text)):
                last = line
                continue
            yield Paragraph(first.start, last.end, blanks)
            pending = 0
        first, last, blanks, pending = line, line, pending, 0
    if first and last:
        yield Paragraph(first.start, last.end, blanks)


class _Wrapping:
    """What the lines so far say about being wrapped."""

    def __init__(self) -> None:
        self.evidence = 0
        self.width = 0.0
        self.flush = 0  # wrapped lines that begin where the next one does
        self.indented = 0  # and those that stand in from it, as a paragraph's first line may

    def ended(self, line: _Line) -> None:
        """A paragraph's last line stood before a blank one."""
        if line.width > LONG:
            self._learn(-1)

    def joins(self, line: _Line, after: _Line, alone: Alone) -> bool:
        """Whether `after` goes on with the paragraph of `line`; learns from the two. `alone` says
        whether `after` has the form of a paragraph by itself."""
        lower = after.text[0].islower()
        open_ended = line.text[-1] not in FINAL
        goes_on = lower and open_ended and line.width >= 40
        if goes_on:
            self._learn(1)
        elif line.width > LONG:
            self._learn(-2)
        joined = self._joined(line, after, lower, open_ended)
        if joined and after.indent < 2:
            self.indented += line.indent >= 2
            self.flush += line.indent < 2
        if joined and alone != "no":
            joined = alone == "as heading" and open_ended
        if (joined or goes_on) and line.width <= LONG:
            self.width = max(float(line.width), self.width - 0.25)
        return joined

    def _joined(self, line: _Line, after: _Line, lower: bool, open_ended: bool) -> bool:
        if self.evidence <= -SURE:
            return False
        if self._is_verse(line, after):
            return True
        if after.indent >= line.indent + 2 and not (
            open_ended and (lower or line.text[-1].isalnum())
        ):
            return False
        if self.evidence < 1 or not self.width:
            # Nothing is known yet: prose stops short near its width, verse mostly before it.
            least = 40 if lower else 55 if line.text[-1].isalnum() else 64
            return open_ended and least <= line.width <= (LONG if lower else 85)
        room = line.width + 1 + len(after.text.split(None, 1)[0])
        return room > self.width - SLACK or (
            lower and open_ended and line.width > min(40, self.width / 2)
        )

    def _is_verse(self, line: _Line, after: _Line) -> bool:
        """Whether two lines are of one stanza: set in from prose whose paragraphs are not."""
        prose = self.evidence >= SURE and self.flush > 20 * self.indented
        return prose and 2 <= max(line.indent, after.indent) <= STANZA

    def _learn(self, step: int) -> None:
        self.evidence = max(-6, min(6, self.evidence + step))


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    while start <= len(text):
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        right = text[start:stop].rstrip()
        stripped = right.lstrip()
        if not stripped.strip(INVISIBLE):
            stripped = right = ""
        yield _Line(start + len(right) - len(stripped), start + len(right), stripped,
                    len(right) - len(stripped))  # fmt: skip
        start = stop + 1

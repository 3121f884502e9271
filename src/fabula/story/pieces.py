"""Word pieces: a cheap, deterministic measure of what WordPiece makes of a text. Words fall into
pieces of at most some eight letters, every other sign is a piece of its own.

Regular expressions say so, and take a fifth of a second to count a million words. So a work's signs
are made bytes, once, with a mark where each piece begins, and the marks are counted.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

LEFT_PIECES: Final = 64  # how much of what came before an annotator may look back at

_PIECE = re.compile(r"\w{1,8}|[^\w\s]")
_GAP = re.compile(r"\W")
_LONGER, _PARTED = b"bwwwwwwww", b"bwwwwwwwb"  # nine letters of a word, and its pieces
_LONGEST = re.compile(rb"bw{8,}")
ROUNDS = 3  # of parting all words at once; longer ones are rare and parted one by one


def count_pieces(text: str) -> int:
    """How many word pieces `text` makes, about."""
    return _PIECE.subn("", text)[1]


class Pieces:
    """Where the word pieces of a text begin."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._marks = marks(text)

    def count(self, start: int, end: int) -> int:
        """How many word pieces a stretch of the text makes."""
        if self._is_inside(start):
            return count_pieces(self.text[start:end])
        return self._marks.count(b"b", start, end)

    def last(self, start: int, end: int, most: int) -> tuple[str, int]:
        """The end of a stretch with its last pieces, as many as `most` (at most `LEFT_PIECES`) or
        all that it has, and how many these are."""
        first = max(start, end - 6 * most)  # mostly that is enough
        gap = _GAP.search(self.text, first, end)
        known = start if first == start else gap.start() if gap else end
        found = self._marks[known:end]
        count = found.count(b"b")
        if self._is_inside(start) or (count < most and first > start):
            return self._searched(start, end, most)
        if count < most:
            return self.text[start:end], count
        return self.text[known + len(found.rsplit(b"b", most)[0]) : end], most

    def _searched(self, start: int, end: int, most: int) -> tuple[str, int]:
        """The same, of what is longer than such pieces mostly are."""
        tail = self.text[max(start, end - 16 * LEFT_PIECES) : end]
        begins = [m.start() for m in _PIECE.finditer(tail)]
        return (tail, len(begins)) if len(begins) < most else (tail[begins[-most] :], most)

    def _is_inside(self, place: int) -> bool:
        """Whether a place may be inside a word."""
        return place > 0 and not self.text[place - 1].isspace()


def marks(text: str) -> bytes:
    """A byte for each sign of a text: "b" where a piece begins."""
    shapes = b" " + text.encode("cp1252", ODD).translate(_SHAPES)
    found = shapes.replace(b" w", b" b").replace(b".w", b".b")[1:]
    for _ in range(ROUNDS):
        if _LONGER in found:
            found = found.replace(_LONGER, _PARTED)
    if _LONGER in found:
        found = _LONGEST.sub(_parted, found)
    return found.replace(b".", b"b")


def _parted(word: re.Match[bytes]) -> bytes:
    size = word.end() - word.start()
    return (b"bwwwwwww" * (size // 8 + 1))[:size]


def _shape(sign: str) -> str:
    """The kind of a sign, which is of that kind itself: in a word, between words, or alone."""
    return " " if sign.isspace() else "." if _GAP.match(sign) else "w"


def _shape_odd(error: UnicodeError) -> tuple[str, int]:
    """The kinds of some signs, for what has no place in the 256 of Western texts."""
    assert isinstance(error, UnicodeEncodeError)
    return "".join(map(_shape, error.object[error.start : error.end])), error.end


ODD = "fabula.pieces"
codecs.register_error(ODD, _shape_odd)
_SHAPES = "".join(map(_shape, bytes(range(256)).decode("cp1252", "replace"))).encode()

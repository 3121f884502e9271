"""A story as the net that answers sees it: sheets of a few sentences in word pieces, with the names
of those who are meant written in.

Who is meant is told elsewhere (`reading/people`): the net need not find out who "he" is, for the
name stands behind the word, marked as written in; and before what somebody says stands who says it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from fabula.asking.book import Book
from fabula.model.wordpieces import WordPieces
from fabula.reading.language.tokens import words
from fabula.reading.lists import set_of
from fabula.story.labels import NARRATOR
from fabula.story.text import Span

ASKED, TOLD, SAID, MEANT, SPEAKS = range(5)  # shapes: what a piece is part of
ROOM = 144  # pieces of a story on a sheet, about
MOST = 220  # ... at most: one long sentence may fill it
AGAIN = 40  # pieces that a sheet has from the one before, at most
SHORT = 30  # code points of words that a name is written behind
LABEL = 8  # pieces of a name
_PRONOUNS = set_of(
    """i me my mine you your yours he him his she her hers they them their theirs it its we us our
    ours one someone who whom"""
)


class Line(NamedTuple):
    """A sentence in pieces: for each its number and shape, the place of its word (of the words
    that a name is written behind), and who is written in."""

    span: Span
    pieces: list[int]
    shapes: list[int]
    at: list[Span]
    meant: list[str | None]


def stretches(sizes: Sequence[int], room: int = ROOM, again: int = AGAIN) -> list[tuple[int, int]]:
    """Sentences of such sizes laid on sheets: the first of each, and one past the last. The last
    ones of a sheet are the first of the next, if they are short."""
    made: list[tuple[int, int]] = []
    first = 0
    while first < len(sizes):
        end, used = first, 0
        while end < len(sizes) and (end == first or used + sizes[end] <= room):
            used += sizes[end]
            end += 1
        made.append((first, end))
        if end == len(sizes):
            break
        back, used = end, 0
        while back - 1 > first and used + sizes[back - 1] <= again:
            back -= 1
            used += sizes[back]
        first = back
    return made


def lines(book: Book, wordpieces: WordPieces) -> list[Line]:
    """All sentences of a story."""
    write = _Lines(book, wordpieces)
    return [write.line(span) for span in book.sentences.spans]


class _Lines:
    def __init__(self, book: Book, wordpieces: WordPieces) -> None:
        self.book, self._cut = book, wordpieces.pieces
        self._labels: dict[str, list[int]] = {}

    def line(self, span: Span) -> Line:
        line, text = Line(span, [], [], [], []), self.book.text[span.start : span.end]
        behind = {m.end: m for m in self.book.mentions_in(span) if m.end - m.start <= SHORT}
        written: set[tuple[str, str]] = set()
        for word in words(text):
            at = Span(span.start + word.start, span.start + word.end)
            said = self.book.speaker(at.start)
            if said is not None and said.speaker and at.start in (said.start, span.start):
                self._write(line, said.speaker, Span(at.start, at.start), SPEAKS)
            pieces = self._cut(text[word.start : word.end])
            _put(line, pieces, TOLD if said is None else SAID, at)
            mention = behind.get(at.end)
            if mention is None:
                continue
            words_ = self.book.text[mention.start : mention.end].lower()
            if (words_, mention.entity) not in written and not self._says(mention.entity, words_):
                written.add((words_, mention.entity))
                self._write(line, mention.entity, Span(mention.start, mention.end), MEANT)
        return line

    def _says(self, entity: str, words_: str) -> bool:
        """Whether words say as much as the name of who is meant by them, or a part of it."""
        item = self.book.entities.get(entity)
        return item is None or item.label.lower() in words_ or words_ in item.label.lower()

    def _write(self, line: Line, entity: str, at: Span, shape: int) -> None:
        _put(line, self._label(entity), shape, at, entity)

    def _label(self, entity: str) -> list[int]:
        if entity not in self._labels:
            label = self.book.label(entity) if self.book.is_known(entity) else ""
            if label.lower() in _PRONOUNS:
                label = "narrator" if label == NARRATOR else ""
            cut = [p for word in label.split() for p in self._cut(word)]
            self._labels[entity] = cut[:LABEL]
        return self._labels[entity]


def _put(line: Line, pieces: Sequence[int], shape: int, at: Span, meant: str | None = None) -> None:
    line.pieces.extend(pieces)
    line.shapes.extend([shape] * len(pieces))
    line.at.extend([at] * len(pieces))
    line.meant.extend([meant] * len(pieces))

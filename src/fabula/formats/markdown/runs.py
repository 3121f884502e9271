"""The inline tokens of a Markdown paragraph as lines of text, with the place of every run of
characters in the source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from markdown_it.token import Token

from fabula.formats.markdown.wikilinks import WIKILINK
from fabula.story.text import Span


class Line(NamedTuple):
    """A line of a paragraph: its text, its italics, (start in it, code point in the source,
    length) of each run that stands in the source, and the comments in it."""

    text: str
    italics: tuple[Span, ...]
    places: tuple[tuple[int, int, int], ...]
    holes: tuple[Span, ...]


class Runs:
    """Finds each token's characters in the source, one after the other."""

    def __init__(self, source: str, start: int, end: int) -> None:
        self._source = source
        self._cursor = start
        self._end = end
        self._pieces: list[str] = []
        self._length = 0
        self._italics: list[Span] = []
        self._places: list[tuple[int, int, int]] = []
        self._open: list[int] = []
        self._holes: list[Span] = []

    def lines(self, tokens: list[Token]) -> Iterator[Line]:
        """The paragraph's lines; a hard break ends one."""
        for token in tokens:
            if token.type == "hardbreak" or token.content.lower() in ("<br>", "<br/>", "<br />"):
                self._past(token)
                yield from self._line()
            elif token.type == "em_open" or token.content.lower() in ("<i>", "<em>"):
                self._open.append(self._length)
            elif token.type == "em_close" or token.content.lower() in ("</i>", "</em>"):
                self._close()
            elif token.type == "softbreak":
                self._add("\n", "\n")
            elif token.type == "text_special":
                self._add(token.content, token.markup)
            elif token.type in ("text", "code_inline"):
                self._add(token.content, token.content)
            elif token.type == "html_inline" and token.content.startswith("<!--"):
                self._add(token.content, token.content)
                self._holes.append(Span(self._length - len(token.content), self._length))
            elif token.type == WIKILINK:
                self._add_link(token)
            elif token.type == "link_close":
                self._skip_target()
        yield from self._line()

    def _add(self, text: str, written: str) -> None:
        """More text, which the source writes as `written`."""
        if not text:
            return
        found = self._source.find(written, self._cursor, self._end)
        if found < 0 and text.strip() and len(text.strip()) < len(text):
            found, written = self._source.find(text, self._cursor, self._end), text
        if found >= 0:
            self._cursor = found + len(written)
            if text == written:
                self._places.append((self._length, found, len(text)))
            elif len(text) == 1 and written.endswith(text):  # an escaped character
                self._places.append((self._length, self._cursor - 1, 1))
        self._pieces.append(text)
        self._length += len(text)

    def _add_link(self, token: Token) -> None:
        """The words of a link between notes, which stand last in it."""
        found = self._source.find(token.markup, self._cursor, self._end)
        if found >= 0:
            self._cursor = found + token.markup.rfind(token.content)
        self._add(token.content, token.content)
        if found >= 0:
            self._cursor = found + len(token.markup)

    def _past(self, token: Token) -> None:
        found = self._source.find("\n" if token.type == "hardbreak" else token.content,
                                  self._cursor, self._end)  # fmt: skip
        if found >= 0:
            self._cursor = found + 1

    def _close(self) -> None:
        if self._open:
            start = self._open.pop()
            if not self._open and start < self._length:
                self._italics.append(Span(start, self._length))

    def _skip_target(self) -> None:
        """Past `](address "title")`, whose characters are not the text's."""
        if self._source.startswith("](", self._cursor):
            depth = 0
            for i in range(self._cursor + 1, min(self._end, self._cursor + 2_000)):
                depth += {"(": 1, ")": -1}.get(self._source[i], 0)
                if depth == 0:
                    self._cursor = i + 1
                    return

    def _line(self) -> Iterator[Line]:
        raw = "".join(self._pieces)
        if self._open and self._open[0] < self._length:
            self._italics.append(Span(self._open[0], self._length))
        text = raw.strip()
        lead = len(raw) - len(raw.lstrip())
        if text:
            yield Line(
                text,
                tuple(_cut((s for s in self._italics), lead, len(text))),
                tuple(_cut_places(self._places, lead, len(text))),
                tuple(_cut(iter(self._holes), lead, len(text))),
            )
        self._pieces, self._length, self._italics, self._places = [], 0, [], []
        self._holes = []
        self._open = [0] * len(self._open)


def _cut(spans: Iterator[Span], lead: int, length: int) -> Iterator[Span]:
    for span in spans:
        start, end = max(0, span.start - lead), min(length, span.end - lead)
        if start < end:
            yield Span(start, end)


def _cut_places(
    places: list[tuple[int, int, int]], lead: int, length: int
) -> Iterator[tuple[int, int, int]]:
    for at, source, size in places:
        start, end = max(0, at - lead), min(length, at - lead + size)
        if start < end:
            yield start, source + start - (at - lead), end - start

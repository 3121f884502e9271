"""The blocks of a page as they are gathered on a walk through its elements."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from fabula.formats.blocks.drafts import HR, STORY, Draft, Mark, Place
from fabula.formats.plain.lines import INVISIBLE
from fabula.story.text import Span

_ITALIC = frozenset(("em", "i"))
_BLANKS = re.compile("[ \t\n\r\f]{2,}|[\t\n\r\f]")
_ITALIC_STYLE = re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE)


class Walk:
    """The block being gathered, and what is known of the room before it."""

    def __init__(self, member: str | None) -> None:
        self.mark = STORY
        self._owner = 0  # which mark it is, by its depth; of those in `_given` blocks were given
        self._given: set[int] = set()
        self._member = member
        self._number = 0
        self._pieces: list[str] = []
        self._length = 0
        self._last = ""
        self._italics: list[Span] = []
        self._italic_since: list[int] = []  # where each open emphasis began
        self._holes: list[Span] = []
        self._hole_since = 0
        self._pre = 0
        self._blanks = 1  # of the next block; see Draft
        self._unseen: list[tuple[str, str]] = []  # words that are not shown, and why

    @property
    def begun(self) -> bool:
        """Whether a block has been given."""
        return self._number > 0

    def enter(self, mark: Mark, owner: int, fresh: bool = False) -> None:
        """What follows stands under the mark that was set at depth `owner`; `fresh`: just now."""
        self.mark, self._owner = mark, owner
        if fresh:
            self._given.discard(owner)

    def open(self, node: etree._Element, tag: str) -> Iterator[Draft]:
        if tag == "br":
            yield from self._line_break()
        elif tag == "hr":
            yield from self.rule("a rule (<hr>)")
        elif tag == "pre":
            self._pre += 1
        if _is_italic(node, tag):
            self._italic_since.append(self._length)
        if node.text:
            yield from self.words(node.text)

    def close(self, node: etree._Element, tag: str) -> Iterator[Draft]:
        if _is_italic(node, tag):
            self._emphasised(self._italic_since.pop())
        if tag == "pre":
            self._pre -= 1
        yield from ()

    def hole_opens(self) -> None:
        """What follows, to where the hole closes, is the mark of a note."""
        self._hole_since = self._length

    def hole_closes(self) -> None:
        if self._length > self._hole_since:
            self._holes.append(Span(self._hole_since, self._length))

    def words(self, text: str) -> Iterator[Draft]:
        """More words of the block being gathered (in `<pre>` a newline breaks the line)."""
        if self._pre:
            first, *rest = text.split("\n")
            self._add(first)
            for line in rest:
                yield from self._line_break()
                self._add(line)
        else:
            self._add(text)

    def aside(self, words: str, why: str) -> None:
        """Words inside a block that the page does not show."""
        if words:
            self._unseen.append((words, f"not shown ({why})"))

    def unseen(self) -> Iterator[Draft]:
        """The words that the page does not show, each stretch a block."""
        for number, (words, why) in enumerate(self._unseen, self._number):
            place = Place(0, len(words), self._member, number, 0)
            yield Draft(words, Mark("hidden", why), 1, (), (place,))

    def flush(self) -> Iterator[Draft]:
        """The block gathered so far ends."""
        yield from self._give()
        self._blanks = max(1, self._blanks)

    def _add(self, text: str) -> None:
        text = _BLANKS.sub(" ", text)
        if text[:1] == " " and self._last in ("", " "):
            text = text[1:]
        if text:
            self._pieces.append(text)
            self._length += len(text)
            self._last = text[-1]

    def _emphasised(self, start: int) -> None:
        if self._length > start and not self._italic_since:
            self._italics.append(Span(start, self._length))

    def _line_break(self) -> Iterator[Draft]:
        before = self._number
        yield from self._give()
        if self._number > before:
            self._blanks = 0
        else:
            self._blanks += 1

    def rule(self, why: str) -> Iterator[Draft]:
        """A break between scenes that has no characters of its own."""
        yield from self._give()
        if self.mark.kind is None:
            self._number += 1
            yield Draft(HR, Mark("break", why), max(1, self._blanks))
            self._blanks = 1

    def _give(self) -> Iterator[Draft]:
        if not self._pieces:
            return  # most elements end where a block has just been given
        raw = "".join(self._pieces)
        open_italics = self._length if self._italic_since else -1
        if open_italics >= 0:
            self._italics.append(Span(self._italic_since[0], self._length))
        italics, self._italics = self._italics, []
        holes, self._holes, self._hole_since = self._holes, [], 0
        self._pieces, self._length, self._last = [], 0, ""
        self._italic_since = [0] * len(self._italic_since)
        text = raw.strip()
        if not text.strip(INVISIBLE):
            self._blanks += "\u00a0" in raw  # a paragraph that is empty on purpose
            return
        if self.mark.kind == "hidden":
            self._unseen.append((text, self.mark.why))
            return
        lead = len(raw) - len(raw.lstrip())
        mark = self.mark._replace(opens=False) if self._owner in self._given else self.mark
        yield Draft(
            text,
            mark,
            self._blanks,
            tuple(trimmed(italics, lead, text)),
            (Place(0, len(text), self._member, self._number, 0),),
            tuple(trimmed(holes, lead, text)),
        )
        self._given.add(self._owner)
        self._number += 1
        self._blanks = 1


def trimmed(spans: list[Span], lead: int, text: str) -> Iterator[Span]:
    """Spans moved to the stripped text, without blanks at their ends; empty ones left out."""
    for span in spans:
        start, end = max(0, span.start - lead), min(len(text), span.end - lead)
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        if start < end:
            yield Span(start, end)


def _is_italic(node: etree._Element, tag: str) -> bool:
    if tag in _ITALIC:
        return True
    style = node.get("style") if tag in ("span", "font", "p", "div") else None
    return bool(style and _ITALIC_STYLE.search(style))

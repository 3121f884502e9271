"""Paragraphs of a document being gathered run by run, and the drafts they become: shared by the
formats that word processors write (DOCX, ODT, RTF)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from fabula.formats.blocks import headings
from fabula.formats.blocks.drafts import HR, Draft, Mark, Place
from fabula.formats.plain.lines import INVISIBLE
from fabula.formats.web.walk import trimmed
from fabula.story.text import Span

END_NOTE = Mark("end-note", "a footnote or endnote")
ASIDE = Mark("hidden", "hidden text")
TABLE = Mark("table", "a table of short cells")
NEW_PAGE = Mark("heading", "bold or centred on a new page", opens=True)
LONGEST_TITLE = 60  # characters of a heading that only its look shows


class Paragraph:
    """The runs of one paragraph; a line break divides it into lines, each a block of its own."""

    def __init__(self) -> None:
        self._lines: list[_Line] = [_Line()]

    def add(self, words: str, italic: bool = False, aside: bool = False) -> None:
        """More words of the line; `aside`: the document says that they are no story."""
        if words:
            self._lines[-1].add(words, italic, aside)

    def end_line(self) -> None:
        self._lines.append(_Line())

    @property
    def is_empty(self) -> bool:
        """Whether a reader sees nothing in it."""
        return not any(line.words.strip().strip(INVISIBLE) for line in self._lines)

    @property
    def last(self) -> str:
        """The last character of the line, "" at its start."""
        pieces = self._lines[-1].pieces
        return pieces[-1][-1] if pieces else ""

    @property
    def is_title(self) -> bool:
        """Whether its words have the form of a title: a line that looks like a heading (bold or
        centred, at a page's start) is taken for one only then."""
        words = "".join(line.words for line in self._lines).strip()
        return len(words) <= LONGEST_TITLE and headings.is_title(words)

    @property
    def words(self) -> str:
        return " ".join(line.words.strip() for line in self._lines)

    def set_aside(self, asides: Callable[[str], list[Span]]) -> None:
        """Sets aside what `asides` finds in each of its lines, in order."""
        for line in self._lines:
            if found := asides(line.words):
                line.holes = sorted((*line.holes, *found))

    def lines(self) -> list[_Line]:
        return self._lines


class _Line:
    """A line's words, with its italics and what is set aside in it."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.italics: list[Span] = []
        self.holes: list[Span] = []

    @property
    def words(self) -> str:
        return "".join(self.pieces)

    def add(self, words: str, italic: bool, aside: bool) -> None:
        end = self.length + len(words)
        if italic:
            _extend(self.italics, self.length, end)
        if aside:
            _extend(self.holes, self.length, end)
        self.pieces.append(words)
        self.length = end


class Flow:
    """Numbers the blocks of one member, and knows how much room stands before the next.

    Lines that show nothing are no blocks: they are room.
    """

    def __init__(self, member: str | None) -> None:
        self._member = member
        self._number = 0
        self._blanks = 1

    def drafts(self, paragraph: Paragraph, mark: Mark) -> Iterator[Draft]:
        """The blocks of a paragraph that has ended."""
        empty = True
        for line in paragraph.lines():
            words = line.words
            text = words.strip()
            if not text.strip(INVISIBLE):
                self._blanks += not empty
                continue
            lead = len(words) - len(words.lstrip())
            holes = tuple(trimmed(line.holes, lead, text))
            yield Draft(
                text,
                ASIDE if mark.kind is None and _fills(holes, text) else mark,
                self._blanks,
                tuple(trimmed(line.italics, lead, text)),
                (Place(0, len(text), self._member, self._number, 0),),
                holes,
            )
            mark = mark._replace(opens=False)
            self._number, self._blanks, empty = self._number + 1, 0, False
        self._blanks = self._blanks + 1 if empty else 1

    def rule(self, why: str) -> Iterator[Draft]:
        """A break between scenes that has no characters of its own."""
        yield Draft(HR, Mark("break", why), self._blanks)
        self._number, self._blanks = self._number + 1, 1


def _extend(spans: list[Span], start: int, end: int) -> None:
    """Adds a stretch, as part of the one before where it goes on with it."""
    if spans and spans[-1].end == start:
        spans[-1] = Span(spans[-1].start, end)
    else:
        spans.append(Span(start, end))


def _fills(holes: tuple[Span, ...], text: str) -> bool:
    """Whether nothing of a line is left beside what is set aside in it."""
    if not holes:
        return False
    left = [
        text[a.end : b.start]
        for a, b in zip((Span(0, 0), *holes), (*holes, Span(len(text), 0)), strict=True)
    ]
    return not "".join(left).strip()

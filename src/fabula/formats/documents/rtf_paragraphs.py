"""The paragraphs of an RTF document as they end: cells of tables held together, footnotes kept for
the end, what a text box holds after the paragraph that it hangs on."""

from __future__ import annotations

from fabula.formats.blocks.drafts import STORY, Draft, Mark
from fabula.formats.blocks.flow import END_NOTE, NEW_PAGE, TABLE, Flow, Paragraph
from fabula.formats.documents.rtf_groups import Group
from fabula.formats.documents.scrivener import ScrivenerMarks
from fabula.formats.documents.xml import is_data


class Paragraphs:
    """Gathers words into paragraphs, and these into the document's blocks. `styles` are the names
    of its styles, by their numbers."""

    def __init__(self, styles: dict[int, str]) -> None:
        self._styles = styles
        self._flow = Flow(None)
        self._marks = ScrivenerMarks()
        self._drafts: list[Draft] = []
        self._open = [Paragraph()]  # of the text, and of each note or box open inside it
        self._notes: list[Paragraph] = []
        self._boxed: list[Paragraph] = []
        self._cells: list[Paragraph] = []  # of the table that is being read
        self._page = False  # a page break stands before the next words
        self._bold = True  # all words of the paragraph are bold

    def add(self, words: str, group: Group) -> None:
        """More words, looking as their group says."""
        self._open[-1].add(words, group.italic, group.hidden)
        if group.holds == "text" and words.strip():
            self._bold = self._bold and group.bold

    def end_line(self) -> None:
        self._open[-1].end_line()

    def turn_page(self) -> None:
        self._page = True

    def open_aside(self) -> None:
        """A footnote or a text box begins."""
        self._open.append(Paragraph())

    def close_aside(self, is_note: bool) -> None:
        paragraph = self._open.pop()
        if not paragraph.is_empty:
            (self._notes if is_note else self._boxed).append(paragraph)

    def end(self, group: Group) -> None:
        """The paragraph that is open ends, in a group."""
        if len(self._open) > 1:
            self._open[-1].end_line()
            return
        paragraph, self._open[0] = self._open[0], Paragraph()
        if group.in_table:
            self._cells.append(paragraph)
        else:
            self._end_table()
            self._give(paragraph, group)
        for boxed in self._boxed:
            self._drafts += self._flow.drafts(boxed, STORY)
        self._boxed.clear()
        self._bold = True

    def finish(self, group: Group) -> list[Draft]:
        """The blocks of the whole document, which ends in a group."""
        if not self._open[0].is_empty:
            self.end(group)
        self._end_table()
        for note in self._notes:
            self._drafts += self._flow.drafts(note, END_NOTE)
        return self._drafts

    def _give(self, paragraph: Paragraph, group: Group) -> None:
        paragraph.set_aside(self._marks.asides)
        mark = group.mark(self._styles)
        if paragraph.is_empty:
            if group.border and "box" not in group.border and mark.kind is None:
                self._drafts += self._flow.rule("a line under an empty paragraph")
                return
        else:
            looks = self._page and (group.centred or self._bold) and paragraph.is_title
            mark = NEW_PAGE if mark.kind is None and looks else mark
            self._page = False
        self._drafts += self._flow.drafts(paragraph, mark)

    def _end_table(self) -> None:
        """The cells of a table that has ended: facts, or a story laid out."""
        cells = [cell for cell in self._cells if not cell.is_empty]
        self._cells.clear()
        mark: Mark = TABLE if is_data(cell.words for cell in cells) else STORY
        for cell in cells:
            self._drafts += self._flow.drafts(cell, mark)

"""What a draft in Markdown holds besides its story, found line by line: comments of Obsidian
(`%%...%%`) and of HTML, novelWriter's tags and comments, footnotes.

The parser is given the draft with all of it blanked out, so that no place moves; novelWriter's own
marks become those that the parser knows, character for character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from fabula.formats.blocks.drafts import Mark
from fabula.story.text import Span

HEADER = "%%~"  # begins every file of novelWriter

# The keywords of novelWriter (its manual, "Tags and references"): `@mara: hi` is a chat's line.
_TAG = re.compile(
    r"@(?:tag|pov|focus|char|plot|time|location|object|entity|custom|mention|story)\s*:.*"
)
_SUMMARY = re.compile(r"%\s*(?:synopsis|short)\s*:.*", re.IGNORECASE)
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,40}\]:|%\s*footnote\.", re.IGNORECASE)
_LAYOUT = re.compile(r"\[(?:new ?page|vspace(?::\d{1,4})?)\]", re.IGNORECASE)
_HEADING = re.compile(r"#{1,6}!?\s")
_FENCE = re.compile(r"(`{3,}|~{3,})")
_INLINE = re.compile(r"%%[^%]{1,2000}%%|\[\^[^\]\s]{1,40}\]|\[footnote:[^\]\s]{1,40}\]")
_SHORTCODE = re.compile(r"\[(/?(?:i|b|s|u|m|sup|sub|br))\]", re.IGNORECASE)
_ALIGNED = re.compile(r"^ {0,3}>{1,2} | <{1,2}[ \t]*$", re.MULTILINE)
_UNNUMBERED = re.compile(r"^(#{1,3})!(?=\s)", re.MULTILINE)

TAGS = Mark("tags", "a tag of a writing program")
COMMENT = Mark("note", "a comment")
SUMMARY = Mark("summary", "the synopsis of a scene")
FOOTNOTE = Mark("end-note", "a footnote")
HEAD = Mark("front-matter", "head of the draft")
LAYOUT = Mark("front-matter", "a command of layout")
_BLANKS = " \t\r\f\v"


class Aside(NamedTuple):
    """A stretch of the draft that is no story."""

    start: int
    end: int
    mark: Mark


class _Line(NamedTuple):
    start: int
    end: int
    text: str
    indent: int


def asides(source: str, begin: int) -> list[Aside]:
    """What is set aside in a draft from `begin` on, in order."""
    scanner = _Scanner(source, begin)
    return list(scanner.found())


def inline_asides(text: str) -> tuple[Span, ...]:
    """What is set aside inside a paragraph: comments and the marks of footnotes."""
    if "%%" not in text and "[" not in text:
        return ()
    return tuple(Span(*found.span()) for found in _INLINE.finditer(text))


def blanked(source: str, found: list[Aside]) -> str:
    """The draft as the parser sees it: as long as it is, without what is set aside."""
    pieces: list[str] = []
    end = 0
    for aside in found:
        pieces.append(source[end : aside.start])
        lines = source[aside.start : aside.end].split("\n")
        pieces.append("\n".join(" " * len(line) for line in lines))
        end = aside.end
    masked = "".join((*pieces, source[end:]))
    return _as_markdown(masked) if source.startswith(HEADER) else masked


def _as_markdown(source: str) -> str:
    """novelWriter's marks as Markdown's, each as long as it was."""
    source = _SHORTCODE.sub(r"<\1>", source)
    source = _ALIGNED.sub(lambda found: " " * len(found[0]), source)
    return _UNNUMBERED.sub(r"\1 ", source)


class _Scanner:
    """Goes through the lines of a draft once."""

    def __init__(self, source: str, begin: int) -> None:
        self._source = source
        self._novel = source.startswith(HEADER)
        self._lines = list(_lines(source, begin))
        self._apart = _paragraphs_apart(self._lines)
        self._unclosed: set[str] = set()  # ends of comments of which no more follows

    def found(self) -> Iterator[Aside]:
        number = 0
        fence = ""
        while number < len(self._lines):
            text = self._lines[number].text
            mark = _FENCE.match(text)
            if mark and (not fence or text.startswith(fence)):
                fence = "" if fence else mark[1]
            aside = None if fence else self._aside(number)
            if aside is None:
                number += 1
                continue
            yield aside
            while number < len(self._lines) and self._lines[number].start < aside.end:
                number += 1

    def _aside(self, number: int) -> Aside | None:
        line = self._lines[number]
        if line.text.startswith("<!--"):
            return self._until("-->", line, line.start + 4)
        if line.text.startswith("%%") and not self._novel:
            return self._until("%%", line, line.start + 2)
        if _FOOTNOTE.match(line.text):
            return Aside(line.start, self._footnote_end(number), FOOTNOTE)
        mark = HEAD if self._novel and line.text.startswith(HEADER) else _directive(line.text)
        if mark is None and self._novel and _LAYOUT.fullmatch(line.text):
            mark = LAYOUT
        if mark and (self._novel or number in self._apart):
            return Aside(line.start, line.end, mark)
        return None

    def _until(self, closing: str, line: _Line, start: int) -> Aside | None:
        """A comment from a line's start to where it is closed; none that never is."""
        if closing in self._unclosed:
            return None
        end = self._source.find(closing, start)
        if end < 0:
            self._unclosed.add(closing)
            return None
        return Aside(line.start, end + len(closing), COMMENT)

    def _footnote_end(self, number: int) -> int:
        """Where a footnote ends: at a blank line, unless an indented one follows."""
        end = self._lines[number].end
        for k in range(number + 1, len(self._lines)):
            line = self._lines[k]
            if self._novel or _FOOTNOTE.match(line.text):
                break
            if line.text:
                end = line.end
            elif k + 1 == len(self._lines) or self._lines[k + 1].indent < 2:
                break
        return end


def _directive(text: str) -> Mark | None:
    """What a line is that only a writing program reads."""
    if _TAG.fullmatch(text):
        return TAGS
    if text.startswith("%"):
        return SUMMARY if _SUMMARY.fullmatch(text) else COMMENT
    return None


def _paragraphs_apart(lines: list[_Line]) -> set[int]:
    """The lines of paragraphs that hold nothing but such lines: one of them inside a paragraph of
    a story is the story's."""
    apart: set[int] = set()
    group: list[int] = []
    whole = True
    for number, line in enumerate((*lines, _Line(0, 0, "", 0))):
        if line.text and not _HEADING.match(line.text):
            group.append(number)
            whole = whole and _directive(line.text) is not None
        else:
            apart.update(group if whole else ())
            group, whole = [], True
    return apart


def _lines(source: str, begin: int) -> Iterator[_Line]:
    start = begin
    while start < len(source):
        end = source.find("\n", start)
        end = len(source) if end < 0 else end
        raw = source[start:end]
        # A space that does not break is a word to Markdown: what comes after it begins no line.
        text = raw.strip(_BLANKS) if raw.strip() else ""
        lead = len(raw) - len(raw.lstrip(_BLANKS)) if text else 0
        yield _Line(start + lead, start + lead + len(text), text, lead)
        start = end + 1

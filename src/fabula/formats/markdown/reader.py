"""Markdown: a draft's words without its marks, each run mapped to the decoded file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

import msgspec
from markdown_it import MarkdownIt
from markdown_it.token import Token

from fabula.formats.blocks.drafts import HR, STORY, Draft, Mark, Place, assemble
from fabula.formats.markdown.asides import COMMENT, HEAD, HEADER, asides, blanked, inline_asides
from fabula.formats.markdown.frontmatter import frontmatter
from fabula.formats.markdown.runs import Runs
from fabula.formats.markdown.wikilinks import wikilinks
from fabula.formats.plain.reader import unify_newlines
from fabula.story.text import Segment, Text

_SCENE = Mark("heading", "the name of a scene")
_NOVEL = {
    "h1": Mark("heading", "a part", opens=True),
    "h2": Mark("heading", "a chapter", opens=True),
    "h3": _SCENE,
    "h4": Mark("heading", "the name of a section"),
}


def parse(decoded: str, file: int = 0) -> Text:
    """Reads a decoded file. `file` is its number in the segments."""
    source, segments = unify_newlines(decoded, file)
    meta, length = frontmatter(source)
    drafts = _Reader(source, _Offsets(segments), length).drafts()
    return msgspec.structs.replace(assemble(drafts, file), meta=meta)


class _Offsets:
    """From a code point of the text with unified newlines to the decoded file."""

    def __init__(self, segments: tuple[Segment, ...]) -> None:
        self._segments = segments

    def places(self, start: int, source: int, length: int) -> Iterator[Place]:
        """Where `length` characters of a draft, from `start` on, stand in the file."""
        end = source + length
        i = max(0, bisect_right(self._segments, source, key=lambda s: s.start) - 1)
        for k in range(i, len(self._segments)):
            segment = self._segments[k]
            if segment.start >= end:
                break
            low, high = max(source, segment.start), min(end, segment.end)
            if low < high:
                offset = segment.offset + low - segment.start
                yield Place(start + low - source, start + high - source, None, None, offset)


class _Reader:
    """Makes drafts of the parser's tokens, with what is set aside between them."""

    def __init__(self, source: str, offsets: _Offsets, begin: int) -> None:
        self._asides = asides(source, begin)
        self._written = source
        self._source = blanked(source, self._asides)  # as the parser sees it: no place moves
        self._offsets = offsets
        self._begin = begin
        self._novel = source.startswith(HEADER)
        self._told = True  # a story may have been told before the next scene
        self._starts = [begin]  # of each line, as the parser counts them
        for newline in re.finditer("\n", source[begin:]):
            self._starts.append(begin + newline.end())

    def drafts(self) -> Iterator[Draft]:
        if self._begin:
            yield self._raw(0, self._begin, HEAD)
        parser = wikilinks(MarkdownIt("commonmark").disable("text_join"))
        tokens = parser.parse(self._source[self._begin :])
        title = None if self._novel else _title(tokens)
        waiting = iter(self._asides)
        aside = next(waiting, None)
        mark = STORY
        for i, token in enumerate(tokens):
            while aside and token.map and token.block and aside.start <= self._span(token)[0]:
                yield self._raw(aside.start, aside.end, aside.mark)
                aside = next(waiting, None)
            if token.type == "heading_open":
                mark = self._heading(token, i == title)
            elif token.type in ("heading_close", "paragraph_close"):
                mark = STORY
            elif token.type == "inline":
                yield from self._inline(token, mark)
            elif token.type in ("hr", "code_block", "fence", "html_block"):
                yield from self._lines(token)
        for left in (aside, *waiting) if aside else ():
            yield self._raw(left.start, left.end, left.mark)

    def _inline(self, token: Token, mark: Mark) -> Iterator[Draft]:
        start, end = self._span(token)
        if not token.content.strip():
            if token.map and mark.kind == "heading":  # a lone "#": a break between scenes
                yield self._raw(start, end, STORY)
            return
        opened, blanks = mark, 1
        for line in Runs(self._source, start, end).lines(token.children or []):
            places = tuple(
                p for at, source, n in line.places for p in self._offsets.places(at, source, n)
            )
            holes = (*line.holes, *inline_asides(line.text))
            yield Draft(line.text, mark, blanks, line.italics, places, tuple(sorted(holes)))
            mark, blanks = mark._replace(opens=False), 0
        yield from self._scene(opened)

    def _heading(self, token: Token, is_title: bool) -> Mark:
        if not self._novel:
            return _heading(token, is_title)
        start, _ = self._span(token)
        if token.tag == "h1" and self._written.startswith("#!", start):
            return Mark("title", "novelWriter's title page")
        return _NOVEL.get(token.tag, STORY)

    def _scene(self, mark: Mark) -> Iterator[Draft]:
        """novelWriter names each scene: its name stands where the book has a break."""
        if mark.kind is None:
            self._told = True
        elif mark == _SCENE and self._told:
            yield Draft(HR, Mark("break", "a scene begins"))
        elif mark.opens:
            self._told = False

    def _lines(self, token: Token) -> Iterator[Draft]:
        """Code, raw HTML or a rule: its lines as they stand (a fence without its marks)."""
        start, end = self._span(token)
        text = self._source[start:end].strip()
        if token.type == "html_block" and text.startswith("<!--"):
            yield self._raw(start, end, COMMENT)
            return
        if token.type == "fence":
            end = start + len(self._source[start:end].rstrip())
            first, last = self._source.find("\n", start), self._source.rfind("\n", start, end)
            closed = self._source[last:end].strip().startswith(token.markup)
            start, end = first if first >= 0 else end, last if closed else end
        if self._source[start:end].strip():
            yield self._raw(start, end, STORY)

    def _raw(self, start: int, end: int, mark: Mark) -> Draft:
        words = self._written[start:end]
        text = words.strip()
        start += len(words) - len(words.lstrip())
        return Draft(text, mark, 1, (), tuple(self._offsets.places(0, start, len(text))))

    def _span(self, token: Token) -> tuple[int, int]:
        first, last = token.map or (0, 0)
        end = self._starts[last] if last < len(self._starts) else len(self._source)
        return self._starts[first], end


def _title(tokens: list[Token]) -> int | None:
    """Which token opens the work's title: the first heading, if no other is as high and others
    stand below it."""
    heads = [
        (i, t.tag)
        for i, t in enumerate(tokens)
        if t.type == "heading_open" and tokens[i + 1].content.strip()
    ]
    if len(heads) < 2 or heads[0][1] != "h1" or any(tag == "h1" for _, tag in heads[1:]):
        return None
    return heads[0][0]


def _heading(token: Token, is_title: bool) -> Mark:
    if is_title:
        return Mark("title", "the only heading of its level")
    if token.tag in ("h1", "h2", "h3"):
        return Mark("heading", f"heading of level {token.tag[1]}", opens=True)
    return STORY

"""From markup to blocks: a page's visible words in the order of the source.

Runs of blanks become one space, as a browser shows them. A block element is a block; a line break
ends one too (the next follows after one newline). A rule (`<hr>`) has no characters, so `* * *`
stands for it, which no segment holds. Nothing in here recurses: depth was capped before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from lxml import etree

from fabula.formats.blocks.drafts import STORY, Draft, Mark
from fabula.formats.web.walk import Walk

BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd",
    "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html",
    "legend", "li", "main", "menu", "nav", "ol", "optgroup", "option", "p", "pre", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
HIDDEN = frozenset((
    "script", "style", "head", "template", "svg", "iframe", "audio", "video", "object",
    "canvas", "select", "textarea", "input", "button", "noframes", "title", "meta", "link",
))  # fmt: skip
_SWALLOWS = frozenset((
    "iframe", "audio", "video", "object", "canvas", "select", "button", "noframes", "template",
    "textarea", "style",
))  # fmt: skip
SWALLOWED = 200  # characters, with a paragraph, in one of these: it was never closed
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)

Marks = dict[etree._Element, Mark]
NOTE_MARK = Mark("note", "the mark of a note")
"""Marks an element inside a block: the block has a hole there, and goes on after it."""
_NOTHING: Mapping[etree._Element, str] = {}


def drafts(
    body: etree._Element,
    marks: Marks,
    outside: Mark = STORY,
    member: str | None = None,
    hidden: Mapping[etree._Element, str] = _NOTHING,
) -> Iterator[Draft]:
    """The blocks of `body`. `marks` says what its elements hold; `outside` what all else is;
    `hidden` what the page does not show, and why: it comes last, so that it parts no paragraphs.
    What is set aside anyway stays what it is, seen or not."""
    page = _Elements(marks, outside, member, hidden)
    events = etree.iterwalk(body, events=("start", "end", "comment", "pi"))
    for event, node in events:
        if event == "start":
            if page.leaves_out(node):
                events.skip_subtree()
            else:
                yield from page.starts(node)
            continue
        if event == "end":
            yield from page.ends(node)
        if node is not body and node.tail:
            yield from page.walk.words(node.tail)
    yield from page.walk.flush()
    yield from page.walk.unseen()


class _Elements:
    """The open elements of a page, and what each of them holds."""

    def __init__(
        self,
        marks: Marks,
        outside: Mark,
        member: str | None,
        hidden: Mapping[etree._Element, str],
    ) -> None:
        self.walk = Walk(member)
        self.walk.mark = outside
        self._marks = marks
        self._hidden = hidden
        self._stack = [(outside, 0)]  # of each: its mark, and the depth that the mark was set at
        self._buried: list[int] = []  # how deep what is not shown lies in what is set aside
        self._why: str | None = None  # the element that begins is not shown
        self._skipped = 0  # elements left out whose end is still to come

    def leaves_out(self, node: etree._Element) -> bool:
        """Whether an element's words are no part of the page's blocks."""
        tag = local_name(node)
        self._why = why = self._why_unseen(node, tag)
        if why and not _has_blocks(node, tag):
            self.walk.aside(words_of(node), why)
        elif why or tag not in HIDDEN or node in self._marks:
            return False
        self._skipped += 1
        return True

    def starts(self, node: etree._Element) -> Iterator[Draft]:
        """An element that is not left out begins: the block before it may end."""
        tag, why = local_name(node), self._why
        if tag == "p" and self.walk.begun and _is_divider(node):
            yield from self.walk.flush()
            yield from self.walk.rule("a picture alone in a centred paragraph")
        mark = self._marks.get(node)
        if mark is NOTE_MARK:
            self.walk.hole_opens()
            mark = None
        if why:
            mark = Mark("hidden", f"not shown ({why})")
        elif self._stack[-1][0].kind == "hidden":
            mark = None
        elif node in self._hidden:
            self._buried.append(len(self._stack))
        if tag in BLOCKS or mark:
            yield from self.walk.flush()
        self._stack.append((mark, len(self._stack)) if mark else self._stack[-1])
        self.walk.enter(*self._stack[-1], fresh=mark is not None)
        yield from self.walk.open(node, tag)

    def ends(self, node: etree._Element) -> Iterator[Draft]:
        """An element ends, and its block with it."""
        if self._skipped:
            self._skipped -= 1
            return
        tag, mark = local_name(node), self._marks.get(node)
        yield from self.walk.close(node, tag)
        if mark is NOTE_MARK:
            self.walk.hole_closes()
        elif tag in BLOCKS or mark or node in self._hidden:
            yield from self.walk.flush()
        self._stack.pop()
        self.walk.enter(*self._stack[-1])
        if self._buried and self._buried[-1] == len(self._stack):
            self._buried.pop()

    def _why_unseen(self, node: etree._Element, tag: str) -> str | None:
        """Why an element's words are set aside as not shown; None if they are shown, and where
        all there is set aside anyway."""
        if not self._hidden and tag not in _SWALLOWS:
            return None
        mark, why = self._marks.get(node), self._hidden.get(node)
        if why and (mark or self._stack[-1][0]).kind is not None:
            why = None
        if self._buried and mark and mark.kind in (None, "heading"):
            why = "in what is not shown"  # a chapter against thieves, beside the true one
        return why or _swallowed(node, tag)


def _swallowed(node: etree._Element, tag: str) -> str | None:
    """Why the words in an element that shows none are set aside all the same, not left out."""
    if tag not in _SWALLOWS or len(words_of(node)) < SWALLOWED:
        return None
    holds = node.find(".//{*}p") is not None or "<p" in (node.text or "")
    return f"inside <{tag}>" if holds else None


def local_name(node: etree._Element) -> str:
    """An element's name without namespace, in lower case."""
    tag = node.tag
    return _bare(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=4096)
def _bare(tag: str) -> str:
    return tag.rpartition("}")[2].lower()


def words_of(node: etree._Element) -> str:
    """All the words in an element, with blanks as single spaces; a comment has none."""
    if not isinstance(node.tag, str):
        return ""
    return " ".join("".join(map(str, node.itertext())).split())


def has_words(node: etree._Element) -> bool:
    """Whether an element has any words; looks no further than the first."""
    return isinstance(node.tag, str) and any(str(piece).strip() for piece in node.itertext())


def _is_divider(node: etree._Element) -> bool:
    """Whether a paragraph holds one picture, centred, and no words."""
    centred = (node.get("align") or "").lower() == "center" or bool(
        _CENTRED.search(node.get("style") or "")
    )
    if not centred or words_of(node).strip("\u00a0"):
        return False
    return [local_name(n) for n in node.iter("*")].count("img") == 1


def _has_blocks(node: etree._Element, tag: str) -> bool:
    """Whether an element is a block or holds one, so that its words are blocks by themselves."""
    return tag in BLOCKS or any(local_name(n) in BLOCKS for n in node.iter("*"))

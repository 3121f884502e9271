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
    `hidden` what the page does not show, and why: it comes last, so that it parts no paragraphs."""
    walk = Walk(member)
    walk.mark = outside
    stack = [(outside, 0)]  # of each open element: its mark, and the depth that the mark was set at
    events = etree.iterwalk(body, events=("start", "end", "comment", "pi"))
    for event, node in events:
        if event == "start":
            tag = local_name(node)
            if tag == "p" and walk.begun and _is_divider(node):
                yield from walk.flush()
                yield from walk.rule("a picture alone in a centred paragraph")
            why = hidden.get(node) or _swallowed(node, tag)
            if (tag in HIDDEN and node not in marks and not why) or (
                why and not _has_blocks(node, tag)
            ):
                walk.aside(words_of(node) if why else "", why or "")
                walk.skipped += 1
                events.skip_subtree()
                continue
            mark = Mark("hidden", f"not shown ({why})") if why else marks.get(node)
            if mark is NOTE_MARK:
                walk.hole_opens()
                mark = None
            if stack[-1][0].kind == "hidden":
                mark = None
            if tag in BLOCKS or mark:
                yield from walk.flush()
            stack.append((mark, len(stack)) if mark else stack[-1])
            walk.enter(*stack[-1], fresh=mark is not None)
            yield from walk.open(node, tag)
        elif event == "end":
            if walk.skipped:
                walk.skipped -= 1
            else:
                tag = local_name(node)
                yield from walk.close(node, tag)
                mark = marks.get(node)
                if mark is NOTE_MARK:
                    walk.hole_closes()
                elif tag in BLOCKS or mark or node in hidden:
                    yield from walk.flush()
                stack.pop()
                walk.enter(*stack[-1])
        if event != "start" and node is not body and node.tail:
            yield from walk.words(node.tail)
    yield from walk.flush()
    yield from walk.unseen()


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

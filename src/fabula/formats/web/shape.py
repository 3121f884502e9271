"""What a site's module says of its pages: how one is recognised, what its parts hold, and what it
tells of the work. Marks rest on what the site's own templates have; a class by itself is a hint.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple, cast

from lxml import etree

from fabula.formats.blocks.drafts import STORY, Mark
from fabula.formats.web.ao3_parts import classes
from fabula.formats.web.markup import Marks, has_words, local_name, words_of
from fabula.story.text import Meta, Notice

AROUND = Mark("furniture", "the page around the story")
_WITH_CLASS = "descendant-or-self::*[contains(@class, $name)]"
_SAVED = re.compile(r"saved from url=\(\d+\)(https?://\S+)")
SMALL_CELL = 80  # characters; a table with longer cells holds story, laid out


class Page(NamedTuple):
    """A page's tree: its root and its body."""

    root: etree._Element
    body: etree._Element


class Shape(NamedTuple):
    """One site's pages. `outside`: what all is that has no mark."""

    name: str
    is_it: Callable[[Page], bool]
    marks: Callable[[Page], Marks]
    meta: Callable[[Page], Meta]
    outside: Mark = AROUND
    notices: Callable[[Page], tuple[Notice, ...]] = lambda _: ()


def with_class(top: etree._Element, name: str, *tags: str) -> Iterator[etree._Element]:
    """The elements in `top` that have a class, in order; of those tags, where some are named."""
    for node in cast(list[etree._Element], top.xpath(_WITH_CLASS, name=name)):
        if name in classes(node) and (not tags or local_name(node) in tags):
            yield node


def first(nodes: Iterator[etree._Element]) -> etree._Element | None:
    """The first of several elements that has words; None if there is none."""
    return next((n for n in nodes if has_words(n)), None)


def links(top: etree._Element | None, part: str) -> Iterator[etree._Element]:
    """The links in an element whose address holds `part`."""
    for node in top.iter("{*}a") if top is not None else ():
        if part in (node.get("href") or ""):
            yield node


def said(page: Page, *names: str) -> str | None:
    """What the page's head says under one of those names (`og:title`, `books:author`)."""
    for node in page.root.iter("{*}meta"):
        if (node.get("name") or node.get("property")) in names and node.get("content"):
            return " ".join(str(node.get("content")).split())
    return None


def address(page: Page) -> str | None:
    """Where the page says that it stands: its canonical link, `og:url`, or what the browser that
    saved it wrote above it."""
    for node in page.root.iter("{*}link"):
        if node.get("rel") == "canonical" and node.get("href"):
            href = str(node.get("href"))
            return f"https:{href}" if href.startswith("//") else href
    return said(page, "og:url") or _saved_from(page.root)


def _saved_from(root: etree._Element) -> str | None:
    for node in root.itersiblings(etree.Comment, preceding=True):
        if found := _SAVED.search((node.text or "")[:2_000]):
            return found[1]
    return None


def story(opens: bool) -> Mark:
    """The mark of a chapter's text; it opens the chapter where no heading does."""
    return STORY._replace(opens=opens)


def mark_story(marks: Marks, node: etree._Element, headed: bool) -> None:
    """Marks the element that holds a chapter's text, and the data tables in it."""
    marks[node] = story(opens=not headed)
    mark_tables(marks, node)


def mark_tables(marks: Marks, top: etree._Element) -> None:
    """Marks the tables that hold data, such as a character's sheet."""
    for table in top.iter("{*}table"):
        if is_data(table):
            marks.setdefault(table, Mark("table", "a table of short cells"))


def is_data(table: etree._Element) -> bool:
    """Whether a table's cells are short, as no paragraphs are, and hold no table."""
    if next((t for t in table.iter("{*}table") if t is not table), None) is not None:
        return False
    count = 0
    for cell in table.iter("{*}td", "{*}th"):
        count += 1
        if len(words_of(cell)) > SMALL_CELL:  # at once: tables may lie in tables in tables
            return False
    return count >= 2

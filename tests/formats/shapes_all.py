"""Every shape that one story is told in: a maker of each, `Story` -> (bytes, path).

A shape adds a line to `SHAPES`, and to `CARRIES` where it says more or less of the work than its
title and authors. Sites that show one chapter a page stand in `PAGES`: `(Story, number)` ->
(bytes, path), numbers counted from 1.
"""

from __future__ import annotations

from collections.abc import Callable

import shapes_drafts
import shapes_web
from one_story import Story
from shelf import Leaf, as_docx, as_epub, as_html, as_markdown, as_text, heading, prose, zipped

Maker = Callable[[Story], tuple[bytes, str]]
PageMaker = Callable[[Story, int], tuple[bytes, str]]


def flat(story: Story, title: bool = True) -> list[Leaf]:
    """A story as a draft has it: title, author, headings, notes that name themselves, prose."""
    leaves = [prose(story.title), prose(f"by {story.author}")] if title else []
    for number, chapter in enumerate(story.chapters, 1):
        leaves.append(heading(f"Chapter {number}: {chapter.title}"))
        if chapter.above:
            leaves.append(prose(f"A/N: {chapter.above}"))
        leaves += chapter.leaves
        if chapter.below:
            leaves.append(prose(f"A/N: {chapter.below}"))
    return leaves


def text(story: Story) -> tuple[bytes, str]:
    return as_text(flat(story))[:2]


def markdown(story: Story) -> tuple[bytes, str]:
    return as_markdown(flat(story))[:2]


def page(story: Story) -> tuple[bytes, str]:
    return as_html(flat(story))[:2]


def document(story: Story) -> tuple[bytes, str]:
    return as_docx(flat(story))[:2]


def book(story: Story) -> tuple[bytes, str]:
    return as_epub(flat(story, title=False))[:2]


def of_chapter(story: Story, number: int) -> list[Leaf]:
    """What `flat` gives of one chapter; the first has title and author above it."""
    leaves = flat(story)
    starts = [i for i, leaf in enumerate(leaves) if leaf.kind == "heading"]
    ends = [*starts[1:], len(leaves)]
    return leaves[0 if number == 1 else starts[number - 1] : ends[number - 1]]


def chapter_of_any_kind(story: Story, number: int) -> tuple[bytes, str]:
    """A folder whose chapters are of several kinds."""
    make = (as_text, as_docx, as_markdown, as_epub)[number % 4 - 1]
    data, path = make(of_chapter(story, number))[:2]
    return data, path.replace("story", "chapter")


def archive(story: Story) -> tuple[bytes, str]:
    """A ZIP of such chapters, beside what archives have by the way."""
    files: dict[str, str | bytes] = {"__MACOSX/._x.txt": b"\0\5", "cover.jpg": b"\xff\xd8\xff"}
    for number in range(len(story.chapters), 0, -1):
        data, name = chapter_of_any_kind(story, number)
        files[f"Lamp Oil/{number + 8} {name}"] = data
    return zipped(files), "story.zip"


SHAPES: dict[str, Maker] = {
    "text": text,
    "Markdown": markdown,
    "HTML": page,
    "DOCX": document,
    "EPUB": book,
    "ZIP": archive,
    **shapes_drafts.SHAPES,
    **shapes_web.SHAPES,
}
PAGES: dict[str, PageMaker] = {
    "folder of several kinds": chapter_of_any_kind,
    **shapes_web.PAGES,
}

TITLED = ("title", "authors")
CARRIES: dict[str, tuple[str, ...]] = {
    "Markdown": (),
    "HTML": (),
    "DOCX": (),
    "EPUB": (),
    **shapes_drafts.CARRIES,
    **shapes_web.CARRIES,
}
"""What of a work's meta a shape carries: members of `Meta`, its tags and stats by their names. What
is not named here carries `TITLED`."""

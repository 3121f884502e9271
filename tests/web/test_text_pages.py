"""A text in pages."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from fabula.story.text import Block, ParatextKind, StoryKind, Text
from fabula.web.pages import LATE, LONG, Pages

PARAGRAPH = "She went down to the water and looked for the boat that was not there. " * 4


def chapters(*lengths: int, mark: int = 0) -> Text:
    """A story with chapters of so many paragraphs, a scene break after every `mark` of them."""
    lines: list[tuple[StoryKind | ParatextKind, str]] = []
    for number, length in enumerate(lengths, 1):
        lines.append(("heading", f"Chapter {number}: The {number}th Boat"))
        for i in range(length):
            lines.append(("prose", PARAGRAPH))
            if mark and (i + 1) % mark == 0:
                lines.append(("break", "* * *"))
    return of_blocks(lines)


def of_blocks(lines: list[tuple[StoryKind | ParatextKind, str]]) -> Text:
    blocks, place = [], 0
    for kind, words in lines:
        blocks.append(Block(place, place + len(words), kind))
        place += len(words) + 2
    return Text("\n\n".join(words for _, words in lines), tuple(blocks))


def test_a_page_is_a_chapter() -> None:
    """Short chapters have a page each, called by their headings."""
    pages = Pages(chapters(3, 4, 2))
    assert [page.chapter for page in pages] == [1, 2, 3]
    assert [page.heading for page in pages][:2] == [
        "Chapter 1: The 1th Boat",
        "Chapter 2: The 2th Boat",
    ]
    assert pages[1].label == "Chapter 2"


def test_a_long_chapter_is_parted_where_a_scene_ends() -> None:
    """A chapter of many pages breaks after a scene's mark, near where each page is full."""
    text = chapters(300, mark=7)
    pages = Pages(text)
    assert len(pages) == pages[0].parts > 2
    for page in list(pages)[1:]:
        assert text.blocks[page.first - 1].kind == "break"
        assert text.blocks[page.first].kind == "prose"
    assert all(page.end - page.start <= LATE * LONG for page in list(pages)[:-1])
    assert pages[1].heading == f"Chapter 1: The 1th Boat (2 of {len(pages)})"


def test_a_scene_of_many_pages_is_parted_at_paragraphs() -> None:
    """Where no scene ends for long, a page ends with a paragraph when it is full."""
    pages = Pages(chapters(300))
    assert len(pages) > 2
    assert all(LONG <= page.end - page.start <= LATE * LONG for page in list(pages)[:-1])


def test_what_stands_above_a_heading_goes_with_it() -> None:
    """Title and notes above a heading are on its page; end notes stay with the chapter before."""
    one = [("title", "Boats"), ("note", "Hello."), ("heading", "One"), ("prose", "He rowed.")]
    two = [("end-note", "Bye."), ("note", "Hello again."), ("heading", "Two"), ("prose", "On.")]
    first, second = Pages(of_blocks([*one, *two]))
    assert (first.first, first.last, second.last) == (0, 5, 8)


def test_a_text_without_story_is_one_page() -> None:
    """A text that holds no story has one page, so that it can be looked at."""
    pages = Pages(Text(text="", blocks=()))
    assert [(p.start, p.end, p.label) for p in pages] == [(0, 0, "The text")]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(1, 200), min_size=1, max_size=4), st.integers(0, 9))
def test_pages_tile_the_text(lengths: list[int], mark: int) -> None:
    """Every block is on exactly one page, and every place leads to the page that holds it."""
    text = chapters(*lengths, mark=mark)
    pages = Pages(text)
    assert pages[0].first == 0
    assert pages[-1].last == len(text.blocks)
    assert all(a.last == b.first for a, b in pairwise(pages))
    for page in pages:
        assert pages.at(page.start) == page == pages.numbered(page.number)
        assert pages.at(page.end - 1) == page
    assert pages.numbered(0) is None
    assert pages.numbered(len(pages) + 1) is None

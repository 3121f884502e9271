"""The archive's downloads of every age: works of one chapter, what each age says, what it hides."""

from __future__ import annotations

import pytest
import shelf_ao3
from one_story import LAMP, STORY, Chapter
from shelf_ao3 import AGES
from shelf_ao3_page import saved_one_shot
from test_formats_one_story import story_of

from fabula.formats import read_bytes
from fabula.story.text import Text

ONE_SHOT = STORY._replace(chapters=(Chapter("", LAMP),))
POSTED = STORY._replace(chapters=(Chapter("The Lamp", LAMP, "For my sister.", "More soon."),))


def words(text: Text, *kinds: str) -> list[str]:
    return [text.text[b.start : b.end] for b in text.blocks if b.kind in kinds]


@pytest.mark.parametrize("age", AGES)
def test_a_work_of_one_chapter(age: str) -> None:
    """A work without chapters is one chapter, whatever stands above its text."""
    text = read_bytes(*shelf_ao3.html(ONE_SHOT, AGES[age]._replace(one_posted=False)))
    assert story_of(text) == [leaf.text for leaf in LAMP]
    assert sum(b.opens_chapter for b in text.blocks) == 1
    assert words(text, "heading") == []
    assert "Thank you for reading, all of you." in words(text, "end-note")
    assert text.meta.title == "Lamp Oil"


def test_the_one_posted_chapter_of_a_work_in_progress() -> None:
    """Since 2026 a work in progress shows its only chapter's heading and notes."""
    text = read_bytes(*shelf_ao3.html(POSTED, AGES["2026-02"]))
    assert words(text, "heading") == ["Chapter 1: The Lamp"]
    assert "For my sister." in words(text, "note")
    assert "More soon." in words(text, "end-note")
    assert text.meta.stats["chapters"] == "1/2"


def test_what_a_work_was_inspired_by() -> None:
    """A deleted work that it was inspired by is the preface's, not the story's."""
    text = read_bytes(*shelf_ao3.html(STORY, AGES["2026-02"]))
    assert "Inspired by a deleted work" in words(text, "furniture")


@pytest.mark.parametrize("age", AGES)
def test_stats_of_every_age(age: str) -> None:
    """Words and chapters are found in either order, without commas; dates under their own name."""
    stats = read_bytes(*shelf_ao3.html(STORY, AGES[age])).meta.stats
    assert stats == {
        "published": "2015-01-10", "completed": "2020-11-05", "words": "1153", "chapters": "2/2",
    }  # fmt: skip


@pytest.mark.parametrize("age", AGES)
def test_headings_of_every_age(age: str) -> None:
    """A titled chapter had no number before 2025; its words stay as they are."""
    heads = words(read_bytes(*shelf_ao3.html(STORY, AGES[age])), "heading")
    numbers = AGES[age].numbers
    assert heads == (
        ["Chapter 1: The Lamp", "Chapter 2: The Boat"] if numbers else ["The Lamp", "The Boat"]
    )


@pytest.mark.parametrize("age", AGES)
def test_tags_have_one_name_in_every_age(age: str) -> None:
    """Labels for one and for several are one tag; a series has its part."""
    meta = read_bytes(*shelf_ao3.html(STORY, AGES[age])).meta
    assert meta.tags["character"] == STORY.characters
    assert meta.tags["archive warning"] == ("No Archive Warnings Apply",)
    assert meta.series == (("Lights", "2"),)
    assert meta.language == ("English" if AGES[age].language else None)


def test_a_saved_page_of_one_chapter() -> None:
    """Its text opens the chapter; the notes and links below the work are set aside."""
    text = read_bytes(*saved_one_shot(ONE_SHOT))
    assert story_of(text) == [leaf.text for leaf in LAMP]
    assert [b.kind for b in text.blocks if b.opens_chapter] == ["prose"]
    assert words(text, "end-note") == ["Notes:", "Goodbye, all."]
    assert "Lamp Light by fenwick" in words(text, "furniture")


AUTHORS = {
    "<a rel='author' href='/u'>quayside (lamp)</a>": ("quayside (lamp)",),
    "<a rel='author'>quayside</a>, <a rel='author'>fenwick</a>": ("quayside", "fenwick"),
    "Anonymous": ("Anonymous",),
    "<a rel='author'>orphan_account</a>": ("orphan_account",),
    "quayside [archived by <a rel='author'>keeper</a>]": ("keeper",),
}


@pytest.mark.parametrize("line", AUTHORS)
def test_authors_of_every_kind(line: str) -> None:
    """Several authors, a pseud, nobody, and an archivist are told in the work's own words."""
    data, path = shelf_ao3.html(STORY, AGES["2025-10"])
    written = "<a rel='author' href='/u'>quayside</a>"
    text = read_bytes(data.decode().replace(written, line).encode(), path)
    assert text.meta.authors == AUTHORS[line]


@pytest.mark.parametrize("cut", [False, True])
@pytest.mark.parametrize("ids", [False, True])
def test_the_second_half_of_a_preface(cut: bool, ids: bool) -> None:
    """A preface in two files, with ids or without, is set aside; a chapter in two files is one."""
    text = read_bytes(*shelf_ao3.book(STORY, cut, ids))
    assert STORY.summary in words(text, "summary")
    assert sum(b.opens_chapter for b in text.blocks) == 2
    assert "Thank you for reading, all of you." in words(text, "end-note")


def test_another_archive_in_a_book() -> None:
    """A book of another archive with the same software is known by its preface."""
    data, path = shelf_ao3.html(STORY, AGES["2025-10"], "SquidgeWorld Archive")
    text = read_bytes(data.replace(b"archiveofourown.org", b"squidgeworld.org"), path)
    assert text.meta.url == "https://squidgeworld.org/works/77"
    assert story_of(text)[0] == LAMP[0].text

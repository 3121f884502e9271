"""Files of downloaders: FanFicFare's page, book and text, FicHub's book."""

from __future__ import annotations

import pytest
from one_story import BOAT, LAMP, STORY
from shelf import epub
from shelf_makers import (
    fanficfare_epub,
    fanficfare_html,
    fanficfare_text,
    fichub_epub,
    fichub_html,
)
from test_formats_one_story import story_of

from fabula.formats import read_bytes, read_string
from fabula.story.text import Text

WIDTHS = {"as they are": 0, "at 60": 60, "at 70": 70, "at 78": 78}


def words(text: Text, *kinds: str) -> list[str]:
    return [text.text[b.start : b.end] for b in text.blocks if b.kind in kinds]


# ---- FanFicFare's page and book


@pytest.mark.parametrize("make", [fanficfare_html, fanficfare_epub])
def test_a_title_page(make) -> None:
    """The labels of the title page are tags and stats, and the story's address."""
    meta = read_bytes(*make(STORY)).meta
    assert meta.tags["genre"] == ("Drama", "Angst")
    assert meta.tags["category"] == ("Original Work",)
    assert meta.stats["words"] == "1153"
    assert meta.stats["status"] == "Completed"
    assert meta.url == STORY.url


@pytest.mark.parametrize("make", [fanficfare_html, fanficfare_epub])
def test_chapters_that_are_missing(make) -> None:
    """A chapter that could not be downloaded is told of; the marks stay in its heading."""
    first, second = STORY.chapters
    lost = STORY._replace(
        chapters=(
            first._replace(title=f"{first.title} (CHAPTER ERROR)"),
            second._replace(title=f"(new) {second.title}"),
        )
    )
    text = read_bytes(*make(lost))
    (notice,) = (n for n in text.notices if n.code == "chapter-missing")
    assert "The Lamp (CHAPTER ERROR)" in notice.message
    assert words(text, "heading") == ["1. The Lamp (CHAPTER ERROR)", "2. (new) The Boat"]


def test_bold_names_in_a_story_are_no_labels() -> None:
    """`Maud:` in bold in the story says nothing about the work."""
    data, path = fanficfare_html(STORY)
    chat = b"<p><b>Maud:</b> hello</p><p><b>Genre:</b> she read</p></div>"
    text = read_bytes(data.replace(b"</div>\n</body>", chat + b"\n</body>"), path)
    page = data.decode().replace(LAMP[1].text, "<b>Genre:</b> she read.")
    assert "maud" not in text.meta.tags
    assert read_bytes(page.encode(), path).meta.tags["genre"] == ("Drama", "Angst")


def test_headings_in_a_story_open_no_chapter() -> None:
    """In a downloader's page only a heading with its anchor is a chapter's."""
    data, path = fanficfare_html(STORY)
    page = data.decode().replace(f"<p>{LAMP[1].text}</p>", f"<h2>A sign</h2><p>{LAMP[1].text}</p>")
    assert sum(b.opens_chapter for b in read_bytes(page.encode(), path).blocks) == 2


def test_the_log_and_the_contents_of_a_book() -> None:
    """What the downloader adds to a book is set aside."""
    text = read_bytes(*fanficfare_epub(STORY))
    assert "Update Log" in words(text, "furniture")
    assert "1. The Lamp" in words(text, "contents")


# ---- FanFicFare's text


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_text_of_any_width(width: str, newline: str) -> None:
    """However its lines are wrapped and ended, the text gives the story and what its head says."""
    text = read_bytes(*fanficfare_text(STORY, WIDTHS[width], newline))
    assert story_of(text) == [leaf.text for leaf in (*LAMP, *BOAT)]
    assert words(text, "heading") == ["1. The Lamp", "2. The Boat"]
    assert words(text, "furniture") == ["End file."]
    assert text.meta.tags["genre"] == ("Drama", "Angst")
    assert text.meta.url == STORY.url
    assert text.meta.stats["packaged"] == "2020-11-05 10:11:12"


@pytest.mark.parametrize("width", WIDTHS)
def test_a_text_is_read_by_what_came_before(width: str) -> None:
    """Cut at the end of any block, it reads like the whole up to there."""
    written = fanficfare_text(STORY, WIDTHS[width])[0].decode()
    whole = read_string(written)
    for count, block in enumerate(whole.blocks, 1):
        assert read_string(written[: block.end]).blocks == whole.blocks[:count]


def test_a_text_of_one_chapter() -> None:
    """Without contents the line after a tab is the heading."""
    one = STORY._replace(chapters=STORY.chapters[:1])
    written = fanficfare_text(one)[0].decode()
    head, _, rest = written.partition("TABLE OF CONTENTS")
    text = read_string(head + "\n\t" + rest.partition("\t")[2])
    assert words(text, "heading") == ["1. The Lamp"]
    assert story_of(text) == [leaf.text for leaf in LAMP]


def test_a_text_whose_maker_changed_the_template() -> None:
    """Without tabs the story is no contents: a miss, and nothing is lost."""
    written = fanficfare_text(STORY)[0].decode().replace("\t", "")
    found = story_of(read_string(written))
    assert [p for p in found if len(p) > 60] == [
        leaf.text for leaf in (*LAMP, *BOAT) if len(leaf.text) > 60
    ]


def test_a_summary_of_several_paragraphs() -> None:
    """A summary goes on until the contents, up to the length that a site allows."""
    long = STORY._replace(summary="Two women.\n\nAnd a boat.")
    text = read_bytes(*fanficfare_text(long))
    assert words(text, "summary") == ["Summary: Two women.", "And a boat."]


def test_a_text_of_anybody() -> None:
    """A title, an author and a tab do not make a downloader's file."""
    text = read_string(
        "\n\n\nLamp Oil\n\nby quayside\n\n\n\n\tMaud had kept the light.\n\nIt rained."
    )
    assert words(text, "prose") == ["Maud had kept the light.", "It rained."]


# ---- FicHub


def test_the_introduction_of_a_book() -> None:
    """FicHub's first page is no story, and says where the work comes from."""
    text = read_bytes(*fichub_epub(STORY))
    assert words(text, "title") == ["Lamp Oil"]
    assert words(text, "byline") == ["By: quayside"]
    assert STORY.summary in words(text, "summary")
    assert text.meta.url == STORY.url


def test_an_introduction_in_any_other_book() -> None:
    """A book of another maker may have an introduction that belongs to its story."""
    files = {
        "introduction.xhtml": "<h1>Before</h1><p>It began.</p>",
        "c1.xhtml": "<p>It went on.</p>",
    }
    text = read_bytes(epub(files), "x.epub")
    assert words(text, "prose") == ["It began.", "It went on."]


def test_chapters_without_headings() -> None:
    """A chapter of FicHub's page that has no heading opens with its first words."""
    data, path = fichub_html(STORY)
    page = data.decode().replace("<h2>The Boat</h2>", "")
    text = read_bytes(page.encode(), path)
    opening = [text.text[b.start : b.end] for b in text.blocks if b.opens_chapter]
    assert opening == ["The Lamp", BOAT[0].text]
    assert "(back to chapter list)" not in words(text, "prose")

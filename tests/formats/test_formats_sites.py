"""Pages of the sites that stories are read on: what each says of the work, and what is no story."""

from __future__ import annotations

import pytest
import shelf_sites
from one_story import BOAT, LAMP, STORY
from shapes_all import PAGES, SHAPES
from shelf_sites import DECOYS, page
from test_formats_one_story import story_of

from fabula.formats import read_bytes
from fabula.formats.report import report
from fabula.formats.web import shapes
from fabula.formats.web.shape import Page
from fabula.formats.web.trees import html_body
from fabula.story.text import Text

STORY_OF_ONE = "<p>Maud tied the rope.</p><p>Ines laughed at her.</p><p>They rowed out.</p>"


def words(text: Text, *kinds: str) -> list[str]:
    return [text.text[b.start : b.end] for b in text.blocks if b.kind in kinds]


# ---- FanFiction.net


def test_the_line_of_fanfiction_net() -> None:
    """The line under the summary is parted into rating, language, genre, characters and stats."""
    meta = read_bytes(*shelf_sites.fanfiction_net(STORY, 1)).meta
    assert meta.language == "English"
    assert meta.tags == {
        "rating": ("Fiction T",),
        "genre": ("Drama", "Hurt/Comfort"),
        "pairing": ("Maud P./Ines C.",),
        "character": ("Maud P.", "Ines C.", "Tobias F."),
        "fandom": ("Original Work",),
    }
    assert meta.stats["words"] == "1153"
    assert meta.stats["updated"] == "5/21/2012"
    assert meta.stats["status"] == "Complete"
    assert meta.url == "https://www.fanfiction.net/s/3457394/1/Lamp-Oil"


def test_a_page_of_fanfiction_net() -> None:
    """The chosen entry of the list of chapters is the heading; all else around is set aside."""
    text = read_bytes(*shelf_sites.fanfiction_net(STORY, 2))
    assert words(text, "heading") == ["2. The Boat"]
    assert words(text, "title") == ["Lamp Oil"]
    assert words(text, "byline") == ["quayside"]
    assert words(text, "summary") == [STORY.summary]
    assert story_of(text) == [leaf.text for leaf in BOAT]


def test_a_page_of_fanfiction_net_without_chapters() -> None:
    """A story of one chapter has no list, and its text opens the chapter."""
    body = f"<div id=profile_top><b>Rope</b></div><div id=storytextp>{STORY_OF_ONE}</div>"
    text = read_bytes(page(body), "x.html")
    assert [b.kind for b in text.blocks if b.opens_chapter] == ["prose"]
    assert len(words(text, "prose")) == 3


# ---- Royal Road


@pytest.mark.parametrize("number", [1, 2])
def test_decoys_of_royal_road(number: int) -> None:
    """Paragraphs against thieves are no story; each stands in the report, and the first is told."""
    text = read_bytes(*shelf_sites.royal_road(STORY, number))
    rows = [r for r in report(text) if r.kind == "hidden"]
    assert [r.words.rstrip("…") for r in rows] == [d[:59] if len(d) > 60 else d for d in DECOYS]
    assert not any(r.kept for r in rows)
    (notice,) = (n for n in text.notices if n.code == "hidden")
    assert "3 blocks" in notice.message
    assert DECOYS[0][:40] in notice.message


def test_notes_of_royal_road() -> None:
    """A box above the chapter is a note, one below it an end note; buttons are neither."""
    first, second = (read_bytes(*shelf_sites.royal_road(STORY, n)) for n in (1, 2))
    assert words(first, "note")[-1] == STORY.chapters[0].above
    assert words(second, "end-note")[-1] == STORY.chapters[1].below
    assert "Next Chapter" in words(first, "furniture")


def test_a_sheet_and_a_spoiler_of_royal_road() -> None:
    """A character's sheet is a table; what stands in a spoiler is story, and that is said."""
    inside = (
        "<table><tr><td>Strength</td><td>12</td></tr><tr><td>Wits</td><td>9</td></tr></table>"
        "<div class='spoiler'><div class='smalltext'>Spoiler</div><div class='spoiler-inner' "
        "style='display: none;'><p>She had known all along.</p></div></div>"
    )
    data, path = shelf_sites.royal_road(STORY, 2)
    end = BOAT[-1].text.encode() + b"</p>"
    text = read_bytes(data.replace(end, end + inside.encode()), path)
    assert words(text, "table") == ["Strength", "12", "Wits", "9"]
    assert "She had known all along." in words(text, "prose")
    assert "spoiler-kept" in [n.code for n in text.notices]


# ---- Scribble Hub, eFiction


def test_boxes_of_scribble_hub() -> None:
    """Notes and news are set aside, a spoiler's words are story and its label is not."""
    inside = (
        "<div class='sp-wrap'><div class='sp-head'>Spoiler</div><div class='sp-body'>"
        "<p>She knew.</p></div></div><div class='wi_news'><div class='wi_news_title'>News</div>"
        "<div class='wi_news_body'><p>A new cover.</p></div></div>"
    )
    body = f"<div id='chp_raw'>{STORY_OF_ONE}{inside}</div>"
    text = read_bytes(page(body), "x.html")
    assert words(text, "prose")[-1] == "She knew."
    assert words(text, "furniture") == ["Spoiler"]
    assert words(text, "end-note") == ["News", "A new cover."]


def test_a_whole_story_of_efiction() -> None:
    """A page made for print has every chapter, each under its heading."""
    one, two = (shelf_sites.efiction(STORY, n)[0].decode() for n in (1, 2))
    second = two[two.index('<div class="chaptertitle">') :]
    text = read_bytes(one.replace('<div id="prev">Previous</div>', second).encode(), "x.html")
    assert story_of(text) == [leaf.text for leaf in (*LAMP, *BOAT)]
    assert words(text, "heading") == ["1. The Lamp by quayside", "2. The Boat by quayside"]
    assert sum(b.opens_chapter for b in text.blocks) == 2


def test_what_efiction_says() -> None:
    """The box of labels gives tags and stats; a label without a value gives none."""
    meta = read_bytes(*shelf_sites.efiction(STORY, 1)).meta
    assert meta.tags["rating"] == ("PG",)
    assert meta.tags["category"] == ("Original Work",)
    assert meta.tags["genre"] == ("Drama",)
    assert "warning" not in meta.tags
    assert meta.stats == {"chapters": "2", "completed": "Yes", "words": "1153"}


# ---- forums


def test_a_thread() -> None:
    """Posts with a threadmark are chapters; talk, signatures and names are set aside."""
    text = read_bytes(*shelf_sites.xenforo(STORY, 2))
    assert words(text, "heading") == ["2. The Boat"]
    aside = words(text, "furniture")
    assert {"Great chapter!", "Now with more boats.", "Threadmarks"} <= set(aside)
    assert text.meta.title == "Lamp Oil"


def test_a_thread_of_an_old_forum() -> None:
    """A forum's first version marks the same by other classes."""
    body = (
        "<li class='message hasThreadmark' data-author='quayside'><div class='threadmarker'>"
        "<span class='label'>The Lamp</span></div><blockquote class='messageText'>"
        f"{STORY_OF_ONE}</blockquote></li><li class='message' data-author='reader'>"
        "<blockquote class='messageText'>Great!</blockquote></li>"
    )
    text = read_bytes(page(f"<ol>{body}</ol>"), "x.html")
    assert words(text, "heading") == ["The Lamp"]
    assert words(text, "furniture") == ["Great!"]
    assert len(words(text, "prose")) == 3


def test_a_thread_without_threadmarks_is_any_page() -> None:
    """Where no post is marked nothing says what the story is, so all of it stays."""
    body = "".join(
        f"<article class='message'><div class='bbWrapper'>{p}</div></article>"
        for p in (STORY_OF_ONE, "<p>Great chapter!</p>")
    )
    assert len(words(read_bytes(page(body), "x.html"), "prose")) == 4


# ---- whose page it is

WHOSE = {
    "AO3 2025-10": "the Archive of Our Own",
    "AO3 page, saved": "the Archive of Our Own",
    "another archive of its kind": "the Archive of Our Own",
    "FanFicFare HTML": "FanFicFare’s page",
    "FicHub HTML": "FicHub’s page",
    "FanFiction.net": "FanFiction.net",
    "Royal Road": "Royal Road",
    "Scribble Hub": "Scribble Hub",
    "eFiction": "eFiction",
    "XenForo": "a forum's threadmarks",
    "HTML": None,
}


@pytest.mark.parametrize("name", WHOSE)
def test_whose_page_it_is(name: str) -> None:
    """Each site's page is known as its own, and no other site takes it for its."""
    data, _ = SHAPES[name](STORY) if name in SHAPES else PAGES[name](STORY, 1)
    root, body, _ = html_body(data.decode())
    known = [shape.name for shape in shapes.SHAPES if shape.is_it(Page(root, body))]
    assert known == ([WHOSE[name]] if WHOSE[name] else [])

"""Files of the Archive of Our Own: HTML downloads of each age, EPUB, a saved page."""

from __future__ import annotations

import pytest
from shelf import (
    AO3_AFTERWORD,
    ao3_before_2019,
    ao3_chapter,
    ao3_epub,
    ao3_html,
    ao3_one_shot,
    ao3_preface,
    epub,
)

from fabula.formats import read_bytes
from fabula.story.text import Text

FIRST = (
    "<p>Maud tied the <em>rope</em>.</p><p>Notes</p><h2 class='heading'>A sign</h2>"
    "<blockquote><p>Dear Ines,</p></blockquote><hr /><p>She waited.</p>"
)
SECOND = "<p>Ines untied it.</p><p>Summary</p>"
FILES = {
    "download of today": (ao3_html(FIRST, SECOND), "Wo_Ge.html"),
    "download from before 2019": (ao3_before_2019(FIRST, SECOND), "Wo_Ge.html"),
    "EPUB": (ao3_epub(FIRST, SECOND), "Wo_Ge.epub"),
}


def words(text: Text, *kinds: str) -> list[str]:
    return [text.text[b.start : b.end] for b in text.blocks if b.kind in kinds]


@pytest.mark.parametrize("name", FILES)
def test_story_apart_from_paratext(name: str) -> None:
    """Only the chapters' own text is story, labels and headings inside it too."""
    text = read_bytes(*FILES[name])
    assert words(text, "prose") == [
        "Maud tied the rope.", "Notes", "A sign", "Dear Ines,", "She waited.",
        "Ines untied it.", "Summary",
    ]  # fmt: skip
    assert words(text, "break") == ["* * *"]
    assert len(words(text, "heading")) == 2
    assert "Two women and a boat." in words(text, "summary")
    assert "A note above." in words(text, "note")
    assert {"A note below.", "Goodbye, all."} <= set(words(text, "end-note"))
    assert any("drop by the" in w for w in words(text, "furniture"))
    assert words(text, "title") == ["Salt and Rope"]


@pytest.mark.parametrize("name", FILES)
def test_chapters_open(name: str) -> None:
    """Each chapter opens once, with its heading."""
    text = read_bytes(*FILES[name])
    assert [b.kind for b in text.blocks if b.opens_chapter] == ["heading", "heading"]


@pytest.mark.parametrize("name", FILES)
def test_meta(name: str) -> None:
    """Title, author, tags, series and stats come from the preface, in its own words."""
    meta = read_bytes(*FILES[name]).meta
    assert meta.title == "Salt and Rope"
    assert meta.authors == ("quayside",)
    assert meta.tags["fandom"][0] == "Original Work"
    assert (meta.url or "").endswith("/works/77")
    if name == "download from before 2019":
        assert meta.stats == {"published": "2012-01-10", "chapters": "2/2", "words": "900"}
        assert meta.language is None
    else:
        assert meta.tags["archive warning"] == ("No Archive Warnings Apply",)
        assert meta.tags["relationship"] == ("Maud Pell/Ines Carrow",)
        assert meta.tags["additional tag"] == ("Slow Burn",)
        assert meta.series == (("Harbour", "2"), ("Knots", "1"))
        assert meta.stats["words"] == "21069"
        assert meta.stats["chapters"] == "2/?"
        assert meta.language == "English"


def test_old_headings_keep_their_words() -> None:
    """A titled chapter had no number before 2025, and none is given to it."""
    text = read_bytes(ao3_before_2019(FIRST, SECOND), "x.html")
    assert words(text, "heading") == ["A Rope", "Chapter 2"]


def test_one_shot() -> None:
    """A work without chapters has its title above the text, and no heading."""
    text = read_bytes(ao3_one_shot(FIRST), "x.html")
    assert words(text, "heading") == []
    assert words(text, "title") == ["Salt and Rope", "Salt and Rope"]
    assert words(text, "prose")[0] == "Maud tied the rope."
    first = next(b for b in text.blocks if b.is_story)
    assert first.opens_chapter


def test_a_chapter_cut_in_two_files() -> None:
    """Where Calibre cut a chapter in two, the second file goes on with it."""
    text = read_bytes(ao3_epub(FIRST, SECOND, split_last=True), "x.epub")
    assert words(text, "prose")[-1] == "The rest of it."
    assert sum(b.opens_chapter for b in text.blocks) == 2


def test_epub_before_2019() -> None:
    """The archive's own EPUB, before Calibre made it, tells its parts by their names."""
    files = {
        "preface.xhtml": ao3_preface().replace(' id="preface"', ""),
        "chapter1.xhtml": ao3_chapter(1, "A Rope", FIRST),
        "chapter2.xhtml": ao3_chapter(2, "Chapter 2", SECOND),
        "afterword.xhtml": AO3_AFTERWORD.replace(' id="afterword"', ""),
    }
    text = read_bytes(epub(files, "<dc:publisher>Archive of Our Own</dc:publisher>"), "x.epub")
    assert words(text, "heading") == ["A Rope", "Chapter 2"]
    assert words(text, "prose")[0] == "Maud tied the rope."
    assert words(text, "prose")[-1] == "Summary"
    assert "Goodbye, all." in words(text, "end-note")
    assert text.meta.title == "Salt and Rope"


def test_an_edited_download() -> None:
    """A download without the line that says where it was posted is still known."""
    data = ao3_html(FIRST, SECOND).replace(b"Posted originally on", b"Found on")
    assert words(read_bytes(data, "x.html"), "prose")[0] == "Maud tied the rope."


def test_gaps_and_line_breaks() -> None:
    """An empty paragraph rarer than paragraph breaks is a gap; a line break starts a paragraph."""
    story = (
        "<p>It began.</p><p>It went on.</p><p>And on.</p><p>&nbsp;</p><p>Later.</p>"
        "<p>One<br />two<br /><br />three</p><p>Last.</p>"
    )
    text = read_bytes(ao3_html(story), "x.html")
    gaps = [text.text[b.start : b.end] for b in text.blocks if b.gap]
    assert gaps == ["Later."]
    assert "One\ntwo\n\nthree\n\nLast." in text.text


def test_notes_inside_the_story() -> None:
    """A note that names itself is set aside in the story too, and one in brackets is a hole."""
    story = "<p>A/N: enjoy!</p><p>It was (A/N: no, really) dark.</p>"
    text = read_bytes(ao3_html(story), "x.html")
    assert "A/N: enjoy!" in words(text, "note")
    (hole,) = (h for b in text.blocks for h in b.holes)
    assert text.text[hole.start : hole.end] == "(A/N: no, really)"


SAVED = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Salt - Archive</title>
</head><body>
<div id="header"><a>Archive of Our Own</a></div>
<div class="wrapper"><h3 class="landmark heading">Work Header</h3><dl class="work meta group">
<dt class="rating tags">Rating:</dt><dd class="rating tags"><ul class="commas"><li>
<a class="tag">Mature</a></li></ul></dd>
<dt class="character tags">Characters:</dt><dd class="character tags"><ul class="commas">
<li><a class="tag">Maud Pell</a></li><li><a class="tag">Ines Carrow</a></li></ul></dd>
<dt class="stats">Stats:</dt><dd class="stats"><dl class="stats"><dt>Words:</dt><dd>1,900</dd>
</dl></dd></dl></div>
<div id="workskin"><div class="preface group"><h2 class="title heading">Salt and Rope</h2>
<h3 class="byline heading"><a rel="author">quayside</a></h3>
<div class="summary module"><h3 class="heading">Summary:</h3><blockquote class="userstuff">
<p>A boat.</p></blockquote></div>
</div><div id="chapters" role="article"><div class="chapter" id="chapter-1">
<div class="chapter preface group">
<h3 class="title"><a>Chapter 1</a>: Knots</h3></div><div class="userstuff module" role="article">
<h3 class="landmark heading" id="work">Chapter Text</h3><p>Maud tied the rope.</p></div>
<div class="end notes module"><h3 class="heading">Notes:</h3><blockquote class="userstuff">
<p>Bye.</p></blockquote></div>
</div></div></div><div id="feedback"><ul><li>Kudos</li></ul></div></body></html>"""


def test_a_saved_page() -> None:
    """The page as a browser saves it: story in its own place, all else set aside."""
    text = read_bytes(SAVED.encode(), "x.html")
    assert words(text, "prose") == ["Maud tied the rope."]
    assert words(text, "heading") == ["Chapter 1: Knots"]
    assert words(text, "summary") == ["Summary:", "A boat."]
    assert words(text, "end-note") == ["Notes:", "Bye."]
    assert {"Archive of Our Own", "Chapter Text", "Kudos"} <= set(words(text, "furniture"))
    assert text.meta.tags["character"] == ("Maud Pell", "Ines Carrow")
    assert text.meta.title == "Salt and Rope"


@pytest.mark.parametrize("wrapper", ["userstuff", "calibre12"])
@pytest.mark.parametrize("inside", ['<h2 class="heading">Chapter 99: No</h2>', "<h3>Prologue</h3>"])
def test_headings_inside_a_story_are_the_storys(wrapper: str, inside: str) -> None:
    """A heading inside a chapter's own text opens no chapter, and hides nothing."""
    page = (
        '<html><body><div id="preface"></div><div id="chapters" class="userstuff">'
        '<div class="meta group"><h2 class="heading">Chapter 1: Rope</h2></div>'
        f'<div class="{wrapper}">{inside}<p>Maud tied the rope.</p>{inside}<p>She ran.</p></div>'
        "</div></body></html>"
    )
    text = read_bytes(page.encode(), "x.html")
    assert sum(b.opens_chapter for b in text.blocks) == 1
    story = [text.text[b.start : b.end] for b in text.blocks if b.kind == "prose"]
    assert [w for w in story if w.endswith(".")] == ["Maud tied the rope.", "She ran."]

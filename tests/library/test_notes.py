"""A reader's highlights and notes hold on to words, and leave the library as what they are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from fabula import formats
from fabula.errors import FabulaError
from fabula.library import Library, notes
from fabula.library.notes import Note
from fabula.library.notes_markdown import Section, markdown
from fabula.library.notes_w3c import About, collection
from fabula.story.corrections import Anchor
from fabula.story.text import Span, Text

STORY = """Mara filled the lamps. She did not look up.

"The signal is red," said Tom.

The night train was late.
"""
SIGNAL = "The signal is red"
HERE = Span(0, 9)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library with one story."""
    with Library.open(tmp_path / "library.sqlite") as library:
        library.put(story(STORY))
        yield library


def story(words: str) -> Text:
    text = formats.read_string(words)
    meta = msgspec.structs.replace(text.meta, url="https://archiveofourown.org/works/7")
    return msgspec.structs.replace(text, meta=meta)


def at(words: str, text: str = STORY) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def test_a_note_is_kept_with_its_words(library: Library) -> None:
    """A note has the words that it holds on to, what its reader says, its colour and its place."""
    made = notes.add(library, 1, at(f' "{SIGNAL}'.strip()), "  Foreshadowing?\r\nAsk Tom.", "blue")
    assert notes.listed(library, 1) == notes.listed(library) == [made]
    assert (made.quote, made.note, made.colour) == (
        f'"{SIGNAL}',
        "Foreshadowing?\nAsk Tom.",
        "blue",
    )
    assert made.at == at(f'"{SIGNAL}')


def test_notes_follow_their_words(library: Library) -> None:
    """A new text of a work carries its notes along; where their words are gone they are lost, and
    back again with the words."""
    notes.add(library, 1, at(SIGNAL))
    notes.add(library, 1, at("night train"))
    new = "A new beginning.\n\n" + STORY.replace("The night train was late", "Nothing came")
    library.put(story(new))
    signal, lost = notes.listed(library, 1)
    assert (signal.quote, signal.at) == (SIGNAL, at(SIGNAL, new))
    assert (lost.quote, lost.at) == ("night train", None)
    again = "A new beginning.\n\n" + STORY + "\nIt was not the last.\n"
    library.put(story(again))
    places = [note.at for note in notes.listed(library, 1)]
    assert places == [at(SIGNAL, again), at("night train", again)]


def test_a_note_keeps_to_words_that_were_edited(library: Library) -> None:
    """Where an author mended a word, a note keeps to what stands there now; where all is another
    sentence, its words are lost."""
    notes.add(library, 1, at("The signal is red"))
    mended = STORY.replace("The signal is red", "The signals were red")
    library.put(story(mended))
    (note,) = notes.listed(library, 1)
    assert (note.quote, note.at) == ("The signals were red", at("The signals were red", mended))
    library.put(story(STORY.replace("The signal is red", "“Quickly, somebody! Jump”")))
    assert notes.listed(library, 1)[0].at is None


def test_a_note_does_not_show_before_it_could_be_made(library: Library) -> None:
    """What was noted with more of the story in mind is not listed at an earlier place."""
    late = notes.add(library, 1, at("Mara"), "He lied to her.", seen=STORY.index("The night"))
    early = notes.add(library, 1, at("lamps"))
    assert notes.listed(library, 1, at=len("Mara filled the lamps. She did not look up.")) == [
        early
    ]
    assert notes.listed(library, 1, at=STORY.index("The night")) == [late, early]
    assert notes.listed(library, 1, at=3) == []


def test_a_note_is_changed_and_removed(library: Library) -> None:
    """Its words and colour can be others, and it can go; another one then is not there."""
    made = notes.add(library, 1, at(SIGNAL))
    changed = notes.change(library, made.id, "So it begins.", "pink")
    assert notes.listed(library) == [changed]
    assert (changed.note, changed.colour, changed.quote) == ("So it begins.", "pink", SIGNAL)
    notes.remove(library, made.id)
    assert notes.listed(library) == []
    for gone in (lambda: notes.remove(library, made.id), lambda: notes.change(library, 99)):
        with pytest.raises(FabulaError, match="There is no note"):
            gone()


@pytest.mark.parametrize(
    ("place", "note", "colour", "why"),
    [
        (Span(5, 5), "", "yellow", "no words"),
        (Span(-9, -2), "", "yellow", "no words"),
        (Span(9000, 9009), "", "yellow", "no words"),
        (Span(9, 3), "", "yellow", "no words"),
        (Span(0, 4), "", "javascript:", "no colour"),
        (Span(0, 4), "x" * 20_001, "yellow", "at most"),
    ],
)
def test_what_is_no_note_is_refused(
    library: Library, place: Span, note: str, colour: str, why: str
) -> None:
    """A place without words, an unknown colour, a note as long as a book are refused in words."""
    with pytest.raises(FabulaError, match=why):
        notes.add(library, 1, place, note, colour)
    assert notes.listed(library) == []


def test_a_forgotten_work_takes_its_notes_along(library: Library) -> None:
    """With a work its notes are gone."""
    notes.add(library, 1, at(SIGNAL), "mine")
    library.forget(1)
    assert notes.listed(library) == []


# Out of the library ----------------------------------------------------------------------------


def noted(quote: str, note: str = "", place: Span | None = HERE) -> Note:
    anchor = Anchor(exact=quote, prefix="be", suffix="fore", near=0)
    return Note(
        id=3, work=1, anchor=anchor, note=note, colour="green", made=1_700_000_000, at=place
    )


def page(*made: Note, title: str = "The Lamp Room", chapter: str | None = "Oil") -> str:
    return markdown([Section(title, ("Ann Lee",), [(chapter, note) for note in made])])


def test_notes_as_markdown() -> None:
    """Works and chapters are headings, the story's words a quotation, the reader's own below."""
    assert page(noted("The signal\nis red", "Ask *Tom*."), noted("gone", place=None)) == (
        "# The Lamp Room\n\nby Ann Lee\n\n## Oil\n\n"
        "> The signal\n> is red\n\nAsk \\*Tom\\*.\n\n— green, 2023-11-14\n\n"
        "> gone\n\n— green, 2023-11-14 · these words are no longer in the story\n"
    )


HOSTILE = [
    "<script>alert(1)</script>",
    "[x](javascript:alert(1)) ![y](http://e.org/z.png)",
    "http://example.org www.example.org me@example.org mailto:me@example.org",
    "# no heading\n===\n---\n***\n+ no list\n- none\n1. none\n1) none",
    "```\ncode\n```\n    code\n~~~",
    "| a | b |\n| - | - |",
    "&lt;b&gt; &#60; \\*",
    "> > >\n[a]: http://e.org\n[^1]: note",
    "[[link]] #tag $sum$ ==mark== %%hidden%% {{braces}} ^up",
    "\x00\x1b[31m \u202egnp.exe \u2066",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_markup_in_notes_is_words(words: str) -> None:
    """Whatever stands in a title, a name, a quotation or a note, Markdown shows it as it is."""
    shown = page(noted(words, words), title=words, chapter=words)
    html = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(shown)
    assert set(re.findall(r"<(\w+)", html)) == {"h1", "h2", "p", "blockquote"}
    assert plain(re.search(r"<blockquote>(.*?)</blockquote>", html, re.DOTALL)[1]) == seen(words)


def plain(html: str) -> str:
    text = re.sub(r"<[^>]*>", "", html)
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        text = text.replace(entity, sign)
    return seen(text)


def seen(words: str) -> str:
    """What is left to see of words, without blanks and what no reader sees."""
    return "".join(c for c in words if c.isprintable() and not c.isspace())


@given(st.text(min_size=1, max_size=60), st.text(max_size=60))
@settings(max_examples=80, deadline=None)
def test_any_words_stay_words(quote: str, note: str) -> None:
    """No text at all makes Markdown of its own."""
    html = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(page(noted(quote, note)))
    assert set(re.findall(r"<(\w+)", html)) <= {"h1", "h2", "p", "blockquote"}


def test_notes_as_web_annotations() -> None:
    """Each is an annotation of the work with the reader's words, found by quotation and by place,
    under the same id whenever it is written."""
    about = About("ao3:7", "https://archiveofourown.org/works/7", "The Lamp Room")
    written = collection([(about, noted("red", "</script>", Span(5, 8))), (about, noted("x"))])
    assert (
        collection([(about, noted("red", "</script>", Span(5, 8))), (about, noted("x"))]) == written
    )
    found = json.loads(written)
    assert found["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert (found["type"], found["total"]) == ("AnnotationCollection", 2)
    first, second = found["first"]["items"]
    assert (first["motivation"], second["motivation"]) == ("commenting", "highlighting")
    assert first["created"] == "2023-11-14T22:13:20Z"
    assert first["body"]["value"] == "</script>"
    assert first["target"]["source"]["id"] == about.url
    assert first["target"]["selector"] == [
        {"type": "TextQuoteSelector", "exact": "red", "prefix": "be", "suffix": "fore"},
        {"type": "TextPositionSelector", "start": 5, "end": 8},
    ]


def test_a_lost_note_has_no_place() -> None:
    """An annotation whose words are gone keeps them, and names no place; an address that is none of
    the web's is no source."""
    about = About("text:a b", "javascript:alert(1)", "x")
    (item,) = json.loads(collection([(about, noted("red", place=None))]))["first"]["items"]
    assert [s["type"] for s in item["target"]["selector"]] == ["TextQuoteSelector"]
    assert item["target"]["source"]["id"] == "urn:fabula:text:a%20b"

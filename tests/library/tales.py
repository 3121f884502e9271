"""Stories for the library's tests: a serial that grows by chapters, as text and as files."""

from __future__ import annotations

from pathlib import Path

from fabula import formats
from fabula.story.text import Text

PEOPLE = ("Mara", "Tom", "Anna", "Bram", "Celia", "Dov")
THINGS = ("lantern", "ferry", "orchard", "kettle", "ladder", "signal")


def chapter(number: int) -> str:
    """A short chapter whose every paragraph is its own."""
    one, other = PEOPLE[number % 6], PEOPLE[(number + 1) % 6]
    thing = THINGS[number % 6]
    return (
        f"Chapter {number}\n\n"
        f"{one} came down to the {thing} on day {number} of that long winter.\n\n"
        f"“You are late by {number} hours,” said {other}. “Where is the {thing}?”\n\n"
        f"{one} looked away from {other} and said nothing at all for {number} breaths.\n\n"
        f"So they waited beside the {thing}, and night number {number} came on.\n\n"
    )


def serial(chapters: int) -> str:
    """The first chapters of a serial."""
    return "".join(map(chapter, range(1, chapters + 1)))


def text(chapters: int) -> Text:
    """The same, read."""
    return formats.read_string(serial(chapters))


def saved(folder: Path, name: str, words: str) -> Path:
    """A story's file in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(words, encoding="utf-8")
    return path


def page(work: int, title: str, words: str) -> str:
    """A story as an archive's page, with its own id."""
    paragraphs = "".join(f"<p>{p}</p>" for p in words.split("\n\n") if p.strip())
    return (
        "<!DOCTYPE html><html><head><title>x</title></head><body>"
        f'<div id="preface"><p class="message">Posted originally on the '
        f'<a href="http://archiveofourown.org/">Archive of Our Own</a> at '
        f'<a href="http://archiveofourown.org/works/{work}">'
        f"http://archiveofourown.org/works/{work}</a>.</p>"
        f'<div class="meta"><h1>{title}</h1><div class="byline">by <a rel="author">nobody</a></div>'
        f'</div></div><div id="chapters" class="userstuff">{paragraphs}</div></body></html>'
    )

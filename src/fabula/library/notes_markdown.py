"""A reader's highlights and notes as Markdown: a page for people, in which every word is a word.

Titles, quotations and notes come from files and hands that may hold anything. What Markdown, or a
program that knows more of it (links that make themselves, `[[links]]`, #tags, $sums$), would take
for markup is written so that it shows as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import groupby
from typing import NamedTuple

from fabula.library.notes import Note

# What a reader's program would obey rather than show, and the marks that turn writing round.
_CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]+"
)
_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~$%=^&@]")
_AT_START = re.compile(r"^(?:[-+]|\d+(?=[.)]))")
_LINK = re.compile(r":(?=//)|(?<=\bwww)\.|(?<=\bmailto):|(?<=\bxmpp):", re.IGNORECASE)
_LINES = re.compile(r"\r\n?|\n")


class Section(NamedTuple):
    """The notes of one work, in order, and what to call the work and the chapters that they stand
    in (None before the first chapter, and for a chapter that is not to be named)."""

    title: str
    authors: tuple[str, ...]
    notes: list[tuple[str | None, Note]]


def markdown(sections: Iterable[Section]) -> str:
    """The notes of some works as one Markdown document, works and chapters as headings."""
    return "\n\n".join(block for section in sections for block in _work(section)) + "\n"


def _work(section: Section) -> Iterator[str]:
    yield f"# {inline(section.title) or 'Untitled'}"
    if section.authors:
        yield f"by {inline(', '.join(section.authors))}"
    for chapter, notes in groupby(section.notes, key=lambda pair: pair[0]):
        if chapter is not None:
            yield f"## {inline(chapter) or 'Untitled'}"
        for _, note in notes:
            yield from _note(note)


def _note(note: Note) -> Iterator[str]:
    yield "\n".join(f"> {line}".rstrip() for line in lines(note.quote))
    if note.note.strip():
        yield "\n".join(lines(note.note.strip()))
    day = datetime.fromtimestamp(note.made, UTC).date().isoformat()
    gone = "" if note.at else " · these words are no longer in the story"
    yield f"— {note.colour}, {day}{gone}"


def inline(words: str) -> str:
    """Words on one line of Markdown."""
    return _escaped(" ".join(_CONTROLS.sub(" ", words).split()))


def lines(words: str) -> list[str]:
    """Words as lines of Markdown, each as it was, an empty one between paragraphs."""
    return [_escaped(_CONTROLS.sub(" ", line).strip()) for line in _LINES.split(words)]


def _escaped(line: str) -> str:
    line = _MARKUP.sub(r"\\\g<0>", line)
    line = _LINK.sub(r"\\\g<0>", line)
    return _AT_START.sub(_stopped, line)


def _stopped(found: re.Match[str]) -> str:
    """What would begin a list or a rule, so that it does not: `\\-`, `1\\.`."""
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"

"""A reader's notes, taken out of the library: one file of all, or of one work."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from fabula.library import notes, rows
from fabula.library.chapters import Chapters
from fabula.library.model import Work
from fabula.library.notes import Note
from fabula.library.notes_markdown import Section, markdown
from fabula.library.notes_w3c import About, collection

if TYPE_CHECKING:
    from fabula.library.works import Library

Form = Literal["markdown", "w3c"]


def written(library: Library, form: Form, work: int | None = None) -> bytes:
    """The notes of a work, or of all, as Markdown for people or as Web Annotations for programs,
    in UTF-8."""
    found = list(by_work(library, work))
    if form == "markdown":
        return markdown(_section(library, told, listed) for told, listed in found).encode()
    return collection(
        (About(told.key, told.url, told.label), note) for told, listed in found for note in listed
    )


def by_work(library: Library, work: int | None = None) -> Iterator[tuple[Work, list[Note]]]:
    """The works that have notes, with these in order."""
    for number, listed in groupby(notes.listed(library, work), key=lambda note: note.work):
        yield library.work(number), list(listed)


def _section(library: Library, work: Work, listed: list[Note]) -> Section:
    """The notes of a work under its chapters, without names that its reader has not come to."""
    chapters = Chapters(rows.text_of(library.db, work.id), work.furthest)

    def heading(note: Note) -> str | None:
        chapter = chapters.at(note.at.start) if note.at else None
        return (chapter.name or f"Chapter {chapter.number}") if chapter else None

    return Section(work.label, work.authors, [(heading(note), note) for note in listed])

"""One HTML file that reads anywhere, without scripts and without the network: the book, its notes
on who is who shown where a name is touched.

A note is an `aside` that is shown while the page's address leads to it: a link opens it, "Back"
closes it. The file asks nothing of anybody: its policy forbids all but its own styles.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator

from fabula.formats.exports.book.chapters import Chapter
from fabula.formats.exports.book.escaping import attribute, clean
from fabula.formats.exports.book.front import GENERATOR, front, language_of, title_of
from fabula.formats.exports.book.markup import Style, Writer
from fabula.formats.exports.book.package import style
from fabula.formats.exports.book.plan import Note, Plan
from fabula.formats.exports.book.told import Teller

_STYLE = Style('class="m"', lambda code: f'lang="{code}"')


def html(plan: Plan) -> Iterator[bytes]:
    """The page as UTF-8, piece by piece."""
    return (piece.encode() for piece in _Page(plan).pieces())


class _Page:
    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._writer = Writer(plan.text, _STYLE)
        self._teller = Teller(plan, self._link)

    def _link(self, place: int) -> str:
        anchor = self._writer.anchor(place)
        return "#front" if anchor is None else f"#p{anchor}"

    def pieces(self) -> Iterator[str]:
        yield _head(self._plan)
        yield '<header class="front" id="front">\n'
        yield from front(self._plan, self._writer)
        yield "</header>\n"
        if len(self._plan.chapters) > 1:
            yield from self._contents()
        yield "<main>\n"
        for chapter in self._plan.chapters:
            yield from self._chapter(chapter)
        yield "</main>\n</body>\n</html>\n"

    def _contents(self) -> Iterator[str]:
        yield '<nav class="own contents" aria-label="Contents">\n<details>\n'
        yield "<summary>Contents</summary>\n<ol>\n"
        for chapter in self._plan.chapters:
            yield f'<li><a href="#c{chapter.ordinal}">{clean(chapter.label)}</a></li>\n'
        yield "</ol>\n</details>\n</nav>\n"

    def _chapter(self, chapter: Chapter) -> Iterator[str]:
        kind = "chapter" if chapter.title else "chapter untitled"
        label = attribute(chapter.label)
        yield f'<section class="{kind}" id="c{chapter.ordinal}" aria-label="{label}">\n'
        notes: list[str] = []
        for part in self._plan.parts(chapter):
            yield from self._writer.part(part)
            notes += map(self._note, part.notes)
        yield '<details class="own people">\n<summary>People so far</summary>\n'
        yield from self._teller.people(self._plan.people(chapter))
        yield "</details>\n</section>\n"
        # Beside the chapter, not in it: a browser that draws only the chapters in sight would keep
        # a note inside its own.
        yield from notes

    def _note(self, note: Note) -> str:
        start = note.at.start
        return (
            f'<aside class="own note-on" id="n{start}" role="note">\n{self._teller.note(note)}\n'
            f'<p class="back"><a href="#w{start}">Back to the story</a></p>\n</aside>\n'
        )


def _head(plan: Plan) -> str:
    styles = style("page.css")
    seal = base64.b64encode(hashlib.sha256(styles.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{seal}'; base-uri 'none'; form-action 'none'"
    return (
        f'<!DOCTYPE html>\n<html lang="{attribute(language_of(plan.text))}">\n<head>\n'
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="generator" content="{attribute(GENERATOR)}">\n'
        f"<title>{clean(title_of(plan.text))}</title>\n"
        f"<style>{styles}</style>\n</head>\n<body>\n"
    )

"""EPUB 3 for phones and e-readers: the book, with notes on who is who that pop up.

A chapter's notes say what had been told before it, so they differ from chapter to chapter; a page
of who is who follows each. Nothing in the file tells a reader more than what they have read, but
for the tags (folded) and the contents. The same work gives the same bytes on any day.
"""

from __future__ import annotations

import io
import zipfile
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from fabula.formats.exports.book.chapters import Chapter
from fabula.formats.exports.book.front import front, language_of, title_of
from fabula.formats.exports.book.markup import Style, Writer
from fabula.formats.exports.book.package import CONTAINER, Leaf, nav, ncx, opf, page, style
from fabula.formats.exports.book.plan import Note, Plan
from fabula.formats.exports.book.told import Teller

LARGE = 150_000  # code points of markup from which a chapter goes on in another file
_FOLDER = "book/"
_STYLE = Style(
    'epub:type="noteref" role="doc-noteref" class="m"',
    lambda code: f'lang="{code}" xml:lang="{code}"',
)


def epub(plan: Plan) -> bytes:
    """The book as an EPUB file."""
    book = _Book(plan)
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w") as archive:
        _put(archive, "mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        _put(archive, "META-INF/container.xml", CONTAINER)
        for leaf, markup in book.leaves():
            _put(archive, _FOLDER + leaf.name, markup)
        _put(archive, f"{_FOLDER}book.css", style("book.css"))
        _put(archive, f"{_FOLDER}contents.xhtml", nav(plan.text, book.made))
        _put(archive, f"{_FOLDER}contents.ncx", ncx(plan.text, book.made))
        _put(archive, f"{_FOLDER}package.opf", opf(plan.text, book.made))
    return found.getvalue()


class _Book:
    """Makes the pages of a book, in order; `made` are those made so far."""

    def __init__(self, plan: Plan) -> None:
        self.made: list[Leaf] = []
        self._plan = plan
        self._writer = Writer(plan.text, _STYLE)
        self._teller = Teller(plan, self._link)
        self._begun: list[tuple[int, str]] = []  # where each page's first words stand
        self._name = "front.xhtml"  # of the page being made

    def leaves(self) -> Iterator[tuple[Leaf, str]]:
        """Each page with its markup."""
        title = title_of(self._plan.text)
        inside = "".join(front(self._plan, self._writer))
        yield self._leaf(
            Leaf("front.xhtml", title),
            f'<section epub:type="titlepage" class="front">\n{inside}</section>\n',
        )
        for chapter in self._plan.chapters:
            yield from self._chapter(chapter)

    def _chapter(self, chapter: Chapter) -> Iterator[tuple[Leaf, str]]:
        kind = "chapter" if chapter.title else "chapter untitled"
        label: str | None = chapter.label
        text: list[str] = []
        notes: list[str] = []
        self._begin(f"c{chapter.ordinal}.xhtml", chapter.start)
        for number, part in enumerate(self._plan.parts(chapter), 1):
            if sum(map(len, text)) + sum(map(len, notes)) > LARGE:
                yield self._page(label, kind, text, notes)
                kind, label, text, notes = "chapter goes-on", None, [], []
                self._begin(f"c{chapter.ordinal}-{number}.xhtml", part.blocks[0].start)
            text += self._writer.part(part)
            notes += map(self._note, part.notes)
        people = f"w{chapter.ordinal}.xhtml"
        last = self._name
        text.append(f'<p class="own so-far"><a href="{people}">People so far</a></p>\n')
        yield self._page(label, kind, text, notes)
        yield self._people(chapter, people, last)

    def _page(
        self, label: str | None, kind: str, text: Iterable[str], notes: list[str]
    ) -> tuple[Leaf, str]:
        inside = f'<section epub:type="chapter" class="{kind}">\n{"".join(text)}</section>\n'
        if notes:
            inside += (
                '<section epub:type="footnotes" class="own notes">\n<h2>Who is who</h2>\n'
                f"{''.join(notes)}</section>\n"
            )
        return self._leaf(Leaf(self._name, label), inside)

    def _people(self, chapter: Chapter, name: str, last: str) -> tuple[Leaf, str]:
        self._name = name
        told = "".join(self._teller.people(self._plan.people(chapter)))
        inside = (
            f'<section epub:type="appendix" class="own people">\n<h1>People so far</h1>\n{told}'
            f'<p class="back"><a href="{last}">Back</a></p>\n</section>\n'
        )
        return self._leaf(Leaf(name, None, linear=False), inside)

    def _note(self, note: Note) -> str:
        start = note.at.start
        return (
            f'<aside id="n{start}" epub:type="footnote" role="doc-footnote">\n'
            f'{self._teller.note(note)}\n<p class="back"><a href="#w{start}">Back</a></p>\n'
            "</aside>\n"
        )

    def _begin(self, name: str, start: int) -> None:
        self._name = name
        self._begun.append((start, name))

    def _link(self, place: int) -> str:
        """The paragraph of a place that has been written."""
        anchor = self._writer.anchor(place)
        i = bisect_right(self._begun, place, key=lambda b: b[0]) - 1
        name = self._begun[max(0, i)][1]
        inside = f"#p{anchor}" if anchor is not None else ""
        return inside if name == self._name and inside else name + inside

    def _leaf(self, leaf: Leaf, inside: str) -> tuple[Leaf, str]:
        self.made.append(leaf)
        title = leaf.label or title_of(self._plan.text)
        return leaf, page(title, language_of(self._plan.text), inside)


def _put(
    archive: zipfile.ZipFile, name: str, content: str, how: int = zipfile.ZIP_DEFLATED
) -> None:
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type = how
    info.external_attr = 0o644 << 16
    archive.writestr(info, content.encode())

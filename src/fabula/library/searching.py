"""Search across the library: the sentences with all of a query's words (library/query.py), as far
as their reader has come in each work, unless asked beyond.

In one work that Fabula has read, and that is not very long, people are found too by whatever word
stands for them (asking/search.py); elsewhere it goes by the words alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from fabula.library import rows
from fabula.library.chapters import Chapters
from fabula.library.model import Work
from fabula.library.query import Query, folded, parsed, standing
from fabula.library.words import forms
from fabula.reading.language.tokens import sentence_spans
from fabula.story.text import Span, Text

if TYPE_CHECKING:
    from fabula.library.works import Library

MOST = 50  # sentences that are found at most, unless more are asked for
ENOUGH = 1000  # code points of a query that are looked at
LONG = 600_000  # code points from which it takes seconds to know who is meant where
LONGEST = 300  # code points of a sentence that is shown


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence of a work: its place (`start`, `end`) and words, the places of what was looked for
    in it. `title` is what the work is called, `chapter` the number of its chapter (from 1, None
    before the first), `heading` the chapter's name, None where it has none or its reader has not
    come to it; `percent` how much of the work comes before."""

    work: int
    title: str
    authors: tuple[str, ...]
    start: int
    end: int
    text: str
    matches: list[Span]
    chapter: int | None
    heading: str | None
    percent: int


def search(
    library: Library, query: str, work: int | None = None, beyond: bool = False, most: int = MOST
) -> list[Found]:
    """The sentences that a query finds, in one work or in all, each at most once.

    Of all that are found the best are given, by how rare their words are: work by work, that with
    the best first, and in reading order in each. Nothing stands beyond the furthest place that its
    reader has been in it, unless `beyond`. Whatever is typed, nothing is raised, but a FabulaError
    where there is no such work.
    """
    asked = parsed(query, lambda word: forms(library.db, word))
    if work is None:
        return list(_across(library, asked, beyond, most, _works(library, asked)))
    told = library.work(work)
    end = told.length if beyond else told.furthest
    quick = end <= LONG and told.read_to >= end
    if quick and not any(term.prefix for term in asked.terms):
        return list(_within(library, told, query[:ENOUGH], end, most))
    return list(_across(library, asked, beyond, most, [told]))


def _works(library: Library, query: Query) -> list[Work]:
    """The works in which a query looks."""
    return [
        work
        for work in library.works()
        if query.work in folded(work.label)
        and any(query.author in folded(author) for author in work.authors or ("",))
    ]


def _across(
    library: Library, query: Query, beyond: bool, most: int, works: list[Work]
) -> Iterator[Found]:
    """What the index finds in some works."""
    if not query.terms:
        return
    views = {work.id: _View(library, work) for work in works}
    reach = "" if beyond else 'and p."end" <= w.furthest'
    found = library.db.rows(
        'select p.work, p.start, p."end" from indexed join paragraphs p on p.id = indexed.rowid'
        " join works w on w.id = p.work"
        f" where indexed match ? and p.work in (select value from json_each(?)) {reach}"
        " order by rank, p.work, p.start limit ?",
        query.match,
        json.dumps(list(views)),
        most,
    )
    by_work: dict[int, list[Span]] = {}
    for number, start, end in found:
        by_work.setdefault(number, []).append(Span(start, end))
    for number, places in by_work.items():
        yield from (views[number].paragraph(at, query) for at in sorted(places))


def _within(library: Library, work: Work, query: str, end: int, most: int) -> Iterator[Found]:
    """What a search in the story of one work finds, in reading order."""
    view = _View(library, work)
    for hit in library.story(work.id, end).search(query, end, most):
        yield view.found(Span(hit.start, hit.end), hit.matches)


class _View:
    """A work whose sentences are shown; its text is loaded once, when the first one is."""

    def __init__(self, library: Library, work: Work) -> None:
        self._library, self._work = library, work

    @cached_property
    def _text(self) -> Text:
        return rows.text_of(self._library.db, self._work.id)

    @cached_property
    def _chapters(self) -> Chapters:
        return Chapters(self._text, self._work.furthest)

    def paragraph(self, at: Span, query: Query) -> Found:
        """The sentence of a paragraph in which most of a query stands."""
        text = self._text.text
        sentences = [(s, standing(query, text, s)) for s in sentence_spans(text, *at)]
        best, matches = max(sentences, key=lambda pair: len(set(map(self._word, pair[1]))))
        return self.found(best, matches)

    def _word(self, at: Span) -> str:
        return folded(self._text.text[at.start : at.end])

    def found(self, at: Span, matches: list[Span]) -> Found:
        """A sentence, or where it is long the stretch around its first match."""
        work, text = self._work, self._text.text
        shown = _stretch(text, at, matches[0] if matches else at)
        chapter = self._chapters.at(at.start)
        return Found(
            work=work.id,
            title=work.label,
            authors=work.authors,
            start=shown.start,
            end=shown.end,
            text=text[shown.start : shown.end],
            matches=[m for m in matches if shown.start <= m.start and m.end <= shown.end],
            chapter=chapter.number if chapter else None,
            heading=chapter.name if chapter else None,
            percent=100 * at.start // max(1, len(text)),
        )


def _stretch(text: str, at: Span, match: Span) -> Span:
    """What is shown of a sentence: whole words around a match."""
    if at.end - at.start <= LONGEST:
        return at
    start = max(at.start, match.start - LONGEST // 3)
    end = min(at.end, max(match.end, start + LONGEST))
    if start > at.start:
        start = text.find(" ", start, match.start) + 1 or match.start
    if end < at.end:
        end = max(match.end, text.rfind(" ", match.end, end))
    return Span(start, end)

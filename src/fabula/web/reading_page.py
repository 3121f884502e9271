"""The reading page: a chapter, or a part of one, with every mention a link to who that is.

A text that Fabula has not read yet is readable at once: until then the words that look like
somebody is meant are the links.
"""

from __future__ import annotations

import time

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from fabula.library import notes
from fabula.web import asked, desk, forms
from fabula.web.desk import Opened
from fabula.web.pages import Page
from fabula.web.pieces import Highlight
from fabula.web.rendering import rendered
from fabula.web.settings import choices
from fabula.web.shelves import title
from fabula.web.view import is_wrapped, likely, view

NEAR = 40  # chapters that a page's own contents list
LONG_AGO = 6 * 3600  # seconds after which a reader may want to be told what had happened


def resume(request: Request) -> Response:
    """Back to the words where the reader was."""
    opened = desk.opened(request)
    return RedirectResponse(address(opened, opened.work.position), 303)


def show(request: Request) -> Response:
    """A page of a work."""
    opened = desk.opened(request)
    page = opened.pages.numbered(request.path_params["page"])
    if page is None:
        raise HTTPException(404, f"This work has {len(opened.pages)} pages; there is no such one.")
    work, text = opened.work, opened.text
    # That words are a link tells that somebody or something is meant, and nothing of who.
    found = desk.desk(request).mentions(opened, page)
    mentions = likely(text.text, page.start, page.end) if found is None else found
    marks = _marks(request)
    if not work.is_read:
        asked.queue(request).ask(work.id, first=True)
    return rendered(
        request,
        "reading.html",
        work=work,
        name=title(work),
        page=page,
        before=opened.pages.numbered(page.number - 1),
        after=opened.pages.numbered(page.number + 1),
        items=view(text, page.first, page.last, mentions, marks),
        provisional=found is None,
        last_read=_last_read(opened, page),
        marks={mark.note: mark for mark in marks},
        choices=choices(),
        wrapped=is_wrapped(text),
        reached=max(work.furthest, page.start),
        chapter=page.chapter,
        chapters=_near(opened.pages.chapters(), page),
        all_chapters=len(opened.pages.chapters()),
    )


def contents(request: Request) -> Response:
    """All chapters of a work; the titles of those that the reader has not reached are folded."""
    opened = desk.opened(request)
    return rendered(
        request,
        "contents.html",
        work=opened.work,
        name=title(opened.work),
        chapter=opened.pages.at(opened.work.position).chapter,
        chapters=opened.pages.chapters(),
        reached=opened.work.furthest,
    )


def keep_place(request: Request, form: FormData) -> Response:
    """The reader has come to a place (`at`, the first words on the screen), and has seen what
    stands before another (`seen`)."""
    work, library = asked.work(request), asked.library(request)
    if "seen" in form and forms.number(form, "seen") > work.furthest:
        library.set_position(work.id, forms.number(form, "seen"))
    library.set_position(work.id, forms.number(form, "at"))
    return Response(status_code=204)


def words(request: Request) -> Response:
    """The page of a place, with that place in sight."""
    opened = desk.opened(request)
    place = min(request.path_params["place"], opened.work.length)
    return RedirectResponse(address(opened, place, "words"), 303)


def address(opened: Opened, place: int, how: str = "at") -> str:
    """Where a place of a work can be read: `at` it one reads on, its `words` are looked up."""
    blocks = opened.text.blocks
    page = opened.pages.at(place)
    inside = [b for b in blocks[page.first : page.last] if b.start <= place]
    here = f"/work/{opened.work.id}/read/{page.number}"
    # A browser opens what is folded where an address leads into it: not where one only reads on.
    if not inside or (how == "at" and not (inside[-1].is_story or inside[-1].kind == "heading")):
        return here
    return f"{here}?{how}={place}#p{inside[-1].start}"


def _near(chapters: list[Page], page: Page) -> list[Page]:
    """The chapters around a page: a page of a long serial cannot carry them all."""
    here = (page.chapter or 1) - 1
    first = max(0, min(here - NEAR // 2, len(chapters) - NEAR))
    return chapters[first : first + NEAR]


def _last_read(opened: Opened, page: Page) -> int | None:
    """How far the reader had come on this page, where that is long ago."""
    work = opened.work
    if not work.opened or time.time() - work.opened < LONG_AGO:
        return None
    return work.position if page.start < work.position < page.end else None


def _marks(request: Request) -> list[Highlight]:
    found = notes.listed(asked.library(request), request.path_params["id"])
    return [Highlight(n.id, n.at, n.colour, n.note) for n in found if n.at is not None]

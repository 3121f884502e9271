"""The page of all highlights and notes, and the two files in which they can be taken along."""

from __future__ import annotations

from itertools import groupby

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from fabula.library import Library, Work, notes, rows
from fabula.library.notes import Note
from fabula.library.notes_markdown import Section, markdown
from fabula.library.notes_w3c import About, collection
from fabula.web.asked import library
from fabula.web.forms import number, text, whole
from fabula.web.pages import Pages
from fabula.web.rendering import rendered
from fabula.web.shelves import title

NAME = "fabula-notes"


def show(request: Request) -> Response:
    """Notes and highlights by work, of one work where `work` names it."""
    work, grouped = _grouped(request)
    return rendered(
        request, "notes.html", work=work, grouped=grouped, title=title, colours=notes.COLOURS
    )


def take_markdown(request: Request) -> Response:
    """All of them as a Markdown file."""
    shelf = library(request)
    said = [_section(shelf, work, found) for work, found in _grouped(request)[1]]
    return _file(markdown(said).encode(), "text/markdown; charset=utf-8", f"{NAME}.md")


def take_w3c(request: Request) -> Response:
    """All of them as W3C Web Annotations."""
    said = [
        (About(work.key, work.url, title(work)), note)
        for work, found in _grouped(request)[1]
        for note in found
    ]
    return _file(collection(said), "application/ld+json", f"{NAME}.jsonld")


def change(request: Request, form: FormData) -> Response:
    """Say something else in one, or give it another colour, and back to the page."""
    notes.change(library(request), number(form, "note"), text(form, "said"), text(form, "colour"))
    return _back(form)


def remove(request: Request, form: FormData) -> Response:
    """Take one away, and back to the page."""
    notes.remove(library(request), number(form, "note"))
    return _back(form)


def _back(form: FormData) -> Response:
    asked = text(form, "work")
    return RedirectResponse(f"/notes?work={whole(asked, 'work')}" if asked else "/notes", 303)


def _grouped(request: Request) -> tuple[Work | None, list[tuple[Work, list[Note]]]]:
    """The work asked for, if one is, and the notes of each work."""
    shelf, asked = library(request), request.query_params.get("work") or None
    work = shelf.work(whole(asked, "work")) if asked else None
    works = {w.id: w for w in shelf.works()}
    listed = notes.listed(shelf, work.id if work else None)
    return work, [(works[key], list(of)) for key, of in groupby(listed, lambda note: note.work)]


def _section(shelf: Library, work: Work, found: list[Note]) -> Section:
    """The notes of a work under the names of their chapters, of those its reader has come to."""
    pages = Pages(rows.text_of(shelf.db, work.id))
    told = []
    for note in found:
        page = pages.at(note.at.start) if note.at else None
        reached = page is not None and page.start <= work.furthest
        told.append((page.heading if page and reached else page.label if page else None, note))
    return Section(title(work), work.authors, told)


def _file(data: bytes, kind: str, name: str) -> Response:
    return Response(
        data, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'}
    )

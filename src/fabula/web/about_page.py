"""What there is to know of one work beside its story: where it is from, what was kept of its file;
and its end, when it is to be forgotten."""

from __future__ import annotations

from collections import Counter

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from fabula.formats.report import ReportRow, report
from fabula.library import parts
from fabula.web.asked import library, place, queue, work
from fabula.web.forms import text
from fabula.web.rendering import rendered
from fabula.web.shelves import cover, title

ROWS = 200  # blocks on one page of the report


def show(request: Request) -> Response:
    """The page about a work."""
    found, shelf = work(request), library(request)
    whole = shelf.text(found.id)
    return rendered(
        request,
        "about.html",
        work=found,
        name=title(found),
        cover=cover(found),
        series=parts.series_of(shelf, found.id),
        known_series=[one.name for one in parts.all_series(shelf)],
        url=whole.meta.url,
        tags=whole.meta.tags,
        stats=whole.meta.stats,
        notices=whole.notices,
    )


def show_report(request: Request) -> Response:
    """What was kept of a work's file and what was set aside: counts, and where `page` is asked for
    the blocks themselves, whose first words may tell of what comes later."""
    found = work(request)
    all_rows = report(library(request).text(found.id))
    pages = max(1, -(-len(all_rows) // ROWS))
    page = max(1, place(request, "page", pages, 1))
    first = (page - 1) * ROWS
    return rendered(
        request,
        "report.html",
        work=found,
        name=title(found),
        counts=_counts(all_rows),
        asked="page" in request.query_params,
        rows=all_rows[first : first + ROWS],
        first=first + 1,
        total=len(all_rows),
        page=page,
        pages=pages,
    )


def join_series(request: Request, form: FormData) -> Response:
    """Make a work the last part of a series; of none where no name is given."""
    found, name = work(request), text(form, "series").strip()
    if name:
        parts.join(library(request), [found.id], name)
    else:
        parts.part(library(request), found.id)
    return RedirectResponse(f"/work/{found.id}/about", 303)


def ask_forget(request: Request) -> Response:
    """The page that asks once more."""
    found = work(request)
    return rendered(request, "forget.html", work=found, name=title(found))


def forget(request: Request, _form: FormData) -> Response:
    """Remove a work with all that was read and said of it."""
    found = work(request)
    queue(request).drop(found.id)
    library(request).forget(found.id)
    return RedirectResponse("/", 303)


def _counts(rows: tuple[ReportRow, ...]) -> list[tuple[str, bool, int]]:
    """How many blocks there are of each kind, story first."""
    counted = Counter((row.kind, row.kept) for row in rows)
    ordered = sorted(counted.items(), key=lambda item: (not item[0][1], -item[1]))
    return [(kind, kept, number) for (kind, kept), number in ordered]

"""The library: all works with their covers, how far they are read, and what is new in them."""

from __future__ import annotations

from functools import lru_cache

from starlette.requests import Request
from starlette.responses import Response

from fabula.formats import limits
from fabula.library import Library, Work, rows
from fabula.library.parts import all_series
from fabula.story.world import World
from fabula.web.asked import library, queue
from fabula.web.reading_queue import ReadingQueue
from fabula.web.rendering import rendered
from fabula.web.shelves import ORDERS, cover, shelves, title

LOOKED_INTO = 20  # works whose new chapters are counted for one page; the rest on the next


def show(request: Request) -> Response:
    """The page of all works, or of those that are looked for."""
    works = library(request).works()
    words = request.query_params.get("q", "")[:200]
    order = request.query_params.get("sort", "")
    order = order if order in ORDERS else "opened"
    found = shelves(works, all_series(library(request)), words, order)
    return rendered(
        request,
        "library.html",
        shelves=found,
        found=sum(len(shelf.works) for shelf in found),
        count=len(works),
        most=limits.INPUT_BYTES,
        has_files=any(any(work.sources) for work in works),
        words=words,
        order=order,
        orders=ORDERS,
        title=title,
        cover=cover,
        fresh=_fresh(library(request), works),
        reading=now(queue(request), {w.id: w for w in works}),
    )


def reading(request: Request) -> Response:
    """What is being read just now, as a piece of the page."""
    works = {w.id: w for w in library(request).works()}
    return rendered(request, "reading_now.html", reading=now(queue(request), works), title=title)


def now(queue: ReadingQueue, works: dict[int, Work]) -> dict[str, object]:
    """The work being read, how much of it in percent, how many wait, and which could not be."""
    at = queue.now
    work = works.get(at.work) if at else None
    return {
        "work": work,
        "percent": int(100 * at.reached / work.length) if at and work and work.length else 0,
        "waiting": sum(queue.waits(w) for w in works),
        "trouble": [(w, why) for w in works.values() if (why := queue.trouble(w.id))],
    }


def _fresh(shelf: Library, works: list[Work]) -> dict[int, int]:
    """How many chapters each work has that its reader has not seen come."""
    waiting = [w for w in works if w.new_from is not None][:LOOKED_INTO]
    return {w.id: _chapters_from(shelf, w.id, w.new_from or 0, w.updated) for w in waiting}


@lru_cache(maxsize=512)
def _chapters_from(shelf: Library, work: int, start: int, _updated: float) -> int:
    """How many chapters end after a place. A text is too large to be held for this."""
    text = rows.text_of(shelf.db, work)
    return sum(c.end > start for c in World(text, (), len(text.text)).chapters)

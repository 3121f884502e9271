"""What is open on the reader's desk: the pages of a work, and what is known of it at a horizon.

Held for the last few works and places, so that turning a page, or asking once more, is quick.
"""

from __future__ import annotations

import gc
from bisect import bisect_right
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from starlette.requests import Request

from fabula.library.held import Held
from fabula.story.text import Span, Text
from fabula.web import asked
from fabula.web.ahead import Ahead
from fabula.web.known import Known
from fabula.web.pages import Page, Pages

if TYPE_CHECKING:
    from fabula.library import Library, Work
    from fabula.stories import Story

WORKS, PLACES = 4, 24  # pages of works, and worlds, that are held
MOMENT = 0.03  # seconds that a page waits for its links; the page itself is not to wait
SOON = 30_000  # code points that are read while somebody waits: about two seconds
NEAR, NEXT = 3_000, 12  # code points, and paragraphs, that a reader soon comes to


class Opened(NamedTuple):
    """A work that a page is about: what the library says of it, its text, its pages."""

    work: Work
    text: Text
    pages: Pages


class Asked(NamedTuple):
    """What is known at a horizon of an opened work. `wanted` is the horizon that was asked for (a
    paragraph's end); `known.horizon` lies before it where Fabula has not come so far yet."""

    opened: Opened
    known: Known
    wanted: int

    @property
    def is_late(self) -> bool:
        """Whether less is known than the reader has read."""
        return self.known.horizon < self.wanted


class Desk:
    """The open works of one library. Several threads may use it at once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._hands = ThreadPoolExecutor(2, "desk")
        self._pages: Held[tuple[Text, Pages]] = Held(WORKS)
        self._known: Held[tuple[Story, Known]] = Held(PLACES)  # so that no id comes again
        self.ahead = Ahead()
        self._frozen: set[int] = set()

    def opened(self, work: Work) -> Opened:
        """A work's text and pages."""
        text = self._library.text(work.id)
        held = self._pages.get((work.id, id(text)), lambda: (text, Pages(text)))
        return Opened(work, text, held[1])

    def asked(self, work: Work, place: int) -> Asked:
        """What is known at the last paragraph end at or before a place."""
        opened = self.opened(work)
        wanted = opened.text.paragraph_end(place)
        far = opened.text.paragraph_end(work.read_to)
        horizon = wanted if wanted <= far + SOON else far
        story = self._library.story(work.id, horizon)
        key = (work.id, id(story), horizon)
        held = self._known.get(
            key, lambda: (story, Known(story.at(horizon), opened.text, opened.pages))
        )
        return Asked(opened, held[1], wanted)

    def look_ahead(self, now: Asked, tell: Callable[[Asked, int], object]) -> None:
        """Have told what a reader who reads on from here will ask next."""
        self._freeze(now.opened.work)
        work, text, here = now.opened.work, now.opened.text, now.known.horizon
        first = bisect_right(text.blocks, here, key=lambda b: b.end)
        ends = [b.end for b in text.blocks[first : first + NEXT] if b.end <= here + NEAR]
        read = [end for end in ends if end <= work.read_to]
        self.ahead.soon([partial(self._tell, tell, work, end) for end in read])

    def _freeze(self, work: Work) -> None:
        """What is held of a long work is no garbage: to look through it takes a tenth of a second,
        whenever that happens to be."""
        if work.id not in self._frozen:
            self._frozen.add(work.id)
            gc.freeze()

    def _tell(self, tell: Callable[[Asked, int], object], work: Work, place: int) -> None:
        tell(self.asked(work, place), place)

    def mentions(self, opened: Opened, page: Page) -> list[Span] | None:
        """The mentions of a page, in order of their starts; None where they are not at hand in a
        moment: a long work is being opened, or has not been read so far."""
        if opened.work.read_to < page.end:
            return None
        found = self._hands.submit(self.asked, opened.work, page.end)
        try:
            known = found.result(timeout=MOMENT).known
        except TimeoutError:
            return None
        return [Span(m.start, m.end) for m in known.mentions(page.start, page.end)]


def opened(request: Request) -> Opened:
    """The work that a request's path names."""
    return desk(request).opened(asked.work(request))


def at_horizon(request: Request, within: int | None = None) -> Asked:
    """The work that a request's path names, as known at its `h`; where it has none, as far as the
    reader has been, or to the end of the paragraph that a place is in."""
    work = asked.work(request)
    default = work.furthest
    if within is not None:
        default = end_of_paragraph(desk(request).opened(work).text, within)
    return desk(request).asked(work, asked.place(request, "h", work.length, default))


def end_of_paragraph(text: Text, place: int) -> int:
    """The end of the block that holds a place; of the last one before it, if none does."""
    i = bisect_right(text.blocks, place, key=lambda b: b.start) - 1
    return text.blocks[i].end if i >= 0 else 0


def where(asked: Asked) -> str:
    """What a horizon is called: "Chapter 3, 42 %"."""
    text, horizon = asked.opened.text, asked.known.horizon
    page = asked.opened.pages.at(max(0, horizon - 1))
    last = text.blocks[-1].end if text.blocks else 0
    share = 100 * horizon // max(1, last)
    return f"Chapter {page.chapter}, {share} %" if page.chapter else f"{share} %"


def desk(request: Request) -> Desk:
    """The desk of the server that a request came to."""
    state = request.app.state
    if not hasattr(state, "desk"):
        state.desk = Desk(asked.library(request))
    found: Desk = state.desk
    return found

"""The companion: what stands beside the story, as far as the words up to a horizon tell.

Each page here is a whole one for whoever comes by a link, and a piece of one for our own script,
which puts it beside the text.
"""

from __future__ import annotations

from typing import Any

from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from fabula.story.contract import EntityItem
from fabula.web import asked as requested
from fabula.web import desk, staged
from fabula.web.desk import Asked
from fabula.web.known import DOUBT
from fabula.web.rendering import rendered
from fabula.web.sayings import Said, open_between
from fabula.web.sections import in_short
from fabula.web.shelves import title
from fabula.web.staged import Here

PIECE = "x-beside"  # the header by which our script asks for a piece
NAMES = 40  # that are offered where somebody is to be named
FEW = 4  # of each thing that the companion shows
NEW = 3_000  # code points from the beginning in which a reader is told how to ask
LONG = 600  # code points after which a scene's beginning is no longer on the screen


def show(request: Request) -> Response:
    """Who is here, where and when, what is open: at the horizon, or `at` an earlier place, as known
    at the horizon (hindsight)."""
    asked = desk.at_horizon(request)
    known = asked.known
    place = requested.place(request, "at", asked.opened.work.length, known.horizon)
    here, threads = _told(asked, place)
    answer = beside(
        request,
        asked,
        "beside.html",
        here=here,
        threads=threads,
        begun=here is not None and place - here.opening.start > LONG,
        hint=known.horizon < _beginning(asked) + NEW,
    )
    if place == known.horizon:
        answer.background = BackgroundTask(desk.desk(request).look_ahead, asked, _told)
    return answer


def _told(asked: Asked, place: int) -> tuple[Here | None, list[Said]]:
    """The scene at a place, and what is open between those who are in it."""
    here = staged.here(asked.known, place)
    return here, open_between(asked.known, here.people, FEW) if here else []


def who(request: Request) -> Response:
    """Whom the words at a place stand for."""
    place = request.path_params["place"]
    asked = desk.at_horizon(request, within=place)
    found = asked.known.meant(place)
    text = asked.opened.text
    if found is None:
        return beside(request, asked, "untold.html", words=known_words(asked, place), place=place)
    mention = found.mention
    words = text.text[mention.start : mention.end]
    because = asked.known.because(found)
    doubt = mention.confidence < DOUBT
    return card(request, asked, found.who, place, words=words, doubt=doubt, because=because)


def card(
    request: Request, asked: Asked, entity: EntityItem, place: int | None = None, **context: Any
) -> Response:
    """Somebody in short; `context` says by which words they were asked for, if by any."""
    known = asked.known
    said = known.said_at(place) if place is not None else None
    return beside(
        request,
        asked,
        "who.html",
        **{
            "words": "",
            "doubt": False,
            "because": [known.words(entity.first, entity.first)],
            **context,
        },
        one=entity,
        place=place,
        anchor=place if place is not None else entity.first,
        members=[known.ref(m) for m in entity.members],
        sections=in_short(known, entity.id, FEW),
        names=known.lately(NAMES),
        spoken=said,
    )


def beside(request: Request, asked: Asked, template: str, **context: Any) -> Response:
    """A page about a work at a horizon: whole, or the piece that our script asks for."""
    piece = PIECE in request.headers
    answer = rendered(
        request,
        template,
        layout="piece.html" if piece else "beside_base.html",
        top="h2" if piece else "h1",
        sub="h3" if piece else "h2",
        request_path=request.url.path,
        work=asked.opened.work,
        name=title(asked.opened.work),
        h=asked.known.horizon,
        is_late=asked.is_late,
        where=desk.where(asked),
        reached=asked.opened.text.paragraph_end(asked.opened.work.furthest),
        query=request.query_params,
        **context,
    )
    answer.headers["vary"] = PIECE
    return answer


def _beginning(asked: Asked) -> int:
    """Where the story begins, after title and tags."""
    return next((b.start for b in asked.opened.text.blocks if b.is_story), 0)


def known_words(asked: Asked, place: int) -> str:
    """The word at a place, to say that nothing is told of it; "" beyond the horizon."""
    text = asked.opened.text.text
    if place >= asked.known.horizon:
        return ""
    start, end = place, place
    while start and text[start - 1].isalnum():
        start -= 1
    while end < asked.known.horizon and text[end].isalnum():
        end += 1
    return text[start:end]


def somebody(asked: Asked, entity: str) -> EntityItem:
    """Whom an id means. Raises HTTPException 404 where nobody is known by it at the horizon."""
    found = asked.known.entity(entity)
    if found is None:
        raise HTTPException(404, "Nobody is known by that number here, or not yet.")
    return found

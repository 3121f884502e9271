"""A story's world on pages, each as of a horizon: all of it on one, then scenes, ties,
threads, what has happened since a place, and questions answered."""

from __future__ import annotations

from itertools import groupby

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from fabula.story.text import Span
from fabula.story.ties import worth_showing
from fabula.web import asked as requested
from fabula.web import desk, sayings, staged
from fabula.web.beside import NAMES, beside
from fabula.web.desk import Asked
from fabula.web.speaking import spoken

MANY = 200  # of each list on one page
CAST, PLACES, TIES, THREADS = 12, 12, 12, 8  # on the page of the whole world
WORDS = 200  # of a recap


def world(request: Request) -> Response:
    """Who, where, how they stand to each other, what is open: a world on one page."""
    asked = desk.at_horizon(request)
    known = asked.known
    ties = [t for t in worth_showing(known.world) if t.until is None]
    threads = [t for t in known.world.threads() if t.status == "open"]
    return beside(
        request,
        asked,
        "world.html",
        here=staged.here(known),
        cast=known.world.characters[:CAST],
        cast_count=len(known.world.characters),
        places=staged.places(known, PLACES),
        ties=sayings.ties(known, ties[-TIES:]),
        tie_count=len(ties),
        threads=[sayings.thread(known, t) for t in reversed(threads[-THREADS:])],
        thread_count=len(threads),
        scene_count=len(known.world.scenes),
    )


def timeline(request: Request) -> Response:
    """The scenes, in the order of telling or of happening."""
    asked = desk.at_horizon(request)
    happening = request.query_params.get("order") == "happening"
    scenes = staged.scenes(asked.known, happening)
    return beside(
        request,
        asked,
        "timeline.html",
        scenes=scenes[:MANY] if happening else scenes[-MANY:],
        more=max(0, len(scenes) - MANY),
        happening=happening,
    )


def relations(request: Request) -> Response:
    """How people stand to each other."""
    asked = desk.at_horizon(request)
    ties = worth_showing(asked.known.world)
    return beside(
        request,
        asked,
        "ties.html",
        now=sayings.ties(asked.known, [t for t in ties if t.until is None])[:MANY],
        over=sayings.ties(asked.known, [t for t in ties if t.until is not None])[:MANY],
    )


def threads(request: Request) -> Response:
    """What was left open, the latest first, and what has been closed."""
    asked = desk.at_horizon(request)
    found = list(reversed(list(asked.known.world.threads())))
    return beside(
        request,
        asked,
        "threads.html",
        open=[sayings.thread(asked.known, t) for t in found if t.status == "open"][:MANY],
        closed=[sayings.thread(asked.known, t) for t in found if t.status != "open"][:MANY],
    )


def recap(request: Request) -> Response:
    """What has happened since a place, in the story's own words."""
    asked = desk.at_horizon(request)
    since = requested.place(request, "since", asked.opened.work.length, _lately(asked))
    story = requested.library(request).story(asked.opened.work.id, asked.known.horizon)
    items = story.recap(min(since, asked.known.horizon), asked.known.horizon, WORDS)
    chapters = [
        (chapter, list(told))
        for chapter, told in groupby(items, lambda i: asked.known.chapter(i.start))
    ]
    pages = [p for p in asked.opened.pages.chapters() if p.start < asked.known.horizon]
    return beside(request, asked, "recap.html", chapters=chapters, since=since, pages=pages)


def _lately(asked: Asked) -> int:
    """The beginning of the chapter before the one that the horizon is in."""
    begun = [p.start for p in asked.opened.pages.chapters() if p.start < asked.known.horizon]
    return begun[-2] if len(begun) > 2 else 0


def ask(request: Request) -> Response:
    """A question in plain words, answered from what is known, or not at all."""
    asked = desk.at_horizon(request)
    question = " ".join(request.query_params.get("q", "").split())
    if len(question) > 300:
        raise HTTPException(400, "That is a long question; ask it in fewer than 300 characters.")
    answer, places = None, list[Span]()
    if question:
        story = requested.library(request).story(asked.opened.work.id, asked.known.horizon)
        answer = story.ask(question, asked.known.horizon)
        near = [] if answer.stated else story.nearest(question, asked.known.horizon)
        places = [*answer.evidence, *near]
    shown = [asked.known.words(*at) for at in places]
    return beside(request, asked, "ask.html", question=question, answer=answer, evidence=shown)


def said(request: Request) -> Response:
    """Who says what on the page of the horizon, as far as is known there."""
    asked = desk.at_horizon(request)
    page = asked.opened.pages.at(max(0, asked.known.horizon - 1))
    return beside(
        request,
        asked,
        "said.html",
        quotations=spoken(asked.known, page),
        names=asked.known.lately(NAMES),
    )


def hindsight(request: Request) -> Response:
    """The warning before everything is shown; or the way on, for whoever has read it."""
    asked = desk.at_horizon(request)
    if request.query_params.get("sure") == "yes":
        length = asked.opened.work.length
        return RedirectResponse(f"/work/{asked.opened.work.id}/world?h={length}", 303)
    return beside(request, asked, "hindsight.html", length=asked.opened.work.length)

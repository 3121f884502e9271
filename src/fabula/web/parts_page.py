"""Somebody in the parts of a series before this one: what these tell, by which words it is thought
to be them, and the reader's word on it."""

from __future__ import annotations

from typing import NamedTuple

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from fabula.library import Work, sayings, series
from fabula.library.casts import Cast
from fabula.library.joining import Tie, Who
from fabula.story.contract import EntityItem
from fabula.story.text import Span
from fabula.web import asked, desk, forms
from fabula.web.beside import beside, somebody
from fabula.web.known import Known
from fabula.web.sections import Sections, in_short
from fabula.web.words import Words, around

FEW = 4  # of each thing that a part tells
NAMES = 200  # of a part that are offered


class Seen(NamedTuple):
    """A part before this one: who they are in it (None: not known to be in it), what it tells of
    them, why it is thought to be them (a sentence, and words with the work that they are from),
    whom the reader may say it is."""

    part: Work
    one: EntityItem | None
    sections: Sections
    because: list[tuple[str, list[tuple[Work, Words]]]]
    names: list[tuple[str, str]]


def show(request: Request) -> Response:
    """What the parts before this one tell of somebody."""
    found = desk.at_horizon(request)
    entity = somebody(found, request.path_params["entity"])
    shelf, work = asked.library(request), found.opened.work.id
    known = series.Known(shelf, work, found.known.horizon)
    same = {part.id: who for part, who in known.one(entity.id)}
    return beside(
        request,
        found,
        "parts.html",
        one=entity,
        seen=[
            _seen(request, known, part, cast, same.get(part.id))
            for part, (_, cast, _) in zip(known.works[:-1], known.parts, strict=False)
        ],
        said=[saying for saying, _ in known.said],
    )


def say(request: Request, form: FormData) -> Response:
    """Keep that somebody of a part (`part`, `other`) is somebody here (`entity`), or is not."""
    work, at, entity = asked.work(request), forms.number(form, "h"), forms.text(form, "entity")
    other = Who(forms.number(form, "part"), forms.text(form, "other"))
    same = forms.text(form, "same") == "yes"
    sayings.say(asked.library(request), other, Who(work.id, entity), same, at)
    return _back(work, entity, at)


def unsay(request: Request, form: FormData) -> Response:
    """Take back what was said."""
    sayings.unsay(asked.library(request), forms.number(form, "number"))
    work, at = asked.work(request), forms.number(form, "h")
    return _back(work, forms.text(form, "entity"), at)


def _back(work: Work, entity: str, at: int) -> Response:
    name = entity if entity.isalnum() and entity.isascii() else "e0"
    return RedirectResponse(f"/work/{work.id}/person/{name}/parts?h={at}", 303)


def _seen(request: Request, known: series.Known, part: Work, cast: Cast, who: Who | None) -> Seen:
    if who is None:
        names = sorted((one.label, one.entity) for one in cast.values())
        return Seen(part, None, [], [], names[:NAMES])
    pages = desk.desk(request).opened(part).pages
    told = in_short(Known(known.world(part.id), known.world(part.id).text, pages), who.entity, FEW)
    because = [
        reason
        for tie in known.people.ties
        if who in (tie.one, tie.other)
        for reason in _reasons(known, tie)
    ]
    return Seen(part, known.item(who), told, because, [])


def _reasons(known: series.Known, tie: Tie) -> list[tuple[str, list[tuple[Work, Words]]]]:
    if tie.by == "reader":
        return [("You say so.", [])]
    one, other = tie.one.work, tie.other.work
    return [
        (reason.says, [*_words(known, one, reason.here), *_words(known, other, reason.there)])
        for reason in tie.because
    ]


def _words(known: series.Known, work: int, places: tuple[Span, ...]) -> list[tuple[Work, Words]]:
    part = next(part for part in known.works if part.id == work)
    return [(part, around(known.world(work).text, at)) for at in places]

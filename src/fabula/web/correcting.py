"""A reader says that the reading is wrong, sees what that changes, and takes it back."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from fabula.library import corrections as kept
from fabula.story.changes import Change
from fabula.web import asked as requested
from fabula.web import desk, forms
from fabula.web.beside import beside
from fabula.web.claims import claim, in_words
from fabula.web.desk import Asked


def correct(request: Request, form: FormData) -> Response:
    """Say something of the words at a place, as of the horizon where it is said."""
    asked = _asked(request, form)
    said = claim(
        asked,
        do=forms.text(form, "do"),
        place=min(forms.number(form, "this"), max(0, asked.known.horizon - 1)),
        name=" ".join(forms.text(form, "name").split())[:200],
        whole="scene" in form,
    )
    library, work = requested.library(request), asked.opened.work.id
    change = kept.correct(library, work, said, asked.known.horizon)
    rows = kept.corrections(library, work, asked.known.horizon) if not change.lost else []
    number = next((row.id for row in reversed(rows) if row.correction == said), None)
    return _changed(request, asked, change, number)


def undo(request: Request, form: FormData) -> Response:
    """Take back what was said."""
    asked = _asked(request, form)
    number = forms.number(form, "number")
    library, work = requested.library(request), asked.opened.work.id
    return _changed(request, asked, kept.undo(library, work, number, asked.known.horizon), None)


def show(request: Request) -> Response:
    """All that was said, and how it stands with each at the horizon."""
    asked = desk.at_horizon(request)
    library, work = requested.library(request), asked.opened.work.id
    rows = kept.corrections(library, work, asked.known.horizon)
    return beside(
        request,
        asked,
        "corrections.html",
        rows=[(row, in_words(row.correction)) for row in rows if row.state != "waiting"],
        waiting=sum(row.state == "waiting" for row in rows),
    )


def _asked(request: Request, form: FormData) -> Asked:
    work = requested.work(request)
    return desk.desk(request).asked(work, min(forms.number(form, "h"), work.length))


def _changed(request: Request, asked: Asked, change: Change, number: int | None) -> Response:
    """What is shown otherwise now, each with its first words. What comes after it is read anew in
    the background."""
    requested.queue(request).again(asked.opened.work.id, first=True)
    now = desk.desk(request).asked(requested.work(request), asked.known.horizon)
    shown = [
        (d.sentence, now.known.words(*d.places[0]) if d.places else None)
        for d in change.differences
    ]
    return beside(
        request,
        now,
        "changed.html",
        shown=shown,
        lost=change.lost,
        later=change.until is not None,
        number=number,
    )

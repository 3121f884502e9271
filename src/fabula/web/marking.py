"""A reader's highlights and notes, made on the page that is read."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from fabula.library import notes
from fabula.story.text import Span
from fabula.web import asked, desk, forms
from fabula.web.beside import PIECE
from fabula.web.words import sentence_at


def add(request: Request, form: FormData) -> Response:
    """Highlight some words (`start` to `end`), or the sentence of a `place`; with a note, if one
    is written. Back to the words for whoever has no scripts."""
    opened = desk.opened(request)
    seen = forms.number(form, "h") if "h" in form else None
    at = _words(opened, form)
    colour = forms.text(form, "colour", notes.COLOURS[0])
    written = forms.text(form, "note")
    notes.add(asked.library(request), opened.work.id, at, written, colour, seen)
    if PIECE in request.headers or "start" in form:
        return Response(status_code=204)
    return RedirectResponse(f"/work/{opened.work.id}/words/{at.start}", 303)


def _words(opened: desk.Opened, form: FormData) -> Span:
    if "place" in form:
        return sentence_at(opened.text, forms.number(form, "place"))
    length = len(opened.text.text)
    start, end = forms.number(form, "start"), forms.number(form, "end")
    return Span(min(start, length), min(end, length))

"""The settings page: how pages look, kept in the browser."""

from __future__ import annotations

import re

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from fabula.web.asked import library
from fabula.web.forms import text
from fabula.web.look import CHOICES, keep, look_of
from fabula.web.rendering import rendered
from fabula.web.session import Door

_HERE = re.compile(r"/(?![/\\])[!-~]*")  # a page of ours, and no other site's
LABELS: dict[str, tuple[str, tuple[str, ...]]] = {
    "theme": ("Colours", ("as the system has them", "light", "sepia", "dark", "high contrast")),
    "size": ("Type", ("smallest", "smaller", "medium", "larger", "large", "very large", "largest")),
    "width": ("Lines", ("short", "medium", "long")),
    "face": ("Letters", ("with serifs", "without")),
    "speakers": ("Who speaks, in the margin", ("not shown", "shown")),
}


def show(request: Request) -> Response:
    """The page of choices."""
    door: Door = request.app.state.door
    shelf = library(request)
    return rendered(
        request,
        "settings.html",
        choices=choices(),
        saved="saved" in request.query_params,
        count=len(shelf.works()),
        where=None if door.password else str(shelf.path),  # not for others to know
    )


def choices() -> dict[str, tuple[str, tuple[tuple[str, str], ...]]]:
    """What can be chosen of each: its label, and each value with its name."""
    return {
        field: (name, tuple(zip(CHOICES[field], words, strict=True)))
        for field, (name, words) in LABELS.items()
    }


def save(request: Request, form: FormData) -> Response:
    """Keep what was chosen, of all or of a few; back to where it was chosen (`back`)."""
    chosen = {name: text(form, name) for name in CHOICES}
    back = text(form, "back")
    answer = RedirectResponse(back if _HERE.fullmatch(back) else "/settings?saved", 303)
    keep(look_of(request).having(chosen), answer)
    return answer

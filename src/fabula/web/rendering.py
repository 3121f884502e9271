"""How a page is made: a template, what all pages have in common, and plain words for trouble.

Templates escape everything; no template comes from a reader or a book.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from fabula.formats.mending import ASKED
from fabula.story.text import Notice
from fabula.web.languages import code
from fabula.web.look import Look, look_of
from fabula.web.numbers import ago, counted, percent

if TYPE_CHECKING:
    from fabula.web.session import Door

TITLES = {
    400: "That did not work",
    403: "Not allowed",
    404: "Not here",
    405: "Not that way",
    413: "Too large",
    421: "Not this address",
    429: "A moment, please",
    500: "Something went wrong",
    503: "Not just now",
}
# Marks that turn the direction of all that follows; <bdi> keeps what is left of it in its place.
_TURNS = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))


def shown(words: object) -> str:
    """A title, a name or a tag on one line, without marks that would turn or hide what follows."""
    text = str(words).translate(_TURNS)
    return " ".join("".join(" " if unicodedata.category(c) == "Cc" else c for c in text).split())


def link(url: str | None) -> str | None:
    """An address that can be followed: http and https alone."""
    found = (url or "").strip()
    return found if found.lower().startswith(("http://", "https://")) else None


def for_page(notice: Notice) -> str:
    """What a notice says, where the page has its own way to do what it proposes."""
    return shown(notice.message).replace(ASKED, "add it again with “Mend characters” ticked")


ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
ENVIRONMENT.filters.update(
    shown=shown,
    link=link,
    for_page=for_page,
    code=code,
    ago=ago,
    counted=counted,
    percent=percent,
)


def rendered(request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:
    """A whole page, or a piece of one where `template` is one. Beside `context` it knows `csrf`
    (what its forms carry), `look` (theme, size, width), `read_only` and `path`."""
    door: Door = request.app.state.door
    known = {
        "csrf": door.csrf,
        "look": look_of(request),
        "read_only": door.read_only,
        "path": request.url.path,
    }
    page = ENVIRONMENT.get_template(template).render({**known, **context})
    return HTMLResponse(page, status)


def refusal(
    status: int, sentence: str, *, again: bool = False, look: Look | None = None
) -> HTMLResponse:
    """A plain page that says what is wrong and what to do; it knows nothing of the library.
    `again` has the browser ask once more, from this page."""
    page = ENVIRONMENT.get_template("error.html").render(
        title=TITLES.get(status, "That did not work"),
        sentence=sentence,
        again=again,
        look=look or Look(),
    )
    return HTMLResponse(page, status)

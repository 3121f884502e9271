"""The server's pages: which address leads to what. Nothing else here.

An endpoint is a plain function, run in a thread: one that shows takes the request, one that changes
something takes the request and its form, whose token has been asked for.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fabula.errors import FabulaError, LibraryUnusable
from fabula.web import (
    about_page,
    adding,
    entering,
    library_page,
    notes_page,
    search_page,
    settings,
    static_files,
    work_routes,
)
from fabula.web.folder_watch import FolderWatch
from fabula.web.forms import Write, guarded
from fabula.web.guard import Guard
from fabula.web.look import look_of
from fabula.web.reading_queue import ReadingQueue
from fabula.web.rendering import refusal
from fabula.web.session import Door

if TYPE_CHECKING:
    from fabula.library import Library

READS: tuple[tuple[str, Callable[[Request], Response]], ...] = (
    ("/", library_page.show),
    ("/reading", library_page.reading),
    ("/added/{id:number}", adding.show),
    ("/search", search_page.show),
    ("/notes", notes_page.show),
    ("/notes.md", notes_page.take_markdown),
    ("/notes.jsonld", notes_page.take_w3c),
    ("/settings", settings.show),
    ("/work/{id:number}/about", about_page.show),
    ("/work/{id:number}/report", about_page.show_report),
    ("/work/{id:number}/forget", about_page.ask_forget),
    ("/enter", entering.show),
    ("/static/{name}", static_files.show),
    *work_routes.READS,
)
WRITES: tuple[tuple[str, Write], ...] = (
    ("/add", adding.add),
    ("/update", adding.update),
    ("/notes/change", notes_page.change),
    ("/notes/remove", notes_page.remove),
    ("/settings", settings.save),
    ("/work/{id:number}/forget", about_page.forget),
    ("/work/{id:number}/series", about_page.join_series),
    *work_routes.WRITES,
)
STRANGERS: tuple[tuple[str, Write], ...] = (("/enter", entering.enter),)


def create_app(library: Library, door: Door, folders: Sequence[Path] = ()) -> Guard:
    """The whole server over one library, behind its guard. `folders` are looked at as it runs.

    Raises UnreadableInput where one of them cannot be looked into.
    """
    queue = ReadingQueue(library)
    watch = FolderWatch(library, queue, folders)

    @asynccontextmanager
    async def running(_app: Starlette) -> AsyncIterator[None]:
        if not door.read_only:
            queue.start()
            if folders:
                watch.start()
        yield
        watch.stop()
        queue.stop()

    app = Starlette(routes=routes(), exception_handlers=TROUBLE, lifespan=running)
    app.state.library, app.state.door, app.state.queue = library, door, queue
    app.state.accounts = adding.Accounts()
    return Guard(app, door)


def routes() -> list[Route]:
    return [
        *(Route(path, show, methods=["GET"]) for path, show in READS),
        *(Route(path, guarded(write), methods=["POST"]) for path, write in WRITES),
        *(Route(path, guarded(w, stranger=True), methods=["POST"]) for path, w in STRANGERS),
    ]


def _refused(request: Request, error: Exception) -> Response:
    """What cannot be asked for, or not so."""
    if not isinstance(error, HTTPException):
        raise error
    said = SENTENCES.get(error.detail, error.detail)
    answer = refusal(error.status_code, said, look=look_of(request))
    answer.headers.update(error.headers or {})
    return answer


def _troubled(request: Request, error: Exception) -> Response:
    """What the library says of itself, or of what was asked."""
    status = 503 if isinstance(error, LibraryUnusable) else 400
    return refusal(status, str(error), look=look_of(request))


def _broken(request: Request, _error: Exception) -> Response:
    """Our own mistake: told in the terminal, not on the page."""
    said = "That is Fabula's own mistake; the terminal where it was started tells more."
    return refusal(500, said, look=look_of(request))


SENTENCES = {  # Starlette's own, in a reader's words
    "Not Found": "There is no page at this address.",
    "Method Not Allowed": "This address cannot be asked for in that way.",
}
TROUBLE = {HTTPException: _refused, FabulaError: _troubled, Exception: _broken}

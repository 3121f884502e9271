"""How a request that changes something is read: its form, with the token that ours carry."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from fabula.formats import limits
from fabula.web.session import Door, same

Write = Callable[[Request, FormData], Response]
HEADER = "x-csrf-token"


def guarded(write: Write, *, stranger: bool = False) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that reads the form, asks for its token, and has `write` do the work in a
    thread. A `stranger` has no token yet."""

    async def endpoint(request: Request) -> Response:
        door: Door = request.app.state.door
        try:
            async with request.form(max_files=limits.FILES) as form:
                said = request.headers.get(HEADER) or text(form, "csrf")
                if not stranger and not same(door.csrf, said):
                    raise HTTPException(403, "This page is out of date; load it again.")
                return await run_in_threadpool(write, request, form)
        except ClientDisconnect:
            raise HTTPException(413, "That is too large; add it in parts.") from None

    return endpoint


def text(form: FormData, name: str, default: str = "") -> str:
    """A field's words; `default` where there is no such field, or a file stands in its place."""
    found = form.get(name, default)
    return default if isinstance(found, UploadFile) else found


def number(form: FormData, name: str) -> int:
    """A field that is a whole number from 0 on. Raises HTTPException 400 where it is none."""
    return whole(text(form, name), name)


def whole(said: str, name: str) -> int:
    """A whole number from 0 on. Raises HTTPException 400 where `said` is none."""
    if said.isascii() and said.isdigit() and len(said) <= 12:
        return int(said)
    raise HTTPException(400, f"“{name}” is a whole number from 0 on; go back and try again.")

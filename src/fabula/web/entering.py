"""The door for other machines: a page that asks for the password."""

from __future__ import annotations

from math import ceil

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from fabula.web.forms import text
from fabula.web.guard import let_in
from fabula.web.password import Password
from fabula.web.rendering import rendered
from fabula.web.session import Door


def show(request: Request) -> Response:
    """The page that asks."""
    _password(request)
    return rendered(request, "enter.html", wrong=False)


def enter(request: Request, form: FormData) -> Response:
    """In with the right password; else asked again, and slower each time."""
    password = _password(request)
    address = request.client.host if request.client else ""
    if wait := password.wait(address):
        sentence = f"Too many wrong passwords; try again in {ceil(wait)} seconds."
        raise HTTPException(429, sentence, {"retry-after": str(ceil(wait))})
    if password.admits(text(form, "password"), address):
        door: Door = request.app.state.door
        return let_in(door)
    return rendered(request, "enter.html", status=403, wrong=True)


def _password(request: Request) -> Password:
    door: Door = request.app.state.door
    if door.password is None:
        raise HTTPException(404, "This library has no password.")
    return door.password

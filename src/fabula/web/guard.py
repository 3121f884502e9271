"""What stands before every page: one ASGI layer that asks who is there, and dresses what goes out.

A request must name this server (Host), come from its own pages where it changes something
(Origin, Sec-Fetch-Site), hold the cookie that the printed address sets, and be of a bearable
size. The token that forms carry is asked for where forms are read (`forms.py`).
"""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from fabula.formats import limits
from fabula.web.callers import READING, is_from_here, is_named
from fabula.web.rendering import refusal
from fabula.web.session import Door, same

UPLOAD_BYTES = limits.INPUT_BYTES + limits.MIB  # all files added together
FORM_BYTES = limits.MIB  # all other forms
UPLOADS = ("/add",)
HARMLESS = ("/enter", "/settings")  # what changes nothing in the library

SAFETY = {
    "content-security-policy": "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        )
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Not "no-referrer": browsers then send "null" for the Origin of a form.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
}


class Guard:
    """Lets in whoever may come in; everybody else gets a plain page that says why not."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self.app = app
        self._door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            answer = self._stopped(Request(scope)) or self.app
            await answer(scope, _measured(receive, _most(scope)), _dressed(send))

    def _stopped(self, request: Request) -> Response | None:
        """What a request gets instead of its page; None lets it through."""
        door, headers = self._door, request.headers
        if not is_named(door, headers.getlist("host")):
            return refusal(421, "This server answers only to its own address.")
        if not is_from_here(request):
            return refusal(403, "This request comes from another site's page; nothing was done.")
        if _length(headers) > _most(request.scope):
            return refusal(413, "That is too large; add it in parts.")
        if request.method in READING and "token" in request.query_params:
            return self._welcomed(request)
        if not _is_open(request.url.path) and not self._known(headers):
            return self._locked(request)
        if door.read_only and request.method not in READING and request.url.path not in HARMLESS:
            return refusal(403, "This library is open for reading only; nothing was changed.")
        return None

    def _welcomed(self, request: Request) -> Response:
        """The cookie for whoever has the printed address."""
        if not self._door.opens(request.query_params["token"]):
            return self._locked(request)
        return let_in(self._door)

    def _known(self, headers: Headers) -> bool:
        held = _cookies(headers).get(self._door.cookie_name, "")
        return same(self._door.cookie, held)

    def _locked(self, request: Request) -> Response:
        """No cookie. A browser withholds it from a link on another site's page (SameSite), and
        gives it when our own page asks again: that is what `again` does, once."""
        reads = request.method in READING
        again = reads and request.headers.get("sec-fetch-site") == "cross-site"
        if self._door.password and reads and not again:
            return RedirectResponse("/enter", 303)
        said = "Open the address that Fabula printed where it was started: it holds the key."
        return refusal(403, said, again=again)


def let_in(door: Door) -> Response:
    """The way to the library, with the cookie that opens it."""
    answer = RedirectResponse("/", 303)
    answer.set_cookie(door.cookie_name, door.cookie, httponly=True, samesite="strict", path="/")
    return answer


def _is_open(path: str) -> bool:
    """Whether a page needs no cookie: the door itself, and what every page wears."""
    return path == "/enter" or path.startswith("/static/")


def _cookies(headers: Headers) -> dict[str, str]:
    jar: dict[str, str] = {}
    for part in headers.get("cookie", "").split(";"):
        name, _, value = part.strip().partition("=")
        jar.setdefault(name, value)
    return jar


def _most(scope: Scope) -> int:
    return UPLOAD_BYTES if scope["path"] in UPLOADS else FORM_BYTES


def _length(headers: Headers) -> int:
    said = headers.get("content-length", "0")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 16 else UPLOAD_BYTES + 1


def _measured(receive: Receive, most: int) -> Receive:
    """A request's body, which ends where it is larger than it said it was, or than it may be."""
    seen = 0

    async def measured() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        return {"type": "http.disconnect"} if seen > most else message

    return measured


def _dressed(send: Send) -> Send:
    async def dressed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update(SAFETY)
            headers.setdefault("cache-control", "no-store")
        await send(message)

    return dressed

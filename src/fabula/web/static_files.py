"""The files that pages need beside themselves: our own, known by name when the server starts.

Nothing is looked up on disk for a request, so no path leads anywhere else.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

FOLDER = Path(__file__).parent / "static"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


class File(NamedTuple):
    content: bytes
    type: str
    tag: str


@cache
def files() -> dict[str, File]:
    """All files by name."""
    return {
        path.name: File(data := path.read_bytes(), TYPES[path.suffix], _tag(data))
        for path in FOLDER.iterdir()
        if path.suffix in TYPES
    }


def show(request: Request) -> Response:
    """A file, or word that the browser has it already."""
    file = files().get(request.path_params["name"])
    if file is None:
        raise HTTPException(404, "There is no such file.")
    headers = {"etag": file.tag, "cache-control": "no-cache"}
    if request.headers.get("if-none-match") == file.tag:
        return Response(status_code=304, headers=headers)
    return Response(file.content, media_type=file.type, headers=headers)


def _tag(data: bytes) -> str:
    return f'"{sha256(data).hexdigest()[:24]}"'

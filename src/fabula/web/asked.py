"""What a request asks about: which work, which place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.convertors import Convertor, register_url_convertor
from starlette.exceptions import HTTPException
from starlette.requests import Request

from fabula.errors import FabulaError
from fabula.web.forms import whole

if TYPE_CHECKING:
    from fabula.library import Library, Work
    from fabula.web.reading_queue import ReadingQueue


class Number(Convertor[int]):
    """A number in a path, of a size that a database holds."""

    regex = "[0-9]{1,12}"

    def convert(self, value: str) -> int:
        return int(value)

    def to_string(self, value: int) -> str:
        return str(value)


register_url_convertor("number", Number())


def library(request: Request) -> Library:
    found: Library = request.app.state.library
    return found


def queue(request: Request) -> ReadingQueue:
    found: ReadingQueue = request.app.state.queue
    return found


def work(request: Request) -> Work:
    """The work that the path names. Raises HTTPException 404 where the library has none such."""
    try:
        return library(request).work(request.path_params["id"])
    except FabulaError:
        raise HTTPException(404, "There is no such work in this library.") from None


def place(request: Request, name: str, length: int, default: int | None = None) -> int:
    """A place in a text of `length` code points, from the query; one behind the end is the end.
    Raises HTTPException 400 where it is no number."""
    said = request.query_params.get(name)
    if said is None:
        return length if default is None else default
    return min(whole(said, name), length)

"""The library: all works, found, sorted, grouped by series."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from fabula.web.asked import library, queue
from fabula.web.rendering import rendered


def show(request: Request) -> Response:
    """The page of all works."""
    works = library(request).works()
    return rendered(request, "library.html", works=works, reading=queue(request).now)

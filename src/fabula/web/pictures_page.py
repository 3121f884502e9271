"""A story's world in pictures, each as of a horizon, with the same in words below it."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from fabula.errors import FabulaError
from fabula.pictures import PICTURES, Look, Order, Picture, stylesheet
from fabula.pictures import picture as kind_called
from fabula.web import desk
from fabula.web.beside import beside

ROWS = 400  # of the table on one page


def show(request: Request) -> Response:
    """A picture whose every mark leads to its words, and its table."""
    asked = desk.at_horizon(request)
    kind, order = _kind(request), _order(request)
    work = asked.opened.work.id
    look = Look(order, to=lambda at: f"/work/{work}/words/{at}")
    table = kind.table(asked.known.world, look)
    return beside(
        request,
        asked,
        "pictures.html",
        kinds=PICTURES,
        kind=kind,
        order=order,
        svg=kind.draw(asked.known.world, look),
        table=table,
        rows=table.rows[:ROWS],
    )


def download(request: Request) -> Response:
    """The picture as a file that stands by itself."""
    asked = desk.at_horizon(request)
    kind = _kind(request)
    drawn = kind.draw(asked.known.world, Look(_order(request), standalone=True))
    headers = {"content-disposition": f'attachment; filename="{kind.name}.svg"'}
    return Response(drawn, media_type="image/svg+xml", headers=headers)


def style(_request: Request) -> Response:
    """The colours and lines of pictures in a page."""
    return Response(stylesheet(), media_type="text/css", headers={"cache-control": "no-cache"})


def _kind(request: Request) -> Picture:
    """The picture that the path names, the first of all where it names none."""
    try:
        return kind_called(request.path_params.get("name", PICTURES[0].name))
    except FabulaError:
        raise HTTPException(404, "There is no such picture.") from None


def _order(request: Request) -> Order:
    return "story" if request.query_params.get("order") == "story" else "telling"

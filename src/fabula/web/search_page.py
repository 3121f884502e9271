"""The page that looks for words in all works, or in one, as far as their reader has come."""

from __future__ import annotations

from itertools import groupby

from starlette.requests import Request
from starlette.responses import Response

from fabula.library import searching
from fabula.story.text import Span
from fabula.web.asked import library
from fabula.web.forms import whole
from fabula.web.rendering import rendered
from fabula.web.shelves import title

LONGEST = 500  # characters of a query that are looked at
Pieces = list[tuple[str, bool]]


def show(request: Request) -> Response:
    """What a query (`q`) finds; in one work where `work` names it, `beyond` the place of its
    reader only where that is asked for."""
    shelf, query = library(request), request.query_params.get("q", "")[:LONGEST]
    asked = request.query_params.get("work") or None
    work = whole(asked, "work") if asked else None
    beyond = request.query_params.get("beyond") == "yes"
    works = {w.id: w for w in shelf.works()}
    found = searching.search(shelf, query, work, beyond) if query.strip() else []
    by_work = [(works[key], list(hits)) for key, hits in groupby(found, lambda hit: hit.work)]
    return rendered(
        request,
        "search.html",
        query=query,
        work=works.get(work) if work is not None else None,
        works=sorted(works.values(), key=lambda w: title(w).casefold()),
        beyond=beyond,
        found=by_work,
        count=len(found),
        most=searching.MOST,
        pieces_of=pieces_of,
        title=title,
    )


def pieces_of(words: str, start: int, matches: list[Span]) -> Pieces:
    """Words that begin at a place, cut where what was looked for begins and ends: each piece, and
    whether it is what was looked for."""
    pieces, at = [], start
    for match in matches:
        if match.start < at:
            continue
        pieces.append((words[at - start : match.start - start], False))
        pieces.append((words[match.start - start : match.end - start], True))
        at = match.end
    return [piece for piece in (*pieces, (words[at - start :], False)) if piece[0]]

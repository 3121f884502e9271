"""The people of a story, and all that is told of one of them, as of a horizon."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from fabula.library.series import earlier
from fabula.story.contract import EntityItem
from fabula.story.world import World
from fabula.web import asked as requested
from fabula.web import desk, staged
from fabula.web.beside import beside, card, somebody
from fabula.web.sections import in_full

CAST = 250  # people on one page
MANY = 60  # of each list on one page


def people(request: Request) -> Response:
    """Everybody of the cast, the most mentioned first; then places and things with a name."""
    asked = desk.at_horizon(request)
    world = asked.known.world
    named = [e for e in world.noticed if e.type != "PER" and e.name]
    return beside(
        request,
        asked,
        "people.html",
        cast=world.characters[:CAST],
        more=max(0, len(world.characters) - CAST),
        places=_most(world, named, ("LOC", "GPE", "FAC")),
        others=_most(world, named, ("ORG", "VEH", "THING", "TERM")),
        times=world.people.mentioned,
    )


def person(request: Request) -> Response:
    """Somebody: in short for the companion, else all that is told of them."""
    asked = desk.at_horizon(request)
    entity = somebody(asked, request.path_params["entity"])
    if "short" in request.query_params:
        return card(request, asked, entity)
    known = asked.known
    one = known.portrait(entity, MANY)
    return beside(
        request,
        asked,
        "person.html",
        one=one,
        first=known.words(*one.first),
        members=[known.ref(m) for m in one.members],
        earlier=bool(entity.name and earlier(requested.library(request), asked.opened.work.id)),
        sections=in_full(known, one, MANY),
        scenes=[staged.told(known, scene) for scene in one.scenes],
    )


def _most(world: World, entities: list[EntityItem], types: tuple[str, ...]) -> list[EntityItem]:
    found = [e for e in entities if e.type in types]
    return sorted(found, key=lambda e: -world.people.mentioned(e.id))[:MANY]

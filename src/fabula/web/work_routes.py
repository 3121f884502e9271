"""The addresses of a work's own pages: the text, and what stands beside it."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from fabula.web import (
    beside,
    correcting,
    marking,
    parts_page,
    person_page,
    pictures_page,
    reading_page,
    world_page,
)
from fabula.web.forms import Write

WORK = "/work/{id:number}"
READS: tuple[tuple[str, Callable[[Request], Response]], ...] = (
    (WORK, reading_page.resume),
    (f"{WORK}/read/{{page:number}}", reading_page.show),
    (f"{WORK}/words/{{place:number}}", reading_page.words),
    (f"{WORK}/contents", reading_page.contents),
    (f"{WORK}/beside", beside.show),
    (f"{WORK}/who/{{place:number}}", beside.who),
    (f"{WORK}/people", person_page.people),
    (f"{WORK}/person/{{entity}}", person_page.person),
    (f"{WORK}/person/{{entity}}/parts", parts_page.show),
    (f"{WORK}/world", world_page.world),
    (f"{WORK}/timeline", world_page.timeline),
    (f"{WORK}/relations", world_page.relations),
    (f"{WORK}/threads", world_page.threads),
    (f"{WORK}/recap", world_page.recap),
    (f"{WORK}/ask", world_page.ask),
    (f"{WORK}/said", world_page.said),
    (f"{WORK}/hindsight", world_page.hindsight),
    ("/pictures.css", pictures_page.style),
    (f"{WORK}/pictures", pictures_page.show),
    (f"{WORK}/pictures/{{name}}.svg", pictures_page.download),
    (f"{WORK}/pictures/{{name}}", pictures_page.show),
    (f"{WORK}/corrections", correcting.show),
)
WRITES: tuple[tuple[str, Write], ...] = (
    (f"{WORK}/position", reading_page.keep_place),
    (f"{WORK}/note", marking.add),
    (f"{WORK}/correct", correcting.correct),
    (f"{WORK}/undo", correcting.undo),
    (f"{WORK}/same", parts_page.say),
    (f"{WORK}/unsay", parts_page.unsay),
)

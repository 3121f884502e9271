"""The sites and makers whose pages are known, in the order in which they are tried: what says most
of itself comes first."""

from __future__ import annotations

from msgspec.structs import replace

from fabula.formats.web import (
    ao3,
    ao3_meta,
    efiction,
    fanficfare,
    fanfiction_net,
    fichub,
    own,
    royal_road,
    scribblehub,
    xenforo,
)
from fabula.formats.web.shape import Page, Shape, address
from fabula.story.text import Meta


def _meta(page: Page) -> Meta:
    """What the archive's page says; a saved one does not say where it stands, its browser does."""
    found = ao3_meta.meta(page.body)
    return found if found.url else replace(found, url=address(page))


ARCHIVE = Shape(
    "the Archive of Our Own",
    lambda page: ao3.is_work(page.body),
    lambda page: ao3.marks(page.body),
    _meta,
)
SHAPES: tuple[Shape, ...] = (
    own.SHAPE,
    ARCHIVE,
    fanficfare.SHAPE,
    fichub.SHAPE,
    fanfiction_net.SHAPE,
    royal_road.SHAPE,
    scribblehub.SHAPE,
    xenforo.SHAPE,
    efiction.SHAPE,
)


def shape_of(page: Page) -> Shape | None:
    """Whose page it is; None for anybody's."""
    return next((shape for shape in SHAPES if shape.is_it(page)), None)

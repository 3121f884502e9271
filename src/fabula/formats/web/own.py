"""Books and pages that Fabula has exported (`formats/exports/epub.py`, `html.py`), read back: each
block says by its class what it is, and what Fabula has added is no part of the story."""

from __future__ import annotations

from lxml import etree

from fabula.formats.blocks.drafts import STORY, Mark
from fabula.formats.web.ao3_parts import classes
from fabula.formats.web.markup import NOTE_MARK, Marks, local_name, words_of
from fabula.formats.web.shape import Page, Shape, said, with_class
from fabula.story.text import Meta, ParatextKind

_WORK = STORY._replace(headings=False)  # all headings are marked
_KINDS: tuple[ParatextKind, ...] = (
    "heading", "title", "byline", "note", "end-note", "summary", "tags", "table", "licence",
    "front-matter",
)  # fmt: skip
_WHY = "as Fabula's export marks it"


def is_own(page: Page) -> bool:
    """Whether Fabula has made a page."""
    return (said(page, "generator") or "").startswith("Fabula ")


def own_marks(page: Page) -> Marks:
    """What each block is."""
    marks: Marks = {}
    for node in page.body.iter("*"):
        names = set(classes(node))
        if "own" in names:
            marks[node] = Mark("furniture", "what Fabula has added")
        elif "hole" in names:
            marks[node] = NOTE_MARK
        elif "untitled" in names:
            marks[node] = _WORK._replace(opens=True)
        elif kind := next((k for k in _KINDS if k in names), None):
            marks[node] = Mark(kind, _WHY, opens=kind == "heading" and local_name(node) == "h1")
        elif local_name(node) == "summary":
            marks[node] = Mark("furniture", "what Fabula has added")
    return marks


def _meta(page: Page) -> Meta:
    def words(name: str) -> list[str]:
        return [words_of(n) for n in with_class(page.body, name)]

    by = words("byline")
    return Meta(
        title=next(iter(words("title")), None),
        authors=(by[0].removeprefix("by "),) if by else (),
        language=_language(page.root),
    )


def _language(root: etree._Element) -> str | None:
    return root.get("lang") or None


SHAPE = Shape("Fabula's own", is_own, own_marks, _meta, outside=_WORK)

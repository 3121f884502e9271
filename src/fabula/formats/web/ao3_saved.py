"""A page of the archive as a browser saves it: the work within the site's own furniture."""

from __future__ import annotations

from lxml import etree

from fabula.formats.blocks.drafts import Mark
from fabula.formats.web.ao3_parts import AO3_STORY, classes, is_tags
from fabula.formats.web.markup import HEADINGS, Marks, local_name


def mark_saved_page(body: etree._Element, skin: etree._Element, found: Marks) -> None:
    """Marks a page as a browser saved it; `skin` is the element that holds the work."""
    found[body] = Mark("furniture", "the page around the work")
    for dl in body.iter("{*}dl"):
        if is_tags(dl) and "work" in classes(dl):
            found[dl] = Mark("tags", "the work's tags")
    for node in skin.iter("*"):
        names = set(classes(node))
        parent = node.getparent()
        chapter = parent is not None and "chapter" in classes(parent)
        if "title" in names and local_name(node) in HEADINGS:
            in_chapter = chapter or local_name(node) == "h3"
            found[node] = (
                Mark("heading", "the chapter's heading", opens=True)
                if in_chapter
                else Mark("title", "the work's title")
            )
        elif "byline" in names:
            found[node] = Mark("byline", "the work's author")
        elif "summary" in names:
            found[node] = Mark("summary", "the page's summary")
        elif "notes" in names:
            found[node] = (
                Mark("end-note", "the page's end notes")
                if "end" in names
                else Mark("note", "the page's notes")
            )
        elif "landmark" in names:
            found[node] = Mark("furniture", "the page's line above the text")
        elif "userstuff" in names and not _inside_marked(node, found, skin):
            headed = any(m.kind == "heading" for m in found.values())
            found[node] = AO3_STORY._replace(opens=not headed)


def _inside_marked(node: etree._Element, found: Marks, top: etree._Element) -> bool:
    parent = node.getparent()
    while parent is not None and parent is not top:
        if parent in found and found[parent].kind != "furniture":
            return True
        parent = parent.getparent()
    return False

"""What the Archive of Our Own's own files say of themselves: HTML downloads of every age, the EPUB
made from them, and a page saved from the site.

Chapters are recognised by their place in the file's structure, never by a heading alone: a story
may hold headings of its own. Labels ("Summary", "Notes") count only where the archive puts them.
"""

from __future__ import annotations

from lxml import etree

from fabula.formats.blocks.drafts import Mark
from fabula.formats.web.ao3_parts import AO3_STORY, by_id, classes, is_tags, posted
from fabula.formats.web.ao3_saved import mark_saved_page
from fabula.formats.web.markup import HEADINGS, Marks, local_name, words_of
from fabula.story.text import ParatextKind

_LABEL_KINDS: dict[str, ParatextKind] = {
    "summary": "summary",
    "chapter summary": "summary",
    "notes": "note",
    "note": "note",
    "chapter notes": "note",
    "end notes": "end-note",
    "chapter end notes": "end-note",
}


def is_work(body: etree._Element) -> bool:
    """Whether a page holds a work in one of the archive's own shapes."""
    if body.find(".//*[@id='workskin']") is not None:
        return True
    if body.find(".//*[@id='chapters']") is None:
        return False
    # Any one of these may be gone from a file that somebody has edited.
    return (
        posted(body) is not None
        or bool(by_id(body, "preface") or by_id(body, "afterword"))
        or any(is_tags(dl) for dl in body.iter("{*}dl"))
    )


def marks(body: etree._Element, opened: bool = False) -> Marks:
    """What the parts of a work's page hold. What is not marked is the page's furniture.

    `opened`: the page may go on with a chapter begun in a file before.
    """
    found: Marks = {}
    if (skin := body.find(".//*[@id='workskin']")) is not None:
        mark_saved_page(body, skin, found)
        return found
    for part in by_id(body, "preface") + by_id(body, "afterword"):
        mark_front(part, found)
    for holder in by_id(body, "chapters"):
        mark_chapters(holder, found, opened)
    for child in body:
        if local_name(child) and child not in found and not _is_part(child):
            mark_front(child, found)
    return found


def mark_front(part: etree._Element, found: Marks) -> None:
    """Marks a preface, afterword, or a loose piece of one: all of it stands outside the story."""
    found.setdefault(part, Mark("furniture", "the archive's preface or afterword"))
    for node in part.iter("*"):
        tag = local_name(node)
        if tag == "dl" and is_tags(node):
            found[node] = Mark("tags", "the work's tags")
        elif tag == "h1":
            found[node] = Mark("title", "the work's title")
        elif "byline" in classes(node) or (tag in ("p", "div") and _is_chapter_by(node)):
            found[node] = Mark("byline", "the work's author")
        elif tag == "p" and not len(node) and (kind := _label_kind(node)):
            _mark_labelled(node, kind, found)


def mark_chapters(holder: etree._Element, found: Marks, opened: bool = False) -> None:
    """Marks the element that holds all chapters, each with its heading, notes and story.

    `opened`: story without a heading goes on with a chapter that is open already.
    """
    found[holder] = Mark("furniture", "between the chapters")
    for child in holder:
        tag = local_name(child)
        if not tag:
            continue
        if tag in HEADINGS:
            if "heading" in classes(child):
                found[child] = Mark("heading", "the chapter's heading", opens=True)
                opened = True
            else:
                found[child] = Mark("title", "the work's title above its text")
        elif is_chapter_head(child):
            mark_head(child, found)
            opened = True
        elif is_end_notes(child):
            mark_front(child, found)
            found[child] = Mark("end-note", "the chapter's end notes")
        else:
            found[child] = AO3_STORY._replace(opens=not opened)
            opened = False


def is_chapter_head(node: etree._Element) -> bool:
    """Whether an element is what the archive puts above a chapter: heading, notes, summary."""
    if local_name(node) != "div" or "userstuff" in classes(node):
        return False
    inside = [c for c in node if local_name(c)]
    if not inside or local_name(inside[0]) not in HEADINGS or local_name(inside[0]) == "h1":
        return False
    # A container of the archive's EPUB may have lost its classes: its words tell it from a story.
    return "meta" in classes(node) or all(_is_of_head(c) for c in inside[1:])


def _is_of_head(node: etree._Element) -> bool:
    """Whether an element may stand under the heading above a chapter's text."""
    if local_name(node) != "p":
        return local_name(node) in ("blockquote", "div")
    return bool(_label_kind(node)) or "byline" in classes(node) or _is_chapter_by(node)


def _is_chapter_by(node: etree._Element) -> bool:
    words = words_of(node)
    return words.startswith(("Chapter by ", "by ")) and len(words) < 100


def is_end_notes(node: etree._Element) -> bool:
    """Whether an element holds a chapter's end notes."""
    return (node.get("id") or "").startswith("endnotes") or (
        "meta" in classes(node) and "group" not in classes(node)
    )


def mark_head(head: etree._Element, found: Marks) -> None:
    """Marks what stands above a chapter."""
    mark_front(head, found)
    found[head] = Mark("note", "above the chapter")
    for child in head:
        if local_name(child) in HEADINGS:
            found[child] = Mark("heading", "the chapter's heading", opens=True)
            break


def _is_part(node: etree._Element) -> bool:
    return node.get("id") in ("preface", "chapters", "afterword")


def _label_kind(node: etree._Element) -> ParatextKind | None:
    return _LABEL_KINDS.get(words_of(node).rstrip(":").lower())


def _mark_labelled(label: etree._Element, kind: ParatextKind, found: Marks) -> None:
    why = f"under the label “{words_of(label)}”"
    found[label] = Mark(kind, why)
    after = label.getnext()
    while after is not None and not local_name(after):
        after = after.getnext()
    if after is not None and local_name(after) in ("blockquote", "div"):
        found[after] = Mark(kind, why)

"""What the Archive of Our Own's own files say of themselves: HTML downloads of every age, the EPUB
made from them, and a page saved from the site.

Chapters are recognised by their place in the file's structure, never by a heading alone: a story
may hold headings of its own. Labels ("Summary", "Notes") count only where the archive puts them.
"""

from __future__ import annotations

import re

from lxml import etree

from fabula.formats.drafts import STORY, Mark
from fabula.formats.markup import HEADINGS, Marks, local_name, words_of
from fabula.story.text import Meta, ParatextKind

_SINGULAR = {
    "archive warnings": "archive warning",
    "warning": "archive warning",
    "warnings": "archive warning",
    "categories": "category",
    "fandoms": "fandom",
    "relationships": "relationship",
    "characters": "character",
    "additional tags": "additional tag",
    "additional tag": "additional tag",
    "freeform": "additional tag",
    "freeforms": "additional tag",
    "collections": "collection",
    "ratings": "rating",
}
TAG_LABELS = frozenset(
    (
        "rating",
        "archive warning",
        "category",
        "fandom",
        "relationship",
        "character",
        "additional tag",
    )
)
_LABEL_KINDS: dict[str, ParatextKind] = {
    "summary": "summary",
    "chapter summary": "summary",
    "notes": "note",
    "note": "note",
    "chapter notes": "note",
    "end notes": "end-note",
    "chapter end notes": "end-note",
}
_STAT = re.compile(
    r"(Published|Updated|Completed|Words|Chapters|Comments|Kudos|Bookmarks|Hits):\s*([^\s:]+)"
)
_PART = re.compile(r"Part\s+(\d+)\s+of\s+")
_WORK = re.compile(r"/works/\d+")


def is_work(body: etree._Element) -> bool:
    """Whether a page holds a work in one of the archive's own shapes."""
    if body.find(".//*[@id='workskin']") is not None:
        return True
    if body.find(".//*[@id='chapters']") is None:
        return False
    # Any one of these may be gone from a file that somebody has edited.
    return (
        _posted(body) is not None
        or bool(_by_id(body, "preface") or _by_id(body, "afterword"))
        or any(_is_tags(dl) for dl in body.iter("{*}dl"))
    )


def marks(body: etree._Element, opened: bool = False) -> Marks:
    """What the parts of a work's page hold. What is not marked is the page's furniture.

    `opened`: the page may go on with a chapter begun in a file before.
    """
    found: Marks = {}
    if (skin := body.find(".//*[@id='workskin']")) is not None:
        _mark_saved_page(body, skin, found)
        return found
    for part in _by_id(body, "preface") + _by_id(body, "afterword"):
        mark_front(part, found)
    for holder in _by_id(body, "chapters"):
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
        if tag == "dl" and _is_tags(node):
            found[node] = Mark("tags", "the work's tags")
        elif tag == "h1":
            found[node] = Mark("title", "the work's title")
        elif "byline" in classes(node):
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
            found[child] = STORY._replace(opens=not opened)
            opened = False


def is_chapter_head(node: etree._Element) -> bool:
    """Whether an element is what the archive puts above a chapter: heading, notes, summary."""
    if local_name(node) != "div" or "userstuff" in classes(node):
        return False
    first = next((c for c in node if local_name(c)), None)
    return first is not None and local_name(first) in HEADINGS and local_name(first) != "h1"


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


def meta(body: etree._Element) -> Meta:
    """What the work's own page says about it."""
    tags: dict[str, tuple[str, ...]] = {}
    stats: dict[str, str] = {}
    series: tuple[tuple[str, str | None], ...] = ()
    language = None
    for dl in body.iter("{*}dl"):
        if not _is_tags(dl):
            continue
        for label, value in _pairs(dl):
            if label == "stats":
                stats |= {k.lower(): v.replace(",", "") for k, v in _STAT.findall(_spaced(value))}
            elif label == "series":
                series = _series(value)
            elif label == "language":
                language = words_of(value) or None
            elif label:
                tags[label] = tags.get(label, ()) + _values(value)
    return Meta(
        title=_title(body),
        authors=_authors(body),
        tags=tags,
        series=series,
        stats=stats,
        language=language,
        url=_url(body),
    )


def classes(node: etree._Element) -> list[str]:
    """An element's classes."""
    return (node.get("class") or "").split()


def _posted(body: etree._Element) -> etree._Element | None:
    """The line that says where the work was posted."""
    for node in body.iter("{*}p"):
        if "Posted originally on" in "".join(map(str, node.itertext()))[:600]:
            return node
        if "userstuff" in classes(node):
            break
    return None


def _by_id(body: etree._Element, name: str) -> list[etree._Element]:
    return [n for n in body.iter("*") if n.get("id") == name]


def _is_part(node: etree._Element) -> bool:
    return node.get("id") in ("preface", "chapters", "afterword")


def _is_tags(dl: etree._Element) -> bool:
    if not {"tags", "meta"}.isdisjoint(classes(dl)):
        return True
    return any(label in TAG_LABELS for label, _ in _pairs(dl))


def _pairs(dl: etree._Element) -> list[tuple[str, etree._Element]]:
    """The labels of a list of tags, as `Meta.tags` names them, with their values."""
    pairs: list[tuple[str, etree._Element]] = []
    label = ""
    for node in dl:
        if local_name(node) == "dt":
            label = words_of(node).rstrip(":").strip().lower()
        elif local_name(node) == "dd":
            pairs.append((_SINGULAR.get(label, label), node))
    return pairs


def _values(value: etree._Element) -> tuple[str, ...]:
    links = tuple(words_of(a) for a in value.iter("{*}a"))
    return tuple(v for v in links if v) or ((words_of(value),) if words_of(value) else ())


def _spaced(value: etree._Element) -> str:
    return " ".join(" ".join(map(str, value.itertext())).split())


def _series(value: etree._Element) -> tuple[tuple[str, str | None], ...]:
    found: list[tuple[str, str | None]] = []
    before = value.text or ""
    for node in value.iter("*"):
        if node is value:
            continue
        if (
            local_name(node) == "a"
            and words_of(node)
            and "/series/" in (node.get("href") or "/series/")
        ):
            part = _PART.findall(" ".join(before.split()) + " ")
            found.append((words_of(node), part[-1] if part else None))
            before = ""
        before += (node.text or "" if local_name(node) != "a" else "") + (node.tail or "")
    return tuple(found)


def _title(body: etree._Element) -> str | None:
    for path in (".//{*}h1", ".//*[@id='workskin']//{*}h2[@class='title heading']"):
        node = body.find(path)
        if node is not None and words_of(node):
            return words_of(node)
    posted = _posted(body)
    bold = posted.find(".//{*}b") if posted is not None else None
    return (words_of(bold) or None) if bold is not None else None


def _authors(body: etree._Element) -> tuple[str, ...]:
    for node in body.iter("{*}div", "{*}h3", "{*}p"):
        if "byline" in classes(node):
            links = tuple(words_of(a) for a in node.iter("{*}a"))
            plain = re.sub(r"^by\s+", "", words_of(node))
            return links or ((plain,) if plain else ())
    return tuple(words_of(a) for a in body.iter("{*}a") if a.get("rel") == "author")


def _url(body: etree._Element) -> str | None:
    posted = _posted(body)
    for node in posted.iter("{*}a") if posted is not None else ():
        if _WORK.search(node.get("href") or ""):
            return node.get("href")
    return None


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


def _mark_saved_page(body: etree._Element, skin: etree._Element, found: Marks) -> None:
    found[body] = Mark("furniture", "the page around the work")
    for dl in body.iter("{*}dl"):
        if _is_tags(dl) and "work" in classes(dl):
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
            found[node] = STORY._replace(opens=not headed)


def _inside_marked(node: etree._Element, found: Marks, top: etree._Element) -> bool:
    parent = node.getparent()
    while parent is not None and parent is not top:
        if parent in found and found[parent].kind != "furniture":
            return True
        parent = parent.getparent()
    return False

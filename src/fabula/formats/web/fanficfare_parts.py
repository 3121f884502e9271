"""What FanFicFare's page and its book have in common: labels, notes, chapters that are missing.

Every template of it can be changed by its user, so a page is known by what stands in it (anchors,
labels in bold), and its classes are hints.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from fabula.formats.blocks.drafts import Mark
from fabula.formats.blocks.labels import labelled
from fabula.formats.web.ao3_parts import classes
from fabula.formats.web.markup import HEADINGS, Marks, local_name, words_of
from fabula.formats.web.shape import first, links
from fabula.story.text import Meta, Notice

_NOTES = frozenset(("fff_chapter_notes", "fff_head_notes", "fff_foot_notes"))
_ERROR = "(CHAPTER ERROR)"


def mark_notes(body: etree._Element, marks: Marks) -> None:
    """Marks the notes that it has moved above and below a chapter."""
    for node in body.iter("{*}div"):
        names = set(classes(node))
        if names & _NOTES:
            foot = "fff_foot_notes" in names
            why = "the downloader's mark for a note"
            marks[node] = Mark("end-note" if foot else "note", why)


def errors(titles: list[str]) -> tuple[Notice, ...]:
    """What to say of chapters that it could not fetch."""
    lost = [t for t in titles if _ERROR in t]
    if not lost:
        return ()
    count = "One chapter" if len(lost) == 1 else f"{len(lost)} chapters"
    message = f"{count} could not be downloaded, first “{lost[0]}”; get the file again."
    return (Notice("chapter-missing", message),)


def pairs(top: etree._Element) -> Iterator[tuple[str, str]]:
    """The labels of a title page (`<b>Label:</b>`), each with its value."""
    for label in top.iter("{*}b", "{*}strong"):
        name = words_of(label)
        if not name.endswith(":"):
            continue
        cell = label.getparent()
        value = cell.getnext() if cell is not None and local_name(cell) == "td" else None
        if value is not None:
            yield name[:-1], words_of(value)
        else:
            yield name[:-1], _until_break(label)


def _until_break(label: etree._Element) -> str:
    """The words after a label up to the line's end."""
    words = [label.tail or ""]
    for node in label.itersiblings():
        if local_name(node) in ("br", "b", "strong"):
            break
        words += ("".join(map(str, node.itertext())) if local_name(node) else "", node.tail or "")
    return " ".join("".join(words).split())


def meta_of(top: etree._Element, table: etree._Element | None) -> Meta:
    """What a title page says: its heading is `<a>Title</a> by Author`, its labels in `table`."""
    heads = (n for n in top.iter("*") if local_name(n) in HEADINGS)
    head = first(n for n in heads if " by " in words_of(n))
    said = list(pairs(table)) if table is not None else []
    if head is None:
        return labelled(said)
    title = first(links(head, ""))
    names = tuple(words_of(a) for a in list(links(head, ""))[1:])
    plain = words_of(head).rpartition(" by ")
    found = labelled(said, words_of(title) if title is not None else plain[0],
                     names or (plain[2],))  # fmt: skip
    url = title.get("href") if title is not None else None
    return Meta(
        found.title, found.authors, found.tags, found.series, found.stats, found.language,
        found.url or (url if url and url.startswith("http") else None),
    )  # fmt: skip

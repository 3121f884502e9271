"""What a work of the archive says of itself: title, authors, tags, series, stats."""

from __future__ import annotations

import re

from lxml import etree

from fabula.formats.web.ao3_parts import classes, is_tags, pairs, posted
from fabula.formats.web.markup import local_name, words_of
from fabula.story.text import Meta

_STAT = re.compile(
    r"(Published|Updated|Completed|Words|Chapters|Comments|Kudos|Bookmarks|Hits):\s*([^\s:]+)"
)
_PART = re.compile(r"Part\s+(\d+)\s+of\s+")
_WORK = re.compile(r"/works/\d+")


def meta(body: etree._Element) -> Meta:
    """What the work's own page says about it."""
    tags: dict[str, tuple[str, ...]] = {}
    stats: dict[str, str] = {}
    series: tuple[tuple[str, str | None], ...] = ()
    language = None
    for dl in body.iter("{*}dl"):
        if not is_tags(dl):
            continue
        for label, value in pairs(dl):
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
    # A saved page has the site's own name in its first heading.
    for path in (".//*[@id='workskin']//{*}h2[@class='title heading']", ".//{*}h1"):
        node = body.find(path)
        if node is not None and words_of(node):
            return words_of(node)
    line = posted(body)
    bold = line.find(".//{*}b") if line is not None else None
    return (words_of(bold) or None) if bold is not None else None


def _authors(body: etree._Element) -> tuple[str, ...]:
    for node in body.iter("{*}div", "{*}h3", "{*}p"):
        if "byline" in classes(node):
            links = tuple(words_of(a) for a in node.iter("{*}a"))
            plain = re.sub(r"^by\s+", "", words_of(node))
            return links or ((plain,) if plain else ())
    return tuple(words_of(a) for a in body.iter("{*}a") if a.get("rel") == "author")


def _url(body: etree._Element) -> str | None:
    line = posted(body)
    for node in line.iter("{*}a") if line is not None else ():
        if _WORK.search(node.get("href") or ""):
            return node.get("href")
    return None

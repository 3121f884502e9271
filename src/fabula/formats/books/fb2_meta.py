"""What an FB2 book says of itself, in its `title-info`."""

from __future__ import annotations

from lxml import etree

from fabula.formats.web.markup import words_of
from fabula.story.text import Meta


def fb2_meta(root: etree._Element) -> Meta:
    """Title, authors, series, genres, keywords, language; where it was taken from."""
    info = root.find("{*}description/{*}title-info")
    if info is None:
        return Meta()
    keywords = [k for n in info.iterfind("{*}keywords") for k in words_of(n).split(",")]
    tags = {
        "genre": tuple(w for n in info.iterfind("{*}genre") if (w := words_of(n))),
        "keyword": tuple(k.strip() for k in keywords if k.strip()),
    }
    return Meta(
        title=_first(info, "book-title"),
        authors=tuple(a for n in info.iterfind("{*}author") if (a := _author(n))),
        tags={name: values for name, values in tags.items() if values},
        series=tuple(
            (name, n.get("number") or None)
            for n in info.iterfind("{*}sequence")
            if (name := " ".join((n.get("name") or "").split()))
        ),
        stats={"date": date} if (date := _first(info, "date")) else {},
        language=_first(info, "lang"),
        url=_first(root, "description/{*}document-info/{*}src-url"),
        identifier=_first(root, "description/{*}document-info/{*}id"),
    )


def _first(node: etree._Element, path: str) -> str | None:
    found = node.find("{*}" + path)
    return (words_of(found) or None) if found is not None else None


def _author(node: etree._Element) -> str | None:
    names = (_first(node, part) for part in ("first-name", "middle-name", "last-name"))
    return " ".join(n for n in names if n) or _first(node, "nickname")

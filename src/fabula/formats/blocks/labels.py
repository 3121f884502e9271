"""What a work says of itself in lines of a label and a value: `Genre: Drama`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from fabula.story.text import Meta

_STATS = frozenset((
    "words", "chapters", "published", "updated", "packaged", "status", "completed", "word count",
    "reviews", "favs", "follows", "favorites", "hits", "views", "kudos", "comments", "read count",
    "read", "id",
))  # fmt: skip
_STAT_NAMES = {"word count": "words", "read count": "read"}
_SINGULAR = {
    "categories": "category",
    "genres": "genre",
    "characters": "character",
    "relationships": "relationship",
    "pairings": "pairing",
    "pairing": "pairing",
    "warnings": "warning",
    "fandoms": "fandom",
    "rated": "rating",
    "tags": "tag",
    "extra tags": "tag",
    "challenges": "challenge",
    "collections": "collection",
}
_WHOLE = frozenset(("rating", "publisher", "language"))  # a comma in the value parts no values
_ABOUT = frozenset((
    "summary", "story url", "author url", "series", "language", "title", "author", "publisher",
    "original source", "table of contents", "cover url",
))  # fmt: skip
_NOTHING = frozenset(("", "none", "unknown"))
_SERIES = re.compile(r"(.*?)\s*(?:\[(\d[\d.]*)\])?$", re.DOTALL)
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+")


def labelled(
    pairs: Iterable[tuple[str, str]], title: str | None = None, authors: tuple[str, ...] = ()
) -> Meta:
    """The meta of (label, value) pairs as a source gives them, labels without their colon."""
    tags: dict[str, tuple[str, ...]] = {}
    stats: dict[str, str] = {}
    about: dict[str, str] = {}
    for written, value in pairs:
        label = " ".join(written.lower().split())
        if value.strip().lower() in _NOTHING:
            continue
        if label in _STATS:
            stats[_STAT_NAMES.get(label, label)] = _plain(value)
        elif label in _ABOUT:
            about.setdefault(label, value)
        else:
            name = _SINGULAR.get(label, label)
            tags[name] = (*tags.get(name, ()), *_values(name, value))
    url = about.get("story url") or about.get("original source")
    return Meta(
        title=title or about.get("title"),
        authors=authors or ((about["author"],) if "author" in about else ()),
        tags=tags,
        series=_series(about.get("series")),
        stats=stats,
        language=about.get("language"),
        url=url if url and url.startswith(("http://", "https://")) else None,
    )


def _plain(value: str) -> str:
    """A number without the commas between its thousands; anything else as it stands."""
    return value.replace(",", "") if _NUMBER.fullmatch(value) else value


def _values(name: str, value: str) -> tuple[str, ...]:
    parts = (value,) if name in _WHOLE else value.split(",")
    return tuple(v for part in parts if (v := part.strip()))


def _series(value: str | None) -> tuple[tuple[str, str | None], ...]:
    found = _SERIES.fullmatch(value) if value else None
    return ((found[1], found[2]),) if found and found[1] else ()

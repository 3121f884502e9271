"""The YAML head of a draft, as far as a story's head goes: `key: value` and simple lists."""

from __future__ import annotations

import re

from fabula.formats.markdown.longform import longform
from fabula.story.text import Meta

_HEAD = re.compile(r"---[ \t]*\n(?P<body>(?:[^\n]*\n){0,200}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_KEY = re.compile(r"([A-Za-z][\w -]{0,40}):[ \t]*(.*)")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)")
_TITLE, _AUTHOR = ("title",), ("author", "authors", "by", "creator")
_SINGLE = {"fandoms": "fandom", "characters": "character", "relationships": "relationship",
           "tags": "additional tag", "warnings": "archive warning",
           "categories": "category"}  # fmt: skip
_KNOWN = frozenset((*_SINGLE, *_SINGLE.values(), "rating", "genre"))


def frontmatter(source: str) -> tuple[Meta, int]:
    """What a draft's head says, and how many characters it takes (0: it has none)."""
    found = _HEAD.match(source)
    if not found or not (values := _values(found["body"])):
        return Meta(), 0
    tags = {_SINGLE.get(k, k): v for k, v in values.items() if k in _KNOWN and v}
    index = longform(found[0]) if "longform" in values else None
    meta = Meta(
        title=next((values[k][0] for k in _TITLE if values.get(k)), index and index.title),
        authors=next((values[k] for k in _AUTHOR if values.get(k)), ()),
        tags=tags,
        series=tuple((name, None) for name in values.get("series", ())),
        language=next(iter(values.get("language", values.get("lang", ()))), None),
        url=next(iter(values.get("url", ())), None),
    )
    return meta, found.end()


def _values(body: str) -> dict[str, tuple[str, ...]]:
    """The keys of a head; none if any line of it is such as no head has."""
    values: dict[str, tuple[str, ...]] = {}
    key = ""
    for line in body.split("\n"):
        if item := _ITEM.fullmatch(line):
            if key:
                values[key] += (_bare(item[1]),)
        elif pair := _KEY.fullmatch(line):
            key = pair[1].strip().lower()
            values[key] = _list(pair[2].strip())
        elif line.strip() and line[0] not in " \t#":
            return {}
    return values


def _list(value: str) -> tuple[str, ...]:
    if value.startswith("[") and value.endswith("]"):
        return tuple(_bare(v) for v in value[1:-1].split(",") if v.strip())
    return (_bare(value),) if value else ()


def _bare(value: str) -> str:
    value = value.strip()
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value

"""The index of a project of Longform (a plugin of Obsidian): the `longform` entry in the YAML head
of a note, as far as it says which scenes make the story, and in which order."""

from __future__ import annotations

import re
from typing import NamedTuple

_HEAD = re.compile(r"\s*---[ \t]*\r?\n")
_ENTRY = re.compile(r"longform:[ \t]*")
_KEY = re.compile(r"[ \t]+([A-Za-z]\w{0,40}):[ \t]*(.*)")
_ITEM = re.compile(r"[ \t]*(?:-[ \t]+)*-(?:[ \t]+(.*))?")  # a list in a list is a scene's part
LINES = 20_000  # of a head: an epic has thousands of scenes


class Longform(NamedTuple):
    """What an index says: the project's title, the folder of its scenes (from the index on), and
    their names in order, without `.md`."""

    title: str | None
    folder: str
    scenes: tuple[str, ...]


def longform(source: str) -> Longform | None:
    """The index that a note is; None if it is none."""
    head = _HEAD.match(source)
    if not head:
        return None
    values: dict[str, list[str]] = {}
    key = ""
    inside = False
    for line in source[head.end() :].split("\n", LINES)[:LINES]:
        line = line.rstrip()
        if line in ("---", "..."):
            break
        if line[:1].strip():
            inside = bool(_ENTRY.fullmatch(line))
        elif inside and (found := _ITEM.fullmatch(line)):
            values.setdefault(key, []).extend([_bare(found[1])] if found[1] else ())
        elif inside and (found := _KEY.fullmatch(line)):
            key = found[1]
            values[key] = _flow(found[2])
    if not values:
        return None
    title, folder = values.get("title"), values.get("sceneFolder")
    scenes = tuple(values.get("scenes", ()))
    return Longform(title[0] if title else None, folder[0] if folder else "/", scenes)


def _flow(value: str) -> list[str]:
    """A value in its key's own line: one, or a list in brackets."""
    if value.startswith("["):
        return [_bare(v) for v in value.strip("[] ").split(",") if v.strip("[] ")]
    return [_bare(value)] if value else []


def _bare(value: str) -> str:
    value = value.strip(" \t[]")
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value

"""Writing programs that keep a story's scenes in many files, and their order in one of their own:
Longform's index (its docs/INDEX_FILE.md), novelWriter's `nwProject.nwx`, Scrivener's `.scrivx`.

A folder of such a project is read in its order, and what its list does not name is not read: notes,
characters, cut scenes. That is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from posixpath import dirname, normpath
from typing import NamedTuple

from fabula.errors import UnreadableInput
from fabula.formats.markdown.longform import longform
from fabula.story.text import Notice

SHOWN = 6  # names in one notice

Read = Callable[[str], bytes]
"""The content of a file in the folder or archive, by its name there."""


class Project(NamedTuple):
    """Which files are the story, in order; which are only the project's own."""

    files: tuple[str, ...]
    own: frozenset[str] = frozenset()


def project(names: Sequence[str], read: Read) -> Project | None:
    """The project that the files of a folder make; None if they make none, or more than one."""
    found = [p for name in names if (p := _project(name, names, read))]
    return found[0] if len(found) == 1 else None


def unlisted(project: Project, names: Sequence[str]) -> Iterator[Notice]:
    """What to say of files that are not in the project's list, and of those that are not there."""
    listed = project.own.union(project.files)
    left = [name for name in names if name not in listed]
    if left:
        more = f" and {len(left) - SHOWN} more" if len(left) > SHOWN else ""
        first = ", ".join(f"“{name}”" for name in left[:SHOWN])
        message = f"Not in the project's list of scenes, so not read: {first}{more}."
        yield Notice("unlisted", message)
    there = set(names)
    for name in project.files:
        if name not in there:
            yield Notice("missing-file", f"The project names “{name}”, which is not there.")


def _project(name: str, names: Sequence[str], read: Read) -> Project | None:
    lower = name.lower()
    if lower.endswith(".nwx"):
        files = _files(name, read, _novelwriter)
    elif lower.endswith(".scrivx"):
        files = _files(name, read, lambda data, path: _scrivener(data, path, names))
    elif lower.endswith((".md", ".markdown")):
        data = read(name)
        index = longform(data.decode("utf-8", "replace")) if b"longform:" in data else None
        if index is None or not index.scenes:
            return None
        folder = normpath(f"{dirname(name) or '.'}/{index.folder.strip('/') or '.'}")
        files = [normpath(f"{folder}/{scene}.md") for scene in index.scenes]
        return Project((name, *files))
    else:
        return None
    return Project(tuple(files), frozenset((name,))) if files else None


def _files(name: str, read: Read, of: Callable[[bytes, str], list[str]]) -> list[str]:
    """The files that a list in XML names, from its own folder on; none if it is damaged."""
    try:
        return [normpath(f"{dirname(name) or '.'}/{file}") for file in of(read(name), name)]
    except UnreadableInput:
        return []


def _novelwriter(data: bytes, path: str) -> list[str]:
    """The documents of the novel that are not switched off."""
    from fabula.formats.web.trees import xml_root

    return [
        f"content/{item.get('handle')}.nwd"
        for item in xml_root(data, path, path).iter("{*}item")
        if item.get("type") == "FILE"
        and item.get("class") == "NOVEL"
        and item.get("layout") == "DOCUMENT"
        and all(n.get("active") != "no" for n in item.iter("{*}name"))
    ]


def _scrivener(data: bytes, path: str, names: Sequence[str]) -> list[str]:
    """The texts in the draft's folder, in the binder's order (version 3: by UUID, 2: by ID)."""
    from fabula.formats.web.trees import xml_root

    folder = f"{dirname(path)}/".lstrip("/")
    there = {name.removeprefix(folder) for name in names}
    items = [
        item
        for draft in xml_root(data, path, path).iterfind(".//{*}BinderItem[@Type='DraftFolder']")
        for item in draft.iter("{*}BinderItem")
    ]
    # What goes into the book says so; what does not says nothing.
    chosen = [i for i in items if i.findtext("{*}MetaData/{*}IncludeInCompile") == "Yes"]
    return [
        file
        for item in chosen or items
        for file in (
            f"Files/Data/{item.get('UUID')}/content.rtf",
            f"Files/Docs/{item.get('ID')}.rtf",
        )
        if file in there
    ]

"""A ZIP archive of a work's chapters, read like a folder: its members of known kinds in natural
order, each by its own reader. An archive in an archive is not opened, and that is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from fabula.errors import NoStory
from fabula.formats.container import Container, named
from fabula.formats.folder import is_hidden, is_story, natural, passed_over
from fabula.formats.joining import join
from fabula.formats.projects import project, unlisted
from fabula.formats.shapes import ACCEPTED
from fabula.story.text import Notice, Segment, Text

Reader = Callable[[bytes, str, int], Text]
"""Reads a file's content; its path for messages, its number in the segments."""


def parse(data: bytes, path: str, file: int, read: Reader) -> Text:
    """Reads an archive; `read` reads its members. Segments name the member they stand in, and for
    a member that is a container itself the file in it ("one.epub/OEBPS/a.xhtml").

    Raises NoStory where no member is a story, UnreadableInput for one that cannot be read.
    """
    container = Container(data, path)
    names = sorted(filter(is_story, container.names), key=natural)
    texts: list[Text] = []
    others = list(_others(container.names))
    unpacked: dict[str, bytes] = {}  # by the search for a project, so that nothing is twice

    def once(name: str) -> bytes:
        if name not in unpacked:
            unpacked[name] = container.read(name)
        return unpacked[name]

    found = project((*names, *others), once)
    if found:
        others = [n for n in others if n not in found.own]
        notices = [*unlisted(found, names), *passed_over(others)]
        names = [n for n in found.files if n in container]
    else:
        notices = list(passed_over(others))
    for name in names:
        content = unpacked.pop(name) if name in unpacked else container.read(name)
        if not content.strip():
            notices.append(Notice("empty-file", f"{named(name)} in the archive is empty."))
            continue
        texts.append(_moved(read(content, f"{path}/{name}", file), name))
    if not texts:
        raise NoStory(
            f"{path}: there are no stories in this ZIP archive; give one that holds some as "
            f"{ACCEPTED}."
        )
    joined = join(texts)
    return replace(joined, notices=(*notices, *joined.notices), sources=())


def _others(names: Sequence[str]) -> Iterator[str]:
    return (n for n in names if not is_story(n) and not is_hidden(n))


def _moved(text: Text, name: str) -> Text:
    """`text` with its places in the archive's member `name`, which its notices name."""
    return replace(
        text,
        segments=tuple(_in_member(s, name) for s in text.segments),
        notices=tuple(replace(n, message=f"{named(name)}: {n.message}") for n in text.notices),
    )


def _in_member(segment: Segment, name: str) -> Segment:
    member = f"{name}/{segment.member}" if segment.member else name
    return segment._replace(member=member)

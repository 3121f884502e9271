"""What a reader says of people in two works of a series: that they are the same, or that they are
not. Like a correction it holds on to words of both, and does not show before it could be said.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from fabula.errors import FabulaError
from fabula.library.joining import Said, Who
from fabula.story.anchors import anchor, find
from fabula.story.corrections import Anchor
from fabula.story.text import Span
from fabula.story.world import World

if TYPE_CHECKING:
    from fabula.library.works import Library

_COLUMNS = "id, work, this, other, that, same"
_SEEN = 64  # code points of the last words that whoever says it had read


class Saying(msgspec.Struct, frozen=True):
    """That somebody of `work`, mentioned at `this`, is the same as somebody of `other`, a later
    part, mentioned at `that`; or is not."""

    id: int
    work: int
    this: Anchor
    other: int
    that: Anchor
    same: bool


def say(library: Library, one: Who, other: Who, same: bool, at: int | None = None) -> Saying:
    """Keep that somebody of a part is the same as somebody of a later one, or not, said at a place
    of that later part (by default its end). Raises FabulaError where they cannot be: both of one
    work, or nobody there."""
    if one.work == other.work:
        raise FabulaError("Both are of one work; correct that work to join or part them there.")
    text = library.text(other.work)
    at = text.paragraph_end(len(text.text) if at is None else at)
    this = _words(library.story(one.work).hindsight(), one.entity)
    that = _words(library.story(other.work, at).at(at), other.entity)
    seen = anchor(text.text[:at], Span(max(0, at - _SEEN), at))  # no word of what comes after
    row = (one.work, _packed(this), other.work, _packed(that), same, _packed(seen), time.time())
    with library.db.writing() as db:
        id_ = db.execute(
            "insert into people (work, this, other, that, same, made_at, made)"
            " values (?, ?, ?, ?, ?, ?, ?)",
            row,
        ).lastrowid
    return Saying(id_ or 0, one.work, this, other.work, that, same)


def unsay(library: Library, saying: int) -> None:
    """Take back what was said. Raises FabulaError where nothing was."""
    with library.db.writing() as db:
        if not db.execute("delete from people where id = ?", (saying,)).rowcount:
            raise FabulaError(f"Nothing was said under the number {saying}; it may be taken back.")


def listed(library: Library) -> list[Saying]:
    """All that was said, in the order of saying."""
    return [_made(row) for row in library.db.rows(f"select {_COLUMNS} from people order by id")]


def said(
    library: Library, works: Sequence[int], who: Callable[[int, Anchor], Who | None], here: World
) -> list[tuple[Saying, Said]]:
    """What was said of people in some works, the last word on each two, as far as it shows. `who`
    finds whom words of a work mention, `here` is the last of the works up to a place. What names
    nobody, or was said beyond that place, is left out."""
    among, last = set(works), works[-1]
    text = library.text(last).text
    rows = library.db.rows(f"select {_COLUMNS}, made_at from people order by id")
    found = {}
    for *row, made_at in rows:
        saying = _made(row)
        if not {saying.work, saying.other} <= among:
            continue
        if saying.other == last and _end(_unpacked(made_at), text) > here.horizon:
            continue
        one, two = who(saying.work, saying.this), who(saying.other, saying.that)
        if one and two:
            found[frozenset((one, two))] = (saying, Said(one, two, saying.same))
    return list(found.values())


def mentioned(world: World, work: int, words: Anchor) -> Who | None:
    """Whom some words of a work mention."""
    at = find(words, world.text.text)
    for mention in world.mentions_within(*at) if at else ():
        if (mention.start, mention.end) == at:
            return Who(work, mention.entity)
    return None


def _end(words: Anchor, text: str) -> int:
    """Where the last words end that somebody had read; where they are gone, where they did."""
    at = find(words, text)
    return at.end if at else words.near + len(words.exact)


def _made(row: Sequence[Any]) -> Saying:
    id_, work, this, other, that, same = row
    return Saying(id_, work, _unpacked(this), other, _unpacked(that), bool(same))


def _words(world: World, entity: str) -> Anchor:
    """Words that mention somebody: by name if there are any."""
    first = min(world.mentions_of(entity), key=lambda m: (m.kind != "PROP", m.start), default=None)
    if first is None:
        raise FabulaError(f"Nobody has the id {entity!r} there; its cast lists all.")
    return anchor(world.text.text, Span(first.start, first.end))


def _packed(anchor: Anchor) -> str:
    return msgspec.json.encode(anchor).decode()


def _unpacked(packed: str) -> Anchor:
    return msgspec.json.decode(packed, type=Anchor)

"""Places of a story as they are typed: a code point (`@123`), or words, those that are meant in
brackets where more stand around them (`the gate. [He] ran`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click

from fabula.story.text import Span
from fabula.story.world import World

FAR = 20_000  # code points of a quotation, at most, that a place in it is looked up by
_MARKED = re.compile(r"(.*?)\[(.+)\](.*)", re.DOTALL)
_POINT = re.compile(r"@(\d+)")
_SHOWN = 5  # places that are listed where words stand more than once


def is_place(typed: str) -> bool:
    """Whether what is typed is a place by its form."""
    return bool(_POINT.fullmatch(typed) or _MARKED.fullmatch(typed))


class Places:
    """The places of a story, as far as whoever types knows it. Raises UsageError where there is no
    such place, or there are several."""

    def __init__(self, world: World) -> None:
        self._world = world

    def mention(self, where: str) -> Span:
        """The mention at a place."""
        at = self.place(where)
        found = self._world.mention_at(at.start)
        return Span(found.start, found.end) if found and _POINT.fullmatch(where) else at

    def quotation(self, where: str) -> Span:
        """The innermost quotation at a place."""
        at = self.place(where)
        near = self._world.quotations_within(max(0, at.start - FAR), at.end)
        over = [q for q in near if q.start < at.end and at.start < q.end]
        if not over:
            raise click.UsageError(f"{where}: nothing is quoted there.")
        best = min(over, key=lambda q: q.end - q.start)
        return Span(best.start, best.end)

    def place(self, where: str) -> Span:
        """The words at a code point, or the ones that are told."""
        if point := _POINT.fullmatch(where):
            return self._word_at(int(point[1]))
        marked = _MARKED.fullmatch(where)
        before, words, after = marked.groups() if marked else ("", where, "")
        found = list(_standing(self._world.text.text, before, words, after))
        if len(found) == 1:
            return found[0]
        if not found:
            raise click.UsageError(f"“{where}” is not in the story.")
        places = ", ".join(f"@{at.start}" for at in found[:_SHOWN])
        more = f" and {len(found) - _SHOWN:,} more" if len(found) > _SHOWN else ""
        raise click.UsageError(
            f"“{where}” stands at {places}{more}: choose one of these, or put the words in"
            " brackets between some that stand around them."
        )

    def _word_at(self, point: int) -> Span:
        if point >= len(self._world.text.text):
            raise click.UsageError(
                f"@{point} is beyond the story's end (@{len(self._world.text.text)})."
            )
        found = re.compile(r"\S+").search(self._world.text.text, point)
        found = re.compile(r"\w+|\S").match(self._world.text.text, found.start()) if found else None
        return Span(found.start(), found.end()) if found else Span(point, point + 1)


def _standing(text: str, before: str, words: str, after: str) -> Iterator[Span]:
    """Where words stand as whole words between others; any blanks stand for each other."""
    pattern = "".join(
        (f"({part})" if n == 1 else part)
        for n, part in enumerate(map(_loose, (before, words, after)))
    )
    for found in re.finditer(rf"(?<!\w){pattern}(?!\w)", text):
        yield Span(*found.span(1))


def _loose(words: str) -> str:
    return r"\s+".join(map(re.escape, re.split(r"\s+", words)))

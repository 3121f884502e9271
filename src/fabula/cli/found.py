"""Sentences that were found or tell a story again, as values to print; and what is looked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from fabula.cli.output import harmless
from fabula.cli.overview import Place
from fabula.cli.statements import Teller
from fabula.story.naming import called
from fabula.story.text import Span
from fabula.story.world import World

if TYPE_CHECKING:
    from fabula.asking.recap import RecapItem
    from fabula.asking.search import Hit


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence: its place, its words, where in them the matches stand (half-open, code points),
    who says it, and its scene; `score` in (0, 1]."""

    place: Place
    words: str
    matches: list[Span]
    speaker: str | None
    scene: str | None
    score: float


class Retold(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence of a recap: its place and its words, names beside pronouns."""

    place: Place
    words: str


def query(
    world: World,
    words: Sequence[str],
    by: str | None = None,
    with_: str | None = None,
    scene: str | None = None,
) -> str:
    """A query as `Story.search` takes it. Several words in one argument are a phrase, unless they
    are somebody's name or a query of their own."""
    said = [_one(world, word) for word in words]
    filters = (("by", by), ("with", with_), ("scene", scene))
    return " ".join([*said, *(f'{name}:"{value}"' for name, value in filters if value)])


def _one(world: World, word: str) -> str:
    if " " not in word or '"' in word or ":" in word:
        return word
    names = {n.casefold() for e in called(world, word) for n in (e.label, *e.aliases)}
    return word if word.casefold() in names else f'"{word}"'


def found(world: World, hits: Iterable[Hit]) -> Iterator[Found]:
    """Sentences that were found, each on one line."""
    teller = Teller(world)
    for hit in hits:
        words = harmless(world.text.text[hit.start : hit.end])
        yield Found(
            place=teller.places.of(hit.start),
            words=" ".join(words.split()),
            matches=[
                _on_line(words, at.start - hit.start, at.end - hit.start) for at in hit.matches
            ],
            speaker=teller.name(hit.speaker) if hit.speaker else None,
            scene=hit.scene,
            score=hit.score,
        )


def _on_line(words: str, start: int, end: int) -> Span:
    """Where a match stands once the words are on one line."""
    before = len(" ".join(f"{words[:start]}|".split())) - 1
    return Span(before, before + len(" ".join(words[start:end].split())))


def retold(world: World, items: Iterable[RecapItem]) -> Iterator[Retold]:
    """The sentences of a recap."""
    teller = Teller(world)
    for item in items:
        yield Retold(place=teller.places.of(item.start), words=item.text)

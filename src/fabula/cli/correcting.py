"""What is typed after `fabula correct FILE` as a correction: places by code points or words, people
by names, ids or places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

import click

from fabula.cli.asked import somebody
from fabula.cli.typed_places import Places, is_place
from fabula.stories import Story
from fabula.story.anchors import correction
from fabula.story.annotations import EntityKind
from fabula.story.contract import EntityItem
from fabula.story.corrections import Action, Correction
from fabula.story.holding import first_mention, mention_near
from fabula.story.records import Level
from fabula.story.text import Span
from fabula.story.world import World

NOBODY = "-"
_TAKES = {
    "is": (2, 2), "merge": (2, 2), "split": (1, 2), "rename": (2, 2), "alias": (2, 2),
    "omit": (1, 1), "not-a-person": (1, 2), "speaker": (2, 2), "memory": (1, 2),
}  # fmt: skip


def correction_of(
    story: Story, words: Sequence[str], at: int | None, to: str | None, level: str | None
) -> Correction:
    """The correction that some words say; `at` is how far their maker had read. Raises UsageError
    where they cannot be understood, FabulaError where nobody is called so."""
    action, *rest = words
    if action not in _TAKES:
        raise click.UsageError(f"There is no action {action!r}: fabula correct --help lists them.")
    least, most = _TAKES[action]
    if not least <= len(rest) <= most:
        raise click.UsageError(f"{action} takes {_many(least, most)} after it.")
    if to is not None and action != "speaker":
        raise click.UsageError("--to goes with speaker.")
    if level is not None and (action != "memory" or level not in get_args(Level)):
        raise click.UsageError(
            f"--level goes with memory, and is one of {', '.join(get_args(Level))}."
        )
    world = story.hindsight() if at is None else story.at(at)
    return Typed(story, world, at).says(action, rest, to, level)


def _many(least: int, most: int) -> str:
    words = {1: "one", 2: "two"}
    several = " or ".join(dict.fromkeys((words[least], words[most])))
    return f"{several} {'place or name' if most == 1 else 'places or names'}"


class Typed:
    """What is typed, understood in a story as its maker knows it."""

    def __init__(self, story: Story, world: World, at: int | None) -> None:
        self._story, self._world, self._at = story, world, at
        self._places = Places(world)

    def says(
        self, action: str, words: Sequence[str], to: str | None, level: str | None
    ) -> Correction:
        """The correction."""
        match action:
            case "is" | "speaker":
                return self._who_is(action, words[0], words[1], to)
            case "merge":
                return self._made("merge", self._person(words[0]), self._person(words[1]))
            case "split":
                return self._split(words[0], words[1] if len(words) > 1 else None)
            case "rename" | "alias":
                return self._made(action, self._person(words[0]), name=words[1])
            case "omit":
                return self._made(action, self._person(words[0]))
            case "not-a-person":
                return self._made(action, self._person(words[0]), type=_kind(words[1:]))
        first, *last = (self._places.place(w) for w in words)
        return self._made("memory", first, last[0] if last else None, level=level)

    def _made(
        self, action: Action, this: Span, that: Span | None = None, to: Span | None = None,
        **more: str | None,
    ) -> Correction:  # fmt: skip
        return correction(self._story.text, action, this, that, to=to, made_at=self._at, **more)

    def _who_is(self, action: Action, where: str, who: str, to: str | None) -> Correction:
        """Who is mentioned, or speaks, at a place: told by a mention near it and by their name."""
        this = self._places.mention(where) if action == "is" else self._places.quotation(where)
        listener = self._near(to, this) if to is not None else None
        if who == NOBODY and action == "speaker":
            return self._made(action, this, to=listener)
        entity = self._somebody(who)
        that = mention_near(self._world, entity.id, this.start, this)
        name = entity.name if self._is_only(entity) else None
        return self._made(action, this, that, to=listener, name=name)

    def _near(self, who: str, place: Span) -> Span | None:
        return mention_near(self._world, self._somebody(who).id, place.start, place)

    def _is_only(self, entity: EntityItem) -> bool:
        """Whether nobody else has the name of somebody."""
        named = [e for e in self._world.entities if entity.name in (e.name, *e.aliases)]
        return entity.name is not None and len(named) == 1

    def _split(self, where: str, who: str | None) -> Correction:
        this = self._places.mention(where)
        entity = self._somebody(who).id if who else self._mentioned(where, this).id
        that = mention_near(self._world, entity, this.start, this)
        if that is None:
            raise click.UsageError(f"{where}: nothing else is taken for the one mentioned there.")
        return self._made("split", this, that)

    # People ------------------------------------------------------------------------------------

    def _somebody(self, who: str) -> EntityItem:
        """Whom a name, an id or a place means."""
        if not is_place(who):
            return somebody(self._world, who)
        return self._mentioned(who, self._places.mention(who))

    def _mentioned(self, where: str, at: Span) -> EntityItem:
        """Whom the words at a place mention."""
        entity = self._world.at_offset(at.start)
        if entity is None:
            raise click.UsageError(f"{where}: nobody is mentioned there.")
        return entity

    def _person(self, who: str) -> Span:
        """A mention of somebody: the one that is meant where a place is told, else the first."""
        if is_place(who):
            return self._places.mention(who)
        entity = somebody(self._world, who)
        if self._at is None:
            at = first_mention(self._world, entity.id)
        else:  # it shows from there on alone
            at = mention_near(self._world, entity.id, self._at)
        if at is None:
            raise click.UsageError(f"{who}: there are no words that mention them.")
        return at


def _kind(words: Sequence[str]) -> str | None:
    """The kind of thing that is typed, if one is."""
    kinds = [kind for kind in get_args(EntityKind) if kind != "PER"]
    if words and words[0].upper() not in kinds:
        raise click.UsageError(f"{words[0]}: the kinds are {', '.join(kinds)}.")
    return words[0].upper() if words else None

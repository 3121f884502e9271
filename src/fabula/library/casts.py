"""The people of one work with what may show that somebody of another work is the same: names, ties,
who they are seen with, each with the first words that tell it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple, TypeVar

import msgspec

from fabula.reading.lists import set_of
from fabula.reading.names.name_lists import GIVEN, TITLES, title_gender
from fabula.story.contract import EntityItem
from fabula.story.records import Mention, RelationType
from fabula.story.text import Span
from fabula.story.world import World

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

# Titles that may stand before a first name, and then say little of who somebody is.
_PLAIN = set_of("Miss Mx. Sir Madam Madame Monsieur Ma'am Master Mistress Lord Lady Dame")
_ARTICLES = frozenset(("the", "a", "an"))
_AFTER = frozenset(("Jr", "Sr", "Esq"))


class Called(NamedTuple):
    """What somebody is called, as it is written, and where that first stands."""

    form: str
    at: Span


class TiedTo(NamedTuple):
    """A tie: somebody is the `type` of `other`, or the other way round (`source` false)."""

    type: RelationType
    source: bool
    other: str
    words: tuple[Span, ...]


class Person(msgspec.Struct, frozen=True, dict=True):
    """One of a work's people. `names` are the forms of the name in order, `gender` is "f", "m" or
    "" as the story speaks of them, `company` whom they are in a scene with: there the first mention
    by name of themselves and of the other."""

    entity: str
    label: str
    gender: str
    names: tuple[Called, ...]
    ties: tuple[TiedTo, ...]
    company: dict[str, tuple[Span, Span]]

    @cached_property
    def full(self) -> dict[tuple[str, str], Called]:
        """Names of two words or more: by the first and the last word in small letters."""
        return _first(
            ((words[0].casefold(), words[-1].casefold()), Called(" ".join(words), at))
            for form, at in self.names
            if len(words := parted(form)[1]) > 1
        )

    @cached_property
    def words(self) -> dict[str, Called]:
        """Each word of the names, in small letters."""
        return _first(
            (word.casefold(), Called(word, at))
            for form, at in self.names
            for word in parted(form)[1]
        )

    @cached_property
    def titled(self) -> dict[tuple[str, str], Called]:
        """Names with a title: by that and the last word. What may stand before a first name, as
        "Miss", counts before other names alone."""
        return _first(
            ((title, words[-1].casefold()), Called(form, at))
            for form, at in self.names
            for title, words in (parted(form),)
            if title and not (title in _PLAIN and words[-1] in GIVEN)
        )


Cast = dict[str, Person]
"""People by their ids."""


def cast_of(world: World) -> Cast:
    """The people with a name whom a world knows."""
    places: dict[str, list[tuple[Span, str]]] = {}
    for mention in world.of(Mention):
        if mention.name:
            of = world.identities.of(mention.entity)
            places.setdefault(of, []).append((mention.at, mention.name))
    people = {who: entity for who in places if (entity := world.entity(who)) and _is_one(entity)}
    ties = _ties(world)
    company = _company(world, {who: [at for at, _ in places[who]] for who in people})
    return {
        who: Person(
            who,
            entity.label,
            _gender(entity.pronouns, (form for _, form in places[who])),
            tuple(Called(*pair) for pair in _first((f, at) for at, f in places[who]).items()),
            tuple(ties.get(who, ())),
            company.get(who, {}),
        )
        for who, entity in people.items()
    }


def _is_one(entity: EntityItem) -> bool:
    """Whether it is one person with a name."""
    return entity.type == "PER" and entity.name is not None and not entity.members


@lru_cache(maxsize=1 << 14)
def parted(form: str) -> tuple[str, tuple[str, ...]]:
    """The title before a name (as it is kept, "" for none) and its words; an article and "Jr." are
    left out."""
    words = form.replace("’", "'").split()
    title = ""
    while len(words) > 1 and words[0].lower() in _ARTICLES:
        words = words[1:]
    while len(words) > 1 and words[0].rstrip(".") in TITLES:
        title = title or TITLES[words[0].rstrip(".")][0]
        words = words[1:]
    while len(words) > 1 and words[-1].rstrip(".,") in _AFTER:
        words = words[:-1]
    return title, tuple(words)


def _first(pairs: Iterable[tuple[K, V]]) -> dict[K, V]:
    """The first value of each key."""
    found: dict[K, V] = {}
    for key, value in pairs:
        found.setdefault(key, value)
    return found


def _gender(pronouns: str | None, forms: Iterable[str]) -> str:
    """What pronouns and titles say; "" where they say nothing, or both."""
    told = {{"he/him": "m", "she/her": "f"}.get(pronouns or "", "?")}
    told |= {title_gender(title) for form in set(forms) if (title := parted(form)[0])}
    told.discard("?")
    return told.pop() if len(told) == 1 else ""


def _ties(world: World) -> dict[str, list[TiedTo]]:
    """Everybody's ties that are more than a feeling."""
    found: dict[str, list[TiedTo]] = {}
    for r in world.relations():
        if r.type == "feels":
            continue
        words = tuple(Span(*at) for at in r.evidence)
        found.setdefault(r.source, []).append(TiedTo(r.type, True, r.target, words))
        found.setdefault(r.target, []).append(
            TiedTo(r.type, r.symmetric, r.source, words)  # a sibling is one from either side
        )
    return found


def _company(
    world: World, places: Mapping[str, Sequence[Span]]
) -> dict[str, dict[str, tuple[Span, Span]]]:
    """Who is in a scene with whom, where both are named in it: the first names there."""
    found: dict[str, dict[str, tuple[Span, Span]]] = {}
    for scene in world.scenes:
        named = {}
        for who in scene.present:
            at = places.get(who, ())
            i = bisect_left(at, scene.start, key=lambda span: span.start)
            if i < len(at) and at[i].end <= scene.end:
                named[who] = at[i]
        for one, here in named.items():
            for other, there in named.items():
                if one != other:
                    found.setdefault(one, {}).setdefault(other, (here, there))
    return found

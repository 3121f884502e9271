"""Whether somebody of one work is somebody of another of the same series, and by which words.

A full name (first and last) is enough. One name alone is not: it takes something more in common, a
second name, a title, a tie, a companion, a name in the tags of both. Where two could be meant
nobody is: nobody of a work is two of another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from fabula.library.casts import Cast, Person
from fabula.reading.names.name_lists import GIVEN, NICKNAMES
from fabula.reading.people.cast_tags import tagged
from fabula.story.text import Meta, Span

SURE = 100  # what a full name counts among other reasons


class Reason(NamedTuple):
    """Something in common: a plain sentence, and the words of each work that show it; `sure` where
    it is enough by itself."""

    says: str
    here: tuple[Span, ...]
    there: tuple[Span, ...]
    sure: bool = False


class Part(NamedTuple):
    """A work of a series as far as it is told: its number, its people, the persons in its tags."""

    work: int
    cast: Cast
    tags: frozenset[tuple[str, ...]] = frozenset()


class Alike(NamedTuple):
    """Two people, one of each work, who are taken for one."""

    one: str
    other: str
    because: list[Reason]

    @property
    def strength(self) -> int:
        """How sure it is, to be compared: a full name counts more than all else together."""
        return sum(SURE if reason.sure else 1 for reason in self.because)


def alike(here: Part, there: Part) -> list[Alike]:
    """Who of one work is who of another, by what both tell."""
    sure = _unique(_pairs(here.cast.values(), there.cast.values(), _full_name))
    known = {(pair.one, pair.other) for pair in sure}
    here_left = [p for e, p in here.cast.items() if all(e != one for one, _ in known)]
    there_left = [p for e, p in there.cast.items() if all(e != other for _, other in known)]

    def reasons(one: Person, other: Person) -> Iterator[Reason]:
        yield from _second_name(one, other)
        yield from _title(one, other)
        yield from _tie(one, other, here.cast, there.cast)
        yield from _company(one, other, here.cast, there.cast, known)
        yield from _tags(one, other, here.tags, there.tags)

    return [*sure, *_unique(_pairs(here_left, there_left, reasons))]


def persons_tagged(meta: Meta) -> frozenset[tuple[str, ...]]:
    """The full names of persons in a work's tags, in small letters."""
    values = meta.tags.get("character", ()) + meta.tags.get("relationship", ())
    names = {name for of in tagged(values).values() for name in of}
    return frozenset(tuple(word.casefold() for word in name) for name in names)


def _pairs(
    here: Iterable[Person],
    there: Iterable[Person],
    reasons: Callable[[Person, Person], Iterator[Reason]],
) -> list[Alike]:
    """All pairs that share a word of their names, have reasons, and nothing against them."""
    by_word: dict[str, list[Person]] = {}
    for other in there:
        for word in other.words:
            by_word.setdefault(word, []).append(other)
    return [
        Alike(one.entity, other.entity, because)
        for one in here
        for other in {o.entity: o for word in one.words for o in by_word.get(word, ())}.values()
        if _fit(one, other) and (because := list(reasons(one, other)))
    ]


def _unique(pairs: list[Alike]) -> list[Alike]:
    """Those pairs of whom neither is in another with as many reasons."""
    return [
        pair
        for pair in pairs
        if not any(
            (pair.one == p.one) != (pair.other == p.other) and p.strength >= pair.strength
            for p in pairs
        )
    ]


def _fit(one: Person, other: Person) -> bool:
    """Whether nothing speaks against it: genders, and full names where both have one."""
    if one.gender and other.gender and one.gender != other.gender:
        return False
    return not (one.full and other.full) or _same_full(one, other) is not None


def _same_full(one: Person, other: Person) -> tuple[tuple[str, str], tuple[str, str]] | None:
    """A full name of each that may be one: Tom Hale and Thomas Hale."""
    for mine in one.full:
        for theirs in other.full:
            if mine[1] == theirs[1] and _short_for(mine[0], theirs[0]):
                return mine, theirs
    return None


def _short_for(one: str, other: str) -> bool:
    """Whether two first names are one, or pet forms of one."""
    nicknames = [NICKNAMES.get(name.title(), frozenset()) for name in (one, other)]
    return one == other or bool(nicknames[0] & nicknames[1])


# Reasons -----------------------------------------------------------------------------------------


def _full_name(one: Person, other: Person) -> Iterator[Reason]:
    if names := _same_full(one, other):
        mine, theirs = one.full[names[0]], other.full[names[1]]
        says = f"{mine.form} and {theirs.form} are one name."
        if mine.form == theirs.form:
            says = f"Both are called {mine.form}."
        yield Reason(says, (mine.at,), (theirs.at,), sure=True)


def _second_name(one: Person, other: Person) -> Iterator[Reason]:
    """Two words of their names are the same, and neither is a pet form of the other."""
    words = [word for word in one.words if word in other.words]
    for n, first in enumerate(words):
        for second in words[n + 1 :]:
            if not _short_for(first, second):
                mine, theirs = one.words, other.words
                says = f"Both are called {mine[first].form} and {mine[second].form}."
                yield Reason(
                    says,
                    (mine[first].at, mine[second].at),
                    (theirs[first].at, theirs[second].at),
                )
                return


def _title(one: Person, other: Person) -> Iterator[Reason]:
    for name, called in one.titled.items():
        if name in other.titled:
            yield Reason(f"Both are called {called.form}.", (called.at,), (other.titled[name].at,))
            return


def _tie(one: Person, other: Person, here: Cast, there: Cast) -> Iterator[Reason]:
    """Both are tied in the same way to somebody of one name."""
    for mine in one.ties:
        for theirs in other.ties:
            if mine[:2] == theirs[:2] and mine.other in here and theirs.other in there:
                whom, who = here[mine.other], there[theirs.other]
                if _fit(whom, who) and (name := _common(whom, who)):
                    tie = mine.type.replace("-", " ")
                    says = f"{name} is the {tie} of both."
                    if mine.source:
                        says = f"Both are the {tie} of {name}."
                    yield Reason(says, mine.words, theirs.words)
                    return


def _company(
    one: Person, other: Person, here: Cast, there: Cast, known: set[tuple[str, str]]
) -> Iterator[Reason]:
    """Both are in a scene with one who is known to be the same, or who has a name in common where
    one of the two names is rare."""
    rare = _rare(one, other)
    for mine, words in one.company.items():
        for theirs, others in other.company.items():
            whom, who = here[mine], there[theirs]
            name = _common(whom, who)
            alike = name is not None and _fit(whom, who) and (rare or _rare(whom, who))
            if alike or (mine, theirs) in known:
                name = name or whom.label
                yield Reason(f"Both are seen with {name}.", words, others)
                return


def _tags(
    one: Person,
    other: Person,
    here: frozenset[tuple[str, ...]],
    there: frozenset[tuple[str, ...]],
) -> Iterator[Reason]:
    """The tags of both works list one person of that name, the same."""
    for word, called in one.words.items():
        if word in other.words:
            mine = {name for name in here if word in name}
            if len(mine) == 1 and mine == {name for name in there if word in name}:
                says = f"The tags of both works list one {called.form}, the same."
                yield Reason(says, (called.at,), (other.words[word].at,))
                return


def _common(one: Person, other: Person) -> str | None:
    """A word that both are called by, as the first work has it."""
    return next((called.form for word, called in one.words.items() if word in other.words), None)


def _rare(one: Person, other: Person) -> bool:
    """Whether both are called by a word that is no common first name."""
    return any(
        word in other.words and called.form not in GIVEN for word, called in one.words.items()
    )

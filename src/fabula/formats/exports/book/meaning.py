"""Whom words mean by what has been told before them, and who is to be listed."""

from __future__ import annotations

from fabula.formats.exports.book.known import PLACES, Acquaintance, Known
from fabula.formats.exports.book.people import MATTERS, Register
from fabula.formats.exports.book.words import plain, tells
from fabula.story.labels import NARRATOR

SHARE = 0.1  # of the uses of a name that somebody must have to be meant by it
SEVERAL = 3  # whom one note names at most
USES = 2  # how often a description must have stood for one and the same to be a name


class Now:
    """Who is known at a place, and by which words."""

    def __init__(self, register: Register, acquaintance: Acquaintance) -> None:
        self.register = register
        self.acquaintance = acquaintance

    def meant(self, words: str) -> list[Known]:
        """Whom words mean by all that has been told: a name, a part of one, or a description that
        has stood for nobody else."""
        uses = self.register.who(words)
        if not uses:
            return self._partly(words)
        times = sum(use.times for use in uses)
        found = [
            known
            for use in uses
            if use.times >= SHARE * times and (known := self.acquaintance.known(use.entity))
        ]
        named = [known for known in found if known.named and plain(words) in _names(known)]
        if named and named[0] is found[0]:
            return [known for known in named if known.type == named[0].type][:SEVERAL]
        if len(found) != 1 or len(uses) != 1 or times < USES or not plain(words).startswith("the "):
            return []
        return found if tells(words) and found[0].type not in PLACES else []

    def _partly(self, words: str) -> list[Known]:
        """The only one with all these words in their names, where they have the form of a name."""
        if not words[:1].isupper():
            return []
        bearers = self.register.partly(words)
        found = [known for e in bearers if (known := self.acquaintance.known(e))]
        return found if len(found) == 1 and found[0].type == "PER" else []


def _names(known: Known) -> set[str]:
    return set(map(plain, (known.label, *known.aliases)))


def is_listed(known: Known) -> bool:
    """Whether somebody is listed: whoever has a name, and without one who comes often and is told
    from others."""
    told = known.label == NARRATOR or (tells(known.label) and known.pronouns is not None)
    often = known.mentions >= MATTERS and told
    return known.named or often

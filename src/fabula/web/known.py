"""What is known at a horizon, asked of a world in the few ways that the pages ask it.

The one module that knows how a `World` answers. Everything it says has the words it rests on, and
what the companion asks takes no fold of a whole long work.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from fabula.story.annotations import MentionKind
from fabula.story.contract import (
    EntityItem,
    MentionItem,
    QuotationItem,
)
from fabula.story.portrait import Character, portrait
from fabula.story.text import Span, Text
from fabula.story.world import World
from fabula.web.pages import Pages
from fabula.web.words import Words, around

_ID = re.compile(r"e[0-9]{1,9}")
DOUBT = 0.6  # what is less sure than this is shown as a doubt
FAR = 20_000  # code points: a quotation that is longer is not looked for
LATELY = 8_000  # code points before the horizon in which somebody was told of lately
TELLING: tuple[MentionKind, ...] = ("PROP", "NOM")  # kinds of words that name or describe
NOBODY = "somebody"


class Ref(NamedTuple):
    """Somebody or something to link to: `doubt` where it is rather a guess."""

    id: str
    label: str
    doubt: bool = False


class Meant(NamedTuple):
    """Whom words stand for: the mention and who that is."""

    mention: MentionItem
    who: EntityItem


class Known:
    """A world as the pages ask it."""

    def __init__(self, world: World, text: Text, pages: Pages) -> None:
        """`text` is the whole one, of which no word beyond the horizon is looked at: to cut a long
        one takes longer than to answer."""
        self.world = world
        self.horizon = world.horizon
        self._whole = text
        self._pages = pages

    @property
    def text(self) -> str:
        """The words up to the horizon."""
        return self.world.text.text

    def entity(self, id_: str) -> EntityItem | None:
        """Somebody by id; the one they turned out to be where ids were joined."""
        return self.world.entity(id_) if _ID.fullmatch(id_) else None

    def ref(self, id_: str | None, doubt: bool = False) -> Ref | str:
        """What to print for somebody."""
        entity = self.entity(id_) if id_ else None
        return Ref(entity.id, entity.label, doubt) if entity else NOBODY

    def meant(self, place: int) -> Meant | None:
        """Whom the words at a place stand for, as the inmost mention there says."""
        mention = self.world.mention_at(place)
        who = self.entity(mention.entity) if mention else None
        return Meant(mention, who) if mention and who else None

    def mentions(self, start: int, end: int) -> list[MentionItem]:
        """The mentions that begin in a stretch, in order."""
        return self.world.mentions_within(start, end)

    def quotations(self, start: int, end: int) -> list[QuotationItem]:
        """The quotations that begin in a stretch, in order."""
        return self.world.quotations_within(start, end)

    def said_at(self, place: int) -> QuotationItem | None:
        """The quotation that a place is in, the inmost."""
        holding = [q for q in self.quotations(max(0, place - FAR), place + 1) if q.end > place]
        return holding[-1] if holding else None

    def portrait(self, who: EntityItem, most: int) -> Character:
        """What is known of somebody, of scenes and words the last `most`."""
        return portrait(self.world, who, most)

    def lately(self, most: int) -> list[str]:
        """What those are called who were told of last, the latest first."""
        near = self.mentions(max(0, self.horizon - LATELY), self.horizon)
        ids = dict.fromkeys(m.entity for m in reversed(near) if m.type == "PER")
        found = (self.entity(i) for i in ids)
        return [e.label for e in found if e and (e.name or not e.members)][:most]

    def chapter(self, place: int) -> str | None:
        """What the chapter of a place is called."""
        page = self._pages.at(place)
        return page.title or (page.label if page.chapter else None)

    def words(self, start: int, end: int) -> Words:
        """The sentence around some words, with the words marked in it."""
        return around(self._whole, Span(start, min(end, self.horizon)))

    def because(self, meant: Meant) -> list[Words]:
        """The words by which one can tell whom a mention means: the nearest before it that name or
        describe them, and where they were first met. Nothing after the mention is looked at."""
        before = meant.mention.start
        first = self.mentions(meant.who.first, meant.who.first + 1)
        met = [Span(m.start, m.end) for m in first if m.entity == meant.who.id]
        shown = dict.fromkeys((*self._telling(meant.who.id, before), *met))
        return [self.words(*at) for at in shown if at.start < before]

    def _telling(self, who: str, before: int) -> list[Span]:
        """The last words before a place that name or describe somebody."""
        near = self.mentions(max(0, before - LATELY), before)
        found = [Span(m.start, m.end) for m in near if m.entity == who and m.kind != "PRON"]
        if found:
            return found[-1:]
        told = [self.world.people.places(who, kind) for kind in TELLING]
        last = [places[i - 1] for places in told if (i := bisect_left(places, (before, 0)))]
        return [max(last)] if last else []

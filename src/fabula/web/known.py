"""What is known at a horizon, asked of a world in the few ways that the pages ask it.

The one module that knows how a `World` answers. Everything it says has the words it rests on.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

from fabula.story.contract import (
    ChapterItem,
    EntityItem,
    MentionItem,
    QuotationItem,
    RelationItem,
    SceneItem,
    ThreadItem,
)
from fabula.story.phrases import tied
from fabula.story.portrait import Character, portrait
from fabula.story.text import Span
from fabula.story.world import World
from fabula.web.words import Words, around

DOUBT = 0.6  # what is less sure than this is shown as a doubt
FAR = 20_000  # code points: a quotation that is longer is not looked for
NOBODY = "somebody"


class Ref(NamedTuple):
    """Somebody or something to link to: `doubt` where it is rather a guess."""

    id: str
    label: str
    doubt: bool = False


class Said(NamedTuple):
    """A plain sentence in parts (a `Ref` is a link), and the words that show it."""

    parts: tuple[Ref | str, ...]
    words: Words | None
    doubt: bool = False


class Meant(NamedTuple):
    """Whom words stand for: the mention and who that is."""

    mention: MentionItem
    who: EntityItem


class Here(NamedTuple):
    """A scene that goes on: `place` "" and `when` None where they are not told."""

    scene: SceneItem
    opening: Words
    chapter: str | None
    place: Ref | str
    when: Words | None
    people: list[Ref | str]
    gone: list[Ref | str]
    pov: Ref | str | None


class Known:
    """A world as the pages ask it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.text = world.text.text
        self.horizon = world.horizon

    @cached_property
    def _entities(self) -> dict[str, EntityItem]:
        return {entity.id: entity for entity in self.world.entities}

    def entity(self, id_: str) -> EntityItem | None:
        """Somebody by id; the one they turned out to be where ids were joined."""
        return self._entities.get(self.world.identities.of(id_))

    def ref(self, id_: str | None, doubt: bool = False) -> Ref | str:
        """What to print for somebody."""
        entity = self.entity(id_) if id_ else None
        return Ref(entity.id, entity.label, doubt) if entity else NOBODY

    def asked(self, place: int) -> Meant | None:
        """Whom the words at a place stand for, as the inmost mention there says."""
        here = [m for m in self.world.mentions() if m.start <= place < m.end]
        for mention in sorted(here, key=lambda m: m.end - m.start):
            who = self.entity(mention.entity)
            if who is not None:
                return Meant(mention, who)
        return None

    def mentions(self, start: int, end: int) -> list[MentionItem]:
        """The mentions that begin in a stretch, in order."""
        return [m for m in self.world.mentions() if start <= m.start < end]

    def mentions_of(self, id_: str) -> list[MentionItem]:
        """All mentions of somebody, in order."""
        return [m for m in self.world.mentions() if m.entity == id_]

    def quotations(self, start: int, end: int) -> list[QuotationItem]:
        """The quotations that begin in a stretch, in order."""
        return [q for q in self.world.quotations() if start <= q.start < end]

    def said_at(self, place: int) -> QuotationItem | None:
        """The quotation that a place is in, the inmost."""
        holding = [q for q in self.quotations(max(0, place - FAR), place + 1) if q.end > place]
        return holding[-1] if holding else None

    def places(self, most: int) -> list[Ref]:
        """The places where scenes are set, the latest first."""
        found = dict.fromkeys(s.place for s in reversed(self.world.scenes) if s.place)
        refs = [self.ref(place) for place in list(found)[:most]]
        return [ref for ref in refs if isinstance(ref, Ref)]

    def scenes(self, happening: bool) -> list[Here]:
        """All scenes, in the order of telling or of happening (where it is known)."""
        scenes = self.world.scenes
        if happening:
            last = len(scenes)
            scenes = sorted(scenes, key=lambda s: (s.story_order or last, s.start))
        return [self._told(scene) for scene in scenes]

    def portrait(self, who: EntityItem) -> Character:
        """All that is known of somebody."""
        return portrait(self.world, who)

    def scene(self) -> SceneItem | None:
        """The scene that the horizon is in, the inmost."""
        last = self.horizon - 1
        scenes = self.world.scenes
        holding = [s for s in scenes[: bisect_right(scenes, last, key=_start)] if s.end > last]
        return holding[-1] if holding else (scenes[-1] if scenes else None)

    def chapter(self, place: int) -> str | None:
        """What the chapter of a place is called."""
        chapters = self.world.chapters
        i = bisect_right(chapters, place, key=_start) - 1
        if i < 0:
            return None
        title = chapters[i].title
        return " ".join(title.split()) if title else f"Chapter {chapters[i].ordinal}"

    def words(self, start: int, end: int) -> Words:
        """The sentence around some words, with the words marked in it."""
        return around(self.world.text, Span(start, end))

    def because(self, found: Meant) -> list[Words]:
        """The words by which one can tell whom a mention means: the nearest before it that name or
        describe them, and where they were first met. Nothing after the mention is looked at."""
        theirs = [m for m in self.mentions_of(found.who.id) if m.start < found.mention.start]
        telling = [m for m in theirs if m.kind != "PRON" and self.text[m.start].isalnum()]
        shown = list(dict.fromkeys([*telling[-1:], *theirs[:1]]))
        return [self.words(m.start, m.end) for m in shown]

    def here(self) -> Here | None:
        """The scene that the horizon is in: where and when it is, who is there, who has gone."""
        scene = self.scene()
        return self._told(scene) if scene else None

    def _told(self, scene: SceneItem) -> Here:
        left, back = dict(scene.departures), dict(scene.arrivals)
        gone = [e for e in scene.present if left.get(e, -1) > back.get(e, -1)]
        place = self.ref(scene.place)
        return Here(
            scene=scene,
            opening=self.words(scene.start, scene.start),
            chapter=self.chapter(scene.start),
            place=place if isinstance(place, Ref) else _line(scene.place_text or ""),
            when=self._dates.get(scene.id),
            people=[self.ref(e) for e in scene.present if e not in gone],
            gone=[self.ref(e) for e in gone],
            pov=self.ref(scene.pov) if scene.pov else None,
        )

    @cached_property
    def _dates(self) -> dict[str, Words]:
        """The first words that date each scene."""
        return {t.of: self.words(t.start, t.end) for t in reversed(list(self.world.times()))}

    # Plain sentences ---------------------------------------------------------------------------

    def tie(self, item: RelationItem) -> Said:
        """How two stand to each other."""
        doubt = item.basis != "stated" or item.confidence < DOUBT
        parts = (self.ref(item.source), f" {tied(item)} ", self.ref(item.target))
        return Said(parts, self.words(*item.evidence[0]), doubt)

    def thread(self, item: ThreadItem) -> Said:
        """What was left open, by whom and to whom."""
        parts: list[Ref | str] = [item.kind.capitalize()]
        if item.holder:
            parts += [" of ", self.ref(item.holder)]
        if item.to:
            parts += [" to ", self.ref(item.to)]
        if item.status != "open":
            parts.append(" (closed)")
        return Said(tuple(parts), self.words(*item.opened), item.confidence < DOUBT)

    def open_threads(self, most: int) -> tuple[list[Said], int]:
        """The latest threads still open, and how many there are."""
        found = [t for t in self.world.threads() if t.status == "open"]
        return [self.thread(t) for t in reversed(found[-most:])], len(found)

    def ties(self, ties: list[RelationItem]) -> list[Said]:
        """Ties, those that hold before those that ended."""
        return [self.tie(t) for t in sorted(ties, key=lambda t: t.until is not None)]


def _line(words: str) -> str:
    return " ".join(words.split())


def _start(item: SceneItem | ChapterItem) -> int:
    return item.start

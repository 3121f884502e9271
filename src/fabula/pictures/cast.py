"""What all pictures need of a world: who is drawn, in which colours, and where their words are."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import groupby

from fabula.pictures.lettering import clean, listed
from fabula.story.contract import SceneItem
from fabula.story.world import World

COLOURS = 8  # of people's lines; each is drawn in three ways before one comes again
STROKES = 3
LATEST = 300  # scenes that are drawn one by one: a longer story's last ones up to the horizon
CROWD = 12  # people from which those of a single scene are left out
MEMORY = ("flashback", "dream")
PLACES = ("FAC", "GPE", "LOC")


class Cast:
    """A world made ready for pictures: its people, the most mentioned first."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.people = world.characters
        self._by_id = {e.id: e for e in world.entities}
        self._found: dict[str, list[int]] = {}

    def name(self, entity: str | None) -> str:
        """What to call somebody or something."""
        found = self._by_id.get(entity or "")
        return clean(found.label) if found else "somebody"

    def names(self, entities: Sequence[str], most: int = 8) -> str:
        """Several, one after another; of many the first."""
        return listed([self.name(e) for e in entities], most)

    def first(self, entity: str) -> int:
        """The place of the first words that stand for somebody."""
        return self._by_id[entity].first

    @cached_property
    def rank(self) -> dict[str, int]:
        """The people by how often they are mentioned, from 0."""
        return {e.id: i for i, e in enumerate(self.people)}

    def _places(self, entity: str) -> list[int]:
        """Where somebody is mentioned, in order."""
        if entity not in self._found:
            self._found[entity] = sorted(m.start for m in self.world.mentions_of(entity))
        return self._found[entity]

    def words_in(self, entity: str, start: int, end: int) -> int:
        """The place of the first words for somebody between two places; the first of these where
        there are none."""
        places = self._places(entity)
        i = bisect_left(places, start)
        return places[i] if i < len(places) and places[i] < end else start

    def times_in(self, entity: str, start: int, end: int) -> int:
        """How often somebody is mentioned between two places."""
        places = self._places(entity)
        return bisect_left(places, end) - bisect_left(places, start)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The scenes by their number in the telling, from 1."""
        return {scene.id: i for i, scene in enumerate(self.world.scenes, 1)}

    def there(self, scene: SceneItem) -> list[str]:
        """Whom of the people a scene has, the most mentioned first."""
        return sorted((e for e in scene.present if e in self.rank), key=self.rank.__getitem__)

    def where(self, scene: SceneItem) -> str:
        """The place of a scene in words, "" where it is not told."""
        known = self._by_id.get(scene.place or "")
        return clean(known.label if known else scene.place_text or "")

    def seen(self, scenes: Sequence[SceneItem], most: int) -> tuple[list[str], int]:
        """Who is drawn in these scenes, the most mentioned first, and how many more there are. Of
        a crowd, whoever is in a single scene is left out."""
        times = Counter(e for scene in scenes for e in self.there(scene))
        often = [e for e in times if times[e] > 1] if len(times) > CROWD else list(times)
        kept = sorted(often, key=lambda e: (-times[e], self.rank[e]))[:most]
        return sorted(kept, key=self.rank.__getitem__), len(times) - len(kept)

    def scene_says(self, scene: SceneItem) -> str:
        """A scene in a sentence: its number, what it is, where, and who is there."""
        said = [f"Scene {self.numbers[scene.id]}"]
        said += [] if scene.level == "scene" else [scene.level]
        said += [w for w in (self.where(scene), self.names(scene.present)) if w]
        return " · ".join(said)


def colour(i: int) -> str:
    """The class of the i-th of those who are told apart: a colour, and a way of drawing it."""
    return f"c{i % COLOURS + 1} s{i // COLOURS % STROKES + 1}"


def scenes_in(cast: Cast, order: str, latest: int = 0) -> list[SceneItem]:
    """The scenes in the order of telling or of happening, those whose time is not told last; where
    `latest` is given, only as many, the last that were told."""
    scenes = cast.world.scenes[-latest:]
    if order == "telling":
        return scenes
    return sorted(scenes, key=lambda s: (s.story_order is None, s.story_order or 0, s.start))


def earlier(cast: Cast, drawn: int) -> str:
    """What a caption says of scenes before those that are drawn."""
    more = len(cast.world.scenes) - drawn
    return f"; {more:,} scenes before these are not drawn" if more > 0 else ""


def runs(values: Sequence[int]) -> list[tuple[int, int, int]]:
    """Stretches of equal values: (first index, last index, value)."""
    found, i = [], 0
    for value, group in groupby(values):
        n = len(list(group))
        found.append((i, i + n - 1, value))
        i += n
    return found


def about(cast: Cast, what: str) -> str:
    """A picture's heading: what it shows, and of which story."""
    told = cast.world.text.meta.title
    return f"{what}: {clean(told)}" if told else what

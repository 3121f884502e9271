"""People across works: how often two strangers are taken for one, and how often somebody is known
again, on the project's own stories.

PYTHONPATH=src:tests python benchmarks/series_people.py [FOLDER of tests/stories, by default worlds]

Strangers: each two of the stories, taken for parts of one series. Known again: each story cut in
two, its halves read apart; who is who is taken from the reading of the whole.
"""

from __future__ import annotations

import sys
from collections import Counter
from itertools import combinations
from pathlib import Path

import fabula
import worlds
from fabula.library.casts import Cast, cast_of
from fabula.library.likeness import Part, alike
from fabula.story.world import World

STORIES = Path(__file__).parent.parent / "tests" / "stories"


def main(folder: str = "worlds") -> None:
    texts = [worlds.load(path).prose.text for path in sorted((STORIES / folder).glob("*.txt"))]
    casts = [Part(1, cast_of(fabula.read(text + "\n").hindsight())) for text in texts]
    strangers = sum(len(alike(one, other)) for one, other in combinations(casts, 2))
    print(f"strangers taken for one: {strangers} in {len(texts) * (len(texts) - 1) // 2} pairs")
    right, wrong, missed = map(sum, zip(*map(halves, texts), strict=True))
    print(f"known again: {right} rightly, {wrong} otherwise than in the whole, {missed} not")


def halves(words: str) -> tuple[int, int, int]:
    """How many people of the first half are known again in the second: rightly, wrongly, not."""
    story = fabula.read(words + "\n")
    middle = story.text.paragraph_end(len(words) // 2)
    first = fabula.read(words[:middle] + "\n").hindsight()
    rest = words[middle:].lstrip()
    second = fabula.read(rest + "\n").hindsight()
    here, there = cast_of(first), cast_of(second)
    whole = story.hindsight()
    one, other = who(whole, first, here, 0), who(whole, second, there, len(words) - len(rest))
    wanted = {(a, b) for a in here for b in there if one[a] and one[a] == other[b]}
    found = {(pair.one, pair.other) for pair in alike(Part(1, here), Part(2, there))}
    return len(found & wanted), len(found - wanted), len(wanted - found)


def who(whole: World, half: World, cast: Cast, begins: int) -> dict[str, str | None]:
    """Who the people of a half, which begins at a place, are in the whole: by most mentions."""
    found = {}
    for person in cast:
        met = (whole.mention_at(m.start + begins) for m in half.mentions_of(person))
        times = Counter(mention.entity for mention in met if mention)
        found[person] = max(times, key=lambda e: times[e], default=None)
    return found


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Pictures: processor time and size of each, of a world of 200 scenes and 40 people.

python benchmarks/pictures.py [SCENES PEOPLE]     the world is made of records, not read
"""

from __future__ import annotations

import random
import sys
import time

from fabula.pictures import PICTURES, Look
from fabula.pictures.cast import Cast
from fabula.pictures.columns import columns
from fabula.pictures.threading import crossings, lines_of, ordered
from fabula.story.records import (
    AnyRecord,
    Entity,
    Mention,
    PresentIn,
    Quotation,
    Relation,
    RelationType,
    SceneStart,
    SpeakerOf,
)
from fabula.story.text import Block, Span, Text
from fabula.story.world import World

SCENES, PEOPLE = 200, 40
HEARD = 8  # paragraphs of a scene
TIES: tuple[RelationType, ...] = ("friend", "parent", "rival", "teacher", "feels", "sibling")


def made(scenes: int = SCENES, people: int = PEOPLE, seed: int = 6) -> World:
    """A world in which people come and go by and by, five to ten scenes a chapter; every ninth
    scene interrupts the one before it with a memory."""
    chance = random.Random(seed)
    text, blocks, records = "", [], list[AnyRecord]()
    names = [f"{chance.choice('BDKLMNRST')}{chance.choice('aeiou')}{chance.choice('lmnrst')}{i}"
             for i in range(people)]  # fmt: skip
    cast = chance.sample(range(people), min(4, people))
    ids: dict[int, str] = {}  # counted as they come, as everywhere

    def add(line: str, **more: bool) -> Span:
        nonlocal text
        at = Span(len(text), len(text) + len(line))
        text += line + "\n\n"
        blocks.append(Block(at.start, at.end, "prose", **more))
        return at

    for scene in range(scenes):
        if chance.random() < 0.7:
            cast = _changed(chance, cast, people)
        for part in range(HEARD):
            who = chance.choice(cast)
            at = add(f"“Go,” said {names[who]}.", opens_chapter=scene % 7 == 0 and part == 0)
            told = {"at": at, "known_at": at.end, "by": "made"}
            if part == 0:
                memory = scene % 9 == 8
                records.append(
                    SceneStart(
                        id=f"s{scene + 1}",
                        cue="memory" if memory else "gap",
                        level="flashback" if memory else "scene",
                        parent=f"s{scene}" if memory else None,
                        **told,
                    )
                )
                for one in cast:
                    if one not in ids:
                        ids[one] = f"e{len(ids) + 1}"
                        records.append(Entity(id=ids[one], type="PER", **told))
                    id_ = f"p{len(records)}"
                    records.append(
                        PresentIn(id=id_, scene=f"s{scene + 1}", entity=ids[one], **told)
                    )
            name = Span(at.end - 1 - len(names[who]), at.end - 1)
            records += [
                Mention(id=f"m{len(records)}", entity=ids[who], kind="PROP", name=names[who],
                        at=name, known_at=at.end, by="made"),
                Quotation(id=f"q{at.start}", utterance=f"q{at.start}", mode="speech", **told),
                SpeakerOf(id=f"w{at.start}", utterance=f"q{at.start}", speaker=ids[who],
                          cue="explicit", addressees=(ids[chance.choice(cast)],), **told),
            ]  # fmt: skip
        if scene % 4 == 0 and len(cast) > 1:
            one, other = chance.sample(cast, 2)
            kind = chance.choice(TIES)
            feeling = chance.choice(("love", "hate", "trust")) if kind == "feels" else None
            records.append(
                Relation(id=f"r{scene}", source=ids[one], target=ids[other], type=kind,
                         feeling=feeling, past=chance.random() < 0.2, **told)
            )  # fmt: skip
    return World(Text(text, tuple(blocks)), records, len(text))


def _changed(chance: random.Random, cast: list[int], people: int) -> list[int]:
    """Some stay, some go, some come."""
    stay = [one for one in cast if chance.random() < 0.7]
    come = chance.sample(range(people), chance.choice((0, 1, 1, 2)))
    return list(dict.fromkeys([*stay, *come]))[:9] or [chance.randrange(people)]


def main(scenes: int = SCENES, people: int = PEOPLE) -> None:
    """Draws each in both orders and prints what it took."""
    began = time.process_time()
    world = made(scenes, people)
    print(f"{scenes} scenes, {people} people (made in {time.process_time() - began:.2f} s)")
    look = Look(to=lambda at: f"/work/1/read/1?at={at}#p{at}")
    for kind in PICTURES:
        for order in ("telling", "story"):
            fresh = World(world.text, world.records, world.horizon)
            began = time.process_time()
            drawn = kind.draw(fresh, Look(order, look.to))  # type: ignore[arg-type]
            took = time.process_time() - began
            print(f"{kind.name:<10} {order:<8} {took:6.3f} s  {len(drawn.encode()) / 1000:7.0f} kB")
    found, _, _ = columns(Cast(world), "telling", people)
    lines = lines_of([c.people for c in found])
    print(f"{len(found)} columns, {len(lines)} lines, {crossings(ordered(lines, len(found)))} "
          f"crossings ({crossings(_unordered(lines, len(found)))} unordered)")  # fmt: skip


def _unordered(lines: list, count: int) -> list:  # type: ignore[type-arg]
    return [
        [[i for i, line in enumerate(lines) if line.first <= t <= line.last]] for t in range(count)
    ]


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))

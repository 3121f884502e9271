"""Moments that are told twice: a memory of what another memory or a scene has told before.

They share people and distinctive nouns: such as few scenes of the story have spoken of. The
memory holds a scene's nouns and people, the oldest scenes go first.
"""

from __future__ import annotations

from collections import Counter

import msgspec

from fabula.reading.page import Page, Part
from fabula.story.memory import Memory, Moments
from fabula.story.records import PresentIn, SameMoment, SceneStart
from fabula.story.text import Span

BY = "moments"
REMEMBERED = 40  # scenes
NOUNS = 40  # of a scene
PEOPLE = 2  # that both share
SHARED = 3  # distinctive nouns that both share; one less where both are memories
PART = 0.12  # of the nouns of a memory that it shares with what it tells again
RARE = 2  # scenes at most that speak of a distinctive noun
_COMMON = frozenset(
    ("hand", "eye", "head", "face", "door", "room", "time", "night", "morning", "evening", "year",
    "moment", "word", "side", "back", "name", "life", "house", "place", "thing", "voice", "mother",
    "father", "sister", "brother", "friend", "people", "woman", "child", "girl", "hour", "week",
    "month", "end", "floor", "table", "window", "light", "foot", "finger", "shoulder", "mouth",
    "hair", "body", "world", "kind", "part", "nothing", "something", "anything", "everything")
)  # fmt: skip


def moments(memory: Memory, page: Page) -> Memory:
    """Emits a SameMoment for each memory that tells what was told before."""
    known = _taken_in(memory.moments, page)
    linked = set(known.linked)
    for part in page.played:
        if part.scene in known.memories and part.scene not in linked:
            other = _same(known, part, memory)
            if other is not None:
                linked.add(part.scene)
                page.emit(
                    SameMoment, "x", part.at, BY, confidence=0.5, basis="inferred",
                    scene=part.scene, other=other,
                )  # fmt: skip
    known = msgspec.structs.replace(known, linked=tuple(sorted(linked & known.nouns.keys())))
    return msgspec.structs.replace(memory, moments=known)


def _taken_in(known: Moments, page: Page) -> Moments:
    """What is remembered, with the scenes of a passage."""
    nouns, people = dict(known.nouns), dict(known.people)
    for part in page.played:
        nouns[part.scene] = _more(nouns.pop(part.scene, ()), nouns_in(page, part.at))
    for record in page.records:
        if isinstance(record, PresentIn):
            people[record.scene] = _more(people.get(record.scene, ()), [record.entity])
    kept = list(nouns)[-REMEMBERED:]
    recalled = [r.id for r in page.records if isinstance(r, SceneStart) and r.level == "flashback"]
    return Moments(
        nouns={scene: nouns[scene] for scene in kept},
        people={scene: people[scene] for scene in kept if scene in people},
        memories=tuple(s for s in (*known.memories, *recalled) if s in nouns),
        linked=known.linked,
    )


def _more(before: tuple[str, ...], now: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*before, *now)))[:NOUNS]


def nouns_in(page: Page, at: Span) -> list[str]:
    """The nouns of a stretch that may tell one moment from others."""
    grammar = page.grammar
    return [
        lemma
        for i in grammar.words_in(at)
        if grammar.words[i].upos == "NOUN"
        and len(lemma := grammar.lemma(i)) > 3
        and lemma not in _COMMON
    ]


def _same(known: Moments, part: Part, memory: Memory) -> str | None:
    """The scene that tells the moment of a memory, where one does: the most alike."""
    spoken = Counter(noun for nouns in known.nouns.values() for noun in nouns)
    rare = {noun for noun in known.nouns[part.scene] if spoken[noun] <= RARE}
    who = _rooted(known, part.scene, memory)
    best, most = None, 0
    for scene, nouns in known.nouns.items():
        if scene in (part.scene, part.anchor):
            continue
        shared = len(rare & set(nouns))
        need = max(SHARED - (scene in known.memories), PART * len(known.nouns[part.scene]))
        if shared >= max(need, most + 1) and len(who & _rooted(known, scene, memory)) >= PEOPLE:
            best, most = scene, shared
    return best


def _rooted(known: Moments, scene: str, memory: Memory) -> set[str]:
    return {memory.cast.root(person) for person in known.people.get(scene, ())}

"""Who is named in our own stories: floors that a change must not fall below.

    PYTHONPATH=tests python tests/reading/test_names_stories.py [--look]

A marked mention is one by name if it has a capital that is not its article's, a title's or a form
of address alone. It counts as found if a mention of a person stands exactly there; as found at once
if it was known for a person's by the end of the passage; as right if most of its entity's marked
mentions are the same person's. A person without any marked mention is junk.
"""

from __future__ import annotations

import sys
from collections import Counter
from functools import cache
from typing import NamedTuple

from fabula import formats
from fabula.reading.names.name_words import FORM_OF_ADDRESS, GIVEN_NAME, look
from fabula.stories import tell
from fabula.story.records import EntityType
from marked import Marked, Mention, load_stories


class Score(NamedTuple):
    """Marked mentions by name: how many, which were missed, known later, given to another, not in
    their person's largest entity; and the forms of persons that nobody marked."""

    named: int
    missed: list[str]
    late: list[str]
    wrong: list[str]
    split: list[str]
    junk: list[str]


def by_name(story: Marked, mention: Mention) -> bool:
    """Whether the marked words name somebody."""
    for word in story.words(mention.at).split():
        seen = look(word) if word[0].isupper() else None
        if seen and not seen.title and word != "The":
            return not seen.kinds & FORM_OF_ADDRESS or bool(seen.kinds & GIVEN_NAME)
    return False


@cache
def score(story: Marked) -> Score:
    """Read a story and compare who is named in it."""
    world = tell(formats.read_string(story.text)).hindsight()
    found = {(m.start, m.end): m for m in world.mentions() if m.type == "PER" and m.kind == "PROP"}
    told = [r for r in world.of(EntityType) if r.type == "PER"]
    known_at: dict[str, int] = {}
    for record in told:
        root = world.identities.of(record.entity)
        known_at[root] = min(record.known_at, known_at.get(root, record.known_at))
    gold = {(m.at.start, m.at.end): m.name for m in story.mentions}
    votes: dict[str, Counter[str]] = {}
    for at, mention in found.items():
        if at in gold:
            votes.setdefault(mention.entity, Counter())[gold[at]] += 1
    owner = {entity: names.most_common(1)[0][0] for entity, names in votes.items()}
    main = {}
    for entity in sorted(votes, key=lambda e: votes[e].total()):
        main[owner[entity]] = entity
    result = Score(0, [], [], [], [], [])
    named = [m for m in story.mentions if by_name(story, m)]
    for m in named:
        seen = found.get((m.at.start, m.at.end))
        if seen is None:
            result.missed.append(story.words(m.at))
        elif owner[seen.entity] != m.name:
            result.wrong.append(f"{story.words(m.at)}: {m.name} for {owner[seen.entity]}")
        elif main[m.name] != seen.entity:
            result.split.append(story.words(m.at))
        if seen and known_at[seen.entity] > seen.known_at:
            result.late.append(story.words(m.at))
    junk = {(at, m.entity) for at, m in found.items() if m.entity not in owner}
    result.junk.extend(sorted({story.text[a:b] for (a, b), _ in junk}))
    return result._replace(named=len(named))


STORIES = [story for _, story in load_stories()]


def test_persons_are_found_by_name() -> None:
    """Nearly all marked names are found as names of persons, and given to the right one."""
    scores = [score(story) for story in STORIES]
    named = sum(s.named for s in scores)
    assert named >= 400
    assert sum(len(s.missed) for s in scores) / named <= 0.03
    assert sum(len(s.wrong) for s in scores) / named <= 0.01
    assert sum(len(s.split) for s in scores) / named <= 0.03


def test_persons_are_known_early() -> None:
    """Nearly always the passage that first names a person shows that it is one."""
    scores = [score(story) for story in STORIES]
    assert sum(len(s.late) for s in scores) / sum(s.named for s in scores) <= 0.02


def test_few_are_taken_for_persons() -> None:
    """In no story more than two are persons that nobody marked, and in most nobody is."""
    junk = [len(score(story).junk) for story in STORIES]
    assert max(junk) <= 2
    assert sum(junk) / len(junk) <= 0.1


def main(arguments: list[str]) -> None:
    rows = [(name, score(story)) for name, story in load_stories()]
    for name, row in rows:
        if "--look" in arguments and any(row[1:]):
            print(f"{name}: {row}")
    total = sum(row.named for _, row in rows)
    shares = {
        "missed": sum(len(row.missed) for _, row in rows) / total,
        "wrong": sum(len(row.wrong) for _, row in rows) / total,
        "split": sum(len(row.split) for _, row in rows) / total,
        "known later": sum(len(row.late) for _, row in rows) / total,
    }
    junk = sum(len(row.junk) for _, row in rows)
    print(f"named {total}:", ", ".join(f"{share:.3f} {what}" for what, share in shares.items()))
    print(f"junk {junk} in {len(rows)} stories")


if __name__ == "__main__":
    main(sys.argv[1:])

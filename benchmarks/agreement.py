"""How far two careful readers agree about a story's world, beside how far Fabula agrees.

    PYTHONPATH=src:tests python benchmarks/agreement.py

`tests/stories/again/` holds twelve stories whose records were written a second time, by helpers who
saw neither the first records nor what Fabula makes of them; who is who and who speaks was given to
them. So their figures bound what can be asked of a program.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from fabula import read
from fabula.story.records import SYMMETRIC
from world_scoring import (
    ROLES,
    Answered,
    Counts,
    alike,
    by_words,
    compared,
    gold_scenes,
    listed,
    listed_once,
    overlap,
    questions,
    says,
    score,
)
from worlds import STORIES, Record, Told, load

AGAIN = STORIES / "again"
KINDS = ("boundaries", "levels", "present", "participants", "relations", "attributes",
         "knowledge", "threads", "order")  # fmt: skip


def agreement(first: Told, again: Told) -> dict[str, Counts]:
    """What the second records find of the first, counted as `world_scoring` counts a reading."""
    text = first.prose.text
    counts = _scenes(first, again)
    counts["participants"] = _participants(first, again)
    counts["relations"] = compared(_ties(again), _ties(first))
    for kind, record in (("attributes", "is"), ("knowledge", "know"), ("threads", "thread")):
        found, told = (
            [(_key(r), r.at[0], "") for r in story.of(record)] for story in (again, first)
        )
        counts[kind] = by_words(text, found, told)
    return counts


def _key(record: Record) -> str:
    return " ".join(record.args[:2]) if record.kind == "know" else record.args[0]


def _ties(told: Told) -> Iterator[tuple[object, str]]:
    for r in told.of("tie"):
        one, kind, other = r.args
        ends = sorted((one, other)) if kind in SYMMETRIC else (one, other)
        yield (kind, *ends, r.pairs.get("feeling", "")), " ".join(r.args)


def _scenes(first: Told, again: Told) -> dict[str, Counts]:
    """Boundaries, levels, who is present, and the order of happening."""
    text = first.prose.text
    one, other = gold_scenes(first, text), gold_scenes(again, text)
    edges: list[Counter[int]] = []
    for scenes in (other, one):
        ends = [s.end for s in scenes if s.parent is not None]
        edges.append(
            Counter([_line(text, s.start) for s in scenes[1:]] + [_line(text, e) + 2 for e in ends])
        )
    found, told = ([(k, "") for k in e] for e in edges)
    levels = [[((_line(text, s.start), s.level), "") for s in scenes] for scenes in (other, one)]
    present, order = Counts(), Counts()
    pairs = []
    for scene in one:
        best = max(other, key=lambda s: overlap(s, scene))
        pairs.append((scene, best))
        here, there = (listed(s.record.pairs.get("present", "")) for s in (best, scene))
        present += compared(((p, "") for p in here), ((p, "") for p in there))
    dated = [
        (int(a.record.pairs["order"]), int(b.record.pairs["order"]))
        for a, b in pairs
        if "order" in a.record.pairs and "order" in b.record.pairs
    ]
    for (a, x), (b, y) in combinations(dated, 2):
        if a != b:
            order += Counts(int((x < y) == (a < b) and x != y), 1, 1)
    return {"boundaries": compared(found, told), "levels": compared(*levels), "present": present,
            "order": order}  # fmt: skip


def _line(text: str, place: int) -> int:
    """The number of the line that holds a place."""
    return text.count("\n", 0, place)


def _participants(first: Told, again: Told) -> Counts:
    """Roles of the events that both tell."""
    counts = Counts()
    things = {h: f for kind in ("thing", "place") for h, f in first.forms(kind).items()}
    for record in first.of("event"):
        at = record.at[0]
        other = next(
            (r for r in again.of("event") if r.at[0].start < at.end and at.start < r.at[0].end),
            None,
        )
        if other is None:
            continue
        told, found = (
            [(r, v) for r in ROLES for v in listed_once(e.pairs.get(r, ""))]
            for e in (record, other)
        )
        counts.told += len(told)
        counts.found += len(found)
        for role, value in found:
            for have in told:
                forms = (*things.get(have[1], ()), have[1])
                words = (*things.get(value, ()), value)
                if have[0] == role and any(alike(w, f) for w in words for f in forms):
                    counts.right += 1
                    told.remove(have)
                    break
    return counts


def asked(first: Told, again: Told) -> Answered:
    """How the second reader answers the first one's questions."""
    counts = Answered()
    for question, answer in zip(first.questions, again.questions, strict=True):
        right = any(says(a, g) for a in answer.answers for g in question.answers)
        line = f"{question.words} {answer.answers} {question.answers}"
        counts.add(line, said=bool(answer.answers), told=bool(question.answers), right=right)
    return counts


def main() -> None:
    people: dict[str, Counts] = {kind: Counts() for kind in KINDS}
    reader: dict[str, Counts] = {kind: Counts() for kind in KINDS}
    by_people, by_reader = Answered(), Answered()
    for path in sorted(AGAIN.glob("*.txt")):
        first, again = load(STORIES / "worlds" / path.name), load(path)
        story = read(first.prose.text + "\n")
        world = story.hindsight()
        for counts, found in ((people, agreement(first, again)), (reader, score(first, world))):
            for kind in KINDS:
                counts[kind] += found[kind]
        by_people += asked(first, again)
        by_reader += questions(first, world, story.ask)
    print(f"{'':14}{'two readers':>24}{'reader and Fabula':>24}")
    for kind in KINDS:
        shown = "".join(
            f"{c.precision:8.3f}{c.recall:8.3f}{c.f1:8.3f}" for c in (people[kind], reader[kind])
        )
        print(f"{kind:14}{shown}")
    for name, got in (("second reader", by_people), ("Fabula", by_reader)):
        print(f"questions, {name}: {got.right} right, {got.silent} silent, {got.wrong} wrong")


if __name__ == "__main__":
    main()

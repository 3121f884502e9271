"""How well the cast is found by name: the Project Dialogism Novel Corpus, whole novels.

    python benchmarks/names_pdnc.py [--look] [NOVEL ...]

Reads every novel in `$FABULA_SHARED/data/pdnc` (default `../shared`) with no character list, then
compares the persons found with the corpus's characters, by name. A mention belongs to the
characters that have its form as an alias (a share to each if several do); an entity belongs to the
character that most of its mentions belong to. For each novel, and for the first fourteen and the
last seven by folder name:

- found: of the characters that speak and have a name, the share that owns a PER entity (in
  brackets weighted by their quotations);
- pure: of the ten characters most often named, the mean share of their largest entity's mentions
  that may be theirs;
- whole: the mean share of their unambiguous mentions that are in it;
- junk: the share of PER entities with three mentions or more of which no mention fits a character;
- words/s of the whole reading.

`--look` lists what was not found, what is not pure, and the junk.
"""

from __future__ import annotations

import argparse
import os
import re
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

from fabula.evaluation.pdnc_gold import TUNED, Novel, folders, load
from fabula.formats import read_string
from fabula.stories import tell
from fabula.story.records import Mention

ROOT = Path(os.environ.get("FABULA_SHARED", "../shared")) / "data" / "pdnc"


class Score(NamedTuple):
    """Figures of one novel."""

    found: float
    weighted: float
    pure: float
    whole: float
    junk: float
    speed: float

    def __str__(self) -> str:
        return (
            f"{self.found:7.1%} ({self.weighted:6.1%}) {self.pure:7.1%} {self.whole:7.1%} "
            f"{self.junk:7.1%} {self.speed:10,.0f}"
        )


class Gold(NamedTuple):
    """A novel's characters: form -> characters, and how often each speaks."""

    of: dict[str, set[str]]
    spoken: Counter[str]
    named: set[str]


class Found(NamedTuple):
    """What was read: each PER entity's mentions by form, and the speed."""

    people: dict[str, Counter[str]]
    speed: float


def plain(form: str) -> str:
    """A form without case, stops, articles and endearments."""
    form = re.sub(r"[.’']", "", form.lower())
    return re.sub(r"^(?:(?:the|a|an|my|dear|dearest|old|poor|little|young) )+", "", form).strip()


def gold(novel: Novel) -> Gold:
    """The annotated characters of a novel. One has a name if an alias has a capitalised word that
    the novel never writes small."""
    of: dict[str, set[str]] = defaultdict(set)
    named: set[str] = set()
    small = set(re.findall(r"(?<![^\W_])[a-z][^\W\d_]*", novel.text))
    for name, aliases in novel.characters.items():
        for alias in aliases:
            of[plain(alias)].add(name)
            words = [w for w in re.findall(r"[^\W\d_]{3,}", alias) if w[0].isupper()]
            if any(w.lower() not in small for w in words):
                named.add(name)
    return Gold(of, Counter(quote.speaker for quote in novel.quotes), named)


def read(source: str) -> Found:
    """Who is named in a novel, as it is read."""
    start = time.perf_counter()
    world = tell(read_string(source)).hindsight()
    seconds = time.perf_counter() - start
    persons = {entity.id for entity in world.entities if entity.type == "PER"}
    people: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in world.of(Mention):
        entity = world.identities.of(mention.entity)
        if mention.name and entity in persons:
            people[entity][mention.name] += 1
    return Found(people, len(source.split()) / max(seconds, 1e-9))


def score(told: Gold, seen: Found, look: bool) -> Score:
    """Compare, and with `look` print what is wrong."""
    owner: dict[str, str] = {}
    mine: dict[str, dict[str, int]] = defaultdict(dict)  # character -> entity -> its mentions
    sure: dict[str, Counter[str]] = defaultdict(Counter)  # character -> entity -> sure mentions
    junk: list[str] = []
    often = 0
    for entity, forms in seen.people.items():
        votes: Counter[str] = Counter()
        for form, times in forms.items():
            owners = told.of.get(plain(form), set())
            for character in owners:
                votes[character] += times / len(owners)  # type: ignore[assignment]
                mine[character][entity] = mine[character].get(entity, 0) + times
                if len(owners) == 1:
                    sure[character][entity] += times
        often += forms.total() >= 3
        if votes:
            owner[entity] = votes.most_common(1)[0][0]
        elif forms.total() >= 3:
            junk.append(entity)
    speakers = [c for c in told.spoken if c in told.named]
    owned = set(owner.values())
    lost = [c for c in speakers if c not in owned]
    pure, whole = [], []
    for character in sorted(sure, key=lambda c: -sure[c].total())[:10]:
        entity, times = sure[character].most_common(1)[0]
        total = seen.people[entity].total()
        pure.append(mine[character][entity] / total)
        whole.append(times / sure[character].total())
        if look and (pure[-1] < 0.95 or whole[-1] < 0.95):
            print(f"  {character}: pure {pure[-1]:.2f}, whole {whole[-1]:.2f}")
            for other, n in sure[character].most_common(3):
                print(f"    {other} {n}: {dict(seen.people[other].most_common(9))}")
    if look:
        print("  lost:", ", ".join(f"{c} ({told.spoken[c]})" for c in lost))
        print("  junk:", "; ".join(str(dict(seen.people[e].most_common(3))) for e in junk))
    said = sum(told.spoken[c] for c in speakers)
    return Score(
        1 - len(lost) / max(1, len(speakers)),
        1 - sum(told.spoken[c] for c in lost) / max(1, said),
        sum(pure) / max(1, len(pure)),
        sum(whole) / max(1, len(whole)),
        len(junk) / max(1, often),
        seen.speed,
    )


def mean(scores: list[Score]) -> Score:
    return Score(*(sum(column) / len(column) for column in zip(*scores, strict=True)))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("novels", nargs="*")
    parser.add_argument("--look", action="store_true")
    options = parser.parse_args()
    rows: list[tuple[int, Score]] = []
    print(
        f"{'':28} {'found':>7} {'(said)':>8} {'pure':>7} {'whole':>7} {'junk':>7} {'words/s':>10}"
    )
    for i, folder in enumerate(folders(ROOT)):
        if options.novels and folder.name not in options.novels:
            continue
        novel = load(folder)
        row = score(gold(novel), read(novel.text), options.look)
        rows.append((i, row))
        print(f"{novel.name:28} {row}")
    for label, chosen in (
        ("first fourteen", [s for i, s in rows if i < TUNED]),
        ("last seven", [s for i, s in rows if i >= TUNED]),
    ):
        if chosen:
            print(f"{label:28} {mean(chosen)}")


if __name__ == "__main__":
    main()

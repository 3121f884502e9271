"""How well quotations are found: the Project Dialogism Novel Corpus, whole novels.

    python benchmarks/quotations_pdnc.py [--misses N] [NOVEL ...]

For each novel in `$FABULA_SHARED/data/pdnc` (default `../shared`) it prints the share of the
annotated sub-quotations that were found exactly; the same if a quotation that holds others may
also be cut at them, as the annotators often did (`cut`); and of the found speech and thought
outside other quotations the shares that are, exactly or overlapping, annotated ones. Before two
stretches are compared, outer marks and blanks are stripped from both.
"""

from __future__ import annotations

import argparse
import os
import time
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from fabula.evaluation.pdnc_gold import Novel, folders, load
from fabula.formats import read_string
from fabula.reading.speech.quotations import bare, quotations
from fabula.story.annotations import Annotations, Quoted
from fabula.story.passage import passages
from fabula.story.text import Span

ROOT = Path(os.environ.get("FABULA_SHARED", "../shared")) / "data" / "pdnc"


class Score(NamedTuple):
    """Counts of one novel."""

    gold: int = 0
    found: int = 0
    cut: int = 0
    predicted: int = 0
    exact: int = 0
    overlapping: int = 0
    words: int = 0
    seconds: float = 0.0

    def __str__(self) -> str:
        return (
            f"{self.gold:6} {self.found / max(1, self.gold):8.2%} "
            f"{self.cut / max(1, self.gold):8.2%} {self.predicted:7} "
            f"{self.exact / max(1, self.predicted):8.2%} "
            f"{self.overlapping / max(1, self.predicted):8.2%} "
            f"{self.words / max(1e-9, self.seconds):10,.0f}"
        )


class Found(NamedTuple):
    """Stretches found in a novel, bare: all quotations; the parts that nested ones cut out of
    others; quotations of speech or thought outside others. And the seconds it took."""

    every: set[Span]
    parts: set[Span]
    outer: set[Span]
    seconds: float


def own_parts(quotations: Sequence[Quoted]) -> Iterator[Span]:
    """What is left of each quotation that holds others, between those."""
    held: dict[int, list[Span]] = {}
    for quoted in quotations:
        if quoted.parent is not None:
            held.setdefault(quoted.parent, []).append(quoted.at)
    for number, inner in held.items():
        start, end = quotations[number].at
        for at in inner:
            yield Span(start, max(start, at.start))
            start = at.end
        yield Span(start, max(start, end))


def find(source: str) -> Found:
    """Reads a novel and collects its quotations."""
    text = read_string(source)
    every: set[Span] = set()
    parts: set[Span] = set()
    outer: set[Span] = set()
    seconds = 0.0
    for passage in passages(text):
        start = time.perf_counter()
        notes = quotations(passage, Annotations())
        seconds += time.perf_counter() - start
        parts.update(bare(text.text, passage.absolute(s)) for s in own_parts(notes.quotations))
        for quoted in notes.quotations:
            at = bare(text.text, passage.absolute(quoted.at))
            every.add(at)
            if quoted.parent is None and quoted.mode in ("speech", "thought"):
                outer.add(at)
    return Found(every, parts, outer, seconds)


def overlapping(spans: set[Span], others: set[Span]) -> set[Span]:
    """Those of `spans` that share a character with one of `others`."""
    ordered = sorted(others)
    reach = 0
    ends = [reach := max(reach, s.end) for s in ordered]
    hit: set[Span] = set()
    for span in spans:
        before = bisect_left(ordered, Span(span.end, 0))
        if before and ends[before - 1] > span.start:
            hit.add(span)
    return hit


def measure(novel: Novel, misses: int) -> Score:
    """Scores one novel, and prints its first `misses` misses and false finds."""
    source = novel.text
    gold = {bare(source, Span(*at)) for quote in novel.quotes for at in quote.spans}
    found = find(source)
    touching = overlapping(found.outer, gold)
    missed = gold - found.every - found.parts
    for title, spans in (("missed", missed), ("false", found.outer - touching)):
        for at in sorted(spans)[:misses]:
            around = source[max(0, at.start - 40) : at.start], source[at.end : at.end + 40]
            print(f"{title}: {around[0]!r} [{source[at.start : at.end]!r}] {around[1]!r}")
    return Score(
        gold=len(gold),
        found=len(gold & found.every),
        cut=len(gold & (found.every | found.parts)),
        predicted=len(found.outer),
        exact=len(gold & found.outer),
        overlapping=len(touching),
        words=len(source.split()),
        seconds=found.seconds,
    )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--misses", type=int, default=0)
    arguments.add_argument("novels", nargs="*")
    chosen = arguments.parse_args()
    print(f"{'novel':28}   gold    found      cut   found' exact    overlap    words/s")
    scores: list[Score] = []
    for folder in folders(ROOT):
        if not chosen.novels or folder.name in chosen.novels:
            scores.append(measure(load(folder), chosen.misses))
            print(f"{folder.name:28} {scores[-1]}")
    print(f"{'all':28} {Score(*map(sum, zip(*scores, strict=True)))}")


if __name__ == "__main__":
    main()

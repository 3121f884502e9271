"""The Project Dialogism Novel Corpus, as the benchmarks read it: $FABULA_SHARED/data/pdnc."""

from __future__ import annotations

import ast
import csv
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(os.environ.get("FABULA_SHARED", "../shared")) / "data" / "pdnc"
TUNED = 14  # the first fourteen novels by folder name are for tuning; the last seven are reported


@dataclass
class Quote:
    """A gold quotation: the spans of its pieces (code points, without marks) and who speaks."""

    spans: list[tuple[int, int]]
    speaker: str
    addressees: list[str]
    type: str


@dataclass
class Novel:
    """A gold novel: its text, quotations, and characters with all their names."""

    name: str
    text: str
    quotes: list[Quote] = field(default_factory=list)
    characters: dict[str, set[str]] = field(default_factory=dict)


def novels(only: Iterable[str] = ()) -> Iterator[tuple[int, Novel]]:
    """The novels by folder name, numbered from 0; `only` those whose names are given."""
    wanted = set(only)
    for i, folder in enumerate(sorted(p for p in ROOT.iterdir() if p.is_dir())):
        if not wanted or folder.name in wanted:
            yield i, _novel(folder)


def _novel(folder: Path) -> Novel:
    novel = Novel(folder.name, (folder / "novel_text.txt").read_text("utf-8"))
    with (folder / "quotation_info.csv").open(newline="", encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            spans = [(a, b) for a, b in ast.literal_eval(row["quoteByteSpans"])]
            try:
                to = ast.literal_eval(row["addressees"])
            except (ValueError, SyntaxError):
                to = []
            novel.quotes.append(Quote(spans, row["speaker"], list(to), row["quoteType"].lower()))
    with (folder / "character_info.csv").open(newline="", encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            try:
                aliases = set(ast.literal_eval(row["Aliases"]))
            except (ValueError, SyntaxError):
                aliases = set()
            novel.characters[row["Main Name"]] = aliases | {row["Main Name"]}
    return novel


def plain(name: str) -> str:
    """A name as names are compared: lower case, without stops and a leading article."""
    return re.sub(r"^(?:the|a|an) ", "", re.sub(r"[.\s]+", " ", name).strip().lower())


def owners(mentions: Iterable[tuple[str, str]], characters: dict[str, set[str]]) -> dict[str, str]:
    """Which gold character each predicted entity is: the one that owns most of its proper-name
    mentions, told by the characters' names; a name of several characters counts in parts, and more
    for a character whose main name it is.

    `mentions` are pairs (entity, words).
    """
    bearers: dict[str, set[str]] = {}
    for character, names in characters.items():
        for name in names:
            bearers.setdefault(plain(name), set()).add(character)
    votes: dict[str, Counter[str]] = {}
    for entity, words in mentions:
        found = bearers.get(plain(words), set())
        for character in found:
            share = 1 + (plain(character) == plain(words))
            votes.setdefault(entity, Counter())[character] += 6 * share // len(found)
    return {entity: counts.most_common(1)[0][0] for entity, counts in votes.items()}

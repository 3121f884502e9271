"""The Project Dialogism Novel Corpus (Vishnubhotla et al. 2022): whole novels with every quotation.

`quotation_info.csv` gives for each quotation its pieces' places ("byte spans" that are code
points), speaker, addressees and kind of cue, and the mentions of characters inside it, piece by
piece: words, places, and the characters meant. Names that begin with `_` stand for nobody in
particular.
"""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NamedTuple

from fabula.errors import FabulaError
from fabula.story.text import Span

TUNED = 14  # the first novels by folder name are for tuning
REPORTED = 7  # the last ones are reported

Choice = Literal["first14", "last7", "all"]

_SINGULAR = re.compile(
    r"i|me|my|mine|myself|you|your|yours|yourself|he|him|his|himself|she|her|hers|herself|"
    r"it|its|itself|ye|yer|thou|thee|thy|thine|thyself"
)
_PLURAL = re.compile(
    r"we|us|our|ours|ourselves|yourselves|they|them|their|theirs|themselves|['’]em"
)


class Meant(NamedTuple):
    """A mention inside a quotation, and the one character it means."""

    at: Span
    character: str


@dataclass
class Quote:
    """A quotation: the places of its pieces without marks, who speaks and to whom, its cue
    (explicit, anaphoric, implicit; `nan` for not annotated), and the mentions in it that mean one
    character."""

    spans: list[tuple[int, int]]
    speaker: str
    addressees: list[str]
    type: str
    mentions: list[Meant] = field(default_factory=list)


@dataclass
class Novel:
    """A novel: its text, its quotations, and its characters with all their names."""

    name: str
    text: str
    quotes: list[Quote] = field(default_factory=list)
    characters: dict[str, set[str]] = field(default_factory=dict)


def folders(path: Path, choice: Choice = "all") -> list[Path]:
    """The folders of novels at `path` (one itself, a folder of them, or the corpus's repository),
    in the order of their names.

    Raises FabulaError where there are none.
    """
    if _is_novel(path):
        return [path]
    root = path / "data" if (path / "data").is_dir() else path
    found = sorted(p for p in root.iterdir() if _is_novel(p)) if root.is_dir() else []
    if not found:
        raise FabulaError(
            f"{path}: no novel of the PDNC here; name a novel's folder (with novel_text.txt and "
            "quotation_info.csv) or the folder that holds them."
        )
    return {"first14": found[:TUNED], "last7": found[-REPORTED:], "all": found}[choice]


def load(folder: Path) -> Novel:
    """Reads a novel. Raises FabulaError where its files are not as the PDNC's are."""
    try:
        novel = Novel(folder.name, (folder / "novel_text.txt").read_text("utf-8"))
        for row in _rows(folder / "character_info.csv"):
            novel.characters[row["Main Name"]] = {row["Main Name"], *_listed(row["Aliases"])}
        for row in _rows(folder / "quotation_info.csv"):
            novel.quotes.append(_by_main_name(_quote(row), novel.characters))
    except (KeyError, TypeError, ValueError) as error:
        raise FabulaError(f"{folder}: not a novel of the PDNC's form ({error!r}).") from error
    return novel


def _is_novel(folder: Path) -> bool:
    return (folder / "novel_text.txt").is_file() and (folder / "quotation_info.csv").is_file()


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def _quote(row: Mapping[str, str]) -> Quote:
    return Quote(
        spans=[(a, b) for a, b in ast.literal_eval(row["quoteByteSpans"])],
        speaker=row["speaker"],
        addressees=list(_listed(row["addressees"])),
        type=row["quoteType"].lower(),
        mentions=list(_mentions(row)),
    )


def _by_main_name(quote: Quote, characters: Mapping[str, set[str]]) -> Quote:
    """A quotation whose people are called as the list of characters calls them: the annotation
    often writes another of somebody's names ("Lucy" for "Miss Honeychurch")."""

    def main(name: str) -> str:
        if name in characters:
            return name
        bearers = [one for one, names in characters.items() if name in names]
        return bearers[0] if len(bearers) == 1 else name

    return Quote(
        quote.spans,
        main(quote.speaker),
        [main(name) for name in quote.addressees],
        quote.type,
        [Meant(m.at, main(m.character)) for m in quote.mentions],
    )


def _mentions(row: Mapping[str, str]) -> Iterator[Meant]:
    columns = ("mentionTextsList", "mentionSpansList", "mentionEntitiesList")
    for piece in zip(*(_listed(row.get(c, "")) for c in columns), strict=False):
        for words, (start, end), characters in zip(*piece, strict=False):
            if len(characters) == 1 and not characters[0].startswith("_"):
                left, right = len(words) - len(words.lstrip()), len(words) - len(words.rstrip())
                yield Meant(Span(start + left, end - right), characters[0])


def _listed(cell: str) -> Any:
    """The list or set in a cell; nothing where there is none."""
    try:
        return ast.literal_eval(cell)
    except (ValueError, SyntaxError):
        return []


def plain(name: str) -> str:
    """A name as names are compared: lower case, without stops and a leading article."""
    return re.sub(r"^(?:the|a|an) ", "", re.sub(r"[.\s]+", " ", name).strip().lower())


def is_pronoun(words: str, plural: bool = True) -> bool:
    """Whether these words are a pronoun; one of several people only if `plural` ones are asked
    for. ("You" passes for one.)"""
    word = words.lower()
    return bool(_SINGULAR.fullmatch(word) or (plural and _PLURAL.fullmatch(word)))

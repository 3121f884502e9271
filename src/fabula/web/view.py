"""A page of a text as data: paragraphs in pieces, for a template that only escapes and prints.

Everything is made of the text's own blocks; no markup of a book comes through. Offsets are code
points of the text, spans half-open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from fabula.story.text import Block, Span, Text
from fabula.web.pieces import Highlight, Paragraph, paragraph

FOLDS = {
    "tags": "Tags",
    "summary": "Summary",
    "note": "Author’s note",
    "end-note": "End notes",
    "contents": "Contents",
    "front-matter": "Front matter",
    "table": "Table",
    "hidden": "Hidden in the file",
}
"""What is set aside and folded until asked for, by kind of block."""
OTHER = "About this copy"  # title, author, licence, a site's furniture: the page says these
WRAPPED = ("text", "markdown")  # formats whose line breaks are only where a line was full
_LABEL = re.compile(r"\s*(?:chapter\s+)?(?:end\s+)?(?:summary|notes?|tags)\s*:?\s*", re.IGNORECASE)
_PRONOUNS = (
    "he|him|his|himself|she|her|hers|herself|they|them|their|theirs|themselves"
    "|i|me|my|mine|myself|you|your|yours|we|us|our|ours"
)
_TELLING = re.compile(rf"\b(?i:{_PRONOUNS})\b|(?<=[a-z,;] )[A-Z][\w’'-]*\w")


class Fold(NamedTuple):
    """What is set aside: closed until asked for."""

    label: str
    paragraphs: tuple[Paragraph, ...]


class Folds(NamedTuple):
    """What is set aside at one place, side by side."""

    folds: tuple[Fold, ...]


def view(
    text: Text,
    first: int,
    last: int,
    mentions: Sequence[Span] = (),
    highlights: Sequence[Highlight] = (),
) -> list[Paragraph | Folds]:
    """The blocks from `first` to `last` of a text, with links at `mentions` (in order of their
    starts; they may lie in each other) and the reader's highlights."""
    found: list[Paragraph | Folds] = []
    for aside, blocks in groupby(text.blocks[first:last], key=_is_aside):
        if aside:
            found += _folds(text.text, blocks)
        else:
            found += [paragraph(text.text, b, mentions, highlights) for b in blocks]
    return found


def is_wrapped(text: Text) -> bool:
    """Whether a line break inside a paragraph is only where a line of the file was full."""
    return all(source.format in WRAPPED for source in text.sources)


def likely(text: str, start: int, end: int) -> list[Span]:
    """The words of a stretch that look like somebody is meant: pronouns, and capitalised words in
    the middle of a sentence. For what has not been read yet; nothing but their form counts."""
    return [Span(*found.span()) for found in _TELLING.finditer(text, start, end)]


def _is_aside(block: Block) -> bool:
    return not block.is_story and block.kind != "heading"


def _folds(text: str, blocks: Iterable[Block]) -> list[Folds]:
    """Side by side, one for each label; none where only labels were set aside."""
    found: dict[str, list[Paragraph]] = {}
    for block in blocks:
        held = found.setdefault(FOLDS.get(block.kind, OTHER), [])
        if not _LABEL.fullmatch(text, block.start, block.end):  # the fold is called so itself
            held.append(paragraph(text, block))
    folds = tuple(Fold(label, tuple(held)) for label, held in found.items() if held)
    return [Folds(folds)] if folds else []

"""A treebank of Universal Dependencies in CoNLL-U form, such as the English Web Treebank (EWT).

Its raw text is put together as the format says: each word is followed by a blank unless it has
`SpaceAfter=No`, a paragraph (`# newpar`, `# newdoc`) ends with an empty line. The words of a
multi-word token (`do`, `n't` of `don't`) are found in its letters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from fabula.errors import FabulaError
from fabula.story.text import Span


class Word(NamedTuple):
    """A syntactic word; `head` is the number of its head in the text, its own for a root."""

    at: Span
    form: str
    lemma: str
    upos: str
    head: int
    deprel: str


@dataclass
class Treebank:
    """One document: its raw text, all its words, and how many of them each sentence has."""

    text: str = ""
    words: list[Word] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)

    def sentences(self) -> Iterator[list[Word]]:
        start = 0
        for length in self.lengths:
            yield self.words[start : start + length]
            start += length


def load(path: Path) -> list[Treebank]:
    """The documents of a CoNLL-U file. Raises FabulaError where it is none."""
    documents: list[Treebank] = []
    try:
        blocks = path.read_text("utf-8").strip().split("\n\n")
        for block in blocks:
            lines = block.split("\n")
            if not documents or any(line.startswith("# newdoc") for line in lines):
                documents.append(Treebank())
            if documents[-1].text and any(line.startswith("# newpar") for line in lines):
                documents[-1].text = documents[-1].text.rstrip() + "\n\n"
            _add(documents[-1], [line.split("\t") for line in lines if line[:1] != "#"])
    except (ValueError, IndexError) as error:
        raise FabulaError(f"{path}: not a CoNLL-U file ({error}).") from error
    return documents


def _add(document: Treebank, rows: list[list[str]]) -> None:
    """Adds a sentence. A row has ten columns; `3-4` numbers a multi-word token, `5.1` a word that
    is not in the text."""
    base = len(document.words)
    inside = 0  # the last word of the multi-word token being read
    place = 0
    for number, form, lemma, upos, _, _, head, deprel, _, misc in rows:
        if "." in number:
            continue
        token = "-" in number or int(number) > inside
        if token:
            place = len(document.text)
            document.text += form if "SpaceAfter=No" in misc.split("|") else form + " "
        if "-" in number:
            inside = int(number.split("-")[1])
            continue
        at = Span(place, place + len(form))
        place = at.end
        own = len(document.words)
        governor = base + int(head) - 1 if head != "0" else own
        document.words.append(Word(at, form, lemma, upos, governor, deprel))
    document.lengths.append(len(document.words) - base)

"""Whole public-domain novels without labels: for masked words, and for what a teacher sees in
them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fabula.formats import read_files
from fabula.model.wordpieces import WordPieces
from training.documents import Document, read_passages

WORDS = 2000  # of one document, as in LitBank


def documents(folder: Path, vocabulary: WordPieces) -> Iterator[Document]:
    """The novels of a folder, in documents of about `WORDS` words."""
    for path in sorted(folder.glob("*.txt")):
        text = read_files([path])
        yield from (
            d for d in read_passages(text, path.stem, vocabulary, WORDS) if len(d.words) > 200
        )

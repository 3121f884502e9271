"""UD English EWT (CC BY-SA 4.0): parts of speech, lemmas and dependencies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from fabula.model.wordpieces import WordPieces
from fabula.reading.language.windows import case_of, windows
from training.documents import Document

UPOS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN",
    "PUNCT", "SCONJ", "SYM", "VERB", "X",
)  # fmt: skip
MOST_LEMMAS = 300  # scripts that are learnt; every other lemma is the word itself


def sentences(path: Path) -> Iterator[list[list[str]]]:
    """The sentences of a CoNLL-U file: rows of ten cells, without ranges and empty nodes."""
    rows: list[list[str]] = []
    for line in path.read_text("utf-8").splitlines():
        if not line:
            if rows:
                yield rows
            rows = []
        elif not line.startswith("#"):
            cells = line.split("\t")
            if cells[0].isdigit():
                rows.append(cells)
    if rows:
        yield rows


def script(word: str, lemma: str) -> str:
    """How a lemma is made of its word: how many letters to take off the end, and what to add; `=`
    before it where the word's capitals are kept."""
    keep = "" if lemma == lemma.lower() else "="
    form = word if keep else word.lower()
    n = 0
    while n < min(len(form), len(lemma)) and form[n] == lemma[n]:
        n += 1
    return f"{keep}{len(form) - n}{lemma[n:]}"


def labels(path: Path) -> dict[str, list[str]]:
    """The tag sets, as the training sentences have them."""
    xpos: Counter[str] = Counter()
    deprel: Counter[str] = Counter()
    lemma: Counter[str] = Counter()
    for rows in sentences(path):
        for row in rows:
            xpos[row[4]] += 1
            deprel[row[7]] += 1
            lemma[script(row[1], row[2])] += 1
    return {
        "upos": list(UPOS),
        "xpos": sorted(x for x, n in xpos.items() if n > 1),
        "deprel": sorted(d for d, n in deprel.items() if n > 1),
        "lemma": ["0"] + [s for s, _ in lemma.most_common(MOST_LEMMAS) if s != "0"],
    }


def documents(path: Path, vocabulary: WordPieces, tags: dict[str, list[str]]) -> Iterator[Document]:
    """The sentences in documents of one window each; quotation marks and names are not told (shape
    holds the case alone)."""
    at = {kind: {tag: i for i, tag in enumerate(values)} for kind, values in tags.items()}
    held: list[list[list[str]]] = []
    room = 0
    for rows in sentences(path):
        size = sum(len(vocabulary.pieces(row[1])) for row in rows)
        if held and room + size > 250:
            yield _document(held, vocabulary, at)
            held, room = [], 0
        held.append(rows)
        room += size
    if held:
        yield _document(held, vocabulary, at)


def bare(held: Sequence[Sequence[str]], vocabulary: WordPieces) -> Document:
    """A document of nothing but sentences of words."""
    words = [word for sentence in held for word in sentence]
    number = [i for i, sentence in enumerate(held) for _ in sentence]
    pieces = [vocabulary.pieces(word) for word in words]
    cut = windows([len(p) for p in pieces], np.array(number))
    shape = [case_of(word) for word in words]
    return Document("ewt", words, pieces, shape, number, [0] * len(words), cut)


def _document(
    held: list[list[list[str]]], vocabulary: WordPieces, at: dict[str, dict[str, int]]
) -> Document:
    made = bare([[row[1] for row in rows] for rows in held], vocabulary)
    flat = [row for rows in held for row in rows]
    made.upos = [at["upos"][row[3]] for row in flat]
    made.xpos = [at["xpos"].get(row[4], 0) for row in flat]
    made.lemma = [at["lemma"].get(script(row[1], row[2]), 0) for row in flat]
    made.deprel = [at["deprel"].get(row[7], 0) for row in flat]
    made.head = []
    for rows in held:
        base = len(made.head)
        made.head += [
            base + (int(row[6]) - 1 if row[6] != "0" else i) for i, row in enumerate(rows)
        ]
    return made

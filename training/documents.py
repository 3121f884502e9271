"""What the net is trained on: documents as the reading sees them, with labels where a corpus has
them.

A document is read by the same code that reads stories (formats, passages, rules), so that the net
meets in training just what it meets later. Words are numbered through the document; all spans of
words are (first, last), the last one included.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
import numpy as np

from fabula.formats import read_string
from fabula.model.wordpieces import WordPieces
from fabula.reading.language.tokens import sentences
from fabula.reading.language.windows import MOST_PIECES, Words, windows, words_of
from fabula.reading.names.names import names
from fabula.reading.page import Page
from fabula.reading.people.cast import cast
from fabula.reading.speech.cues import cues
from fabula.reading.speech.quotations import quotations
from fabula.story.annotations import Annotations
from fabula.story.memory import Memory
from fabula.story.passage import Passage, passages
from fabula.story.text import Meta, Span, Text

START, END, MASK = 101, 102, 103  # pieces of BERT's vocabulary

At = tuple[int, int]  # of words or code points


class Quote(msgspec.Struct, array_like=True):
    """A quotation: its words; the cluster of its speaker and addressee (None: not labelled); where
    a cue tells who says it, and where somebody is called by name in it: free labels, and words that
    are hidden in training."""

    first: int
    last: int
    speaker: int | None = None
    addressee: int | None = None
    cues: tuple[tuple[int, int], ...] = ()
    called: tuple[tuple[int, int], ...] = ()


class Document(msgspec.Struct):
    """N words with what the rules know of them, and labels (None or empty where there are none).

    `windows` cut it for the encoder (first, one past the last). `turn` is 0 in narration, else the
    running number of the quotation. `names` are (first, last, entity) by the rules. `mentions` map
    a span to (type, kind, cluster); they are all there are if `complete`, else only some people's,
    and tell of those who they are, no more.
    """

    name: str
    words: list[str]
    pieces: list[tuple[int, ...]]
    shape: list[int]
    sentence: list[int]
    turn: list[int]
    windows: list[tuple[int, int]]
    names: list[tuple[int, int, int]] = []
    starts: list[int] = []  # code points in the text it was read from
    ends: list[int] = []
    mentions: dict[tuple[int, int], tuple[int, int, int]] | None = None
    complete: bool = True
    events: list[int] | None = None
    upos: list[int] | None = None
    xpos: list[int] | None = None
    lemma: list[int] | None = None
    head: list[int] | None = None  # in the document; a root's is itself
    deprel: list[int] | None = None
    quotes: list[Quote] = []


RULES = (quotations, sentences, names, cues)


def rules(passage: Passage) -> Annotations:
    """What the rules see in a passage."""
    notes = Annotations()
    for stage in RULES:
        notes = stage(passage, notes)
    return notes


def read(text: str, name: str, vocabulary: WordPieces) -> Document:
    """A text as the reading sees it, without labels."""
    return read_passages(read_string(text), name, vocabulary)[0]


def read_passages(
    text: Text, name: str, vocabulary: WordPieces, most: int = 1 << 30
) -> list[Document]:
    """A work in documents of at most about `most` words."""
    made: list[Document] = []
    held: list[tuple[Passage, Annotations]] = []
    size = 0
    memory = Memory()
    entities: list[list[tuple[int, int, str]]] = []
    for passage in passages(text):
        notes = rules(passage)
        page = Page(passage, notes, Meta(), (), memory.counts, memory.paragraphs)
        memory = cast(memory, page)
        memory = msgspec.structs.replace(
            memory, counts=page.counts, paragraphs=memory.paragraphs + len(passage.paragraphs)
        )
        length = len(passage.text.split())
        if held and size + length > most:
            made.append(document_of(name, held, entities, memory, vocabulary))
            held, entities, size = [], [], 0
        held.append((passage, notes))
        places = [(c.entity, passage.absolute(c.at)) for c in page.called if c]
        entities.append([(at.start, at.end, entity) for entity, at in places])
        size += length
    if held:
        made.append(document_of(name, held, entities, memory, vocabulary))
    return made


def document_of(
    name: str,
    held: Sequence[tuple[Passage, Annotations]],
    entities: Sequence[Sequence[tuple[int, int, str]]],
    memory: Memory,
    vocabulary: WordPieces,
) -> Document:
    """Some passages, each with what the rules see in it and the places of names by their entities,
    as one document; `memory` knows who is one."""
    document = Document(f"{name}@{held[0][0].start}", [], [], [], [], [], [])
    sentence = turn = 0
    for (passage, notes), named in zip(held, entities, strict=True):
        words = words_of(passage, notes)
        base = len(document.words)
        pieces = [vocabulary.pieces(word) for word in words.texts]
        document.words += words.texts
        document.pieces += pieces
        document.shape += words.shape.tolist()
        document.sentence += (words.sentence + sentence).tolist()
        document.turn += np.where(words.quotation < 0, 0, words.quotation + turn + 1).tolist()
        document.windows += [
            (a + base, b + base) for a, b in windows([len(p) for p in pieces], words.sentence)
        ]
        starts = [s.start + passage.start for s in words.spans]
        document.starts += starts
        document.ends += [s.end + passage.start for s in words.spans]
        inside = np.array(starts)
        for start, end, entity in named:
            first, last = np.searchsorted(inside, (start, end)) + base
            while entity in memory.cast.joined:
                entity = memory.cast.joined[entity]
            document.names.append((int(first), int(last) - 1, int(entity[1:])))
        document.quotes += _quotes(words, notes, base)
        sentence += len(notes.sentences)
        turn += len(notes.quotations)
    return document


def _quotes(words: Words, notes: Annotations, base: int) -> list[Quote]:
    """The outer quotations, each with the words of its cues that may be hidden. What goes on after
    a cue in the same paragraph has that cue too."""
    found: list[Quote] = []
    paragraph, after = -1, False  # of the quotation before, and whether its cue follows it
    starts = np.array([s.start for s in words.spans], np.int64)

    def place(at: Span) -> tuple[int, int]:
        a, b = np.searchsorted(starts, (at.start, at.end))
        return int(a) + base, int(b) - 1 + base

    for number, quoted in enumerate(notes.quotations):
        if quoted.parent is not None:
            continue
        first, last = np.searchsorted(starts, (quoted.at.start, quoted.at.end))
        if last <= first:
            continue
        own = [c for c in notes.cues if c.quotation == number and c.verb is not None]
        said = tuple(place(cue.subject) for cue in own)
        if not said and after and quoted.paragraph == paragraph:
            said = found[-1].cues
        paragraph = quoted.paragraph
        after = bool(said) and all(cue.side == "after" for cue in own)
        called = tuple(
            place(name.at) for name in notes.names if name.quotation == number and name.vocative
        )
        found.append(Quote(int(first) + base, int(last) - 1 + base, cues=said, called=called))
    return found


def save(documents: Iterable[Document], path: Path) -> None:
    """Keep documents for training."""
    path.write_bytes(msgspec.msgpack.encode(list(documents)))


def load(path: Path) -> list[Document]:
    """Documents kept by `save`."""
    return msgspec.msgpack.decode(path.read_bytes(), type=list[Document])


def align(document: Document, spans: Sequence[At]) -> dict[At, At]:
    """For spans of code points, the spans of words that are exactly they."""
    start = {a: i for i, a in enumerate(document.starts)}
    end = {b: i for i, b in enumerate(document.ends)}
    return {s: (start[s[0]], end[s[1]]) for s in spans if s[0] in start and s[1] in end}


assert MOST_PIECES < 510

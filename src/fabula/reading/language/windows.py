"""What the encoder is shown of a passage: its words, and what the rules already know of each.

A word's *shape* is a number under SHAPES that tells how it is written (the word pieces are without
capitals), whether it stands inside a quotation, whether the rules of names take it for part of a
name, and whether a paragraph begins with it (whose turn it is in a conversation is seldom told in
any other way): it is added to the input of the encoder like a token type.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fabula.reading.language.tokens import without, words
from fabula.reading.names.name_sleeping import ASLEEP
from fabula.story.annotations import Annotations
from fabula.story.passage import Passage
from fabula.story.plainly import plain
from fabula.story.text import Span

Ints = NDArray[np.int64]

SHAPES = 48
MOST_PIECES = 318  # of one window; with its start and end piece 320
QUOTED, NAMED, PLACED, OPENS = 4, 8, 16, 24  # what is added to a shape


class Words(NamedTuple):
    """The N words of a passage, in order: their spans, plain forms; the number of the sentence
    and of the outermost quotation (-1: none) that each stands in; its shape; whether it stands in a
    line that says whose eyes we see through, and is no name: such words stand for nobody."""

    spans: list[Span]
    texts: list[str]
    sentence: Ints
    quotation: Ints
    shape: Ints
    mute: NDArray[np.bool_]


def words_of(passage: Passage, notes: Annotations) -> Words:
    """The words of a passage whose sentences, quotations and names have been found."""
    holes = [hole for paragraph in passage.paragraphs for hole in paragraph.holes]
    text = without(passage.text, 0, len(passage.text), holes) if holes else passage.text
    spans: list[Span] = []
    numbers: list[int] = []
    for number, sentence in enumerate(notes.sentences):
        for word in words(text[sentence.start : sentence.end]):
            spans.append(Span(sentence.start + word.start, sentence.start + word.end))
            numbers.append(number)
    texts = [plain(word) or word for word in (text[s.start : s.end] for s in spans)]
    starts = np.array([s.start for s in spans], np.int64)
    quotation = np.full(len(spans), -1, np.int64)
    for number, quoted in enumerate(notes.quotations):
        if quoted.parent is None:
            quotation[_between(starts, quoted.at)] = number
    shape = np.array([case_of(word) for word in texts], np.int64) + QUOTED * (quotation >= 0)
    for name in notes.names:
        if name.sure <= ASLEEP:
            continue
        at = _between(starts, name.at)
        shape[at] = shape[at] % NAMED + (NAMED if name.person >= 0 else PLACED)
    mute = np.zeros(len(spans), np.bool_)
    for paragraph in passage.paragraphs:
        if paragraph.kind == "pov":
            mute[_between(starts, Span(paragraph.start, paragraph.end))] = True
    mute &= shape < NAMED
    opens = np.searchsorted(starts, [p.start for p in passage.paragraphs])
    shape[opens[opens < len(starts)]] += OPENS  # once, however many begin with the word
    return Words(spans, texts, np.array(numbers, np.int64), quotation, shape, mute)


def _between(starts: Ints, at: Span) -> slice:
    first, last = np.searchsorted(starts, (at.start, at.end))
    return slice(int(first), int(last))


def case_of(word: str) -> int:
    """0 small letters or none, 1 a capital first, 2 capitals, 3 anything else."""
    if word == word.lower():
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 1
    return 1 if word[:1].isupper() and word[1:] == word[1:].lower() else 3


def windows(sizes: list[int], sentence: Ints, most: int = MOST_PIECES) -> list[tuple[int, int]]:
    """Cut words with so many pieces each (`sizes`) into windows (first word, one past the last) of
    at most `most` pieces: at a sentence's end where one is near, else between two words."""
    found: list[tuple[int, int]] = []
    first = room = 0
    last_end = 0  # the last sentence end in the window
    i = 0
    while i < len(sizes):
        if i > first and sentence[i] != sentence[i - 1]:
            last_end = i
        if room + sizes[i] > most and i > first:
            cut = last_end if last_end - first > (i - first) // 3 else i
            found.append((first, cut))
            first, room, last_end = cut, sum(sizes[cut:i]), 0
            continue
        room += sizes[i]
        i += 1
    if first < len(sizes):
        found.append((first, len(sizes)))
    return found

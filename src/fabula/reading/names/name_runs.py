"""Runs of capitalised words in a passage: what a name can be carved out of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from fabula.reading.names.name_lists import ABBREVIATED, PARTICLES, group
from fabula.reading.names.name_words import (
    CAPITALISED,
    COMMON_WORD,
    GIVEN_NAME,
    INITIAL,
    INSERT,
    NOT_NAME,
    Look,
    asks,
    inserted,
    look,
)
from fabula.reading.speech.quotation_labels import lines
from fabula.reading.speech.quotation_verse import is_verse
from fabula.story.passage import Passage
from fabula.story.plainly import HIDDEN

_MARKS = "\"“”„‘’'«»‹›「」『』([—–-…"  # what a sentence or a stretch of speech may begin after
_EMPHASIS = "_*"
_VERSE = 3  # lines: two may be prose, the second with a capital by chance
_UNSEEN = re.compile(f"[{HIDDEN}]")
_INSERTED = re.compile(r"/[Nn]|[Nn]ame|NAME")
_INDENT = " \t_*"
_STOPS = '.!?…:;"”’»」』)]—–'
_QUOTES = {' "': '" ', " “": "” ", " '": "' ", " ‘": "’ ", " (": ") "}
_LONGEST_GAP = 14
SAINT = "St."
# What begins a sentence after "M. P." or "U. S. A.", and is no family name.
_OPENERS = group("determiner") | group("inverted") | group("auxiliary") | group("goes-on-small")


class Word(NamedTuple):
    """A capitalised word in its place: `end` is without a possessive; `opens` if it may owe its
    capital to where it stands (the start of a sentence or of speech)."""

    start: int
    end: int
    look: Look
    opens: bool


def runs(passage: Passage, openings: Sequence[int] = ()) -> Iterator[list[Word]]:
    """The runs of capitalised words of a passage, in order; `openings` are places where words may
    owe their capital to where they stand, as they do at the start of each paragraph."""
    for run in _runs(passage, _words(passage, openings)):
        yield from _pieces(run)


def _words(passage: Passage, openings: Sequence[int]) -> list[Word]:
    text = passage.text
    starts = {*openings, *_line_starts(passage)}
    starts.update(paragraph.start for paragraph in passage.paragraphs)

    def word(start: int, seen: Look) -> Word:
        return Word(start, start + seen.length, seen, start in starts or _opens(text, start))

    shut = [(p.start, p.end) for p in passage.paragraphs if p.kind == "break"]
    shut += [(hole.start, hole.end) for p in passage.paragraphs for hole in p.holes]
    out: list[Word] = []
    if _INSERTED.search(text) and (inserts := [m.span() for m in INSERT.finditer(text)]):
        outside = _Outside(shut)
        for start, end in inserts:
            if outside(start) and not asks(text, start, end):
                seen = inserted(text[start:end], text[end : end + 2] in ("'s", "’s"))
                out.append(word(start, seen))
        shut += inserts
    outside = _Outside(shut)
    for match in CAPITALISED.finditer(text):
        start, written = match.start(), match.group()
        if outside(start) and (written[0].isupper() or written[1:2] in "l'’"):
            out.append(word(start, look(written)))
    return sorted(out, key=_place) if shut else out


def _line_starts(passage: Passage) -> Iterator[int]:
    """Where the lines of verse begin."""
    for paragraph in passage.paragraphs:
        if is_verse(passage.text, paragraph.start, paragraph.end, _VERSE):
            for line in lines(passage.text, paragraph.start, paragraph.end):
                words = passage.text[line.start : line.end]
                yield line.start + len(words) - len(words.lstrip(_INDENT))


def _place(word: Word) -> int:
    return word.start


class _Outside:
    """Whether a place lies outside all of some spans."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        spans = sorted(spans)
        self.starts = [start for start, _ in spans]
        self.ends = list(accumulate((end for _, end in spans), max))

    def __call__(self, place: int) -> bool:
        i = bisect_right(self.starts, place)
        return i == 0 or self.ends[i - 1] <= place


def _opens(text: str, start: int) -> bool:
    """Whether a sentence or a stretch of speech may begin at `start`."""
    i = start - 1
    while i >= 0 and (text[i] in _EMPHASIS or _UNSEEN.match(text, i)):
        i -= 1
    if i < 0 or text[i] in _MARKS:
        return True
    while i >= 0 and (text[i].isspace() or text[i] in _EMPHASIS or _UNSEEN.match(text, i)):
        i -= 1
    return i < 0 or text[i] in _STOPS


# --- runs -----------------------------------------------------------------------------------------


def _runs(passage: Passage, words: list[Word]) -> list[list[Word]]:
    """Words of one paragraph that stand together, as far as blanks, initials' stops, particles and
    a nickname in quotation marks allow."""
    text = passage.text
    fresh = iter([*(p.start for p in passage.paragraphs), len(text) + 1])
    paragraph = next(fresh)
    runs: list[list[Word]] = []
    for i, word in enumerate(words):
        begins = word.start >= paragraph
        while word.start >= paragraph:
            paragraph = next(fresh)
        if not begins and i and _joined(text, words, i):
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _joined(text: str, words: list[Word], i: int) -> bool:
    before, word = words[i - 1], words[i]
    if word.start - before.end > _LONGEST_GAP or before.look.possessive:
        return False
    gap = text[before.end : word.start]
    if gap in (" ", "\n"):
        return before.look.word not in ("A", "O")
    if gap in (". ", ".\n", "."):
        if i > 1 and before.look.kinds & INITIAL and _abbreviates(words[i - 2].look):
            return word.look.word.lower() not in _OPENERS
        return _abbreviated(before.look, word.look)
    gap = gap.replace("\n", " ")
    if gap in _QUOTES and i + 1 < len(words):
        after = text[word.end : words[i + 1].start].replace("\n", " ")
        return after == _QUOTES[gap] and bool(before.look.kinds & GIVEN_NAME)
    if i > 1 and gap in _QUOTES.values():
        earlier = text[words[i - 2].end : before.start].replace("\n", " ")
        return _QUOTES.get(earlier) == gap and bool(words[i - 2].look.kinds & GIVEN_NAME)
    if gap[:1] == "." and _abbreviated(before.look, word.look):
        gap = gap[1:]
    return particles(gap) and not (
        (before.opens and before.look.kinds & COMMON_WORD and not before.look.title)
        or word.look.kinds & (NOT_NAME | COMMON_WORD)
    )


def _abbreviates(look: Look) -> bool:
    """Whether a word is an initial or `Mr`, so that an initial after it ends no sentence."""
    return bool(look.kinds & INITIAL) or look.word in ABBREVIATED


def _abbreviated(before: Look, following: Look) -> bool:
    """Whether the stop after a word is that of `Mr.` or of an initial."""
    if before.kinds & INITIAL and before.word != "I":
        return not following.kinds & COMMON_WORD or bool(following.kinds & (GIVEN_NAME | INITIAL))
    return before.word in ABBREVIATED


def particles(gap: str) -> bool:
    """Whether the words between two capitals are such as stand inside family names."""
    small = gap.split()
    return gap[:1] == " " and 0 < len(small) < 3 and all(p in PARTICLES for p in small)


def _pieces(run: list[Word]) -> Iterator[list[Word]]:
    """A run, parted before a title that stands after a name: `May Welland Countess Olenska`."""
    start = 0
    for i in range(1, len(run) - 1):
        seen = run[i].look
        before = run[i - 1].look
        if (
            seen.title
            and seen.title != SAINT
            and not seen.kinds & GIVEN_NAME
            and not before.title
            and not before.kinds & COMMON_WORD
        ):
            yield run[start:i]
            start = i
    yield run[start:]

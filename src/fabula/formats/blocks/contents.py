"""A printed table of contents, read line by line until the story begins.

To lose story is far worse than to keep a line of the contents: whatever is no entry by its form (a
quotation, a sentence, a long line) ends the list, and so does an entry that comes again, however
its number is written: `I. The Maiden Aunt` is `CHAPTER ONE`.
"""

from __future__ import annotations

import re

from fabula.formats.blocks import headings

BLOCKS = 400  # of a list at most
LONGEST = 150  # characters of an entry

_HEAD = re.compile(r"[\W_]*(?:table\s+of\s+)?contents\W*", re.IGNORECASE)
_COLUMNS = re.compile(
    r"(?:(?:chapters?|chap\.?|ch\.?|numbers?|no\.?|pages?|p\.|titles?|vol\.?|parts?|book)\s*)+",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"(?:\s*[.…·_]{2,}\s*|(?:\s*\.\s){2,}\s*|\s{2,}|\t+)(?:\d{1,4}|[ivxlc]+)\W*$", re.I
)
_QUOTES = frozenset('"“”„«»「」『』')
_SENTENCE = re.compile(r"[.!?…:;,]['’)\]]*$")
_LABEL = re.compile(r"(?:\d{1,3}|[IVXLC]+)[.):]\s+\S")
_CHAPTERS = frozenset(("", "chapter", "chap", "ch"))
_DIVISIONS = frozenset(("volume", "vol", "book", "part", "phase", "act"))


def is_contents_head(text: str) -> bool:
    """Whether a block is the line above a table of contents."""
    return len(text) < 60 and bool(_HEAD.fullmatch(text))


class Contents:
    """The entries read so far."""

    def __init__(self) -> None:
        self._numbers: set[tuple[str, int]] = set()  # since the last division began
        self._divisions: set[tuple[str, int]] = set()
        self._titles: set[str] = set()
        self._left = BLOCKS
        self._room = 0  # the most blank lines between two entries

    def takes(self, text: str, blanks: int) -> bool:
        """Whether the next block, after `blanks` blank lines, goes on with the list."""
        self._left -= 1
        if self._left < 0:
            return False
        first = not (self._titles or self._numbers or self._divisions)
        wide = not first and blanks > self._room + 1
        lines = [line.strip() for line in text.split("\n")]
        for i, line in enumerate(lines):
            if not self._entry(line, wide, goes_on=i > 0):
                return False
        if not first and not wide:
            self._room = max(self._room, blanks)
        return True

    def _entry(self, line: str, wide: bool, goes_on: bool) -> bool:
        if len(line) > LONGEST or not _QUOTES.isdisjoint(line):
            return False
        if _COLUMNS.fullmatch(line):
            return True
        paged = _PAGE.search(line)
        words = line[: paged.start()] if paged else line
        found = headings.heading(words) or headings.numbered(words)
        if not (found or paged or _is_entry(words) or (goes_on and _goes_on(words))):
            return False
        if found and wide and not self._numbers and not self._divisions:
            return False  # titles stood in the list; after the gap a numbered heading begins
        return self._is_new(found, words)

    def _is_new(self, found: headings.Heading | None, words: str) -> bool:
        """Whether an entry has not stood in the list before; then notes it."""
        number = headings.value(found.number) if found and found.number else None
        if found and number is not None:
            if found.word in _DIVISIONS:
                if (found.word, number) in self._divisions:
                    return False
                self._divisions.add((found.word, number))
                self._numbers = set()  # the chapters of a part may be counted afresh
            else:
                word = "" if found.word in _CHAPTERS else found.word
                if (word, number) in self._numbers or self._bare_again(word, number):
                    return False
                self._numbers.add((word, number))
        title = found.title or ("" if number is not None else words) if found else words
        key = " ".join(re.findall(r"\w+", title.lower()))
        if number is None and key and key in self._titles:
            return False
        self._titles.add(key)
        return True

    def _bare_again(self, word: str, number: int) -> bool:
        """Whether a bare number stands for one with a word of its own (`Stave I`, then `I`)."""
        words = {w for w, _ in self._numbers}
        return word == "" and "" not in words and any((w, number) in self._numbers for w in words)


def _is_entry(words: str) -> bool:
    """Whether a line has the form of an entry, though no number in a form known."""
    if _SENTENCE.search(words):
        return words.isupper() or bool(_LABEL.match(words))
    return words.isupper() or headings.is_title(words)


def _goes_on(words: str) -> bool:
    """Whether a line may be the second one of an entry."""
    return len(words) < 70 and not _SENTENCE.search(words)

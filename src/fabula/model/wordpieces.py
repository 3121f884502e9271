"""Words cut into the pieces that the net knows: BERT's uncased WordPiece (Devlin et al. 2019).

What comes in is one word at a time, so what goes out depends on that word alone. Checked against
the `tokenizers` package on odd words (`tests/model/pieces.json`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from string import punctuation

LONGEST = 100  # characters of a part that is looked up; a longer one is unknown
MOST = 100  # pieces of a word; more (a line of dashes) are one unknown, or no window would hold it
REMEMBERED = 1 << 15  # words whose pieces are kept: more than a long novel has

# Ideographs that BERT reads one by one, inclusive. The gap after 2B73F is the original's.
_IDEOGRAPHS = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)
_UNSEEN = {"Cc", "Cf", "Co", "Cs"}  # control, format, private use, half a surrogate pair
_BLANK = {"Zs", "Zl", "Zp"}


class WordPieces:
    """A vocabulary, and the pieces of any word in it."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        """`vocabulary`: the pieces; a piece's number is its place. `##` begins one that goes on.

        KeyError if it has no [UNK], [CLS] or [SEP].
        """
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self.unknown = self._numbers["[UNK]"]
        self.start, self.end = self._numbers["[CLS]"], self._numbers["[SEP]"]
        self._remembered = lru_cache(maxsize=REMEMBERED)(self._cut)

    def __len__(self) -> int:
        return len(self._numbers)

    def pieces(self, word: str) -> tuple[int, ...]:
        """The numbers of a word's pieces: one at least (the unknown, if nothing is left of the
        word), `MOST` at most."""
        # What is kept must stay small, whatever the words are.
        return self._remembered(word) if len(word) <= LONGEST else self._cut(word)

    def _cut(self, word: str) -> tuple[int, ...]:
        found: list[int] = []
        for part in _parts(word):
            found += self._longest_first(part)
            if len(found) > MOST:
                return (self.unknown,)
        return tuple(found) or (self.unknown,)

    def _longest_first(self, part: str) -> list[int]:
        """Each time the longest piece that the rest begins with; unknown if the rest has none."""
        if len(part) > LONGEST:
            return [self.unknown]
        found: list[int] = []
        start = 0
        while start < len(part):
            for end in range(len(part), start, -1):
                number = self._numbers.get("##" * (start > 0) + part[start:end])
                if number is not None:
                    break
            else:
                return [self.unknown]
            found.append(number)
            start = end
        return found


def _parts(word: str) -> Iterator[str]:
    """A word without capitals, accents and what cannot be seen, parted at blanks and around each
    mark of punctuation and each ideograph."""
    if word.isascii() and word.isalnum():  # as most are; what follows would come to the same
        yield word.lower()
        return
    part = ""
    for shown in _shown(word):
        if shown == " " or _stands_alone(shown):
            if part:
                yield part
            if shown != " ":
                yield shown
            part = ""
        else:
            part += shown
    if part:
        yield part


def _shown(word: str) -> Iterator[str]:
    """The characters that count. Ideographs are set apart before they are decomposed, and each
    letter is lowered by itself (no final sigma), as the vocabulary was made."""
    for written in word:
        if written in "\t\n\r" or unicodedata.category(written) in _BLANK:
            yield " "
        elif not _is_unseen(written):
            alone = _is_ideograph(written)
            yield from " " * alone
            for character in unicodedata.normalize("NFD", written):
                if unicodedata.category(character) != "Mn":
                    yield from character.lower()
            yield from " " * alone


def _is_unseen(character: str) -> bool:
    return character in "\0\ufffd" or unicodedata.category(character) in _UNSEEN


def _is_ideograph(character: str) -> bool:
    return any(first <= ord(character) <= last for first, last in _IDEOGRAPHS)


def _stands_alone(character: str) -> bool:
    return character in punctuation or unicodedata.category(character).startswith("P")

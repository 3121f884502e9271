"""The plain form of words: what a reader sees who does not look at the code points.

Stories come with invisible characters (joiners, marks of direction, soft hyphens), with letters
under heaps of accents, struck through, or borrowed from other alphabets. Rules that look for words
see through all that; the text itself never changes, and `places` leads back to it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

HEAP = 3  # so many marks on one letter are no language's but zalgo
HIDDEN = (  # characters that show as nothing
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff"
)
MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_STRUCK = re.compile("[\u0305\u0332-\u0338\u0488\u0489\u20d0-\u20ff]")  # lines through letters
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_FANCY = "\ufb00-\ufb06\uff01-\uff5e\u24b6-\u24e9\U0001d400-\U0001d7ff\U0001f130-\U0001f189"
_SMALL = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz", strict=True))
_ALIKE = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХаеіјорсуѕхһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρ",
        "ABESIJKMHOPCTYXaeijopcysxhdqwABEZHIKMNOPTYXovp",
        strict=True,
    )
)
"""Letters of other alphabets that look like Latin ones."""

_FOREIGN = f"[{''.join(_ALIKE)}]"
_MIXED = re.compile(rf"[A-Za-z]{_FOREIGN}|{_FOREIGN}[A-Za-z]")
_CHANGED = f"{_SPACES}{_FANCY}{''.join(_SMALL)}"
_ODD = re.compile(f"[{HIDDEN}{MARKS}{_CHANGED}]|{_MIXED.pattern}")
_MAY_BE_ODD = re.compile(f"[{HIDDEN}{MARKS}{_CHANGED}{''.join(_ALIKE)}]")  # the quick way to tell
_PART = re.compile(
    f"(?P<same>[^{HIDDEN}{MARKS}{_CHANGED}]+)(?![{MARKS}])|[{HIDDEN}]+"
    f"|(?P<base>[^{MARKS}{HIDDEN}])?(?P<marks>[{MARKS}]*)"
)
_FORMED = re.compile(f"[{_SPACES}{_FANCY}]")
_WORD = re.compile(r"\w+")
_HEAP = re.compile(f"[{MARKS}]{{{HEAP},}}(?:\\w?[{MARKS}]{{{HEAP},}})*")


class Plain(NamedTuple):
    """Plain words, and for each of their code points (and their end) its place in the text."""

    text: str
    places: Sequence[int]


def plain(text: str) -> str:
    """The plain form of `text`; mostly `text` itself."""
    return text if _is_plain(text) else plainly(text).text


def plainly(text: str) -> Plain:
    """The plain form of `text`, and the way back from it."""
    if _is_plain(text):
        return Plain(text, range(len(text) + 1))
    letters: list[str] = []
    places: list[int] = []
    for part in _PART.finditer(text):
        if part["same"]:
            letters.append(part[0])
            places += range(*part.span())
            continue
        shown = _shown(part)
        letters.append(shown)
        places += [part.start()] * len(shown)
    found = "".join(letters)
    if _MIXED.search(found):
        found = _WORD.sub(_latin, found)
    return Plain(found, [*places, len(text)])


def _is_plain(text: str) -> bool:
    return text.isascii() or not _MAY_BE_ODD.search(text) or not _ODD.search(text)


def heaps(text: str) -> list[tuple[int, int]]:
    """Where letters stand under heaps of marks (zalgo)."""
    if text.isascii():
        return []
    return [(max(0, m.start() - 1), m.end()) for m in _HEAP.finditer(text)]


def _shown(part: re.Match[str]) -> str:
    """What a reader sees of one character and the marks on it."""
    base, marks = _letter(part["base"] or ""), _STRUCK.sub("", part["marks"] or "")
    if not marks or not base.isalpha() or len(marks) >= HEAP:
        return base
    whole = unicodedata.normalize("NFC", base + marks)
    return whole if len(whole) == 1 else base + marks


def _letter(letter: str) -> str:
    if letter in _SMALL:
        return _SMALL[letter]
    black = ord(letter) - 0x1F150 if letter else -1  # white letters on black, which NFKC leaves
    if 0 <= black < 58:
        return chr(ord("A") + black % 32) if black % 32 < 26 else letter
    return unicodedata.normalize("NFKC", letter) if _FORMED.match(letter) else letter


def _latin(word: re.Match[str]) -> str:
    """A word of Latin letters with lookalikes among them, all Latin; else the word as it is."""
    found = "".join(_ALIKE.get(letter, letter) for letter in word[0])
    return found if all(c < "\u0250" for c in found) else word[0]

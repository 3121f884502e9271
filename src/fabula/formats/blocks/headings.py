"""Chapter headings in running text: the forms that say themselves what they are."""

from __future__ import annotations

import re
from typing import NamedTuple

from fabula.story.plainly import plain

LONGEST = 120  # characters of a heading line


class Heading(NamedTuple):
    """What a heading line says: its word ("chapter", "part", "prologue", "" for a bare number),
    its number as written (lower case, "" if none), and its title ("" if none)."""

    word: str
    number: str
    title: str


_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
_ONES += " sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth last"
_WORD_NUMBER = (
    rf"(?:(?:{_TENS.replace(' ', '|')})(?:[- ](?:{_ONES.replace(' ', '|')}))?"
    rf"|(?:{'|'.join(sorted(_ONES.split(), key=len, reverse=True))}))"
)
_ROMAN = r"[ivxlc]+"
_NUMBER = rf"(?:\d{{1,4}}(?:\.\d{{1,2}})?|{_ROMAN}|{_WORD_NUMBER})"
_WORDS = "chapter|chap|ch|part|book|volume|vol|act|stave|canto|letter|section|episode|phase|arc"
_LABEL = re.compile(
    rf"(?P<word>{_WORDS})\b\.?\s*(?:the\s+(?P<ordinal>{_ORDINALS.replace(' ', '|')})"
    rf"|#?\s?(?P<number>{_NUMBER}))(?![\w'’])(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_ALONE = re.compile(
    r"(?:the\s+)?(?P<word>prologue|epilogue|prelude|interlude|intermission|preface|foreword|afterword"
    r"|introduction|introductory|conclusion|finale|omake|chapter)(?![\w'’])(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_BARE = re.compile(rf"(?P<number>\d{{1,3}}|{_ROMAN})\.?", re.IGNORECASE)
_NUMBERED = re.compile(r"(?P<number>\d{1,3}|[IVXLC]+)[.):]?\s+(?P<rest>\S.*)")
_SEPARATED = re.compile(r"\s*[.:\-–—―~|,]+\s*|\s*\n\s*")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def heading(line: str) -> Heading | None:
    """`line` (a whole block) read as a heading with a word of its own: `Chapter 12: Title`."""
    if len(line) > LONGEST or not (line := bare(line)):
        return None
    found = _LABEL.match(line)
    if found and (rest := _title(found["rest"])) is not None:
        number = (found["ordinal"] or found["number"]).lower()
        if not found["number"] or _is_number(found["number"]):
            return Heading(found["word"].lower(), number, rest)
    found = _ALONE.match(line)
    if found and (rest := _title(found["rest"])) is not None:
        return (
            None
            if rest and found["word"] == "chapter"
            else Heading(found["word"].lower(), "", rest)
        )
    return None


def numbered(line: str) -> Heading | None:
    """`line` as a bare number, or a number and a title: `IV`, `12`, `I. The Maiden`.

    Weak by itself: whoever asks must know that the number is the next one.
    """
    if len(line) > 80 or not (line := bare(line)):
        return None
    found = _BARE.fullmatch(line)
    if found and _is_number(found["number"]):
        return Heading("", found["number"].lower(), "")
    found = _NUMBERED.fullmatch(line)
    if found and _is_number(found["number"]) and is_title(found["rest"]):
        return Heading("", found["number"].lower(), found["rest"])
    return None


def bare(line: str) -> str:
    """`line` without the ornaments around it: `~ Chapter 1 ~`, `**IV**`, `[Prologue]`."""
    return plain(line).strip().strip("*_~=#-–—[]<>|•◆★ \t\u00a0")


def value(number: str) -> int | None:
    """The value of a number as a heading writes it (`12`, `xii`, `twelve`, `twelfth`); None for
    what has none."""
    if number.isdecimal():
        return int(number)
    number = number.lower()
    if number in _ORDINALS.split()[:-1]:
        return _ORDINALS.split().index(number) + 1
    tens, _, ones = number.replace("-", " ").rpartition(" ")
    if ones in _TENS.split() and not tens:
        return 10 * _TENS.split().index(ones) + 20
    if ones in _ONES.split() and (not tens or tens in _TENS.split()):
        return (10 * _TENS.split().index(tens) + 20 if tens else 0) + _ONES.split().index(ones) + 1
    if not number or any(c not in _VALUES for c in number):
        return None
    values = [_VALUES[c] for c in number]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def is_title(line: str) -> bool:
    """Whether `line` has the form of a title: short, capitalised, with no sentence's end."""
    line = line.strip()
    words = [w for w in re.split(r"[\s\-–—]+", line) if w[:1].isalpha()]
    if not words or words[-1].upper() == "POV" or len(line) > 90 or line[0] in "\"'“”‘«»„—–-(":
        return False
    if line.isupper():
        return len(words[0]) > 1 and line[-1] not in "!?\"”’'"
    if line[-1] in ".,;:!\"”’'…-—" and not line.endswith((" Jr.", " Sr.")):
        return False
    if any(c.isdigit() for c in line) and "," in line:
        return False  # "London, 1895" tells where and when
    capitals = sum(w[0].isupper() for w in words)
    return words[0][0].isupper() and 2 * capitals >= len(words)


def _title(rest: str) -> str | None:
    """The title after a label; None if what follows makes the line a sentence, no heading."""
    stripped = rest.strip()
    if not stripped or stripped in (".", ":", "-", "–", "—"):
        return ""
    separator = _SEPARATED.match(rest)
    if separator and separator.end() < len(rest):
        title = rest[separator.end() :].strip()
        if "," in separator[0] and "." not in separator[0]:
            return title if is_title(title) else None
        return None if len(title) > 40 and title.endswith(".") and not title.isupper() else title
    return stripped if is_title(stripped) else None


def _is_number(number: str) -> bool:
    """Whether letters that could be a Roman numeral are one (so not "civil" or "mix")."""
    lower = number.lower()
    if not re.fullmatch(_ROMAN, lower):
        return True
    return bool(re.fullmatch(r"c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", lower))

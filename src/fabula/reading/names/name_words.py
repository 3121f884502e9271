"""One capitalised word by itself: its bare form, what hangs on it, what the lists say of it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from fabula.reading.names.name_common import common
from fabula.reading.names.name_lists import (
    ADDRESS,
    GIVEN,
    NOT_NAMES,
    PLACES,
    SUFFIXES,
    TITLES,
)
from fabula.reading.names.name_noise import is_noise, unstretched
from fabula.story.plainly import HIDDEN, MARKS, plain

# What a word with a capital may begin with: ASCII capitals, and all ranges where capitals stand.
_MAY_BE_CAPITAL = (
    "A-Z\u00c0-\u00d6\u00d8-\u00de\u0100-\u052f\u0531-\u0556\u10a0-\u10c5\u13a0-\u13f5"
    "\u1e00-\u1fff\u2c00-\u2c7f\ua640-\ua7ff\uff21-\uff3a\U0001d400-\U0001d7cb"
)
# The rest of a word: letters, the marks on them, and characters between them that nobody sees.
_PARTS = rf"(?:[^\W_]|[{MARKS}]|[{HIDDEN}]+(?=[^\W_]))*"
# A word that may begin with a capital, with what hyphens and apostrophes hang on it.
CAPITALISED = re.compile(
    r"(?<![^\W_])(?:(?:[dl]['’]|al-|el-)(?=[A-Z]))?"  # d'Artagnan, al-Rashid
    rf"[{_MAY_BE_CAPITAL}]{_PARTS}(?:['’-][^\W_]{_PARTS})*"
)
_MARK = re.compile("[\u0300-\u036f]")  # that no letter has a form with
_STUTTERS = 12  # of one word that are mended
_SLURRED = re.compile(r"['’][^\W\dA-Z_]")  # "D'you", "S'pose"
_CLITICS = frozenset(("s", "S", "d", "ll", "ve", "re", "m", "t", "LL", "D", "RE", "VE", "T", "M"))

COMMON_WORD, GIVEN_NAME, NOT_NAME, FORM_OF_ADDRESS, PLACE, SHOUTED, INITIAL = (
    1 << i for i in range(7)
)
# Where a reader is to put in a name of their own: Y/N, (y/n), [Y/N], [Name], [Your Name].
INSERT = re.compile(
    r"(?<![^\W_/])(?:[(\[](?:[YyFfLl]/[Nn]|[Yy]/[Ll]/[Nn])[)\]]"
    r"|(?:[YyFfLl]/[Nn]|[Yy]/[Ll]/[Nn])(?![^\W_/])"
    r"|[(\[](?:[Yy]our )?(?:[Ff]irst |[Ll]ast )?N(?:ame|AME)[)\]]"
    r"|[(\[][Yy]our (?:[Ff]irst |[Ll]ast )?name[)\]]|\[name\])"
)
INSERTS = frozenset(("Y/N", "L/N"))  # what all of them are called
# Where a question asks for yes or no instead.
_ASKED = re.compile(
    r"(?:[?:]|\b(?:accept|continue|proceed|confirm|decline))\s*[(\[]?\Z", re.IGNORECASE
)
ODD = 128  # bears a digit, or a small-letter tail that makes an adjective of it


class Look(NamedTuple):
    """What a word shows by itself.

    `word` is its bare form; `length` how many characters of the written form belong to the name
    (all but a possessive ending); `possessive` whether one follows; `suffix` the honorific on it;
    `title` the title it may be, in the kept form; `kinds` the flags above.
    """

    word: str
    length: int
    possessive: bool = False
    suffix: str = ""
    title: str = ""
    kinds: int = 0


@lru_cache(maxsize=1 << 16)
def look(raw: str) -> Look:
    """Look at a capitalised word as written; what nobody sees in it makes no difference."""
    if not raw.isascii() and (seen := _MARK.sub("", plain(raw))) != raw and seen:
        length = len(raw) if look(seen).length == len(seen) else len(_without_clitic(raw)[0])
        return look(seen)._replace(length=length)
    if raw.rstrip(".") in TITLES:
        title, _ = TITLES[raw.rstrip(".")]
        kinds = _kinds(raw)
        return Look(raw, len(raw), title=title, kinds=kinds)
    body, possessive, odd = _without_clitic(raw)
    odd = odd or body == "I"
    length = len(body)
    if body in ADDRESS and "-" in body:
        return Look(body, length, possessive, kinds=FORM_OF_ADDRESS)
    word, suffix, unsuffixed_odd = _without_suffix(unstretched(_mended(body)))
    unsuffixed_odd = unsuffixed_odd or bool(_SLURRED.search(word)) or is_noise(word)
    kinds = ODD if odd or unsuffixed_odd or any(map(str.isdigit, word)) else 0
    if len(word) > 1 and word.isupper():
        kinds |= SHOUTED
        lowered = "-".join(part.capitalize() for part in word.split("-"))
        kinds |= _kinds(word) | _kinds(lowered)
        if not kinds & NOT_NAME and (len(word) > 2 or kinds & GIVEN_NAME):
            word = lowered
    else:
        kinds |= _kinds(word)
    title = TITLES[word][0] if word in TITLES and not suffix else ""
    return Look(word, length, possessive, suffix, title, kinds)


def asks(text: str, start: int, end: int) -> bool:
    """Whether the insert from `start` to `end` asks for yes or no: `Continue? (y/n)`."""
    shut = not text[end : end + 1].strip() or text[end : end + 1] in ")]”\"’'】"
    return shut and _ASKED.search(text, max(0, start - 12), start) is not None


def inserted(written: str, possessive: bool) -> Look:
    """The look of a place for the reader's own name: `L/N` for the last, `Y/N` for the others."""
    small = written.lower()
    word = "L/N" if "l/n" in small or "last" in small else "Y/N"
    return Look(word, len(written), possessive, kinds=GIVEN_NAME)


def _kinds(word: str) -> int:
    small = word.lower()
    parts = small.split("-")
    everyday = common(small) or (len(parts) > 1 and all(common(part) for part in parts))
    return (
        COMMON_WORD * everyday
        | GIVEN_NAME * (word in GIVEN or (len(parts) > 1 and all(map(_given, parts))))
        | NOT_NAME * (word in NOT_NAMES)
        | FORM_OF_ADDRESS * (word in ADDRESS)
        | PLACE * (word in PLACES)
        | INITIAL * (len(word) == 1)
    )


def _given(small: str) -> bool:
    return small.capitalize() in GIVEN


def _without_clitic(raw: str) -> tuple[str, bool, bool]:
    """The word without 's, 'd, 'll and the like; whether it was a possessive; whether it is
    a contraction of common words ("Didn't")."""
    cut = max(raw.rfind("'"), raw.rfind("’"))
    if cut <= 0 or raw[cut + 1 :] not in _CLITICS:
        return raw, False, False
    tail = raw[cut + 1 :].lower()
    return raw[:cut], tail == "s", tail in ("t", "m")


def _mended(word: str) -> str:
    """The word without a stutter: "Sakura" for "S-Sakura" and for "S-s-Sakura"."""
    for _ in range(_STUTTERS):
        first, hyphen, rest = word.partition("-")
        if not hyphen or len(first) > 2 or rest[: len(first)].lower() != first.lower():
            break
        word = rest[:1].upper() + rest[1:]
    return word


def _without_suffix(word: str) -> tuple[str, str, bool]:
    """The word, the honorific taken off it, and whether another small tail stays on it."""
    parts = word.split("-")
    taken = 2 if len(parts) > 2 and "-".join(parts[-2:]) in SUFFIXES else 0
    while taken < 2 and len(parts) - taken > 1 and parts[len(parts) - taken - 1] in SUFFIXES:
        taken += 1
    keep = len(parts) - taken
    rest = "-".join(parts[:keep])
    odd = not taken and rest not in GIVEN and any(part[:1].islower() for part in parts[1:keep])
    return rest, "-".join(parts[keep:]), odd

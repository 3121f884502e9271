"""The names that can be carved out of runs of capitalised words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from fabula.reading.names.name_lists import NOT_NAMES, group
from fabula.reading.names.name_runs import SAINT, Word, particles
from fabula.reading.names.name_words import (
    COMMON_WORD,
    FORM_OF_ADDRESS,
    GIVEN_NAME,
    INITIAL,
    NOT_NAME,
    ODD,
    PLACE,
    SHOUTED,
    Look,
)

_ADJECTIVES = group("adjective")
_VERBS = group("verb-like-name")
_DIVINE = group("divine")
_AFTER_SUFFIX = group("after-suffix")
_SMALL = group("determiner") | group("inverted") | group("inside-title")
_INSIDE_TITLE = group("inside-title")
_FAMILIES = group("family-too")
_NAMED_AFTER = group("named-after")  # "Operation Nightjar", "Mount Doom"
_NEVER_THE = group("never-the")
_PARTICLES = group("particle-capital")
# Particles before a family name alone: "van der Meer". None is an English word.
_BEFORE = re.compile(r"(?<![^\W_])(?:v[ao]n(?: de[rn])?|d[eiu]|del|della|ibn)(?: l[aeo]s?)? \Z")
_MOST_WORDS = 5


class Candidate(NamedTuple):
    """Words that may be a name, with a title before it ("the" for "the Hatter") and an honorific
    after."""

    start: int
    end: int
    words: tuple[str, ...]
    title: str
    suffix: str
    opens: bool
    possessive: bool
    looks: tuple[Look, ...]


def candidates(text: str, runs: Sequence[list[Word]]) -> list[Candidate]:
    """All that may be names in a passage's runs of capitalised words, in order."""
    return [found for run in runs if (found := _carve(text, run)) is not None]


def _carve(text: str, run: list[Word]) -> Candidate | None:
    """The name in a run: what does not belong to it is cut off both ends."""
    i, n = 0, len(run)
    while i < n and _leads(run, i):
        i += 1
    if i == n:
        return _definite(text, run[-1:]) if run else None
    first = i
    title = ""
    while i < n - 1 and _is_title(run, i, title):
        title = title or run[i].look.title
        i += 1
    suffix = ""
    while n > i and _trails(run, n - 1, i, title):
        n -= 1
        if run[n].look.word in _AFTER_SUFFIX and n > i:
            suffix = run[n].look.word.lower()
            break
    body = run[i:n]
    if not body or len(body) > _MOST_WORDS:
        return None
    if any(w.look.kinds & ODD or w.look.word.lower() in _INSIDE_TITLE for w in body):
        return None
    if not title and not suffix:
        definite = _definite(text, body)
        if definite is not None:
            return definite
    last = body[-1]
    words = _spelt(text, run[i - 1] if title else body[0], body)
    start = run[first].start
    small = None if title or run[first].opens else _BEFORE.search(text, max(0, start - 12), start)
    if small:
        start, words = small.start(), (f"{small.group()}{words[0]}", *words[1:])
    return Candidate(
        start=start,
        end=run[n].end if suffix else last.end,
        words=words,
        title=title,
        suffix=last.look.suffix or suffix,
        opens=run[first].opens,
        possessive=last.look.possessive,
        looks=tuple(w.look for w in body),
    )


def _definite(text: str, body: list[Word]) -> Candidate | None:
    """`the Hatter`, `the Captain`, `the White Rabbit`: common words that name by their capitals."""
    first, last = body[0], body[-1]
    article = text[max(0, first.start - 5) : first.start].rjust(5)
    if first.opens or article[-4:-1].lower() != "the" or article[0].isalnum():
        return None
    if any(
        w.look.kinds & (NOT_NAME | ODD | INITIAL | SHOUTED)
        or (w.look.kinds & GIVEN_NAME and not w.look.kinds & COMMON_WORD)
        or w.look.word in _NEVER_THE
        for w in body
    ):
        return None
    word = last.look.word
    if (word.endswith("s") and not word.endswith("ss")) or (
        last.look.kinds & FORM_OF_ADDRESS and not last.look.title
    ):
        return None
    return Candidate(
        start=first.start - 4,
        end=last.end,
        words=tuple(w.look.word for w in body),
        title="the",
        suffix="",
        opens=False,
        possessive=last.look.possessive,
        looks=tuple(w.look for w in body),
    )


def _leads(run: list[Word], i: int) -> bool:
    """Whether word `i`, the first one left, does not belong to a name."""
    word = run[i]
    kinds = word.look.kinds
    if i + 1 == len(run):
        return bool(kinds & (NOT_NAME | ODD)) or _addresses(word.look)
    if word.look.title:
        return False
    if kinds & COMMON_WORD and run[i + 1].look.title and not kinds & GIVEN_NAME:
        return True
    small = word.look.word.lower()
    if small in _SMALL and word.look.word not in _PARTICLES and not kinds & INITIAL:
        return not kinds & GIVEN_NAME or word.opens
    if kinds & (NOT_NAME | ODD) or (kinds & FORM_OF_ADDRESS and not kinds & GIVEN_NAME):
        return True
    if word.look.word in _ADJECTIVES:
        return True
    if not word.opens or not kinds & COMMON_WORD or small == "a" or word.look.word in _NAMED_AFTER:
        return False
    return not kinds & GIVEN_NAME or word.look.word in _VERBS


def _addresses(seen: Look) -> bool:
    """Whether a word alone is a title or a form of address ("Captain", "Onii-chan")."""
    if seen.suffix and not seen.kinds & FORM_OF_ADDRESS:
        return False
    return bool(seen.title) or (bool(seen.kinds & FORM_OF_ADDRESS) and not seen.kinds & GIVEN_NAME)


def _is_title(run: list[Word], i: int, title: str) -> bool:
    """Whether word `i` is a title of the words after it."""
    seen = run[i].look
    if not seen.title or (title and seen.title == SAINT):
        return False
    return not seen.kinds & GIVEN_NAME or bool(run[i + 1].look.kinds & GIVEN_NAME)


def _trails(run: list[Word], last: int, first: int, title: str) -> bool:
    """Whether the last word left does not belong to the name."""
    seen = run[last].look
    if seen.kinds & ODD:
        return True
    if last > first:
        kinds = run[first].look.kinds
        given = kinds & GIVEN_NAME or (
            seen.word in _FAMILIES and not kinds & (COMMON_WORD | NOT_NAME | PLACE)
        )
        return seen.word in _AFTER_SUFFIX or bool(
            seen.kinds & (NOT_NAME | FORM_OF_ADDRESS) and not seen.kinds & GIVEN_NAME and not given
        )
    if seen.kinds & NOT_NAME or seen.word in NOT_NAMES:
        return not title or title in _DIVINE
    if title:
        return bool(seen.title) and not seen.kinds & GIVEN_NAME
    return _addresses(seen)


def _spelt(text: str, before: Word, body: list[Word]) -> tuple[str, ...]:
    """The words' clean forms: initials with their stop, shouted ones small again, particles with
    the word they belong to ("de Bourgh")."""
    out: list[str] = []
    held = ""
    for i, word in enumerate(body):
        seen = word.look
        previous = body[i - 1] if i else before
        between = text[previous.end : word.start] if previous.start < word.start else ""
        if particles(between.lstrip(".")):
            held += " ".join(between.lstrip(".").split()) + " "
        if seen.word in _PARTICLES and i + 1 < len(body) and (i or len(body) == 2):
            held += f"{seen.word.lower()} "
            continue
        spelt = seen.word
        if seen.kinds & INITIAL or seen.title == SAINT:
            spelt = f"{spelt.rstrip('.')}."
        elif seen.kinds & SHOUTED and spelt.isupper() and len(body) > 1:
            spelt = spelt.capitalize()
        out.append(held + spelt)
        held = ""
    return tuple(out)

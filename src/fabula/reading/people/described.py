"""Who is described in the same words again: after "a merchant with a goose", "the merchant" is that
merchant, until somebody else is called so.

In 90 stories of this project, of 216 descriptions whose noun the story had used before ("the
nun ... the nun"), 207 were of the same person as there.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from fabula.reading.people.profiles import head_of
from fabula.reading.states.state_words import titles

_NEW = frozenset(("a", "an"))
_KNOWN = frozenset(("the", "that", "this"))
_TELLS_APART = frozenset(
    ("other", "others", "another", "next", "last", "first", "second", "third", "new", "same",
    "only", "one", "ones", "two", "three", "four", "five", "rest", "latter", "former", "nearest",
    "youngest", "eldest", "oldest", "younger", "elder", "older", "taller", "smaller", "bigger",
    "like", "such")
)  # fmt: skip
_NO_ROLES = frozenset(
    ("sir", "dame", "lord", "lady", "father", "sister", "private", "count", "general")
)
_IN_FULL = {
    "dr": "doctor", "prof": "professor", "sgt": "sergeant", "capt": "captain", "lt": "lieutenant",
    "col": "colonel", "maj": "major", "cpl": "corporal", "insp": "inspector", "cmdr": "commander",
    "cdr": "commander", "gen": "general", "supt": "superintendent", "rev": "reverend",
}  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*|[^\w\s]")
_OWN = re.compile(r"['’]s?$")


class Described(NamedTuple):
    """A description's words: whether it may stand for somebody told of before (`again`), its noun
    with what stands before it, and the noun alone, in small letters."""

    again: bool
    phrase: str
    noun: str


@lru_cache(maxsize=1 << 12)
def described(words: str) -> Described | None:
    """What the words of a mention are as a description; None where they are none of a kind that is
    said again."""
    found = [_OWN.sub("", w) for w in _WORD.findall(words.lower())]
    if len(found) < 2 or found[0] not in _NEW | _KNOWN:
        return None
    head = head_of(found)
    phrase = found[1 : head + 1]
    if not phrase or not phrase[-1].isalpha() or any(w in _TELLS_APART for w in phrase):
        return None
    return Described(found[0] in _KNOWN, " ".join(phrase), phrase[-1])


def role(title: str) -> str | None:
    """What somebody with a title is called without their name: "the judge" is Judge Lu."""
    word = title.lower().split()[-1].rstrip(".") if title.strip() else ""
    word = _IN_FULL.get(word, word)
    return word if word in titles() and word not in _NO_ROLES else None

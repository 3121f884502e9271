"""Words made alike for comparing a question with a story: small letters, no endings, and groups of
words that mean about the same."""

from __future__ import annotations

import re
from functools import cache

from fabula.reading.lemmas import lemma
from fabula.reading.lists import lines, word_list

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_TAGS = (("VERB", "VBD"), ("NOUN", "NNS"), ("VERB", "VBG"), ("ADJ", "JJR"))


@cache
def stem(word: str) -> str:
    """The dictionary form of a word, as far as its spelling tells ("carried" and "carries" are
    "carry", "knives" is "knife")."""
    small = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    for upos, xpos in _TAGS:
        made = lemma(small, upos, xpos)
        if made != small:
            return made
    return small


@cache
def _stops() -> frozenset[str]:
    more = (
        "do did does have had has be is are was were been who whom whose what which where when why"
    )
    return word_list("grammar") | frozenset((more + " how ever about tell story").split())


def stems(text: str) -> list[str]:
    """The stems of the words of a text that carry meaning, in order."""
    found = (m.group() for m in _WORD.finditer(text))
    return [stem(w) for w in found if w.lower() not in _stops() and stem(w) not in _stops()]


@cache
def _groups() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in lines("alike"):
        group = frozenset(line.split())
        for word in group:
            found[word] = found.get(word, frozenset()) | group
    return found


def alike(one: str, other: str) -> float:
    """How well one stem stands for another: 1 the same, 0.8 of one meaning, 0 neither."""
    if one == other:
        return 1.0
    return 0.8 if other in _groups().get(one, ()) else 0.0


def known_alike(word: str) -> frozenset[str]:
    """A stem with those of the same meaning."""
    return _groups().get(word, frozenset()) | {word}

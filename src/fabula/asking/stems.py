"""Words made alike for comparing a question with a story: small letters, no endings, and groups of
words that mean about the same."""

from __future__ import annotations

import re
from functools import cache

from fabula.reading.language.lemmas import lemma
from fabula.reading.lists import lines, set_of

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_FORMS = (("VERB", "VBD"), ("NOUN", "NNS"), ("VERB", "VBG"))
_IS_ITSELF = set_of(
    "morning evening nothing something anything everything during building red bed shed bus gas"
    " this his was is has as us always perhaps yes less unless ring king wing spring string"
    " hundred kindred ground bit wound"
)
SMALL = set_of(
    """a an the this that these those and or but nor if than then so as of in on at to by from with
    into onto for about over under after before up down out off away back again i me my mine we us
    our you your he him his she her hers it its they them their theirs one ones who whom whose which
    what where when why how there here not no n't do does did done doing be is are was were been
    being am have has had having will would shall should can could may might must ever even just
    still also too very really all any some both each every such only own same while until till
    himself herself itself themselves myself yourself
    because since through between among story about 's 'd 'll 've 're 'm s t d ll ve re now"""
)


@cache
def stem(word: str) -> str:
    """The dictionary form of a word, as far as its spelling tells ("carried" and "carries" are
    "carry", "knives" is "knife")."""
    small = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    if not small or small in _IS_ITSELF:
        return small
    for upos, xpos in _FORMS:
        if xpos == "VBG" and not small.endswith("ing"):
            continue
        made = lemma(small, upos, xpos)
        if made != small:
            return made
    return small


def stems(text: str) -> list[str]:
    """The stems of the words of a text that carry meaning, in order."""
    found = (m.group().lower().replace("’", "'") for m in _WORD.finditer(text))
    return [stem(w) for w in found if w not in SMALL and not w.endswith("n't")]


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


def is_grouped(word: str) -> bool:
    """Whether there are words of the same meaning as a word."""
    return word in _groups()


def known_alike(word: str) -> frozenset[str]:
    """A stem with those of the same meaning."""
    return _groups().get(word, frozenset()) | {word}

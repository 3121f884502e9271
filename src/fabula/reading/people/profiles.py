"""What can be told of two mentions without reading them in context: how far apart they stand,
whether their words are alike, whether their kinds, types, gender and number agree.

A mention's *profile* is a row of integers (see the columns); the features of a pair follow from two
rows by comparisons alone, so one piece of code serves the reading (numpy) and the training (torch).
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from fabula.reading.lists import set_of, word_list
from fabula.reading.names.name_lists import given_gender, title_gender

# The columns of a profile.
ORDER, SENTENCE, FIRST, LAST, TURN = 0, 1, 2, 3, 4  # running numbers; TURN 0: in narration
TEXT, HEAD, PRONOUN, GENDER, NUMBER, TYPE, KIND, CAST = 5, 6, 7, 8, 9, 10, 11, 12
BAG = 13  # and the columns after it: content words
BAG_SIZE = 5
COLUMNS = BAG + BAG_SIZE

TYPES = ("PER", "FAC", "GPE", "LOC", "VEH", "ORG")
KINDS = ("PROP", "NOM", "PRON")
# How many values each feature of a pair has.
FEATURES = {
    "order": 11,
    "sentence": 11,
    "string": 72,
    "type": 36,
    "pronoun": 64,
    "turn": 8,
    "nesting": 4,
    "gender": 9,
    "number": 9,
    "cast": 3,
}
_EDGES = (1, 2, 3, 4, 5, 8, 16, 32, 64, 128)

_PRONOUNS = (
    "i me my mine myself",
    "you your yours yourself thou thee thy thine ye yourselves",
    "he him his himself",
    "she her hers herself",
    "it its itself",
    "we us our ours ourselves",
    "they them their theirs themselves 'em themself",
)
PRONOUNS = {word: n for n, line in enumerate(_PRONOUNS, 1) for word in line.split()}
FIRST_PERSON, SECOND_PERSON, PLURAL_PRONOUNS = 1, 2, (6, 7)


_AFTER_HEAD = set_of("of who which that in at with from , for to on whose -- — by whom where")
_POSSESSIVE = set_of("'s ’s ' ’")
_EMPTY = set_of(
    "the a an of and 's ’s , . in at to this that his her my your our their its"
    " mr mr. mrs mrs. miss sir lady lord old young little poor dear"
)
_PLURALS = set_of(
    "people men women children folk folks police cattle feet both two three four five six seven"
    " eight nine ten dozen many several few all some others these those"
)


@cache
def _nouns(gender: str) -> frozenset[str]:
    return word_list(f"nouns_{gender}")


@lru_cache(maxsize=1 << 16)
def digest(words: str) -> int:
    """A number that stands for some words, the same on every machine."""
    return zlib.crc32(words.encode("utf-8", "surrogatepass")) or 1


def head_of(words: Sequence[str]) -> int:
    """The index of a noun phrase's head word: the last before anything that follows a head."""
    head = len(words) - 1
    for i in range(1, len(words)):
        if words[i] in _AFTER_HEAD:
            head = i - 1
            break
    if head > 0 and words[head] in _POSSESSIVE:
        head -= 1
    return head


@lru_cache(maxsize=1 << 14)
def _gender(word: str, written: str) -> int:
    if word in _nouns("m") or title_gender(written) == "m":
        return 1
    if word in _nouns("f") or title_gender(written) == "f":
        return 2
    if not written[:1].isupper():
        return 0
    return {"m": 1, "f": 2, "?": 0}[given_gender(written)]


def profile(
    words: Sequence[str],
    *,
    order: int,
    sentence: int,
    first: int,
    turn: int,
    type_: int,
    kind: int,
    cast: int,
) -> tuple[int, ...]:
    """The profile of the mention that `words` (as written) are. `first` is the number of its first
    word in the work; `cast` the number of the entity that the rules of names give it, 0 for none.
    """
    low = [w.lower() for w in words]
    head = head_of(low)
    whole = " ".join(low)
    pronoun = PRONOUNS.get(whole, 0)
    gender = 0
    for i in range(head + 1):
        gender = _gender(low[i], words[i]) or gender
    if pronoun in (3, 4):
        gender = pronoun - 2
    bag = list(dict.fromkeys(w for w in low[: head + 1] if w not in _EMPTY)) or [low[head]]
    bag = bag[-BAG_SIZE:]
    return (
        order,
        sentence,
        first,
        first + len(words) - 1,
        turn,
        digest(whole),
        digest(low[head]),
        pronoun,
        gender,
        _number(low, head, kind, pronoun),
        type_,
        kind,
        cast,
        *(digest(w) for w in bag),
        *([0] * (BAG_SIZE - len(bag))),
    )


def _number(low: Sequence[str], head: int, kind: int, pronoun: int) -> int:
    """0 unknown, 1 one, 2 more."""
    if pronoun:
        return 2 if pronoun in PLURAL_PRONOUNS else 0 if pronoun == SECOND_PERSON else 1
    if "and" in low[:head] or low[head] in _PLURALS or any(w in _PLURALS for w in low[:head]):
        return 2
    noun = low[head]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")):
        return 2 if kind else 0
    return 1


def pair_features(xp: Any, a: Any, b: Any) -> dict[str, Any]:
    """The features of pairs: `a` holds the profiles of the later mentions, `b` of the earlier, both
    (..., COLUMNS) and broadcast against each other; `xp` is numpy or torch. Each feature is an
    integer array of the broadcast shape, below its number in FEATURES.

    Of digests only equality counts, and that 0 is none: they may be read as signed numbers."""

    def same(column: int) -> Any:
        return a[..., column] == b[..., column]

    inside = (a[..., FIRST] >= b[..., FIRST]) & (a[..., LAST] <= b[..., LAST])
    outside = (a[..., FIRST] <= b[..., FIRST]) & (a[..., LAST] >= b[..., LAST])
    overlap = (a[..., FIRST] <= b[..., LAST]) & (b[..., FIRST] <= a[..., LAST])
    known = (a[..., CAST] > 0) & (b[..., CAST] > 0)
    return {
        "order": _bucket(xp, a[..., ORDER] - b[..., ORDER]),
        "sentence": _bucket(xp, a[..., SENTENCE] - b[..., SENTENCE]),
        "string": _string(xp, a, b, same),
        "type": a[..., TYPE] * 6 + b[..., TYPE],
        "pronoun": a[..., PRONOUN] * 8 + b[..., PRONOUN],
        "turn": _turn(xp, a[..., TURN], b[..., TURN]),
        "nesting": xp.where(inside, 1, xp.where(outside, 2, xp.where(overlap, 3, 0))),
        "gender": a[..., GENDER] * 3 + b[..., GENDER],
        "number": a[..., NUMBER] * 3 + b[..., NUMBER],
        "cast": xp.where(known, xp.where(same(CAST), 1, 2), 0),
    }


def _bucket(xp: Any, distance: Any) -> Any:
    """0, 1, 2, 3, 4, 5-7, 8-15, 16-31, 32-63, 64-127, 128 and more."""
    found = xp.zeros_like(distance)
    for edge in _EDGES:
        found += distance >= edge
    return found


def _string(xp: Any, a: Any, b: Any, same: Any) -> Any:
    """How alike the words are (0 not, 1 the head, 2 one's words among the other's, 3 all), whether
    they share a content word at all, and the two kinds."""
    own, other = a[..., BAG:], b[..., BAG:]
    # Word by word: one comparison of all five with all five would run over rows of five.
    shared = xp.zeros_like(same(TEXT), dtype=a.dtype)
    for i in range(BAG_SIZE):
        shared += _among(own[..., i], other)
    n, m = (own != 0).sum(-1), (other != 0).sum(-1)
    among = (shared >= n) | (shared >= m)
    alike = xp.where(same(TEXT), 3, xp.where(among, 2, xp.where(same(HEAD), 1, 0)))
    return (alike * 9 + a[..., KIND] * 3 + b[..., KIND]) * 2 + (shared > 0)


def _among(word: Any, bag: Any) -> Any:
    """Whether a word is among those of a bag."""
    found = word == bag[..., 0]
    for j in range(1, BAG_SIZE):
        found |= word == bag[..., j]
    return found & (word != 0)


def _turn(xp: Any, own: Any, other: Any) -> Any:
    """How the two quotations stand: 0 both in narration, 1 and 2 one of them, 3 the same, 4 and 5
    the next ones, 6 and 7 an odd or even number apart."""
    apart = own - other
    far = xp.where(apart % 2 == 1, 6, 7)
    both = xp.where(apart == 0, 3, xp.where(apart == 1, 4, xp.where(apart == 2, 5, far)))
    return xp.where(own == 0, xp.where(other == 0, 0, 1), xp.where(other == 0, 2, both))

"""What hangs on which verb, mended where a parse is unlikely: now and then it hangs an object on a
verb further off, over the head of one that stands between.

"... where he'd put it down, and gave it to the boy": the boy belongs to "gave", the nearest verb
before him, and with a preposition he is no object.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fabula.reading.syntax import Token

_ARGUMENTS = ("obj", "iobj", "obl", "obl:unmarked", "obl:agent")


def attached(words: Sequence[Token]) -> list[Token]:
    """The words with objects and phrases on the verbs that they belong to."""
    cases = {w.head for w in words if w.deprel == "case" and w.head is not None}
    found = list(words)
    for k, word in enumerate(words):
        if word.deprel not in _ARGUMENTS or word.head is None:
            continue
        deprel = "obl" if word.deprel in ("obj", "iobj") and k in cases else word.deprel
        found[k] = word._replace(head=_verb(words, k, word.head), deprel=deprel)
    return found


def _verb(words: Sequence[Token], k: int, head: int) -> int:
    """The verb that an argument belongs to: the nearest before it, where its own stands behind
    that or behind a comma."""
    if words[head].upos != "VERB":
        return head
    if head < k:
        return _nearest(words, k, head + 1) or head
    parted = any(words[j].upos == "PUNCT" for j in range(k + 1, head))
    return (_nearest(words, k, 0) or head) if parted else head


def _nearest(words: Sequence[Token], k: int, first: int) -> int | None:
    """The nearest verb before a word in its sentence, from a word on."""
    for j in range(k - 1, first - 1, -1):
        word = words[j]
        if word.sentence != words[k].sentence:
            return None
        if word.upos == "VERB" and word.deprel != "amod" and word.head != k:
            return j
    return None

"""What hangs on which verb, mended where a parse is unlikely.

The model tells each word's head by itself, and now and then takes a verb further off, over the head
of one that stands between: in "... where he'd put it down, and gave it to the boy" the boy belongs
to "gave", and with a preposition he is no object. Nobody takes part, by syntax, in what is told on
the other side of a quotation mark; "Bredon's" before a noun is its owner, and what stands alone
right before a verb is its subject.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fabula.reading.language.syntax import Token

_OBJECTS = ("obj", "iobj")
_ARGUMENTS = (*_OBJECTS, "obl", "obl:unmarked", "obl:agent")
_SUBJECTS = ("nsubj", "nsubj:pass")
_HELPS = ("aux", "aux:pass", "cop", "mark", "expl")
_NOMINAL = ("NOUN", "PROPN")
_PARTS = ("PUNCT", "CCONJ")
NEAR = 4  # words between an owner and what is owned


def attached(words: Sequence[Token], quoted: Sequence[int | None]) -> list[Token]:
    """The words with subjects, objects and phrases on the verbs that they belong to; `quoted` are
    the numbers of the quotations that they stand in."""
    clauses = {w.head for w in words if w.deprel == "cop" and w.head is not None}
    cases = {w.head for w in words if w.deprel == "case" and w.head is not None}
    subjects = {w.head for w in words if w.deprel in _SUBJECTS}
    found = list(words)
    for k, word in enumerate(words):
        if word.head is None:
            continue
        mended = word
        if (owned := _owned(words, k)) is not None:
            mended = word._replace(head=owned, deprel="nmod:poss")
        elif word.deprel in _HELPS and quoted[k] != quoted[word.head]:
            mended = word._replace(head=None)
        elif word.deprel == "root":  # joined to the sentence's own root
            mended = word._replace(deprel="conj" if word.upos == "VERB" else "parataxis")
        elif word.deprel in _SUBJECTS and quoted[k] != quoted[word.head]:
            mended = word._replace(head=_beside(words, quoted, k))
        elif word.deprel in _SUBJECTS and word.head < k and _opens(words, k):
            mended = word._replace(head=_next_verb(words, k, subjects) or word.head)
        elif word.deprel in _ARGUMENTS and k in clauses:  # "and he is a better physician"
            mended = word._replace(deprel="parataxis")
        elif word.deprel in _ARGUMENTS:
            mended = _argument(words, quoted, k, word.head, k in cases, word.head in subjects)
        if mended is not word and not _is_below(found, mended.head, k):
            found[k] = mended
    return found


def _is_below(words: Sequence[Token], i: int | None, k: int) -> bool:
    """Whether a word hangs on another, so that this cannot hang on it."""
    while i is not None and i != k:
        i = words[i].head
    return i == k


def _argument(
    words: Sequence[Token],
    quoted: Sequence[int | None],
    k: int,
    head: int,
    led: bool,
    has_subject: bool,
) -> Token:
    """A word as the argument of the verb it belongs to; `led` by a preposition."""
    word = words[k]
    if quoted[k] != quoted[head]:
        near = _nearest(words, k, 0)
        same = near is not None and quoted[near] == quoted[k]
        return word._replace(head=near if same else None)
    parted = any(words[j].upos in (*_PARTS, "VERB") for j in range(k + 1, head))
    alone = word.deprel in _OBJECTS and not led and not has_subject and k < head
    if alone and not parted and word.upos in _NOMINAL:
        return word._replace(deprel="nsubj")
    deprel = "obl" if word.deprel in _OBJECTS and led else word.deprel
    return word._replace(head=_verb(words, k, head), deprel=deprel)


def _owned(words: Sequence[Token], k: int) -> int | None:
    """What a noun with a possessive ending owns: the next noun."""
    if k + 2 >= len(words) or words[k + 1].xpos != "POS" or words[k].deprel == "nmod:poss":
        return None
    for j in range(k + 2, min(k + 2 + NEAR, len(words))):
        if words[j].sentence != words[k].sentence or words[j].upos in ("PUNCT", "VERB"):
            return None
        if words[j].upos in _NOMINAL:
            head = words[j].head
            return head if words[j].deprel == "compound" and head is not None else j
    return None


def _beside(words: Sequence[Token], quoted: Sequence[int | None], k: int) -> int | None:
    """The next verb that stands in the same quotation as a subject, else the one before."""
    after, before = range(k + 1, min(k + NEAR, len(words))), range(k - 1, max(k - NEAR, -1), -1)
    for j in chain(after, before):
        verb = words[j].upos == "VERB" and quoted[j] == quoted[k]
        if verb and words[j].sentence == words[k].sentence:
            return j
    return None


def _opens(words: Sequence[Token], k: int) -> bool:
    """Whether a subject stands first in a clause, after "and" or a comma."""
    first = k
    while first > 0 and words[first - 1].head == k:
        if words[first - 1].upos in _PARTS:
            break
        first -= 1
    return first > 0 and words[first - 1].upos in _PARTS


def _next_verb(words: Sequence[Token], k: int, subjects: set[int | None]) -> int | None:
    """The next verb after a noun that has no subject of its own."""
    for j in range(k + 1, min(k + 1 + NEAR, len(words))):
        if words[j].upos == "PUNCT" or words[j].sentence != words[k].sentence:
            return None
        if words[j].upos == "VERB":
            return None if j in subjects else j
    return None


def _verb(words: Sequence[Token], k: int, head: int) -> int:
    """The verb that an argument belongs to: the nearest before it, where its own stands behind
    that or behind a comma, an "and" or a "to"."""
    if words[head].upos != "VERB":
        return head
    if head < k:
        return _nearest(words, k, head + 1) or head
    parted = any(words[j].upos in (*_PARTS, "PART") for j in range(k + 1, head))
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

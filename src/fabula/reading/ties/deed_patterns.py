"""The patterns of what people do to each other and feel, as `lists/deeds.txt` tells them: which
word, with what hanging on it, tells which tie."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, cast

from fabula.reading.lists import lines, set_of, word_list
from fabula.reading.ties.tie_words import CLASSES
from fabula.story.records import RelationType

PREPOSITIONS = set_of(
    "of to with for from in into on over under about against at by through round around towards"
    " beside alongside after out-of off as"
) | {"out of"}
SOMEBODY, GROUP = "Y", "G"


class Deed(NamedTuple):
    """What a pattern tells: its agent is the `type` of its patient, or, `turned`, the patient of
    the agent."""

    type: RelationType
    feeling: str | None = None
    turned: bool = False
    mutual: bool = False  # those of its subject may do it to each other
    ends: bool = False  # it ends such a tie
    weak: bool = False  # no more than behaviour that lets one infer it
    wished: bool = False  # where they would or want to
    coming: bool = False  # where they are going to


class Slot(NamedTuple):
    """What hangs on the word of a pattern: by which prepositions ("" for none), who it is or is of
    (`who`: "Y", "G", "" for nobody), and what (no `nouns`: the person themself)."""

    led_by: frozenset[str]
    who: str
    nouns: frozenset[str]


class Pattern(NamedTuple):
    """A word's company that tells a tie: the word right after it ("look after"), what hangs on it,
    the words `beside` it, the prepositions that lead to it; whether it is denied; whether it is
    somebody's ("in Y's service")."""

    deed: Deed
    next: str
    slots: tuple[Slot, ...]
    beside: frozenset[str]
    led_by: frozenset[str]
    denied: bool
    owned: bool


@cache
def patterns() -> dict[str, list[Pattern]]:
    """The patterns of each word, by its lemma or by itself ("seeing")."""
    found: dict[str, list[Pattern]] = {}
    for line in lines("deeds"):
        told, _, listed = line.partition(": ")
        for said in listed.split("; "):
            for word, pattern in _read(_deed(told.split()), said.split()):
                found.setdefault(word, []).append(pattern)
    return found


def _deed(told: list[str]) -> Deed:
    type_ = cast(RelationType, told[0])
    feeling = told[1] if type_ == "feels" else None
    flags = set(told[1:])
    return Deed(
        type_, feeling, turned="~" in flags, mutual="&" in flags, ends="-" in flags,
        weak="?" in flags, wished="%" in flags, coming=">" in flags,
    )  # fmt: skip


def _read(deed: Deed, words: list[str]) -> Iterator[tuple[str, Pattern]]:
    """The patterns of one entry, one for each of its first words."""
    led_by = _one_of(words.pop(0)) if words[0] in PREPOSITIONS else frozenset[str]()
    owned = words[0] == "Y's"
    if owned:
        words.pop(0)
    heads, rest = words[0], words[1:]
    beside = frozenset(w for word in rest if word[0] == "+" for w in word[1:].split("/"))
    heads, _, following = heads.partition("_")
    if following in PREPOSITIONS and rest[0] == SOMEBODY:
        rest.insert(0, following)
    slots = tuple(_slots([word for word in rest if word[0] != "+"]))
    for head in heads.split("/"):
        denied = head[0] == "!"
        yield head.lstrip("!"), Pattern(deed, following, slots, beside, led_by, denied, owned)


def _slots(words: list[str]) -> Iterator[Slot]:
    """What hangs on a pattern's word, each with its preposition."""
    led_by, who = frozenset[str](), ""
    for word in words:
        if not who and _one_of(word) <= PREPOSITIONS:
            led_by = _one_of(word)
        elif word == "Y's":
            who = SOMEBODY
        else:
            if word in (SOMEBODY, GROUP):
                yield Slot(led_by, word, frozenset())
            else:
                yield Slot(led_by, who, _one_of(word))
            led_by, who = frozenset(), ""


def _one_of(word: str) -> frozenset[str]:
    """The alternatives of a word ("cup/glass"), the classes among them by their words."""
    found: set[str] = set()
    for one in word.split("/"):
        found |= CLASSES.get(one) or (word_list(_LISTS[one]) if one in _LISTS else {one})
    return frozenset("out of" if w == "out-of" else w for w in found)


_LISTS = {"@body": "body_parts", "@clothes": "clothes"}

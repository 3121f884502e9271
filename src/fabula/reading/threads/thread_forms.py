"""What a sentence leaves open by its form of words, whatever its grammar: promises, threats, vows,
plans, tasks and secrets, in what people say to each other and in what the narration says of them.

The forms are in `lists/thread_forms.txt`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple, get_args

from fabula.reading.language.hasty import plain
from fabula.reading.lists import lines
from fabula.reading.threads.thread_words import HELPS
from fabula.story.records import ThreadKind

LONGEST = 45  # words of a sentence: in longer ones any form may be found
_BARE = re.compile(r"\W*(?:and\s)?i\s(?:promise|swear)(?:\s(?:you|it))?\W*\Z")
_AHEAD = re.compile(r"(?:'ll|\swill|\sshall)\s|\bwon't\b")
_STANDS_FOR = {
    "{will}": "(?:'ll| will| shall)",
    "{not}": "(?: not|n't|not)",
    "{tells}": "(?:tell|told|tells|telling)",
    "{nobody}": r"(?:nobody|no-one|no one|not a (?:living )?soul)",
    "{somebody}": r"(?:any(?:one|body)|a (?:living )?soul|him|her|them|your|my|his|the|mrs?|mum|mam"
    r"|mom|dad|da|mother|father|mama|papa|nan|gran)\b",
    "{they}": r"(?:he|she|they|nobody|no one|anyone|father|mother|mum|mam|mom|dad"
    r"|(?:your|my|his|her|the) \w+)",
    "{helps}": "|".join(sorted(HELPS)),
}


class Bound(NamedTuple):
    """What words open: the kind of thread; whether whoever hears them is bound."""

    kind: ThreadKind
    binds_hearer: bool = False


class Form(NamedTuple):
    """Forms of words that open something."""

    bound: Bound
    words: re.Pattern[str]


def _forms(where: Literal["said", "told"]) -> Iterator[Form]:
    """The forms of the list that are said, or told."""
    kinds: dict[str, ThreadKind] = {kind: kind for kind in get_args(ThreadKind)}
    found: list[tuple[Bound, list[str]]] = []
    wanted = False
    for line in lines("thread_forms"):
        if line.startswith("["):
            place, kind, *hearer = line.strip("[]").split()
            wanted = place == where
            found += [(Bound(kinds[kind], bool(hearer)), [])] * wanted
        elif wanted:
            found[-1][1].append(line)
    for bound, words in found:
        form = _joined(words)
        for short, long in _STANDS_FOR.items():
            form = form.replace(short, long)
        yield Form(bound, re.compile(form))


def _joined(words: list[str]) -> str:
    """Forms as one: those that begin a word together, as one look at a place tells them apart."""
    parts: dict[str, list[str]] = {}
    for word in words:
        start = next((s for s in (r"\b", r"\A\W*") if word.startswith(s)), "")
        parts.setdefault(start, []).append(word.removeprefix(start))
    return "|".join(f"{start}(?:{'|'.join(rest)})" for start, rest in parts.items())


SAID, TOLD = tuple(_forms("said")), tuple(_forms("told"))
"""What somebody says to somebody, and what the narration says; the surest first."""


def opens(forms: tuple[Form, ...], words: str) -> Bound | None:
    """What a sentence opens by the first form that it has."""
    told = plain(words)
    if len(told.split()) > LONGEST:
        return None
    return next((form.bound for form in forms if form.words.search(told)), None)


def is_bare(words: str) -> bool:
    """Whether a sentence promises without saying what ("I promise you.")."""
    return _BARE.match(plain(words)) is not None


def is_ahead(words: str) -> bool:
    """Whether a sentence tells what will be."""
    return _AHEAD.search(plain(words)) is not None

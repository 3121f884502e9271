"""The teller: who says "I" in the narration, and by what name others call them.

A teller is seldom named by themselves ("My name is Lena"); but who talks with them calls them by a
name that the narration never uses. Where either has happened often enough, the teller is the one so
called.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

import msgspec

from fabula.reading.page import Page
from fabula.reading.people.identity import Identity
from fabula.reading.people.profiles import FIRST_PERSON
from fabula.story.memory import Memory

T = TypeVar("T")
CALLS = 2  # how often the teller must have been called so, by whoever talks with nobody else
OFTEN = 3  # ... or where more take part,
SHARE = 0.35  # ... and of all calls by that name
SURE = 0.7  # how sure it has to be that the teller says "I'm Lena"
TOLD_OF = 0.1  # how often the narration may use the name, for each call: it may quote
_OWN = re.compile(  # what stands before a name that the teller gives as their own
    r"\bmy (?:own )?name(?:['’]s| is| was) $|\bcall(?:s|ed)? me $|\b(?:me:|I,) $"
    r"|(?:^|[.;:!?“\"—] ?|\n)I(?:['’]m| am) (?:called |named )?$",
    re.IGNORECASE,
)
MOST = 400  # names that are kept in mind


def teller(memory: Memory, page: Page) -> Memory:
    """Emits a SameEntity when the teller's name becomes clear."""
    telling = memory.telling
    tellers, called, told = dict(telling.tellers), dict(telling.called), dict(telling.told)
    root = memory.cast.root
    for seen, entity in zip(page.notes.seen, page.entities, strict=True):
        if seen.quotation is None and entity is not None:
            if page.pronoun(seen) == FIRST_PERSON:
                tellers[root(entity)] = tellers.get(root(entity), 0) + 1
            elif seen.kind == "PROP":
                told[root(entity)] = told.get(root(entity), 0) + 1
    who = max(tellers, key=lambda e: tellers[e], default=None)
    if who is not None:
        for name, near in _calls(memory, page):
            mine, alone, all_ = called.get(name, (0, 0, 0))
            called[name] = (mine + (who in near), alone + (near == {who}), all_ + 1)
    memory = msgspec.structs.replace(
        memory,
        telling=msgspec.structs.replace(
            telling, tellers=_latest(tellers), called=_latest(called), told=_latest(told)
        ),
    )
    return _named(memory, page, who, _own(page, who)) if who is not None else memory


def _own(page: Page, who: str) -> list[str]:
    """The names that the teller gives as their own, as they tell or in what they say."""
    found = []
    for name, called in zip(page.notes.names, page.called, strict=True):
        said = name.quotation
        mine = said is None or (
            page.spoken.get(said, ("",))[0] == who and page.sure.get(said, 1.0) >= SURE
        )
        before = page.passage.text[max(0, name.at.start - 24) : name.at.start]
        if called is not None and mine and _OWN.search(before):
            found.append(called.entity)
    return found


def _latest(of: dict[str, T]) -> dict[str, T]:
    return dict(list(of.items())[-MOST:])


def _calls(memory: Memory, page: Page) -> list[tuple[str, set[str]]]:
    """Each call by name in speech: who is called, and those who speak right before and after."""
    order = sorted(page.spoken)
    speakers = [page.spoken[q][0] for q in order]
    last = memory.conversation.turns[-1].speaker if memory.conversation.turns else None
    found = []
    for name, called in zip(page.notes.names, page.called, strict=True):
        if called is None or not name.vocative or name.quotation not in page.spoken:
            continue
        i = order.index(name.quotation)
        before = [s for s in speakers[:i] if s != speakers[i]]
        after = [s for s in speakers[i + 1 :] if s != speakers[i]]
        near = {s for s in (before[-1] if before else last, after[0] if after else None) if s}
        found.append((called.entity, near - {speakers[i] or ""}))
    return found


def _named(memory: Memory, page: Page, who: str, own: Sequence[str]) -> Memory:
    """Join the teller with the one whom they are called, if that is clear and new."""
    if who in memory.cast.known:
        return memory
    name = next((n for n in own if _is_free(memory, n, 1)), None) or _most_called(memory)
    at = next((called.at for called in page.called if called and called.entity == name), None)
    if name is None or at is None:
        return memory
    identity = Identity(memory, page)
    identity.join(who, name, at, 0.8)
    return identity.memory()


def _most_called(memory: Memory) -> str | None:
    """The name that the teller is called by most, if it is often enough."""
    likely = [
        (mine, name)
        for name, (mine, alone, all_) in memory.telling.called.items()
        if (alone == all_ >= CALLS and _is_free(memory, name, 0))
        or (mine >= max(OFTEN, SHARE * all_) and _is_free(memory, name, TOLD_OF * mine))
    ]
    return max(likely, default=(0, None), key=lambda one: one[0])[1]


def _is_free(memory: Memory, name: str, most: float) -> bool:
    """Whether a name is somebody's whom the narration names no more often than that."""
    return name in memory.cast.known and memory.telling.told.get(name, 0) <= most

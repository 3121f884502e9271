"""The teller: who says "I" in the narration, and by what name others call them.

A teller is seldom named by themselves; but who talks with them calls them by a name that the
narration never uses. Where that has happened often enough, the teller is the one so called.
"""

from __future__ import annotations

from typing import TypeVar

import msgspec

from fabula.reading.page import Page
from fabula.reading.people.identity import Identity
from fabula.reading.people.profiles import FIRST_PERSON
from fabula.story.memory import Memory

T = TypeVar("T")
CALLS = 3  # how often the teller must have been called so
SHARE = 0.35  # ... and of all calls by that name
TOLD_OF = 0.1  # how often the narration may use the name, for each call: it may quote
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
            mine, all_ = called.get(name, (0, 0))
            called[name] = (mine + (who in near), all_ + 1)
    memory = msgspec.structs.replace(
        memory,
        telling=msgspec.structs.replace(
            telling, tellers=_latest(tellers), called=_latest(called), told=_latest(told)
        ),
    )
    return _named(memory, page, who) if who is not None else memory


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


def _named(memory: Memory, page: Page, who: str) -> Memory:
    """Join the teller with the one whom they are called, if that is clear and new."""
    if who in memory.cast.known:
        return memory
    telling = memory.telling
    likely = [
        (mine, name)
        for name, (mine, all_) in telling.called.items()
        if name in memory.cast.known
        and mine >= max(CALLS, SHARE * all_)
        and telling.told.get(name, 0) <= TOLD_OF * mine
    ]
    name = max(likely, default=(0, ""), key=lambda one: one[0])[1]
    at = next((called.at for called in page.called if called and called.entity == name), None)
    if at is None:
        return memory
    identity = Identity(memory, page)
    identity.join(who, name, at, 0.8)
    return identity.memory()

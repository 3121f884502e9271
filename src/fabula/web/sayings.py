"""Ties and threads as plain sentences, each with the words that show it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from fabula.story.contract import RelationItem, ThreadItem
from fabula.story.phrases import tied
from fabula.web.known import DOUBT, Known, Ref
from fabula.web.words import Words

RECENT = 40  # threads of each among which the open ones are looked for


class Said(NamedTuple):
    """A plain sentence in parts (a `Ref` is a link), and the words that show it."""

    parts: tuple[Ref | str, ...]
    words: Words | None
    doubt: bool = False


def tie(known: Known, item: RelationItem) -> Said:
    """How two stand to each other."""
    doubt = item.basis != "stated" or item.confidence < DOUBT
    parts = (known.ref(item.source), f" {tied(item)} ", known.ref(item.target))
    return Said(parts, known.words(*item.evidence[0]), doubt)


def ties(known: Known, ties: Iterable[RelationItem]) -> list[Said]:
    """Ties, those that hold before those that ended."""
    return [tie(known, t) for t in sorted(ties, key=lambda t: t.until is not None)]


def thread(known: Known, item: ThreadItem) -> Said:
    """What was left open, by whom and to whom."""
    parts: list[Ref | str] = [item.kind.capitalize()]
    if item.holder:
        parts += [" of ", known.ref(item.holder)]
    if item.to:
        parts += [" to ", known.ref(item.to)]
    if item.status != "open":
        parts.append(" (closed)")
    return Said(tuple(parts), known.words(*item.opened), item.confidence < DOUBT)


def open_between(known: Known, people: Iterable[Ref | str], most: int) -> list[Said]:
    """The latest threads still open that some people hold, or that are held to them."""
    ids = [ref.id for ref in people if isinstance(ref, Ref)]
    found = {t.id: t for i in ids for t in known.world.threads(i, RECENT) if t.status == "open"}
    latest = sorted(found.values(), key=lambda t: t.opened, reverse=True)[:most]
    return [thread(known, t) for t in latest]

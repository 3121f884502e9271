"""Which annotated character a predicted entity stands for, and where characters are named."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping

from fabula.evaluation.pdnc_gold import Meant, Novel, plain
from fabula.story.contract import MentionItem
from fabula.story.text import Span

Names = Mapping[str, set[str]]  # character -> all names


def owners(mentions: Iterable[tuple[str, str]], characters: Names) -> dict[str, str]:
    """The character that owns most of each entity's proper-name mentions, told by the characters'
    names; a name of several characters counts in parts, and more for a character whose main name it
    is. `mentions` are pairs (entity, words).

    An entity without such a mention (a narrator without a name) stands for nobody: to give it the
    character of the words it is said to speak would count every error of that kind as right.
    """
    bearers: dict[str, set[str]] = {}
    for character, names in characters.items():
        for name in names:
            bearers.setdefault(plain(name), set()).add(character)
    votes: dict[str, Counter[str]] = {}
    for entity, words in mentions:
        found = bearers.get(plain(words), set())
        for character in found:
            share = 1 + (plain(character) == plain(words))
            votes.setdefault(entity, Counter())[character] += 6 * share // len(found)
    return most(votes)


def most(votes: Mapping[str, Counter[str]]) -> dict[str, str]:
    """Who has most votes, the first of equals."""
    return {one: counts.most_common(1)[0][0] for one, counts in votes.items()}


def namings(novel: Novel) -> list[Meant]:
    """Where the text has a name that one character alone bears.

    A name is an alias that begins with a capital and that the novel never writes small. Of names
    within each other the longest counts, also where it is borne by several.
    """
    bearers: dict[str, set[str]] = {}
    small = set(re.findall(r"\b[a-z]\w*", novel.text))
    for character, names in novel.characters.items():
        for name in names:
            if name[:1].isupper() and any(w.lower() not in small for w in re.findall(r"\w+", name)):
                bearers.setdefault(" ".join(name.split()), set()).add(character)
    if not bearers:
        return []
    longest_first = sorted(bearers, key=lambda name: (-len(name), name))
    forms = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in longest_first)
    return [
        Meant(Span(*found.span()), *bearers[name])
        for found in re.finditer(rf"(?<!\w)(?:{forms})(?!\w)", novel.text)
        if len(bearers[name := " ".join(found[0].split())]) == 1
    ]


class Places:
    """An export's mentions by place."""

    def __init__(self, mentions: Iterable[MentionItem]) -> None:
        self._all = sorted(mentions, key=lambda m: m.start)
        self._starts = [m.start for m in self._all]
        self._longest = max((m.end - m.start for m in self._all), default=0)
        self._exact = {Span(m.start, m.end): m for m in reversed(self._all)}

    def exactly(self, at: Span) -> MentionItem | None:
        """The mention with just these words."""
        return self._exact.get(at)

    def around(self, at: Span) -> MentionItem | None:
        """The mention that has most of these words, the shortest of several."""
        first = bisect_left(self._starts, at.start - self._longest)
        near = self._all[first : bisect_left(self._starts, at.end)]
        over = [m for m in near if m.end > at.start]
        return min(over, key=lambda m: (_outside(at, m), m.end - m.start), default=None)


def _outside(at: Span, mention: MentionItem) -> int:
    """How much of `at` lies outside a mention."""
    return max(0, mention.start - at.start) + max(0, at.end - mention.end)

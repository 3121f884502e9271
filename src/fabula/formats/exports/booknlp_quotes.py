"""Quotations as BookNLP tells them: none lies in another, and each is given to the mention of its
speaker that stands nearest.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from fabula.formats.exports.booknlp_words import Named, Words, numbers
from fabula.story.contract import QuotationItem
from fabula.story.world import World

# What a quotation begins with, where BookNLP would see one.
_MARKS = frozenset("\"'`“”„‟«»‹›‘’‚‛「『《〈＂—–―-")
_NOBODY = (None, None, None)


def rows(world: World, words: Words, mentions: Sequence[Named]) -> Iterator[tuple[object, ...]]:
    """The rows of the table of quotations. Where the text does not say who speaks, four columns
    are None; where it does and never mentions them, three."""
    quotations = list(_outermost(world.quotations()))
    near = _Nearest(words, quotations, mentions)
    coref = numbers(world)
    for quotation in quotations:
        at = words.span(quotation.start, quotation.end)
        if at is None or not _seen(world.text.text, quotation):
            continue
        speaker = coref.get(quotation.speaker or "")
        found = None if speaker is None else near(quotation, speaker)
        mention = (found.first, found.last, found.text) if found else _NOBODY
        yield (*at, *mention, speaker, words.phrase(*at))


def _outermost(quotations: Iterable[QuotationItem]) -> Iterator[QuotationItem]:
    done = -1
    for quotation in sorted(quotations, key=lambda q: (q.start, -q.end)):
        if quotation.end > done:
            yield quotation
            done = quotation.end


def _seen(text: str, quotation: QuotationItem) -> bool:
    """Whether BookNLP would see a quotation: thoughts and letters without marks are none to it."""
    return quotation.mode in ("speech", "remembered") or text[quotation.start] in _MARKS


class _Nearest:
    """Finds the mention that a quotation is given to."""

    def __init__(
        self, words: Words, quotations: Sequence[QuotationItem], mentions: Sequence[Named]
    ) -> None:
        self._words = words
        self._starts = [q.start for q in quotations]
        self._ends = [q.end for q in quotations]
        self._all: dict[int, list[Named]] = {}
        self._told: dict[int, list[Named]] = {}  # by the narration, in no quotation
        for mention in sorted(mentions, key=lambda m: m.start):
            self._all.setdefault(mention.coref, []).append(mention)
            if not self._quoted(mention):
                self._told.setdefault(mention.coref, []).append(mention)

    def __call__(self, quotation: QuotationItem, speaker: int) -> Named | None:
        """The speaker's mention in the narration of the quotation's paragraph, else in other
        narration, else in another quotation, else in this one; of several the nearest."""
        told = self._told.get(speaker)
        beside = _beside(told, quotation) if told else self._all.get(speaker, ())
        return min(beside, key=lambda m: self._distance(quotation, m), default=None)

    def _quoted(self, mention: Named) -> bool:
        i = bisect_right(self._starts, mention.start) - 1
        return i >= 0 and mention.start < self._ends[i]

    def _distance(self, quotation: QuotationItem, mention: Named) -> tuple[bool, bool, int]:
        inside = quotation.start <= mention.start < quotation.end
        paragraph = self._words.paragraph
        away = paragraph(mention.start) != paragraph(quotation.start)
        gap = max(quotation.start - mention.end, mention.start - quotation.end, 0)
        return inside, away, gap


def _beside(told: Sequence[Named], quotation: QuotationItem) -> Iterable[Named]:
    """The last mention before a quotation and the first after it."""
    before = bisect_left(told, quotation.start, key=lambda m: m.start)
    after = bisect_left(told, quotation.end, key=lambda m: m.start)
    return chain(told[max(0, before - 1) : before], told[after : after + 1])
